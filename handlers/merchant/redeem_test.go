package merchant

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"clubhouse/db"
)

func id(n int64) string { return strconv.FormatInt(n, 10) }

const key1, key2 = "0123456789abcdef", "fedcba9876543210"

func TestRedeem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.till(mainTill)
	other := w.till(roamingTill)
	other.post("/merchant/outlets/" + id(w.pier))
	code := w.voucher(nil)
	page := "/merchant/vouchers/" + code

	b.get("/merchant").want(t, "scanner", 200, "qr-scan", `accept="image/`, "/merchant/photos")
	b.get("/merchant?code="+base+"/v/"+code).want(t, "brought", 200, `value="`+base+"/v/"+code+`"`, db.FormatCode(code), "查询这个码")
	b.get("/merchant?code=https://evil.example/v/"+code).want(t, "foreign and brought", 200, "!查询这个码")
	b.post("/merchant/lookups", "code", strings.ToLower(db.FormatCode(code)), "how", "typed").want(t, "typed", 303, page)
	b.post("/merchant/lookups", "code", base+"/en/v/"+code, "how", "scan").want(t, "scanned", 303, page)
	b.get(page).want(t, "confirm", 200, "8折", "双人下午茶", "不与其他优惠同享", "欧*玲", "雅会员", "12月1日", "¥", "积分", `name="key"`)
	b.get("/en"+page).want(t, "confirm in English", 200, "20%", "Afternoon tea for two", "Redeem now", "1 for each full ¥1")
	b.post(page+"/redemption", "key", key1, "bill", "12x").want(t, "wrong bill", 422, `value="12x"`, "请输入正确的金额", `value="`+key1+`"`)
	b.post(page+"/redemption", "key", "short", "bill", "12").want(t, "no key", 422, `value="12"`, "页面已过期", `!value="short"`)

	first := b.post(page+"/redemption", "key", key1, "bill", "¥1,128.50")
	first.want(t, "redeemed", 303, "/merchant/redemptions/")
	if again := b.post(page+"/redemption", "key", key1, "bill", "1128.5"); again.location != first.location {
		t.Errorf("a retry led to %q, the first to %q", again.location, first.location)
	}
	b.post(page+"/redemption", "key", key1, "bill", "5").want(t, "same key, another bill", 422, "刚才已核销", first.location)
	b.get(first.location).want(t, "success", 200, `class="result good"`, "核销成功", "8折", "欧*玲", "¥1,128.50", "+1,128", "data-return", "data-sound")
	other.get(first.location).want(t, "another outlet's", 404)
	b.post(page+"/redemption", "key", key2, "bill", "5").want(t, "twice", 409, `class="result bad"`, "已经用过", "11月21日 12:0", "在本店使用", first.location)
	other.post(page+"/redemption", "key", key1, "bill", "5").want(t, "from another till", 409, "已经用过", "11月21日 12:0", "总店", "!"+first.location)
	other.post("/en/merchant/lookups", "code", code).want(t, "looked up from another till", 409, "Already used", "21 Nov", "Main hall")
	b.get(page).want(t, "gone back", 409, "已经用过")
	w.clock.Add(3600)
	b.get(first.location).want(t, "later", 200, "核销成功", "!data-return", "!data-sound")

	b.get("/merchant/today").want(t, "today", 200, "双人下午茶", "欧*玲", "¥1,128.50", "12:0", first.location)
	other.get("/merchant/today").want(t, "not the other's", 200, "今天还没有核销")
	nothingPersonal(t, b, other)
}

// Many tills and one code: one redemption.
func TestRedeemAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one, two := w.till(mainTill), w.till(roamingTill)
	two.post("/merchant/outlets/" + id(w.pier))
	code := w.voucher(nil)
	var wg sync.WaitGroup
	var answers [8]answer
	for i := range answers {
		b := &browser{world: w, cookies: map[string]string{}}
		for k, v := range []*browser{one, two}[i%2].cookies {
			b.cookies[k] = v
		}
		wg.Go(func() { answers[i] = b.post("/merchant/vouchers/"+code+"/redemption", "key", key1+strconv.Itoa(i)) })
	}
	wg.Wait()
	done := 0
	for _, a := range answers {
		if a.status == 303 {
			done++
		} else {
			a.want(t, "the others", 409, "已经用过")
		}
	}
	if done != 1 {
		t.Errorf("redeemed %d times", done)
	}
}

func TestDenied(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b, rival := w.till(mainTill), w.till(rivalTill)
	plain := w.voucher(nil)
	atPier := w.voucher(func(o *db.Offer) { o.Outlets = []int64{w.pier} })
	weekday := w.voucher(func(o *db.Offer) { o.Weekdays, o.HourFrom, o.HourTo = 0b0111110, 11*60, 14*60 })
	look := func(b *browser, code string) answer { return b.post("/merchant/lookups", "code", code) }

	look(rival, plain).want(t, "another merchant's", 422, `class="result warn"`, "本店不适用", "云栖餐厅", "!欧", "!"+memberName)
	rival.post("/merchant/vouchers/"+plain+"/redemption", "key", key1).want(t, "forced at another merchant's", 422, "本店不适用")
	look(b, atPier).want(t, "another outlet's", 422, "本店不适用", "只能在云栖餐厅 码头店使用")
	look(b, weekday).want(t, "on a Saturday", 422, "现在不可用", "周一至周五 11:00–14:00")
	b.get("/merchant/vouchers/"+weekday).want(t, "its page", 422, "现在不可用")
	b.get("/merchant/vouchers/000000000000").want(t, "no such voucher", 404)
	b.get("/merchant/vouchers/rubbish").want(t, "no code", 404)
	w.clock.Add(12 * 86400)
	b = w.till(mainTill)
	look(b, plain).want(t, "expired", 422, `class="result bad"`, "已过期", "2026年12月2日")
	nothingPersonal(t, b, rival)
}

