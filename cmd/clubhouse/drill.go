package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"clubhouse/db"
	"clubhouse/db/cluster"
	"clubhouse/views/i18n"
)

// trial is one thing that must never go wrong, tried on a real process of the club. It answers in words what was tried
// and found, and tells each fault to the drilling. An error says that it could not be tried.
type trial struct {
	name     string
	postgres bool // it says something of PostgreSQL too
	try      func(*drilling, context.Context) (string, error)
}

func trials() []trial {
	return []trial{
		{"kill", true, (*drilling).kill},
		{"scarce", true, (*drilling).scarce},
		{"disk", false, (*drilling).disk},
		{"cancel", true, (*drilling).cancel},
		{"slow", false, (*drilling).slow},
		{"migrate", true, (*drilling).migrate},
		{"backup", false, (*drilling).backup},
		{"runs", true, (*drilling).runs},
	}
}

// drill tries what must never go wrong, and tells what was tried and what was lost. It makes clubs of its own.
func drill(ctx context.Context, c *call) error {
	d := &drilling{out: c.out}
	c.BoolVar(&d.short, "short", false, "a short form of each, as the tests run it")
	onPostgres := c.Bool("postgres", false, "on a PostgreSQL server of its own: kill, scarce, cancel, migrate and runs")
	c.IntVar(&d.times, "times", 0, "how often kill, migrate and runs kill a process (default 50; short 3, 9 and 3)")
	list := trials()
	names, err := c.parse(len(list))
	if err != nil {
		return err
	}
	for _, name := range names {
		i := slices.IndexFunc(list, func(t trial) bool { return t.name == name })
		switch {
		case i < 0:
			return usageError(fmt.Sprintf("what is %q? There are kill, scarce, disk, cancel, slow, migrate, backup and runs", name))
		case *onPostgres && !list[i].postgres:
			return usageError(fmt.Sprintf("%s says nothing of PostgreSQL: kill, scarce, cancel, migrate and runs do", name))
		}
	}
	if d.dir, err = os.MkdirTemp("", "clubhouse-drill"); err != nil {
		return err
	}
	defer os.RemoveAll(d.dir)
	if *onPostgres {
		if d.server, err = cluster.Start(true); err != nil {
			return err
		}
		defer d.server.Stop()
	}
	list = slices.DeleteFunc(list, func(t trial) bool {
		return len(names) > 0 && !slices.Contains(names, t.name) || *onPostgres && !t.postgres
	})
	return d.run(ctx, list)
}

// drilling is one run of the drills.
type drilling struct {
	out    io.Writer
	dir    string
	short  bool
	times  int
	server *cluster.Cluster // nil: on SQLite

	mu     sync.Mutex
	faults []string // of the drill under way
}

// run tries each of the list and says whether all held.
func (d *drilling) run(ctx context.Context, list []trial) error {
	var fell, untried []string
	for _, t := range list {
		d.faults = nil
		tried, err := t.try(d, ctx)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, errUntried):
			untried = append(untried, t.name)
			fmt.Fprintf(d.out, "%s: not tried: %v.\n", t.name, err)
			continue
		case err != nil:
			d.fault("it broke off: %v", err)
		}
		if tried == "" {
			tried = "not tried to the end"
		}
		fmt.Fprintf(d.out, "%s: %s.\n", t.name, tried)
		for i, f := range d.faults {
			if i == mostTold {
				fmt.Fprintf(d.out, "  and %d more\n", len(d.faults)-i)
				break
			}
			fmt.Fprintf(d.out, "  FAULT: %s.\n", f)
		}
		if len(d.faults) > 0 {
			fell = append(fell, t.name)
		}
	}
	if len(fell) > 0 {
		fmt.Fprintf(d.out, "%d of %d did not hold: %s.\n", len(fell), len(list), strings.Join(fell, ", "))
		return errSaid
	}
	fmt.Fprintf(d.out, "All held: %d of %d.\n", len(list)-len(untried), len(list))
	return nil
}

const mostTold = 20 // faults of one drill

// errUntried says what a drill needs that is not here.
var errUntried = errors.New("it needs Linux")

// fault takes down what was lost, or a bound that was missed.
func (d *drilling) fault(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.faults = append(d.faults, fmt.Sprintf(format, args...))
}

// size answers how much is to be done.
func (d *drilling) size(full, short int) int {
	if d.short {
		return short
	}
	return full
}

// bound answers how long something may take. The short form runs beside other tests on the same processors.
func (d *drilling) bound(full time.Duration) time.Duration {
	if d.short {
		return 5 * full
	}
	return full
}

// kills answers how often a process is to be killed.
func (d *drilling) kills(short int) int {
	if d.times > 0 {
		return d.times
	}
	return d.size(50, short)
}

// drillClub is a club that a drill has made.
type drillClub struct {
	*benchClub
	url    string
	priced int64 // an offer like offer, that costs points
}

// newClub makes a club of so many members, of whom the first have points to spend, and so many vouchers that wait to be
// redeemed.
func (d *drilling) newClub(ctx context.Context, name string, members, vouchers int) (k *drillClub, err error) {
	k = &drillClub{}
	if k.url, err = d.database(ctx, name); err != nil {
		return nil, err
	}
	rich := min(members, swarming)
	if k.benchClub, err = fillBench(ctx, k.url, members, rich+vouchers); err != nil {
		return nil, fmt.Errorf("filling: %w", err)
	}
	store, err := db.Open(ctx, db.Options{URL: k.url, Secret: benchSecret})
	if err != nil {
		return nil, err
	}
	defer store.Close()
	_, token, _ := strings.Cut(k.tills[0], "=")
	till, err := store.Session(ctx, db.MerchantDoor, token)
	if err != nil {
		return nil, err
	}
	bill := int64(10_000_00)
	for i, code := range k.codes[:rich] {
		if _, err := store.RedeemVoucher(ctx, till.Actor(), code, &bill, fmt.Sprintf("points-%012d", i)); err != nil {
			return nil, err
		}
	}
	k.codes = k.codes[rich:]
	o, err := store.Offer(ctx, k.offer)
	if err != nil {
		return nil, err
	}
	priced := *o
	priced.ID, priced.Price = 0, 9
	k.priced, err = store.SaveOffer(ctx, db.SystemActor, priced)
	return k, err
}

// database answers where a new club may be made.
func (d *drilling) database(ctx context.Context, name string) (string, error) {
	if d.server == nil {
		return filepath.Join(d.dir, name+".db"), nil
	}
	return d.server.URL(name), d.onServer(ctx, "CREATE DATABASE "+name)
}

// onServer has the PostgreSQL server do something.
func (d *drilling) onServer(ctx context.Context, statement string) error {
	server, err := sql.Open("pgx", d.server.URL("postgres"))
	if err != nil {
		return err
	}
	defer server.Close()
	_, err = server.ExecContext(ctx, statement)
	return err
}

// number writes n with its thousands apart.
func number[N int | int64](n N) string { return i18n.Number(int64(n)) }
