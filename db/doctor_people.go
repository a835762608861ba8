package db

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	taskLate     = 86400 // seconds after which what a task should have done says that it does not
	mergedSteps  = 10    // so far rx.holderAt follows accounts that were merged
	erasedAgain  = "keep a copy of the database and tell whoever makes this program; restoring a backup of before with the list of erasures erases them too"
	sweepDoesNot = "see that the club runs, and in its log why the task sweep does not drop them"
)

// examineLeaving asks that nobody is kept long after the time to change their mind.
func (rx *Rx) examineLeaving(name string, _ bool) (Finding, error) {
	var n, first int64
	if err := rx.db.QueryRowContext(background, "SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(MIN(leaves_at), 0) AS BIGINT) FROM members WHERE leaves_at IS NOT NULL AND leaves_at < ?1", rx.Now-taskLate).Scan(&n, &first); err != nil {
		return Finding{}, err
	}
	if n > 0 {
		return Worry(name, "see that the club runs, and in its log why the task erase does not erase them", "%d members have left and should have been erased, the first for %s", n, seconds(rx.Now-first)), nil
	}
	return Fine(name, "nobody who has left is kept beyond their time"), nil
}

// examineErased asks that of members who were erased no row is left that tells of them, by what personalTables declares.
func (rx *Rx) examineErased(name string, deep bool) (Finding, error) {
	query := fmt.Sprintf("SELECT noun_id FROM audit WHERE act = 'member.erased' AND act NOT IN (%s) ORDER BY id DESC LIMIT %d", allDay, newest)
	if deep {
		query = "SELECT id FROM members WHERE left_at IS NOT NULL AND name = '" + erasedName + "'"
	}
	ids, err := rx.ids(query)
	if err != nil {
		return Finding{}, err
	}
	left := map[string]int64{}
	for from := 0; from < len(ids); from += newest {
		members := inList(ids[from:min(from+newest, len(ids))])
		accounts, err := rx.ids("SELECT account_id FROM members WHERE id IN (" + members + ")")
		if err != nil {
			return Finding{}, err
		}
		for _, t := range personalTables {
			where := leftOf(t, members, inList(accounts))
			if where == "" {
				continue
			}
			n, err := rx.number("SELECT CAST(COUNT(*) AS BIGINT) FROM " + t.Table + " WHERE " + where)
			if err != nil {
				return Finding{}, err
			}
			left[t.Table] += n
		}
	}
	var faults []string
	for _, t := range personalTables {
		if n := left[t.Table]; n > 0 {
			faults = append(faults, fmt.Sprintf("%d of %s", n, t.Table))
		}
	}
	of := "all"
	if !deep && len(ids) == newest {
		of = ofAll(1)
	}
	if len(faults) > 0 {
		return Wrong(name, erasedAgain, "rows that tell of members who were erased are still there: %s", strings.Join(faults, ", ")), nil
	}
	return Fine(name, "of %d members who were erased no row tells: looked at %s", len(ids), of), nil
}

// leftOf answers the condition by which rows of the table tell of the members or accounts in spite of their having been
// erased; "" where none does, or where only their phone and e-mail lead to them, which nobody knows any more.
func leftOf(t personalTable, members, accounts string) string {
	by := ""
	switch {
	case t.Erase == ruleStays || t.Table == "jobs" || t.Table == "counters":
		return ""
	case t.Table == "accounts":
		return "id IN (" + accounts + ") AND (phone IS NOT NULL OR email IS NOT NULL OR password <> '' OR totp IS NOT NULL)"
	case t.Table == "members":
		return "id IN (" + members + ") AND name_folded <> ''"
	case t.Table == "audit_personal": // found by the audit's index
		return "audit_id IN (SELECT a.id FROM audit a WHERE a.member_id IN (" + members + ")) AND member_id IS NOT NULL"
	case t.By == "member_id":
		by = "member_id IN (" + members + ")"
	case t.By == "account_id":
		by = "account_id IN (" + accounts + ")"
	case t.By == "claim_id":
		by = "claim_id IN (SELECT c.id FROM home_claims c WHERE c.member_id IN (" + members + "))"
	default:
		return ""
	}
	if t.Erase == ruleBlanks {
		by += " AND (" + strings.ReplaceAll(t.Personal, ",", " <> '' OR ") + " <> '')"
	}
	return by
}

// inList answers the numbers as SQL takes them after IN; none is 0, which no row has.
func inList(ids []int64) string {
	if len(ids) == 0 {
		return "0"
	}
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(id, 10))
	}
	return b.String()
}

