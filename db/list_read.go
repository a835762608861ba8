package db

import (
	"context"
	"slices"
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
		var keys []listKey
		if p.Count = count; count == uncounted && l.log {
			all := false
			p.Count, all, err = rx.countLog(l, n)
			p.AtLeast = !all
		} else if count == uncounted {
			p.Count, p.AtLeast, keys, err = rx.countUsual(l, n, q, most+1)
		}
		if err != nil {
			return err
		}
		if o, _ := l.order(q.Order); o.words && n.words != nil && !n.placed && p.Count > CountMost {
			q.Order, q.Desc = l.Orders[0].Name, l.Orders[0].Desc
			p.Passed = append(p.Passed, "sort")
		}
		if p.Order, p.Desc = q.Order, q.Desc; keys != nil {
			return rx.pageOf(l, n, q, keys, most, &p)
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
