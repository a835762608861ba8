package db

import (
	"fmt"
	"strings"
)

// restore is what to do about rows that contradict each other: nothing that the club itself does makes them so.
const restore = "something other than the club has written here: keep a copy of the database, and restore the newest backup that the doctor finds well"

// examineIntegrity has the engine look at its own pages. PostgreSQL looks at them whenever it reads one.
func (rx *Rx) examineIntegrity(name string, deep bool) (Finding, error) {
	if !rx.s.lite() {
		return Fine(name, "the server keeps watch over its own pages"), nil
	}
	pages, err := rx.number("PRAGMA page_count")
	if err != nil {
		return Finding{}, err
	}
	size, err := rx.number("PRAGMA page_size")
	if err != nil {
		return Finding{}, err
	}
	if size *= pages; size > quickBytes && !deep {
		return Fine(name, "the file has %d MB, which --deep alone reads whole", size>>20), nil
	}
	check := "PRAGMA quick_check(10)"
	if deep {
		check = "PRAGMA integrity_check(10)"
	}
	faults, err := rx.texts(check)
	if err != nil {
		return Finding{}, err
	}
	if len(faults) != 1 || faults[0] != "ok" {
		return Wrong(name, "the file is damaged: stop the club, keep a copy, and restore the newest backup", "SQLite finds: %s", strings.Join(faults, "; ")), nil
	}
	orphans, err := rx.texts(`SELECT "table" || ' without its ' || parent || ', ' || COUNT(*) || ' times' FROM pragma_foreign_key_check GROUP BY "table", parent`)
	if err != nil {
		return Finding{}, err
	}
	if len(orphans) > 0 {
		return Wrong(name, restore, "rows lack what they refer to: %s", strings.Join(orphans, "; ")), nil
	}
	return Fine(name, "all %d pages are sound, and so is what rows refer to", pages), nil
}

