package handlers_test

import (
	"strings"
	"testing"
	"time"

	"clubhouse/db"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focused tells of the element that has the focus: what is wrong with it, or "".
const focused = `(() => {
	const e = document.activeElement
	if (!e || e === document.body) return ""
	const box = e.getBoundingClientRect(), name = e.outerHTML.slice(0, 150)
	if (!e.matches(":focus-visible, input[type=date]:focus-within")) return "not seen to have the focus: " + name
	const s = getComputedStyle(e)
	if ((s.outlineStyle === "none" || s.outlineWidth === "0px") && s.boxShadow === "none" && !e.matches("main, .verdict, .faults")) return "no ring around: " + name
	if (box.width < 1 || box.height < 1 || box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) return "out of sight: " + name
	const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)
	const on = document.elementFromPoint(x, y)
	if (on && on.closest(".tabs-bar, header") && !e.closest(".tabs-bar, header, .skip")) return "under the bar: " + name
	return ""
})()`

// key presses keys as a hand does: what a key down has done, its character does not do again.
func (b *browser) key(keys string) {
	b.t.Helper()
	for _, r := range keys {
		for _, e := range kb.Encode(r) {
			if e.Type == kb.KeyDown {
				e.Type = kb.KeyRawDown
			}
			_, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, *e)
			b.check("press a key", err)
		}
	}
}

// enter presses Enter and waits for the page that follows.
func (b *browser) enter() {
	b.t.Helper()
	_, err := chromedp.RunResponse(b.ctx, chromedp.KeyEvent(kb.Enter))
	b.check("Enter", err)
}

func (b *browser) is(what string) bool {
	b.t.Helper()
	yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](what))
	b.check(what, err)
	return yes
}

// tab presses Tab until the focus is on what the selector finds, and looks at each stop: each is in sight, with a ring.
func (b *browser) tab(selector string) {
	b.t.Helper()
	for range 80 {
		b.key(kb.Tab)
		wrong := ""
		for range 20 { // what comes into sight on its focus may take a moment
			var err error
			wrong, err = chromedp.Run(b.ctx, chromedp.Evaluate[string](focused))
			if b.check("look at the focus", err); wrong == "" {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if wrong != "" {
			b.t.Errorf("%s: %s", b.location(), wrong)
		}
		if b.is("document.activeElement.matches(`" + selector + "`)") {
			return
		}
	}
	b.t.Fatalf("%s: no Tab leads to %s", b.location(), selector)
}

// typed goes to fields by Tab, types into them, and sends the form with Enter from the last. A value of "✓" ticks, "↓"
// chooses the first of a list.
func (b *browser) typed(pairs ...string) {
	b.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		field := `main [name="` + pairs[i] + `"]`
		if !b.is("document.activeElement.matches(`" + field + "`)") {
			b.tab(field)
		}
		switch pairs[i+1] {
		case "✓":
			b.key(" ")
		case "↓":
			b.key(kb.ArrowDown)
		default:
			b.key(pairs[i+1])
		}
	}
	b.enter()
}

// The whole path without a mouse: join, claim a home and an offer, redeem by a typed code, sign in at the desk, ask
// before a number is shown, edit an offer.
func TestKeyboard(t *testing.T) {
	needs(t, "chromium")
	t.Parallel()
	c := newCity(t)
	member := newBrowser(t, c.url)
	member.open("/en/")
	member.tab("a.skip")
	member.key(kb.Enter)
	if !member.is(`document.activeElement.id === "main"`) {
		t.Error("the way to the content does not lead there")
	}
	member.tab(`a[href$="/signin"]`)
	member.enter()
	member.typed("destination", ownerPhone)
	member.typed("code", c.code(ownerPhone))
	member.typed("name", "陳美玲", "adult", "✓")
	member.typed("community", "↓", "locale", "✓")
	member.typed("terms", "✓", "privacy", "✓")
	member.typed("community", "↓", "building", "3", "stair", "1", "room", "1802")
	member.sees("Verified")
	member.open("/en/offers")
	member.tab(`main a[href*="/offers/"]`)
	member.enter()
	member.tab(`form[action$="/claims"] button`)
	member.enter()
	member.sees("20% off dinner")
	code, err := chromedp.Run(member.ctx, chromedp.Evaluate[string](`document.body.innerText.match(/\b[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}\b/)[0]`))
	member.check("the code in words", err)

	till := newBrowser(t, c.url)
	till.open("/en/merchant")
	till.typed("destination", tillPhone)
	till.typed("code", c.code(tillPhone))
	till.typed("code", strings.ToLower(code))
	till.sees("陳*玲")
	till.typed("bill", "88")
	till.sees("88")

	desk := newBrowser(t, c.url)
	desk.screen(1280, 800)
	digits, err := db.TOTP(c.admin, time.Now().Unix())
	desk.check("authenticator", err)
	desk.open("/en/staff/signin")
	desk.typed("login", adminEmail, "password", adminPassword, "second", digits)
	desk.sees("林晓")
	desk.open("/en/staff/members")
	desk.tab(`main tbody a[href*="/staff/members/"]`)
	desk.enter()
	desk.tab(`a[href="#reveal"]`)
	desk.key(kb.Enter)
	for range 12 { // Tab goes round in the dialog, and to the browser's own controls, never behind it
		desk.key(kb.Tab)
		if !desk.is(`document.activeElement === document.body || !!document.activeElement.closest("dialog[open]")`) {
			t.Fatal("Tab leads out of an open dialog")
		}
	}
	desk.key(kb.Escape)
	if !desk.is(`!document.querySelector("dialog[open]") && document.activeElement.matches('a[href="#reveal"]')`) {
		t.Error("Escape does not close the dialog and go back to what opened it")
	}
	desk.key(kb.Enter)
	desk.typed("reason", "the member asked")
	desk.sees(ownerPhone)
}
