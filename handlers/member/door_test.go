package member_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/member"
	"clubhouse/handlers/public"
	"clubhouse/handlers/web"

	"github.com/labstack/echo/v4"
)

var ctx = context.Background()

// club is a club with a community, a register, a merchant and offers.
type club struct {
	t                               *testing.T
	store                           *db.Store
	handler                         http.Handler
	now                             time.Time
	community, outlet               int64
	free, dear, owners, once, swims int64 // offers
}

func newClub(t *testing.T) *club {
	c := &club{t: t, now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
	var err error
	c.store, err = db.Open(ctx, db.Options{
		URL: filepath.Join(t.TempDir(), "club.db"), Secret: []byte(strings.Repeat("k", 32)), Clock: func() time.Time { return c.now }, Log: slog.New(slog.DiscardHandler),
	})
	c.ok(err)
	t.Cleanup(func() { c.store.Close() })
	app := web.New(c.store, web.Settings{Base: &url.URL{Scheme: "http", Host: "club.test"}}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	e := echo.New()
	app.Mount(e, append(public.Routes(app), member.Routes(app)...))
	c.handler = e
	c.fill()
	return c
}

func (c *club) ok(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

func (c *club) fill() {
	c.t.Helper()
	sys := db.SystemActor
	brand, err := c.store.SaveBrand(ctx, sys, db.Brand{Name: db.Text{Hans: "云栖"}})
	c.ok(err)
	c.community, err = c.store.SaveCommunity(ctx, sys, db.Community{Brand: brand, Name: db.Text{Hans: "云栖湾", En: "Cloud Bay"}, City: db.Text{Hans: "深圳", En: "Shenzhen"}})
	c.ok(err)
	csv := "community,city,building,stair,room,owner,phone\n云栖湾,深圳,3,2,1802,陈美玲,13800138001\n"
	f, err := db.ReadRegister(strings.NewReader(csv), int64(len(csv)), nil)
	c.ok(err)
	_, err = c.store.ImportRegister(ctx, sys, f, "owners.csv", []byte("hash"), func(db.RegisterPlace) int64 { return brand })
	c.ok(err)
	merchant, err := c.store.SaveMerchant(ctx, sys, db.Merchant{Kind: "restaurant", Name: db.Text{Hans: "云栖餐厅", En: "Yunqi Kitchen"}})
	c.ok(err)
	c.outlet, err = c.store.SaveOutlet(ctx, sys, db.Outlet{Merchant: merchant, Name: db.Text{Hans: "海岸店", En: "Coast"}, Address: db.Text{Hans: "海岸路 1 号", En: "1 Coast Road"}})
	c.ok(err)
	one := int64(1)
	c.free = c.offer(db.Offer{Merchant: merchant, Title: db.Text{Hans: "主餐八折", En: "Dinner mains"}, Kind: db.Percent, Value: 80})
	c.dear = c.offer(db.Offer{Merchant: merchant, Title: db.Text{Hans: "名厨晚宴", En: "Chef's table"}, Kind: db.Gift, Price: 500})
	c.owners = c.offer(db.Offer{Merchant: merchant, Title: db.Text{Hans: "业主下午茶", En: "Owners' tea"}, Kind: db.Gift, Classes: []db.Class{db.Owner}})
	c.once = c.offer(db.Offer{Merchant: merchant, Title: db.Text{Hans: "限量甜品", En: "Last dessert"}, Kind: db.Gift, Stock: &one})
	gym, err := c.store.SaveMerchant(ctx, sys, db.Merchant{Kind: "sports", Name: db.Text{Hans: "泳知", En: "Swim"}})
	c.ok(err)
	c.swims = c.offer(db.Offer{Merchant: gym, Title: db.Text{Hans: "游泳", En: "One swim"}, Kind: db.Gift, PerMember: 1})
}

func (c *club) offer(o db.Offer) int64 {
	c.t.Helper()
	now := c.now.Unix()
	o.State, o.Payer, o.ShownFrom, o.ClaimFrom, o.ClaimTo = db.OfferLive, "club", now-60, now-60, now+30*86400
	o.RedeemDays, o.Weekdays, o.HourTo = 30, 127, 1440
	id, err := c.store.SaveOffer(ctx, db.SystemActor, o)
	c.ok(err)
	return id
}

// code answers the newest one-time code that was sent.
func (c *club) code() string {
	c.t.Helper()
	jobs, err := c.store.LeaseJobs(ctx, 50)
	c.ok(err)
	code := ""
	for _, j := range jobs {
		m, ok, err := j.Message()
		c.ok(err)
		if ok && m.Template == "code" {
			code = m.Args["code"]
		}
		c.ok(c.store.FinishJob(ctx, j))
	}
	if code == "" {
		c.t.Fatal("no code was sent")
	}
	return code
}

// visitor is a browser, in English unless the path says otherwise.
type visitor struct {
	c       *club
	cookies map[string]string
	old     bool // says nothing of where a request comes from
}

func (c *club) visitor() *visitor { return &visitor{c: c, cookies: map[string]string{}} }

// answer is what came back.
type answer struct {
	*httptest.ResponseRecorder
	t    *testing.T
	what string
}

func (v *visitor) get(path string) answer { return v.send(http.MethodGet, path, nil) }

func (v *visitor) post(path string, form url.Values) answer {
	return v.send(http.MethodPost, path, form)
}

func (v *visitor) send(method, path string, form url.Values) answer {
	r := httptest.NewRequest(method, "http://club.test"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Accept-Language", "en")
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if !v.old {
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for k, val := range v.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: val})
	}
	w := httptest.NewRecorder()
	v.c.handler.ServeHTTP(w, r)
	for _, k := range w.Result().Cookies() {
		if k.MaxAge < 0 {
			delete(v.cookies, k.Name)
		} else {
			v.cookies[k.Name] = k.Value
		}
	}
	return answer{w, v.c.t, method + " " + path}
}

// is checks status and, for a redirect, where it leads.
func (a answer) is(status int, to ...string) answer {
	a.t.Helper()
	if a.Code != status || len(to) == 1 && a.Header().Get("Location") != to[0] {
		a.t.Errorf("%s: %d to %q, want %d to %q\n%s", a.what, a.Code, a.Header().Get("Location"), status, to, firstOf(a.Body.String()))
	}
	return a
}

func (a answer) has(texts ...string) answer {
	a.t.Helper()
	for _, s := range texts {
		if !strings.Contains(a.Body.String(), s) {
			a.t.Errorf("%s: %q is missing", a.what, s)
		}
	}
	return a
}

func (a answer) hasNot(texts ...string) answer {
	a.t.Helper()
	for _, s := range texts {
		if strings.Contains(a.Body.String(), s) {
			a.t.Errorf("%s: %q must not appear", a.what, s)
		}
	}
	return a
}

func firstOf(s string) string { return s[:min(len(s), 400)] }

// between answers what stands between two texts of the page.
func (a answer) between(from, to string) string {
	a.t.Helper()
	_, rest, ok := strings.Cut(a.Body.String(), from)
	s, _, ok2 := strings.Cut(rest, to)
	if !ok || !ok2 {
		a.t.Fatalf("%s: nothing between %q and %q", a.what, from, to)
	}
	return s
}

// join makes a member by the pages themselves.
func (c *club) join(name, destination string) *visitor {
	c.t.Helper()
	c.now = c.now.Add(61 * time.Second)
	v := c.visitor()
	v.post("/signin", url.Values{"destination": {destination}}).is(303, "/signin/code")
	v.post("/signin/code", url.Values{"code": {c.code()}}).is(303, "/join")
	v.post("/join/person", url.Values{"name": {name}, "adult": {"1"}}).is(303, "/join/place")
	v.post("/join/place", url.Values{"locale": {"en"}}).is(303, "/join/agree")
	v.post("/join/agree", c.agreed()).is(303, "/homes/new")
	return v
}

// agreed is the last page of the joining form, filled in.
func (c *club) agreed() url.Values {
	c.t.Helper()
	versions, err := c.store.TextsInForce(ctx)
	c.ok(err)
	return url.Values{"terms": {"1"}, "privacy": {"1"}, "terms_version": {versions[db.Terms]}, "privacy_version": {versions[db.Privacy]}}
}

// session answers the visitor's session as the books have it.
func (v *visitor) session() *db.Session {
	v.c.t.Helper()
	s, err := v.c.store.Session(ctx, db.MemberDoor, v.cookies["club_member"])
	v.c.ok(err)
	return s
}

// claim claims an offer by its page and answers where the voucher is.
func (v *visitor) claim(offer int64) string {
	v.c.t.Helper()
	page := v.get("/offers/" + itoa(offer)).is(200)
	a := v.post("/offers/"+itoa(offer)+"/claims", url.Values{"key": {page.between(`name="key" value="`, `"`)}}).is(303)
	return a.Header().Get("Location")
}
