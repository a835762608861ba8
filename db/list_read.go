package db

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
)

// ListPage is one page of a list.
type ListPage struct {
	Lines          []Line
	Count          int64               // of all that the query finds; CountMost+1 stands for any number above
	Previous, Next string              // cursors, "" where there is nothing
	Options        map[string][]Option // what the filters may ask for, by filter
	Order          string              // by which the rows are sorted: the one asked for, where that can be
	Desc           bool
	Passed         []string // filters that ask for what there cannot be
	Partly         []string // filters that may mean more than was looked for

	AtLeast bool  // there may be more than Count: nobody has counted all
	Back    int64 // of a log: the instant to which the page has looked without being full; 0 where it has seen all
}

// listRows is how many rows a page of a list has.
const listRows = 50

// List answers a page of the list within the actor's reach. NotFound without the right to it.
func (s *Store) List(ctx context.Context, actor Actor, l *List, q ListQuery) (ListPage, error) {
	return s.list(ctx, actor, l, q, listRows, uncounted)
}

// uncounted stands for the number of what the query finds where it is not known: list counts it, which whoever goes through
// all pages knows after the first.
const uncounted = -1

func (s *Store) list(ctx context.Context, actor Actor, l *List, q ListQuery, most int, count int64) (p ListPage, err error) {
	if !actor.May(l.Right) {
		return p, errNotFound
	}
	err = s.Read(ctx, func(rx *Rx) error {
		p = ListPage{Options: map[string][]Option{}}
		if err := rx.broadly(); err != nil {
			return err
		}
		n, err := rx.narrow(actor, l, q, &p)
		if err != nil {
			return err
		}
		q := q // the reading may be run again
		var near []listKey
		if p.Count = count; count == uncounted && l.log {
			all := false
			p.Count, all, err = rx.countLog(l, n)
			p.AtLeast = !all
		} else if count == uncounted {
			if near, err = rx.nearKeys(l, n, q, most+1); err == nil {
				p.Count, p.AtLeast, err = rx.countUsual(l, n, len(near))
			}
		}
		if err != nil {
			return err
		}
		if o, _ := l.order(q.Order); o.words && n.words != nil && p.Count > CountMost {
			q.Order, q.Desc = l.Orders[0].Name, l.Orders[0].Desc
			p.Passed = append(p.Passed, "sort")
		}
		if p.Order, p.Desc = q.Order, q.Desc; near != nil {
			return rx.pageOf(l, n, q, near, most, &p)
		}
		return rx.listPage(l, n, q, most, &p)
	})
	return p, err
}

// broadly has PostgreSQL plan the reading's questions by the values that are asked for, and with all ways that it knows: what
// narrows a list finds a dozen rows or a million, where acts go by a key. A page is read sooner than other workers are called
// for it, and leaves the second processor to the tills.
func (rx *Rx) broadly() error {
	if rx.s.lite() {
		return nil
	}
	_, err := rx.db.ExecContext(background, `SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_bitmapscan', 'on', true),
		set_config('max_parallel_workers_per_gather', '0', true)`)
	return err
}

// listPage fills in the page's rows and where it leads on, knowing how many the query finds.
func (rx *Rx) listPage(l *List, n *narrowing, q ListQuery, most int, p *ListPage) error {
	if l.log {
		return rx.logPage(l, n, q, most, p)
	}
	keys, err := rx.listKeys(l, n, q, p.Count, most+1)
	if err != nil {
		return err
	}
	return rx.pageOf(l, n, q, keys, most, p)
}

// pageOf fills in the page of the keys, of which there is one more than it has rows where it is not the last.
func (rx *Rx) pageOf(l *List, n *narrowing, q ListQuery, keys []listKey, most int, p *ListPage) (err error) {
	more := len(keys) > most
	keys = keys[:min(len(keys), most)]
	if q.Before != "" {
		slices.Reverse(keys)
	}
	if len(keys) > 0 {
		if q.Before != "" && more || q.After != "" {
			p.Previous = keys[0].cursor(l, q)
		}
		if q.Before != "" || more {
			p.Next = keys[len(keys)-1].cursor(l, q)
		}
	}
	p.Lines, err = rx.listLines(n.actor, l, keys)
	return err
}

// narrow answers the condition of the list: what the query asks, within the actor's reach. It fills in what the filters
// may ask for, and which ask for what there cannot be.
func (rx *Rx) narrow(actor Actor, l *List, q ListQuery, p *ListPage) (*narrowing, error) {
	n := &narrowing{rx: rx, actor: actor, club: rx.s.Club(), from: l.from, id: l.id, any: q.any}
	for i := range l.Filters {
		f := &l.Filters[i]
		may := f.Right == "" || actor.May(f.Right)
		if f.things != nil && may {
			things, err := f.things(rx, actor)
			if err != nil {
				return nil, err
			}
			p.Options[f.Name] = things
		}
		v, asked := q.value(f, n.club)
		if !asked {
			continue
		}
		ok := may && f.things == nil
		if may && !ok {
			v.IDs = meant(p.Options[f.Name], v.Text)
			ok = len(v.IDs) > 0 && len(v.IDs) <= MostChoices
		}
		if ok {
			var err error
			if ok, err = f.narrow(n, v); err != nil {
				return nil, err
			}
		}
		if ok {
			n.asked = append(n.asked, f.Name)
		} else {
			p.Passed = append(p.Passed, f.Name)
		}
		if n.partly {
			p.Partly, n.partly = append(p.Partly, f.Name), false
		}
	}
	n.along(1, by("1 = 1"))
	if l.reach != nil {
		l.reach(n)
	}
	return n, n.turn()
}

