package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync/atomic"
	"time"

	"clubhouse/db"
)

const (
	grownSessions = 2000   // members who are signed in, of a large club
	grownCodes    = 40_000 // vouchers that wait to be redeemed
	growthTurns   = 7
	deskTurns     = 15
	mostPage      = 50 * time.Millisecond // of the desk
	mostSearch    = 5 * time.Millisecond  // in the books
)

// grown is a filled club that is measured beside smaller ones.
type grown struct {
	*benchClub
	size        int
	admin       string // the cookie of an administrator
	communities []int64
	homes       []int64 // of some of its members
	merchants   []int64
	child       *child
	pages       map[string]series
	desk        map[string]time.Duration // the p99 of each page
	finds       map[int]time.Duration    // the p99 of members by so many signs
	search      time.Duration            // the p99 of the slowest form of the desk's search
	slowest     string                   // that form
}

// growth measures clubs of a thousand members and of ten, a hundred and a thousand times as many, each on a copy of the
// same small club, beside each other: whoever is served may not notice how large the club has become.
func (b *benching) growth(ctx context.Context) error {
	pin(1)
	var clubs []*grown
	for size := 1000; size <= b.largest; size *= 10 {
		g := &grown{size: size, pages: map[string]series{}, desk: map[string]time.Duration{}}
		path := filepath.Join(b.dir, fmt.Sprintf("club%d.db", size))
		var err error
		if size*10 > b.largest {
			path, g.size, err = b.large(ctx)
		} else {
			err = b.fill(ctx, path, size)
		}
		if err != nil {
			return err
		}
		if err := g.enter(ctx, path, min(grownSessions, g.size/2), grownCodes); err != nil {
			return fmt.Errorf("entering a club of %d: %w", size, err)
		}
		if err := g.look(ctx, path); err != nil {
			return fmt.Errorf("searching a club of %d: %w", size, err)
		}
		if g.child, err = startChild("club", path, 0); err != nil {
			return err
		}
		defer g.child.stop()
		clubs = append(clubs, g)
	}
	last := clubs[len(clubs)-1]
	b.most(fmt.Sprintf("start to first answer, %d members", last.size), float64(last.child.started.Microseconds())/1000, 100, "ms")
	time.Sleep(time.Second)
	b.most(fmt.Sprintf("memory at rest, %d members", last.size), float64(last.child.memory())/(1<<20), 40, "MB")
	paths := []string{"/home", "/card", "/offers"}
	codes := make([]atomic.Int64, len(clubs))
	for range growthTurns {
		for i, g := range clubs {
			for _, path := range paths {
				o, err := g.child.drive(readers, b.lasts/4, func(client, n int) []byte { return get(path, g.members[(client*7919+n)%len(g.members)]) })
				if err != nil {
					return err
				}
				g.pages[path] = append(g.pages[path], o)
			}
			o, err := g.child.drive(readers, b.lasts/8, g.redeem(&codes[i]))
			if err != nil {
				return err
			}
			g.pages["redeem"] = append(g.pages["redeem"], o)
		}
	}
	for _, path := range append(paths, "redeem") {
		for _, g := range clubs {
			b.row(fmt.Sprintf("%s, %d members", path, g.size), g.pages[path])
		}
		b.most(fmt.Sprintf("%s p99, %d to %d members", path, last.size, clubs[0].size), last.pages[path].to(clubs[0].pages[path], func(o outcome) float64 { return o.p99.Seconds() }), 1.5, "times")
	}
	b.most(fmt.Sprintf("memory loaded, %d members", last.size), float64(last.child.memory())/(1<<20), 150, "MB")
	return b.desks(clubs)
}

// desks tells how long the desk's pages take, and shows those of the largest club that take too long.
func (b *benching) desks(clubs []*grown) error {
	for _, g := range clubs {
		if err := g.sitDown(); err != nil {
			return err
		}
	}
	last := clubs[len(clubs)-1]
	slowest, name := time.Duration(0), ""
	for _, path := range last.deskPaths() {
		fmt.Fprintf(b.out, "%-44s", path.name)
		for _, g := range clubs {
			fmt.Fprintf(b.out, " %8.1f ms", float64(g.desk[path.name].Microseconds())/1000)
		}
		fmt.Fprintln(b.out)
		if d := last.desk[path.name]; d > slowest {
			slowest, name = d, path.name
		}
	}
	b.most(fmt.Sprintf("slowest page of the desk (%s)", name), float64(slowest.Microseconds())/1000, float64(mostPage.Milliseconds()), "ms")
	b.most(fmt.Sprintf("search everywhere, slowest form (%s)", last.slowest), float64(last.search.Microseconds())/1000, float64(mostPage.Milliseconds()), "ms")
	for _, signs := range []int{1, 2, 3} {
		b.most(fmt.Sprintf("members by %d signs of a name", signs), float64(last.finds[signs].Microseconds())/1000, float64(mostSearch.Milliseconds()), "ms")
	}
	return nil
}

