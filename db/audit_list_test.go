package db

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// acts answers the acts that the query finds, newest first, over all pages, and how many pages these are.
func (w *world) acts(actor Actor, query string) (acts []string, pages int) {
	w.t.Helper()
	values := must(url.ParseQuery(query))(w.t)
	for {
		p := must(w.List(ctx, actor, AuditList, AuditList.Query(values)))(w.t)
		last := int64(1) << 62
		after, _ := strconv.ParseInt(values.Get("after"), 10, 64)
		for _, line := range p.Lines {
			if acts = append(acts, line.Cells[0].(Choice).Word); line.ID >= last || after != 0 && line.ID >= after {
				w.t.Errorf("%d comes after %d", line.ID, last)
			}
			last = line.ID
		}
		if pages++; p.Next == "" {
			return acts, pages
		}
		values.Set("after", p.Next)
	}
}

// Each filter finds what is meant and nothing else, alone and with others.
func TestAuditFilters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	service := w.hire("service@club.example", Service, ScopeAll, 0)
	mei, feng := w.join("陈美玲", "13800138000"), w.join("张三丰", "13700000001")
	w.exec("UPDATE accounts SET name = '周经理' WHERE id = ?", admin.Actor.Account)
	w.pass(48 * time.Hour)
	first := string(DayOf(w.Now(), w.Club().Zone))
	before := string(DayOf(w.Now()-86400, w.Club().Zone))
	since := "&at_from=" + first
	offer := w.offer(nil)
	reveal := func(who Actor, whom int64) {
		t.Helper()
		if _, _, err := w.RevealMember(ctx, who, whom, "回电"); err != nil {
			t.Fatal(err)
		}
	}
	must(0, w.SetLocale(ctx, mei, En))(t)
	reveal(admin.Actor, mei.Member)
	reveal(service.Actor, feng.Member)
	w.pass(24 * time.Hour)
	reveal(admin.Actor, feng.Member)
	must(0, w.LogRegisterExport(ctx, admin.Actor))(t)
	must(0, w.enter(w.code(MemberDoor, "13800138000")))(t)
	must(w.RedeemVoucher(ctx, w.till, w.issue(mei, offer, 1).Code, nil, key(2)))(t)
	var number string
	must(0, w.Read(ctx, func(rx *Rx) error {
		return rx.db.QueryRowContext(background, "SELECT number FROM members WHERE id = ?", mei.Member).Scan(&number)
	}))(t)
	for _, c := range []struct {
		name, query, want string
	}{
		{"staff by name", "who=周经理" + since, "register.exported member.revealed member.revealed"},
		{"staff by e-mail", "who=Admin@club.example" + since, "register.exported member.revealed member.revealed"},
		{"member by name", "who=美玲" + since, "voucher.claimed session.started account.locale"},
		{"a member's sign-ins", "who=美玲&act=session.started" + since, "session.started"},
		{"member by number", "who=" + number + since, "voucher.claimed session.started account.locale"},
		{"till by name", "who=前台" + since, "voucher.redeemed"},
		{"till by phone", "who=139 0000 0001" + since, "voucher.redeemed"},
		{"the club itself", "door=system" + since, "offer.made"},
		{"on whom", "whom=陈美玲" + since, "voucher.redeemed voucher.claimed member.revealed account.locale"},
		{"on whom by phone", "whom=13700000001" + since, "member.revealed member.revealed"},
		{"by whom on whom", "who=周经理&whom=13700000001", "member.revealed"},
		{"by a member on another", "who=美玲&whom=张三丰", ""},
		{"by a member on nobody", "who=美玲&whom=无此人", ""},
		{"by a member on themselves", "who=美玲&whom=美玲" + since, "voucher.claimed account.locale"},
		{"before there was a club", "at_to=1999-01-01", ""},
		{"in a year to come", "at_from=2099-01-01", ""},
		{"until a year to come", "at_to=2099-12-31" + since + "&door=merchant", "voucher.redeemed"},
		{"by who has only unseen signs", "who=%E2%80%8B%E2%80%8B", ""},
		{"one act", "act=member.revealed", "member.revealed member.revealed member.revealed"},
		{"acts of a group", "act=exports", "register.exported"},
		{"acts of all days too", "act=offers", "voucher.redeemed voucher.claimed offer.made"},
		{"act by whom", "who=service@club.example&act=member.revealed", "member.revealed"},
		{"door", "door=staff" + since, "register.exported member.revealed member.revealed member.revealed"},
		{"till's door", "door=merchant" + since, "voucher.redeemed"},
		{"until", "at_from=" + first + "&at_to=" + first, "member.revealed member.revealed account.locale offer.made"},
		{"when nothing was", "at_from=" + before + "&at_to=" + before, ""},
		{"nobody", "who=无此人", ""},
		{"no member", "whom=周经理", ""},
	} {
		got, pages := w.acts(admin.Actor, c.query)
		if strings.Join(got, " ") != c.want || pages != 1 {
			t.Errorf("%s: %v on %d pages, want %s", c.name, got, pages, c.want)
		}
	}
	if _, err := w.List(ctx, service.Actor, AuditList, AuditList.Query(nil)); KindOf(err) != NotFound {
		t.Errorf("without the right: %v", err)
	}
	if _, err := w.AuditEntry(ctx, service.Actor, 1); KindOf(err) != NotFound {
		t.Errorf("without the right: %v", err)
	}
}

