package db

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

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
	if count <= CountMost {
		query, args := l.sorted(n, q, most, false)
		keys, _, err := rx.keys(query, args, most)
		return keys, err
	}
	if _, way, _ := q.way(); n.late != "" && n.words == nil && way == ascending {
		query, args := l.ranged(n, q, most)
		keys, _, err := rx.keys(query, args, most)
		return keys, err
	}
	keys, _, err := rx.walk(l.walked(n, q, by("1 = 1").by, most), most)
	return keys, err
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

// sorted asks for the keys of the few rows that are found, and where it is to count them, of how many they are: of more than
// CountMost it takes any.
func (l *List) sorted(n *narrowing, q ListQuery, most int, count bool) (query string, args []any) {
	o, _ := l.order(q.Order)
	place, way, beyond := q.way()
	from, id, found := n.few()
	few, of := "SELECT "+id+" AS id, "+cmp.Or(o.key, id)+" AS k FROM "+from+found.sql(), "1 = 1"
	args = slices.Clone(found.args)
	if count {
		few, args = few+" LIMIT ?", append(args, CountMost+1)
	}
	switch {
	case !n.rx.s.lite() && count:
		few, of = "SELECT id, k, COUNT(*) OVER () AS n FROM ("+few+") AS found", "n"
	case count:
		of = "(SELECT COUNT(*) FROM few)"
	}
	if n.rx.s.lite() {
		query = "WITH few AS MATERIALIZED (" + few + ") SELECT id, k, " + of + " FROM few"
	} else { // it would write them down first
		query = "SELECT id, k, " + of + " FROM (" + few + " OFFSET 0) AS few"
	}
	w := &where{args: args}
	if at, k, ok := l.cursor(q.Order, place); ok && o.key == "" {
		w = w.and("id"+beyond+"?", at)
	} else if ok {
		w = w.and("(k, id)"+beyond+"(?, ?)", k, at)
	}
	return query + w.sql() + " ORDER BY k" + way + ", id" + way + " LIMIT ?", append(slices.Clone(w.args), most)
}

// ranged asks for the keys of the next rows in the order of their ids, of all that are found, by whichever index finds them.
func (l *List) ranged(n *narrowing, q ListQuery, most int) (query string, args []any) {
	place, way, beyond := q.way()
	from, id, w := n.few()
	if at, _, ok := l.cursor(q.Order, place); ok {
		w = w.and(id+" + 0"+beyond+"?", at)
	}
	return "SELECT " + id + " AS id, " + id + " AS k, 1 = 1 FROM " + from + w.sql() + " ORDER BY " + id + " + 0" + way + " LIMIT ?", append(slices.Clone(w.args), most)
}

// question is a question with its arguments, which looks at so many rows at most.
type question struct {
	sql  string
	args []any
	look int
}

// walked asks for the keys of the next rows in the order, and of each whether it is meant as well: one question after another,
// each of so many.
func (l *List) walked(n *narrowing, q ListQuery, meant where, look int) []question {
	o, _ := l.order(q.Order)
	place, way, beyond := q.way()
	from, id, found := n.many(o.key)
	key, order := id, " ORDER BY "+id+way
	if o.key != "" {
		key, order = o.key, " ORDER BY "+o.key+way+", "+id+way
	}
	part := func(w *where) question {
		return question{"SELECT " + id + " AS id, " + key + " AS k, " + strings.Join(meant.parts, " AND ") + " AS meant FROM " + from + w.sql() + order + " LIMIT ?",
			slices.Concat(meant.args, w.args, []any{look}), look}
	}
	at, k, ok := l.cursor(q.Order, place)
	if ok && n.words != nil && o.key != "" && o.key == n.words.order && n.rx.s.lite() {
		// Of two bounds on one side SQLite begins at the one that it meets first.
		for i, cond := range found.parts {
			found.parts[i] = strings.ReplaceAll(cond, o.key+beyond[:2], "+"+o.key+beyond[:2])
		}
	}
	switch {
	case !ok:
		return []question{part(found)}
	case o.key == "":
		return []question{part(found.and(id+beyond+"?", at))}
	}
	// Those of the same key, and those beyond it: of a comparison of both SQLite would use the index for the key alone,
	// and walk past all that have the same, as homes do that were handed over on one day. Of both in one question it would
	// answer the first only when it has found all.
	return []question{part(found.and(key+" = ?", k).and(id+beyond+"?", at)), part(found.and(key+beyond+"?", k))}
}

// walk answers the first keys of what walked asks for, so many of those that are meant, or fewer where there are no more, or
// where a question has not come to its end; and whether all have.
func (rx *Rx) walk(questions []question, most int) (out []listKey, all bool, err error) {
	for _, q := range questions {
		keys, looked, err := rx.keys(q.sql, q.args, most-len(out))
		if out = append(out, keys...); err != nil || len(out) == most || looked == q.look {
			return out, false, err
		}
	}
	return out, true, nil
}

// keys answers the first of the rows of a question of ids, keys and whether they are meant, so many of those that are, and at
// how many it has looked.
func (rx *Rx) keys(query string, args []any, most int) (out []listKey, looked int, err error) {
	rows, err := rx.db.QueryContext(background, query, args...)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for len(out) < most && rows.Next() {
		var k listKey
		meant := false
		if err := rows.Scan(&k.id, &k.key, &meant); err != nil {
			return nil, 0, err
		}
		if looked++; meant {
			out = append(out, k)
		}
	}
	return out, looked, rows.Err()
}

// countedKeys answers the rows of a question of ids, keys and how many there are, 0 where there is none beyond the cursor.
func (rx *Rx) countedKeys(query string, args []any) (out []listKey, count int64, err error) {
	rows, err := rx.db.QueryContext(background, query, args...)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for out = []listKey{}; rows.Next(); {
		var k listKey
		if err := rows.Scan(&k.id, &k.key, &count); err != nil {
			return nil, 0, err
		}
		out = append(out, k)
	}
	return out, count, rows.Err()
}
