package db

import (
	"slices"
	"strings"
)

const (
	nearLook = 20_000 // rows of the order are looked at for a common word
	common   = 2000   // of more rows than these tells a word that is common
	sampled  = 1000   // of which so many are asked what else is meant

	commonWide = 40_000        // of more members tells a term that is common beside a wide reach, which leaves a part of them
	placedLook = 3 * CountMost // of what other filters find so many are asked whether they are within a wide reach
	placedMany = 20            // and where one in so many of the first CountMost is, enough are near
)

// No count is told that is less than the rows of a page, or than what a batch may take.
const (
	_ = uint(common - MostBatch)
	_ = uint(CountMost/placedMany - listRows - 1)
)

// nearKeys looks for what a common word tells of among the next rows of the order, and answers so many keys, fewer where the
// order ends, or none where there are not as many so near: to count all that it tells of, or to sort it, would take a hundred
// times as long. Where counting is soon done, or what the other filters find is less or a set of its own, it does not look.
func (rx *Rx) nearKeys(l *List, n *narrowing, q ListQuery, most int) ([]listKey, error) {
	o, _ := l.order(q.Order)
	if !n.common || n.turned || o.words && !n.placed || n.amongIDs() || n.words.alone() && len(n.others().parts) == 0 {
		return nil, nil
	}
	bare := *n
	bare.words, bare.wide = nil, where{}
	ends := true
	if len(bare.others().parts) > 0 {
		stops, err := bare.noFurther(l, q)
		if err != nil {
			return nil, err
		}
		ends = !stops
	}
	_, way, _ := q.way()
	look := nearLook
	if o.words {
		look /= 4 // rows of one name lie far from each other
	}
	questions := l.walked(&bare, q, *together(n.words.asks, n.wide), look)
	if last := &questions[len(questions)-1]; !rx.s.lite() { // it sends what it has found at the end: it is to end where enough is. SQLite would sort the whole once more
		last.sql, last.args = "SELECT id, k, meant FROM ("+last.sql+") AS near WHERE meant ORDER BY k"+way+", id"+way+" LIMIT ?", append(last.args, most)
	}
	keys, all, err := rx.walk(questions, most)
	if len(keys) == most || err != nil {
		return keys, err
	}
	if !ends || !all {
		return nil, nil
	}
	if !rx.s.lite() { // it has not told how many it has looked at
		if more, err := rx.beyond(l, &bare, q, look); err != nil || len(more) > 0 {
			return nil, err
		}
	}
	return append([]listKey{}, keys...), nil
}

// noFurther bounds the rows to so many of the next in the order, whatever else is asked of them: of ids more, as rows lie in
// their order. It tells whether there are more.
func (n *narrowing) noFurther(l *List, q ListQuery) (bool, error) {
	o, _ := l.order(q.Order)
	key, look := o.key, nearLook
	if key == "" {
		key, look = n.id, 4*nearLook
	}
	all := &narrowing{rx: n.rx, from: n.from, id: n.id}
	if n.spanOf == key {
		all.where = n.span
	}
	stop, err := n.rx.beyond(l, all, q, look)
	if err != nil || len(stop) == 0 {
		return false, err
	}
	at := any(stop[0].id)
	if o.key != "" {
		_, at, _ = l.cursor(q.Order, stop[0].cursor(l, q))
	}
	_, way, _ := q.way()
	n.where = *n.and(key+map[string]string{ascending: " <= ?", descending: " >= ?"}[way], at)
	return true, nil
}

// beyond answers the key of the row that comes after so many in the order, or none. Those of the cursor's own key do not count.
func (rx *Rx) beyond(l *List, n *narrowing, q ListQuery, look int) ([]listKey, error) {
	_, way, _ := q.way()
	questions := l.walked(n, q, by("1 = 1").by, look+1)
	last := questions[len(questions)-1]
	if rx.s.lite() {
		last.sql += " OFFSET ?"
	} else { // it sends all that it is not told to leave out
		last.sql = "SELECT id, k, meant FROM (" + last.sql + ") AS passed ORDER BY k" + way + ", id" + way + " LIMIT 1 OFFSET ?"
	}
	stop, _, err := rx.keys(last.sql, append(last.args, look), 1)
	return stop, err
}

// countUsual counts what a list finds that is no log, tells whether there may be more, and answers the page's keys where it
// has met with them.
func (rx *Rx) countUsual(l *List, n *narrowing, q ListQuery, most int) (count int64, atLeast bool, keys []listKey, err error) {
	if keys, err = rx.nearKeys(l, n, q, most); err != nil {
		return 0, false, nil, err
	}
	if place, _, _ := q.way(); keys != nil && place == "" && len(keys) < most { // all that there is
		return int64(len(keys)), false, keys, nil
	}
	if keys != nil {
		count, atLeast, err = rx.countNear(l, n, len(keys))
		return count, atLeast, keys, err
	}
	if n.placed && !n.turned {
		if count, err = rx.countWithin(n); err != nil {
			return 0, false, nil, err
		}
		if count >= CountMost/placedMany {
			keys, _, err = rx.walk(l.walked(n, q, by("1 = 1").by, most), most)
			return min(count, CountMost+1), count <= CountMost, keys, err
		}
	}
	if n.words != nil && (!n.common && !n.words.alone() || len(n.others().parts) > 0) { // what an index counts is sooner read twice
		keys, count, err = rx.countedKeys(l.sorted(n, q, most, true))
		switch place, _, _ := q.way(); {
		case count > CountMost:
			return count, false, nil, err // these are some of them, not the first
		case err != nil || count > 0 || place == "":
			return count, false, keys, err
		}
	}
	from, args := n.counted()
	count, err = rx.countMost(from, args...)
	return count, false, nil, err
}

// countNear counts what there is at least where so many were found near: as many as a batch may take, and of more what is
// meant among the first rows of the common word, or within the reach.
func (rx *Rx) countNear(l *List, n *narrowing, near int) (count int64, atLeast bool, err error) {
	if n.placed {
		count, err = rx.countWithin(n)
		return max(count, int64(near)), count <= CountMost, err
	}
	if len(l.Batches) > 0 {
		from, args := n.counted()
		if count, err = rx.countTo(MostBatch+1, from, args...); err != nil || count <= MostBatch {
			return count, false, err
		}
	}
	others := together(n.walked("-"), n.where, n.each, n.wide)
	if len(others.parts) == 0 {
		return common, true, nil
	}
	some, err := rx.meantAmong(*others, n.words.from+n.words.found.sql(), n.words.found.args, sampled)
	return max(some, count, int64(near)), true, err
}

// countWithin counts what is within a wide reach among the first CountMost rows that the other filters find: members of whom
// nothing else is asked are known to be more than CountMost.
func (rx *Rx) countWithin(n *narrowing) (int64, error) {
	others := n.others()
	if len(others.parts) == 0 && n.holder == n.id {
		return CountMost + 1, nil
	}
	return rx.meantAmong(n.words.asks, n.from+others.sql(), others.args, CountMost)
}

// meantAmong counts of which of the first so many rows of a FROM and WHERE the conditions tell.
func (rx *Rx) meantAmong(asks where, from string, args []any, look int) (int64, error) {
	return rx.number("SELECT COUNT(*) FROM (SELECT ("+strings.Join(asks.parts, " AND ")+") AS meant FROM "+from+" LIMIT ?) AS few WHERE meant",
		slices.Concat(asks.args, args, []any{look})...)
}
