package db

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A reading sees every commit that was acknowledged before it began, also those of another process, though readers
// keep their transactions.
func TestReadersSeeNewest(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	other := must(Open(ctx, Options{URL: w.url(), Secret: testSecret, Log: w.log}))(t)
	defer other.Close()
	notes := func(s *Store) (n int64) {
		must(0, s.Read(ctx, func(rx *Rx) error {
			return rx.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM brands WHERE name_hans LIKE 'newest%'").Scan(&n)
		}))(t)
		return n
	}
	for i := range int64(50) {
		by := []*Store{w.Store, other}[i%2]
		must(0, by.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fmt.Sprint("newest", i)) }))(t)
		for range 3 { // each reader has its turn
			if a, b := notes(w.Store), notes(other); a != i+1 || b != i+1 {
				t.Fatalf("after %d commits one store reads %d, the other %d", i+1, a, b)
			}
		}
	}
}

// All statements of one reading see the same state, whatever is committed meanwhile.
func TestReadingIsOneState(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	must(0, w.Read(ctx, func(rx *Rx) error {
		count := func() (n int64) {
			must(0, rx.db.QueryRowContext(ctx, "SELECT COUNT(*) FROM brands").Scan(&n))(t)
			return n
		}
		before := count()
		must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "meanwhile") }))(t)
		if after := count(); after != before {
			t.Errorf("%d rows became %d within one reading", before, after)
		}
		return nil
	}))(t)
}

// Readers that have nothing to do let go of the log, so that it can be started again, by this process or another.
func TestReadersLetGo(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "first") }))(t)
	time.Sleep(2 * checkEvery) // the checkpoint that follows a write is over: nothing is to be done but to let go
	for range 10 {
		w.noted("first")
	}
	other := must(sql.Open("sqlite3", dsn(w.lite().path, nil)))(t)
	defer other.Close()
	must(other.ExecContext(ctx, "INSERT INTO brands (id, name_hans, name_hant, name_en) SELECT 7, 'x', 'x', 'x'"))(t) // the readers are behind now
	for until := time.Now().Add(10 * checkEvery); ; time.Sleep(checkEvery / 5) {
		var busy, pages, copied int
		must(0, other.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &copied))(t)
		if busy == 0 {
			break
		}
		if time.Now().After(until) {
			t.Fatal("the readers hold the log")
		}
	}
}

// Readers also let go while an act waits for another process: that one may be waiting for them, to start the log again.
// The act is carried out once the lock is free.
func TestReadersLetGoBesideAnother(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	e := w.lite()
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "first") }))(t)
	w.noted("first")
	other := must(sql.Open("sqlite3", dsn(e.path, nil)))(t)
	defer other.Close()
	hold := must(other.Conn(ctx))(t)
	defer hold.Close()
	must(hold.ExecContext(ctx, "BEGIN IMMEDIATE"))(t)
	before := e.readers.rests.Load()
	acted := make(chan error, 1)
	go func() {
		acted <- w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "second") })
	}()
	for until := time.Now().Add(3 * time.Second); e.readers.rests.Load() < before+20; time.Sleep(time.Millisecond) { // by themselves four times a second at most
		if time.Now().After(until) {
			t.Fatal("the readers keep their transactions")
		}
	}
	must(hold.ExecContext(ctx, "COMMIT"))(t)
	if err := <-acted; err != nil || w.noted("second") != 1 {
		t.Errorf("the act was answered %v", err)
	}
}

// Whoever reads while the log is copied does not keep it from starting again.
func TestLogRestartsBesideReadings(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	e := w.lite()
	fat, kept := strings.Repeat("x", 100_000), 0
	for i := range 40 {
		must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fmt.Sprint(i, fat)) }))(t)
		var stop atomic.Bool
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for !stop.Load() {
					_ = w.Read(ctx, func(rx *Rx) error { _, err := rx.GetClub(background); return err })
				}
			})
		}
		e.checkpoint(e.writers)
		stop.Store(true)
		wg.Wait()
		must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fmt.Sprint("small", i)) }))(t)
		if e.checkpoint(e.writers) > 20 {
			kept++
		}
	}
	if kept > 10 { // a few rounds find the checkpointer at work and copy nothing
		t.Errorf("in %d rounds of 40 the log did not start again", kept)
	}
}

// A reading that fails or panics gives its reader back, fit for the next.
func TestReaderGivenBack(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			defer func() { _ = recover() }()
			_ = w.Read(ctx, func(rx *Rx) error {
				rows, err := rx.db.QueryContext(ctx, "SELECT id FROM brands")
				if err != nil {
					return err
				}
				defer rows.Close()
				if rows.Next(); i%2 == 0 {
					panic("in a reading")
				}
				return errors.New("some fault")
			})
		})
	}
	wg.Wait()
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "after") }))(t)
	for range 4 {
		if w.noted("after") != 1 {
			t.Error("a reader does not see what was committed")
		}
	}
}
