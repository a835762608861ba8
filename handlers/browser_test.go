package handlers_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"rsc.io/qr"
)

// needs skips the test where the machine lacks a program, and fails it in CI, which installs them.
func needs(t *testing.T, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is not installed", p)
			}
			t.Skipf("skipped: %s is not installed", p)
		}
	}
}

// city is a club that is served over HTTP, with one community, one merchant and one offer.
type city struct {
	t      *testing.T
	file   string // the books
	store  *db.Store
	url    string
	outbox *worker.Outbox
	admin  string      // the administrator's authenticator secret
	down   atomic.Bool // the server hangs up on everybody
	stop   func()      // it is there no more
}

const (
	adminEmail    = "admin@example.com"
	adminPassword = "a long enough password"
	ownerPhone    = "13800138000"
	tillPhone     = "13900000001"
)

func newCity(t *testing.T) *city {
	t.Helper()
	ctx := context.Background()
	file := newBooks(t)
	store, err := db.Open(ctx, db.Options{URL: file, Secret: bytes.Repeat([]byte("s"), 32)})
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	c := &city{t: t, file: file, store: store, outbox: &worker.Outbox{Log: log}}
	c.fill(ctx)
	server := httptest.NewUnstartedServer(nil)
	base, _ := url.Parse("http://" + strings.Replace(server.Listener.Addr().String(), "127.0.0.1", "localhost", 1))
	c.url = base.String()
	club := handlers.New(web.New(store, web.Settings{Base: base}, log), c.outbox)
	server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.down.Load() {
			panic(http.ErrAbortHandler)
		}
		club.ServeHTTP(w, r)
	})
	server.Config.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelInfo)
	server.Start()
	c.stop = server.Close
	working, stop := context.WithCancel(ctx)
	var works sync.WaitGroup
	works.Go(func() { (&worker.Worker{Store: store, Mail: c.outbox, SMS: c.outbox, Log: log}).Run(working) })
	t.Cleanup(func() {
		server.Close()
		stop()
		works.Wait()
		store.Close()
	})
	return c
}

func (c *city) fill(ctx context.Context) {
	c.t.Helper()
	check := func(err error) {
		c.t.Helper()
		if err != nil {
			c.t.Fatal(err)
		}
	}
	s := c.store
	brand, err := s.SaveBrand(ctx, db.SystemActor, db.Brand{Name: db.Text{Hans: "云栖", Hant: "雲棲", En: "Cloudrest"}})
	check(err)
	_, err = s.SaveCommunity(ctx, db.SystemActor, db.Community{
		Brand: brand, Name: db.Text{Hans: "半岛花园", Hant: "半島花園", En: "Peninsula Garden"}, City: db.Text{Hans: "深圳", Hant: "深圳", En: "Shenzhen"},
	})
	check(err)
	const homes = "community,city,building,stair,room,owner,phone,id4,contract,handover\n半岛花园,深圳,3,1,1802,陈美玲," + ownerPhone + ",1234,HT1,2019-03-04\n"
	file, err := db.ReadRegister(strings.NewReader(homes), int64(len(homes)), nil)
	check(err)
	_, err = s.ImportRegister(ctx, db.SystemActor, file, "homes.csv", []byte{1}, func(db.RegisterPlace) int64 { return 0 })
	check(err)
	merchant, err := s.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "restaurant", Name: db.Text{Hans: "云栖餐厅", Hant: "雲棲餐廳", En: "Cloudrest Kitchen"}})
	check(err)
	outlet, err := s.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: merchant, Name: db.Text{Hans: "海湾店", Hant: "海灣店", En: "Bay branch"}})
	check(err)
	to, err := db.ParseDestination(tillPhone, "CN")
	check(err)
	check(s.AddTill(ctx, db.SystemActor, outlet, "前台", to))
	now := s.Now()
	_, err = s.SaveOffer(ctx, db.SystemActor, db.Offer{
		Merchant: merchant, State: db.OfferLive, Kind: db.Percent, Value: 80, Payer: "merchant",
		Title: db.Text{Hans: "晚市主餐八折", Hant: "晚市主餐八折", En: "20% off dinner"}, Terms: db.Text{Hans: "每桌限用一张。", Hant: "每桌限用一張。", En: "One a table."},
		ShownFrom: now - 100, ClaimFrom: now - 100, ClaimTo: now + 30*86400, RedeemDays: 30, Weekdays: 127, HourTo: 1440, Classes: []db.Class{db.Owner},
	})
	check(err)
	invite, err := s.InviteStaff(ctx, db.SystemActor, db.Invitation{Email: adminEmail, Name: "林晓", Locale: db.Hans, Role: db.Admin, Scope: db.ScopeAll})
	check(err)
	setup, err := s.Setup(ctx, invite)
	check(err)
	c.admin = setup.Secret
	// Set up with the step before, so that the test can sign in with the present one: again where that has just ended.
	for range 3 {
		code, wrong := db.TOTP(setup.Secret, s.Now()-30)
		check(wrong)
		if _, _, err = s.FinishSetup(ctx, invite, adminPassword, code, db.Client{}); err == nil {
			break
		}
	}
	check(err)
}

