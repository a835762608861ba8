package db

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"clubhouse/db/migrations"
	"clubhouse/db/sqlcdb"

	"github.com/jackc/pgx/v5"
)

// Place answers a database's URL as it may be shown: without its password.
func Place(at string) string {
	if !OnPostgres(at) {
		return at
	}
	u, err := url.Parse(at)
	if err != nil {
		return "postgres://…"
	}
	q := u.Query()
	if q.Has("password") {
		q.Set("password", "xxxxx")
		u.RawQuery = q.Encode()
	}
	return u.Redacted()
}

// tableNames answers the names of the books' tables in the order in which they were made: one that refers to another comes
// after it.
func tableNames() []string {
	var names []string
	_ = fs.WalkDir(migrations.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := migrations.Files.ReadFile(path)
		for _, m := range createTable.FindAllSubmatch(text, -1) {
			if !slices.Contains(names, string(m[1])) { // one that was built anew
				names = append(names, string(m[1]))
			}
		}
		return err
	})
	return names
}

var createTable = regexp.MustCompile(`(?m)^CREATE TABLE (\w+) \(`)

// TableSum is what a table holds: how many rows, and a checksum of every value in them, whatever their order. Sums of
// one Copy alone can be compared.
type TableSum struct {
	Table string
	Rows  int64
	Sum   uint64
}

// Why books cannot be copied.
var (
	ErrNotEmpty  = errors.New("the books to copy to are not empty")
	ErrStillUsed = errors.New("somebody has written to the old books meanwhile: stop the club and copy again into an empty place")
	ErrDiffers   = errors.New("the copy is not what was copied")
)

