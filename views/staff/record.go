package staff

import (
	"maps"
	"net/url"
	"slices"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// RecordView is what every record shows, whatever it is of.
type RecordView struct {
	Clock
	*db.Record
	Form ui.Form // a note as it was typed, where it was refused
	Key  string  // of the form of another note
	Me   int64   // the reader's account
	Deep bool    // not the first page of the timeline
}

// recordParts are what a noun gives its record. Any but Facts may be left out.
type recordParts struct {
	Crumbs  []ui.Link
	Tags    []ui.Tag
	Actions templ.Component // buttons beside the name
	Above   templ.Component // what is said before all else
	Facts   templ.Component
	More    templ.Component // further facts, which find room beside a timeline that is short
	Tabs    []ui.Link       // the timeline's own first
	Tab     templ.Component // what stands in the timeline's place on another tab
	After   templ.Component // dialogs
}

func shownPart(c templ.Component) templ.Component {
	if c == nil {
		return templ.NopComponent
	}
	return c
}

// shortLines is up to how many lines a timeline leaves room beside the facts.
const shortLines = 5

func (r recordParts) short(v RecordView) bool { return r.Tab == nil && len(v.Lines) <= shortLines }

// nounPaths are the nouns as they stand in addresses.
var nounPaths = map[db.Noun]string{db.OnMember: "members", db.OnHome: "homes", db.OnMerchant: "merchants", db.OnOffer: "offers"}

// RecordPath is the address of a record.
func RecordPath(on db.Subject) string { return Path(nounPaths[on.Noun], on.ID) }

func (v RecordView) path(show db.Show, before int64) string {
	q := url.Values{}
	if show != db.ShowAll {
		q.Set("show", string(show))
	}
	if before != 0 {
		q.Set("before", text(before))
	}
	if len(q) == 0 {
		return RecordPath(v.On)
	}
	return RecordPath(v.On) + "?" + q.Encode()
}

func (v RecordView) chips(p ui.Page) (out []ui.Link) {
	for _, s := range v.Shows {
		out = append(out, ui.Link{Label: p.T(i18n.Shows[s]), Href: p.To(v.path(s, 0)), Here: s == v.Show})
	}
	return out
}

func (v RecordView) pages(p ui.Page) more {
	m := older("", "", "")
	if v.Deep {
		m.First = p.To(v.path(v.Show, 0))
	}
	if v.More != 0 {
		m.Next = p.To(v.path(v.Show, v.More))
	}
	return m
}

// recordDay is the part of a timeline that happened on one day.
type recordDay struct {
	Heading string
	Lines   []db.RecordLine
}

func (v RecordView) days(p ui.Page) (out []recordDay) {
	today := v.Club.Day(v.Now)
	last := ""
	for _, l := range v.Lines {
		at := v.Club.Day(l.At())
		if on := at.Format(time.DateOnly); on != last || out == nil {
			last = on
			heading := i18n.DayDate(p.Locale, at)
			switch on {
			case today.Format(time.DateOnly):
				heading = p.F(i18n.DeskRecordToday, heading)
			case today.AddDate(0, 0, -1).Format(time.DateOnly):
				heading = p.F(i18n.DeskRecordYester, heading)
			}
			out = append(out, recordDay{Heading: heading})
		}
		out[len(out)-1].Lines = append(out[len(out)-1].Lines, l)
	}
	return out
}

func (k Clock) minute(at int64) string { return k.Club.Day(at).Format("15:04") }

// words are the parts of a line of the timeline, each a link where it names what has a page that the reader may open. What
// leads to this very record is left out.
func (v RecordView) words(p ui.Page, r db.AuditRow) []ui.Link {
	parts := factParts(p, v.Club, r)
	if v.On.Noun != db.OnMember && r.Whom != "" && r.Whom != r.Name {
		parts = slices.Insert(parts, 0, ui.Link{Label: r.Whom, Href: ifMay(p, db.MembersRead, Path("members", r.Member))})
	}
	own, changed := p.To(RecordPath(v.On)), p.F(i18n.DeskFactChanged, list(p, i18n.ChangedFields(p.Locale, r))) // of which more stands below
	return slices.DeleteFunc(parts, func(l ui.Link) bool { return l.Href == own || l.Label == changed })
}

// fieldChanges tells what an edit put in place of what.
func fieldChanges(p ui.Page, k Clock, r db.AuditRow) (out []fieldChange) {
	before, _ := r.Facts["before"].(map[string]any)
	after, _ := r.Facts["after"].(map[string]any)
	for _, field := range slices.Sorted(maps.Keys(after)) {
		was, now := i18n.ChangedValues(p.Locale, k.Club, db.FieldChange{Field: field, Was: before[field], Now: after[field]})
		if _, told := i18n.DeskFields[field]; told && was != now {
			out = append(out, fieldChange{i18n.FieldName(p.Locale, field), was, now})
		}
	}
	return out
}

// noteText is what a note says, in one line where it is a title.
func noteText(p ui.Page, n *db.Note) string { return orElse(n.Text, p.T(i18n.DeskNoteErased)) }

// stepWays are what a next step offers where it is shown: to be done, to be planned anew, to be opened again.
type stepWays struct{ Do, Plan, Undo bool }

func noteTags(p ui.Page, k Clock, n *db.Note) (out []ui.Tag) {
	if n.Open() {
		out = append(out, dueTag(p, k, n))
	}
	return out
}

// dueTag tells by which day the next step is to be done, and whether that is over.
func dueTag(p ui.Page, k Clock, n *db.Note) ui.Tag {
	switch db.DueOn(n.Due, db.DayOf(k.Now, k.Club.Zone)) {
	case db.Overdue:
		return ui.Tag{Text: p.T(i18n.Dues[db.Overdue]) + " · " + dueDay(p, k, n.Due), Tone: ui.Bad}
	case db.DueToday:
		return ui.Tag{Text: p.T(i18n.Dues[db.DueToday]), Tone: ui.Warn}
	}
	return ui.Tag{Text: dueDay(p, k, n.Due)}
}

// dueDay tells a day, the year only where it is not this one.
func dueDay(p ui.Page, k Clock, d db.Day) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	if t.Year() == k.Club.Day(k.Now).Year() {
		return i18n.ShortDate(p.Locale, t)
	}
	return i18n.Date(p.Locale, t)
}

