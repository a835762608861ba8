package web

import (
	"net/http"
	"strconv"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/theme"
	"clubhouse/views/ui"

	"github.com/labstack/echo/v4"
)

// Context is one request on its way.
type Context struct {
	echo.Context
	App     *App
	Route   *Route
	Locale  db.Locale
	Prefix  string      // the language's part of the path, or ""
	Session *db.Session // of the route's door; nil where anyone may come
	Place   string      // where the till stands, in the request's language
	ID      string      // names the request in the log and on the page of an error
	token   string
}

// Store answers the club's books.
func (c *Context) Store() *db.Store { return c.App.Store }

// Actor answers who acts: the session's person, or at a route for anyone nobody in particular.
func (c *Context) Actor() db.Actor {
	if c.Session == nil {
		return db.Actor{}
	}
	return c.Session.Actor()
}

// Client answers where the request comes from.
func (c *Context) Client() db.Client {
	return db.Client{Address: c.RealIP(), Agent: c.Request().UserAgent()}
}

// Region answers where a phone number without a country is taken to be from: readers of Traditional Chinese are in
// Hong Kong, all others on the Mainland.
func (c *Context) Region() string {
	if c.Locale == db.Hant {
		return "HK"
	}
	return "CN"
}

// T answers a text in the request's language.
func (c *Context) T(t i18n.Text) string { return t.In(c.Locale) }

// Page answers what the page's layout shows. title is in the request's language.
func (c *Context) Page(title string) ui.Page {
	r := c.Request()
	path := r.URL.Path
	if r.URL.RawQuery != "" {
		path += "?" + r.URL.RawQuery
	}
	if !reads(r) {
		path = c.back() // another language cannot be asked of what was posted
	}
	p := ui.Page{
		Locale: c.Locale, Prefix: c.Prefix, Path: path, Club: c.Store().Club().Name, Title: title, Flash: c.takeFlash(), Place: c.Place, Token: c.token, Demo: c.App.Settings.Demo,
		Languages: c.speaks().Languages, Licence: c.Store().Club().Licence,
	}
	if s := c.Session; s != nil {
		p.User = s.Name
		if s.Member != nil && s.Door == db.MemberDoor {
			p.User, p.Unread = s.Member.Name, s.Member.Unread
			if hue := c.Store().Club().Theme(s.Member.Community).Hue; hue != nil {
				p.Theme = theme.URL(int(*hue))
			}
		}
		if s.Door == db.StaffDoor {
			actor := s.Actor()
			p.Allows = func(right string) bool { return actor.May(db.Right(right)) }
			p.Due, _ = c.Store().StepsDue(r.Context(), actor) // a page that says why the books cannot be read has none
		}
	}
	return p
}

// takeFlash answers what the page is to say once, and has the browser forget it. Only a page takes it: what a script
// asks for in between leaves it.
func (c *Context) takeFlash() string {
	if c.Request().Method != http.MethodGet || c.Response().Committed {
		return ""
	}
	key := c.cookie("flash")
	if key != "" {
		c.setCookie("flash", "", -1)
	}
	return i18n.Flashes[key].In(c.Locale)
}

// back answers the page from which a form was posted, by the pattern of its address: the path without its last part.
func (c *Context) back() string {
	path := c.Request().URL.Path
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		return path[:i]
	}
	return "/"
}

// See redirects to a local path, in the request's language, after a post.
func (c *Context) See(path string) error {
	return c.Redirect(http.StatusSeeOther, c.Prefix+path)
}

// Flash has the next page say the sentence of the key (see i18n.Flashes).
func (c *Context) Flash(key string) { c.setCookie("flash", key, 60) }

// ParamID answers the id in the path. NotFound where it is none.
func (c *Context) ParamID(name string) (int64, error) {
	id, err := strconv.ParseInt(c.Param(name), 10, 64)
	if err != nil || id <= 0 {
		return 0, &db.Error{Kind: db.NotFound}
	}
	return id, nil
}

// FormID answers the id in a field of the form or query, 0 where there is none.
func (c *Context) FormID(name string) int64 {
	id, _ := strconv.ParseInt(c.FormValue(name), 10, 64)
	return max(id, 0)
}

// Local answers path when it leads to a page of this site, else fallback. It is what stands between a "next" in an
// address and a redirect: one slash, then anything but a slash, a backslash or a control character.
func Local(path, fallback string) string {
	if len(path) == 0 || path[0] != '/' || len(path) > 1 && (path[1] == '/' || path[1] == '\\') || len(path) > 500 ||
		strings.ContainsFunc(path, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }) {
		return fallback
	}
	return path
}
