package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"strings"

	"clubhouse/db"
)

// openBooks opens the database of a club past the club itself, to read what stands in it, or else to change it.
func openBooks(at string, only bool) (*sql.DB, error) {
	if db.OnPostgres(at) {
		return sql.Open("pgx", at)
	}
	how := "&_txlock=immediate&_busy_timeout=60000"
	if only {
		how = "&_query_only=on&_busy_timeout=5000"
	}
	return sql.Open("sqlite3", "file:"+(&url.URL{Path: at}).EscapedPath()+"?mode=rw"+how)
}

// made are the acts of drills that stand in the books, as a swarm names them, with their ids.
const made = `SELECT 'claimed ' || request_key, CAST(id AS TEXT) FROM vouchers WHERE request_key LIKE 'drill-%'
UNION ALL SELECT 'redeemed ' || r.request_key, CAST(r.id AS TEXT) FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id AND v.state = 'redeemed'
WHERE r.request_key LIKE 'drill-%'`

// halves are what would stand in the books where an act was done by half, each to be 0.
var halves = []struct{ what, count string }{
	{"claims without their audit row", "SELECT (SELECT COUNT(*) FROM vouchers) - (SELECT COUNT(*) FROM audit WHERE act = 'voucher.claimed')"},
	{"redemptions without their audit row", "SELECT (SELECT COUNT(*) FROM redemptions) - (SELECT COUNT(*) FROM audit WHERE act = 'voucher.redeemed')"},
	{"used vouchers without a redemption", "SELECT (SELECT COUNT(*) FROM vouchers WHERE state = 'redeemed') - (SELECT COUNT(*) FROM redemptions)"},
	{"redemptions without their points", "SELECT (SELECT COUNT(*) FROM redemptions) - (SELECT COUNT(*) FROM point_movements WHERE rule = 'bill')"},
	{"vouchers with a price for which no points moved", "SELECT (SELECT COUNT(*) FROM vouchers WHERE price > 0) - (SELECT COUNT(*) FROM point_movements WHERE rule = 'claim')"},
}

// compare looks how the acts that were acknowledged stand in the books, and answers it in words. Each must stand once,
// and none beside them; where more is true, others may have come since.
func (d *drilling) compare(ctx context.Context, at string, acts []act, more bool) (string, error) {
	books, err := openBooks(at, true)
	if err != nil {
		return "", err
	}
	defer books.Close()
	rows, err := books.QueryContext(ctx, made)
	if err != nil {
		return "", err
	}
	defer rows.Close()
	there, twice, lost := map[string]string{}, 0, 0
	for rows.Next() {
		var name, id string
		if err := rows.Scan(&name, &id); err != nil {
			return "", err
		}
		if there[name] != "" {
			twice++
			d.fault("%s stands twice, as %s and %s", name, there[name], id)
		}
		there[name] = id
	}
	if err := rows.Err(); err != nil {
		return "", err
	}
	for _, a := range acts {
		if there[a.name] != a.id {
			lost++
			d.fault("%s was acknowledged as %s; in the books stands %q", a.name, a.id, there[a.name])
		}
		delete(there, a.name)
	}
	told := fmt.Sprintf("%s acts acknowledged, %d lost, %d twice", number(len(acts)), lost, twice)
	if !more {
		for name, id := range there {
			d.fault("%s stands as %s, and nobody was told", name, id)
		}
		told += fmt.Sprintf(", %d of which nobody was told", len(there))
	}
	return told, nil
}

// examine has the doctor look at every row, and at what acts done by half would leave. It answers what was found.
func (d *drilling) examine(ctx context.Context, at string) (string, error) {
	bad, looked := 0, 0
	wrong := func(format string, args ...any) {
		bad++
		d.fault("the doctor: "+format, args...)
	}
	store, err := db.Look(ctx, db.Options{URL: at})
	if err != nil {
		return "", err
	}
	for _, f := range store.Examine(ctx, true) {
		looked++
		if f.Grade == db.Bad {
			wrong("%s: %s", f.Name, f.Text)
		}
	}
	if err := store.Close(); err != nil {
		return "", err
	}
	books, err := openBooks(at, true)
	if err != nil {
		return "", err
	}
	defer books.Close()
	for _, h := range halves {
		var n int64
		if err := books.QueryRowContext(ctx, h.count).Scan(&n); err != nil {
			return "", err
		}
		if n != 0 {
			wrong("%s: %d", h.what, n)
		}
	}
	if looked < 8 {
		wrong("looked at %d things only", looked)
	}
	if bad > 0 {
		return fmt.Sprintf("the doctor finds %d things bad", bad), nil
	}
	return "the doctor finds nothing bad", nil
}

// count answers the one number that the query, which may ask for one thing, finds in the books.
func count(ctx context.Context, at, query string, args ...any) (n int64, err error) {
	books, err := openBooks(at, true)
	if err != nil {
		return 0, err
	}
	defer books.Close()
	if db.OnPostgres(at) {
		query = strings.ReplaceAll(query, "?", "$1")
	}
	return n, books.QueryRowContext(ctx, query, args...).Scan(&n)
}
