package db

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// token answers the setup token of the newest mail to the address.
func (w *world) mailed(email string) (token string, m Message) {
	w.t.Helper()
	for _, s := range w.sent() {
		if s.To.Email == email {
			m = s
		}
	}
	_, token, ok := strings.Cut(m.Args["path"], "/staff/setup/")
	if !ok {
		w.t.Fatalf("no setup link was mailed to %s", email)
	}
	return token, m
}

// setUp finishes the setup of the token and answers the secret.
func (w *world) setUp(token string) (session, secret string, err error) {
	w.t.Helper()
	s, err := w.Setup(ctx, token)
	if err != nil {
		return "", "", err
	}
	session, _, err = w.FinishSetup(ctx, token, goodPassword, w.totp(s.Secret), Client{})
	return session, s.Secret, err
}

func (w *world) state(account int64) StaffState {
	w.t.Helper()
	return must(w.StaffPerson(ctx, SystemActor, account))(w.t).State
}

func (w *world) grantOf(account int64, role Role) int64 {
	w.t.Helper()
	return w.rows("SELECT id FROM grants WHERE account_id = ? AND role = ? ORDER BY ended_at IS NULL DESC LIMIT 1", account, string(role))
}

// A colleague is invited by mail in their language, once, and signs in only after they have set up.
func TestMailInvitation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	w.sent()
	inv := Invitation{Email: "Lin@Club.example", Name: "林静", Locale: Hant, Role: Service, Scope: ScopeCommunity, ScopeID: w.community}
	elsewhere := inv
	elsewhere.ScopeID = 7
	_, err := w.MailInvitation(ctx, admin.Actor, elsewhere)
	wantReason(t, "for no community", err, CommunityUnknown)
	_, err = w.MailInvitation(ctx, admin.Actor, Invitation{Email: "x", Role: "king"})
	if e, ok := err.(*Error); !ok || e.Field != "email" || len(e.More) != 2 {
		t.Errorf("three faults at once: %v", err)
	}
	id := must(w.MailInvitation(ctx, admin.Actor, inv))(t)
	first, m := w.mailed("lin@club.example")
	if m.Locale != Hant || m.Template != "staff.invited" || m.Until != w.Now()+SetupSeconds || !strings.HasPrefix(m.Args["path"], "/zh-Hant/staff/setup/") {
		t.Errorf("mailed %+v", m)
	}
	if w.state(id) != StaffInvited {
		t.Errorf("who is invited is %s", w.state(id))
	}
	if _, err := w.signIn("lin@club.example", "", ""); ReasonOf(err) != SignInWrong {
		t.Errorf("before the setup: %v", err)
	}
	_, err = w.MailInvitation(ctx, admin.Actor, inv)
	wantReason(t, "invited again", err, StaffAlready)
	must(0, w.SendInvitation(ctx, admin.Actor, id))(t)
	second, _ := w.mailed("lin@club.example")
	_, err = w.Setup(ctx, first)
	wantReason(t, "the older link", err, SetupWithdrawn)
	must(0, w.WithdrawInvitation(ctx, admin.Actor, id))(t)
	wantReason(t, "withdrawn twice", w.WithdrawInvitation(ctx, admin.Actor, id), SetupNone)
	_, _, err = w.setUp(second)
	wantReason(t, "a withdrawn link", err, SetupWithdrawn)
	must(0, w.SendInvitation(ctx, admin.Actor, id))(t)
	third, _ := w.mailed("lin@club.example")
	session, _, err := w.setUp(third)
	must(0, err)(t)
	_, err = w.Setup(ctx, third)
	wantReason(t, "a used link", err, SetupUsed)
	wantReason(t, "sent to who has set up", w.SendInvitation(ctx, admin.Actor, id), SetUpAlready)
	if s := must(w.Session(ctx, StaffDoor, session))(t); !s.Actor().reaches(HomesDecide, w.community) || s.Actor().reaches(HomesDecide, 7) {
		t.Errorf("may %+v", s.Grants)
	}
	p := must(w.StaffPerson(ctx, admin.Actor, id))(t)
	if p.State != StaffActive || len(p.Grants) != 1 || p.Grants[0].By != "职员" || p.Sessions != 1 || p.LinkEnds != 0 || len(p.Acts) != 5 {
		t.Errorf("the record is %+v", p)
	}
	// Somebody who is a member only becomes staff with the account that they have.
	w.join("陈美玲", "13800138000")
	w.exec("UPDATE accounts SET email = 'chen@club.example' WHERE phone = '+8613800138000'")
	if id := must(w.MailInvitation(ctx, admin.Actor, Invitation{Email: "chen@club.example", Name: "x", Locale: Hans, Role: Reader, Scope: ScopeAll}))(t); must(w.StaffPerson(ctx, admin.Actor, id))(t).Name != "陈美玲" {
		t.Error("the account of a member was not found")
	}
}

