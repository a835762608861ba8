package db

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// find answers what an address of the list shows.
func (w *world) find(actor Actor, l *List, address string) ListPage {
	w.t.Helper()
	values, err := url.ParseQuery(address)
	if err != nil {
		w.t.Fatal(err)
	}
	return must(w.List(ctx, actor, l, l.Query(values)))(w.t)
}

// Of a member with homes in two communities, the staff of each see what is theirs: in lists, searches, records, timelines
// and counts nothing tells of the other.
func TestScopeOfMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	brand := must(w.Brands(ctx))(t)[0].ID
	lake := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: brand, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉"}}))(t)
	here, there := w.hire("a@club.example", Service, ScopeCommunity, w.community), w.hire("b@club.example", Service, ScopeCommunity, lake)
	m := w.join("陈美玲", "13800138000") // names no community, then that of her first home
	must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	waiting := must(w.ClaimHome(ctx, m, HomeAddress{Community: lake, Building: "77", Stair: "7", Room: "7701"}))(t)
	refused := must(w.ClaimHome(ctx, m, HomeAddress{Community: lake, Building: "88", Stair: "8", Room: "8801"}))(t)
	must(0, w.DecideClaim(ctx, there.Actor, refused.ID, false, "八十八栋没有这套"))(t)
	w.issue(m, w.offer(nil), 1)

	record := must(w.MemberRecord(ctx, here.Actor, m.Member))(t)
	if len(record.Claims) != 1 || record.Claims[0].Community != w.community || record.Waiting || record.Community != w.community || record.Elsewhere {
		t.Errorf("here: %+v", record)
	}
	record = must(w.MemberRecord(ctx, there.Actor, m.Member))(t)
	if len(record.Claims) != 2 || record.Claims[0].Community != lake || !record.Waiting || record.Community != 0 || !record.Elsewhere {
		t.Errorf("there: %+v", record)
	}
	for name, c := range map[string]struct {
		actor    Actor
		not      []string
		homes    int
		others   int64
		ownHomes int64
	}{
		"here":  {here.Actor, []string{"7701", "8801", "云湖", "八十八栋"}, 1, lake, w.community},
		"there": {there.Actor, []string{"1802", "半岛花园"}, 3, w.community, lake}, // claimed, claimed, refused
	} {
		page, err := w.Record(ctx, c.actor, Subject{OnMember, m.Member}, ShowAll, 0)
		var rows []AuditRow
		for _, l := range page.Lines {
			rows = append(rows, *l.Act)
		}
		told, _ := json.Marshal(rows)
		homes := 0
		for _, r := range rows {
			if strings.HasPrefix(r.Act, "home.") {
				homes++
			}
		}
		if err != nil || homes != c.homes || len(rows) < homes+2 {
			t.Errorf("%s: %d acts of homes of %d, want %d (%v)", name, homes, len(rows), c.homes, err)
		}
		for _, not := range c.not {
			if strings.Contains(string(told), not) {
				t.Errorf("%s: the timeline tells %q", name, not)
			}
		}
		all := must(w.List(ctx, c.actor, MemberList, MemberList.Query(nil)))(t)
		if len(all.Lines) != 1 || (all.Lines[0].Cells[MemberList.column("community")] == nil) != (name == "there") ||
			len(all.Lines[0].Cells[MemberList.column("state")].(Choices)) != map[string]int{"there": 1}[name] {
			t.Errorf("%s: the list tells %+v", name, all.Lines)
		}
		newest := must(w.NewestMembers(ctx, c.actor, 9))(t)
		if len(newest) != 1 || newest[0].Community == c.others || newest[0].Waiting != (name == "there") {
			t.Errorf("%s: the newest are %+v", name, newest)
		}
		sought := must(w.Search(ctx, c.actor, "陈美玲"))(t).Members.List
		if len(sought) != 1 || sought[0].Community == c.others || sought[0].Waiting != (name == "there") {
			t.Errorf("%s: the search tells %+v", name, sought)
		}
		for address, found := range map[string]bool{
			fmt.Sprint("community=", c.ownHomes): true, "waiting=1": name == "there",
		} {
			if p := w.find(c.actor, MemberList, address); (len(p.Lines) == 1) != found || len(p.Passed) > 0 {
				t.Errorf("%s: %s finds %+v", name, address, p)
			}
		}
		if p := w.find(c.actor, MemberList, fmt.Sprint("community=", c.others)); !slices.Contains(p.Passed, "community") {
			t.Errorf("%s: may ask for the other community: %+v", name, p)
		}
		if o := must(w.DeskOverview(ctx, c.actor))(t); (o.Claims == 1) != (name == "there") || o.Issued != 1 || o.Members != 1 {
			t.Errorf("%s: the overview counts %+v", name, o)
		}
	}
	if all := must(w.MemberRecord(ctx, admin.Actor, m.Member))(t); len(all.Claims) != 3 || all.Community != w.community {
		t.Errorf("for all: %+v", all)
	}

	// Another who has nothing to do with the first community.
	w.pass(time.Hour)
	other := w.join("张三", "13700000001")
	must(w.ClaimHome(ctx, other, HomeAddress{Community: lake, Building: "9", Stair: "1", Room: "101"}))(t)
	w.issue(other, w.offer(nil), 1)
	nobody := hired{Actor: Actor{Door: StaffDoor, Grants: []Grant{{Role: EventsDesk, Scope: ScopeEvent, ScopeID: 7}}}}
	desk := hired{Actor: Actor{Door: StaffDoor, Grants: []Grant{{Role: MerchantDesk, Scope: ScopeAll}}}}
	for name, actor := range map[string]Actor{"here": here.Actor, "an event's": nobody.Actor, "the merchant desk": desk.Actor, "a till": w.till} {
		_, record := w.MemberRecord(ctx, actor, other.Member)
		_, line := w.Record(ctx, actor, Subject{OnMember, other.Member}, ShowAll, 0)
		_, _, vouchers := w.MemberVouchers(ctx, actor, other.Member, 0)
		_, _, reveal := w.RevealMember(ctx, actor, other.Member, "x")
		_, claim := w.ClaimFile(ctx, actor, waiting.ID)
		for i, err := range []error{record, line, vouchers, reveal, claim, w.SetTier(ctx, actor, other.Member, Jade, "x"), w.DecideClaim(ctx, actor, waiting.ID, true, "")} {
			if KindOf(err) != NotFound {
				t.Errorf("%s, reading or act %d: %v", name, i, err)
			}
		}
		if !actor.May(MembersRead) {
			continue
		}
		for _, q := range []string{"张三", "13700000001", "0001", "张"} {
			if p := w.find(actor, MemberList, "q="+q); p.Count != 0 || len(p.Lines) != 0 {
				t.Errorf("%s finds %+v by %s", name, p.Lines, q)
			}
		}
	}
	// Vouchers are for the desk of the merchants too, whose members are not.
	whose := VoucherList.column("member")
	for name, c := range map[string]struct {
		actor             Actor
		rows, named, hers int
	}{"the merchant desk": {desk.Actor, 2, 0, 0}, "here": {here.Actor, 1, 1, 1}, "for all": {admin.Actor, 2, 2, 1}} {
		p, named := w.find(c.actor, VoucherList, ""), 0
		for _, line := range p.Lines {
			if line.Cells[whose] != nil {
				named++
			}
		}
		if len(p.Lines) != c.rows || named != c.named {
			t.Errorf("%s: %d vouchers, %d members named", name, len(p.Lines), named)
		}
		if p := w.find(c.actor, VoucherList, "q=13800138000"); len(p.Lines) != c.hers {
			t.Errorf("%s finds %d vouchers by a phone", name, len(p.Lines))
		}
	}
	// Who reads everywhere and may take along what is of one community takes along no more.
	both := Actor{Door: StaffDoor, Grants: []Grant{{Role: Reader, Scope: ScopeAll}, {Role: Service, Scope: ScopeCommunity, ScopeID: w.community}}}
	taken := 0
	var failed error
	for range w.ListAll(ctx, both, MemberList, MemberList.Query(nil), &failed) {
		taken++
	}
	if read := w.find(both, MemberList, ""); failed != nil || len(read.Lines) != 2 || taken != 1 {
		t.Errorf("of %d read, %d are taken along (%v)", len(read.Lines), taken, failed)
	}
	// The vouchers of the day are counted for whom may see offers: everybody's for the desk of the merchants.
	for _, c := range []struct {
		actor Actor
		want  int64
	}{{here.Actor, 1}, {there.Actor, 2}, {nobody.Actor, 0}, {desk.Actor, 2}} {
		if o := must(w.DeskOverview(ctx, c.actor))(t); o.Issued != c.want {
			t.Errorf("%+v: %d issued, want %d", c.actor.Grants, o.Issued, c.want)
		}
	}
}
