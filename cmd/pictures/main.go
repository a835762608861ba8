// Command pictures takes the README's screenshots: it runs the demo, walks through it in Debian's Chromium, and writes
// .docs/home.png, till.png and desk.png. Run it at the project's root.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

const (
	address = "127.0.0.1:18080"
	base    = "http://localhost:18080"
)

func main() {
	ctx, stop := context.WithTimeout(context.Background(), 3*time.Minute)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "pictures")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "clubhouse")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", binary, "./cmd/clubhouse").CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	demo := exec.CommandContext(ctx, binary, "demo", "--address", address)
	out, err := demo.StdoutPipe()
	if err != nil {
		return err
	}
	if err := demo.Start(); err != nil {
		return err
	}
	defer func() {
		_ = demo.Process.Signal(os.Interrupt)
		_ = demo.Wait()
	}()
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.Contains(lines.Text(), "Ctrl-C") { // the last line of its greeting
	}
	t := &tab{dir: ".docs"}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(dir))
	ctx, stopBrowser := chromedp.NewExecAllocator(ctx, options...)
	defer stopBrowser()
	var stopTab context.CancelFunc
	t.ctx, stopTab = chromedp.NewContext(ctx)
	defer stopTab()
	if _, err := chromedp.Call(t.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}},
	}); err != nil {
		return err
	}
	return errors.Join(t.home(), t.till(), t.desk())
}

// tab is the browser's one tab. Its first fault stops what follows.
type tab struct {
	ctx context.Context
	dir string
	err error
}

func (t *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	if t.err == nil {
		t.err = chromedp.Do(t.ctx, steps...)
	}
}

func (t *tab) screen(width, height int64) {
	t.do(chromedp.EmulateViewport(width, height, chromedp.EmulateScale(2)))
}

func (t *tab) open(path string) { t.do(chromedp.Navigate(base + "/zh-Hans" + path)) }

// send types into a field and sends its form.
func (t *tab) send(pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		t.do(chromedp.SendKeys(chromedp.CSS(`main [name="`+pairs[i]+`"]:not([type=hidden])`), pairs[i+1]))
	}
	t.press(`main form:has([name="` + pairs[len(pairs)-2] + `"]:not([type=hidden])) button:not([type=button])`)
}

func (t *tab) press(selector string) {
	if t.err == nil {
		_, t.err = chromedp.RunResponse(t.ctx, chromedp.Click(chromedp.CSS(selector)))
	}
}

func (t *tab) shoot(name string) error {
	t.do(chromedp.Sleep(500 * time.Millisecond))
	if t.err != nil {
		return fmt.Errorf("%s: %w", name, t.err)
	}
	shot, err := chromedp.Run(t.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(t.dir, name), shot, 0o644)
}

// signIn goes through a door by the code that the outbox shows.
func (t *tab) signIn(path, phone string) {
	t.open(path)
	t.send("destination", phone)
	time.Sleep(time.Second)
	if code, err := outbox(regexp.MustCompile(`data-text="(\d{6})"`)); err != nil {
		t.err = errors.Join(t.err, err)
	} else {
		t.send("code", code)
	}
}

// outbox answers the first match of what in the demo's outbox, the newest message.
func outbox(what *regexp.Regexp) (string, error) {
	res, err := http.Get(base + "/demo/outbox")
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	var b strings.Builder
	if _, err := bufio.NewReader(res.Body).WriteTo(&b); err != nil {
		return "", err
	}
	m := what.FindStringSubmatch(b.String())
	if m == nil {
		return "", fmt.Errorf("the outbox holds no %s", what)
	}
	return m[1], nil
}

func (t *tab) home() error {
	t.screen(390, 844)
	t.signIn("/signin", "15400000001")
	t.open("/home")
	return t.shoot("home.png")
}

// till shows what the till has redeemed today.
func (t *tab) till() error {
	t.signIn("/merchant/signin", "15400000002")
	t.open("/merchant/today")
	return t.shoot("till.png")
}

func (t *tab) desk() error {
	t.screen(1280, 800)
	t.open("/staff/signin")
	digits, err := outbox(regexp.MustCompile(`(?s)admin@demo\.example.*?data-text="(\d{6})"`))
	if err != nil {
		return err
	}
	t.send("login", "admin@demo.example", "password", "cloudrest-demo", "second", digits)
	t.open("/staff/members?q=林晓岚")
	t.press(`main a[href*="/staff/members/"]`)
	return t.shoot("desk.png")
}
