package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strings"
	"sync"

	"clubhouse/db/sqlcdb"
)

const mostConns = 12 // of one process; a server takes 100 unless it is told otherwise

// postgres is the engine of a database that many processes share. What writes goes through one writer, whose groups are
// serializable transactions.
type postgres struct {
	s    *Store
	db   *sql.DB
	mux  *mux
	slot *slot
	writer
	marks   int           // groups that will mark their parts; the writer's
	waiting chan struct{} // held by acts that wait for a row, beside the writer
	reading sync.RWMutex  // held for reading by whoever reads or writes apart
	ended   bool          // nobody may begin to
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
	p := &postgres{s: s, db: postgresPool(config), writer: newWriter(), waiting: make(chan struct{}, mostWaiting), end: make(chan struct{})}
	p.mux = newMux(config, p.askApart)
	go p.run(mostTogether, p.commit, func() {})
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	if err := migratePostgres(ctx, config, s.log); err != nil {
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
	p.writer.close()
	p.once.Do(func() { close(p.end) })
	p.kept.Wait()
	p.reading.Lock()
	defer p.reading.Unlock()
	if p.ended {
		return nil
	}
	p.ended = true
	if p.slot != nil {
		p.slot.leave()
	}
	return errors.Join(p.mux.close(), p.db.Close())
}

// enter keeps the books open until leave.
func (p *postgres) enter(ctx context.Context) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p.reading.RLock()
	if p.ended {
		p.reading.RUnlock()
		return errClosed
	}
	return nil
}

func (p *postgres) leave() { p.reading.RUnlock() }

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
	return p.readHow(ctx, false, fn)
}

func (p *postgres) ask(ctx context.Context, a *answers, fn func(*Rx) error) error {
	if err := p.enter(ctx); err != nil {
		return err
	}
	defer p.leave()
	if a != nil {
		if err := p.mux.reading(ctx, p.s, a, fn); !errors.Is(err, errOneMessage) {
			return wrap(err)
		} // the page asks otherwise than was thought before the member was known
	}
	return wrap(p.mux.reading(ctx, p.s, nil, fn))
}

// askApart has a message answered on a connection of its own, on which it may wait for a lock.
func (p *postgres) askApart(x *message) error {
	c, err := p.conn(x.ctx, beginReading)
	if err != nil {
		return err
	}
	defer giveBack(c)
	return within(c, func(w *pipe) error {
		w.wait = append(w.wait, x.asked...)
		return w.send()
	})
}

func (p *postgres) snapshot(ctx context.Context, fn func(*Rx) error) error {
	return p.readHow(ctx, true, fn)
}

func (p *postgres) readHow(ctx context.Context, streams bool, fn func(*Rx) error) (err error) {
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
