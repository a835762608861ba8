package db

import (
	"bytes"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

// again answers the member's own session anew, freshly proven.
func (w *world) again(phone string) Actor {
	w.t.Helper()
	return must(w.Session(ctx, MemberDoor, must(w.byCode(phone))(w.t)))(w.t).Actor()
}

// Whoever leaves sees what is lost, has 14 days to change their mind, and is then erased; the ledgers stay whole.
func TestLeaving(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	homeID := must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t).Home
	used, kept := w.issue(m, w.offer(nil), 1), w.issue(m, w.offer(nil), 2)
	bill := int64(8800)
	must(w.RedeemVoucher(ctx, w.till, used.Code, &bill, key(7)))(t)
	if err := w.SetMarketing(ctx, m, true, true, Hans); err != nil {
		t.Fatal(err)
	}
	l := must(w.Losses(ctx, m))(t)
	if l.Points != 88 || l.Vouchers != 1 || l.Homes != 1 || l.LeavesAt != 0 || l.Days != 14 || l.Works {
		t.Errorf("losses %+v", l)
	}
	stale := m
	stale.Proven = w.Now() - freshSeconds - 1
	wantReason(t, "without a fresh proof", w.Leave(ctx, stale, true), ProofStale)
	if err := w.Leave(ctx, m, true); err != nil {
		t.Fatal(err)
	}
	if given := must(w.Consents(ctx, m))(t); given[ConsentNewsSMS] || given[ConsentNewsEmail] {
		t.Error("news of offers go on")
	}
	s := must(w.Session(ctx, MemberDoor, must(w.byCode("13800138000"))(t)))(t)
	if s.Member == nil || s.Member.LeavesAt != must(w.Losses(ctx, m))(t).LeavesAt {
		t.Errorf("the card knows %+v", s.Member)
	}
	w.pass(13 * 24 * time.Hour)
	_ = must(w.EraseDue(ctx, 10))(t)
	if err := w.Stay(ctx, w.again("13800138000")); err != nil {
		t.Fatal(err)
	}
	w.pass(2 * 24 * time.Hour)
	_ = must(w.EraseDue(ctx, 10))(t)
	back := w.again("13800138000")
	if l := must(w.Losses(ctx, back))(t); l.Points != 88 || l.LeavesAt != 0 {
		t.Errorf("after staying: %+v", l)
	}
	if err := w.Leave(ctx, back, true); err != nil {
		t.Fatal(err)
	}
	w.pass(15 * 24 * time.Hour)
	_ = must(w.EraseDue(ctx, 10))(t)
	_ = must(w.EraseDue(ctx, 10))(t) // once more does nothing
	if n := w.rows("SELECT COUNT(*) FROM audit WHERE act = 'member.erased'"); n != 1 {
		t.Errorf("erased %d times", n)
	}
	w.ledgerHolds()
	if n := w.rows("SELECT COUNT(*) FROM point_entries WHERE account_id = ?", m.Member); n != 2 {
		t.Errorf("%d entries of the erased member", n)
	}
	if n := w.rows("SELECT balance FROM point_accounts WHERE id = ?", m.Member); n != 0 {
		t.Errorf("%d points are left", n)
	}
	if _, err := w.LookUpVoucher(ctx, w.till, kept.Code); err != nil && KindOf(err) != Refused && KindOf(err) != NotFound {
		t.Error(err)
	}
	if v, err := w.LookUpVoucher(ctx, w.till, kept.Code); err == nil && v.No == nil {
		t.Error("a voucher of an erased member can be redeemed")
	}
	for name, f := range w.findings(true) {
		if f.Grade == Bad {
			t.Errorf("doctor on %s: %+v", name, f)
		}
	}
	list := must(w.Erasures(ctx, 0))(t)
	if len(list) != 1 || list[0].Account != m.Account {
		t.Errorf("the list of erasures: %+v", list)
	}

	// Neither record leads from the erased member to the home, whose owner the register names, nor back.
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	gone := must(w.MemberRecord(ctx, admin.Actor, m.Member))(t)
	if !gone.Erased || gone.CanReveal || gone.CanRenew || len(gone.Claims)+len(gone.Households) > 0 {
		t.Errorf("the record of the erased: %+v", gone)
	}
	home := must(w.HomeRecord(ctx, admin.Actor, homeID))(t)
	if len(home.Members)+len(home.Claims) > 0 {
		t.Errorf("the home still tells of them: %+v %+v", home.Members, home.Claims)
	}
	for _, on := range []Subject{{OnMember, m.Member}, {OnHome, homeID}} {
		for _, line := range must(w.Record(ctx, admin.Actor, on, ShowAll, 0))(t).Lines {
			if line.Act != nil && line.Act.Member == m.Member && strings.HasPrefix(line.Act.Act, "home.") {
				t.Errorf("the timeline of %v leads on: %+v", on, line.Act)
			}
		}
	}

	// The same person comes back: a new member, who is known to have been one.
	w.pass(time.Hour)
	again := w.join("陈美玲", "13800138000")
	if again.Member == m.Member || w.rows("SELECT returned FROM members WHERE id = ?", again.Member) != 1 {
		t.Errorf("who comes back: %+v", again)
	}
	if fresh := w.join("王小明", "13700000009"); w.rows("SELECT returned FROM members WHERE id = ?", fresh.Member) != 0 {
		t.Error("a stranger is taken for one who comes back")
	}
}

