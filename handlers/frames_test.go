package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"clubhouse/db"
)

// Whoever is signed in keeps the frame of their door when something goes wrong, with a way on in it.
func TestErrorFrames(t *testing.T) {
	t.Parallel()
	w := filled(t)
	w.people["staff reader"] = w.staff("reader", db.Reader, 0)
	const tabs, till, desk = `class="tabs-bar"`, `/merchant/signout`, `/staff/signout`
	for _, c := range []struct {
		who, path string
		status    int
		frame, on string
	}{
		{"member A", "/nothing", 404, tabs, `href="/home"`},
		{"member A", "/offers/99", 404, tabs, `href="/home"`},
		{"member A", "/staff/nothing", 404, tabs, `href="/home"`},
		{"till A", "/merchant/nothing", 404, till, `href="/merchant"`},
		{"till A", "/merchant/redemptions/99", 404, till, "云栖餐厅一店"},
		{"staff admin", "/staff/nothing", 404, desk, `href="/staff"`},
		{"staff admin", "/staff/members/99", 404, desk, `href="/staff"`},
		{"staff admin", "/nothing", 404, desk, `href="/staff"`},
		{"staff reader", "/staff/club", 403, desk, `href="/staff"`},
		{"anonymous", "/nothing", 404, "", `href="/"`},
		{"anonymous", "/staff/nothing", 404, "", `href="/"`},
	} {
		a := w.people[c.who].send(http.MethodGet, c.path, nil)
		body := a.Body.String()
		if a.Code != c.status || !strings.Contains(body, c.on) {
			t.Errorf("%s at %s: %d, want %d and %s", c.who, c.path, a.Code, c.status, c.on)
		}
		for _, frame := range []string{tabs, till, desk} {
			if strings.Contains(body, frame) != (frame == c.frame) {
				t.Errorf("%s at %s: the frame %s: %v", c.who, c.path, frame, !(frame == c.frame))
			}
		}
	}
}
