package staff

import (
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Clock tells instants as the desk reads them: by the club's clock, the year only where it is not this one.
type Clock struct {
	Club *db.Club
	Now  int64
}

func (k Clock) time(p ui.Page, at int64) string {
	return i18n.DateTime(p.Locale, k.Club.Day(at), k.Club.Day(k.Now))
}

func (k Clock) day(p ui.Page, at int64) string { return i18n.Date(p.Locale, k.Club.Day(at)) }

func (k Clock) until(p ui.Page, end int64) string {
	return i18n.Until(p.Locale, k.Club.Day(end), k.Club.Day(k.Now))
}

func (k Clock) stamp(at int64) string { return k.Club.Day(at).Format(time.RFC3339) }

// list puts words into one phrase.
func list(p ui.Page, words []string) string { return strings.Join(words, p.T(i18n.DeskListComma)) }

// placeText answers the name of the community, none for one that is not among the places.
func placeText(places []db.Community, id int64) db.Text {
	for _, c := range places {
		if c.ID == id {
			return c.Name
		}
	}
	return db.Text{}
}

// placeName answers it in the reader's language.
func placeName(p ui.Page, places []db.Community, id int64) string {
	return p.Text(placeText(places, id))
}

// home tells a home in words, its community first.
func home(p ui.Page, places []db.Community, a db.HomeAddress) string {
	return i18n.HomeWords(p.Locale, placeText(places, a.Community), a)
}

// ifMay answers the address for a reader who holds the right, else no link.
func ifMay(p ui.Page, r db.Right, path string) templ.SafeURL {
	if !may(p, r) {
		return ""
	}
	return p.To(path)
}

// more leads through a keyset list: onwards, and back to where it starts.
type more struct {
	Text         string
	First, Next  templ.SafeURL // "" where there is nothing to go to
	Back, Onward i18n.Text
}

func older(text string, first, next templ.SafeURL) more {
	return more{text, first, next, i18n.DeskNewest, i18n.DeskOlder}
}
