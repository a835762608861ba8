package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"runtime"
	"slices"
	"sync"
	"time"

	"clubhouse/db/sqlcdb"

	"github.com/jackc/pgx/v5"
)

const (
	mostTold  = 32 // readings of one message
	worthTold = 4  // so many are worth another lane's way while one is under way; measured
	mostLanes = 8

	slowWay = 2 * time.Millisecond // after which nobody waits for a lane to come back
)

// mux asks the questions of many readings on few connections, those that wait at a time in one message: a message is the
// transaction in which all its readings see one state, and most of what a short question costs is to send it and to be
// woken by its answer.
type mux struct {
	config *pgx.ConnConfig
	apart  func(*message) error // has one answered on a connection of its own
	db     *sql.DB              // of inquiries
	lanes  sync.WaitGroup

	mu      sync.Mutex
	ready   sync.Cond
	waiting []*message
	under   int // lanes that are under way and may soon be back
	ended   bool
}

// message is all that one reading asks.
type message struct {
	ctx   context.Context
	asked []*asked
	err   error
	done  chan struct{} // closed once it has been answered
}

func newMux(config *pgx.ConnConfig, apart func(*message) error) *mux {
	m := &mux{config: config.Copy(), apart: apart}
	m.config.RuntimeParams["lock_timeout"] = groupWaits // then each waits by itself, elsewhere
	m.config.RuntimeParams["default_transaction_read_only"] = "on"
	m.config.RuntimeParams["plan_cache_mode"] = "force_generic_plan" // they go by keys: no value of one asks for another plan
	m.ready.L = &m.mu
	m.db = sql.OpenDB(m)
	m.db.SetMaxIdleConns(2 * mostTold)
	for range max(3, min(runtime.GOMAXPROCS(0), mostLanes)) {
		m.lanes.Go(m.carry)
	}
	return m
}

// close ends it once nobody reads any more.
func (m *mux) close() error {
	m.mu.Lock()
	m.ended = true
	m.mu.Unlock()
	m.ready.Broadcast()
	m.lanes.Wait()
	return m.db.Close()
}

// carry carries messages on a connection of its own.
func (m *mux) carry() {
	l := lane{config: m.config}
	defer l.close()
	m.mu.Lock()
	defer m.mu.Unlock()
	for {
		for !m.worth() {
			if m.ended {
				return
			}
			m.ready.Wait()
		}
		n := min(len(m.waiting), mostTold)
		list := slices.Clone(m.waiting[:n])
		m.waiting = slices.Delete(m.waiting, 0, n)
		m.under++
		m.mu.Unlock()
		slow := time.AfterFunc(slowWay, m.back) // counts it out, unless it is back before
		m.answer(&l, list)
		soon := slow.Stop()
		m.mu.Lock()
		if soon {
			m.under--
		}
	}
}

// back counts a lane out of those that may soon be back.
func (m *mux) back() {
	m.mu.Lock()
	m.under--
	m.mu.Unlock()
	m.ready.Signal()
}

// worth tells whether a lane should leave.
func (m *mux) worth() bool {
	return len(m.waiting) > 0 && (m.under == 0 || len(m.waiting) >= worthTold)
}

// put has a message carried.
func (m *mux) put(x *message) {
	m.mu.Lock()
	m.waiting = append(m.waiting, x)
	leaves := m.worth()
	m.mu.Unlock()
	if leaves {
		m.ready.Signal()
	}
}

// drop leaves behind a message that nobody waits for any more, where it still waits itself.
func (m *mux) drop(x *message) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if i := slices.Index(m.waiting, x); i >= 0 {
		m.waiting = slices.Delete(m.waiting, i, i+1)
	}
}

