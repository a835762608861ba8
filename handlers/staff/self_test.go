package staff

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

// A colleague changes how they sign in with the present password and a second factor, and sees and ends their sessions.
func TestSelf(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("service@club.test", db.Service, 0)
	later := func() { w.now = w.now.Add(time.Minute) } // a code of the authenticator counts once
	later()
	p.get("/staff/me").want(200, "10")
	p.post("/staff/me/password", "password", "another good password", "current", "wrong", "second", p.totp()).
		want(422, "Error:", "not right").without("another good password", `value="wrong"`)
	later()
	p.post("/staff/me/password", "password", "short", "current", password, "second", p.totp()).want(422, "10 to 200")
	later()
	p.post("/staff/me/password", "password", "another good password", "current", password, "second", "000000").want(422)
	other := &person{w: w, login: p.login, secret: p.secret, cookies: map[string]string{}}
	later()
	other.post("/staff/signin", "login", p.login, "password", password)
	other.post("/staff/signin/second", "totp", other.totp())
	if other.get("/staff/me").code == http.StatusOK {
		p.get("/staff/me").want(200, "End all others")
	}
	later()
	p.post("/staff/me/password", "password", "another good password", "current", password, "second", p.totp()).leads("/staff/me")
	p.get("/staff/me").want(200, "password is saved")
	other.get("/staff/me").want(303) // a changed password ends the others
	later()
	codes := p.post("/staff/me/recovery", "current", "another good password", "second", p.totp()).want(200)
	if codeForm.FindString(codes.body) == "" {
		t.Error("no recovery codes are shown")
	}
	p.post("/staff/me/sessions/99/end").leads("/staff/me")
	p.post("/staff/me/passkeys/99/remove").leads("/staff/me")
	later()
	if to := p.post("/staff/me/authenticator", "current", "another good password", "second", p.totp()).to; !strings.HasPrefix(to, "/staff/setup/") {
		t.Errorf("another authenticator leads to %q", to)
	}
}

// A lost number is replaced after a document is seen, with a reason, and both ends are told.
func TestReplaceContact(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	chen := w.member("13800000001", "陈美玲", w.bay)
	w.member("13900000009", "李芸", w.bay)
	path := recordPath(chen) + "/contact"
	p := w.staff("service@club.test", db.Service, 0)
	w.staff("reader@club.test", db.Reader, 0).get(path).want(403)
	p.get(recordPath(chen)).want(200, path)
	p.get(path).want(200, "陈美玲").without("13800000001")
	p.post(path, "destination", "12", "document", "", "reason", "").want(422, "Error:", "valid mobile number", `value="12"`)
	p.post(path, "destination", "13700000007", "document", "", "reason", "").want(422, "Error:", `value="13700000007"`)
	document := regexp.MustCompile(`<option value="(\w+)"`).FindStringSubmatch(p.get(path).body)[1]
	p.post(path, "destination", "13900000009", "document", document, "reason", "Phone stolen").want(422)
	p.post(path, "destination", "13700000007", "document", document, "reason", "Phone stolen").leads(recordPath(chen))
	p.get(recordPath(chen)).want(200, "137****0007")
	told := map[string]bool{}
	for _, j := range must(w.LeaseJobs(t.Context(), 50)) {
		if m, ok, err := j.Message(); err == nil && ok && m.Template == "contact.changed" {
			told[m.To.String()] = true
		}
	}
	if !told["+8613800000001"] || !told["+8613700000007"] {
		t.Errorf("told: %v", told)
	}
}
