package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"clubhouse/db/sqlcdb"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	mostConns = 20 // of one process; a server takes 100 unless it is told otherwise
	mostTurns = 40 // of one act; with the pauses between them some seconds
)

// postgres is the engine of a database that many processes share. Each act is a serializable transaction of its own,
// which is run again where it met with another's: then with nobody of this process beside it, so that however many fight
// over one row, each has its turn.
type postgres struct {
	s       *Store
	db      *sql.DB
	slot    *slot
	floor   sync.RWMutex // held by an act that is run again, for reading by one that is run first
	closing sync.RWMutex // held for reading by whoever is at work
	closed  bool
	once    sync.Once
	end     chan struct{} // closed when the books are to be closed
	kept    sync.WaitGroup
}

// OnPostgres tells whether a database's URL is that of PostgreSQL; else it is an SQLite file's.
func OnPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

func openPostgres(ctx context.Context, url string, s *Store) (_ *postgres, err error) {
	pool, err := postgresPool(url)
	if err != nil {
		return nil, err
	}
	p := &postgres{s: s, db: pool, end: make(chan struct{})}
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	if err := migratePostgres(ctx, pool); err != nil {
		return nil, err
	}
	if p.slot, err = takeSlot(ctx, pool); err != nil {
		return nil, err
	}
	s.ids.setProcess(p.slot.n)
	p.kept.Go(p.keep)
	return p, nil
}

func (p *postgres) close() error {
	p.once.Do(func() { close(p.end) })
	p.kept.Wait()
	p.closing.Lock()
	defer p.closing.Unlock()
	if p.closed {
		return nil
	}
	p.closed = true
	if p.slot != nil {
		p.slot.leave()
	}
	return p.db.Close()
}

// enter keeps the books open until leave.
func (p *postgres) enter(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p.closing.RLock()
	if p.closed {
		p.closing.RUnlock()
		return errClosed
	}
	return nil
}

func (p *postgres) leave() { p.closing.RUnlock() }

// stands is asked beside a reading, which tells all that there is to tell.
func (p *postgres) stands() error { return nil }

// numbered gives statements to PostgreSQL in its words.
type numbered struct{ to sqlcdb.DBTX }

func (n numbered) ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error) {
	return n.to.ExecContext(ctx, numberMarks(q), args...)
}

func (n numbered) PrepareContext(ctx context.Context, q string) (*sql.Stmt, error) {
	return n.to.PrepareContext(ctx, numberMarks(q))
}

func (n numbered) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	return n.to.QueryContext(ctx, numberMarks(q), args...)
}

func (n numbered) QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row {
	return n.to.QueryRowContext(ctx, numberMarks(q), args...)
}

// numberMarks turns SQLite's marks for arguments, ?N and ?, into PostgreSQL's $N. A bare mark has the number after the
// largest before it, as in SQLite; one within quotes is none.
func numberMarks(q string) string {
	var b strings.Builder
	b.Grow(len(q) + 8)
	most, from := 0, 0
	for i := 0; i < len(q); i++ {
		switch q[i] {
		case '\'', '"':
			end := strings.IndexByte(q[i+1:], q[i])
			if end < 0 {
				i = len(q)
				break
			}
			i += end + 1
		case '?':
			b.WriteString(q[from:i])
			n := 0
			for from = i + 1; from < len(q) && '0' <= q[from] && q[from] <= '9'; from++ {
				n = n*10 + int(q[from]-'0')
			}
			if from == i+1 {
				n = most + 1
			}
			most = max(most, n)
			fmt.Fprintf(&b, "$%d", n)
			i = from - 1
		}
	}
	return b.String() + q[from:]
}

// execAll runs what has no arguments, one statement or several in one message, and answers each one's outcome.
func execAll(c *sql.Conn, statements string) (results []*pgconn.Result, err error) {
	err = c.Raw(func(conn any) error {
		results, err = conn.(*stdlib.Conn).Conn().PgConn().Exec(background, statements).ReadAll()
		return err
	})
	return results, err
}

// txStatus answers 'T' in a transaction, 'E' in one that has failed, 'I' outside of any.
func txStatus(c *sql.Conn) (status byte) {
	_ = c.Raw(func(conn any) error {
		status = conn.(*stdlib.Conn).Conn().PgConn().TxStatus()
		return nil
	})
	return status
}

