package handlers_test

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
)

// together runs n of f at once.
func together(n int, f func(int)) {
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-start
			f(i)
		})
	}
	close(start)
	all.Wait()
}

// TestClaimsUnderFire has many members claim what is short, all at once, and one member send one form many times.
func TestClaimsUnderFire(t *testing.T) {
	t.Parallel()
	w := filled(t)
	crowd := make([]*browsing, 64)
	for i := range crowd {
		crowd[i] = w.join("张三", fmt.Sprintf("+86139123%05d", i))
	}
	path := fmt.Sprintf("/offers/%d/claims", w.stock)
	for _, n := range []int{64, 200} {
		codes := make([]int, n)
		together(n, func(i int) { codes[i] = crowd[i%len(crowd)].post(path, "key", web.NewKey()).Code })
		for _, code := range codes {
			if code != 303 && code != 422 {
				t.Errorf("a claim was answered %d", code)
			}
		}
		if had := w.one("SELECT COUNT(*) FROM vouchers WHERE offer_id = ?", w.stock); had != "10" || w.one("SELECT issued FROM offers WHERE id = ?", w.stock) != "10" {
			t.Fatalf("%s vouchers of ten", had)
		}
	}
	free := w.names["/offers/:id"]
	key := web.NewKey()
	answers := make([]string, 20)
	together(len(answers), func(i int) {
		a := crowd[0].post("/offers/"+free+"/claims", "key", key)
		answers[i] = fmt.Sprint(a.Code, a.Header().Get("Location"))
	})
	if slices.Sort(answers); answers[0] != answers[len(answers)-1] || !strings.HasPrefix(answers[0], "303") {
		t.Errorf("one form sent often: %q", answers)
	}
	if a := crowd[0].post(path, "key", key); a.Code != 422 && a.Code != 409 {
		t.Errorf("the key with another offer: %d", a.Code)
	}
}

// TestRedemptionsUnderFire redeems one voucher at two tills at once, with one key and with several.
func TestRedemptionsUnderFire(t *testing.T) {
	t.Parallel()
	w := filled(t)
	ctx := t.Context()
	outlet := w.people["till A"].actor.Outlet
	w.ok(w.store.AddTill(ctx, db.SystemActor, outlet, "后台", db.Destination{Phone: "+8613900000003"}))
	second := w.enter(db.MerchantDoor, "+8613900000003")
	w.ok(w.store.ChooseOutlet(ctx, second.actor, outlet))
	tills := []*browsing{w.people["till A"], second}
	her := w.people["member A"].actor
	for _, same := range []bool{true, false} {
		v := got(w.store.Voucher(ctx, 0, got(w.store.ClaimOffer(ctx, her, mustInt(w.names["/offers/:id"]), web.NewKey()))(w)))(w)
		path, key := "/merchant/vouchers/"+v.Code+"/redemption", web.NewKey()
		answers := make([]*httptest.ResponseRecorder, 60)
		together(len(answers), func(i int) {
			k := key
			if !same {
				k = web.NewKey()
			}
			answers[i] = tills[i%2].post(path, "key", k, "bill", "88")
		})
		done := map[string]bool{}
		for _, a := range answers {
			switch a.Code {
			case 303:
				done[a.Header().Get("Location")] = true
			case 409:
			default:
				t.Errorf("a redemption was answered %d", a.Code)
			}
		}
		if n := w.one("SELECT COUNT(*) FROM redemptions WHERE voucher_id = ?", v.ID); len(done) != 1 || n != "1" {
			t.Errorf("same key %v: %d answers, %s redemptions", same, len(done), n)
		}
		if same {
			if a := tills[0].post(path, "key", key, "bill", "89"); a.Code != 409 && a.Code != 422 {
				t.Errorf("the key with another bill: %d", a.Code)
			}
			other := got(w.store.Voucher(ctx, 0, mustInt(w.names["/vouchers/:id"])))(w)
			first := tills[0]
			if w.one("SELECT account_id FROM redemptions WHERE voucher_id = ?", v.ID) != fmt.Sprint(first.actor.Account) {
				first = second
			}
			if a := first.post("/merchant/vouchers/"+other.Code+"/redemption", "key", key, "bill", "88"); a.Code != 409 && a.Code != 422 {
				t.Errorf("the key with another voucher: %d", a.Code)
			}
		}
		if n := w.one("SELECT COUNT(*) FROM point_movements WHERE rule = 'bill' AND source_id IN (SELECT id FROM redemptions WHERE voucher_id = ?)", v.ID); n != "1" {
			t.Errorf("%s earnings of one bill", n)
		}
	}
	if n := w.one("SELECT COALESCE(SUM(points), 0) FROM point_entries"); n != "0" {
		t.Errorf("the ledger sums to %s", n)
	}
}

