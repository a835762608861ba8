package staff

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// ListView is a page of a list.
type ListView struct {
	Clock
	List    *db.List
	Query   db.ListQuery
	Page    db.ListPage
	Views   []db.ListView
	View    int64     // of the saved view that was opened, 0 for none
	Actions []ui.Link // what begins another of its nouns
	Exports bool
	Batches []db.Batch // that the reader may do
	Manages bool       // may end what others share
}

func (v ListView) words() i18n.ListWords { return i18n.ListTexts[v.List.Name] }

func (v ListView) path() string { return v.List.Path() }

// under is where the list's own forms are posted.
func (v ListView) under(what string) string { return "/staff/lists/" + v.List.Name + "/" + what }

func (v ListView) label(p ui.Page, name string) string {
	return i18n.ListLabel(p.Locale, v.List.Name, name)
}

// at is the list's address with the query, and the cursor that it may have.
func (v ListView) at(p ui.Page, q db.ListQuery, cursor ...string) templ.SafeURL {
	values := q.Values(v.List)
	if v.View != 0 {
		values.Set("view", text(v.View))
	}
	if len(cursor) == 2 {
		values.Set(cursor[0], cursor[1])
	}
	return p.To(address(v.path(), values))
}

// ListPath is the list's address with the query.
func ListPath(l *db.List, q db.ListQuery) string { return address(l.Path(), q.Values(l)) }

