package staff

import (
	"slices"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

func roleOptions(p ui.Page) (out []ui.Option) {
	for _, r := range db.Roles {
		if r.Role.StaffRole() {
			out = append(out, ui.Option{Value: string(r.Role), Label: p.T(i18n.Roles[r.Role])})
		}
	}
	return out
}

// scopeOptions are for what a role is given at the desk: that of an event is given with the event.
func scopeOptions(p ui.Page) (out []ui.Option) {
	for _, s := range []db.Scope{db.ScopeAll, db.ScopeCommunity} {
		out = append(out, ui.Option{Value: string(s), Label: p.T(i18n.Scopes[s])})
	}
	return out
}

// communityOptions are those that are not closed.
func communityOptions(p ui.Page, places []db.Community) (out []ui.Option) {
	for _, c := range places {
		if !c.Ended {
			out = append(out, ui.Option{Value: text(c.ID), Label: p.Text(c.Name), Group: p.Text(c.City)})
		}
	}
	return out
}

func localeOptions() (out []ui.Option) {
	for _, l := range db.Locales {
		out = append(out, ui.Option{Value: string(l), Label: i18n.LocaleNames[l]})
	}
	return out
}

// grantWords tells a role and for what it is held: Service (Yunqi Bay).
func grantWords(p ui.Page, places []db.Community, g db.Grant) string {
	word := p.T(i18n.Roles[g.Role])
	switch g.Scope {
	case db.ScopeAll:
		return word + p.T(i18n.DeskScopeWhole)
	case db.ScopeCommunity:
		return word + p.F(i18n.DeskScopePart, placeName(p, places, g.ScopeID))
	}
	return word + p.F(i18n.DeskScopePart, p.T(i18n.Scopes[g.Scope]))
}

func staffTag(p ui.Page, s db.StaffState) ui.Tag {
	return ui.Tag{Text: p.T(i18n.StaffStates[s]), Tone: choiceTones[db.Choice{Of: "staff", Word: string(s)}]}
}

// PersonView is the record of one of the staff. Which says which of its forms was refused: "grant", "hand", or "" for a
// button.
type PersonView struct {
	Clock
	*db.StaffPerson
	Places     []db.Community
	Colleagues []db.Colleague // to whom work can go
	Self       bool           // it is the reader's own
	Which      string
}

// form answers the refused form to the part of the page that it is of.
func (v PersonView) form(f ui.Form, part string) ui.Form {
	if v.Which != part {
		return ui.Form{}
	}
	return f
}

func (v PersonView) tags(p ui.Page) []ui.Tag {
	tags := []ui.Tag{staffTag(p, v.State)}
	if v.Self {
		tags = append(tags, ui.Tag{Text: p.T(i18n.DeskPersonSelf), Tone: ui.Info})
	}
	return tags
}

// story is what was done with the person, as a timeline: whose page it is need not be said again.
func (v PersonView) story() RecordView {
	lines := make([]db.RecordLine, len(v.Acts))
	for i := range v.Acts {
		delete(v.Acts[i].Names, "noun")
		lines[i].Act = &v.Acts[i]
	}
	return RecordView{Clock: v.Clock, Record: &db.Record{Show: db.ShowAll, Lines: lines}}
}

func (v PersonView) path(what string) string { return Path("people", v.ID) + what }

func (v PersonView) facts(p ui.Page) []ui.Fact {
	seen := p.T(i18n.DeskPersonUnseen)
	if v.SeenAt != 0 {
		seen = v.time(p, v.SeenAt)
	}
	sessions := p.T(i18n.DeskPersonNowhere)
	if v.Sessions > 0 {
		sessions = p.F(i18n.DeskPersonDevices, v.Sessions)
	}
	facts := []ui.Fact{
		{Term: p.T(i18n.DeskEmail), Text: v.Login},
		{Term: p.T(i18n.DeskLanguage), Text: i18n.LocaleNames[v.Locale]},
		{Term: p.T(i18n.DeskPersonSeen), Text: seen},
		{Term: p.T(i18n.DeskPersonSessions), Text: sessions},
		{Term: p.T(i18n.DeskPersonReveals), Text: p.F(i18n.DeskPersonTimes, v.Reveals, db.RevealDays)},
	}
	if v.canSend() {
		link := p.T(i18n.DeskPersonLinkGone)
		if v.LinkEnds != 0 {
			link = p.F(i18n.DeskPersonUntil, v.time(p, v.LinkEnds))
		}
		facts = append(facts, ui.Fact{Term: p.T(i18n.DeskPersonLink), Text: link})
	}
	return facts
}

func (v PersonView) canSend() bool { return v.State == db.StaffInvited || v.State == db.StaffReset }

func (v PersonView) by(p ui.Page, name string) string {
	if name == "" {
		return p.T(i18n.DeskGrantClub)
	}
	if p.Locale != db.En {
		return " " + name + " "
	}
	return name
}

func (v PersonView) since(p ui.Page, g db.StaffGrant) string {
	return p.F(i18n.DeskGrantSince, v.day(p, g.Since), v.by(p, g.By))
}

func (v PersonView) past(p ui.Page) (out []ui.Row) {
	for _, g := range v.Past {
		out = append(out, ui.Row{Title: grantWords(p, v.Places, g.Grant), Text: p.F(i18n.DeskGrantEnded, v.day(p, g.Since), v.day(p, g.EndedAt), v.by(p, g.EndedBy))})
	}
	return out
}

// inHand tells what there is to hand over.
func (v PersonView) inHand(p ui.Page) (out []string) {
	for _, w := range v.Works {
		if w.N > 0 {
			out = append(out, p.F(i18n.Works[w.What], w.N))
		}
	}
	return out
}

func (v PersonView) receivers(p ui.Page) (out []ui.Option) {
	for _, c := range v.Colleagues {
		if c.State == db.StaffActive && c.ID != v.ID {
			out = append(out, ui.Option{Value: text(c.ID), Label: c.Name + " · " + list(p, roleNames(p, c))})
		}
	}
	return out
}

func roleNames(p ui.Page, c db.Colleague) (words []string) {
	for _, g := range c.Grants {
		if name := p.T(i18n.Roles[g.Role]); !slices.Contains(words, name) {
			words = append(words, name)
		}
	}
	return words
}

// GrantPath is where a role is ended.
func GrantPath(grant int64) string { return "/staff/grants/" + text(grant) + "/end" }

func peopleCrumbs(p ui.Page) []ui.Link {
	return []ui.Link{{Label: p.T(i18n.DeskPeopleTitle), Href: p.To("/staff/people")}}
}
