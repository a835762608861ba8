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
	all := must(w.AuditLog(ctx, admin, AuditFilter{Acts: []string{"register.imported"}}))(t).Rows
	if len(all) == 0 || all[0].Noun != 1 {
		t.Fatalf("%+v", all)
	}
	for _, f := range []AuditFilter{{To: all[0].At + 1}, {From: all[0].At}, {From: all[0].At, To: all[0].At + 1}} {
		f.Acts = []string{"register.imported"}
		if found := must(w.AuditLog(ctx, admin, f))(t).Rows; len(found) == 0 || found[0].ID != all[0].ID {
			t.Errorf("not found by %+v", f)
		}
	}

	m := w.join("陈美玲", "13800138000")
	id := must(w.ClaimOffer(ctx, m, w.offer(nil), key(1)))(t)
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
