package handlers_test

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

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
)

// What a page costs without the network: the hallway, the books, the view.
func BenchmarkPages(b *testing.B) {
	ctx := context.Background()
	store, err := db.Open(ctx, db.Options{URL: filepath.Join(b.TempDir(), "club.db"), Secret: []byte(strings.Repeat("s", 32))})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	merchant, err := store.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "restaurant", Name: db.Text{Hans: "云栖餐厅"}})
	if err != nil {
		b.Fatal(err)
	}
	now := store.Now()
	for range 12 {
		if _, err := store.SaveOffer(ctx, db.SystemActor, db.Offer{
			Merchant: merchant, State: db.OfferLive, Kind: db.Percent, Value: 80, Payer: "merchant", Title: db.Text{Hans: "晚市主餐八折"},
			ShownFrom: now - 1, ClaimFrom: now - 1, ClaimTo: now + 86400, RedeemDays: 30, Weekdays: 127, HourTo: 1440, PerMember: 100,
		}); err != nil {
			b.Fatal(err)
		}
	}
	to := db.Destination{Phone: "+8613800138000"}
	browser, err := store.RequestCode(ctx, db.MemberDoor, "", to, db.Hans, db.Client{})
	if err != nil {
		b.Fatal(err)
	}
	jobs, err := store.LeaseJobs(ctx, 1)
	if err != nil {
		b.Fatal(err)
	}
	m, _, err := jobs[0].Message()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := store.EnterCode(ctx, db.MemberDoor, browser, m.Args["code"], db.Client{}); err != nil {
		b.Fatal(err)
	}
	token, err := store.JoinMember(ctx, browser, db.Joining{Name: "陈美玲", Adult: true, Locale: db.Hans, Terms: true, Privacy: true}, db.Client{})
	if err != nil {
		b.Fatal(err)
	}
	base, _ := url.Parse("http://localhost")
	h := handlers.New(web.New(store, web.Settings{Base: base}, slog.New(slog.NewTextHandler(io.Discard, nil))), nil)
	for _, path := range []string{"/home", "/card", "/offers", "/vouchers"} {
		b.Run(path[1:], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r := httptest.NewRequest(http.MethodGet, path, nil)
				r.Header.Set("Cookie", "club_member="+token)
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				if w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}
