package db

import (
	"context"
	"strings"
)

// AuditEntry is one row of the audit log with all that may be told of it.
type AuditEntry struct {
	AuditRow
	Session *AuditSession  // from which it was done; nil where it is no longer kept, or not for this reader
	Apart   Apart          // whether personal values belong to it, which the log does not show
	Called  map[int64]Text // what the ids before and after are called today
	Kind    OfferKind      // of the offer that was edited, by which its value is read
	Seal    *Seal          // over it; nil: it waits to be sealed
}

// AuditSession is from where something was done.
type AuditSession struct {
	Address, Agent string
	At             int64 // its beginning
}

// Apart is what has become of personal values that are kept apart from their row.
type Apart int

// What may have become of them.
const (
	ApartNone Apart = iota
	ApartKept
	ApartErased
)

// AuditEntry answers one row of the audit log. From where members came is told to those alone who may open what is theirs.
// NotFound without the right to the log.
func (s *Store) AuditEntry(ctx context.Context, actor Actor, id int64) (out *AuditEntry, err error) {
	if err := actor.needs(AuditRead); err != nil {
		return nil, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		rows, err := rx.AuditByIDs(background, []int64{id})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return errNotFound
		}
		list := []AuditRow{auditRow(rows[0])}
		if err := rx.nameFacts(list); err != nil {
			return err
		}
		out = &AuditEntry{AuditRow: list[0]}
		switch {
		case out.apart:
			out.Apart = ApartKept
		case out.digest:
			out.Apart = ApartErased
		}
		if all, _ := actor.Reach(MembersReveal); out.session != 0 && (all || out.Door != MemberDoor) {
			trace, err := rx.SessionTrace(background, out.session)
			if err == nil {
				out.Session = &AuditSession{trace.Address, trace.Agent, trace.CreatedAt}
			} else if !isNoRows(err) {
				return err
			}
		}
		if out.Act == "offer.edited" {
			o, err := rx.GetOffer(background, out.Noun)
			if err == nil {
				out.Kind = OfferKind(o.Kind)
			} else if !isNoRows(err) {
				return err
			}
		}
		seal, err := rx.SealOver(background, id)
		if err == nil {
			s := sealOf(seal)
			out.Seal = &s
		} else if !isNoRows(err) {
			return err
		}
		return rx.nameChanged(out)
	})
	return out, err
}

// Change is a field of an edit, before and after: numbers are json.Number.
func (e *AuditEntry) Change(field string) (before, after any) {
	b, _ := e.Facts["before"].(map[string]any)
	a, _ := e.Facts["after"].(map[string]any)
	return b[field], a[field]
}

// nameChanged fills in what the ids before and after are called today.
func (rx *Rx) nameChanged(e *AuditEntry) (err error) {
	var ids []int64
	for _, field := range idFields {
		before, after := e.Change(field)
		ids = append(append(ids, idsIn(field, before)...), idsIn(field, after)...)
	}
	e.Called, err = rx.called(ids)
	return err
}

// AuditNoun answers the part of an act before its dot.
func AuditNoun(act string) string {
	noun, _, _ := strings.Cut(act, ".")
	return noun
}
