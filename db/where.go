package db

import (
	"slices"
	"strings"
)

// where builds the condition of a list with optional filters. Lists answer ids by keyset and are then hydrated.
type where struct {
	parts []string
	args  []any
}

func (w *where) add(cond string, args ...any) {
	w.parts = append(w.parts, cond)
	w.args = append(w.args, args...)
}

// and answers w with one more condition, leaving w as it is.
func (w *where) and(cond string, args ...any) *where {
	return &where{parts: append(slices.Clone(w.parts), cond), args: append(slices.Clone(w.args), args...)}
}

// reach bounds the list to the communities that the actor's right covers: column is one of them.
func (w *where) reach(a Actor, r Right, column string) {
	all, some := a.Reach(r)
	if !all {
		w.in(column, some)
	}
}

// in asks that column is one of the ids; none at all finds nothing.
func (w *where) in(column string, ids []int64) {
	if len(ids) == 0 {
		w.add("1 = 0")
		return
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	w.add(column+" IN (?"+strings.Repeat(", ?", len(ids)-1)+")", args...)
}

func (w *where) sql() string {
	if len(w.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.parts, " AND ")
}

// ids answers the first column of the rows.
func (rx *Rx) ids(query string, args ...any) ([]int64, error) {
	rows, err := rx.db.QueryContext(background, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, rows.Err()
}

// page answers the ids of a page of so many rows, and the next cursor (0 at the end). The query has no LIMIT yet.
func (rx *Rx) page(most int, query string, args ...any) (ids []int64, more int64, err error) {
	ids, err = rx.ids(query+" LIMIT ?", append(args[:len(args):len(args)], most+1)...)
	if len(ids) > most {
		ids, more = ids[:most], ids[most-1]
	}
	return ids, more, err
}

// like makes a pattern that finds s anywhere, its own wildcards taken literally with ESCAPE '\'.
func like(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(s) + "%"
}
