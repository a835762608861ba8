package db

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"clubhouse/db/cluster/clustertest"
)

// A club that was multiplied is as sound as the small one: whoever examines it finds nothing, each copy has people, homes
// and points of its own, and its people can go on.
func TestMultiply(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.life()
	w.pass(time.Hour)
	const times = 3
	for _, url := range []string{filepath.Join(t.TempDir(), "large.db"), ""} {
		if url == "" {
			if testServer == "" {
				continue
			}
			url = clustertest.Database(t, "")
		}
		o := Options{URL: url, Secret: testSecret, Clock: w.clock.now}
		cell := Options{URL: w.url(), Secret: testSecret, Clock: w.clock.now}
		name := func(n int) string { return fmt.Sprintf("人%d", n) }
		done, all := int64(0), int64(0)
		multiply := func() error {
			return Multiply(ctx, cell, o, times, name, func(_ string, d, a int64) { done, all = d, a })
		}
		must(0, multiply())(t)
		if done != all || done == 0 {
			t.Errorf("told of %d rows of %d", done, all)
		}
		if err := multiply(); !errors.Is(err, ErrInPlace) && !errors.Is(err, ErrNotEmpty) {
			t.Errorf("over a club: %v", err)
		}
		w.clock.pass(time.Second) // what is made from here on has ids of another moment than the copies
		large := &world{Store: must(Open(ctx, o))(t), clock: w.clock, t: t}
		defer large.Close()
		for _, f := range large.Examine(ctx, true) {
			if f.Grade != OK && f.Name != "clock" { // the test has a clock of its own
				t.Errorf("%s: %s", f.Name, f.Text)
			}
		}
		if n, all := large.rows("SELECT MAX(total) FROM seals"), large.rows("SELECT COUNT(*) FROM audit"); n != all {
			t.Errorf("%d rows of the audit are sealed, of %d", n, all)
		}
		for _, table := range []string{"members", "homes", "register_owners", "home_claims", "vouchers", "redemptions", "point_entries", "point_lots", "register_changes", "sessions", "consents"} {
			count := "SELECT COUNT(*) FROM " + table
			if got, want := large.rows(count), w.rows(count)*times; got != want && table != "sessions" {
				t.Errorf("%d rows of %s, want %d", got, table, want)
			}
		}
		for _, table := range []string{"brands", "merchants", "outlets", "offers", "offer_versions", "grants"} {
			count := "SELECT COUNT(*) FROM " + table
			if got, want := large.rows(count), w.rows(count); got != want {
				t.Errorf("%d rows of %s, want %d", got, table, want)
			}
		}
		if n := large.rows("SELECT COUNT(*) FROM accounts WHERE phone IN ('+8613800138000')"); n != 0 {
			t.Error("a phone of the cell stands in a copy")
		}
		for what, query := range map[string]string{
			"members apart from their accounts' names": "SELECT COUNT(*) FROM members m JOIN accounts a ON a.id = m.account_id WHERE a.name <> m.name OR m.name_folded <> m.name",
			"owners whom the register does not name":   "SELECT COUNT(*) FROM home_claims c WHERE how = 'register' AND NOT EXISTS (SELECT 1 FROM register_owners o JOIN members m ON m.id = c.member_id JOIN accounts a ON a.id = m.account_id WHERE o.home_id = c.home_id AND o.phone = a.phone AND o.name = m.name)",
			"redemptions of another key":               "SELECT COUNT(*) FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id JOIN audit a ON a.noun_id = v.id AND a.act = 'voucher.redeemed' WHERE a.facts NOT LIKE '%' || r.id || '%'",
		} {
			if n := large.rows(query); n != 0 {
				t.Errorf("%d %s", n, what)
			}
		}
		large.digestsHold()
		var member, account int64
		must(0, large.Read(ctx, func(rx *Rx) error {
			return rx.db.QueryRowContext(ctx, "SELECT id, account_id FROM members ORDER BY id DESC LIMIT 1").Scan(&member, &account)
		}))(t)
		var offer int64
		must(0, large.Read(ctx, func(rx *Rx) error {
			return rx.db.QueryRowContext(ctx, "SELECT id FROM offers LIMIT 1").Scan(&offer)
		}))(t)
		v := large.issue(Actor{Door: MemberDoor, Account: account, Member: member}, offer, 77)
		bill := int64(10_000)
		must(large.RedeemVoucher(ctx, w.till, v.Code, &bill, key(78)))(t)
	}
}

// digestsHold asks that each digest of personal facts is theirs.
func (w *world) digestsHold() {
	w.t.Helper()
	must(0, w.Read(ctx, func(rx *Rx) error {
		rows, err := rx.db.QueryContext(ctx, "SELECT a.digest, p.salt, p.facts FROM audit a LEFT JOIN audit_personal p ON p.audit_id = a.id WHERE a.digest IS NOT NULL")
		if err != nil {
			return err
		}
		defer rows.Close()
		n := 0
		for ; rows.Next(); n++ {
			var digest, salt []byte
			var facts string
			if err := rows.Scan(&digest, &salt, &facts); err != nil {
				return err
			}
			mac := hmac.New(sha256.New, salt)
			mac.Write([]byte(facts))
			if !bytes.Equal(mac.Sum(nil), digest) {
				w.t.Errorf("the digest of %s is another", facts)
			}
		}
		if n == 0 {
			w.t.Error("no digest")
		}
		return rows.Err()
	}))(w.t)
}
