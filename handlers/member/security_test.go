package member_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

const password = "a long sentence of mine"

// message answers the newest message of the template that waits to be sent.
func (c *club) message(template string) (m db.Message) {
	c.t.Helper()
	jobs, err := c.store.LeaseJobs(ctx, 50)
	c.ok(err)
	for _, j := range jobs {
		if was, ok, err := j.Message(); err != nil {
			c.t.Fatal(err)
		} else if ok && was.Template == template {
			m = was
		}
		c.ok(c.store.FinishJob(ctx, j))
	}
	if m.Template == "" {
		c.t.Fatalf("no %s was sent", template)
	}
	return m
}

// TestPassword sets a password and signs in with it.
func TestPassword(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	other := c.visitor()
	other.get("/signin?next=/offers").is(200).has(`href="/signin/password?next=%2Foffers"`)
	other.post("/signin/password", url.Values{"login": {"13800138001"}, "password": {password}}).is(422).has("not right").hasNot(password)
	v.get("/me/security").is(200).has("You have none")
	v.post("/me/password", url.Values{"password": {"short"}}).is(422).has("10 to 200").hasNot("short")
	v.post("/me/password", url.Values{"password": {"1234567890"}}).is(422).has("the first that anybody would try", `href="#f-password"`).hasNot("1234567890")
	v.post("/me/password", url.Values{"password": {"+86 13800138001"}}).is(422).has("Your own phone").hasNot("13800138001")
	v.post("/me/password", url.Values{"password": {password}}).is(303, "/me/security")
	v.get("/me/security").is(200).has("password is saved", "You have one")
	other.post("/signin/password", url.Values{"login": {"１３８００１３８００１"}, "password": {password}, "next": {"/points"}}).is(303, "/points")
	other.get("/points").is(200)

	// An hour later a change asks for a proof first, and leads back.
	c.now = c.now.Add(time.Hour)
	v.get("/me/password").is(303, "/me/confirm?next=%2Fme%2Fpassword")
	v.post("/me/password", url.Values{"password": {"another sentence"}}).is(303, "/me/confirm?next=%2Fme%2Fpassword")
	v.get("/me/confirm?next=/me/password").is(200).has("Send a code to 138****8001", `name="current"`).hasNot("13800138001")
	v.get("/me/confirm/code").is(303, "/me/confirm?next=%2Fme%2Fsecurity")
	v.post("/me/confirm", url.Values{"to": {"email"}}).is(404)
	v.post("/me/confirm", url.Values{"to": {"phone"}, "next": {"/me/password"}}).is(303, "/me/confirm/code?next=%2Fme%2Fpassword")
	v.post("/me/confirm", url.Values{"to": {"phone"}, "next": {"/me/password"}}).is(303, "/me/confirm/code?next=%2Fme%2Fpassword") // at once: it is good still
	code := c.message("code.confirm").Args["code"]
	v.get("/me/confirm/code?next=/me/password").is(200).has("138****8001")
	v.post("/me/confirm/code", url.Values{"code": {wrong(code)}, "next": {"/me/password"}}).is(422).has("not right")
	v.post("/me/confirm/code", url.Values{"code": {code}, "next": {"//evil.example"}}).is(303, "/me/security")
	v.get("/me/password").is(200)
	c.now = c.now.Add(time.Hour)
	v.post("/me/confirm/password", url.Values{"current": {"wrong"}, "next": {"/me/password"}}).is(422).has("present password is not right")
	v.post("/me/confirm/password", url.Values{"current": {password}, "next": {"/me/password"}}).is(303, "/me/password")
	v.get("/me/password").is(200)
}

// TestAliases gives up a phone of a merged membership, by which its member signs in too.
func TestAliases(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	c.now = c.now.Add(2 * time.Minute)
	other := c.join("李芸", "13700000001")
	_, err := c.store.MergeMembers(ctx, db.SystemActor, v.session().Member.ID, other.session().Member.ID, "同一人")
	c.ok(err)
	page := v.get("/me/security").is(200).has("138****8001", "from before the merge", "137****0001").hasNot("13700000001")
	remove := "/me/aliases/" + page.between("/me/aliases/", "/phone/remove") + "/phone/remove"
	v.post(remove, url.Values{}).is(303, "/me/security")
	v.get("/me/security").is(200).has("It no longer signs you in").hasNot("137****0001")
	v.post(remove, url.Values{}).is(303, "/me/security")
}

