package db

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// task is what the child process of the kill drill does.
type task struct {
	URL     string
	Round   int
	Till    Actor
	Members []Actor
	Offers  []int64 // the second one costs points
}

// TestKillChild is no test: it is the process that the drills kill, which claims and redeems without end and tells each
// act once it is acknowledged.
func TestKillChild(t *testing.T) {
	var job task
	if err := json.Unmarshal([]byte(os.Getenv("CLUB_KILL_TASK")), &job); err != nil {
		t.Skip("only as the child of a drill")
	}
	var out sync.Mutex
	tell := func(a ...any) {
		out.Lock()
		defer out.Unlock()
		fmt.Println(a...)
	}
	s, err := Open(ctx, Options{URL: job.URL, Secret: testSecret})
	if err != nil {
		tell("failed", err)
		return
	}
	tell("open")
	for client, member := range job.Members {
		go func() {
			for i := 0; ; {
				key := fmt.Sprintf("kill-drill-%d-%d-%d", job.Round, client, i)
				switch err := s.claimAndRedeem(job, member, job.Offers[i%2], key, tell); {
				case err == nil:
					i++
				case KindOf(err) == Busy && s.Check(ctx) == nil:
					tell("busy", err)
					time.Sleep(5 * time.Millisecond) // and again, with the same key
				default:
					tell("failed", err)
				}
			}
		}()
	}
	select {} // until killed, so that nothing is closed in order
}

func (s *Store) claimAndRedeem(job task, member Actor, offer int64, key string, tell func(...any)) error {
	id, err := s.ClaimOffer(ctx, member, offer, key)
	if err != nil {
		return err
	}
	tell("claimed", key, id)
	v, err := s.Voucher(ctx, member.Member, id)
	if err != nil {
		return fmt.Errorf("reading: %v", err)
	}
	bill := int64(1000)
	if id, err = s.RedeemVoucher(ctx, job.Till, v.Code, &bill, key); err != nil {
		return err
	}
	tell("redeemed", key, id)
	return nil
}

// drill is a club whose process is killed, and what that process has acknowledged.
type drill struct {
	*world
	task
	acknowledged map[string]string // "claimed" or "redeemed" with the key, and the id
	slowest      time.Duration     // to open the books again
}

func newDrill(t *testing.T) *drill {
	t.Helper()
	w := newWorld(t)
	w.clock.at.Store(time.Now().UnixMilli()) // the child's clock is the real one
	endless := func(o *Offer) { o.ClaimTo = 1 << 40 }
	d := &drill{world: w, acknowledged: map[string]string{}}
	d.task = task{URL: w.url(), Till: w.till, Offers: []int64{w.offer(endless), w.offer(func(o *Offer) { endless(o); o.Price = 9 })}}
	for i := range 4 {
		member := w.join("陈美玲", fmt.Sprintf("1370000000%d", i))
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
			return tx.earn(member.Member, RuleJoin, member.Member, 1_000_000)
		}); err != nil {
			t.Fatal(err)
		}
		for range 16 {
			d.Members = append(d.Members, member)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return d
}

// childWaits is how long a child may say nothing: it then shows what its goroutines wait for, and the test fails.
const childWaits = time.Minute

