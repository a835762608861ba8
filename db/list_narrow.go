package db

import (
	"slices"
	"strings"
)

// narrowing is the condition of a list in the making.
type narrowing struct {
	where
	rx    *Rx
	actor Actor
	club  *Club

	from, id string
	equals   where    // what holds asks
	held     []string // of which column, each

	// Where what is asked for by words has a table of its own to be found in: from there the rows are found when they are few,
	// and a condition tells of a row whether it is among them when they are many.
	words  *byWords
	common bool // they tell of many rows
	placed bool // they are a wide reach
	turned bool // but what the other filters find is less, and is looked through

	// What so many rows are within, by communities, that it is rather asked of each row than found; and what finds them all.
	wide, allWide where
	holder        string // the column of the member who is to be within

	each where // what is asked of each row and leads to none

	inOrder string // has SQLite read the rows in the order of their ids where nothing better leads to them

	// A held column whose index finds little, and the last rows in the order of their ids: from the first on they are rather
	// sorted than walked to.
	late string

	class string  // of a list of members: that of all
	lives []int64 // and one of the communities in which they live, nil for any

	digits bool // a few members are asked for, by digits that stand in their number or their phone

	span   where  // what days ask
	spanOf string // of which column

	asked []string // the filters that narrow it
	any   bool     // rows are asked for by their ids: what is shown when nothing is asked for does not bound it

	// Of a log:
	ways      []way
	rank      int
	acts      where // what the ways of the acts' rank ask themselves
	low, high int64 // bounds of the ids; high 0 for none
	partly    bool  // the filter that has just been asked may mean more than was looked for
}

// byWords is how rows are found from a table of words, and what tells of a row whether it is found.
type byWords struct {
	from, id    string
	found, asks where
	term        string // of member_terms, by which alone the rows' members are found
	order       string // the key of the order that found's index has as well
	holder      string // what stands for the narrowing's holder before the row is read
	few         bool   // they find some thousands at most, by which no row is asked whether it is among them
}

// alone tells whether a term is all that finds the rows, which are members.
func (w *byWords) alone() bool { return w.term != "" && w.id == "t.member_id" }

// look has the rows found from elsewhere.
func (n *narrowing) look(from, id string, found where, asks where) {
	n.words = &byWords{from: from, id: id, found: found, asks: asks}
}

// equal asks that a column of few values is v.
func (n *narrowing) equal(column string, v any) { n.holds(column, " = ?", v) }

// holds asks something of a column by which an index finds rows. Where they are few it does; where many are walked in another
// order than the column's, it must not lead SQLite away from that.
func (n *narrowing) holds(column, cond string, args ...any) {
	n.equals.add(column+cond, args...)
	n.held = append(n.held, column)
}

// walked is what holds asks, as rows are asked that are walked in the order of the key.
func (n *narrowing) walked(key string) (w where) {
	w.args = n.equals.args
	for i, cond := range n.equals.parts {
		if n.rx.s.lite() && n.held[i] != key {
			cond = "+" + cond
		}
		w.parts = append(w.parts, cond)
	}
	return w
}

// few is what the rows are read from where they are few.
func (n *narrowing) few() (from, id string, w *where) {
	switch {
	case n.words == nil:
		w = n.others()
		if n.inOrder != "" && n.rx.s.lite() {
			w = w.and(n.inOrder)
		}
		return n.from, n.id, w
	case n.turned:
		return n.from, n.id, together(n.words.asks, *n.others())
	}
	wide := where{args: n.wide.args}
	for _, cond := range n.wide.parts {
		if n.words.holder != "" { // asked before the row itself is read
			cond = strings.ReplaceAll(cond, n.holder, n.words.holder)
		}
		wide.parts = append(wide.parts, cond)
	}
	rest := together(n.walked("-"), n.where, n.each)
	if n.termWithin() && !n.rx.s.lite() { // not knowing how few these are it would begin at the rows
		rest = rest.and(n.words.found.parts[1])
		w = together(where{parts: n.words.found.parts[:1], args: rest.args}, where{args: n.words.found.args}, wide)
		return "member_terms t CROSS JOIN LATERAL (SELECT * FROM " + n.from + rest.sql() + " OFFSET 0) AS " + strings.Fields(n.from)[1], n.words.id, w
	}
	return n.words.from, n.words.id, together(n.words.found, wide, *rest) // by the words' key alone
}

// counted is what counts the rows, and its arguments.
func (n *narrowing) counted() (from string, args []any) {
	if n.words != nil && n.words.alone() && len(n.others().parts) == 0 {
		return "member_terms t WHERE t.term = ?", []any{n.words.term}
	}
	from, _, w := n.few()
	return from + w.sql(), w.args
}

