package db

import (
	"testing"
	"time"
)

// Two processes of one file that draw the same number for their ids lose nothing: neither a notice's letters nor a member.
func TestProcessesOfOneNumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.lite()
	m := w.join("陈美玲", "13800138000")
	must(0, w.SetService(ctx, m, true, false, Hans))(t)
	w.sent()
	other := w.beside()
	other.ids = idMaker{process: w.ids.process} // and makes all of w's ids again: the clock stands still
	for n := range int64(40) {
		must(0, other.Write(ctx, SystemActor, func(tx *Tx) error { return tx.tell(m.Member, TierSet{n, Jade}) }))(t)
	}
	if n, sent := w.unread(m), len(w.sent()); n != 40 || sent != 40 {
		t.Errorf("%d unread, %d sent", n, sent)
	}
	phone := must(ParseDestination("13900139000", "CN"))(t)
	for k := range int64(100) { // accounts of all the ids that it makes next
		w.exec("INSERT INTO accounts (id, email, name, locale, created_at) VALUES (?, CAST(? AS TEXT), '', 'zh-Hans', 1) ON CONFLICT DO NOTHING",
			(w.clock.now().UnixMilli()-idEpoch)<<22|w.ids.process<<12|k, k)
	}
	other.ids = idMaker{process: w.ids.process}
	must(0, other.Write(ctx, SystemActor, func(tx *Tx) error { _, err := tx.openAccount(phone, "张伟", Hans); return err }))(t)
}

// What an act does that goes on past midnight is found on its day: by the log at the time of its row, and a voucher at that
// of its claim.
func TestDaysOfLongActs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	must(0, w.Write(ctx, admin, func(tx *Tx) error {
		w.clock.pass(20 * time.Minute)
		return tx.audit(change{act: "register.imported", noun: 1})
	}))(t)
	id, at := w.rows("SELECT id FROM audit WHERE act = 'register.imported' AND noun_id = 1"), w.rows("SELECT at FROM audit WHERE act = 'register.imported' AND noun_id = 1")
	if late := MadeAt(id) - at; late < -1 || late > 1 {
		t.Errorf("the row's id is %d seconds younger than its time, and so is not found on its day", late)
	}

	m, offer := w.join("陈美玲", "13800138000"), w.offer(nil)
	night := w.Club().Day(w.Now())
	w.pass(time.Date(night.Year(), night.Month(), night.Day()+1, 0, 4, 0, 0, w.Club().Zone).Sub(night))
	id = must(w.ClaimOffer(ctx, m, offer, key(1)))(t)
	w.exec("UPDATE vouchers SET claimed_at = claimed_at - 600 WHERE id = ?", id) // its act began before midnight
	yesterday := string(DayOf(w.Now()-600, w.Club().Zone))
	if today := string(DayOf(w.Now(), w.Club().Zone)); today == yesterday {
		t.Fatal("it is not past midnight")
	}
	for _, c := range []struct {
		filters map[string]string
		found   int
	}{
		{map[string]string{"claimed_to": yesterday}, 1}, {map[string]string{"claimed_from": yesterday}, 1}, {map[string]string{"claimed_from": yesterday, "claimed_to": yesterday}, 1},
		{map[string]string{"claimed_to": "2099-12-31"}, 1}, {map[string]string{"claimed_from": "2099-12-31"}, 0}, {map[string]string{"claimed_to": "1999-01-01"}, 0},
	} {
		if p := must(w.List(ctx, admin, VoucherList, ListQuery{Filters: c.filters, Order: "claimed", Desc: true}))(t); len(p.Lines) != c.found {
			t.Errorf("%v finds %d, want %d", c.filters, len(p.Lines), c.found)
		}
	}
}
