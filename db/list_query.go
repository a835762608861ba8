package db

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// ListQuery is what somebody asks of a list: all of it stands in the address of the page.
type ListQuery struct {
	Filters map[string]string // by parameter; only what narrows
	Order   string
	Desc    bool
	Columns []string // nil for the usual ones
	After   string   // the cursor of the row after which the page begins, or
	Before  string   // before which it ends
	Passed  []string // parameters that were passed over: not known here, or not as they could be

	any bool   // its rows are asked for by their ids
	by  *Actor // who has chosen the filters, where somebody of a lesser reach asks with them
}

// mostTyped is the longest of what is typed into a filter, in signs.
const mostTyped = 100

// Query reads what an address asks of the list. What cannot be is passed over and named in Passed: a saved address may
// name what has gone since, and anyone may have written it by hand.
func (l *List) Query(v url.Values) ListQuery {
	q := ListQuery{Filters: map[string]string{}, Order: l.Orders[0].Name, Desc: l.Orders[0].Desc}
	known := []string{"sort", "columns", "after", "before", "view", "shown"}
	for i := range l.Filters {
		f := &l.Filters[i]
		for _, name := range f.Parameters() {
			known = append(known, name)
			s := strings.TrimSpace(v.Get(name))
			switch {
			case s == "":
			case f.holds(s):
				q.Filters[name] = s
			default:
				q.pass(name)
			}
		}
	}
	if s := v.Get("sort"); s != "" {
		name, desc := strings.CutPrefix(s, "-")
		if o, ok := l.order(name); ok {
			q.Order, q.Desc = o.Name, desc
		} else {
			q.pass("sort")
		}
	}
	if s := strings.Join(v["columns"], ","); s != "" { // a form sends each for itself
		for name := range strings.SplitSeq(s, ",") {
			if l.column(name) < 0 {
				q.pass("columns")
			} else if !slices.Contains(q.Columns, name) {
				q.Columns = append(q.Columns, name)
			}
		}
		if slices.Equal(q.Columns, l.usual()) {
			q.Columns = nil
		}
	}
	for _, c := range []struct {
		name string
		into *string
	}{{"after", &q.After}, {"before", &q.Before}} {
		if s := v.Get(c.name); s == "" {
		} else if _, _, ok := l.cursor(q.Order, s); !ok || q.After != "" {
			q.pass(c.name)
		} else {
			*c.into = s
		}
	}
	for name := range v {
		if !slices.Contains(known, name) {
			q.pass(name)
		}
	}
	slices.Sort(q.Passed)
	return q
}

func (q *ListQuery) pass(name string) {
	if name = clip(name, 30); !slices.Contains(q.Passed, name) && len(q.Passed) < 9 {
		q.Passed = append(q.Passed, name)
	}
}

// Values answers the query as parameters of an address, without its cursor.
func (q ListQuery) Values(l *List) url.Values {
	v := url.Values{}
	for name, s := range q.Filters {
		v.Set(name, s)
	}
	if q.Order != l.Orders[0].Name || q.Desc != l.Orders[0].Desc {
		v.Set("sort", map[bool]string{true: "-"}[q.Desc]+q.Order)
	}
	if q.Columns != nil {
		v.Set("columns", strings.Join(q.Columns, ","))
	}
	return v
}

// usual are the columns that are shown to who asks for none.
func (l *List) usual() (names []string) {
	for _, c := range l.Columns {
		if !c.Extra {
			names = append(names, c.Name)
		}
	}
	return names
}

// Shown are where the columns stand that the query asks for, in the list's order, the first always among them.
func (l *List) Shown(q ListQuery) (at []int) {
	for i, c := range l.Columns {
		if i == 0 || q.Columns == nil && !c.Extra || slices.Contains(q.Columns, c.Name) {
			at = append(at, i)
		}
	}
	return at
}

// holds tells whether the filter can be asked for this.
func (f *Filter) holds(s string) bool {
	switch f.Kind {
	case FilterChoice:
		return slices.Contains(f.Words, s)
	case FilterYes:
		return s == "1"
	case FilterDays:
		_, err := time.Parse(time.DateOnly, s)
		return err == nil
	}
	return len([]rune(s)) <= mostTyped && utf8.ValidString(s) && strings.IndexByte(s, 0) < 0
}

// value answers what the query asks of the filter, and false where it asks nothing.
func (q ListQuery) value(f *Filter, club *Club) (v FilterValue, asked bool) {
	if f.Kind == FilterDays {
		day := func(name string, add int) int64 {
			t, err := time.ParseInLocation(time.DateOnly, q.Filters[name], club.Zone)
			if err != nil {
				return 0
			}
			return t.AddDate(0, 0, add).Unix()
		}
		v.From, v.To = day(f.Name+"_from", 0), day(f.Name+"_to", 1)
		return v, v.From != 0 || v.To != 0
	}
	v.Text = q.Filters[f.Name]
	return v, v.Text != ""
}

// cursor reads a place in the order: the row's id, and its key where the order has one.
func (l *List) cursor(order, s string) (id int64, key any, ok bool) {
	o, _ := l.order(order)
	first, rest, keyed := strings.Cut(s, ".")
	id, err := strconv.ParseInt(first, 10, 64)
	if err != nil || id <= 0 || keyed != (o.key != "") || len(rest) > 1000 {
		return 0, nil, false
	}
	if !o.number {
		return id, rest, strings.ToValidUTF8(rest, "") == rest && !strings.Contains(rest, "\x00")
	}
	n, err := strconv.ParseInt(rest, 10, 64)
	return id, n, err == nil
}
