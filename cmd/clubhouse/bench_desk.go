package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"clubhouse/db"
)

const (
	deskAsks   = 5 // of each question
	recordAsks = 40
)

// question is something that staff ask of the books: each n may ask for another of its sort. It answers how many it has found.
type question struct {
	name string
	ask  func(n int) (found int64, err error)
}

// asking is what questions of one sort took.
type asking struct {
	all     []time.Duration
	work    time.Duration // of the processors, for all of them
	slowest time.Duration // the slowest median
	name    string        // of which question
}

// answered is how a question was answered, asked several times.
type answered struct {
	found      int64
	half, most time.Duration // the median and the slowest
	work       time.Duration // of the processors, each time; on PostgreSQL without the server's
}

// ask asks a question so many times.
func (a *asking) ask(q question, times int) (out answered, err error) {
	took := make([]time.Duration, times)
	before := processorTime()
	for n := range took {
		start := time.Now()
		if out.found, err = q.ask(n); err != nil {
			return out, fmt.Errorf("%s: %w", q.name, err)
		}
		took[n] = time.Since(start)
	}
	work := processorTime() - before
	slices.Sort(took)
	out.half, out.most, out.work = took[times/2], took[times-1], work/time.Duration(times)
	a.work += work
	if a.all = append(a.all, took...); out.half > a.slowest {
		a.slowest, a.name = out.half, q.name
	}
	return out, nil
}

// judge tells what the questions took together, and holds them to what a page of the desk may take.
func (b *benching) judgeAsking(what string, a *asking) {
	slices.Sort(a.all)
	n := len(a.all)
	fmt.Fprintf(b.out, "%s: %d asked, p50 %.1f ms, p99 %.1f ms, the slowest %.1f ms; %.1f ms of the processors each\n",
		what, n, inMS(a.all[n/2]), inMS(a.all[n*99/100]), inMS(a.all[n-1]), inMS(a.work/time.Duration(n)))
	b.most(what+", p99 of all", inMS(a.all[n*99/100]), inMS(mostPage), "ms")
	b.most(fmt.Sprintf("%s, slowest median (%s)", what, a.name), inMS(a.slowest), inMS(mostPage), "ms")
}

