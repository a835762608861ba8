package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

func importRegister(ctx context.Context, c *call) error {
	dry := c.Bool("dry-run", false, "tell what would be done, and write nothing")
	asJSON := c.Bool("json", false, "print the report as JSON")
	brand := c.Int64("brand", 0, "the id of the brand of communities that are not known yet (default: the only brand, or a new one of the club's name)")
	city := c.String("city", "", "the city of all homes, for a file without a column of cities")
	args, err := c.parse(1)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return usageError("which file? clubhouse import register FILE")
	}
	store, done, err := openForImport(ctx, c, *dry)
	if err != nil {
		return err
	}
	defer done()
	file, hash, err := readRegister(args[0], *city)
	if e, ok := errors.AsType[*db.Error](err); ok && e.Reason == db.RegisterMissingColumn {
		return fmt.Errorf("%s: no column for %q was found; the header is: %s", args[0], e.Field, strings.Join(file.Header, ", "))
	}
	if err != nil {
		return inWords(store, err)
	}
	var report db.ImportReport
	p := &progress{out: c.err, every: 2 * time.Second}
	file.Tell(func(done, whole int64) error {
		p.at("homes", done, whole)
		return ctx.Err() // Ctrl-C leaves the register as it was
	})
	if *dry {
		report, err = store.CheckRegister(ctx, file)
	} else {
		if *brand == 0 {
			if *brand, err = store.OwnBrand(ctx, db.SystemActor); err != nil {
				return err
			}
		}
		report, err = store.ImportRegister(ctx, db.SystemActor, file, filepath.Base(args[0]), hash, func(db.RegisterPlace) int64 { return *brand })
	}
	if ctx.Err() != nil && err != nil {
		return errors.New("stopped; the register is as it was")
	}
	if err != nil {
		return inWords(store, err)
	}
	if *asJSON {
		e := json.NewEncoder(c.out)
		e.SetIndent("", "  ")
		return e.Encode(report)
	}
	for _, r := range report.Refused {
		fmt.Fprintf(c.out, "record %d (%s): %s: %s\n", r.Record, r.Contract, r.Field, i18n.RowFault(db.En, r.Reason))
	}
	for _, p := range report.Communities {
		fmt.Fprintf(c.out, "new community: %s (%s)\n", p.Community, p.City)
	}
	fmt.Fprintf(c.out, "%d homes: %d new, %d changed (%d wait for staff, their owners differ), %d the same; %d records refused\n",
		report.Homes, report.New, report.Changed, report.Waiting, report.Same, len(report.Refused))
	if *dry {
		fmt.Fprintln(c.out, "Nothing was written.")
	}
	return nil
}

// openForImport opens the books; a dry run leaves nothing behind, not even empty books where there are none yet.
func openForImport(ctx context.Context, c *call, dry bool) (store *db.Store, done func(), err error) {
	dir := ""
	if dry && errors.Is(mustExist(*c.db), os.ErrNotExist) {
		if dir, err = os.MkdirTemp("", "clubhouse"); err != nil {
			return nil, nil, err
		}
		*c.db = filepath.Join(dir, "club.db")
	}
	clean := func() {
		if dir != "" {
			_ = os.RemoveAll(dir)
		}
	}
	if store, err = openUnsealed(ctx, c); err != nil {
		clean()
		return nil, nil, err
	}
	return store, func() { _ = store.Close(); clean() }, nil
}

// readRegister reads the file and answers it with its hash. Where only a column is missing, the file is answered beside
// the error.
func readRegister(path, city string) (*db.RegisterFile, []byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("%s is not a file", path)
	}
	file, err := db.ReadRegister(f, info.Size(), nil)
	if city != "" && file != nil {
		m := file.Mapping
		m.City = city
		file, err = db.ReadRegister(f, info.Size(), &m)
	}
	if err != nil {
		return file, nil, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(f, 0, info.Size())); err != nil {
		return nil, nil, err
	}
	return file, h.Sum(nil), nil
}

func exportRegister(ctx context.Context, c *call) error {
	out := c.String("out", "", "the file to write (default: standard output)")
	if _, err := c.parse(0); err != nil {
		return err
	}
	store, err := openUnsealed(ctx, c)
	if err != nil {
		return err
	}
	defer store.Close()
	if err := store.LogRegisterExport(ctx, db.SystemActor); err != nil {
		return err
	}
	if *out == "" {
		return writeRegister(ctx, store, c.out)
	}
	f, err := os.OpenFile(*out, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // it holds names and phones
	if err != nil {
		return err
	}
	if err := errors.Join(writeRegister(ctx, store, f), f.Close()); err != nil {
		os.Remove(*out) // half a register must not pass for a whole one
		return err
	}
	return nil
}

func writeRegister(ctx context.Context, store *db.Store, w io.Writer) error {
	var failed error
	err := db.WriteRegister(w, store.RegisterHomes(ctx, &failed))
	return errors.Join(err, failed)
}

// mustExist answers os.ErrNotExist for an SQLite file that is not there, which opening it would make.
func mustExist(database string) error {
	if db.OnPostgres(database) {
		return nil
	}
	_, err := os.Stat(strings.TrimPrefix(database, "file:"))
	return err
}
