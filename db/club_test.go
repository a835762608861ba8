package db

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var ctx = context.Background()

var testSecret = []byte(strings.Repeat("secret..", 4))

// clock is a test's clock.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time       { return time.UnixMilli(c.at.Load()) }
func (c *clock) pass(d time.Duration) { c.at.Add(d.Milliseconds()) }
func (c *clock) set(day, hour int) {
	c.at.Store(time.Date(2026, 11, day, hour, 0, 0, 0, DefaultClub.Zone).UnixMilli())
}

// migrated answers the bytes of a file with the schema and nothing else, made once for all tests.
var migrated = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "club")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "club.db")
	s, err := Open(ctx, Options{URL: path, Secret: testSecret})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// readsAlone skips a test of the race run that reads on one goroutine: it has nothing to race with, and the detector makes it
// take ten times as long. The full run has it, on both engines.
func readsAlone(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: it reads on one goroutine, which has no races")
	}
}

// onceAfterAnother skips a test of the race run that tries passwords one after the other: hashing them is most of it, and has
// no races. The full run has it, on both engines.
func onceAfterAnother(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: it hashes passwords on one goroutine, which has no races")
	}
}

// newBooks answers the URL of fresh books, with the schema and nothing else.
func newBooks(t testing.TB) string {
	t.Helper()
	if testServer != "" {
		return newDatabase(t)
	}
	file, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "club.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// newStore answers a fresh club, on Saturday 21 November 2026 at noon.
func newStore(t testing.TB) (*Store, *clock) {
	t.Helper()
	c := &clock{}
	c.set(21, 12)
	url := newBooks(t)
	s, err := Open(ctx, Options{URL: url, Secret: testSecret, Clock: c.now})
	if err != nil {
		t.Fatal(err)
	}
	s.rereads = true // as a connection that is lost may have it
	urls.Store(s, url)
	t.Cleanup(func() { s.Close() })
	return s, c
}

// urls are those of the open stores.
var urls sync.Map

// url answers where the books are, for others to open them too.
func (w *world) url() string {
	url, _ := urls.Load(w.Store)
	return url.(string)
}

// world is a small club: one community with a few homes, one merchant with an outlet and a till, one other outlet.
type world struct {
	*Store
	*clock
	t         testing.TB
	community int64
	merchant  int64
	outlet    int64
	till      Actor
	rival     Actor // the till of another merchant
}

func newWorld(t testing.TB) *world {
	t.Helper()
	s, c := newStore(t)
	w := &world{Store: s, clock: c, t: t}
	brand := must(s.SaveBrand(ctx, SystemActor, Brand{Name: Text{Hans: "云栖"}}))(t)
	w.community = must(s.SaveCommunity(ctx, SystemActor, Community{Brand: brand, Name: Text{Hans: "半岛花园"}, City: Text{Hans: "深圳"}}))(t)
	file, err := ReadRegister(strings.NewReader(homesCSV), int64(len(homesCSV)), nil)
	if err != nil {
		t.Fatal(err)
	}
	must(s.ImportRegister(ctx, SystemActor, file, "homes.csv", []byte{1}, func(RegisterPlace) int64 { return 0 }))(t)
	w.merchant, w.outlet, w.till = w.newTill("云栖餐厅", "13900000001")
	_, _, w.rival = w.newTill("谷雨洗衣", "13900000002")
	return w
}

const homesCSV = "community,city,building,stair,room,owner,phone,id4,contract,handover\n" +
	"半岛花园,深圳,3,1,1802,陈美玲,13800138000,1234,HT1,2019-03-04\n" +
	"半岛花园,深圳,3,1,1802,王建国,13800138001,1234,HT1,2019-03-04\n" +
	"半岛花园,深圳,5,,901,李芸,13800138002,5678,HT2,2020-01-01\n"

// must answers v or fails the test.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (w *world) newTill(name, phone string) (merchant, outlet int64, till Actor) {
	w.t.Helper()
	merchant = must(w.SaveMerchant(ctx, SystemActor, Merchant{Kind: "restaurant", Name: Text{Hans: name}}))(w.t)
	outlet = must(w.SaveOutlet(ctx, SystemActor, Outlet{Merchant: merchant, Name: Text{Hans: name + "总店"}}))(w.t)
	to, _ := ParseDestination(phone, "CN")
	if err := w.AddTill(ctx, SystemActor, outlet, "前台", to); err != nil {
		w.t.Fatal(err)
	}
	return merchant, outlet, w.openTill(phone, outlet)
}