// reach bounds the list to the communities of a column that the actor's right reaches, as a List declares it. It cannot fail.
func (n *narrowing) reach(a Actor, r Right, column string) error {
	all, some := a.Reach(r)
	switch of := (&where{}); {
	case all:
	case len(some) == 0:
		n.in(column, nil)
	default:
		of.in("", some)
		n.holds(column, of.parts[0], of.args...)
	}
	return nil
}

// others are all conditions but words. A set of ids, as of a community's members, and what is late are fewer rows than what a
// column of few values is, which SQLite does not know.
func (n *narrowing) others() *where {
	if n.late != "" || n.amongIDs() {
		return together(n.walked(n.late), n.where, n.each, n.wide)
	}
	return together(n.equals, n.where, n.each, n.wide)
}

// amongIDs tells whether a set of ids is asked for.
func (n *narrowing) amongIDs() bool {
	return slices.ContainsFunc(n.parts, func(cond string) bool {
		return strings.Contains(cond, " IN (SELECT ") || strings.Contains(cond, "ANY (ARRAY(")
	})
}

// many is what the rows are read from where they are many, and walked in the order of the key, "" for their ids.
func (n *narrowing) many(key string) (from, id string, w *where) {
	if n.words == nil {
		return n.from, n.id, together(n.walked(key), n.where, n.each, n.wide)
	}
	asks := n.words.asks
	if key != "" && key == n.words.order {
		asks = n.words.found
	}
	return n.from, n.id, together(n.walked(key), n.where, asks, n.each, n.wide) // a column is sooner looked at than a word
}

// turn asks whether a word is common, and better looked for among what the other filters find. A wide reach is as a common
// word where none was typed.
func (n *narrowing) turn() (err error) {
	most := int64(CountMost)
	switch {
	case n.words == nil && len(n.wide.parts) > 0:
		n.look(n.from, n.id, n.allWide, n.wide)
		n.wide, n.common, n.placed = where{}, true, true
		most = placedLook
	case n.words == nil || n.words.few:
		return nil
	default:
		if n.common, err = n.wordsFindMore(common); !n.common || err != nil {
			return err
		}
	}
	bare := *n
	bare.words, bare.wide, bare.each = nil, where{}, where{} // so many are to be looked through, however few they turn out to be
	if len(bare.others().parts) > 0 {
		from, _, others := bare.few()
		count, err := n.rx.countTo(most+1, from+others.sql(), others.args...)
		if n.turned = count <= most; n.turned || err != nil {
			return err
		}
	}
	if n.termWithin() { // it is not for as many members that looking near is better
		n.common, err = n.wordsFindMore(commonWide)
	}
	return err
}

// termWithin tells whether of each member of a term it can be asked, before any row is read, whether they are within a wide reach.
func (n *narrowing) termWithin() bool { return n.words.term != "" && len(n.wide.parts) > 0 }

// wordsFindMore tells whether the words find more than so many rows, or a term more members.
func (n *narrowing) wordsFindMore(most int) (bool, error) {
	id, from, args := n.words.id, n.words.from+n.words.found.sql(), n.words.found.args
	if n.words.alone() || n.termWithin() { // the rows need not be read
		id, from, args = "t.member_id", "member_terms t WHERE t.term = ?", []any{n.words.term}
	}
	found, err := n.rx.ids("SELECT "+id+" FROM "+from+" LIMIT 1 OFFSET ?", append(slices.Clone(args), most)...)
	return len(found) > 0, err
}

// together is all of the conditions.
func together(all ...where) *where {
	w := &where{}
	for _, one := range all {
		w.parts, w.args = append(w.parts, one.parts...), append(w.args, one.args...)
	}
	return w
}

// between asks that the instant in column lies in the days.
func (n *narrowing) between(column string, v FilterValue) {
	if v.From != 0 {
		n.add(column+" >= ?", v.From)
	}
	if v.To != 0 {
		n.add(column+" < ?", v.To)
	}
}

// narrow answers the condition of the list: what the query asks, within the actor's reach. It fills in what the filters
// may ask for, and which ask for what there cannot be.
func (rx *Rx) narrow(actor Actor, l *List, q ListQuery, p *ListPage) (*narrowing, error) {
	n := &narrowing{rx: rx, actor: actor, club: rx.s.Club(), from: l.from, id: l.id, any: q.any}
	chooser := actor
	if q.by != nil {
		chooser = *q.by
	}
	for i := range l.Filters {
		f := &l.Filters[i]
		may := f.Right == "" || chooser.May(f.Right)
		if f.things != nil && may {
			things, err := f.things(rx, chooser)
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
		if err := l.reach(n); err != nil {
			return nil, err
		}
	}
	return n, n.turn()
}
