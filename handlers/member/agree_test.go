package member_test

import (
	"archive/zip"
	"bytes"
	"net/url"
	"testing"
	"time"

	"clubhouse/db"
)

// brought takes 李芸 in from a file of members from before, and signs them in by phone on the way to /points.
func (c *club) brought() *visitor {
	c.t.Helper()
	file := "name,phone,tier,points,language\n李芸,13900139001,gold,1200,English\n"
	id, err := c.store.UploadMembers(ctx, db.SystemActor, "members.csv", []byte(file))
	c.ok(err)
	_, err = c.store.ConfirmMembers(ctx, db.SystemActor, id)
	c.ok(err)
	v := c.visitor()
	v.post("/signin", url.Values{"destination": {"13900139001"}, "next": {"/points"}}).is(303)
	v.post("/signin/code", url.Values{"code": {c.code()}, "next": {"/points"}}).is(303, "/signin/known?next=%2Fpoints")
	v.post("/signin/known", url.Values{"who": {"李芸"}, "next": {"/points"}}).is(303, "/points")
	return v
}

// Whom the club brought along from before is led to the terms from wherever they come, and goes on where they wanted to.
func TestAgree(t *testing.T) {
	c := newClub(t)
	v := c.brought()
	v.get("/points").is(303, "/me/agree?next=%2Fpoints")
	v.post("/me/consents", url.Values{"news": {"sms"}}).is(303, "/me/agree")
	v.get("/me/agree?next=/points").is(200).has("Your membership, tier and points have come along", `name="next" value="/points"`)
	v.get("/me/agree?next=//evil.example").is(200).hasNot(`value="//evil`)
	agreed := c.agreed()
	agreed.Set("next", "/points")
	part := url.Values{"terms": {"1"}, "next": {"/points"}, "news": {"sms"}, "terms_version": agreed["terms_version"], "privacy_version": agreed["privacy_version"]}
	v.post("/me/agree", part).is(422).has("Error:", `value="sms" checked`)
	v.get("/points").is(303, "/me/agree?next=%2Fpoints")
	old := url.Values{"terms": {"1"}, "privacy": {"1"}, "terms_version": {"an older one"}, "privacy_version": agreed["privacy_version"]}
	v.post("/me/agree", old).is(422)
	v.post("/me/agree", agreed).is(303, "/points")
	v.post("/me/agree", agreed).is(303, "/points")
	v.get("/points").is(200).has("1,200")
	v.get("/me/agree").is(303, "/home")
}

// Who does not agree sees what the club holds of them, takes it along and leaves all the same, or thinks better of it. Agreeing
// is asked for nowhere on the way.
func TestLeaveUnagreed(t *testing.T) {
	c := newClub(t)
	v := c.brought()
	v.get("/me/agree").is(200).has(`href="/me/privacy"`, "You do not agree?")
	v.get("/zh-Hans/me/agree").is(200).has("不同意？", "或退会。")
	v.get("/zh-Hant/me/agree").is(200).has("不同意？", "或退會。")
	v.get("/me/privacy").is(200).has("Download my data", "Leave the club", "Nothing yet.")
	c.now = c.now.Add(time.Hour)
	v.get("/me/data").is(303, "/me/privacy")
	v.post("/me/data", url.Values{}).is(303, "/me/confirm?next=%2Fme%2Fdata")
	v.get("/me/confirm?next=/me/data").is(200).has("139****9001")
	v.confirm()
	data := v.post("/me/data", url.Values{}).is(200)
	if z, err := zip.NewReader(bytes.NewReader(data.Body.Bytes()), int64(data.Body.Len())); err != nil || len(z.File) == 0 {
		t.Errorf("the data: %v", err)
	}
	c.now = c.now.Add(time.Hour)
	v.get("/me/leave").is(303, "/me/confirm?next=%2Fme%2Fleave")
	v.confirm()
	v.get("/me/leave").is(200).has("1,200 points", "14 days")
	v.post("/me/leave", url.Values{}).is(422).has("Tick the box")
	v.post("/me/leave", url.Values{"sure": {"1"}}).is(303, "/me/leave")
	v.get("/me/leave").is(200).has("Your membership ends on", "Stay in the club")
	v.get("/me/privacy").is(200).has("Your membership ends on")
	v.post("/me/leave/stay", url.Values{}).is(303, "/home")
	v.get("/home").is(303, "/me/agree?next=%2Fhome")
	v.get("/me/agree?next=/home").is(200).has("Good that you stay")
	v.get("/me/privacy").is(200).hasNot("Your membership ends on")
	v.post("/me/leave", url.Values{"sure": {"1"}}).is(303, "/me/leave")
	if s := v.session(); s.Member.Agreed || s.Member.LeavesAt == 0 {
		t.Errorf("who leaves: %+v", s.Member)
	}
	c.now = c.now.Add(15 * 24 * time.Hour)
	_, err := c.store.EraseDue(ctx, 10)
	c.ok(err)
	v.get("/me/privacy").is(303, "/signin?next=%2Fme%2Fprivacy")
}

