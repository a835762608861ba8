package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// HomeView is one home's record.
type HomeView struct {
	Clock
	*db.HomeRecord
	Record  RecordView
	Places  []db.Community
	Decides bool // the reader decides claims there
}

// Title is how the home is called: its community first.
func (v HomeView) Title(l db.Locale) string {
	return home(ui.Page{Locale: l}, v.Places, v.HomeAddress)
}

func (v HomeView) tags(p ui.Page) (out []ui.Tag) {
	for _, c := range v.Claims {
		if c.State == db.ClaimWaiting {
			out = append(out, ui.Tag{Text: p.T(i18n.DeskWaiting), Tone: ui.Warn})
			break
		}
	}
	for _, c := range v.Changes {
		if c.State == "waiting" {
			out = append(out, ui.Tag{Text: p.T(i18n.DeskChanges), Tone: ui.Warn})
		}
	}
	return out
}

// register tells how the owners' register has the home.
func (v HomeView) register(p ui.Page) (out []ui.Fact) {
	for i, o := range v.Owners {
		out = append(out, ui.Fact{Term: p.F(i18n.DeskHomeOwner, i+1), Text: o.Name + " " + o.Phone})
	}
	if len(v.Owners) == 0 {
		out = append(out, ui.Fact{Term: p.F(i18n.DeskHomeOwner, 1), Text: p.T(i18n.DeskHomeNoOwner)})
	}
	if v.Company {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskHomeCompany), Text: p.T(i18n.Companies[db.CompanyYes]), Tone: ui.Info})
	}
	if v.Since != 0 {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskHomeSince), Text: v.day(p, v.Since)})
	}
	out = append(out,
		ui.Fact{Term: p.T(i18n.DeskHomeHandover), Text: v.handover(p)},
		ui.Fact{Term: p.T(i18n.DeskHomeContract), Text: orElse(v.Contract, p.T(i18n.DeskNotGiven))},
		ui.Fact{Term: p.T(i18n.DeskCommunity), Text: placeName(p, v.Places, v.Community), Href: ifMay(p, db.CatalogEdit, Path("communities", v.Community))})
	if v.Listed != 0 {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskHomeListed), Text: v.day(p, v.Listed)})
	}
	return out
}

func (v HomeView) handover(p ui.Page) string {
	if v.Handover == "" {
		return p.T(i18n.DeskNotGiven)
	}
	return i18n.CellText(p.Locale, nil, 0, v.Handover)
}

func (v HomeView) name(p ui.Page, m db.HomeMember) (string, templ.SafeURL) {
	if m.Name == "" {
		return p.T(i18n.DeskHomeHidden), ""
	}
	return m.Name, p.To(Path("members", m.Member))
}

// members are those who are or were verified for the home, and how it was proven.
func (v HomeView) members(p ui.Page) (out []ui.Row) {
	for _, m := range v.Members {
		how := p.T(i18n.ClaimHows[m.How])
		if m.Decided != "" {
			how = p.F(i18n.DeskDecidedWho, m.Decided, how)
		}
		row := ui.Row{Text: p.F(i18n.DeskHomeStands, v.day(p, m.DecidedAt), how), Tag: ui.Tag{Text: p.T(i18n.ClaimStates[m.State]), Tone: claimTones[m.State]}}
		if m.EndedAt != 0 {
			end := v.day(p, m.EndedAt)
			if m.EndedDay != "" {
				end = v.day(p, m.EndedDay.Start(v.Club.Zone))
			}
			row.Text = list(p, []string{p.F(i18n.DeskHomeEnded, v.day(p, m.DecidedAt), end), how, p.T(i18n.ClaimEnds[m.Ended])})
		}
		row.Title, row.Href = v.name(p, m)
		out = append(out, row)
	}
	return out
}

// claims are those that wait or were refused; one that waits leads to its decision.
func (v HomeView) claims(p ui.Page) (out []ui.Row) {
	for _, m := range v.Claims {
		row := ui.Row{Text: p.F(i18n.DeskHomeAsked, v.day(p, m.ClaimedAt)), Tag: ui.Tag{Text: p.T(i18n.ClaimStates[m.State]), Tone: claimTones[m.State]}}
		switch {
		case m.Ended == db.EndWithdrawn:
			row.Tag = ui.Tag{Text: p.T(i18n.ClaimEnds[m.Ended])}
		case m.State == db.ClaimRefused && m.Decided != "":
			row.Text = list(p, []string{row.Text, p.F(i18n.DeskDecidedWho, m.Decided, v.day(p, m.DecidedAt))})
		case m.State == db.ClaimWaiting && m.Turn != "":
			row.Tag = turnTag(p, m.Turn)
		}
		if row.Title, row.Href = v.name(p, m); m.State == db.ClaimWaiting && v.Decides {
			row.Href = p.To(Path("claims", m.ID))
		}
		out = append(out, row)
	}
	return out
}

var changeTones = map[string]ui.Tone{"waiting": ui.Warn, "accepted": ui.Good, "refused": ui.Bad}

func (v HomeView) changes(p ui.Page) (out []ui.Row) {
	for _, c := range v.Changes {
		var names []string
		for _, o := range c.Owners {
			names = append(names, o.Name)
		}
		row := ui.Row{Title: list(p, names), Text: v.day(p, c.At), Tag: ui.Tag{Text: p.T(i18n.ChangeStates[c.State]), Tone: changeTones[c.State]}}
		if c.State == "waiting" {
			row.Href = ifMay(p, db.RegisterImport, "/staff/register/changes")
		}
		out = append(out, row)
	}
	return out
}

// owned tell who owned the home when, the newest first.
func (v HomeView) owned(p ui.Page) (out []ui.Row) {
	for _, o := range v.Owned {
		var names []string
		for _, owner := range o.Owners {
			names = append(names, owner.Name)
		}
		row := ui.Row{Title: orElse(list(p, names), p.T(i18n.DeskHomeNoOwner))}
		switch {
		case o.To == 0 && o.From == 0:
			row.Text = p.T(i18n.DeskHomeToday)
		case o.To == 0:
			row.Text = p.F(i18n.DeskHomeFrom, v.day(p, o.From))
		case o.From == 0:
			row.Text = p.F(i18n.DeskHomeUntil, v.day(p, o.To))
		default:
			row.Text = p.F(i18n.DeskHomeEnded, v.day(p, o.From), v.day(p, o.To))
		}
		out = append(out, row)
	}
	return out
}

func companyOptions(p ui.Page) (out []ui.Option) {
	for _, c := range []db.Company{db.CompanyByName, db.CompanyYes, db.CompanyNo} {
		out = append(out, ui.Option{Value: string(c), Label: p.T(i18n.Companies[c])})
	}
	return out
}

// household are the people of the home's household, who leads it first.
func (v HomeView) household(p ui.Page) (out []ui.Row) {
	for i, m := range v.Household {
		row := ui.Row{Title: orElse(m.Name, p.T(i18n.DeskHomeHidden)), Text: p.F(i18n.HouseSince, v.day(p, m.Since))}
		if m.Name != "" {
			row.Href = p.To(Path("members", m.Member))
		}
		if i == 0 {
			row.Tag = ui.Tag{Text: p.T(i18n.HouseLead), Tone: ui.Info}
		}
		out = append(out, row)
	}
	return out
}