// TestContacts changes the phone by the pages: proven at the old end, then at the new.
func TestContacts(t *testing.T) {
	c := newClub(t)
	c.join("李芸", "13700000001")
	v := c.join("陈美玲", "13800138001")
	c.now = c.now.Add(2 * time.Minute)
	v.get("/me/contacts/fax").is(404)
	v.get("/me/contacts/phone/new").is(303, "/me/contacts/phone")
	v.get("/me/contacts/phone/code").is(303, "/me/contacts/phone/new")
	v.post("/me/contacts/phone/new", url.Values{"destination": {"13900000009"}}).is(422).has("Ask for a new one")
	v.get("/me/contacts/phone").is(200).has("Change your mobile number", "138****8001").hasNot("13800138001")
	v.post("/me/contacts/phone", url.Values{}).is(303, "/me/contacts/phone/proof")
	code := c.message("code.change").Args["code"]
	v.post("/me/contacts/phone", url.Values{}).is(303, "/me/contacts/phone/proof") // the code that was sent is good still
	v.get("/me/contacts/phone/proof").is(200).has("138****8001")
	v.post("/me/contacts/phone/proof", url.Values{"code": {wrong(code)}}).is(422).has("not right")
	v.post("/me/contacts/phone/proof", url.Values{"code": {code}}).is(303, "/me/contacts/phone/new")
	v.get("/me/contacts/phone/proof").is(303, "/me/contacts/phone/new")
	v.post("/me/contacts/phone/new", url.Values{"destination": {"12"}}).is(422).has("valid mobile number")
	v.post("/me/contacts/phone/new", url.Values{"destination": {"me@example.com"}}).is(422).has("valid mobile number", "me@example.com")
	v.post("/me/contacts/phone/new", url.Values{"destination": {"13800138001"}}).is(422).has("the present one")
	// Another member's number: a code goes there, and whoever cannot read it learns nothing.
	v.post("/me/contacts/phone/new", url.Values{"destination": {"13700000001"}}).is(303, "/me/contacts/phone/code")
	code = c.message("code.change").Args["code"]
	v.post("/me/contacts/phone/code", url.Values{"code": {wrong(code)}}).is(422).has("not right").hasNot("another account")
	v.post("/me/contacts/phone/code", url.Values{"code": {code}}).is(422).has("belongs to another account", `href="#f-destination"`, `action="/me/contacts/phone/new"`, "13700000001")
	v.get("/me/contacts/phone/code").is(303, "/me/contacts/phone/new")

	// The old end stays proven. A code that does not come is asked for again where it is typed.
	v.get("/me/contacts/phone/new").is(200).has("a code there by SMS")
	v.post("/me/contacts/phone/code/resend", url.Values{}).is(303, "/me/contacts/phone/new")
	v.post("/me/contacts/phone/new", url.Values{"destination": {"13900000009"}}).is(303, "/me/contacts/phone/code")
	v.get("/me/contacts/phone/code").is(200).has("139****0009", "in 60 seconds", `action="/me/contacts/phone/code/resend"`).hasNot("13900000009")
	v.post("/me/contacts/phone/new", url.Values{"destination": {"13900000009"}}).is(303, "/me/contacts/phone/code")
	v.post("/me/contacts/phone/code/resend", url.Values{}).is(422).has("Wait 60 seconds", `name="code"`, "139****0009")
	c.now = c.now.Add(time.Minute)
	v.post("/me/contacts/phone/code/resend", url.Values{}).is(303, "/me/contacts/phone/code")
	v.get("/me/contacts/phone/code").is(200).has("A new code has been sent", "139****0009")
	v.post("/me/contacts/phone/code", url.Values{"code": {c.message("code.change").Args["code"]}}).is(303, "/me/security")
	v.get("/me/security").is(200).has("139****0009", "Both the old and the new have been told")
}

// TestPhoneChangedHands comes by a phone whose member has not been here for long.
func TestPhoneChangedHands(t *testing.T) {
	c := newClub(t)
	c.join("陈美玲", "13800138001")
	c.now = c.now.Add(100 * 24 * time.Hour)
	arrive := func() *visitor {
		c.now = c.now.Add(time.Hour)
		v := c.visitor()
		v.post("/signin", url.Values{"destination": {"13800138001"}, "next": {"/points"}}).is(303, "/signin/code?next=%2Fpoints")
		v.post("/signin/code", url.Values{"code": {c.code()}, "next": {"/points"}}).is(303, "/signin/known?next=%2Fpoints")
		return v
	}
	c.visitor().get("/signin/known").is(303, "/signin")
	v := arrive()
	v.get("/join").is(303, "/signin/known")
	v.get("/signin/known?next=/points").is(200).has("It has been a while", "Take 138****8001 off its former member?", "do not: your membership").hasNot("陈", "0138001", "0013 8001")
	v.post("/signin/known", url.Values{"who": {"王小明"}, "next": {"/points"}}).is(422).has("4 more tries", "王小明")
	v.post("/signin/known", url.Values{"who": {"陈美玲"}, "next": {"/points"}}).is(303, "/points")
	v.get("/points").is(200)

	c.now = c.now.Add(100 * 24 * time.Hour)
	v = arrive()
	v.post("/signin/known/free", url.Values{}).is(303, "/join")
	v.get("/join/person").is(200).has("The number is free").hasNot("陈美玲")
	v.post("/signin/known/free", url.Values{}).is(303, "/join")
	v.post("/join/person", url.Values{"name": {"王小明"}, "adult": {"1"}}).is(303, "/join/place")
	v.post("/join/place", url.Values{"locale": {"en"}}).is(303, "/join/agree")
	v.post("/join/agree", c.agreed()).is(303, "/homes/new")
	if a := v.get("/home").is(200).has("王小明"); strings.Contains(a.Body.String(), "陈美玲") {
		t.Error("the new holder sees the old member")
	}
}
