package db

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// crowd fills the lists, with many rows that are equal in what they are sorted by.
func (w *world) crowd(n int) (members []Actor) {
	w.t.Helper()
	offer, desk := w.offer(nil), w.hire("desk@club.example", Service, ScopeAll, 0)
	for i := range n {
		m := w.join([]string{"陈美玲", "王建国", "Ann"}[i%3], fmt.Sprintf("138001%05d", i))
		members = append(members, m)
		if i%5 == 4 {
			w.clock.pass(time.Hour) // codes are sent only so often
		}
		w.clock.pass(time.Duration(i%2) * time.Second)
		w.issue(m, offer, i)
		must(w.ClaimHome(ctx, m, w.address("3", "1", fmt.Sprint(i))))(w.t)
		w.noteOn(desk.Actor, Subject{OnMember, m.Member}, i, "回电", fmt.Sprintf("2099-01-0%d", 1+i%3))
		w.offer(func(o *Offer) { o.ClaimTo += int64(i % 4) })
		must(w.InviteStaff(ctx, SystemActor, Invitation{Email: fmt.Sprintf("s%d@club.example", i), Name: []string{"林静", "Ann"}[i%2], Locale: Hans, Role: Reader, Scope: ScopeAll}))(w.t)
		w.newTill(fmt.Sprintf("商户%d", i%5), fmt.Sprintf("1391111%04d", i))
	}
	for i := range n {
		brand := must(w.SaveBrand(ctx, SystemActor, Brand{Name: Text{Hans: fmt.Sprintf("品牌%d", i%4)}}))(w.t)
		must(w.SaveCommunity(ctx, SystemActor, Community{Brand: brand, Name: Text{Hans: fmt.Sprintf("新苑%d", i)}, City: Text{Hans: fmt.Sprintf("城%d", i%3)}}))(w.t)
	}
	var rows []string
	for i := range n {
		rows = append(rows, fmt.Sprintf("半岛花园,深圳,8,1,%d,李芸,136%08d,1111,HT%d,20%02d-03-04", 100+i, i, i%6, 10+i%3))
	}
	w.imported(w.csvOf("", rows...), 0)
	w.imported(w.csvOf("", strings.Split(strings.ReplaceAll(strings.Join(rows, "\n"), "李芸", "周敏"), "\n")...), 0)
	return members
}

// Whichever way a list is sorted, going through its pages shows each row once, and going back shows the same pages; few
// rows, which are sorted, and many, which are walked by an index, are shown alike.
func TestListPages(t *testing.T) {
	readsAlone(t)
	t.Parallel()
	w := newWorld(t)
	w.crowd(23)
	for _, l := range Lists {
		all := must(w.list(ctx, SystemActor, l, l.Query(nil), 1000, uncounted))(t)
		if len(all.Lines) < 20 || int64(len(all.Lines)) != all.Count {
			t.Fatalf("%s: %d rows, %d counted", l.Name, len(all.Lines), all.Count)
		}
		for _, o := range l.Orders {
			var ways [][]int64
			for _, desc := range []bool{false, true} {
				for _, count := range []int64{1, CountMost + 1} {
					q := l.Query(url.Values{"sort": {map[bool]string{true: "-"}[desc] + o.Name}})
					read := func() (p ListPage) {
						p.Count = count
						must(0, w.Read(ctx, func(rx *Rx) error {
							p = ListPage{Count: count, Options: map[string][]Option{}}
							return rx.listPage(l, must(rx.narrow(SystemActor, l, q, &p))(t), q, 7, &p)
						}))(t)
						return p
					}
					ids := func(p ListPage) (ids []int64) {
						for _, line := range p.Lines {
							ids = append(ids, line.ID)
						}
						return ids
					}
					var there, back []int64
					p := read()
					for there = ids(p); p.Next != ""; there = append(there, ids(p)...) {
						q = l.Query(url.Values{"sort": {map[bool]string{true: "-"}[desc] + o.Name}, "after": {p.Next}})
						p = read()
					}
					for back = ids(p); p.Previous != ""; back = append(ids(p), back...) {
						q = l.Query(url.Values{"sort": {map[bool]string{true: "-"}[desc] + o.Name}, "before": {p.Previous}})
						p = read()
					}
					once := slices.Clone(there)
					slices.Sort(once)
					if len(slices.Compact(once)) != len(all.Lines) || len(there) != len(all.Lines) {
						t.Errorf("%s by %s, down %v, %d: %d rows, %d of them once, want %d", l.Name, o.Name, desc, count, len(there), len(slices.Compact(once)), len(all.Lines))
					}
					if !slices.Equal(there, back) {
						t.Errorf("%s by %s, down %v, %d: there\n%v\nand back\n%v", l.Name, o.Name, desc, count, there, back)
					}
					ways = append(ways, there)
				}
			}
			slices.Reverse(ways[2])
			slices.Reverse(ways[3])
			for i, way := range ways {
				if !slices.Equal(way, ways[0]) {
					t.Errorf("%s by %s: way %d shows other rows, or in another order", l.Name, o.Name, i)
				}
			}
		}
	}
	p := must(w.list(ctx, SystemActor, MemberList, MemberList.Query(url.Values{"sort": {"name"}}), 1000, uncounted))(t)
	if !slices.IsSortedFunc(p.Lines, func(a, b Line) int { return cmp.Compare(Fold(a.Cells[0].(string)), Fold(b.Cells[0].(string))) }) {
		t.Error("not sorted by name")
	}
}

