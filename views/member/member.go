// Package member holds the homeowner's pages.
package member

import (
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Setting is the club and the instant at which a page is shown.
type Setting struct {
	Club *db.Club
	Now  int64
}

func (s Setting) day(at int64) time.Time { return s.Club.Day(at) }

func (s Setting) until(p ui.Page, end int64) string {
	return i18n.Joined(i18n.Until(p.Locale, s.day(end), s.day(s.Now)))
}

func (s Setting) dateTime(p ui.Page, at int64) string {
	return i18n.Joined(i18n.DateTime(p.Locale, s.day(at), s.day(s.Now)))
}

func (s Setting) date(p ui.Page, at int64) string { return i18n.Joined(i18n.Date(p.Locale, s.day(at))) }

// daysLeft answers the days after today on which something that ends at an instant still holds.
func (s Setting) daysLeft(end int64) int {
	y, m, d := s.day(s.Now).Date()
	ly, lm, ld := s.day(end - 1).Date()
	return int(time.Date(ly, lm, ld, 0, 0, 0, 0, time.UTC).Sub(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
}

func (s Setting) value(p ui.Page, kind db.OfferKind, value, price int64) ui.Value {
	big, small := i18n.OfferValue(p.Locale, kind, value, price, s.Club.Currency)
	return ui.Value{Big: big, Small: small}
}

// points answers an amount of points in words.
func points(p ui.Page, n int64) string {
	if n == 1 {
		return p.F(i18n.OffersPoint, "1")
	}
	return p.F(i18n.OffersPoints, i18n.Number(n))
}

func dots(parts ...string) string { return joined(" · ", parts) }

// spaced sets facts apart that may run over several lines: a space leaves nothing at a line's end, as a dot would.
func spaced(parts ...string) string { return joined("\u2003", parts) }

func joined(by string, parts []string) string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, by)
}

// whole keeps a fact in one line where several share it.
func whole(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func to(p ui.Page, path string, id int64) templ.SafeURL { return p.To(path + itoa(id)) }

// Card is the member as their card shows them.
type Card struct {
	*db.MemberCard
	Places []string // communities of verified homes
	Logo   string   // the hash of their community's, or ""
}

func (c Card) logo() templ.SafeURL { return ui.PictureURL(c.Logo) }

func (c Card) tier(p ui.Page) string { return p.T(i18n.Tiers[c.Tier]) }

func (c Card) where(p ui.Page) string {
	return dots(p.T(i18n.Classes[c.Class]), strings.Join(c.Places, p.T(i18n.HomesComma)))
}
