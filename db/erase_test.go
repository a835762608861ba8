package db

import (
	"strings"
	"testing"
	"time"
)

// erase has the member leave, and erases them when their time is over.
func (w *world) erase(m Actor) {
	w.t.Helper()
	must(0, w.Leave(ctx, m, true))(w.t)
	w.pass(15 * day)
	_ = must(w.EraseDue(ctx, 10))(w.t)
}

// What others have written of somebody goes also where they were merged into one who was merged in their turn.
func TestErasedThroughMerges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lead, _, house := w.house()
	w.pass(time.Hour)
	must(w.InviteToHousehold(ctx, lead, house, "13600000001", "CN", Hans))(t)
	a, b, c := w.join("甲", "13600000001"), w.join("乙", "13600000002"), w.join("丙", "13600000003")
	w.merge(c, w.merge(b, a))
	if n := w.rows("SELECT COUNT(*) FROM audit_personal WHERE facts LIKE '%13600000001%'"); n == 0 {
		t.Fatal("nothing tells of the phone")
	}
	w.erase(w.again("13600000003"))
	for table, rows := range w.dump() {
		if strings.Contains(rows, "13600000001") {
			t.Errorf("%s: %s", table, rows)
		}
	}
}

// Whoever has the number today that an erased member once had loses nothing of theirs.
func TestErasedFormerNumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lead, _, house := w.house()
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	m := w.join("司马雀", "13600000001")
	must(0, w.ReplaceContact(ctx, admin.Actor, m.Member, dest(t, "13600000002"), "id_card", "号码已停用"))(t)
	w.pass(time.Hour)
	next := w.join("李芸", "13600000001")
	must(0, w.Leave(ctx, w.again("13600000002"), true))(t)
	w.pass(15 * day)
	w.sent()
	must(w.InviteToHousehold(ctx, lead, house, "13600000001", "CN", Hans))(t)
	browser, code := w.code(MemberDoor, "13600000001")
	_ = must(w.EraseDue(ctx, 10))(t)
	if row := must(w.MemberRecord(ctx, SystemActor, m.Member))(t); !row.Erased {
		t.Fatalf("not erased: %+v", row)
	}
	if e := must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t); e.Token == "" {
		t.Errorf("the code of whoever has the number leads to %+v", e)
	}
	for what, q := range map[string]string{
		"open invitations": "SELECT COUNT(*) FROM household_invitations WHERE phone = '+8613600000001' AND withdrawn_at IS NULL",
		"rows of joining":  "SELECT COUNT(*) FROM audit_personal p JOIN audit a ON a.id = p.audit_id WHERE a.act = 'member.joined' AND p.facts LIKE '%13600000001%'",
	} {
		if n := w.rows(q); n != 1 {
			t.Errorf("%d %s of whoever has the number", n, what)
		}
	}
	w.pass(time.Hour)
	w.erase(w.again("13600000001"))
	if row := must(w.MemberRecord(ctx, SystemActor, next.Member))(t); !row.Erased {
		t.Errorf("the other is not erased in their turn: %+v", row)
	}
}

// A message to an address that ends as another's does is another's.
func TestErasedLikeAddress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	an := w.join("安", "an@x.example")
	w.join("苏珊", "susan@x.example")
	must(0, w.Leave(ctx, an, true))(t)
	w.pass(15 * day)
	w.sent()
	must(w.RequestCode(ctx, MemberDoor, "", Destination{Email: "susan@x.example"}, Hans, Client{}))(t)
	_ = must(w.EraseDue(ctx, 10))(t)
	if n := w.rows("SELECT COUNT(*) FROM jobs WHERE payload LIKE '%susan@x.example%'"); n != 1 {
		t.Errorf("%d messages wait for the other", n)
	}
}

// Books of before may hold somebody as merged who was taken apart and erased since.
func TestErasedAgainOfMerge(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keep, gone, _ := w.merged()
	w.pass(40 * day) // the merge cannot be undone by anybody any more
	if n := must(w.EraseAgain(ctx, []Erasure{{At: w.clock.now().Unix(), Account: gone.Account}}))(t); n != 1 {
		t.Errorf("%d are erased", n)
	}
	for table, rows := range w.dump() {
		if strings.Contains(rows, "李芸") && table != "register_owners" || strings.Contains(rows, "13700000001") {
			t.Errorf("%s: %s", table, rows)
		}
	}
	if row := must(w.MemberRecord(ctx, SystemActor, keep.Member))(t); row.Left || row.Name != "陈美玲" {
		t.Errorf("the other: %+v", row)
	}
	w.ledgerHolds()
	for name, f := range w.findings(true) {
		if f.Grade == Bad {
			t.Errorf("doctor on %s: %+v", name, f)
		}
	}
}