// deskPath is a page of the desk: each n may ask for something else.
type deskPath struct {
	name string
	path func(n int) string
}

func (g *grown) deskPaths() []deskPath {
	r := rand.New(rand.NewPCG(3, 4))
	someone := func() int { return r.IntN(g.size) }
	at := func(path string) func(int) string { return func(int) string { return path } }
	search := func(of func(name []rune) []rune) func(int) string {
		return func(int) string { return "/staff/members?q=" + string(of([]rune(fillName(someone())))) }
	}
	return []deskPath{
		{"overview", at("/staff")},
		{"members", at("/staff/members")},
		{"members, deep", func(int) string {
			id := g.ids[r.IntN(len(g.ids))]
			return fmt.Sprintf("/staff/members?after=%d.%d", id, db.MadeAt(id))
		}},
		{"members by name", at("/staff/members?sort=name")},
		{"members by number, backwards, deep", func(int) string {
			return fmt.Sprintf("/staff/members?sort=-number&after=%d.YQ5", g.ids[r.IntN(len(g.ids))])
		}},
		{"members of a common name, sorted", at("/staff/members?q=王&sort=number")},
		{"members of a month", at("/staff/members?joined_from=2026-03-01&joined_to=2026-03-31")},
		{"homes", at("/staff/homes")},
		{"homes by handover", at("/staff/homes?sort=handover")},
		{"homes without a member", at("/staff/homes?members=without&sort=contract")},
		{"a home of the list", func(int) string { return "/staff/homes?q=3-" + roomOf(someone()) }},
		{"vouchers", at("/staff/vouchers")},
		{"vouchers that have expired", at("/staff/vouchers?state=expired")},
		{"vouchers that are void, of which there is none", at("/staff/vouchers?state=void")},
		{"vouchers of a merchant", func(int) string {
			return fmt.Sprintf("/staff/vouchers?merchant=%d", g.merchants[r.IntN(len(g.merchants))])
		}},
		{"vouchers of a member", func(int) string { return "/staff/vouchers?q=" + fillName(someone()) }},
		{"people", at("/staff/people")},
		{"members by one sign", search(func(n []rune) []rune { return n[:1] })},
		{"members by two signs", search(func(n []rune) []rune { return n[1:] })},
		{"members by three signs", search(func(n []rune) []rune { return n })},
		{"members by a name that nobody has", at("/staff/members?q=鑫龘靐")},
		{"members by one sign, silver", search(func(n []rune) []rune { return append(slices.Clone(n[:1]), []rune("&tier=silver")...) })},
		{"members by the end of a phone", func(int) string { return fmt.Sprintf("/staff/members?q=%04d", r.IntN(10_000)) }},
		{"search by one sign", func(int) string { return "/staff/search?q=" + fillName(someone())[:3] }},
		{"search by initials", at("/staff/search?q=wxm")},
		{"search by a home", func(int) string { return "/staff/search?q=3-" + roomOf(someone()) }},
		{"owners", at("/staff/members?class=owner")},
		{"friends", at("/staff/members?class=friend")},
		{"gold members, of whom there is none", at("/staff/members?tier=gold")},
		{"members with a waiting claim", at("/staff/members?waiting=1")},
		{"members of a community", func(int) string {
			return fmt.Sprintf("/staff/members?community=%d", g.communities[r.IntN(len(g.communities))])
		}},
		{"friends of a community", func(int) string {
			return fmt.Sprintf("/staff/members?class=friend&community=%d", g.communities[r.IntN(len(g.communities))])
		}},
		{"a member's record", func(int) string { return fmt.Sprintf("/staff/members/%d", g.ids[r.IntN(len(g.ids))]) }},
		{"a home's record", func(int) string { return fmt.Sprintf("/staff/homes/%d", g.homes[r.IntN(len(g.homes))]) }},
		{"a merchant's record", func(int) string { return fmt.Sprintf("/staff/merchants/%d", g.merchants[r.IntN(len(g.merchants))]) }},
		{"everybody's tasks", at("/staff/tasks?everybody=1")},
		{"claims", at("/staff/claims")},
		{"claims of a name", func(int) string { return "/staff/claims/all?q=" + fillName(someone()) }},
		{"audit", at("/staff/audit")},
		{"audit, of the tills", at("/staff/audit?door=merchant")},
		{"audit, deep", func(int) string { return fmt.Sprintf("/staff/audit?after=%d", g.ids[r.IntN(len(g.ids))]) }},
		{"brands", at("/staff/brands")},
		{"communities", at("/staff/communities")},
		{"merchants", at("/staff/merchants")},
		{"offers", at("/staff/offers")},
		{"register", at("/staff/register")},
		{"changes of owners", at("/staff/register/changes")},
		{"background work", at("/staff/work")},
	}
}

