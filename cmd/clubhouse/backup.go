package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"clubhouse/db"
)

// backup copies the books of a club, which may be serving, into a folder, and removes the backups there that need not be
// kept.
func backup(ctx context.Context, c *call) error {
	to := c.String("to", "", "the folder for the backups of this club, which must be there")
	var keep db.Keep
	c.IntVar(&keep.Daily, "keep-daily", 7, "keep the newest backup of each of so many last days that have one")
	c.IntVar(&keep.Weekly, "keep-weekly", 4, "keep the newest backup of each of so many last weeks that have one")
	if _, err := c.parse(0); err != nil {
		return err
	}
	if *to == "" {
		return usageError("to which folder? clubhouse backup --db club.db --to /backups/club")
	}
	if keep.Daily < 0 || keep.Weekly < 0 {
		return usageError("--keep-daily and --keep-weekly are 0 or more")
	}
	made, err := db.MakeBackup(ctx, db.Options{URL: *c.db}, *to)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s: %s, sound.\n", made.Path, held(made))
	removed, err := db.ThinBackups(made, keep)
	for _, path := range removed {
		fmt.Fprintf(c.out, "removed %s\n", path)
	}
	return err
}

// restore puts a backup in place where no club is yet.
func restore(ctx context.Context, c *call) error {
	from := c.String("from", "", "the backup")
	to := c.String("to", "", "the SQLite file to make of it, which must not be there yet")
	list := c.String("erasures", "", "the list of erased accounts, kept outside the backups (default: erasures.txt beside the backup, if it is there)")
	if _, err := c.parse(0); err != nil {
		return err
	}
	if *to == "" && db.OnPostgres(*c.db) {
		return db.ErrOtherTools
	}
	if *from == "" || *to == "" {
		return usageError("which backup, and to where? clubhouse restore --from /backups/club/club-20261121-040000.db --to club.db")
	}
	erasures, err := readErasures(*list, *from)
	if err != nil {
		return err
	}
	b, err := db.Restore(ctx, *from, *to, erasures)
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s is restored from %s: %s, the newest of %s. Erased again: %d of %d. Serve it with the same CLUB_SECRET.\n",
		b.Path, *from, held(b), time.Unix(b.Newest, 0).UTC().Format(time.RFC3339), b.Erased, len(erasures))
	return nil
}

// readErasures reads the list at path, or that beside the backup, which need not be there.
func readErasures(path, backup string) ([]db.Erasure, error) {
	beside := path == ""
	if beside {
		path = filepath.Join(filepath.Dir(backup), db.ErasuresFile)
	}
	f, err := os.Open(path)
	if beside && errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := db.ReadErasures(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return list, nil
}

func held(b db.Backup) string {
	return fmt.Sprintf("%.1f MB, %d audit rows", float64(b.Bytes)/1e6, b.Audit)
}
