package staff

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"

	"github.com/labstack/echo/v4"
)

// people is a club with two communities, a register and a desk, on its own file.
type people struct {
	*db.Store
	t         *testing.T
	now       time.Time
	e         *echo.Echo
	file      string
	bay, hill int64 // communities
}

// person is one of the staff, with a browser.
type person struct {
	w       *people
	login   string
	secret  string
	codes   []string
	cookies map[string]string
}

// page is what a request was answered with.
type page struct {
	t    *testing.T
	code int
	body string
	to   string // where a redirect leads
}

const register = "项目,城市,楼栋,单元,房号,业主姓名,联系电话,合同编号\n" +
	"云栖湾,杭州,3栋,2,1802,陈美玲,13800000001,HT1\n" +
	"云栖湾,杭州,5栋,1,0901,王建国/李芸,13800000002/13800000003,HT2\n" +
	"翠岭,宁波,8栋,1,301,周敏,13800000004,HT3\n"

func newPeople(t *testing.T) *people {
	t.Helper()
	ctx := t.Context()
	w := &people{t: t, now: time.Date(2026, 11, 21, 2, 0, 0, 0, time.UTC), file: filepath.Join(t.TempDir(), "club.db")}
	store, err := db.Open(ctx, db.Options{
		URL: w.file, Secret: []byte("a secret of at least 32 bytes....."), Clock: func() time.Time { return w.now },
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	w.Store = store
	brand := must(store.SaveBrand(ctx, db.SystemActor, db.Brand{Name: db.Text{Hans: "云栖"}}))
	w.bay = must(store.SaveCommunity(ctx, db.SystemActor, db.Community{Brand: brand, Name: db.Text{Hans: "云栖湾", En: "Yunqi Bay"}, City: db.Text{Hans: "杭州"}}))
	w.hill = must(store.SaveCommunity(ctx, db.SystemActor, db.Community{Brand: brand, Name: db.Text{Hans: "翠岭", En: "Green Hill"}, City: db.Text{Hans: "宁波"}}))
	file := must(db.ReadRegister(strings.NewReader(register), int64(len(register)), nil))
	must(store.ImportRegister(ctx, db.SystemActor, file, "owners.csv", []byte("hash"), func(db.RegisterPlace) int64 { return brand }))
	base, _ := url.Parse("http://club.test")
	app := web.New(store, web.Settings{Base: base}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	w.e = echo.New()
	app.Mount(w.e, Routes(app))
	return w
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// staff makes one of the staff who has set everything up and is signed in.
func (w *people) staff(login string, role db.Role, community int64) *person {
	w.t.Helper()
	inv := db.Invitation{Email: login, Name: strings.Split(login, "@")[0], Locale: db.En, Role: role, Scope: db.ScopeAll}
	if community != 0 {
		inv.Scope, inv.ScopeID = db.ScopeCommunity, community
	}
	token := must(w.InviteStaff(w.t.Context(), db.SystemActor, inv))
	p := &person{w: w, login: login, cookies: map[string]string{}}
	p.secret = must(w.Setup(w.t.Context(), token)).Secret
	got := p.post("/staff/setup/"+token, "password", password, "totp", p.totp())
	if got.code != http.StatusOK {
		w.t.Fatalf("setup: %d %s", got.code, got.body)
	}
	p.codes = codeForm.FindAllString(got.body, -1)
	return p
}

const password = "a good long password"

var codeForm = regexp.MustCompile(`\b[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}\b`)

func (p *person) totp() string { return must(db.TOTP(p.secret, p.w.now.Unix())) }

// member makes a member who has joined with the phone, and answers their id and session.
func (w *people) member(phone, name string, community int64) *db.Session {
	w.t.Helper()
	ctx, c := w.t.Context(), db.Client{Address: "192.0.2.7"}
	to := must(db.ParseDestination(phone, "CN"))
	browser := must(w.RequestCode(ctx, db.MemberDoor, "", to, db.Hans, c))
	code := ""
	for _, j := range must(w.LeaseJobs(ctx, 50)) {
		if m, ok, err := j.Message(); err == nil && ok && m.To == to {
			code = m.Args["code"]
		}
	}
	must(w.EnterCode(ctx, db.MemberDoor, browser, code, c))
	token := must(w.JoinMember(ctx, browser, db.Joining{Name: name, Adult: true, Terms: true, Privacy: true, SMS: true, Locale: db.Hans, Community: community}, c))
	return must(w.Session(ctx, db.MemberDoor, token))
}

func (w *people) claim(m *db.Session, community int64, building, stair, room string) db.Claim {
	w.t.Helper()
	return must(w.ClaimHome(w.t.Context(), m.Actor(), must(db.ParseAddress(community, building, stair, room))))
}

func (p *person) do(method, path string, form ...string) page {
	p.w.t.Helper()
	values := url.Values{}
	for i := 0; i+1 < len(form); i += 2 {
		values.Add(form[i], form[i+1])
	}
	r := httptest.NewRequestWithContext(context.Background(), method, path, strings.NewReader(values.Encode()))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Accept-Language", "en")
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return p.ask(r)
}

// ask has the person's browser send the request.
func (p *person) ask(r *http.Request) page {
	for k, v := range p.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	rec := httptest.NewRecorder()
	p.w.e.ServeHTTP(rec, r)
	for _, c := range rec.Result().Cookies() {
		if p.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(p.cookies, c.Name)
		}
	}
	return page{p.w.t, rec.Code, rec.Body.String(), rec.Header().Get("Location")}
}

func (p *person) get(path string) page { p.w.t.Helper(); return p.do(http.MethodGet, path) }

func (p *person) post(path string, form ...string) page {
	p.w.t.Helper()
	return p.do(http.MethodPost, path, form...)
}

func (g page) want(code int, has ...string) page {
	g.t.Helper()
	if g.code != code {
		g.t.Errorf("status %d, want %d: %s", g.code, code, g.body)
	}
	for _, s := range has {
		if !strings.Contains(g.body, s) {
			g.t.Errorf("%q is missing in %s", s, g.body)
		}
	}
	return g
}

func (g page) without(not ...string) page {
	g.t.Helper()
	for _, s := range not {
		if strings.Contains(g.body, s) {
			g.t.Errorf("%q must not be in %s", s, g.body)
		}
	}
	return g
}

func (g page) leads(to string) {
	g.t.Helper()
	if g.code != http.StatusSeeOther || g.to != to {
		g.t.Errorf("%d to %q, want 303 to %q", g.code, g.to, to)
	}
}

// acts answers the acts of the log, the newest first.
func (w *people) acts() (acts []string) {
	rows, err := w.NewestActs(w.t.Context(), db.SystemActor, 100)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, r := range rows {
		acts = append(acts, r.Act)
	}
	return acts
}

func recordPath(m *db.Session) string { return fmt.Sprintf("/staff/members/%d", m.Member.ID) }

func claimPath(c db.Claim) string { return fmt.Sprintf("/staff/claims/%d", c.ID) }