// What is rare and in no index is found page by page, none of which looks through more than it may; all is found once.
func TestAuditLooksBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mei := w.join("陈美玲", "13800138000")
	must(w.RedeemVoucher(ctx, w.till, w.issue(mei, w.offer(nil), 1).Code, nil, key(2)))(t)
	w.exec(fmt.Sprintf(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
		INSERT INTO audit (id, at, door, actor_id, session_id, act, noun_id, facts) SELECT m.id + n.i * 10, %d, 'member', 7, 0, 'code.sent', 7, '{}' FROM n, (SELECT MAX(id) AS id FROM audit) m`, logLook+50, w.Now()))
	list := func(query string) ListPage {
		t.Helper()
		return must(w.List(ctx, SystemActor, AuditList, AuditList.Query(must(url.ParseQuery(query))(t))))(t)
	}
	p := list("act=voucher.redeemed")
	if len(p.Lines) != 0 || p.Back == 0 || p.Next == "" || p.Previous != "" || p.Count != 0 || !p.AtLeast {
		t.Errorf("the first page: %+v", p)
	}
	if p = list("act=voucher.redeemed&after=" + p.Next); len(p.Lines) != 1 || p.Back != 0 || p.Next != "" {
		t.Errorf("the second: %+v", p)
	}
	if p = list("act=voucher.redeemed&before=" + p.Previous); len(p.Lines) != 0 || p.Back == 0 || p.Previous == "" || p.Next == "" {
		t.Errorf("back again: %+v", p)
	}
	if p = list("act=voucher.redeemed&after=" + p.Next); len(p.Lines) != 1 {
		t.Errorf("and there: %+v", p)
	}
	if p = list("act=voucher.redeemed&sort=at"); len(p.Lines) != 1 || p.Back == 0 {
		t.Errorf("from the oldest on: %+v", p)
	}
	if got, pages := w.acts(SystemActor, "act=voucher.redeemed"); !slices.Equal(got, []string{"voucher.redeemed"}) || pages != 2 {
		t.Errorf("%v on %d pages", got, pages)
	}
	if got, pages := w.acts(SystemActor, "act=offer.made"); !slices.Equal(got, []string{"offer.made"}) || pages != 1 {
		t.Errorf("by the index: %v on %d pages", got, pages)
	}
	if p := list("act=code.sent"); len(p.Lines) != listRows || p.Back != 0 || p.Count != CountMost+1 || p.AtLeast {
		t.Errorf("what is everywhere: %d rows, back to %d, of %d", len(p.Lines), p.Back, p.Count)
	}
}

// What is taken along of the log is all that is found, however far back; how many rows that will be is told where it is
// known, and where it is not a run makes it.
func TestAuditExport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	mei := w.join("陈美玲", "13800138000")
	must(w.RedeemVoucher(ctx, w.till, w.issue(mei, w.offer(nil), 1).Code, nil, key(2)))(t)
	q := AuditList.Query(url.Values{"act": {"voucher.redeemed"}})
	if run := must(w.ExportList(ctx, admin.Actor, AuditList, q, CSV, En))(t); run != 0 {
		t.Error("one row takes a run")
	}
	if r := must(w.NewestActs(ctx, admin.Actor, 1))(t)[0]; r.Act != "list.exported" || r.Int("rows") != 1 || r.Facts["list"] != "audit" {
		t.Errorf("the export is told as %+v", r)
	}
	w.exec(fmt.Sprintf(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
		INSERT INTO audit (id, at, door, actor_id, session_id, act, noun_id, facts) SELECT m.id + n.i * 10, %d, 'member', 7, 0, 'code.sent', 7, '{}' FROM n, (SELECT MAX(id) AS id FROM audit) m`, 2*logLook+50, w.Now()))
	if run := must(w.ExportList(ctx, admin.Actor, AuditList, q, CSV, En))(t); run == 0 {
		t.Error("a log of which nobody knows what is in it takes none")
	} else if r := must(w.Run(ctx, admin.Actor, run))(t); r.Whole != 0 {
		t.Errorf("it is to have %d rows", r.Whole)
	}
	if _, known := must(w.NewestActs(ctx, admin.Actor, 1))(t)[0].Facts["rows"]; known {
		t.Error("the log tells how many rows it had")
	}
	var failed error
	var acts []string
	for line := range w.ListAll(ctx, admin.Actor, AuditList, q, &failed) {
		if line.ID != 0 {
			acts = append(acts, line.Cells[0].(Choice).Word)
		}
	}
	if failed != nil || !slices.Equal(acts, []string{"voucher.redeemed"}) {
		t.Errorf("taken along: %v %v", acts, failed)
	}
	for _, role := range []Role{Service, Reader} {
		other := w.hire(string(role)+"@club.example", role, ScopeAll, 0)
		if _, err := w.ExportList(ctx, other.Actor, AuditList, q, CSV, En); KindOf(err) != NotFound {
			t.Errorf("%s: %v", role, err)
		}
	}
}

