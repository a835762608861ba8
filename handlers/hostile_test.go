package handlers_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers"
)

// nasty are values that no form expects.
var nasty = []string{
	"", " ", "\x00", "a\x00b", "\xff\xfe\xfd", "\xed\xa0\x80", "\u202eevil", "\u2028", strings.Repeat("长", 10_000), strings.Repeat("A", 10_000), "-1", "0",
	"9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e309", "NaN", "0x10", "１２", "١٢", "1,000,000,000,000", "99999-12-31T00:00",
	"0000-00-00", "9999-12-31T23:59", "2026-02-30T25:61", "//evil.test", `/\evil.test`, "/\r\nX-Evil: 1", "/ok\nSet-Cookie: a=b", "https://evil.test", "javascript:alert(1)",
	"%", "%zz", "%00", "../../etc/passwd", "'; DROP TABLE members; --", "{{7*7}}", "${7*7}", "%!s(int=1)", "zh-Hans", "all", "live", "split", "percent", "7", "255",
}

// fields are the names that the club's forms and addresses use.
var fields = strings.Fields(`_token next destination code name adult terms locale community news service newest key how bill outlet login password second totp reason decision
	name_hans name_hant name_en city_hans city_en register_name register_city parent brand ended kind phone address_hans title_hans title_en terms_hans value payer
	club_share shown_from claim_from claim_to redeem_to redeem_days weekdays hour_from hour_to classes tiers communities outlets joined_days price stock per_member
	per_member_day per_home state do merchant letters time_zone currency hotline bill_points lot_months building stair room city_name owner place_0 brand_0 q before
	after tab waiting class tier grant id contract handover id4`)

