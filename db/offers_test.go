package db

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// Every reason of CanClaim, with the last instant at which it holds and the first at which it does not.
func TestCanClaim(t *testing.T) {
	t.Parallel()
	const now, day = int64(1_800_000_000), int64(86400)
	base := Offer{State: OfferLive, ClaimFrom: now - 10, ClaimTo: now + 10}
	owner := MemberCard{Class: Owner, Tier: Silver, JoinedAt: now - 30*day}
	for _, c := range []struct {
		what   string
		edit   func(*Offer)
		in     []int64
		used   Used
		at     int64
		reason Reason
		arg    any
	}{
		{"open", func(*Offer) {}, nil, Used{}, now, "", nil},
		{"draft", func(o *Offer) { o.State = OfferDraft }, nil, Used{}, now, OfferNotLive, nil},
		{"ended", func(o *Offer) { o.State = OfferEnded }, nil, Used{}, now, OfferNotLive, nil},
		{"a second early", func(*Offer) {}, nil, Used{}, now - 11, OfferNotYet, now - 10},
		{"the first second", func(*Offer) {}, nil, Used{}, now - 10, "", nil},
		{"the last second", func(*Offer) {}, nil, Used{}, now + 9, "", nil},
		{"a second late", func(*Offer) {}, nil, Used{}, now + 10, OfferOver, now + 10},
		{"nothing left to redeem", func(o *Offer) { o.RedeemTo = now }, nil, Used{}, now, OfferOver, now},
		{"something left to redeem", func(o *Offer) { o.RedeemTo = now + 1 }, nil, Used{}, now, "", nil},
		{"no outlet left", func(o *Offer) { o.outletsClosed = true }, nil, Used{}, now, OfferNoOutlet, nil},
		{"for friends", func(o *Offer) { o.Classes = []Class{Friend} }, nil, Used{}, now, OfferForClass, []Class{Friend}},
		{"for owners", func(o *Offer) { o.Classes = []Class{Owner} }, nil, Used{}, now, "", nil},
		{"for gold", func(o *Offer) { o.Tiers = []Tier{Jade, Gold} }, nil, Used{}, now, OfferForTier, Gold},
		{"for silver", func(o *Offer) { o.Tiers = []Tier{Gold, Silver} }, nil, Used{}, now, "", nil},
		{"elsewhere", func(o *Offer) { o.Communities = []int64{7, 8} }, []int64{9}, Used{}, now, OfferForCommunity, nil},
		{"no home", func(o *Offer) { o.Communities = []int64{7} }, nil, Used{}, now, OfferForCommunity, nil},
		{"here", func(o *Offer) { o.Communities = []int64{7, 8} }, []int64{9, 8}, Used{}, now, "", nil},
		{"new enough", func(o *Offer) { o.JoinedDays = 30 }, nil, Used{}, now, "", nil},
		{"a second too old", func(o *Offer) { o.JoinedDays, o.ClaimTo = 30, now+99 }, nil, Used{}, now + 1, OfferForNew, int64(30)},
		{"one left", func(o *Offer) { o.PerMember = 2 }, nil, Used{Member: 1}, now, "", nil},
		{"none left", func(o *Offer) { o.PerMember = 2 }, nil, Used{Member: 2}, now, OfferLimit, int64(2)},
		{"one left today", func(o *Offer) { o.PerMemberDay = 1 }, nil, Used{Member: 9}, now, "", nil},
		{"none left today", func(o *Offer) { o.PerMemberDay = 1 }, nil, Used{Today: 1}, now, OfferDayLimit, int64(1)},
		{"one left at home", func(o *Offer) { o.PerHome = 3 }, nil, Used{Home: 2}, now, "", nil},
		{"none left at home", func(o *Offer) { o.PerHome = 3 }, nil, Used{Home: 3}, now, OfferHomeLimit, int64(3)},
		{"the member's limit before the day's", func(o *Offer) { o.PerMember, o.PerMemberDay = 1, 1 }, nil, Used{Member: 1, Today: 1}, now, OfferLimit, int64(1)},
	} {
		o, m := base, owner
		c.edit(&o)
		no := o.CanClaim(&m, c.in, c.used, c.at)
		switch {
		case c.reason == "" && no != nil:
			t.Errorf("%s: %v", c.what, no)
		case c.reason == "":
		case no == nil || no.Kind != Refused || no.Reason != c.reason:
			t.Errorf("%s: %v, want %s", c.what, no, c.reason)
		case c.arg != nil && (len(no.Args) != 1 || !reflect.DeepEqual(no.Args[0], c.arg)):
			t.Errorf("%s: args %v, want %v", c.what, no.Args, c.arg)
		}
	}
}

