package db

import (
	"testing"
	"time"
)

// issue has the member claim the offer and answers the voucher.
func (w *world) issue(m Actor, offer int64, n int) *Voucher {
	w.t.Helper()
	return must(w.Voucher(ctx, m.Member, must(w.ClaimOffer(ctx, m, offer, key(n)))(w.t)))(w.t)
}

// Why a till may not redeem, at the look and at the act alike; a refused try changes nothing but its own record.
func TestRedeemRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		offer  func(*world, *Offer)
		before func(*world, *Voucher)
		till   func(*world) Actor
		reason Reason
	}{
		{"another merchant", nil, nil, func(w *world) Actor { return w.rival }, VoucherElsewhere},
		{"another outlet of the same", func(w *world, o *Offer) { o.Outlets = []int64{w.outlet} }, nil, func(w *world) Actor {
			branch := must(w.SaveOutlet(ctx, SystemActor, Outlet{Merchant: w.merchant, Name: Text{Hans: "分店"}}))(w.t)
			if err := w.AddTill(ctx, SystemActor, branch, "分店", dest(w.t, "13900000003")); err != nil {
				w.t.Fatal(err)
			}
			return w.openTill("13900000003", branch)
		}, VoucherElsewhere},
		{"expired", nil, func(w *world, v *Voucher) { w.pass(time.Duration(v.RedeemTo-w.Now()) * time.Second) }, nil, VoucherExpired},
		{"the day before its days", func(_ *world, o *Offer) { o.Weekdays = 1 }, nil, nil, VoucherNotNow},
		{"after its hours", func(_ *world, o *Offer) { o.HourFrom, o.HourTo = 600, 720 }, nil, nil, VoucherNotNow},
		{"void", nil, func(w *world, v *Voucher) { w.exec("UPDATE vouchers SET state = 'void' WHERE id = ?", v.ID) }, nil, VoucherVoid},
		{"of a member who has left", nil, func(w *world, v *Voucher) { w.exec("UPDATE members SET left_at = 1 WHERE id = ?", v.Member) }, nil, VoucherOwnerGone},
		{"of a disabled account", nil, func(w *world, v *Voucher) {
			w.exec("UPDATE accounts SET disabled_at = 1 WHERE id = (SELECT account_id FROM members WHERE id = ?)", v.Member)
		}, nil, VoucherOwnerGone},
		{"used", nil, func(w *world, v *Voucher) { must(w.RedeemVoucher(ctx, w.till, v.Code, nil, key(900)))(w.t) }, nil, VoucherUsed},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			m := w.join("陈美玲", "13800138000")
			v := w.issue(m, w.offer(func(o *Offer) {
				if c.offer != nil {
					c.offer(w, o)
				}
			}), 1)
			till := w.till
			if c.till != nil {
				till = c.till(w)
			}
			if c.before != nil {
				c.before(w, v)
			}
			before := w.rows("SELECT COUNT(*) FROM redemptions")*1000 + w.rows("SELECT COUNT(*) FROM audit")
			tv, err := w.LookUpVoucher(ctx, till, v.Code)
			if err != nil || tv.No == nil || tv.No.Reason != c.reason {
				t.Errorf("the look: %+v %v, want %s", tv, err, c.reason)
			}
			_, err = w.RedeemVoucher(ctx, till, v.Code, nil, key(2))
			wantReason(t, "the act", err, c.reason)
			if after := w.rows("SELECT COUNT(*) FROM redemptions")*1000 + w.rows("SELECT COUNT(*) FROM audit"); after != before {
				t.Error("a refused try left a redemption or an audit row")
			}
			if n := w.rows("SELECT COUNT(*) FROM till_tries WHERE outcome = ? AND voucher_id = ?", string(c.reason), v.ID); n != 1 {
				t.Errorf("the try stands %d times", n)
			}
			if e := err.(*Error); c.reason == VoucherElsewhere && (len(e.Args) != 1 || e.Args[0].(Text).Hans != "云栖餐厅") {
				t.Errorf("args %v", e.Args)
			}
		})
	}
}

