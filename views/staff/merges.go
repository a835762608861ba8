package staff

import (
	"net/url"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// DuplicatesView is the pairs that are to be decided on.
type DuplicatesView struct {
	Clock
	Rows []db.Duplicate
	More int64
	Deep bool
}

func (v DuplicatesView) pages(p ui.Page) more {
	m := more{Back: i18n.MergesFirst, Onward: i18n.MergesNext}
	if v.Deep {
		m.First = p.To("/staff/duplicates")
	}
	if v.More != 0 {
		m.Next = p.To("/staff/duplicates?after=" + text(v.More))
	}
	return m
}

func evidence(p ui.Page, signs []db.Evidence) string {
	words := make([]string, len(signs))
	for i, s := range signs {
		words[i] = p.T(i18n.Evidences[s])
	}
	return list(p, words)
}

// MergePath is where two members stand side by side; with is the second's id or number.
func MergePath(keep int64, with string) string {
	path := Path("members", keep) + "/merge"
	if with == "" {
		return path
	}
	return address(path, url.Values{"with": {with}})
}

// MergeView is two members side by side, and what merging would move. Without a second it asks for one.
type MergeView struct {
	Clock
	Members   [2]*db.MemberRecord // who remains, and who is gone
	With      string
	Suggested db.Duplicate
	Moves     []db.Merged
	Past      []db.Merge // of the first
	Places    []db.Community
	Form      ui.Form
}

type sideBySide struct {
	Field string
	Two   [2]string
	Same  bool
}

func (v MergeView) rows(p ui.Page) (out []sideBySide) {
	for _, f := range []struct {
		name i18n.Text
		of   func(*db.MemberRecord) string
	}{
		{i18n.DeskName, func(m *db.MemberRecord) string { return m.Name }},
		{i18n.DeskNumber, func(m *db.MemberRecord) string { return db.FormatNumber(m.Number) }},
		{i18n.DeskPhone, func(m *db.MemberRecord) string { return m.Phone }},
		{i18n.DeskEmail, func(m *db.MemberRecord) string { return m.Email }},
		{i18n.DeskClass, func(m *db.MemberRecord) string { return p.T(i18n.Classes[m.Class]) }},
		{i18n.DeskTier, func(m *db.MemberRecord) string { return p.T(i18n.Tiers[m.Tier]) }},
		{i18n.DeskPoints, func(m *db.MemberRecord) string { return i18n.Number(m.Balance) }},
		{i18n.DeskCommunity, func(m *db.MemberRecord) string { return placeName(p, v.Places, m.Community) }},
		{i18n.DeskLanguage, func(m *db.MemberRecord) string { return i18n.LocaleNames[m.Locale] }},
		{i18n.DeskJoined, func(m *db.MemberRecord) string { return v.day(p, m.JoinedAt) }},
		{i18n.DeskHomes, func(m *db.MemberRecord) string {
			var homes []string
			for _, c := range m.Claims {
				if c.State == db.ClaimVerified || c.State == db.ClaimWaiting {
					homes = append(homes, home(p, v.Places, c.HomeAddress)+"（"+p.T(i18n.ClaimStates[c.State])+"）")
				}
			}
			return list(p, homes)
		}},
	} {
		r := sideBySide{Field: p.T(f.name), Two: [2]string{f.of(v.Members[0]), f.of(v.Members[1])}}
		r.Same = r.Two[0] == r.Two[1]
		out = append(out, r)
	}
	return out
}

func (v MergeView) moves(p ui.Page) (facts []ui.Fact) {
	for _, m := range v.Moves {
		text := i18n.Number(m.Moves)
		switch {
		case m.Table == "point_accounts":
			text = p.F(i18n.MergePoints, text)
		case m.Stays > 0:
			text = p.F(i18n.MergeStays, text, i18n.Number(m.Stays))
		}
		facts = append(facts, ui.Fact{Term: p.T(i18n.MergeTables[m.Table]), Text: text})
	}
	return facts
}

// canUndo tells whether and until when a merge can be undone.
func (v MergeView) canUndo(p ui.Page, m db.Merge) string {
	switch {
	case m.UndoneAt != 0:
		return p.T(i18n.MergeWasUndone)
	case m.Until <= v.Now:
		return p.T(i18n.MergeOver)
	}
	return p.F(i18n.MergeUntil, v.day(p, m.Until))
}

func (v MergeView) undoable(m db.Merge) bool { return m.UndoneAt == 0 && m.Until > v.Now }
