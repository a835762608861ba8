package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"clubhouse/db"
)

const (
	tillsASecond   = 300 // redemptions: a large club's busiest evening
	tillsAtOnce    = 16
	quietTurns     = 5
	workTurns      = 12 // at most
	exportedRows   = 1_000_000
	noticesTold    = 200_000
	lotsExpired    = 1_000_000
	mostHeld       = 100 << 20 // bytes
	workWithin     = 30 * time.Minute
	backgroundWork = 3 // kinds of it
)

// work is something that the club does behind, in the midst of all else.
type work struct {
	name  string
	begin func() error
	over  func() (bool, error)
}

// background measures what a till notices of the club's largest work: an export of all members as a run, a notice to
// two hundred thousand of them, and the end of a million lots of points. It writes to the club that --db names.
func (b *benching) background(ctx context.Context) error {
	unpin()
	at, size, err := b.large(ctx)
	if err != nil {
		return err
	}
	if size <= db.CountMost {
		return fmt.Errorf("a club of %d members exports all of them at once: name a larger one", size)
	}
	g := &grown{size: size}
	each := int(b.lasts.Seconds()*tillsASecond) + tillsAtOnce
	if err := g.enter(ctx, at, min(200, size/2), backgroundWork*(quietTurns+workTurns)*each); err != nil {
		return fmt.Errorf("entering a club of %d: %w", size, err)
	}
	if g.child, err = startChild("club", at, -1, "--letters", os.DevNull); err != nil {
		return err
	}
	defer g.child.stop()
	if err := settled(ctx, at); err != nil {
		return err
	}
	tills := crowd{clients: tillsAtOnce, every: time.Second * tillsAtOnce / tillsASecond, next: g.redeem(&atomic.Int64{})}
	for _, w := range []work{g.exportAll(ctx, at), tellMany(ctx, at, min(noticesTold, size/5)), expireMany(ctx, at, min(lotsExpired, 2*size))} {
		if err := b.beside(ctx, g.child, tills, w); err != nil {
			return fmt.Errorf("%s: %w", w.name, err)
		}
	}
	return nil
}

// beside measures the tills without the work and with it, and what memory the process holds for it.
func (b *benching) beside(ctx context.Context, c *child, tills crowd, w work) error {
	var quiet, busy series
	turn := func(into *series) error {
		o, err := load(c.address, b.lasts, true, tills)
		if err != nil {
			return err
		}
		if o[0].statuses[303] != o[0].requests || o[0].requests == 0 {
			return fmt.Errorf("the tills were answered %s", statusText(o[0].statuses))
		}
		*into = append(*into, o[0])
		return nil
	}
	for range quietTurns {
		if err := turn(&quiet); err != nil {
			return err
		}
	}
	held, stop := c.watch()
	defer stop()
	begun := time.Now()
	if err := w.begin(); err != nil {
		return err
	}
	var took time.Duration
	for over := false; !over; {
		if time.Since(begun) > workWithin {
			return fmt.Errorf("it was not over within %v", workWithin)
		}
		if len(busy) < workTurns {
			if err := turn(&busy); err != nil {
				return err
			}
		} else {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(200 * time.Millisecond):
			}
		}
		var err error
		if over, err = w.over(); err != nil {
			return err
		}
		if took = time.Since(begun); over && len(busy) > 1 && len(busy) < workTurns {
			busy = busy[:len(busy)-1] // it was over in the midst of this turn
		}
	}
	b.row("redeem, quiet", quiet)
	b.row("redeem, beside "+w.name, busy)
	fmt.Fprintf(b.out, "%s took %v; the process held %d MB before it and %d MB at most\n", w.name, took.Round(time.Second/10), held.before>>20, held.most.Load()>>20)
	b.most("redeem p99 beside "+w.name+", to quiet", busy.p99()/quiet.p99(), 2, "times")
	b.most("memory held by "+w.name, float64(held.most.Load()-held.before)/(1<<20), mostHeld>>20, "MB")
	return nil
}

// memoryHeld is the memory of a process.
type memoryHeld struct {
	before int64
	most   atomic.Int64
}

// watch looks at the child's memory until stopped.
func (c *child) watch() (*memoryHeld, func()) {
	h, end := &memoryHeld{before: c.memory()}, make(chan struct{})
	go func() {
		for tick := time.NewTicker(50 * time.Millisecond); ; {
			select {
			case <-end:
				tick.Stop()
				return
			case <-tick.C:
				h.most.Store(max(h.most.Load(), c.memory()))
			}
		}
	}()
	return h, func() { close(end) }
}

