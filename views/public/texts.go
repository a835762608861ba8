package public

import (
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// TextView is the terms or the privacy policy in one of its versions.
type TextView struct {
	Version  db.TextVersion
	Versions []db.TextVersion // the newest first
	Club     *db.Club
	Now      int64
	Other    ui.Link // the other of the two
	Hotline  string
	Hours    string
}

// stands tells since when the version holds, from when it will, or until when it did.
func (v TextView) stands(p ui.Page, x db.TextVersion) string {
	name := p.F(i18n.TextsVersion, x.Name)
	day := func(at int64) string { return i18n.Date(p.Locale, v.Club.Day(at)) }
	switch next := v.next(x); {
	case x.From > v.Now:
		return name + " · " + p.F(i18n.TextsFrom, day(x.From))
	case next != 0 && next <= v.Now:
		return name + " · " + p.F(i18n.TextsUntil, day(next))
	case x.From > 0:
		return name + " · " + p.F(i18n.TextsSince, day(x.From))
	}
	return name
}

// next answers when a later version takes the place of x, 0 where there is none.
func (v TextView) next(x db.TextVersion) (at int64) {
	for _, y := range v.Versions {
		if y.Number > x.Number && (at == 0 || y.From < at) {
			at = y.From
		}
	}
	return at
}

// ended tells whether the version shown is not in force any more.
func (v TextView) ended() bool { n := v.next(v.Version); return n != 0 && n <= v.Now }

func (v TextView) path(p ui.Page, x db.TextVersion) templ.SafeURL {
	return p.To("/" + string(x.Kind) + "/" + strconv.FormatInt(x.Number, 10))
}

// ScannedView is the page of a code that was opened by whoever it is not for.
type ScannedView struct {
	Text         string
	Till, Member templ.SafeURL // where each signs in
}

var scannedTones = map[db.Reason]ui.Tone{"": ui.Good, db.CardExpired: ui.Warn, db.CardWrong: ui.Bad}

// ContactView is how the club is reached.
type ContactView struct {
	Hotline, Hours string
	About          templ.SafeURL // of the club's own page, "" where it has none
}