// What tells of a member is found nowhere in the books once they are erased: not in a row, not in a search term, not in the
// file. The owners' register is the developer's own, and what staff noted on another member stays with that one: nobody can tell
// which words of it are whose.
func TestErasedEverywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const name, phone, newer, mail = "司马金丝雀", "13612340987", "13612340988", "canary-bird@example.com"
	// Where others have typed them: who has invited them, staff who have looked for them.
	lead, _, house := w.house()
	w.pass(time.Hour)
	must(w.InviteToHousehold(ctx, lead, house, phone, "CN", Hans))(t)
	w.join(name, phone)
	token := must(w.byCode(phone))(t)
	m := must(w.Session(ctx, MemberDoor, token))(t).Actor()
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)

	for i, view := range []string{"找" + name, "136 1234 0987 家人", "金卡"} {
		must(w.SaveListView(ctx, admin.Actor, MemberList, view, MemberList.Query(url.Values{"q": {name}}), i == 0))(t)
	}
	must(0, w.Write(ctx, admin.Actor, func(tx *Tx) error {
		_, _, err := tx.beginRun(RunExport, "members.csv", Export{List: "members", Query: url.Values{"q": {name}}.Encode(), Format: CSV, Locale: Hans, Reach: MemberList.reachOf(admin.Actor)}, 100)
		return err
	}))(t)
	must(0, w.EndRun(ctx, must(w.LeaseRun(ctx))(t), 0, nil))(t)

	// In every field that holds something of a member.
	claim := must(w.ClaimHome(ctx, m, w.address("雀栋", "雀梯", "雀室"), &Picture{Type: "image/jpeg", Width: 9, Height: 9, Body: []byte("canary-photo")}))(t)
	if err := w.AskClaim(ctx, admin.Actor, claim.ID, "请"+name+"补照片"); err != nil {
		t.Fatal(err)
	}
	if err := w.DecideClaim(ctx, admin.Actor, claim.ID, false, "合同上不是"+name); err != nil {
		t.Fatal(err)
	}
	proof, browser, code := w.change(m, PhoneContact, newer)
	if err := w.ChangeContact(ctx, m, PhoneContact, proof, browser, code); err != nil {
		t.Fatal(err)
	}
	proof, browser, code = w.change(m, EmailContact, mail)
	if err := w.ChangeContact(ctx, m, EmailContact, proof, browser, code); err != nil {
		t.Fatal(err)
	}
	must(w.addPasskey(m, ""))(t)
	if err := w.SetPassword(ctx, m, goodPassword); err != nil {
		t.Fatal(err)
	}
	if err := w.SetService(ctx, m, true, true, Hans); err != nil {
		t.Fatal(err)
	}
	if err := w.SetTier(ctx, admin.Actor, m.Member, Gold, name+"的要求"); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.RevealMember(ctx, admin.Actor, m.Member, "回电"+name+newer); err != nil {
		t.Fatal(err)
	}
	must(w.AddNote(ctx, admin.Actor, NewNote{On: Subject{OnMember, m.Member}, Kind: "phone", Text: name + " " + newer, Step: "回电" + name, Due: "2099-01-01", Key: key(90)}))(t)
	if err := w.ReplaceContact(ctx, admin.Actor, m.Member, dest(t, "13612340989"), "id_card", name+"本人到访"); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	_, _ = w.byPassword(mail, "wrong wrong wrong")
	b, c := w.code(MemberDoor, mail)
	e := must(w.EnterCode(ctx, MemberDoor, b, c, Client{Address: "10.66.77.88", Agent: "Canary/1.0"}))(t)
	m = must(w.Session(ctx, MemberDoor, e.Token))(t).Actor()
	must(w.ExportMember(ctx, m))(t)
	if err := w.Leave(ctx, m, true); err != nil {
		t.Fatal(err)
	}
	must(w.InviteToHousehold(ctx, w.again("13800138000"), house, newer, "CN", Hans))(t)
	canaries := []string{name, "司马", phone, newer, "13612340989", "0987", "canary-bird", "canary-photo", "10.66.77.88", "Canary/1.0", "雀栋", "雀梯", "雀室", Fold(name), "smjsq", url.QueryEscape(name)}
	found := func() (where []string) {
		for table, rows := range w.dump() {
			for _, s := range canaries {
				if strings.Contains(rows, bytesIn(s)) || strings.Contains(rows, s) {
					where = append(where, table+": "+s)
				}
			}
		}
		return where
	}
	if before := found(); len(before) < 20 {
		t.Fatalf("the canary stands in few places: %v", before)
	}
	w.pass(15 * 24 * time.Hour)
	_ = must(w.EraseDue(ctx, 10))(t)
	if after := found(); len(after) > 0 {
		t.Errorf("after the erasure: %v", after)
	}
	if testServer == "" {
		w.nowhereInFiles(canaries[:3])
	}
	if n := w.rows("SELECT COUNT(*) FROM list_views"); n != 1 {
		t.Errorf("%d views of lists are left: one names nobody", n)
	}
	// Whoever signs in by what is gone begins anew.
	b, c = w.code(MemberDoor, mail)
	if e := must(w.EnterCode(ctx, MemberDoor, b, c, Client{}))(t); e.Next != StepJoin {
		t.Errorf("the erased address leads to %+v", e)
	}
}

