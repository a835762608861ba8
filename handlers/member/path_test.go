package member_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// TestPath walks from the first page to a used voucher and out again.
func TestPath(t *testing.T) {
	c := newClub(t)
	v := c.visitor()
	v.get("/").is(200).has("One swim", "Join or sign in", `href="/signin"`)
	v.get("/home").is(303, "/signin?next=%2Fhome")
	v.get("/signin").is(200).has(`name="destination"`)

	// A phone as full-width digits; the page never repeats it in full.
	v.post("/signin", url.Values{"destination": {"１３８ ００１３ ８００１"}, "next": {"/offers"}}).is(303, "/signin/code?next=%2Foffers")
	v.get("/signin/code?next=/offers").is(200).has("138****8001").hasNot("13800138001")
	code := c.code()
	v.post("/signin/code", url.Values{"code": {wrong(code)}, "next": {"/offers"}}).is(422).has("not right", "138****8001")
	v.post("/signin/code", url.Values{"code": {code}, "next": {"/offers"}}).is(303, "/join?next=%2Foffers")
	v.get("/signin/code").is(303, "/join")

	v.get("/join").is(303, "/join/person?next=%2Foffers")
	v.get("/join/agree").is(303, "/join/person?next=%2Foffers") // not before what comes first
	v.get("/join/other").is(404)
	v.get("/join/person").is(200).has("138****8001", "Step 1 of 3").hasNot("13800138001")
	v.post("/join/person", url.Values{"name": {""}}).is(422).has("Enter a name", "18 or older", `href="#f-name"`, `href="#f-adult"`, "Error: ")
	v.post("/join/person", url.Values{"name": {strings.Repeat("长", 61)}, "adult": {"1"}}).is(422).has("at most 60")
	v.post("/join/person", url.Values{"name": {"陈美玲"}}).is(422).has("18 or older", "陈美玲")
	v.post("/join/agree", url.Values{"terms": {"1"}, "privacy": {"1"}}).is(303, "/join/person?next=%2Foffers")
	v.post("/join/person", url.Values{"name": {"陈美玲"}, "adult": {"1"}, "next": {"/offers"}}).is(303, "/join/place?next=%2Foffers")

	// The browser is closed. Another one, with the same phone, goes on from there, and still knows where to.
	c.now = c.now.Add(2 * time.Minute)
	v = c.visitor()
	v.post("/signin", url.Values{"destination": {"13800138001"}}).is(303, "/signin/code")
	v.post("/signin/code", url.Values{"code": {c.code()}}).is(303, "/join")
	v.get("/join").is(303, "/join/place?next=%2Foffers")
	v.get("/join/person").is(200).has("陈美玲", "checked")
	v.get("/join/place").is(200).has("Cloud Bay", "Shenzhen", "Step 2 of 3")
	v.post("/join/place", url.Values{"community": {"12345"}, "locale": {"en"}}).is(422).has("Choose a community")
	v.post("/join/place", url.Values{"community": {itoa(c.community)}, "locale": {"en"}}).is(303, "/join/agree?next=%2Foffers")
	form := c.agreed()
	agree := v.get("/join/agree").is(200).has("陈美玲", form.Get("terms_version"), `value="sms"`).hasNot(`value="sms" checked`, `value="email" checked`)
	agree.has(`name="terms_version" value="` + form.Get("terms_version"))
	v.post("/join/agree", url.Values{"terms": {"1"}, "terms_version": form["terms_version"], "privacy_version": form["privacy_version"]}).is(422).has("agree to the privacy policy")
	v.post("/join/agree", url.Values{"terms": {"1"}, "privacy": {"1"}, "terms_version": {"older"}, "privacy_version": form["privacy_version"]}).is(422).has("newer version").hasNot(`name="terms" value="1" checked`)
	v.post("/join/agree", form).is(303, "/offers")
	if given, _ := c.store.Consents(ctx, v.session().Actor()); given[db.ConsentNewsSMS] || given[db.ConsentNewsEmail] {
		t.Error("marketing must be off unless ticked")
	}
	v.post("/join/agree", form).is(303, "/home") // replayed: they are in already

	v.get("/homes/new").is(200).has("Welcome to the club!", "selected")
	v.get("/home").is(200).has("陈美玲", "Friend", "Do you own a home")
	v.get("/offers/"+itoa(c.owners)).is(200).has("Verify my home", `href="/homes/new"`).hasNot(`name="key"`)

	v.post("/homes/new", url.Values{"community": {itoa(c.community)}, "building": {"３栋"}, "stair": {"2单元"}}).is(422).has("Enter the room", "３栋")
	v.post("/homes/new", url.Values{"community": {"x"}, "room": {"1"}}).is(422).has("Choose a community")
	v.post("/homes/new", url.Values{"building": {strings.Repeat("3", 21)}}).is(422).has(`href="#f-community"`, `href="#f-building"`, `href="#f-room"`)
	home := url.Values{"community": {itoa(c.community)}, "building": {"３栋"}, "stair": {"2单元"}, "room": {"1802室"}}
	v.post("/homes/new", home).is(303, "/homes")
	v.get("/homes").is(200).has("Verified", "room\u00a01802", "You are now an owner")
	v.post("/homes/new", home).is(422).has("claimed this home already")
	v.get("/home").is(200).has("Owner · Cloud Bay").hasNot("Do you own a home")

	voucher := v.claim(c.owners)
	page := v.get(voucher).is(200).has("Owners&#39; tea", "It is yours", "1 Coast Road", `hx-trigger="every 4s"`)
	v.get(voucher + "/state").is(204)
	v.get("/vouchers").is(200).has("Owners&#39; tea")
	v.get("/offers").is(200).has("You have 1", "It takes 500 points; you have 0")
	v.get("/card").is(200).has("data-left=", db.FormatNumber(v.session().Member.Number))

	typed := page.between(`<p class="number">`, `</p>`)
	v.get("/v/"+strings.ReplaceAll(typed, " ", "")).is(303, voucher)
	c.visitor().get("/v/"+strings.ReplaceAll(typed, " ", "")).is(200).has("Show it to the staff").hasNot("陈美玲", "tea")

	c.redeem(typed, 8850)
	v.get(voucher+"/state").is(200).has("has been used", "Coast", "¥88.50", "+88").hasNot("hx-trigger", "<html")
	v.get(voucher).is(200).has("has been used").hasNot("hx-trigger", "<svg class=\"qr\"")
	v.get("/vouchers").is(200).has("no vouchers to use").hasNot("tea")
	v.get("/vouchers?tab=used").is(200).has("tea", "at Coast")
	v.get("/points").is(200).has("+88", "Spending at a partner", "88 points", "until 30 Nov 2027")

	v.post("/signout", url.Values{}).is(303, "/")
	v.get("/").is(200).has("You are signed out")
	v.get("/home").is(303, "/signin?next=%2Fhome")

	// Back again: the same answer as for a stranger, then straight to the page asked for.
	c.now = c.now.Add(2 * time.Minute)
	v.post("/signin", url.Values{"destination": {"+86 138-0013-8001"}, "next": {"/offers?kind=sports"}}).is(303, "/signin/code?next=%2Foffers%3Fkind%3Dsports")
	v.post("/signin/code", url.Values{"code": {c.code()}, "next": {"/offers?kind=sports"}}).is(303, "/offers?kind=sports")
	v.get("/offers?kind=sports").is(200).has("One swim").hasNot("Dinner mains")
	v.get("/").is(303, "/home")
	v.get("/signin?next=/points").is(303, "/points")
}