// Days to redeem count whole by the club's clock; a last date is a last date.
func TestRedeemable(t *testing.T) {
	t.Parallel()
	zone := DefaultClub.Zone
	at := func(m time.Month, d, h int) int64 { return time.Date(2026, m, d, h, 0, 0, 0, zone).Unix() }
	for _, c := range []struct {
		to, days, claimed, want int64
	}{
		{0, 1, at(11, 21, 0), at(11, 23, 0)}, {0, 1, at(11, 21, 23), at(11, 23, 0)}, {0, 30, at(11, 21, 12), at(12, 22, 0)},
		{at(12, 1, 0), 0, at(11, 21, 12), at(12, 1, 0)}, {at(12, 1, 0), 30, at(11, 21, 12), at(12, 1, 0)}, {at(12, 31, 0), 30, at(11, 21, 12), at(12, 22, 0)},
	} {
		o := Offer{RedeemTo: c.to, RedeemDays: c.days}
		if got := o.Redeemable(c.claimed, &DefaultClub); got != c.want {
			t.Errorf("%+v: %s", c, time.Unix(got, 0).In(zone))
		}
	}
}

func TestOpenAt(t *testing.T) {
	t.Parallel()
	sunday := time.Date(2026, 11, 22, 0, 0, 0, 0, DefaultClub.Zone)
	for _, c := range []struct {
		days, from, to int64
		after          time.Duration
		want           bool
	}{
		{127, 0, 1440, 0, true}, {127, 0, 1440, 24*time.Hour - time.Second, true}, {1, 0, 1440, time.Hour, true}, {126, 0, 1440, time.Hour, false},
		{2, 0, 1440, 24 * time.Hour, true}, {64, 0, 1440, 6 * 24 * time.Hour, true}, {127, 660, 840, 11*time.Hour - time.Second, false},
		{127, 660, 840, 11 * time.Hour, true}, {127, 660, 840, 14*time.Hour - time.Second, true}, {127, 660, 840, 14 * time.Hour, false},
	} {
		if got := openAt(c.days, c.from, c.to, sunday.Add(c.after)); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestOfferCheck(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	good := must(w.Offer(ctx, w.offer(nil)))(t)
	for field, edit := range map[string]func(*Offer){
		"title_hans": func(o *Offer) { o.Title.Hans = "" }, "kind": func(o *Offer) { o.Kind = "free" }, "value": func(o *Offer) { o.Value = 100 },
		"payer": func(o *Offer) { o.Payer = "nobody" }, "club_share": func(o *Offer) { o.ClubShare = 101 }, "state": func(o *Offer) { o.State = "gone" },
		"claim_to": func(o *Offer) { o.ClaimTo = o.ClaimFrom }, "redeem_to": func(o *Offer) { o.RedeemDays = 0 }, "redeem_days": func(o *Offer) { o.RedeemDays = 3661 },
		"hour_to": func(o *Offer) { o.Weekdays = 0 }, "price": func(o *Offer) { o.Price = -1 }, "stock": func(o *Offer) { n := int64(-1); o.Stock = &n },
		"joined_days": func(o *Offer) { o.JoinedDays = -1 }, "per_member": func(o *Offer) { o.PerMember = 10_001 }, "per_member_day": func(o *Offer) { o.PerMemberDay = -1 },
		"per_home": func(o *Offer) { o.PerHome = -1 }, "merchant": func(o *Offer) { o.Merchant = 7 },
	} {
		o := *good
		o.ID = 0
		edit(&o)
		_, err := w.SaveOffer(ctx, SystemActor, o)
		if e, ok := err.(*Error); !ok || e.Kind != Refused || e.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM offers"); n != 1 {
		t.Errorf("%d offers", n)
	}
	used := *good
	member := w.join("会员", "13700000001")
	must(w.ClaimOffer(ctx, member, good.ID, key(1)))(t)
	none := int64(0)
	used.Stock = &none
	_, err := w.SaveOffer(ctx, SystemActor, used)
	wantReason(t, "stock below what is issued", err, StockWrong)
}

// A price is paid with the soonest-expiring points; a refusal leaves nothing half done.
func TestClaimPrice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("会员", "13700000001")
	stock := int64(5)
	offer := w.offer(func(o *Offer) { o.Price, o.Stock = 100, &stock })
	give := func(points int64) {
		t.Helper()
		w.pass(40 * 24 * time.Hour)
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.earn(m.Member, RuleJoin, w.Now(), points) }); err != nil {
			t.Fatal(err)
		}
	}
	w.exec("UPDATE offers SET claim_to = 1099511627776")
	give(60)
	before := w.dump()
	_, err := w.ClaimOffer(ctx, m, offer, key(1))
	wantReason(t, "60 for 100", err, PointsShort)
	if after := w.dump(); !reflect.DeepEqual(after, before) {
		t.Error("a refused claim left something")
	}
	if st := must(w.MemberOffer(ctx, &MemberCard{ID: m.Member, Balance: 60}, offer))(t); st.No == nil || st.No.Reason != PointsShort {
		t.Errorf("the shelf says %+v", st)
	}
	give(70)
	id := must(w.ClaimOffer(ctx, m, offer, key(1)))(t)
	if first, second := w.rows("SELECT remaining FROM point_lots WHERE points = 60"), w.rows("SELECT remaining FROM point_lots WHERE points = 70"); first != 0 || second != 30 {
		t.Errorf("left %d of 60 and %d of 70", first, second)
	}
	if v := must(w.Voucher(ctx, m.Member, id))(t); v.Price != 100 || w.rows("SELECT issued FROM offers") != 1 {
		t.Errorf("%+v", v)
	}
	w.ledgerHolds()
}