func address(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// hidden are the parameters that a form of the list sends along: all but those that it asks for itself.
func (v ListView) hidden(but ...string) (out []ui.Link) {
	values := v.Query.Values(v.List)
	if v.View != 0 {
		values.Set("view", text(v.View))
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(but, name) {
			out = append(out, ui.Link{Label: name, Count: values.Get(name)})
		}
	}
	return out
}

// filters are those that the reader may ask for.
func (v ListView) filters(p ui.Page) (out []*db.Filter) {
	for i := range v.List.Filters {
		if f := &v.List.Filters[i]; f.Right == "" || may(p, f.Right) {
			out = append(out, f)
		}
	}
	return out
}

// onRows are what each row has a button of its own for, where there is one on the page.
func (v ListView) onRows() (out []db.Batch) {
	for _, b := range v.Batches {
		if b.Row != nil && slices.ContainsFunc(v.Page.Lines, b.Row) {
			out = append(out, b)
		}
	}
	return out
}

// inBar are what may be done to many rows of the page.
func (v ListView) inBar() (out []db.Batch) {
	for _, b := range v.Batches {
		if b.Row == nil || slices.ContainsFunc(v.Page.Lines, b.Row) {
			out = append(out, b)
		}
	}
	return out
}

// parameters are those of the filters, which their own form asks for.
func (v ListView) parameters() (out []string) {
	for i := range v.List.Filters {
		out = append(out, v.List.Filters[i].Parameters()...)
	}
	return out
}

// count tells how many the list has found, "" where it has counted none in as much as it looked through for that.
func (v ListView) count(p ui.Page) string {
	n := i18n.ListCount(p.Locale, v.List.Name, v.Page.Count)
	switch {
	case !v.Page.AtLeast:
		return n
	case v.Page.Count > 0:
		return p.F(i18n.ListAtLeast, n)
	case len(v.Page.Lines) == 0:
		return p.T(i18n.ListNoneYet)
	}
	return ""
}

// exportText says what an export holds.
func (v ListView) exportText(p ui.Page) string {
	if v.Page.AtLeast {
		return p.F(i18n.ListExportLog, p.T(v.words().Title))
	}
	return p.F(i18n.ListExportText, i18n.ListCount(p.Locale, v.List.Name, v.Page.Count))
}

// partly names the filters that may mean more than was looked for.
func (v ListView) partly(p ui.Page) string {
	var names []string
	for _, name := range v.Page.Partly {
		names = append(names, v.label(p, name))
	}
	return p.F(i18n.ListPartly, list(p, names))
}

func (v ListView) narrowed() bool { return len(v.Query.Filters) > 0 }

// chosen are the filters that are on, each with the address of the list without it.
func (v ListView) chosen(p ui.Page) (out []ui.Link) {
	for i := range v.List.Filters {
		f := &v.List.Filters[i]
		for _, name := range f.Parameters() {
			value, on := v.Query.Filters[name]
			if !on {
				continue
			}
			without := v.Query
			without.Filters = map[string]string{}
			for k, s := range v.Query.Filters {
				if k != name {
					without.Filters[k] = s
				}
			}
			out = append(out, ui.Link{Label: v.chip(p, f, name, value), Href: v.at(p, without)})
		}
	}
	return out
}

func (v ListView) chip(p ui.Page, f *db.Filter, name, value string) string {
	label := v.label(p, f.Name)
	switch f.Kind {
	case db.FilterYes:
		return label
	case db.FilterChoice:
		value = i18n.ChoiceText(p.Locale, db.Choice{Of: f.Of, Word: value})
	case db.FilterThing:
		value = v.called(p, f)
	case db.FilterDays:
		label = v.dayLabel(p, f, name)
		value = i18n.CellText(p.Locale, v.Club, v.Now, db.Day(value))
	}
	return p.F(i18n.ListChip, label, value)
}

// called is what the filter asks for by its name, whether that or an id stands in the address.
func (v ListView) called(p ui.Page, f *db.Filter) string {
	value := v.Query.Filters[f.Name]
	for _, o := range v.Page.Options[f.Name] {
		if text(o.ID) == value {
			return p.Text(o.Name)
		}
	}
	return value
}

func (v ListView) dayLabel(p ui.Page, f *db.Filter, name string) string {
	form := i18n.ListFrom
	if strings.HasSuffix(name, "_to") {
		form = i18n.ListTo
	}
	return p.F(form, v.label(p, f.Name))
}

// options are those of the filter's select.
func (v ListView) options(p ui.Page, f *db.Filter) []ui.Option {
	out := []ui.Option{{Label: i18n.ListAny(p.Locale, v.List.Name, f.Name)}}
	for _, w := range f.Words {
		choice := db.Choice{Of: f.Of, Word: w}
		o := ui.Option{Value: w, Label: i18n.ChoiceText(p.Locale, choice), Group: i18n.ChoiceGroup(p.Locale, choice)}
		if o.Group == o.Label {
			o.Label = p.F(i18n.ListAllOf, o.Group)
		}
		out = append(out, o)
	}
	for _, o := range v.Page.Options[f.Name] {
		out = append(out, ui.Option{Value: text(o.ID), Label: p.Text(o.Name), Group: p.Text(o.Group)})
	}
	return out
}

// columns are the heads of the columns shown. Pressing the head of one by which the list is sorted turns the order round.
func (v ListView) columns(p ui.Page) (out []ui.Column) {
	for _, i := range v.List.Shown(v.Query) {
		c := v.List.Columns[i]
		head := ui.Column{Label: v.label(p, c.Name), Number: c.Number}
		if c.Order != "" {
			by := v.Query
			by.Order = c.Order
			by.Desc = slices.ContainsFunc(v.List.Orders, func(o db.Order) bool { return o.Name == c.Order && o.Desc })
			if v.Query.Order == c.Order {
				by.Desc = !v.Query.Desc
				head.Order = map[bool]string{true: "descending", false: "ascending"}[v.Query.Desc]
			}
			head.Sort = v.at(p, by)
		}
		out = append(out, head)
	}
	return out
}

// heads are the columns' heads, and one over the rows' own buttons.
func (v ListView) heads(p ui.Page, columns []ui.Column) []ui.Column {
	if len(v.onRows()) > 0 {
		columns = append(columns, ui.Column{Label: p.T(i18n.ListRowAct), Hidden: true})
	}
	return columns
}

// record is the address of the row's record, "" where it has none that the reader may open.
func (v ListView) record(p ui.Page, id int64) templ.SafeURL {
	if v.List.Bare || v.List.Edits != "" && !may(p, v.List.Edits) {
		return ""
	}
	return p.To(Path(v.List.Name, id))
}

// name is where the row's first cell leads: to the row's record, or to what it names.
func (v ListView) name(p ui.Page, line db.Line) templ.SafeURL {
	if t, ok := line.Cells[0].(db.Thing); ok && v.List.Bare {
		return thingHref(p, t)
	}
	return v.record(p, line.ID)
}

// parents are the pages under which lists stand that are not in the navigation, by their names.
var parents = map[string]struct {
	label i18n.Text
	path  string
}{
	"changes": {i18n.DeskRegisterTitle, "/staff/register"},
	"claims":  {i18n.DeskClaimsTitle, "/staff/claims"},
}

func (v ListView) crumbs(p ui.Page) []ui.Link {
	if at, ok := parents[v.List.Name]; ok {
		return []ui.Link{{Label: p.T(at.label), Href: p.To(at.path)}}
	}
	return nil
}

func (v ListView) cell(p ui.Page, c db.Cell) string { return i18n.CellText(p.Locale, v.Club, v.Now, c) }

// cellLabel is what a cell is called on a phone's card: those that speak for themselves have none.
func cellLabel(label string, c db.Cell) string {
	switch c.(type) {
	case db.Sign, db.Text, db.Choice, db.Choices, db.Thing, db.RolesHeld, db.AuditRow, string:
		return ""
	}
	return label
}

// choiceTones are the tones of words that tell how something stands.
var choiceTones = map[db.Choice]ui.Tone{
	{Of: "offer", Word: "draft"}: ui.Info, {Of: "offer", Word: "live"}: ui.Good,
	{Of: "staff", Word: "active"}: ui.Good, {Of: "staff", Word: "invited"}: ui.Warn, {Of: "staff", Word: "reset"}: ui.Warn, {Of: "staff", Word: "disabled"}: ui.Bad,
	{Of: "use", Word: "used"}:    ui.Good,
	{Of: "due", Word: "overdue"}: ui.Bad, {Of: "due", Word: "today"}: ui.Warn, {Of: "due", Word: "done"}: ui.Good,
	{Of: "claim", Word: "waiting"}: claimTones[db.ClaimWaiting], {Of: "claim", Word: "verified"}: claimTones[db.ClaimVerified], {Of: "claim", Word: "refused"}: claimTones[db.ClaimRefused],
	{Of: "member", Word: "waiting"}: ui.Warn, {Of: "member", Word: "left"}: ui.Bad,
	{Of: "voucher", Word: "issued"}: ui.Good, {Of: "voucher", Word: "expired"}: ui.Warn, {Of: "voucher", Word: "void"}: ui.Bad,
}

// thingRights are what a reader of the records of another noun holds.
var thingRights = map[string]db.Right{"members": db.MembersRead, "merchants": db.MerchantsRead, "offers": db.OffersRead, "homes": db.MembersRead}

func thingHref(p ui.Page, t db.Thing) templ.SafeURL {
	return ifMay(p, thingRights[t.At], Path(t.At, t.ID))
}

// tabs lead among the saved views.
func (v ListView) tabs(p ui.Page) []ui.Link {
	if len(v.Views) == 0 {
		return nil
	}
	out := []ui.Link{{Label: p.T(i18n.ListAll), Href: p.To(v.path()), Here: v.View == 0}}
	for _, view := range v.Views {
		label := view.Name
		if !view.Mine {
			label = p.F(i18n.ListViewBy, view.Name, view.By)
		}
		values := url.Values{"view": {text(view.ID)}}
		for k, s := range view.Query {
			values[k] = s
		}
		out = append(out, ui.Link{Label: label, Href: p.To(address(v.path(), values)), Here: v.View == view.ID})
	}
	return out
}

// opened is the saved view that stands open, nil for none.
func (v ListView) opened() *db.ListView {
	if i := slices.IndexFunc(v.Views, func(w db.ListView) bool { return w.ID == v.View }); i >= 0 {
		return &v.Views[i]
	}
	return nil
}

// dropped is the opened view where the reader may end it.
func (v ListView) dropped() *db.ListView {
	if w := v.opened(); w != nil && (w.Mine || v.Manages) {
		return w
	}
	return nil
}

func (v ListView) pager(p ui.Page) ui.Pager {
	g := ui.Pager{Page: p}
	if v.Page.Previous != "" {
		g.Previous = v.at(p, v.Query, "before", v.Page.Previous)
	}
	if v.Page.Next != "" {
		g.Next = v.at(p, v.Query, "after", v.Page.Next)
	}
	return g
}

// passed names what of the address was left out.
func (v ListView) passed(p ui.Page) string {
	var names []string
	for _, name := range slices.Concat(v.Query.Passed, v.Page.Passed) {
		if label := v.label(p, name); !slices.Contains(names, label) {
			names = append(names, label)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return p.F(i18n.ListPassed, list(p, names))
}

// columnOptions are all columns but the first, which is always shown.
func (v ListView) columnOptions(p ui.Page) (out []ui.Option) {
	for _, c := range v.List.Columns[1:] {
		out = append(out, ui.Option{Value: c.Name, Label: v.label(p, c.Name)})
	}
	return out
}

func (v ListView) shownNames() (out []string) {
	for _, i := range v.List.Shown(v.Query) {
		out = append(out, v.List.Columns[i].Name)
	}
	return out
}

// encoded is the query as the list's own forms send it along.
func (v ListView) encoded() string { return v.Query.Values(v.List).Encode() }

// viewName is what the view is called that the reader may save anew.
func (v ListView) viewName() string {
	if w := v.opened(); w != nil && w.Mine {
		return w.Name
	}
	return ""
}

// begin leads to where the first of the list is made, where the reader may make one.
func (v ListView) begin() ui.Link {
	if len(v.Actions) == 0 {
		return ui.Link{}
	}
	return v.Actions[0]
}

// figures tells whether the cell is read sign by sign.
func figures(c db.Cell) bool {
	switch c.(type) {
	case db.Sign, db.Count, db.Date, db.Day, db.Instant:
		return true
	}
	return false
}
