package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"clubhouse/db"
	"clubhouse/db/sqlcdb"
)

// bench measures a club that runs in a process of its own, over HTTP, beside peers measured in the same run: a
// hello-world server, and the bare statements of the same acts under the same group commit.
func bench(ctx context.Context, c *call) error {
	lasts := c.Duration("for", 4*time.Second, "how long each load of acts lasts in one turn, four times as long as one of pages")
	members := c.Int("members", 10_000, "members of the club that is measured")
	largest := c.Int("largest", 1_000_000, "members of the largest club, which is made for growth, desk and background")
	only := c.String("only", "pages,acts,scarcity,weight,under,postgres", "the parts to measure; others are growth, desk and background, which are of the largest club and take some minutes each")
	check := c.Bool("check", false, "exit 1 when a figure is not reached")
	if _, err := c.parse(0); err != nil {
		return err
	}
	filled := ""
	c.Visit(func(f *flag.Flag) {
		if f.Name == "db" { // not what CLUB_DATABASE_URL names: growth and background write to it
			filled = *c.db
		}
	})
	dir, err := os.MkdirTemp("", "clubhouse-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := install(dir); err != nil {
		return err
	}
	b := &benching{out: c.out, lasts: *lasts, dir: dir, path: filepath.Join(dir, "club.db"), largest: *largest, filled: filled}
	fmt.Fprintf(c.out, "%d processors; the server is kept to one of them and the load to another\n", runtime.NumCPU())
	b.vouchers = int(b.lasts.Seconds()*8000) + 20_000
	steps := map[string]func(context.Context) error{
		"pages": b.pages, "acts": b.acts, "scarcity": b.scarcity, "weight": b.weight, "under": b.under, "postgres": b.postgres, "growth": b.growth,
		"desk": b.desk, "background": b.background,
	}
	for name := range strings.SplitSeq(*only, ",") {
		step, ok := steps[name]
		if !ok {
			return usageError(fmt.Sprintf("--only: %q is none of pages, acts, scarcity, weight, under, postgres, growth, desk, background", name))
		}
		if b.club == nil && !slices.Contains([]string{"growth", "desk", "background"}, name) {
			if b.club, err = fillBench(ctx, b.path, *members, b.vouchers); err != nil {
				return fmt.Errorf("filling: %w", err)
			}
		}
		if err := step(ctx); err != nil {
			return err
		}
	}
	if missed := b.judge(); missed > 0 && *check {
		return fmt.Errorf("%d figures were not reached", missed)
	}
	return nil
}

// benching is one run: what it measures, and what it has found so far.
type benching struct {
	out      io.Writer
	lasts    time.Duration
	dir      string
	path     string
	largest  int
	filled   string // the largest club: as --db names it, or once it is made
	club     *benchClub
	vouchers int
	figures  []figure
}

// figure is one number to reach.
type figure struct {
	name  string
	got   float64
	least bool // got must be at least want; else at most
	want  float64
	unit  string
}

func (b *benching) least(name string, got, want float64, unit string) {
	b.figures = append(b.figures, figure{name, got, true, want, unit})
}

func (b *benching) most(name string, got, want float64, unit string) {
	b.figures = append(b.figures, figure{name, got, false, want, unit})
}

// series is the same load several times, each beside its peers: what the machine does meanwhile then falls on all alike.
type series []outcome

// median answers the middle one of the values that of finds.
func (s series) median(of func(i int) float64) float64 {
	values := make([]float64, len(s))
	for i := range s {
		values[i] = of(i)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func (s series) rate() float64 { return s.median(func(i int) float64 { return s[i].rate() }) }

func (s series) perRequest() float64 {
	return s.median(func(i int) float64 { return float64(s[i].perRequest()) })
}

// p99 is in milliseconds.
func (s series) p99() float64 {
	return s.median(func(i int) float64 { return float64(s[i].p99.Microseconds()) / 1000 })
}

// to answers how s stands to a peer, turn by turn.
func (s series) to(peer series, of func(outcome) float64) float64 {
	return s.median(func(i int) float64 { return of(s[i]) / of(peer[i]) })
}

func (b *benching) row(name string, s series) {
	p50 := s.median(func(i int) float64 { return float64(s[i].p50.Microseconds()) / 1000 })
	statuses := map[int]int{}
	for _, o := range s {
		for k, n := range o.statuses {
			statuses[k] += n
		}
	}
	fmt.Fprintf(b.out, "%-34s %9.0f/s  p50 %6.2f ms  p99 %7.2f ms  %6.1f µs cpu each  %v\n", name, s.rate(), p50, s.p99(), s.perRequest()/1000, statusText(statuses))
}

func statusText(m map[int]int) string {
	var parts []string
	for _, s := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, fmt.Sprintf("%d×%d", s, m[s]))
	}
	return strings.Join(parts, " ")
}

