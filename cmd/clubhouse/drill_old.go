package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"clubhouse/db/migrations"

	"github.com/pressly/goose/v3"
)

// An old club is a club of today whose rows were put into the tables that there were.

// moveRows takes into the tables of the old schema what filled, another schema of the same database, holds.
func moveRows(ctx context.Context, old *sql.Conn, tables map[string][]string) error {
	for table, columns := range tables {
		list := strings.Join(columns, ", ")
		for _, s := range []string{"DELETE FROM " + table, fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM filled.%s", table, list, list, table)} {
			if _, err := old.ExecContext(ctx, s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
	}
	return nil
}

// columnsOf answers the tables and their columns that the query finds, without goose's own.
func columnsOf(ctx context.Context, books *sql.Conn, query string) (map[string][]string, error) {
	rows, err := books.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return nil, err
		}
		if table != goose.DefaultTablename {
			out[table] = append(out[table], column)
		}
	}
	return out, rows.Err()
}

// lookAt answers what stands in the books: schema is a query of lines.
func lookAt(ctx context.Context, books *sql.DB, schema string, tables map[string][]string) (l left, err error) {
	if err := books.QueryRowContext(ctx, "SELECT MAX(version_id) FROM "+goose.DefaultTablename).Scan(&l.version); err != nil {
		return l, err
	}
	rows, err := books.QueryContext(ctx, schema)
	if err != nil {
		return l, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return l, err
		}
		l.schema += strings.Join(strings.Fields(line), " ") + "\n"
	}
	if err := rows.Err(); err != nil {
		return l, err
	}
	l.rows = map[string]int64{}
	for table := range tables {
		var n int64
		if err := books.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+table).Scan(&n); err != nil {
			return l, err
		}
		l.rows[table] = n
	}
	return l, nil
}

// oldSQLite is a file of an older schema.
type oldSQLite struct {
	dir    string
	tables map[string][]string
}

func (o *oldSQLite) file(name string) string { return filepath.Join(o.dir, name) }

const columnsOfSQLite = "SELECT m.name, t.name FROM sqlite_master m, pragma_table_info(m.name) t WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"

// schemaOfSQLite leaves out the triggers, which are put in place at each start, whatever the migrations have come to.
const schemaOfSQLite = "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE type <> 'trigger' ORDER BY 1"

func (d *drilling) oldSQLite(ctx context.Context, members, rows int) (oldBooks, *drillClub, error) {
	o := &oldSQLite{dir: d.dir}
	k, err := d.newClub(ctx, "filled", members, members)
	if err != nil {
		return nil, nil, err
	}
	err = o.upTo(ctx, o.file("old.db"), oldSchema, func(c *sql.Conn) error {
		var err error
		if o.tables, err = columnsOf(ctx, c, columnsOfSQLite); err != nil {
			return err
		}
		if _, err := c.ExecContext(ctx, "ATTACH ? AS filled", k.url); err != nil {
			return err
		}
		return moveRows(ctx, c, o.tables)
	})
	if err != nil {
		return nil, nil, err
	}
	return o, k, ballast(ctx, o.file("old.db"), rows)
}

// upTo makes a file of a schema, as an older binary would have.
func (o *oldSQLite) upTo(ctx context.Context, path string, version int64, fill func(*sql.Conn) error) error {
	books, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?_journal_mode=WAL&_foreign_keys=off")
	if err != nil {
		return err
	}
	defer books.Close()
	p, err := goose.NewProvider(goose.DialectSQLite3, books, migrations.Files)
	if err != nil {
		return err
	}
	if _, err := p.UpTo(ctx, version); err != nil {
		return err
	}
	c, err := books.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	tables, err := columnsOf(ctx, c, columnsOfSQLite)
	if err != nil {
		return err
	}
	if err := fill(c); err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, "PRAGMA application_id = 0x436c7562;"+migrations.OwnOf(migrations.SQLiteOwn, func(t string) bool { return tables[t] != nil }))
	return err
}

func (o *oldSQLite) schemas(ctx context.Context) (map[int64]string, error) {
	list, err := versions()
	if err != nil {
		return nil, err
	}
	out := map[int64]string{}
	for _, v := range list {
		path := o.file(fmt.Sprintf("schema%d.db", v))
		if err := o.upTo(ctx, path, v, func(*sql.Conn) error { return nil }); err != nil {
			return nil, err
		}
		l, err := o.lookAt(ctx, path)
		if err != nil {
			return nil, err
		}
		out[v] = l.schema
	}
	return out, nil
}

func (o *oldSQLite) reset(context.Context) (string, error) {
	path := o.file("try.db")
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.RemoveAll(path + end); err != nil {
			return "", err
		}
	}
	return path, copyTo(o.file("old.db"), path)
}

func (o *oldSQLite) writing(context.Context) (bool, error) { return writing(o.file("try.db")) }

// look looks at a copy: to open the file itself would already bring in order what the kill has left.
func (o *oldSQLite) look(ctx context.Context) (left, error) {
	path := o.file("look.db")
	for _, end := range []string{"", "-wal"} { // the log's index is made anew from the log, as after a loss of power
		err := copyTo(o.file("try.db")+end, path+end)
		if errors.Is(err, fs.ErrNotExist) {
			err = os.RemoveAll(path + end)
		}
		if err != nil {
			return left{}, err
		}
	}
	if err := os.RemoveAll(path + "-shm"); err != nil {
		return left{}, err
	}
	return o.lookAt(ctx, path)
}

func (o *oldSQLite) lookAt(ctx context.Context, path string) (left, error) {
	books, err := openBooks(path, true)
	if err != nil {
		return left{}, err
	}
	defer books.Close()
	var verdict string
	if err := books.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return left{}, err
	}
	if verdict != "ok" {
		return left{}, fmt.Errorf("a kill left a damaged file: %s", verdict)
	}
	return lookAt(ctx, books, schemaOfSQLite, o.tables)
}

func copyTo(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o600)
}
