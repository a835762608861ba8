package db

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"clubhouse/db/cluster/clustertest"
)

// apart runs fn on a thread of its own, which what prepare does to it does not outlive.
func apart(prepare func() error, fn func()) (err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // for good: the thread ends with this goroutine
		if err = prepare(); err == nil {
			fn()
		}
	}()
	<-done
	return err
}

// asNobody runs fn as a user who is not root, and may do no more than others.
func asNobody(fn func()) error {
	return apart(func() error {
		if os.Geteuid() != 0 {
			return nil
		}
		const nobody = 65534
		if _, _, e := syscall.RawSyscall(syscall.SYS_SETRESUID, nobody, nobody, nobody); e != 0 {
			return e
		}
		return nil
	}, fn)
}

// refusesToWrite has every way to the file at path refused in one sentence that names place, and nothing changed.
func refusesToWrite(t *testing.T, when, path, place string, run func(func()) error) {
	t.Helper()
	to := t.TempDir()
	must(0, errors.Join(os.Chmod(filepath.Dir(to), 0o755), os.Chmod(to, 0o777)))(t)
	looks := func() (s string) {
		for _, f := range must(os.ReadDir(filepath.Dir(path)))(t) {
			info := must(f.Info())(t)
			s += fmt.Sprintln(info.Name(), info.Mode(), info.Size(), info.ModTime())
		}
		return s + string(must(os.ReadFile(path))(t))
	}
	before := looks()
	said := map[string]error{}
	if err := run(func() {
		_, said["open"] = Open(ctx, Options{URL: path, Secret: testSecret})
		_, said["look"] = Look(ctx, Options{URL: "file:" + path})
		_, said["backup"] = MakeBackup(ctx, Options{URL: path}, to)
		said["copy"] = Copy(ctx, Options{URL: path, Secret: testSecret}, Options{URL: filepath.Join(to, "copy.db"), Secret: testSecret}, func(TableSum) {})
	}); err != nil {
		t.Skipf("skipped: %s: this cannot be had here: %v", when, err)
	}
	for how, err := range said {
		if !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), place) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %s: %v", when, how, err)
		}
	}
	if looks() != before {
		t.Errorf("%s: something was changed", when)
	}
	if made := must(os.ReadDir(to))(t); len(made) > 0 {
		t.Errorf("%s: %v was made", when, made)
	}
}

// Books that may not be written are refused before SQLite leaves a log beside them that shuts their owner out too.
func TestReadOnlyFile(t *testing.T) {
	t.Parallel()
	if testServer != "" {
		t.Skip("skipped: about SQLite")
	}
	file := must(migrated())(t)
	for _, c := range []struct {
		when, place          string // what is shut
		rights, log, folders os.FileMode
	}{
		{"the file", "club.db", 0o444, 0, 0o777},
		{"another's file", "club.db", 0, 0, 0o777},
		{"the log", "club.db-wal", 0o666, 0o444, 0o777},
		{"the folder", "", 0o666, 0, 0o555},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, "club.db")
		must(0, errors.Join(os.Chmod(filepath.Dir(dir), 0o755), os.WriteFile(path, file, 0o600), os.Chmod(path, c.rights)))(t)
		if c.log != 0 {
			must(0, errors.Join(os.WriteFile(path+"-wal", nil, 0o600), os.Chmod(path+"-wal", c.log)))(t)
		}
		must(0, os.Chmod(dir, c.folders))(t)
		if c.rights == 0 && os.Geteuid() != 0 {
			continue // nobody reads it, this test included
		}
		refusesToWrite(t, c.when, path, filepath.Join(dir, c.place), asNobody)
		must(0, os.Chmod(dir, 0o700))(t)
	}
	dir := t.TempDir()
	must(0, errors.Join(os.Chmod(filepath.Dir(dir), 0o755), os.Chmod(dir, 0o555)))(t)
	var err error
	if kept := asNobody(func() { _, err = Open(ctx, Options{URL: filepath.Join(dir, "new.db"), Secret: testSecret}) }); kept != nil {
		t.Skipf("skipped: this cannot be had here: %v", kept)
	}
	if !errors.Is(err, ErrReadOnly) {
		t.Errorf("a new club in a folder that is shut: %v", err)
	}
}

