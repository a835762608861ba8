package db

import (
	"testing"
	"time"
)

// takeIn takes a file, which does what its dry run says.
func (w *world) takeIn(by Actor, file string) MemberImport {
	w.t.Helper()
	id := w.membersFile(by, file)
	check := must(w.CheckMembers(ctx, by, id))(w.t)
	done := must(w.ConfirmMembers(ctx, by, id))(w.t)
	if check.Added != done.Added || check.Same != done.Same || check.Points != done.Points || refusals(check.Refused) != refusals(done.Refused) {
		w.t.Errorf("the dry run says %+v, the act %+v", check, done)
	}
	w.ledgerHolds()
	w.soundBooks()
	return done
}

// Rows of a file become members on accounts that stand already, of a till here: one row an account, and none that brings a
// phone or e-mail that the account does not have, or whose account is disabled.
func TestTakeInOntoAccounts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	w.exec("UPDATE accounts SET email = 'till@example.com' WHERE phone = '+8613900000001'")
	w.newTill("停用店", "13900000003")
	w.exec("UPDATE accounts SET disabled_at = 1 WHERE phone = '+8613900000003'")
	w.exec("UPDATE accounts SET phone = '+8613600000009' WHERE email = 'admin@club.example'")
	w.hire("clerk@club.example", Service, ScopeAll, 0)
	file := "name,phone,email,points,community\n" +
		"远,13900000001,,1,远方\n" + // refused itself, it keeps no other off the account
		"司马甲,,till@example.com,10,\n" +
		"司马乙,13600000002,,5,\n" +
		"司马丙,13600000009,,20,\n" +
		"司马丙,,admin@club.example,20,\n" + // the same account
		"停用,13900000003,,7,\n" +
		"司马丁,13900000002,ding@example.com,9,\n" + // the account has no e-mail
		"司马戊,13600000004,clerk@club.example,9,\n" // and this one no phone
	want := "2 community community_unknown; 6 email row_twice 5; 7 phone row_account_disabled; 8 email row_contact_foreign; 9 phone row_contact_foreign"
	done := w.takeIn(admin.Actor, file)
	if got := refusals(done.Refused); got != want || done.Added != 3 || done.Points != 35 {
		t.Errorf("refused\n%s\nwant\n%s\n%+v", got, want, done)
	}
	for phone, name := range map[string]string{"+8613900000001": "司马甲", "+8613600000009": "司马丙"} {
		if n := w.rows("SELECT COUNT(*) FROM members m JOIN accounts a ON a.id = m.account_id WHERE a.phone = ? AND m.name = ?", phone, name); n != 1 {
			t.Errorf("%d memberships of %s", n, name)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM accounts WHERE email = 'ding@example.com' OR phone = '+8613600000004'"); n != 0 {
		t.Error("a file opens a till or a desk to another phone or e-mail")
	}
	done = w.takeIn(admin.Actor, file)
	if got := refusals(done.Refused); got != want || done.Added != 0 || done.Same != 3 {
		t.Errorf("the same file again: %s\n%+v", got, done)
	}
}

// A till's phone that has rested may be somebody else's by now: no file gives them its account.
func TestTakeInOntoRestedTill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pass(91 * day)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	done := w.takeIn(admin.Actor, "name,phone\n新机主,13900000001\n")
	if got := refusals(done.Refused); got != "2 phone row_phone_rested" || done.Added != 0 {
		t.Errorf("%s %+v", got, done)
	}
}

// Who was a member before and is taken in again is known to have been one, by phone, by e-mail, or by what their account has.
func TestTakeInReturned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	w.takeIn(admin.Actor, "name,phone,email\n司马甲,13600000001,jia@example.com\n司马乙,13600000002,yi@example.com\n")
	w.exec("UPDATE accounts SET email = 'till@example.com' WHERE phone = '+8613900000001'")
	w.pass(time.Hour)
	must(0, w.Leave(ctx, w.join("前台", "13900000001"), true))(t)
	w.exec("UPDATE members SET leaves_at = 1")
	for more := true; more; {
		more = must(w.EraseDue(ctx, 10))(t)
	}
	w.exec("UPDATE accounts SET phone = '+8613600000009' WHERE phone = '+8613900000001'")
	if done := w.takeIn(admin.Actor, "name,phone,email\n司马甲,13600000001,\n司马乙,13600000007,yi@example.com\n前台,13600000009,\n司马丙,13600000003,bing@example.com\n"); done.Added != 4 {
		t.Fatalf("%+v", done)
	}
	for name, want := range map[string]int64{"司马甲": 1, "司马乙": 1, "前台": 1, "司马丙": 0} {
		if n := w.rows("SELECT returned FROM members WHERE name = ? AND left_at IS NULL", name); n != want {
			t.Errorf("%s: returned is %d, want %d", name, n, want)
		}
	}
}
