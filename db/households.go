package db

import (
	"context"
	"slices"
	"strconv"

	"clubhouse/db/sqlcdb"
)

// Household is the people of one home that joined, as they see it.
type Household struct {
	ID, Home int64
	HomeAddress
	Place   Text
	Primary int64 // the member who leads it
	Offered int64 // the member to whom the lead is offered, or 0
	People  []HouseholdMember
	Open    []OpenInvitation // for who leads it
	Most    int64            // how many it may have beside who leads it
	Claim   int64            // to its home, of the reader who is verified for it; or 0
}

// HouseholdMember is one person of a household.
type HouseholdMember struct {
	Member       int64
	Name, Number string
	Class        Class
	Since        int64
	Owner        bool // verified for its home
}

// OpenInvitation is one that nobody has accepted yet.
type OpenInvitation struct {
	ID             int64
	Phone          string // masked; "" of a link
	MadeAt, EndsAt int64
}

// Refusals of what is done with a household.
const (
	HouseholdFull    Reason = "household_full"    // args: how many it may have beside who leads it
	HouseholdOver    Reason = "household_over"    // its home is nobody's of them any more
	HouseholdNotLead Reason = "household_no_lead" // only who leads it may do that
	HouseholdLead    Reason = "household_lead"    // who leads it hands the lead over before they leave
	HouseholdGone    Reason = "household_gone"    // that person is not in it any more
	HouseholdNoOffer Reason = "household_no_offer"
	HouseholdOther   Reason = "household_other" // another owner leads the household of this home
	HouseholdLed     Reason = "household_led"   // another who is no owner leads it
	HouseholdFirst   Reason = "household_first" // none stands yet, and another owner was verified first
	HouseholdOwner   Reason = "household_owner" // who is no owner of the home removes none of its owners
)

// Household answers a household that the member is in. NotFound for any other.
func (s *Store) Household(ctx context.Context, member, id int64) (*Household, error) {
	var out *Household
	err := s.Read(ctx, func(rx *Rx) (err error) {
		if out, err = rx.household(id); err != nil {
			return err
		}
		if !out.has(member) {
			return errNotFound
		}
		if out.Claim, err = rx.verifiedClaim(out.Home, member); err != nil {
			return err
		}
		if out.Primary == member {
			return rx.openInvitations(out)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (h *Household) has(member int64) bool {
	return slices.ContainsFunc(h.People, func(p HouseholdMember) bool { return p.Member == member })
}

// owns tells whether one of its people is verified for its home.
func (h *Household) owns(member int64) bool {
	return slices.ContainsFunc(h.People, func(p HouseholdMember) bool { return p.Member == member && p.Owner })
}

// MayRemove tells whether who leads it may remove another: an owner of the home is removed by none but an owner.
func (h *Household) MayRemove(member int64) bool {
	return member != h.Primary && (h.owns(h.Primary) || !h.owns(member))
}

// MayLead tells whether the reader may take the lead: an owner of the home may, from who is none.
func (h *Household) MayLead() bool { return h.Claim != 0 && !h.owns(h.Primary) }

// household answers one that stands. NotFound where it does not.
func (rx *Rx) household(id int64) (*Household, error) {
	r, err := rx.GetHousehold(background, id)
	if err != nil {
		return nil, err
	}
	if r.EndedAt != nil {
		return nil, errNotFound
	}
	home, err := rx.GetHome(background, r.HomeID)
	if err != nil {
		return nil, err
	}
	com, err := rx.GetCommunity(background, home.CommunityID)
	if err != nil {
		return nil, err
	}
	out := &Household{
		ID: id, Home: home.ID, HomeAddress: HomeAddress{home.CommunityID, home.Building, home.Stair, home.Room}, Place: Text{com.NameHans, com.NameHant, com.NameEn},
		Primary: r.PrimaryID, Offered: deref(r.OfferedID), Most: rx.s.Club().Of(HouseholdMost),
	}
	owners, err := rx.OwnersInHousehold(background, id)
	if err != nil {
		return nil, err
	}
	rows, err := rx.HouseholdMembers(background, id)
	for _, m := range rows {
		out.People = append(out.People, HouseholdMember{m.MemberID, m.Name, m.Number, Class(m.Class), m.JoinedAt, slices.Contains(owners, m.MemberID)})
	}
	return out, err
}

// HouseholdsOf answers the households that the member is in, the newest first, without their people.
func (s *Store) HouseholdsOf(ctx context.Context, member int64) (list []Household, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list, err = rx.householdsOf(member)
		return err
	})
	return list, err
}

func (rx *Rx) householdsOf(member int64) (list []Household, err error) {
	rows, err := rx.HouseholdsOfMember(background, member)
	for _, r := range rows {
		list = append(list, Household{
			ID: r.ID, Home: r.HomeID, HomeAddress: HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}, Place: Text{r.NameHans, r.NameHant, r.NameEn},
			Primary: r.PrimaryID, Offered: deref(r.OfferedID),
		})
	}
	return list, err
}

// BeginHousehold begins the household of the home of a claim, where none stands, led by the first of its verified owners.
// Refused: HouseholdFirst, HouseholdOther, HouseholdLed. NotFound for a claim that is not verified, or another's.
func (s *Store) BeginHousehold(ctx context.Context, actor Actor, claim int64) (id int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.ownClaim(claim)
		if err != nil {
			return err
		}
		if c.State != ClaimVerified {
			return errNotFound
		}
		h, err := tx.HouseholdOfHome(background, c.Home)
		if err == nil {
			id = h.ID
			return tx.inHousehold(h.ID)
		}
		if !isNoRows(err) {
			return err
		}
		first, err := tx.FirstVerified(background, &c.Home)
		if err != nil {
			return err
		}
		if len(first) == 0 || first[0] != c.Member {
			return refuse(HouseholdFirst)
		}
		id = tx.NewID()
		if _, err := tx.InsertHousehold(background, sqlcdb.InsertHouseholdParams{ID: id, HomeID: c.Home, PrimaryID: c.Member, BegunAt: tx.Now}); err != nil {
			return err
		}
		if err := tx.joins(id, c.Member); err != nil {
			return err
		}
		return tx.audit(change{act: "household.begun", noun: id, member: c.Member, facts: Facts{"community": c.Community, "home": c.Home}})
	})
	return id, err
}

