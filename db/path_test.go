package db

import (
	"errors"
	"sync"
	"testing"
	"time"
)

// The whole path of the ground floor: join, verify, claim, redeem, and see it used.
func TestPath(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	member := w.join("陳美玲", "138 0013 8000") // typed in Traditional; the register has it in Simplified
	claim := must(w.ClaimHome(ctx, member, must(ParseAddress(w.community, "３栋", "1单元", "1802室"))(t)))(t)
	if claim.State != ClaimVerified || claim.How != "register" {
		t.Fatalf("claim = %+v, want verified by the register", claim)
	}
	offer := w.offer(func(o *Offer) { o.Classes = []Class{Owner} })
	id := must(w.ClaimOffer(ctx, member, offer, key(1)))(t)
	v := must(w.Voucher(ctx, member.Member, id))(t)

	tv := must(w.LookUpVoucher(ctx, w.till, FormatCode(v.Code)))(t)
	if tv.No != nil || tv.MemberName != "陳*玲" {
		t.Errorf("the till sees %+v", tv)
	}
	bill := int64(128_50)
	w.pass(time.Minute)
	first := must(w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(2)))(t)
	if again := must(w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(2)))(t); again != first {
		t.Errorf("a retry answered %d, first was %d", again, first)
	}
	_, err := w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(3))
	if e := new(Error); !errors.As(err, &e) || e.Reason != VoucherUsed || e.Args[0] != w.Now() {
		t.Errorf("second try: %v", err)
	}
	used := must(w.Voucher(ctx, member.Member, id))(t)
	if used.State != Redeemed || used.Redemption.OutletName.Hans != "云栖餐厅总店" || used.Redemption.Points != 128 {
		t.Errorf("the member sees %+v %+v", used, used.Redemption)
	}
	p := must(w.Points(ctx, member.Member, 0))(t)
	if p.Balance != 128 || len(p.Movements) != 1 || p.NextExpiry != time.Date(2027, 12, 1, 0, 0, 0, 0, DefaultClub.Zone).Unix() {
		t.Errorf("points = %+v", p)
	}
	timeline, err := w.Record(ctx, SystemActor, Subject{OnMember, member.Member}, ShowAll, 0)
	if err != nil {
		t.Fatal(err)
	}
	var acts []string
	for _, l := range timeline.Lines {
		acts = append(acts, l.Act.Act)
	}
	want := []string{"voucher.redeemed", "voucher.claimed", "home.verified", "member.joined"}
	if len(acts) != len(want) {
		t.Fatalf("timeline = %v, want %v", acts, want)
	}
	for i := range want {
		if acts[i] != want[i] {
			t.Errorf("timeline = %v, want %v", acts, want)
		}
	}
}

// Stock never goes below 0, and a code is redeemed once, however many come at the same moment.
func TestContended(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	members := make([]Actor, 20)
	for i := range members {
		members[i] = w.join("会员", "1390000"+[]string{"10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29"}[i]+"00")
		w.pass(time.Hour)
	}
	stock := int64(30)
	offer := w.offer(func(o *Offer) { o.Stock = &stock })
	var wg sync.WaitGroup
	var mu sync.Mutex
	granted, refused := []int64{}, 0
	for n := range 100 {
		wg.Go(func() {
			id, err := w.ClaimOffer(ctx, members[n%len(members)], offer, key(n))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				granted = append(granted, id)
			case ReasonOf(err) == OfferSoldOut:
				refused++
			default:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(granted) != 30 || refused != 70 || w.rows("SELECT COUNT(*) FROM vouchers") != 30 || w.rows("SELECT issued FROM offers") != 30 {
		t.Errorf("granted %d refused %d, %d vouchers", len(granted), refused, w.rows("SELECT COUNT(*) FROM vouchers"))
	}
	v := must(w.Voucher(ctx, 0, granted[0]))(t)
	won := 0
	for n := range 50 {
		wg.Go(func() {
			_, err := w.RedeemVoucher(ctx, w.till, v.Code, nil, key(n))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			} else if ReasonOf(err) != VoucherUsed {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if won != 1 || w.rows("SELECT COUNT(*) FROM redemptions") != 1 {
		t.Errorf("redeemed %d times", won)
	}
}