const (
	readers   = 16
	pageTurns = 9
	actTurns  = 3
)

// pages measures home and card, signed in, everything on, beside the cheapest answer there is.
func (b *benching) pages(context.Context) error {
	pin(1)
	peer, err := startChild("hello", b.path, 0)
	if err != nil {
		return err
	}
	defer peer.stop()
	c, err := startChild("club", b.path, 0)
	if err != nil {
		return err
	}
	defer c.stop()
	b.most("start to first answer", float64(c.started.Microseconds())/1000, 100, "ms")
	time.Sleep(time.Second)
	b.most("memory at rest", float64(c.memory())/(1<<20), 40, "MB")
	plain, paths, hello := get("/", ""), []string{"/home", "/card", "/offers", "/vouchers"}, series{}
	requests, pages := map[string][][]byte{}, map[string]series{}
	for _, path := range paths {
		for _, cookie := range b.club.members {
			requests[path] = append(requests[path], get(path, cookie))
		}
	}
	for range pageTurns {
		o, err := peer.drive(readers, b.lasts/4, func(int, int) []byte { return plain })
		if err != nil {
			return err
		}
		hello = append(hello, o)
		for _, path := range paths {
			all := requests[path]
			o, err := c.drive(readers, b.lasts/4, func(client, n int) []byte { return all[(client*7919+n)%len(all)] })
			if err != nil {
				return err
			}
			if o.statuses[200] != o.requests {
				return fmt.Errorf("%s answered %s", path, statusText(o.statuses))
			}
			pages[path] = append(pages[path], o)
		}
	}
	b.row("hello world", hello)
	for _, path := range paths {
		b.row(path, pages[path])
	}
	for _, path := range paths[:2] {
		b.least(path+" to hello", pages[path].to(hello, outcome.rate), 0.30, "of its rate")
		b.most(path+" to hello", pages[path].to(hello, func(o outcome) float64 { return float64(o.perRequest()) }), 3.5, "times its cpu")
		b.most(path+" p99", pages[path].p99(), 10, "ms")
	}
	b.most("memory loaded", float64(c.memory())/(1<<20), 150, "MB")
	return nil
}

// acts measures claims and redemptions in turn, over HTTP and bare, each on a copy of the same books.
func (b *benching) acts(context.Context) error {
	pin(1)
	job := bareJob{Members: b.club.ids, Codes: b.club.codes, Offer: b.club.offer, Outlet: b.club.outlet, Account: b.club.account, Lasts: b.lasts}
	bare, acts := map[int]series{}, map[int]series{}
	for range actTurns {
		for _, clients := range []int{1, 16, 64} {
			path, err := b.copy("bare.db")
			if err != nil {
				return err
			}
			job.Clients = clients
			r, err := runBare(path, 0, job)
			if err != nil {
				return err
			}
			bare[clients] = append(bare[clients], r)
			if clients == 1 {
				continue
			}
			o, err := b.act(clients)
			if err != nil {
				return err
			}
			acts[clients] = append(acts[clients], o)
		}
	}
	for _, clients := range []int{1, 16, 64} {
		b.row(fmt.Sprintf("bare claim + redeem, %d waiting", clients), bare[clients])
	}
	for _, clients := range []int{16, 64} {
		b.row(fmt.Sprintf("claim + redeem, %d clients", clients), acts[clients])
		b.least(fmt.Sprintf("acts to bare, %d clients", clients), acts[clients].to(bare[clients], outcome.rate), 0.70, "of its rate")
	}
	b.least("acts to one transaction each", acts[64].to(bare[1], outcome.rate), 2, "times its rate")
	b.most("acts p99, 64 clients", acts[64].p99(), 25, "ms")
	return nil
}