// What an address asks for that cannot be is left out and named, and the rest holds.
func TestListAddresses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.crowd(4)
	for _, try := range []struct {
		address, passed string
		rows            int64
	}{
		{"", "", 4},
		{"sort=-joined&columns=name,points", "", 4},
		{"sort=salary", "sort", 4},
		{"sort=joined%3B+DROP+TABLE+members", "sort", 4},
		{"columns=name,shoe_size", "columns", 4},
		{"class=owner&tier=platinum", "tier", 0},
		{"class=friend&tier=platinum", "tier", 4},
		{"after=x", "after", 4}, {"after=-5.1", "after", 4}, {"after=1", "after", 4}, {"after=1.x", "after", 4}, {"sort=number&after=1.x%00", "after", 4}, {"before=99999999999999999999.1", "before", 4},
		{"after=1.1&before=1.1", "before", 4},
		{"joined_from=2026-02-30", "joined_from", 4}, {"joined_from=1999-01-01&joined_to=2100-01-01", "", 4}, {"joined_to=1999-01-01", "", 0},
		{"community=x", "community", 4}, {"community=-1", "community", 4}, {"community=77", "community", 4},
		{"waiting=yes", "waiting", 4}, {"q=" + strings.Repeat("x", 101), "q", 4}, {"q=%27%20OR%201%3D1", "", 0}, {"q=%25", "", 0},
		{"q=a%00b", "q", 4}, {"q=a%ffb", "q", 4}, // as a form sends it along, out of sight of what looks at forms
		{"utm_source=wechat&fbclid=1", "fbclid,utm_source", 4},
		{"columns=" + strings.Repeat("a,", 3000), "columns", 4},
	} {
		values, err := url.ParseQuery(try.address)
		if err != nil {
			t.Fatal(err)
		}
		q := MemberList.Query(values)
		p, err := w.List(ctx, SystemActor, MemberList, q)
		if passed := strings.Join(append(q.Passed, p.Passed...), ","); err != nil || passed != try.passed || p.Count != try.rows {
			t.Errorf("%q: passed over %q, %d rows, want %q, %d (%v)", try.address, passed, p.Count, try.passed, try.rows, err)
		}
		again := MemberList.Query(q.Values(MemberList))
		if fmt.Sprint(again.Filters, again.Order, again.Desc, again.Columns) != fmt.Sprint(q.Filters, q.Order, q.Desc, q.Columns) || len(again.Passed) > 0 {
			t.Errorf("%q is %+v, and told again %+v", try.address, q, again)
		}
	}
}

