package db

import (
	"cmp"
	"slices"
	"strings"
)

// List declares a table of the desk once: what its rows tell, what narrows it, how it may be ordered. Its page, its cards
// on a phone, its exports and its saved views follow from that.
type List struct {
	Name    string // its noun: it stands at /staff/NAME, and a row's record at /staff/NAME/ID
	At      string // where it stands instead, where something else stands there
	Right   Right  // who may open it
	Columns []Column
	Filters []Filter
	Orders  []Order // the first is the usual one
	Batches []Batch
	Bare    bool  // its rows have no record
	Edits   Right // what opens a row's record, where reading the list does not suffice

	from, id string  // what it is read from, and the id of a row there
	log      bool    // rows are added to it all day and never sorted: see list_walk.go
	tells    []Right // beside Right, on which it depends what its rows tell
	reach    func(n *narrowing)
	veil     func(rx *Rx, actor Actor, l *List, lines []Line) error // hides in a row what the actor has no right to
	lines    func(rx *Rx, ids []int64) ([]Line, error)
}

// Column is one column of a list. The first one names the row and is always shown.
type Column struct {
	Name   string
	Number bool   // figures, which stand to the right
	Order  string // the Order of those who press its head, or ""
	Extra  bool   // shown only to who asks for it
}

// Order is a way to sort a list. Its key and the id must be an index, or the list small.
type Order struct {
	Name   string
	Desc   bool   // the usual direction
	key    string // an expression that is never null; "" is the id itself
	number bool   // the key is a whole number, else a text
	words  bool   // what is found by words stands together in it, so that walking it may lead past all of them for long
}

// Line is a row of a list: a cell for each of its Columns.
type Line struct {
	ID    int64
	Cells []Cell
}

// Cell is what a row tells in one column: nil where it has nothing to tell, or a string, a Text, a Day, or one of the
// types below.
type Cell any

type (
	// Sign is spelled out: a number, a masked phone.
	Sign string
	// Count is a whole number.
	Count int64
	// Instant is a time, in unix seconds.
	Instant int64
	// Date is an instant of which only the day matters.
	Date int64
	// At is a community, told by its name.
	At int64
	// Choice is a word of one of the desk's vocabularies.
	Choice struct{ Of, Word string }
	// Choices are several such words, or none.
	Choices []Choice
	// Thing is something with a record of its own, at /staff/AT/ID.
	Thing struct {
		At   string
		ID   int64
		Name Text
	}
	// Worth is what an offer gives.
	Worth struct {
		Kind  OfferKind
		Value int64
	}
)

// FilterKind is how a filter is asked for.
type FilterKind string

// The kinds of filters.
const (
	FilterWords  FilterKind = "words"  // something typed
	FilterChoice FilterKind = "choice" // one word of a vocabulary
	FilterThing  FilterKind = "thing"  // one of the things that the reader may see, by its id, or all that have something typed in their name
	FilterYes    FilterKind = "yes"    // on or not
	FilterDays   FilterKind = "days"   // from a day, to a day: two parameters, NAME_from and NAME_to
)

// Filter narrows a list by one or two parameters of its address.
type Filter struct {
	Name  string
	Kind  FilterKind
	Right Right    // who may ask for it, "" for whoever opens the list
	Of    string   // FilterChoice: the vocabulary
	Words []string // and its words

	things func(rx *Rx, actor Actor) ([]Option, error)     // FilterThing
	narrow func(n *narrowing, v FilterValue) (bool, error) // false: there can be no such thing, and nothing is narrowed
}

// Option is one thing that a filter may ask for.
type Option struct {
	ID    int64
	Name  Text
	Group Text
}

// FilterValue is what a filter asks for.
type FilterValue struct {
	Text     string
	IDs      []int64 // FilterThing: of what is meant, one at least
	From, To int64   // FilterDays: from this instant on, and before that one; 0 for no bound
}

// Parameters are what the filter is called in an address.
func (f *Filter) Parameters() []string {
	if f.Kind == FilterDays {
		return []string{f.Name + "_from", f.Name + "_to"}
	}
	return []string{f.Name}
}

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
	turned bool // but what the other filters find is less, and is looked through

	digits bool // a few members are asked for, by digits that stand in their number or their phone

	own bool // something is asked for that has an index of its own, and of which there is so little that it is rather sorted than walked to

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
	term        string // of member_terms, by which alone members are found
	order       string // the key of the order that found's index has as well
	few         bool   // they find some thousands at most, by which no row is asked whether it is among them
}

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
		return n.from, n.id, n.others()
	case n.turned:
		return n.from, n.id, together(n.words.asks, *n.others())
	}
	return n.words.from, n.words.id, together(n.words.found, n.walked("-"), n.where) // by the words' key alone
}

