package db

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"clubhouse/db/sqlcdb"
)

// Refusals of invitations.
const (
	InviteUnknown   Reason = "invite_unknown"   // no such link
	InviteUsed      Reason = "invite_used"      //
	InviteEnded     Reason = "invite_ended"     // its days are over; args: when
	InviteWithdrawn Reason = "invite_withdrawn" // or one of the two has left
	InviteOwn       Reason = "invite_own"       // of who made it
	InviteIn        Reason = "invite_in"        // of who is in the household already
	InviteNotYours  Reason = "invite_not_yours" // it is for another phone
	InvitesTooMany  Reason = "invites_too_many" // made today
	InvitePhone     Reason = "invite_phone"     // no phone
	InviteSelf      Reason = "invite_self"      // one's own phone
)

var invitesPerDay = limit{"household.invites", 86400, 20}

// PhoneToInvite reads the phone number to which an invitation is to go. Refused: InvitePhone, also where none is typed.
func PhoneToInvite(typed, region string) (string, error) {
	to, ok := ParsePhone(typed, region)
	if !ok {
		return "", refuseField("phone", InvitePhone)
	}
	return to, nil
}

// InviteToHousehold makes an invitation to a household that the actor's member leads, and answers its link's token, which is
// kept nowhere. With a phone it goes there as a text message, in the actor's language, and is for who has that number alone; it
// names who invites as masked as at a till: whoever's number it is may be nobody whom they know.
// Refused: HouseholdNotLead, HouseholdFull, InvitesTooMany, InvitePhone, InviteSelf. NotFound where the actor is not in it.
func (s *Store) InviteToHousehold(ctx context.Context, actor Actor, id int64, phone, region string, l Locale) (token string, err error) {
	to := ""
	if phone != "" {
		if to, err = PhoneToInvite(phone, region); err != nil {
			return "", err
		}
	}
	err = s.Write(ctx, actor, func(tx *Tx) error {
		h, err := tx.led(id)
		if err != nil {
			return err
		}
		if int64(len(h.People)) > h.Most {
			return refuse(HouseholdFull, h.Most)
		}
		selves, err := tx.selves(tx.Actor.Member)
		if err != nil {
			return err
		}
		if to != "" && slices.ContainsFunc(selves, func(m sqlcdb.GetMemberRow) bool { return deref(m.Phone) == to }) {
			return refuseField("phone", InviteSelf)
		}
		if ok, err := invitesPerDay.hit(tx, strconv.FormatInt(tx.Actor.Member, 10)); err != nil {
			return err
		} else if !ok {
			return refuse(InvitesTooMany)
		}
		token = newToken()
		made, ends := tx.NewID(), tx.Now+tx.s.Club().Of(InviteDays)*86400
		if err := tx.InsertInvitation(background, sqlcdb.InsertInvitationParams{
			ID: made, HouseholdID: id, TokenHash: hashToken(token), Phone: to, MadeBy: tx.Actor.Member, MadeAt: tx.Now, EndsAt: ends,
		}); err != nil {
			return err
		}
		if to != "" {
			payload, err := json.Marshal(Message{To: Destination{Phone: to}, Locale: l, Template: "household.invited_by", Until: ends, Args: map[string]string{"name": MaskName(selves[0].Name), "path": "/" + string(l) + "/i/" + token}})
			if err != nil {
				return err
			}
			if err := tx.enqueue(JobSMS, "", string(payload), afterQuiet(tx.Now, tx.s.Club().Zone)); err != nil {
				return err
			}
		}
		c := change{act: "household.invited", noun: id, member: tx.Actor.Member, facts: h.facts()}
		if to != "" {
			c.personal = Facts{"phone": to}
		}
		return tx.audit(c)
	})
	return token, err
}

// WithdrawHouseholdInvite makes an invitation good for nothing. Refused: HouseholdNotLead. NotFound where the actor is not in
// the household, or the invitation is not open.
func (s *Store) WithdrawHouseholdInvite(ctx context.Context, actor Actor, id, invitation int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		h, err := tx.led(id)
		if err != nil {
			return err
		}
		if n, err := tx.WithdrawInvitation(background, sqlcdb.WithdrawInvitationParams{Now: &tx.Now, ID: invitation, HouseholdID: id}); err != nil {
			return err
		} else if n == 0 {
			return errNotFound
		}
		return tx.audit(change{act: "household.uninvited", noun: id, member: tx.Actor.Member, facts: h.facts()})
	})
}

func (rx *Rx) openInvitations(h *Household) error {
	rows, err := rx.OpenInvitations(background, sqlcdb.OpenInvitationsParams{HouseholdID: h.ID, Now: rx.Now})
	for _, r := range rows {
		h.Open = append(h.Open, OpenInvitation{r.ID, maskedPhone(r.Phone), r.MadeAt, r.EndsAt})
	}
	return err
}

// HouseholdInvite is an invitation as whoever holds its link sees it: not which home it is, before they accept.
type HouseholdInvite struct {
	Household int64
	Place     Text
	By        string // who leads the household
	EndsAt    int64
}

