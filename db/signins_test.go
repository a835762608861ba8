package db

import (
	"fmt"
	"testing"
	"time"
)

func (w *world) byPassword(login, password string) (string, error) {
	return w.SignInMember(ctx, login, "CN", password, Client{Address: "10.0.0.7"})
}

// A member who has set a password signs in with it; who has none, or is no member, gets the same answer as for a wrong one.
func TestMemberPassword(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	elsewhere := must(w.byCode("13800138000"))(t)
	_, err := w.byPassword("13800138000", goodPassword)
	wantReason(t, "none is set", err, SignInWrong)
	wantReason(t, "a short one", w.SetPassword(ctx, m, "short"), PasswordWeak)
	w.sent()
	if err := w.SetPassword(ctx, m, goodPassword); err != nil {
		t.Fatal(err)
	}
	if w.isOpen(MemberDoor, elsewhere) {
		t.Error("another device is still signed in")
	}
	if sent := w.sent(); len(sent) != 1 || sent[0].Template != "password.changed" || sent[0].To.Phone != "+8613800138000" {
		t.Errorf("told %+v", sent)
	}
	s := must(w.Session(ctx, MemberDoor, must(w.byPassword("138 0013 8000", goodPassword))(t)))(t)
	if s.Member == nil || s.Member.ID != m.Member {
		t.Errorf("signed in as %+v", s)
	}
	_, err = w.byPassword("13800138000", goodPassword+"!")
	wantReason(t, "a wrong one", err, SignInWrong)
	w.hire("desk@club.example", Service, ScopeAll, 0)
	_, err = w.byPassword("desk@club.example", goodPassword)
	wantReason(t, "no member", err, SignInWrong)
	_, err = w.byPassword("nobody", goodPassword)
	wantReason(t, "no login", err, SignInWrong)

	w.pass(freshSeconds*time.Second + time.Second)
	wantReason(t, "without a fresh proof", w.SetPassword(ctx, m, goodPassword), ProofStale)
	for range 10 {
		_, _ = w.byPassword("13800138000", "wrong wrong wrong")
	}
	_, err = w.byPassword("13800138000", goodPassword)
	wantReason(t, "after ten failures, though right", err, SignInSlowed)
	w.pass(15 * time.Minute)
	if _, err := w.byPassword("13800138000", goodPassword); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
}

// The desk's password without its second factor opens nothing at the members' door, and does not tell whether it is right.
func TestDeskPasswordAtMembersDoor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	w.pass(time.Hour)
	m := w.join("管理员", "admin@club.example")
	if m.Account != admin.Account {
		t.Fatal("two accounts")
	}
	for _, password := range []string{"wrong wrong wrong", goodPassword} {
		_, err := w.byPassword("admin@club.example", password)
		wantReason(t, password, err, SignInWrong)
		wantReason(t, "to confirm: "+password, w.ConfirmPassword(ctx, m, password, Client{}), PasswordWrong)
	}
	if _, err := w.signIn("admin@club.example", goodPassword, w.totp(admin.secret)); err != nil {
		t.Errorf("at the desk, with both: %v", err)
	}
}

// That tries are slowed is told of the login that was typed: it does not tell which phone and e-mail are one person's.
func TestSlowedByLogin(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	proof, browser, code := w.change(m, EmailContact, "mei@example.com")
	must(0, w.ChangeContact(ctx, m, EmailContact, proof, browser, code))(t)
	must(0, w.SetPassword(ctx, m, goodPassword))(t)
	for range 10 {
		_, err := w.byPassword("13800138000", "wrong wrong wrong")
		wantReason(t, "a wrong one", err, SignInWrong)
	}
	_, err := w.byPassword("13800138000", goodPassword)
	wantReason(t, "by the same login", err, SignInSlowed)
	for _, login := range []string{"mei@example.com", "else@example.com"} {
		_, err := w.byPassword(login, goodPassword) // theirs is right, and counts for nothing
		wantReason(t, login, err, SignInWrong)
	}
	w.pass(15 * time.Minute)
	if _, err := w.byPassword("mei@example.com", goodPassword); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
}

// Failures count by account wherever they come from, and by the /64 of an IPv6 address whatever they are for.
func TestPasswordLimits(t *testing.T) {
	onceAfterAnother(t)
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	if err := w.SetPassword(ctx, m, goodPassword); err != nil {
		t.Fatal(err)
	}
	try := func(login, password string, n int) error {
		_, err := w.SignInMember(ctx, login, "CN", password, Client{Address: fmt.Sprintf("2001:db8:1:%x::%x", n, n)})
		return err
	}
	for n := range 10 {
		wantReason(t, "a failure", try("13800138000", "wrong wrong wrong", n), SignInWrong)
	}
	wantReason(t, "from an eleventh network", try("13800138000", goodPassword, 11), SignInSlowed)
	for n := range 100 {
		_, err := w.SignInMember(ctx, fmt.Sprintf("137000%05d", n), "CN", goodPassword, Client{Address: fmt.Sprintf("2001:db8:9:9::%x", n)})
		wantReason(t, "a failure of many accounts from one /64", err, SignInWrong)
	}
	_, err := w.SignInMember(ctx, "13799999999", "CN", goodPassword, Client{Address: "2001:db8:9:9:ffff::1"})
	wantReason(t, "the 101st from it", err, SignInSlowed)
	_, err = w.SignInMember(ctx, "13799999999", "CN", goodPassword, Client{Address: "2001:db8:9:a::1"})
	wantReason(t, "from beside it", err, SignInWrong)
}

