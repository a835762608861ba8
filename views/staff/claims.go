package staff

import (
	"slices"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// ClaimsView is a page of the inbox of claims, with the one that is open beside the list.
type ClaimsView struct {
	Clock
	*db.ClaimFile // nil where none waits
	Places        []db.Community
	Rows          []db.ClaimCase
	Asked         bool // those that wait for their members
	After, More   int64
	Deep          bool
	Chosen        bool   // the claim was asked for by its address, so that a phone shows it instead of the list
	Say           string // a ready phrase to begin with
	Refused       string // which form was refused: approve, refuse, ask, photos
	Form          ui.Form
}

func (v ClaimsView) inboxPath(asked bool, after int64) string {
	path := "/staff/claims"
	sep := "?"
	if asked {
		path, sep = path+"?show=asked", "&"
	}
	if after != 0 {
		path += sep + "after=" + text(after)
	}
	return path
}

func (v ClaimsView) chips(p ui.Page) []ui.Link {
	return []ui.Link{
		{Label: p.T(i18n.DeskInboxOurs), Href: p.To(v.inboxPath(false, 0)), Here: !v.Asked},
		{Label: p.T(i18n.DeskInboxTheirs), Href: p.To(v.inboxPath(true, 0)), Here: v.Asked},
	}
}

func (v ClaimsView) pages(p ui.Page) more {
	m := more{Back: i18n.DeskClaimsFirst, Onward: i18n.DeskClaimsLater}
	if v.Deep {
		m.First = p.To(v.inboxPath(v.Asked, 0))
	}
	if v.More != 0 {
		m.Next = p.To(v.inboxPath(v.Asked, v.More))
	}
	return m
}

// none says that nothing waits here.
func (v ClaimsView) none(p ui.Page) string {
	if v.Asked {
		return p.T(i18n.DeskInboxNoneAsked)
	}
	return p.T(i18n.DeskClaimsNone)
}

// here tells whether the row is the claim that is open.
func (v ClaimsView) here(c db.ClaimCase) bool { return v.ClaimFile != nil && v.ID == c.ID }

func (v ClaimsView) form(name string) ui.Form {
	if v.Refused == name {
		return v.Form
	}
	return ui.Form{}
}

func (v ClaimsView) waits() bool { return v.State == db.ClaimWaiting }

func (v ClaimsView) tags(p ui.Page) []ui.Tag {
	if v.waits() && v.Turn != "" {
		return []ui.Tag{turnTag(p, v.Turn)}
	}
	return []ui.Tag{{Text: p.T(i18n.ClaimStates[v.State]), Tone: claimTones[v.State]}}
}

func turnTag(p ui.Page, t db.ClaimTurn) ui.Tag {
	return ui.Tag{Text: p.T(i18n.ClaimTurns[t]), Tone: map[db.ClaimTurn]ui.Tone{db.TurnAnswered: ui.Good, db.TurnAsked: ui.Neutral}[t]}
}

// caseTags flag what makes a claim doubtful before anybody opens it.
func caseTags(p ui.Page, c db.ClaimCase) (tags []ui.Tag) {
	if c.Turn == db.TurnAnswered {
		tags = append(tags, turnTag(p, c.Turn))
	}
	same := func(is func(db.OwnerLine) bool) bool { return slices.ContainsFunc(c.Owners, is) }
	switch {
	case c.Home == 0:
		tags = append(tags, ui.Tag{Text: p.T(i18n.DeskNotRegistered), Tone: ui.Warn})
	case c.Company:
		tags = append(tags, ui.Tag{Text: p.T(i18n.Companies[db.CompanyYes]), Tone: ui.Info})
	default:
		tags = append(tags, nameTag(p, same(func(o db.OwnerLine) bool { return o.SameName })), phoneTag(p, same(func(o db.OwnerLine) bool { return o.SamePhone })))
	}
	if c.Rivals > 0 {
		tags = append(tags, ui.Tag{Text: p.F(i18n.DeskRivals, c.Rivals), Tone: ui.Bad})
	}
	return tags
}

func (v ClaimsView) facts(p ui.Page) []ui.Fact {
	facts := []ui.Fact{
		{Term: p.T(i18n.DeskName), Text: v.MemberName, Href: ifMay(p, db.MembersRead, Path("members", v.Member)), Strong: true},
		{Term: p.T(i18n.DeskNumber), Text: db.FormatNumber(v.MemberNumber)},
		{Term: p.T(i18n.DeskClaimSince), Text: v.time(p, v.ClaimedAt)},
	}
	if v.DecidedAt != 0 {
		how := p.T(i18n.ClaimHows[v.How])
		if v.DecidedBy != "" {
			how = p.F(i18n.DeskDecidedWho, v.DecidedBy, how)
		}
		facts = append(facts, ui.Fact{Term: p.T(i18n.DeskDecidedOn), Text: v.time(p, v.DecidedAt)}, ui.Fact{Term: p.T(i18n.DeskDecidedBy), Text: how})
	}
	if v.EndedAt != 0 {
		facts = append(facts, ui.Fact{Term: p.T(i18n.DeskEnded), Text: v.time(p, v.EndedAt) + " · " + p.T(i18n.ClaimEnds[v.Ended])})
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

// compared is one field of the claim beside what the register has, in words and signs.
type compared struct {
	Field, Claimed string
	Register       []string
	Verdict        ui.Tag
}

// compare holds the claim against the register, field by field.
func (v ClaimsView) compare(p ui.Page) (out []compared) {
	names, phones := compared{Field: p.T(i18n.DeskName), Claimed: v.MemberName}, compared{Field: p.T(i18n.DeskPhone), Claimed: orElse(v.MemberPhone, p.T(i18n.DeskNotGiven))}
	var sameName, samePhone []string
	for i, o := range v.Owners {
		names.Register = append(names.Register, o.Name)
		phones.Register = append(phones.Register, orElse(o.Phone, p.T(i18n.DeskCompareNone)))
		if o.SameName {
			sameName = append(sameName, text(int64(i+1)))
		}
		if o.SamePhone {
			samePhone = append(samePhone, text(int64(i+1)))
		}
	}
	names.Verdict, phones.Verdict = v.verdict(p, sameName), v.verdict(p, samePhone)
	out = append(out, names, phones)
	for _, f := range []struct{ name, value string }{
		{p.T(i18n.DeskCommunity), placeName(p, v.Places, v.Community)}, {p.T(i18n.DeskBuilding), v.Building}, {p.T(i18n.DeskStair), v.Stair}, {p.T(i18n.DeskRoom), v.Room},
	} {
		c := compared{Field: f.name, Claimed: orElse(f.value, "—")}
		switch {
		case f.value == "" && v.Home == 0: // none was typed
		case v.Home != 0 || f.value == placeName(p, v.Places, v.Community):
			c.Register, c.Verdict = []string{c.Claimed}, ui.Tag{Text: p.T(i18n.DeskCompareSame), Tone: ui.Good}
		default:
			c.Verdict = ui.Tag{Text: p.T(i18n.DeskCompareUnknown), Tone: ui.Warn}
		}
		out = append(out, c)
	}
	return out
}

// verdict tells with which of the owners the claim agrees.
func (v ClaimsView) verdict(p ui.Page, same []string) ui.Tag {
	switch {
	case len(v.Owners) == 0:
		return ui.Tag{Text: p.T(i18n.DeskCompareUnknown), Tone: ui.Warn}
	case len(same) == 0:
		return ui.Tag{Text: p.T(i18n.DeskCompareOther), Tone: ui.Bad}
	case len(v.Owners) > 1:
		return ui.Tag{Text: p.F(i18n.DeskCompareWho, list(p, same)), Tone: ui.Good}
	}
	return ui.Tag{Text: p.T(i18n.DeskCompareSame), Tone: ui.Good}
}

// doubts say what makes the claim doubtful.
func (v ClaimsView) doubts(p ui.Page) (out []ui.Notice) {
	for _, d := range v.Doubts() {
		words := i18n.Doubts[d]
		n := ui.Notice{Tone: ui.Warn, Title: p.T(words.Title), Text: p.T(words.Text)}
		switch d {
		case db.DoubtCompany:
			n.Text = p.F(words.Text, db.MostOfCompany, v.Verified())
		case db.DoubtElsewhere:
			n.Text = p.F(words.Text, list(p, v.elsewhere(p)))
		case db.DoubtVerified:
			n.Title, n.Tone = p.F(words.Title, v.Verified()), ui.Bad
		case db.DoubtChange:
			if may(p, db.RegisterImport) {
				n.Link = ui.Link{Label: p.T(i18n.DeskChanges), Href: p.To(db.ChangeList.Path())}
			}
		case db.DoubtNeither:
			n.Tone = ui.Bad
		}
		out = append(out, n)
	}
	return out
}

func (v ClaimsView) elsewhere(p ui.Page) (out []string) {
	for _, h := range v.Elsewhere {
		out = append(out, i18n.HomeWords(p.Locale, h.Place, h.HomeAddress))
	}
	return out
}

// near are the homes that the member may mean, the owners of each beside it.
func (v ClaimsView) near(p ui.Page) (out []ui.Option) {
	for _, h := range v.Near {
		o := ui.Option{Value: text(h.ID), Label: i18n.AddressWords(p.Locale, h.HomeAddress)}
		var owners []string
		for _, line := range h.Owners {
			words := line.Name + " " + line.Phone
			if line.SameName {
				words += " · " + p.T(i18n.DeskSameName)
			}
			if line.SamePhone {
				words += " · " + p.T(i18n.DeskSamePhone)
			}
			owners = append(owners, words)
		}
		o.Hint = list(p, owners)
		out = append(out, o)
	}
	return out
}

// others are the other claims to the same home.
func (v ClaimsView) others(p ui.Page) (out []ui.Row) {
	for _, o := range v.Others {
		row := ui.Row{
			Title: o.Name, Text: p.F(i18n.DeskHomeAsked, v.day(p, o.ClaimedAt)), Href: p.To(Path("claims", o.ID)),
			Tag: ui.Tag{Text: p.T(i18n.ClaimStates[o.State]), Tone: claimTones[o.State]},
		}
		if o.State == db.ClaimVerified {
			row.Text = p.F(i18n.DeskHomeStands, v.day(p, o.DecidedAt), p.T(i18n.ClaimHows[o.How]))
		}
		out = append(out, row)
	}
	return out
}

func (v ClaimsView) opened() bool {
	return len(v.Photos) > 0 && !slices.ContainsFunc(v.Photos, func(p db.ClaimPhoto) bool { return !p.Opened })
}

func (v ClaimsView) photo(p ui.Page, id int64) templ.SafeURL {
	return p.To(Path("claims", v.ID) + "/photos/" + text(id))
}

// noApproval says why the claim cannot be approved, "" when it can.
func (v ClaimsView) noApproval(p ui.Page) string {
	if v.Home == 0 {
		return p.T(i18n.DeskApproveNo)
	}
	return ""
}

// phrases are links that fill a ready phrase into the form, "refuse" or "ask".
func (v ClaimsView) phrases(p ui.Page, form string) (out []ui.Link) {
	ready := i18n.ReadyReasons
	if form == "ask" {
		ready = i18n.ReadyQuestions
	}
	for _, r := range ready {
		say := form + "-" + r.Name
		out = append(out, ui.Link{Label: p.T(r.Label), Href: p.To(Path("claims", v.ID) + "?say=" + say + "#" + form), Here: v.Say == say, Say: r.Say.In(v.MemberSpeaks)})
	}
	return out
}

// phrase is the one to begin with, in the member's language.
func (v ClaimsView) phrase(form string) string {
	of, name, _ := strings.Cut(v.Say, "-")
	ready := i18n.ReadyReasons
	if form == "ask" {
		ready = i18n.ReadyQuestions
	}
	for _, r := range ready {
		if of == form && r.Name == name {
			return r.Say.In(v.MemberSpeaks)
		}
	}
	return ""
}
