// Package clustertest lets a package's tests run on PostgreSQL as they do on SQLite.
package clustertest

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"time"

	"clubhouse/db/cluster"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Server is a database of a PostgreSQL server on which tests may make others, from CLUB_TEST_POSTGRES. Where it is set,
// tests run on PostgreSQL; what is about SQLite's files is skipped.
var Server = os.Getenv("CLUB_TEST_POSTGRES")

// Rerun runs the tests of the calling test's package again whose names match, on a PostgreSQL of their own and in a
// process of their own. Where no server is installed it is skipped, except in CI.
func Rerun(t *testing.T, names string) {
	t.Helper()
	if Server != "" {
		t.Skip("skipped: this is the run on PostgreSQL")
	}
	c, err := cluster.Start(false)
	if errors.Is(err, cluster.ErrNone) && os.Getenv("CI") == "" {
		t.Skipf("skipped: %v", err)
	} else if err != nil {
		t.Fatal(err)
	}
	defer c.Stop()
	args := []string{"-test.count=1", "-test.run=" + names}
	if testing.Short() {
		args = append(args, "-test.short")
	}
	if at, ok := t.Deadline(); ok { // what hangs shows where before this process has to end, and takes the server with it
		args = append(args, "-test.timeout="+(time.Until(at)*9/10).String())
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), "CLUB_TEST_POSTGRES="+c.URL("postgres"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("on PostgreSQL: %v\n%s", err, out)
	}
}

var made atomic.Int64

// Database makes a database, such as with how " TEMPLATE other", and answers its URL. It is gone when the test is over.
func Database(t testing.TB, how string) string {
	t.Helper()
	name := fmt.Sprintf("club_test_%d_%d", os.Getpid(), made.Add(1))
	if err := Exec("CREATE DATABASE " + name + how); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := Exec("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return URL(name)
}

// URL answers that of a database of the server.
func URL(database string) string {
	u, err := url.Parse(Server)
	if err != nil {
		panic(err)
	}
	u.Path = "/" + database
	return u.String()
}

// Exec runs a statement on the server's own database.
func Exec(statement string) error {
	db, err := sql.Open("pgx", Server)
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(statement)
	return err
}
