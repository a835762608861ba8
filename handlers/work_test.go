package handlers_test

import (
	"strings"
	"testing"

	"clubhouse/views/i18n"
)

// A message that was given up is sent again once, however often its button is pressed, and the page says each time what
// became of it.
func TestResendTwice(t *testing.T) {
	t.Parallel()
	w := filled(t)
	admin := w.people["staff admin"]
	page := func() string { return admin.send("GET", "/en/staff/work", nil).Body.String() }
	if p := page(); !strings.Contains(p, "/staff/work/4242/resend") || !strings.Contains(p, "138****8000") || strings.Contains(p, "13800138000") {
		t.Fatalf("the page: %s", p)
	}
	for _, said := range []string{"job_resent", "job_gone"} {
		a := admin.send("POST", "/en/staff/work/4242/resend", nil)
		if a.Code != 303 || a.Header().Get("Location") != "/en/staff/work" || !strings.Contains(a.Header().Get("Set-Cookie"), "="+said+";") {
			t.Errorf("%s: %d, %v", said, a.Code, a.Header())
		}
		if i18n.Flashes[said].En == "" || strings.Contains(page(), "/staff/work/4242/resend") {
			t.Errorf("%s: there are no words for it, or the message is there still", said)
		}
	}
	if n := w.one("SELECT COUNT(*) FROM audit WHERE act = 'job.resent'"); n != "1" {
		t.Errorf("sent again %s times", n)
	}
}
