package db

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"clubhouse/db/sqlcdb"

	"github.com/jackc/pgx/v5/pgconn"
)

const (
	mostTogether = 32 // acts of one transaction: a server remembers the parts of one well up to 64
	mostTurns    = 40 // of a group; with the pauses between them some seconds

	settleWithin = 15 * time.Second // to learn what became of a transaction whose answer was lost
)

// commit carries a group of acts through, each a part of one serializable transaction, so that the acts of this process
// never meet with one another, however many want the same row. It is run again where it met with another process's. An
// error of the database takes the whole down, and each act is then tried alone.
func (p *postgres) commit(group []*write) {
	p.s.measures.groups.Observe(int64(len(group)))
	begun := group[:0:0]
	for _, w := range group {
		if w.err = w.ctx.Err(); w.err == nil {
			begun = append(begun, w)
		}
	}
	p.carry(begun)
}

// apart carries an act through beside the writer, on a connection of its own: it takes long, and others shall not wait.
func (p *postgres) apart(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if err := p.enter(ctx); err != nil {
		return err
	}
	defer p.leave()
	act := &write{ctx: ctx, actor: actor, fn: fn, done: make(chan struct{})}
	p.carry([]*write{act})
	act.answer()
	return act.err
}

func (p *postgres) carry(group []*write) {
	if len(group) == 0 {
		return
	}
	err := p.try(group)
	for n := 1; meetsAnother(err) && n < mostTurns; n++ {
		p.s.measures.retries.Add(1)
		time.Sleep(rand.N(min(time.Millisecond<<n, 100*time.Millisecond))) // for other processes
		err = p.try(group)
	}
	switch {
	case err == nil:
	case len(group) == 1 || errors.Is(err, errNotBegun) || errors.Is(err, errUnknown):
		for _, w := range group {
			w.err = wrap(err)
		}
	default:
		for i := range group {
			p.carry(group[i : i+1])
		}
	}
}

// errUnknown says that nobody knows whether a transaction stands, and that it must not be run again.
var errUnknown = errors.New("nobody knows whether the act stands")

// try carries the group through once, on a connection that turns out to be alive. An error says that nothing of it
// stands, or errUnknown; what a rule of the club refused is left in its act.
func (p *postgres) try(group []*write) error {
	for range mostDead {
		c, err := p.conn(background, beginWriting)
		if err != nil {
			return fmt.Errorf("%w: %w", errNotBegun, err)
		}
		w, err := pipeOf(c)
		if err != nil {
			discard(c)
			return err
		}
		err = p.acts(&Rx{Queries: sqlcdb.New(c), db: c, s: p.s}, w, group)
		dead := err != nil && !w.heard && connectionLost(err)
		if err == nil {
			dead, err = p.stand(w)
		}
		giveBack(c)
		if !dead {
			return err
		}
	}
	return errLost
}

// acts has each act do its part. What an act has been refused by a rule is undone, and the others stand.
func (p *postgres) acts(rx *Rx, w *pipe, group []*write) error {
	for _, act := range group {
		w.part(len(group) > 1)
		act.err, act.after = nil, nil
		rx.Now = p.s.Now()
		tx := &Tx{Rx: *rx, Actor: act.actor}
		err := call(act.fn, tx)
		if p.s.afterTry != nil {
			p.s.afterTry()
		}
		switch {
		case w.failed != nil && err == nil && len(group) == 1:
			return fmt.Errorf("%w: %w", errPassedOver, w.failed)
		case w.failed != nil:
			return w.failed // it may be another act's, whose statements waited until now
		case err != nil && len(group) == 1:
			return err
		case err != nil:
			act.err = wrap(err)
			w.undoPart()
		default:
			act.after = tx.after
		}
	}
	return nil
}

// stand commits. dead: nothing had reached the server.
func (p *postgres) stand(w *pipe) (dead bool, err error) {
	var asked bool
	_ = p.s.measures.timed(p.s.measures.commits, func() error {
		asked, err = w.commit()
		return err
	})
	switch {
	case err == nil || w.stands:
		return false, nil
	case !connectionLost(err):
		return false, err
	case !w.heard:
		return true, nil
	case asked:
		return false, p.settle(w.number, err)
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
		case "0A000": // a plan from before a migration; it has been dropped now
			return strings.Contains(e.Message, "cached plan")
		}
	}
	return errors.Is(err, errLost)
}
