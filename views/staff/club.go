package staff

import (
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// settings leads among the pages of settings that the reader may open. Brands, communities and staff are none of them:
// they have their places in the navigation, and no tabs of settings lead back from there.
func settings(p ui.Page, here string) []ui.Link {
	var out []ui.Link
	add := func(name string, label i18n.Text, path string, r db.Right) {
		if may(p, r) {
			out = append(out, ui.Link{Label: p.T(label), Href: p.To(path), Here: here == name})
		}
	}
	add("club", i18n.DeskClubGeneral, "/staff/club", db.ClubEdit)
	add("languages", i18n.SetLangTitle, "/staff/settings/languages", db.ClubEdit)
	add("texts", i18n.SetTextsTitle, "/staff/settings/texts", db.ClubEdit)
	add("limits", i18n.SetLimitsTitle, "/staff/settings/limits", db.ClubEdit)
	add("senders", i18n.SetSendTitle, "/staff/settings/senders", db.ClubEdit)
	add("retention", i18n.SetKeepTitle, "/staff/settings/retention", db.ClubEdit)
	add("roles", i18n.DeskClubRoles, "/staff/roles", db.DeskOpen)
	return out
}

func currencyOptions(p ui.Page) []ui.Option {
	var out []ui.Option
	for _, c := range db.Currencies {
		out = append(out, ui.Option{Value: c, Label: p.T(i18n.Currencies[c]) + " (" + c + ")"})
	}
	return out
}

func number(n int) string { return strconv.Itoa(n) }
