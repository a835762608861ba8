package db

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func sqlFile(t testing.TB, path string, statements ...string) {
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
	if err := openErr(t, filepath.Join(shut, "club.db")); err == nil || !strings.Contains(err.Error(), shut) {
		t.Errorf("read-only folder: %v", err)
	}
}

// Opening again keeps everything, and mends triggers that a killed start has left out.
func TestReopen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := w.lite().path
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
	path := w.lite().path
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

// Files that are moved, removed or replaced under the running club take no more acts: nobody would find them again.
// Reading goes on, and so does all once the files are back.
func TestFilesMovedAway(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	path := w.lite().path
	write := func(name string) error {
		return w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, name) })
	}
	kept := 0
	for _, end := range []string{"", "-wal", "-shm"} {
		for _, replaced := range []bool{false, true} {
			must(0, write("before"+end))(t)
			must(0, os.Rename(path+end, path+".away"))(t)
			if replaced {
				must(0, os.WriteFile(path+end, nil, 0o600))(t)
			}
			if err, sick := write("lost"), w.Check(ctx); KindOf(err) != Busy || KindOf(sick) != Busy || !strings.Contains(err.Error(), path+end) {
				t.Errorf("%q away, replaced %v: a write is answered %v, a probe %v", end, replaced, err, sick)
			}
			if kept++; w.noted("before"+end) == 0 {
				t.Error("reading has stopped")
			}
			must(0, os.Rename(path+".away", path+end))(t)
			if err := errors.Join(write("after"), w.Check(ctx)); err != nil {
				t.Errorf("%q back: %v", end, err)
			}
		}
	}
	must(0, w.Close())(t)
	w.Store = must(Open(ctx, Options{URL: path, Secret: testSecret, Log: w.log}))(t)
	defer w.Close()
	if n := w.noted("after"); n != int64(kept) || w.noted("lost") != 0 {
		t.Errorf("%d acts of %d are there, %d that were refused", n, kept, w.noted("lost"))
	}
}

// A link to the books leads to them and to their log; one that is turned to another file has moved them away.
func TestOpenByLink(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	path, link := w.lite().path, filepath.Join(t.TempDir(), "link.db")
	must(0, w.Close())(t)
	must(0, os.Symlink(path, link))(t)
	s := must(Open(ctx, Options{URL: link, Secret: testSecret, Log: w.log}))(t)
	defer s.Close()
	w.Store = s
	write := func() error { return s.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "linked") }) }
	if err := errors.Join(write(), s.Check(ctx)); err != nil || w.noted("linked") != 1 {
		t.Fatal(err)
	}
	must(0, os.Remove(link))(t)
	must(0, os.WriteFile(link, nil, 0o600))(t)
	if err, sick := write(), s.Check(ctx); KindOf(err) != Busy || KindOf(sick) != Busy {
		t.Errorf("turned away: a write is answered %v, a probe %v", err, sick)
	}
}

// A backup that was put in place under the running books keeps its log when they are closed: nothing of it is lost.
func TestBackupPutInPlace(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	path := w.lite().path
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "kept") }))(t)
	backup := map[string][]byte{}
	for _, end := range []string{"-wal", ""} { // within half a second of the first write all of it is in the log
		backup[end] = must(os.ReadFile(path + end))(t)
	}
	for end, body := range backup {
		must(0, os.Rename(path+end, path+end+".away"))(t)
		must(0, os.WriteFile(path+end, body, 0o600))(t)
	}
	if n := w.lite().checkpoint(w.lite().writers); n != 0 {
		t.Errorf("a log of %d pages was copied into what is not ours", n)
	}
	if err := w.Close(); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("closed with %v", err)
	}
	must(0, os.Remove(path+"-shm"))(t)
	w.Store = must(Open(ctx, Options{URL: path, Secret: testSecret, Log: w.log}))(t)
	defer w.Close()
	if w.noted("kept") != 1 {
		t.Error("what the backup's log held is lost")
	}
}

// bytesIn answers how a dump writes bytes that hold s.
func bytesIn(s string) string { return strings.Trim(fmt.Sprint([]byte(s)), "[]") }

// dump answers the rows of all tables as text, in order.
func (w *world) dump() map[string]string {
	w.t.Helper()
	out := map[string]string{}
	for _, table := range w.tables() {
		out[table] = w.table(table)
	}
	return out
}

// table answers a table's rows as text, in order.
func (w *world) table(name string) string {
	w.t.Helper()
	lines := strings.SplitAfter(w.text("SELECT * FROM "+name), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "")
}

// text answers the rows of a query as text.
func (w *world) text(query string) string {
	w.t.Helper()
	rows, err := w.query(query)
	if err != nil {
		w.t.Fatal(err)
	}
	defer rows.Close()
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
	return b.String()
}

// tables answers the names of the books' tables.
func (w *world) tables() (names []string) {
	w.t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version' ORDER BY name"
	if testServer != "" {
		query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'goose_db_version' ORDER BY tablename"
	}
	rows, err := w.query(query)
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