// stepLine tells who is to do it, or who has done it.
func stepLine(p ui.Page, k Clock, n *db.Note) string {
	if n.DoneAt != 0 {
		return p.F(i18n.DeskStepDone, n.DoneBy, k.time(p, n.DoneAt))
	}
	return n.OwnerName
}

// toneName is the class of a line of the timeline.
func toneName(t ui.Tone) string { return map[ui.Tone]string{ui.Warn: "warn", ui.Bad: "bad"}[t] }

func noteKinds(p ui.Page) (out []ui.Option) {
	for _, k := range db.NoteKinds {
		out = append(out, ui.Option{Value: string(k), Label: p.T(i18n.NoteKinds[k])})
	}
	return out
}

// colleagueOptions are those to whom a next step may be given, the reader first: as self, which is what the field holds.
func colleagueOptions(p ui.Page, list []db.StaffName, me int64, self string) (out []ui.Option) {
	for _, c := range list {
		if c.Account == me {
			out = slices.Insert(out, 0, ui.Option{Value: self, Label: p.F(i18n.DeskNoteSelf, c.Name)})
		} else {
			out = append(out, ui.Option{Value: text(c.Account), Label: c.Name})
		}
	}
	return out
}

// NoteView is a note with what may be done about it.
type NoteView struct {
	Clock
	db.NotePage
	Me      int64
	Refused ui.Form // what was pressed in vain
	Strike  ui.Form // and each form of the page as it was typed, where it was refused
	Correct ui.Form
	Plan    ui.Form
}

// Title is how the page is called: whose record it is on.
func (v NoteView) Title(l db.Locale) string {
	return i18n.DeskNoteTitle.Format(l, recordName(ui.Page{Locale: l}, &v.Note))
}

// recordName is what the note's record is of.
func recordName(p ui.Page, n *db.Note) string { return orElse(p.Text(n.Name), text(n.On.ID)) }

func (v NoteView) crumbs(p ui.Page) []ui.Link {
	return []ui.Link{{Label: recordName(p, &v.Note), Href: p.To(RecordPath(v.On))}}
}

// may tells whether the reader may see to the next step.
func (v NoteView) may() bool { return v.MayWrite || v.Owner == v.Me }
