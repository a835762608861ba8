package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"clubhouse/db/sqlcdb"
)

// note writes a brand named s: the smallest thing that stands in the books.
func note(tx *Tx, s string) error {
	return tx.InsertBrand(background, sqlcdb.InsertBrandParams{ID: tx.NewID(), NameHans: s})
}

func (w *world) noted(s string) int64 {
	w.t.Helper()
	return w.rows("SELECT COUNT(*) FROM brands WHERE name_hans = ?", s)
}

// bareWorld is a store alone, with the world's helpers, and silent: these tests break things on purpose.
func bareWorld(t testing.TB) *world {
	t.Helper()
	s, c := newStore(t)
	s.log = slog.New(slog.NewTextHandler(io.Discard, nil))
	return &world{Store: s, clock: c, t: t}
}

// together has all writes wait for one group: the writer is held in a first closure until they are queued.
func (w *world) together(fns ...func(*Tx) error) []error {
	w.t.Helper()
	held, release := make(chan struct{}), make(chan struct{})
	hold := sync.OnceFunc(func() { close(held) })
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = w.Write(ctx, SystemActor, func(*Tx) error {
			hold()
			<-release
			return nil
		})
	})
	<-held
	errs := make([]error, len(fns))
	for i, fn := range fns {
		wg.Go(func() { errs[i] = w.Write(ctx, SystemActor, fn) })
	}
	queue := func() chan *write {
		if p, ok := w.books.(*postgres); ok {
			return p.queue
		}
		return w.lite().queue
	}()
	for len(queue) < len(fns) {
		time.Sleep(time.Millisecond)
	}
	close(release)
	wg.Wait()
	return errs
}

func TestWriteErrorUndoesOnlyItsOwn(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	mine := errors.New("mine")
	var stands int64
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error {
		stands = tx.NewID()
		return tx.InsertBrand(background, sqlcdb.InsertBrandParams{ID: stands, NameHans: "stands"})
	}))(t)
	var after sync.Map
	good := func(name string) func(*Tx) error {
		return func(tx *Tx) error {
			tx.AfterCommit(func() { after.Store(name, true) })
			return note(tx, name)
		}
	}
	errs := w.together(good("a"), func(tx *Tx) error {
		tx.AfterCommit(func() { after.Store("bad", true) })
		if err := note(tx, "bad"); err != nil {
			return err
		}
		return &Error{Kind: Refused, Reason: NameMissing, Cause: mine}
	}, good("b"), func(tx *Tx) error {
		_ = note(tx, "panic")
		panic("oh")
	}, good("c"), func(tx *Tx) error { // which on PostgreSQL the next one's question tells
		if err := note(tx, "twice"); err != nil {
			return err
		}
		return tx.InsertBrand(background, sqlcdb.InsertBrandParams{ID: stands, NameHans: "twice"})
	}, good("d"))
	for i, name := range []string{"a", "", "b", "", "c", "", "d"} {
		if name == "" {
			continue
		}
		if _, told := after.Load(name); errs[i] != nil || w.noted(name) != 1 || !told {
			t.Errorf("%s: %v, %d rows, told %v", name, errs[i], w.noted(name), told)
		}
	}
	if !errors.Is(errs[1], mine) || ReasonOf(errs[1]) != NameMissing {
		t.Errorf("the refusal came back as %v", errs[1])
	}
	if errs[3] == nil || KindOf(errs[3]) != Internal || !strings.Contains(errs[3].Error(), "panic in a write: oh") {
		t.Errorf("the panic came back as %v", errs[3])
	}
	if KindOf(errs[5]) != Conflict {
		t.Errorf("the same id twice: %v", errs[5])
	}
	if _, told := after.Load("bad"); told || w.noted("bad")+w.noted("panic")+w.noted("twice") != 0 {
		t.Error("what failed left something")
	}
	if err := w.Write(ctx, SystemActor, good("after")); err != nil || w.noted("after") != 1 {
		t.Errorf("the writer does not live: %v", err)
	}
}

// An engine that rolls back by itself takes nobody else down: the others stand exactly once.
func TestWriteRolledBackByTheEngine(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	w.lite() // PostgreSQL leaves that to whoever has begun
	good := func(name string) func(*Tx) error { return func(tx *Tx) error { return note(tx, name) } }
	errs := w.together(good("a"), good("b"), func(tx *Tx) error {
		if err := note(tx, "bad"); err != nil {
			return err
		}
		_, err := tx.db.ExecContext(background, "ROLLBACK")
		return err
	}, good("c"))
	for i, name := range []string{"a", "b", "", "c"} {
		if name != "" && (errs[i] != nil || w.noted(name) != 1) {
			t.Errorf("%s: %v, %d rows", name, errs[i], w.noted(name))
		}
	}
	if KindOf(errs[2]) != Busy || w.noted("bad") != 0 {
		t.Errorf("the culprit: %v, %d rows", errs[2], w.noted("bad"))
	}
	if err := w.Write(ctx, SystemActor, good("after")); err != nil {
		t.Error(err)
	}
}