var sixDigits = regexp.MustCompile(`\d{6}`)

// code waits for the newest one-time code to the destination.
func (c *city) code(to string) string {
	c.t.Helper()
	for range 100 {
		for _, l := range c.outbox.Letters() {
			if strings.Contains(l.To, to) {
				return sixDigits.FindString(l.Text)
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.t.Fatal("no code was sent to " + to)
	return ""
}

// browser is one person's tab.
type browser struct {
	t    *testing.T
	ctx  context.Context
	base string
}

// newBrowser starts a Chromium of its own (so that a camera's picture can differ) on a screen 390 px wide. The test
// fails on whatever the console reports as wrong, what the policy of the pages forbids included.
func newBrowser(t *testing.T, base string, flags ...chromedp.ExecAllocatorOption) *browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true), chromedp.UserDataDir(t.TempDir()))
	allocated, stopAllocator := chromedp.NewExecAllocator(context.Background(), append(options, flags...)...)
	timed, stopTime := context.WithTimeout(allocated, 2*time.Minute)
	ctx, stop := chromedp.NewContext(timed)
	b := &browser{t: t, ctx: ctx, base: base}
	var reading sync.WaitGroup
	messages := chromedp.Console(ctx)
	reading.Go(func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			refused := strings.Contains(m.Text, "Failed to load resource") // a refused form is answered 4xx, which Chromium tells
			if (m.IsException() || m.Type == "error") && !refused {
				t.Errorf("the console says: %s", m)
			}
		}
	})
	t.Cleanup(func() {
		stop()
		stopTime()
		stopAllocator()
		reading.Wait()
	})
	b.screen(390, 844)
	b.dark(false)
	return b
}

// dark has pages be dark or light. A page that fades into the next swallows a click of a hand quicker than any person's, so
// that nothing moves.
func (b *browser) dark(yes bool) {
	b.t.Helper()
	scheme := map[bool]string{true: "dark", false: "light"}[yes]
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}, {Name: "prefers-color-scheme", Value: scheme}},
	})
	b.check("light or dark", err)
}

func (b *browser) screen(width, height int64) {
	b.t.Helper()
	b.do("screen", chromedp.EmulateViewport(width, height, chromedp.EmulateMobile, chromedp.EmulatePortrait, chromedp.EmulateScale(2)))
}

func (b *browser) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	b.check(what, chromedp.Do(b.ctx, steps...))
}

func (b *browser) check(what string, err error) {
	b.t.Helper()
	if err == nil {
		return
	}
	ctx, stop := context.WithTimeout(b.ctx, 3*time.Second)
	defer stop()
	where, _ := chromedp.Run(ctx, chromedp.Location())
	if dir := os.Getenv("CLUB_SHOTS"); dir != "" { // where to leave a picture of what went wrong
		shot, _ := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		_ = os.WriteFile(filepath.Join(dir, b.t.Name()+".png"), shot, 0o600)
	}
	text, _ := chromedp.Run(ctx, chromedp.Text(chromedp.CSS("body")))
	b.t.Fatalf("%s: %v\nat %s:\n%s", what, err, where, text)
}

func (b *browser) open(path string) {
	b.t.Helper()
	b.do("open "+path, chromedp.Navigate(b.base+path))
}

