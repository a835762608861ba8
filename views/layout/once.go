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
	frameKey struct {
		locale              db.Locale
		prefix, path, title string
		club                db.Text
		failed, demo        bool
		unread              int64 // as the bell tells it
		theme               string
		languages           db.Languages
	}
)

// fullKey is all that a bare frame depends on.
type fullKey struct {
	locale db.Locale
	title  string
	club   db.Text
	failed bool
	theme  string
}

// Full leaves the whole screen to its child: the member's Pass, the till's Result.
func Full(p ui.Page) templ.Component {
	if p.Refresh != 0 {
		return fullFrame(p) // the seconds differ each time
	}
	return ui.Around(fullKey{p.Locale, p.Title, p.Club, p.Failed, p.Theme}, func() templ.Component { return fullFrame(p) })
}

func headOnce() templ.Component { return ui.Once(headKey{}, constantHead) }

func memberNavOnce(k navKey) templ.Component {
	return ui.Once(k, func() templ.Component { return memberNav(k) })
}

// Member frames the homeowner's pages: the club's name above, the tabs below (on a wide screen beside the name). Of the
// places that everybody goes to the frame is made once; a path may otherwise be anything.
func Member(p ui.Page) templ.Component {
	if p.Flash != "" || p.Path == "" || p.Path != current(p.Path) || strings.Contains(p.Path, "?") {
		return memberFrame(p)
	}
	return ui.Around(frameKey{p.Locale, p.Prefix, p.Path, p.Title, p.Club, p.Failed, p.Demo, min(p.Unread, manyUnread), p.Theme, p.Languages}, func() templ.Component { return memberFrame(p) })
}