func TestWriteCancelled(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if err := w.Write(gone, SystemActor, func(tx *Tx) error { return note(tx, "before") }); !errors.Is(err, context.Canceled) || w.noted("before") != 0 {
		t.Errorf("cancelled before: %v, %d rows", err, w.noted("before"))
	}
	if err := w.Read(gone, func(*Rx) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled reading: %v", err)
	}
	during, cancel := context.WithCancel(ctx)
	err := w.Write(during, SystemActor, func(tx *Tx) error {
		if err := note(tx, "one"); err != nil {
			return err
		}
		cancel()
		return note(tx, "two")
	})
	if err != nil || w.noted("one") != 1 || w.noted("two") != 1 {
		t.Errorf("cancelled after it began: %v, %d and %d rows", err, w.noted("one"), w.noted("two"))
	}
}

// An act that ends its goroutine ends the process: with the writer gone, all later acts would wait for ever.
func TestActEndsItsGoroutine(t *testing.T) {
	t.Parallel()
	ended := make(chan any, 1)
	go func() {
		defer func() { ended <- recover() }()
		_ = call(func(*Tx) error { runtime.Goexit(); return nil }, nil)
	}()
	if p := <-ended; p == nil {
		t.Error("the writer's goroutine is gone, and nobody hears of it")
	}
}

// Figure 6: clients that drop at random leave no ghost rows. What was answered with nil stands whole and once; what
// was withdrawn stands not at all.
func TestCancelStorm(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	writes := 5000
	if testing.Short() {
		writes = 500
	}
	outcome := make([]error, writes)
	var wg sync.WaitGroup
	turn := make(chan struct{}, 64)
	for i := range writes {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			mine, cancel := context.WithTimeout(ctx, time.Duration(i%40)*100*time.Microsecond)
			defer cancel()
			outcome[i] = w.Write(mine, SystemActor, func(tx *Tx) error {
				for _, half := range []string{"first", "second"} {
					if err := tx.InsertBrand(background, sqlcdb.InsertBrandParams{ID: tx.NewID(), NameHans: fmt.Sprint("storm ", i), NameEn: half}); err != nil {
						return err
					}
				}
				if i%7 == 0 {
					return refuse(NameMissing)
				}
				return nil
			})
		})
	}
	wg.Wait()
	found := map[string]int{}
	rows, err := w.query("SELECT name_hans FROM brands WHERE name_hans LIKE 'storm %'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		found[name]++
	}
	withdrawn := 0
	for i, err := range outcome {
		want := 0
		switch {
		case err == nil:
			want = 2
		case errors.Is(err, context.DeadlineExceeded):
			withdrawn++
		case ReasonOf(err) != NameMissing:
			t.Errorf("write %d: %v", i, err)
		}
		if n := found[fmt.Sprint("storm ", i)]; n != want {
			t.Errorf("write %d answered %v and left %d rows", i, err, n)
		}
	}
	if withdrawn == 0 || withdrawn == writes {
		t.Logf("%d of %d were withdrawn: the storm was none", withdrawn, writes)
	}
}

// Figure 5: a full disk is Busy, loses nothing acknowledged, leaves reading alone, and is over when there is room.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	w.lite()
	pages := func(n int64) {
		t.Helper()
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
			_, err := tx.db.ExecContext(background, fmt.Sprintf("PRAGMA max_page_count = %d", n))
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	pages(w.rows("PRAGMA page_count") + 8)
	kept := 0
	var full error
	fat := strings.Repeat("x", 2000)
	for i := range 200 {
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fmt.Sprint(i, fat)) }); err != nil {
			full = err
			break
		}
		kept++
	}
	if KindOf(full) != Busy {
		t.Fatalf("after %d writes: %v", kept, full)
	}
	errs := w.together(func(tx *Tx) error { return note(tx, fat+fat+fat+fat) }, func(tx *Tx) error { return note(tx, fat+fat+fat+fat) })
	for _, err := range errs {
		if KindOf(err) != Busy {
			t.Errorf("a full disk answered %v", err)
		}
	}
	if err := w.Check(ctx); err != nil || w.rows("SELECT COUNT(*) FROM brands") != int64(kept) {
		t.Errorf("reading: %v, %d rows of %d", err, w.rows("SELECT COUNT(*) FROM brands"), kept)
	}
	pages(1 << 30)
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fat+fat+fat+fat) }); err != nil {
		t.Errorf("with room again: %v", err)
	}
	if n := w.rows("SELECT COUNT(*) FROM brands"); n != int64(kept)+1 {
		t.Errorf("%d rows, want %d", n, kept+1)
	}
}

