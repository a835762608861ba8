package db

import (
	"testing"
	"time"
)

// What anybody would try first is no password; a sentence of one's own is.
func TestPasswordRules(t *testing.T) {
	t.Parallel()
	for p, want := range map[string]Reason{
		"short": PasswordWeak, "1234567890": PasswordCommon, "１２３４５６７８９０": PasswordCommon, "0987654321": PasswordCommon, "aaaaaaaaaa": PasswordCommon,
		"abcabcabcabc": PasswordCommon, "abcdefghij": PasswordCommon, "qwertyuiop": PasswordCommon, "QWERTYUIOP": PasswordCommon, "1212121212": PasswordCommon,
		"1234567890a": PasswordCommon, "qwerty12345": PasswordCommon, "111222333444": PasswordCommon, "1qaz2wsx3edc": PasswordCommon, "1q2w3e4r5t": PasswordCommon,
		"Password123": PasswordCommon, "password-123!": PasswordCommon, "passwordpassword": PasswordCommon, "P@ssw0rd123": PasswordCommon, "woaini1314520": PasswordCommon,
		"5201314520": PasswordCommon, "我爱我家我爱我家我爱我家": PasswordCommon, "!@#$%^&*()": PasswordCommon, "123 456 789 0": PasswordCommon, "----------": PasswordCommon,
		goodPassword: "", "a long enough password": "", "cloudrest-demo": "", "外婆的红烧肉最好吃了呢": "", "kX9#vQ2!mZ7pLw": "", "$+;=~`|<>?{}": "",
	} {
		if got := ReasonOf(checkPassword(p)); got != want {
			t.Errorf("%s: %q, want %q", p, got, want)
		}
	}
}

// One's own phone, e-mail and number are no password, of a member nor of staff.
func TestPasswordOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	w.exec("UPDATE accounts SET email = 'mei.ling.chen@example.com' WHERE id = $1", m.Account)
	number := must(w.Session(ctx, MemberDoor, must(w.byCode("13800138000"))(t)))(t).Member.Number
	for _, p := range []string{"13800138000", "+86 138 0013 8000", "a13800138000", "1380013800013800138000", "mei.ling.chen@example.com", "Mei Ling Chen", "meilingchen88", number + number, FormatNumber(number) + "mei"} {
		wantReason(t, p, w.SetPassword(ctx, m, p), PasswordOwn)
	}
	must(0, w.SetPassword(ctx, m, "13900139000 是我妈妈的"))(t)

	h := w.hire("service.desk@club.example", Service, ScopeAll, 0)
	w.pass(time.Minute)
	wantReason(t, "at the desk", w.ChangeDeskPassword(ctx, h.Actor, goodPassword, w.totp(h.secret), "service.desk@club.example", Client{}), PasswordOwn)
	wantReason(t, "a common one", w.ChangeDeskPassword(ctx, h.Actor, goodPassword, w.totp(h.secret), "1234567890", Client{}), PasswordCommon)
	link := must(w.ReplaceAuthenticator(ctx, h.Actor, goodPassword, w.totp(h.secret), Client{}))(t)
	secret := must(w.Setup(ctx, link))(t).Secret
	finish := func(p string) error {
		_, _, err := w.FinishSetup(ctx, link, p, w.totp(secret), Client{})
		return err
	}
	wantReason(t, "at the setup", finish("service desk"), PasswordOwn)
	wantReason(t, "a common one at the setup", finish("qwertyuiop"), PasswordCommon)
	must(0, finish(goodPassword))(t)
}
