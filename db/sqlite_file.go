package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"clubhouse/db/migrations"

	"github.com/pressly/goose/v3"
)

const applicationID = 0x436c7562 // "Club", in the header of each of our files

// dsn answers the data source name for path. Every pragma stands here, so that every connection has it.
func dsn(path string, extra url.Values) string {
	v := url.Values{
		"mode":             {"rw"}, // never makes a file where the books have been moved away: ownFile does, once
		"_busy_timeout":    {"5000"},
		"_journal_mode":    {"WAL"},
		"_sync":            {"FULL"},
		"_foreign_keys":    {"on"},
		"_secure_delete":   {"on"},
		"_mutex":           {"no"}, // database/sql lends a connection to one goroutine at a time
		"_txlock":          {"immediate"},
		"_cache_size":      {"-8000"},
		"_stmt_cache_size": {"200"},
	}
	for k, x := range extra {
		v[k] = x
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + v.Encode()
}

// ownFile refuses a file that another program made, before anything is written to it. A missing or empty file is fine.
func ownFile(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
			return fmt.Errorf("%s: there is no folder to hold this file", path)
		}
		// The books hold personal data: the file is for its owner alone. SQLite gives -wal and -shm the same rights.
		f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		return f.Close()
	}
	if err != nil {
		return err
	}
	defer f.Close()
	var head [100]byte
	n, _ := f.Read(head[:])
	if n == 0 {
		return nil
	}
	id := uint32(head[68])<<24 | uint32(head[69])<<16 | uint32(head[70])<<8 | uint32(head[71])
	if n < 100 || !strings.HasPrefix(string(head[:]), "SQLite format 3\x00") || id != applicationID && !ownLog(path, id) {
		return fmt.Errorf("%s: %w", path, ErrForeign)
	}
	return nil
}

// ownLog tells whether a file without an id is ours all the same: one killed before its first checkpoint has its id in
// the log still, or nothing in it yet.
func ownLog(path string, id uint32) bool {
	if id != 0 {
		return false
	}
	db, err := sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro")
	if err != nil {
		return false
	}
	defer db.Close()
	var real, tables int64
	if err := db.QueryRowContext(background, "PRAGMA application_id").Scan(&real); err != nil {
		return false
	}
	if err := db.QueryRowContext(background, "SELECT COUNT(*) FROM sqlite_master").Scan(&tables); err != nil {
		return false
	}
	return real == applicationID || real == 0 && tables == 0
}

// stands tells whether the books are still where they were opened. What is written to files that somebody has moved,
// removed or replaced would be found by nobody, and SQLite would go on writing. Without the log's index another process,
// such as `clubhouse staff add`, would write to the log unseen, over what this one writes.
func (e *sqlite) stands() error {
	for i, place := range e.places {
		if now, err := os.Stat(place); err != nil || !os.SameFile(now, e.files[i]) {
			return fmt.Errorf("%s was moved, removed or replaced while the club ran: put it back, or start the club again", place)
		}
	}
	return nil
}

// migrate brings the schema up to date, each migration in a transaction of its own.
func migrate(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.Files)
	if err != nil {
		return err
	}
	if err := bringUp(ctx, p); err != nil {
		return err
	}
	// Always: whoever migrated last may have been killed before it came here.
	_, err = db.ExecContext(ctx, migrations.SQLiteOwn)
	return err
}

// bringUp runs the migrations that are missing. ErrNewer: there are more than this binary knows.
func bringUp(ctx context.Context, p *goose.Provider) error {
	sources := p.ListSources()
	newest := sources[len(sources)-1].Version
	current, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if current > newest {
		return fmt.Errorf("%w (schema %d, this binary knows %d)", ErrNewer, current, newest)
	}
	if current < newest {
		_, err = p.Up(ctx)
	}
	return err
}