// Only those who manage staff do any of this, and nobody learns who works here.
func TestStaffManaged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.hire("admin@club.example", Admin, ScopeAll, 0)
	service := w.hire("service@club.example", Service, ScopeAll, 0)
	for name, actor := range map[string]Actor{"service": service.Actor, "till": w.till, "nobody": {Door: StaffDoor}} {
		id := service.Account
		_, handed := w.HandOver(ctx, actor, id, id)
		_, ended := w.EndStaffGrant(ctx, actor, w.grantOf(id, Service))
		_, invited := w.MailInvitation(ctx, actor, Invitation{Email: "x@club.example", Name: "x", Role: Reader, Scope: ScopeAll})
		_, listed := w.List(ctx, actor, PeopleList, PeopleList.Query(nil))
		_, seen := w.StaffPerson(ctx, actor, id)
		_, ready := w.StaffReady(ctx, actor)
		for i, err := range []error{
			handed, ended, invited, listed, seen, ready, w.GrantStaff(ctx, actor, id, Admin, ScopeAll, nil), w.DisableStaff(ctx, actor, id), w.EnableStaff(ctx, actor, id),
			w.ResetAuthenticator(ctx, actor, id), w.SendInvitation(ctx, actor, id), w.WithdrawInvitation(ctx, actor, id),
		} {
			if KindOf(err) != NotFound {
				t.Errorf("%s, act %d: %v", name, i, err)
			}
		}
	}
	// A till's person is not among the staff, nor is their grant a role to end here.
	if _, err := w.StaffPerson(ctx, SystemActor, w.till.Account); KindOf(err) != NotFound {
		t.Errorf("a till's record: %v", err)
	}
	if _, err := w.EndStaffGrant(ctx, SystemActor, w.grantOf(w.till.Account, Till)); KindOf(err) != NotFound {
		t.Errorf("a till's grant: %v", err)
	}
}

