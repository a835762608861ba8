package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"clubhouse/db"
)

// doctor looks a club over and prints a line for each finding. It changes nothing, and runs beside a club that serves.
func doctor(ctx context.Context, c *call) error {
	asJSON := c.Bool("json", false, "print JSON")
	deep := c.Bool("deep", false, "read every row and page, however long that takes, and not the newest alone")
	seal := c.String("seal", "", "the hash of a seal that an earlier look has told, 12 or more digits of it: asks whether the audit still holds it")
	if _, err := c.parse(0); err != nil {
		return err
	}
	findings := examineSettings(c.getenv)
	if !db.OnPostgres(*c.db) {
		findings = append(findings, examineFiles(strings.TrimPrefix(*c.db, "file:"))...)
	}
	findings = append(findings, examineBooks(ctx, *c.db, *deep, *seal)...)
	if err := tellFindings(c, findings, *asJSON); err != nil {
		return err
	}
	for _, f := range findings {
		if f.Grade == db.Bad {
			return errSaid
		}
	}
	return nil
}

func tellFindings(c *call, findings []db.Finding, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(c.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(findings)
	}
	for _, f := range findings {
		do := ""
		if f.Do != "" {
			do = ": " + f.Do
		}
		if _, err := fmt.Fprintf(c.out, "%-4s  %-11s  %s%s\n", f.Grade, f.Name, f.Text, do); err != nil {
			return err
		}
	}
	return nil
}

// examineSettings reads what serve reads, and answers each of its faults.
func examineSettings(getenv func(string) string) (out []db.Finding) {
	const name, do = "settings", "set it where serve is started, or start the doctor with what serve has"
	_, err := readSettings(getenv)
	var faults faultsError
	switch {
	case err == nil:
		return []db.Finding{db.Fine(name, "all settings are there and can be read")}
	case !errors.As(err, &faults):
		return []db.Finding{db.Unseen(name, err)}
	}
	for _, fault := range faults {
		out = append(out, db.Wrong(name, do, "%s", fault))
	}
	return out
}

// examineBooks looks at what the database holds, as it stands.
func examineBooks(ctx context.Context, at string, deep bool, seal string) []db.Finding {
	const name = "database"
	store, err := db.Look(ctx, db.Options{URL: at})
	switch {
	case errors.Is(err, os.ErrNotExist):
		return []db.Finding{db.Wrong(name, "mount the disk that holds it, or name another with --db or CLUB_DATABASE_URL; clubhouse migrate makes a new club", "there is no file %s", at)}
	case errors.Is(err, db.ErrForeign):
		return []db.Finding{db.Wrong(name, "name another with --db or CLUB_DATABASE_URL", "%s", err)}
	case errors.Is(err, db.ErrReadOnly): // a log that this user made might shut the club out of its own file
		return []db.Finding{db.Wrong(name, "mend what is said of it above, and look again", "it was not opened, since this user may not write to it")}
	case err != nil:
		return []db.Finding{db.Unseen(name, err)}
	}
	defer store.Close()
	first := db.Fine(name, "%s can be opened", db.Place(at))
	if err := store.MayWrite(ctx); errors.Is(err, db.ErrReadOnly) {
		first = db.Wrong(name, "then start the club again", "%s: %s", db.Place(at), err)
	} else if err != nil {
		first = db.Unseen(name, err)
	}
	out := append([]db.Finding{first}, store.Examine(ctx, deep)...)
	if seal != "" {
		out = append(out, examineSeal(ctx, store, seal))
	}
	return out
}

// examineSeal looks for the seal whose hash somebody has kept.
func examineSeal(ctx context.Context, store *db.Store, hash string) db.Finding {
	const name, do = "seal", "unless a backup from before was restored since, somebody with access to the database has cut the audit or made it anew: keep a copy, and compare with a backup"
	s, err := store.FindSeal(ctx, strings.ToLower(hash))
	switch {
	case db.KindOf(err) == db.NotFound:
		return db.Wrong(name, do, "the audit holds no seal of the hash %q", hash)
	case err != nil:
		return db.Unseen(name, err)
	}
	return db.Fine(name, "seal %d, of %s, has this hash: the %d acts up to it are those of then, where the audit is found well with --deep", s.ID, db.Stamp(s.At), s.Total)
}

const longLog = 512 << 20 // bytes; under full load it is some 130 MB

// examineFiles looks at the file of an SQLite database, at what stands beside it, and at the disk that holds them. Of a
// file that is not there it answers nothing.
func examineFiles(path string) (out []db.Finding) {
	const name = "file"
	real, err := filepath.EvalSymlinks(path) // beside which SQLite keeps the log
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if err != nil {
		return []db.Finding{db.Unseen(name, err)}
	}
	for _, file := range []string{real, real + "-wal", real + "-shm"} {
		info, err := os.Stat(file)
		switch {
		case errors.Is(err, os.ErrNotExist):
			continue
		case err != nil:
			out = append(out, db.Unseen(name, err))
		case !info.Mode().IsRegular():
			out = append(out, db.Wrong(name, "name a file with --db or CLUB_DATABASE_URL", "%s is no file", file))
		case info.Mode().Perm()&0o077 != 0:
			out = append(out, db.Worry(name, "chmod 600 "+file, "others than its owner may use %s, which holds personal data (its rights are %04o)", file, info.Mode().Perm()))
		}
		if err := mayWrite(file); err != nil {
			out = append(out, unwritable(name, "start the club, and the doctor, as the file's owner", file, err))
		}
	}
	if len(out) == 0 {
		out = append(out, db.Fine(name, "%s is for its owner alone", real))
	}
	folder := filepath.Dir(real)
	if err := mayWrite(folder); err != nil {
		out = append(out, unwritable("folder", "give the folder, where SQLite keeps its log, to the user that the club runs as", folder, err))
	} else {
		out = append(out, db.Fine("folder", "%s can be written, which SQLite needs for its log", folder))
	}
	size := int64(0)
	if info, err := os.Stat(real + "-wal"); err == nil {
		size = info.Size()
	}
	if size > longLog {
		out = append(out, db.Worry("log", "something has been reading the database for long and keeps the log from being copied back: end it, or start the club again", "the log %s-wal has %d MB", real, size>>20))
	} else {
		out = append(out, db.Fine("log", "the log has %d MB", size>>20))
	}
	if free, size, err := diskSpace(folder); err != nil {
		out = append(out, db.Unseen("disk", err))
	} else {
		out = append(out, examineDisk(free, size))
	}
	return out
}

// unwritable is the finding where err keeps this user from writing to path.
func unwritable(name, do, path string, err error) db.Finding {
	if errors.Is(err, syscall.EROFS) {
		return db.Wrong(name, "mount it for writing", "the disk that holds %s can only be read", path)
	}
	return db.Wrong(name, do, "this user may not write to %s", path)
}

// examineDisk grades what is left, in bytes, of a disk of this size.
func examineDisk(free, size uint64) db.Finding {
	const name, do, text = "disk", "make room: on a full disk the club puts off every act", "%d MB are left on the database's disk, %.1f %% of it"
	left, part := free>>20, 100*float64(free)/float64(max(size, 1))
	switch {
	case left < 200 || part < 1:
		return db.Wrong(name, do, text, left, part)
	case left < 1024 || part < 5:
		return db.Worry(name, do, text, left, part)
	}
	return db.Fine(name, text, left, part)
}
