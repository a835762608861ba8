package handlers_test

import (
	_ "embed"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"clubhouse/db"
	"clubhouse/handlers/web"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// looks is a Chromium that is signed in as the person is.
func (who *browsing) looks(t *testing.T) *browser {
	t.Helper()
	server := httptest.NewServer(who.w.handler)
	t.Cleanup(server.Close)
	const base = "http://club.test"
	b := newBrowser(t, base, chromedp.Flag("host-resolver-rules", "MAP club.test "+server.Listener.Addr().String()),
		chromedp.Flag("unsafely-treat-insecure-origin-as-secure", base))
	for cookie, value := range who.cookies {
		_, err := chromedp.Call(b.ctx, network.SetCookie, network.SetCookieParams{Name: cookie, Value: value, URL: b.base})
		b.check("a session", err)
	}
	return b
}

// On a phone a list's filters are folded, so that its rows come first, and open by a press without scripts; at a desk they
// stand open.
func TestFoldedFilters(t *testing.T) {
	needs(t, "chromium")
	t.Parallel()
	b := filled(t).people["staff admin"].looks(t)
	const seen = `document.querySelector(".filters").checkVisibility()`
	b.open("/en/staff/members?tier=gold&q=chen")
	if b.is(seen) || !b.is(`document.querySelector(".fold .on").innerText.includes("2") && document.querySelectorAll(".chosen a").length === 2`) {
		t.Error("the filters are not folded, or nobody is told how many are on")
	}
	b.scriptsOff()
	b.open("/en/staff/members")
	b.do("unfold", chromedp.Click(chromedp.CSS(".fold summary")))
	if !b.is(seen) {
		t.Error("the filters do not open without scripts")
	}
	b.fill("q", "chen")
	b.sees("Search: chen", "1 member")
	b.screen(1280, 800)
	if !b.is(seen + ` && !document.querySelector(".fold").checkVisibility()`) {
		t.Error("at a desk the filters are folded")
	}
}

//go:embed testdata/axe-core/axe.min.js
var axe string

// rules has axe look at the page by what WCAG 2.2 asks at A and AA, and tells what breaks it, and where; a page that
// scrolls sideways too.
const rules = `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]}).then((found) => [
	...found.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(" | ")),
	...(document.documentElement.scrollWidth > innerWidth ? ["it scrolls sideways by " + (document.documentElement.scrollWidth - innerWidth) + " px"] : []),
].join("\n"))`

// Whoever can see, hear or press less can use every page of the club. Each is looked at once: the languages, the widths of
// a phone and a desk, and light and dark take turns, so that each door has all of them.
func TestPagesForEverybody(t *testing.T) {
	needs(t, "chromium")
	t.Parallel()
	w := filled(t)
	admin := w.people["staff admin"].actor
	struck := got(w.store.AddNote(t.Context(), admin, db.NewNote{On: db.Subject{Noun: db.OnMember, ID: w.people["member A"].actor.Member}, Kind: "phone", Text: "打错了", Key: web.NewKey()}))(w)
	w.ok(w.store.StrikeNote(t.Context(), admin, struck, "记在别人名下了"))
	doors := map[db.Door][]string{}
	who := map[db.Door]*browsing{db.MemberDoor: w.people["member A"], db.MerchantDoor: w.people["till A"], db.StaffDoor: w.people["staff admin"], "": w.people["anonymous"]}
	for _, line := range append(w.pages(), " /nothing", "staff /staff/nothing") {
		door, path, _ := strings.Cut(line, " ")
		a := who[db.Door(door)].get(path)
		// What is no page, but a part of one, a file or the way to another, is left out.
		if strings.HasPrefix(a.Body.String(), "<!doctype html>") && a.Code != http.StatusSeeOther {
			doors[db.Door(door)] = append(doors[db.Door(door)], path)
		}
	}
	for door, paths := range doors {
		t.Run("door "+string(door), func(t *testing.T) {
			t.Parallel()
			b := who[door].looks(t)
			for i, path := range paths {
				locale, wide, dark := db.Locales[i%3], i/3%2 == 1, i/6%2 == 1
				b.dark(dark)
				if b.screen(390, 844); wide {
					b.screen(1280, 900)
				}
				b.open("/" + string(locale) + path)
				b.do("axe", chromedp.Evaluate[chromedp.Void](axe))
				broken, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](rules, chromedp.EvalAwaitPromise))
				if b.check("axe", err); broken != "" {
					t.Errorf("%s, wide %t, dark %t: %s", b.location(), wide, dark, broken)
				}
			}
			t.Logf("%d pages", len(paths))
		})
	}
}
