package db

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const goodPassword = "correct horse battery"

// hired is a person of the staff who has finished setting up.
type hired struct {
	Actor
	email    string
	secret   string
	token    string
	recovery []string
}

// hire invites somebody, sets them up and signs them in.
func (w *world) hire(email string, role Role, scope Scope, id int64) hired {
	w.t.Helper()
	link := must(w.InviteStaff(ctx, SystemActor, Invitation{Email: email, Name: "职员", Locale: Hans, Role: role, Scope: scope, ScopeID: id}))(w.t)
	h := hired{email: email, secret: must(w.Setup(ctx, link))(w.t).Secret}
	var err error
	if h.token, h.recovery, err = w.FinishSetup(ctx, link, goodPassword, w.totp(h.secret), Client{Address: "10.0.0.9"}); err != nil {
		w.t.Fatal(err)
	}
	h.Actor = must(w.Session(ctx, StaffDoor, h.token))(w.t).Actor()
	return h
}

func (w *world) totp(secret string) string {
	w.t.Helper()
	return must(TOTP(secret, w.Now()))(w.t)
}

func (w *world) signIn(login, password, second string) (string, error) {
	return w.SignInStaff(ctx, login, password, second, Client{Address: "10.0.0.9"})
}

func TestInvitation(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	good := Invitation{Email: "Lin@Club.example", Name: "林静", Locale: Hant, Role: Service, Scope: ScopeCommunity, ScopeID: 7}
	for _, c := range []struct {
		edit   func(*Invitation)
		reason Reason
	}{
		{func(i *Invitation) { i.Email = "lin" }, EmailWrong}, {func(i *Invitation) { i.Name = "" }, NameMissing},
		{func(i *Invitation) { i.Role = Till }, RoleUnknown}, {func(i *Invitation) { i.Role = "king" }, RoleUnknown},
		{func(i *Invitation) { i.Scope = ScopeOutlet }, ScopeWrong}, {func(i *Invitation) { i.ScopeID = 0 }, ScopeWrong},
		{func(i *Invitation) { i.Scope = ScopeAll }, ScopeWrong}, {func(i *Invitation) { i.Role = Admin }, ScopeWrong},
		{func(i *Invitation) { i.Scope = ScopeEvent }, ScopeWrong},
	} {
		inv := good
		c.edit(&inv)
		_, err := w.InviteStaff(ctx, SystemActor, inv)
		wantReason(t, fmt.Sprintf("%+v", inv), err, c.reason)
	}
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0)
	if _, err := w.InviteStaff(ctx, reader.Actor, good); KindOf(err) != NotFound {
		t.Errorf("a reader invites: %v", err)
	}
	link := must(w.InviteStaff(ctx, SystemActor, good))(t)
	setup := must(w.Setup(ctx, link))(t)
	if setup.Name != "林静" || setup.Email != "lin@club.example" || len(setup.Secret) != 32 {
		t.Errorf("setup = %+v", setup)
	}
	if kept := w.dump()["setups"]; kept == "" || strings.Contains(kept, bytesIn(setup.Secret)) || strings.Contains(kept, bytesIn(link)) {
		t.Error("the books hold the secret or the link in the clear")
	}
	finish := func(password, totp string) error {
		_, _, err := w.FinishSetup(ctx, link, password, totp, Client{})
		return err
	}
	wantReason(t, "a short password", finish("123456789", w.totp(setup.Secret)), PasswordWeak)
	wantReason(t, "a long one", finish(strings.Repeat("长", 201), w.totp(setup.Secret)), PasswordWeak)
	wantReason(t, "a wrong code", finish(goodPassword, wrongCode(w.totp(setup.Secret))), TOTPWrong)
	w.pass(24*time.Hour - time.Second)
	if err := finish(goodPassword, w.totp(setup.Secret)); err != nil {
		t.Errorf("in the link's last second: %v", err)
	}
	wantReason(t, "the link again", finish(goodPassword, w.totp(setup.Secret)), SetupUsed)
	if _, err := w.Setup(ctx, link); ReasonOf(err) != SetupUsed {
		t.Errorf("its page again: %v", err)
	}
	link = must(w.InviteStaff(ctx, SystemActor, good))(t)
	w.pass(24 * time.Hour)
	wantReason(t, "the next day", finish(goodPassword, w.totp(setup.Secret)), SetupOld)
	older, newer := must(w.InviteStaff(ctx, SystemActor, good))(t), must(w.InviteStaff(ctx, SystemActor, good))(t)
	_, err := w.Setup(ctx, older)
	wantReason(t, "a link that a newer one replaced", err, SetupWithdrawn)
	must(w.Setup(ctx, newer))(t)
	link = newToken()
	wantReason(t, "a made-up link", finish(goodPassword, "000000"), SetupGone)
}

