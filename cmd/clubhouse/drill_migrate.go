package main

import (
	"context"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"time"

	"clubhouse/db/migrations"

	"github.com/pressly/goose/v3"
)

// oldSchema is that of the club that is brought up to date. The migration after it makes an index of the jobs, of which
// the club has many, so that it takes a while.
const oldSchema = 5

// oldBooks are the books of a club of an older schema, in an engine.
type oldBooks interface {
	// reset puts the old books in place, and answers where.
	reset(ctx context.Context) (string, error)

	// look answers what a killed migration has left, which stays as it is.
	look(ctx context.Context) (left, error)

	// writing tells whether the migration is in the midst of a transaction.
	writing(ctx context.Context) (bool, error)

	// schemas answers what the books look like at each version from the old one to the newest.
	schemas(ctx context.Context) (map[int64]string, error)
}

// left is what stands in books.
type left struct {
	version int64
	schema  string
	rows    map[string]int64 // of each table of the old schema
}

// migrate kills the process that brings an old club up to date, at many moments. What it leaves is one schema or
// another, never between, with every row.
func (d *drilling) migrate(ctx context.Context) (string, error) {
	if _, err := writing(d.dir); err != nil && d.server == nil {
		return "", err
	}
	members, rows := d.size(2000, 200), d.size(300_000, 60_000)
	var old oldBooks
	var k *drillClub
	var err error
	if d.server == nil {
		old, k, err = d.oldSQLite(ctx, members, rows)
	} else {
		old, k, err = d.oldPostgres(ctx, members, rows)
	}
	if err != nil {
		return "", fmt.Errorf("making the old club: %w", err)
	}
	schemas, err := old.schemas(ctx)
	if err != nil {
		return "", err
	}
	newest := slices.Max(slices.Collect(maps.Keys(schemas)))
	at, err := old.reset(ctx)
	if err != nil {
		return "", err
	}
	was, err := old.look(ctx)
	if err != nil {
		return "", err
	}
	sound := func(l left) {
		if l.schema != schemas[l.version] {
			d.fault("a kill left the schema between versions: it says %d, and differs from that in %s", l.version, differs(l.schema, schemas[l.version]))
		}
		if !maps.Equal(l.rows, was.rows) {
			d.fault("a kill left %v rows, and there were %v", l.rows, was.rows)
		}
	}
	if sound(was); was.version != oldSchema || was.rows["jobs"] < int64(rows) {
		return "", fmt.Errorf("the old club has the schema %d and %d jobs", was.version, was.rows["jobs"])
	}
	from, to, err := d.span(ctx, old, at)
	if err != nil {
		return "", err
	}
	around := max((to-from)/4, 2*time.Millisecond)
	kills, before, within, after := d.kills(9), 0, 0, 0
	leftAt := map[int64]int{}
	for i := range kills {
		if was.version == newest {
			if at, err = old.reset(ctx); err != nil {
				return "", err
			}
		}
		m, err := d.migration(ctx, at)
		if err != nil {
			return "", err
		}
		// Two of three fall at moments spread over the time that it took before, one as soon as it is seen to write,
		// however fast the machine is now.
		moment, patience := m.begun.Add(from-around+(to-from+2*around)*time.Duration(i)/time.Duration(kills)), time.Duration(0)
		if i%3 == 0 {
			moment, patience = m.begun, 2*to+time.Second
		}
		time.Sleep(time.Until(moment))
		inside, err := old.writing(ctx)
		for err == nil && !inside && time.Since(m.begun) < patience {
			time.Sleep(100 * time.Microsecond)
			inside, err = old.writing(ctx)
		}
		_ = m.Process.Kill()
		_ = m.Wait()
		if err != nil {
			return "", err
		}
		if was, err = old.look(ctx); err != nil {
			return "", err
		}
		sound(was)
		leftAt[was.version]++
		switch {
		case inside:
			within++
		case was.version == newest:
			after++
		default:
			before++
		}
	}
	if within == 0 {
		d.fault("no kill fell within a transaction")
	}
	if was.version == newest { // end with one that is to be finished
		if at, err = old.reset(ctx); err != nil {
			return "", err
		}
	}
	if _, err := ownCommand(ctx, "migrate", "--db", at); err != nil {
		return "", err
	}
	if was, err = old.look(ctx); err != nil {
		return "", err
	}
	if sound(was); was.version != newest {
		d.fault("the migration ended at schema %d, not %d", was.version, newest)
	}
	if err := d.serves(k, at); err != nil {
		return "", err
	}
	found, err := d.examine(ctx, at)
	var leave []string
	for _, v := range slices.Sorted(maps.Keys(leftAt)) {
		leave = append(leave, fmt.Sprintf("%d at schema %d", leftAt[v], v))
	}
	return fmt.Sprintf("a club of schema %d with %s rows brought to %d in %v; %d kills -9, %d before or between its transactions, %d within one, %d after; they left %s, none between, every row; then it was finished and served; %s",
		oldSchema, number(sum(was.rows)), newest, (to - from).Round(time.Millisecond), kills, before, within, after, strings.Join(leave, ", "), found), err
}

// migration is a process that brings a club up to date.
type migration struct {
	*exec.Cmd
	begun time.Time
}

func (d *drilling) migration(ctx context.Context, at string) (migration, error) {
	cmd, err := own(ctx, "migrate", "--db", at)
	if err != nil {
		return migration{}, err
	}
	return migration{cmd, time.Now()}, cmd.Start()
}

// span lets a migration run to its end and answers from when to when after its start it was writing.
func (d *drilling) span(ctx context.Context, old oldBooks, at string) (from, to time.Duration, err error) {
	m, err := d.migration(ctx, at)
	if err != nil {
		return 0, 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- m.Wait() }()
	for {
		select {
		case err := <-ended:
			if err == nil && to <= from {
				err = fmt.Errorf("the migration was never seen to write")
			}
			if err == nil {
				_, err = old.reset(ctx)
			}
			return from, to, err
		default:
		}
		inside, err := old.writing(ctx)
		if err != nil {
			return 0, 0, err
		}
		if inside {
			if to = time.Since(m.begun); from == 0 {
				from = to
			}
		}
		time.Sleep(100 * time.Microsecond)
	}
}

// differs answers the lines that one text has and the other has not.
func differs(a, b string) string {
	var out []string
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		for line := range strings.SplitSeq(pair[0], "\n") {
			if !slices.Contains(strings.Split(pair[1], "\n"), line) {
				out = append(out, line)
			}
		}
	}
	return strings.Join(out, "; ")
}

func sum(rows map[string]int64) (n int64) {
	for _, m := range rows {
		n += m
	}
	return n
}

// versions answers the numbers of the migrations from the old schema on.
func versions() (list []int64, err error) {
	entries, err := migrations.Files.ReadDir(".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		n, err := goose.NumericComponent(e.Name())
		if err != nil {
			return nil, err
		}
		if n >= oldSchema {
			list = append(list, n)
		}
	}
	return list, nil
}
