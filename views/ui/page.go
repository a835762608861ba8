// Package ui holds the parts that every page is made of. Parts only show: they take values and hold no rule.
package ui

import (
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"

	"github.com/a-h/templ"
)

// Page is what every page knows of the request that it answers.
type Page struct {
	Locale    db.Locale
	Prefix    string // "" or "/en", "/zh-Hans", "/zh-Hant": stands before each local path, see To
	Path      string // the request's path without Prefix, with its query: marks the place in the navigation, and leads to the other languages
	Club      db.Text
	Title     string                  // without the club's name
	Failed    bool                    // the form on this page was refused: the title says so first
	Flash     string                  // one sentence about what has just been done, or ""
	User      string                  // how the signed-in person is called here, or ""
	Unread    int64                   // member's pages: how many notices they have not read
	Place     string                  // merchant pages: the outlet at which the till stands
	Token     string                  // for ui.Token: what a sign-in form sends back when the browser says nothing of its origin
	Demo      bool                    // shows the link to the outbox of the demo
	Theme     string                  // the address of the sheet with the colours of the member's community, or ""
	Languages db.Languages            // those that the reader may choose; "" is all
	Licence   string                  // the line under public and members' pages, or ""
	Refresh   int                     // seconds after which a browser without scripts asks for the page again, 0 for never
	Due       int64                   // staff pages: how many of their next steps are overdue or due today
	Allows    func(right string) bool // staff pages: whether the signed-in staff hold a right (a db.Right)
}

// T answers the text in the page's language.
func (p Page) T(t i18n.Text) string { return t.In(p.Locale) }

// F answers the text in the page's language with its verbs filled.
func (p Page) F(t i18n.Text, args ...any) string { return t.Format(p.Locale, args...) }

// Text answers a text of the club's own in the page's language.
func (p Page) Text(t db.Text) string { return t.In(p.Locale) }

// To answers the address of a local path (one that starts with a single slash) in the page's language.
func (p Page) To(path string) templ.SafeURL { return templ.SafeURL(p.Prefix + path) }

// PictureURL answers the address of a picture of the books, "" for none.
func PictureURL(hash string) templ.SafeURL {
	if hash == "" {
		return ""
	}
	return templ.SafeURL("/pictures/" + hash)
}

// Telephone answers the address that calls a number.
func Telephone(number string) templ.SafeURL {
	return templ.SafeURL("tel:" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number))
}
