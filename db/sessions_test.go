package db

import (
	"encoding/base64"
	"reflect"
	"slices"
	"testing"
	"time"
)

// open starts a session at a door.
func (w *world) open(account int64, door Door) (token string, id int64) {
	w.t.Helper()
	if err := w.Write(ctx, SystemActor, func(tx *Tx) (err error) {
		member, _ := tx.MemberOfAccount(background, account)
		token, id, err = tx.startSession(account, member, door, Client{Address: "10.0.0.1", Agent: "Agent"})
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
	return token, id
}

func (w *world) isOpen(door Door, token string) bool {
	w.t.Helper()
	_, err := w.Session(ctx, door, token)
	if err != nil && KindOf(err) != NotFound {
		w.t.Error(err)
	}
	return err == nil
}

// seen waits until the session's last use is in the books, which is written beside the request.
func (w *world) seen(id int64) {
	w.t.Helper()
	for range 1000 {
		if w.rows("SELECT seen_at FROM sessions WHERE id = ?", id) == w.Now() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	w.t.Fatal("the session was not touched")
}

// Each door has its own idle and absolute ends.
func TestSessionEnds(t *testing.T) {
	t.Parallel()
	for door, life := range lifetimes {
		t.Run(string(door), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			account := w.join("会员", "13700000001").Account
			if SessionSeconds(door) != int(life.most) {
				t.Errorf("SessionSeconds = %d", SessionSeconds(door))
			}
			token, _ := w.open(account, door)
			w.pass(time.Duration(life.idle) * time.Second)
			if w.isOpen(door, token) {
				t.Error("open after it rested")
			}
			token, id := w.open(account, door)
			w.pass(time.Duration(life.idle-1) * time.Second)
			if !w.isOpen(door, token) {
				t.Error("ended before it rested long enough")
			}
			w.seen(id)
			started := w.Now()
			token, id = w.open(account, door)
			for w.Now()-started+life.idle-1 < life.most {
				w.pass(time.Duration(life.idle-1) * time.Second)
				if !w.isOpen(door, token) {
					t.Fatalf("ended after %d s though in use", w.Now()-started)
				}
				w.seen(id)
			}
			w.pass(time.Duration(started+life.most-1-w.Now()) * time.Second)
			if !w.isOpen(door, token) {
				t.Error("ended before its end")
			}
			w.pass(time.Second)
			if w.isOpen(door, token) {
				t.Error("open after its end, though in use")
			}
		})
	}
}

func TestSessionDoors(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	account := w.join("会员", "13700000001").Account
	for _, door := range []Door{MemberDoor, MerchantDoor, StaffDoor} {
		token, _ := w.open(account, door)
		for _, other := range []Door{MemberDoor, MerchantDoor, StaffDoor, System, ""} {
			if w.isOpen(other, token) != (other == door) {
				t.Errorf("a token of %s at %s", door, other)
			}
		}
	}
	for _, token := range []string{"", "x", newToken(), newToken() + "x"} {
		if w.isOpen(MemberDoor, token) {
			t.Errorf("%q is a session", token)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM sessions WHERE length(token_hash) <> 32"); n != 0 {
		t.Error("a token is kept as it is")
	}
}

// Signing out ends a stolen copy of the cookie too; nobody ends another's session.
func TestSignOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.join("会员", "13700000001"), w.join("会员", "13700000002")
	token, id := w.open(a.Account, MemberDoor)
	actor := must(w.Session(ctx, MemberDoor, token))(t).Actor()
	if err := w.EndSession(ctx, b, id); KindOf(err) != NotFound || !w.isOpen(MemberDoor, token) {
		t.Errorf("another's session: %v", err)
	}
	if list := must(w.Sessions(ctx, actor))(t); len(list) != 2 || list[0].ID != id || list[0].Agent != "Agent" {
		t.Errorf("sessions %+v", list)
	}
	if err := w.SignOut(ctx, actor); err != nil {
		t.Fatal(err)
	}
	if w.isOpen(MemberDoor, token) {
		t.Error("a stolen cookie is good after signing out")
	}
	if err := w.SignOut(ctx, actor); KindOf(err) != NotFound {
		t.Errorf("signed out twice: %v", err)
	}
	if list := must(w.Sessions(ctx, actor))(t); len(list) != 1 {
		t.Errorf("sessions %+v", list)
	}
}

// An account has at most ten sessions at a door: the eleventh ends the oldest, and no other door's.
func TestSessionsAtMostTen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	account := w.join("会员", "13700000001").Account
	other, _ := w.open(account, MerchantDoor)
	var tokens []string
	for range 14 {
		w.pass(time.Second)
		token, _ := w.open(account, MemberDoor)
		tokens = append(tokens, token)
	}
	for i, token := range tokens {
		if w.isOpen(MemberDoor, token) != (i >= 4) {
			t.Errorf("session %d of %d: open %v", i+1, len(tokens), !(i >= 4))
		}
	}
	if !w.isOpen(MerchantDoor, other) {
		t.Error("another door's session was ended")
	}
}

// A till whose grant is taken back is signed out at the merchants' door.
func TestEndTill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	token, _ := w.open(w.till.Account, MerchantDoor)
	_, tills, err := w.Merchant(ctx, w.merchant)
	if err != nil || len(tills) != 1 || tills[0].To != MaskPhone("+8613900000001") {
		t.Fatalf("tills %+v %v", tills, err)
	}
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0)
	if err := w.EndTill(ctx, reader.Actor, tills[0].Grant); KindOf(err) != NotFound {
		t.Errorf("a reader: %v", err)
	}
	if err := w.EndTill(ctx, SystemActor, reader.Grants[0].ID); KindOf(err) != NotFound {
		t.Errorf("a grant that is no till's: %v", err)
	}
	if err := w.EndTill(ctx, SystemActor, tills[0].Grant); err != nil {
		t.Fatal(err)
	}
	if w.isOpen(MerchantDoor, token) {
		t.Error("the till is still signed in")
	}
	if err := w.EndTill(ctx, SystemActor, tills[0].Grant); KindOf(err) != NotFound {
		t.Errorf("ended twice: %v", err)
	}
	if err := w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13900000001")); err != nil {
		t.Errorf("granted again: %v", err)
	}
	wantReason(t, "granted twice", w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13900000001")), GrantedAlready)
}

