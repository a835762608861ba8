package db

import (
	"strings"
	"testing"
	"time"
)

// change walks the change of a member's phone or e-mail to its last step.
func (w *world) change(m Actor, k ContactKind, to string) (proof, browser, code string) {
	w.t.Helper()
	w.pass(resendSeconds * time.Second)
	proof = must(w.SendOldEndCode(ctx, m, k, "", Hans, Client{}))(w.t)
	if err := w.EnterOldEndCode(ctx, m, proof, w.codeOf("code.change")); err != nil {
		w.t.Fatal(err)
	}
	browser = must(w.SendNewEndCode(ctx, m, k, proof, "", dest(w.t, to), Hans, Client{}))(w.t)
	return proof, browser, w.codeOf("code.change")
}

// A phone changes once it is proven at both ends; both are told.
func TestChangeContact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, other := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")

	proof, browser, code := w.change(m, PhoneContact, "13900000009")
	wantReason(t, "a wrong code", w.ChangeContact(ctx, m, PhoneContact, proof, browser, wrongCode(code)), CodeWrong)
	wantReason(t, "without the old end", w.ChangeContact(ctx, m, PhoneContact, "", browser, code), ProofGone)
	wantReason(t, "with another's old end", w.ChangeContact(ctx, other, PhoneContact, proof, browser, code), ProofGone)
	wantReason(t, "as an e-mail", w.ChangeContact(ctx, m, EmailContact, proof, browser, code), ProofGone)
	if err := w.ChangeContact(ctx, m, PhoneContact, proof, browser, code); err != nil {
		t.Fatal(err)
	}
	sent := w.sent()
	if len(sent) != 2 || sent[0].To.Phone != "+8613800138000" || sent[1].To.Phone != "+8613900000009" || strings.Contains(sent[0].Args["is"], "13900000009") {
		t.Errorf("told %+v", sent)
	}
	if token, err := w.byCode("13900000009"); err != nil || token == "" {
		t.Errorf("in by the new phone: %v", err)
	}
	w.pass(time.Minute)
	old, code := w.code(MemberDoor, "13800138000")
	if e, err := w.EnterCode(ctx, MemberDoor, old, code, Client{}); err != nil || e.Next != StepJoin {
		t.Errorf("the old phone leads to %+v, %v", e, err)
	}
	wantReason(t, "again", w.ChangeContact(ctx, m, PhoneContact, proof, browser, code), CodeUsed)

	// An e-mail is added by proving the phone; one that is there is proven itself.
	proof, browser, code = w.change(m, EmailContact, "Mei@Example.com")
	if err := w.ChangeContact(ctx, m, EmailContact, proof, browser, code); err != nil {
		t.Fatal(err)
	}
	w.sent()
	w.pass(resendSeconds * time.Second)
	_ = must(w.SendOldEndCode(ctx, m, EmailContact, "", Hans, Client{}))(t)
	if sent := w.sent(); len(sent) != 1 || sent[0].To.Email != "mei@example.com" {
		t.Errorf("an e-mail's change is proven at %+v", sent)
	}
	w.pass(time.Minute)
	byPhone := must(w.SendOldEndCode(ctx, m, PhoneContact, "", Hans, Client{}))(t)
	if err := w.EnterOldEndCode(ctx, m, byPhone, w.codeOf("code.change")); err != nil {
		t.Fatal(err)
	}
	_, err := w.SendNewEndCode(ctx, m, EmailContact, byPhone, "", dest(t, "else@example.com"), Hans, Client{})
	wantReason(t, "an e-mail's change, proven at the phone", err, ProofGone)
	_, err = w.SendNewEndCode(ctx, m, PhoneContact, byPhone, "", dest(t, "13900000009"), Hans, Client{})
	wantReason(t, "the same phone", err, ContactSame)
	_, err = w.SendNewEndCode(ctx, m, PhoneContact, byPhone, "", dest(t, "else@example.com"), Hans, Client{})
	wantReason(t, "an e-mail as a phone", err, DestinationWrong)

	// Whose the new one is, is told only to whoever has proven it.
	taken := must(w.SendNewEndCode(ctx, m, PhoneContact, byPhone, "", dest(t, "13700000001"), Hans, Client{}))(t)
	wantReason(t, "another member's", w.ChangeContact(ctx, m, PhoneContact, byPhone, taken, w.codeOf("code.change")), ContactTaken)
	if c := must(w.Contact(ctx, other))(t); c.Phone == "" {
		t.Error("another's phone is gone")
	}
	if _, err := w.SendNewEndCode(ctx, m, PhoneContact, byPhone, "", dest(t, "13900000008"), Hans, Client{}); err != nil {
		t.Errorf("another number after one that was taken: %v", err)
	}
	w.pass(time.Hour)
	_, err = w.SendNewEndCode(ctx, m, PhoneContact, byPhone, "", dest(t, "13900000008"), Hans, Client{})
	wantReason(t, "an hour after the old end was proven", err, ProofGone)
}