// TestLimitsUnderFire claims, at once and with keys of their own, more than a member may have and more than their points
// pay for, and joins twenty times with one code.
func TestLimitsUnderFire(t *testing.T) {
	t.Parallel()
	w := filled(t)
	ctx, her := t.Context(), w.people["member A"]
	v := got(w.store.Voucher(ctx, 0, mustInt(w.names["/vouchers/:id"])))(w)
	if a := w.people["till A"].post("/merchant/vouchers/"+v.Code+"/redemption", "key", web.NewKey(), "bill", "120"); a.Code != 303 {
		t.Fatal(a.Code)
	}
	o := got(w.store.Offer(ctx, mustInt(w.names["/offers/:id"])))(w)
	try := func(what, want string) {
		t.Helper()
		o.ID = 0
		id := got(w.store.SaveOffer(ctx, db.SystemActor, *o))(w)
		answers := make([]int, 40)
		together(len(answers), func(i int) {
			answers[i] = her.post(fmt.Sprintf("/offers/%d/claims", id), "key", web.NewKey()).Code
		})
		if n := w.one("SELECT COUNT(*) FROM vouchers WHERE offer_id = ?", id); n != want || slices.Max(answers) >= 500 {
			t.Errorf("%s: %s vouchers, want %s", what, n, want)
		}
	}
	o.PerMember = 1
	try("one a member", "1")
	o.PerMember, o.PerMemberDay = 0, 2
	try("two a day", "2")
	o.PerMemberDay, o.PerHome = 0, 3
	try("three a home", "3")
	o.PerHome, o.Price = 0, 50 // of 120 points
	try("fifty points each", "2")
	if n := w.one("SELECT balance FROM point_accounts WHERE id = ?", her.actor.Member); n != "20" {
		t.Errorf("%s points are left", n)
	}

	tab := got(w.store.RequestCode(ctx, db.MemberDoor, "", db.Destination{Phone: "+8613800138044"}, db.Hans, client()))(w)
	got(w.store.EnterCode(ctx, db.MemberDoor, tab, w.code(), client()))(w)
	b := &browsing{w: w, cookies: map[string]string{"club_code_member": tab}}
	b.post("/join/person", "name", "赵六", "adult", "1")
	b.post("/join/place", "locale", "en")
	together(20, func(int) { b.post("/join/agree", w.agreed()...) })
	if n := w.one("SELECT COUNT(*) FROM members WHERE name = '赵六'"); n != "1" {
		t.Errorf("%s members of one code", n)
	}
	if n := w.one("SELECT COUNT(*) FROM sessions s JOIN members m ON m.account_id = s.account_id WHERE m.name = '赵六'"); n != "1" {
		t.Errorf("%s sessions of one code", n)
	}
}

func mustInt(s string) (n int64) {
	_, _ = fmt.Sscan(s, &n)
	return n
}