func (tx *Tx) joins(household, member int64) error {
	_, err := tx.InsertHouseholdMember(background, sqlcdb.InsertHouseholdMemberParams{ID: tx.NewID(), HouseholdID: household, MemberID: member, JoinedAt: tx.Now})
	return err
}

// inHousehold refuses whoever is not in it.
func (tx *Tx) inHousehold(id int64) error {
	h, err := tx.household(id)
	switch {
	case err != nil || h.has(tx.Actor.Member):
		return err
	case h.owns(h.Primary):
		return refuse(HouseholdOther)
	}
	return refuse(HouseholdLed)
}

// led answers a household that the actor's member leads. Refused: HouseholdNotLead. NotFound where they are not in it.
func (tx *Tx) led(id int64) (*Household, error) {
	h, err := tx.household(id)
	if err != nil {
		return nil, err
	}
	if tx.Actor.Member == 0 || !h.has(tx.Actor.Member) {
		return nil, errNotFound
	}
	if h.Primary != tx.Actor.Member {
		return nil, refuse(HouseholdNotLead)
	}
	return h, nil
}

func (h *Household) facts() Facts { return Facts{"community": h.Community, "home": h.Home} }

// LeaveHousehold takes the actor's member out of a household, which ends with the last one. Refused: HouseholdLead, where others
// are in it. NotFound where they are not in it.
func (s *Store) LeaveHousehold(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		h, err := tx.household(id)
		if err != nil {
			return err
		}
		m := tx.Actor.Member
		if m == 0 || !h.has(m) {
			return errNotFound
		}
		if len(h.People) == 1 {
			return tx.endHousehold(h)
		}
		if h.Primary == m {
			return refuse(HouseholdLead)
		}
		return tx.leaves(h, m, "household.left")
	})
}

// leaves takes a member out of a household, with an audit row. What they have invited to is good for nothing.
func (tx *Tx) leaves(h *Household, member int64, act string) error {
	if n, err := tx.Queries.LeaveHousehold(background, sqlcdb.LeaveHouseholdParams{Now: &tx.Now, HouseholdID: h.ID, MemberID: member}); err != nil {
		return err
	} else if n == 0 {
		return refuse(HouseholdGone)
	}
	if h.Offered == member {
		if _, err := tx.OfferPrimary(background, sqlcdb.OfferPrimaryParams{ID: h.ID}); err != nil {
			return err
		}
	}
	if err := tx.WithdrawInvitationsBy(background, sqlcdb.WithdrawInvitationsByParams{Now: &tx.Now, HouseholdID: h.ID, MadeBy: member}); err != nil {
		return err
	}
	if act == "household.left" {
		return tx.audit(change{act: "household.left", noun: h.ID, member: member, facts: h.facts()})
	}
	return tx.audit(change{act: "household.removed", noun: h.ID, member: member, facts: h.facts()})
}