// One who cannot be erased keeps nobody else waiting, and the club is told.
func TestErasingOneFails(t *testing.T) {
	t.Parallel()
	if testServer != "" {
		t.Skip("the fault is made with SQLite's words")
	}
	w := newWorld(t)
	first, second := w.join("甲", "13600000001"), w.join("乙", "13600000002")
	must(0, w.Leave(ctx, first, true))(t)
	w.pass(time.Minute)
	must(0, w.Leave(ctx, second, true))(t)
	w.exec("CREATE TRIGGER stuck BEFORE UPDATE OF left_at ON members WHEN OLD.name = '甲' BEGIN SELECT RAISE(ABORT, 'stuck'); END")
	w.pass(15 * day)
	if more, err := w.EraseDue(ctx, 2); err == nil || more || !strings.Contains(err.Error(), "stuck") {
		t.Errorf("more %v, %v", more, err)
	}
	if !must(w.MemberRecord(ctx, SystemActor, second.Member))(t).Erased || must(w.MemberRecord(ctx, SystemActor, first.Member))(t).Erased {
		t.Error("not the second alone is erased")
	}
}

// Books of before may hold a chain of merges: whoever was part of one and was erased since leaves nothing with the others, and
// nothing of the others goes with them.
func TestErasedAgainOfMerges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	c := w.join("司马丙", "13600000003")
	must(0, w.ReplaceContact(ctx, admin.Actor, c.Member, dest(t, "13600000004"), "id_card", "号码已停用"))(t)
	w.pass(time.Hour)
	a, b := w.join("甲", "13600000003"), w.join("乙", "13600000002") // the one has the other's former phone
	must(w.AddNote(ctx, admin.Actor, NewNote{On: Subject{OnMember, c.Member}, Kind: "phone", Text: "司马丙来电", Key: key(90)}))(t)
	w.merge(a, w.merge(b, c))
	list := []Erasure{{At: w.clock.now().Unix(), Account: c.Account}}
	for _, want := range []int{1, 0} {
		w.pass(time.Minute)
		if n := must(w.EraseAgain(ctx, list))(t); n != want {
			t.Errorf("%d are erased, not %d", n, want)
		}
	}
	for table, rows := range w.dump() {
		if strings.Contains(rows, "司马丙") || strings.Contains(rows, "13600000004") {
			t.Errorf("%s: %s", table, rows)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM audit_personal p JOIN audit a ON a.id = p.audit_id WHERE a.act = 'member.joined' AND a.member_id = ?", a.Member); n != 1 {
		t.Error("what tells how the other has joined is gone")
	}

	// Who was erased with another into whom they were merged is erased once.
	w.merge(a, b)
	w.erase(w.again("13600000003"))
	list = []Erasure{{At: w.clock.now().Unix() + 9, Account: a.Account}, {At: w.clock.now().Unix() + 9, Account: b.Account}}
	if n := must(w.EraseAgain(ctx, list))(t); n != 0 {
		t.Errorf("%d are erased who were", n)
	}
}

// A code that is read at the phone proves it, wherever it was asked for.
func TestConfirmProvesPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	for what, prove := range map[string]func() error{
		"for a fresh proof": func() error {
			browser := must(w.SendConfirmCode(ctx, m, PhoneContact, "", Hans, Client{}))(t)
			return w.Confirm(ctx, m, browser, w.codeOf("code.confirm"))
		},
		"for a change": func() error {
			browser := must(w.SendOldEndCode(ctx, m, PhoneContact, "", Hans, Client{}))(t)
			return w.EnterOldEndCode(ctx, m, browser, w.codeOf("code.change"))
		},
	} {
		w.pass(time.Hour)
		w.exec("UPDATE accounts SET phone_proven = 0 WHERE id = ?", m.Account)
		must(0, prove())(t)
		if n := w.rows("SELECT phone_proven FROM accounts WHERE id = ?", m.Account); n != 1 {
			t.Errorf("a code %s has not proven the phone", what)
		}
	}
}

// Nothing more is done for who has left or was merged, and nothing is left to be opened of who was erased.
func TestGoneStaysAsItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	_, merged, _ := w.merged()
	left := w.join("司马雀", "13600000001")
	w.erase(left)
	for what, member := range map[string]int64{"merged": merged.Member, "erased": left.Member} {
		wantReason(t, what, w.SetTier(ctx, admin, member, Jade, "VIP"), MemberGone)
	}
	_, _, err := w.RevealMember(ctx, admin, left.Member, "回电")
	wantReason(t, "revealed", err, MemberGone)
}