// Staff put another phone in place of a lost one on sight of a document: both are told and nobody stays signed in.
func TestReplaceContact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, other := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	away := w.hire("away@club.example", Service, ScopeCommunity, w.elsewhere())
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0)
	replace := func(by Actor, member int64, to, document, reason string) error {
		return w.ReplaceContact(ctx, by, member, dest(t, to), document, reason)
	}
	wantReason(t, "no document", replace(clerk.Actor, m.Member, "13900000009", "", "本人到访"), KindUnknown)
	wantReason(t, "no reason", replace(clerk.Actor, m.Member, "13900000009", "id_card", " "), ReasonMissing)
	wantReason(t, "the same", replace(clerk.Actor, m.Member, "13800138000", "id_card", "本人到访"), ContactSame)
	wantReason(t, "another's", replace(clerk.Actor, m.Member, "13700000001", "id_card", "本人到访"), ContactOthers)
	for name, by := range map[string]Actor{"elsewhere": away.Actor, "a reader": reader.Actor, "a member": other} {
		if err := replace(by, m.Member, "13900000009", "id_card", "本人到访"); KindOf(err) != NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	token := must(w.byCode("13800138000"))(t)
	m = must(w.Session(ctx, MemberDoor, token))(t).Actor()
	phone := must(w.addPasskey(m, ""))(t)
	must(0, w.SetPassword(ctx, m, goodPassword))(t)
	w.sent()
	if err := replace(clerk.Actor, m.Member, "13900000009", "id_card", "陈美玲本人到访"); err != nil {
		t.Fatal(err)
	}
	if w.isOpen(MemberDoor, token) {
		t.Error("who has the old phone is still signed in")
	}
	if sent := w.sent(); len(sent) != 2 || sent[0].To.Phone != "+8613800138000" || sent[1].To.Phone != "+8613900000009" {
		t.Errorf("told %+v", sent)
	}
	if token, err := w.byCode("13900000009"); err != nil || token == "" {
		t.Errorf("in by the new phone: %v", err)
	}
	_, err := w.byPasskey(MemberDoor, phone)
	wantReason(t, "by a passkey of the lost phone", err, PasskeyUnknown)
	_, err = w.byPassword("13900000009", goodPassword)
	wantReason(t, "by the password of before", err, SignInWrong)

	// Whoever replaces the address of a till could have it: that is for administrators.
	w.exec("INSERT INTO grants (id, account_id, role, scope, scope_id, granted_at) VALUES (76, ?, 'till', 'outlet', ?, 1)", m.Account, w.outlet)
	wantReason(t, "a till's", replace(clerk.Actor, m.Member, "13900000007", "id_card", "本人到访"), ContactTill)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	must(0, replace(admin.Actor, m.Member, "13900000007", "id_card", "本人到访"))(t)

	// Whoever replaces the address of a colleague could have their desk: that is for administrators.
	w.exec("INSERT INTO grants (id, account_id, role, scope, scope_id, granted_at) VALUES (77, ?, 'admin', 'all', 0, 1)", m.Account)
	wantReason(t, "a colleague's", replace(clerk.Actor, m.Member, "13900000006", "id_card", "本人到访"), ContactDesk)
}

// Whoever adds a phone or an e-mail is told that it was added, and who works at the desk leaves theirs to an administrator.
func TestAddContact(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	proof, browser, code := w.change(m, EmailContact, "mei@example.com")
	w.sent()
	must(0, w.ChangeContact(ctx, m, EmailContact, proof, browser, code))(t)
	sent := w.sent()
	if len(sent) != 2 || sent[0].To.Phone != "+8613800138000" || sent[1].To.Email != "mei@example.com" {
		t.Errorf("told %+v", sent)
	}
	for _, s := range sent {
		if s.Template != "contact.added" || s.Args["is"] != MaskEmail("mei@example.com") {
			t.Errorf("told %s %v", s.Template, s.Args)
		}
	}
	w.exec("UPDATE accounts SET phone = NULL, email = NULL WHERE id = ?", m.Account)
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	w.sent()
	must(0, w.ReplaceContact(ctx, clerk.Actor, m.Member, dest(t, "13700000009"), "id_card", "本人到访"))(t)
	if sent := w.sent(); len(sent) != 1 || sent[0].Template != "contact.added" || sent[0].To.Phone != "+8613700000009" {
		t.Errorf("with nothing there before, told %+v", sent)
	}

	proof, browser, code = w.change(m, PhoneContact, "13900000009")
	w.exec("INSERT INTO grants (id, account_id, role, scope, scope_id, granted_at) VALUES (77, ?, 'reader', 'all', 0, 1)", m.Account)
	wantReason(t, "who came to the desk meanwhile", w.ChangeContact(ctx, m, PhoneContact, proof, browser, code), ContactOwn)
	w.pass(time.Hour)
	_, err := w.SendOldEndCode(ctx, m, PhoneContact, "", Hans, Client{})
	wantReason(t, "begun anew", err, ContactOwn)
}

