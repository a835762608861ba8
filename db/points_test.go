package db

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTakeFromLots(t *testing.T) {
	t.Parallel()
	lots := []lot{{1, 10}, {2, 5}, {3, 100}}
	for _, c := range []struct {
		points int64
		taken  []lot
		ok     bool
	}{
		{0, nil, true}, {1, []lot{{1, 1}}, true}, {10, []lot{{1, 10}}, true}, {12, []lot{{1, 10}, {2, 2}}, true},
		{115, []lot{{1, 10}, {2, 5}, {3, 100}}, true}, {116, []lot{{1, 10}, {2, 5}, {3, 100}}, false},
	} {
		if taken, ok := takeFromLots(lots, c.points); ok != c.ok || !slices.Equal(taken, c.taken) {
			t.Errorf("%d points: %v %v, want %v %v", c.points, taken, ok, c.taken, c.ok)
		}
	}
}

func TestBillPoints(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		bill int64
		rate int
		want int64
	}{{0, 1, 0}, {99, 1, 0}, {100, 1, 1}, {12850, 1, 128}, {12850, 3, 384}, {12850, 0, 0}} {
		if got := BillPoints(c.bill, c.rate); got != c.want {
			t.Errorf("BillPoints(%d, %d) = %d, want %d", c.bill, c.rate, got, c.want)
		}
	}
}

func TestLotEnd(t *testing.T) {
	t.Parallel()
	club := DefaultClub
	at := func(y, m, d, h int) int64 { return time.Date(y, time.Month(m), d, h, 0, 0, 0, club.Zone).Unix() }
	for _, c := range []struct{ earned, end int64 }{
		{at(2026, 11, 21, 12), at(2027, 12, 1, 0)}, {at(2026, 11, 1, 0), at(2027, 12, 1, 0)},
		{at(2026, 11, 30, 23), at(2027, 12, 1, 0)}, {at(2027, 2, 28, 9), at(2028, 3, 1, 0)}, {at(2026, 12, 31, 23), at(2028, 1, 1, 0)},
	} {
		if got := club.lotEnd(c.earned); got != c.end {
			t.Errorf("lotEnd(%d) = %d, want %d", c.earned, got, c.end)
		}
	}
}

// A source earns once, ever, under one rule; spending takes the soonest-expiring lot first, however it came.
func TestEarnOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	member := w.join("会员", "13700000001").Member
	earn := func(source, points int64) (fresh bool) {
		t.Helper()
		err := w.Write(ctx, SystemActor, func(tx *Tx) (err error) { return tx.earn(member, RuleJoin, source, points) })
		if err != nil && KindOf(err) != Conflict {
			t.Fatal(err)
		}
		return err == nil
	}
	if !earn(1, 10) || earn(1, 10) || earn(1, 99) || !earn(2, 5) {
		t.Error("a source earned twice, or not at all")
	}
	if p := must(w.Points(ctx, member, 0))(t); p.Balance != 15 {
		t.Errorf("balance %d", p.Balance)
	}
	// A lot that came later and expires sooner goes first.
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
		_, err := tx.db.ExecContext(background, "UPDATE point_lots SET expires_at = expires_at - 86400 WHERE points = 5")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if p := must(w.Points(ctx, member, 0))(t); p.Expiring != 5 || len(p.Expiries) != 2 || p.Expiries[1].Points != 10 {
		t.Errorf("expiries %+v", p.Expiries)
	}
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.spend(member, RuleClaim, 7, 6) }); err != nil {
		t.Fatal(err)
	}
	if five, ten := w.rows("SELECT remaining FROM point_lots WHERE points = 5"), w.rows("SELECT remaining FROM point_lots WHERE points = 10"); five != 0 || ten != 9 {
		t.Errorf("left %d of 5 and %d of 10", five, ten)
	}
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.spend(member, RuleClaim, 7, 1) }); KindOf(err) != Conflict {
		t.Errorf("a source spent twice: %v", err)
	}
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.spend(member, RuleClaim, 8, 10) }); ReasonOf(err) != PointsShort {
		t.Errorf("spent below 0: %v", err)
	}
	w.ledgerHolds()
}

// The ledger is read in pages, newest first, with what each movement was for.
func TestPointsPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	member := w.join("会员", "13700000001").Member
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
		for i := range int64(pageRows + 5) {
			if err := tx.earn(member, RuleJoin, i+1, i+1); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	var seen []int64
	for before := int64(0); ; {
		p := must(w.Points(ctx, member, before))(t)
		for _, m := range p.Movements {
			seen = append(seen, m.Points)
		}
		if before = p.More; before == 0 {
			break
		}
	}
	if len(seen) != pageRows+5 || seen[0] != pageRows+5 || seen[len(seen)-1] != 1 || !slices.IsSortedFunc(seen, func(a, b int64) int { return int(b - a) }) {
		t.Errorf("pages hold %v", seen)
	}
}

// The ledger and the audit only grow: triggers refuse the rest.
func TestImmutable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	member := w.join("会员", "13700000001").Member
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.earn(member, RuleJoin, 1, 10) }); err != nil {
		t.Fatal(err)
	}
	for table, column := range map[string]string{"point_entries": "points", "point_movements": "at", "audit": "facts"} {
		for _, stmt := range []string{"DELETE FROM " + table, "UPDATE " + table + " SET " + column + " = 1"} {
			err := w.Write(ctx, SystemActor, func(tx *Tx) error { _, err := tx.db.ExecContext(background, stmt); return err })
			if err == nil || !strings.Contains(err.Error(), "immutable") {
				t.Errorf("%s: %v", stmt, err)
			}
		}
	}
}

// Points whose time is over cannot be spent, and the sweep takes them once, with a row for each lot.
func TestExpiry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	free, dear := w.offer(func(o *Offer) { o.ClaimTo = 1 << 40 }), w.offer(func(o *Offer) { o.Price, o.ClaimTo = 100, 1<<40 })
	earn := func(n int) {
		v := must(w.Voucher(ctx, 0, must(w.ClaimOffer(ctx, m, free, key(n)))(t)))(t)
		bill := int64(80_00)
		must(w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(n)))(t)
	}
	earn(1)
	w.pass(300 * 24 * time.Hour)
	must(0, w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13900000001")))(t) // anew: nobody has used it for long
	w.till = w.openTill("13900000001", w.outlet)
	earn(2)
	w.pass(150 * 24 * time.Hour) // the first lot is over, the sweep has not come yet
	if _, err := w.ClaimOffer(ctx, m, dear, key(3)); ReasonOf(err) != PointsShort {
		t.Errorf("spending points that are over: %v", err)
	}
	for range 2 {
		if more := must(w.ExpirePoints(ctx, 10))(t); more {
			t.Error("more than ten lots were over")
		}
	}
	p := must(w.Points(ctx, m.Member, 0))(t)
	if p.Balance != 80 || p.Movements[0].Rule != RuleEnd || p.Movements[0].Points != -80 {
		t.Errorf("points = %+v", p)
	}
	if n := w.rows("SELECT COUNT(*) FROM audit WHERE act = 'points.expired'"); n != 1 {
		t.Errorf("%d rows of expiry", n)
	}
	if n := w.rows("SELECT CAST(SUM(points) AS BIGINT) FROM point_entries"); n != 0 {
		t.Errorf("the ledger sums to %d", n)
	}
}
