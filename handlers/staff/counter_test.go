package staff

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

// codeSent answers the newest code of the template that waits to be sent.
func (w *people) codeSent(template string) (code string) {
	w.t.Helper()
	for _, j := range must(w.LeaseJobs(w.t.Context(), 50)) {
		if m, ok, err := j.Message(); err == nil && ok && m.Template == template {
			code = m.Args["code"]
		}
	}
	if code == "" {
		w.t.Fatalf("no %s was sent", template)
	}
	return code
}

// guest answers the counter's form as it is filled in: the versions of the texts are those on the page.
func (p *person) guest(name, destination string, community any, more ...string) []string {
	p.w.t.Helper()
	form := append([]string{"destination", destination, "name", name, "community", fmt.Sprint(community), "adult", "1", "terms", "1", "privacy", "1"}, more...)
	for _, m := range versionField.FindAllStringSubmatch(p.get("/staff/members/new").body, -1) {
		form = append(form, m[1], m[2])
	}
	return form
}

var versionField = regexp.MustCompile(`name="(terms_version|privacy_version)" value="([^"]+)"`)

// A guest at the counter becomes a member with the code that they read out, and with nothing less.
func TestCounter(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	w.member(phone, "陈小明", w.bay)
	p, reader := w.staff("service@club.test", db.Service, 0), w.staff("reader@club.test", db.Reader, 0)
	reader.get("/staff/members/new").want(403)
	reader.post("/staff/members/new", "destination", "13900000001").want(403)
	p.get("/staff/members").want(200, `href="/staff/members/new"`)
	p.get("/staff/members/new").want(200, "The guest is 18 or older", ">None<")
	p.post("/staff/members/new", "destination", "12345", "name", "", "community", "nowhere").
		want(422, "Error:", "valid mobile number", "Enter a name", "18", "terms", `value="12345"`)
	guest := p.guest("王小明", "１３９０００００００１", w.bay, "locale", "zh-Hant", "news", "email")
	p.post("/staff/members/new", guest...).want(200, "139****0001", `name="news" value="email"`, `name="name" value="王小明"`, "reads out").without("13900000001<")
	code := w.codeSent("code.join")
	wrong := "000000"
	if code == wrong {
		wrong = "111111"
	}
	p.post("/staff/members/new/code", append(guest, "do", "back")...).want(200, `value="王小明"`, `name="destination"`, "Send the guest a code")
	p.post("/staff/members/new/code", append(guest, "do", "again")...).want(422, "just", "139****0001", `name="code"`)
	p.post("/staff/members/new/code", append(guest, "code", wrong)...).want(422, "not right", `name="name" value="王小明"`, "139****0001").without(wrong + `"`)
	young := append([]string{"code", code}, guest[:6]...)
	p.post("/staff/members/new/code", young...).want(422, "18", `value="王小明"`, `name="destination"`)
	done := p.post("/staff/members/new/code", append(guest, "code", code)...)
	if !strings.HasPrefix(done.to, "/staff/members/") || done.code != http.StatusSeeOther {
		t.Fatalf("%d %q %s", done.code, done.to, done.body)
	}
	if page := p.get(done.to).want(200, "王小明", "Yunqi Bay"); strings.Count(page.body, "Not agreed") != 3 { // nobody ticked them
		t.Errorf("consents: %s", page.body)
	}
	p.post("/staff/members/new/code", append(guest, "code", code)...).want(422) // a retry joins nobody twice
	if acts := w.acts(); acts[0] != "member.joined" {
		t.Errorf("acts: %v", acts)
	}
	guest[1], w.now = phone, w.now.Add(time.Minute)
	p.post("/staff/members/new", guest...).want(200, "reads out") // who is a member is not told before the code
	p.post("/staff/members/new/code", append(guest, "code", w.codeSent("code.join"))...).want(422, "a member already")
}

// Staff of one community join people there alone.
func TestCounterReach(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("bay@club.test", db.Service, w.bay)
	p.get("/staff/members/new").want(200, "Yunqi Bay").without("Green Hill", "No community")
	guest := func(community any) []string { return p.guest("王小明", "13900000001", community) }
	p.post("/staff/members/new", guest(w.bay)...).want(200, "reads out")
	code := w.codeSent("code.join")
	for _, community := range []any{"", w.hill} {
		p.post("/staff/members/new/code", append(guest(community), "code", code)...).want(422, "Choose a community")
	}
	p.post("/staff/members/new/code", append(guest(w.bay), "code", code)...).want(303)
}

