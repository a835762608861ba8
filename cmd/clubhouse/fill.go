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

// fill makes a club of any size for measurements: it lets a small one live through two years by the same acts as people
// do, and multiplies it.
func fill(ctx context.Context, c *call) error {
	members := c.Int("members", 1_000_000, "members of the club, each with two homes of the register, ten point entries and five vouchers")
	if _, err := c.parse(0); err != nil {
		return err
	}
	if *members < 1 || *members > mostFilled {
		return usageError(fmt.Sprintf("--members: a club of 1 to %d can be made", mostFilled))
	}
	begun := time.Now()
	made, err := fillClub(ctx, *c.db, *members, &progress{out: c.out, every: 5 * time.Second})
	if err != nil && ctx.Err() != nil {
		return errors.New("stopped: no club was made, or one whose audit has still to be sealed")
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s: a club of %d members, made in %v\n", db.Place(*c.db), made, time.Since(begun).Round(100*time.Millisecond))
	return nil
}

// The small club has a thousand members, and more where it cannot be multiplied often enough.
const (
	cellMembers = 1000
	mostFilled  = 20 * cellMembers * db.MostTimes
)

// fillClub makes a club of at least so many members in the new database at url and answers how many it has.
func fillClub(ctx context.Context, url string, members int, p *progress) (int, error) {
	dir, err := os.MkdirTemp("", "clubhouse-fill")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	small := min(members, max(cellMembers, (members+db.MostTimes-1)/db.MostTimes))
	times := (members + small - 1) / small
	cell := db.Options{URL: filepath.Join(dir, "cell.db"), Secret: benchSecret}
	if err := fillCell(ctx, cell, small, p); err != nil {
		return 0, err
	}
	return small * times, db.Multiply(ctx, cell, db.Options{URL: url, Secret: benchSecret}, times, fillName, p.at)
}

// fillName answers the n-th of many names.
func fillName(n int) string {
	n = n * 7919
	surname, first := surnames[n%len(surnames)], givenNames[n/len(surnames)%len(givenNames)]
	second := givenNames[n/len(surnames)/len(givenNames)%len(givenNames)]
	return string([]rune(surname)[:1]) + string([]rune(first)[:1]) + string([]rune(second)[:1])
}
