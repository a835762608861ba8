package member_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

// TestCodes tries what goes wrong with one-time codes.
func TestCodes(t *testing.T) {
	c := newClub(t)
	c.join("陈美玲", "13800138001")
	for _, typed := range []string{"", "12345", "+1 555", "a@b", "<script>alert(1)</script>", strings.Repeat("1", 3000)} {
		c.visitor().post("/signin", url.Values{"destination": {typed}}).is(422).has("Enter a valid mobile number").hasNot("<script>alert")
	}
	c.visitor().post("/signin/code", url.Values{"code": {"123456"}}).is(422).has("No code is waiting in this browser")
	c.visitor().post("/signin/code/resend", url.Values{}).is(303, "/signin")
	c.visitor().get("/signin/code").is(303, "/signin")
	c.visitor().get("/join").is(303, "/signin")
	c.visitor().post("/join/person", url.Values{"name": {"X"}, "adult": {"1"}}).is(303, "/signin")
	c.visitor().post("/join/agree", c.agreed()).is(303, "/signin")

	// Whether there is an account is not told before the code is proven.
	c.now = c.now.Add(time.Hour)
	known, stranger := c.visitor(), c.visitor()
	known.post("/signin", url.Values{"destination": {"13800138001"}}).is(303, "/signin/code")
	code := c.code()
	stranger.post("/signin", url.Values{"destination": {"13800138002"}}).is(303, "/signin/code")
	a, b := known.get("/signin/code").is(200), stranger.get("/signin/code").is(200)
	if strings.ReplaceAll(a.Body.String(), "8001", "8002") != b.Body.String() {
		t.Error("the page of the code tells who has an account")
	}
	// The code is good in the browser that asked for it only.
	stranger.post("/signin/code", url.Values{"code": {code}}).is(422).has("not right")
	// The same number again within the minute leads back to the code that was sent; a resend tells the wait.
	known.post("/signin", url.Values{"destination": {"138 0013 8001"}}).is(303, "/signin/code")
	known.post("/signin/code/resend", url.Values{}).is(422).has("Wait 60 seconds")
	c.visitor().post("/signin", url.Values{"destination": {"13800138001"}}).is(422).has("Wait 60 seconds")
	// Too old, then a new one; the old one is no good any more.
	c.now = c.now.Add(6 * time.Minute)
	known.post("/signin/code", url.Values{"code": {code}}).is(422).has("too old")
	known.post("/signin/code/resend", url.Values{}).is(303, "/signin/code")
	known.get("/signin/code").is(200).has("A new code has been sent", "another in 60 seconds")
	fresh := c.code()
	for range 4 {
		known.post("/signin/code", url.Values{"code": {wrong(fresh)}}).is(422).has("more tries")
	}
	known.post("/signin/code", url.Values{"code": {wrong(fresh)}}).is(422).has("no longer works")
	known.post("/signin/code", url.Values{"code": {fresh}}).is(422).has("no longer works")
}

// TestNext tries to be led away by a link.
func TestNext(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	for _, next := range []string{"//evil.test", "https://evil.test", `/\evil.test`, "javascript:alert(1)", "/\n/evil"} {
		c.visitor().get("/signin?next="+url.QueryEscape(next)).is(200).hasNot("evil", "javascript:alert")
		v.get("/signin?next="+url.QueryEscape(next)).is(303, "/home")
	}
	c.now = c.now.Add(2 * time.Minute)
	// A Hong Kong number needs no country code on the Traditional page.
	hk := c.visitor()
	hk.post("/zh-Hant/signin", url.Values{"destination": {"９１２３ ４５６７"}}).is(303, "/zh-Hant/signin/code")
	hk.get("/en/signin/code").is(200).hasNot("91234567", "9123 4567")
	c.visitor().post("/zh-Hans/signin", url.Values{"destination": {"91234567"}}).is(422)
	c.code()

	w := c.visitor()
	w.post("/signin", url.Values{"destination": {"13800138001"}, "next": {"//evil.test"}}).is(303, "/signin/code")
	w.post("/signin/code", url.Values{"code": {c.code()}, "next": {"//evil.test"}}).is(303, "/home")
}

