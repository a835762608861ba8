package db

import (
	"cmp"
	"slices"
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
	reach    func(n *narrowing) error
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