// TestMalformed sends each route what no browser would, and looks for answers that are the club's own fault.
func TestMalformed(t *testing.T) {
	t.Parallel()
	w := filled(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	whose := map[db.Door]*browsing{"": w.people["anonymous"], db.MemberDoor: w.people["member A"], db.MerchantDoor: w.people["till A"], db.StaffDoor: w.people["staff admin"]}
	for tries := range 10 {
		for _, r := range handlers.Routes(w.app, nil) {
			if leavesLast(r) {
				continue
			}
			path := w.path(r.Path)
			if tries%3 == 2 && strings.Contains(r.Path, ":") { // an id that is none
				i := strings.IndexByte(r.Path, ':')
				path = path[:i] + url.PathEscape(nasty[rnd.IntN(len(nasty))]) + r.Path[i+len(regexp.MustCompile(`^[^/]*`).FindString(r.Path[i:])):]
			}
			form := url.Values{}
			for range 4 + rnd.IntN(30) {
				form.Add(fields[rnd.IntN(len(fields))], nasty[rnd.IntN(len(nasty))])
			}
			if r.Method == http.MethodGet {
				for k, v := range form {
					if len(v[0]) > 2000 {
						delete(form, k)
					}
				}
				path += "?" + form.Encode()
			}
			body, kind := malformedBody(rnd, tries, form)
			var raw bytes.Buffer
			fmt.Fprintf(&raw, "%s %s HTTP/1.1\r\nHost: club.test\r\nContent-Type: %s\r\nContent-Length: %d\r\nSec-Fetch-Site: same-origin\r\nAccept-Language: en\r\n\r\n%s",
				r.Method, path, kind, len(body), body)
			q, err := http.ReadRequest(bufio.NewReader(&raw))
			if err != nil {
				continue // the server's own 400
			}
			q.RemoteAddr = client().Address + ":1"
			for k, v := range whose[r.Who.Door].cookies {
				q.AddCookie(&http.Cookie{Name: k, Value: v})
			}
			a := httptest.NewRecorder()
			w.handler.ServeHTTP(a, q)
			if a.Code >= 500 {
				t.Errorf("%s %s: %d\n%s\n%q", r.Method, r.Path, a.Code, kind, body[:min(len(body), 3000)])
			}
			if to := a.Header().Get("Location"); strings.HasPrefix(to, "//") || strings.HasPrefix(to, `/\`) || to != "" && to[0] != '/' || a.Header().Get("X-Evil") != "" {
				t.Errorf("%s %s leads to %q", r.Method, path, to)
			}
			if strings.HasPrefix(a.Header().Get("Content-Type"), "text/html") && regexp.MustCompile(`(href|action|src)="(//|/\\\\|javascript)`).MatchString(a.Body.String()) {
				t.Errorf("%s %s links to another site", r.Method, path)
			}
		}
	}
	if s := w.log.all(); strings.Contains(s, "panic") || strings.Contains(s, "level=ERROR") {
		i := max(strings.Index(s, "level=ERROR"), 0)
		t.Errorf("the log: %s", s[i:min(len(s), i+3000)])
	}
	// What was kept is text, and what is shown is.
	for table, columns := range map[string]string{"offer_versions": "title_hans || terms_hans", "merchants": "name_hans", "brands": "name_hans", "members": "name"} {
		if n := w.one("SELECT COUNT(*) FROM " + table + " WHERE instr(" + columns + ", char(0)) > 0"); n != "0" {
			t.Errorf("%s %s holds NULs", n, table)
		}
	}
}

// malformedBody answers a form in one of the ways in which forms can be broken.
func malformedBody(rnd *rand.Rand, tries int, form url.Values) (body, kind string) {
	switch tries % 7 {
	case 0, 1, 2:
		return form.Encode(), "application/x-www-form-urlencoded"
	case 3:
		b := make([]byte, 2000)
		for i := range b {
			b[i] = byte(rnd.Uint32())
		}
		return string(b), []string{"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json", ""}[rnd.IntN(4)]
	case 4:
		var parts strings.Builder
		for k, v := range form {
			fmt.Fprintf(&parts, "--x\r\nContent-Disposition: form-data; name=%q; filename=%q\r\n\r\n%s\r\n", k, "../"+v[0][:min(len(v[0]), 100)], v[0])
		}
		for range 300 { // deep
			parts.WriteString("--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n")
		}
		return parts.String(), "multipart/form-data; boundary=x"
	case 5:
		return "a=%&b=%zz&;c=%u1234&" + strings.Repeat("d=1&", 5000), "application/x-www-form-urlencoded"
	}
	return `{"a":` + strings.Repeat("[", 5000), "multipart/form-data"
}

// TestOddPaths asks for what there is not, by odd spellings and methods.
func TestOddPaths(t *testing.T) {
	t.Parallel()
	w := filled(t)
	her := w.people["member A"]
	for _, path := range []string{"/nothing", "/%2e%2e/home", "/home/", "//evil.test/%2e%2e", "/home%00", "/%ff%fe", "/en//evil.test", "/offers/%2F%2Fevil", "/zh-Hans/zh-Hant/home", "/en", "/static/../../go.mod", "/static/%2e%2e/x", "/." + strings.Repeat("/x", 900)} {
		a := her.get(path)
		if a.Code != 404 && !(path == "/en" && a.Code < 400) {
			t.Errorf("%s: %d", path, a.Code)
		}
		if strings.Contains(a.Body.String(), `="//`) {
			t.Errorf("%s: links to another site", path)
		}
	}
	for _, l := range []struct{ prefix, lost, method string }{
		{"/zh-Hans", "找不到", ""}, {"/zh-Hant", "找不到", ""}, {"/en", "not", ""},
	} {
		a := her.get(l.prefix + "/nothing")
		if a.Code != 404 || !strings.Contains(a.Body.String(), `lang="`+l.prefix[1:]+`"`) || !strings.Contains(a.Body.String(), l.lost) {
			t.Errorf("%s: %d %s", l.prefix, a.Code, a.Body.String()[:min(a.Body.Len(), 300)])
		}
		for _, method := range []string{"PUT", "DELETE", "PATCH", "POST", "TRACE", "QUERY"} {
			if a := her.send(method, l.prefix+"/home", nil); a.Code != 405 || !strings.Contains(a.Body.String(), `lang="`+l.prefix[1:]+`"`) || a.Header().Get("Allow") == "" {
				t.Errorf("%s %s/home: %d, Allow %q", method, l.prefix, a.Code, a.Header().Get("Allow"))
			}
		}
	}
}

// TestOddMethods asks for every route by methods that none has, OPTIONS among them: refused by the hallway, with what
// the route would take, and told in the log. But who comes by GET to where a form goes is led to its page.
func TestOddMethods(t *testing.T) {
	t.Parallel()
	w := filled(t)
	takes := map[string][]string{}
	for _, r := range handlers.Routes(w.app, nil) {
		takes[r.Path] = append(takes[r.Path], r.Method)
	}
	for path, methods := range takes {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "QUERY", "options"} {
			if slices.Contains(methods, method) || method == "HEAD" && slices.Contains(methods, "GET") {
				continue
			}
			was := len(w.log.all())
			a := w.people["staff admin"].send(method, w.path(path), nil)
			if method == "GET" && a.Code == 303 { // a form's address leads to the form's page, and that there is
				if to := w.people["staff admin"].send("GET", a.Header().Get("Location"), nil); to.Code == 404 || to.Code == 405 || a.Header().Get("Content-Security-Policy") == "" {
					t.Errorf("GET %s: to %s: %d", path, a.Header().Get("Location"), to.Code)
				}
				continue
			}
			allow := strings.Split(a.Header().Get("Allow"), ", ")
			if a.Code != 405 || slices.Contains(allow, "OPTIONS") || slices.ContainsFunc(methods, func(m string) bool { return !slices.Contains(allow, m) }) {
				t.Errorf("%s %s: %d, Allow %q", method, path, a.Code, allow)
			}
			if a.Header().Get("Content-Security-Policy") == "" || a.Header().Get("X-Request-Id") == "" {
				t.Errorf("%s %s: %v", method, path, a.Header())
			}
			if line := w.log.all()[was:]; !strings.Contains(line, "method="+method) || !strings.Contains(line, "status=405") {
				t.Errorf("%s %s: the log says %q", method, path, line)
			}
		}
	}
	if a := w.people["anonymous"].send("OPTIONS", "/nothing", nil); a.Code != 404 {
		t.Errorf("OPTIONS of no page: %d", a.Code)
	}
}

