package db

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"clubhouse/db/cluster"
	"clubhouse/db/migrations"
	"clubhouse/db/sqlcdb"
)

// testServer is a database of a PostgreSQL server on which the tests may make others. Where it is set, the whole suite
// runs on PostgreSQL; what is about SQLite's files is skipped.
var testServer = os.Getenv("CLUB_TEST_POSTGRES")

// TestOnPostgres runs the whole suite again on a PostgreSQL of its own, in a process of its own.
func TestOnPostgres(t *testing.T) {
	if testServer != "" {
		t.Skip("skipped: this is the suite on PostgreSQL")
	}
	c, err := cluster.Start(false)
	if errors.Is(err, cluster.ErrNone) && os.Getenv("CI") == "" {
		t.Skipf("skipped: %v", err)
	} else if err != nil {
		t.Fatal(err)
	}
	defer c.Stop()
	args := []string{"-test.count=1"}
	if testing.Short() {
		args = append(args, "-test.short")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), "CLUB_TEST_POSTGRES="+c.URL("postgres"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("on PostgreSQL: %v\n%s", err, out)
	}
}

var databases atomic.Int64

// onServer runs statements on the server's own database.
func onServer(t testing.TB, statements ...string) {
	t.Helper()
	db, err := sql.Open("pgx", testServer)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(s, err)
		}
	}
}

func databaseURL(t testing.TB, name string) string {
	t.Helper()
	u, err := url.Parse(testServer)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// template makes a migrated database, once for all tests. It is named by what it holds, and stays: the next run on the
// same server finds it.
var template = sync.OnceValues(func() (string, error) {
	hash := sha256.New()
	list, err := migrations.Files.ReadDir(".")
	if err != nil {
		return "", err
	}
	for _, e := range list {
		b, err := migrations.Files.ReadFile(e.Name())
		if err != nil {
			return "", err
		}
		hash.Write(b)
	}
	name := fmt.Sprintf("club_test_%x_%d", hash.Sum(nil)[:6], os.Getpid())
	db, err := sql.Open("pgx", testServer)
	if err != nil {
		return "", err
	}
	defer db.Close()
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		return "", err
	}
	u, err := url.Parse(testServer)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	s, err := Open(ctx, Options{URL: u.String(), Secret: testSecret})
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
	return makeDatabase(t, " TEMPLATE "+from)
}

func makeDatabase(t testing.TB, how string) string {
	t.Helper()
	name := fmt.Sprintf("club_test_%d_%d", os.Getpid(), databases.Add(1))
	onServer(t, "CREATE DATABASE "+name+how)
	t.Cleanup(func() { onServer(t, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return databaseURL(t, name)
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
