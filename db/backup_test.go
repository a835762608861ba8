package db

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// inFolder answers what is in a folder.
func inFolder(t testing.TB, dir string) (list []string) {
	t.Helper()
	for _, e := range must(os.ReadDir(dir))(t) {
		list = append(list, e.Name())
	}
	return list
}

// backedUp answers a backup of a club with something in most tables, closed, and the folder that it is in.
func backedUp(t *testing.T) (w *world, b Backup, dir string) {
	t.Helper()
	w = newWorld(t)
	w.lite()
	w.life()
	dir = t.TempDir()
	return w, must(MakeBackup(ctx, Options{URL: w.url(), Clock: w.clock.now}, dir))(t), dir
}

// A club of 64 clients in another process is backed up while it serves, and goes on. What it acknowledged before the
// backup began is there after the restore, once, and nothing by half.
func TestBackupOfLiving(t *testing.T) {
	t.Parallel()
	if testServer != "" {
		t.Skip("skipped: about SQLite")
	}
	d := newDrill(t)
	dir := t.TempDir()
	// 32 MB, so that it takes a while.
	sqlFile(t, d.URL, "CREATE TABLE ballast (b BLOB)", "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 500) INSERT INTO ballast SELECT randomblob(64000) FROM c")
	var done atomic.Bool
	var b Backup
	var err error
	var before map[string]string
	acts, meanwhile := 0, 0
	d.run(nil, func(line string) bool {
		if strings.HasPrefix(line, "busy") {
			t.Error(line)
		}
		acts++
		switch {
		case acts < 2000 || done.Load():
		case before == nil:
			before = maps.Clone(d.acknowledged)
			go func() {
				b, err = MakeBackup(ctx, Options{URL: d.URL}, dir)
				done.Store(true)
			}()
		default:
			meanwhile++
		}
		return done.Load()
	})
	must(0, err)(t)
	if meanwhile == 0 {
		t.Error("nobody could write meanwhile")
	}
	if info := must(os.Stat(b.Path))(t); info.Mode() != 0o600 || info.Size() != b.Bytes {
		t.Errorf("%v, %d of %d bytes", info.Mode(), info.Size(), b.Bytes)
	}
	if got := inFolder(t, dir); len(got) != 1 || got[0] != filepath.Base(b.Path) {
		t.Errorf("in the folder: %v", got)
	}
	all := d.acknowledged
	d.check() // the living one
	d.acknowledged, d.URL = before, filepath.Join(t.TempDir(), "restored.db")
	must(Restore(ctx, b.Path, d.URL, nil))(t)
	d.check()
	t.Logf("%d acts acknowledged before, %d meanwhile, %d in all; %d rows of audit in %d bytes", len(before), meanwhile, len(all), b.Audit, b.Bytes)
}

// A restored club is what was backed up, to the last value, and the source stays as it was.
func TestRestore(t *testing.T) {
	t.Parallel()
	w, b, dir := backedUp(t)
	before := w.dump()
	if b.Path != filepath.Join(dir, "club-20261121-040000.db") || b.Audit != w.rows("SELECT COUNT(*) FROM audit") || b.Newest != w.Now() {
		t.Errorf("%+v", b)
	}
	to := filepath.Join(t.TempDir(), "club.db")
	must(Restore(ctx, b.Path, "file:"+to, nil))(t)
	if got := inFolder(t, filepath.Dir(to)); len(got) != 1 || must(os.Stat(to))(t).Mode() != 0o600 {
		t.Errorf("in place: %v", got)
	}
	s := must(Open(ctx, Options{URL: to, Secret: testSecret, Clock: w.clock.now}))(t)
	defer s.Close()
	restored := &world{Store: s, clock: w.clock, t: t}
	for table, rows := range restored.dump() {
		if rows != before[table] {
			t.Errorf("%s was\n%s\nand is\n%s", table, before[table], rows)
		}
	}
	restored.join("李芸", "13700000001")

	// Over a living club, or what is left of one, nothing is put.
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		at := filepath.Join(t.TempDir(), "club.db")
		must(0, os.WriteFile(at+end, []byte("mine"), 0o600))(t)
		_, err := Restore(ctx, b.Path, at, nil)
		if text, _ := os.ReadFile(at + end); !errors.Is(err, ErrInPlace) || string(text) != "mine" || len(inFolder(t, filepath.Dir(at))) != 1 {
			t.Errorf("club.db%s: %v, %q", end, err, text)
		}
	}
	if _, err := Restore(ctx, b.Path, to, nil); !errors.Is(err, ErrInPlace) {
		t.Errorf("over a living club: %v", err)
	}
	if _, err := Restore(ctx, w.url(), filepath.Join(t.TempDir(), "x.db"), nil); err == nil || !strings.Contains(err.Error(), "log") {
		t.Errorf("from a living club: %v", err)
	}
}