// fill types into fields and sends the form that holds the last of them. Pairs are name, value; a value of "✓" ticks,
// one of "↓" chooses the first of a list.
func (b *browser) fill(pairs ...string) {
	b.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		field := chromedp.CSS(`main [name="` + pairs[i] + `"]:not([type=hidden])`)
		switch pairs[i+1] {
		case "✓":
			b.do("tick "+pairs[i], chromedp.Click(field))
		case "↓":
			b.do("choose "+pairs[i], chromedp.Focus(field), chromedp.KeyEvent(kb.ArrowDown))
		default:
			b.do("fill "+pairs[i], chromedp.Clear(field), chromedp.SendKeys(field, pairs[i+1]))
		}
	}
	b.press(`main form:has([name="` + pairs[len(pairs)-2] + `"]:not([type=hidden])) button:not([type=button])`)
}

// press clicks what the selector finds and waits for the page that follows.
func (b *browser) press(selector string) {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, 20*time.Second)
	defer stop()
	for range 100 { // a till that finds no camera closes the picture, and what is below it comes up
		if starting, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`!!document.querySelector("qr-scan")?.starting`)); err != nil || !starting {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	_, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(selector)))
	b.check("press "+selector, err)
}

// sees waits until the page holds all the words.
func (b *browser) sees(words ...string) {
	b.t.Helper()
	var text string
	for range 100 {
		text, _ = chromedp.Run(b.ctx, chromedp.Text(chromedp.CSS("body")))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.t.Fatalf("%s does not hold %q:\n%s", b.location(), words, text)
}

// bares waits until the whole of an element is in sight, with nothing over it.
func (b *browser) bares(selector string) {
	b.t.Helper()
	const look = `(() => {
		const e = document.querySelector("%s"), r = e?.getBoundingClientRect();
		return !!r && [r.top + 1, r.bottom - 1].every((y) => e.contains(document.elementFromPoint(r.left + r.width / 2, y)));
	})()`
	for range 50 {
		if bare, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](fmt.Sprintf(look, selector))); err == nil && bare {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.t.Errorf("%s: %s is not in sight", b.location(), selector)
}

func (b *browser) location() string {
	b.t.Helper()
	where, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		b.t.Fatal(err)
	}
	return where
}

// scan takes a screenshot and answers what zbarimg reads in it.
func (b *browser) scan() string {
	b.t.Helper()
	shot, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	b.check("screenshot", err)
	path := filepath.Join(b.t.TempDir(), "shot.png")
	if err := os.WriteFile(path, shot, 0o600); err != nil {
		b.t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "--quiet", "--raw", path).Output()
	b.check("reading the QR code from the screen", err)
	return strings.TrimSpace(string(out))
}

// noSideways checks that the page does not scroll sideways on a screen of 320 px.
func (b *browser) noSideways() {
	b.t.Helper()
	b.screen(320, 640)
	wide, err := chromedp.Run(b.ctx, chromedp.Evaluate[int]("document.documentElement.scrollWidth"))
	b.check("measure", err)
	if wide > 320 {
		b.t.Errorf("%s is %d px wide on a screen of 320", b.location(), wide)
	}
	b.screen(390, 844)
}

// film writes a camera's picture: the QR code on white, as a film of one frame.
func film(t *testing.T, text string) string {
	t.Helper()
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	code.Scale = 8
	small, err := png.Decode(bytes.NewReader(code.PNG()))
	if err != nil {
		t.Fatal(err)
	}
	frame := image.NewRGBA(image.Rect(0, 0, 640, 480))
	draw.Draw(frame, frame.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	at := image.Pt((640-small.Bounds().Dx())/2, (480-small.Bounds().Dy())/2)
	draw.Draw(frame, small.Bounds().Add(at), small, image.Point{}, draw.Src)
	var one bytes.Buffer
	if err := jpeg.Encode(&one, frame, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "camera.mjpeg")
	if err := os.WriteFile(path, bytes.Repeat(one.Bytes(), 5), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// camera has Chromium show the film where it would show its camera.
func camera(path string) []chromedp.ExecAllocatorOption {
	return []chromedp.ExecAllocatorOption{
		chromedp.Flag("use-fake-device-for-media-stream", true), chromedp.Flag("use-fake-ui-for-media-stream", true),
		chromedp.Flag("use-file-for-fake-video-capture", path),
	}
}

// scriptsOff has the tab run no script from now on.
func (b *browser) scriptsOff() {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.check("scripts off", err)
}