// A disk that only reads refuses root, too.
func TestReadOnlyDisk(t *testing.T) {
	t.Parallel()
	if testServer != "" {
		t.Skip("skipped: about SQLite")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "club.db")
	must(0, os.WriteFile(path, must(migrated())(t), 0o600))(t)
	mounted := func(fn func()) error {
		return apart(func() error { // a mount that this thread alone sees
			return errors.Join(syscall.Unshare(syscall.CLONE_FS|syscall.CLONE_NEWNS), syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""),
				syscall.Mount(dir, dir, "", syscall.MS_BIND, ""), syscall.Mount("", dir, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
		}, fn)
	}
	refusesToWrite(t, "a disk", path, "disk that holds "+path, mounted)
}

// On PostgreSQL a user without rights, and a server that only reads, are refused at the start, but may be copied from. Rights
// that are taken from a running club put its acts off, and it goes on once they are given back.
func TestReadOnlyServer(t *testing.T) {
	t.Parallel()
	if testServer == "" {
		t.Skip("skipped: about PostgreSQL")
	}
	w := newWorld(t)
	user := fmt.Sprintf("club_test_reader_%d", os.Getpid())
	if err := clustertest.Exec("CREATE ROLE " + user + " LOGIN"); err != nil {
		t.Skipf("skipped: this user may make no other: %v", err)
	}
	t.Cleanup(func() { must(0, clustertest.Exec("DROP ROLE "+user))(t) })
	t.Cleanup(func() { w.exec("DROP OWNED BY " + user) })
	u := must(url.Parse(w.url()))(t)
	u.User = url.User(user)
	grant := func(verb, rights, on string) {
		t.Helper()
		w.exec(verb + " " + rights + " ON " + on + map[string]string{"GRANT": " TO ", "REVOKE": " FROM "}[verb] + user)
	}
	refused := func(when, at, says string) {
		t.Helper()
		for how, open := range map[string]func() error{
			"open": func() error { _, err := Open(ctx, Options{URL: at, Secret: testSecret}); return err },
			"copy to": func() error {
				return Copy(ctx, Options{URL: newBooks(t), Secret: testSecret}, Options{URL: at, Secret: testSecret}, nil)
			},
		} {
			if err := open(); !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), Place(at)) {
				t.Errorf("%s: %s: %v", when, how, err)
			}
		}
	}
	copied := func(when, at string) {
		t.Helper()
		if err := Copy(ctx, Options{URL: at, Secret: testSecret}, Options{URL: newDatabase(t), Secret: testSecret}, func(TableSum) {}); err != nil {
			t.Errorf("%s: copying from it: %v", when, err)
		}
	}
	refused("no rights", u.String(), "permission denied")
	looked := must(Look(ctx, Options{URL: u.String()}))(t)
	for _, f := range looked.Examine(ctx, false) {
		if f.Grade == OK != (f.Name == "integrity") || strings.Contains(f.Text, errNoClub.Error()) {
			t.Errorf("the doctor without rights: %+v", f)
		}
	}
	must(0, looked.Close())(t)
	grant("GRANT", "SELECT", "ALL TABLES IN SCHEMA public")
	refused("reading alone", u.String(), "the user "+user+" lacks rights to ")
	copied("reading alone", u.String())
	only := w.url() + "&default_transaction_read_only=on"
	refused("a server that only reads", only, "only reads")
	copied("a server that only reads", only)

	const acts = "INSERT, UPDATE, DELETE"
	grant("GRANT", acts, "ALL TABLES IN SCHEMA public")
	s := must(Open(ctx, Options{URL: u.String(), Secret: testSecret, Log: w.log}))(t)
	defer s.Close()
	write := func() error { return s.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, "by another") }) }
	must(0, write())(t)
	grant("REVOKE", acts, "brands")
	if err := write(); KindOf(err) != Busy || s.Check(ctx) != nil {
		t.Errorf("without the right: %v, a probe %v", err, s.Check(ctx))
	}
	if err := s.MayWrite(ctx); !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), "1 of its tables, such as brands") {
		t.Errorf("the doctor would say: %v", err)
	}
	grant("GRANT", acts, "brands")
	must(0, write())(t)
}