// TestClaims replays, mistakes and races claims.
func TestClaims(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	key := url.Values{"key": {"one-key-for-one-claim"}}
	first := v.post("/offers/"+itoa(c.free)+"/claims", key).is(303).Header().Get("Location")
	v.post("/offers/"+itoa(c.free)+"/claims", key).is(303, first)
	v.post("/offers/"+itoa(c.swims)+"/claims", key).is(422).has("used for another offer", "Claim this offer")
	v.post("/offers/"+itoa(c.free)+"/claims", url.Values{}).is(422).has("out of date")
	v.post("/offers/"+itoa(c.dear)+"/claims", url.Values{"key": {"key-key-key-key-key"}}).is(422).has("It takes 500 points; you have 0", "Error: ")
	if list, err := c.store.UsableVouchers(ctx, v.session().Member.ID); err != nil || len(list) != 1 {
		t.Fatalf("vouchers: %d, %v", len(list), err)
	}
	v.claim(c.swims)
	v.get("/offers/" + itoa(c.swims)).is(200).has("Use one you have (1)").hasNot(`name="key"`)

	// Two open the page of the last one; the slower is told.
	w := c.join("王小明", "13800138003")
	page := w.get("/offers/"+itoa(c.once)).is(200).between(`name="key" value="`, `"`)
	v.claim(c.once)
	w.post("/offers/"+itoa(c.once)+"/claims", url.Values{"key": {page}}).is(422).has("All have been claimed").hasNot(`name="key"`)

	// The offer ends while its page is open.
	page = w.get("/offers/"+itoa(c.free)).is(200).between(`name="key" value="`, `"`)
	o, err := c.store.Offer(ctx, c.free)
	c.ok(err)
	o.State = db.OfferEnded
	_, err = c.store.SaveOffer(ctx, db.SystemActor, *o)
	c.ok(err)
	w.post("/offers/"+itoa(c.free)+"/claims", url.Values{"key": {page}}).is(422).has("withdrawn", "See other offers").hasNot(`name="key"`)
	w.get("/offers").is(200).hasNot("Dinner mains")
	v.get(first).is(200).has("Dinner mains", `hx-get=`) // whoever holds a voucher keeps it

	o.State = db.OfferDraft
	_, err = c.store.SaveOffer(ctx, db.SystemActor, *o)
	c.ok(err)
	w.get("/offers/" + itoa(c.free)).is(404)
	w.post("/offers/"+itoa(c.free)+"/claims", url.Values{"key": {"another-another-key"}}).is(404)
}

// TestOthers looks for what belongs to somebody else, and for what there is not.
func TestOthers(t *testing.T) {
	c := newClub(t)
	v, w := c.join("陈美玲", "13800138001"), c.join("王小明", "13800138003")
	voucher := v.claim(c.free)
	for _, path := range []string{voucher, voucher + "/state", "/vouchers/0", "/vouchers/-1", "/vouchers/x", "/vouchers/99999999999999999999", "/offers/x", "/offers/1", "/offers/%00"} {
		w.get(path).is(404).hasNot("Dinner mains", "陈美玲")
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(voucher, "/vouchers/"), "/")
	w.get("/vouchers?before=" + id).is(200).hasNot("Dinner mains")
	for _, path := range []string{"/vouchers?tab=x&before=-3", "/points?before=x", "/offers?kind=%3Cscript%3E", "/offers?kind=golf", "/c/x", "/v/x", "/v/%2e%2e", "/terms", "/privacy"} {
		w.get(path).is(200).hasNot("<script>alert")
	}
	// Another's session is not one's own to end.
	w.post("/me/sessions/"+itoa(v.session().ID)+"/end", url.Values{}).is(303, "/me/security")
	w.post("/me/sessions/x/end", url.Values{}).is(404)
	v.get("/me").is(200)
	// Without a session nothing is done.
	c.visitor().post("/offers/"+itoa(c.free)+"/claims", url.Values{"key": {"one-key-for-one-claim"}}).is(401)
	c.visitor().post("/me/consents", url.Values{"news": {"sms"}}).is(401)
	// A form from another site does nothing, nor one without our token from a browser that says nothing.
	old := c.visitor()
	old.old = true
	old.post("/signin", url.Values{"destination": {"13800138009"}}).is(403)
	token := old.get("/signin").is(200).between(`name="_token" value="`, `"`)
	old.post("/signin", url.Values{"destination": {"13800138009"}, "_token": {token}}).is(303, "/signin/code")
}

