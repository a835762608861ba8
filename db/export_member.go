package db

import (
	"context"
	"slices"
	"strings"

	"clubhouse/db/sqlcdb"
)

// Exported is what the books hold of a person in one table: its columns, and rows of int64, string and nil.
type Exported struct {
	Table   string
	Columns []string
	Rows    [][]any
}

// secretColumns are given to nobody: with them one could act as the person, or as the house.
var secretColumns = strings.Fields("password totp totp_step token_hash request_key digest salt account_id member_id session_id name_folded unread")

// exportQueries are the tables of which the person's rows are found otherwise than by one column, or are told with what
// they refer to. The argument is the member's id, and the account's.
var exportQueries = map[string]struct {
	query   string
	account bool // by the account
}{
	"accounts":       {query: "SELECT * FROM accounts WHERE id = ?", account: true},
	"point_accounts": {query: "SELECT * FROM point_accounts WHERE id = ?"},
	"point_entries": {query: `SELECT e.id, e.movement_id, p.at, p.rule, e.points FROM point_entries e JOIN point_movements p ON p.id = e.movement_id
		WHERE e.account_id = ? ORDER BY e.id`},
	"deliveries": {query: "SELECT d.* FROM deliveries d JOIN notices n ON n.id = d.notice_id WHERE n.member_id = ? ORDER BY d.notice_id, d.channel"},
	"audit": {query: `SELECT a.id, a.at, a.door, a.act, a.noun_id, a.facts, p.facts AS personal FROM audit a LEFT JOIN audit_personal p ON p.audit_id = a.id
		WHERE a.member_id = ? ORDER BY a.id`},
	"vouchers": {query: `SELECT v.id, v.code, x.title_hans AS title, v.state, v.price, v.claimed_at, v.redeem_to, r.at AS used_at, o.name_hans AS outlet, r.bill
		FROM vouchers v JOIN offer_versions x ON x.offer_id = v.offer_id AND x.version = v.version
		LEFT JOIN redemptions r ON r.voucher_id = v.id LEFT JOIN outlets o ON o.id = r.outlet_id WHERE v.member_id = ? ORDER BY v.id`},
	"claim_steps":  {query: "SELECT s.* FROM claim_steps s JOIN home_claims c ON c.id = s.claim_id WHERE c.member_id = ? ORDER BY s.id"},
	"claim_photos": {query: "SELECT p.* FROM claim_photos p JOIN home_claims c ON c.id = p.claim_id WHERE c.member_id = ? ORDER BY p.id"},
	"home_claims":  {query: `SELECT c.*, m.name_hans AS community FROM home_claims c JOIN communities m ON m.id = c.community_id WHERE c.member_id = ? ORDER BY c.id`},
}

// withAnother are exported with the table that they belong to.
var withAnother = []string{"audit_personal"}

// ExportMember answers all that the books hold of the actor's member and of who was merged into them, table by table as
// personalTables declares it, and writes that it was taken. Refused: ProofStale.
func (s *Store) ExportMember(ctx context.Context, actor Actor) (out []Exported, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		out = nil
		if err := tx.fresh(); err != nil {
			return err
		}
		selves, err := tx.selves(tx.Actor.Member)
		if err != nil {
			return err
		}
		for _, t := range personalTables {
			if t.Export != ruleGiven || slices.Contains(withAnother, t.Table) {
				continue
			}
			var all Exported
			for _, m := range selves {
				e, err := tx.exported(t, m)
				if err != nil {
					return err
				}
				e.Rows = append(all.Rows, e.Rows...)
				all = e
			}
			out = append(out, all)
		}
		return tx.audit(change{act: "member.exported", noun: tx.Actor.Member, member: tx.Actor.Member})
	})
	return out, err
}

func (rx *Rx) exported(t personalTable, m sqlcdb.GetMemberRow) (e Exported, err error) {
	id, query := m.ID, "SELECT * FROM "+t.Table+" WHERE "+t.By+" = ?"
	if q, ok := exportQueries[t.Table]; ok {
		if query = q.query; q.account {
			id = m.AccountID
		}
	} else if query += " ORDER BY 1"; t.By == "account_id" {
		id = m.AccountID
	}
	rows, err := rx.db.QueryContext(background, query, id)
	if err != nil {
		return e, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return e, err
	}
	e.Table = t.Table
	for _, n := range names {
		if !slices.Contains(secretColumns, n) {
			e.Columns = append(e.Columns, n)
		}
	}
	for rows.Next() {
		values := make([]any, len(names))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			return e, err
		}
		var row []any
		for i, n := range names {
			if slices.Contains(secretColumns, n) {
				continue
			}
			v := *values[i].(*any)
			if b, ok := v.([]byte); ok {
				v = string(b)
			}
			row = append(row, v)
		}
		e.Rows = append(e.Rows, row)
	}
	return e, rows.Err()
}

// ConsentHistory answers all that the actor's member has agreed to and withdrawn, the newest first.
func (s *Store) ConsentHistory(ctx context.Context, actor Actor) (list []Consent, err error) {
	err = s.Read(ctx, func(rx *Rx) (err error) { list, err = rx.consentHistory(actor.Member); return err })
	slices.Reverse(list)
	return list, err
}