// listKey is where a row stands in the order of a list.
type listKey struct {
	id  int64
	key string
}

func (k listKey) cursor(l *List, q ListQuery) string {
	s := strconv.FormatInt(k.id, 10)
	if o, _ := l.order(q.Order); o.key != "" {
		s += "." + k.key
	}
	return s
}

// listKeys answers the first rows after (or, backwards, before) the query's cursor. Where few are found, these are
// sorted; where many are, the order's index is walked, of whose rows enough are among them.
func (rx *Rx) listKeys(l *List, n *narrowing, q ListQuery, count int64, most int) ([]listKey, error) {
	if count <= CountMost || n.own {
		query, args := l.sorted(n, q, most)
		return rx.keys(query, args, most)
	}
	query, args := l.walked(n, q, by("1 = 1").by, most)
	return rx.keys(query, args, most)
}

const (
	nearLook = 10_000 // rows of the order are looked at for a common word
	common   = 2000   // of more rows than these tells a word that is common
	sampled  = 1000   // of which so many are asked what else is meant
)

// nearKeys looks for what a common word tells of among the next rows of the order, and answers so many keys, or none where
// there are not as many so near: to count all that it tells of, or to sort it, would take a hundred times as long. Where
// counting is soon done, or what the other filters find is less or a set of its own, it does not look.
func (rx *Rx) nearKeys(l *List, n *narrowing, q ListQuery, most int) ([]listKey, error) {
	o, _ := l.order(q.Order)
	if !n.common || n.turned || o.words || n.amongIDs() || n.words.term != "" && len(n.others().parts) == 0 {
		return nil, nil
	}
	bare := *n
	bare.words = nil
	if len(n.others().parts) > 0 {
		if err := bare.noFurther(l, q); err != nil {
			return nil, err
		}
	}
	_, way, _ := q.way()
	query, args := l.walked(&bare, q, n.words.asks, nearLook)
	if !rx.s.lite() { // it sends what it has found at the end: it is to end where enough is. SQLite would sort the whole once more
		query, args = "SELECT id, k, meant FROM ("+query+") AS near WHERE meant ORDER BY k"+way+", id"+way+" LIMIT ?", append(args, most)
	}
	keys, err := rx.keys(query, args, most)
	if len(keys) < most {
		return nil, err
	}
	return keys, err
}

// noFurther bounds the rows to so many of the next in the order, whatever else is asked of them: of ids more, as rows lie in
// their order.
func (n *narrowing) noFurther(l *List, q ListQuery) error {
	o, _ := l.order(q.Order)
	key, look := o.key, nearLook
	if key == "" {
		key, look = n.id, 8*nearLook
	}
	all := &narrowing{rx: n.rx, from: n.from, id: n.id}
	if n.spanOf == key {
		all.where = n.span
	}
	_, way, _ := q.way()
	query, args := l.walked(all, q, by("1 = 1").by, look+1)
	if n.rx.s.lite() {
		query += " OFFSET ?"
	} else { // it sends all that it is not told to leave out
		query = "SELECT id, k, meant FROM (" + query + ") AS passed ORDER BY k" + way + ", id" + way + " LIMIT 1 OFFSET ?"
	}
	stop, err := n.rx.keys(query, append(args, look), 1)
	if err != nil || len(stop) == 0 {
		return err
	}
	at := any(stop[0].id)
	if o.key != "" {
		_, at, _ = l.cursor(q.Order, stop[0].cursor(l, q))
	}
	n.where = *n.and(key+map[string]string{ascending: " <= ?", descending: " >= ?"}[way], at)
	return nil
}

// countUsual counts what a list finds that is no log, and tells whether there may be more. Where near so many were found it
// counts as many as a batch may take, and of more only what is meant among the first rows of the common word.
func (rx *Rx) countUsual(l *List, n *narrowing, near int) (count int64, atLeast bool, err error) {
	from, args := n.counted()
	if near == 0 {
		count, err = rx.countMost(from, args...)
		return count, false, err
	}
	if len(l.Batches) > 0 {
		if count, err = rx.countTo(MostBatch+1, from, args...); err != nil || count <= MostBatch {
			return count, false, err
		}
	}
	others := together(n.walked("-"), n.where)
	if len(others.parts) == 0 {
		return common, true, nil
	}
	w := n.words
	some, err := rx.number("SELECT COUNT(*) FROM (SELECT ("+strings.Join(others.parts, " AND ")+") AS meant FROM "+w.from+w.found.sql()+" LIMIT ?) AS few WHERE meant",
		slices.Concat(others.args, w.found.args, []any{sampled})...)
	return max(some, count, int64(near)), true, err
}

