package db

import (
	"context"
	"encoding/json"
	"strings"

	"clubhouse/db/sqlcdb"
)

// MemberRecord is what staff see of one member. Phone and e-mail are masked unless revealed.
type MemberRecord struct {
	MemberRow
	Phone, Email string
	CanReveal    bool // the actor may open them in full
	Locale       Locale
	Consents     []Consent
	Claims       []Claim
}

// Consent is one dated consent.
type Consent struct {
	Kind        string
	Version     string
	GivenAt     int64
	WithdrawnAt int64 // 0 while it stands
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
	r, err := rx.GetMember(background, id)
	if err != nil {
		return nil, err
	}
	out := &MemberRecord{
		MemberRow: MemberRow{ID: r.ID, Number: r.Number, Name: r.Name, Class: Class(r.Class), Tier: Tier(r.Tier), Community: deref(r.CommunityID),
			Balance: deref(r.Balance), JoinedAt: r.JoinedAt, Left: r.LeftAt != nil},
		Phone: masked(MaskPhone, r.Phone), Email: masked(MaskEmail, r.Email), CanReveal: reveal, Locale: Locale(r.Locale),
	}
	consents, err := rx.ConsentsOf(background, id)
	if err != nil {
		return nil, err
	}
	for _, c := range consents {
		out.Consents = append(out.Consents, Consent{c.Kind, c.Version, c.GivenAt, deref(c.WithdrawnAt)})
	}
	claims, err := rx.ClaimsOf(background, id)
	for _, c := range claims {
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
	w := &where{}
	w.add("m.id = ?", member)
	w.seen(actor, right)
	ids, err := rx.ids("SELECT m.id FROM members m"+w.sql(), w.args...)
	return len(ids) > 0, err
}

// RevealMember answers the member's phone and e-mail in full, and writes who opened them and why.
// Refused: ReasonMissing, TextTooLong. NotFound outside the actor's communities.
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
		phone, email = deref(m.Phone), deref(m.Email)
		return tx.audit(change{act: "member.revealed", noun: id, member: id, personal: why(reason)})
	})
	return phone, email, err
}

// AuditRow is one line of the audit log.
type AuditRow struct {
	ID     int64
	At     int64
	Door   Door
	Actor  int64
	Name   string // the actor's, "" for the club itself
	Act    string // noun.verb
	Noun   int64
	Member int64 // whose record shows it, or 0
	Whom   string
	Facts  map[string]any  // numbers are json.Number
	Names  map[string]Text // what the ids among the facts, and "noun", are called today
}

// Int answers a fact that is a whole number, 0 where there is none.
func (r AuditRow) Int(fact string) int64 {
	n, _ := r.Facts[fact].(json.Number)
	v, _ := n.Int64()
	return v
}

// AuditLog answers the audit log before the cursor, newest first, and the next cursor (0 at the end). NotFound without
// the right to it.
func (s *Store) AuditLog(ctx context.Context, actor Actor, before int64) (list []AuditRow, more int64, err error) {
	if err := actor.needs(AuditRead); err != nil {
		return nil, 0, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		rows, err := rx.ListAudit(background, sqlcdb.ListAuditParams{Before: cursor(before), Most: 2*pageRows + 1})
		if err != nil {
			return err
		}
		list, more = auditRows(rows)
		return rx.nameFacts(list)
	})
	return list, more, err
}

func auditRows(rows []sqlcdb.ListAuditRow) (list []AuditRow, more int64) {
	for i, r := range rows {
		if i == 2*pageRows {
			return list, rows[i-1].ID
		}
		list = append(list, auditRow(sqlcdb.AuditByIDsRow(r)))
	}
	return list, 0
}

func auditRow(r sqlcdb.AuditByIDsRow) AuditRow {
	row := AuditRow{ID: r.ID, At: r.At, Door: Door(r.Door), Actor: r.ActorID, Name: r.ActorName, Act: r.Act, Noun: r.NounID, Member: deref(r.MemberID), Whom: r.MemberName}
	facts := json.NewDecoder(strings.NewReader(r.Facts))
	facts.UseNumber()
	_ = facts.Decode(&row.Facts) // written by audit from a map: always an object
	var apart Facts
	if json.Unmarshal([]byte(r.Personal), &apart) == nil && apart["reason"] != nil { // of what stands apart, the log tells this alone
		row.Facts["reason"] = apart["reason"]
	}
	return row
}
