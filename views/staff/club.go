package staff

import (
	"slices"
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
	return append(out, ui.Link{Label: p.T(i18n.DeskClubRoles), Href: p.To("/staff/roles"), Here: here == "roles"})
}

func currencyOptions(p ui.Page) []ui.Option {
	var out []ui.Option
	for _, c := range db.Currencies {
		out = append(out, ui.Option{Value: c, Label: p.T(i18n.Currencies[c]) + " (" + c + ")"})
	}
	return out
}

func holds(r db.RoleRow, right db.Right) bool { return slices.Contains(r.Rights, right) }

// heldFor names the scopes of the role.
func heldFor(p ui.Page, r db.RoleRow) string {
	var words []string
	for _, s := range r.Scopes {
		words = append(words, p.T(i18n.Scopes[s]))
	}
	return list(p, words)
}

func number(n int) string { return strconv.Itoa(n) }
