package merchant

import (
	"strconv"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// TodayView is what was redeemed at this outlet today.
type TodayView struct {
	db.TillDay
	Club  *db.Club
	Later bool // not the newest page
}

func (v TodayView) stats(p ui.Page) []ui.Stat {
	return []ui.Stat{
		{Label: p.T(i18n.TillTodayCount), Value: i18n.Number(v.Count)},
		{Label: p.T(i18n.TillTodayBills), Value: db.FormatMoney(v.Bills, v.Club.Currency)},
	}
}

func (v TodayView) rows(p ui.Page) []ui.Row {
	rows := make([]ui.Row, len(v.List))
	for i, r := range v.List {
		rows[i] = ui.Row{
			Title: p.Text(r.Title), Text: v.line(p, r),
			Href: p.To("/merchant/redemptions/" + strconv.FormatInt(r.ID, 10)), End: p.T(i18n.TillNoBill),
		}
		if r.Bill != nil {
			rows[i].End = db.FormatMoney(*r.Bill, v.Club.Currency)
		}
		if r.Undone {
			rows[i].Tag = ui.Tag{Text: p.T(i18n.TillTodayUndone), Tone: ui.Warn}
		}
	}
	return rows
}

// line tells when, for whom and by whom.
func (v TodayView) line(p ui.Page, r db.TillRedemption) string {
	return strings.Join([]string{v.Club.Day(r.At).Format("15:04"), r.MemberName, p.T(i18n.Tiers[r.Tier]), p.F(i18n.TillBy, r.TillName)}, " · ")
}

func (v TodayView) pager(p ui.Page) ui.Pager {
	g := ui.Pager{Page: p, Text: p.F(i18n.TillTodayPage, i18n.Number(v.Count))}
	if v.More != 0 {
		g.Next = p.To("/merchant/today?before=" + strconv.FormatInt(v.More, 10))
	}
	return g
}

func (v TodayView) newest(p ui.Page) ui.Link {
	if !v.Later {
		return ui.Link{}
	}
	return ui.Link{Label: p.T(i18n.TillTodayNewest), Href: p.To("/merchant/today")}
}