// wrong answers another code of six digits.
func wrong(code string) string {
	if code[0] == '0' {
		return "1" + code[1:]
	}
	return "0" + code[1:]
}

// redeem redeems a voucher at the till.
func (c *club) redeem(typed string, bill int64) {
	c.t.Helper()
	actor := c.till().Actor()
	code, _ := db.ParseCode(typed)
	_, err := c.store.RedeemVoucher(ctx, actor, code, &bill, "redeem-redeem-redeem")
	c.ok(err)
}

// till answers a session at the till.
func (c *club) till() *db.Session {
	c.t.Helper()
	token := c.tillToken()
	s, err := c.store.Session(ctx, db.MerchantDoor, token)
	c.ok(err)
	c.ok(c.store.ChooseOutlet(ctx, s.Actor(), c.outlet))
	s, err = c.store.Session(ctx, db.MerchantDoor, token)
	c.ok(err)
	return s
}

func (c *club) tillToken() string {
	c.t.Helper()
	to := db.Destination{Phone: "+8613900000001"}
	c.ok(c.store.AddTill(ctx, db.SystemActor, c.outlet, "李店员", to))
	browser, err := c.store.RequestCode(ctx, db.MerchantDoor, "", to, db.Hans, db.Client{})
	c.ok(err)
	entry, err := c.store.EnterCode(ctx, db.MerchantDoor, browser, c.code(), db.Client{})
	c.ok(err)
	return entry.Token
}

// TestHomes claims homes that the register does not give to the member.
func TestHomes(t *testing.T) {
	c := newClub(t)
	owner, other := c.join("陈美玲", "13800138001"), c.join("陈美玲", "13800138003")
	home := url.Values{"community": {itoa(c.community)}, "building": {"3"}, "stair": {"2"}, "room": {"1802"}}
	owner.post("/homes/new", home).is(303, "/homes")
	owner.get("/homes").is(200).has("You are now an owner")
	// The name is right and the phone is not: it waits, and both the member and the staff learn that others are there.
	waits := other.post("/homes/new", home).is(303).Header().Get("Location")
	other.get(waits).is(200).has("already, so our staff will look", "Being checked", "Other members are verified").hasNot("13800138001", "138****8001")
	other.get("/homes").is(200).has(waits, "Being checked", "Other members are verified").hasNot("13800138001", "138****8001")
	other.get("/home").is(200).has("We are checking your home", "Friend")
	home.Set("room", strings.Repeat("9", 21))
	other.post("/homes/new", home).is(422).has("too long")
	claims, err := c.store.Claims(ctx, other.session().Member.ID)
	c.ok(err)
	c.ok(c.store.DecideClaim(ctx, db.SystemActor, claims[0].ID, false, "The contract names another <owner>."))
	other.get("/homes").is(200).has("Not approved", "names another &lt;owner&gt;")
	other.get(waits).is(200).has("Not approved", "names another &lt;owner&gt;", "Claim it again")
	other.get("/home").is(200).has("Your home was not approved")
	if claims, _ := c.store.Claims(ctx, owner.session().Member.ID); len(claims) != 1 || claims[0].State != db.ClaimVerified {
		t.Errorf("the owner's claim: %+v", claims)
	}
}