// answer has the messages answered: together, and each by itself where that fails, so that it meets with its own error
// alone. Where one waits for a lock, each goes its own way, so that the lane is free for others.
func (m *mux) answer(l *lane, list []*message) {
	err := l.ask(list)
	for _, x := range list {
		if x.err = err; err != nil && len(list) > 1 && !connectionLost(err) && !isLocked(err) {
			x.err = l.ask([]*message{x})
		}
		if isLocked(x.err) {
			go func() {
				defer close(x.done)
				x.err = m.apart(x)
			}()
			continue
		}
		close(x.done)
	}
}

// lane is a connection that carries messages.
type lane struct {
	config *pgx.ConnConfig
	link   *link
	all    []*asked // of the messages that are carried
}

func (l *lane) close() {
	if l.link != nil {
		_ = l.link.Close(background)
	}
}

// ask asks, again where the connection turns out to have died since it was last used, or where a plan is from before a
// migration.
func (l *lane) ask(list []*message) (err error) {
	for range mostAsked {
		if l.link == nil || l.link.IsClosed() {
			if l.link, err = connect(background, l.config); err != nil {
				return &Error{Kind: Busy, Cause: err}
			}
		}
		if err = l.send(list); err == nil || !connectionLost(err) && !meetsAnother(err) {
			return err
		}
	}
	return err
}

const mostAsked = 3

func (l *lane) send(list []*message) error {
	l.all = l.all[:0]
	for _, x := range list {
		l.all = append(l.all, x.asked...)
	}
	return l.link.send(l.all)
}

// inquiry is a reading whose questions go out in one message, as a connection of database/sql.
type inquiry struct {
	mux *mux
	ctx context.Context
	telling
	gone bool // its one message
}

// reading runs fn, whose questions go out in one message, or have been answered by a.
func (m *mux) reading(ctx context.Context, s *Store, a *answers, fn func(*Rx) error) error {
	c, err := m.db.Conn(background)
	if err != nil {
		return err
	}
	defer c.Close()
	rx := &Rx{Queries: sqlcdb.New(c), db: c, s: s, Now: s.Now()}
	if a != nil {
		rx.Now = a.now
	}
	if err := c.Raw(func(conn any) error { conn.(*inquiry).begin(ctx, a); return nil }); err != nil {
		return err
	}
	return fn(rx)
}

func (i *inquiry) begin(ctx context.Context, a *answers) {
	if i.ctx, i.gone = ctx, a != nil; i.gone {
		i.telling = telling{told: a.told, sent: true, kept: true}
	}
}

// Connect implements driver.Connector, and connects nothing.
func (m *mux) Connect(context.Context) (driver.Conn, error) { return &inquiry{mux: m}, nil }
func (m *mux) Driver() driver.Driver                        { return nil }

func (i *inquiry) Prepare(string) (driver.Stmt, error) { return nil, errNoPipe }
func (i *inquiry) Begin() (driver.Tx, error)           { return nil, errNoPipe }
func (i *inquiry) Close() error                        { return nil }

// ResetSession forgets the reading before.
func (i *inquiry) ResetSession(context.Context) error {
	i.ctx, i.telling, i.gone = nil, telling{}, false
	return nil
}

// QueryContext implements driver.QueryerContext.
func (i *inquiry) QueryContext(_ context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	a := &asked{q: q, args: args}
	if i.noting {
		i.note(a)
		return a, nil
	}
	if told, err := i.turn(q, args, i.send); told != nil || err != nil {
		return told, err
	}
	return a, i.send([]*asked{a})
}

// errOneMessage is a fault of ours: what asks again may see another state. It has to be a Read, or tell all ahead.
var errOneMessage = errors.New("db: a further question without a transaction")

// send has the questions asked, and waits for the answer unless whoever reads has gone.
func (i *inquiry) send(list []*asked) error {
	if i.gone {
		return errOneMessage
	}
	i.gone = true
	x := &message{ctx: i.ctx, asked: list, done: make(chan struct{})}
	i.mux.put(x)
	select {
	case <-x.done:
		return x.err
	case <-i.ctx.Done():
		i.mux.drop(x)
		return i.ctx.Err()
	}
}
