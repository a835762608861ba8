package db

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

const (
	checkEvery = 500 * time.Millisecond // checkpoints are no closer than this, however much is written
	usualLog   = 32_000                 // pages (128 MB) after which the writer helps the log to start again
	mostRounds = 4
	fewPages   = 400 // for the writer to copy itself: some milliseconds
)

// checkpoints copies the log back into the file beside the writer, on a connection of its own, off the path of any
// request. Under constant load it never catches up with the writer, and a log starts again from its beginning only when
// all of it has been copied: once it is long, each further round finds less that has come meanwhile, and what the last
// one leaves the writer copies between two groups. That is the only time that it waits for a checkpoint.
func (e *sqlite) checkpoints() {
	defer e.checked.Done()
	tick := time.NewTicker(checkEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-e.stopped:
			return
		}
		if !e.written.Swap(false) {
			e.readers.rest() // another process may want to start the log again
			continue
		}
		pages := e.checkpoint(e.writers)
		if pages < int(e.longLog.Load()) {
			continue
		}
		for range mostRounds {
			before := pages
			if pages = e.checkpoint(e.writers); pages-before < fewPages {
				break
			}
		}
		e.settle.Store(true)
	}
}

// checkpoint copies what it can without waiting for anybody, and answers how many pages the log held when it began.
// Files that were moved or replaced it leaves as they are: another process may be at work in them.
func (e *sqlite) checkpoint(on interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (pages int) {
	if e.stands() != nil {
		return 0
	}
	e.readers.rest()
	var busy, copied int
	if err := on.QueryRowContext(background, "PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &pages, &copied); err != nil {
		e.s.log.Warn("checkpoint", "err", err)
	}
	// Once more: who has begun meanwhile holds the log as it was, while a reading of a log that is copied whole holds none.
	e.readers.rest()
	return pages
}

// wipeLog copies the whole log into the file, whose freed pages are written over, and empties it. It waits a while for those
// who still read in it.
func (e *sqlite) wipeLog() error {
	if e.stands() != nil {
		return nil
	}
	for try := 0; ; try++ {
		e.readers.rest()
		var busy, pages, copied int
		err := e.writers.QueryRowContext(background, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &copied)
		if err != nil || busy == 0 {
			return err
		}
		if try == 20 {
			return errors.New("somebody has been reading in it all the time")
		}
		time.Sleep(100 * time.Millisecond)
	}
}
