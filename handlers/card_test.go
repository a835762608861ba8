package handlers_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"clubhouse/db"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// signIn signs a member in who has joined already.
func (b *browser) signIn(c *city, phone string) {
	b.t.Helper()
	b.open("/zh-Hans/signin")
	b.fill("destination", phone)
	b.fill("code", c.code(phone))
}

// joined makes a member without a browser, so that their next code may be asked for at once, and answers a session of theirs.
func (c *city) joined(name, phone string) (who db.Actor, token string) {
	c.t.Helper()
	ctx := c.t.Context()
	check := func(err error) {
		c.t.Helper()
		if err != nil {
			c.t.Fatal(err)
		}
	}
	to, err := db.ParseDestination(name+"@example.com", "CN")
	check(err)
	browser, err := c.store.RequestCode(ctx, db.MemberDoor, "", to, db.Hans, db.Client{})
	check(err)
	_, err = c.store.EnterCode(ctx, db.MemberDoor, browser, c.code(to.Email), db.Client{})
	check(err)
	token, err = c.store.JoinMember(ctx, browser, db.Joining{Name: name, Adult: true, Terms: true, Privacy: true, Locale: db.Hans}, db.Client{})
	check(err)
	s, err := c.store.Session(ctx, db.MemberDoor, token)
	check(err)
	c.exec("UPDATE accounts SET phone = '+86" + phone + "' WHERE email = '" + to.Email + "'")
	return s.Actor(), token
}

// exec changes the books beside the club.
func (c *city) exec(statement string) {
	c.t.Helper()
	w := &world{t: c.t, file: c.file}
	w.exec(statement)
}

// number answers the member's number as it is printed.
func (c *city) number(m db.Actor) string {
	c.t.Helper()
	r, err := c.store.MemberRecord(c.t.Context(), db.SystemActor, m.Member)
	if err != nil {
		c.t.Fatal(err)
	}
	return db.FormatNumber(r.Number)
}

