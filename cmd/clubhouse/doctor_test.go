package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

// wellSet are settings that serve can start with.
var wellSet = []string{"CLUB_SECRET=" + strings.Repeat("s", 32), "CLUB_BASE_URL=http://club.test", "CLUB_SMS_URL=http://127.0.0.1:1/"}

// settingsOf answers settings given as NAME=value, as the environment does.
func settingsOf(settings []string) func(string) string {
	return func(name string) string {
		for _, s := range settings {
			if n, value, _ := strings.Cut(s, "="); n == name {
				return value
			}
		}
		return ""
	}
}

// examined runs the doctor and answers what it finds by name; of several of a name, the worst.
func examined(t *testing.T, settings []string, args ...string) (status int, found map[string]db.Finding) {
	t.Helper()
	status, out, errs := runWith(t, settings, append([]string{"doctor", "--json"}, args...)...)
	var list []db.Finding
	if err := json.Unmarshal([]byte(out), &list); err != nil || errs != "" {
		t.Fatalf("%v: %s%s", err, out, errs)
	}
	found = map[string]db.Finding{}
	worst := map[db.Grade]int{db.OK: 0, db.Warn: 1, db.Bad: 2}
	bad := false
	for _, f := range list {
		bad = bad || f.Grade == db.Bad
		if was, ok := found[f.Name]; !ok || worst[was.Grade] < worst[f.Grade] {
			found[f.Name] = f
		}
	}
	if bad != (status == 1) || status > 1 {
		t.Errorf("status %d for %+v", status, list)
	}
	return status, found
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "club.db")
	if status, _, errs := runWith(t, nil, "migrate", "--db", path); status != 0 {
		t.Fatal(errs)
	}
	grades := func(when string, settings []string, want map[string]db.Grade, args ...string) map[string]db.Finding {
		t.Helper()
		_, found := examined(t, settings, append(args, "--db", path)...)
		for name, f := range found {
			if grade := want[name]; name != "disk" && f.Grade != grade && !(grade == "" && f.Grade == db.OK) {
				t.Errorf("%s: %+v", when, f)
			}
		}
		for name := range want {
			if _, ok := found[name]; !ok {
				t.Errorf("%s: nothing is said of %s", when, name)
			}
		}
		return found
	}
	all := map[string]db.Grade{}
	for _, name := range []string{"settings", "file", "folder", "log", "disk", "database", "schema", "clock", "integrity", "references", "ledger", "balances", "offers", "redemptions", "audit", "deliveries", "jobs", "dead jobs", "runs", "run files", "uploads", "tasks", "views", "indexes"} {
		all[name] = db.OK
	}
	grades("healthy", wellSet, all)
	grades("healthy, deep", wellSet, all, "--deep")
	found := grades("settings", nil, map[string]db.Grade{"settings": db.Bad, "ledger": db.OK})
	if _, out, _ := runWith(t, nil, "doctor", "--db", path); strings.Count(out, "bad   settings  ") != 3 || !strings.Contains(out, "CLUB_BASE_URL") || !strings.Contains(out, "ok    ledger  ") {
		t.Errorf("%v\n%s", found["settings"], out)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if f := grades("world-readable", wellSet, map[string]db.Grade{"file": db.Warn})["file"]; !strings.Contains(f.Text, "0644") || !strings.Contains(f.Do, "chmod 600") {
		t.Errorf("%+v", f)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	books, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := books.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)"); err != nil {
		t.Fatal(err)
	}
	books.Close()
	grades("newer", wellSet, map[string]db.Grade{"schema": db.Bad})
	if fi, err := os.ReadDir(filepath.Dir(path)); err != nil || len(fi) != 1 {
		t.Errorf("the doctor left %v", fi)
	}
}