// What cannot be backed up or restored is told in one sentence, and leaves nothing behind.
func TestBackupRefuses(t *testing.T) {
	t.Parallel()
	w, b, _ := backedUp(t)
	in := t.TempDir()
	at := func(name string) string { return filepath.Join(in, name) }
	whole := must(os.ReadFile(b.Path))(t)
	write := func(name string, text []byte) { must(0, os.WriteFile(at(name), text, 0o600))(t) }
	write("empty.db", nil)
	write("garbage.db", bytes.Repeat([]byte("garbage "), 1000))
	write("cut.db", whole[:len(whole)/2])
	torn := slices.Clone(whole)
	for page := 8; page < 40; page++ { // the heads of some pages
		copy(torn[page*4096:], bytes.Repeat([]byte{0xff}, 100))
	}
	write("torn.db", torn)
	sqlFile(t, at("foreign.db"), "CREATE TABLE mine (id INTEGER)")
	write("points.db", whole)
	sqlFile(t, at("points.db"), "PRAGMA journal_mode = DELETE", "DROP TRIGGER point_entries_no_update", "UPDATE point_entries SET points = points + 1 WHERE points = 500")
	write("orphan.db", whole)
	sqlFile(t, at("orphan.db"), "PRAGMA journal_mode = DELETE", "UPDATE outlets SET merchant_id = 77")
	for name, want := range map[string]error{
		"missing.db": nil, ".": nil, "empty.db": ErrForeign, "garbage.db": ErrForeign, "foreign.db": ErrForeign,
		"cut.db": ErrDamaged, "torn.db": ErrDamaged, "points.db": ErrDamaged, "orphan.db": ErrDamaged,
	} {
		stood, _ := os.ReadFile(at(name))
		dir := t.TempDir()
		for what, err := range map[string]error{
			"backup":  second(MakeBackup(ctx, Options{URL: at(name), Clock: w.clock.now}, dir)),
			"restore": second(Restore(ctx, at(name), filepath.Join(dir, "club.db"), nil)),
		} {
			if err == nil || want != nil && !errors.Is(err, want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s of %s: %v", what, name, err)
			}
		}
		if got := inFolder(t, dir); len(got) > 0 {
			t.Errorf("%s left %v", name, got)
		}
		if now, _ := os.ReadFile(at(name)); !bytes.Equal(stood, now) {
			t.Errorf("%s was changed", name)
		}
	}
	if _, err := os.Stat(at("missing.db")); err == nil {
		t.Error("a file was made")
	}
	if err := second(MakeBackup(ctx, Options{URL: w.url()}, at("no folder"))); err == nil || !strings.Contains(err.Error(), "no such folder") {
		t.Errorf("to no folder: %v", err)
	}
	dir := t.TempDir()
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := second(MakeBackup(ended, Options{URL: w.url()}, dir)); !errors.Is(err, context.Canceled) || len(inFolder(t, dir)) > 0 {
		t.Errorf("interrupted: %v, left %v", err, inFolder(t, dir))
	}
	for _, err := range []error{
		second(MakeBackup(ctx, Options{URL: "postgres://club:hush@db.example/club"}, dir)), second(Restore(ctx, b.Path, "postgres://club:hush@db.example/club", nil)),
	} {
		if !errors.Is(err, ErrOtherTools) || strings.Contains(err.Error(), "hush") {
			t.Error(err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// Books that an older binary left are backed up as they are: no migration runs on them.
func TestBackupDoesNotMigrate(t *testing.T) {
	t.Parallel()
	w, _, _ := backedUp(t)
	must(0, w.Close())(t)
	sqlFile(t, w.url(), "DROP TRIGGER audit_no_update", "DELETE FROM goose_db_version WHERE version_id > 5")
	stood := must(os.ReadFile(w.url()))(t)
	b := must(MakeBackup(ctx, Options{URL: w.url(), Clock: w.clock.now}, t.TempDir()))(t)
	if got := must(os.ReadFile(w.url()))(t); !bytes.Equal(got, stood) || len(inFolder(t, filepath.Dir(w.url()))) != 1 {
		t.Errorf("the source was changed, or has %v", inFolder(t, filepath.Dir(w.url())))
	}
	sqlFile(t, b.Path, "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT 1; END") // it was not there
}

// What a killed run has left is gone after the next one, and never bears the name of a backup.
func TestBackupAfterKilled(t *testing.T) {
	t.Parallel()
	w, b, dir := backedUp(t)
	for _, name := range []string{"club-backup-123.tmp", "club-backup-mine.txt", "erasures.txt"} {
		must(0, os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600))(t)
	}
	if err := second(MakeBackup(ctx, Options{URL: w.url(), Clock: w.clock.now}, dir)); !errors.Is(err, os.ErrExist) {
		t.Errorf("twice in a second: %v", err)
	}
	w.clock.pass(time.Hour)
	again := must(MakeBackup(ctx, Options{URL: w.url(), Clock: w.clock.now}, dir))(t)
	want := []string{filepath.Base(b.Path), filepath.Base(again.Path), "club-backup-mine.txt", "erasures.txt"}
	if got := inFolder(t, dir); !slices.Equal(got, want) {
		t.Errorf("in the folder: %v", got)
	}
}

// A full disk fails the backup, not the club. It needs a disk of its own, which only root can have.
func TestBackupToFullDisk(t *testing.T) {
	t.Parallel()
	w, b, _ := backedUp(t)
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("skipped: no small disk: %s", out)
	}
	defer exec.Command("umount", dir).Run()
	for what, err := range map[string]error{
		"backup":  second(MakeBackup(ctx, Options{URL: w.url()}, dir)),
		"restore": second(Restore(ctx, b.Path, filepath.Join(dir, "club.db"), nil)),
	} {
		if err == nil || !strings.Contains(err.Error(), "full") && !strings.Contains(err.Error(), "no space") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if got := inFolder(t, dir); len(got) > 0 {
		t.Errorf("left %v", got)
	}
	w.join("李芸", "13700000001")
}

func TestKeep(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keep       Keep
		made, kept string
	}{
		"none":                        {Keep{7, 4}, "", ""},
		"one":                         {Keep{7, 4}, "1121-04", "1121-04"},
		"the newest stays always":     {Keep{0, 0}, "1120-04 1121-04 1119-04", "1121-04"},
		"the newest of each day":      {Keep{2, 0}, "1121-04 1121-23 1120-00 1120-05 1119-23", "1121-23 1120-05"},
		"days with none do not count": {Keep{3, 0}, "1121-04 1115-04 1101-04 1001-04", "1121-04 1115-04 1101-04"},
		// 2026-11-16 and 2026-11-09 are Mondays.
		"the newest of each week": {Keep{1, 3}, "1121-04 1116-00 1115-23 1109-01 1108-05 1101-05", "1121-04 1115-23 1108-05"},
		"weeks with none":         {Keep{0, 2}, "1121-04 1014-04 1012-04 0901-04", "1121-04 1014-04"},
		"days and weeks together": {Keep{2, 2}, "1117-04 1116-04 1115-04 1114-04 1108-04", "1117-04 1116-04 1115-04"},
		"each day for a month": {
			Keep{7, 4}, "1130-04 1129-04 1128-04 1127-04 1126-04 1125-04 1124-04 1123-04 1122-04 1121-04 1116-04 1115-04 1114-04 1108-04 1101-04",
			"1130-04 1129-04 1128-04 1127-04 1126-04 1125-04 1124-04 1122-04 1115-04",
		},
	} {
		var made []time.Time
		for text := range strings.FieldsSeq(c.made) {
			made = append(made, must(time.Parse("2006 0102-15", "2026 "+text))(t))
		}
		var kept []string
		for _, at := range c.keep.of(made) {
			kept = append(kept, at.Format("0102-15"))
		}
		if got := strings.Join(kept, " "); got != c.kept {
			t.Errorf("%s: kept %s, want %s", name, got, c.kept)
		}
	}
	// The last days of 2026 are of the week of the first ones of 2027.
	eve := time.Date(2026, 12, 31, 4, 0, 0, 0, time.UTC)
	if kept := (Keep{0, 9}).of([]time.Time{eve, eve.AddDate(0, 0, 1)}); len(kept) != 1 {
		t.Errorf("over new year: %v", kept)
	}
}

// Only what bears the name of a backup is ever removed, and never the one that was just made.
func TestKeepInFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	others := []string{"club.db", "club-20261101-040000.db-wal", "club-20261101-040000.5.db", "club-20261341-040000.db", "club-2026.db", "my-club-20261101-040000.db", "erasures.txt"}
	for _, name := range append(others, "club-20261101-040000.db", "club-20261120-040000.db", "club-20261120-050000.db", "club-20991231-000000.db") {
		must(0, os.WriteFile(filepath.Join(dir, name), nil, 0o600))(t)
	}
	must(0, os.Mkdir(filepath.Join(dir, "club-20261102-040000.db"), 0o700))(t)
	made := Backup{Path: filepath.Join(dir, "club-20261120-040000.db")} // by a clock that was wrong before
	removed := must(ThinBackups(made, Keep{1, 1}))(t)
	want := []string{filepath.Join(dir, "club-20261101-040000.db"), filepath.Join(dir, "club-20261120-050000.db")}
	if !slices.Equal(removed, want) || len(inFolder(t, dir)) != len(others)+3 {
		t.Errorf("removed %v, left %v", removed, inFolder(t, dir))
	}
}

func TestReadErasures(t *testing.T) {
	t.Parallel()
	list := must(ReadErasures(strings.NewReader("1790000000\t7\n1790000001\t9223372036854775807\n")))(t)
	if !slices.Equal(list, []Erasure{{1790000000, 7}, {1790000001, 1<<63 - 1}}) {
		t.Errorf("%v", list)
	}
	if list := must(ReadErasures(strings.NewReader("")))(t); len(list) > 0 {
		t.Errorf("%v", list)
	}
	for _, wrong := range []string{
		"\n", "7", "1790000000\t7", "1790000000 7\n", "1790000000\t7\r\n", "1790000000\t7\t\n", "\t7\n", "1790000000\t\n", "-1\t7\n", "+1\t7\n", "1\t0\n", "1\t9223372036854775808\n", "# 1\t7\n",
	} {
		if list, err := ReadErasures(strings.NewReader("1790000000\t5\n" + wrong)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v %v", wrong, list, err)
		}
	}
}
