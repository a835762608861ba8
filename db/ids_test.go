package db

import (
	"testing"
	"time"
)

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
	if late := timeOf(id) - at; late < -1 || late > 1 {
		t.Errorf("the row's id is %d seconds younger than its time, and so is not found on its day", late)
	}

	m := w.join("陈美玲", "13800138000")
	id = must(w.ClaimOffer(ctx, m, w.offer(nil), key(1)))(t)
	today := DayOf(w.Now(), w.Club().Zone)
	w.exec("UPDATE vouchers SET claimed_at = claimed_at - 600 WHERE id = ?", id) // its act took so long
	for name, day := range map[string]Day{"claimed_to": today, "claimed_from": DayOf(w.Now()-600, w.Club().Zone)} {
		if p := must(w.List(ctx, admin, VoucherList, ListQuery{Filters: map[string]string{name: string(day)}, Order: "claimed", Desc: true}))(t); len(p.Lines) != 1 {
			t.Errorf("%s %s finds %d", name, day, len(p.Lines))
		}
	}
	if idPast(w.Now()-600) <= id || idAt(w.Now()-600) >= id {
		t.Error("an index by ids passes over what took ten minutes")
	}
}