// Nobody finds in a list, by any filter, what is not within their reach; a list without the right to it is not there.
func TestListReach(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.crowd(3)
	elsewhere := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: must(w.Brands(ctx))(t)[0].ID, Name: Text{Hans: "海湾"}, City: Text{Hans: "珠海"}}))(t)
	desk := w.rows("SELECT owner_id FROM notes WHERE owner_id IS NOT NULL LIMIT 1") // whose tasks are about others by now
	scoped := Actor{Door: StaffDoor, Account: desk, Grants: []Grant{{Role: Service, Scope: ScopeCommunity, ScopeID: elsewhere}}}
	for _, l := range []*List{MemberList, HomeList, VoucherList, ClaimList, TaskList} {
		for _, address := range []string{"", "q=陈美玲", "q=HT1", fmt.Sprintf("community=%d", w.community), "state=issued", "state=waiting", "q=13800100000", "members=without"} {
			values, _ := url.ParseQuery(address)
			if p, err := w.List(ctx, scoped, l, l.Query(values)); err != nil || p.Count != 0 || len(p.Lines) != 0 {
				t.Errorf("%s?%s: %d rows of another community (%v)", l.Name, address, p.Count, err)
			} else if options := p.Options["community"]; len(options) > 0 && options[0].ID != elsewhere {
				t.Errorf("%s offers %v", l.Name, options)
			}
		}
	}
	for _, l := range Lists {
		if _, err := w.List(ctx, w.till, l, l.Query(nil)); KindOf(err) != NotFound {
			t.Errorf("%s without the right: %v", l.Name, err)
		}
	}
}

// A view is saved under a name, once for each; others see those that are shared, and end none that is not theirs.
func TestListViews(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann, bob := w.hire("ann@club.example", Reader, ScopeAll, 0), w.hire("bob@club.example", Reader, ScopeAll, 0)
	a, b := ann.Actor, bob.Actor
	gold := MemberList.Query(url.Values{"tier": {"gold"}, "sort": {"name"}, "after": {"9.x"}})
	id := must(w.SaveListView(ctx, a, MemberList, "  金 会员 ", gold, false))(t)
	if again := must(w.SaveListView(ctx, a, MemberList, "金 会员", MemberList.Query(url.Values{"tier": {"jade"}}), true))(t); again != id {
		t.Error("one name, two views")
	}
	theirs := must(w.ListViews(ctx, b, MemberList))(t)
	if len(theirs) != 1 || theirs[0].Mine || !theirs[0].Shared || theirs[0].Query.Encode() != "tier=jade" || theirs[0].Name != "金 会员" {
		t.Fatalf("%+v", theirs)
	}
	must(w.SaveListView(ctx, a, TaskList, "王", TaskList.Query(url.Values{"whose": {"王小明"}, "done": {"1"}}), false))(t)
	must(w.SaveListView(ctx, a, TaskList, "七", TaskList.Query(url.Values{"whose": {"7"}}), false))(t)
	for _, v := range must(w.ListViews(ctx, a, TaskList))(t) { // a name that was typed is not kept, an id is
		if got := v.Query.Encode(); got != map[string]string{"王": "done=1", "七": "whose=7"}[v.Name] {
			t.Errorf("%s keeps %s", v.Name, got)
		}
	}
	if len(must(w.ListViews(ctx, b, HomeList))(t)) != 0 {
		t.Error("a view of another list")
	}
	if err := w.DropListView(ctx, b, id); KindOf(err) != NotFound {
		t.Error("ended by another:", err)
	}
	must(0, w.DropListView(ctx, a, id))(t)
	if err := w.DropListView(ctx, a, id); ReasonOf(err) != ViewGone {
		t.Error("ended twice:", err)
	}
	for name, want := range map[string]Reason{" ": ViewNameMissing, "\u200b\u2060": ViewNameMissing, strings.Repeat("长", 31): TextTooLong, "金\u202e员": TextSigns, "👨\u200d👩": ""} {
		if _, err := w.SaveListView(ctx, a, MemberList, name, gold, false); ReasonOf(err) != want {
			t.Errorf("%q: %v", name, err)
		}
	}
	for i := range mostViews - 1 {
		must(w.SaveListView(ctx, a, MemberList, fmt.Sprint(i), gold, false))(t)
	}
	if _, err := w.SaveListView(ctx, a, MemberList, "one more", gold, false); ReasonOf(err) != ViewsTooMany {
		t.Error(err)
	}
	must(w.SaveListView(ctx, a, MemberList, "7", gold, true))(t)
}
