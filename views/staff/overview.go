package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// OverviewView is the desk's first page.
type OverviewView struct {
	Clock
	db.Overview
	Grants  []db.Grant
	Places  []db.Community
	Steps   []db.Line      // of the reader's own that are open, the soonest
	Waiting []db.ClaimCase // claims that wait, the oldest
	Members []db.MemberRow // the newest; empty also for who may not see them
	Acts    []db.AuditRow
}

// roles tells what the reader is here: Service (Yunqi Bay), Finance (whole club).
func (v OverviewView) roles(p ui.Page) string {
	var words []string
	for _, g := range v.Grants {
		if !g.Role.StaffRole() {
			continue
		}
		word := p.T(i18n.Roles[g.Role])
		switch g.Scope {
		case db.ScopeAll:
			word += p.T(i18n.DeskScopeWhole)
		case db.ScopeCommunity:
			word += p.F(i18n.DeskScopePart, placeName(p, v.Places, g.ScopeID))
		}
		words = append(words, word)
	}
	return p.F(i18n.DeskYouAre, list(p, words))
}

// stats are the figures that the reader may know, each leading to its list.
func (v OverviewView) stats(p ui.Page) []ui.Stat {
	var out []ui.Stat
	for _, s := range []struct {
		right db.Right
		label i18n.Text
		n     int64
		path  string
		toDo  bool // waits for somebody
	}{
		{db.DeskOpen, i18n.DeskTasksDue, p.Due, "/staff/tasks", true},
		{db.HomesDecide, i18n.DeskClaims, v.Claims, "/staff/claims", true},
		{db.RegisterImport, i18n.DeskChanges, v.Changes, "/staff/register/changes", true},
		{db.MembersRead, i18n.DeskMembers, v.Overview.Members, "/staff/members", false},
		{db.OffersRead, i18n.DeskOffers, v.Offers, "/staff/offers", false},
		{db.OffersRead, i18n.DeskIssued, v.Issued, "", false},
		{db.OffersRead, i18n.DeskRedeemed, v.Redeemed, "", false},
	} {
		if !may(p, s.right) {
			continue
		}
		stat := ui.Stat{Label: p.T(s.label), Value: i18n.DeskCount(s.n)}
		if s.path != "" {
			stat.Href = p.To(s.path)
		}
		if s.toDo && s.n == 0 {
			stat.Note, stat.Tone = p.T(i18n.DeskAllDone), ui.Good
		}
		out = append(out, stat)
	}
	return out
}

// steps tells what is to be done next: on which record, and by when.
func (v OverviewView) steps(p ui.Page) []ui.Row {
	out := make([]ui.Row, len(v.Steps))
	for i, line := range v.Steps {
		step := db.TaskOf(line)
		out[i] = ui.Row{Title: step.Step, Text: p.Text(step.On.Name), Href: p.To(Path("notes", line.ID)), End: dueDay(p, v.Clock, step.Due),
			Tag: ui.Tag{Text: i18n.ChoiceText(p.Locale, step.State), Tone: choiceTones[step.State]}}
	}
	return out
}

// waiting tells whose claims wait, and to which homes.
func (v OverviewView) waiting(p ui.Page) []ui.Row {
	out := make([]ui.Row, len(v.Waiting))
	for i, c := range v.Waiting {
		out[i] = ui.Row{Title: c.MemberName, Text: home(p, v.Places, c.HomeAddress), Href: p.To(Path("claims", c.ID)), End: v.time(p, c.ClaimedAt)}
	}
	return out
}

// acts tells the newest acts and whom they are about, a line each.
func (v OverviewView) acts(p ui.Page) []ui.Row {
	var out []ui.Row
	for _, r := range v.Acts {
		words := []string{who(p, r)}
		if s := i18n.ActFacts(p.Locale, v.Club, r); s != "" {
			words = append(words, s)
		}
		row := ui.Row{Title: act(p, r), Text: joined(words), Href: actLink(p, r), End: v.time(p, r.At)}
		if r.Whom != "" && r.Whom != r.Name {
			row.Title = p.F(i18n.ListChip, row.Title, r.Whom)
		}
		if row.Href == "" && r.Member != 0 {
			row.Href = ifMay(p, db.MembersRead, Path("members", r.Member))
		}
		out = append(out, row)
	}
	return out
}

func (v OverviewView) newest(p ui.Page) []ui.Row {
	var out []ui.Row
	for _, m := range v.Members {
		row := ui.Row{Title: m.Name, Text: memberLine(p, v.Places, m), Href: p.To(Path("members", m.ID)), End: v.time(p, m.JoinedAt)}
		if m.Waiting {
			row.Tag = ui.Tag{Text: p.T(i18n.DeskWaiting), Tone: ui.Warn}
		}
		out = append(out, row)
	}
	return out
}

// memberLine says in a line what a member is: Owner, Silver, Yunqi Bay.
func memberLine(p ui.Page, places []db.Community, m db.MemberRow) string {
	words := []string{p.T(i18n.Classes[m.Class]), p.T(i18n.Tiers[m.Tier])}
	if place := placeName(p, places, m.Community); place != "" {
		words = append(words, place)
	}
	return list(p, words)
}
