package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// addLink is the action of an empty list, for whoever may take it.
func addLink(p ui.Page, r db.Right, label i18n.Text, path string) ui.Link {
	if !may(p, r) {
		return ui.Link{}
	}
	return ui.Link{Label: p.T(label), Href: p.To(path)}
}

// brandOptions are the brands in use, and the one chosen.
func brandOptions(p ui.Page, brands []db.Brand, chosen int64) []ui.Option {
	var out []ui.Option
	for _, b := range brands {
		if !b.Ended || b.ID == chosen {
			out = append(out, ui.Option{Value: text(b.ID), Label: p.Text(b.Name)})
		}
	}
	return out
}

// onlyBrand spares a choice where there is but one.
func onlyBrand(brands []db.Brand, chosen int64) int64 {
	if chosen == 0 && len(brands) == 1 {
		return brands[0].ID
	}
	return chosen
}
