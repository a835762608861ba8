// Package migrations holds the schema of the books, written once in SQLite's words.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"regexp"
	"strings"

	"github.com/pressly/goose/v3"
)

// Files are the goose migrations, in order of their numbers.
//
//go:embed *.sql
var Files embed.FS

// SQLiteOwn is what SQLite alone has: triggers, run at each open after the migrations. They replace those that an older
// binary left.
//
//go:embed own/sqlite.sql
var SQLiteOwn string

// PostgresOwn is what PostgreSQL alone has, to be run in one transaction.
//
//go:embed own/postgres.sql
var PostgresOwn string

// Postgres answers the migrations in PostgreSQL's words.
func Postgres() (list []*goose.Migration, err error) {
	entries, err := Files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		text, err := Files.ReadFile(e.Name())
		if err != nil {
			return nil, err
		}
		version, err := goose.NumericComponent(e.Name())
		if err != nil {
			return nil, err
		}
		up := InPostgres(string(text))
		list = append(list, goose.NewGoMigration(version, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, up)
			return err
		}}, nil))
	}
	return list, nil
}

// OwnOf answers the part of SQLiteOwn or PostgresOwn that is about the tables: what an older binary, which had no others,
// would have run.
func OwnOf(own string, tables func(string) bool) string {
	return trigger.ReplaceAllStringFunc(own, func(s string) string {
		if tables(trigger.FindStringSubmatch(s)[1]) {
			return s
		}
		return ""
	})
}

var (
	trigger = regexp.MustCompile(`(?:DROP TRIGGER IF EXISTS \w+;\n)?CREATE (?:OR REPLACE )?TRIGGER \w+ BEFORE [A-Z ]+?(?: OF \w+)? ON (\w+)\s(?:BEGIN [^;]*; END;|[^;]*;?)\n?`)

	integer = regexp.MustCompile(`\bINTEGER\b`)
	blob    = regexp.MustCompile(`\bBLOB\b`)
	text    = regexp.MustCompile(`(?m)^(  \w+ +)TEXT\b`)
	sameAct = regexp.MustCompile(` REFERENCES (point_movements|audit) \(id\)`)

	sqliteOnly   = regexp.MustCompile(`(?m)^[A-Z][^;]*; -- sqlite\n`)
	postgresOnly = regexp.MustCompile(`(?m)^-- postgres: `)
)

// InPostgres turns a migration into PostgreSQL's words by mechanical rules. Texts are compared byte by byte, as
// SQLite compares them, whatever the database's own order is. A statement that ends in "-- sqlite" is for SQLite alone; a
// line after "-- postgres: " for PostgreSQL. And a row does not declare that it refers to one that the
// same act has written: PostgreSQL would look it up on the last page of its index, where all acts write, and so have
// each of them fail against every other.
func InPostgres(migration string) string {
	out := sqliteOnly.ReplaceAllString(migration, "")
	out = postgresOnly.ReplaceAllString(out, "")
	out = integer.ReplaceAllString(out, "BIGINT")
	out = blob.ReplaceAllString(out, "BYTEA")
	out = strings.ReplaceAll(out, ") STRICT, WITHOUT ROWID;", ");")
	out = strings.ReplaceAll(out, ") STRICT;", ");")
	out = sameAct.ReplaceAllString(out, "")
	return text.ReplaceAllString(out, `${1}TEXT COLLATE "C"`)
}