func TestStaffSignIn(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	h := w.hire("lin@club.example", Service, ScopeAll, 0)
	now := w.totp(h.secret)
	_, err := w.signIn(h.email, goodPassword, now)
	wantReason(t, "the code that set up", err, SignInWrong)
	w.pass(time.Minute)
	now = w.totp(h.secret)
	token := must(w.signIn("LIN@club.example", goodPassword, now[:3]+" "+now[3:]))(t)
	s := must(w.Session(ctx, StaffDoor, token))(t)
	if s.Account != h.Account || !s.Actor().May(HomesDecide) || s.Actor().May(StaffManage) {
		t.Errorf("signed in as %+v", s)
	}
	_, err = w.signIn(h.email, goodPassword, now)
	wantReason(t, "the same step again", err, SignInWrong)
	_, err = w.signIn(h.email, goodPassword, must(TOTP(h.secret, w.Now()-30))(t))
	wantReason(t, "an earlier step after it", err, SignInWrong)
	w.pass(30 * time.Second)
	if _, err = w.signIn(h.email, goodPassword, must(TOTP(h.secret, w.Now()+30))(t)); err != nil {
		t.Errorf("a clock that is half a minute fast: %v", err)
	}
	w.pass(time.Hour)
	for what, try := range map[string][3]string{
		"password": {h.email, "wrong password", w.totp(h.secret)}, "login": {"lan@club.example", goodPassword, w.totp(h.secret)},
		"code": {h.email, goodPassword, wrongCode(w.totp(h.secret))}, "no login": {"", "", ""}, "garbage": {"\x00'", strings.Repeat("x", 10_000), "１"},
	} {
		_, err := w.signIn(try[0], try[1], try[2])
		wantReason(t, "wrong "+what, err, SignInWrong)
	}
	w.pass(time.Hour)
	if _, err := w.signIn(h.email, goodPassword, h.recovery[3]); err != nil {
		t.Errorf("a recovery code: %v", err)
	}
	_, err = w.signIn(h.email, goodPassword, h.recovery[3])
	wantReason(t, "the recovery code again", err, SignInWrong)
	other := w.hire("lan@club.example", Service, ScopeAll, 0)
	_, err = w.signIn(h.email, goodPassword, other.recovery[0])
	wantReason(t, "another's recovery code", err, SignInWrong)
	if w.rows("SELECT COUNT(*) FROM accounts WHERE password LIKE '%' || ? || '%'", goodPassword) != 0 {
		t.Error("the books hold a password")
	}
}

// A full-width password is the same password, and a member of the club without a role stays outside.
func TestStaffDoorOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.join("会员", "13700000001")
	_, err := w.signIn("13700000001", goodPassword, "000000")
	wantReason(t, "a member", err, SignInWrong)
	h := w.hire("lin@club.example", Reader, ScopeAll, 0)
	w.pass(time.Minute)
	full := strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f {
			return r - '!' + '！'
		}
		return r
	}, goodPassword)
	if _, err := w.signIn(h.email, full, w.totp(h.secret)); err != nil {
		t.Errorf("full width: %v", err)
	}
	w.exec("UPDATE grants SET ended_at = 1 WHERE account_id = ?", h.Account)
	w.pass(time.Minute)
	_, err = w.signIn(h.email, goodPassword, w.totp(h.secret))
	wantReason(t, "without a role", err, SignInWrong)
	if s := must(w.Session(ctx, StaffDoor, h.token))(t); s.Actor().May(DeskOpen) {
		t.Error("an open session keeps an ended role")
	}
}

