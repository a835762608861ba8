package db

import (
	"context"
	"slices"
	"strconv"
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

	// Of a log, which is looked through only so far at once:
	AtLeast bool  // there may be more than Count
	Back    int64 // the instant to which the page has looked without being full; 0 where it has seen all
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
		if p.Count = count; l.log && count == uncounted {
			all := false
			if p.Count, all, err = rx.countLog(l, n); err != nil {
				return err
			}
			p.AtLeast = !all
		} else if count == uncounted {
			from, args := n.counted()
			if p.Count, err = rx.countMost(from, args...); err != nil {
				return err
			}
		}
		q := q // the reading may be run again
		if o, _ := l.order(q.Order); o.words && n.words != nil && p.Count > CountMost {
			q.Order, q.Desc = l.Orders[0].Name, l.Orders[0].Desc
			p.Passed = append(p.Passed, "sort")
		}
		p.Order, p.Desc = q.Order, q.Desc
		return rx.listPage(l, n, q, most, &p)
	})
	return p, err
}

// broadly has PostgreSQL plan the reading's questions by the values that are asked for, and with all ways that it knows: what
// narrows a list finds a dozen rows or a million, where acts go by a key.
func (rx *Rx) broadly() error {
	if rx.s.lite() {
		return nil
	}
	_, err := rx.db.ExecContext(background, "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_bitmapscan', 'on', true)")
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
	o, _ := l.order(q.Order)
	place, desc := q.After, q.Desc
	if q.Before != "" {
		place, desc = q.Before, !desc
	}
	from, id, w := n.many(o.key)
	few := count <= CountMost || n.own
	if few {
		from, id, w = n.few()
	}
	key := o.key
	if key == "" {
		key = id
	}
	query := "SELECT " + id + " AS id, " + key + " AS k FROM " + from
	if few {
		query = "WITH few AS MATERIALIZED (SELECT " + id + " AS id, " + key + " AS k FROM " + from + w.sql() + ") SELECT id, k FROM few"
		w, id, key = &where{args: w.args}, "id", "k"
	}
	way, beyond := " ASC", " > "
	if desc {
		way, beyond = " DESC", " < "
	}
	order := " ORDER BY " + key + way
	if o.key != "" {
		order += ", " + id + way
	}
	if at, k, ok := l.cursor(q.Order, place); ok && o.key == "" {
		w = w.and(id+beyond+"?", at)
	} else if ok && few {
		w = w.and("("+key+", "+id+")"+beyond+"(?, ?)", k, at)
	} else if ok {
		// Those of the same key, and those beyond it: of a comparison of both SQLite would use the index for the key alone,
		// and walk past all that have the same, as homes do that were handed over on one day.
		same, rest := w.and(key+" = ?", k).and(id+beyond+"?", at), w.and(key+beyond+"?", k)
		query = "SELECT id, k FROM (" + query + same.sql() + order + " LIMIT ?) AS same UNION ALL SELECT id, k FROM (" + query + rest.sql() + order + " LIMIT ?) AS rest"
		w = &where{args: slices.Concat(same.args, []any{most}, rest.args, []any{most})}
		order = " ORDER BY k" + way + ", id" + way
	}
	rows, err := rx.db.QueryContext(background, query+w.sql()+order+" LIMIT ?", append(slices.Clone(w.args), most)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []listKey
	for rows.Next() {
		var k listKey
		if err := rows.Scan(&k.id, &k.key); err != nil {
			return nil, err
		}
		out = append(out, k)
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
