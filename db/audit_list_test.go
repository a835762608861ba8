package db

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// acts answers the acts that the filter finds, newest first, over all pages, and how many pages these are.
func (w *world) acts(actor Actor, f AuditFilter) (acts []string, pages int) {
	w.t.Helper()
	for {
		l, err := w.AuditLog(ctx, actor, f)
		if err != nil {
			w.t.Fatal(err)
		}
		last := int64(1) << 62
		for _, r := range l.Rows {
			if acts = append(acts, r.Act); r.ID >= last || f.Before != 0 && r.ID >= f.Before {
				w.t.Errorf("%d comes after %d", r.ID, last)
			}
			last = r.ID
		}
		if pages++; l.More == 0 {
			return acts, pages
		}
		f.Before = l.More
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
	start := w.Now()
	w.pass(time.Hour)
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
	must(w.RedeemVoucher(ctx, w.till, w.issue(mei, offer, 1).Code, nil, key(2)))(t)
	var number string
	must(0, w.Read(ctx, func(rx *Rx) error {
		return rx.db.QueryRowContext(background, "SELECT number FROM members WHERE id = ?", mei.Member).Scan(&number)
	}))(t)
	for _, c := range []struct {
		name string
		f    AuditFilter
		want string
	}{
		{"staff by name", AuditFilter{Who: "周经理", From: start + 1}, "register.exported member.revealed member.revealed"},
		{"staff by e-mail", AuditFilter{Who: "Admin@club.example", From: start + 1}, "register.exported member.revealed member.revealed"},
		{"member by name", AuditFilter{Who: "美玲", From: start + 1}, "voucher.claimed account.locale"},
		{"member by number", AuditFilter{Who: number, From: start + 1}, "voucher.claimed account.locale"},
		{"till by name", AuditFilter{Who: "前台", From: start + 1}, "voucher.redeemed"},
		{"till by phone", AuditFilter{Who: "139 0000 0001", From: start + 1}, "voucher.redeemed"},
		{"the club itself", AuditFilter{Door: System, From: start + 1}, "offer.made"},
		{"on whom", AuditFilter{Whom: "陈美玲", From: start + 1}, "voucher.redeemed voucher.claimed member.revealed account.locale"},
		{"on whom by phone", AuditFilter{Whom: "13700000001", From: start + 1}, "member.revealed member.revealed"},
		{"by whom on whom", AuditFilter{Who: "周经理", Whom: "13700000001"}, "member.revealed"},
		{"one act", AuditFilter{Acts: []string{"member.revealed"}}, "member.revealed member.revealed member.revealed"},
		{"several acts", AuditFilter{Acts: []string{"register.exported", "account.locale"}}, "register.exported account.locale"},
		{"acts of all days too", AuditFilter{Acts: []string{"voucher.redeemed", "offer.made"}}, "voucher.redeemed offer.made"},
		{"act by whom", AuditFilter{Who: "service@club.example", Acts: []string{"member.revealed"}}, "member.revealed"},
		{"door", AuditFilter{Door: StaffDoor, From: start + 1}, "register.exported member.revealed member.revealed member.revealed"},
		{"till's door", AuditFilter{Door: MerchantDoor, From: start + 1}, "voucher.redeemed"},
		{"until", AuditFilter{From: start + 1, To: start + 86400}, "member.revealed member.revealed account.locale offer.made"},
		{"when nothing was", AuditFilter{From: start + 7200, To: start + 86400}, ""},
		{"nobody", AuditFilter{Who: "无此人"}, ""},
		{"no member", AuditFilter{Whom: "周经理"}, ""},
	} {
		got, _ := w.acts(admin.Actor, c.f)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
	if l := must(w.AuditLog(ctx, admin.Actor, AuditFilter{Who: "无此人"}))(t); !l.Nobody {
		t.Error("nobody is not told")
	}
	if _, err := w.AuditLog(ctx, service.Actor, AuditFilter{}); KindOf(err) != NotFound {
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
		INSERT INTO audit (id, at, door, actor_id, session_id, act, noun_id, facts) SELECT m.id + n.i * 10, %d, 'member', 7, 0, 'code.sent', 7, '{}' FROM n, (SELECT MAX(id) AS id FROM audit) m`, auditLook+50, w.Now()))
	l := must(w.AuditLog(ctx, SystemActor, AuditFilter{Acts: []string{"voucher.redeemed"}}))(t)
	if len(l.Rows) != 0 || l.Back == 0 || l.More == 0 {
		t.Errorf("the first page: %d rows, back to %d", len(l.Rows), l.Back)
	}
	if got, pages := w.acts(SystemActor, AuditFilter{Acts: []string{"voucher.redeemed"}}); !slices.Equal(got, []string{"voucher.redeemed"}) || pages != 2 {
		t.Errorf("%v on %d pages", got, pages)
	}
	if got, pages := w.acts(SystemActor, AuditFilter{Acts: []string{"offer.made"}}); !slices.Equal(got, []string{"offer.made"}) || pages != 1 {
		t.Errorf("by the index: %v on %d pages", got, pages)
	}
	if l := must(w.AuditLog(ctx, SystemActor, AuditFilter{Acts: []string{"code.sent"}}))(t); len(l.Rows) != auditRowsOnPage || l.Back != 0 {
		t.Errorf("what is everywhere: %d rows, back to %d", len(l.Rows), l.Back)
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