// sitDown has an administrator ask for the desk's pages, one after the other.
func (g *grown) sitDown() error {
	for _, p := range g.deskPaths() {
		o, err := g.child.drive(1, time.Minute, func(_, n int) []byte {
			if n == deskTurns {
				return nil
			}
			return get(p.path(n), g.admin)
		})
		if err != nil {
			return err
		}
		if o.statuses[200] != o.requests {
			return fmt.Errorf("%s answered %s", p.name, statusText(o.statuses))
		}
		g.desk[p.name] = o.p99
	}
	return nil
}

// enter signs people in: so many members here and there in the club, its tills, and an administrator. So many vouchers wait
// to be redeemed.
func (g *grown) enter(ctx context.Context, path string, sessions, codes int) error {
	store, err := db.Open(ctx, db.Options{URL: path, Secret: benchSecret})
	if err != nil {
		return err
	}
	defer store.Close()
	g.benchClub = &benchClub{}
	phones, err := somePhones(ctx, store, sessions)
	if err != nil {
		return err
	}
	sessions = len(phones)
	g.members, g.ids = make([]string, sessions), make([]int64, sessions)
	actors := make([]db.Actor, sessions)
	if err := parallel(sessions, func(i int) error {
		token, err := enter(ctx, store, db.MemberDoor, phones[i], i, "")
		if err != nil {
			return err
		}
		s, err := store.Session(ctx, db.MemberDoor, token)
		if err != nil {
			return err
		}
		g.members[i], g.ids[i], actors[i] = "club_member="+token, s.Member.ID, s.Actor()
		return nil
	}); err != nil {
		return err
	}
	if err := g.enterTills(ctx, store); err != nil {
		return err
	}
	_, session, err := enterStaff(ctx, store, "bench-"+benchRun+"@club.example", 0)
	if err != nil {
		return err
	}
	g.admin = "club_staff=" + session
	return g.claimAll(ctx, store, actors, codes)
}

// look finds what the desk's pages are asked for, and measures its searches.
func (g *grown) look(ctx context.Context, path string) error {
	store, err := db.Open(ctx, db.Options{URL: path, Secret: benchSecret})
	if err != nil {
		return err
	}
	defer store.Close()
	places, err := store.Places(ctx)
	if err != nil {
		return err
	}
	for _, p := range places {
		g.communities = append(g.communities, p.ID)
	}
	if err := g.someRecords(ctx, store); err != nil {
		return err
	}
	if g.finds, err = membersBySigns(ctx, store, g.size); err != nil {
		return err
	}
	return search(ctx, store, g.size, g.communities, g.codes, func(form string, _, most, _ time.Duration) {
		if most > g.search {
			g.search, g.slowest = most, form
		}
	})
}

// someRecords finds homes of members, and the merchants.
func (g *grown) someRecords(ctx context.Context, store *db.Store) error {
	for _, id := range g.ids[:min(len(g.ids), 200)] {
		claims, err := store.Claims(ctx, id)
		if err != nil {
			return err
		}
		for _, c := range claims {
			g.homes = append(g.homes, c.Home)
		}
	}
	merchants, err := store.Merchants(ctx)
	for _, m := range merchants {
		g.merchants = append(g.merchants, m.ID)
	}
	return err
}

func (g *grown) enterTills(ctx context.Context, store *db.Store) error {
	for i := range 2 {
		phone := fmt.Sprintf("139%08d", i) // both of the first merchant
		token, err := enter(ctx, store, db.MerchantDoor, phone, 1_000_000+i, "")
		if err != nil {
			return err
		}
		s, err := store.Session(ctx, db.MerchantDoor, token)
		if err != nil {
			return err
		}
		outlet := s.Tills[0].ID
		if err := store.ChooseOutlet(ctx, s.Actor(), outlet); err != nil {
			return err
		}
		g.tills, g.outlet, g.account = append(g.tills, "club_merchant="+token), outlet, s.Account
	}
	offers, err := store.LiveOffers(ctx)
	if err != nil {
		return err
	}
	return store.Read(ctx, func(rx *db.Rx) error {
		o, err := rx.GetOutlet(bg, g.outlet)
		for _, offer := range offers {
			if offer.Merchant == o.MerchantID && offer.Price == 0 {
				g.offer = offer.ID
			}
		}
		return err
	})
}
