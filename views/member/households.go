package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// HouseholdBegin is the page of a home whose household the member is not in.
type HouseholdBegin struct {
	Claim int64
	db.HouseholdStand
	Most int64
	Form ui.Form
}

// text says who else leads the household, or begins it.
func (v HouseholdBegin) text() i18n.Text {
	switch {
	case v.ID == 0:
		return i18n.HouseFirst
	case v.MayLead:
		return i18n.HouseLed
	}
	return i18n.HouseOther
}

// HouseholdRow is the line of a home that leads to its household: what its owner finds there.
func HouseholdRow(p ui.Page, claim int64, at db.HouseholdStand) ui.Row {
	text := i18n.HouseRowOther
	switch {
	case at.Leads || at.MayBegin:
		text = i18n.HouseBegin
	case at.In:
		text = i18n.InviteGo
	case at.ID == 0:
		text = i18n.HouseRowNone
	case at.MayLead:
		text = i18n.HouseRowLed
	}
	return ui.Row{Title: p.T(i18n.HouseTitle), Text: p.T(text), Href: p.To(HomePath(claim) + "/household"), Icon: ui.IconUsers}
}

// HouseholdView is one household of the member.
type HouseholdView struct {
	Setting
	*db.Household
	Me   int64
	Days int64
	Link string // of an invitation that was just made
	Form ui.Form
}

// HouseholdPath is the page of a household.
func HouseholdPath(id int64) string { return "/households/" + itoa(id) }

// Leads tells whether the reader leads it.
func (v HouseholdView) Leads() bool { return v.Primary == v.Me }

// leader is the name of who leads it.
func (v HouseholdView) leader() string {
	for _, m := range v.People {
		if m.Member == v.Primary {
			return m.Name
		}
	}
	return ""
}

// mayTakeBack tells whether the reader could take the lead back from one of the people, as an owner from who is none.
func (v HouseholdView) mayTakeBack(m db.HouseholdMember) bool { return v.Claim != 0 && !m.Owner }

func (v HouseholdView) to(p ui.Page, path string) templ.SafeURL {
	return p.To(HouseholdPath(v.ID) + path)
}

func (v HouseholdView) home(p ui.Page) string {
	return i18n.HomeWords(p.Locale, v.Place, v.HomeAddress)
}

// left is how many may be invited.
func (v HouseholdView) left() int64 { return max(0, v.Most+1-int64(len(v.People))) }

func (v HouseholdView) name(p ui.Page, m db.HouseholdMember) string {
	if m.Member == v.Me {
		return p.F(i18n.HouseYou, m.Name)
	}
	return m.Name
}

func (v HouseholdView) open(p ui.Page, i db.OpenInvitation) string {
	if i.Phone == "" {
		return p.T(i18n.HouseOpenLink)
	}
	return i.Phone
}

// InviteView is what the link of an invitation opens.
type InviteView struct {
	Setting
	*db.HouseholdInvite
	Token    string
	SignedIn bool
	In       int64 // the household, for who is in it
	Form     ui.Form
}

// phoneForm is what was typed as a phone, with no summary where the fault is of the page as a whole.
func phoneForm(v HouseholdView) ui.Form {
	if v.Form.Error("phone") == "" {
		return ui.Form{}
	}
	return v.Form
}