// elsewhere makes a community where nobody lives.
func (w *world) elsewhere() int64 {
	w.t.Helper()
	brand := must(w.Brands(ctx))(w.t)[0].ID
	return must(w.SaveCommunity(ctx, SystemActor, Community{Brand: brand, Name: Text{Hans: "远山"}, City: Text{Hans: "武汉"}}))(w.t)
}

// A phone that comes back after a long silence may be somebody else's: they are asked who they are, and can say that the
// number is theirs now.
func TestPhoneChangedHands(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	number := must(w.Session(ctx, MemberDoor, must(w.byCode("13800138000"))(t)))(t).Member.Number
	arrive := func() (browser string, e Entry) {
		t.Helper()
		w.pass(time.Hour)
		browser, code := w.code(MemberDoor, "13800138000")
		return browser, must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t)
	}
	w.pass(89 * 24 * time.Hour)
	if _, e := arrive(); e.Token == "" {
		t.Fatalf("within 90 days asked for %q", e.Next)
	}
	w.pass(91 * 24 * time.Hour)
	browser, e := arrive()
	if e.Token != "" || e.Next != StepKnow {
		t.Fatalf("after 90 days let in: %+v", e)
	}
	know := func(browser, typed string) error {
		_, err := w.Recognise(ctx, browser, typed, Client{})
		return err
	}
	wantReason(t, "nothing", know(browser, ""), KnowWrong)
	wantReason(t, "another name", know(browser, "王小明"), KnowWrong)
	wantReason(t, "another browser", know(newToken(), "陈美玲"), ProofGone)
	if err := know(browser, "陳 美玲"); err != nil {
		t.Errorf("the name in other signs: %v", err)
	}
	if _, e := arrive(); e.Token == "" {
		t.Errorf("once recognised asked for %q", e.Next)
	}
	w.pass(91 * 24 * time.Hour)
	browser, _ = arrive()
	if err := know(browser, strings.ToLower(FormatNumber(number))); err != nil {
		t.Errorf("the number: %v", err)
	}

	w.pass(91 * 24 * time.Hour)
	browser, _ = arrive()
	for range mostKnowTries {
		_ = know(browser, "王小明")
	}
	wantReason(t, "after five tries, though right", know(browser, "陈美玲"), KnowSpent)
	if _, err := w.JoinMember(ctx, browser, Joining{Name: "王小明", Adult: true, Terms: true, Privacy: true, Locale: Hans}, Client{}); KindOf(err) != Refused {
		t.Errorf("joined over another's account: %v", err)
	}
	if err := w.FreePhone(ctx, browser); err != nil {
		t.Fatal(err)
	}
	wantReason(t, "freed twice", w.FreePhone(ctx, browser), NotRested)
	token := must(w.JoinMember(ctx, browser, Joining{Name: "王小明", Adult: true, Terms: true, Privacy: true, Locale: Hans}, Client{}))(t)
	s := must(w.Session(ctx, MemberDoor, token))(t)
	if s.Member.ID == m.Member || s.Account == m.Account {
		t.Error("the new holder has the old member's account")
	}
	if row, err := w.MemberRecord(ctx, SystemActor, m.Member); err != nil || row.Name != "陈美玲" || row.Phone != "" {
		t.Errorf("the old member: %+v, %v", row, err)
	}
	// The old member comes to the desk and has another number put in.
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	if err := w.ReplaceContact(ctx, clerk.Actor, m.Member, dest(t, "13900000009"), "id_card", "本人到访"); err != nil {
		t.Fatal(err)
	}
	back, code := w.code(MemberDoor, "13900000009")
	if e := must(w.EnterCode(ctx, MemberDoor, back, code, Client{}))(t); e.Next == StepKnow {
		if err := know(back, "陈美玲"); err != nil {
			t.Errorf("the old member by the new number: %v", err)
		}
	}
	browser, code = w.code(MemberDoor, "13700000005")
	_ = must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t)
	wantReason(t, "the phone of nobody", w.FreePhone(ctx, browser), NotRested)
}
