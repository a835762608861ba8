package merchant

import (
	"net/http"
	"strings"
	"testing"

	"clubhouse/db"
)

// tillCode takes the newest code that was sent for a till, "" where none was.
func (w *world) tillCode() (code string) {
	w.t.Helper()
	for _, j := range must(w.LeaseJobs(ctx, 50))(w.t) {
		m, _, err := j.Message()
		if err == nil {
			err = w.FinishJob(ctx, j)
		}
		if err != nil {
			w.t.Fatal(err)
		}
		if m.Template == "till_code" {
			code = m.Args["code"]
		}
	}
	return code
}

// number answers the member's number as it is printed.
func (w *world) number() string {
	w.t.Helper()
	s := must(w.MemberRecord(ctx, db.SystemActor, w.member.Member))(w.t)
	return db.FormatNumber(s.Number)
}

// A member without a live card is found by what is printed or kept, and what they have is shown once they have read a code out.
func TestFindMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	code := w.voucher(nil)
	b := w.till(mainTill)
	still := base + "/c/" + w.StillToken(w.member.Member, 0)
	for _, by := range []struct{ text, how string }{{w.number(), "typed"}, {strings.ToLower(w.number()), "typed"}, {still, "scan"}} {
		b.post("/merchant/lookups", "code", by.text, "how", by.how).want(t, by.text, http.StatusOK, db.MaskName(memberName), "仅识别身份", `action="/merchant/codes"`, "!双人下午茶", "!"+code)
	}
	b.get("/merchant/code").want(t, "no code yet", http.StatusSeeOther, "/merchant")
	b.post("/merchant/codes", "code", still).want(t, "ask", http.StatusSeeOther, "/merchant/code")
	said := w.tillCode()
	b.get("/en/merchant/code").want(t, "the code's page", http.StatusOK, "A code has been sent", "!欧", "!双人下午茶")
	b.post("/merchant/codes", "code", still).want(t, "at once again", http.StatusUnprocessableEntity, "请 60 秒后再试")
	b.post("/merchant/code/resend").want(t, "resend at once", http.StatusUnprocessableEntity, "请 60 秒后再试")
	b.post("/merchant/code", "code", "12345").want(t, "too short", http.StatusUnprocessableEntity, "还可以试 4 次", "!双人下午茶")
	colleague := w.till(mainTill)
	colleague.post("/merchant/code", "code", said).want(t, "another session", http.StatusUnprocessableEntity, "!双人下午茶")
	colleague.get("/merchant/code").want(t, "another session's page", http.StatusSeeOther, "/merchant")
	for range 2 { // as a form that is sent twice
		b.post("/merchant/code", "code", said).want(t, "the right code", http.StatusSeeOther, "/merchant/code")
		b.get("/merchant/code").want(t, "the member", http.StatusOK, db.MaskName(memberName), "已用验证码确认", "双人下午茶", "/merchant/vouchers/"+code)
	}
	w.clock.Add(301)
	b.get("/merchant/code").want(t, "later", http.StatusSeeOther, "/merchant")
	b.post("/merchant/code", "code", said).want(t, "the code later", http.StatusUnprocessableEntity, "已经用过", "!双人下午茶")
	nothingPersonal(t, b, colleague)
}

// A phone opens nothing, and the pages are the same whether or not it is a member's.
func TestFindMemberByPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.voucher(nil)
	b := w.till(mainTill)
	pages := map[string]string{}
	for _, phone := range []string{memberPhone, "13600000000"} {
		w.tillCode()
		w.clock.Add(61)
		found := b.post("/merchant/lookups", "code", phone, "how", "typed")
		found.want(t, phone, http.StatusOK, "如果", `action="/merchant/codes"`, "!欧")
		if w.tillCode() != "" {
			t.Errorf("%s: a code is sent before anybody has asked for one", phone)
		}
		b.post("/merchant/codes", "code", phone).want(t, phone, http.StatusSeeOther, "/merchant/code")
		page := b.get("/merchant/code")
		page.want(t, phone, http.StatusOK, "如果这是会员的号码", "!欧")
		wrong := b.post("/merchant/code", "code", "000000x")
		wrong.want(t, phone, http.StatusUnprocessableEntity, "还可以试 4 次")
		pages[phone] = strings.ReplaceAll(found.body, phone, "") + page.body + wrong.body
		if (w.tillCode() != "") != (phone == memberPhone) {
			t.Errorf("%s: whom a code is sent to is wrong", phone)
		}
	}
	if pages[memberPhone] != pages["13600000000"] {
		t.Error("the pages tell whose phone is a member's")
	}
	b.post("/merchant/codes", "code", "1234").want(t, "no phone", http.StatusUnprocessableEntity, "请输入券码")
	b.post("/merchant/codes", "code", "CH 0000 0000 1").want(t, "no number", http.StatusUnprocessableEntity, "没有这个会员号")
}
