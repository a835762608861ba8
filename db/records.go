package db

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"clubhouse/db/sqlcdb"
)

// MemberRecord is what staff see of one member. Phone and e-mail are masked unless revealed.
type MemberRecord struct {
	MemberRow
	Phone, Email string
	CanReveal    bool // the actor may open them in full
	CanRenew     bool // the actor may end a lost phone's sessions and make the card anew
	Erased       bool
	Into         int64 // the member whom they were merged into, 0 for none
	Elsewhere    bool  // the member names a community beyond the actor's; Community is 0
	Locale       Locale
	Consents     []Consent
	Claims       []Claim
	Households   []Household
}

// Consent is one dated consent.
type Consent struct {
	Kind        string
	Version     string
	Locale      Locale // in which it was read
	GivenAt     int64
	WithdrawnAt int64 // 0 while it stands
}

func (rx *Rx) consentHistory(member int64) (list []Consent, err error) {
	rows, err := rx.ConsentsOf(background, member)
	for _, c := range rows {
		list = append(list, Consent{c.Kind, c.Version, Locale(c.Locale), c.GivenAt, deref(c.WithdrawnAt)})
	}
	return list, err
}

// MemberRecord answers one member's record. NotFound outside the actor's communities.
func (s *Store) MemberRecord(ctx context.Context, actor Actor, id int64) (*MemberRecord, error) {
	var out *MemberRecord
	err := s.Read(ctx, func(rx *Rx) (err error) {
		out, err = rx.memberRecord(actor, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (rx *Rx) memberRecord(actor Actor, id int64) (*MemberRecord, error) {
	if ok, err := rx.sees(actor, MembersRead, id); err != nil {
		return nil, err
	} else if !ok {
		return nil, errNotFound
	}
	reveal, err := rx.sees(actor, MembersReveal, id)
	if err != nil {
		return nil, err
	}
	renew := reveal
	if !actor.reachesAlike(MembersCard, MembersReveal) { // most who hold one hold the other
		if renew, err = rx.sees(actor, MembersCard, id); err != nil {
			return nil, err
		}
	}
	r, err := rx.GetMember(background, id)
	if err != nil {
		return nil, err
	}
	out := &MemberRecord{
		MemberRow: MemberRow{ID: r.ID, Number: r.Number, Name: r.Name, Class: Class(r.Class), Tier: Tier(r.Tier), Community: deref(r.CommunityID),
			Balance: deref(r.Balance), JoinedAt: r.JoinedAt, Left: r.LeftAt != nil, Leaving: r.LeavesAt != nil},
		Phone: masked(MaskPhone, r.Phone), Email: masked(MaskEmail, r.Email), CanRenew: renew && r.LeftAt == nil, Locale: Locale(r.Locale),
		Erased: r.LeftAt != nil && r.Name == erasedName, Into: deref(r.MergedInto),
	}
	out.CanReveal = reveal && !out.Erased // nothing is left to be opened
	if out.Consents, err = rx.consentHistory(id); err != nil {
		return nil, err
	}
	if out.Erased { // a home, whose owner the register names, would tell who it was
		return out, nil
	}
	claims, err := rx.ClaimsOf(background, id)
	if out.Community != 0 && !actor.reaches(MembersRead, out.Community) {
		out.Community, out.Elsewhere = 0, true
	}
	if err != nil {
		return nil, err
	}
	households, err := rx.householdsOf(id)
	for _, h := range households {
		if actor.reaches(MembersRead, h.Community) {
			out.Households = append(out.Households, h)
		}
	}
	for _, c := range claims {
		if !actor.reaches(MembersRead, c.CommunityID) { // a home of another community
			continue
		}
		out.Claims = append(out.Claims, claimOf(c))
		out.Waiting = out.Waiting || ClaimState(c.State) == ClaimWaiting
	}
	return out, err
}

// masked answers the value masked, "" where there is none.
func masked(mask func(string) string, v *string) string {
	if v == nil || *v == "" {
		return ""
	}
	return mask(*v)
}

// sees tells whether the actor's right covers the member.
func (rx *Rx) sees(actor Actor, right Right, member int64) (bool, error) {
	ids, err := rx.visible(actor, right, []int64{member})
	return len(ids) > 0, err
}

// RevealsSpent refuses a person who has opened too many members' details within a day. args: the most.
const RevealsSpent Reason = "reveals_spent"

// RevealMember answers the member's phone and e-mail in full, and writes who opened them and why. A person may open so
// many within a day: nobody empties the club one by one.
// Refused: ReasonMissing, TextTooLong, RevealsSpent. NotFound outside the actor's communities.
func (s *Store) RevealMember(ctx context.Context, actor Actor, id int64, reason string) (phone, email string, err error) {
	if reason, err = checkReason(reason); err != nil {
		return "", "", err
	}
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if ok, err := tx.sees(tx.Actor, MembersReveal, id); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		m, err := tx.GetMember(background, id)
		if err != nil {
			return err
		}
		if m.LeftAt != nil && m.MergedInto == nil { // nothing is left of them
			return refuse(MemberGone)
		}
		if ok, err := revealsPerDay.hit(tx, strconv.FormatInt(tx.Actor.Account, 10)); err != nil {
			return err
		} else if !ok {
			return refuse(RevealsSpent, revealsPerDay.most)
		}
		phone, email = deref(m.Phone), deref(m.Email)
		return tx.audit(change{act: "member.revealed", noun: id, member: id, personal: why(reason)})
	})
	return phone, email, err
}

// within tells whether the row may be shown to whoever sees its member. Of homes in other communities nothing is told,
// and of other acts not the community.
func (r *AuditRow) within(actor Actor) bool {
	community := r.Int("community")
	if community == 0 || actor.reaches(MembersRead, community) {
		return true
	}
	delete(r.Facts, "community")
	return !strings.HasPrefix(r.Act, "home.") && !strings.HasPrefix(r.Act, "household.")
}

func auditRow(r sqlcdb.AuditByIDsRow) AuditRow {
	row := AuditRow{
		ID: r.ID, At: r.At, Door: Door(r.Door), Actor: r.ActorID, Name: r.ActorName, Act: r.Act, Noun: r.NounID, Member: deref(r.MemberID), Whom: r.MemberName,
		session: r.SessionID, digest: r.Digest != nil, apart: r.Personal != "",
	}
	facts := json.NewDecoder(strings.NewReader(r.Facts))
	facts.UseNumber()
	_ = facts.Decode(&row.Facts) // written by audit from a map: always an object
	var apart Facts
	if json.Unmarshal([]byte(r.Personal), &apart) == nil && apart["reason"] != nil { // of what stands apart, the log tells this alone
		row.Facts["reason"] = apart["reason"]
	}
	return row
}