// tillCode waits for the newest code for a till.
func (c *city) tillCode() string {
	c.t.Helper()
	for range 100 {
		for _, l := range c.outbox.Letters() {
			if strings.Contains(l.Text, "正在核对您的会员身份") {
				return sixDigits.FindString(l.Text)
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.t.Fatal("no code for a till was sent")
	return ""
}

// kept answers the addresses that the browser keeps.
func (b *browser) kept() []string {
	b.t.Helper()
	const all = `caches.keys().then(async (names) => (await Promise.all(names.map(async (n) => (await (await caches.open(n)).keys()).map((r) => new URL(r.url).pathname)))).flat())`
	list, err := chromedp.Run(b.ctx, chromedp.Evaluate[[]string](all, chromedp.EvalAwaitPromise))
	b.check("what is kept", err)
	return list
}

// keeps waits until the browser keeps a card, or none.
func (b *browser) keeps(card bool) {
	b.t.Helper()
	var list []string
	for range 100 {
		list = b.kept()
		has := false
		for _, path := range list {
			has = has || strings.HasSuffix(path, "/card/offline")
		}
		if has == card {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.t.Fatalf("a card is kept: %v; what is kept: %v", !card, list)
}

// tries opens a page that the network may not have.
func (b *browser) tries(path string) {
	b.t.Helper()
	_, _ = chromedp.Run(b.ctx, chromedp.Navigate(b.base+path)) // the error is the browser's own page
}

// One visit is enough for the card to open with the server away; it identifies only, and is gone once its member has signed
// out, here or elsewhere. Nobody sees another's.
func TestOfflineCard(t *testing.T) {
	needs(t, "chromium", "zbarimg")
	t.Parallel()
	c := newCity(t)
	mei, hers := c.joined("mei", "13800138000")
	c.joined("fang", "13800138001")
	b := newBrowser(t, c.url)
	b.signIn(c, "13800138000")
	b.sees("mei")
	b.keeps(true)
	for _, path := range b.kept() {
		shell := strings.HasPrefix(path, "/static/app.") || strings.HasPrefix(path, "/static/icon.") || path == "/zh-Hans/offline" || path == "/zh-Hans/card/offline"
		if !shell {
			t.Errorf("kept beside the shell and the card: %s", path)
		}
	}

	c.down.Store(true)
	b.tries("/zh-Hans/card")
	b.sees("mei", "离线卡只用来识别会员", "会友", "雅")
	for _, dark := range []bool{false, true} {
		b.dark(dark)
		still := b.scan()
		token, ok := strings.CutPrefix(still, c.url+"/c/")
		if !ok || token != c.store.StillToken(mei.Member, 0) {
			t.Errorf("dark %v: the offline card says %q", dark, still)
		}
	}
	b.noSideways()
	b.tries("/card")
	b.sees("mei", "离线卡只用来识别会员")
	b.tries("/zh-Hans/offers")
	b.sees("没有网络", "再试一次")
	b.noSideways()
	c.down.Store(false)
	b.press(`main a[href="?"]`)
	b.sees("晚市主餐八折")

	// Signed out here.
	b.open("/zh-Hans/me")
	b.press(`main form[action$="/signout"] button`)
	b.keeps(false)
	c.down.Store(true)
	b.tries("/zh-Hans/card")
	b.sees("没有网络")
	c.down.Store(false)

	// Another member on the same phone, whose session ends elsewhere.
	b.signIn(c, "13800138001")
	b.sees("fang")
	b.keeps(true)
	c.down.Store(true)
	b.tries("/zh-Hans/card")
	b.sees("fang", "离线卡只用来识别会员")
	c.down.Store(false)

	// A session that takes another's place without anybody having signed out or in.
	_, err := chromedp.Call(b.ctx, network.SetCookie, network.SetCookieParams{Name: "club_member", Value: hers, URL: c.url, Path: "/"})
	b.check("another's session", err)
	b.open("/zh-Hans/home")
	b.sees("mei")
	const kept = `caches.match("/zh-Hans/card/offline").then((a) => a ? a.text() : "")`
	for range 100 {
		if card, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](kept, chromedp.EvalAwaitPromise)); err == nil && strings.Contains(card, "mei") {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	c.down.Store(true)
	b.tries("/zh-Hans/card")
	b.sees("mei", "离线卡只用来识别会员")
	c.down.Store(false)
	c.exec("UPDATE sessions SET ended_at = 1 WHERE door = 'member'")
	b.open("/zh-Hans/card")
	b.sees("验证码")
	b.keeps(false)

	c.stop() // for good

	b.tries("/zh-Hans/card")
	b.sees("没有网络")
}

// The live card renews itself before its code ends, by day and by night, and by a link where there are no scripts.
func TestLiveCard(t *testing.T) {
	needs(t, "chromium", "zbarimg")
	t.Parallel()
	c := newCity(t)
	c.joined("mei", "13800138000")
	b := newBrowser(t, c.url)
	b.signIn(c, "13800138000")
	b.open("/zh-Hans/card")
	for _, dark := range []bool{false, true} {
		b.dark(dark)
		if text := b.scan(); !strings.HasPrefix(text, c.url+"/c/") || c.store.CheckCard(t.Context(), strings.TrimPrefix(text, c.url+"/c/")) != nil {
			t.Errorf("dark %v: the card says %q", dark, text)
		}
	}
	shown := func() bool {
		yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`document.querySelector("[data-renew]").checkVisibility()`))
		b.check("looking for the link", err)
		return yes
	}
	if shown() {
		t.Error("a fresh code has a link that renews nothing")
	}
	b.do("on its side", chromedp.EmulateViewport(667, 375))
	const at = `(() => { const q = document.querySelector(".qr").getBoundingClientRect(); return q.top >= 0 && q.bottom <= innerHeight && q.width >= 260 ? "" : [q.top, q.bottom, q.width, innerWidth, innerHeight].join(" "); })()`
	cut := "?"
	for i := 0; i < 50 && cut != ""; i++ { // the browser takes a moment to turn
		time.Sleep(20 * time.Millisecond)
		cut, _ = chromedp.Run(b.ctx, chromedp.Evaluate[string](at))
	}
	if cut != "" {
		t.Errorf("on a phone that lies on its side the code is cut off, or small: top, bottom, width, and the screen: %s", cut)
	}
	b.scan()
	b.do("upright", chromedp.EmulateViewport(390, 844))
	c.down.Store(true)
	b.do("at its end", chromedp.Evaluate[chromedp.Void](`(() => { const t = document.querySelector("card-timer"); t.ends = Date.now() - 1; t.count(); })()`))
	if !shown() {
		t.Error("a code that has ended has no link to renew it")
	}
	c.down.Store(false)
	b.open("/zh-Hans/card")
	b.do("near its end", chromedp.Evaluate[chromedp.Void](`(() => { const t = document.querySelector("card-timer"); t.ends = Date.now() + 6500; t.id = "old"; t.tried = 0; })()`))
	renewed := `!document.querySelector("#old") && !document.querySelector(".stale") && document.querySelector("card-timer").ends - Date.now() > 6500`
	ok := false
	for range 60 {
		stale, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`!!document.querySelector(".stale")`))
		b.check("looking at the ring", err)
		if stale {
			t.Fatal("the code ended before it was renewed")
		}
		if ok, err = chromedp.Run(b.ctx, chromedp.Evaluate[bool](renewed)); err == nil && ok {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	left, _ := chromedp.Run(b.ctx, chromedp.Evaluate[float64](`document.querySelector("card-timer").ends - Date.now()`))
	if !ok && left < 1000 { // a period may end just now: then the new ring is as short as what is left of it
		t.Error("the ring was not renewed")
	}
	b.scriptsOff()
	b.open("/zh-Hans/card")
	after, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`document.head.querySelector("noscript > meta[http-equiv=refresh]")?.content ?? ""`))
	if b.check("the page's renewal", err); after == "" {
		t.Error("without scripts the page does not renew the code by itself")
	}
	b.press("[data-renew]")
	if text := b.scan(); !strings.HasPrefix(text, c.url+"/c/") || !strings.HasSuffix(b.location(), "/zh-Hans/card") {
		t.Errorf("without scripts the card says %q at %s", text, b.location())
	}
}

// A till that has only a printed number has the member read out a code, and sees what they have; a lost phone's card is dead.
func TestCardWithoutPhone(t *testing.T) {
	needs(t, "chromium")
	t.Parallel()
	c := newCity(t)
	mei, _ := c.joined("mei", "13800138000")
	b := newBrowser(t, c.url)
	b.signIn(c, "13800138000")
	number := c.number(mei)
	till := newBrowser(t, c.url)
	till.open("/zh-Hans/merchant")
	till.fill("destination", tillPhone)
	till.fill("code", c.code(tillPhone))
	till.fill("code", number)
	till.sees("仅识别身份")
	till.noSideways()
	till.press(`main form[action$="/merchant/codes"] button`)
	till.sees("请会员读出来")
	till.noSideways()
	till.fill("code", c.tillCode())
	till.sees("已用验证码确认", "没有可在本店使用的卡券")

	b.open("/zh-Hans/me/security")
	b.do("open", chromedp.Click(chromedp.CSS(`a[href="#lost"]`)))
	b.press(`#lost form button`)
	b.sees("会员卡已换新")
	if err := c.store.CheckCard(t.Context(), c.store.StillToken(mei.Member, 0)); db.ReasonOf(err) != db.CardWrong {
		t.Errorf("the card of before: %v", err)
	}
	b.keeps(true)
	c.down.Store(true)
	b.tries("/zh-Hans/card")
	b.sees("离线卡只用来识别会员")
	src, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](fmt.Sprintf(`document.body.innerText.includes(%q)`, number)))
	if err != nil || !src {
		t.Errorf("the number is not on the offline card: %v", err)
	}
}