// openTill signs a till in and sets it at the outlet.
func (w *world) openTill(phone string, outlet int64) Actor {
	w.t.Helper()
	browser, code := w.code(MerchantDoor, phone)
	e, err := w.EnterCode(ctx, MerchantDoor, browser, code, Client{Address: "10.0.0.1"})
	if err != nil {
		w.t.Fatal(err)
	}
	session := must(w.Session(ctx, MerchantDoor, e.Token))(w.t)
	if err := w.ChooseOutlet(ctx, session.Actor(), outlet); err != nil {
		w.t.Fatal(err)
	}
	return must(w.Session(ctx, MerchantDoor, e.Token))(w.t).Actor()
}

// code asks for a one-time code and reads it from the job that sends it.
func (w *world) code(door Door, to string) (browser, code string) { return w.codeAgain(door, "", to) }

// codeAgain is code in a browser that has asked for one before.
func (w *world) codeAgain(door Door, was, to string) (browser, code string) {
	w.t.Helper()
	dest, err := ParseDestination(to, "CN")
	if err != nil {
		w.t.Fatal(err)
	}
	browser = must(w.RequestCode(ctx, door, was, dest, Hans, Client{Address: "10.0.0.1"}))(w.t)
	for _, m := range w.sent() {
		if m.Template == "code" && m.To == dest {
			code = m.Args["code"]
		}
	}
	if code == "" {
		w.t.Fatal("no code was sent to " + to)
	}
	return browser, code
}

// sent takes all messages that wait to be sent.
func (w *world) sent() (out []Message) {
	w.t.Helper()
	for {
		jobs := must(w.LeaseJobs(ctx, 100))(w.t)
		if len(jobs) == 0 {
			return out
		}
		for _, j := range jobs {
			m, _, err := j.Message()
			if err != nil {
				w.t.Fatal(err)
			}
			out = append(out, m)
			if err := w.FinishJob(ctx, j); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// join makes a member with a session.
func (w *world) join(name, phone string) Actor {
	w.t.Helper()
	browser, code := w.code(MemberDoor, phone)
	e, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{})
	if err != nil || e.Next != StepJoin {
		w.t.Fatalf("join %v: %+v", err, e)
	}
	token := must(w.JoinMember(ctx, browser, Joining{Name: name, Adult: true, Locale: Hans, Terms: true, Privacy: true}, Client{}))(w.t)
	return must(w.Session(ctx, MemberDoor, token))(w.t).Actor()
}

// offer makes a live offer of the merchant after edit has had its way with it.
func (w *world) offer(edit func(*Offer)) int64 {
	w.t.Helper()
	now := w.Now()
	o := Offer{
		Merchant: w.merchant, State: OfferLive, Kind: Percent, Value: 80, Payer: "merchant", Title: Text{"晚市主餐八折", "晚市主餐八折", "20% off dinner"},
		ShownFrom: now - 100, ClaimFrom: now - 100, ClaimTo: now + 30*86400, RedeemDays: 30, Weekdays: 127, HourTo: 1440,
	}
	if edit != nil {
		edit(&o)
	}
	return must(w.SaveOffer(ctx, SystemActor, o))(w.t)
}

// key answers a request key that differs for each n.
func key(n int) string {
	return "request-key-" + strings.Repeat("x", 8) + string(rune('a'+n%26)) + string(rune('a'+n/26%26)) + string(rune('a'+n/676))
}

// query asks the books outside of any reading.
func (w *world) query(query string, args ...any) (*sql.Rows, error) {
	return rawDB(w.Store).QueryContext(ctx, query, args...)
}

// rows answers one number from the books.
func (w *world) rows(query string, args ...any) (n int64) {
	w.t.Helper()
	if err := w.Read(ctx, func(rx *Rx) error { return rx.db.QueryRowContext(ctx, query, args...).Scan(&n) }); err != nil {
		w.t.Fatal(err)
	}
	return n
}
