package db

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

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