// TestFormPages comes by GET to where forms go, as the address bar says after a refusal: to the page of the form.
func TestFormPages(t *testing.T) {
	t.Parallel()
	w := filled(t)
	for _, c := range []struct{ at, want string }{
		{"/signin/code/resend", "/signin/code"}, {"/me/birthday", "/me"}, {"/zh-Hans/me/birthday", "/zh-Hans/me"}, {"/me/lost-phone", "/me/security"}, {"/me/sessions/7/end", "/me/security"},
		{"/households/7/invitations", "/households/7"}, {"/households/7/members/8/remove", "/households/7"}, {"/households/%2F%2Fevil/invitations", "/households/%2F%2Fevil"},
		{"/homes/7/photos/8/drop", "/homes/7"}, {"/me/contacts/phone/code/resend", "/me/contacts/phone/code"}, {"/notices/read", "/notices"}, {"/offers/7/claims", "/offers/7"},
		{"/staff/work/7/resend", "/staff/work"}, {"/signout", ""},
	} {
		a := w.people["member A"].get(c.at)
		if want := map[bool]int{true: 405, false: 303}[c.want == ""]; a.Code != want || a.Header().Get("Location") != c.want {
			t.Errorf("%s: %d to %s, want %s", c.at, a.Code, a.Header().Get("Location"), c.want)
		}
		if a := w.people["member A"].send("HEAD", c.at, nil); a.Code != 405 {
			t.Errorf("HEAD %s: %d", c.at, a.Code)
		}
	}
}