// Copy copies the books at from, as they stand, into the empty ones at to, on whichever engine either is, in one
// transaction: all or nothing. Then it reads the copy again and compares each table's sum; told hears of each table
// once it is in place, and of none that differs. The new books need the same secret. ErrNotEmpty, ErrDiffers;
// ErrStillUsed where the old books have changed since they were read.
func Copy(ctx context.Context, from, to Options, told func(TableSum)) error {
	old, err := openBooks(ctx, from) // also as a user who may only read there, or on a standby
	if err != nil {
		return plainly(from.URL, err)
	}
	defer old.Close()
	copied, err := openToWrite(ctx, to)
	if err != nil {
		return err
	}
	defer copied.Close()
	seed := maphash.MakeSeed()
	sums := map[string]TableSum{}
	var stood string
	err = old.books.snapshot(ctx, func(rx *Rx) error {
		if stood, err = rx.mark(); err != nil {
			return err
		}
		return copied.writeApart(ctx, SystemActor, func(tx *Tx) error {
			if err := tx.empty(); err != nil {
				return err
			}
			return tx.deferChecks(func() error {
				for _, table := range tableNames() {
					sum, err := tx.copyTable(seed, rx, table)
					if err != nil {
						return fmt.Errorf("%s: %w", table, err)
					}
					sums[table] = sum
				}
				return nil
			})
		})
	})
	if err != nil {
		return err
	}
	err = copied.books.snapshot(ctx, func(rx *Rx) error {
		for _, table := range tableNames() {
			sum, err := rx.sumTable(seed, table, nil)
			if err != nil {
				return err
			}
			if sum != sums[table] {
				return fmt.Errorf("%w: %s has %d rows of %d", ErrDiffers, table, sum.Rows, sums[table].Rows)
			}
			told(sum)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return old.books.snapshot(ctx, func(rx *Rx) error {
		if now, err := rx.mark(); err != nil || now != stood {
			return errors.Join(err, ErrStillUsed)
		}
		return nil
	})
}

// mark answers what every act changes: the newest row of the audit, or of what is written without one.
func (rx *Rx) mark() (mark string, err error) {
	err = rx.db.QueryRowContext(background, `SELECT
		CAST((SELECT COUNT(*) FROM audit) AS TEXT) || '/' || CAST((SELECT COALESCE(MAX(id), 0) FROM audit) AS TEXT)
		|| '/' || CAST((SELECT COUNT(*) FROM jobs) AS TEXT) || '/' || CAST((SELECT COUNT(done_at) FROM jobs) AS TEXT) || '/' || CAST((SELECT COALESCE(SUM(tries), 0) FROM jobs) AS TEXT)
		|| '/' || CAST((SELECT COUNT(*) FROM sessions) AS TEXT) || '/' || CAST((SELECT COALESCE(MAX(seen_at), 0) FROM sessions) AS TEXT)
		|| '/' || CAST((SELECT COALESCE(SUM(lease), 0) FROM tasks) AS TEXT) || '/' || CAST((SELECT COALESCE(SUM(n), 0) FROM counters) AS TEXT)`).Scan(&mark)
	return mark, err
}

// beginnings are the tables of which the making of new books fills some.
var beginnings = []string{"club", "point_accounts", "name_index"}

// empty refuses books that hold anything but what their making put there, and removes that.
func (tx *Tx) empty() error {
	for _, table := range tableNames() {
		if slices.Contains(beginnings, table) {
			if _, err := tx.db.ExecContext(background, "DELETE FROM "+table); err != nil {
				return fmt.Errorf("%w: %w", ErrNotEmpty, err)
			}
			continue
		}
		var n int64
		if err := tx.db.QueryRowContext(background, "SELECT COUNT(*) FROM (SELECT 1 FROM "+table+" LIMIT 1) x").Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			return fmt.Errorf("%w: there are rows in %s", ErrNotEmpty, table)
		}
	}
	return nil
}

// deferChecks has what rows refer to looked up once fn has put all of them in place: within a table a row may come
// before the one that it refers to.
func (tx *Tx) deferChecks(fn func() error) error {
	if _, ok := tx.s.books.(*postgres); !ok {
		if _, err := tx.db.ExecContext(background, "PRAGMA defer_foreign_keys = ON"); err != nil {
			return err
		}
		return fn()
	}
	rows, err := tx.db.QueryContext(background, `SELECT CAST(c.conrelid::regclass AS TEXT), CAST(quote_ident(c.conname) AS TEXT)
		FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.contype = 'f' AND n.nspname = current_schema()`)
	if err != nil {
		return err
	}
	var alter, back strings.Builder
	for rows.Next() {
		var table, name string
		if err := rows.Scan(&table, &name); err != nil {
			return errors.Join(err, rows.Close())
		}
		fmt.Fprintf(&alter, "ALTER TABLE %s ALTER CONSTRAINT %s DEFERRABLE INITIALLY DEFERRED;", table, name)
		fmt.Fprintf(&back, "ALTER TABLE %s ALTER CONSTRAINT %s NOT DEFERRABLE;", table, name)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	several := func(statements string) error {
		return within(tx.db.(*sql.Conn), func(w *pipe) error { return w.several(statements) })
	}
	if err := several(alter.String()); err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	return several("SET CONSTRAINTS ALL IMMEDIATE;" + back.String())
}

// copyTable writes the rows of a table as the reading finds them.
func (tx *Tx) copyTable(seed maphash.Seed, from *Rx, table string) (sum TableSum, err error) {
	if _, ok := tx.s.books.(*postgres); !ok {
		insert := &inserter{db: tx.db, table: table}
		if sum, err = from.sumTable(seed, table, insert.row); err != nil {
			return sum, err
		}
		return sum, insert.flush()
	}
	columns, err := from.columns(table)
	if err != nil {
		return sum, err
	}
	rows := make(chan []any, 256)
	read := make(chan error, 1)
	stop := make(chan struct{})
	go func() {
		defer close(rows)
		var err error
		sum, err = from.sumTable(seed, table, func(_ []string, row []any) error {
			select {
			case rows <- row:
				return nil
			case <-stop:
				return errors.New("stopped")
			}
		})
		read <- err
	}()
	err = within(tx.db.(*sql.Conn), func(w *pipe) error {
		if err := w.send(); err != nil {
			return err
		}
		_, err := w.CopyFrom(background, pgx.Identifier{table}, columns, pgx.CopyFromFunc(func() ([]any, error) {
			return <-rows, nil // nil ends it
		}))
		return err
	})
	close(stop)
	if failed := <-read; err == nil {
		err = failed
	}
	return sum, err
}

func (rx *Rx) columns(table string) ([]string, error) {
	rows, err := rx.db.QueryContext(background, "SELECT * FROM "+table+" WHERE 1 = 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return rows.Columns()
}

// sumTable reads a table from its first row to its last; each, which may be nil, is given a row that it may keep.
func (rx *Rx) sumTable(seed maphash.Seed, table string, each func(columns []string, row []any) error) (sum TableSum, err error) {
	sum.Table = table
	rows, err := rx.db.QueryContext(background, "SELECT * FROM "+table)
	if err != nil {
		return sum, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return sum, err
	}
	into, text := make([]any, len(columns)), []byte{}
	for rows.Next() {
		row := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return sum, err
		}
		text = text[:0]
		for _, v := range row {
			text = appendValue(text, v)
		}
		sum.Rows++
		sum.Sum += maphash.Bytes(seed, text)
		if each != nil {
			if err := each(columns, row); err != nil {
				return sum, err
			}
		}
	}
	return sum, rows.Err()
}

// appendValue appends what a value is, the same for both engines.
func appendValue(to []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(to, 'n')
	case int64:
		return binary.BigEndian.AppendUint64(append(to, 'i'), uint64(v))
	case string:
		return append(binary.BigEndian.AppendUint64(append(to, 's'), uint64(len(v))), v...)
	case []byte:
		return append(binary.BigEndian.AppendUint64(append(to, 's'), uint64(len(v))), v...)
	default:
		return fmt.Appendf(to, "%T %v", v, v)
	}
}

// inserter writes rows, many with one statement.
type inserter struct {
	db      sqlcdb.DBTX
	table   string
	columns []string
	args    []any
}

const mostArgs = 2000 // of SQLite's 32,766; more gain nothing

func (i *inserter) row(columns []string, row []any) error {
	i.columns = columns
	i.args = append(i.args, row...)
	if len(i.args)+len(columns) <= mostArgs {
		return nil
	}
	return i.flush()
}

func (i *inserter) flush() error {
	if len(i.args) == 0 {
		return nil
	}
	one := ",(?" + strings.Repeat(",?", len(i.columns)-1) + ")"
	_, err := i.db.ExecContext(background, "INSERT INTO "+i.table+" ("+strings.Join(i.columns, ",")+") VALUES "+
		strings.Repeat(one, len(i.args)/len(i.columns))[1:], i.args...)
	i.args = i.args[:0]
	return err
}