// TestReplays sends each form with an effect five times over: one effect, and answers that say so.
func TestReplays(t *testing.T) {
	t.Parallel()
	w := filled(t)
	admin, her := w.people["staff admin"], w.people["member B"]
	for _, f := range []struct {
		who   *browsing
		path  string
		pairs []string
		count string // what there must be one more of
	}{
		{her, "/homes/new", []string{"community", w.names["/staff/communities/:id"], "building", "9", "stair", "9", "room", "909"}, "SELECT COUNT(*) FROM home_claims"},
		{her, "/me/consents", []string{"news", "sms"}, "SELECT COUNT(*) FROM consents WHERE kind = 'sms' AND withdrawn_at IS NULL"},
		{her, "/me/notices", []string{"service", "sms"}, "SELECT COUNT(*) FROM consents WHERE kind = 'service_sms' AND withdrawn_at IS NULL"},
		{w.people["member A"], w.path("/notices/:id/read"), nil, "SELECT COUNT(*) FROM notices WHERE read_at IS NOT NULL"},
		{admin, w.path("/staff/claims/:id/decision"), []string{"decision", "approve"}, "SELECT COUNT(*) FROM audit WHERE act = 'home.verified' OR act = 'claim.approved' OR act LIKE 'home.approve%'"},
		{admin, w.path("/staff/outlets/:id/tills"), []string{"name", "小李", "destination", "13900000077"}, "SELECT COUNT(*) FROM grants"},
		{admin, w.path("/staff/register/uploads/:id/confirm"), nil, "SELECT COUNT(*) FROM imports"},
		{admin, w.path("/staff/tills/:grant/end"), nil, "SELECT COUNT(*) FROM grants WHERE ended_at IS NOT NULL"},
		{admin, "/staff/communities", []string{"brand", w.names["/staff/brands/:id"], "name_hans", "新苑", "city_hans", "杭州"}, "SELECT COUNT(*) FROM communities"},
	} {
		was := mustInt(w.one(f.count))
		answers := make([]int, 5)
		together(4, func(i int) { answers[i] = f.who.post(f.path, f.pairs...).Code })
		answers[4] = f.who.post(f.path, f.pairs...).Code // and once more, late
		if now := mustInt(w.one(f.count)); now != was+1 || slices.Min(answers) != 303 || slices.Max(answers) >= 500 {
			t.Errorf("%s: %d more, %v", f.path, now-was, answers)
		}
	}
	if n := w.one("SELECT COUNT(*) FROM notices WHERE kind = 'home_verified'"); n != "1" {
		t.Errorf("the member was told %s times of one decision", n)
	}
	if n := w.one("SELECT COUNT(*) FROM jobs WHERE payload LIKE '%Notice%'"); n != "1" {
		t.Errorf("%s messages of it are sent", n)
	}
}

// TestGuesses tries one-time codes and passwords many at a time.
func TestGuesses(t *testing.T) {
	t.Parallel()
	w := filled(t)
	tab := &browsing{w: w, cookies: map[string]string{}}
	ask := func(to string) *httptest.ResponseRecorder {
		a := tab.post("/signin", "destination", to)
		for _, k := range a.Result().Cookies() {
			tab.cookies[k.Name] = k.Value
		}
		return a
	}
	w.clock.Add(120)
	known := ask("13800138000")
	knownPage, right := tab.get("/signin/code").Body.String(), w.code()
	other := &browsing{w: w, cookies: map[string]string{}}
	if a := other.post("/signin/code", "code", right); a.Code != 422 {
		t.Errorf("another browser: %d", a.Code)
	}
	answers := make([]int, 100)
	together(len(answers), func(i int) {
		wrong := fmt.Sprintf("%06d", i)
		if wrong == right {
			wrong = "999999"
		}
		answers[i] = tab.post("/signin/code", "code", wrong).Code
	})
	if slices.Sort(answers); answers[0] != 422 || answers[99] != 422 {
		t.Errorf("guesses: %v", answers)
	}
	if n := w.one("SELECT COUNT(*) FROM audit WHERE act = 'code.failed'"); n != "5" {
		t.Errorf("%s guesses counted", n)
	}
	if n := w.one("SELECT n FROM counters WHERE name = 'code.failures:+8613800138000'"); n != "5" {
		t.Errorf("%s failures of the account", n)
	}
	if a := tab.post("/signin/code", "code", right); a.Code != 422 || len(a.Result().Cookies()) > 0 {
		t.Errorf("the right code after five wrong ones: %d", a.Code)
	}
	// Used once, it is used; and whoever is unknown sees the same.
	w.clock.Add(120)
	tab.cookies = map[string]string{}
	unknown := ask("13800138777")
	if known.Code != unknown.Code || known.Header().Get("Location") != unknown.Header().Get("Location") || known.Body.String() != unknown.Body.String() ||
		strings.ReplaceAll(knownPage, "8000", "8777") != tab.get("/signin/code").Body.String() {
		t.Error("the answers tell who has an account")
	}
	w.code()
	w.clock.Add(120)
	tab.cookies = map[string]string{}
	ask("13800138000")
	right = w.code()
	kept := tab.cookies
	answers = make([]int, 20)
	together(len(answers), func(i int) { answers[i] = tab.post("/signin/code", "code", right).Code })
	if slices.Sort(answers); answers[0] != 303 || answers[1] != 422 {
		t.Errorf("one code opened the door more than once: %v", answers)
	}
	tab.cookies = kept
	if a := tab.post("/signin/code", "code", right); a.Code == 303 && strings.Contains(a.Header().Get("Set-Cookie"), "club_member") {
		t.Error("a used code opens the door")
	}
	// The staff's door: of many tries at once no more count than the limit lets through one by one.
	answers = make([]int, 16)
	together(len(answers), func(i int) {
		answers[i] = w.people["anonymous"].post("/staff/signin", "login", "admin@example.com", "password", "not the password", "second", "000000").Code
	})
	if n := mustInt(w.one("SELECT COUNT(*) FROM audit WHERE act = 'session.refused'")); n > 10 {
		t.Errorf("%d of 16 passwords that came at once were tried", n)
	}
}