// exec changes the books in a way that no act does.
func (w *world) exec(query string, args ...any) {
	w.t.Helper()
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error { _, err := tx.db.ExecContext(background, query, args...); return err }); err != nil {
		w.t.Fatal(err)
	}
}

// Ten failures slow a login for the rest of the quarter of an hour, whether or not there is such an account.
func TestStaffSignInSlowed(t *testing.T) {
	onceAfterAnother(t)
	t.Parallel()
	w := bareWorld(t)
	h := w.hire("lin@club.example", Reader, ScopeAll, 0)
	w.hire("lan@club.example", Reader, ScopeAll, 0)
	w.exec("UPDATE accounts SET disabled_at = 1 WHERE email = 'lan@club.example'")
	w.pass(time.Hour)
	for _, login := range []string{h.email, "lan@club.example", "nobody@club.example", "13700000001"} {
		for range 10 {
			_, err := w.signIn(login, "wrong password", "")
			wantReason(t, login, err, SignInWrong)
		}
		_, err := w.signIn(login, goodPassword, w.totp(h.secret))
		wantReason(t, login+", though right", err, SignInSlowed)
	}
	w.pass(15 * time.Minute)
	if _, err := w.signIn(h.email, goodPassword, w.totp(h.secret)); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
	w.pass(2 * time.Hour)
	if _, err := w.SignInStaff(ctx, "x", "x", "", Client{Address: "2001:db8::1"}); ReasonOf(err) != SignInWrong {
		t.Error(err)
	}
	w.exec("UPDATE counters SET n = n + 98 WHERE name = 'signin.failures.address:2001:db8::/64'") // as if 98 more had come
	if _, err := w.SignInStaff(ctx, "y", "x", "", Client{Address: "2001:db8::2"}); ReasonOf(err) != SignInWrong {
		t.Errorf("the 100th failure: %v", err)
	}
	if _, err := w.SignInStaff(ctx, h.email, goodPassword, w.totp(h.secret), Client{Address: "2001:db8::ffff"}); ReasonOf(err) != SignInSlowed {
		t.Errorf("from a network with a hundred failures: %v", err)
	}
	if _, err := w.signIn(h.email, goodPassword, w.totp(h.secret)); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
}

// A login that nobody has costs a hashing too. With all turns taken, both wait.
func TestStaffSignInHashesForNobody(t *testing.T) {
	w := bareWorld(t)
	w.hire("lin@club.example", Reader, ScopeAll, 0)
	for _, login := range []string{"lin@club.example", "nobody@club.example", "no login"} {
		for range cap(argonTurns) {
			argonTurns <- struct{}{}
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = w.signIn(login, "wrong password", "")
		}()
		select {
		case <-done:
			t.Errorf("%s: answered without hashing", login)
		case <-time.After(50 * time.Millisecond):
		}
		for range cap(argonTurns) {
			<-argonTurns
		}
		<-done
	}
}

func TestStaffDisabled(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	h := w.hire("lin@club.example", Service, ScopeAll, 0)
	w.exec("UPDATE accounts SET disabled_at = 1 WHERE id = ?", h.Account)
	w.pass(time.Minute)
	_, err := w.signIn(h.email, goodPassword, w.totp(h.secret))
	wantReason(t, "disabled", err, SignInWrong)
	if _, err := w.Session(ctx, StaffDoor, h.token); KindOf(err) != NotFound {
		t.Errorf("its session: %v", err)
	}
}

