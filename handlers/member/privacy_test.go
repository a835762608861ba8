package member_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

// TestTakeaway downloads all that is held on the member: each table as CSV with names that can be read, and JSON.
func TestTakeaway(t *testing.T) {
	c := newClub(t)
	v := c.join("=陈美玲", "13800138001")
	voucher := v.claim(c.free)
	v.post("/me/consents", url.Values{"news": {"sms"}}).is(303)
	v.post("/me/consents", url.Values{}).is(303)
	v.get("/zh-Hans/me/privacy").is(200).has("，2026-11 版（", ">退会<").hasNot("退出会所")
	v.get("/zh-Hant/me/privacy").is(200).has("退會").hasNot("退出會所")
	v.get("/me/privacy").is(200).has("Download my data", "Terms", "Marketing by SMS", "withdrawn", "Leave the club", "English")
	c.now = c.now.Add(time.Hour)
	v.post("/me/data", url.Values{}).is(303, "/me/confirm?next=%2Fme%2Fdata")
	v.get("/me/data").is(303, "/me/privacy")
	v.confirm()
	a := v.post("/me/data", url.Values{}).is(200)
	z, err := zip.NewReader(bytes.NewReader(a.Body.Bytes()), int64(a.Body.Len()))
	c.ok(err)
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		c.ok(err)
		b, err := io.ReadAll(r)
		c.ok(err)
		files[f.Name] = string(b)
	}
	if len(files) != 21 || !strings.Contains(files["Membership.csv"], "'=陈美玲") || !strings.Contains(files["Membership.csv"], "Number") ||
		!strings.Contains(files["Account.csv"], "+8613800138001") || !strings.Contains(files["Consents.csv"], "2026-11-21") {
		t.Errorf("the files: %d, %q %q", len(files), files["Membership.csv"], files["Account.csv"])
	}
	for name, text := range files {
		if head, _, _ := strings.Cut(text, "\r\n"); strings.Contains(name, ".csv") && (strings.Contains(head, ",,") || strings.Contains(head, "_")) {
			t.Errorf("%s has a column without a name: %s", name, head)
		}
		if name == ".csv" {
			t.Error("a table has no name")
		}
	}
	var data map[string][]map[string]any
	c.ok(json.Unmarshal([]byte(files["data.json"]), &data))
	if len(data["vouchers"]) != 1 || data["vouchers"][0]["id"] != strings.TrimPrefix(voucher, "/vouchers/") || data["members"][0]["name"] != "=陈美玲" {
		t.Errorf("the JSON: %v", data["vouchers"])
	}
}

// confirm proves anew who sits there.
func (v *visitor) confirm() {
	v.c.t.Helper()
	v.c.now = v.c.now.Add(2 * time.Minute)
	v.post("/me/confirm", url.Values{"to": {"phone"}}).is(303)
	v.post("/me/confirm/code", url.Values{"code": {v.c.message("code.confirm").Args["code"]}}).is(303)
}

// TestLeave leaves by the pages, changes one's mind, leaves again, and is gone.
func TestLeave(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	v.claim(c.free)
	v.get("/me/leave").is(200).has("1 vouchers", "your card and your number", "14 days").hasNot("points</li>")
	v.post("/me/leave", url.Values{}).is(422).has("Tick the box")
	v.post("/me/leave", url.Values{"sure": {"1"}}).is(303, "/me/leave")
	v.get("/me/leave").is(200).has("Your membership ends on", "Stay in the club").hasNot(`name="sure"`)
	v.get("/home").is(200).has("Your membership ends on")
	v.get("/notices").is(200).has("You are leaving the club")
	v.post("/me/leave/stay", url.Values{}).is(303, "/home")
	v.get("/home").is(200).has("Good that you stay").hasNot("Your membership ends on")
	v.post("/me/leave/stay", url.Values{}).is(303, "/home")
	v.post("/me/leave", url.Values{"sure": {"1"}}).is(303, "/me/leave")
	c.now = c.now.Add(15 * 24 * time.Hour)
	_, err := c.store.EraseDue(ctx, 10)
	c.ok(err)
	v.get("/home").is(303, "/signin?next=%2Fhome")
	if m, err := c.store.MemberRecord(ctx, db.SystemActor, 0); err == nil {
		t.Error(m)
	}
	back := c.join("陈美玲", "13800138001")
	back.get("/vouchers").is(200).hasNot("Dinner mains")
}
