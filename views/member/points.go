package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// PointsView is the member's ledger.
type PointsView struct {
	Setting
	Points db.PointsPage
	Deep   bool // not the first page
}

func (v PointsView) expiries(p ui.Page) []ui.Fact {
	var facts []ui.Fact
	for _, e := range v.Points.Expiries {
		facts = append(facts, ui.Fact{Term: points(p, e.Points), Text: p.F(i18n.PointsEnd, v.date(p, e.At-1))})
	}
	return facts
}

func (v PointsView) rows(p ui.Page) []ui.Row {
	var rows []ui.Row
	for _, m := range v.Points.Movements {
		r := ui.Row{Title: p.T(i18n.PointRules[m.Rule]), Text: spaced(p.Text(m.Title), whole(v.dateTime(p, m.At))), End: i18n.Number(m.Points)}
		if m.Points > 0 {
			r.End = "+" + r.End
		}
		if m.Voucher != 0 {
			r.Href = to(p, "/vouchers/", m.Voucher)
		}
		rows = append(rows, r)
	}
	return rows
}

func (v PointsView) pager(p ui.Page) ui.Pager {
	g := ui.Pager{Page: p, Text: p.T(i18n.VouchersMore)}
	if v.Deep {
		g.Previous = p.To("/points")
	}
	if v.Points.More != 0 {
		g.Next = p.To("/points?before=" + itoa(v.Points.More))
	}
	return g
}

// rule says what a bill earns.
func (v PointsView) rule(p ui.Page) string {
	text := i18n.PointsRule
	if v.Club.BillPoints == 1 {
		text = i18n.PointsRule1
	}
	unit, _ := i18n.Value(p.Locale, db.Amount, 100, v.Club.Currency)
	return p.F(text, v.Club.BillPoints, unit)
}
