package web

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"clubhouse/db"

	"github.com/gorilla/sessions"
)

// cookieStore keeps sessions for gorilla/sessions: the cookie carries nothing but an opaque id, and what it stands for
// is kept in the books.
type cookieStore struct{ secure bool }

// name answers a cookie's full name. With https it insists on this very host.
func (s cookieStore) name(name string) string {
	if s.secure {
		return "__Host-club_" + name
	}
	return "club_" + name
}

// Get answers the request's session of the name.
func (s cookieStore) Get(r *http.Request, name string) (*sessions.Session, error) {
	return s.New(r, name)
}

// New reads the cookie anew.
func (s cookieStore) New(r *http.Request, name string) (*sessions.Session, error) {
	v := sessions.NewSession(s, name)
	v.IsNew = true
	if c, err := r.Cookie(s.name(name)); err == nil && c.Value != "" {
		v.ID, v.IsNew = c.Value, false
	}
	v.Options = &sessions.Options{Path: "/", HttpOnly: true, Secure: s.secure, SameSite: http.SameSiteLaxMode}
	return v, nil
}

// Save sends the session's id to the browser, for Options.MaxAge seconds; below 0 takes it back.
func (s cookieStore) Save(_ *http.Request, w http.ResponseWriter, v *sessions.Session) error {
	http.SetCookie(w, sessions.NewCookie(s.name(v.Name()), v.ID, v.Options))
	return nil
}

// cookie answers what a cookie of ours holds, or "".
func (c *Context) cookie(name string) string {
	if !slices.ContainsFunc(c.Request().Header["Cookie"], func(line string) bool { return strings.Contains(line, name) }) {
		return "" // as most pages' flash: not worth the parsing
	}
	k, err := c.Request().Cookie(c.App.cookies.name(name))
	if err != nil {
		return ""
	}
	return k.Value
}

// setCookie keeps value for so many seconds; below 0 it is taken back.
func (c *Context) setCookie(name, value string, seconds int) {
	v, _ := c.App.cookies.New(c.Request(), name)
	v.ID, v.Options.MaxAge = value, seconds
	_ = v.Save(c.Request(), c.Response())
}

// SignIn gives the browser the session of the token at a door. The session is new, so nothing of an earlier one stays.
func (c *Context) SignIn(door db.Door, token string) {
	c.setCookie(string(door), token, db.SessionSeconds(door))
	c.DropBrowser(door)
}

// SignOut takes the door's session from the browser.
func (c *Context) SignOut(door db.Door) { c.setCookie(string(door), "", -1) }

// Browser answers the token that binds a one-time code to this browser, or "".
func (c *Context) Browser(door db.Door) string { return c.cookie("code_" + string(door)) }

// KeepBrowser binds a one-time code to this browser.
func (c *Context) KeepBrowser(door db.Door, token string) {
	c.setCookie("code_"+string(door), token, 40*60)
}

// DropBrowser forgets it.
func (c *Context) DropBrowser(door db.Door) {
	if c.Browser(door) != "" {
		c.setCookie("code_"+string(door), "", -1)
	}
}

// Peek answers the session at a door on a page that anyone may see, or nil.
func (c *Context) Peek(door db.Door) *db.Session {
	token := c.cookie(string(door))
	if token == "" {
		return nil
	}
	s, err := c.Store().Session(c.Request().Context(), door, token)
	if err != nil {
		return nil
	}
	return s
}

// NewKey answers a request key: it goes into a form, so that the same form sent twice acts once.
func NewKey() string {
	b := make([]byte, 18)
	rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// Hand gives the browser something that one of the next pages is to show and that is kept nowhere else; Handed answers it once.
func (c *Context) Hand(name, value string, seconds int) { c.setCookie(name, value, seconds) }

// Handed answers what Hand has given, and has the browser forget it.
func (c *Context) Handed(name string) string {
	value := c.cookie(name)
	if value != "" {
		c.setCookie(name, "", -1)
	}
	return value
}