// A row tells what was changed, with the names of what its ids stand for, from where, and which seal is on it.
func TestAuditEntry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	finance := w.hire("money@club.example", Finance, ScopeAll, 0)
	mei := w.join("陈美玲", "13800138000")
	id := w.offer(nil)
	o := *must(w.Offer(ctx, id))(t)
	o.Communities, o.Value = []int64{w.community}, 70
	must(w.SaveOffer(ctx, admin.Actor, o))(t)
	newest := func() int64 { return w.rows("SELECT MAX(id) FROM audit") }
	e := must(w.AuditEntry(ctx, admin.Actor, newest()))(t)
	before, after := e.Change("Value")
	if fmt.Sprintf("%v %v", before, after) != "80 70" || e.Called[w.community].Hans != "半岛花园" || e.Kind != Percent || e.Apart != ApartNone || e.Seal != nil {
		t.Errorf("%v %v %+v", before, after, e)
	}
	if e.Session == nil || e.Session.Address == "" {
		t.Errorf("from where: %+v", e.Session)
	}
	must(0, w.SetLocale(ctx, mei, En))(t)
	if e := must(w.AuditEntry(ctx, finance.Actor, newest()))(t); e.Session != nil {
		t.Error("finance sees from where a member came")
	}
	if e := must(w.AuditEntry(ctx, admin.Actor, newest()))(t); e.Session == nil {
		t.Error("the administrator does not")
	}
	if _, _, err := w.RevealMember(ctx, admin.Actor, mei.Member, "回电"); err != nil {
		t.Fatal(err)
	}
	at := newest()
	w.pass(10 * time.Minute)
	must(w.SealAudit(ctx, 9))(t)
	if e := must(w.AuditEntry(ctx, admin.Actor, at))(t); e.Apart != ApartKept || e.Facts["reason"] != "回电" || e.Seal == nil || e.Seal.ID != 1 {
		t.Errorf("%+v", e)
	}
	w.exec("DELETE FROM audit_personal")
	if e := must(w.AuditEntry(ctx, admin.Actor, at))(t); e.Apart != ApartErased || e.Facts["reason"] != nil {
		t.Errorf("%+v", e)
	}
}
