package db

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"
)

// resold has the register name other owners for 3-1-1802, each "name,phone", and staff accept them.
func (w *world) resold(by Actor, owners ...string) {
	w.t.Helper()
	var lines []string
	for _, o := range owners {
		lines = append(lines, "半岛花园,深圳,3,1,1802,"+o+",4444,HT1802B,2026-10-01")
	}
	w.imported(w.csvOf("", lines...), 0)
	changes := w.changes()
	if len(changes) != 1 {
		w.t.Fatalf("changes %+v", changes)
	}
	w.pass(time.Hour)
	if err := w.DecideOwnerChange(ctx, by, changes[0].ID, true); err != nil {
		w.t.Fatal(err)
	}
	w.pass(time.Hour)
}

// stands answers how the member's newest claim stands, and their class.
func (w *world) stands(m Actor) (ClaimState, Class) {
	w.t.Helper()
	return must(w.Claims(ctx, m.Member))(w.t)[0].State, must(w.MemberRecord(ctx, SystemActor, m.Member))(w.t).Class
}

// A sale ends the claims of those whom the register names no more on the day when a new owner is verified, not before.
// They are told once and stay in the club; who is named still, and who came with the new owners, keeps theirs, and those
// who came with the old ones theirs until nobody of these is left.
func TestSale(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	home := w.address("3", "1", "1802")
	sold, stays, family := w.join("陈美玲", "13800138000"), w.join("王建国", "13800138001"), w.join("陈小宝", "13700000001")
	must(w.ClaimHome(ctx, sold, home))(t)
	must(w.ClaimHome(ctx, stays, home))(t)
	theirs := must(w.ClaimHome(ctx, family, home))(t)
	if err := w.DecideClaim(ctx, admin, theirs.ID, true, ""); err != nil {
		t.Fatal(err)
	}
	w.resold(admin, "王建国,13900000009", "周四方,13800138020") // a joint owner stays, under another phone
	check := func(when string, want map[*Actor]ClaimState) {
		t.Helper()
		for m, state := range want {
			class := map[ClaimState]Class{ClaimVerified: Owner, ClaimWaiting: Friend, ClaimEnded: Friend}[state]
			if is, c := w.stands(*m); is != state || c != class {
				t.Errorf("%s: member %d is %s, a claim %s, want %s", when, m.Member, c, is, state)
			}
			alike := must(w.List(ctx, admin, MemberList, MemberList.Query(url.Values{"class": {string(class)}, "community": {fmt.Sprint(home.Community)}})))(t)
			if !slices.Contains(lineIDs(alike), m.Member) {
				t.Errorf("%s: member %d is not among the %ss who live there", when, m.Member, class)
			}
		}
	}
	// The one who stays owns it by the register, and has been verified all along: the sale is complete.
	check("the new owners accepted", map[*Actor]ClaimState{&sold: ClaimEnded, &stays: ClaimVerified, &family: ClaimVerified})
	told := w.toldOf(sold)
	want := HomeSold{Claim: must(w.Claims(ctx, sold.Member))(t)[0].ID, Home: NoticeHome{Text{Hans: "半岛花园"}, home}, From: DayOf(must(w.Claims(ctx, sold.Member))(t)[0].EndedAt, w.Club().Zone)}
	if len(told) != 1 || told[0] != Telling(want) {
		t.Errorf("told %+v, want %+v", told, want)
	}
	if lines, _ := w.told(admin, Subject{OnMember, sold.Member}, ShowHomes); !slices.Equal(lines, []string{"home.ended", "home.verified"}) {
		t.Errorf("the timeline of who sold: %v", lines)
	}

	// All is sold. Nothing ends until one of the new owners is verified.
	w.resold(admin, "李芸,13600000001")
	check("sold again", map[*Actor]ClaimState{&stays: ClaimVerified, &family: ClaimVerified})
	tenant, buyer := w.join("赵五", "13700000005"), w.join("李芸", "13600000001")
	lives := must(w.ClaimHome(ctx, tenant, home))(t)
	if err := w.DecideClaim(ctx, admin, lives.ID, true, ""); err != nil {
		t.Fatal(err)
	}
	check("verified by staff, and not on the register", map[*Actor]ClaimState{&stays: ClaimVerified, &tenant: ClaimVerified})
	must(w.ClaimHome(ctx, buyer, home))(t)
	check("the buyer is verified", map[*Actor]ClaimState{&stays: ClaimEnded, &family: ClaimEnded, &tenant: ClaimVerified, &buyer: ClaimVerified})
	if n := len(w.toldOf(stays)); n != 1 {
		t.Errorf("%d notices to who sold", n)
	}
	if list := must(w.MemberHomes(ctx, stays.Member))(t); list[0].EndedAt != w.Now() {
		t.Errorf("they see %+v", list[0])
	}
	// They may claim it again, as anybody: it waits for staff.
	if c := must(w.ClaimHome(ctx, stays, home))(t); c.State != ClaimWaiting || c.Rivals != 2 {
		t.Errorf("claimed again: %+v", c)
	}
}

// A register that corrects an owner's phone, and one that names an owner more, are no sale: nobody's claim ends, and a
// mistaken change that is changed back ends nobody's either.
func TestNoSale(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	home := w.address("3", "1", "1802")
	owner, child := w.join("陈美玲", "13800138000"), w.join("陈小宝", "13700000001")
	must(w.ClaimHome(ctx, owner, home))(t)
	if err := w.DecideClaim(ctx, admin, must(w.ClaimHome(ctx, child, home))(t).ID, true, ""); err != nil {
		t.Fatal(err)
	}
	for _, owners := range [][]string{{"陈美玲,13900000099"}, {"陈美玲,13900000099", "王建国,13900000009"}, {"周四方,13800138020"}, {"陈美玲,13800138000"}} {
		w.resold(admin, owners...)
		for _, m := range []Actor{owner, child} {
			if state, class := w.stands(m); state != ClaimVerified || class != Owner {
				t.Errorf("%v: member %d is %s, the claim %s", owners, m.Member, class, state)
			}
		}
	}
	if n := len(w.toldOf(owner)); n != 0 {
		t.Errorf("%d notices", n)
	}
}

// Who has another home stays an owner.
func TestSaleOfOneOfTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	m := w.join("陈美玲", "13800138000")
	must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	w.imported(w.csvOf("", "半岛花园,深圳,9,1,101,陈美玲,13800138000,1111,HT1,2019-03-04"), 0)
	must(w.ClaimHome(ctx, m, w.address("9", "1", "101")))(t)
	w.resold(admin, "周四方,13800138020")
	must(w.ClaimHome(ctx, w.join("周四方", "13800138020"), w.address("3", "1", "1802")))(t)
	list := must(w.Claims(ctx, m.Member))(t)
	if list[0].State != ClaimVerified || list[1].State != ClaimEnded {
		t.Errorf("claims %+v", list)
	}
	if r := must(w.MemberRecord(ctx, SystemActor, m.Member))(t); r.Class != Owner {
		t.Errorf("an owner of one home is %s", r.Class)
	}
}