func TestStaffList(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	here := w.hire("lin@club.example", Service, ScopeCommunity, w.community)
	there := w.hire("lan@club.example", Service, ScopeCommunity, 7)
	w.exec("UPDATE accounts SET name = '林静' WHERE id = ?", here.Account)
	invited := must(w.MailInvitation(ctx, admin.Actor, Invitation{Email: "new@club.example", Name: "Wu Xin", Locale: En, Role: Reader, Scope: ScopeAll}))(t)
	w.exec("UPDATE accounts SET totp = NULL WHERE id = ?", there.Account)
	for address, want := range map[string][]int64{
		"": {invited, there.Account, here.Account, admin.Account}, "sort=added": {admin.Account, here.Account, there.Account, invited},
		"q=林": {here.Account}, "q=wu X": {invited}, "q=LAN@club": {there.Account}, "role=service": {there.Account, here.Account},
		fmt.Sprint("community=", w.community): {invited, here.Account, admin.Account}, fmt.Sprint("role=service&community=", w.community): {here.Account},
		"state=invited": {invited}, "state=reset": {there.Account}, "state=disabled": nil,
	} {
		var got []int64
		for _, line := range w.find(admin.Actor, PeopleList, address).Lines {
			got = append(got, line.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
	}
	must(0, w.GrantStaff(ctx, admin.Actor, here.Account, Reader, ScopeAll, nil))(t)
	must(0, w.GrantStaff(ctx, admin.Actor, here.Account, Service, ScopeAll, nil))(t)
	if held := w.find(admin.Actor, PeopleList, "q=林").Lines[0].Cells[PeopleList.column("roles")]; fmt.Sprint(held) != "[{service [all] [{半岛花园  }]} {reader [all] []}]" {
		t.Errorf("roles: %v", held)
	}
}

// Who is disabled is out at once, at desk and tills, and stays a member; a link to set up works no more.
func TestDisableStaff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	h := w.hire("lin@club.example", Service, ScopeAll, 0)
	w.exec("UPDATE accounts SET phone = '+8613800138002' WHERE id = ?", h.Account)
	member := w.join("李芸", "13800138002")
	if member.Account != h.Account {
		t.Fatal("two accounts")
	}
	must(0, w.AddTill(ctx, SystemActor, w.outlet, "李芸", dest(t, "13800138002")))(t)
	w.pass(time.Minute)
	till := w.openTill("13800138002", w.outlet)
	w.pass(time.Minute)
	wantReason(t, "oneself", w.DisableStaff(ctx, admin.Actor, admin.Account), OwnPerson)
	must(0, w.DisableStaff(ctx, admin.Actor, h.Account))(t)
	if w.state(h.Account) != StaffDisabled || w.rows("SELECT COUNT(*) FROM sessions WHERE account_id = ? AND ended_at IS NULL", h.Account) != 1 {
		t.Error("a session at desk or till is left, or the member's is not")
	}
	if _, err := w.Session(ctx, StaffDoor, h.token); KindOf(err) != NotFound {
		t.Errorf("the desk's session: %v", err)
	}
	_, unknown := w.signIn("nobody@club.example", goodPassword, w.totp(h.secret))
	_, err := w.signIn(h.email, goodPassword, w.totp(h.secret))
	if ReasonOf(err) != SignInWrong || err.Error() != unknown.Error() {
		t.Errorf("sign-in tells more: %v, of a stranger %v", err, unknown)
	}
	browser, code := w.code(MerchantDoor, "+8613800138002")
	_, err = w.EnterCode(ctx, MerchantDoor, browser, code, Client{})
	wantReason(t, "at the till", err, AccountDisabled)
	w.pass(time.Minute)
	browser, code = w.code(MemberDoor, "+8613800138002")
	if e, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{}); err != nil || e.Token == "" {
		t.Errorf("the member: %+v %v", e, err)
	}
	wantReason(t, "disabled again", w.DisableStaff(ctx, admin.Actor, h.Account), DisabledAlready)
	if err := w.DisableStaff(ctx, admin.Actor, h.Account); err.(*Error).Args[0] != "职员" {
		t.Errorf("by whom is not told: %v", err)
	}
	wantReason(t, "a role for the disabled", w.GrantStaff(ctx, admin.Actor, h.Account, Reader, ScopeAll, nil), PersonDisabled)
	wantReason(t, "a reset", w.ResetAuthenticator(ctx, admin.Actor, h.Account), PersonDisabled)
	_, err = w.InviteStaff(ctx, SystemActor, Invitation{Email: h.email, Name: "x", Locale: Hans, Role: Reader, Scope: ScopeAll})
	wantReason(t, "an invitation", err, PersonDisabled)
	must(0, w.EnableStaff(ctx, admin.Actor, h.Account))(t)
	wantReason(t, "enabled again", w.EnableStaff(ctx, admin.Actor, h.Account), EnabledAlready)
	w.pass(time.Minute)
	if _, err := w.signIn(h.email, goodPassword, w.totp(h.secret)); err != nil {
		t.Errorf("enabled: %v", err)
	}
	_ = till

	id := must(w.MailInvitation(ctx, admin.Actor, Invitation{Email: "new@club.example", Name: "新人", Locale: Hans, Role: Reader, Scope: ScopeAll}))(t)
	link, _ := w.mailed("new@club.example")
	must(0, w.DisableStaff(ctx, admin.Actor, id))(t)
	_, _, err = w.setUp(link)
	wantReason(t, "the link of the disabled", err, SetupWithdrawn)
}

