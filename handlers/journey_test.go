package handlers_test

import (
	"strings"
	"testing"
	"time"

	"clubhouse/db"

	"github.com/chromedp/chromedp"
)

// signInDesk signs the administrator in at the staff door.
func (b *browser) signInDesk(c *city) {
	b.t.Helper()
	digits, err := db.TOTP(c.admin, time.Now().Unix())
	if err != nil {
		b.t.Fatal(err)
	}
	b.open("/staff/signin")
	b.fill("login", adminEmail, "password", adminPassword, "second", digits)
	b.sees("林晓")
}

// join goes from the first page to a claimed home, in Chinese.
func (b *browser) join(c *city) {
	b.t.Helper()
	b.open("/zh-Hans/")
	b.noSideways()
	b.open("/zh-Hans/signin")
	b.fill("destination", "１３８ ００１３ ８０００") // full-width, as an older keyboard may write it
	b.fill("code", "000000")
	b.sees("验证码不对")
	b.fill("code", c.code(ownerPhone))
	b.fill("name", "陳美玲", "adult", "✓")
	b.fill("locale", "✓")
	b.fill("terms", "✓", "privacy", "✓")
	b.fill("community", "↓", "building", "3栋", "stair", "1单元", "room", "1802")
	b.sees("半岛花园", "已认证")
}

// The whole path on a phone: join, verify, card, claim, scan, redeem, see it used, find it in the record and the log.
func TestJourney(t *testing.T) {
	needs(t, "chromium", "zbarimg")
	t.Parallel()
	c := newCity(t)
	member := newBrowser(t, c.url)
	member.join(c)

	member.open("/zh-Hans/home")
	member.sees("陳美玲")
	member.noSideways()
	member.open("/zh-Hans/card")
	if text := member.scan(); !strings.HasPrefix(text, c.url+"/c/") {
		t.Errorf("the card's QR code says %q", text)
	}
	member.open("/zh-Hans/offers")
	member.noSideways()
	member.press(`main a[href*="/offers/"]`)
	member.sees("晚市主餐八折", "每桌限用一张")
	member.press(`main form[action$="/claims"] button`)
	member.sees("晚市主餐八折")
	voucher := member.location()
	scanned := member.scan()
	if !strings.HasPrefix(scanned, c.url+"/v/") {
		t.Fatalf("the voucher's QR code says %q", scanned)
	}

	till := newBrowser(t, c.url, camera(film(t, scanned))...)
	till.open("/zh-Hans/merchant")
	till.fill("destination", tillPhone)
	till.fill("code", c.code(tillPhone))
	till.sees("陳*玲", "晚市主餐八折") // the camera is on the scan page, and finds the code by itself
	till.fill("bill", "plenty")
	till.bares(".faults")
	till.bares("#f-bill-error")
	till.fill("bill", "128.50")
	till.sees("128")
	till.open("/zh-Hans/merchant/today")
	till.sees("晚市主餐八折", "陳*玲", "128.50")
	till.noSideways()
	till.open("/zh-Hans/merchant")
	till.sees("本店使用") // the camera still shows it: the second try is told where and when

	member.sees("已使用", "海湾店") // by itself, without a reload
	if member.location() != voucher {
		t.Errorf("the member is at %s", member.location())
	}

	desk := newBrowser(t, c.url)
	desk.signInDesk(c)
	desk.open("/zh-Hans/staff/members?q=陈美玲")
	desk.press(`main tbody a[href*="/staff/members/"]`)
	desk.sees("陳美玲", "显示资料", "晚市主餐八折")
	desk.do("unfold the facts", chromedp.Click(chromedp.CSS("label.fold")))
	desk.sees("138****8000")
	desk.noSideways()
	desk.open("/zh-Hans/staff/audit")
	desk.sees("晚市主餐八折")
	desk.noSideways()
}

// The same path with scripts off: everything is links and forms, and the code is typed.
func TestJourneyWithoutScripts(t *testing.T) {
	needs(t, "chromium", "zbarimg")
	t.Parallel()
	c := newCity(t)
	member := newBrowser(t, c.url)
	member.scriptsOff()
	member.join(c)
	member.open("/en/offers")
	member.press(`main a[href*="/offers/"]`)
	member.sees("20% off dinner", "One a table.")
	member.press(`main form[action$="/claims"] button`)
	scanned := member.scan()
	code := scanned[strings.LastIndex(scanned, "/")+1:]

	till := newBrowser(t, c.url)
	till.scriptsOff()
	till.open("/en/merchant")
	till.fill("destination", tillPhone)
	till.fill("code", c.code(tillPhone))
	till.fill("code", strings.ToLower(db.FormatCode(code)))
	till.sees("陳*玲", "20% off dinner")
	till.fill("bill", "plenty")
	till.bares(".faults")
	till.bares("#f-bill-error")
	till.fill("bill", "88")
	till.sees("88")
	till.open("/en/merchant")
	till.fill("code", code)
	till.sees("this outlet")

	voucher := member.location()
	member.open(strings.TrimPrefix(voucher, c.url))
	member.sees("has been used", "Bay branch")
	member.open("/en/points")
	member.sees("88")
}
