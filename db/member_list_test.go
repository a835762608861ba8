package db

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// Members are found by any part of a name in either script, by the end of a phone and by the beginning of a number.
func TestMembersFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := map[string]int64{}
	for name, phone := range map[string]string{"陳美玲": "13800138000", "陈玲美": "13800138001", "美美": "13900131234", "Daniel Fraser": "13700007777", "O'Neil_100%": "13700007778"} {
		who[name] = w.join(name, phone).Member
	}
	number := must(w.MemberRecord(ctx, SystemActor, who["美美"]))(t).Number
	others := 0
	for name, id := range who { // numbers are random: these begin as no question does
		if others++; name != "美美" {
			w.exec(fmt.Sprintf("UPDATE members SET number = '%s%d' WHERE id = %d", number[:2], 55555550+others, id))
		}
	}
	for q, want := range map[string][]string{
		"陈": {"陳美玲", "陈玲美"}, "陳": {"陳美玲", "陈玲美"}, "美": {"陳美玲", "陈玲美", "美美"}, "美玲": {"陳美玲"}, "陈美玲": {"陳美玲"}, "陳美玲": {"陳美玲"},
		"美美": {"美美"}, "陈美": {"陳美玲"}, "玲陈": nil, "美玲美": nil, "美美美": nil, strings.Repeat("长", 100): nil,
		"FRASER": {"Daniel Fraser"}, "l f": {"Daniel Fraser"}, "daniel fraser": {"Daniel Fraser"}, "niel fra": {"Daniel Fraser"}, "iel fri": nil, "d": {"Daniel Fraser"}, "nie": {"Daniel Fraser"}, "nei_": nil, "neil_": {"O'Neil_100%"}, "0%": {"O'Neil_100%"},
		"000": nil, "8000": {"陳美玲"}, "800": nil, "1234": {"美美"}, "777": nil, "7777": {"Daniel Fraser"}, "0138001": {"陈玲美"}, "13800138000": {"陳美玲"}, "77": nil,
		number: {"美美"}, number[2:]: {"美美"}, number[2:8]: {"美美"},
	} {
		if len(q) >= leastDigits && strings.HasPrefix(number[2:], q) && !slices.Contains(want, "美美") {
			want = append(want, "美美")
		}
		page, err := w.List(ctx, SystemActor, MemberList, MemberList.Query(url.Values{"q": {q}}))
		var got []string
		for _, m := range page.Lines {
			got = append(got, m.Cells[0].(string))
		}
		slices.Sort(got)
		slices.Sort(want)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v (%v)", q, got, want, err)
		}
	}
}

// A name that more than are counted have is not sorted by name, which is said, and whatever the order, each of them is found
// once, also page by page.
func TestListOfCommonName(t *testing.T) {
	readsAlone(t)
	t.Parallel()
	w := newWorld(t)
	const all = CountMost + 57
	many := fmt.Sprintf("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT ", all)
	w.exec("INSERT INTO accounts (id, email, name, locale, created_at) " + many + "i, CAST(i AS TEXT) || '@members.example', '王', 'zh-Hans', 1 FROM n")
	w.exec("INSERT INTO members (id, account_id, number, name, name_folded, class, tier, joined_at) " + many +
		"i + 20000, i, 'ZZ' || CAST(90000000 - i AS TEXT), '王' || CAST(i % 89 AS TEXT), '王' || CAST(i % 89 AS TEXT), 'friend', 'classic', 1700000000 + i / 7 FROM n")
	w.exec("INSERT INTO member_terms (term, member_id) " + many + "'王', i + 20000 FROM n")
	w.join("陈美玲", "13800138000")

	for sort, falls := range map[string]bool{"name": true, "-name": true, "number": false, "-number": false, "-joined": false, "joined": false} {
		q := MemberList.Query(url.Values{"q": {"王"}, "sort": {sort}, "columns": {"name,number,joined"}})
		p := must(w.List(ctx, SystemActor, MemberList, q))(t)
		if p.Count != CountMost+1 || slices.Contains(p.Passed, "sort") != falls || len(p.Lines) != listRows {
			t.Errorf("%s: %d of %d found, passed over: %q", sort, len(p.Lines), p.Count, p.Passed)
		}
		if want := strings.TrimPrefix(sort, "-"); p.Order != map[bool]string{true: "joined", false: want}[falls] || p.Desc != (falls || want != sort) {
			t.Errorf("%s: sorted by %s, falling %v", sort, p.Order, p.Desc)
		}
		number, joined := MemberList.column("number"), MemberList.column("joined")
		key := func(l Line) string { // as the order has it
			if strings.HasSuffix(sort, "number") {
				return string(l.Cells[number].(Sign))
			}
			return fmt.Sprintf("%d.%020d", l.Cells[joined].(Date), l.ID)
		}
		falling := falls || strings.HasPrefix(sort, "-")
		var failed error
		seen, last := map[int64]bool{}, ""
		for line := range w.ListAll(ctx, SystemActor, MemberList, q, &failed) {
			if seen[line.ID] {
				t.Fatalf("%s: %d comes twice", sort, line.ID)
			}
			seen[line.ID] = true
			if k := key(line); last != "" && (k > last) == falling {
				t.Fatalf("%s: %s after %s", sort, k, last)
			} else {
				last = k
			}
		}
		if failed != nil || len(seen) != all {
			t.Errorf("%s: %d of %d (%v)", sort, len(seen), all, failed)
		}

		// By the page's own links, there and back.
		q.After = p.Next
		second := must(w.List(ctx, SystemActor, MemberList, q))(t)
		q.After, q.Before = "", second.Previous
		back := must(w.List(ctx, SystemActor, MemberList, q))(t)
		if len(back.Lines) != listRows || back.Lines[0].ID != p.Lines[0].ID || second.Lines[0].ID == p.Lines[0].ID {
			t.Errorf("%s: back from the second page stand %d lines", sort, len(back.Lines))
		}
	}
}

