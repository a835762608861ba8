package staff

import (
	"net/url"
	"slices"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// TakeInView is taking in members of before: the files so far, or what one would do.
type TakeInView struct {
	Clock
	Past   []db.MemberImport
	Report db.MemberImport
	Places []db.Community
}

// TakeInPath is the page of one file.
func TakeInPath(id int64) string { return "/staff/members/imports/" + text(id) }

const mostRefusedShown = 50

func (v TakeInView) facts(p ui.Page) []ui.Fact {
	r := v.Report
	return []ui.Fact{
		{Term: p.T(i18n.TakeInAdded), Text: i18n.Number(r.Added), Strong: true}, {Term: p.T(i18n.TakeInSame), Text: i18n.Number(r.Same)},
		{Term: p.T(i18n.TakeInPoints), Text: i18n.Number(r.Points)}, {Term: p.T(i18n.TakeInRefused), Text: i18n.Number(int64(len(r.Refused)))},
	}
}

// title says what the figures are of: a dry run, or what was done.
func (v TakeInView) title(p ui.Page) string {
	if v.Report.DoneAt == 0 {
		return p.T(i18n.TakeInReport)
	}
	return p.F(i18n.TakeInTaken, v.time(p, v.Report.DoneAt))
}

func (v TakeInView) refused(p ui.Page) (rows []ui.Row) {
	for _, r := range v.Report.Refused[:min(len(v.Report.Refused), mostRefusedShown)] {
		rows = append(rows, ui.Row{
			Title: p.F(i18n.TakeInRecord, r.Record) + " · " + p.T(i18n.TakeInFields[r.Field]),
			Text:  i18n.TakeInFault(p.Locale, v.Club, r),
		})
	}
	return rows
}

func (v TakeInView) sample(p ui.Page) (rows []ui.Row) {
	for _, m := range v.Report.Sample {
		words := slices.DeleteFunc([]string{m.Phone, m.Email, placeName(p, v.Places, m.Community)}, func(s string) bool { return s == "" })
		rows = append(rows, ui.Row{Title: m.Name, Text: list(p, words), End: i18n.Number(m.Points), Tag: ui.Tag{Text: p.T(i18n.Tiers[m.Tier]), Tone: ui.Info}})
	}
	return rows
}

func (v TakeInView) past(p ui.Page) (rows []ui.Row) {
	for _, m := range v.Past {
		row := ui.Row{Title: m.FileName, Text: p.T(i18n.TakeInWaits), Href: p.To(TakeInPath(m.ID)), End: v.time(p, m.At)}
		if m.DoneAt != 0 {
			row.Text = p.F(i18n.TakeInDone, i18n.Number(m.Added), i18n.Number(m.Points))
		}
		rows = append(rows, row)
	}
	return rows
}

func guestLanguages(p ui.Page) (options []ui.Option) {
	for _, l := range p.Languages.List() {
		options = append(options, ui.Option{Value: string(l), Label: i18n.LocaleNames[l]})
	}
	return options
}

// details are the fields of the counter's form that go along with the code.
var details = []string{"destination", "name", "community", "locale", "adult", "terms", "privacy", "terms_version", "privacy_version", "service", "news"}

// carried answers them as they were typed.
func carried(v url.Values) (out [][2]string) {
	for _, name := range details {
		for _, s := range v[name] {
			if s != "" {
				out = append(out, [2]string{name, s})
			}
		}
	}
	return out
}
