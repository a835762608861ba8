package web

import (
	"strconv"

	"clubhouse/db"
	"clubhouse/views/ui"
)

// PlaceOptions answers the communities that a member can choose, grouped by city.
func PlaceOptions(l db.Locale, places []db.Community) []ui.Option {
	var out []ui.Option
	for _, p := range places {
		if !p.Ended {
			out = append(out, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: p.Name.In(l), Group: p.City.In(l)})
		}
	}
	return out
}
