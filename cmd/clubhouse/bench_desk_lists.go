package main

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
)

// typedInto is what staff type into the lists of a filled club: what much is found by, what little, and what nothing.
func typedInto(l *db.List, letters string, codes []string) []string {
	name, none := fillName(4999), "鑫龘靐"
	members := []string{"王", "明", name[3:], name, none, "wang", "wxm", "138", "8000", memberPhone(77), letters + "12"}
	switch l.Name {
	case "members":
		return members
	case "homes":
		return []string{"3-2-" + roomOf(7), "1802", "C12", "C1234", none}
	case "vouchers":
		return append(members, codes[0])
	case "claims":
		return members
	case "audit":
		return append(members, "测量", "前台")
	}
	return []string{"云栖", none}
}

// narrowed is a query of a list, by what it is called.
type narrowed struct {
	name  string
	by    url.Values
	first bool // only its first page in the usual order is asked for
}

// narrowings are all ways to narrow the list: by nothing, by each of its filters for what there is much of and little, and by
// each two of them together.
func narrowings(ctx context.Context, store *db.Store, who db.Actor, l *db.List, codes []string) ([]narrowed, error) {
	page, err := store.List(ctx, who, l, l.Query(nil))
	if err != nil {
		return nil, err
	}
	day := func(back int) string { return time.Unix(store.Now(), 0).AddDate(0, 0, -back).Format(time.DateOnly) }
	each := map[string][]url.Values{}
	for i := range l.Filters {
		f := &l.Filters[i]
		var values []url.Values
		one := func(s string) { values = append(values, url.Values{f.Name: {s}}) }
		switch f.Kind {
		case db.FilterWords:
			for _, s := range typedInto(l, store.Club().Letters, codes) {
				one(s)
			}
		case db.FilterChoice:
			for _, s := range f.Words {
				one(s)
			}
		case db.FilterThing:
			things := page.Options[f.Name]
			for _, at := range slices.Compact([]int{0, len(things) / 2, len(things) - 1}) {
				if at >= 0 && at < len(things) {
					one(strconv.FormatInt(things[at].ID, 10))
				}
			}
		case db.FilterYes:
			one("1")
		case db.FilterDays:
			from, to := f.Parameters()[0], f.Parameters()[1]
			values = append(values, url.Values{from: {day(400)}, to: {day(370)}}, url.Values{from: {day(200)}, to: {day(200)}}, url.Values{from: {day(30)}}, url.Values{to: {"1999-01-01"}})
		}
		each[f.Name] = values
	}
	all := []narrowed{{name: "all"}}
	for i, f := range l.Filters {
		for _, v := range each[f.Name] {
			all = append(all, narrowed{name: told(v), by: v})
		}
		for _, g := range l.Filters[:i] {
			for _, v := range each[f.Name][:min(2, len(each[f.Name]))] {
				for _, w := range each[g.Name][:min(2, len(each[g.Name]))] {
					both := maps.Clone(v)
					maps.Copy(both, w)
					all = append(all, narrowed{told(both), both, true})
				}
			}
		}
	}
	return all, nil
}

// told is what an address asks for, as a reader would have it.
func told(v url.Values) string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(v)) {
		parts = append(parts, name+"="+v.Get(name))
	}
	return strings.Join(parts, " ")
}

// askList asks for the list by each of its orders both ways, narrowed in all ways: its first page, the next, and its last.
func (b *benching) askList(ctx context.Context, store *db.Store, who colleague, l *db.List, a *asking) error {
	codes, err := someCodes(ctx, store)
	if err != nil {
		return err
	}
	ways, err := narrowings(ctx, store, who.actor, l, codes)
	if err != nil {
		return fmt.Errorf("%s: %w", l.Name, err)
	}
	for _, way := range ways {
		var worst answered // the slowest median, and of all the slowest answer
		which := ""
		for i, o := range l.Orders {
			for _, desc := range []bool{o.Desc, !o.Desc} {
				if way.first && (i > 0 || desc != o.Desc) {
					continue
				}
				q := l.Query(way.by)
				q.Order, q.Desc = o.Name, desc
				pages, err := cursors(ctx, store, who.actor, l, q)
				if err != nil {
					return fmt.Errorf("%s %s: %w", l.Name, way.name, err)
				}
				if way.first {
					pages = pages[:1]
				}
				for _, p := range pages {
					asks := q
					asks.After = p.after
					by := fmt.Sprintf("by %s%s, %s", map[bool]string{true: "-"}[desc], o.Name, p.name)
					answer, err := a.ask(question{strings.TrimSpace(l.Name+" "+who.name) + " " + way.name + " " + by, func(int) (int64, error) {
						page, err := store.List(ctx, who.actor, l, asks)
						return page.Count, err
					}}, deskAsks)
					if err != nil {
						return err
					}
					most := max(worst.most, answer.most)
					if answer.half > worst.half {
						worst, which = answer, "  "+by
					}
					worst.found, worst.most = answer.found, most
				}
			}
		}
		b.tellAsked(strings.TrimSpace(l.Name+" "+who.name), way.name, worst, which)
	}
	return nil
}

// place is a page of a list.
type place struct{ name, after string }

// cursors answers where the query's first page begins, its second, and its last: that is the first one backwards.
func cursors(ctx context.Context, store *db.Store, who db.Actor, l *db.List, q db.ListQuery) ([]place, error) {
	pages := []place{{"first page", ""}}
	page, err := store.List(ctx, who, l, q)
	if err != nil || page.Next == "" {
		return pages, err
	}
	pages = append(pages, place{"next page", page.Next})
	q.Desc = !q.Desc
	page, err = store.List(ctx, who, l, q)
	if err == nil && page.Next != "" {
		pages = append(pages, place{"last page", page.Next})
	}
	return pages, err
}