// The last administrator who can sign in stays, whatever is tried.
func TestLastAdmin(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	_, err := w.EndStaffGrant(ctx, admin.Actor, w.grantOf(admin.Account, Admin))
	wantReason(t, "the last's own role", err, LastAdmin)
	must(w.MailInvitation(ctx, admin.Actor, Invitation{Email: "new@club.example", Name: "新人", Locale: Hans, Role: Admin, Scope: ScopeAll}))(t)
	_, err = w.EndStaffGrant(ctx, admin.Actor, w.grantOf(admin.Account, Admin))
	wantReason(t, "with another who has not set up", err, LastAdmin)
	wantReason(t, "by the club itself", w.DisableStaff(ctx, SystemActor, admin.Account), LastAdmin)
	if f, ok := w.findings(false)["staff"]; ok {
		t.Errorf("the doctor worries: %+v", f)
	}
	w.exec("UPDATE accounts SET totp = NULL WHERE id = ?", admin.Account)
	if f := w.findings(false)["staff"]; f.Grade != Warn || !strings.Contains(f.Text, "none of 2") {
		t.Errorf("the doctor finds %+v", f)
	}
	w.exec("UPDATE accounts SET totp = ? WHERE id = ?", []byte{1}, admin.Account)
	link, _ := w.mailed("new@club.example")
	_, _, err = w.setUp(link)
	must(0, err)(t)
	must(w.EndStaffGrant(ctx, admin.Actor, w.grantOf(admin.Account, Admin)))(t)
	if w.state(admin.Account) != StaffFormer {
		t.Error("the role stands")
	}
	if _, err := w.Session(ctx, StaffDoor, admin.token); KindOf(err) != NotFound {
		t.Errorf("the session of who has no role left: %v", err)
	}
}

// Two administrators who end each other in the same second leave one, in one process and in two.
func TestAdminsEndEachOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	beside := w.beside()
	acts := map[string]func(w *world, by, of hired) error{
		"disable": func(w *world, by, of hired) error { return w.DisableStaff(ctx, by.Actor, of.Account) },
		"end": func(w *world, by, of hired) error {
			_, err := w.EndStaffGrant(ctx, by.Actor, w.grantOf(of.Account, Admin))
			return err
		},
		"reset": func(w *world, by, of hired) error { return w.ResetAuthenticator(ctx, by.Actor, of.Account) },
	}
	for name, act := range acts {
		w.exec("UPDATE grants SET ended_at = 1 WHERE role = 'admin' AND ended_at IS NULL")
		a, b := w.hire(name+"-a@club.example", Admin, ScopeAll, 0), w.hire(name+"-b@club.example", Admin, ScopeAll, 0)
		var done [2]error
		var wg sync.WaitGroup
		start := make(chan struct{})
		wg.Go(func() { <-start; done[0] = act(w, a, b) })
		wg.Go(func() { <-start; done[1] = act(beside, b, a) })
		close(start)
		wg.Wait()
		left := 0
		for _, p := range []hired{a, b} {
			if w.state(p.Account) == StaffActive {
				left++
			}
		}
		if (done[0] == nil) == (done[1] == nil) || left != 1 {
			t.Errorf("%s: %v and %v; %d are left", name, done[0], done[1], left)
		}
	}
}