func TestLookUpRubbish(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.till(mainTill)
	code := w.voucher(nil)
	slip := code[:11] + map[bool]string{true: "Y", false: "X"}[code[11] == 'X']
	for what, c := range map[string]struct{ text, how, sentence string }{
		"empty":           {"", "typed", "请输入券码"},
		"a slip":          {slip, "typed", "券码不完整或有误"},
		"unknown":         {"000000000000", "typed", "没有这张券"},
		"words":           {"你好 <b>", "typed", "券码不完整或有误"},
		"a number":        {"CH 0000 0000 0", "typed", "没有这个会员号"},
		"a slip in one":   {"CH 0000 0000 1", "typed", "没有这个会员号"},
		"foreign QR":      {"https://u.wechat.example/abc", "scan", "这不是本会的二维码"},
		"our other pages": {base + "/offers/5", "scan", "这不是本会的二维码"},
		"another's club":  {"https://other.example/v/" + code, "scan", "这不是本会的二维码"},
		"a forged card":   {base + "/c/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "scan", "这个会员码无效"},
	} {
		a := b.post("/merchant/lookups", "code", c.text, "how", c.how)
		a.want(t, what, 422, c.sentence, "qr-scan", "!<b>你好")
		if !strings.Contains(a.header.Get("Content-Security-Policy"), "wasm-unsafe-eval") {
			t.Errorf("%s: the scanner may not run", what)
		}
	}
	b.post("/en/merchant/lookups", "code", slip, "how", "typed").want(t, "kept", 422, `value="`+slip+`"`, "Error: ")
	// Wrong tries slow this till, not its neighbour.
	var last answer
	for range 12 {
		last = b.post("/merchant/lookups", "code", slip)
	}
	last.want(t, "slowed", 429, "请等一分钟再试", "qr-scan")
	slowed := b.post("/merchant/vouchers/"+code+"/redemption", "key", key1, "bill", "12.50")
	slowed.want(t, "slowed with a bill typed", 429, "请等一分钟再试", `value="12.50"`, `value="`+key1+`"`)
	if wait := slowed.header.Get("Retry-After"); wait != "60" {
		t.Errorf("to be tried again after %q", wait)
	}
	w.till(roamingTill).post("/merchant/outlets/" + id(w.main))
	w.clock.Add(61)
	b.post("/merchant/lookups", "code", code).want(t, "a minute later", 303, "/merchant/vouchers/"+code)
}

func TestCard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.till(mainTill)
	b.post("/merchant/lookups", "code", base+"/c/"+w.card(), "how", "scan").want(t, "no vouchers", 200, "欧*玲", "没有可在本店使用的卡券")
	here := w.voucher(nil)
	there := w.voucher(func(o *db.Offer) { o.Outlets = []int64{w.pier} })
	b.post("/merchant/lookups", "code", base+"/c/"+w.card(), "how", "scan").want(t, "card", 200, "欧*玲", "雅会员", "会友", "/merchant/vouchers/"+here, "!"+there, "!"+w.card())
	b.get("/merchant?code="+base+"/c/"+w.card()).want(t, "brought by a phone's camera", 200, "会员码", w.card())
	old := w.card()
	w.clock.Add(200)
	b.post("/merchant/lookups", "code", base+"/c/"+old, "how", "scan").want(t, "an old card", 422, "会员码已过期", "data-refused=\""+base+"/c/"+old)
	nothingPersonal(t, b)
}

func TestTodayPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.till(mainTill)
	for i := range 52 {
		code := w.voucher(nil)
		b.post("/merchant/vouchers/"+code+"/redemption", "key", key1+strconv.Itoa(i), "bill", "10").want(t, "redeem", 303)
		w.clock.Add(1)
	}
	a := b.get("/merchant/today")
	a.want(t, "today", 200, "¥520.00", ">52<")
	if _, rest, ok := strings.Cut(a.body, "/merchant/today?before="); ok {
		before, _, _ := strings.Cut(rest, `"`)
		b.get("/merchant/today?before="+before).want(t, "next page", 200, "¥520.00", "回到最新", "!rel=\"next\"")
	} else {
		t.Error("no second page")
	}
	b.get("/merchant/today?before=1").want(t, "past the end", 200, "没有更早的了")
	b.get("/merchant/today?before=x").want(t, "rubbish", 200, "双人下午茶")
	w.clock.Add(12 * 3600)
	b = w.till(mainTill)
	b.get("/merchant/today").want(t, "tomorrow", 200, "今天还没有核销")
}

// nothingPersonal fails where any page of the tills held what a till must not see.
func nothingPersonal(t *testing.T, tills ...*browser) {
	t.Helper()
	for _, b := range tills {
		for _, body := range b.seen {
			for _, loose := range []string{" style=", "<style", " onclick=", " onsubmit="} {
				if strings.Contains(body, loose) {
					t.Errorf("a page of the till holds %q", loose)
				}
			}
			for _, secret := range []string{memberName, memberPhone, "8613800138000", "138 0013 8000", "138****8000"} {
				if strings.Contains(body, secret) {
					t.Errorf("a page of the till holds %q", secret)
				}
			}
		}
	}
}
