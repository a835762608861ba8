package staff

import (
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// TextsView lists the texts that the club publishes.
type TextsView struct {
	Clock
	Texts []TextRow
}

// TextRow is one of them.
type TextRow struct {
	Kind db.TextKind
	db.TextPage
}

// TextView is the page of one.
type TextView struct {
	Clock
	TextRow
	Today string // as a date field takes it
}

// TextPath answers the address of a text at the desk.
func TextPath(k db.TextKind) string { return "/staff/settings/texts/" + string(k) }

// inForce answers the version in force, and false where there is none.
func (r TextRow) inForce(now int64) (db.TextVersion, bool) {
	for _, v := range r.Versions {
		if v.From <= now {
			return v, true
		}
	}
	return db.TextVersion{}, false
}

func (k Clock) since(p ui.Page, v db.TextVersion) string {
	if v.From == 0 {
		return p.T(i18n.SetTextStart)
	}
	return k.day(p, v.From)
}

// next is the number that the draft would get.
func (r TextRow) next() string {
	if len(r.Versions) == 0 {
		return "1"
	}
	return strconv.FormatInt(r.Versions[0].Number+1, 10)
}

// publicPath answers where members read a version; "" where only the one in force can be read.
func publicPath(p ui.Page, v db.TextVersion) templ.SafeURL {
	if v.Kind == db.Terms || v.Kind == db.Privacy {
		return p.To("/" + string(v.Kind) + "/" + strconv.FormatInt(v.Number, 10))
	}
	return ""
}

func (v TextView) field(p ui.Page) ui.Field {
	f := ui.Field{Name: "text", Label: p.T(i18n.SetTextWords), Hint: p.T(i18n.SetTextHint), Values: names(v.Draft.Text()), Rows: 14}
	if v.Kind == db.Hours {
		f.Hint = p.T(i18n.SetTextHours)
	}
	return f
}