// copy answers a fresh copy of the books as they were filled.
func (b *benching) copy(name string) (string, error) {
	path := filepath.Join(filepath.Dir(b.path), name)
	for _, left := range []string{"-wal", "-shm"} { // of an earlier copy
		_ = os.Remove(path + left)
	}
	content, err := os.ReadFile(b.path)
	if err != nil {
		return "", err
	}
	return path, os.WriteFile(path, content, 0o600)
}

func (b *benching) act(clients int) (outcome, error) {
	path, err := b.copy("acts.db")
	if err != nil {
		return outcome{}, err
	}
	c, err := startChild("club", path, 0)
	if err != nil {
		return outcome{}, err
	}
	defer c.stop()
	redeem := b.club.redeem(&atomic.Int64{})
	claims := fmt.Sprintf("/offers/%d/claims", b.club.offer)
	return c.drive(clients, b.lasts, func(client, n int) []byte {
		if n%2 == 0 {
			return post(claims, b.club.members[(client+n*clients)%len(b.club.members)], fmt.Sprintf("key=bench-http-%06d-%09d", client, n))
		}
		return redeem(client, n)
	})
}

// redeem answers shots that redeem the club's vouchers, each once; code is the next of them.
func (b *benchClub) redeem(code *atomic.Int64) shot {
	return func(client, n int) []byte {
		i := int(code.Add(1)) - 1
		if i >= len(b.codes) {
			return nil
		}
		return post("/merchant/vouchers/"+b.codes[i]+"/redemption", b.tills[client%len(b.tills)], fmt.Sprintf("bill=128.50&key=bench-%s-%06d-%09d", benchRun, client, i))
	}
}

// scarcity has many claim what there is little of.
func (b *benching) scarcity(ctx context.Context) error {
	pin(1)
	for _, clients := range []int{64, 1000} {
		path, err := b.copy(fmt.Sprintf("scarce%d.db", clients))
		if err != nil {
			return err
		}
		c, err := startChild("club", path, 0)
		if err != nil {
			return err
		}
		o, err := c.drive(clients, time.Minute, func(client, n int) []byte {
			if n >= max(1, 2000/clients) {
				return nil
			}
			return post(fmt.Sprintf("/offers/%d/claims", b.club.scarce), b.club.members[(client+n*clients)%len(b.club.members)], fmt.Sprintf("key=bench-scarce-%06d-%09d", client, n))
		})
		c.stop()
		if err != nil {
			return err
		}
		b.row(fmt.Sprintf("a stock of %d, %d clients", scarceStock, clients), series{o})
		given, err := b.given(ctx, path)
		if err != nil {
			return err
		}
		b.most(fmt.Sprintf("vouchers of a stock of %d, %d clients", scarceStock, clients), float64(given), scarceStock, "")
		b.least(fmt.Sprintf("vouchers of a stock of %d, %d clients", scarceStock, clients), float64(given), scarceStock, "")
	}
	return nil
}

// given counts the vouchers of the scarce offer in the books.
func (b *benching) given(ctx context.Context, path string) (n int64, err error) {
	store, err := db.Open(ctx, db.Options{URL: path, Secret: benchSecret})
	if err != nil {
		return 0, err
	}
	defer store.Close()
	err = store.Read(ctx, func(rx *db.Rx) error {
		for _, id := range b.club.ids {
			r, err := rx.CountVouchers(bg, sqlcdb.CountVouchersParams{MemberID: id, OfferID: b.club.scarce})
			if err != nil {
				return err
			}
			n += r.N
		}
		return nil
	})
	return n, err
}

func (b *benching) judge() (missed int) {
	fmt.Fprintln(b.out)
	for _, f := range b.figures {
		word, ok := "at most", f.got <= f.want
		if f.least {
			word, ok = "at least", f.got >= f.want
		}
		mark := "reached"
		if !ok {
			mark, missed = "MISSED", missed+1
		}
		fmt.Fprintf(b.out, "%-8s %-44s %8.2f %s (%s %g)\n", mark, f.name, f.got, f.unit, word, f.want)
	}
	return missed
}