// examineMerges asks that whoever was merged leads to somebody who is there, and that pairs and merges name members who are.
func (rx *Rx) examineMerges(name string, deep bool) (Finding, error) {
	since, err := rx.since("merges", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	pairs, err := rx.since("duplicates", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	var faults []string
	ask := func(says, query string, args ...any) error {
		n, err := rx.number(query, args...)
		if err == nil && n > 0 {
			faults = append(faults, fmt.Sprintf(says, n))
		}
		return err
	}
	for _, table := range []string{"members", "accounts"} {
		of := "t.merged_into IS NOT NULL"
		if !deep { // accounts have no index by which those that were merged are found
			of += " AND t.id IN (SELECT m." + map[string]string{"members": "id", "accounts": "account_id"}[table] + " FROM merges g JOIN members m ON m.id = g.gone_id WHERE g.id >= ?1 AND g.undone_at IS NULL)"
		} else {
			of += " AND ?1 = 0"
		}
		up := fmt.Sprintf(`WITH RECURSIVE up (start, at, steps) AS (
			SELECT t.id, t.merged_into, 1 FROM %[1]s t WHERE %[2]s
			UNION ALL SELECT up.start, p.merged_into, up.steps + 1 FROM up JOIN %[1]s p ON p.id = up.at WHERE p.merged_into IS NOT NULL AND up.steps < %[3]d) `, table, of, mergedSteps)
		if err := ask("%d "+table+" were merged in a circle", up+fmt.Sprintf("SELECT CAST(COUNT(DISTINCT start) AS BIGINT) FROM up WHERE steps >= %d", mergedSteps), since); err != nil {
			return Finding{}, err
		}
		if err := ask("%d "+table+" were merged into one that is missing", up+"SELECT CAST(COUNT(*) AS BIGINT) FROM up WHERE NOT EXISTS (SELECT 1 FROM "+table+" p WHERE p.id = up.at)", since); err != nil {
			return Finding{}, err
		}
		if table == "accounts" {
			continue
		}
		if err := ask("%d members were merged into one who has left", up+`SELECT CAST(COUNT(*) AS BIGINT) FROM up JOIN members p ON p.id = up.at JOIN members t ON t.id = up.start
			WHERE p.merged_into IS NULL AND p.left_at IS NOT NULL AND t.name <> '`+erasedName+`'`, since); err != nil {
			return Finding{}, err
		}
	}
	for _, q := range []struct {
		table, other string
		since        int64
	}{{"duplicates", "other_id", pairs}, {"merges", "gone_id", since}} {
		if err := ask("%d of "+q.table+" name members who are not there", fmt.Sprintf(`SELECT CAST(COUNT(*) AS BIGINT) FROM %s x WHERE x.id >= ?1 AND (
			NOT EXISTS (SELECT 1 FROM members m WHERE m.id = x.member_id) OR NOT EXISTS (SELECT 1 FROM members m WHERE m.id = x.%s))`, q.table, q.other), q.since); err != nil {
			return Finding{}, err
		}
	}
	if len(faults) > 0 {
		return Wrong(name, restore, "%s", strings.Join(faults, ", ")), nil
	}
	return Fine(name, "whoever was merged leads to somebody who is there: looked at %s merges and %s pairs", ofAll(since), ofAll(pairs)), nil
}

// examineLeftovers asks that what is asked for once and soon over is dropped: a day after it is late, however seldom the
// club runs.
func (rx *Rx) examineLeftovers(name string, _ bool) (Finding, error) {
	kept, err := rx.values(retentionNoun)
	if err != nil {
		return Finding{}, err
	}
	var faults []string
	for _, l := range []struct {
		table, at string
		days      int64
	}{
		{"joinings", "kept_at", keepJoinings}, {"passkey_challenges", "ends_at", 1}, {"till_codes", "sent_at", kept[KeepCodes.Name]},
		{"one_time_codes", "sent_at", kept[KeepCodes.Name]}, {"former_members", "left_at", kept[KeepFormer.Name]},
	} {
		n, err := rx.number(fmt.Sprintf("SELECT CAST(COUNT(*) AS BIGINT) FROM %s WHERE %s < ?1", l.table, l.at), rx.Now-(l.days+1)*86400)
		if err != nil {
			return Finding{}, err
		}
		if n > 0 {
			faults = append(faults, fmt.Sprintf("%d of %s", n, l.table))
		}
	}
	if len(faults) > 0 {
		return Worry(name, sweepDoesNot, "rows are kept long after their time: %s", strings.Join(faults, ", ")), nil
	}
	return Fine(name, "drafts of joining, codes and their like are dropped when their time is over"), nil
}