// nowhereInFiles reads the books' own files, byte by byte.
func (w *world) nowhereInFiles(canaries []string) {
	w.t.Helper()
	for _, end := range []string{"", "-wal"} {
		body, err := os.ReadFile(w.url() + end)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, s := range canaries {
			if bytes.Contains(body, []byte(s)) {
				w.t.Errorf("%q is still in the file%s", s, end)
			}
		}
	}
}

// A message to an address goes with its person, however JSON writes the address.
func TestErasedMessages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const mail = "canary&bird@example.com"
	m := w.join("陈美玲", mail)
	must(0, w.Leave(ctx, m, true))(t)
	w.pass(14*24*time.Hour + time.Minute)
	must(w.RequestCode(ctx, MemberDoor, "", Destination{Email: mail}, Hans, Client{}))(t)
	if n := w.rows("SELECT COUNT(*) FROM jobs WHERE payload LIKE '%bird@example.com%'"); n == 0 {
		t.Fatal("no message waits")
	}
	_ = must(w.EraseDue(ctx, 10))(t)
	if n := w.rows("SELECT COUNT(*) FROM jobs WHERE payload LIKE '%bird@example.com%'"); n != 0 {
		t.Errorf("%d messages are left", n)
	}
}

// Names and numbers are found as staff type them, and no word is taken for another.
func TestPersonIn(t *testing.T) {
	t.Parallel()
	p := person{name: "司马雀", destinations: []string{"+8613612340987", "bird@example.com"}}
	anne := person{name: "An Li", destinations: []string{"+85291234567"}}
	for text, want := range map[string][2]bool{
		"司馬雀": {true, false}, "找 司马雀 家人": {true, false}, "136 1234 0987": {true, false}, "q=+8613612340987": {true, false}, "Bird@Example.com": {true, false},
		"an  li": {false, true}, "Jan Lim": {false, false}, "9123 4567": {false, true}, "金卡": {false, false}, "": {false, false},
	} {
		if got := [2]bool{p.in(text), anne.in(text)}; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if (person{}).in("金卡") || (person{name: "马"}).in("马场") {
		t.Error("nobody's name, or one sign, is found in everything")
	}
}
