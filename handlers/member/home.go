package member

import (
	"net/http"

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
func cardOf(c *web.Context, places []db.Text) member.Card {
	card := member.Card{MemberCard: c.Session.Member, Logo: c.Store().Club().Theme(c.Session.Member.Community).Logo}
	for _, name := range places {
		card.Places = append(card.Places, name.In(c.Locale))
	}
	return card
}

// Home is the member's first page.
func (d Door) Home(c *web.Context) error {
	h, err := d.Store.MemberHomePage(c.Request().Context(), c.Session.Member)
	if err != nil {
		return err
	}
	v := member.HomeView{Setting: d.setting(), Card: cardOf(c, db.VerifiedPlaces(h.Homes)), Usable: h.Usable, NextEnd: h.NextEnd, Soonest: h.Soonest, Homes: h.Homes, Offers: h.Picks}
	return c.Render(http.StatusOK, member.Home(c.Page(c.T(i18n.HomeTitle)), v))
}