// Whoever joins by a till's phone that has rested is not the till: the phone is theirs, and the till's roles are not.
func TestJoinByRestedTill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pass(91 * 24 * time.Hour)
	m := w.join("新机主", "13900000001")
	if m.Account == w.till.Account {
		t.Fatal("they have joined onto the till's account")
	}
	w.pass(time.Hour)
	browser, code := w.code(MerchantDoor, "13900000001")
	_, err := w.EnterCode(ctx, MerchantDoor, browser, code, Client{})
	wantReason(t, "the till by its new holder", err, NoTillGrant)

	// One that was named for a till of late is its own, though it was not in use yet.
	must(0, w.AddTill(ctx, SystemActor, w.outlet, "新店员", dest(t, "13900000005")))(t)
	m = w.join("新店员", "13900000005")
	w.pass(time.Hour)
	browser, code = w.code(MerchantDoor, "13900000005")
	if e := must(w.EnterCode(ctx, MerchantDoor, browser, code, Client{}))(t); e.Token == "" || m.Account == w.till.Account {
		t.Errorf("a till that is a member too: %+v", e)
	}
}

// A till's phone that nobody has used for long may be another's by now: it opens the till once who manages tills has named it
// anew, or its member has said who they are.
func TestTillRested(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pass(time.Hour)
	w.join("前台", "13900000002")
	till := func(phone string) error {
		w.pass(resendSeconds * time.Second)
		browser, code := w.code(MerchantDoor, phone)
		_, err := w.EnterCode(ctx, MerchantDoor, browser, code, Client{})
		return err
	}
	w.pass(80 * 24 * time.Hour)
	must(0, till("13900000001"))(t)
	must(0, till("13900000002"))(t)
	w.pass(91 * 24 * time.Hour)
	wantReason(t, "a till after 91 days", till("13900000001"), TillRested)
	must(0, w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13900000001")))(t)
	must(0, till("13900000001"))(t)
	if n := w.rows("SELECT COUNT(*) FROM grants WHERE role = 'till' AND scope_id = ? AND ended_at IS NULL", w.outlet); n != 1 {
		t.Errorf("%d grants stand", n)
	}

	wantReason(t, "a member's after 91 days", till("13900000002"), TillRested)
	wantReason(t, "named anew", w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13900000002")), MemberRested)
	w.pass(time.Hour)
	browser, code := w.code(MemberDoor, "13900000002")
	if e := must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t); e.Next != StepKnow {
		t.Fatalf("at the members' door: %+v", e)
	}
	must(w.Recognise(ctx, browser, "前台", Client{}))(t)
	must(0, till("13900000002"))(t)

	// One who is new is no till of before.
	must(0, w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13900000003")))(t)
	wantReason(t, "granted twice", w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13900000003")), GrantedAlready)
	must(0, till("13900000003"))(t)
}

// An outlet that ended keeps the day of its end when it is edited later.
func TestOutletEndKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o, _, err := w.Outlet(ctx, w.outlet)
	if err != nil {
		t.Fatal(err)
	}
	o.Ended = true
	must(w.SaveOutlet(ctx, SystemActor, o))(t)
	ended := w.Now()
	w.pass(48 * time.Hour)
	o.Name.En = "Main"
	must(w.SaveOutlet(ctx, SystemActor, o))(t)
	if got := w.rows("SELECT ended_at FROM outlets WHERE id = ?", w.outlet); got != ended {
		t.Errorf("ended at %d, was %d", got, ended)
	}
}

func TestNetwork(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"203.0.113.7": "203.0.113.7", "::ffff:203.0.113.7": "203.0.113.7", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
		"fe80::1%eth0": "fe80::/64", "": "", "nonsense": "nonsense",
	} {
		if got := network(address); got != want {
			t.Errorf("network(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{{"abc", 5, "abc"}, {"abcdef", 3, "abc"}, {"陈美玲", 4, "陈"}, {"a\xffb", 5, "ab"}} {
		if got := clip(c.s, c.n); got != c.want {
			t.Errorf("clip(%q, %d) = %q", c.s, c.n, got)
		}
	}
}

// A person of two outlets loses the one that is taken back, where a till stands there at once, and keeps the other.
func TestEndTillOfTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const phone = "13900000001"
	branch := must(w.SaveOutlet(ctx, SystemActor, Outlet{Merchant: w.merchant, Name: Text{Hans: "分店"}}))(t)
	if err := w.AddTill(ctx, SystemActor, branch, "前台", dest(t, phone)); err != nil {
		t.Fatal(err)
	}
	at := func(outlet int64) string {
		t.Helper()
		token, _ := w.open(w.till.Account, MerchantDoor)
		if err := w.ChooseOutlet(ctx, must(w.Session(ctx, MerchantDoor, token))(t).Actor(), outlet); err != nil {
			t.Fatal(err)
		}
		return token
	}
	here, there := at(w.outlet), at(branch)
	end := func(outlet int64) {
		t.Helper()
		_, tills, err := w.Merchant(ctx, w.merchant)
		if err != nil {
			t.Fatal(err)
		}
		for _, till := range tills {
			if till.Outlet == outlet {
				err = w.EndTill(ctx, SystemActor, till.Grant)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	v := w.issue(w.join("会员", "13700000001"), w.offer(nil), 1)
	end(w.outlet)
	lost := must(w.Session(ctx, MerchantDoor, here))(t)
	if _, err := w.RedeemVoucher(ctx, lost.Actor(), v.Code, nil, key(1)); lost.Outlet != 0 || ReasonOf(err) != OutletUnchosen {
		t.Errorf("it stands at %d: %v", lost.Outlet, err)
	}
	if err := w.ChooseOutlet(ctx, lost.Actor(), w.outlet); KindOf(err) != NotFound {
		t.Errorf("back to where it was: %v", err)
	}
	kept := must(w.Session(ctx, MerchantDoor, there))(t)
	if _, err := w.RedeemVoucher(ctx, kept.Actor(), v.Code, nil, key(2)); err != nil {
		t.Errorf("at the other outlet: %v", err)
	}
	end(branch)
	if w.isOpen(MerchantDoor, here) || w.isOpen(MerchantDoor, there) {
		t.Error("signed in though nothing is left")
	}
}

// A grant at an outlet that is closed lets nobody stay.
func TestEndTillBesideClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	closed := Outlet{Merchant: w.merchant, Name: Text{Hans: "分店"}}
	closed.ID = must(w.SaveOutlet(ctx, SystemActor, closed))(t)
	if err := w.AddTill(ctx, SystemActor, closed.ID, "前台", dest(t, "13900000001")); err != nil {
		t.Fatal(err)
	}
	closed.Ended = true
	must(w.SaveOutlet(ctx, SystemActor, closed))(t)
	token, _ := w.open(w.till.Account, MerchantDoor)
	grant := w.rows("SELECT id FROM grants WHERE scope_id = ? AND role = 'till'", w.outlet)
	if err := w.EndTill(ctx, SystemActor, grant); err != nil {
		t.Fatal(err)
	}
	if w.isOpen(MerchantDoor, token) {
		t.Error("the till is still signed in")
	}
}

// A page whose questions are told with its session shows what it shows otherwise: to each class, whatever the club offers,
// with offers that change meanwhile, and with a token of before the members' ids.
func TestSessionAhead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner, friend := w.join("陈美玲", "13800138000"), w.join("王芳", "13800138001")
	must(w.ClaimHome(ctx, owner, w.address("3", "1", "1802")))(t)
	w.issue(owner, w.offer(func(o *Offer) { o.RedeemDays = 3 }), 2)
	for i, edit := range []func(*Offer){nil, func(o *Offer) { o.PerHome = 1 }, func(o *Offer) { o.Communities = []int64{w.community} }} {
		for _, m := range []Actor{owner, friend} {
			token, id := w.open(m.Account, MemberDoor)
			early := must(w.SessionAhead(ctx, MemberDoor, token, HomeAhead))(t)
			if i%2 == 1 {
				w.pass(3 * time.Second)
			}
			w.offer(edit) // which may ask for more than was told
			late := must(w.MemberHomePage(ctx, early.Member))(t)
			raw := must(base64.RawURLEncoding.DecodeString(token))(t)
			older := base64.RawURLEncoding.EncodeToString(slices.Concat(raw[:8], randomBytes(8), raw[16:]))
			plain := must(w.Session(ctx, MemberDoor, token))(t)
			home, places := must(w.MemberHomePage(ctx, plain.Member))(t), must(w.CardPlaces(ctx, plain.Member))(t)
			if !reflect.DeepEqual(late, home) {
				t.Errorf("with a new offer: the first page is\n%+v, and otherwise\n%+v", late, home)
			}
			same := func(how, token string) {
				t.Helper()
				s := must(w.SessionAhead(ctx, MemberDoor, token, HomeAhead))(t)
				if far := testServer != "" && how == "told ahead"; far != (s.Member.answers != nil) {
					t.Errorf("%s: answered with the session: %v", how, !far)
				}
				if got := must(w.MemberHomePage(ctx, s.Member))(t); !reflect.DeepEqual(got, home) || s.Member.answers != nil {
					t.Errorf("%s: the first page is\n%+v, and otherwise\n%+v", how, got, home)
				}
				if got := must(w.MemberHomePage(ctx, s.Member))(t); !reflect.DeepEqual(got, home) {
					t.Errorf("%s, asked again: the first page is\n%+v, and otherwise\n%+v", how, got, home)
				}
				s = must(w.SessionAhead(ctx, MemberDoor, token, CardAhead))(t)
				if got := must(w.CardPlaces(ctx, s.Member))(t); !reflect.DeepEqual(got, places) {
					t.Errorf("%s: the card has %v, and otherwise %v", how, got, places)
				}
			}
			same("told ahead", token)
			w.exec("UPDATE sessions SET token_hash = ?1 WHERE id = ?2", hashToken(older), id)
			same("an older token", older)
			w.exec("UPDATE sessions SET token_hash = ?1 WHERE id = ?2", hashToken(token), id)
			raw[15] ^= 1
			if _, err := w.SessionAhead(ctx, MemberDoor, base64.RawURLEncoding.EncodeToString(raw), HomeAhead); KindOf(err) != NotFound {
				t.Errorf("a token of another member: %v", err)
			}
		}
	}
}
