package db

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"clubhouse/db/migrations"
)

// renewTriggers replaces the triggers where they are not of this binary's text, whose hash stands beside their function:
// to make them takes locks that running processes would wait for.
func renewTriggers(ctx context.Context, c *sql.Conn) error {
	hash := sha256.Sum256([]byte(migrations.PostgresOwn))
	text, stands := hex.EncodeToString(hash[:]), ""
	if err := c.QueryRowContext(ctx, "SELECT COALESCE(obj_description(to_regproc(quote_ident(current_schema()) || '.club_only_grows'), 'pg_proc'), '')").Scan(&stands); err != nil {
		return err
	}
	if stands == text {
		return nil
	}
	_, err := c.ExecContext(ctx, "BEGIN; "+migrations.PostgresOwn+"; COMMENT ON FUNCTION club_only_grows() IS '"+text+"'; COMMIT")
	return err
}

// undeclared are the references that PostgreSQL is not told of. Some would have each act fail against every other, see
// migrations.InPostgres. The others are of what acts write all day, to rows that stay for ever: for each, PostgreSQL would
// lock the row that is referred to and write that down, and processes would meet on the rows of a busy till. Triggers
// keep these rows, and doctor looks whether what refers to them has them.
var undeclared = []struct{ table, id, column, parent string }{
	{"vouchers", "id", "member_id", "members"},
	{"redemptions", "id", "voucher_id", "vouchers"},
	{"redemptions", "id", "outlet_id", "outlets"},
	{"redemptions", "id", "account_id", "accounts"},
	{"point_movements", "id", "member_id", "members"},
	{"point_movements", "id", "reverses", "point_movements"},
	{"point_entries", "id", "movement_id", "point_movements"},
	{"point_entries", "id", "account_id", "point_accounts"},
	{"point_lots", "id", "member_id", "members"},
	{"point_lots", "id", "movement_id", "point_movements"},
	{"point_lot_uses", "movement_id", "lot_id", "point_lots"},
	{"point_lot_uses", "movement_id", "movement_id", "point_movements"},
	{"audit_personal", "audit_id", "audit_id", "audit"},
}

// roomFor is how full a table's pages are filled, in percent, whose rows change: a changed row goes to its own page
// again, and to no index, where there is room for it and no index holds what has changed.
var roomFor = map[string]int{"vouchers": 85, "offers": 50, "point_accounts": 80, "point_lots": 90, "sessions": 85}

// arrange has the tables as PostgreSQL keeps them best, by steps that are each done once. One that meets with others' locks
// gives way and is tried again; where it never has its turn, it and those after it are left to the next start, since the
// club does without.
func arrange(ctx context.Context, c *sql.Conn, log *slog.Logger) error {
	steps, err := arrangement(ctx, c)
	if err != nil || len(steps) == 0 {
		return err
	}
	if _, err := c.ExecContext(ctx, "SET lock_timeout = '300ms'"); err != nil {
		return err
	}
	for _, step := range steps {
		for range mostArranging {
			if _, err = c.ExecContext(ctx, step); !isLocked(err) && !meetsAnother(err) {
				break
			}
			time.Sleep(200 * time.Millisecond)
		}
		if refusal(err) {
			log.Warn("PostgreSQL keeps the tables as they were; the next start tries again", "step", step, "err", err)
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

const mostArranging = 10 // tries of a step, half a second each

// arrangement answers the steps that have not been done.
func arrangement(ctx context.Context, c *sql.Conn) (steps []string, err error) {
	declared, err := catalog(ctx, c, `SELECT t.relname || ' ' || a.attname || ' ' || quote_ident(c.conname) FROM pg_constraint c
		JOIN pg_class t ON t.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
		WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND t.relnamespace = to_regnamespace(quote_ident(current_schema())) ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	for _, f := range declared {
		for _, u := range undeclared {
			if f[0] == u.table && f[1] == u.column {
				steps = append(steps, "ALTER TABLE "+f[0]+" DROP CONSTRAINT "+f[2])
			}
		}
	}
	tables, err := catalog(ctx, c, `SELECT relname || ' ' || COALESCE(array_to_string(reloptions, ','), '') FROM pg_class
		WHERE relkind = 'r' AND relnamespace = to_regnamespace(quote_ident(current_schema())) ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		if full := fmt.Sprintf("fillfactor=%d", roomFor[t[0]]); roomFor[t[0]] > 0 && t[1] != full {
			steps = append(steps, "ALTER TABLE "+t[0]+" SET ("+full+")")
		}
	}
	indexes, err := catalog(ctx, c, "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")
	if err != nil {
		return nil, err
	}
	has := func(name string) bool {
		return slices.ContainsFunc(indexes, func(i []string) bool { return i[0] == name })
	}
	for _, own := range ownIndexes {
		if !has(own.name) {
			steps = append(steps, "CREATE INDEX "+own.name+" ON "+own.on)
		}
	}
	if has(vouchersMember) {
		steps = append(steps, "DROP INDEX "+vouchersMember)
	}
	return steps, nil
}

const vouchersMember, vouchersOfMember = "vouchers_member", "vouchers_of_member"

// ownIndexes are those that only PostgreSQL needs. The vouchers' index of the migrations holds their state, so that each
// redemption would write to every index; and what SQLite's unique indexes answer by themselves, the row's id with them, it
// looks up in the table, a page for each row.
var ownIndexes = []struct{ name, on string }{
	{vouchersOfMember, "vouchers (member_id, offer_id, claimed_at)"},
	{"members_account", "members (account_id, id)"},
	{"members_numbered", "members (number, id)"},
}

// catalog answers the rows of a question of one column, each cut at its spaces.
func catalog(ctx context.Context, c *sql.Conn, q string) (list [][]string, err error) {
	rows, err := c.QueryContext(ctx, q)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		list = append(list, strings.Split(text, " "))
	}
	return list, rows.Err()
}
