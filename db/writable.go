package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
)

// ErrReadOnly is answered for books that cannot be written.
var ErrReadOnly = errors.New("the club cannot be written")

// MayWrite answers nil where this user may write the SQLite file at path, or make it: the file, its log and the log's
// index where they are there, and the folder that holds them. It opens and makes nothing. ErrReadOnly, with what to do.
func MayWrite(path string) error {
	path = strings.TrimPrefix(path, "file:")
	real, err := filepath.EvalSymlinks(path) // beside which SQLite keeps the log
	if errors.Is(err, fs.ErrNotExist) {
		real, err = path, nil
	}
	if err != nil {
		return readOnly(path, err)
	}
	for _, file := range []string{real, real + "-wal", real + "-shm"} {
		if err := mayUse(file, false); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return readOnly(file, err)
		}
	}
	if folder := filepath.Dir(real); mayUse(folder, true) != nil {
		if _, err := os.Stat(folder); err != nil {
			return nil // whoever opens the file tells of a folder that is not there
		}
		return readOnly(folder, mayUse(folder, true))
	}
	return nil
}

func readOnly(place string, err error) error {
	switch {
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: the disk that holds %s can only be read: mount it for writing", ErrReadOnly, place)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: this user may not write to %s: run clubhouse as the owner of the club's file and of its folder, where SQLite keeps the log, or give both to this user",
			ErrReadOnly, place)
	}
	return fmt.Errorf("%s: %w", place, err)
}

// lacking are the tables of which the database's user may not do what the club does. What only grows need not be changed.
const lacking = `SELECT CAST(current_user AS TEXT), COALESCE(CAST(MIN(CAST(t.tablename AS TEXT)) AS TEXT), ''), COUNT(*)
FROM pg_tables t WHERE t.schemaname = current_schema()
AND t.tablename <> 'goose_db_version'
AND NOT (SELECT bool_and(has_table_privilege(quote_ident(t.schemaname) || '.' || quote_ident(t.tablename), p)) FROM unnest(CASE WHEN t.tablename IN ('audit', 'point_entries', 'point_movements') THEN ARRAY['SELECT', 'INSERT'] ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] END) p)`

// onlyReads tells whether new transactions only read, as the setting says or as on a standby.
const onlyReads = "SELECT current_setting('default_transaction_read_only') = 'on' OR pg_is_in_recovery()"

// MayWrite tells whether acts could be written, as far as rights and settings go, and writes nothing. ErrReadOnly, with what
// to do; of SQLite's files the function MayWrite tells.
func (s *Store) MayWrite(ctx context.Context) error {
	if s.lite() {
		return nil
	}
	var reads bool
	var who, table string
	var n int64
	if err := s.Read(ctx, func(rx *Rx) error {
		if err := rx.db.QueryRowContext(background, onlyReads).Scan(&reads); err != nil {
			return err
		}
		return rx.db.QueryRowContext(background, lacking).Scan(&who, &table, &n)
	}); err != nil {
		return err
	}
	switch {
	case reads:
		return fmt.Errorf("%w: %s", ErrReadOnly, nameTheWritten)
	case n > 0:
		return fmt.Errorf("%w: the user %s lacks rights to %d of its tables, such as %s: %s", ErrReadOnly, who, n, table, grantThem)
	}
	return nil
}

const (
	nameTheWritten = "this server only reads, as a standby does or as default_transaction_read_only says: name the one that is written to"
	grantThem      = "have the database's owner grant what is missing, or name the owner in the URL"
)

// plainly answers err, met while the books at url were opened, with their place, and with what to do where that is known.
func plainly(url string, err error) error {
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		if e.Code == sqlite3.ErrFull || e.SystemErrno == syscall.ENOSPC {
			return fmt.Errorf("%s: %w: make room on its disk", url, err)
		}
		return fmt.Errorf("%s: %w", url, err)
	}
	if !OnPostgres(url) {
		return err
	}
	e, ok := errors.AsType[*pgconn.PgError](err)
	switch {
	case errors.Is(err, ErrReadOnly):
	case ok && e.Code == insufficientPrivilege:
		err = fmt.Errorf("%w: %s: %s", ErrReadOnly, e.Message, grantThem)
	case ok && onlyReading(e):
		err = fmt.Errorf("%w: %s", ErrReadOnly, nameTheWritten)
	default:
		return err
	}
	return fmt.Errorf("%s: %w", Place(url), err)
}

const insufficientPrivilege = "42501"

// onlyReading tells whether the server has refused an act since it only reads for now, as a standby does.
func onlyReading(e *pgconn.PgError) bool {
	return e.Code == "25006" || e.Code == "0A000" && strings.Contains(e.Message, "hot standby")
}
