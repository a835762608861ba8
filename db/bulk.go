package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/mattn/go-sqlite3"
)

// bulk takes the rows of a table, fast, into books that nobody uses yet.
type bulk interface {
	rows(table string, columns []string, rows iter.Seq[[]any]) error
}

// buildBulk makes new books at o.URL of what fill writes. What orders the rows and what ties them to each other is taken
// away first and made again at the end, where it finds every fault that it would have found row by row. A file appears
// when it is whole, and on PostgreSQL all is one transaction. ErrInPlace, ErrNotEmpty.
func buildBulk(ctx context.Context, o Options, told func(what string, done, all int64), fill func(bulk) error) error {
	if OnPostgres(o.URL) {
		return buildPostgres(ctx, o, told, fill)
	}
	path := strings.TrimPrefix(o.URL, "file:")
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s: %w", path, ErrInPlace)
	}
	temp, err := temporary(filepath.Dir(path), "club-building-")
	if err != nil {
		return err
	}
	temp.Close()
	defer func() {
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(temp.Name() + end)
		}
	}()
	o.URL = temp.Name()
	made, err := openBooks(ctx, o)
	if err != nil {
		return err
	}
	if err := made.Close(); err != nil {
		return err
	}
	if err := buildSQLite(ctx, temp.Name(), told, fill); err != nil {
		return err
	}
	return os.Rename(temp.Name(), path)
}

// sqliteBulk writes with statements that it prepares itself: database/sql would look at each of some hundred million
// values.
type sqliteBulk struct{ conn *sqlite3.SQLiteConn }

func buildSQLite(ctx context.Context, path string, told func(what string, done, all int64), fill func(bulk) error) error {
	source := dsn(path, url.Values{
		"_journal_mode": {"OFF"}, "_sync": {"OFF"}, "_foreign_keys": {"off"}, "_secure_delete": {"off"}, "_cache_size": {"-500000"}, "_locking_mode": {"EXCLUSIVE"},
	})
	return withFile(source, func(c *sql.Conn) error {
		run := func(statements ...string) error {
			for _, s := range statements {
				if _, err := c.ExecContext(background, s); err != nil {
					return fmt.Errorf("%s: %w", s, err)
				}
			}
			return nil
		}
		drop, create, err := indexes(c)
		if err != nil {
			return err
		}
		if err := run("PRAGMA temp_store = FILE", "PRAGMA threads = 2", "BEGIN IMMEDIATE"); err != nil {
			return err
		}
		for _, table := range beginnings {
			if err := run("DELETE FROM " + table); err != nil {
				return err
			}
		}
		if err := run(drop...); err != nil {
			return err
		}
		if err := c.Raw(func(conn any) error { return fill(sqliteBulk{conn.(*sqlite3.SQLiteConn)}) }); err != nil {
			return err
		}
		for i, s := range create {
			if err := errors.Join(run(s), ctx.Err()); err != nil {
				return err
			}
			told("indexes", int64(i+1), int64(len(create)))
		}
		if err := run("COMMIT"); err != nil {
			return err
		}
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := f.Sync(); err != nil {
			return err
		}
		return run("PRAGMA journal_mode = WAL")
	})
}

// indexes answers the statements that take away the indexes which a migration has made by name, and make them again.
func indexes(c *sql.Conn) (drop, create []string, err error) {
	rows, err := c.QueryContext(background, "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, nil, err
		}
		drop, create = append(drop, "DROP INDEX "+name), append(create, text)
	}
	return drop, create, rows.Err()
}

const rowsAtOnce = 50

func (b sqliteBulk) rows(table string, columns []string, rows iter.Seq[[]any]) (err error) {
	prepare := func(n int) (*sqlite3.SQLiteStmt, error) {
		one := ",(?" + strings.Repeat(",?", len(columns)-1) + ")"
		s, err := b.conn.Prepare("INSERT INTO " + table + " (" + strings.Join(columns, ",") + ") VALUES " + strings.Repeat(one, n)[1:])
		if err != nil {
			return nil, err
		}
		return s.(*sqlite3.SQLiteStmt), nil
	}
	many, err := prepare(rowsAtOnce)
	if err != nil {
		return err
	}
	defer many.Close()
	values := make([]driver.NamedValue, 0, rowsAtOnce*len(columns))
	for row := range rows {
		for _, v := range row {
			values = append(values, driver.NamedValue{Ordinal: len(values) + 1, Value: v})
		}
		if len(values) == cap(values) {
			if _, err := many.ExecContext(background, values); err != nil {
				return err
			}
			values = values[:0]
		}
	}
	if len(values) == 0 {
		return nil
	}
	rest, err := prepare(len(values) / len(columns))
	if err != nil {
		return err
	}
	defer rest.Close()
	_, err = rest.ExecContext(background, values)
	return err
}

// postgresBulk writes by COPY.
type postgresBulk struct{ tx *Tx }

func buildPostgres(ctx context.Context, o Options, told func(what string, done, all int64), fill func(bulk) error) error {
	s, err := openBooks(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.writeApart(ctx, SystemActor, func(tx *Tx) error {
		if err := tx.empty(); err != nil {
			return err
		}
		several := func(statements []string) error {
			return within(tx.db.(*sql.Conn), func(w *pipe) error { return w.several(strings.Join(statements, ";")) })
		}
		drop, create, err := tx.ties()
		if err != nil {
			return err
		}
		if err := several(append(drop, "SET LOCAL maintenance_work_mem = '512MB'")); err != nil {
			return err
		}
		if err := fill(postgresBulk{tx}); err != nil {
			return err
		}
		for i, s := range create {
			if err := errors.Join(several([]string{s}), ctx.Err()); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
			told("indexes", int64(i+1), int64(len(create)))
		}
		return nil
	}); err != nil {
		return err
	}
	return s.books.(*postgres).vacuum(ctx)
}

// ties answers the statements that take away what ties rows to each other and orders them, and make it again: what
// refers to a key goes before it and comes after it.
func (tx *Tx) ties() (drop, create []string, err error) {
	const all = `
SELECT CAST('ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname) AS TEXT),
	CAST('ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) AS TEXT),
	CASE WHEN contype = 'f' THEN 0 ELSE 1 END AS turn
FROM pg_constraint WHERE contype IN ('f', 'u', 'p') AND connamespace = current_schema()::regnamespace AND conrelid::regclass::text <> 'goose_db_version'
UNION ALL
SELECT CAST('DROP INDEX ' || indexrelid::regclass AS TEXT), CAST(pg_get_indexdef(indexrelid) AS TEXT), 2
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace = current_schema()::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('u', 'p'))
	AND indrelid::regclass::text <> 'goose_db_version'
ORDER BY turn`
	rows, err := tx.db.QueryContext(background, all)
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var away, again string
		var turn int64
		if err := rows.Scan(&away, &again, &turn); err != nil {
			return nil, nil, err
		}
		drop, create = append(drop, away), append([]string{again}, create...)
	}
	return drop, create, rows.Err()
}

func (b postgresBulk) rows(table string, columns []string, rows iter.Seq[[]any]) error {
	next, stop := iter.Pull(rows)
	defer stop()
	return within(b.tx.db.(*sql.Conn), func(w *pipe) error {
		if err := w.send(); err != nil {
			return err
		}
		_, err := w.CopyFrom(background, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
			row, _ := next()
			return row, nil // nil ends it
		}))
		return err
	})
}

// vacuum has the server look over what was just written, which it would do by itself later, under load.
func (p *postgres) vacuum(ctx context.Context) error {
	c, err := p.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	return within(c, func(w *pipe) error { return w.several("VACUUM (ANALYZE)") })
}
