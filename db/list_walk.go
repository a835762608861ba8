package db

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A log is a list to which rows are added all day, in the order of their ids and for ever. Nothing sorts it, and no count
// goes through all of it: a page looks through so many rows on each of its ways and tells how far it came.

// logLook is how many rows a page of a log looks through on each of its ways.
const logLook = 20_000

// way is how rows of a log that may be meant are found in the order of their ids: by the words of an index, and by what
// else must hold on this way. No row is found on two ways.
type way struct {
	by   where
	also where
	few  bool // by finds so little that all of it may be looked through
}

func by(cond string, args ...any) way { return way{by: where{[]string{cond}, args}} }

// along has the rows of a log found on these ways, unless another filter knows better ones: those of the highest rank count.
func (n *narrowing) along(rank int, ways ...way) {
	if rank > n.rank {
		n.rank, n.ways = rank, ways
	}
}

// actsRank is the rank of the ways of acts.
const actsRank = 4

// beside answers what must hold beside the way's own words.
func (n *narrowing) beside(w way) *where {
	if n.rank == actsRank {
		return together(w.also, n.where)
	}
	return together(w.also, n.where, n.acts)
}

// stretch is between which ids of a log to look, both among them.
type stretch struct{ low, high int64 }

// made bounds a log to what was written in the days: ids grow with time.
func (n *narrowing) made(v FilterValue) {
	if v.From != 0 {
		n.low = idAt(v.From)
	}
	if v.To != 0 {
		n.high = max(1, idPast(v.To))
	}
}

// stretch answers where all that is asked for lies.
func (n *narrowing) stretch() stretch {
	s := stretch{n.low, 1<<63 - 1}
	if n.high != 0 {
		s.high = n.high
	}
	return s
}

// beyond answers the part of the stretch that lies beyond an id.
func (s stretch) beyond(id int64, desc bool) stretch {
	if desc {
		s.high = min(s.high, id-1)
	} else {
		s.low = max(s.low, id+1)
	}
	return s
}

// union is several lists of ids of a log in one question.
type union struct {
	parts []string
	args  []any
}

// add adds a list in the order of its ids; order is the id in such words that an engine takes the index that is meant.
func (u *union) add(l *List, w *where, s stretch, order, limit string, most int) {
	w = w.and(l.id+" <= ? AND "+l.id+" >= ?", s.high, s.low)
	u.parts = append(u.parts, fmt.Sprintf("SELECT w.id FROM (SELECT %s AS id FROM %s%s ORDER BY %s %s) w", l.id, l.from, w.sql(), order, limit))
	u.args = append(append(u.args, w.args...), most)
}

func (u *union) sql() string { return strings.Join(u.parts, " UNION ALL ") }

const descending, ascending = " DESC", " ASC"

var directions = map[bool]string{true: descending, false: ascending}

// reachable answers the part of the stretch that may be looked through at once, from its newest id or its oldest, and
// whether that is all of it.
func (rx *Rx) reachable(l *List, n *narrowing, s stretch, desc bool) (stretch, bool, error) {
	var stops union
	for _, w := range n.ways {
		if !w.few && len(n.beside(w).parts) > 0 { // else all that is found is meant
			stops.add(l, &w.by, s, l.id+directions[desc], "LIMIT 1 OFFSET ?", logLook)
		}
	}
	if len(stops.parts) == 0 {
		return s, true, nil
	}
	list, err := rx.ids(stops.sql(), stops.args...)
	if err != nil || len(list) == 0 {
		return s, true, err
	}
	if desc {
		s.low = slices.Max(list)
	} else {
		s.high = slices.Min(list)
	}
	return s, false, nil
}

// sought are the lists of what is found on the ways in the stretch.
func (n *narrowing) sought(l *List, s stretch, desc bool, most int) *union {
	var u union
	for _, w := range n.ways {
		c := together(w.by, *n.beside(w))
		id := l.id
		if w.few {
			id += " + 0" // not the order of all rows, in which PostgreSQL might hope to meet these soon
		}
		u.add(l, c, s, id+directions[desc], "LIMIT ?", most)
	}
	return &u
}

// countLog counts what the query finds in the log, or in as much of it as may be looked through at once.
func (rx *Rx) countLog(l *List, n *narrowing) (count int64, all bool, err error) {
	s, all, err := rx.reachable(l, n, n.stretch(), true)
	if err != nil {
		return 0, false, err
	}
	u := n.sought(l, s, true, CountMost+1)
	count, err = rx.number("SELECT COUNT(*) FROM ("+u.sql()+") AS found", u.args...)
	if count > CountMost {
		count, all = CountMost+1, true
	}
	return count, all, err
}

// logPage fills in the page's rows and where it leads on, which it does also where the looking stopped before the page was
// full.
func (rx *Rx) logPage(l *List, n *narrowing, q ListQuery, most int, p *ListPage) error {
	s, desc := n.stretch(), q.Desc
	place := q.After
	if q.Before != "" {
		place, desc = q.Before, !desc
	}
	from, _, after := l.cursor(q.Order, place)
	if after {
		s = s.beyond(from, desc)
	}
	looked, all, err := rx.reachable(l, n, s, desc)
	if err != nil {
		return err
	}
	u := n.sought(l, looked, desc, most+1)
	ids, err := rx.ids(u.sql(), u.args...)
	if err != nil {
		return err
	}
	if slices.Sort(ids); desc {
		slices.Reverse(ids)
	}
	onward := "" // the cursor of what lies further on
	if len(ids) > most {
		ids = ids[:most]
		onward = strconv.FormatInt(ids[most-1], 10)
	} else if !all {
		stop := looked.low
		if !desc {
			stop = looked.high
		}
		onward, p.Back = strconv.FormatInt(stop, 10), MadeAt(stop)
	}
	back := func(at, step int64) string { // the cursor of what lies the other way: of the page's first row, or where there is none of its place
		if len(ids) > 0 {
			at, step = ids[0], 0
		}
		return strconv.FormatInt(at+step, 10)
	}
	away := map[bool]int64{true: -1, false: 1}[desc]
	if q.Before != "" {
		p.Previous, p.Next = onward, back(from, away)
		slices.Reverse(ids)
	} else if p.Next = onward; after {
		p.Previous = back(from, away)
	}
	keys := make([]listKey, len(ids))
	for i, id := range ids {
		keys[i].id = id
	}
	p.Lines, err = rx.listLines(n.actor, l, keys)
	return err
}
