package db

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"clubhouse/db/sqlcdb"
)

// What the filters of several lists have in common.

// wordsOf answers the words of a vocabulary as a filter names them.
func wordsOf[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// equals asks that the column is what was chosen.
func equals(column string) func(*narrowing, FilterValue) (bool, error) {
	return func(n *narrowing, v FilterValue) (bool, error) {
		n.equal(column, v.Text)
		return true, nil
	}
}

// is asks that the column is the thing that was chosen.
func is(column string) func(*narrowing, FilterValue) (bool, error) {
	return func(n *narrowing, v FilterValue) (bool, error) {
		of := &where{}
		of.in("", v.IDs)
		n.holds(column, of.parts[0], of.args...)
		return true, nil
	}
}

// inDays asks that the instant in column lies in the days.
func inDays(column string) func(*narrowing, FilterValue) (bool, error) {
	return func(n *narrowing, v FilterValue) (bool, error) {
		if v.From != 0 {
			n.holds(column, " >= ?", v.From)
			n.span.add(column+" >= ?", v.From)
		}
		if v.To != 0 {
			n.holds(column, " < ?", v.To)
			n.span.add(column+" < ?", v.To)
		}
		n.spanOf = column
		return true, nil
	}
}

// madeInDays asks it of the instant at which a row was made: ids grow with time, so that their index finds the days.
func madeInDays(id, column string) func(*narrowing, FilterValue) (bool, error) {
	return func(n *narrowing, v FilterValue) (bool, error) {
		if v.From != 0 {
			n.span.add(id+" >= ?", idAt(v.From))
		}
		if v.To != 0 {
			n.span.add(id+" < ?", idPast(v.To))
		}
		n.spanOf = id
		n.where = *together(n.where, n.span)
		n.between(column, v)
		return true, nil
	}
}

// lookForMember asks for the rows of a table of which each is a member's, by what may mean that member; bound, where there
// is one, says of which members (m) one may ask.
func (n *narrowing) lookForMember(typed, table, row string, bound func(whose *narrowing) error) error {
	whose := &narrowing{rx: n.rx, club: n.club, from: MemberList.from, id: MemberList.id}
	if err := whose.member(typed); err != nil {
		return err
	}
	if bound != nil {
		if err := bound(whose); err != nil {
			return err
		}
	}
	var found, asks where
	if w := whose.words; w != nil && len(whose.others().parts) == 0 { // the words know the member, whose own row need not be read
		found.add("t.term = ?", w.term)
		found.add(row + ".member_id = t.member_id")
		asks.add(tells("SELECT 1 FROM member_terms t WHERE t.term = ? AND t.member_id = "+row+".member_id"), w.term)
		n.look("member_terms t CROSS JOIN "+table, row+".id", found, asks)
		n.words.term, n.words.holder = w.term, "t.member_id"
		return nil
	}
	from, id, few := whose.few()
	_, _, many := whose.many("")
	found.add(row+".member_id = "+id+" AND "+strings.Join(few.parts, " AND "), few.args...)
	asks.add(tells("SELECT 1 FROM members m WHERE m.id = "+row+".member_id AND "+strings.Join(many.parts, " AND ")), many.args...)
	n.look(from+" CROSS JOIN "+table, row+".id", found, asks)
	n.words.few, n.words.holder = whose.digits, id
	return nil
}

// inUse are the words for what has not ended and what has.
var inUse = []string{"used", "ended"}

// ended asks for what has ended by the column, or for what has not.
func ended(column string) func(*narrowing, FilterValue) (bool, error) {
	return func(n *narrowing, v FilterValue) (bool, error) {
		n.add(column + " IS " + map[string]string{"ended": "NOT "}[v.Text] + "NULL")
		return true, nil
	}
}

// used is the cell that tells whether something has ended.
func used(ended bool) Cell {
	return Choices{{"use", map[bool]string{false: "used", true: "ended"}[ended]}}
}

// orNothing answers the cell of an empty text as nothing.
func orNothing[S ~string](s S) Cell {
	if s == "" {
		return nil
	}
	return s
}

// placesOf answers the communities that the actor's right covers.
func placesOf(right Right) func(*Rx, Actor) ([]Option, error) {
	return func(rx *Rx, actor Actor) ([]Option, error) {
		all, some := actor.Reach(right)
		rows, err := rx.communities()
		var out []Option
		for _, r := range rows {
			if all || slices.Contains(some, r.ID) {
				out = append(out, Option{ID: r.ID, Name: Text{r.NameHans, r.NameHant, r.NameEn}, Group: Text{r.CityHans, r.CityHant, r.CityEn}})
			}
		}
		return out, err
	}
}

// among asks that a column is one of the ids that a question finds. PostgreSQL may find these anew for each row, unless it is
// told to make a list of them first.
func (rx *Rx) among(column, ids string) string {
	if rx.s.lite() {
		return column + " IN (" + ids + ")"
	}
	return column + " = ANY (ARRAY(" + ids + "))"
}

// tells asks whether a question finds anything. PostgreSQL may answer it for all rows at once beforehand, however few are
// asked about, unless it is told to skip none of what it finds; SQLite knows no OFFSET without a LIMIT.
func tells(question string) string { return "EXISTS (" + question + " LIMIT 1 OFFSET 0)" }

// communities answers all communities, which a page of a list reads once, for its filters and for its rows.
func (rx *Rx) communities() (list []sqlcdb.Community, err error) {
	if rx.places == nil {
		rx.places, err = rx.ListCommunities(background)
	}
	return rx.places, err
}

// merchantsAsOptions answers the merchants by name.
func merchantsAsOptions(rx *Rx, _ Actor) ([]Option, error) {
	rows, err := rx.ListMerchants(background)
	out := make([]Option, 0, len(rows))
	for _, r := range rows {
		out = append(out, Option{ID: r.ID, Name: Text{r.NameHans, r.NameHant, r.NameEn}})
	}
	slices.SortStableFunc(out, func(a, b Option) int { return cmp.Compare(a.Name.Hans, b.Name.Hans) })
	return out, err
}

// MostChoices is how many things a filter gives to choose from. Of more, some are asked for by their name.
const MostChoices = 200

// meant answers the ids of the options that are meant: the one of that id, else those of that name, else those that have it
// in their name.
func meant(options []Option, typed string) (ids []int64) {
	sought := closely(typed)
	for _, fits := range []func(Option) bool{
		func(o Option) bool { return strconv.FormatInt(o.ID, 10) == typed },
		func(o Option) bool {
			return slices.ContainsFunc([]string{o.Name.Hans, o.Name.Hant, o.Name.En}, func(s string) bool { return sought != "" && closely(s) == sought })
		},
		func(o Option) bool { return sought != "" && o.Name.has(sought) },
	} {
		for _, o := range options {
			if fits(o) {
				ids = append(ids, o.ID)
			}
		}
		if ids != nil {
			break
		}
	}
	return ids
}

// Matches tells whether what was typed into a search stands in one of the texts, in any language, width or script.
func Matches(typed string, texts ...Text) bool {
	sought := closely(typed)
	return slices.ContainsFunc(texts, func(t Text) bool { return t.has(sought) })
}

// has tells whether the text has in it, in one of its languages, what is sought closely.
func (t Text) has(sought string) bool {
	return slices.ContainsFunc([]string{t.Hans, t.Hant, t.En}, func(s string) bool { return strings.Contains(closely(s), sought) })
}

// closely answers s folded and without spaces.
func closely(s string) string { return strings.ReplaceAll(Fold(s), " ", "") }
