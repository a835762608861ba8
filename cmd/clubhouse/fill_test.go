package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

// A club that was made for measurements is sound, has what was asked for, and is never put over another.
func TestFill(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "filled.db")
	var out, errs bytes.Buffer
	if code := run(ctx, []string{"bench", "fill", "--members", "60", "--db", path}, &out, &errs, func(string) string { return "" }); code != 0 || !strings.Contains(out.String(), "a club of 60 members") {
		t.Fatalf("%d: %s%s", code, out.String(), errs.String())
	}
	if code := run(ctx, []string{"bench", "fill", "--members", "60", "--db", path}, io.Discard, &errs, func(string) string { return "" }); code != 1 || !strings.Contains(errs.String(), path) {
		t.Errorf("over a club: %d: %s", code, errs.String())
	}
	if code := run(ctx, []string{"bench", "fill", "--members", "0", "--db", path}, io.Discard, &errs, func(string) string { return "" }); code != 2 {
		t.Errorf("nobody: %d", code)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	none := filepath.Join(t.TempDir(), "stopped.db")
	errs.Reset()
	if code := run(stopped, []string{"bench", "fill", "--members", "60", "--db", none}, io.Discard, &errs, func(string) string { return "" }); code != 1 || !strings.Contains(errs.String(), "stopped") {
		t.Errorf("stopped: %d: %s", code, errs.String())
	}
	if _, err := os.Stat(none); !os.IsNotExist(err) {
		t.Errorf("a club that was stopped stands: %v", err)
	}
	store, err := db.Open(ctx, db.Options{URL: path, Secret: benchSecret})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, f := range store.Examine(ctx, true) {
		if f.Grade == db.Bad {
			t.Errorf("%s: %s", f.Name, f.Text)
		}
	}
	for _, table := range []string{"households", "household_invitations", "former_contacts"} {
		if n, err := count(ctx, path, "SELECT COUNT(*) FROM "+table); err != nil || n == 0 {
			t.Errorf("%d rows of %s: %v", n, table, err)
		}
	}
	phones, err := somePhones(ctx, store, 5)
	if err != nil || len(phones) < 3 {
		t.Fatalf("phones %v: %v", phones, err)
	}
	for i, phone := range phones { // of whom most were last there long ago
		token, err := enter(ctx, store, db.MemberDoor, phone, i, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Session(ctx, db.MemberDoor, token); err != nil {
			t.Errorf("%s is not let in: %v", phone, err)
		}
	}
	members := 0
	var failed error
	for range store.ListAll(ctx, db.SystemActor, db.MemberList, db.MemberList.Query(nil), &failed) {
		members++
	}
	if members != 60 || failed != nil {
		t.Errorf("%d members (%v)", members, failed)
	}
}

// Progress is told now and then, with what is left of the part that is under way.
func TestProgress(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := &progress{out: &out, every: time.Millisecond}
	p.at("rows", 1, 100)
	time.Sleep(2 * time.Millisecond)
	p.at("rows", 50, 100)
	p.at("rows", 51, 100)
	p.at("indexes", 1, 4)
	if got := strings.Count(out.String(), "\n"); got != 1 || !strings.Contains(out.String(), "50 %  50 of 100 rows") {
		t.Errorf("%q", out.String())
	}
}
