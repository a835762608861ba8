package handlers_test

import (
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// looks is a Chromium that is signed in at every door as those people are.
func (w *world) looks(people ...string) *browser {
	w.t.Helper()
	server := httptest.NewServer(w.handler)
	w.t.Cleanup(server.Close)
	const base = "http://club.test"
	b := newBrowser(w.t, base, chromedp.Flag("host-resolver-rules", "MAP club.test "+server.Listener.Addr().String()),
		chromedp.Flag("unsafely-treat-insecure-origin-as-secure", base))
	for _, name := range people {
		for cookie, value := range w.people[name].cookies {
			_, err := chromedp.Call(b.ctx, network.SetCookie, network.SetCookieParams{Name: cookie, Value: value, URL: b.base})
			b.check("a session", err)
		}
	}
	return b
}

// On a phone a list's filters are folded, so that its rows come first, and open by a press without scripts; at a desk they
// stand open.
func TestFoldedFilters(t *testing.T) {
	needs(t, "chromium")
	t.Parallel()
	b := filled(t).looks("staff admin")
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
