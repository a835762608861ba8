package merchant

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"clubhouse/db"
)

func TestSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.browser()
	b.get("/merchant/signin?next=%2Fmerchant%2Ftoday").want(t, "page", 200, "商户登录", `value="/merchant/today"`)
	b.get("/en/merchant/signin?next=//evil.example").want(t, "foreign next", 200, `name="next" value="/merchant"`, "Merchant sign in")
	b.get("/merchant/signin?next=/v/K3M97QTX2WPA").want(t, "from a scanned code", 200, `name="next" value="/v/K3M97QTX2WPA"`)
	b.get("/merchant/signin?next=/staff/members").want(t, "another door", 200, `name="next" value="/merchant"`)
	b.post("/merchant/signin", "destination", "12345").want(t, "no phone", 422, "12345", "请输入有效的手机号码或邮箱")
	b.get("/merchant/signin/code").want(t, "no code asked for", 303, "/merchant/signin")
	b.post("/merchant/signin", "destination", mainTill, "next", "/merchant/today").want(t, "asked", 303, "/merchant/signin/code?next=%2Fmerchant%2Ftoday")
	b.post("/merchant/signin", "destination", mainTill).want(t, "asked again in haste", 303, "/merchant/signin/code")
	b.get("/merchant/signin/code?next=%2Fmerchant%2Ftoday").want(t, "code page", 200, "139****0001", "one-time-code", "!"+mainTill)
	b.post("/merchant/signin/code", "code", "000000x", "next", "/merchant/today").want(t, "wrong code", 422, "验证码不对", `value="/merchant/today"`)
	b.post("/merchant/signin/code/resend").want(t, "resent in haste", 422, "秒后再试")
	w.clock.Add(61)
	b.post("/merchant/signin/code/resend", "next", "/merchant/today").want(t, "resent", 303, "/merchant/signin/code?next")
	b.get("/merchant/signin/code").want(t, "told", 200, "新的验证码已发送")
	b.post("/merchant/signin/code", "code", w.sentCode(mainTill), "next", "/merchant/today").want(t, "in", 303, "/merchant/today")
	b.get("/merchant/today").want(t, "at its only outlet", 200, "云栖餐厅 · 总店", "今天还没有核销")
	b.get("/merchant/signin").want(t, "signed in already", 303, "/merchant")

	b.post("/merchant/signout").want(t, "out", 303, "/merchant/signin")
	b.get("/merchant/today").want(t, "closed", 303, "/merchant/signin?next=%2Fmerchant%2Ftoday")
}

func TestSignInRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.clock.Add(61)
	b := w.browser()
	b.post("/merchant/signin", "destination", memberPhone)
	b.post("/merchant/signin/code", "code", w.sentCode(memberPhone)).want(t, "a member without a grant", 422, "这个账户没有收银权限", `name="destination"`)
	b.get("/merchant").want(t, "stays out", 303, "/merchant/signin")
	b.post("/merchant/signin", "destination", "13700000000")
	b.post("/en/merchant/signin/code", "code", w.sentCode("13700000000")).want(t, "nobody", 422, "may not use a till")
	w.browser().post("/merchant/signin/code", "code", "123456").want(t, "foreign browser", 422, "没有待输入的验证码")

	// A till whose grant ends is out at once, and can still sign out.
	in := w.till(mainTill)
	_, tills, err := w.Merchant(ctx, w.merchant)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range tills {
		if g.Outlet == w.main {
			if err := w.EndTill(ctx, db.SystemActor, g.Grant); err != nil {
				t.Fatal(err)
			}
		}
	}
	if a := in.get("/merchant"); a.status != 303 && a.status != 403 {
		t.Errorf("without a grant: %d", a.status)
	}
	if a := in.post("/merchant/signout"); a.status != 303 && a.status != 401 {
		t.Errorf("signing out without a grant: %d", a.status)
	}
}

func TestOutlets(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.till(roamingTill)
	code := w.voucher(nil)
	for _, path := range []string{"/merchant", "/merchant/today", "/merchant/vouchers/" + code, "/merchant/redemptions/5"} {
		b.get(path).want(t, path+" before an outlet", 303, "/merchant/outlets")
	}
	for _, path := range []string{"/merchant/lookups", "/merchant/vouchers/" + code + "/redemption"} {
		b.post(path, "code", code).want(t, path+" before an outlet", 303, "/merchant/outlets")
	}
	b.get("/merchant/outlets?next=%2Fmerchant%2Ftoday").want(t, "choice", 200, "总店", "码头店", "!谷雨", `value="/merchant/today"`)
	b.post("/merchant/outlets/"+id(w.rivals)).want(t, "another's outlet", 404)
	b.post("/merchant/outlets/x").want(t, "no outlet", 404)
	b.post("/merchant/outlets/"+id(w.pier), "next", "/merchant/today").want(t, "chosen", 303, "/merchant/today")
	b.get("/en/merchant").want(t, "stands there", 200, "Cloud Rest · Pier", "Switch outlet")
	w.till(mainTill).get("/merchant").want(t, "no choice", 200, "!切换门店")

	o, _, _ := w.Outlet(ctx, w.pier)
	o.Ended = true
	must(w.SaveOutlet(ctx, db.SystemActor, o))(t)
	b.get("/merchant/today").want(t, "an outlet that closed", 303, "/merchant/outlets")
}

// A till signed out in the middle keeps the bill.
func TestSignedOutInTheMiddle(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b := w.till(mainTill)
	code := w.voucher(nil)
	w.clock.Add(int64(13 * time.Hour / time.Second))
	path := "/merchant/vouchers/" + code
	a := b.post(path+"/redemption", "bill", "128.50", "key", "0123456789abcdef")
	next := url.QueryEscape(path + "?bill=128.50")
	a.want(t, "signed out", 401, "/merchant/signin?next="+next)
	b.post("/merchant/signin", "destination", mainTill)
	a = b.post("/merchant/signin/code", "code", w.sentCode(mainTill), "next", path+"?bill=128.50")
	if a.status != http.StatusSeeOther || a.location != path+"?bill=128.50" {
		t.Fatalf("back to %d %q", a.status, a.location)
	}
	b.get(a.location).want(t, "the bill", 200, `value="128.50"`)
}
