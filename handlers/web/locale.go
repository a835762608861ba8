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

// localeOf answers the language of a request: the path's, else the account's, else the browser's first that we speak.
func localeOf(prefix, account db.Locale, accept string) db.Locale {
	if prefix != "" {
		return prefix
	}
	if account != "" {
		return account
	}
	for tag := range strings.SplitSeq(accept, ",") {
		tag, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(tag)), ";")
		switch {
		case strings.HasPrefix(tag, "zh-hant"), strings.HasPrefix(tag, "zh-tw"), strings.HasPrefix(tag, "zh-hk"), strings.HasPrefix(tag, "zh-mo"):
			return db.Hant
		case strings.HasPrefix(tag, "zh"):
			return db.Hans
		case strings.HasPrefix(tag, "en"):
			return db.En
		}
	}
	return db.Hans
}
