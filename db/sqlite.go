package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"clubhouse/db/engine"
	"clubhouse/db/sqlcdb"

	"github.com/mattn/go-sqlite3"
)

// sqlite is the engine of one file: a pool of readers, and one writer that commits in groups.
type sqlite struct {
	s       *Store
	path    string
	places  [3]string      // of the file, of its log and of that one's index
	files   [3]os.FileInfo // what stood there when they were opened
	readers *readers
	writers *sql.DB
	conn    *sql.Conn // the writer's one connection
	writes  *sqlcdb.Queries
	writer
	written atomic.Bool // since the last checkpoint
	checked sync.WaitGroup
	settle  atomic.Bool  // asks the writer to copy back the log's last pages itself
	longLog atomic.Int64 // pages from which the log is too long: usualLog, less in tests
	patient atomic.Int64 // how often it asks for the lock that another process holds: usualTries, fewer in tests
}

func openSQLite(ctx context.Context, path string, s *Store) (_ *sqlite, err error) {
	e := &sqlite{s: s, path: path, writer: newWriter()}
	e.longLog.Store(usualLog)
	e.patient.Store(usualTries)
	if err := MayWrite(path); err != nil {
		return nil, err
	}
	if err := ownFile(path); err != nil {
		return nil, err
	}
	if e.writers, err = sql.Open("sqlite3", dsn(path, nil)); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			e.writers.Close()
			if e.readers != nil {
				e.readers.close()
			}
		}
	}()
	e.writers.SetMaxOpenConns(2) // the writer's, and the checkpointer's
	if err := migrate(ctx, e.writers); err != nil {
		return nil, err
	}
	if e.conn, err = e.writers.Conn(ctx); err != nil {
		return nil, err
	}
	for _, pragma := range []string{"wal_autocheckpoint = 0", "temp_store = MEMORY", "busy_timeout = 0"} {
		if _, err := e.conn.ExecContext(background, "PRAGMA "+pragma); err != nil {
			return nil, err
		}
	}
	e.writes = sqlcdb.New(e.conn)
	log, err := engine.OpenLog(ctx, e.conn)
	if err != nil {
		return nil, err
	}
	reading, err := sql.Open("sqlite3", dsn(path, url.Values{"_query_only": {"on"}}))
	if err != nil {
		return nil, err
	}
	if e.readers, err = startReaders(ctx, reading, log); err != nil {
		return nil, err
	}
	real, err := filepath.EvalSymlinks(path) // beside which SQLite keeps the log
	if err != nil {
		return nil, err
	}
	e.places = [3]string{path, real + "-wal", real + "-shm"}
	for i, place := range e.places {
		if e.files[i], err = os.Stat(place); err != nil {
			return nil, err
		}
	}
	e.checked.Add(1)
	go e.run(maxGroup, e.commit, func() {
		if e.settle.Swap(false) {
			e.checkpoint(e.conn)
		}
		e.written.Store(true)
	})
	go e.checkpoints()
	return e, nil
}

func (e *sqlite) close() error {
	if first := e.writer.close(); !first {
		return nil
	}
	e.checked.Wait()
	if err := e.stands(); err != nil {
		// SQLite's last connection would copy the log and remove what now bears its name, perhaps that of a backup
		// that was put in place. As after kill -9, the log is read when these files are opened again.
		e.s.log.Error("the files stay as they are", "err", err)
		return err
	}
	e.conn.Close()
	return errors.Join(e.readers.close(), e.writers.Close())
}

// apart is write: one file has one writer.
func (e *sqlite) apart(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	return e.write(ctx, actor, fn)
}

