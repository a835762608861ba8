package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"
	"clubhouse/views/i18n"

	"golang.org/x/text/encoding/traditionalchinese"
)

var demoNow = time.Date(2026, 11, 21, 15, 4, 0, 0, db.DefaultClub.Zone)

// madeDemo is a demo club made once for all tests, in a file that each copies.
var madeDemo = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "demo")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "club.db")
	if _, err := openDemo(context.Background(), path, demoNow, func(string, ...any) {}); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, end := range []string{"", ".demo.json"} {
		if files[end], err = os.ReadFile(path + end); err != nil {
			return nil, err
		}
	}
	return files, nil
})

// reopen answers the demo as a second start finds it, a minute later.
func reopen(t *testing.T) (*db.Store, keptDemo) {
	t.Helper()
	files, err := madeDemo()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "club.db")
	for end, text := range files {
		if err := os.WriteFile(path+end, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := openDemo(context.Background(), path, demoNow, func(f string, _ ...any) { t.Errorf("a second start says %q", f) })
	if err != nil {
		t.Fatal(err)
	}
	store, err := db.Open(context.Background(), db.Options{URL: path, Secret: kept.Secret, Clock: func() time.Time { return demoNow.Add(time.Minute) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store, kept
}

func TestDemoClub(t *testing.T) {
	t.Parallel()
	s, _ := reopen(t)
	if w, err := s.Work(context.Background(), db.SystemActor, 0); err != nil || len(w.Dead) != 1 {
		t.Errorf("%d messages were given up, want one to send again: %v", len(w.Dead), err)
	}
	ctx := t.Context()
	brands, err := s.Brands(ctx)
	if err != nil || len(brands) != 3 || brands[1].Parent != brands[0].ID || brands[2].Parent != brands[0].ID {
		t.Errorf("brands %+v %v", brands, err)
	}
	places, err := s.Places(ctx)
	if err != nil || len(places) != 7 {
		t.Errorf("%d communities, %v", len(places), err)
	}
	homes, cities := int64(0), map[string]bool{}
	for _, p := range places {
		homes += p.Homes
		cities[p.City.En] = true
		filled(t, p.Name, p.City)
	}
	if homes != 2000 || len(cities) != 4 {
		t.Errorf("%d homes in %d cities", homes, len(cities))
	}
	merchants, err := s.Merchants(ctx)
	if err != nil || len(merchants) != 12 {
		t.Errorf("%d merchants, %v", len(merchants), err)
	}
	for _, m := range merchants {
		filled(t, m.Name)
		if len(m.Outlets) == 0 || m.Phone == "" {
			t.Errorf("%s has no outlet or no phone", m.Name.En)
		}
		for _, o := range m.Outlets {
			filled(t, o.Name, o.Address)
		}
	}
	if _, waiting, err := s.Imports(ctx); err != nil || waiting < 5 {
		t.Errorf("%d changes of owners wait, %v", waiting, err)
	}
	if sales, err := s.List(ctx, db.SystemActor, db.AuditList, db.AuditList.Query(url.Values{"act": {"home.ended"}})); err != nil || sales.Count != 2 {
		t.Errorf("%d claims were ended, want one by a sale and one whose member left: %v", sales.Count, err)
	}
	if err := s.Read(ctx, func(rx *db.Rx) error {
		sum, err := rx.LedgerSum(ctx)
		if err != nil {
			return err
		}
		wrong, err := rx.WrongBalances(ctx)
		if sum != 0 || len(wrong) != 0 {
			t.Errorf("the ledger sums to %d, wrong balances %+v", sum, wrong)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
	if acts, err := s.NewestActs(ctx, db.SystemActor, 1); err != nil || acts[0].At > demoNow.Unix() || acts[0].At < demoNow.Unix()-86400 {
		t.Errorf("the last act is of %v, %v", acts, err)
	}
	checkMembers(t, s)
	checkOffers(t, s)
}

func filled(t *testing.T, texts ...db.Text) {
	t.Helper()
	for _, x := range texts {
		if x.Hans == "" || x.Hant == "" || x.En == "" {
			t.Errorf("not in three languages: %+v", x)
		}
		traditional(t, x.Hant)
	}
}

// traditional holds that a text can be written in Big5: a simplified character by mistake cannot.
func traditional(t *testing.T, s string) {
	t.Helper()
	if _, err := traditionalchinese.Big5.NewEncoder().String(s); err != nil {
		t.Errorf("not Traditional: %q", s)
	}
}

func checkMembers(t *testing.T, s *db.Store) {
	count, tiers, waiting := 0, map[db.Tier]int{}, 0
	var failed error
	for m := range s.ListAll(t.Context(), db.SystemActor, db.MemberList, db.MemberList.Query(nil), &failed) {
		count++
		for _, c := range m.Cells {
			switch c := c.(type) {
			case db.Choice:
				if c.Of == "tier" {
					tiers[db.Tier(c.Word)]++
				}
			case db.Choices:
				if slices.Contains(c, db.Choice{Of: "member", Word: "waiting"}) {
					waiting++
				}
			}
		}
	}
	if failed != nil {
		t.Fatal(failed)
	}
	if count != 307 || len(tiers) != 4 || waiting < 5 {
		t.Errorf("%d members, tiers %v, %d wait", count, tiers, waiting)
	}
}

func checkOffers(t *testing.T, s *db.Store) {
	var all []*db.Offer
	var failed error
	for line := range s.ListAll(t.Context(), db.SystemActor, db.OfferList, db.OfferList.Query(nil), &failed) {
		o, err := s.Offer(t.Context(), line.ID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, o)
	}
	if failed != nil {
		t.Fatal(failed)
	}
	kinds, found := map[db.OfferKind]bool{}, map[string]int{}
	for _, o := range all {
		filled(t, o.Title, o.Terms)
		kinds[o.Kind] = true
		found[string(o.State)]++
		left, ends := o.Left()
		for name, is := range map[string]bool{
			"sold out": ends && left == 0, "not yet": o.ClaimFrom > s.Now(), "ending soon": o.State == db.OfferLive && o.ClaimTo-s.Now() < 3*86400,
			"priced": o.Price > 0, "owners": len(o.Classes) > 0, "tier": len(o.Tiers) > 0, "community": len(o.Communities) > 0, "new": o.JoinedDays > 0,
			"lunch": o.Weekdays == workdays && o.HourFrom == 660, "home": o.PerHome > 0, "stock": ends,
		} {
			if is {
				found[name]++
			}
		}
	}
	if len(all) != 30 || len(kinds) != 5 || found["draft"] != 2 || found["ended"] != 1 || found["sold out"] != 1 || found["ending soon"] != 1 {
		t.Errorf("%d offers: %v", len(all), found)
	}
	for _, name := range []string{"not yet", "priced", "owners", "tier", "community", "new", "lunch", "home", "stock"} {
		if found[name] == 0 {
			t.Errorf("no offer is %q", name)
		}
	}
}

func TestDemoSignIns(t *testing.T) {
	t.Parallel()
	s, kept := reopen(t)
	ctx := t.Context()
	roles := map[db.Role]int{}
	for _, p := range kept.SignIns {
		roles[p.Role]++
		if p.Door == db.StaffDoor {
			digits, err := db.TOTP(p.Secret, s.Now())
			if err != nil {
				t.Fatal(err)
			}
			token, err := s.SignInStaff(ctx, p.Login, p.Password, digits, db.Client{})
			if err != nil {
				t.Errorf("%s: %v", p.Login, err)
				continue
			}
			session, err := s.Session(ctx, p.Door, token)
			if err != nil || session.Grants[0].Role != p.Role || (session.Grants[0].Scope == db.ScopeCommunity) != (p.For.Hans != "") {
				t.Errorf("%s: %+v %v", p.Login, session, err)
			}
			continue
		}
		if p.About != "" {
			continue // see TestDemoAccounts
		}
		session := byCode(t, s, p.SignIn)
		if p.Door == db.MerchantDoor {
			if len(session.Tills) != 1 {
				t.Fatalf("outlets %v", session.Tills)
			}
			till := session.Actor()
			till.Outlet = session.Tills[0].ID
			if day, err := s.TillToday(ctx, till, 0); err != nil || day.Count < 4 {
				t.Errorf("today %+v %v", day, err)
			}
			continue
		}
		checkHomeowner(t, s, session.Member)
	}
	for _, r := range append([]db.RoleRow{{}}, db.Roles...) { // the homeowner has no role
		if roles[r.Role] == 0 {
			t.Errorf("nobody is %q", r.Role)
		}
	}
}

func byCode(t *testing.T, s *db.Store, p worker.SignIn) *db.Session {
	t.Helper()
	_, e := proves(t, s, p)
	if e.Next != "" {
		t.Fatalf("%s: %+v", p.Login, e)
	}
	session, err := s.Session(t.Context(), p.Door, e.Token)
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func checkHomeowner(t *testing.T, s *db.Store, m *db.MemberCard) {
	if m.Class != db.Owner || m.Tier != db.Gold || m.Balance < 1000 {
		t.Errorf("the homeowner is %+v", m)
	}
	list, _, err := s.MemberVouchers(t.Context(), db.SystemActor, m.ID, 0)
	states := map[db.VoucherState]int{}
	for _, v := range list {
		states[v.State]++
	}
	if err != nil || states[db.Issued] < 3 || states[db.Redeemed] < 8 || states[db.Expired] < 2 {
		t.Errorf("vouchers %v %v", states, err)
	}
	claims, err := s.Claims(t.Context(), m.ID)
	if err != nil || len(claims) != 3 || claims[0].State != db.ClaimVerified || claims[1].State != db.ClaimRefused || claims[2].State != db.ClaimVerified {
		t.Errorf("claims %+v %v", claims, err)
	}
	told, _, err := s.Notices(t.Context(), m.ID, 0)
	unread, read := map[string]bool{}, 0
	for _, n := range told {
		if n.ReadAt == 0 {
			unread[fmt.Sprintf("%T", n.Telling)] = true
		} else {
			read++
		}
	}
	if err != nil || len(unread) != 5 || read == 0 || m.Unread < 4 {
		t.Errorf("the inbox has %v unread, %d read, and the pages say %d: %v", unread, read, m.Unread, err)
	}
}

// A file that is no demo, or not a finished one, is left alone.
func TestDemoForeignFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "club.db")
	if err := os.WriteFile(path, []byte("somebody's"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := openDemo(t.Context(), path, demoNow, t.Logf); err == nil || !strings.Contains(err.Error(), "no finished demo") {
		t.Errorf("err = %v", err)
	}
	if text, _ := os.ReadFile(path); string(text) != "somebody's" {
		t.Error("the file was changed")
	}
}

func TestOutbox(t *testing.T) {
	t.Parallel()
	s, kept := reopen(t)
	log := slog.New(slog.DiscardHandler)
	outbox := &worker.Outbox{Log: log, SignIns: kept.signIns()}
	base, _ := url.Parse("http://localhost:8080")
	get := func(demo bool, o *worker.Outbox, path string) (int, string) {
		w := httptest.NewRecorder()
		handlers.New(web.New(s, web.Settings{Base: base, Demo: demo}, log), o).ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w.Code, w.Body.String()
	}
	subject, text := i18n.Messages["code"].Fill(db.En, s.Club().Name, map[string]string{"code": "204816"})
	if err := outbox.Send(t.Context(), worker.Letter{To: demoOwner1, Subject: subject, Text: text}); err != nil {
		t.Fatal(err)
	}
	for _, l := range db.Locales {
		code, body := get(true, outbox, "/"+string(l)+"/demo/outbox")
		if code != http.StatusOK || !strings.Contains(body, `data-text="204816"`) {
			t.Errorf("%s: %d %s", l, code, body)
		}
		for _, p := range kept.SignIns {
			digits := ""
			if p.Secret != "" {
				digits, _ = db.TOTP(p.Secret, s.Now())
			}
			for _, want := range []string{strings.TrimPrefix(p.Login, "+86"), p.Password, digits} {
				if !strings.Contains(body, want) {
					t.Errorf("%s: the page lacks %q of %s", l, want, p.Login)
				}
			}
			if p.Secret != "" && strings.Contains(body, p.Secret) {
				t.Error("the page shows an authenticator's secret")
			}
		}
	}
	if code, body := get(false, nil, "/demo/outbox"); code != http.StatusNotFound || strings.Contains(body, i18n.UIOutbox.Hans) {
		t.Errorf("outside the demo: %d", code)
	}
	if code, _ := get(false, outbox, "/demo/outbox"); code != http.StatusNotFound {
		t.Errorf("with an outbox but no demo: %d", code)
	}
}

func TestDemoTexts(t *testing.T) {
	t.Parallel()
	for _, x := range []i18n.Text{i18n.OutboxTitle, i18n.OutboxText, i18n.OutboxRefresh, i18n.OutboxMessages, i18n.OutboxEmpty, i18n.OutboxSignIns, i18n.OutboxChanges,
		i18n.OutboxWho, i18n.OutboxLogin, i18n.OutboxPassword, i18n.OutboxDigits, i18n.OutboxByCode, i18n.OutboxAt, i18n.OutboxName, i18n.OutboxGo, i18n.OutboxOwner, i18n.OutboxOnly} {
		filled(t, db.Text(x))
	}
	filled(t, demoClub.Name)
	for _, why := range demoRefusals {
		traditional(t, why[db.Hant])
	}
	for _, pair := range append(append([]string{}, surnames...), givenNames...) {
		_, hant, ok := strings.Cut(pair, "/")
		if !ok {
			t.Errorf("%q has one script", pair)
		}
		traditional(t, hant)
	}
	for _, p := range demoPlaces {
		if p.hongKong() {
			traditional(t, p.register)
		}
	}
}

// The register refuses the rows that are wrong, and no others.
func TestDemoRegister(t *testing.T) {
	t.Parallel()
	n := 0
	homes := demoHomes(demoRandom(), func(hk bool) string { n++; return demoPhone(hk, n) })
	text := registerCSV(homes, true)
	f, err := db.ReadRegister(bytes.NewReader(text), int64(len(text)), nil)
	if err != nil || len(f.Homes) != 2000 || len(f.Refused) != 3 {
		t.Fatalf("%d homes, refused %+v, %v", len(f.Homes), f.Refused, err)
	}
	for i, h := range f.Homes {
		if len(h.Owners) != len(homes[i].owners) || h.Owners[0] != (db.RegisterOwner{Name: homes[i].owners[0].name, Phone: homes[i].owners[0].phone}) {
			t.Fatalf("home %d reads as %+v, is %+v", i, h, homes[i])
		}
	}
}

// A demo lives in a file: a database is refused before anything is begun.
func TestDemoOnPostgres(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	if code := run(t.Context(), []string{"demo", "--db", "postgres://club@127.0.0.1:1/club", "--address", "127.0.0.1:0"}, &said, &said, settingsOf(nil)); code == 0 || !strings.Contains(said.String(), "--db FILE") {
		t.Errorf("%d: %s", code, said.String())
	}
}
