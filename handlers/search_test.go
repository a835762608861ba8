package handlers_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"clubhouse/db"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The desk's search: each line leads to a record, nothing is shown in full that lists mask, and what cannot be looked for
// is told in a sentence.
func TestSearchPage(t *testing.T) {
	t.Parallel()
	w := filled(t)
	admin, scoped := w.people["staff admin"], w.staff("elsewhere", db.Service, mustInt(w.one("SELECT id FROM communities WHERE register_name = '翠岭'")))
	merchants := w.staff("partners", db.MerchantDesk, 0)
	her, voucher := w.names["/staff/members/:id"], w.names["/staff/vouchers/:id"]
	v := got(w.store.Voucher(t.Context(), 0, mustInt(voucher)))(w)
	for _, c := range []struct {
		who        *browsing
		typed      string
		status     int
		holds, not []string
	}{
		{admin, "", 200, []string{"What you can search for", "wxm"}, nil},
		{admin, "陳", 200, []string{`href="/en/staff/members/` + her, herName, "138****8000"}, []string{"13800138000"}},
		{admin, "cml", 200, []string{`href="/en/staff/members/` + her}, nil},
		{admin, "3-2-1802", 200, []string{`href="/en/staff/homes/` + w.one("SELECT id FROM homes WHERE room = '1802'"), "Building 3"}, nil},
		{admin, "ht1", 200, []string{"Contract HT1"}, []string{"HT2"}},
		{admin, strings.ToLower(db.FormatCode(v.Code)), 200, []string{`href="/en/staff/vouchers/` + voucher, herName, v.Code[8:], "Used"}, []string{v.Code}},
		{admin, "云栖餐", 200, []string{`href="/en/staff/merchants/`}, nil},
		{admin, "八折", 200, []string{`href="/en/staff/offers/`}, nil},
		{admin, "翠嶺", 200, []string{`href="/en/staff/communities/`}, nil},
		{admin, "龘龘", 200, []string{"Nothing was found"}, nil},
		{admin, "w", 422, []string{"Type a little more", `value="w"`}, nil},
		{admin, strings.Repeat("长", 101), 422, []string{"at most 100 characters, and this has 101"}, nil},
		{admin, `"><script>`, 200, []string{"Nothing was found"}, []string{"<script>"}},
		{scoped, "陈", 200, []string{"Nothing was found"}, nil},
		{scoped, v.Code, 200, []string{"Nothing was found"}, []string{herName}},
		{scoped, "云栖湾 3-2-1802", 200, []string{"Nothing was found"}, nil},
		{merchants, "陈", 200, []string{"Nothing was found"}, nil},
		{merchants, v.Code, 200, []string{`href="/en/staff/vouchers/` + voucher}, []string{herName, "陈*玲"}},
	} {
		a := c.who.get("/en/staff/search?q=" + url.QueryEscape(c.typed))
		if a.Code != c.status {
			t.Errorf("%q: %d", c.typed, a.Code)
		}
		body := a.Body.String()
		found := body[max(0, strings.Index(body, "data-found")):] // what was typed stands in its field
		for _, s := range c.holds {
			if !strings.Contains(body, s) {
				t.Errorf("%q: the page lacks %q", c.typed, s)
			}
		}
		for _, s := range c.not {
			if strings.Contains(found, s) {
				t.Errorf("%q: the page has %q", c.typed, s)
			}
		}
	}
	trace := admin.get("/en/staff/vouchers/" + voucher).Body.String()
	for _, s := range []string{herName, "…\u2060" + v.Code[8:], "Redeemed", "Claimed", "云栖餐厅一店", "Version of the terms", `href="/en/staff/members/` + her} {
		if !strings.Contains(trace, s) {
			t.Errorf("the trace lacks %q", s)
		}
	}
	if strings.Contains(trace, v.Code) || strings.Contains(trace, db.FormatCode(v.Code)) {
		t.Error("the trace tells the code")
	}
	if a := merchants.get("/en/staff/vouchers/" + voucher); a.Code != 200 || strings.Contains(a.Body.String(), "/staff/members/") || strings.Contains(a.Body.String(), herName) {
		t.Errorf("the trace tells of a member who may not be read: %d", a.Code)
	}
}

// The search from wherever one is, by keys alone: a character, an arrow, Enter.
func TestSearchPalette(t *testing.T) {
	needs(t, "chromium")
	t.Parallel()
	c := newCity(t)
	member := newBrowser(t, c.url)
	member.open("/en/signin")
	member.fill("destination", ownerPhone)
	member.fill("code", c.code(ownerPhone))
	member.fill("name", "陳美玲", "adult", "✓")
	member.fill("locale", "✓")
	member.fill("terms", "✓", "privacy", "✓")

	desk := newBrowser(t, c.url)
	desk.screen(1280, 800)
	digits, err := db.TOTP(c.admin, time.Now().Unix())
	desk.check("authenticator", err)
	desk.open("/en/staff/signin")
	desk.fill("login", adminEmail, "password", adminPassword, "second", digits)
	desk.sees("林晓")
	desk.open("/en/staff/offers")
	desk.tab(`main a[href*="/staff/offers/"]`)
	ctrlK := func() { desk.do("Ctrl K", chromedp.KeyEvent("k", chromedp.KeyModifiers(kb.ModifierCtrl))) }
	const opened = `document.querySelector("dialog[open]") !== null && document.activeElement.matches("dialog [role=combobox]")`
	waits := func(what string) {
		t.Helper()
		for range 300 {
			if desk.is(what) {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Fatalf("%s: never %s", desk.location(), what)
	}
	options := func(n string) string {
		return `document.querySelectorAll("#palette-list [role=option]").length ` + n
	}
	ctrlK()
	waits(opened)
	if !desk.is(options("> 5")) {
		t.Error("the places are not listed")
	}
	desk.key("aud")
	waits(options("=== 1") + ` && document.querySelector("#palette-list [role=option]").pathname === "/en/staff/audit"`)
	desk.key(kb.Escape)
	waits(`!document.querySelector("dialog[open]")`)
	if !desk.is(`document.activeElement.matches('main a[href*="/staff/offers/"]')`) {
		t.Error("the focus does not go back to where it was")
	}
	desk.key("/")
	waits(opened)
	desk.key("a") // what is selected goes
	waits(`document.querySelector(".palette .say").textContent.startsWith("Type a little more")`)
	desk.do("a character", chromedp.Evaluate[chromedp.Void](`(() => {
		const e = document.querySelector("dialog[open] input"); e.value = "陈"; e.dispatchEvent(new InputEvent("input", {bubbles: true})) })()`))
	waits(options("=== 1") + ` && document.querySelector(".palette .say").textContent === "1 found"`)
	desk.key(kb.ArrowDown)
	if !desk.is(`document.getElementById(document.activeElement.getAttribute("aria-activedescendant")).getAttribute("aria-selected") === "true"`) {
		t.Error("nobody is told which one is chosen")
	}
	desk.key(kb.Enter)
	desk.sees("陳美玲", "Timeline")
	if !strings.Contains(desk.location(), "/en/staff/members/") {
		t.Errorf("Enter leads to %s", desk.location())
	}
	ctrlK()
	waits(opened)
	desk.key("xm")
	desk.enter() // nothing chosen: the page
	desk.sees("Nothing was found")
	desk.noSideways()

	desk.scriptsOff()
	desk.screen(1280, 800)
	desk.open("/en/staff")
	desk.press(`.rail a[href="/en/staff/search"]`)
	desk.fill("q", "chen")
	desk.sees("陳美玲")
}
