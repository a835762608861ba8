package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// HomesView lists the member's claims.
type HomesView struct {
	Setting
	Homes      []db.MemberHome
	Households []db.Household
	Suggested  []db.SuggestedHome
}

// HomeNewView is the form that claims a home.
type HomeNewView struct {
	Form        ui.Form
	Communities []ui.Option
	Community   int64 // the member's own, chosen at first
	Suggested   []db.SuggestedHome
	Kept        int64 // for how many days photos are, after the decision
}

// address answers a home in words, the community first.
func address(p ui.Page, h db.MemberHome) string {
	return i18n.HomeOnPage(p.Locale, h.CommunityName, h.HomeAddress)
}

// story answers what became of a claim.
func (v HomesView) story(p ui.Page, h db.MemberHome) string {
	switch h.State {
	case db.ClaimVerified:
		return p.F(i18n.HomesVerified, v.date(p, h.DecidedAt))
	case db.ClaimWaiting:
		if h.Turn == db.TurnAsked {
			return p.F(i18n.HomesAsked, v.date(p, h.ClaimedAt))
		}
		return p.F(i18n.HomesWaiting, v.date(p, h.ClaimedAt))
	case db.ClaimRefused:
		return p.F(i18n.HomesRefused, v.date(p, h.DecidedAt), h.Reason)
	}
	switch h.Ended {
	case db.EndWithdrawn:
		return p.F(i18n.HomesWithdrawn, v.date(p, h.EndedAt))
	case db.EndGivenUp:
		return p.F(i18n.HomesEnded, v.on(p, h.EndedDay))
	}
	return p.F(i18n.HomesEnded, v.date(p, h.EndedAt))
}

var claimTones = map[db.ClaimState]ui.Tone{db.ClaimVerified: ui.Good, db.ClaimWaiting: ui.Info, db.ClaimRefused: ui.Bad}

// households are those that the member is in.
func (v HomesView) households(p ui.Page) (out []ui.Row) {
	for _, h := range v.Households {
		out = append(out, ui.Row{Title: i18n.HomeOnPage(p.Locale, h.Place, h.HomeAddress), Href: p.To(HouseholdPath(h.ID)), Icon: ui.IconUsers})
	}
	return out
}
