package db

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"clubhouse/db/sqlcdb"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	mostTogether = 32 // acts of one transaction: a server remembers the marked parts of one well up to 64
	marksFor     = 16 // groups after one that had to undo an act which had written already: there may be more such
	mostTurns    = 40 // of a group; with the pauses between them some seconds

	groupWaits  = "500ms" // for a row that another transaction holds; an act apart waits as long as its connection does
	carefully   = "50ms"  // once it has met with such a row: each act then sends all before the next, so that it is known whose
	mostWaiting = 4       // acts that wait apart at a time

	settleWithin = 15 * time.Second // to learn what became of a transaction whose answer was lost
)

// commit carries a group of acts through, each a part of one serializable transaction, so that the acts of this process
// never meet with one another, however many want the same row. It is run again where it met with another process's. An
// error of the database takes the whole down, and each act is then tried alone.
func (p *postgres) commit(group []*write) {
	p.s.measures.groups.Observe(int64(len(group)))
	p.marks = max(0, p.marks-1)
	begun := make([]*write, 0, len(group))
	for _, w := range group {
		if w.err = w.ctx.Err(); w.err == nil {
			begun = append(begun, w)
		}
	}
	for waits := groupWaits; len(begun) > 0; waits = carefully {
		at, locked := p.carry(begun, waits)
		if !locked {
			return
		}
		if waits == carefully {
			p.disperse(begun[at])
			begun = slices.Delete(begun, at, at+1)
		}
	}
}

// carry carries the group through, whatever it takes, and leaves in each act what became of it. locked: nothing was done,
// since the act at a place of the group wants a row that somebody else holds for longer than the group waits; "" waits as
// long as the connection does.
func (p *postgres) carry(group []*write, waits string) (at int, locked bool) {
	at, err := p.try(group, waits)
	for n := 1; (meetsAnother(err) || errors.Is(err, errUndo)) && n < mostTurns; n++ {
		if errors.Is(err, errUndo) {
			p.marks = marksFor
		} else {
			p.s.measures.retries.Add(1)
			time.Sleep(rand.N(min(time.Millisecond<<n, 100*time.Millisecond))) // for other processes
		}
		at, err = p.try(group, waits)
	}
	switch {
	case err == nil:
	case isLocked(err) && waits != "":
		return at, true
	case len(group) == 1 || errors.Is(err, errNotBegun) || errors.Is(err, errUnknown):
		for _, w := range group {
			w.err = wrap(err)
		}
	default:
		for i := range group {
			if _, locked := p.carry(group[i:i+1], waits); locked {
				p.disperse(group[i])
			} else if errors.Is(group[i].err, errNotBegun) { // the others would wait for the same
				for _, w := range group[i+1:] {
					w.err = group[i].err
				}
				break
			}
		}
	}
	return 0, false
}

// disperse has an act carried through beside the writer: it waits for its row, and nobody else for it. A few do at a time,
// since each holds a connection meanwhile.
func (p *postgres) disperse(w *write) {
	p.reading.RLock() // given back by leave; the writer runs, so the books are open
	w.apart = true
	go func() {
		defer p.leave()
		p.waiting <- struct{}{}
		p.carry([]*write{w}, "")
		<-p.waiting
		w.answer()
	}()
}

// isLocked tells whether a statement has waited too long for a row.
func isLocked(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && e.Code == "55P03"
}

// apart carries an act through beside the writer, on a connection of its own: it takes long, and others shall not wait.
func (p *postgres) apart(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if err := p.enter(ctx); err != nil {
		return err
	}
	defer p.leave()
	act := &write{ctx: ctx, actor: actor, fn: fn, done: make(chan struct{})}
	p.carry([]*write{act}, "")
	act.answer()
	return act.err
}

// errUnknown says that nobody knows whether a transaction stands, and that it must not be run again.
var errUnknown = errors.New("nobody knows whether the act stands")

// try carries the group through once, on a connection that turns out to be alive. An error says that nothing of it
// stands, or errUnknown; what a rule of the club refused is left in its act.
func (p *postgres) try(group []*write, waits string) (at int, err error) {
	for range mostDead {
		c, err := p.conn(background, beginWriting)
		if err != nil {
			return 0, fmt.Errorf("%w: %w", errNotBegun, err)
		}
		w, err := pipeOf(c)
		if err != nil {
			discard(c)
			return 0, err
		}
		if waits != "" {
			w.hurry(waits)
		}
		at, err = p.acts(&Rx{Queries: sqlcdb.New(c), db: c, s: p.s}, w, group, waits == carefully)
		asked := false
		if err == nil {
			err = p.s.measures.timed(p.s.measures.commits, func() (err error) {
				asked, err = w.commit()
				return err
			})
		}
		heard, number, stands := w.heard, w.xact(), w.stands
		giveBack(c)
		switch {
		case err == nil || stands:
			return 0, nil
		case asked && heard && !refusal(err) && !errors.Is(err, errPassedOver):
			return 0, p.settle(number, err)
		case !connectionLost(err):
			return at, err
		case heard:
			return 0, fmt.Errorf("%w: %w", errLost, err)
		}
	}
	return 0, errLost
}

// acts has each act do its part. What an act has been refused by a rule is undone, and the others stand. An error comes
// with the place of the act whose turn it was.
func (p *postgres) acts(rx *Rx, w *pipe, group []*write, careful bool) (at int, err error) {
	for i, act := range group {
		w.part(len(group) > 1 && p.marks > 0)
		act.err, act.after = nil, nil
		rx.Now = p.s.Now()
		tx := &Tx{Rx: *rx, Actor: act.actor}
		err := call(act.fn, tx)
		if err == nil && w.unasked() {
			err = errUnasked
		}
		if err == nil && careful {
			err = w.send()
		}
		switch {
		case w.failed != nil && err == nil && len(group) == 1:
			return i, fmt.Errorf("%w: %w", errPassedOver, w.failed)
		case w.failed != nil:
			return i, w.failed // it may be the act's before, whose statements waited until now
		case err != nil && len(group) == 1:
			return i, err
		case err != nil:
			if act.err = wrap(err); !w.undoPart() {
				return i, errUndo
			}
		default:
			act.after = tx.after
		}
	}
	return len(group) - 1, nil
}

// errUndo says that an act has to be undone, and the group with it since it marks no parts.
var errUndo = errors.New("an act that has written is to be undone")

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
	return &Error{Kind: Busy, Cause: fmt.Errorf("%w: %w", errUnknown, lost)}
}

// errLost says that a commit did not come to be because its connection was lost.
var errLost = errors.New("the connection was lost before the commit")

// meetsAnother tells whether the act failed through nothing of its own: it would hold if it were run again.
func meetsAnother(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case "40001", "40P01": // serialization failure, deadlock
			return true
		case "0A000": // a plan from before a migration; it has been forgotten now
			return strings.Contains(e.Message, "cached plan")
		case "26000": // a statement that the server has let go; so has the connection now
			return true
		}
	}
	return errors.Is(err, errLost)
}
