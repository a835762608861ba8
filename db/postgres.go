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
)

const (
	mostConns = 12 // of one process; a server takes 100 unless it is told otherwise
	mostTurns = 40 // of one act; with the pauses between them some seconds

	settleWithin = 15 * time.Second // to learn what became of an act whose answer was lost
)

// postgres is the engine of a database that many processes share. Each act is a serializable transaction of its own,
// which is run again where it met with another's: from the fourth turn on with nobody of this process beside it, so that
// however many fight over one row, each has its turn.
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
	config, err := connConfig(url)
	if err != nil {
		return nil, err
	}
	p := &postgres{s: s, db: postgresPool(config), end: make(chan struct{})}
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	if err := migratePostgres(ctx, config); err != nil {
		return nil, err
	}
	if p.slot, err = takeSlot(ctx, p.db); err != nil {
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

// conn answers a connection on which a transaction has been begun.
func (p *postgres) conn(ctx context.Context, how string) (*sql.Conn, error) {
	c, err := p.db.Conn(ctx)
	if err == nil {
		err = within(c, func(w *pipe) error { w.begin(how); return nil })
	}
	switch {
	case err == nil:
		return c, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	return nil, &Error{Kind: Busy, Cause: err}
}

// giveBack ends a transaction of which nothing shall stand. heard tells whether it had any answer from the server: one
// that had none can be begun again on another connection.
func giveBack(c *sql.Conn) (heard bool) {
	if err := within(c, func(w *pipe) error { heard = w.heard; return w.rollback() }); err != nil {
		discard(c)
		return heard
	}
	c.Close()
	return heard
}

// discard closes a connection that the pool must not use again.
func discard(c *sql.Conn) {
	_ = c.Raw(func(any) error { return driver.ErrBadConn })
	c.Close()
}

// mostDead is how many connections in a row may turn out to have died since they were last used.
const mostDead = mostConns + 1

func (p *postgres) read(ctx context.Context, fn func(*Rx) error) error {
	return p.reading(ctx, false, fn)
}

func (p *postgres) snapshot(ctx context.Context, fn func(*Rx) error) error {
	return p.reading(ctx, true, fn)
}

func (p *postgres) reading(ctx context.Context, streams bool, fn func(*Rx) error) (err error) {
	if err := p.enter(ctx); err != nil {
		return err
	}
	defer p.leave()
	for range mostDead {
		c, err := p.conn(ctx, beginReading)
		if err != nil {
			return err
		}
		if streams {
			_ = within(c, func(w *pipe) error { w.stream = true; return nil })
		}
		heard, err := p.readOn(c, fn)
		// Run again: what nobody has been told of, and what met with a plan from before a migration.
		if err == nil || (heard || !connectionLost(err)) && (streams || !meetsAnother(err)) {
			return wrap(err)
		}
	}
	return &Error{Kind: Busy, Cause: errLost}
}

func (p *postgres) readOn(c *sql.Conn, fn func(*Rx) error) (heard bool, err error) {
	defer func() { heard = giveBack(c) }() // also after a panic
	return false, fn(&Rx{Queries: sqlcdb.New(c), db: c, s: p.s, Now: p.s.Now()})
}

func (p *postgres) write(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if err := p.enter(ctx); err != nil {
		return err
	}
	defer p.leave()
	floor := p.floor.RLocker()
	tx, err := p.turn(ctx, floor, actor, fn)
	for n := 1; meetsAnother(err) && n < mostTurns; n++ {
		if n == 3 {
			floor = &p.floor
		}
		p.s.measures.retries.Add(1)
		time.Sleep(rand.N(min(time.Millisecond<<n, 100*time.Millisecond))) // for other processes
		tx, err = p.turn(context.WithoutCancel(ctx), floor, actor, fn)     // it has begun: it is carried through
	}
	if err != nil {
		return wrap(err)
	}
	for _, f := range tx.after {
		f()
	}
	return nil
}

// turn runs the act once. When its commit stands it answers the act's part of the transaction.
func (p *postgres) turn(ctx context.Context, floor sync.Locker, actor Actor, fn func(*Tx) error) (*Tx, error) {
	floor.Lock()
	defer floor.Unlock()
	for range mostDead {
		c, err := p.conn(ctx, beginWriting)
		if err != nil {
			return nil, err
		}
		tx := &Tx{Rx: Rx{Queries: sqlcdb.New(c), db: c, s: p.s, Now: p.s.Now()}, Actor: actor}
		err = call(fn, tx)
		if p.s.afterTry != nil {
			p.s.afterTry()
		}
		if err != nil {
			if heard := giveBack(c); !heard && connectionLost(err) {
				continue
			}
			return nil, err
		}
		dead, err := p.commit(c)
		if !dead {
			return tx, err
		}
	}
	return nil, errLost
}

// commit commits what was done on the connection and gives it back. dead: nothing had reached the server.
func (p *postgres) commit(c *sql.Conn) (dead bool, err error) {
	var asked, heard, stands bool
	var number string
	_ = within(c, func(w *pipe) error {
		asked, err = w.commit()
		heard, number, stands = w.heard, w.number, w.stands
		return nil
	})
	giveBack(c)
	switch {
	case err == nil || stands:
		return false, nil
	case !connectionLost(err):
		return false, err
	case !heard:
		return true, nil
	case asked:
		return false, p.settle(number, err)
	}
	return false, fmt.Errorf("%w: %w", errLost, err)
}

// settle finds out what became of a transaction whose commit was asked for and never answered. nil: it stands.
func (p *postgres) settle(number string, lost error) error {
	ctx, cancel := context.WithTimeout(background, settleWithin)
	defer cancel()
	for ctx.Err() == nil {
		var state string
		err := p.db.QueryRowContext(ctx, "SELECT pg_xact_status(CAST(CAST(?1 AS TEXT) AS xid8))", number).Scan(&state)
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