// RemoveFromHousehold takes a person out of a household that the actor's member leads; they are told. Refused:
// HouseholdNotLead, HouseholdGone, HouseholdLead, HouseholdOwner. NotFound where the actor is not in it.
func (s *Store) RemoveFromHousehold(ctx context.Context, actor Actor, id, member int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		h, err := tx.led(id)
		if err != nil {
			return err
		}
		if member == h.Primary {
			return refuse(HouseholdLead)
		}
		if !h.has(member) {
			return refuse(HouseholdGone)
		}
		if !h.MayRemove(member) {
			return refuse(HouseholdOwner)
		}
		if err := tx.tell(member, HouseholdRemoved{Cause: tx.NewID(), Home: NoticeHome{h.Place, h.HomeAddress}}); err != nil {
			return err
		}
		return tx.leaves(h, member, "household.removed")
	})
}

// leaveSold sees to the household of a home of which a member's claim has ended: they leave it; the first of the owners who
// are verified still leads it where they did; without one it ends, and all of it are told.
func (tx *Tx) leaveSold(c Claim) error {
	r, err := tx.HouseholdOfHome(background, c.Home)
	if isNoRows(err) {
		return nil
	}
	if err != nil {
		return err
	}
	h, err := tx.household(r.ID)
	if err != nil {
		return err
	}
	first, err := tx.FirstVerified(background, &c.Home)
	if err != nil {
		return err
	}
	if len(first) == 0 {
		return tx.endHousehold(h)
	}
	return tx.goes(h, c.Member)
}

// goes takes a member out of a household that goes on without them: where they lead it, or nobody in it does, the first of the
// verified owners leads it from now on, else who has been in it the longest. Without either it ends.
func (tx *Tx) goes(h *Household, member int64) error {
	if h.Primary == member || !h.has(h.Primary) {
		to, err := tx.FirstVerified(background, &h.Home)
		if err != nil {
			return err
		}
		for _, p := range h.People {
			if p.Member != member {
				to = append(to, p.Member)
			}
		}
		if len(to) == 0 {
			return tx.endHousehold(h)
		}
		if !h.has(to[0]) {
			if err := tx.joins(h.ID, to[0]); err != nil {
				return err
			}
		}
		if _, err := tx.SetPrimary(background, sqlcdb.SetPrimaryParams{PrimaryID: to[0], ID: h.ID}); err != nil {
			return err
		}
		if err := tx.tell(to[0], HouseholdYours{Household: h.ID, Cause: tx.NewID(), Home: NoticeHome{h.Place, h.HomeAddress}}); err != nil {
			return err
		}
	}
	if !h.has(member) {
		return nil
	}
	return tx.leaves(h, member, "household.left")
}

// endHousehold ends a household: its people are told, but for the actor, and its invitations are good for nothing.
func (tx *Tx) endHousehold(h *Household) error {
	if n, err := tx.EndHousehold(background, sqlcdb.EndHouseholdParams{Now: &tx.Now, ID: h.ID}); err != nil || n == 0 {
		return err
	}
	if err := tx.WithdrawInvitations(background, sqlcdb.WithdrawInvitationsParams{Now: &tx.Now, HouseholdID: h.ID}); err != nil {
		return err
	}
	for _, p := range h.People {
		if _, err := tx.Queries.LeaveHousehold(background, sqlcdb.LeaveHouseholdParams{Now: &tx.Now, HouseholdID: h.ID, MemberID: p.Member}); err != nil {
			return err
		}
		if p.Member != tx.Actor.Member {
			if err := tx.tell(p.Member, HouseholdEnded{Cause: h.ID, Home: NoticeHome{h.Place, h.HomeAddress}}); err != nil {
				return err
			}
		}
	}
	return tx.audit(change{act: "household.ended", noun: h.ID, member: h.Primary, facts: h.facts()})
}

func householdPath(id int64) string { return "/households/" + strconv.FormatInt(id, 10) }
