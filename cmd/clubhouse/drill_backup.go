package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// backup backs a club up while people claim and redeem, and restores it: all that was acknowledged before is there.
func (d *drilling) backup(ctx context.Context) (string, error) {
	k, err := d.newClub(ctx, "backup", swarming, 0)
	if err != nil {
		return "", err
	}
	if err := ballast(ctx, k.url, d.size(500_000, 50_000)); err != nil { // so that it takes a while
		return "", err
	}
	to, restored := filepath.Join(d.dir, "backups"), filepath.Join(d.dir, "restored.db")
	if err := os.Mkdir(to, 0o700); err != nil {
		return "", err
	}
	c, err := startChild("club", k.url, -1)
	if err != nil {
		return "", err
	}
	defer func() { c.stop() }()
	s := d.swarm(k, c.address)
	defer s.stop()
	warm := time.Now().Add(time.Second)
	time.Sleep(time.Until(warm) + time.Duration(d.size(5, 1))*time.Second)
	before, begun := s.done(), time.Now()
	said, err := ownCommand(ctx, "backup", "--db", k.url, "--to", to)
	if err != nil {
		return "", err
	}
	ended := time.Now()
	s.stop()
	c.stop()
	if n := s.putOff.Load(); n > 0 {
		d.fault("%d acts were put off", n)
	}
	alone, n := between(s.done(), warm, begun)
	beside, meanwhile := between(s.done(), begun, ended)
	if n == 0 || meanwhile == 0 {
		d.fault("%d acts were done before it, %d meanwhile", n, meanwhile)
	}
	made, _, _ := strings.Cut(said, ": ")
	if _, err := ownCommand(ctx, "restore", "--from", made, "--to", restored); err != nil {
		return "", err
	}
	held, err := d.compare(ctx, restored, before, true)
	if err != nil {
		return "", err
	}
	found, err := d.examine(ctx, restored)
	if err != nil {
		return "", err
	}
	if err := d.serves(k, restored); err != nil {
		return "", err
	}
	info, err := os.Stat(made)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%d MB copied in %.1f s under %d clients; %s acts done meanwhile, 0 put off, p99 %.1f ms (%.1f ms without); of those before it began %s in the restored club, which serves; %s",
		info.Size()>>20, ended.Sub(begun).Seconds(), swarming, number(meanwhile), milliseconds(beside), milliseconds(alone), held, found), nil
}

// between answers how many acts were asked for from one instant to another, and within what 99 of 100 were answered.
func between(acts []act, from, to time.Time) (p99 time.Duration, n int) {
	var took []time.Duration
	for _, a := range acts {
		if a.at.After(from) && a.at.Before(to) {
			took = append(took, a.took)
		}
	}
	if len(took) == 0 {
		return 0, 0
	}
	slices.Sort(took)
	return took[len(took)*99/100], len(took)
}

func milliseconds(t time.Duration) float64 { return float64(t.Microseconds()) / 1000 }

// serves starts the club at a database and asks for a member's page.
func (d *drilling) serves(k *drillClub, at string) error {
	c, err := startChild("club", at, -1)
	if err != nil {
		return err
	}
	defer c.stop()
	conn, err := dialBench(c.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	if status, err := conn.do(get("/home", k.members[0])); err != nil || status != 200 {
		d.fault("a member's home is answered %d, %v", status, err)
	}
	return nil
}

// own answers one of the club's commands, to run in a process of its own.
func own(ctx context.Context, args ...string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return exec.CommandContext(ctx, self, args...), nil
}

// ownCommand runs one and answers what it said.
func ownCommand(ctx context.Context, args ...string) (string, error) {
	cmd, err := own(ctx, args...)
	if err != nil {
		return "", err
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("clubhouse %s: %w: %s", args[0], err, strings.TrimSpace(string(out)))
	}
	return string(out), nil
}

// ballast adds rows to a club that nobody is at work in: messages that were given up.
func ballast(ctx context.Context, at string, rows int) error {
	driver := "sqlite3"
	if strings.HasPrefix(at, "postgres") {
		driver = "pgx"
	}
	books, err := sql.Open(driver, at)
	if err != nil {
		return err
	}
	defer books.Close()
	_, err = books.ExecContext(ctx, fmt.Sprintf(`WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %d)
		INSERT INTO jobs (id, kind, payload, run_at, dead_at) SELECT n, 'message', 'ballast ballast ballast ballast ballast ballast ballast ballast', %d, %[2]d FROM c`, rows, time.Now().Unix()))
	return err
}