// The hash that one look tells is found by a later one for as long as the audit holds what it covers.
func TestDoctorSeal(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "club.db")
	ago := time.Hour
	s, err := db.Open(t.Context(), db.Options{URL: path, Secret: benchSecret, Clock: func() time.Time { return time.Now().Add(-ago) }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveBrand(t.Context(), db.SystemActor, db.Brand{Name: db.Text{Hans: "云栖"}}); err != nil {
		t.Fatal(err)
	}
	ago = 0
	if n, err := s.SealAudit(t.Context(), 9); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, found := examined(t, wellSet, "--db", path)
	kept := regexp.MustCompile(`is ([0-9a-f]{12}), to be kept`).FindStringSubmatch(found["audit"].Text)
	if kept == nil {
		t.Fatalf("%+v", found["audit"])
	}
	if _, found := examined(t, wellSet, "--db", path, "--seal", strings.ToUpper(kept[1])); found["seal"].Grade != db.OK || !strings.Contains(found["seal"].Text, "seal 1, of ") {
		t.Errorf("%+v", found["seal"])
	}
	if _, found := examined(t, wellSet, "--db", path, "--seal", "0123456789ab"); found["seal"].Grade != db.Bad {
		t.Errorf("%+v", found["seal"])
	}
}

func TestDoctorWithoutClub(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	foreign, text := filepath.Join(dir, "foreign.db"), strings.Repeat("another program's ", 50)
	if err := os.WriteFile(foreign, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{filepath.Join(dir, "missing.db"): "there is no file", foreign: "foreign.db", "postgres://club:hush@127.0.0.1:1/none?connect_timeout=2": "could not be looked at", dir: ""} {
		status, found := examined(t, wellSet, "--db", at)
		if f := found["database"]; status != 1 || want != "" && (f.Grade != db.Bad || f.Do == "" || !strings.Contains(f.Text, want)) || strings.Contains(f.Text, "hush") {
			t.Errorf("%s: %+v", at, found)
		}
	}
	if after, err := os.ReadFile(foreign); err != nil || string(after) != text {
		t.Error("another program's file was changed")
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("files were made: %v", files)
	}
}

func TestExamineDisk(t *testing.T) {
	t.Parallel()
	const mb, gb = 1 << 20, 1 << 30
	for _, c := range []struct {
		free, size uint64
		want       db.Grade
	}{
		{199 * mb, 10 * gb, db.Bad}, {201 * mb, 10 * gb, db.Warn}, {1023 * mb, 10 * gb, db.Warn}, {2 * gb, 10 * gb, db.OK},
		{9 * gb, 1000 * gb, db.Bad}, {11 * gb, 1000 * gb, db.Warn}, {49 * gb, 1000 * gb, db.Warn}, {51 * gb, 1000 * gb, db.OK}, {0, 0, db.Bad},
	} {
		if f := examineDisk(c.free, c.size); f.Grade != c.want {
			t.Errorf("%d of %d: %+v", c.free, c.size, f)
		}
	}
}

func TestMetricsAddress(t *testing.T) {
	for _, c := range []struct{ address, want string }{{"9090", "CLUB_METRICS_ADDRESS: "}, {":8080", "where the public comes"}} {
		if _, err := readSettings(settingsOf(append(wellSet, "CLUB_METRICS_ADDRESS="+c.address))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.address, err)
		}
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	free.Close()
	settings := append(wellSet, "CLUB_ADDRESS=127.0.0.1:0", "CLUB_METRICS_ADDRESS="+free.Addr().String(), "CLUB_DATABASE_URL="+filepath.Join(t.TempDir(), "club.db"))
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	ended := make(chan int)
	go func() { ended <- run(ctx, []string{"serve"}, io.Discard, io.Discard, settingsOf(settings)) }()
	get := func(path string) (*http.Response, string) {
		for until := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
			res, err := http.Get("http://" + free.Addr().String() + path)
			if err == nil {
				defer res.Body.Close()
				body, _ := io.ReadAll(res.Body)
				return res, string(body)
			}
			if time.Now().After(until) {
				t.Fatal(err)
			}
		}
	}
	for path, code := range map[string]int{"/readyz": 200, "/healthz": 200, "/metrics": 200, "/": 404} {
		if res, body := get(path); res.StatusCode != code || path == "/metrics" && (!strings.Contains(body, "clubhouse_commit_seconds_count") || strings.Contains(body, "clubhouse_commit_seconds_count 0\n")) {
			t.Errorf("%s: %d %s", path, res.StatusCode, body)
		}
	}
	stop()
	if status := <-ended; status != 0 {
		t.Errorf("serve ended with %d", status)
	}
	if res, err := http.Get("http://" + free.Addr().String() + "/healthz"); err == nil {
		res.Body.Close()
		t.Error("the address of monitoring is still served")
	}
}