// commit carries the group through. When SQLite has rolled the whole transaction back by itself (a full disk, an
// error of the device), nobody has been answered yet, and each closure is tried once more on its own, so that one that
// cannot be carried out takes no other down with it.
func (e *sqlite) commit(group []*write) {
	e.s.measures.groups.Observe(int64(len(group)))
	err := e.tryCommit(group)
	if err == nil {
		return
	}
	if errors.Is(err, errNotBegun) {
		e.s.log.Error("the books cannot be written", "size", len(group), "err", err)
		for _, w := range group {
			w.err = &Error{Kind: Busy, Cause: err}
		}
		return
	}
	if len(group) == 1 {
		e.s.log.Error("write failed, trying again", "err", err)
	} else {
		e.s.log.Error("group of writes failed, trying each alone", "size", len(group), "err", err)
	}
	for i := range group {
		if err := e.tryCommit(group[i : i+1]); err != nil {
			group[i].err = &Error{Kind: Busy, Cause: err}
		}
	}
}

// tryCommit answers an error only when nothing of the group stands; the closures' own errors are left in each.
func (e *sqlite) tryCommit(group []*write) error {
	err := e.stands()
	if err == nil {
		err = e.begin()
	}
	if err != nil {
		return fmt.Errorf("%w: %w", errNotBegun, err)
	}
	for _, w := range group {
		w.err, w.after = nil, nil
		if w.err = w.ctx.Err(); w.err != nil {
			continue
		}
		if err := e.exec("SAVEPOINT act"); err != nil {
			return e.abandon(err)
		}
		tx := e.try(w)
		if idTaken(w.err) && !e.rolledBack() {
			e.s.log.Info("another process makes the same ids: this one draws another number")
			e.s.ids.setProcess(randomBits(10))
			if err := e.exec("ROLLBACK TO act"); err != nil {
				return e.abandon(err)
			}
			tx = e.try(w)
		}
		if e.rolledBack() {
			return e.abandon(fmt.Errorf("rolled back by the engine: %w", w.err))
		}
		if w.err != nil {
			if err := e.exec("ROLLBACK TO act"); err != nil {
				return e.abandon(err)
			}
		}
		if err := e.exec("RELEASE act"); err != nil {
			return e.abandon(err)
		}
		w.after = tx.after
	}
	if err := e.s.measures.timed(e.s.measures.commits, func() error { return e.exec("COMMIT") }); err != nil {
		return e.abandon(err)
	}
	return nil
}

// try runs an act's closure and leaves in the act what became of it.
func (e *sqlite) try(w *write) *Tx {
	tx := &Tx{Rx: Rx{Queries: e.writes, db: e.conn, s: e.s, Now: e.s.Now()}, Actor: w.actor}
	w.err = wrap(call(w.fn, tx))
	return tx
}

// idTaken tells of an id that another process of the file has made too: once in a while two draw the same number.
func idTaken(err error) bool {
	e, ok := errors.AsType[sqlite3.Error](err)
	return ok && e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey
}

const (
	usualTries = 5000
	tryEvery   = time.Millisecond
)

// begin takes the lock that all processes share. It asks often, where SQLite's own waiting would soon look ten times a
// second only; and while it waits, nobody commits, so that readers would keep their transactions, for which the other
// process may be waiting in turn: one that replicates the file copies its log back and starts it again.
func (e *sqlite) begin() error {
	for left := e.patient.Load(); ; left-- {
		err := e.exec("BEGIN IMMEDIATE")
		if busy, ok := errors.AsType[sqlite3.Error](err); !ok || busy.Code != sqlite3.ErrBusy || left == 0 {
			return err
		}
		e.readers.rest()
		time.Sleep(tryEvery)
	}
}

// errNotBegun says that no closure has run: whoever waits is told at once, rather than each after a wait of its own.
var errNotBegun = errors.New("no transaction could be begun")

func (e *sqlite) exec(stmt string) error {
	_, err := e.conn.ExecContext(background, stmt)
	return err
}

// rolledBack asks SQLite whether the transaction is gone.
func (e *sqlite) rolledBack() (gone bool) {
	err := e.conn.Raw(func(c any) error {
		gone = c.(*sqlite3.SQLiteConn).AutoCommit()
		return nil
	})
	return gone || err != nil
}

// abandon makes sure that no transaction is left open, and answers err.
func (e *sqlite) abandon(err error) error {
	if !e.rolledBack() {
		if rb := e.exec("ROLLBACK"); rb != nil {
			err = errors.Join(err, rb)
		}
	}
	return err
}
