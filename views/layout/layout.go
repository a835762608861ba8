// Package layout holds the frames round every page: the member's, the merchant's, the staff's, a plain one for who has
// not signed in, and a bare one for what fills the screen.
package layout

import (
	"slices"
	"strconv"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// place is one entry of a navigation.
type place struct {
	path  string
	label i18n.Text
	icon  ui.Icon
	right string   // staff: who may go there; "" is everybody
	exact bool     // only this very page marks it, not those below
	also  []string // what is reached from it and marks it too
}

// group is a part of the staff's navigation under one heading.
type group struct {
	label  i18n.Text
	places []place
}

var memberPlaces = [...]place{
	{path: "/home", label: i18n.UINavHome, icon: ui.IconHome},
	{path: "/offers", label: i18n.UINavOffers, icon: ui.IconGift},
	{path: "/card", label: i18n.UINavCard, icon: ui.IconQR},
	{path: "/vouchers", label: i18n.UINavVouchers, icon: ui.IconTicket},
	{path: "/me", label: i18n.UINavMe, icon: ui.IconUser, also: []string{"/points", "/homes"}},
}

var tillPlaces = [...]place{
	{path: "/merchant", label: i18n.UINavScan, icon: ui.IconQR, exact: true},
	{path: "/merchant/today", label: i18n.UINavToday, icon: ui.IconList},
}

// tasksPath is where the count of what is due stands beside the name.
const tasksPath = "/staff/tasks"

// searchPath is where the palette's answers come from, and where its link leads without scripts.
const searchPath = "/staff/search"

var staffGroups = [...]group{
	{places: []place{
		{path: "/staff", label: i18n.UINavDashboard, icon: ui.IconChart, exact: true},
		{path: searchPath, label: i18n.UINavSearch, icon: ui.IconSearch},
		{path: tasksPath, label: i18n.UINavTasks, icon: ui.IconList, also: []string{"/staff/notes"}},
	}},
	{i18n.UINavPeople, []place{
		{path: "/staff/members", label: i18n.UINavMembers, icon: ui.IconUsers, right: "members.read"},
		{path: "/staff/homes", label: i18n.UINavHomes, icon: ui.IconHome, right: "members.read"},
		{path: "/staff/claims", label: i18n.UINavClaims, icon: ui.IconShield, right: "homes.decide"},
		{path: "/staff/duplicates", label: i18n.UINavDuplicates, icon: ui.IconCopy, right: "members.merge"},
		{path: "/staff/register", label: i18n.UINavRegister, icon: ui.IconBook, right: "register.import"},
	}},
	{i18n.UINavCatalog, []place{
		{path: "/staff/brands", label: i18n.UINavBrands, icon: ui.IconDiamond, right: "catalog.read"},
		{path: "/staff/communities", label: i18n.UINavCommunities, icon: ui.IconBuilding, right: "catalog.read"},
	}},
	{i18n.UINavPartners, []place{
		{path: "/staff/merchants", label: i18n.UINavMerchants, icon: ui.IconStore, right: "merchants.read"},
		{path: "/staff/offers", label: i18n.UINavStaffOffers, icon: ui.IconGift, right: "offers.read"},
		{path: "/staff/vouchers", label: i18n.UINavStaffVouchers, icon: ui.IconTicket, right: "offers.read"},
	}},
	{i18n.UINavHouse, []place{
		{path: "/staff/audit", label: i18n.UINavAudit, icon: ui.IconHistory, right: "audit.read"},
		{path: "/staff/work", label: i18n.UINavWork, icon: ui.IconClock, right: "work.manage"},
		{path: "/staff/people", label: i18n.UINavStaff, icon: ui.IconUser, right: "staff.manage"},
		{path: "/staff/club", label: i18n.UINavClub, icon: ui.IconSettings, right: "club.edit", also: []string{"/staff/settings", "/staff/roles"}},
	}},
}

// here tells whether the page at path (with its query) is this place or stands below it.
func (s place) here(path string) bool {
	path, _, _ = strings.Cut(path, "?")
	if s.exact {
		return path == s.path
	}
	under := func(at string) bool { return path == at || strings.HasPrefix(path, at+"/") }
	return under(s.path) || slices.ContainsFunc(s.also, under)
}

// allowed are the places of the group that p's reader may go to.
func (g group) allowed(p ui.Page) []place {
	if p.Allows == nil {
		return g.places
	}
	var out []place
	for _, s := range g.places {
		if s.right == "" || p.Allows(s.right) {
			out = append(out, s)
		}
	}
	return out
}

var inbox = place{path: "/notices"}

const manyUnread = 10

// few answers a number as the bell tells it: many are many.
func few(n int64) string {
	if n >= manyUnread {
		return strconv.Itoa(manyUnread-1) + "+"
	}
	return strconv.FormatInt(n, 10)
}

// current answers the place of the member's navigation at which the page stands, or "".
func current(path string) string {
	for _, s := range memberPlaces {
		if s.here(path) {
			return s.path
		}
	}
	return ""
}

// title is what the browser's tab says: a refused form says so first.
func title(p ui.Page) string {
	club, t := p.Text(p.Club), p.Title
	switch {
	case t == "":
		t = club
	case club != "" && club != t:
		t += " · " + club
	}
	if p.Failed {
		t = p.T(i18n.UIError) + t
	}
	return t
}

// languagesOf are those among which the reader may choose: none where there is but one.
func languagesOf(p ui.Page) []db.Locale {
	if p.Languages == "" {
		return db.Locales[:]
	}
	if list := p.Languages.List(); len(list) > 1 {
		return list
	}
	return nil
}

// inLanguage is the present page in another language.
func inLanguage(p ui.Page, l db.Locale) templ.SafeURL {
	path := p.Path
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.HasPrefix(path, "/\\") {
		path = "/"
	}
	return templ.SafeURL("/" + string(l) + path)
}
