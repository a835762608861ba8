package db

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// task is what the child process of the kill drill does.
type task struct {
	Path    string
	Round   int
	Till    Actor
	Members []Actor
	Offers  []int64 // the second one costs points
}

// TestKillChild is no test: it is the child of TestKill, which claims and redeems without end and tells each act once it
// is acknowledged.
func TestKillChild(t *testing.T) {
	var job task
	if err := json.Unmarshal([]byte(os.Getenv("CLUB_KILL_TASK")), &job); err != nil {
		t.Skip("only as the child of TestKill")
	}
	var out sync.Mutex
	tell := func(a ...any) {
		out.Lock()
		defer out.Unlock()
		fmt.Println(a...)
	}
	s, err := Open(ctx, Options{URL: job.Path, Secret: testSecret})
	if err != nil {
		tell("failed", err)
		return
	}
	tell("open")
	for client, member := range job.Members {
		go func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("kill-drill-%d-%d-%d", job.Round, client, i)
				id, err := s.ClaimOffer(ctx, member, job.Offers[i%2], key)
				if err != nil {
					tell("failed", err)
					continue
				}
				tell("claimed", key, id)
				v, err := s.Voucher(ctx, member.Member, id)
				if err != nil {
					tell("failed", err)
					continue
				}
				bill := int64(1000)
				if id, err = s.RedeemVoucher(ctx, job.Till, v.Code, &bill, key); err != nil {
					tell("failed", err)
					continue
				}
				tell("redeemed", key, id)
			}
		}()
	}
	select {} // until killed, so that nothing is closed in order
}

// killed runs a child, kills it after so many lines, and answers all that it told.
func killed(t *testing.T, job task, after int) (told []string) {
	t.Helper()
	text, _ := json.Marshal(job)
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKillChild$")
	child.Env = append(os.Environ(), "CLUB_KILL_TASK="+string(text))
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		told = append(told, lines.Text())
		if strings.HasPrefix(lines.Text(), "failed") {
			t.Error(lines.Text())
		}
		if len(told) == after {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait()
	if len(told) < after {
		t.Fatalf("the child ended by itself after %d lines", len(told))
	}
	return told
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
	w := newWorld(t)
	w.clock.at.Store(time.Now().UnixMilli()) // the child's clock is the real one
	endless := func(o *Offer) { o.ClaimTo = 1 << 40 }
	job := task{Path: w.Store.sqlite.path, Till: w.till, Offers: []int64{w.offer(endless), w.offer(func(o *Offer) { endless(o); o.Price = 9 })}}
	for i := range 4 {
		member := w.join("陈美玲", fmt.Sprintf("1370000000%d", i))
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
			_, err := tx.earn(member.Member, RuleJoin, member.Member, 1_000_000)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for range 16 {
			job.Members = append(job.Members, member)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	claims, redemptions := map[string]string{}, map[string]string{}
	var slowest time.Duration
	for job.Round = range kills {
		for _, line := range killed(t, job, 1+rand.IntN(600)) {
			switch w := strings.Fields(line); w[0] {
			case "claimed":
				claims[w[1]] = w[2]
			case "redeemed":
				redemptions[w[1]] = w[2]
			}
		}
		if job.Round%3 == 1 && job.Round < kills-1 {
			continue // nobody looks: the next child finds the log as this kill has left it
		}
		start := time.Now()
		s, err := Open(ctx, Options{URL: job.Path, Secret: testSecret})
		if err != nil {
			t.Fatal(err)
		}
		slowest = max(slowest, time.Since(start))
		w.Store = s
		w.wholeAfterKill(job, claims, redemptions)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			t.Fatalf("after %d kills", job.Round+1)
		}
	}
	t.Logf("%d kills, %d claims and %d redemptions acknowledged; opened again within %v", kills, len(claims), len(redemptions), slowest)
}

// wholeAfterKill compares the books with what was acknowledged, by key.
func (w *world) wholeAfterKill(job task, claims, redemptions map[string]string) {
	w.t.Helper()
	found := func(query string) map[string]string {
		out := map[string]string{}
		rows, err := w.Store.sqlite.readers.Query(query)
		if err != nil {
			w.t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var key, id string
			if err := rows.Scan(&key, &id); err != nil {
				w.t.Fatal(err)
			}
			if out[key] != "" {
				w.t.Errorf("%s is there twice", key)
			}
			out[key] = id
		}
		return out
	}
	vouchers := found("SELECT request_key, id FROM vouchers")
	used := found("SELECT r.request_key, r.id FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id AND v.state = 'redeemed' AND v.request_key = r.request_key")
	for key, id := range claims {
		if vouchers[key] != id {
			w.t.Errorf("claim %s: acknowledged as %s, in the books as %q", key, id, vouchers[key])
		}
	}
	codes := found("SELECT request_key, code FROM vouchers")
	tried := 0
	for key, id := range redemptions {
		if used[key] != id {
			w.t.Errorf("redemption %s: acknowledged as %s, in the books as %q", key, id, used[key])
		}
		if tried++; tried <= 50 {
			bill := int64(1000)
			if again, err := w.RedeemVoucher(ctx, job.Till, codes[key], &bill, key); err != nil || fmt.Sprint(again) != id {
				w.t.Errorf("%s: a retry answered %d, %v", key, again, err)
			}
		}
	}
	for what, count := range map[string]string{
		"vouchers of which the offer does not know":       "SELECT (SELECT COUNT(*) FROM vouchers) - (SELECT SUM(issued) FROM offers)",
		"claims without their audit row":                  "SELECT (SELECT COUNT(*) FROM vouchers) - (SELECT COUNT(*) FROM audit WHERE act = 'voucher.claimed')",
		"redemptions without their audit row":             "SELECT (SELECT COUNT(*) FROM redemptions) - (SELECT COUNT(*) FROM audit WHERE act = 'voucher.redeemed')",
		"used vouchers without a redemption":              "SELECT (SELECT COUNT(*) FROM vouchers WHERE state = 'redeemed') - (SELECT COUNT(*) FROM redemptions)",
		"redemptions without their points":                "SELECT (SELECT COUNT(*) FROM redemptions) - (SELECT COUNT(*) FROM point_movements WHERE rule = 'bill')",
		"vouchers with a price for which no points moved": "SELECT (SELECT COUNT(*) FROM vouchers WHERE price > 0) - (SELECT COUNT(*) FROM point_movements WHERE rule = 'claim')",
		"rows whose parent is missing":                    "SELECT COUNT(*) FROM pragma_foreign_key_check",
	} {
		if n := w.rows(count); n != 0 {
			w.t.Errorf("%s: %d", what, n)
		}
	}
	w.ledgerHolds()
	var ok string
	if err := w.Store.sqlite.readers.QueryRow("PRAGMA integrity_check").Scan(&ok); err != nil || ok != "ok" {
		w.t.Errorf("integrity_check: %s %v", ok, err)
	}
}

// A first start killed before its first checkpoint leaves its id in the log alone; it is ours all the same.
func TestOpenAfterKilledFirstStart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "club.db")
	killed(t, task{Path: path}, 1)
	if err := openErr(t, path); err != nil {
		t.Errorf("after a kill: %v", err)
	}
	empty := filepath.Join(t.TempDir(), "empty.db")
	sqlFile(t, empty, "PRAGMA journal_mode = WAL", "CREATE TABLE x (id INTEGER)", "DROP TABLE x")
	if err := openErr(t, empty); err != nil {
		t.Errorf("a file with nothing in it: %v", err)
	}
}
