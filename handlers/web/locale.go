package web

import (
	"strings"

	"clubhouse/db"

	"github.com/labstack/echo/v4"
)

// localePrefix takes the language's part off the path before the route is found, and keeps it for the links of the page.
func localePrefix(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := c.Request().URL
		if len(u.Path) < 3 || u.Path[1] != 'e' && u.Path[1] != 'z' {
			return next(c)
		}
		head, rest, _ := strings.Cut(u.Path[1:], "/")
		if l, ok := db.ParseLocale(head); ok {
			u.Path, u.RawPath = "/"+rest, ""
			c.Set("prefix", "/"+head)
			c.Set("locale", l)
		}
		return next(c)
	}
}

// speaks answers the languages of the page: what the club offers its members, and all at the desk and the tills.
func (c *Context) speaks() db.Speaking {
	s := c.Store().Club().Speaks
	path := c.Request().URL.Path
	if c.Session != nil && c.Session.Door != db.MemberDoor || strings.HasPrefix(path, "/staff") || strings.HasPrefix(path, "/merchant") {
		s.Languages = db.EveryLanguage
	}
	return s
}

// localeOf answers the language of a request: the path's, else the account's, else the browser's first among those that
// are spoken; the club's own where it is none of them.
func localeOf(prefix, account db.Locale, accept string, speaks db.Speaking) db.Locale {
	if prefix != "" && speaks.Languages.Has(prefix) {
		return prefix
	}
	if account != "" {
		return speaks.To(account)
	}
	for tag := range strings.SplitSeq(accept, ",") {
		tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), ";")
		if l := localeOfTag(tag); l != "" && speaks.Languages.Has(l) {
			return l
		}
	}
	return speaks.Language
}

// localeOfTag answers the language of a browser's tag, "" for one that is not ours.
func localeOfTag(tag string) db.Locale {
	switch {
	case strings.HasPrefix(tag, "zh-hant"), strings.HasPrefix(tag, "zh-tw"), strings.HasPrefix(tag, "zh-hk"), strings.HasPrefix(tag, "zh-mo"):
		return db.Hant
	case strings.HasPrefix(tag, "zh"):
		return db.Hans
	case strings.HasPrefix(tag, "en"):
		return db.En
	}
	return ""
}
