// Package wallet makes what a phone's own wallet takes: a signed pass for Apple's, a signed link for Google's. Both hold a
// card that identifies its member and redeems nothing.
package wallet

import (
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

// Card is what a wallet shows.
type Card struct {
	Member *db.MemberCard
	Places []db.Text // communities
	Club   db.Text
	Code   string    // what the QR says: the address of a code that identifies only
	Locale db.Locale // of who asks
}

const (
	ground = "#00493c"
	label  = "rgb(206, 172, 109)"
)

// line is one line of the card; name is how the pass calls it.
type line struct {
	name  string
	label i18n.Text
	text  db.Text
}

func (c Card) lines() (header, second, third []line) {
	m := c.Member
	number := db.FormatNumber(m.Number)
	header = []line{{"tier", i18n.ProfileTier, db.Text(i18n.Tiers[m.Tier])}}
	second = []line{{"number", i18n.ProfileNumber, db.Text{Hans: number, Hant: number, En: number}}, {"class", i18n.ProfileClass, db.Text(i18n.Classes[m.Class])}}
	if len(c.Places) > 0 {
		third = []line{{"places", i18n.DeskCommunity, db.Text{Hans: c.places(db.Hans), Hant: c.places(db.Hant), En: c.places(db.En)}}}
	}
	return header, second, third
}

func (c Card) places(l db.Locale) string {
	names := make([]string, len(c.Places))
	for i, p := range c.Places {
		names[i] = p.In(l)
	}
	return strings.Join(names, i18n.TillListOf.In(l))
}
