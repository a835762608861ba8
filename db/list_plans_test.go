package db

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clubhouse/db/sqlcdb"
)

// plan is how SQLite goes about a question: which tables it reads from end to end, and from which it sorts what it finds.
type plan struct {
	query         string
	steps         []string
	through, sort []string
}

var readsFrom = regexp.MustCompile(`^(?:SCAN|SEARCH) (\w+)( |$)|^(MULTI-INDEX OR)$`)

// planning has SQLite plan each question before it is asked.
type planning struct {
	sqlcdb.DBTX
	t     testing.TB
	plans []plan
}

func (e *planning) plan(query string, args []any) {
	rows := must(e.DBTX.QueryContext(background, "EXPLAIN QUERY PLAN "+query, args...))(e.t)
	defer rows.Close()
	p := plan{query: query}
	sources := map[int]string{} // what is read, by the step of which it is part
	for rows.Next() {
		var parent, skip int
		var step string
		must(0, rows.Scan(&skip, &parent, &skip, &step))(e.t)
		p.steps = append(p.steps, step)
		if m := readsFrom.FindStringSubmatch(step); m != nil {
			sources[parent] = m[1] + m[3]
			if step == "SCAN "+m[1] {
				p.through = append(p.through, m[1])
			}
		}
		if strings.HasPrefix(step, "USE TEMP B-TREE FOR") {
			p.sort = append(p.sort, sources[parent])
		}
	}
	must(0, rows.Err())(e.t)
	e.plans = append(e.plans, p)
}

func (e *planning) QueryContext(c context.Context, query string, args ...any) (*sql.Rows, error) {
	e.plan(query, args)
	return e.DBTX.QueryContext(c, query, args...)
}

func (e *planning) QueryRowContext(c context.Context, query string, args ...any) *sql.Row {
	e.plan(query, args)
	return e.DBTX.QueryRowContext(c, query, args...)
}

// Within a question, what has these names is a page of rows, or at most CountMost.
var ofAPage = []string{"few", "same", "rest", "w", "found"}

// Where it is right that a whole table is read, or that what is found is sorted each time, and why: by list, and filter;
// "reach" is the bound of those who work for some communities.
var (
	readThrough = map[string]string{
		"brands":        "there are some dozens",
		"communities":   "there are some hundreds",
		"merchants":     "there are some thousands",
		"offers":        "there are some thousands",
		"people":        "there are some hundreds",
		"homes members": "no index tells which homes have members; read in the order of its ids their claims lie side by side",
	}
	sortedEachTime = map[string]string{
		"members q":         "an index finds whom digits or an address mean: a handful",
		"members community": "an index finds those of a community: some thousands",
		"members waiting":   "an index finds whose claim waits: as few as staff let wait",
		"members reach":     "as by community",
		"vouchers q":        "an index finds whom digits mean, and theirs",
		"vouchers reach":    "as members by community",
		"vouchers state":    "what can still be used is little, and sooner sorted than all that has expired is passed",
		"notes community":   "next steps that are open are few beside members",
		"audit who":         "what was done to a few members is few in a log of all",
		"audit whom":        "what was done to a few members is few in a log of all",
	}
)

