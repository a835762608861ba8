package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"

	"clubhouse/views/ui"
)

// PassView is the card with its code of the moment.
type PassView struct {
	Card Card
	Code string // what the QR says
	Left int    // seconds for which it holds
	Life int    // seconds for which a new one will

	Apple, Google bool // the club makes cards for these wallets
}

// OfflineCardView is the card that a phone keeps, with a code that identifies only.
type OfflineCardView struct {
	Setting
	Card Card
	Code string
}

func (v PassView) pass(p ui.Page) ui.Pass {
	var wallets []ui.Link
	if v.Apple {
		wallets = append(wallets, ui.Link{Label: p.T(i18n.CardAddApple), Href: p.To("/card/apple.pkpass")})
	}
	if v.Google {
		wallets = append(wallets, ui.Link{Label: p.T(i18n.CardAddGoogle), Href: p.To("/card/google")})
	}
	return ui.Pass{
		Page: p, Name: v.Card.Name, Number: db.FormatNumber(v.Card.Number), Tier: v.Card.tier(p), Communities: v.Card.where(p),
		Code: v.Code, Left: v.Left, Life: v.Life, Logo: v.Card.logo(), Renew: p.To("/card"), Back: p.To("/home"), Below: wallets,
	}
}

func (v OfflineCardView) pass(p ui.Page) ui.Pass {
	return ui.Pass{
		Page: p, Name: v.Card.Name, Number: db.FormatNumber(v.Card.Number), Tier: v.Card.tier(p), Communities: v.Card.where(p),
		Code: v.Code, Still: p.T(i18n.CardOfflineOnly), Back: p.To("/home"), Hint: p.F(i18n.CardOfflineMade, v.date(p, v.Now)),
		Below: []ui.Link{{Label: p.T(i18n.CardOfflineLive), Href: p.To("/card")}},
	}
}
