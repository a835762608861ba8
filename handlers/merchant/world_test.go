package merchant

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"

	"github.com/labstack/echo/v4"
)

var ctx = context.Background()

const base = "https://club.example.com"

// world is a small club: a merchant with two outlets, a rival with one, and a member.
type world struct {
	*db.Store
	t                  *testing.T
	clock              atomic.Int64
	echo               *echo.Echo
	merchant           int64
	main, pier, rivals int64 // outlets
	member             db.Actor
	keys               int
}

const (
	memberName  = "欧阳美玲"
	memberPhone = "13800138000"
	mainTill    = "13900000001" // may redeem at the main outlet
	roamingTill = "13900000002" // may redeem at both
	rivalTill   = "13900000003"
)

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t}
	w.clock.Store(time.Date(2026, 11, 21, 12, 0, 0, 0, db.DefaultClub.Zone).Unix()) // a Saturday
	s, err := db.Open(ctx, db.Options{
		URL: filepath.Join(t.TempDir(), "club.db"), Secret: []byte(strings.Repeat("secret..", 4)),
		Clock: func() time.Time { return time.Unix(w.clock.Load(), 0) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	w.Store = s
	w.merchant = must(s.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "restaurant", Name: db.Text{Hans: "云栖餐厅", En: "Cloud Rest"}}))(t)
	w.main = must(s.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: w.merchant, Name: db.Text{Hans: "总店", En: "Main hall"}}))(t)
	w.pier = must(s.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: w.merchant, Name: db.Text{Hans: "码头店", En: "Pier"}}))(t)
	rival := must(s.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "shop", Name: db.Text{Hans: "谷雨洗衣", En: "Rain Laundry"}}))(t)
	w.rivals = must(s.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: rival, Name: db.Text{Hans: "谷雨店", En: "Rain"}}))(t)
	for phone, outlets := range map[string][]int64{mainTill: {w.main}, roamingTill: {w.main, w.pier}, rivalTill: {w.rivals}} {
		for _, o := range outlets {
			if err := s.AddTill(ctx, db.SystemActor, o, "前台", destination(phone)); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.member = w.join(memberName, memberPhone)
	u, _ := url.Parse(base)
	app := web.New(s, web.Settings{Base: u}, slog.New(slog.DiscardHandler))
	w.echo = echo.New()
	app.Mount(w.echo, Routes(app))
	return w
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func destination(phone string) db.Destination {
	d, _ := db.ParseDestination(phone, "CN")
	return d
}

// sentCode takes the newest one-time code that was sent to the phone.
func (w *world) sentCode(phone string) (code string) {
	w.t.Helper()
	for {
		jobs := must(w.LeaseJobs(ctx, 10))(w.t)
		if len(jobs) == 0 {
			return code
		}
		for _, j := range jobs {
			m, _, err := j.Message()
			if err == nil {
				err = w.FinishJob(ctx, j)
			}
			if err != nil {
				w.t.Fatal(err)
			}
			if m.Template == "code" && m.To == destination(phone) {
				code = m.Args["code"]
			}
		}
	}
}

func (w *world) join(name, phone string) db.Actor {
	w.t.Helper()
	browser := must(w.RequestCode(ctx, db.MemberDoor, "", destination(phone), db.Hans, db.Client{Address: "10.1.1.1"}))(w.t)
	must(w.EnterCode(ctx, db.MemberDoor, browser, w.sentCode(phone), db.Client{}))(w.t)
	token := must(w.JoinMember(ctx, browser, db.Joining{Name: name, Adult: true, Locale: db.Hans, Terms: true, Privacy: true}, db.Client{}))(w.t)
	return must(w.Session(ctx, db.MemberDoor, token))(w.t).Actor()
}

// voucher gives the member a voucher of a new offer and answers its code.
func (w *world) voucher(edit func(*db.Offer)) string {
	w.t.Helper()
	now := w.Now()
	o := db.Offer{
		Merchant: w.merchant, State: db.OfferLive, Kind: db.Percent, Value: 80, Payer: "merchant",
		Title: db.Text{Hans: "双人下午茶", Hant: "雙人下午茶", En: "Afternoon tea for two"}, Terms: db.Text{Hans: "不与其他优惠同享。", En: "Not with other offers."},
		ShownFrom: now - 60, ClaimFrom: now - 60, ClaimTo: now + 86400, RedeemDays: 10, Weekdays: 127, HourTo: 1440,
	}
	if edit != nil {
		edit(&o)
	}
	w.keys++
	id := must(w.ClaimOffer(ctx, w.member, must(w.SaveOffer(ctx, db.SystemActor, o))(w.t), fmt.Sprintf("claim-key-%010d", w.keys)))(w.t)
	return must(w.Voucher(ctx, 0, id))(w.t).Code
}

func (w *world) card() string {
	token, _ := w.CardToken(w.member.Member, 0)
	return token
}

// browser is one till's browser.
type browser struct {
	*world
	cookies map[string]string
	seen    []string // the bodies of all its pages
}

type answer struct {
	status         int
	body, location string
	header         http.Header
}

func (w *world) browser() *browser { return &browser{world: w, cookies: map[string]string{}} }

// till signs in through the pages.
func (w *world) till(phone string) *browser {
	w.t.Helper()
	w.clock.Add(61)
	b := w.browser()
	b.post("/merchant/signin", "destination", phone)
	if a := b.post("/merchant/signin/code", "code", w.sentCode(phone)); a.status != http.StatusSeeOther {
		w.t.Fatalf("sign in: %d %s", a.status, a.body)
	}
	return b
}

func (b *browser) get(path string) answer {
	return b.send(httptest.NewRequest(http.MethodGet, path, nil))
}

func (b *browser) post(path string, fields ...string) answer {
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r)
}

func (b *browser) photo(file []byte) answer {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	if file != nil {
		part := must(m.CreateFormFile("photo", "photo"))(b.t)
		part.Write(file)
	}
	m.Close()
	r := httptest.NewRequest(http.MethodPost, "/merchant/photos", &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return b.send(r)
}

func (b *browser) send(r *http.Request) answer {
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	rec := httptest.NewRecorder()
	b.echo.ServeHTTP(rec, r)
	res := rec.Result()
	for _, c := range res.Cookies() {
		if b.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	body, _ := io.ReadAll(res.Body)
	b.seen = append(b.seen, string(body))
	return answer{res.StatusCode, string(body), res.Header.Get("Location"), res.Header}
}

// want fails unless the answer has the status and all the words, and none that begin with "!".
func (a answer) want(t *testing.T, what string, status int, words ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("%s: status %d, want %d (to %q)", what, a.status, status, a.location)
	}
	for _, word := range words {
		no, absent := strings.CutPrefix(word, "!")
		if absent && strings.Contains(a.body, no) {
			t.Errorf("%s: %q must not be there", what, no)
		}
		if !absent && !strings.Contains(a.body, word) && !strings.Contains(a.location, word) {
			t.Errorf("%s: %q is missing", what, word)
		}
	}
}
