package staff

import (
	"fmt"
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/theme"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// ThemeView is the form of a community's theme.
type ThemeView struct {
	Community db.Community
	Hue       int // that the preview shows
	Club      db.Text
	MostMB    int
}

// jade is the hue of the club's own colours, where the slider stands at first.
const jade = 173

// HueOf answers the hue at which the form of a theme stands.
func HueOf(t db.Theme) int {
	if t.Hue == nil {
		return jade
	}
	return int(*t.Hue)
}

func themePath(id int64) string { return Path("communities", id) + "/theme" }

// PreviewPath answers where the preview of a hue is asked for.
const PreviewPath = "/staff/theme"

func previewURL(hue int) templ.SafeURL { return templ.SafeURL(theme.PreviewURL(hue)) }

// check is what the preview tells of the contrast of a hue.
type check struct {
	Rows   []checkRow
	Good   bool
	Mended []string
}

type checkRow struct {
	Ink, Ground, Need string
	Ratios            [2]string // by day, by night
	Good              [2]bool
}

func checked(p ui.Page, hue int) check {
	day, night := theme.Make(hue, theme.Day), theme.Make(hue, theme.Night)
	c := check{Good: true}
	for _, pair := range theme.Pairs {
		r := checkRow{Ink: colour(p, pair.Ink), Ground: colour(p, pair.Ground), Need: strconv.FormatFloat(pair.Need, 'g', -1, 64) + ":1"}
		for i, s := range []theme.Set{day, night} {
			ratio := s.Ratio(pair)
			r.Ratios[i], r.Good[i] = fmt.Sprintf("%.2f", ratio), ratio >= pair.Need
			c.Good = c.Good && r.Good[i]
		}
		c.Rows = append(c.Rows, r)
	}
	for _, name := range append(day.Mended, night.Mended...) {
		if w := colour(p, name); len(c.Mended) == 0 || c.Mended[len(c.Mended)-1] != w {
			c.Mended = append(c.Mended, w)
		}
	}
	return c
}

func colour(p ui.Page, name string) string {
	if t, ok := i18n.ColourNames[name]; ok {
		return p.T(t)
	}
	return name
}

// modes are the two panels of the preview.
func modes() []struct {
	class string
	name  i18n.Text
} {
	return []struct {
		class string
		name  i18n.Text
	}{{"theme-day", i18n.SetThemeDay}, {"theme-night", i18n.SetThemeNight}}
}