// Whoever leaves or is shut out between the reading of their session and their claim gets no voucher.
func TestClaimAfterLeaving(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, offer := w.join("会员", "13700000001"), w.offer(nil)
	for _, c := range []struct{ gone, back string }{
		{"UPDATE members SET left_at = 1", "UPDATE members SET left_at = NULL"},
		{"UPDATE accounts SET disabled_at = 1", "UPDATE accounts SET disabled_at = NULL"},
	} {
		w.exec(c.gone)
		if _, err := w.ClaimOffer(ctx, m, offer, key(1)); KindOf(err) != NotFound {
			t.Errorf("%s: %v", c.gone, err)
		}
		w.exec(c.back)
	}
	if w.rows("SELECT COUNT(*) FROM vouchers") != 0 || w.rows("SELECT issued FROM offers WHERE id = ?", offer) != 0 {
		t.Error("something was claimed")
	}
}

func TestClaimReplay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, other := w.join("会员", "13700000001"), w.join("会员", "13700000002")
	offer, another := w.offer(func(o *Offer) { o.PerMember = 1 }), w.offer(nil)
	id := must(w.ClaimOffer(ctx, m, offer, key(1)))(t)
	for range 5 {
		if again := must(w.ClaimOffer(ctx, m, offer, key(1)))(t); again != id {
			t.Errorf("a retry answered %d, first was %d", again, id)
		}
	}
	if _, err := w.ClaimOffer(ctx, m, another, key(1)); ReasonOf(err) != KeyReused {
		t.Errorf("the key on another offer: %v", err)
	}
	_, err := w.ClaimOffer(ctx, m, offer, key(2))
	wantReason(t, "a second voucher", err, OfferLimit)
	if mine := must(w.ClaimOffer(ctx, other, offer, key(1)))(t); mine == id {
		t.Error("another member's key gave this voucher")
	}
	if _, err := w.Voucher(ctx, other.Member, id); KindOf(err) != NotFound {
		t.Errorf("another's voucher: %v", err)
	}
	for _, bad := range []string{"", "short", strings.Repeat("x", 65)} {
		_, err := w.ClaimOffer(ctx, m, offer, bad)
		wantReason(t, bad, err, KeyMissing)
	}
	draft := w.offer(func(o *Offer) { o.State = OfferDraft })
	for _, id := range []int64{draft, 7} {
		if _, err := w.ClaimOffer(ctx, m, id, key(9)); KindOf(err) != NotFound {
			t.Errorf("offer %d: %v", id, err)
		}
	}
}

