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
	list := c.String("erasures", "", "the list of erased accounts, kept outside the backups, such as CLUB_ERASURES; erasures.txt beside the backup is read too, if it is there")
	if _, err := c.parse(0); err != nil {
		return err
	}
	if *to == "" && db.OnPostgres(*c.db) {
		return db.ErrOtherTools
	}
	if *from == "" || *to == "" {
		return usageError("which backup, and to where? clubhouse restore --from /backups/club/club-20261121-040000.db --to club.db")
	}
	var outside []db.Erasure
	if *list != "" {
		var err error
		if outside, err = readErasures(*list); err != nil {
			return err
		}
	}
	beside, err := readErasures(filepath.Join(filepath.Dir(*from), db.ErasuresFile))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	b, err := db.Restore(ctx, *from, *to, append(outside, beside...))
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s is restored from %s: %s, the newest of %s. Erased again: %d. Serve it with the same CLUB_SECRET.\n",
		b.Path, *from, held(b), time.Unix(b.Newest, 0).UTC().Format(time.RFC3339), b.Erased)
	return nil
}

// erase erases again, in books that were restored by other tools than ours, whom a list outside of them names.
func erase(ctx context.Context, c *call) error {
	list := c.String("erasures", c.getenv("CLUB_ERASURES"), "the list of erased accounts (or set CLUB_ERASURES)")
	if _, err := c.parse(0); err != nil {
		return err
	}
	if *list == "" {
		return usageError("whom? clubhouse erase --erasures /elsewhere/erasures.txt")
	}
	erasures, err := readErasures(*list)
	if err != nil {
		return err
	}
	if err := mustExist(*c.db); err != nil {
		return err
	}
	store, err := openUnsealed(ctx, c)
	if err != nil {
		return err
	}
	n, err := store.EraseAgain(ctx, erasures)
	if err = errors.Join(err, store.Close()); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "Erased again: %d. The list has %d lines.\n", n, len(erasures))
	return nil
}

func readErasures(path string) ([]db.Erasure, error) {
	f, err := os.Open(path)
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