// No page of a list reads a large table from end to end, nor sorts what it finds but for what is few: neither as it is read
// where few rows are found, nor where many are walked; in each order, forth and back, narrowed by nothing and by each filter.
func TestListPlans(t *testing.T) {
	readsAlone(t)
	t.Parallel()
	w := newWorld(t)
	w.lite()
	w.crowd(6)
	inOne := Actor{Door: StaffDoor, Account: 1}
	for _, r := range Roles {
		inOne.Grants = append(inOne.Grants, Grant{Role: r.Role, Scope: ScopeCommunity, ScopeID: w.community})
	}
	used := map[string]bool{}
	excused := func(list map[string]string, keys ...string) bool {
		for _, k := range keys {
			if list[k] != "" {
				used[k] = true
				return true
			}
		}
		return false
	}
	for _, l := range Lists {
		_, own, _ := strings.Cut(l.from, " ")
		for _, actor := range []Actor{SystemActor, inOne} {
			if !actor.May(l.Right) {
				continue
			}
			all, _ := actor.Reach(l.Right)
			for filter, tries := range w.triesOf(actor, l) {
				keys := []string{l.Name, l.Name + " " + filter}
				if !all {
					keys = append(keys, l.Name+" reach")
				}
				for _, v := range tries {
					for _, o := range l.Orders {
						for _, order := range []string{o.Name, "-" + o.Name} {
							for _, place := range []string{"", "after", "before"} {
								for _, count := range []int64{1, CountMost + 1} {
									v := maps.Clone(v)
									v.Set("sort", order)
									if place != "" {
										v.Set(place, listKey{1 << 40, "7"}.cursor(l, ListQuery{Order: o.Name}))
									}
									// What is walked by its ids is read so itself, until the page is full; and where nothing
									// is asked, few are found only of what is few.
									walked := o.key == "" && count > CountMost || filter == "" && all
									for _, p := range w.plansOf(actor, l, l.Query(v), count) {
										for _, table := range p.through {
											if slices.Contains(ofAPage, table) || table == own && walked || excused(readThrough, keys...) {
												continue
											}
											t.Errorf("%s?%s, %d found: reads all of %s\n\t%s\n\t%s", l.Name, v.Encode(), count, table, p.query, strings.Join(p.steps, "\n\t"))
										}
										for _, source := range p.sort {
											if slices.Contains(ofAPage, source) || excused(readThrough, l.Name) || excused(sortedEachTime, keys...) {
												continue
											}
											t.Errorf("%s?%s, %d found: sorts what it finds in %s\n\t%s\n\t%s", l.Name, v.Encode(), count, source, p.query, strings.Join(p.steps, "\n\t"))
										}
									}
								}
							}
						}
					}
				}
			}
		}
	}
	for _, excuses := range []map[string]string{readThrough, sortedEachTime} {
		for k := range excuses {
			if !used[k] {
				t.Errorf("nothing needs the excuse of %s any more", k)
			}
		}
	}
}

// triesOf answers what to ask of the list: by each filter, "" for none.
func (w *world) triesOf(actor Actor, l *List) map[string][]url.Values {
	options := must(w.List(ctx, actor, l, l.Query(nil)))(w.t).Options
	out := map[string][]url.Values{"": {{}}}
	for i := range l.Filters {
		f := &l.Filters[i]
		var texts []string
		switch f.Kind {
		case FilterWords:
			texts = []string{"陈美玲", "陈", "chenmeiling", "13800100001", "0001", "001", "ann@club.example", w.Club().Letters + "12", "3-1-1", "HT1", "ABCD-EFGH-JKLM"}
		case FilterChoice:
			texts = f.Words
		case FilterYes:
			texts = []string{"1"}
		case FilterThing:
			if things := options[f.Name]; len(things) > 0 {
				texts = []string{fmt.Sprint(things[0].ID)}
			}
		case FilterDays:
			from, to := f.Parameters()[0], f.Parameters()[1]
			out[f.Name] = []url.Values{{from: {"2026-11-01"}}, {to: {"2026-12-01"}}, {from: {"2026-11-01"}, to: {"2026-12-01"}}}
		}
		for _, s := range texts {
			out[f.Name] = append(out[f.Name], url.Values{f.Name: {s}})
		}
	}
	return out
}

// plansOf answers how the questions of a page are gone about, taken that the query finds so many.
func (w *world) plansOf(actor Actor, l *List, q ListQuery, count int64) (plans []plan) {
	must(0, w.Read(ctx, func(rx *Rx) error {
		e := &planning{DBTX: rx.db, t: w.t}
		asks := *rx
		asks.db = e
		p := ListPage{Count: count, Options: map[string][]Option{}}
		n, err := asks.narrow(actor, l, q, &p)
		if err == nil && l.log {
			_, _, err = asks.countLog(l, n)
		} else if err == nil && n.words != nil && count > CountMost {
			n.common = true
			if _, err = asks.nearKeys(l, n, q, listRows+1); err == nil {
				_, _, err = asks.countNear(l, n, listRows+1)
			}
		} else if err == nil && n.words != nil {
			_, _, _, err = asks.countUsual(l, n, q, listRows+1)
		}
		if err == nil {
			err = asks.listPage(l, n, q, listRows, &p)
		}
		plans = e.plans
		return err
	}))(w.t)
	return plans
}