// Close lets what is under way finish, and what comes after is Busy; nobody waits for ever.
func TestCloseWhileWriting(t *testing.T) {
	t.Parallel()
	for round := range 20 {
		w := bareWorld(t)
		url := w.url()
		var wg sync.WaitGroup
		var mu sync.Mutex
		kept := 0
		for i := range 40 {
			wg.Go(func() {
				err := w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fmt.Sprint(i)) })
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					kept++
				} else if KindOf(err) != Busy {
					t.Error(err)
				}
			})
		}
		time.Sleep(time.Duration(round) * 200 * time.Microsecond)
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		wg.Wait()
		if err := w.Close(); err != nil {
			t.Errorf("closed again: %v", err)
		}
		again, err := Open(ctx, Options{URL: url, Secret: testSecret, Clock: w.clock.now, Log: w.log})
		if err != nil {
			t.Fatal(err)
		}
		w.Store = again
		if n := w.rows("SELECT COUNT(*) FROM brands"); n != int64(kept) {
			t.Errorf("%d rows, %d were acknowledged", n, kept)
		}
		again.Close()
	}
}

// Every pragma is on every connection of both pools.
func TestPragmas(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	want := map[string]int64{"synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "secure_delete": 1, "application_id": applicationID}
	ask := func(name string, one func(string) (int64, error), queryOnly int64) {
		for pragma, v := range want {
			if got, err := one("PRAGMA " + pragma); err != nil || got != v {
				t.Errorf("%s: %s = %d, want %d (%v)", name, pragma, got, v, err)
			}
		}
		if got, err := one("PRAGMA query_only"); err != nil || got != queryOnly {
			t.Errorf("%s: query_only = %d (%v)", name, got, err)
		}
	}
	pool := w.lite().readers
	conns := []*sql.Conn{}
	for range cap(pool.idle) {
		r, err := pool.lend()
		if err != nil {
			t.Fatal(err)
		}
		defer pool.giveBack(r) // at the end: each turn gets another
		conns = append(conns, r.conn)
	}
	for range pool.db.Stats().MaxOpenConnections - len(conns) {
		c, err := pool.db.Conn(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		conns = append(conns, c)
	}
	for _, c := range conns {
		ask("reader", func(q string) (n int64, err error) { return n, c.QueryRowContext(ctx, q).Scan(&n) }, 1)
		if _, err := c.ExecContext(ctx, "DELETE FROM brands"); err == nil {
			t.Error("a reader may write")
		}
	}
	want["busy_timeout"] = 0 // the writer waits by itself, see begin
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
		ask("writer", func(q string) (n int64, err error) { return n, tx.db.QueryRowContext(background, q).Scan(&n) }, 0)
		return nil
	}); err != nil {
		t.Error(err)
	}
	want["busy_timeout"] = 5000
	ask("checkpointer", func(q string) (n int64, err error) { return n, w.lite().writers.QueryRowContext(ctx, q).Scan(&n) }, 0)
}

// The checkpointer keeps the log small while writes go on.
func TestLogBounded(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	const long = 1000 // pages; 30 MB are written
	w.lite().longLog.Store(long)
	fat := strings.Repeat("x", 200_000)
	most := int64(0)
	for i := range 150 {
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fmt.Sprint(i, fat)) }); err != nil {
			t.Fatal(err)
		}
		if fi, err := os.Stat(w.lite().path + "-wal"); err == nil {
			most = max(most, fi.Size())
		}
		if i%10 == 9 {
			time.Sleep(220 * time.Millisecond)
		}
		if testing.Short() && i == 60 {
			break
		}
	}
	if page := int64(4096); most > 4*long*page {
		t.Errorf("the log grew to %d MB", most>>20)
	} else if most < 100*page {
		t.Errorf("the log never grew: %d bytes", most)
	}
}

// While another process holds the books, whoever waits is told so together and soon, not one after the other.
func TestHeldByAnother(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	other, err := sql.Open("sqlite3", dsn(w.lite().path, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	hold, err := other.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Close()
	if _, err := hold.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	w.lite().patient.Store(50)
	var told atomic.Int64
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fmt.Sprint("held", i)) }); KindOf(err) == Busy {
				told.Add(1)
			}
		})
	}
	wg.Wait()
	if told.Load() != 20 {
		t.Errorf("%d of 20 were told", told.Load())
	}
	if _, err := hold.ExecContext(ctx, "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "after") }); err != nil {
		t.Errorf("when it is free again: %v", err)
	}
}
