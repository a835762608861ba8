package handlers_test

import (
	"fmt"
	"strings"
	"testing"

	"clubhouse/db"
)

// A member reads the inbox: what is unread is told on each page, by word and number, and only a form marks it as read.
func TestInbox(t *testing.T) {
	t.Parallel()
	w := filled(t)
	her, him := w.people["member A"], w.people["member B"]
	first := w.names["/notices/:id"]
	page := func(b *browsing, path string) string {
		t.Helper()
		if !strings.HasPrefix(path, "/zh") {
			path = "/en" + path
		}
		a := b.get(path)
		if a.Code != 200 {
			t.Fatalf("%s: %d", path, a.Code)
		}
		return a.Body.String()
	}
	has := func(what, page string, yes bool, words ...string) {
		t.Helper()
		for _, s := range words {
			if strings.Contains(page, s) != yes {
				t.Errorf("%s: %q, want %v", what, s, yes)
			}
		}
	}
	for _, path := range []string{"/home", "/offers", "/vouchers", "/me", "/points", "/notices", "/notices/" + first} {
		has(path, page(her, path), true, `href="/en/notices"`, "1 unread")
	}
	has("another's", page(him, "/home"), false, "unread")
	has("an empty inbox", page(him, "/notices"), true, "No messages yet")
	inbox := page(her, "/notices")
	has("the inbox", inbox, true, "Your tier is Gold now.", ">Unread<", `action="/en/notices/`+first+`/read"`, "Mark all as read")
	has("in Chinese", page(her, "/zh-Hant/notices"), true, "您的會員等級現在是金會員。", "1 則未讀")

	if a := her.post("/en/notices/" + first + "/read"); a.Code != 303 || a.Header().Get("Location") != "/en/me" {
		t.Errorf("reading one: %d %s", a.Code, a.Header().Get("Location"))
	}
	if a := her.post("/notices/" + first + "/read"); a.Code != 303 { // twice
		t.Errorf("again: %d", a.Code)
	}
	has("once read", page(her, "/notices"), false, ">Unread<", "1 unread", "Mark all")
	if a := him.post("/notices/" + first + "/read"); a.Code != 404 {
		t.Errorf("another's: %d", a.Code)
	}

	for n := range 21 {
		w.ok(w.store.SetTier(t.Context(), db.SystemActor, her.actor.Member, db.Tiers[n%3], "x"))
	}
	inbox = page(her, "/notices")
	has("many", inbox, true, ">9+<", `rel="next"`)
	newest := w.one("SELECT MAX(id) FROM notices")
	has("many", inbox, true, `name="newest" value="`+newest+`"`)
	w.ok(w.store.SetTier(t.Context(), db.SystemActor, her.actor.Member, db.Jade, "x")) // while she reads
	if a := her.post("/notices/read", "newest", newest); a.Code != 303 || a.Header().Get("Location") != "/notices" {
		t.Errorf("reading all: %d", a.Code)
	}
	has("all but what came since", page(her, "/notices"), true, "1 unread", "Your tier is Jade now.")
	her.post("/notices/read", "newest", "x")
	has("a broken form", page(her, "/home"), true, "1 unread")

	desk := w.people["staff admin"]
	record := fmt.Sprint("/staff/members/", her.actor.Member)
	has("the record", page(desk, record), true, "/en"+record+"/notices")
	has("the desk keeps the record", page(desk, record+"/notices"), true, "138****8000", "Consents", "您的会员等级现在是玉会员。", "Not sent: the member has not agreed to it", "Not sent: the account has no such address")
}