// What was ended in the meantime is refused, and says by whom.
func TestGrantStaff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	other := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: must(w.Brands(ctx))(t)[0].ID, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉"}}))(t)
	h := w.hire("lin@club.example", Service, ScopeCommunity, w.community)
	give := func(role Role, scope Scope, ids ...int64) error {
		return w.GrantStaff(ctx, admin.Actor, h.Account, role, scope, ids)
	}
	for what, c := range map[string]struct {
		err error
		r   Reason
	}{
		"a till": {give(Till, ScopeOutlet, w.outlet), RoleUnknown}, "no role": {give("", ScopeAll), RoleUnknown},
		"an admin of a community": {give(Admin, ScopeCommunity, w.community), ScopeWrong}, "no community": {give(Service, ScopeCommunity), ScopeWrong},
		"all of one": {give(Service, ScopeAll, other), ScopeWrong}, "an unknown community": {give(Service, ScopeCommunity, 7), CommunityUnknown},
		"held": {give(Service, ScopeCommunity, w.community), RoleHeld},
	} {
		wantReason(t, what, c.err, c.r)
	}
	must(0, give(Service, ScopeCommunity, w.community, other))(t)
	must(0, give(Marketing, ScopeAll))(t)
	if s := must(w.Session(ctx, StaffDoor, h.token))(t).Actor(); !s.reaches(HomesDecide, other) || !s.May(OffersEdit) {
		t.Error("the roles do not count at once")
	}
	list, err := w.NewestActs(ctx, SystemActor, 9)
	if err != nil || list[0].Act != "staff.granted" || list[1].Names["scope0"].Hans != "云湖" {
		t.Errorf("the log tells %+v %v", list[:2], err)
	}
	grant := w.grantOf(h.Account, Marketing)
	must(w.EndStaffGrant(ctx, admin.Actor, grant))(t)
	account, err := w.EndStaffGrant(ctx, SystemActor, grant)
	wantReason(t, "ended already", err, GrantEnded)
	if account != h.Account || err.(*Error).Args[0] != "职员" {
		t.Errorf("whose, and by whom: %d %v", account, err)
	}
	s := must(w.Session(ctx, StaffDoor, h.token))(t).Actor()
	if s.May(OffersEdit) {
		t.Error("an ended role counts in the session that is open")
	}
	must(0, give(Marketing, ScopeAll))(t)
	if p := must(w.StaffPerson(ctx, admin.Actor, h.Account))(t); len(p.Grants) != 3 || len(p.Past) != 1 || p.Past[0].EndedBy != "职员" {
		t.Errorf("roles %+v, past %+v", p.Grants, p.Past)
	}
}

// A lost authenticator is reset by another: all that it opened is shut, and only the mailed link opens it again.
func TestResetAuthenticator(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	h := w.hire("lin@club.example", Service, ScopeAll, 0)
	w.sent()
	wantReason(t, "one's own", w.ResetAuthenticator(ctx, admin.Actor, admin.Account), OwnPerson)
	must(0, w.ResetAuthenticator(ctx, admin.Actor, h.Account))(t)
	wantReason(t, "again", w.ResetAuthenticator(ctx, admin.Actor, h.Account), PersonUnready)
	w.pass(time.Minute)
	if _, err := w.Session(ctx, StaffDoor, h.token); KindOf(err) != NotFound || w.state(h.Account) != StaffReset {
		t.Errorf("the session: %v, %s", err, w.state(h.Account))
	}
	for _, second := range []string{w.totp(h.secret), h.recovery[0], ""} {
		_, err := w.signIn(h.email, goodPassword, second)
		wantReason(t, "the old key "+second, err, SignInWrong)
	}
	link, m := w.mailed(h.email)
	if m.Template != "staff.reset" {
		t.Errorf("mailed %+v", m)
	}
	_, secret, err := w.setUp(link)
	must(0, err)(t)
	w.pass(time.Minute)
	if _, err := w.signIn(h.email, goodPassword, w.totp(secret)); err != nil {
		t.Errorf("with the new one: %v", err)
	}
}