// Of a common word and another filter a page is shown that lies near, without counting or sorting all: whether it does, and
// whichever way it is read, it is the same page.
func TestListOfCommonNameNear(t *testing.T) {
	readsAlone(t)
	t.Parallel()
	w := newWorld(t)
	const called = common + 500
	const all = called + nearLook + 10
	many := func(n int) string {
		return fmt.Sprintf("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT ", n)
	}
	w.exec("INSERT INTO accounts (id, email, name, locale, created_at) " + many(all) + "i, CAST(i AS TEXT) || '@members.example', '赵', 'zh-Hans', 1 FROM n")
	w.exec("INSERT INTO members (id, account_id, number, name, name_folded, class, tier, joined_at) " + many(all) +
		"i + 20000, i, 'ZZ' || CAST(10000000 + i AS TEXT), '赵', '赵', 'friend', 'classic', 1700000000 + i * 60 FROM n")
	w.exec("INSERT INTO member_terms (term, member_id) " + many(called) + "'赵', i + 20000 FROM n") // the first to join
	for _, c := range []struct {
		sort    string
		count   int64
		atLeast bool
	}{{"joined", sampled, true}, {"-joined", called, false}, {"number", sampled, true}, {"-number", called, false}} {
		q := MemberList.Query(url.Values{"q": {"赵"}, "class": {"friend"}, "sort": {c.sort}})
		next := int64(20001)
		step := int64(1)
		if strings.HasPrefix(c.sort, "-") {
			next, step = 20000+called, -1
		}
		for page := range 3 {
			p := must(w.List(ctx, SystemActor, MemberList, q))(t)
			if page == 0 && (p.Count != c.count || p.AtLeast != c.atLeast) {
				t.Errorf("%s: %d found, or more: %v; want %d, %v", c.sort, p.Count, p.AtLeast, c.count, c.atLeast)
			}
			for _, line := range p.Lines {
				if line.ID != next {
					t.Fatalf("%s, page %d: %d, want %d", c.sort, page, line.ID, next)
				}
				next += step
			}
			if len(p.Lines) != listRows || (p.Previous == "") != (page == 0) {
				t.Fatalf("%s, page %d: %d lines, back %q", c.sort, page, len(p.Lines), p.Previous)
			}
			if q.After = p.Next; page == 2 {
				q.After, q.Before = "", p.Previous
				back := must(w.List(ctx, SystemActor, MemberList, q))(t)
				if len(back.Lines) != listRows || back.Lines[listRows-1].ID != p.Lines[0].ID-step {
					t.Errorf("%s: back stand %d lines", c.sort, len(back.Lines))
				}
			}
		}
	}

	// As few as a batch may take are counted, so that it is offered for all of them.
	w.exec(fmt.Sprintf("UPDATE members SET tier = 'gold' WHERE id > %d OR id %% 10 = 0", 20000+called))
	q := MemberList.Query(url.Values{"q": {"赵"}, "tier": {"gold"}, "sort": {"joined"}})
	if p := must(w.List(ctx, SystemActor, MemberList, q))(t); p.Count != called/10 || p.AtLeast || p.Lines[0].ID != 20010 {
		t.Errorf("gold: %d found, or more: %v, first %d", p.Count, p.AtLeast, p.Lines[0].ID)
	}

	// With each filter beside the word and in each order, going through the pages shows what is meant once, and back the same.
	day := time.Unix(1700000000, 0).In(w.Club().Zone).AddDate(0, 0, 1)
	from := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, day.Location())
	for _, f := range []struct {
		by    url.Values
		meant func(i int64) bool
	}{
		{url.Values{"class": {"friend"}}, func(int64) bool { return true }},
		{url.Values{"tier": {"gold"}}, func(i int64) bool { return i%10 == 0 }},
		{url.Values{"joined_from": {from.Format(time.DateOnly)}}, func(i int64) bool { return 1700000000+i*60 >= from.Unix() }},
		{url.Values{"joined_from": {from.Format(time.DateOnly)}, "tier": {"gold"}}, func(i int64) bool { return i%10 == 0 && 1700000000+i*60 >= from.Unix() }},
	} {
		for _, sort := range []string{"joined", "-joined", "number", "-number"} {
			var want []int64
			for i := int64(1); i <= called; i++ {
				if f.meant(i) {
					want = append(want, 20000+i)
				}
			}
			if strings.HasPrefix(sort, "-") {
				slices.Reverse(want)
			}
			asks := maps.Clone(f.by)
			asks["q"], asks["sort"] = []string{"赵"}, []string{sort}
			q := MemberList.Query(asks)
			var there, back []int64
			p := must(w.List(ctx, SystemActor, MemberList, q))(t)
			for there = lineIDs(p); p.Next != ""; there = append(there, lineIDs(p)...) {
				q.After = p.Next
				p = must(w.List(ctx, SystemActor, MemberList, q))(t)
			}
			q.After = ""
			for back = lineIDs(p); p.Previous != ""; back = append(lineIDs(p), back...) {
				q.Before = p.Previous
				p = must(w.List(ctx, SystemActor, MemberList, q))(t)
			}
			if !slices.Equal(there, want) || !slices.Equal(back, want) {
				t.Errorf("%v by %s: %d there, %d back, want %d", f.by, sort, len(there), len(back), len(want))
			}
		}
	}
}

func lineIDs(p ListPage) (ids []int64) {
	for _, line := range p.Lines {
		ids = append(ids, line.ID)
	}
	return ids
}
