package db

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"clubhouse/db/sqlcdb"

	"github.com/jackc/pgx/v5"
)

// What is told ahead is asked in one message when the first of it is asked, and answered from there in its turn; what was
// not told is asked by itself, unless the reading is that one message.
func TestAhead(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	count := func(rx *Rx, like string) (n int64) {
		if err := rx.db.QueryRowContext(background, "SELECT CAST(COUNT(*) AS BIGINT) FROM brands WHERE name_hans LIKE ?1", like).Scan(&n); err != nil && !isNoRows(err) {
			t.Error(err)
		}
		return n
	}
	write := func(s string) {
		must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, s) }))(t)
	}
	write("one")
	must(0, w.ask(ctx, func(rx *Rx) error {
		rx.ahead(func() { count(rx, "one"); count(rx, "passed over"); count(rx, "two") })
		if n := count(rx, "one"); n != 1 {
			t.Errorf("found %d", n)
		}
		write("two") // after everything was asked
		if n := count(rx, "two"); n != 0 {
			t.Error("the reading saw two states")
		}
		var n int64
		if err := rx.db.QueryRowContext(background, "SELECT 1").Scan(&n); !errors.Is(err, errOneMessage) {
			t.Errorf("a question that was not told: %v", err)
		}
		return nil
	}))(t)
	must(0, w.ask(ctx, func(rx *Rx) error { // the connection has forgotten all of it
		if n := count(rx, "two"); n != 1 {
			t.Errorf("found %d", n)
		}
		return nil
	}))(t)
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error {
		tx.ahead(func() { _ = note(tx, "three"); count(&tx.Rx, "three") })
		if n := count(&tx.Rx, "one"); n != 1 { // not told: asked before
			t.Errorf("found %d", n)
		}
		if n := count(&tx.Rx, "three"); n != 0 {
			t.Error("what was told before the question was passed over, and done")
		}
		return note(tx, "four")
	}))(t)
	if three, four := w.noted("three"), w.noted("four"); three != 0 || four != 1 {
		t.Errorf("three is there %d times, four %d", three, four)
	}
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
		tx.ahead(func() { count(&tx.Rx, "one"); _ = note(tx, "not asked") })
		count(&tx.Rx, "one")
		return nil
	}); !errors.Is(err, errUnasked) || w.noted("not asked") != 0 {
		t.Errorf("a change that was told and never asked: %v, %d rows", err, w.noted("not asked"))
	}
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { // told twice
		for _, name := range []string{"one", "two"} {
			tx.ahead(func() { count(&tx.Rx, name) })
			if n := count(&tx.Rx, name); n != 1 {
				t.Errorf("%s: found %d", name, n)
			}
		}
		return nil
	}))(t)
	must(0, w.ask(ctx, func(rx *Rx) error {
		rx.ahead(func() { count(rx, "two") })
		var n int64
		if err := rx.db.QueryRowContext(background, "SELECT 1").Scan(&n); err != nil {
			t.Error(err)
		}
		if err := rx.db.QueryRowContext(background, "SELECT 2").Scan(&n); !errors.Is(err, errOneMessage) {
			t.Errorf("a second message: %v", err)
		}
		return nil
	}))(t)
}

// Somebody holds a row for long: who wants it waits, and nobody else of the process does.
func TestLockedRow(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	var row int64
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error {
		row = tx.NewID()
		return tx.InsertBrand(background, sqlcdb.InsertBrandParams{ID: row, NameHans: "held"})
	}))(t)
	held := must(pgx.Connect(ctx, w.url()))(t)
	defer held.Close(ctx)
	must(held.Exec(ctx, fmt.Sprintf("BEGIN; UPDATE brands SET name_hans = 'mine' WHERE id = %d", row)))(t)
	var wanting, free sync.WaitGroup
	begun := time.Now()
	var late atomic.Int64
	for i := range 12 {
		if i%3 == 0 {
			wanting.Go(func() {
				if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
					_, err := tx.db.ExecContext(background, "UPDATE brands SET name_en = name_en || 'x' WHERE id = ?1", row)
					return err
				}); err != nil {
					t.Error(err)
				}
			})
			continue
		}
		free.Go(func() {
			if err := w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, fmt.Sprint("free ", i)) }); err != nil {
				t.Error(err)
			}
			if took := int64(time.Since(begun)); took > late.Load() {
				late.Store(took)
			}
		})
	}
	free.Wait()
	if took := time.Duration(late.Load()); took > 4*time.Second {
		t.Errorf("acts that wanted another row waited %v", took)
	}
	must(held.Exec(ctx, "ROLLBACK"))(t)
	wanting.Wait()
	if n := w.rows("SELECT length(name_en) FROM brands WHERE id = ?", row); n != 4 {
		t.Errorf("%d of 4 acts on the held row stand", n)
	}
}

// Of acts that go together, one that is refused leaves nothing, whether it had written already or not, and the others stand.
func TestRefusedTogether(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	for round, refused := range []struct {
		name string
		do   func(*Tx, string) error
	}{
		{"before it wrote", func(tx *Tx, name string) error { return nil }},
		{"with its writing still here", func(tx *Tx, name string) error { return note(tx, name) }},
		{"after it wrote", func(tx *Tx, name string) error {
			if err := note(tx, name); err != nil {
				return err
			}
			_, err := tx.ListBrands(background)
			return err
		}},
		{"after a change of no row", func(tx *Tx, name string) error {
			n, err := tx.Queries.EndSession(background, sqlcdb.EndSessionParams{Now: &tx.Now, ID: 7})
			if n != 0 {
				t.Errorf("%d rows changed", n)
			}
			return err
		}},
	} {
		runs, acts := atomic.Int64{}, sync.WaitGroup{}
		for i := range 60 {
			name := fmt.Sprint(round, "/", i)
			acts.Go(func() {
				err := w.Write(ctx, SystemActor, func(tx *Tx) error {
					runs.Add(1)
					if i%3 > 0 {
						return note(tx, name)
					}
					if err := refused.do(tx, name); err != nil {
						return err
					}
					return refuse(KeyReused)
				})
				if i%3 > 0 && err != nil || i%3 == 0 && ReasonOf(err) != KeyReused {
					t.Errorf("%s: %s: %v", refused.name, name, err)
				}
			})
		}
		acts.Wait()
		for i := range 60 {
			if n := w.noted(fmt.Sprint(round, "/", i)); n != int64(min(1, i%3)) {
				t.Errorf("%s: act %d stands %d times", refused.name, i, n)
			}
		}
		if runs.Load() > 60 && refused.name != "after it wrote" {
			t.Errorf("%s: %d runs of 60 acts", refused.name, runs.Load())
		}
	}
}
