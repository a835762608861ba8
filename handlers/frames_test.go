package handlers_test

import (
	"io"
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

// A photo or a register that is too large is told so on its own page, whether its size was told before or not; who may
// not send one learns no more than before.
func TestTooLargeFrames(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // a server clears what a form left there, a recorder does not
	w := filled(t)
	w.people["staff reader"] = w.staff("reader", db.Reader, 0)
	for _, c := range []struct {
		who, path string
		size      int64
		status    int
		has       []string
	}{
		{"staff admin", "/staff/register/uploads", 34 << 20, 413, []string{"32 MB", "f-file-error", "/staff/signout"}},
		{"till A", "/merchant/photos", 9 << 20, 413, []string{"8 MB", "f-photo-error", "/merchant/signout"}},
		{"staff admin", "/staff/club", 1 << 20, 413, []string{"/staff/signout", `href="/staff"`}},
		{"staff reader", "/staff/register/uploads", 34 << 20, 403, []string{"/staff/signout"}},
		{"anonymous", "/staff/register/uploads", 34 << 20, 401, []string{"/staff/signin"}},
	} {
		for _, told := range []bool{true, false} {
			body := &endless{left: c.size}
			a := w.people[c.who].send(http.MethodPost, c.path, nil, func(r *http.Request) {
				r.Body, r.ContentLength = io.NopCloser(io.MultiReader(strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n"), body)), -1
				if told {
					r.ContentLength = c.size
				}
				r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
			})
			if a.Code != c.status {
				t.Errorf("%s at %s (told: %v): %d, want %d", c.who, c.path, told, a.Code, c.status)
			}
			for _, s := range c.has {
				if !strings.Contains(a.Body.String(), s) {
					t.Errorf("%s at %s (told: %v): %q is missing", c.who, c.path, told, s)
				}
			}
		}
	}
}
