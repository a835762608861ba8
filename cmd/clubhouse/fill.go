package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
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

// fill makes a club of so many members.
func (b *benching) fill(ctx context.Context, path string, size int) error {
	begun := time.Now()
	if _, err := fillClub(ctx, path, size, &progress{out: b.out, every: 20 * time.Second}); err != nil {
		return fmt.Errorf("a club of %d: %w", size, err)
	}
	fmt.Fprintf(b.out, "a club of %d members, made in %v\n", size, time.Since(begun).Round(time.Second/10))
	return nil
}

// large answers where the largest club is, which is made where none was named, and how many members it has.
func (b *benching) large(ctx context.Context) (url string, size int, err error) {
	if b.filled == "" {
		path := filepath.Join(b.dir, "largest.db")
		if err := b.fill(ctx, path, b.largest); err != nil {
			return "", 0, err
		}
		b.filled = path
	}
	n, err := count(ctx, b.filled, "SELECT COUNT(*) FROM members")
	return b.filled, int(n), err
}

// someMembers answers members whom chance picks from the club's whole time.
func someMembers(ctx context.Context, store *db.Store, n int) ([]int64, error) {
	r := rand.New(rand.NewPCG(5, 6))
	q := db.MemberList.Query(nil)
	newest, err := store.List(ctx, db.SystemActor, db.MemberList, q)
	if err != nil {
		return nil, err
	}
	if len(newest.Lines) == 0 {
		return nil, errors.New("nobody is in the club")
	}
	first, err := store.MemberRecord(ctx, db.SystemActor, newest.Lines[0].ID)
	if err != nil {
		return nil, err
	}
	span := int64(cellYears * 365 * 24 * time.Hour / time.Second)
	seen := map[int64]bool{}
	var list []int64
	for tries := 0; len(list) < n && tries <= 50*n; tries++ {
		q.After = fmt.Sprintf("%d.%d", first.ID, first.JoinedAt-r.Int64N(span))
		page, err := store.List(ctx, db.SystemActor, db.MemberList, q)
		if err != nil {
			return nil, err
		}
		if len(page.Lines) == 0 {
			continue
		}
		if one := page.Lines[r.IntN(len(page.Lines))].ID; !seen[one] {
			seen[one] = true
			list = append(list, one)
		}
	}
	return list, nil
}

// somePhones answers the phones of members whom chance picks.
func somePhones(ctx context.Context, store *db.Store, n int) (list []string, err error) {
	ids, err := someMembers(ctx, store, n)
	if err != nil {
		return nil, err
	}
	err = store.Read(ctx, func(rx *db.Rx) error {
		list = nil
		for _, id := range ids {
			m, err := rx.GetMember(bg, id)
			if err != nil {
				return err
			}
			if m.Phone != nil {
				list = append(list, *m.Phone)
			}
		}
		return nil
	})
	slices.Sort(list)
	return list, err
}