// The limit of a day turns at the club's midnight, not at that of UTC.
func TestClaimDay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("会员", "13700000001")
	offer := w.offer(func(o *Offer) { o.PerMemberDay = 1 })
	w.clock.at.Store(time.Date(2026, 11, 22, 7, 59, 0, 0, DefaultClub.Zone).UnixMilli()) // 23:59 in UTC
	must(w.ClaimOffer(ctx, m, offer, key(1)))(t)
	w.pass(2 * time.Minute)
	_, err := w.ClaimOffer(ctx, m, offer, key(2))
	wantReason(t, "after midnight in UTC", err, OfferDayLimit)
	w.clock.at.Store(time.Date(2026, 11, 22, 23, 59, 59, 0, DefaultClub.Zone).UnixMilli())
	_, err = w.ClaimOffer(ctx, m, offer, key(2))
	wantReason(t, "in the day's last second", err, OfferDayLimit)
	w.pass(time.Second)
	must(w.ClaimOffer(ctx, m, offer, key(2)))(t)
}

// A home's limit counts what everybody verified for it has claimed.
func TestClaimPerHome(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b, other, friend := w.join("陈美玲", "13800138000"), w.join("王建国", "13800138001"), w.join("李芸", "13800138002"), w.join("张三", "13700000001")
	for _, m := range []Actor{a, b} {
		must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	}
	must(w.ClaimHome(ctx, other, w.address("5", "", "901")))(t)
	must(w.ClaimHome(ctx, friend, w.address("3", "1", "1802")))(t) // waits: not of the home
	offer := w.offer(func(o *Offer) { o.PerHome = 1 })
	must(w.ClaimOffer(ctx, a, offer, key(1)))(t)
	for name, m := range map[string]Actor{"the claimer again": a, "the other owner": b} {
		_, err := w.ClaimOffer(ctx, m, offer, key(2))
		wantReason(t, name, err, OfferHomeLimit)
	}
	for _, m := range []Actor{other, friend} {
		must(w.ClaimOffer(ctx, m, offer, key(3)))(t)
	}
	here := w.offer(func(o *Offer) { o.Communities = []int64{w.community} })
	must(w.ClaimOffer(ctx, a, here, key(4)))(t)
	_, err := w.ClaimOffer(ctx, friend, here, key(4))
	wantReason(t, "not verified here", err, OfferForCommunity)
}