func TestRedeemRetry(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	v := w.issue(m, w.offer(nil), 1)
	bill, other, huge, negative := int64(5000), int64(6000), int64(maxMoney+1), int64(-1)
	for _, wrong := range []*int64{&huge, &negative} {
		_, err := w.RedeemVoucher(ctx, w.till, v.Code, wrong, key(1))
		wantReason(t, "bill", err, BillWrong)
	}
	_, err := w.RedeemVoucher(ctx, w.till, v.Code, &bill, "short")
	wantReason(t, "no key", err, KeyMissing)
	_, err = w.RedeemVoucher(ctx, w.till, "000000000000", &bill, key(1))
	wantReason(t, "no such code", err, VoucherUnknown)
	unset := w.till
	unset.Outlet = 0
	_, err = w.RedeemVoucher(ctx, unset, v.Code, &bill, key(1))
	wantReason(t, "no outlet", err, OutletUnchosen)
	away := w.till
	away.Outlet = w.rival.Outlet
	if _, err = w.RedeemVoucher(ctx, away, v.Code, &bill, key(1)); KindOf(err) != NotFound {
		t.Errorf("an outlet without a grant: %v", err)
	}

	id := must(w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(1)))(t)
	if again := must(w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(1)))(t); again != id {
		t.Error("a retry answered another redemption")
	}
	for _, b := range []*int64{&other, nil} {
		if _, err := w.RedeemVoucher(ctx, w.till, v.Code, b, key(1)); ReasonOf(err) != RedeemedDiffers {
			t.Errorf("with another bill: %v", err)
		}
	}
	_, err = w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(2))
	wantReason(t, "with another key", err, VoucherUsed)
	if e := err.(*Error); e.Args[0] != w.Now() || e.Args[1].(Text).Hans != "云栖餐厅总店" || e.Args[2] != "here" {
		t.Errorf("args %v", e.Args)
	}
	_, err = w.RedeemVoucher(ctx, w.rival, v.Code, &bill, key(1))
	wantReason(t, "another till with the same key", err, VoucherElsewhere)
	if w.rows("SELECT COUNT(*) FROM redemptions") != 1 || w.rows("SELECT COUNT(*) FROM audit WHERE act = 'voucher.redeemed'") != 1 || w.rows("SELECT balance FROM point_accounts WHERE id = ?", m.Member) != 50 {
		t.Error("one redemption, one audit row, 50 points: not so")
	}
	day := must(w.TillToday(ctx, w.till, 0))(t)
	if day.Count != 1 || day.Bills != 5000 || len(day.List) != 1 || day.List[0].MemberName != "陈*玲" {
		t.Errorf("the till's day: %+v", day)
	}
	if _, err := w.TillRedemption(ctx, w.rival, id); KindOf(err) != NotFound {
		t.Errorf("another till sees it: %v", err)
	}
	w.ledgerHolds()
}

// Codes that lead nowhere are recorded and slow the till for the rest of the minute, no other.
func TestTillSlowed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := w.issue(w.join("陈美玲", "13800138000"), w.offer(nil), 1)
	for i := range 10 {
		_, err := w.LookUpVoucher(ctx, w.till, []string{"K3M9", newCode()}[i%2])
		wantReason(t, "a wrong code", err, []Reason{CodeMistyped, VoucherUnknown}[i%2])
	}
	_, err := w.LookUpVoucher(ctx, w.till, newCode())
	wantReason(t, "the 11th", err, TillSlowed)
	_, err = w.LookUpVoucher(ctx, w.till, v.Code)
	wantReason(t, "a right code, while slowed", err, TillSlowed)
	_, err = w.RedeemVoucher(ctx, w.till, v.Code, nil, key(1))
	wantReason(t, "redeeming, while slowed", err, TillSlowed)
	_, err = w.ScanCard(ctx, w.till, "x")
	wantReason(t, "a card, while slowed", err, TillSlowed)
	_, err = w.LookUpVoucher(ctx, w.rival, newCode())
	wantReason(t, "another till", err, VoucherUnknown)
	w.pass(time.Minute)
	_, err = w.LookUpVoucher(ctx, w.till, newCode())
	wantReason(t, "a minute later", err, VoucherUnknown)
	if n := w.rows("SELECT COUNT(*) FROM till_tries"); n != 12 {
		t.Errorf("%d tries are recorded", n)
	}
	// Guessing at the redemption itself counts as well.
	for i := range 9 {
		_, err = w.RedeemVoucher(ctx, w.till, newCode(), nil, key(10+i))
		wantReason(t, "redeeming a guess", err, VoucherUnknown)
	}
	_, err = w.RedeemVoucher(ctx, w.till, newCode(), nil, key(30))
	wantReason(t, "the guess too many", err, TillSlowed)
}

