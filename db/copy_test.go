package db

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clubhouse/db/cluster/clustertest"
)

// life fills the books with something in most tables.
func (w *world) life() {
	w.t.Helper()
	m := w.join("陈美玲", "13800138000")
	must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(w.t)
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.earn(m.Member, RuleJoin, m.Member, 500) }))(w.t)
	offer := w.offer(func(o *Offer) { o.Price = 30 })
	for i := range 3 {
		v := w.issue(m, offer, i)
		bill := int64(12800)
		if i < 2 {
			must(w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(100+i)))(w.t)
		}
	}
	w.hire("finance@club.example", Finance, ScopeAll, 0)
	w.imported(w.csvOf("", "半岛花园,深圳,3,1,1802,新主人,13800138009,1111,HT9,2024-03-04"), 1)
	// A row that refers to a later one of its table.
	child := must(w.SaveBrand(ctx, SystemActor, Brand{Name: Text{Hans: "先"}}))(w.t)
	parent := must(w.SaveBrand(ctx, SystemActor, Brand{Name: Text{Hans: "后"}}))(w.t)
	w.exec("UPDATE brands SET parent_id = ? WHERE id = ?", parent, child)
}

// Books are copied whole from either engine to either, and back, as they were.
func TestCopy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.life()
	w.pass(time.Hour)
	must(w.SealAudit(ctx, 9))(t)
	before := w.dump()
	options := func(url string) Options { return Options{URL: url, Secret: testSecret, Clock: w.clock.now} }
	from := w.url()
	to := []string{filepath.Join(t.TempDir(), "copy.db")}
	if testServer != "" {
		to = append(to, clustertest.Database(t, ""), filepath.Join(t.TempDir(), "back.db"))
	}
	for _, at := range to {
		rows := map[string]int64{}
		must(0, Copy(ctx, options(from), options(at), func(s TableSum) { rows[s.Table] = s.Rows }))(t)
		if len(rows) != len(before) || rows["vouchers"] != 3 || rows["point_accounts"] < 5 || rows["register_changes"] == 0 {
			t.Errorf("told of %v", rows)
		}
		if err := Copy(ctx, options(from), options(at), func(TableSum) {}); !errors.Is(err, ErrNotEmpty) {
			t.Errorf("over books that are in use: %v", err)
		}
		copied := must(Open(ctx, options(at)))(t)
		if err := copied.Write(ctx, SystemActor, func(tx *Tx) error {
			_, err := tx.db.ExecContext(ctx, "UPDATE outlets SET merchant_id = 77")
			return err
		}); err == nil {
			t.Error("in the copy a row may refer to nothing")
		}
		must(0, copied.Close())(t)
		from = at
	}
	s := must(Open(ctx, options(from)))(t)
	defer s.Close()
	last := &world{Store: s, clock: w.clock, t: t}
	for _, table := range tableNames() {
		if a, b := w.table(table), last.table(table); a != b {
			t.Errorf("%s was\n%s\nand is\n%s", table, a, b)
		}
	}
	for _, f := range last.Examine(ctx, true) {
		if f.Name == "audit" && (f.Grade != OK || !strings.HasPrefix(f.Text, "1 seals are on")) {
			t.Errorf("the copy's chain: %+v", f)
		}
	}
	if last.rows("SELECT COUNT(*) FROM goose_db_version") < 5 {
		t.Error("the copy has no version")
	}
}

// A club that goes on while it is copied is told so: what it did meanwhile is not in the copy.
func TestCopyOfLiving(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.life()
	err := Copy(ctx, Options{URL: w.url(), Secret: testSecret}, Options{URL: filepath.Join(t.TempDir(), "copy.db"), Secret: testSecret}, func(s TableSum) {
		if s.Table == "vouchers" {
			w.join("李芸", "13700000001")
		}
	})
	if !errors.Is(err, ErrStillUsed) {
		t.Errorf("copied with %v", err)
	}
}

func TestPlace(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		"club.db":                              "club.db",
		"postgres://club:hush@db.example/club": "postgres://club:xxxxx@db.example/club",
		"postgresql://club@db.example/club?password=hush":  "postgresql://club@db.example/club?password=xxxxx",
		"postgres://club:hush@db.example:no-port/club%zz_": "postgres://…",
	} {
		if got := Place(at); got != want {
			t.Errorf("%s is shown as %s", at, got)
		}
	}
}