// exportAll has an administrator export the list of members as a spreadsheet.
func (g *grown) exportAll(ctx context.Context, at string) work {
	run := ""
	return work{fmt.Sprintf("an export of %d rows", min(g.size, exportedRows)), func() error {
		conn, err := dialBench(g.child.address)
		if err != nil {
			return err
		}
		defer conn.Close()
		status, err := conn.do(post("/staff/lists/members/exports", g.admin, url.Values{"format": {db.XLSX}}.Encode()))
		found := runPage.FindStringSubmatch(conn.header("Location"))
		if err != nil || status != 303 || found == nil {
			return fmt.Errorf("asked for it: %d, to %q %w", status, conn.header("Location"), err)
		}
		run = found[1]
		return nil
	}, func() (bool, error) {
		failed, err := count(ctx, at, "SELECT COUNT(*) FROM runs WHERE id = "+run+" AND (state = 'failed' OR tries > 1)")
		if err == nil && failed > 0 {
			err = fmt.Errorf("run %s failed", run)
		}
		if err != nil {
			return false, err
		}
		n, err := count(ctx, at, "SELECT COUNT(*) FROM runs WHERE id = "+run+" AND state = 'done'")
		return n > 0, err
	}}
}

var runPage = regexp.MustCompile(`^/staff/runs/(\d+)$`)

// tellMany has vouchers of so many members end the day after tomorrow, which they are told in their inbox and by mail.
func tellMany(ctx context.Context, at string, n int) work {
	return work{fmt.Sprintf("a notice to %d", n), func() error {
		now := time.Now().Unix()
		ends := now + 2*86400
		theirs := fmt.Sprintf("FROM vouchers v JOIN members m ON m.id = v.member_id WHERE v.redeem_to = %d AND v.state = 'issued'", ends)
		return change(ctx, at,
			fmt.Sprintf("UPDATE vouchers SET redeem_to = %d WHERE id IN (SELECT MIN(v.id) FROM vouchers v WHERE v.state = 'issued' AND v.claimed_at < %d GROUP BY v.member_id ORDER BY 1 LIMIT %d)", ends, now-9*86400, n),
			fmt.Sprintf("INSERT INTO consents (id, member_id, kind, version, locale, given_at) SELECT v.id, m.id, 'service_email', '1', 'zh-Hans', %d ", now)+theirs+" AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.id = v.id)",
			"UPDATE accounts SET email = 'm' || CAST(id AS TEXT) || '@club.example' WHERE email IS NULL AND id IN (SELECT m.account_id "+theirs+")",
			"UPDATE tasks SET next_at = 0 WHERE task = 'tell'")
	}, func() (bool, error) { return idle(ctx, at, "tell") }}
}

// expireMany has so many lots of points end.
func expireMany(ctx context.Context, at string, n int) work {
	return work{fmt.Sprintf("the end of %d lots", n), func() error {
		var all []string
		now := time.Now().Unix()
		for left := n; left > 0; left -= 50_000 { // SQLite's log holds what one act has written until its end
			all = append(all, fmt.Sprintf("UPDATE point_lots SET expires_at = %d WHERE id IN (SELECT id FROM point_lots WHERE remaining > 0 AND expires_at > %d LIMIT %d)", now-1, now, min(left, 50_000)))
		}
		return change(ctx, at, append(all, "UPDATE tasks SET next_at = 0 WHERE task = 'expire'")...)
	}, func() (bool, error) { return idle(ctx, at, "expire") }}
}

// settled waits until the club has done what was due when it started.
func settled(ctx context.Context, at string) error {
	for begun := time.Now(); ; time.Sleep(time.Second) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		n, err := count(ctx, at, "SELECT COUNT(*) FROM tasks WHERE last_at IS NOT NULL")
		if err != nil || int(n) == len(db.Tasks) {
			return err
		}
		if time.Since(begun) > workWithin {
			return fmt.Errorf("the club is not at rest after %v", workWithin)
		}
	}
}

// idle tells whether the task is done and no message waits.
func idle(ctx context.Context, at, task string) (bool, error) {
	now := time.Now().Unix()
	n, err := count(ctx, at, fmt.Sprintf("SELECT (SELECT COUNT(*) FROM tasks WHERE task = '%s' AND next_at <= %d) + (SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND dead_at IS NULL AND run_at <= %d)", task, now, now))
	return n == 0, err
}

// change changes a club past the club itself.
func change(ctx context.Context, at string, statements ...string) error {
	books, err := openBooks(at, false)
	if err != nil {
		return err
	}
	defer books.Close()
	for _, s := range statements {
		if _, err := books.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", strings.Fields(s)[:3], err)
		}
	}
	return nil
}