// HouseholdInvite answers the invitation of a link, for the member who looks at it (0: nobody who is known). Refused:
// InviteUnknown, InviteUsed, InviteEnded, InviteWithdrawn, HouseholdOver, and for a member InviteOwn, InviteIn,
// InviteNotYours, HouseholdFull. One who is in the household is answered it with InviteIn.
func (s *Store) HouseholdInvite(ctx context.Context, member int64, token string) (*HouseholdInvite, error) {
	var out *HouseholdInvite
	err := s.Read(ctx, func(rx *Rx) error {
		i, h, err := rx.invited(member, token)
		if h != nil {
			out = &HouseholdInvite{Household: h.ID, Place: h.Place, EndsAt: i.EndsAt}
			for _, p := range h.People {
				if p.Member == h.Primary {
					out.By = p.Name
				}
			}
		}
		return err
	})
	return out, err
}

// invited answers an invitation that the member may accept, and its household.
func (rx *Rx) invited(member int64, token string) (i sqlcdb.HouseholdInvitation, h *Household, err error) {
	i, err = rx.InvitationByToken(background, hashToken(token))
	if isNoRows(err) {
		return i, nil, refuse(InviteUnknown)
	}
	if err != nil {
		return i, nil, err
	}
	h, err = rx.household(i.HouseholdID)
	if KindOf(err) == NotFound && err != nil || isNoRows(err) {
		return i, nil, refuse(HouseholdOver)
	}
	if err != nil {
		return i, nil, err
	}
	switch {
	case member != 0 && member == i.MadeBy && h.has(member):
		return i, h, refuse(InviteOwn)
	case member != 0 && h.has(member):
		return i, h, refuse(InviteIn)
	case i.UsedAt != nil:
		return i, nil, refuse(InviteUsed)
	case i.WithdrawnAt != nil:
		return i, nil, refuse(InviteWithdrawn)
	case i.EndsAt <= rx.Now:
		return i, nil, refuse(InviteEnded, i.EndsAt)
	case member == 0:
		return i, h, nil
	}
	if i.Phone != "" {
		selves, err := rx.selves(member)
		if err != nil {
			return i, nil, err
		}
		if !slices.ContainsFunc(selves, func(m sqlcdb.GetMemberRow) bool { return provenPhone(m) == i.Phone }) {
			return i, nil, refuse(InviteNotYours)
		}
	}
	if int64(len(h.People)) > h.Most {
		return i, h, refuse(HouseholdFull, h.Most)
	}
	return i, h, nil
}

// AcceptInvite takes the actor's member into the household of an invitation, once; who leads it is told. They stay of the class
// that they are. Refused: as HouseholdInvite.
func (s *Store) AcceptInvite(ctx context.Context, actor Actor, token string) (id int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		i, h, err := tx.invited(tx.Actor.Member, token)
		if err != nil {
			return err
		}
		id = h.ID
		if n, err := tx.UseInvitation(background, sqlcdb.UseInvitationParams{Now: &tx.Now, UsedBy: &tx.Actor.Member, ID: i.ID}); err != nil {
			return err
		} else if n == 0 {
			return refuse(InviteUsed)
		}
		if err := tx.joins(h.ID, tx.Actor.Member); err != nil {
			return err
		}
		if err := tx.tell(h.Primary, HouseholdJoined{Household: h.ID, Cause: tx.NewID(), Home: NoticeHome{h.Place, h.HomeAddress}, Another: Another{Who: tx.Actor.Member}}); err != nil {
			return err
		}
		return tx.audit(change{act: "household.joined", noun: h.ID, member: tx.Actor.Member, facts: h.facts()})
	})
	return id, err
}

// provenPhone answers the member's phone, or "" where none is or the club knows it from a file alone: whoever has signed in by
// e-mail could name any owner's there.
func provenPhone(m sqlcdb.GetMemberRow) string {
	if m.PhoneProven == 0 {
		return ""
	}
	return deref(m.Phone)
}

// SuggestedHome is a home that a member may want to claim: the register has their phone for it, and its household is there.
type SuggestedHome struct {
	HomeAddress
	Place Text
}

// SuggestedHomes answers the homes whose households are there and for which the register has a phone that the member has
// proven, where they have not claimed them.
func (s *Store) SuggestedHomes(ctx context.Context, member int64) (list []SuggestedHome, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		selves, err := rx.selves(member)
		if err != nil {
			return err
		}
		var rows []sqlcdb.HouseholdsOfPhoneRow
		for _, m := range selves {
			phone := provenPhone(m)
			if phone == "" {
				continue
			}
			more, err := rx.HouseholdsOfPhone(background, phone)
			if err != nil {
				return err
			}
			rows = append(rows, more...)
		}
		for _, r := range rows {
			a := HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}
			if slices.ContainsFunc(list, func(h SuggestedHome) bool { return h.HomeAddress == a }) {
				continue
			}
			has, err := rx.ClaimOfHome(background, sqlcdb.ClaimOfHomeParams{MemberID: member, CommunityID: a.Community, Building: a.Building, Stair: a.Stair, Room: a.Room})
			if err != nil {
				return err
			}
			if len(has) == 0 {
				list = append(list, SuggestedHome{a, Text{r.NameHans, r.NameHant, r.NameEn}})
			}
		}
		return err
	})
	return list, err
}

// suggest tells who lead a household that somebody has joined the club whom the register names for their home.
func (tx *Tx) suggest(member int64, phone string) error {
	if phone == "" {
		return nil
	}
	rows, err := tx.HouseholdsOfPhone(background, phone)
	for _, r := range rows {
		if r.PrimaryID == member {
			continue
		}
		home := NoticeHome{Text{r.NameHans, r.NameHant, r.NameEn}, HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}}
		if err := tx.tell(r.PrimaryID, HouseholdHint{Household: r.ID, Cause: tx.NewID(), Home: home}); err != nil {
			return err
		}
	}
	return err
}