// child runs the task in a process of its own, shows each line that it tells, and kills it when told to.
func child(t testing.TB, job task, env []string, line func(string) (kill bool)) {
	t.Helper()
	text, _ := json.Marshal(job)
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKillChild$")
	c.Env = append(append(os.Environ(), "CLUB_KILL_TASK="+string(text)), env...)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var dump bytes.Buffer
	c.Stderr = &dump
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	killed, stuck := false, time.AfterFunc(childWaits, func() { _ = c.Process.Signal(syscall.SIGQUIT) })
	defer stuck.Stop()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		stuck.Reset(childWaits)
		if line(lines.Text()) && !killed {
			killed = true
			if err := c.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = c.Process.Kill() // also where it tells what nobody can read
	_ = c.Wait()
	if !killed {
		t.Fatalf("the child ended by itself, or told too much: %v\n%s", lines.Err(), dump.String())
	}
}

// run runs a child and takes down what it acknowledges.
func (d *drill) run(env []string, line func(string) (kill bool)) {
	d.t.Helper()
	child(d.t, d.task, env, func(text string) bool {
		switch f := strings.Fields(text); f[0] {
		case "failed":
			d.t.Error(text)
		case "claimed", "redeemed":
			if was := d.acknowledged[f[0]+" "+f[1]]; was != "" && was != f[2] {
				d.t.Errorf("%s was acknowledged as %s before", text, was)
			}
			d.acknowledged[f[0]+" "+f[1]] = f[2]
		}
		return line(text)
	})
}

// Figure 1: kill -9, again and again on the same file, under 64 clients that claim and redeem. Every acknowledged act is
// there exactly once, nothing is there by half, and a retry answers the same. CLUB_KILLS sets how often.
func TestKill(t *testing.T) {
	t.Parallel()
	kills := 5
	if testing.Short() {
		kills = 2
	}
	if n, err := strconv.Atoi(os.Getenv("CLUB_KILLS")); err == nil {
		kills = n
	}
	d := newDrill(t)
	for d.Round = range kills {
		left := 1 + rand.IntN(600)
		d.run(nil, func(line string) bool {
			if strings.HasPrefix(line, "busy") {
				t.Error(line)
			}
			left--
			return left == 0
		})
		if d.Round%3 == 1 && d.Round < kills-1 {
			continue // nobody looks: the next child finds the log as this kill has left it
		}
		if d.check(); t.Failed() {
			t.Fatalf("after %d kills", d.Round+1)
		}
	}
	t.Logf("%d kills, %d acts acknowledged; opened again within %v", kills, len(d.acknowledged), d.slowest)
}

// check opens the books and compares them with what was acknowledged.
func (d *drill) check() {
	d.t.Helper()
	start := time.Now()
	s, err := Open(ctx, Options{URL: d.URL, Secret: testSecret})
	if err != nil {
		d.t.Fatal(err)
	}
	defer s.Close()
	d.slowest = max(d.slowest, time.Since(start))
	d.Store = s
	there := d.pairs("SELECT 'claimed ' || request_key, id FROM vouchers")
	maps.Copy(there, d.pairs("SELECT 'redeemed ' || r.request_key, r.id FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id AND v.state = 'redeemed' AND v.request_key = r.request_key"))
	codes := d.pairs("SELECT 'redeemed ' || request_key, code FROM vouchers")
	tried := 0
	for act, id := range d.acknowledged {
		if there[act] != id {
			d.t.Errorf("%s: acknowledged as %s, in the books as %q", act, id, there[act])
		}
		if codes[act] != "" && tried < 50 {
			tried++
			_, key, _ := strings.Cut(act, " ")
			bill := int64(1000)
			if again, err := s.RedeemVoucher(ctx, d.Till, codes[act], &bill, key); err != nil || fmt.Sprint(again) != id {
				d.t.Errorf("%s: a retry answered %d, %v", act, again, err)
			}
		}
	}
	for what, count := range map[string]string{
		"vouchers of which the offer does not know":       "SELECT (SELECT COUNT(*) FROM vouchers) - (SELECT CAST(SUM(issued) AS BIGINT) FROM offers)",
		"claims without their audit row":                  "SELECT (SELECT COUNT(*) FROM vouchers) - (SELECT COUNT(*) FROM audit WHERE act = 'voucher.claimed')",
		"redemptions without their audit row":             "SELECT (SELECT COUNT(*) FROM redemptions) - (SELECT COUNT(*) FROM audit WHERE act = 'voucher.redeemed')",
		"used vouchers without a redemption":              "SELECT (SELECT COUNT(*) FROM vouchers WHERE state = 'redeemed') - (SELECT COUNT(*) FROM redemptions)",
		"redemptions without their points":                "SELECT (SELECT COUNT(*) FROM redemptions) - (SELECT COUNT(*) FROM point_movements WHERE rule = 'bill')",
		"vouchers with a price for which no points moved": "SELECT (SELECT COUNT(*) FROM vouchers WHERE price > 0) - (SELECT COUNT(*) FROM point_movements WHERE rule = 'claim')",
	} {
		if n := d.rows(count); n != 0 {
			d.t.Errorf("%s: %d", what, n)
		}
	}
	d.ledgerHolds()
	if testServer != "" {
		return
	}
	if n := d.rows("SELECT COUNT(*) FROM pragma_foreign_key_check"); n != 0 {
		d.t.Errorf("rows whose parent is missing: %d", n)
	}
	var ok string
	if err := d.lite().readers.db.QueryRow("PRAGMA integrity_check").Scan(&ok); err != nil || ok != "ok" {
		d.t.Errorf("integrity_check: %s %v", ok, err)
	}
}

// pairs answers a query's keys and values, of which no key comes twice.
func (d *drill) pairs(query string) map[string]string {
	d.t.Helper()
	out := map[string]string{}
	rows, err := d.query(query)
	if err != nil {
		d.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			d.t.Fatal(err)
		}
		if out[key] != "" {
			d.t.Errorf("%s is there twice", key)
		}
		out[key] = value
	}
	if err := rows.Err(); err != nil {
		d.t.Fatal(err)
	}
	return out
}

// A first start killed before its first checkpoint leaves its id in the log alone; it is ours all the same.
func TestOpenAfterKilledFirstStart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "club.db")
	child(t, task{URL: path}, nil, func(string) bool { return true })
	if err := openErr(t, path); err != nil {
		t.Errorf("after a kill: %v", err)
	}
	empty := filepath.Join(t.TempDir(), "empty.db")
	sqlFile(t, empty, "PRAGMA journal_mode = WAL", "CREATE TABLE x (id INTEGER)", "DROP TABLE x")
	if err := openErr(t, empty); err != nil {
		t.Errorf("a file with nothing in it: %v", err)
	}
}
