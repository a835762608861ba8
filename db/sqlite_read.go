package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"runtime"
	"sync/atomic"

	"clubhouse/db/engine"
	"clubhouse/db/sqlcdb"
)

// readers are the connections that read, as many as there are processors.
//
// A reader keeps its transaction from one reading to the next for as long as nobody commits: to begin and end one costs
// SQLite several times what it then takes to find a row. The head of the log, which all processes share, tells whether
// somebody has committed; a reading never starts on a state that is older than the newest commit.
type readers struct {
	db    *sql.DB
	log   engine.Log
	idle  chan *reader // closed with the books
	rests atomic.Int64 // how often the readers were asked to let go of their transactions
}

type reader struct {
	conn  *sql.Conn
	q     *sqlcdb.Queries
	begun bool
	at    engine.LogState // as its transaction began, or a little before
	rests int64           // of readers.rests, the last that it has heeded
}

// startReaders takes the readers' connections from db, which it closes where it fails.
func startReaders(ctx context.Context, db *sql.DB, log engine.Log) (*readers, error) {
	n := runtime.NumCPU()
	db.SetMaxOpenConns(2 * n) // as many again for snapshots, which may take long
	db.SetMaxIdleConns(2 * n)
	p := &readers{db: db, log: log, idle: make(chan *reader, n)}
	var err error
	for range n {
		r := &reader{}
		err = errors.Join(err, r.connect(ctx, db))
		p.idle <- r
	}
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	return p, nil
}

func (r *reader) connect(ctx context.Context, db *sql.DB) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	r.conn, r.q = c, sqlcdb.New(c)
	return nil
}

// close waits for the readings under way. There are no more after it.
func (p *readers) close() error {
	for range cap(p.idle) {
		if r := <-p.idle; r.conn != nil {
			r.conn.Close()
		}
	}
	close(p.idle)
	return p.db.Close()
}

// lend answers a reader that sees the newest commit. It must be given back.
func (p *readers) lend() (*reader, error) {
	r, ok := <-p.idle
	if !ok {
		return nil, errClosed
	}
	if err := p.begin(r); err != nil {
		p.giveBack(r)
		return nil, err
	}
	return r, nil
}

// begin has the reader see the newest commit.
func (p *readers) begin(r *reader) error {
	now := p.log.State()
	if r.begun && now == r.at {
		return nil
	}
	p.end(r)
	if r.conn == nil {
		if err := r.connect(background, p.db); err != nil {
			return err
		}
	}
	if _, err := r.conn.ExecContext(background, "BEGIN"); err != nil {
		return err
	}
	r.begun, r.at = true, now
	return nil
}

func (p *readers) giveBack(r *reader) {
	n := p.rests.Load()
	if n != r.rests {
		r.rests = n
		p.end(r)
	}
	p.idle <- r
	if p.rests.Load() != n { // asked while this one was neither lent nor idle
		p.restOne()
	}
}

// rest has the readers let go of their transactions, the idle ones now and the others when they are given back, so that
// nothing keeps the log from being copied and started again.
func (p *readers) rest() {
	p.rests.Add(1)
	for range cap(p.idle) {
		p.restOne()
	}
}

// restOne gives an idle reader back, if there is one, so that it heeds what was asked of all.
func (p *readers) restOne() {
	select {
	case r, open := <-p.idle:
		if open {
			p.giveBack(r)
		}
	default:
	}
}

// end ends the reader's transaction. A connection that cannot do even that is replaced.
func (p *readers) end(r *reader) {
	if !r.begun {
		return
	}
	r.begun = false
	if _, err := r.conn.ExecContext(background, "COMMIT"); err == nil {
		return
	}
	_ = r.conn.Raw(func(any) error { return driver.ErrBadConn })
	r.conn.Close()
	r.conn = nil
}

func (e *sqlite) ask(ctx context.Context, _ *answers, fn func(*Rx) error) error {
	return e.read(ctx, fn)
}

func (e *sqlite) read(ctx context.Context, fn func(*Rx) error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r, err := e.readers.lend()
	if err != nil {
		return e.unlessClosed(err)
	}
	whole := false
	defer func() {
		if !whole { // an error of the database, or a panic
			e.readers.end(r)
		}
		e.readers.giveBack(r)
	}()
	err = e.unlessClosed(fn(&Rx{Queries: r.q, db: r.conn, s: e.s, Now: e.s.Now()}))
	whole = err == nil || KindOf(err) != Internal && KindOf(err) != Busy
	return err
}

var errClosed = &Error{Kind: Busy, Cause: errors.New("the books are closed")}

// unlessClosed wraps a reading's error; Busy where the books were closed in its middle.
func (e *sqlite) unlessClosed(err error) error {
	if err = wrap(err); err != nil && KindOf(err) == Internal && e.isClosed() {
		return &Error{Kind: Busy, Cause: err}
	}
	return err
}

// snapshot is a read whose statements all see the same state of the books, on a connection of its own: it may take long.
func (e *sqlite) snapshot(ctx context.Context, fn func(*Rx) error) error {
	c, err := e.readers.db.Conn(ctx)
	if err != nil {
		return e.unlessClosed(err)
	}
	defer c.Close()
	if _, err := c.ExecContext(background, "BEGIN"); err != nil {
		return e.unlessClosed(err)
	}
	err = fn(&Rx{Queries: sqlcdb.New(c), db: c, s: e.s, Now: e.s.Now()})
	_, end := c.ExecContext(background, "COMMIT")
	return e.unlessClosed(errors.Join(err, end))
}
