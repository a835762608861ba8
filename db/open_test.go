package db

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func sqlFile(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(s, err)
		}
	}
}

func openErr(t *testing.T, path string) error {
	t.Helper()
	s, err := Open(ctx, Options{URL: path, Secret: testSecret})
	if err == nil {
		s.Close()
	}
	return err
}

// What cannot serve as the books is told clearly, and is not touched.
func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	sqlFile(t, at("foreign.db"), "CREATE TABLE mine (id INTEGER)")
	sqlFile(t, at("foreign-wal.db"), "PRAGMA journal_mode = WAL", "CREATE TABLE mine (id INTEGER)")
	sqlFile(t, at("foreign-id.db"), "PRAGMA application_id = 7", "CREATE TABLE mine (id INTEGER)")
	if err := os.WriteFile(at("garbage.db"), []byte(strings.Repeat("garbage ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("short.db"), []byte("SQLite format 3\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"foreign.db", "foreign-wal.db", "foreign-id.db", "garbage.db", "short.db"} {
		before, _ := os.ReadFile(at(name))
		if err := openErr(t, at(name)); !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(at(name)); string(after) != string(before) {
			t.Errorf("%s was changed", name)
		}
	}
	file, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("newer.db"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	sqlFile(t, at("newer.db"), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	if err := openErr(t, at("newer.db")); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "9999") {
		t.Errorf("newer: %v", err)
	}
	if err := openErr(t, at("no/folder/club.db")); err == nil || !strings.Contains(err.Error(), "no folder") {
		t.Errorf("missing folder: %v", err)
	}
	if err := openErr(t, dir); err == nil {
		t.Error("a folder was opened")
	}
	if _, err := Open(ctx, Options{URL: at("secret.db"), Secret: testSecret[:31]}); !errors.Is(err, ErrNoSecret) {
		t.Errorf("short secret: %v", err)
	}
	if _, err := os.Stat(at("secret.db")); err == nil {
		t.Error("a file was made without a secret")
	}
	shut := at("shut")
	if err := os.Mkdir(shut, 0o500); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		shut = "/proc/self" // nobody makes files there, root included
	}
	if err := openErr(t, filepath.Join(shut, "club.db")); err == nil || !strings.Contains(err.Error(), "club.db") {
		t.Errorf("read-only folder: %v", err)
	}
}

// Opening again keeps everything, and mends triggers that a killed start has left out.
func TestReopen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := w.Store.sqlite.path
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if fi, err := os.Stat(path); err != nil || fi.Mode().Perm() != 0o600 {
		t.Errorf("the file's rights are %v (%v)", fi.Mode(), err)
	}
	sqlFile(t, path, "DROP TRIGGER audit_no_update")
	var before, after map[string]string
	for _, into := range []*map[string]string{&before, &after} {
		s, err := Open(ctx, Options{URL: "file:" + path, Secret: testSecret, Clock: w.clock.now})
		if err != nil {
			t.Fatal(err)
		}
		w.Store = s
		*into = w.dump()
		if n := w.rows("SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name = 'audit_no_update'"); n != 1 {
			t.Error("the trigger is not there again")
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for table, text := range before {
		if after[table] != text {
			t.Errorf("%s differs after reopening", table)
		}
	}
	if len(before["homes"]) == 0 || w.Club().Letters != "CH" {
		t.Error("the books are empty")
	}
}

// A trigger as an older binary wrote it gives way to this one's, all of them at once.
func TestOpenRenewsTriggers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := w.Store.sqlite.path
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sqlFile(t, path, "DROP TRIGGER audit_no_update", "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT 1; END")
	s, err := Open(ctx, Options{URL: path, Secret: testSecret, Clock: w.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.Write(ctx, SystemActor, func(tx *Tx) error {
		_, err := tx.db.ExecContext(background, "UPDATE audit SET at = 0")
		return err
	}); err == nil || !strings.Contains(err.Error(), "immutable") {
		t.Errorf("the audit was changed under an older trigger: %v", err)
	}
}

// dump answers the rows of all tables as text, in order.
func (w *world) dump() map[string]string {
	w.t.Helper()
	out := map[string]string{}
	for _, table := range w.tables() {
		rows, err := w.Store.sqlite.readers.Query("SELECT * FROM " + table + " ORDER BY 1, 2")
		if err != nil {
			w.t.Fatal(err)
		}
		columns, _ := rows.Columns()
		cells := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		var b strings.Builder
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				w.t.Fatal(err)
			}
			fmt.Fprintf(&b, "%v\n", cells)
		}
		if err := rows.Err(); err != nil {
			w.t.Fatal(err)
		}
		rows.Close()
		out[table] = b.String()
	}
	return out
}

// tables answers the names of the books' tables.
func (w *world) tables() (names []string) {
	w.t.Helper()
	rows, err := w.Store.sqlite.readers.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version' ORDER BY name")
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			w.t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// task is what the child process of the kill drill does.
type task struct {
	Path  string
	Till  Actor
	Codes []string
}

// TestKillChild is no test: it is the child of TestKill, which redeems and tells each redemption once acknowledged.
func TestKillChild(t *testing.T) {
	var job task
	if err := json.Unmarshal([]byte(os.Getenv("CLUB_KILL_TASK")), &job); err != nil {
		t.Skip("only as the child of TestKill")
	}
	s, err := Open(context.Background(), Options{URL: job.Path, Secret: testSecret})
	if err != nil {
		fmt.Println("failed", err)
		return
	}
	todo := make(chan string)
	var out sync.Mutex
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for code := range todo {
				bill := int64(1000)
				id, err := s.RedeemVoucher(context.Background(), job.Till, code, &bill, "kill-drill-key-"+code)
				out.Lock()
				if err != nil {
					fmt.Println("failed", err)
				} else {
					fmt.Println("redeemed", code, id)
				}
				out.Unlock()
			}
		})
	}
	for _, code := range job.Codes {
		todo <- code
	}
	close(todo)
	wg.Wait()
	select {} // until killed, so that nothing is closed in order
}

