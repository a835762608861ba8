package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// MemberHomePage is what a member's first page asks of the books.
type MemberHomePage struct {
	Picks   []OfferAt    // the best for the member, at most four
	Usable  int64        // vouchers that wait to be used
	NextEnd int64        // when the first of these ends, 0 for none
	Soonest []*Voucher   // those that end soon, at most three
	Homes   []MemberHome // the member's claims, newest first
}

const (
	mostPicks   = 4
	mostSoonest = 3
)

// MemberHomePage answers the first page of the member.
func (s *Store) MemberHomePage(ctx context.Context, m *MemberCard) (p MemberHomePage, err error) {
	offers, err := s.LiveOffers(ctx)
	if err != nil {
		return p, err
	}
	if err := s.askOf(ctx, m, func(rx *Rx) error {
		rx.ahead(func() { rx.homePage(m, offers) })
		list, all, err := rx.standings(m, offers)
		if err != nil {
			return err
		}
		p = MemberHomePage{Picks: picks(list), Usable: all.n, NextEnd: all.nextEnd}
		p.Homes, err = rx.memberHomes(m.ID)
		return err
	}); err != nil {
		return p, err
	}
	soon := s.Club().Of(VoucherSoon) * 86400
	if p.NextEnd == 0 || p.NextEnd > s.Now()+soon {
		return p, nil
	}
	err = s.ask(ctx, func(rx *Rx) (err error) {
		p.Soonest, err = rx.usable(m.ID, mostSoonest)
		p.Soonest = slices.DeleteFunc(p.Soonest, func(v *Voucher) bool { return v.RedeemTo > rx.Now+soon })
		return err
	})
	return p, err
}

// HomeAhead is the Ahead of MemberHomePage.
func HomeAhead(rx *Rx, m *MemberCard) {
	if offers, ok := rx.s.shelf(); ok {
		rx.homePage(m, offers)
	}
}

// homePage asks what the first page shows of a member.
func (rx *Rx) homePage(m *MemberCard, offers []*Offer) {
	_, _, _ = rx.standings(m, offers)
	_, _ = rx.memberHomes(m.ID)
}

// picks answers the offers that mean most to a member, without what is gone.
func picks(list []OfferAt) []OfferAt {
	rankOffers(list)
	if i := slices.IndexFunc(list, func(o OfferAt) bool { return o.rank() == gone }); i >= 0 {
		list = list[:i]
	}
	return list[:min(mostPicks, len(list))]
}

// rankOffers puts the offers in the order in which they mean most to the member, the newest first among equals: what can
// be claimed and is not held yet, what could be unlocked, what is held, what is gone.
func rankOffers(list []OfferAt) {
	slices.SortStableFunc(list, func(a, b OfferAt) int { return a.rank() - b.rank() })
}

const (
	open = iota
	locked
	held
	gone
)

func (st Standing) rank() int {
	if st.Usable > 0 {
		return held
	}
	if st.No == nil {
		return open
	}
	switch st.No.Reason {
	case OfferForClass, OfferForTier, OfferForCommunity, PointsShort, OfferNotYet:
		return locked
	}
	return gone
}

func (rx *Rx) usable(member, most int64) (list []*Voucher, err error) {
	rows, err := rx.UsableVouchersOf(background, sqlcdb.UsableVouchersOfParams{MemberID: member, Now: rx.Now, Most: most})
	for _, r := range rows {
		list = append(list, voucherOf(r, rx.Now))
	}
	return list, err
}

// MemberOffer answers one offer and how it stands for the member. NotFound: there is none, or it is not shown yet; one
// that has ended is shown with its reason.
func (s *Store) MemberOffer(ctx context.Context, m *MemberCard, id int64) (at OfferAt, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		r, err := rx.GetOffer(background, id)
		if err != nil {
			return err
		}
		o := offerOf(r)
		if o.State == OfferDraft || o.ShownFrom > rx.Now {
			return errNotFound
		}
		list, _, err := rx.standings(m, []*Offer{o})
		if err == nil {
			at = list[0]
		}
		return err
	})
	return at, err
}

// UsableAt answers where vouchers of a merchant are taken: the outlets named, or all of the merchant's for none, without
// those that have closed; and the phone that the merchant shows to members.
func (s *Store) UsableAt(ctx context.Context, merchant int64, outlets []int64) (list []Outlet, phone string, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		m, err := rx.GetMerchant(background, merchant)
		if err != nil {
			return err
		}
		phone = m.Phone
		rows, err := rx.OutletsOf(background, merchant)
		for _, r := range rows {
			if o := outletOf(r); !o.Ended && (len(outlets) == 0 || slices.Contains(outlets, o.ID)) {
				list = append(list, o)
			}
		}
		return err
	})
	return list, phone, err
}

// mostUsable bounds the usable vouchers of one page, which has no next.
const mostUsable = 200

// UsableVouchers answers the member's vouchers that wait to be used, the first to end first.
func (s *Store) UsableVouchers(ctx context.Context, member int64) (list []*Voucher, err error) {
	err = s.Read(ctx, func(rx *Rx) (err error) {
		list, err = rx.usable(member, mostUsable)
		return err
	})
	return list, err
}

// UsedVouchers answers the member's redeemed vouchers with their redemptions before the cursor, newest first, and the
// next cursor (0 at the end).
func (s *Store) UsedVouchers(ctx context.Context, member, before int64) (list []*Voucher, more int64, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list, more = nil, 0
		rows, err := rx.RedeemedVouchersOf(background, sqlcdb.RedeemedVouchersOfParams{MemberID: member, Before: cursor(before), Most: pageRows + 1})
		if err != nil {
			return err
		}
		for i, r := range rows {
			if i == pageRows {
				more = rows[i-1].ID
				break
			}
			list = append(list, voucherOf(r, rx.Now))
		}
		return rx.tellRedemptions(list...)
	})
	return list, more, err
}

// GoneVouchers answers the member's expired and void vouchers before the cursor, newest first, and the next cursor.
func (s *Store) GoneVouchers(ctx context.Context, member, before int64) (list []*Voucher, more int64, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list, more = nil, 0
		rows, err := rx.GoneVouchersOf(background, sqlcdb.GoneVouchersOfParams{MemberID: member, Before: cursor(before), Now: rx.Now, Most: pageRows + 1})
		for i, r := range rows {
			if i == pageRows {
				more = rows[i-1].ID
				break
			}
			list = append(list, voucherOf(r, rx.Now))
		}
		return err
	})
	return list, more, err
}

// OwnVoucher answers the id of the member's voucher with the code. NotFound: no such code, or it is another's.
func (s *Store) OwnVoucher(ctx context.Context, member int64, typed string) (id int64, err error) {
	code, ok := ParseCode(typed)
	if !ok {
		return 0, errNotFound
	}
	err = s.Read(ctx, func(rx *Rx) error {
		if id, err = rx.VoucherByCode(background, code); err != nil {
			return err
		}
		v, err := rx.voucher(id)
		if err == nil && v.Member != member {
			err = errNotFound
		}
		return err
	})
	return id, err
}

// Contact answers the phone and the e-mail address of the actor's account, masked.
func (s *Store) Contact(ctx context.Context, actor Actor) (d Destination, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		a, err := rx.GetAccount(background, actor.Account)
		if err != nil {
			return err
		}
		if a.Phone != nil {
			d.Phone = MaskPhone(*a.Phone)
		}
		if a.Email != nil {
			d.Email = MaskEmail(*a.Email)
		}
		return nil
	})
	return d, err
}
