package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// HouseholdStand is how the household of a home stands for one of the home's verified owners.
type HouseholdStand struct {
	ID        int64 // 0 where none stands
	In, Leads bool  // the owner is in it; and leads it
	MayBegin  bool  // none stands, and they were verified first
	MayLead   bool  // who leads it is no owner of the home
}

// HouseholdOfClaim answers how the household of the home of a claim stands. NotFound for a claim that is not verified, or
// another's.
func (s *Store) HouseholdOfClaim(ctx context.Context, member, claim int64) (at HouseholdStand, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		at = HouseholdStand{}
		c, h, err := rx.householdOfClaim(member, claim)
		if err != nil {
			return err
		}
		if h == nil {
			first, err := rx.FirstVerified(background, &c.Home)
			at.MayBegin = len(first) > 0 && first[0] == member
			return err
		}
		at = HouseholdStand{ID: h.ID, In: h.has(member), Leads: h.Primary == member, MayLead: h.MayLead()}
		return nil
	})
	return at, err
}

// householdOfClaim answers a verified claim of the member, and the household of its home, nil where none stands.
func (rx *Rx) householdOfClaim(member, claim int64) (c Claim, h *Household, err error) {
	if c, err = rx.ownClaim(claim, member); err != nil {
		return c, nil, err
	}
	if c.State != ClaimVerified {
		return c, nil, errNotFound
	}
	r, err := rx.HouseholdOfHome(background, c.Home)
	if isNoRows(err) {
		return c, nil, nil
	}
	if err != nil {
		return c, nil, err
	}
	if h, err = rx.household(r.ID); err == nil {
		h.Claim = c.ID
	}
	return c, h, err
}

// verifiedClaim answers the member's verified claim to a home, or 0.
func (rx *Rx) verifiedClaim(home, member int64) (int64, error) {
	ids, err := rx.VerifiedClaimOf(background, sqlcdb.VerifiedClaimOfParams{HomeID: &home, MemberID: member})
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return ids[0], nil
}

// WasInHousehold tells whether the member has been in a household that they are in no more, or that is over.
func (s *Store) WasInHousehold(ctx context.Context, member, id int64) (was bool, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		n, err := rx.Queries.WasInHousehold(background, sqlcdb.WasInHouseholdParams{HouseholdID: id, MemberID: member})
		was = n > 0
		return err
	})
	return was, err
}

// LeadHousehold has the actor's member, who is verified for the home of the claim, lead its household in place of one who is
// not, who is told. Where they are in it no more they come back. Refused: HouseholdOver, HouseholdOther, HouseholdFull.
// NotFound for a claim that is not verified, or another's.
func (s *Store) LeadHousehold(ctx context.Context, actor Actor, claim int64) (id int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		m := tx.Actor.Member
		_, h, err := tx.householdOfClaim(m, claim)
		if err != nil {
			return err
		}
		if h == nil {
			return refuse(HouseholdOver)
		}
		if id = h.ID; h.Primary == m {
			return nil
		}
		if !h.MayLead() {
			return refuse(HouseholdOther)
		}
		if !h.has(m) {
			if int64(len(h.People)) > h.Most {
				return refuse(HouseholdFull, h.Most)
			}
			if err := tx.joins(id, m); err != nil {
				return err
			}
		}
		if _, err := tx.SetPrimary(background, sqlcdb.SetPrimaryParams{PrimaryID: m, ID: id}); err != nil {
			return err
		}
		if err := tx.readOffers(id); err != nil {
			return err
		}
		if err := tx.tell(h.Primary, HouseholdTaken{Household: id, Cause: tx.NewID(), Home: NoticeHome{h.Place, h.HomeAddress}}); err != nil {
			return err
		}
		return tx.audit(change{act: "household.taken_back", noun: id, member: m, facts: h.facts()})
	})
	return id, err
}

// OfferHousehold offers the lead to another person of the household, who is told; 0 takes an offer back. Refused:
// HouseholdNotLead, HouseholdGone. NotFound where the actor is not in it.
func (s *Store) OfferHousehold(ctx context.Context, actor Actor, id, to int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		h, err := tx.led(id)
		if err != nil {
			return err
		}
		if to == h.Primary || to != 0 && !h.has(to) {
			return refuse(HouseholdGone)
		}
		if h.Offered == to {
			return nil
		}
		if _, err := tx.OfferPrimary(background, sqlcdb.OfferPrimaryParams{OfferedID: orNull(to), ID: id}); err != nil {
			return err
		}
		whose := to
		if to == 0 {
			whose = h.Offered
		} else if err := tx.tell(to, HouseholdOffered{Household: id, Cause: tx.NewID(), Home: NoticeHome{h.Place, h.HomeAddress}, Another: Another{Who: h.Primary}}); err != nil {
			return err
		}
		facts := h.facts()
		facts["offered"] = to != 0
		return tx.audit(change{act: "household.offered", noun: id, member: whose, facts: facts})
	})
}

// AnswerHousehold accepts or declines the lead of a household that is offered to the actor's member; who led it is told.
// Refused: HouseholdNoOffer. NotFound where they are not in it.
func (s *Store) AnswerHousehold(ctx context.Context, actor Actor, id int64, accept bool) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		h, err := tx.household(id)
		if err != nil {
			return err
		}
		m := tx.Actor.Member
		if m == 0 || !h.has(m) {
			return errNotFound
		}
		if h.Offered != m {
			return refuse(HouseholdNoOffer)
		}
		if err := tx.readOffers(id); err != nil {
			return err
		}
		if accept {
			_, err = tx.SetPrimary(background, sqlcdb.SetPrimaryParams{PrimaryID: m, ID: id})
		} else {
			_, err = tx.OfferPrimary(background, sqlcdb.OfferPrimaryParams{ID: id})
		}
		if err != nil {
			return err
		}
		if err := tx.tell(h.Primary, HouseholdAnswered{Household: id, Cause: tx.NewID(), Home: NoticeHome{h.Place, h.HomeAddress}, Accepted: accept, Another: Another{Who: m}}); err != nil {
			return err
		}
		facts := h.facts()
		facts["accepted"] = accept
		return tx.audit(change{act: "household.handed_over", noun: id, member: m, facts: facts})
	})
}
