package staff

import (
	"net/url"
	"slices"

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

func address(path string, values url.Values) string {
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
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

// here is encoded with the page and the saved view that stand open, to which a form leads back.
func (v ListView) here() url.Values {
	values := v.Query.Values(v.List)
	if v.Query.After != "" {
		values.Set("after", v.Query.After)
	}
	if v.Query.Before != "" {
		values.Set("before", v.Query.Before)
	}
	if v.View != 0 {
		values.Set("view", text(v.View))
	}
	return values
}

// Back is the address of the page of the list that v.Query and v.View tell of.
func (v ListView) Back() string { return address(v.path(), v.here()) }

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