// An edit to a live offer's value or terms is a new version; a voucher issued before keeps the first.
func TestOfferVersions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("会员", "13700000001")
	offer := w.offer(func(o *Offer) { o.Terms = Text{Hans: "每桌一张"} })
	if list := must(w.LiveOffers(ctx))(t); len(list) != 1 || list[0].Version != 1 {
		t.Fatalf("the shelf: %+v", list)
	}
	before := must(w.ClaimOffer(ctx, m, offer, key(1)))(t)
	o := *must(w.Offer(ctx, offer))(t)
	o.PerMember = 5
	must(w.SaveOffer(ctx, SystemActor, o))(t)
	if v := must(w.Offer(ctx, offer))(t).Version; v != 1 {
		t.Errorf("version %d though neither value nor terms changed", v)
	}
	o.Title.Hans, o.Terms.Hans, o.Value = "七折", "每人一张", 70
	must(w.SaveOffer(ctx, SystemActor, o))(t)
	if list := must(w.LiveOffers(ctx))(t); len(list) != 1 || list[0].Version != 2 || list[0].Title.Hans != "七折" || list[0].PerMember != 5 {
		t.Errorf("the shelf after the edit: %+v", list[0])
	}
	after := must(w.ClaimOffer(ctx, m, offer, key(2)))(t)
	for id, want := range map[int64]string{before: "晚市主餐八折 每桌一张 80", after: "七折 每人一张 70"} {
		v := must(w.Voucher(ctx, m.Member, id))(t)
		if got := fmt.Sprint(v.Title.Hans, " ", v.Terms.Hans, " ", v.Value); got != want {
			t.Errorf("voucher %d holds %q, want %q", id, got, want)
		}
	}
	o.State = OfferEnded
	must(w.SaveOffer(ctx, SystemActor, o))(t)
	if list := must(w.LiveOffers(ctx))(t); len(list) != 0 {
		t.Error("an ended offer is on the shelf")
	}
	_, err := w.ClaimOffer(ctx, m, offer, key(3))
	wantReason(t, "an ended offer", err, OfferNotLive)
	if v := must(w.Voucher(ctx, m.Member, after))(t); v.State != Issued {
		t.Errorf("its voucher is %s", v.State)
	}
}

// What no outlet would take is not given out; the shelf knows as soon as the books do.
func TestOutletsClosed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("会员", "13700000001")
	branch := must(w.SaveOutlet(ctx, SystemActor, Outlet{Merchant: w.merchant, Name: Text{Hans: "分店"}}))(t)
	anywhere, here := w.offer(nil), w.offer(func(o *Offer) { o.Outlets = []int64{w.outlet} })
	both := w.offer(func(o *Offer) { o.Outlets = []int64{w.outlet, branch} })
	set := func(outlet int64, ended bool) {
		t.Helper()
		o, _, err := w.Outlet(ctx, outlet)
		if err != nil {
			t.Fatal(err)
		}
		o.Ended = ended
		must(w.SaveOutlet(ctx, SystemActor, o))(t)
	}
	n := 0
	look := func(when string, closed ...int64) {
		t.Helper()
		standings := map[int64]Standing{}
		for _, o := range must(w.MemberOffers(ctx, &MemberCard{ID: m.Member}))(t) {
			standings[o.ID] = o.Standing
		}
		for _, id := range []int64{anywhere, here, both} {
			n++
			_, err := w.ClaimOffer(ctx, m, id, key(n))
			var want Reason
			if slices.Contains(closed, id) {
				want = OfferNoOutlet
			}
			shelf := Reason("")
			if no := standings[id].No; no != nil {
				shelf = no.Reason
			}
			if ReasonOf(err) != want || shelf != want {
				t.Errorf("%s, offer %d: %v, on the shelf %q, want %q", when, id, err, shelf, want)
			}
		}
	}
	look("all open")
	set(w.outlet, true)
	look("one closed", here)
	set(branch, true)
	look("all closed", anywhere, here, both)
	set(w.outlet, false)
	look("open again")
}

// The shelf follows the clock too: offers begin and end without any edit.
func TestShelfClock(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	now := w.Now()
	w.offer(func(o *Offer) { o.ShownFrom, o.ClaimFrom, o.ClaimTo = now+100, now+200, now+300 })
	for _, c := range []struct {
		pass time.Duration
		want int
	}{{0, 0}, {99 * time.Second, 0}, {time.Second + shelfSeconds*time.Second, 1}, {150 * time.Second, 1}, {60 * time.Second, 0}} {
		w.pass(c.pass)
		if list := must(w.LiveOffers(ctx))(t); len(list) != c.want {
			t.Errorf("%d s later: %d on the shelf, want %d", w.Now()-now, len(list), c.want)
		}
	}
}