// TestHead asks for the headers of each page: they are the page's, and nothing follows them.
func TestHead(t *testing.T) {
	t.Parallel()
	w := filled(t)
	server := httptest.NewServer(w.handler)
	defer server.Close()
	direct := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, r := range handlers.Routes(w.app, nil) {
		if r.Method != http.MethodGet {
			continue
		}
		for _, who := range []string{"anonymous", "member A", "till A", "staff admin"} {
			ask := func(method string) (*http.Response, int) {
				q, err := http.NewRequestWithContext(t.Context(), method, server.URL+w.path(r.Path), nil)
				w.ok(err)
				for k, v := range w.people[who].cookies {
					q.AddCookie(&http.Cookie{Name: k, Value: v})
				}
				a, err := direct.Do(q)
				w.ok(err)
				defer a.Body.Close()
				body, err := io.ReadAll(a.Body)
				w.ok(err)
				return a, len(body)
			}
			page, _ := ask(http.MethodGet)
			head, bytes := ask(http.MethodHead)
			if head.StatusCode != page.StatusCode || head.Header.Get("Location") != page.Header.Get("Location") || head.Header.Get("Content-Type") != page.Header.Get("Content-Type") || bytes != 0 {
				t.Errorf("%s as %s: GET %d to %q, HEAD %d to %q and %d bytes", r.Path, who, page.StatusCode, page.Header.Get("Location"), head.StatusCode, head.Header.Get("Location"), bytes)
			}
		}
	}
}

// endless is a body that tells how much of it was read.
type endless struct{ left, read int64 }

func (e *endless) Read(p []byte) (int, error) {
	n := min(int64(len(p)), e.left)
	if n == 0 {
		return 0, io.EOF
	}
	e.left -= n
	e.read += n
	for i := range p[:n] {
		p[i] = 'a'
	}
	return int(n), nil
}

// TestLargeBodies sends a hundred megabytes, told and untold.
func TestLargeBodies(t *testing.T) {
	w := filled(t)
	server := httptest.NewServer(w.handler)
	defer server.Close()
	whose := map[db.Door]*browsing{"": w.people["anonymous"], db.MemberDoor: w.people["member A"], db.MerchantDoor: w.people["till A"], db.StaffDoor: w.people["staff admin"]}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, r := range handlers.Routes(w.app, nil) {
		if r.Method == http.MethodGet {
			continue
		}
		for _, told := range []bool{true, false} {
			body := &endless{left: 100 << 20}
			q := httptest.NewRequestWithContext(t.Context(), r.Method, "http://club.test"+w.path(r.Path), body)
			q.ContentLength = map[bool]int64{true: 100 << 20, false: -1}[told]
			q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			q.Header.Set("Sec-Fetch-Site", "same-origin")
			for k, v := range whose[r.Who.Door].cookies {
				q.AddCookie(&http.Cookie{Name: k, Value: v})
			}
			a := httptest.NewRecorder()
			w.handler.ServeHTTP(a, q)
			if told && (a.Code != 413 || body.read > 0) || !told && a.Code >= 500 || body.read > max(r.Body, 64<<10)+64<<10 {
				t.Errorf("%s (told: %v): %d, %d read", r.Path, told, a.Code, body.read)
			}
			if leavesLast(r) {
				break // untold bodies do not stop a route that looks at none
			}
		}
	}
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 512<<20 {
		t.Errorf("%d MB were taken in all", grown>>20)
	}
	// Over a real connection: the answer comes, and the connection ends.
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	w.ok(err)
	defer conn.Close()
	w.ok(conn.SetDeadline(time.Now().Add(5 * time.Second)))
	fmt.Fprintf(conn, "POST /signin HTTP/1.1\r\nHost: club.test\r\nAccept-Language: zh-HK\r\nContent-Length: %d\r\n\r\n", 100<<20)
	a, err := http.ReadResponse(bufio.NewReader(conn), nil)
	w.ok(err)
	defer a.Body.Close()
	page, _ := io.ReadAll(a.Body)
	if a.StatusCode != 413 || !bytes.Contains(page, []byte(`lang="zh-Hant"`)) {
		t.Errorf("%d %s", a.StatusCode, page)
	}
}