// counted is what counts the rows, and its arguments.
func (n *narrowing) counted() (from string, args []any) {
	if n.words != nil && n.words.term != "" && len(n.others().parts) == 0 {
		return "member_terms t WHERE t.term = ?", []any{n.words.term}
	}
	from, _, w := n.few()
	return from + w.sql(), w.args
}

// reach bounds the list to the communities of a column that the actor's right reaches.
func (n *narrowing) reach(a Actor, r Right, column string) {
	all, some := a.Reach(r)
	switch of := (&where{}); {
	case all:
	case len(some) == 0:
		n.in(column, nil)
	default:
		of.in("", some)
		n.holds(column, of.parts[0], of.args...)
	}
}

// others are all conditions but words. A set of ids, as of a community's members, and what has an index of its own find
// fewer rows than what a column of few values is, which SQLite does not know.
func (n *narrowing) others() *where {
	if n.own || n.amongIDs() {
		return together(n.walked("-"), n.where)
	}
	return together(n.equals, n.where)
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
		return n.from, n.id, together(n.walked(key), n.where)
	}
	asks := n.words.asks
	if key != "" && key == n.words.order {
		asks = n.words.found
	}
	return n.from, n.id, together(asks, n.walked(key), n.where)
}

// turn asks whether a word is common, and better looked for among what the other filters find.
func (n *narrowing) turn() error {
	if n.words == nil || n.words.few {
		return nil
	}
	found, err := n.rx.ids("SELECT "+n.words.id+" FROM "+n.words.from+n.words.found.sql()+" LIMIT 1 OFFSET ?", append(slices.Clone(n.words.found.args), common)...)
	others := n.others()
	if n.common = len(found) > 0; !n.common || err != nil || len(others.parts) == 0 {
		return err
	}
	count, err := n.rx.countMost(n.from+others.sql(), others.args...)
	n.turned = count <= CountMost
	return err
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

// columnFor is a Column with what it tells of a row.
type columnFor[R any] struct {
	Column
	cell func(R) Cell
}

// column declares a column; cell must not answer the zero of a row for "nothing", but nil.
func column[R any](name string, cell func(R) Cell) columnFor[R] {
	return columnFor[R]{Column{Name: name}, cell}
}

// by has the column's head sort the list.
func (c columnFor[R]) by(order string) columnFor[R] { c.Order = order; return c }

// number has the column's figures stand to the right.
func (c columnFor[R]) number() columnFor[R] { c.Number = true; return c }

// extra shows the column only to who asks for it.
func (c columnFor[R]) extra() columnFor[R] { c.Extra = true; return c }

// declare makes a list of rows of the type R, which rows reads by their ids in any order.
func declare[R any](l List, rows func(*Rx, []int64) ([]R, error), id func(R) int64, columns ...columnFor[R]) *List {
	for _, c := range columns {
		l.Columns = append(l.Columns, c.Column)
	}
	l.lines = func(rx *Rx, ids []int64) ([]Line, error) {
		read, err := rows(rx, ids)
		if err != nil {
			return nil, err
		}
		at := make(map[int64]int, len(ids))
		for i, id := range ids {
			at[id] = i
		}
		lines := make([]Line, len(ids))
		for _, r := range read {
			cells := make([]Cell, len(columns))
			for i, c := range columns {
				cells[i] = c.cell(r)
			}
			if i, ok := at[id(r)]; ok {
				lines[i] = Line{id(r), cells}
			}
		}
		return slices.DeleteFunc(lines, func(l Line) bool { return l.ID == 0 }), nil
	}
	return &l
}

// Lists are all the lists of the desk.
var Lists = []*List{MemberList, HomeList, VoucherList, MerchantList, OfferList, BrandList, CommunityList, PeopleList, ClaimList, ChangeList, TaskList, AuditList}

// Path is the list's address.
func (l *List) Path() string { return "/staff/" + cmp.Or(l.At, l.Name) }

// ListOf answers the list of that name, nil where there is none.
func ListOf(name string) *List {
	if i := slices.IndexFunc(Lists, func(l *List) bool { return l.Name == name }); i >= 0 {
		return Lists[i]
	}
	return nil
}

// order answers the order of that name; the usual one, and false, where there is none.
func (l *List) order(name string) (Order, bool) {
	for _, o := range l.Orders {
		if o.Name == name {
			return o, true
		}
	}
	return l.Orders[0], false
}

// column answers where the column stands, -1 where there is none.
func (l *List) column(name string) int {
	return slices.IndexFunc(l.Columns, func(c Column) bool { return c.Name == name })
}