// Whose community ends between the pages of joining is led back to where another is chosen.
func TestJoinCommunityEnded(t *testing.T) {
	c := newClub(t)
	v := c.visitor()
	v.post("/signin", url.Values{"destination": {"13900139001"}}).is(303)
	v.post("/signin/code", url.Values{"code": {c.code()}}).is(303)
	v.post("/join/person", url.Values{"name": {"李芸"}, "adult": {"1"}}).is(303)
	v.post("/join/place", url.Values{"community": {itoa(c.community)}, "locale": {"en"}}).is(303, "/join/agree")
	places, err := c.store.Places(ctx)
	c.ok(err)
	for _, p := range places {
		p.Ended = true
		_, err := c.store.SaveCommunity(ctx, db.SystemActor, p)
		c.ok(err)
	}
	v.post("/join/agree", c.agreed()).is(422).has("Choose a community from the list", `action="/join/place"`, `value="en" checked`)
	v.post("/join/place", url.Values{"locale": {"en"}}).is(303, "/join/agree")
	v.post("/join/agree", c.agreed()).is(303)
}

// A birthday is set, put right within a day, shown while it cannot be changed, and taken out at any time.
func TestBirthday(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	v.get("/me").is(200).has("Birthday", `name="birth_month"`, "for 24 hours; then it stays as it is for a year").hasNot("Remove my birthday", `name="birth_year" required`)
	v.get("/me").hasNot(`autocomplete="bday-year" id="f-birth_year" name="birth_year" required`)
	v.get("/zh-Hans/me").has("保存后 24 小时内可以更正，之后一年内不能再改")
	for _, bad := range []url.Values{
		{"birth_month": {"02"}, "birth_day": {"30"}}, {"birth_month": {"03"}}, {}} {
		v.post("/me/birthday", bad).is(422).has("no such day", "Error:", `href="#f-birthday"`)
	}
	for year, words := range map[string]string{"x": "four digits", "57": "four digits", "1890": "four digits", "2099": "18 or older. Check the year", "2015": "18 or older. Check the year"} {
		v.post("/me/birthday", url.Values{"birth_month": {"03"}, "birth_day": {"05"}, "birth_year": {year}}).is(422).
			has(words, `href="#f-birth_year"`, `id="f-birth_year-error"`, `value="`+year+`"`).hasNot("no such day", "Tick")
	}
	v.post("/me/birthday", url.Values{"birth_month": {"02"}, "birth_day": {"29"}}).is(303, "/me")
	v.get("/me").is(200).has("You can correct it until", "cannot be changed before 21 Nov 2027", `name="birth_month"`, "Remove my birthday")
	v.post("/me/birthday", url.Values{"birth_month": {"02"}, "birth_day": {"28"}}).is(303, "/me")
	c.now = c.now.Add(25 * time.Hour)
	v.get("/me").is(200).has("28 Feb", "It can be changed from 21 Nov 2027", `href="#no-birthday"`, `action="/me/birthday/remove"`, "cannot set another before 21 Nov 2027").
		hasNot(`name="birth_month"`, `action="/me/birthday"`)
	v.post("/me/birthday", url.Values{"birth_month": {"03"}, "birth_day": {"05"}}).is(422).has("once a year")
	v.post("/me/birthday/remove", url.Values{}).is(303, "/me")
	v.get("/me").is(200).has("Your birthday is removed", "It can be changed from 21 Nov 2027").hasNot("28 Feb", "Remove my birthday")
}
