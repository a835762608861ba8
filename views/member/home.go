package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// HomeView is the member's first page.
type HomeView struct {
	Setting
	Card    Card
	Usable  int64
	NextEnd int64 // when the first of the usable vouchers ends, 0 for none
	Soonest []*db.Voucher
	Homes   []db.MemberHome
	Offers  []db.OfferAt
}

func (v HomeView) stats(p ui.Page) []ui.Stat {
	stats := []ui.Stat{
		{Label: p.T(i18n.HomePoints), Value: i18n.Number(v.Card.Balance), Href: p.To("/points")},
		{Label: p.T(i18n.HomeVouchers), Value: i18n.Number(v.Usable), Href: p.To("/vouchers")},
	}
	if v.NextEnd != 0 {
		when := p.T(i18n.HomeToday)
		if n := v.daysLeft(v.NextEnd); n > 0 {
			when = i18n.Count(p.Locale, n, i18n.HomeDay, i18n.HomeDays)
		}
		stats = append(stats, ui.Stat{Label: p.T(i18n.HomeNextEnd), Value: whole(when), Href: p.To("/vouchers")})
	}
	return stats
}

// standing answers what there is to say about the member's homes, and nil where all is well.
func (v HomeView) standing(p ui.Page) templ.Component {
	if v.Card.LeavesAt != 0 {
		return ui.Notice{
			Tone: ui.Warn, Title: p.F(i18n.LeaveSet, v.date(p, v.Card.LeavesAt)), Text: p.T(i18n.LeaveSetText),
			Link: ui.Link{Label: p.T(i18n.LeaveStay), Href: p.To("/me/privacy")},
		}
	}
	if len(v.Homes) == 0 {
		return ui.Same(ui.Notice{
			Tone: ui.Info, Title: p.T(i18n.HomeClaim), Text: p.T(i18n.HomeClaimText),
			Link: ui.Link{Label: p.T(i18n.HomeClaimGo), Href: p.To("/homes/new")},
		})
	}
	for _, h := range v.Homes { // what waits for the member goes first
		if h.State == db.ClaimWaiting && h.Turn == db.TurnAsked {
			return ui.Notice{
				Tone: ui.Warn, Title: p.T(i18n.ClaimAskedTitle), Text: address(p, h),
				Link: ui.Link{Label: p.T(i18n.HomeOpen), Href: p.To(HomePath(h.ID))},
			}
		}
	}
	h := v.Homes[0] // the newest says how things stand
	switch {
	case h.State == db.ClaimWaiting:
		return ui.Notice{
			Tone: ui.Info, Title: p.T(i18n.HomeWaiting), Text: p.F(i18n.HomeWaitingText, address(p, h)),
			Link: ui.Link{Label: p.T(i18n.HomeSeeClaim), Href: p.To("/homes")},
		}
	case h.State == db.ClaimRefused && v.Card.Class != db.Owner:
		return ui.Notice{
			Tone: ui.Warn, Title: p.T(i18n.HomeRefused), Text: address(p, h),
			Link: ui.Link{Label: p.T(i18n.HomeSeeHomes), Href: p.To("/homes")},
		}
	}
	return nil
}
