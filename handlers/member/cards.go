package member

import (
	"net/http"

	"clubhouse/db"
	"clubhouse/handlers/wallet"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
)

// Card is the card held up at a till.
func (d Door) Card(c *web.Context) error {
	m := c.Session.Member
	places, err := d.Store.CardPlaces(c.Request().Context(), m)
	if err != nil {
		return err
	}
	now := d.Store.Now()
	token, renewAt := d.Store.CardToken(m.ID, m.Epoch)
	p, left := c.Page(c.T(i18n.UINavCard)), int(max(1, renewAt-now))
	p.Refresh = left
	return c.Render(http.StatusOK, member.Pass(p, member.PassView{
		Card: cardOf(c, places), Code: d.Address("/c/" + token), Left: left, Life: int(d.Store.Club().Of(db.CardSeconds)),
		Apple: d.Settings.Apple.Good(now), Google: d.Settings.Google != nil,
	}))
}

// still is the address in a code that identifies the member only.
func (d Door) still(m *db.MemberCard) string {
	return d.Address("/c/" + d.Store.StillToken(m.ID, m.Epoch))
}

// OfflineCard is the card that a phone keeps for when there is no network.
func (d Door) OfflineCard(c *web.Context) error {
	places, err := d.Store.CardPlaces(c.Request().Context(), c.Session.Member)
	if err != nil {
		return err
	}
	p := c.Page(c.T(i18n.CardOfflineTitle))
	p.Theme = "" // its sheet is not kept
	return c.Render(http.StatusOK, member.OfflineCard(p, member.OfflineCardView{Setting: d.setting(), Card: cardOf(c, places), Code: d.still(c.Session.Member)}))
}

func (d Door) walletCard(c *web.Context) (wallet.Card, error) {
	m := c.Session.Member
	places, err := d.Store.CardPlaces(c.Request().Context(), m)
	return wallet.Card{Member: m, Places: places, Club: d.Store.Club().Name, Code: d.still(m), Locale: c.Locale}, err
}

// ApplePass answers the card as Apple's wallet takes it. NotFound where the club makes none.
func (d Door) ApplePass(c *web.Context) error {
	if !d.Settings.Apple.Good(d.Store.Now()) {
		return &db.Error{Kind: db.NotFound}
	}
	card, err := d.walletCard(c)
	if err != nil {
		return err
	}
	pass, err := d.Settings.Apple.Pass(card)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Disposition", `attachment; filename="club.pkpass"`)
	return c.Blob(http.StatusOK, "application/vnd.apple.pkpass", pass)
}

// GoogleCard leads to where Google's wallet saves the card. NotFound where the club makes none.
func (d Door) GoogleCard(c *web.Context) error {
	if d.Settings.Google == nil {
		return &db.Error{Kind: db.NotFound}
	}
	card, err := d.walletCard(c)
	if err != nil {
		return err
	}
	link, err := d.Settings.Google.Link(card, d.Store.Now())
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, link)
}