// What a person has in hand goes to a colleague who may do it, once.
func TestHandOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin, leaving := w.hire("admin@club.example", Admin, ScopeAll, 0), w.hire("old@club.example", Admin, ScopeAll, 0)
	service := w.hire("service@club.example", Service, ScopeAll, 0)
	upload := must(w.UploadRegister(ctx, leaving.Actor, "homes.csv", []byte(homesCSV)))(t)
	must(w.AddNote(ctx, leaving.Actor, NewNote{On: Subject{OnMerchant, w.merchant}, Kind: "phone", Text: "来电", Step: "回电", Due: "2099-01-01", Key: key(91)}))(t)
	hand := func(to int64) error { _, err := w.HandOver(ctx, admin.Actor, leaving.Account, to); return err }
	must(0, w.DisableStaff(ctx, admin.Actor, leaving.Account))(t)
	if p := must(w.StaffPerson(ctx, admin.Actor, leaving.Account))(t); !slices.Equal(p.Works, []Workload{{"uploads", 1}, {"steps", 1}}) {
		t.Errorf("in hand %+v", p.Works)
	}
	wantReason(t, "without the right", hand(service.Account), ReceiverLacks)
	wantReason(t, "to oneself", hand(leaving.Account), ReceiverUnknown)
	wantReason(t, "to a till", hand(w.till.Account), ReceiverUnknown)
	wantReason(t, "to nobody", hand(0), ReceiverUnknown)

	// Nor to who could not read what the next steps are about: these would be nobody's.
	partners, events := w.hire("partners@club.example", MerchantDesk, ScopeAll, 0), w.hire("events@club.example", EventsDesk, ScopeAll, 0)
	m := w.join("陈美玲", "13800138000")
	must(w.AddNote(ctx, service.Actor, NewNote{On: Subject{OnMember, m.Member}, Kind: "phone", Text: "来电", Step: "回电", Due: "2099-01-01", Key: key(92)}))(t)
	give := func(to int64) error { _, err := w.HandOver(ctx, admin.Actor, service.Account, to); return err }
	wantReason(t, "of a member to the merchants' desk", give(partners.Account), ReceiverLacks)
	must(0, give(events.Account))(t)

	var done [2]error
	var wg sync.WaitGroup
	for i := range done {
		wg.Go(func() { done[i] = hand(admin.Account) })
	}
	wg.Wait()
	if (done[0] == nil) == (done[1] == nil) || ReasonOf(done[0])+ReasonOf(done[1]) != NothingInHand {
		t.Errorf("twice at once: %v, %v", done[0], done[1])
	}
	if _, err := w.Upload(ctx, admin.Actor, upload); err != nil {
		t.Errorf("the receiver's: %v", err)
	}
	if p := w.tasks(admin.Actor, ""); len(p.Lines) != 1 || p.Lines[0].Cells[0] != "回电" {
		t.Errorf("the receiver's next steps: %v", p.Lines)
	}
	list, err := w.NewestActs(ctx, SystemActor, 9)
	if err != nil || list[0].Act != "staff.handed_over" || list[0].Int("uploads") != 1 || list[0].Names["to"].Hans != "职员" {
		t.Errorf("the log tells %+v %v", list[0], err)
	}
}

// Nobody opens the club one member at a time.
func TestRevealsBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h, other := w.hire("lin@club.example", Service, ScopeAll, 0), w.hire("lan@club.example", Service, ScopeAll, 0)
	m := w.join("陈美玲", "13800138000")
	open := func(h hired) error { _, _, err := w.RevealMember(ctx, h.Actor, m.Member, "回电"); return err }
	must(0, open(h))(t)
	w.exec("UPDATE counters SET n = 99 WHERE name LIKE 'member.reveals:%'")
	must(0, open(h))(t)
	err := open(h)
	wantReason(t, "the 101st", err, RevealsSpent)
	if err.(*Error).Args[0] != int64(100) || w.rows("SELECT COUNT(*) FROM audit WHERE act = 'member.revealed'") != 2 {
		t.Error("the limit is not named, or a refusal is logged as an opening")
	}
	must(0, open(other))(t)
	if n := must(w.StaffPerson(ctx, SystemActor, h.Account))(t).Reveals; n != 2 {
		t.Errorf("opened %d", n)
	}
	w.pass(24 * time.Hour)
	must(0, open(h))(t)
	w.pass(29 * 24 * time.Hour)
	if n := must(w.StaffPerson(ctx, SystemActor, h.Account))(t).Reveals; n != 3 {
		t.Errorf("opened %d of the last 30 days, want what is exactly 30 days old too", n)
	}
	w.pass(time.Hour)
	if n := must(w.StaffPerson(ctx, SystemActor, h.Account))(t).Reveals; n != 1 {
		t.Errorf("opened %d of the last 30 days", n)
	}
}
