package db

import (
	"context"
	"iter"
	"slices"
	"strconv"
)

// listStride is how many rows of a list are read at once where all are wanted, so that no reading lasts long.
const listStride = 1000

// ListAll answers all rows of the list that the query asks for and the actor may take along, from its cursor on. They are read in pages: a row that
// moves in the order meanwhile may be missed. A line without an ID is none: it tells that much of a log was looked through in vain. A fault ends the
// sequence and is left in *failed.
func (s *Store) ListAll(ctx context.Context, actor Actor, l *List, q ListQuery, failed *error) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		q.Before, q.by = "", &actor
		actor, count := actor.within(ListsExport), int64(uncounted)
		for {
			var p ListPage
			if p, *failed = s.list(ctx, actor, l, q, listStride, count); *failed != nil {
				return
			}
			if count = p.Count; p.AtLeast {
				count = CountMost + 1 // much, or a log's
			}
			for _, line := range p.Lines {
				if !yield(line) {
					return
				}
			}
			if q.After = p.Next; q.After == "" || len(p.Lines) == 0 && !yield(Line{}) { // none yet: whoever watches hears of it
				return
			}
		}
	}
}

// The forms of an exported list.
const (
	CSV  = "csv"
	XLSX = "xlsx"
)

// Export is a list's export as a run keeps it.
type Export struct {
	List   string
	Query  string // as in an address
	Format string
	Locale Locale
	Reach  map[Right]reach // of the rights on which its rows depend, as the actor held them
}

// reach is how far a right goes: to all communities, or to some.
type reach struct {
	All  bool
	Some []int64
}

// reachOf answers how far each right goes on which the rows of the actor's export of the list depend.
func (l *List) reachOf(actor Actor) map[Right]reach {
	out := map[Right]reach{}
	for _, r := range append([]Right{l.Right}, l.tells...) {
		all, some := actor.within(ListsExport).Reach(r)
		out[r] = reach{all, some}
	}
	return out
}

// covers tells whether the actor still reaches all that the export may hold.
func (e Export) covers(actor Actor) bool {
	l := ListOf(e.List)
	if l == nil || !actor.May(l.Right) || e.Reach == nil {
		return false
	}
	now := l.reachOf(actor)
	for right, held := range e.Reach {
		if has := now[right]; !has.All && (held.All || slices.ContainsFunc(held.Some, func(c int64) bool { return !slices.Contains(has.Some, c) })) {
			return false
		}
	}
	return true
}

// ExportList writes that the actor takes what the query finds along, and how many rows that are, where that is known without
// looking through a whole log. More than CountMost rows, or nobody knows how many, are made by a run, whose id is answered,
// also where it is at them already; fewer the caller makes at once. NotFound without the rights to the list and to its export.
// Refused: RunsTooMany.
func (s *Store) ExportList(ctx context.Context, actor Actor, l *List, q ListQuery, format string, locale Locale) (run int64, err error) {
	n, err := s.exported(ctx, actor, l, q)
	if err != nil {
		return 0, err
	}
	err = s.Write(ctx, actor, func(tx *Tx) error {
		run = 0
		if n > CountMost || n == uncounted {
			e := Export{l.Name, q.Values(l).Encode(), format, locale, l.reachOf(actor)}
			begun := false
			var err error
			if run, begun, err = tx.beginRun(RunExport, l.Name+"-"+string(DayOf(tx.Now, s.Club().Zone))+"."+format, e, max(n, 0)); err != nil || !begun {
				return err
			}
		}
		return tx.auditExport(l, q, format, n, run)
	})
	return run, err
}

// LogExport is ExportList for a caller who makes the file itself, however many rows it has; it answers their number, below 0
// where nobody knows it yet.
func (s *Store) LogExport(ctx context.Context, actor Actor, l *List, q ListQuery, format string) (rows int64, err error) {
	if rows, err = s.exported(ctx, actor, l, q); err != nil {
		return 0, err
	}
	return rows, s.Write(ctx, actor, func(tx *Tx) error { return tx.auditExport(l, q, format, rows, 0) })
}

// exported answers how many rows the actor's export has, or uncounted.
func (s *Store) exported(ctx context.Context, actor Actor, l *List, q ListQuery) (n int64, err error) {
	if !actor.May(l.Right) || !actor.May(ListsExport) {
		return 0, errNotFound
	}
	q.by = &actor
	err = s.Read(ctx, func(rx *Rx) (err error) { n, err = rx.countList(actor.within(ListsExport), l, q); return err })
	return n, err
}

func (tx *Tx) auditExport(l *List, q ListQuery, format string, rows, run int64) error {
	facts := Facts{"list": l.Name, "format": format, "filters": q.plain(l)}
	if rows != uncounted {
		facts["rows"] = rows
	}
	return tx.audit(change{act: "list.exported", noun: run, facts: facts})
}

// countList counts what the query finds, all of it; of a log that is not soon looked through it answers uncounted.
func (rx *Rx) countList(actor Actor, l *List, q ListQuery) (int64, error) {
	n, err := rx.narrow(actor, l, q, &ListPage{Options: map[string][]Option{}})
	if err != nil {
		return 0, err
	}
	if l.log {
		count, all, err := rx.countLog(l, n)
		if !all || count > CountMost {
			count = uncounted
		}
		return count, err
	}
	from, _, w := n.few()
	return rx.number("SELECT COUNT(*) FROM "+from+w.sql(), w.args...)
}

// plain are the query's filters as the audit may tell them: of what was typed, which may name anybody, only that it was.
func (q ListQuery) plain(l *List) Facts {
	out := Facts{}
	for name, s := range q.Filters {
		if l.typed(name, s) {
			s = "…"
		}
		out[name] = s
	}
	return out
}

// typed tells whether what the parameter asks for is something typed: into a search, or as the name of a thing.
func (l *List) typed(parameter, value string) bool {
	return slices.ContainsFunc(l.Filters, func(f Filter) bool {
		_, err := strconv.ParseInt(value, 10, 64)
		return f.Name == parameter && (f.Kind == FilterWords || f.Kind == FilterThing && err != nil)
	})
}
