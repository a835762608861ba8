package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// HomeClaimView is one claim of the member.
type HomeClaimView struct {
	Setting
	*db.MemberClaim
	Household db.HouseholdStand // of a verified home
	Refused   string            // which of the page's forms was refused: answer, withdraw, give
	Form      ui.Form           // as it was typed
}

// HomePath is the member's page of a claim.
func HomePath(claim int64) string { return "/homes/" + itoa(claim) }

// Title is how the page is called.
func (v HomeClaimView) Title(l db.Locale) string {
	return i18n.HomeOnPage(l, v.CommunityName, v.HomeAddress)
}

// form is what was typed into the form of that name, where it was refused.
func (v HomeClaimView) form(name string) ui.Form {
	if v.Refused == name {
		return v.Form
	}
	return ui.Form{}
}

func (v HomeClaimView) photo(p ui.Page, photo int64) templ.SafeURL {
	return p.To(HomePath(v.ID) + "/photos/" + itoa(photo))
}

// left is how many photos may be added.
func (v HomeClaimView) left() int { return max(0, db.MostClaimPhotos-len(v.Photos)) }

// came is how many of its photos came with the claim itself.
func (v HomeClaimView) came() (n int) {
	for _, photo := range v.Photos {
		if photo.At == v.ClaimedAt {
			n++
		}
	}
	return n
}

// waits tells that staff check the claim: what they have to look at, or what would help them.
func (v HomeClaimView) waits(p ui.Page) string {
	if n := len(v.Photos); n > 0 {
		return i18n.Count(p.Locale, n, i18n.ClaimHasPhoto, i18n.ClaimHasPhotos)
	}
	return p.T(i18n.ClaimWaitsText)
}

// claimStep is one line of what has happened to a claim.
type claimStep struct {
	When, What, Words string
	Now               bool // what the member is to do
}

// steps tell what has happened, the oldest first.
func (v HomeClaimView) steps(p ui.Page) (out []claimStep) {
	sent := p.T(i18n.ClaimStepSent)
	if n := v.came(); n > 0 {
		sent = dots(sent, p.F(i18n.ClaimStepPhotos, n))
	}
	out = append(out, claimStep{When: v.dateTime(p, v.ClaimedAt), What: sent})
	for i, s := range v.Steps {
		step := claimStep{When: v.dateTime(p, s.At), What: p.T(i18n.ClaimStepAsked), Words: s.Words}
		if !s.Asked {
			step.What = p.T(i18n.ClaimStepAnswer)
			if s.Photos > 0 {
				step.What = dots(step.What, p.F(i18n.ClaimStepPhotos, s.Photos))
			}
		}
		step.Now = s.Asked && i == len(v.Steps)-1 && v.State == db.ClaimWaiting
		out = append(out, step)
	}
	if v.DecidedAt != 0 {
		step := claimStep{When: v.dateTime(p, v.DecidedAt), What: p.T(i18n.ClaimStepByDesk)}
		switch {
		case v.State == db.ClaimRefused:
			step.What, step.Words = p.T(i18n.ClaimStepNo), v.Reason
		case v.How == "register":
			step.What = p.T(i18n.ClaimStepByReg)
		}
		out = append(out, step)
	}
	if v.EndedAt != 0 {
		step := claimStep{When: v.dateTime(p, v.EndedAt), What: p.T(i18n.ClaimStepSold)}
		switch v.Ended {
		case db.EndWithdrawn:
			step.What = p.T(i18n.ClaimStepBack)
		case db.EndGivenUp:
			step.What = p.F(i18n.ClaimStepGiven, v.on(p, v.EndedDay))
		}
		out = append(out, step)
	}
	return out
}

func (s Setting) on(p ui.Page, d db.Day) string { return s.date(p, d.Start(s.Club.Zone)) }

// today is the day that a form begins with.
func (s Setting) today() string { return string(db.DayOf(s.Now, s.Club.Zone)) }

// lastQuestion is what staff have asked and the member has not answered, or "".
func (v HomeClaimView) lastQuestion() string {
	if n := len(v.Steps); v.State == db.ClaimWaiting && v.Turn == db.TurnAsked {
		for i := n - 1; i >= 0; i-- {
			if v.Steps[i].Asked {
				return v.Steps[i].Words
			}
		}
	}
	return ""
}

// claimTag is how a claim stands in a word.
func claimTag(p ui.Page, c db.Claim) ui.Tag {
	switch {
	case c.State == db.ClaimWaiting && c.Turn == db.TurnAsked:
		return ui.Tag{Text: p.T(i18n.ClaimAskedTag), Tone: ui.Warn}
	case c.Ended == db.EndWithdrawn:
		return ui.Tag{Text: p.T(i18n.ClaimWithdrawn)}
	}
	return ui.Tag{Text: p.T(i18n.ClaimStates[c.State]), Tone: claimTones[c.State]}
}
