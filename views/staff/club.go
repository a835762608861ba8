package staff

import (
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// settings leads among the pages of settings that the reader may open.
func settings(p ui.Page, here string) []ui.Link {
	var out []ui.Link
	if may(p, db.ClubEdit) {
		out = append(out, ui.Link{Label: p.T(i18n.DeskClubGeneral), Href: p.To("/staff/club"), Here: here == "club"})
	}
	if may(p, db.StaffManage) {
		out = append(out, ui.Link{Label: p.T(i18n.DeskClubPeople), Href: p.To("/staff/people"), Here: here == "people"})
	}
	return append(out, ui.Link{Label: p.T(i18n.DeskClubRoles), Href: p.To("/staff/roles"), Here: here == "roles"})
}

func currencyOptions(p ui.Page) []ui.Option {
	var out []ui.Option
	for _, c := range db.Currencies {
		out = append(out, ui.Option{Value: c, Label: p.T(i18n.Currencies[c]) + " (" + c + ")"})
	}
	return out
}

func number(n int) string { return strconv.Itoa(n) }
