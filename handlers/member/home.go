package member

import (
	"net/http"
	"slices"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
)

// setting answers the club and the instant of the page.
func (d Door) setting() member.Setting {
	return member.Setting{Club: d.Store.Club(), Now: d.Store.Now()}
}

// cardOf answers the session's member as their card shows them.
func cardOf(c *web.Context, homes []db.MemberHome) member.Card {
	card := member.Card{MemberCard: c.Session.Member}
	for _, h := range homes {
		if name := h.CommunityName.In(c.Locale); h.State == db.ClaimVerified && !slices.Contains(card.Places, name) {
			card.Places = append(card.Places, name)
		}
	}
	return card
}

// Home is the member's first page.
func (d Door) Home(c *web.Context) error {
	h, err := d.Store.MemberHomePage(c.Request().Context(), c.Session.Member)
	if err != nil {
		return err
	}
	v := member.HomeView{Setting: d.setting(), Card: cardOf(c, h.Homes), Usable: h.Usable, NextEnd: h.NextEnd, Soonest: h.Soonest, Homes: h.Homes}
	for _, o := range h.Picks {
		v.Offers = append(v.Offers, member.OfferAt{Offer: o, Standing: h.Standings[o.ID]})
	}
	return c.Render(http.StatusOK, member.Home(c.Page(c.T(i18n.HomeTitle)), v))
}

// Card is the card held up at a till.
func (d Door) Card(c *web.Context) error {
	homes, err := d.Store.MemberHomes(c.Request().Context(), c.Session.Member.ID)
	if err != nil {
		return err
	}
	token, renewAt := d.Store.CardToken(c.Session.Member.ID)
	return c.Render(http.StatusOK, member.Pass(c.Page(c.T(i18n.UINavCard)), member.PassView{
		Card: cardOf(c, homes), Code: d.Settings.Base.JoinPath("c", token).String(), Left: int(max(1, renewAt-d.Store.Now())),
	}))
}