// A card's token is good for its period and one of slack, at a till; scanned twice it counts once.
func TestScanCard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	here := w.issue(m, w.offer(nil), 1)
	w.issue(m, w.offer(func(o *Offer) { o.Weekdays = 1 }), 2) // not today
	token, renew := w.CardToken(m.Member, 0)
	if renew <= w.Now() || renew > w.Now()+CardSeconds.Default {
		t.Errorf("renewed at %d, now is %d", renew, w.Now())
	}
	for range 3 {
		tm := must(w.ScanCard(ctx, w.till, token))(t)
		if tm.Name != "陈*玲" || tm.Tier != Classic || tm.Class != Friend || len(tm.Vouchers) != 1 || tm.Vouchers[0].Code != here.Code {
			t.Errorf("the till sees %+v", tm)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM audit WHERE act = 'card.scanned'"); n != 1 {
		t.Errorf("one token at one till left %d audit rows", n)
	}
	if tm := must(w.ScanCard(ctx, w.rival, token))(t); len(tm.Vouchers) != 0 {
		t.Error("another merchant sees the vouchers")
	}
	if n := w.rows("SELECT COUNT(*) FROM audit WHERE act = 'card.scanned'"); n != 2 {
		t.Errorf("at two tills: %d audit rows", n)
	}
	w.clock.at.Store(renew * 1000)
	if again, _ := w.CardToken(m.Member, 0); again == token {
		t.Error("the token is not renewed")
	}
	w.pass((time.Duration(CardSeconds.Default) - 1) * time.Second)
	must(w.ScanCard(ctx, w.till, token))(t)
	w.pass(time.Second)
	_, err := w.ScanCard(ctx, w.till, token)
	wantReason(t, "an old token", err, CardExpired)

	token, _ = w.CardToken(m.Member, 0)
	for i := range len(token) {
		if i%5 != 0 && i < len(token)-3 {
			continue
		}
		forged := []byte(token)
		forged[i] = map[bool]byte{true: 'B', false: 'A'}[forged[i] == 'A']
		_, err := w.readCard(string(forged))
		wantReason(t, string(forged), err, CardWrong)
	}
	for _, forged := range []string{"", "x", token + "A", token[1:], v64(here.Code)} {
		_, err := w.readCard(forged)
		wantReason(t, forged, err, CardWrong)
	}
	stranger, err := Open(ctx, Options{URL: t.TempDir() + "/club.db", Secret: []byte("another secret of thirty-two bytes"), Clock: w.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	defer stranger.Close()
	foreign, _ := stranger.CardToken(m.Member, 0)
	_, err = w.ScanCard(ctx, w.till, foreign)
	wantReason(t, "another club's card", err, CardWrong)
	w.exec("UPDATE members SET left_at = 1 WHERE id = ?", m.Member)
	_, err = w.ScanCard(ctx, w.till, token)
	wantReason(t, "a left member's", err, CardWrong)
	w.exec("UPDATE members SET left_at = NULL WHERE id = ?", m.Member)
	w.exec("UPDATE accounts SET disabled_at = 1 WHERE id = ?", m.Account)
	_, err = w.ScanCard(ctx, w.till, token)
	wantReason(t, "a disabled member's", err, CardWrong)
	if _, err := w.ScanCard(ctx, m, token); ReasonOf(err) != OutletUnchosen {
		t.Errorf("scanned by a member: %v", err)
	}
}

func v64(s string) string { return s + s + s[:6] }

// A key redeems one voucher: with another it is refused, and nothing happens.
func TestRedeemKeyOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, offer := w.join("陈美玲", "13800138000"), w.offer(nil)
	first, second := w.issue(m, offer, 1), w.issue(m, offer, 2)
	must(w.RedeemVoucher(ctx, w.till, first.Code, nil, key(1)))(t)
	_, err := w.RedeemVoucher(ctx, w.till, second.Code, nil, key(1))
	wantReason(t, "the same key on another voucher", err, KeyReused)
	if v := must(w.Voucher(ctx, 0, second.ID))(t); v.State != Issued {
		t.Errorf("it is %s", v.State)
	}
}

// What a merchant that has gone offered can be claimed no more, and takes no points.
func TestMerchantEnded(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, offer := w.join("陈美玲", "13800138000"), w.offer(nil)
	if _, err := w.SaveMerchant(ctx, SystemActor, Merchant{ID: w.merchant, Kind: "restaurant", Name: Text{Hans: "云栖餐厅"}, Ended: true}); err != nil {
		t.Fatal(err)
	}
	_, err := w.ClaimOffer(ctx, m, offer, key(1))
	wantReason(t, "claiming", err, OfferNotLive)
}