// Figure 1, in short: kill -9 under redeeming clients. Every acknowledged redemption is there exactly once, the
// ledger sums to 0, and a retry answers the same. The full drill is the binary's own command.
func TestKill(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	member := w.join("陈美玲", "13800138000")
	offer := w.offer(nil)
	w.clock.at.Store(time.Now().UnixMilli()) // the child's clock is the real one
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
		_, err := tx.db.ExecContext(background, "UPDATE offers SET shown_from = 0, claim_from = 0, claim_to = 1 << 40")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	job := task{Path: w.Store.sqlite.path, Till: w.till}
	for i := range 400 {
		id := must(w.ClaimOffer(ctx, member, offer, fmt.Sprintf("kill-drill-key-%06d", i)))(t)
		job.Codes = append(job.Codes, must(w.Voucher(ctx, 0, id))(t).Code)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(job)
	child := exec.Command(os.Args[0], "-test.run=^TestKillChild$")
	child.Env = append(os.Environ(), "CLUB_KILL_TASK="+string(text))
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		w := strings.Fields(lines.Text())
		if len(w) == 3 && w[0] == "redeemed" {
			told[w[1]] = w[2]
		} else if len(w) > 0 && w[0] == "failed" {
			t.Error(lines.Text())
		}
		if len(told) == 150 {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = child.Wait()
	if len(told) < 150 {
		t.Fatalf("only %d redemptions were acknowledged", len(told))
	}
	s, err := Open(ctx, Options{URL: job.Path, Secret: testSecret})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	w.Store = s
	for code, id := range told {
		if n := w.rows("SELECT COUNT(*) FROM redemptions r JOIN vouchers v ON v.id = r.voucher_id WHERE v.code = ? AND v.state = 'redeemed' AND r.id = ?", code, id); n != 1 {
			t.Errorf("%s: acknowledged, and %d times there", code, n)
		}
		bill := int64(1000)
		if again, err := s.RedeemVoucher(ctx, w.till, code, &bill, "kill-drill-key-"+code); err != nil || fmt.Sprint(again) != id {
			t.Errorf("%s: a retry answered %d, %v", code, again, err)
		}
	}
	n := w.rows("SELECT COUNT(*) FROM redemptions")
	if n < int64(len(told)) || n != w.rows("SELECT COUNT(*) FROM vouchers WHERE state = 'redeemed'") ||
		n != w.rows("SELECT COUNT(*) FROM audit WHERE act = 'voucher.redeemed'") || n*10 != w.rows("SELECT balance FROM point_accounts WHERE id = ?", member.Member) {
		t.Errorf("%d redemptions, %d acknowledged; the tables differ", n, len(told))
	}
	w.ledgerHolds()
	var ok string
	if err := s.sqlite.readers.QueryRow("PRAGMA integrity_check").Scan(&ok); err != nil || ok != "ok" {
		t.Errorf("integrity_check: %s %v", ok, err)
	}
}

// A first start killed before its first checkpoint leaves its id in the log alone; it is ours all the same.
func TestOpenAfterKilledFirstStart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "club.db")
	child := exec.Command(os.Args[0], "-test.run=^TestKillChild$")
	text, _ := json.Marshal(task{Path: path, Codes: []string{"none"}})
	child.Env = append(os.Environ(), "CLUB_KILL_TASK="+string(text))
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	lines.Scan() // the one code has been refused: the books are open
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	if err := openErr(t, path); err != nil {
		t.Errorf("after a kill: %v", err)
	}
	empty := filepath.Join(t.TempDir(), "empty.db")
	sqlFile(t, empty, "PRAGMA journal_mode = WAL", "CREATE TABLE x (id INTEGER)", "DROP TABLE x")
	if err := openErr(t, empty); err != nil {
		t.Errorf("a file with nothing in it: %v", err)
	}
}

// ledgerHolds checks that the ledger sums to 0 and that balances, entries and lots agree.
func (w *world) ledgerHolds() {
	w.t.Helper()
	if err := w.Read(ctx, func(rx *Rx) error {
		if sum, err := rx.LedgerSum(background); err != nil || sum != 0 {
			w.t.Errorf("the ledger sums to %d (%v)", sum, err)
		}
		wrong, err := rx.WrongBalances(background)
		for _, a := range wrong {
			w.t.Errorf("member %d: balance %d, entries %d, lots %d", a.ID, a.Balance, a.Entries, a.Lots)
		}
		return err
	}); err != nil {
		w.t.Error(err)
	}
}
