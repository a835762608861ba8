package db

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"clubhouse/db/cluster/clustertest"
	"clubhouse/db/sqlcdb"
)

var testServer = clustertest.Server

// TestOnPostgres runs the whole suite again on PostgreSQL.
func TestOnPostgres(t *testing.T) { clustertest.Rerun(t, ".") }

// template makes a migrated database, once for all tests of this process.
var template = sync.OnceValues(func() (string, error) {
	name := fmt.Sprintf("club_template_%d", os.Getpid())
	if err := clustertest.Exec("CREATE DATABASE " + name); err != nil {
		return "", err
	}
	s, err := Open(ctx, Options{URL: clustertest.URL(name), Secret: testSecret})
	if err != nil {
		return "", err
	}
	return name, s.Close()
})

// newDatabase answers the URL of a fresh database with the schema, gone when the test is over.
func newDatabase(t testing.TB) string {
	t.Helper()
	from, err := template()
	if err != nil {
		t.Fatal(err)
	}
	return clustertest.Database(t, " TEMPLATE "+from)
}

// rawDB answers the engine's connections, outside of any transaction.
func rawDB(s *Store) sqlcdb.DBTX {
	if p, ok := s.books.(*postgres); ok {
		return p.db
	}
	return s.books.(*sqlite).readers.db
}

// lite answers the engine of a test that is about SQLite alone, and skips it elsewhere.
func lite(t testing.TB, s *Store) *sqlite {
	t.Helper()
	e, ok := s.books.(*sqlite)
	if !ok {
		t.Skip("skipped: about SQLite")
	}
	return e
}

func (w *world) lite() *sqlite { w.t.Helper(); return lite(w.t, w.Store) }

func TestNumberMarks(t *testing.T) {
	t.Parallel()
	for q, want := range map[string]string{
		"SELECT 1":                              "SELECT 1",
		"a = ?1 AND b = ?2 OR c = ?1":           "a = $1 AND b = $2 OR c = $1",
		"a = ? AND b IN (?, ?) LIMIT ?":         "a = $1 AND b IN ($2, $3) LIMIT $4",
		"a = ?2 AND b IN (?,?) AND c = ?12 = ?": "a = $2 AND b IN ($3,$4) AND c = $12 = $13",
		"a = '?1''?' AND \"?\" = ? AND '":       "a = '?1''?' AND \"?\" = $1 AND '",
		"?":                                     "$1",
	} {
		if got := markNumbers(q); got != want {
			t.Errorf("%s became %s", q, got)
		}
	}
}

// What is not a mark comes through as it is.
func FuzzNumberMarks(f *testing.F) {
	f.Add("a = ?1 AND b = '?' LIMIT ?")
	f.Fuzz(func(t *testing.T, q string) {
		got := markNumbers(q)
		if !strings.Contains(q, "?") && got != q {
			t.Errorf("%q became %q", q, got)
		}
		if again := markNumbers(got); !strings.ContainsAny(q, `'"`) && again != got {
			t.Errorf("%q became %q and then %q", q, got, again)
		}
	})
}

// A database of before its arrangement is arranged when it is opened, unless somebody reads for long, who is waited for by
// nobody: then it is at a later start.
func TestArranged(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := newWorld(t)
	m, o := w.join("陈美玲", "13800138000"), w.offer(nil)
	left := func() int64 {
		return w.rows(`SELECT COUNT(*) FROM pg_constraint WHERE conname IN ('vouchers_member_id_fkey', 'redemptions_voucher_id_fkey')`) +
			w.rows("SELECT COUNT(*) FROM pg_indexes WHERE indexname = 'vouchers_member'") + 1 - w.rows("SELECT COUNT(*) FROM pg_indexes WHERE indexname = 'vouchers_of_member'")
	}
	must(rawDB(w.Store).ExecContext(ctx, `ALTER TABLE vouchers ADD CONSTRAINT vouchers_member_id_fkey FOREIGN KEY (member_id) REFERENCES members (id)`))(t)
	must(rawDB(w.Store).ExecContext(ctx, `ALTER TABLE redemptions ADD CONSTRAINT redemptions_voucher_id_fkey FOREIGN KEY (voucher_id) REFERENCES vouchers (id)`))(t)
	must(rawDB(w.Store).ExecContext(ctx, `DROP INDEX vouchers_of_member`))(t)
	must(rawDB(w.Store).ExecContext(ctx, `CREATE INDEX vouchers_member ON vouchers (member_id, offer_id, claimed_at, state, redeem_to)`))(t)
	if n := left(); n != 4 {
		t.Fatalf("%d steps are left", n)
	}
	reader := must(pgx.Connect(ctx, w.url()))(t)
	defer reader.Close(ctx)
	must(reader.Exec(ctx, "BEGIN; SELECT COUNT(*) FROM vouchers; SELECT COUNT(*) FROM redemptions"))(t)
	again := func() error {
		s, err := Open(ctx, Options{URL: w.url(), Secret: testSecret, Log: w.log})
		if err != nil {
			return err
		}
		return s.Close()
	}
	opened := make(chan error, 1)
	go func() { opened <- again() }()
	var slowest time.Duration
	for n, open := 0, false; !open; n++ {
		select {
		case err := <-opened:
			if open = true; err != nil {
				t.Error(err)
			}
		default:
		}
		begun := time.Now()
		must(w.Voucher(ctx, 0, must(w.ClaimOffer(ctx, m, o, key(n)))(t)))(t)
		slowest = max(slowest, time.Since(begun))
		time.Sleep(10 * time.Millisecond)
	}
	if slowest > 5*time.Second || left() == 0 {
		t.Errorf("the slowest act took %v, and %d steps are left", slowest, left())
	}
	must(reader.Exec(ctx, "ROLLBACK"))(t)
	must(0, again())(t)
	if n := left(); n != 0 {
		t.Errorf("%d steps are left in the end", n)
	}
	for _, s := range []string{"DELETE FROM members", "UPDATE outlets SET id = id + 1"} {
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error { _, err := tx.db.ExecContext(background, s); return err }); err == nil || !strings.Contains(err.Error(), "never") {
			t.Errorf("%s: %v", s, err)
		}
	}
}
