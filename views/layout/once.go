package layout

import (
	"strings"

	"clubhouse/db"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// What the parts that are the same for everybody depend on: languages, prefixes, places; see ui.Once.
type (
	headKey struct{}
	navKey  struct {
		locale       db.Locale
		prefix, here string
	}
	footerKey struct {
		locale       db.Locale
		prefix, path string
		demo         bool
	}
)

func headOnce() templ.Component { return ui.Once(headKey{}, constantHead) }

func memberNavOnce(k navKey) templ.Component {
	return ui.Once(k, func() templ.Component { return memberNav(k) })
}

// footerOnce keeps the footer of the places that everybody goes to; a path may otherwise be anything.
func footerOnce(p ui.Page) templ.Component {
	if p.Path == "" || p.Path != current(p.Path) || strings.Contains(p.Path, "?") {
		return footer(p)
	}
	return ui.Once(footerKey{p.Locale, p.Prefix, p.Path, p.Demo}, func() templ.Component { return footer(p) })
}
