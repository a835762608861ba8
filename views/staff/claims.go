package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// ClaimsView is a page of the inbox of claims.
type ClaimsView struct {
	Clock
	Places []db.Community
	Rows   []db.ClaimCase
	More   int64
	Deep   bool
}

func (v ClaimsView) pages(p ui.Page) more {
	m := more{Back: i18n.DeskClaimsFirst, Onward: i18n.DeskClaimsLater}
	if v.Deep {
		m.First = p.To("/staff/claims")
	}
	if v.More != 0 {
		m.Next = p.To("/staff/claims?after=" + text(v.More))
	}
	return m
}

// ClaimView is one claim beside the register.
type ClaimView struct {
	Clock
	db.ClaimCase
	Places []db.Community
}

func (v ClaimView) waits() bool { return v.State == db.ClaimWaiting }

func (v ClaimView) tags(p ui.Page) []ui.Tag {
	return append([]ui.Tag{{Text: p.T(i18n.ClaimStates[v.State]), Tone: claimTones[v.State]}}, caseTags(p, v.ClaimCase)...)
}

// caseTags flag what makes a claim doubtful before anybody reads it.
func caseTags(p ui.Page, c db.ClaimCase) (tags []ui.Tag) {
	if c.Rivals > 0 {
		tags = append(tags, ui.Tag{Text: p.F(i18n.DeskRivals, c.Rivals), Tone: ui.Bad})
	}
	return tags
}

func (v ClaimView) facts(p ui.Page) []ui.Fact {
	facts := []ui.Fact{
		{Term: p.T(i18n.DeskClaimAddress), Text: home(p, v.Places, v.HomeAddress), Strong: true},
		{Term: p.T(i18n.DeskName), Text: v.MemberName, Href: ifMay(p, db.MembersRead, Path("members", v.Member))},
		{Term: p.T(i18n.DeskPhone), Text: v.MemberPhone},
		{Term: p.T(i18n.DeskNumber), Text: db.FormatNumber(v.MemberNumber)},
		{Term: p.T(i18n.DeskClaimSince), Text: v.time(p, v.ClaimedAt)},
	}
	if v.MemberPhone == "" {
		facts[2].Text = p.T(i18n.DeskNotGiven)
	}
	if v.DecidedAt != 0 {
		facts = append(facts, ui.Fact{Term: p.T(i18n.DeskDecidedOn), Text: v.time(p, v.DecidedAt)}, ui.Fact{Term: p.T(i18n.DeskDecidedBy), Text: p.T(i18n.ClaimHows[v.How])})
	}
	if v.Reason != "" {
		facts = append(facts, ui.Fact{Term: p.T(i18n.DeskReasonGiven), Text: v.Reason})
	}
	return facts
}

func nameTag(p ui.Page, same bool) ui.Tag {
	if same {
		return ui.Tag{Text: p.T(i18n.DeskSameName), Tone: ui.Good}
	}
	return ui.Tag{Text: p.T(i18n.DeskOtherName), Tone: ui.Bad}
}

func phoneTag(p ui.Page, same bool) ui.Tag {
	if same {
		return ui.Tag{Text: p.T(i18n.DeskSamePhone), Tone: ui.Good}
	}
	return ui.Tag{Text: p.T(i18n.DeskOtherPhone), Tone: ui.Bad}
}

// noApproval says why the claim cannot be approved, "" when it can.
func (v ClaimView) noApproval(p ui.Page) string {
	if v.Home == 0 {
		return p.T(i18n.DeskApproveNo)
	}
	return ""
}
