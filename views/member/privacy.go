package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// PrivacyView is what the member has agreed to, and the ways to take their data along and to leave.
type PrivacyView struct {
	Setting
	Consents []db.Consent
	LeavesAt int64
}

func (v PrivacyView) consents(p ui.Page) (rows []ui.Row) {
	for _, c := range v.Consents {
		row := ui.Row{Title: i18n.ConsentName(p.Locale, c.Kind), Text: p.F(i18n.PrivacyGiven, v.date(p, c.GivenAt), i18n.Version(p.Locale, c.Version), i18n.LocaleNames[c.Locale]), Tag: ui.Tag{Text: p.T(i18n.PrivacyCurrent), Tone: ui.Good}}
		if c.WithdrawnAt != 0 {
			row.Text = dots(row.Text, p.F(i18n.PrivacyGone, v.date(p, c.WithdrawnAt)))
			row.Tag = ui.Tag{Text: p.T(i18n.PrivacyEnded)}
		}
		if c.Kind == string(db.ConsentTerms) || c.Kind == string(db.ConsentPrivacy) {
			row.Href = p.To("/" + c.Kind)
		}
		rows = append(rows, row)
	}
	return rows
}

// LeaveView is what the member loses by leaving.
type LeaveView struct {
	Setting
	db.Losses
	Form ui.Form
}

func (v LeaveView) losses(p ui.Page) (out []string) {
	add := func(n int64, t i18n.Text) {
		if n > 0 {
			out = append(out, p.F(t, i18n.Number(n)))
		}
	}
	add(v.Points, i18n.LeavePoints)
	add(v.Vouchers, i18n.LeaveVouchers)
	add(v.Homes, i18n.LeaveHomes)
	if v.Tier != db.Classic {
		out = append(out, p.F(i18n.LeaveTier, p.T(i18n.Tiers[v.Tier])))
	}
	return append(out, p.T(i18n.LeaveCard))
}
