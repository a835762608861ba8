package db

import (
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"time"
)

// slots is how many processes may share a database: the ids of each hold its number.
const slots = 1 << 10

// Advisory locks of the club, by their first key.
const (
	slotLock    = 0x436c7500 // with the slot's number
	migrateLock = 0x436c7501
)

// slot is the number of a process among those that share a database, held by a lock of a connection of its own: it is
// free again when the process is gone, however it went.
type slot struct {
	n    int64
	conn *sql.Conn
}

func takeSlot(ctx context.Context, db *sql.DB) (*slot, error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	for range 4 * slots {
		s, free := slot{rand.Int64N(slots), c}, false
		if err = c.QueryRowContext(background, "SELECT pg_try_advisory_lock(CAST(? AS INT), CAST(? AS INT))", slotLock, s.n).Scan(&free); err != nil {
			break
		}
		if free {
			return &s, nil
		}
	}
	discard(c)
	return nil, errors.Join(err, errors.New("no number is free for this process"))
}

// held asks the server whether the lock's connection is still there.
func (s *slot) held() bool {
	ctx, cancel := context.WithTimeout(background, heldWithin)
	defer cancel()
	return within(s.conn, func(w *pipe) error { return w.Ping(ctx) }) == nil
}

func (s *slot) leave() { discard(s.conn) }

// keepEvery is how often a process looks after its number and after what other processes may have changed of the club.
const (
	keepEvery  = 2 * time.Second
	heldWithin = 10 * time.Second // for the server to say that it is there
)

func (p *postgres) keep() {
	tick := time.NewTicker(keepEvery)
	defer tick.Stop()
	well := true
	for {
		select {
		case <-tick.C:
		case <-p.end:
			return
		}
		err := p.look()
		if err != nil && well {
			p.s.log.Error("the database cannot be reached", "err", err)
		} else if err == nil && !well {
			p.s.log.Info("the database is there again")
		}
		well = err == nil
	}
}

func (p *postgres) look() error {
	if !p.slot.held() {
		s, err := takeSlot(background, p.db)
		if err != nil {
			return err
		}
		p.slot.leave()
		p.slot = s
		p.s.ids.setProcess(s.n)
	}
	if p.s.Club() == nil { // not loaded yet
		return nil
	}
	return p.s.refreshClub(background)
}
