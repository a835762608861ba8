package staff

// The rows of a list.

import (
	"slices"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// columns are the heads of the columns shown. Pressing the head of one by which the list is sorted turns the order round.
func (v ListView) columns(p ui.Page) (out []ui.Column) {
	for _, i := range v.List.Shown(v.Query) {
		c := v.List.Columns[i]
		head := ui.Column{Label: v.label(p, c.Name), Number: c.Number}
		if c.Order != "" {
			by := v.Query
			by.Order = c.Order
			by.Desc = slices.ContainsFunc(v.List.Orders, func(o db.Order) bool { return o.Name == c.Order && o.Desc })
			if v.Page.Order == c.Order {
				by.Desc = !v.Page.Desc
				head.Order = map[bool]string{true: "descending", false: "ascending"}[v.Page.Desc]
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
	{Of: "turn", Word: "asked"}: ui.Info, {Of: "member", Word: "waiting"}: ui.Warn, {Of: "member", Word: "left"}: ui.Bad, {Of: "member", Word: "merged"}: ui.Warn, {Of: "member", Word: "leaving"}: ui.Warn,
	{Of: "voucher", Word: "issued"}: ui.Good, {Of: "voucher", Word: "expired"}: ui.Warn, {Of: "voucher", Word: "void"}: ui.Bad,
}

// thingRights are what a reader of the records of another noun holds.
var thingRights = map[string]db.Right{"members": db.MembersRead, "merchants": db.MerchantsRead, "offers": db.OffersRead, "homes": db.MembersRead}

func thingHref(p ui.Page, t db.Thing) templ.SafeURL {
	return ifMay(p, thingRights[t.At], Path(t.At, t.ID))
}

// figures tells whether the cell is read sign by sign.
func figures(c db.Cell) bool {
	switch c.(type) {
	case db.Sign, db.Count, db.Date, db.Day, db.Instant:
		return true
	}
	return false
}