// Before what gives others a way in a member proves anew who they are, by a code or their password.
func TestConfirm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.join("陈美玲", "13800138000")
	token := must(w.byCode("13800138000"))(t)
	session := func() *Session { return must(w.Session(ctx, MemberDoor, token))(t) }
	if err := w.SetPassword(ctx, session().Actor(), goodPassword); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	stale := session()
	if stale.Fresh(w.Now()) {
		t.Fatal("still fresh after an hour")
	}
	m := stale.Actor()
	if _, err := w.SendConfirmCode(ctx, m, EmailContact, "", Hans, Client{}); KindOf(err) != NotFound {
		t.Errorf("by an e-mail that they have not: %v", err)
	}
	browser := must(w.SendConfirmCode(ctx, m, PhoneContact, "", Hans, Client{}))(t)
	code := w.codeOf("code.confirm")
	wantReason(t, "a wrong code", w.Confirm(ctx, m, browser, wrongCode(code)), CodeWrong)
	_, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{})
	wantReason(t, "the code at the door", err, CodeForeign)
	if err := w.Confirm(ctx, m, browser, code); err != nil || !session().Fresh(w.Now()) {
		t.Errorf("confirmed: %v", err)
	}
	wantReason(t, "the code again", w.Confirm(ctx, m, browser, code), CodeUsed)
	w.pass(time.Hour)
	wantReason(t, "a wrong password", w.ConfirmPassword(ctx, m, "wrong wrong wrong", Client{}), PasswordWrong)
	if err := w.ConfirmPassword(ctx, m, goodPassword, Client{}); err != nil || !session().Fresh(w.Now()) {
		t.Errorf("confirmed by password: %v", err)
	}
	for range 10 {
		_ = w.ConfirmPassword(ctx, m, "wrong wrong wrong", Client{})
	}
	wantReason(t, "after too many", w.ConfirmPassword(ctx, m, goodPassword, Client{}), SignInSlowed)
}

// codeOf answers the code of the newest message of the template.
func (w *world) codeOf(template string) string {
	w.t.Helper()
	code := ""
	for _, m := range w.sent() {
		if m.Template == template {
			code = m.Args["code"]
		}
	}
	if code == "" {
		w.t.Fatalf("no %s was sent", template)
	}
	return code
}

// A colleague changes password, recovery codes and authenticator with what they have of them.
func TestOwnDesk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h := w.hire("desk@club.example", Service, ScopeAll, 0)
	from := Client{Address: "10.0.0.9"}
	const next = "another horse battery"
	change := func(current, second, password string) error {
		return w.ChangeDeskPassword(ctx, h.Actor, current, second, password, from)
	}
	w.pass(time.Minute)
	wantReason(t, "a wrong password", change("wrong wrong wrong", w.totp(h.secret), next), PasswordWrong)
	wantReason(t, "a wrong second", change(goodPassword, wrongCode(w.totp(h.secret)), next), SecondWrong)
	wantReason(t, "a weak one", change(goodPassword, w.totp(h.secret), "weak"), PasswordWeak)
	wantReason(t, "at the members' door", w.SetPassword(ctx, Actor{Door: MemberDoor, Account: h.Account, Proven: w.Now()}, next), PasswordDesk)
	other := must(w.signIn("desk@club.example", goodPassword, h.recovery[0]))(t)
	if err := change(goodPassword, w.totp(h.secret), next); err != nil {
		t.Fatal(err)
	}
	if w.isOpen(StaffDoor, other) || !w.isOpen(StaffDoor, h.token) {
		t.Error("the other session goes on, or this one has ended")
	}
	w.pass(time.Minute)
	_, err := w.signIn("desk@club.example", goodPassword, w.totp(h.secret))
	wantReason(t, "the old password", err, SignInWrong)

	if left := must(w.OwnSignIn(ctx, h.Actor))(t).Recovery; left != 9 {
		t.Errorf("%d recovery codes left", left)
	}
	codes := must(w.RenewRecoveryCodes(ctx, h.Actor, next, w.totp(h.secret), from))(t)
	if left := must(w.OwnSignIn(ctx, h.Actor))(t).Recovery; left != 10 || len(codes) != 10 {
		t.Errorf("%d recovery codes, %d left", len(codes), left)
	}
	_, err = w.signIn("desk@club.example", next, h.recovery[1])
	wantReason(t, "an old recovery code", err, SignInWrong)
	if _, err := w.signIn("desk@club.example", next, codes[0]); err != nil {
		t.Errorf("a new one: %v", err)
	}

	w.pass(time.Minute)
	_, err = w.ReplaceAuthenticator(ctx, h.Actor, next, "", from)
	wantReason(t, "another authenticator without the present one", err, SecondWrong)
	link := must(w.ReplaceAuthenticator(ctx, h.Actor, next, w.totp(h.secret), from))(t)
	w.pass(time.Minute)
	if _, err := w.signIn("desk@club.example", next, w.totp(h.secret)); err != nil {
		t.Errorf("the present one before the other is connected: %v", err)
	}
	w.pass(time.Minute)
	secret := must(w.Setup(ctx, link))(t).Secret
	if _, _, err := w.FinishSetup(ctx, link, next, w.totp(secret), from); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	_, err = w.signIn("desk@club.example", next, w.totp(h.secret))
	wantReason(t, "the old authenticator", err, SignInWrong)
	if _, err := w.signIn("desk@club.example", next, w.totp(secret)); err != nil {
		t.Errorf("the new one: %v", err)
	}
}
