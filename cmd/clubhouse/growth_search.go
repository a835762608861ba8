package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"clubhouse/db"
)

const searchTurns = 200 // of each form

// searchForm is a way to ask the desk's search: each n asks for something else.
type searchForm struct {
	name  string
	typed func(n int) string
}

// searchForms are all that staff type, for a filled club of so many members with vouchers of these codes.
func searchForms(letters string, size int, codes []string) []searchForm {
	r := rand.New(rand.NewPCG(7, 8))
	name := func(from, to int) func(int) string {
		return func(int) string { return string([]rune(fillName(r.IntN(size)))[from:to]) }
	}
	initials := func(n int) func(int) string {
		return func(int) string {
			b := make([]byte, n)
			for i := range b {
				b[i] = "lzwchyxjgs"[r.IntN(10)]
			}
			return string(b)
		}
	}
	number := func(form string, below int) func(int) string {
		return func(int) string { return fmt.Sprintf(form, r.IntN(below)) }
	}
	home := func() int { return r.IntN(cellMembers * cellHomes) }
	copies := max(1, size/cellMembers)
	return []searchForm{
		{"a surname", name(0, 1)}, {"one sign", name(1, 2)}, {"two signs", name(1, 3)}, {"three signs", name(0, 3)},
		{"two initials", initials(2)}, {"three initials", initials(3)},
		{"a surname in pinyin", func(n int) string { return []string{"chen", "wang", "lin", "huang", "zhang", "li", "zeng"}[n%7] }},
		{"the beginning of a number, 3 digits", number("%03d", 1000)}, {"the end of a phone, 4 digits", number("%04d", 10_000)},
		{"a whole phone", number("138%08d", 100_000_000)}, {"the beginning of a number", number(letters+"%03d", 1000)},
		{"a room", func(int) string { return roomOf(home()) }},
		{"a home", func(int) string { h := home(); return buildingOf(h) + "-" + stairOf(h) + "-" + roomOf(h) }},
		{"a home without its stair", func(int) string { h := home(); return buildingOf(h) + "栋" + roomOf(h) }},
		{"a home of a community", func(int) string {
			h := home()
			return fmt.Sprintf("半岛花园%d %s-%s", 1+r.IntN(copies), buildingOf(h), roomOf(h))
		}},
		{"a home of communities alike", func(int) string { return "花园 " + roomOf(home()) }},
		{"the beginning of a contract", number("C1%02d", 100)}, {"a contract", number("C%04d", 1000)},
		{"a voucher's code", func(n int) string { return codes[n%len(codes)] }},
		{"what nobody has", func(int) string { return "鑫龘靐" }},
	}
}

// membersBySigns answers the 99th of 100 of what it takes the books to find members by the last one, two and three signs of a
// name, as the desk's search asks for them.
func membersBySigns(ctx context.Context, store *db.Store, size int) (map[int]time.Duration, error) {
	most := map[int]time.Duration{}
	for signs := 1; signs <= 3; signs++ {
		var took []time.Duration
		for n := range searchTurns {
			name := []rune(fillName(n * 4999 % size))
			start := time.Now()
			if err := store.Read(ctx, func(rx *db.Rx) error {
				_, _, err := rx.FindMembers(db.SystemActor, string(name[3-signs:]), 20)
				return err
			}); err != nil {
				return nil, err
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		most[signs] = took[len(took)*99/100]
	}
	return most, nil
}

// colleague is one of the staff, by what they see.
type colleague struct {
	name  string // "" for who sees all
	actor db.Actor
}

// colleaguesOf answers somebody who sees all, somebody of one community, and somebody of every fifth.
func colleaguesOf(communities []int64) []colleague {
	of := func(some ...int64) (a db.Actor) {
		a = db.Actor{Door: db.StaffDoor, Account: 1}
		for _, id := range some {
			a.Grants = append(a.Grants, db.Grant{Role: db.Service, Scope: db.ScopeCommunity, ScopeID: id})
		}
		return a
	}
	var fifth []int64
	for i := 0; i < len(communities); i += 5 {
		fifth = append(fifth, communities[i])
	}
	return []colleague{{"", db.SystemActor}, {"of one community", of(communities[len(communities)/2])}, {fmt.Sprintf("of %d communities", len(fifth)), of(fifth...)}}
}

// search has each of the colleagues search in each form, and answers the median and the 99th of 100 of each, and the
// processors' time each.
func search(ctx context.Context, store *db.Store, size int, communities []int64, codes []string, told func(form string, half, most, work time.Duration)) error {
	for _, who := range colleaguesOf(communities) {
		for _, f := range searchForms(store.Club().Letters, size, codes) {
			var took []time.Duration
			before := processorTime()
			for n := range searchTurns {
				typed := f.typed(n)
				start := time.Now()
				if _, err := store.Search(ctx, who.actor, typed); err != nil {
					return fmt.Errorf("%s (%s): %w", f.name, typed, err)
				}
				took = append(took, time.Since(start))
			}
			work := processorTime() - before
			slices.Sort(took)
			told(strings.TrimSpace(f.name+" "+who.name), took[len(took)/2], took[len(took)*99/100], work/searchTurns)
		}
	}
	return nil
}
