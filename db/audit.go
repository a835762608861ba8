package db

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"

	"clubhouse/db/sqlcdb"
)

// Facts are what an audit row tells of a change. Values that identify a person do not belong here but in personal.
type Facts map[string]any

// change is an audit row in the making.
type change struct {
	act      string // noun.verb, as "voucher.redeemed"
	noun     int64  // the id of what was changed
	member   int64  // whose record shows it, or 0
	facts    Facts
	personal Facts // kept apart, so that they can be erased while the row and its digest stay
}

// audit writes the row of a change. Every act calls it exactly once, in its own transaction, and once more for each other
// member whom it changes. Its time is that of its id, not that of the act's beginning: an import takes long, and the log is
// read by both.
func (tx *Tx) audit(c change) error {
	row, personal, err := tx.auditRow(c)
	if err != nil {
		return err
	}
	if err := tx.InsertAudit(background, row); err != nil || personal == nil {
		return err
	}
	return tx.InsertAuditPersonal(background, *personal)
}

// auditRow answers the rows that tell of the change: the act, and its personal facts, nil where there are none.
func (tx *Tx) auditRow(c change) (row sqlcdb.InsertAuditParams, apart *sqlcdb.InsertAuditPersonalParams, err error) {
	row = sqlcdb.InsertAuditParams{
		ID: tx.NewID(), At: max(tx.Now, tx.s.Now()), Door: string(tx.Actor.Door), ActorID: tx.Actor.Account, SessionID: tx.Actor.Session,
		Act: c.act, NounID: c.noun, Facts: "{}",
	}
	if c.member != 0 {
		row.MemberID = &c.member
	}
	if tx.undoes != 0 {
		if c.facts == nil {
			c.facts = Facts{}
		}
		c.facts["undoes"] = tx.undoes
	}
	if len(c.facts) > 0 {
		facts, err := json.Marshal(c.facts)
		if err != nil {
			return row, nil, err
		}
		row.Facts = string(facts)
	}
	if len(c.personal) == 0 {
		return row, nil, nil
	}
	personal, err := json.Marshal(c.personal)
	if err != nil {
		return row, nil, err
	}
	salt := randomBytes(16)
	row.Digest = personalDigest(salt, string(personal))
	return row, &sqlcdb.InsertAuditPersonalParams{AuditID: row.ID, MemberID: row.MemberID, Salt: salt, Facts: string(personal)}, nil
}

// personalDigest answers what stands in the row for personal facts that are kept apart.
func personalDigest(salt []byte, facts string) []byte {
	mac := hmac.New(sha256.New, salt)
	mac.Write([]byte(facts))
	return mac.Sum(nil)
}

// why answers a reason in somebody's own words as a personal fact: they may name whom they like in it.
func why(reason string) Facts {
	if reason == "" {
		return nil
	}
	return Facts{"reason": reason}
}

// edited answers the facts of an edit: the fields that differ, before and after; nil where none does.
func edited(before, after any) (Facts, error) {
	b, err := fields(before)
	if err != nil {
		return nil, err
	}
	a, err := fields(after)
	if err != nil {
		return nil, err
	}
	was, is := Facts{}, Facts{}
	for k, v := range a {
		if string(b[k]) != string(v) {
			was[k], is[k] = b[k], v
		}
	}
	if len(is) == 0 {
		return nil, nil
	}
	return Facts{"before": was, "after": is}, nil
}

func fields(v any) (map[string]json.RawMessage, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var m map[string]json.RawMessage
	return m, json.Unmarshal(text, &m)
}