// Setting up anew ends the old sessions, keys and recovery codes.
func TestSetupAnew(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	old := w.hire("lin@club.example", Service, ScopeAll, 0)
	w.pass(time.Minute)
	second := must(w.signIn(old.email, goodPassword, w.totp(old.secret)))(t)
	w.pass(time.Minute)
	anew := w.hire("lin@club.example", Service, ScopeAll, 0)
	for _, token := range []string{old.token, second} {
		if _, err := w.Session(ctx, StaffDoor, token); KindOf(err) != NotFound {
			t.Errorf("an old session: %v", err)
		}
	}
	if anew.Account != old.Account || w.rows("SELECT COUNT(*) FROM grants WHERE account_id = ?", old.Account) != 1 || w.rows("SELECT COUNT(*) FROM recovery_codes") != 10 {
		t.Error("the account, its grant or its codes are there twice")
	}
	w.pass(time.Minute)
	_, err := w.signIn(old.email, goodPassword, w.totp(old.secret))
	wantReason(t, "the old authenticator", err, SignInWrong)
	_, err = w.signIn(old.email, goodPassword, old.recovery[0])
	wantReason(t, "an old recovery code", err, SignInWrong)
}

// A right reaches as far as its grants.
func TestReach(t *testing.T) {
	t.Parallel()
	in := func(role Role, scope Scope, id int64) Grant { return Grant{Role: role, Scope: scope, ScopeID: id} }
	for _, c := range []struct {
		grants []Grant
		right  Right
		may    bool
		all    bool
		seven  bool
	}{
		{nil, DeskOpen, false, false, false},
		{[]Grant{in(Service, ScopeAll, 0)}, HomesDecide, true, true, true},
		{[]Grant{in(Service, ScopeCommunity, 7)}, HomesDecide, true, false, true},
		{[]Grant{in(Service, ScopeCommunity, 8)}, HomesDecide, true, false, false},
		{[]Grant{in(Reader, ScopeAll, 0), in(Service, ScopeCommunity, 8)}, HomesDecide, true, false, false},
		{[]Grant{in(Reader, ScopeAll, 0)}, HomesDecide, false, false, false},
		{[]Grant{in(EventsDesk, ScopeEvent, 7)}, MembersRead, true, false, false},
		{[]Grant{in(Finance, ScopeCommunity, 7)}, AuditRead, false, false, false}, // the log belongs to no community
		{[]Grant{in(Finance, ScopeAll, 0)}, AuditRead, true, true, true},
		{[]Grant{in(Till, ScopeOutlet, 7)}, TillRedeem, true, false, false},
		{[]Grant{in(Till, ScopeOutlet, 7)}, DeskOpen, false, false, false},
	} {
		a := Actor{Door: StaffDoor, Grants: c.grants}
		all, _ := a.Reach(c.right)
		if a.May(c.right) != c.may || all != c.all || a.reaches(c.right, 7) != c.seven || (a.needs(c.right) == nil) != c.all {
			t.Errorf("%+v %s: may %v, all %v, 7 %v", c.grants, c.right, a.May(c.right), all, a.reaches(c.right, 7))
		}
	}
	for _, row := range Roles {
		if row.Role != Till && !row.Role.StaffRole() || row.Role == Till && row.Role.StaffRole() {
			t.Errorf("%s and the staff door", row.Role)
		}
	}
}

// Sealed secrets open for their account alone.
func TestSeal(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	sealed := must(s.seal(7, []byte("secret")))(t)
	if plain, err := s.unseal(7, sealed); err != nil || string(plain) != "secret" {
		t.Errorf("%q %v", plain, err)
	}
	for _, wrong := range [][]byte{nil, sealed[:5], append(sealed[:len(sealed)-1:len(sealed)-1], sealed[len(sealed)-1]^1)} {
		if _, err := s.unseal(7, wrong); err == nil {
			t.Error("a broken seal opened")
		}
	}
	if _, err := s.unseal(8, sealed); err == nil {
		t.Error("another account's seal opened")
	}
}
