package db

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// ledger is a member, beside what the member's points and vouchers should be.
type ledger struct {
	*world
	member   Actor
	free     int64           // an offer without a price of which there are two
	offers   map[int64]int64 // by price, without an end
	lots     []modelLot      // in the order in which they were earned
	entries  []int64
	vouchers []*modelVoucher
	acts     int64
	keys     int
	days     int // that have passed
}

type modelLot struct{ left, ends int64 }

type modelVoucher struct {
	id, offer, ends int64
	code, key       string
	used, bill      int64  // the redemption, or 0
	usedKey         string // its key
}

var modelPrices = []int64{0, 7, 30, 250}

// perWorld is how many sequences share one club: it grows older by four years at most in each, and ids reach to 2089.
const perWorld = 14

// Figure 4: whatever order claims, redemptions, retries, refusals, expiry and time come in, points and vouchers are as
// the model has them. -rapid.checks sets the number of sequences.
func TestLedgerModel(t *testing.T) {
	t.Parallel()
	var w *world
	var offers map[int64]int64
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		if n++; n%perWorld == 1 {
			if w != nil {
				w.ledgerHolds()
				w.Close()
				if testServer == "" {
					os.RemoveAll(filepath.Dir(w.url()))
				}
			}
			w, offers = newWorld(t), map[int64]int64{}
			for _, p := range modelPrices {
				offers[p] = w.offer(func(o *Offer) { o.Price, o.ClaimTo, o.RedeemDays = p, 1<<40, 40 })
			}
		}
		two := int64(2)
		l := &ledger{world: w, offers: offers}
		l.free = w.offer(func(o *Offer) { o.Stock, o.ClaimTo, o.RedeemDays = &two, 1<<40, 400 })
		l.member = w.join("会员", fmt.Sprintf("137%08d", n))
		l.acts = w.rows("SELECT COUNT(*) FROM audit WHERE member_id = ?", l.member.Member)
		rt.Repeat(map[string]func(*rapid.T){
			"claim":         l.claim,
			"claim again":   l.claimAgain,
			"redeem":        l.redeem,
			"redeem more":   l.redeem, // often enough that there is something to spend
			"rival redeems": l.rivalRedeems,
			"pass":          l.passes,
			"sweep":         l.sweep,
			"":              l.holds,
		})
		w.pass(450 * 24 * time.Hour)
		l.sweep(rt)
		l.holds(rt)
	})
	w.ledgerHolds()
}

func (l *ledger) key() string {
	l.keys++
	return fmt.Sprintf("ledger-model-%d-%d", l.member.Member, l.keys)
}

// spendable is what is left of the lots whose time is not over.
func (l *ledger) spendable() (sum int64) {
	for _, x := range l.lots {
		if x.ends > l.Now() {
			sum += x.left
		}
	}
	return sum
}

// issued is how many of the two are gone.
func (l *ledger) issued() (n int64) {
	for _, v := range l.vouchers {
		if v.offer == l.free {
			n++
		}
	}
	return n
}

func (l *ledger) claim(t *rapid.T) {
	price := rapid.SampledFrom(modelPrices).Draw(t, "price")
	offer, want := l.offers[price], Reason("")
	if price == 0 && rapid.Bool().Draw(t, "of two") {
		if offer = l.free; l.issued() == 2 {
			want = OfferSoldOut
		}
	}
	if price > l.spendable() {
		want = PointsShort
	}
	v := &modelVoucher{offer: offer, key: l.key()}
	var err error
	if v.id, err = l.ClaimOffer(ctx, l.member, offer, v.key); ReasonOf(err) != want || want == "" && err != nil {
		t.Fatalf("claiming for %d with %d points: %v, want %q", price, l.spendable(), err, want)
	}
	if want != "" {
		return
	}
	book, err := l.Voucher(ctx, l.member.Member, v.id)
	if err != nil {
		t.Fatal(err)
	}
	v.code, v.ends = book.Code, book.RedeemTo
	l.vouchers = append(l.vouchers, v)
	l.acts++
	if price == 0 {
		return
	}
	l.entries = append(l.entries, -price)
	for i := range l.lots {
		if x := &l.lots[i]; x.ends > l.Now() {
			taken := min(x.left, price)
			x.left -= taken
			price -= taken
		}
	}
}

// one answers a voucher of the member, used and ended ones too.
func (l *ledger) one(t *rapid.T) *modelVoucher {
	if len(l.vouchers) == 0 {
		t.Skip("nothing claimed")
	}
	return rapid.SampledFrom(l.vouchers).Draw(t, "voucher")
}

func (l *ledger) claimAgain(t *rapid.T) {
	v := l.one(t)
	if id, err := l.ClaimOffer(ctx, l.member, v.offer, v.key); err != nil || id != v.id {
		t.Fatalf("a retry of a claim answered %d, %v", id, err)
	}
}