func inMS(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// desk asks the books of the largest club all that the desk's lists, records and search ask of them: every list by
// each of its orders and filters. It asks the Store, so that what the pages take beside it, a millisecond or two, does not
// blur what the books take; growth asks for the pages themselves. It changes nothing.
func (b *benching) desk(ctx context.Context) error {
	unpin()
	url, size, err := b.large(ctx)
	if err != nil {
		return err
	}
	store, err := db.Open(ctx, db.Options{URL: url, Secret: benchSecret})
	if err != nil {
		return err
	}
	defer store.Close()
	fmt.Fprintf(b.out, "the desk of %d members, by the Store\n", size)
	places, err := store.Places(ctx)
	if err != nil || len(places) == 0 {
		return fmt.Errorf("the club has no communities: %w", err)
	}
	communities := make([]int64, len(places))
	for i, p := range places {
		communities[i] = p.ID
	}
	for _, who := range colleaguesOf(communities) {
		a := &asking{}
		for _, l := range db.Lists {
			if !who.actor.May(l.Right) {
				continue
			}
			if err := b.askList(ctx, store, who, l, a); err != nil {
				return err
			}
		}
		answer, err := a.ask(question{"the first page " + who.name, func(int) (int64, error) {
			o, err := store.DeskOverview(ctx, who.actor)
			if err == nil {
				_, err = store.NewestMembers(ctx, who.actor, 8)
			}
			return o.Members, err
		}}, deskAsks)
		if err != nil {
			return err
		}
		b.tellAsked("first page", who.name, answer, "")
		b.judgeAsking(strings.TrimSpace("lists "+who.name), a)
	}
	ids, err := someMembers(ctx, store, recordAsks)
	if err != nil {
		return err
	}
	questions, err := recordQuestions(ctx, store, ids)
	if err != nil {
		return err
	}
	records := &asking{}
	for _, q := range questions {
		answer, err := records.ask(q, recordAsks)
		if err != nil {
			return err
		}
		b.tellAsked("records", q.name, answer, "")
	}
	b.judgeAsking("records", records)
	return b.deskSearch(ctx, store, size, communities)
}

func (b *benching) tellAsked(what, name string, a answered, which string) {
	fmt.Fprintf(b.out, "%-12s %-60s %7d  p50 %6.1f ms  slowest %6.1f ms  processors %6.1f ms%s\n", what, name, a.found, inMS(a.half), inMS(a.most), inMS(a.work), which)
}

// deskSearch asks the desk's search in each of its forms, and for members by so many signs of a name.
func (b *benching) deskSearch(ctx context.Context, store *db.Store, size int, communities []int64) error {
	codes, err := someCodes(ctx, store)
	if err != nil {
		return err
	}
	slowest, name := time.Duration(0), ""
	if err := search(ctx, store, size, communities, codes, func(form string, half, most, work time.Duration) {
		fmt.Fprintf(b.out, "%-12s %-60s %7s  p50 %6.1f ms  p99 %10.1f ms  processors %6.1f ms\n", "search", form, "", inMS(half), inMS(most), inMS(work))
		if most > slowest {
			slowest, name = most, form
		}
	}); err != nil {
		return err
	}
	b.most(fmt.Sprintf("search, p99 of the slowest form (%s)", name), inMS(slowest), inMS(mostPage), "ms")
	finds, err := membersBySigns(ctx, store, size)
	for signs := 1; signs <= 3 && err == nil; signs++ {
		b.most(fmt.Sprintf("members by %d signs of a name", signs), inMS(finds[signs]), inMS(mostSearch), "ms")
	}
	return err
}

// someCodes answers the codes of the newest vouchers.
func someCodes(ctx context.Context, store *db.Store) (codes []string, err error) {
	page, err := store.List(ctx, db.SystemActor, db.VoucherList, db.VoucherList.Query(nil))
	if err != nil || len(page.Lines) == 0 {
		return nil, fmt.Errorf("the club has no vouchers: %w", err)
	}
	ids := make([]int64, len(page.Lines))
	for i, line := range page.Lines {
		ids[i] = line.ID
	}
	err = store.Read(ctx, func(rx *db.Rx) error {
		codes = nil
		rows, err := rx.VouchersByIDs(bg, ids)
		for _, v := range rows {
			codes = append(codes, v.Code)
		}
		return err
	})
	return codes, err
}

// recordQuestions ask for the parts of the timelines of members, homes, merchants and offers, from the newest line and from
// the middle of the club's life.
func recordQuestions(ctx context.Context, store *db.Store, members []int64) (list []question, err error) {
	of := map[db.Noun][]int64{db.OnMember: members}
	for noun, l := range map[db.Noun]*db.List{db.OnHome: db.HomeList, db.OnMerchant: db.MerchantList, db.OnOffer: db.OfferList} {
		page, err := store.List(ctx, db.SystemActor, l, l.Query(nil))
		if err != nil {
			return nil, err
		}
		for _, line := range page.Lines {
			of[noun] = append(of[noun], line.ID)
		}
	}
	middle := slices.Sorted(slices.Values(members))[len(members)/2]
	for _, noun := range []db.Noun{db.OnMember, db.OnHome, db.OnMerchant, db.OnOffer} {
		ids := of[noun]
		if len(ids) == 0 {
			continue
		}
		first, err := store.Record(ctx, db.SystemActor, db.Subject{Noun: noun, ID: ids[0]}, db.ShowAll, 0)
		if err != nil {
			return nil, err
		}
		for _, show := range first.Shows {
			for _, before := range []int64{0, middle} {
				name := string(noun) + " " + string(show)
				if before != 0 {
					name += ", deep"
				}
				list = append(list, question{name, func(n int) (int64, error) {
					r, err := store.Record(ctx, db.SystemActor, db.Subject{Noun: noun, ID: ids[n%len(ids)]}, show, before)
					if err != nil {
						return 0, err
					}
					return int64(len(r.Lines)), nil
				}})
			}
		}
	}
	return list, nil
}
