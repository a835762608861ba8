package db

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// one asks a question that answers a number.
func (w *world) one(q string, args ...any) (n int64, err error) {
	err = w.ask(ctx, func(rx *Rx) error { return rx.db.QueryRowContext(background, q, args...).Scan(&n) })
	return n, err
}

// lock keeps everybody from a table until it is released.
func (w *world) lock(table string) (release func()) {
	w.t.Helper()
	c := must(pgx.Connect(ctx, w.url()))(w.t)
	w.t.Cleanup(func() { c.Close(ctx) })
	must(c.Exec(ctx, "BEGIN; LOCK TABLE "+table+" IN ACCESS EXCLUSIVE MODE"))(w.t)
	return func() { must(c.Exec(ctx, "ROLLBACK"))(w.t) }
}

// Readings that go out in one message each have their own answer, and an error is that of its own reading alone.
func TestReadingsTogether(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	var all sync.WaitGroup
	for client := range 64 {
		all.Go(func() {
			for i := range 30 {
				want := int64(client*1000 + i)
				if n, err := w.one("SELECT CAST(?1 AS BIGINT) + 1", want); err != nil || n != want+1 {
					t.Errorf("%d: %d, %v", want, n, err)
				}
				if client%8 == 0 {
					if _, err := w.one("SELECT 1 / CAST(?1 AS BIGINT)", 0); err == nil || KindOf(err) == Busy {
						t.Errorf("divided by nothing: %v", err)
					}
				}
			}
		})
	}
	all.Wait()
	// A text that the server does not take, which it says before anything is asked.
	all.Go(func() {
		if _, err := w.one("SELECT nothing"); err == nil {
			t.Error("a column that there is not was answered")
		}
	})
	for range 8 {
		all.Go(func() {
			if n, err := w.one("SELECT 7"); n != 7 || err != nil {
				t.Errorf("%d, %v", n, err)
			}
		})
	}
	all.Wait()
}

// Readings that wait for a lock hold up nobody who asks something else, neither those who ask with them nor those after.
func TestReadingsPass(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	release := w.lock("brands")
	var stuck, free sync.WaitGroup
	for i := range int64(60) {
		if i%10 == 0 {
			stuck.Go(func() {
				if _, err := w.one("SELECT CAST(COUNT(*) AS BIGINT) FROM brands"); err != nil {
					t.Error(err)
				}
			})
		}
		free.Go(func() {
			begun := time.Now()
			if n, err := w.one("SELECT CAST(?1 AS BIGINT)", i); n != i || err != nil || time.Since(begun) > 5*time.Second {
				t.Errorf("%d: %d, %v, after %v", i, n, err, time.Since(begun))
			}
		})
	}
	free.Wait()
	release()
	stuck.Wait()
}

// Whoever gives up while the question is under way is not kept.
func TestReadingGivenUp(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	release := w.lock("brands")
	brief, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
	defer cancel()
	begun, n := time.Now(), int64(0)
	err := w.ask(brief, func(rx *Rx) error {
		const count, next = "SELECT CAST(COUNT(*) AS BIGINT) FROM brands", "SELECT 7"
		rx.ahead(func() {
			_ = rx.db.QueryRowContext(background, count).Scan(&n)
			_ = rx.db.QueryRowContext(background, next).Scan(&n)
		})
		err := rx.db.QueryRowContext(background, count).Scan(&n)
		if next := rx.db.QueryRowContext(background, next).Scan(&n); !errors.Is(next, err) {
			t.Errorf("what was told with it: %v", next)
		}
		return err
	})
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(begun))
	}
	release()
}

// A reading that is one message asks once, and changes nothing.
func TestReadingIsOneMessage(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	var n int64
	question := func(rx *Rx) error { return rx.db.QueryRowContext(background, "SELECT 1").Scan(&n) }
	must(0, w.ask(ctx, func(rx *Rx) error {
		for _, want := range []error{nil, errOneMessage} {
			rx.ahead(func() { _ = question(rx) })
			if err := question(rx); !errors.Is(err, want) {
				t.Errorf("%v, want %v", err, want)
			}
		}
		return nil
	}))(t)
	if _, err := w.one("INSERT INTO brands (id, name_hans, name_hant, name_en) VALUES (7, 'x', '', '') RETURNING id"); err == nil || w.noted("x") != 0 {
		t.Errorf("a reading wrote: %v", err)
	}
}

// The server has let go of what was prepared: it is prepared again.
func TestPreparedAgain(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	for round := range 8 {
		_, _ = w.one("SELECT 7")
		must(0, w.Write(ctx, SystemActor, func(tx *Tx) error {
			_, err := tx.GetClub(background)
			return err
		}))(t)
		for _, letGo := range []func() error{
			func() error {
				return w.ask(ctx, func(rx *Rx) error {
					rows, err := rx.db.QueryContext(background, "DEALLOCATE ALL")
					if err == nil {
						err = rows.Close()
					}
					return err
				})
			},
			func() error {
				return w.Write(ctx, SystemActor, func(tx *Tx) error { _, err := tx.db.ExecContext(background, "DEALLOCATE ALL"); return err })
			},
		} {
			if err := letGo(); err != nil {
				t.Error(round, err)
			}
		}
		if n, err := w.one("SELECT 7"); n != 7 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
		must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "again") }))(t)
	}
}

// More texts than a connection keeps, told together and one by one, in readings and in acts.
func TestManyTexts(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	question := func(rx *Rx, i int) (n int64) {
		if err := rx.db.QueryRowContext(background, fmt.Sprintf("SELECT CAST(?1 AS BIGINT) + %d", i), 1).Scan(&n); err != nil && !isNoRows(err) {
			t.Error(err)
		}
		return n
	}
	ask := func(rx *Rx, from int) error {
		rx.ahead(func() {
			for i := range 100 {
				question(rx, from+i)
			}
		})
		for i := range 100 {
			if n := question(rx, from+i); n != int64(1+from+i) {
				t.Errorf("%d answers %d", from+i, n)
			}
		}
		return nil
	}
	for from := 0; from < 2*mostPrepared; from += 70 {
		must(0, w.ask(ctx, func(rx *Rx) error { return ask(rx, from) }))(t)
		must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return errors.Join(ask(&tx.Rx, from), ask(&tx.Rx, from+5000)) }))(t)
	}
}

// The server has ended all connections while nobody asked: nobody hears of it. Texts come back as they went.
func TestReadingsGoOn(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	for _, want := range []string{"", "一", fmt.Sprintf("%01000d", 7)} {
		var text string
		if err := w.ask(ctx, func(rx *Rx) error {
			return rx.db.QueryRowContext(background, "SELECT CAST(?1 AS TEXT)", want).Scan(&text)
		}); err != nil || text != want {
			t.Errorf("%q came back as %q, %v", want, text, err)
		}
		must(rawDB(w.Store).ExecContext(ctx, "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"))(t)
	}
}