// begun answers a connection on which a transaction has been begun by the statements, and what they answered. A
// connection of the pool may have died since it was last used: then another is taken, as nothing has happened yet.
func (p *postgres) begun(ctx context.Context, statements string) (c *sql.Conn, results []*pgconn.Result, err error) {
	for range 3 {
		if c, err = p.db.Conn(ctx); err != nil {
			if ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			break
		}
		if results, err = execAll(c, statements); err == nil {
			return c, results, nil
		}
		discard(c)
		if _, refused := errors.AsType[*pgconn.PgError](err); refused {
			break
		}
	}
	return nil, nil, &Error{Kind: Busy, Cause: err}
}

// discard closes a connection that the pool must not use again.
func discard(c *sql.Conn) {
	_ = c.Raw(func(any) error { return driver.ErrBadConn })
	c.Close()
}

// giveBack ends a transaction that changed nothing, or shall not.
func giveBack(c *sql.Conn) {
	if _, err := execAll(c, "ROLLBACK"); err != nil {
		discard(c)
		return
	}
	c.Close()
}

func (p *postgres) read(ctx context.Context, fn func(*Rx) error) error {
	if err := p.enter(ctx); err != nil {
		return err
	}
	defer p.leave()
	c, _, err := p.begun(ctx, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
	if err != nil {
		return err
	}
	defer giveBack(c) // also after a panic
	db := numbered{c}
	return wrap(fn(&Rx{Queries: sqlcdb.New(db), db: db, s: p.s, Now: p.s.Now()}))
}

func (p *postgres) snapshot(ctx context.Context, fn func(*Rx) error) error { return p.read(ctx, fn) }

func (p *postgres) write(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if err := p.enter(ctx); err != nil {
		return err
	}
	defer p.leave()
	tx, err := p.turn(ctx, p.floor.RLocker(), actor, fn)
	for n := 1; meetsAnother(err) && n < mostTurns; n++ {
		time.Sleep(rand.N(min(time.Millisecond<<n, 100*time.Millisecond))) // for other processes
		tx, err = p.turn(context.WithoutCancel(ctx), &p.floor, actor, fn)  // it has begun: it is carried through
	}
	if err != nil {
		return wrap(err)
	}
	for _, f := range tx.after {
		f()
	}
	return nil
}

func (p *postgres) turn(ctx context.Context, floor sync.Locker, actor Actor, fn func(*Tx) error) (*Tx, error) {
	floor.Lock()
	defer floor.Unlock()
	c, results, err := p.begun(ctx, "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT pg_current_xact_id()")
	if err != nil {
		return nil, err
	}
	return p.try(c, string(results[1].Rows[0][0]), actor, fn)
}

// try runs the act once, in the transaction of that number. When its commit stands it answers the act's part of it.
func (p *postgres) try(c *sql.Conn, number string, actor Actor, fn func(*Tx) error) (*Tx, error) {
	db := numbered{c}
	tx := &Tx{Rx: Rx{Queries: sqlcdb.New(db), db: db, s: p.s, Now: p.s.Now()}, Actor: actor}
	err := call(fn, tx)
	if p.s.afterTry != nil {
		p.s.afterTry()
	}
	if err != nil {
		giveBack(c)
		return nil, err
	}
	if status := txStatus(c); status != 'T' {
		giveBack(c)
		return nil, &Error{Kind: Busy, Cause: fmt.Errorf("the transaction does not stand any more (%c): was an error of a statement passed over?", status)}
	}
	_, err = execAll(c, "COMMIT")
	switch _, refused := errors.AsType[*pgconn.PgError](err); {
	case err == nil:
		c.Close()
		return tx, nil
	case refused:
		giveBack(c)
		return nil, err
	}
	discard(c)
	if err := p.settle(number, err); err != nil {
		return nil, err
	}
	return tx, nil
}

// settle finds out what became of a transaction whose commit was asked for and never answered. nil: it stands.
func (p *postgres) settle(number string, lost error) error {
	for range 100 {
		var state string
		err := p.db.QueryRowContext(background, "SELECT pg_xact_status($1::text::xid8)", number).Scan(&state)
		switch {
		case err == nil && state == "committed":
			return nil
		case err == nil && state == "aborted":
			return fmt.Errorf("%w: %w", errLost, lost)
		}
		time.Sleep(100 * time.Millisecond)
	}
	return &Error{Kind: Busy, Cause: fmt.Errorf("nobody knows whether the act stands: %w", lost)}
}

// errLost says that a commit did not come to be because its connection was lost.
var errLost = errors.New("the connection was lost before the commit")

// meetsAnother tells whether the act failed through nothing of its own: it would hold if it were run again.
func meetsAnother(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case "40001", "40P01": // serialization failure, deadlock
			return true
		case "0A000": // a plan from before a migration; it has been dropped now
			return strings.Contains(e.Message, "cached plan")
		}
	}
	return errors.Is(err, errLost)
}