// way is how the query's page is come to: from which place, in which direction, and what lies beyond the place.
func (q ListQuery) way() (place, direction, beyond string) {
	place, desc := q.After, q.Desc
	if q.Before != "" {
		place, desc = q.Before, !desc
	}
	if desc {
		return place, descending, " < "
	}
	return place, ascending, " > "
}

// sorted asks for the keys of the few rows that are found.
func (l *List) sorted(n *narrowing, q ListQuery, most int) (query string, args []any) {
	o, _ := l.order(q.Order)
	place, way, beyond := q.way()
	from, id, found := n.few()
	few := "SELECT " + id + " AS id, " + cmp.Or(o.key, id) + " AS k FROM " + from + found.sql()
	if n.rx.s.lite() {
		query = "WITH few AS MATERIALIZED (" + few + ") SELECT id, k, 1 = 1 FROM few"
	} else { // it would write them down first
		query = "SELECT id, k, 1 = 1 FROM (" + few + " OFFSET 0) AS few"
	}
	w := &where{args: found.args}
	if at, k, ok := l.cursor(q.Order, place); ok && o.key == "" {
		w = w.and("id"+beyond+"?", at)
	} else if ok {
		w = w.and("(k, id)"+beyond+"(?, ?)", k, at)
	}
	return query + w.sql() + " ORDER BY k" + way + ", id" + way + " LIMIT ?", append(slices.Clone(w.args), most)
}

// walked asks for the keys of the next rows in the order, and of each whether it is meant as well.
func (l *List) walked(n *narrowing, q ListQuery, meant where, most int) (query string, args []any) {
	o, _ := l.order(q.Order)
	place, way, beyond := q.way()
	from, id, found := n.many(o.key)
	key, order := id, " ORDER BY "+id+way
	if o.key != "" {
		key, order = o.key, " ORDER BY "+o.key+way+", "+id+way
	}
	part := func(w *where) string {
		args = append(slices.Concat(args, meant.args, w.args), most)
		return "SELECT " + id + " AS id, " + key + " AS k, " + strings.Join(meant.parts, " AND ") + " AS meant FROM " + from + w.sql() + order + " LIMIT ?"
	}
	at, k, ok := l.cursor(q.Order, place)
	if ok && n.words != nil && o.key != "" && o.key == n.words.order && n.rx.s.lite() {
		// Of two bounds on one side SQLite begins at the one that it meets first.
		found.parts[0] = strings.Replace(found.parts[0], o.key+beyond[:2], "+"+o.key+beyond[:2], 1)
	}
	switch {
	case !ok:
		query = part(found)
		return query, args
	case o.key == "":
		query = part(found.and(id+beyond+"?", at))
		return query, args
	}
	// Those of the same key, and those beyond it: of a comparison of both SQLite would use the index for the key alone,
	// and walk past all that have the same, as homes do that were handed over on one day.
	query = "SELECT id, k, meant FROM (" + part(found.and(key+" = ?", k).and(id+beyond+"?", at)) + ") AS same UNION ALL SELECT id, k, meant FROM (" +
		part(found.and(key+beyond+"?", k)) + ") AS rest ORDER BY k" + way + ", id" + way + " LIMIT ?"
	return query, append(args, most)
}

// keys answers the first of the rows of a question of ids, keys and whether they are meant, so many of those that are.
func (rx *Rx) keys(query string, args []any, most int) (out []listKey, err error) {
	rows, err := rx.db.QueryContext(background, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for len(out) < most && rows.Next() {
		var k listKey
		meant := false
		if err := rows.Scan(&k.id, &k.key, &meant); err != nil {
			return nil, err
		}
		if meant {
			out = append(out, k)
		}
	}
	return out, rows.Err()
}

// listLines answers the rows of the keys, with the names of the places that they tell of, but for those beyond the
// actor's reach.
func (rx *Rx) listLines(actor Actor, l *List, keys []listKey) ([]Line, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	ids := make([]int64, len(keys))
	for i, k := range keys {
		ids[i] = k.id
	}
	lines, err := l.lines(rx, ids)
	if err != nil {
		return nil, err
	}
	if l.veil != nil {
		if err := l.veil(rx, actor, l, lines); err != nil {
			return nil, err
		}
	}
	names, asked := map[At]Text{}, false
	for _, line := range lines {
		for i, c := range line.Cells {
			place, ok := c.(At)
			if !ok {
				continue
			}
			if !asked {
				communities, err := rx.communities()
				if err != nil {
					return nil, err
				}
				for _, c := range communities {
					names[At(c.ID)] = Text{c.NameHans, c.NameHant, c.NameEn}
				}
				asked = true
			}
			line.Cells[i] = nil
			if !actor.reaches(l.Right, int64(place)) {
				continue
			}
			if name := names[place]; name != (Text{}) {
				line.Cells[i] = name
			}
		}
	}
	return lines, nil
}
