package main

import (
	"fmt"
	"slices"
	"time"

	"clubhouse/db"
)

// visit lets each member come by with the share of a day's chance, all at the same hour.
func (m *demoMaker) visit(day int, share float64) error {
	var coming []*demoMember
	for _, p := range m.members {
		if p.comes(day) && p.r.Float64() < p.visits/30*share {
			coming = append(coming, p)
		}
	}
	now := m.Club().Day(m.clock.at.Load() / 1000)
	return together(coming, func(p *demoMember) error {
		for _, v := range slices.Clone(p.held) {
			if p.r.IntN(10) < 6 {
				if err := m.use(p, v, now, anyBill); err != nil {
					return err
				}
			}
		}
		if p.r.IntN(10) < 2 {
			return nil
		}
		o := m.choose(p, day)
		if o == nil {
			return nil
		}
		if err := m.take(p, o); err != nil {
			return err
		}
		if n := len(p.held); n > 0 && p.held[n-1].offer == o && p.r.IntN(10) < 6 {
			return m.use(p, p.held[n-1], now, anyBill)
		}
		return nil
	})
}

// choose answers an offer that the member may want on the day, or nil.
func (m *demoMaker) choose(p *demoMember, day int) *madeOffer {
	var fit []*madeOffer
	total := 0
	for i := range demoOffers {
		o := m.offers[demoOffers[i].key]
		if o == nil || o.state == db.OfferDraft || day < o.opens() || day > o.until || o.price > p.points ||
			len(o.classes) > 0 && !slices.Contains(o.classes, p.class) || len(o.tiers) > 0 && !slices.Contains(o.tiers, p.tier) ||
			len(o.places) > 0 && (p.home == nil || !slices.Contains(o.places, p.home.place.key)) || o.joined > 0 && day > p.joins+int(o.joined) {
			continue
		}
		fit = append(fit, o)
		total += o.love
	}
	if total == 0 {
		return nil
	}
	n := p.r.IntN(total)
	for _, o := range fit {
		if n -= o.love; n < 0 {
			return o
		}
	}
	return nil
}

func (p *demoMember) key() string {
	p.keys++
	return fmt.Sprintf("demo-%06d-%06d", p.n, p.keys)
}

// take claims the offer. A refusal is part of life: the member goes without.
func (m *demoMaker) take(p *demoMember, o *madeOffer) error {
	id, err := m.ClaimOffer(m.ctx, p.actor, o.id, p.key())
	if db.KindOf(err) == db.Refused {
		return nil
	}
	if err != nil {
		return err
	}
	v, err := m.Voucher(m.ctx, p.actor.Member, id)
	if err != nil {
		return err
	}
	p.points -= o.price
	p.held = append(p.held, heldVoucher{o, v.Code})
	return nil
}

// Bills that no story tells.
const (
	anyBill = -1 // as it comes
	noBill  = -2
)

// use redeems the voucher at one of its outlets, if its hours allow. bill is in yuan, or one of the above.
func (m *demoMaker) use(p *demoMember, v heldVoucher, now time.Time, bill int64) error {
	o := v.offer
	if o.weekdays != 0 && o.weekdays&(1<<now.Weekday()) == 0 || o.to != 0 && (int64(now.Hour()) < o.from || int64(now.Hour()) >= o.to) {
		return nil
	}
	outlet := m.outletFor(p, o)
	seller := m.sellers[outlet]
	var paid *int64
	if bill == anyBill && seller.high > 0 && (o.kind != db.Gift && o.kind != db.Perk && p.r.IntN(8) > 0 || p.r.IntN(3) == 0) {
		bill = int64(seller.low + p.r.IntN(seller.high-seller.low))
		if least := o.value; o.kind == db.Fixed && bill < least {
			bill = least
		}
	}
	if bill >= 0 {
		cents := bill*100 + []int64{0, 0, 0, 50, 80}[p.r.IntN(5)]
		paid = &cents
	}
	_, err := m.RedeemVoucher(m.ctx, m.tills[outlet], v.code, paid, p.key())
	if err != nil && db.KindOf(err) != db.Refused {
		return err
	}
	if err == nil && paid != nil {
		p.points += *paid / 100
		p.earned += *paid / 100
	}
	p.held = slices.DeleteFunc(p.held, func(h heldVoucher) bool { return h.code == v.code })
	return nil
}

// outletFor answers where the member uses the offer.
func (m *demoMaker) outletFor(p *demoMember, o *madeOffer) string {
	if len(o.demoOffer.outlets) > 0 {
		return o.demoOffer.outlets[p.r.IntN(len(o.demoOffer.outlets))]
	}
	for i := range demoMerchants {
		if d := &demoMerchants[i]; d.kind == o.merchant {
			return d.outlets[p.r.IntN(len(d.outlets))].key
		}
	}
	return ""
}