// TestDeadBooks closes the books under the club.
func TestDeadBooks(t *testing.T) {
	t.Parallel()
	w := filled(t)
	w.exec("PRAGMA wal_checkpoint(TRUNCATE)")
	w.ok(w.store.Close())
	for _, r := range handlers.Routes(w.app, nil) {
		for _, l := range []string{"/zh-Hans", "/zh-Hant", "/en"} {
			who := map[db.Door]string{"": "anonymous", db.MemberDoor: "member A", db.MerchantDoor: "till A", db.StaffDoor: "staff admin"}[r.Who.Door]
			a := w.people[who].send(r.Method, l+w.path(r.Path), url.Values{"destination": {"13800138055"}, "login": {"a@example.com"}, "password": {adminPassword}, "totp": {"123456"}})
			body := a.Body.String()
			if a.Code >= 500 && (a.Code != 503 || a.Header().Get("Retry-After") == "" || r.Path != "/readyz" && !strings.Contains(body, `lang="`+l[1:]+`"`)) {
				t.Errorf("%s %s%s: %d, Retry-After %q", r.Method, l, r.Path, a.Code, a.Header().Get("Retry-After"))
			}
			if r.Who.Door != "" && a.Code != 503 {
				t.Errorf("%s %s%s: %d without books", r.Method, l, r.Path, a.Code)
			}
			for _, s := range []string{"goroutine", ".go:", "sql", "SQL", "database"} {
				if strings.Contains(body, s) {
					t.Errorf("%s: the page speaks of %q", r.Path, s)
				}
			}
		}
	}
}

// TestBrokenBooks has the engine roll an act back, then finds garbage where the file was.
func TestBrokenBooks(t *testing.T) {
	t.Parallel()
	w := filled(t)
	her := w.people["member A"]
	claim := func() *httptest.ResponseRecorder {
		return her.post("/zh-Hant/offers/"+w.names["/offers/:id"]+"/claims", "key", web.NewKey())
	}
	w.exec("CREATE TRIGGER stop BEFORE INSERT ON vouchers BEGIN SELECT RAISE(ROLLBACK, 'rolled back'); END")
	if a := claim(); a.Code != 503 || a.Header().Get("Retry-After") == "" || strings.Contains(a.Body.String(), "rolled") {
		t.Errorf("a claim that the engine rolls back: %d", a.Code)
	}
	if a := her.get("/offers"); a.Code != 200 {
		t.Errorf("reading meanwhile: %d", a.Code)
	}
	w.exec("DROP TRIGGER stop")
	if a := claim(); a.Code != 303 {
		t.Errorf("a claim afterwards: %d", a.Code)
	}

	w.exec("PRAGMA wal_checkpoint(TRUNCATE)")
	whole := got(os.ReadFile(w.file))(w)
	w.ok(os.WriteFile(w.file, bytes.Repeat([]byte("garbage!"), len(whole)/8), 0o600))
	for _, path := range []string{"/home", "/offers", "/vouchers", "/points", "/homes", "/me"} {
		if a := her.get("/zh-Hant" + path); a.Code != 200 && (a.Code != 503 || !strings.Contains(a.Body.String(), `lang="zh-Hant"`)) {
			t.Errorf("%s on garbage: %d", path, a.Code)
		}
	}
}