// texts answers the first column of the rows.
func (rx *Rx) texts(query string) (out []string, err error) {
	rows, err := rx.db.QueryContext(background, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

func (rx *Rx) examineReferences(name string, deep bool) (Finding, error) {
	var faults, seen []string
	for _, r := range undeclared {
		since, err := rx.since(r.table, r.id, deep)
		if err != nil {
			return Finding{}, err
		}
		n, err := rx.number(fmt.Sprintf("SELECT CAST(COUNT(*) AS BIGINT) FROM %s c WHERE c.%s >= ?1 AND c.%s IS NOT NULL AND NOT EXISTS (SELECT 1 FROM %s p WHERE p.id = c.%s)",
			r.table, r.id, r.column, r.parent, r.column), since)
		if err != nil {
			return Finding{}, err
		}
		if n > 0 {
			faults = append(faults, fmt.Sprintf("%d of %s without their row of %s", n, r.table, r.parent))
		}
		seen = append(seen, ofAll(since)+" of "+r.table)
	}
	if len(faults) > 0 {
		return Wrong(name, restore, "rows lack what they refer to: %s", strings.Join(faults, ", ")), nil
	}
	return Fine(name, "none lacks what it refers to: %s", strings.Join(seen, ", ")), nil
}

// examineLedger asks that the entries of each movement sum to 0. They are younger than their movement.
func (rx *Rx) examineLedger(name string, deep bool) (Finding, error) {
	since, err := rx.since("point_movements", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	movements, err := rx.number("SELECT CAST(COUNT(*) AS BIGINT) FROM point_movements WHERE id >= ?1", since)
	if err != nil {
		return Finding{}, err
	}
	var whole, wrong int64
	if err := rx.db.QueryRowContext(background, `SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN m.points <> 0 THEN 1 ELSE 0 END), 0) AS BIGINT)
		FROM (SELECT SUM(e.points) AS points FROM point_entries e WHERE e.id >= ?1 AND e.movement_id >= ?1 GROUP BY e.movement_id) m`, since).Scan(&whole, &wrong); err != nil {
		return Finding{}, err
	}
	sum := int64(0)
	if since == 0 {
		if sum, err = rx.LedgerSum(background); err != nil {
			return Finding{}, err
		}
	}
	if wrong > 0 || sum != 0 || whole < movements {
		return Wrong(name, restore, "of %d movements of points, %s, %d do not sum to 0 and %d have no entries; together they are %d points off",
			movements, ofAll(since), wrong, max(0, movements-whole), sum), nil
	}
	return Fine(name, "%d movements of points sum to 0: looked at %s", movements, ofAll(since)), nil
}

// examineBalances asks that balances are what entries and lots say: all of them, or those of whom the newest entries are.
func (rx *Rx) examineBalances(name string, deep bool) (Finding, error) {
	since, err := rx.since("point_entries", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	members, err := rx.since("point_accounts", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	var n int
	if members == 0 {
		rows, err := rx.WrongBalances(background)
		if err != nil {
			return Finding{}, err
		}
		n = len(rows)
	} else {
		ids, err := rx.ids(`SELECT a.id FROM point_accounts a WHERE a.kind = 'member' AND a.id IN (SELECT n.account_id FROM point_entries n WHERE n.id >= ?1)
			AND (a.balance <> CAST(COALESCE((SELECT SUM(e.points) FROM point_entries e WHERE e.account_id = a.id), 0) AS BIGINT)
				OR a.balance <> CAST(COALESCE((SELECT SUM(l.remaining) FROM point_lots l WHERE l.member_id = a.id AND l.remaining > 0), 0) AS BIGINT)) LIMIT 20`, since)
		if err != nil {
			return Finding{}, err
		}
		n = len(ids)
	}
	of := "all members"
	if members != 0 {
		of = fmt.Sprintf("the members of %s entries", ofAll(since))
	}
	if n > 0 {
		return Wrong(name, restore, "of %s, at least %d have a balance that is not what their entries and lots say", of, n), nil
	}
	return Fine(name, "the balances of %s are what their entries and lots say", of), nil
}

// examineOffers asks that what an offer has issued is the number of its vouchers; of the newest ones, that it is no less.
func (rx *Rx) examineOffers(name string, deep bool) (Finding, error) {
	since, err := rx.since("vouchers", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	differs := "<"
	if since == 0 {
		differs = "<>"
	}
	ids, err := rx.ids(`SELECT o.id FROM offers o LEFT JOIN (SELECT offer_id, COUNT(*) AS n FROM vouchers WHERE id >= ?1 GROUP BY offer_id) v ON v.offer_id = o.id
		WHERE o.issued `+differs+` COALESCE(v.n, 0) OR o.issued > o.stock ORDER BY o.id`, since)
	if err != nil {
		return Finding{}, err
	}
	if len(ids) > 0 {
		return Wrong(name, restore, "%d offers have another number of vouchers than they have issued, or more than their stock, the first is offer %d", len(ids), ids[0]), nil
	}
	return Fine(name, "no offer has more vouchers than it has issued, nor more than its stock: looked at %s vouchers", ofAll(since)), nil
}

// examineRedemptions asks that a voucher is redeemed just where a redemption of it stands.
func (rx *Rx) examineRedemptions(name string, deep bool) (Finding, error) {
	vouchers, err := rx.since("vouchers", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	redemptions, err := rx.since("redemptions", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	without, err := rx.number(`SELECT CAST(COUNT(*) AS BIGINT) FROM vouchers v WHERE v.id >= ?1 AND v.state = 'redeemed'
		AND NOT EXISTS (SELECT 1 FROM redemptions r WHERE r.voucher_id = v.id AND r.undone_at IS NULL)`, vouchers)
	if err != nil {
		return Finding{}, err
	}
	unmarked, err := rx.number(`SELECT CAST(COUNT(*) AS BIGINT) FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id
		WHERE r.id >= ?1 AND r.undone_at IS NULL AND v.state <> 'redeemed'`, redemptions)
	if err != nil {
		return Finding{}, err
	}
	if without > 0 || unmarked > 0 {
		return Wrong(name, restore, "%d vouchers are redeemed without a redemption, and %d redemptions are of vouchers that are not redeemed", without, unmarked), nil
	}
	return Fine(name, "vouchers are redeemed just where a redemption stands: looked at %s vouchers and %s redemptions", ofAll(vouchers), ofAll(redemptions)), nil
}

// examineNotices asks that a member has as many unread notices as their pages say.
func (rx *Rx) examineNotices(name string, deep bool) (Finding, error) {
	since, err := rx.since("members", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	ids, err := rx.WrongUnread(background, since)
	if err != nil {
		return Finding{}, err
	}
	if len(ids) > 0 {
		return Wrong(name, restore, "of %s members, at least %d have another number of unread notices than their pages say, the first is member %d", ofAll(since), len(ids), ids[0]), nil
	}
	return Fine(name, "members have as many unread notices as their pages say: looked at %s", ofAll(since)), nil
}

// examinePlaces asks that members live where their row and their claims say, by which staff of a community see them.
func (rx *Rx) examinePlaces(name string, deep bool) (Finding, error) {
	since, err := rx.since("members", "id", deep)
	if err != nil {
		return Finding{}, err
	}
	ids, err := rx.WrongPlaces(background, since)
	if err != nil {
		return Finding{}, err
	}
	if len(ids) > 0 {
		return Wrong(name, "stop what processes of an older version still run, which do not write this down, and then have it written anew: "+placesAnew, "of %s members, at least %d are seen in other communities than those of their homes, or as of another class, the first is member %d", ofAll(since), len(ids), ids[0]), nil
	}
	return Fine(name, "members are seen in the communities of their homes: looked at %s", ofAll(since)), nil
}

const placesAnew = "DELETE FROM member_places; INSERT INTO member_places (member_id, community_id, class) " +
	"SELECT id, community_id, class FROM members WHERE community_id IS NOT NULL " +
	"UNION SELECT m.id, c.community_id, m.class FROM members m JOIN home_claims c ON c.member_id = m.id WHERE c.state IN ('waiting', 'verified');"
