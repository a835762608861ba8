package db

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"clubhouse/db/migrations"
	"clubhouse/db/sqlcdb"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/pressly/goose/v3"
)

// looking are books that are looked at as they stand, whatever their schema.
type looking struct {
	s     *Store
	db    *sql.DB
	begin string
	lite  bool
}

// Look opens the books at o.URL to be examined, and for nothing else: it makes no file, migrates nothing and writes
// nothing, and needs no secret. os.ErrNotExist: there is no file. ErrForeign: it is another program's. ErrReadOnly: SQLite
// would leave files beside it that shut the club out.
func Look(ctx context.Context, o Options) (*Store, error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	s := &Store{clock: o.Clock, log: slog.New(slog.DiscardHandler)}
	s.measures.start(nil)
	l := &looking{s: s, begin: beginReading}
	s.books = l
	if OnPostgres(o.URL) {
		config, err := connConfig(o.URL)
		if err != nil {
			return nil, err
		}
		l.db = postgresPool(config)
	} else {
		path := strings.TrimPrefix(o.URL, "file:")
		if _, err := os.Stat(path); err != nil {
			return nil, err
		}
		if err := MayWrite(path); err != nil {
			return nil, err
		}
		if err := ownFile(path); err != nil {
			return nil, err
		}
		var err error
		// Not dsn: its journal mode would write to a file that is still empty. Not mode=ro either: that leaves the log's
		// index behind where it was the only one to read.
		if l.db, err = sql.Open("sqlite3", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=rw&_busy_timeout=5000&_query_only=on&_mutex=no"); err != nil {
			return nil, err
		}
		l.begin, l.lite = "BEGIN", true
	}
	if err := l.db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, l.close())
	}
	return s, nil
}

func (l *looking) ask(ctx context.Context, _ *answers, fn func(*Rx) error) error {
	return l.read(ctx, fn)
}

func (l *looking) read(ctx context.Context, fn func(*Rx) error) error {
	return l.snapshot(ctx, fn)
}

func (l *looking) snapshot(ctx context.Context, fn func(*Rx) error) error {
	c, err := l.db.Conn(ctx)
	if err != nil {
		return wrap(err)
	}
	defer c.Close()
	if _, err := c.ExecContext(background, l.begin); err != nil {
		return wrap(err)
	}
	err = fn(&Rx{Queries: sqlcdb.New(c), db: c, s: l.s, Now: l.s.Now()})
	if _, end := c.ExecContext(background, "ROLLBACK"); end != nil {
		discard(c)
	}
	return wrap(err)
}

func (l *looking) write(context.Context, Actor, func(*Tx) error) error {
	return &Error{Kind: Busy, Cause: errors.New("these books are only looked at")}
}

func (l *looking) apart(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	return l.write(ctx, actor, fn)
}

func (l *looking) stands() error { return nil }
func (l *looking) close() error  { return l.db.Close() }

// lite tells whether the books are SQLite's.
func (s *Store) lite() bool {
	switch b := s.books.(type) {
	case *sqlite:
		return true
	case *looking:
		return b.lite
	}
	return false
}

// schema answers the newest migration that the books have had, and the newest that this binary knows.
func (rx *Rx) schema() (has, known int64, err error) {
	entries, err := migrations.Files.ReadDir(".")
	if err != nil {
		return 0, 0, err
	}
	for _, e := range entries {
		n, err := goose.NumericComponent(e.Name())
		if err != nil {
			return 0, 0, err
		}
		known = max(known, n)
	}
	has, err = rx.number("SELECT CAST(COALESCE(MAX(version_id), 0) AS BIGINT) FROM " + goose.DefaultTablename)
	e, ok := errors.AsType[*pgconn.PgError](err)
	if ok && e.Code == "42P01" || err != nil && !ok && strings.Contains(err.Error(), "no such table") {
		err = errNoClub
	}
	return has, known, err
}

var errNoClub = errors.New("no club is in this database")

// number answers the one number that the query finds.
func (rx *Rx) number(query string, args ...any) (n int64, err error) {
	err = rx.db.QueryRowContext(background, query, args...).Scan(&n)
	return n, err
}
