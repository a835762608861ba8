package db

import (
	"fmt"
	"strings"
)

// examineMerged asks that a member who was merged into another has nothing any more that is theirs alone, and that nobody is
// suggested to be two who is one.
func (rx *Rx) examineMerged(name string, _ bool) (Finding, error) {
	var faults []string
	for _, c := range []struct{ what, query string }{
		{"pairs are of one member", "SELECT CAST(COUNT(*) AS BIGINT) FROM duplicates WHERE member_id = other_id"},
		{"claims to homes stand", "SELECT CAST(COUNT(*) AS BIGINT) FROM home_claims c JOIN members m ON m.id = c.member_id WHERE m.merged_into IS NOT NULL AND c.state IN ('waiting', 'verified')"},
		{"parts in households stand", "SELECT CAST(COUNT(*) AS BIGINT) FROM household_members h JOIN members m ON m.id = h.member_id WHERE m.merged_into IS NOT NULL AND h.left_at IS NULL"},
		{"sessions are open", `SELECT CAST(COUNT(*) AS BIGINT) FROM sessions s JOIN members m ON m.account_id = s.account_id
			WHERE m.merged_into IS NOT NULL AND s.ended_at IS NULL AND s.ends_at > ?1`},
		{"cards are good, for they have not left", "SELECT CAST(COUNT(*) AS BIGINT) FROM members WHERE merged_into IS NOT NULL AND left_at IS NULL"},
		{"balances are not 0", "SELECT CAST(COUNT(*) AS BIGINT) FROM point_accounts p JOIN members m ON m.id = p.id WHERE m.merged_into IS NOT NULL AND p.balance <> 0"},
	} {
		var args []any
		if strings.Contains(c.query, "?1") {
			args = []any{rx.Now}
		}
		n, err := rx.number(c.query, args...)
		if err != nil {
			return Finding{}, err
		}
		if n > 0 {
			faults = append(faults, fmt.Sprintf("%d %s", n, c.what))
		}
	}
	if len(faults) > 0 {
		return Wrong(name, restore, "of members who were merged into others, %s", strings.Join(faults, ", ")), nil
	}
	return Fine(name, "who was merged into another has nothing of their own, and nobody is a pair with themselves"), nil
}
