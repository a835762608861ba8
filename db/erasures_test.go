package db

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Whoever was erased since the backup was made is erased in what is restored, before it has its name.
func TestRestoreWithErasures(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if testServer != "" {
		t.Skip("PostgreSQL has tools of its own")
	}
	m, stays := w.join("司马雀", "13612340987"), w.join("李芸", "13700000001")
	dir := t.TempDir()
	b := must(MakeBackup(ctx, Options{URL: w.url(), Clock: w.clock.now}, dir))(t)
	if got := inFolder(t, dir); len(got) != 1 {
		t.Errorf("nobody was erased, and the folder has %v", got)
	}
	if err := w.Leave(ctx, m, true); err != nil {
		t.Fatal(err)
	}
	w.pass(15 * 24 * time.Hour)
	_ = must(w.EraseDue(ctx, 10))(t)
	list := must(w.Erasures(ctx, 0))(t)
	outside := filepath.Join(t.TempDir(), "erasures.txt")
	for range 2 { // twice writes it once
		if err := AppendErasures(outside, append(list, Erasure{At: b.Newest - 1, Account: 7})); err != nil {
			t.Fatal(err)
		}
	}
	f := must(os.Open(outside))(t)
	kept := must(ReadErasures(f))(t)
	f.Close()
	if len(kept) != 2 || kept[0] != list[0] {
		t.Fatalf("the list outside holds %v", kept)
	}

	to := filepath.Join(t.TempDir(), "club.db")
	again := must(Restore(ctx, b.Path, to, kept))(t)
	if again.Erased != 1 || !slices.Equal(inFolder(t, filepath.Dir(to)), []string{"club.db"}) {
		t.Errorf("restored %+v beside %v", again, inFolder(t, filepath.Dir(to)))
	}
	body := string(must(os.ReadFile(to))(t))
	for text, want := range map[string]bool{"司马雀": false, "13612340987": false, "李芸": true} {
		if strings.Contains(body, text) != want {
			t.Errorf("%s in what was restored: %v", text, !want)
		}
	}
	r := must(Open(ctx, Options{URL: to, Secret: []byte(strings.Repeat("k", 32)), Clock: w.clock.now}))(t)
	defer r.Close()
	if row := must(r.MemberRecord(ctx, SystemActor, m.Member))(t); !row.Left || row.Name != erasedName {
		t.Errorf("the erased: %+v", row)
	}
	if row := must(r.MemberRecord(ctx, SystemActor, stays.Member))(t); row.Left || row.Name != "李芸" {
		t.Errorf("who stays: %+v", row)
	}

	// A later backup lists them beside itself.
	w.clock.pass(time.Hour)
	_ = must(MakeBackup(ctx, Options{URL: w.url(), Clock: w.clock.now}, dir))(t)
	beside := must(os.Open(filepath.Join(dir, ErasuresFile)))(t)
	defer beside.Close()
	if got := must(ReadErasures(beside))(t); !slices.Equal(got, list) {
		t.Errorf("beside the backups: %v", got)
	}
}

// Books that other tools have restored are erased again by the list, once, however often that is asked for.
func TestEraseAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, stays := w.join("司马雀", "13612340987"), w.join("李芸", "13700000001")
	list := []Erasure{{At: w.clock.now().Unix(), Account: m.Account}, {At: 1, Account: m.Account}, {At: 1, Account: 7}}
	w.pass(time.Hour)
	for _, want := range []int{1, 0} {
		if n := must(w.EraseAgain(ctx, list))(t); n != want {
			t.Errorf("%d are erased again, not %d", n, want)
		}
	}
	if row := must(w.MemberRecord(ctx, SystemActor, m.Member))(t); !row.Erased {
		t.Errorf("the erased: %+v", row)
	}
	if row := must(w.MemberRecord(ctx, SystemActor, stays.Member))(t); row.Left {
		t.Errorf("who stays: %+v", row)
	}
}

// Who works here keeps their account, may come back as a member, and be erased again: the list says when last, so that a backup
// of between is erased too.
func TestErasedTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if testServer != "" {
		t.Skip("PostgreSQL has tools of its own")
	}
	outside := filepath.Join(t.TempDir(), "erasures.txt")
	var between Backup
	for i := range 2 {
		w.pass(time.Hour)
		m := w.join("司马雀", "13900000002")
		w.sent()
		if i == 1 {
			between = must(MakeBackup(ctx, Options{URL: w.url(), Clock: w.clock.now}, t.TempDir()))(t)
		}
		must(0, w.Leave(ctx, m, true))(t)
		w.pass(15 * 24 * time.Hour)
		_ = must(w.EraseDue(ctx, 10))(t)
		must(0, AppendErasures(outside, must(w.Erasures(ctx, 0))(t)))(t)
	}
	f := must(os.Open(outside))(t)
	defer f.Close()
	list := must(ReadErasures(f))(t)
	if len(list) != 2 || list[0].Account != list[1].Account || list[0].At >= list[1].At {
		t.Fatalf("the list holds %v", list)
	}
	to := filepath.Join(t.TempDir(), "club.db")
	if again := must(Restore(ctx, between.Path, to, list))(t); again.Erased != 1 {
		t.Errorf("restored %+v", again)
	}
	if strings.Contains(string(must(os.ReadFile(to))(t)), "司马雀") {
		t.Error("whom the club has erased is in what was restored")
	}
}