// TestScanned opens a card's and a voucher's address as a till does.
func TestScanned(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	token, _ := c.store.CardToken(v.session().Member.ID, 0)
	still := c.store.StillToken(v.session().Member.ID, 0)
	for _, who := range []*visitor{c.visitor(), v} {
		for _, code := range []string{token, still} {
			who.get("/c/"+code).is(200).has("Valid", "/merchant/signin?next=").hasNot("陈美玲", "Expired", "Not valid")
		}
		who.get("/c/" + still + "A").is(200).has("Not valid")
		who.get("/zh-Hant/c/"+token).is(200).has("有效", "會員卡")
	}
	till := c.visitor()
	till.cookies["club_merchant"] = c.tillToken()
	till.get("/c/"+token).is(303, "/merchant?code="+url.QueryEscape("http://club.test/c/"+token))
	till.get("/v/ABCD").is(303, "/merchant?code="+url.QueryEscape("http://club.test/v/ABCD"))
}

// TestProfile changes what a member may change of themselves, and looks for personal data on every page.
func TestProfile(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	v.claim(c.free)
	c.now = c.now.Add(2 * time.Minute)
	other := c.visitor()
	other.post("/signin", url.Values{"destination": {"13800138001"}}).is(303)
	other.post("/signin/code", url.Values{"code": {c.code()}}).is(303, "/home")

	v.get("/me").is(200).has("138****8001", `href="/me/security"`)
	v.get("/me/security").is(200).has("138****8001", "This one", "/me/sessions/"+itoa(other.session().ID)+"/end")
	v.post("/me/sessions/"+itoa(other.session().ID)+"/end", url.Values{}).is(303, "/me/security")
	other.get("/home").is(303, "/signin?next=%2Fhome")

	v.post("/me/consents", url.Values{"news": {"email"}}).is(303, "/me")
	if given, _ := c.store.Consents(ctx, v.session().Actor()); given[db.ConsentNewsSMS] || !given[db.ConsentNewsEmail] {
		t.Errorf("consents: sms %v, email %v", given[db.ConsentNewsSMS], given[db.ConsentNewsEmail])
	}
	v.post("/me/consents", url.Values{}).is(303, "/me")
	if given, _ := c.store.Consents(ctx, v.session().Actor()); given[db.ConsentNewsSMS] || given[db.ConsentNewsEmail] {
		t.Errorf("consents withdrawn: sms %v, email %v", given[db.ConsentNewsSMS], given[db.ConsentNewsEmail])
	}
	v.post("/en/me/language", url.Values{"locale": {"zh-Hant"}}).is(303, "/me")
	v.get("/me").is(200).has("已儲存", `lang="zh-Hant"`)
	v.post("/me/language", url.Values{"locale": {"tlh"}}).is(303, "/me")
	if l := v.session().Locale; l != db.Hant {
		t.Errorf("locale: %s", l)
	}
	for _, path := range []string{"/home", "/card", "/offers", "/offers/" + itoa(c.free), "/vouchers", "/vouchers?tab=used", "/vouchers?tab=expired", "/homes", "/homes/new", "/points", "/me", "/me/security", "/me/password", "/me/contacts/phone", "/me/contacts/email", "/me/confirm"} {
		for _, l := range []string{"/zh-Hans", "/zh-Hant", "/en"} {
			v.get(l+path).is(200).hasNot("13800138001", "0013 8001", "style=", "<style", "onclick=", "%!")
		}
	}
}