// Two tabs, two guests, one cookie: neither form joins the other guest, and its page says what to do.
func TestCounterTwoTabs(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("service@club.test", db.Service, 0)
	one, two := p.guest("王小明", "13900000001", w.bay), p.guest("李小红", "13900000002", w.bay)
	p.post("/staff/members/new", one...).want(200, "139****0001")
	p.post("/staff/members/new", two...).want(200, "139****0002")
	code := w.codeSent("code.join")
	p.post("/staff/members/new/code", append(one, "code", code)...).
		want(422, "a code to another guest", `value="王小明"`, `value="13900000001"`, `action="/staff/members/new"`).without("李小红", code)
	done := p.post("/staff/members/new/code", append(two, "code", code)...).want(303)
	p.get(done.to).want(200, "李小红", "139****0002").without("王小明")
}

// What comes into force between the two pages is shown to the guest before they agree to it.
func TestCounterTexts(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("service@club.test", db.Service, 0)
	old := p.guest("王小明", "13900000001", w.bay)
	p.post("/staff/members/new", old...).want(200, `name="terms_version" value="2026-11"`, `name="privacy_version" value="2026-11"`)
	code := w.codeSent("code.join")
	ctx, sys := t.Context(), db.SystemActor
	page := must(w.TextPage(ctx, sys, db.Terms))
	must(0, w.EditText(ctx, sys, db.Terms, db.Draft{Hans: "# 一\n新条款", En: "# One\nNew terms", Seen: page.Draft.Revision()}))
	must(w.PublishText(ctx, sys, db.Terms, "2026-11-21", must(w.TextPage(ctx, sys, db.Terms)).Draft.Revision()))
	for _, path := range []string{"/staff/members/new/code", "/staff/members/new"} {
		p.post(path, append(old, "code", code)...).
			want(422, "A newer version has just come into force", `value="王小明"`, `name="terms_version" value="2"`, `href="/terms"`, `checked id="f-adult"`, `action="/staff/members/new"`).without(`checked id="f-terms"`, `checked id="f-privacy"`)
	}
	p.post("/staff/members/new/code", append(p.guest("王小明", "13900000001", w.bay), "code", code)...).want(303)
}

// sendMembers posts a file as the form of members from before does.
func (p *person) sendMembers(name string, body []byte) page {
	p.w.t.Helper()
	var buf bytes.Buffer
	form := multipart.NewWriter(&buf)
	if name != "" {
		must(must(form.CreateFormFile("file", name)).Write(body))
	}
	_ = form.Close()
	r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/staff/members/imports", &buf)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Accept-Language", "en")
	return p.ask(r)
}

// Members of before come along by a file: a dry run first, then all in one act.
func TestMemberImport(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("admin@club.test", db.Admin, 0)
	w.staff("service@club.test", db.Service, 0).get("/staff/members/imports").want(403)
	p.get("/staff/members").want(200, `href="/staff/members/imports"`)
	p.get("/staff/members/imports").want(200, "CSV or XLSX").without("Files so far")
	p.sendMembers("", nil).want(422, "Choose a file", "Error:")
	p.sendMembers("empty.csv", nil).want(422, "Error:")
	p.sendMembers("x.csv", []byte("phone\n13900000001\n")).want(422, "no column of names")
	p.sendMembers("big.csv", bytes.Repeat([]byte("a,b\n"), 6<<20)).want(413, "CSV or XLSX")

	file := "姓名,手机,等级,积分,楼盘\n<b>司马甲</b>,13900000001,金,1200,云栖湾\n司马乙,13900000002,,,\n司马丙,123,,,\n司马丁,13900000004,,,远方\n"
	at := p.sendMembers("会员.csv", []byte(file))
	if !strings.HasPrefix(at.to, "/staff/members/imports/") {
		t.Fatal(at)
	}
	p.get(at.to).want(200, "会员.csv", "Take in 2 members", "1,200", "Record 4", "Record 5", "139****0001", "Gold").without("13900000001", "<b>司马")
	w.staff("other@club.test", db.Admin, 0).get(at.to).want(404)
	p.get("/staff/members/imports").want(200, "waits to be confirmed", at.to)
	p.get(at.to+"/refused.csv").want(200, "4,Mobile", "5,Community,There is no such community.")
	p.post(at.to + "/confirm").leads(at.to)
	p.get(at.to).want(200, "会员.csv", "1,200", "Taken in on", "Record 4").without("Take in 2")
	p.get(at.to+"/refused.csv").want(200, "4,Mobile")
	p.post(at.to+"/confirm").want(422, "taken in or dropped already")
	p.get("/staff/members/imports").want(200, "2 members, 1,200 points").without("waits to be confirmed")

	again := p.sendMembers("会员.csv", []byte(file)).to
	p.get(again).want(200, "nobody to take in").without("/confirm")
	p.post(again + "/drop").leads("/staff/members/imports")
	p.post(again + "/drop").leads("/staff/members/imports")
	p.get(again).want(404)
	p.get("/staff/members/imports/" + strings.Repeat("9", 30)).want(404)
	p.get("/staff/members").want(200, "司马甲", "司马乙", "2 members").without("司马丙", "司马丁")
}
