package db

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"clubhouse/db/migrations"
)

const postgresConfig = `version: "2"
sql:
  - engine: postgresql
    schema: migrations
    queries: queries
    gen:
      go: {package: portable, out: out}
`

// The same query files compile for PostgreSQL, against the same migrations in its words. CLUB_SQLC names the sqlc
// binary where it is not on the PATH.
func TestQueriesCompileForPostgres(t *testing.T) {
	t.Parallel()
	sqlc := os.Getenv("CLUB_SQLC")
	if sqlc == "" {
		found, err := exec.LookPath("sqlc")
		switch {
		case err != nil && os.Getenv("CI") == "true":
			t.Fatal("sqlc is not on the PATH")
		case err != nil:
			t.Skip("skipped: sqlc is not on the PATH and CLUB_SQLC does not name it")
		}
		sqlc = found
	}
	dir := t.TempDir()
	files := map[string]string{"sqlc.yaml": postgresConfig}
	for _, glob := range []string{"migrations/*.sql", "queries/*.sql"} {
		list, err := filepath.Glob(glob)
		if err != nil || len(list) == 0 {
			t.Fatal(glob, err)
		}
		for _, f := range list {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			files[f] = string(b)
			if strings.HasPrefix(f, "migrations") {
				files[f] = migrations.InPostgres(string(b))
			}
		}
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(sqlc, "compile")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestInPostgres(t *testing.T) {
	t.Parallel()
	const lite = "CREATE TABLE x (\n  id   INTEGER NOT NULL,\n  name TEXT NOT NULL,\n  b BLOB\n) STRICT;\nCREATE TABLE y (a INTEGER) STRICT, WITHOUT ROWID;"
	const want = "CREATE TABLE x (\n  id   BIGINT NOT NULL,\n  name TEXT COLLATE \"C\" NOT NULL,\n  b BYTEA\n);\nCREATE TABLE y (a BIGINT);"
	if got := migrations.InPostgres(lite); got != want {
		t.Errorf("%q", got)
	}
}