func (l *ledger) redeem(t *rapid.T) {
	v, bill := l.one(t), rapid.Int64Range(0, 300_00).Draw(t, "bill")
	key, want := l.key(), Reason("")
	switch {
	case v.used != 0 && rapid.Bool().Draw(t, "same key"):
		if key = v.usedKey; rapid.Bool().Draw(t, "same bill") {
			bill = v.bill
		}
		if bill != v.bill {
			want = RedeemedDiffers
		}
	case v.used != 0:
		want = VoucherUsed
	case l.Now() >= v.ends:
		want = VoucherExpired
	}
	id, err := l.RedeemVoucher(ctx, l.till, v.code, &bill, key)
	if ReasonOf(err) != want || want == "" && err != nil {
		t.Fatalf("redeeming: %v, want %q", err, want)
	}
	if want != "" {
		l.pass(time.Minute) // a till is slowed that is often refused
		return
	}
	if v.used != 0 {
		if id != v.used {
			t.Fatalf("a retry answered %d, the redemption was %d", id, v.used)
		}
		return
	}
	v.used, v.bill, v.usedKey = id, bill, key
	l.acts++
	if bill >= 100 {
		l.lots = append(l.lots, modelLot{bill / 100, l.Club().lotEnd(l.Now())})
		l.entries = append(l.entries, bill/100)
	}
}

func (l *ledger) rivalRedeems(t *rapid.T) {
	if _, err := l.RedeemVoucher(ctx, l.rival, l.one(t).code, nil, l.key()); ReasonOf(err) != VoucherElsewhere {
		t.Fatalf("another merchant's till: %v", err)
	}
	l.pass(time.Minute)
}

func (l *ledger) passes(t *rapid.T) {
	if l.days > 900 {
		t.Skip("long enough")
	}
	days := rapid.SampledFrom([]int{0, 1, 35, 200}).Draw(t, "days")
	l.days += days
	l.pass(time.Duration(days)*24*time.Hour + time.Hour)
}

func (l *ledger) sweep(t *rapid.T) {
	most := rapid.Int64Range(1, 4).Draw(t, "at once")
	for more := true; more; {
		var err error
		if more, err = l.ExpirePoints(ctx, most); err != nil {
			t.Fatal(err)
		}
	}
	for i := range l.lots {
		if x := &l.lots[i]; x.left > 0 && x.ends <= l.Now() {
			l.entries = append(l.entries, -x.left)
			x.left = 0
			l.acts++
		}
	}
}

// holds compares the books with the model.
func (l *ledger) holds(t *rapid.T) {
	var left []int64
	balance, used, vouchers := int64(0), int64(0), []string(nil)
	for _, x := range l.lots {
		left = append(left, x.left)
		balance += x.left
	}
	for _, v := range l.vouchers {
		state := "issued"
		if v.used != 0 {
			state = "redeemed"
			used++
		}
		vouchers = append(vouchers, state)
	}
	is := func(what, query string, want any) {
		if got := l.list(t, query); got != fmt.Sprint(want) {
			t.Fatalf("%s: %s, want %v", what, got, want)
		}
	}
	is("lots", "SELECT remaining FROM point_lots WHERE member_id = ? ORDER BY id", left)
	is("entries", "SELECT points FROM point_entries WHERE account_id = ? ORDER BY id", l.entries)
	is("balance", "SELECT balance FROM point_accounts WHERE id = ?", []int64{balance})
	is("vouchers", "SELECT state FROM vouchers WHERE member_id = ? ORDER BY id", vouchers)
	is("redemptions", "SELECT COUNT(*) FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id WHERE v.member_id = ?", []int64{used})
	is("audit rows", "SELECT COUNT(*) FROM audit WHERE member_id = ?", []int64{l.acts})
	is("what movements sum to", "SELECT DISTINCT SUM(e.points) FROM point_movements m JOIN point_entries e ON e.movement_id = m.id WHERE m.member_id = ? GROUP BY m.id HAVING SUM(e.points) <> 0", []int64{})
	is("lots and their uses", "SELECT l.id FROM point_lots l WHERE l.member_id = ? AND l.points - l.remaining <> "+
		"COALESCE((SELECT SUM(points) FROM point_lot_uses u WHERE u.lot_id = l.id), 0) AND NOT EXISTS (SELECT 1 FROM point_movements m WHERE m.rule = 'end' AND m.source_id = l.id)", []int64{})
	is("stock", "SELECT o.issued FROM offers o, members m WHERE m.id = ? AND o.id = "+fmt.Sprint(l.free), []int64{l.issued()})
}

// list answers the one column of a query about the member.
func (l *ledger) list(t *rapid.T, query string) string {
	rows, err := l.query(query, l.member.Member)
	if err != nil {
		t.Fatal(errors.Join(errors.New(query), err))
	}
	defer rows.Close()
	out := []any{}
	for rows.Next() {
		var v any
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(out)
}

// ledgerHolds checks that the ledger sums to 0 and that balances, entries and lots agree.
func (w *world) ledgerHolds() {
	w.t.Helper()
	if err := w.Read(ctx, func(rx *Rx) error {
		if sum, err := rx.LedgerSum(background); err != nil || sum != 0 {
			w.t.Errorf("the ledger sums to %d (%v)", sum, err)
		}
		wrong, err := rx.WrongBalances(background)
		for _, a := range wrong {
			w.t.Errorf("member %d: balance %d, entries %d, lots %d", a.ID, a.Balance, a.Entries, a.Lots)
		}
		return err
	}); err != nil {
		w.t.Error(err)
	}
}
