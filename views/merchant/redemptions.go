package merchant

import (
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// RedemptionView is one redemption at this outlet.
type RedemptionView struct {
	*db.TillRedemption
	Club  *db.Club
	Now   time.Time
	Fresh bool // it was made a moment ago: the page sounds, and goes back to the scanner by itself
}

const staySeconds = 8

func (v RedemptionView) result(p ui.Page) ui.Result {
	r := ui.Result{
		Page: p, Tone: ui.Good, Title: p.Title, Text: worthOf(p, value(p, v.Club, v.Kind, v.Value)) + " · " + p.Text(v.Title), Quiet: !v.Fresh,
		Facts: []ui.Fact{{Term: p.T(i18n.TillMember), Text: v.MemberName + " · " + p.T(i18n.Tiers[v.Tier])}},
		Next:  ui.Link{Label: p.T(i18n.TillNextScan), Href: p.To("/merchant")},
		Other: ui.Link{Label: p.T(i18n.TillTodayTitle), Href: p.To("/merchant/today")},
	}
	if v.Bill != nil {
		r.Facts = append(r.Facts, ui.Fact{Term: p.T(i18n.TillBill), Text: db.FormatMoney(*v.Bill, v.Club.Currency)})
	}
	if v.Points > 0 {
		r.Facts = append(r.Facts, ui.Fact{Term: p.T(i18n.TillPoints), Text: "+" + i18n.Number(v.Points)})
	}
	r.Facts = append(r.Facts, ui.Fact{Term: p.T(i18n.TillTime), Text: i18n.DateTime(p.Locale, v.Club.Day(v.At), v.Now)})
	if v.Fresh {
		r.Return = staySeconds
	} else {
		r.Facts = append(r.Facts, ui.Fact{Term: p.T(i18n.TillCashier), Text: v.TillName}, ui.Fact{Term: p.T(i18n.TillVoucherCode), Text: db.FormatCode(v.Code)})
	}
	if v.Undone {
		r.Tone, r.Return = ui.Warn, 0
	}
	return r
}
