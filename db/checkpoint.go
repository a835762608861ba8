package db

import (
	"context"
	"database/sql"
	"time"
)

const (
	checkEvery  = 250 * time.Millisecond // checkpoints are no closer than this, however much is written
	mostWALSize = 2000                   // pages (8 MB) after which the writer helps the log to start again
)

// checkpoints copies the log back into the file beside the writer, on a connection of its own, off the path of any
// request. Under constant load it never catches up with the writer, and a log starts again from its beginning only when
// all of it has been copied: once it is long, the writer copies the few pages that are left between two groups.
func (e *sqlite) checkpoints() {
	defer e.checked.Done()
	for range e.checks {
		time.Sleep(checkEvery)
		if pages := e.checkpoint(e.writers); pages > mostWALSize {
			e.settle.Store(true)
		}
	}
}

// checkpoint copies what it can without waiting for anybody, and answers how many pages the log holds.
func (e *sqlite) checkpoint(on interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}) (pages int) {
	var busy, copied int
	if err := on.QueryRowContext(background, "PRAGMA wal_checkpoint(PASSIVE)").Scan(&busy, &pages, &copied); err != nil {
		e.s.log.Warn("checkpoint", "err", err)
	}
	return pages
}
