package web

import (
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"

	"github.com/labstack/echo/v4"
)

// Mount hangs the table of routes on an Echo.
func (a *App) Mount(e *echo.Echo, routes []Route) {
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect()
	if len(a.Settings.Proxies) > 0 {
		trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
		for _, p := range a.Settings.Proxies {
			trust = append(trust, echo.TrustIPRange(&net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}))
		}
		e.IPExtractor = echo.ExtractIPFromXFFHeader(trust...)
	}
	e.Pre(localePrefix)
	e.Use(refuseOptions)
	a.traffic = traffic{}
	lost := a.traffic.count(unrouted)
	e.HTTPErrorHandler = func(err error, ec echo.Context) {
		if h := ec.Response().Header(); h.Get(echo.HeaderAllow) != "" { // Echo's list, which always begins with it
			h.Set(echo.HeaderAllow, strings.TrimPrefix(h.Get(echo.HeaderAllow), "OPTIONS, "))
		}
		_ = a.walk(ec, &Route{Path: unrouted, Handler: func(*Context) error { return err }}, lost)
	}
	takes := map[string][]string{} // by address: what it takes by its own name
	for _, r := range routes {
		if takes[r.Path] = append(takes[r.Path], r.Method); r.Method == http.MethodGet {
			takes[r.Path] = append(takes[r.Path], http.MethodHead)
		}
	}
	for i := range routes {
		r := &routes[i]
		c := a.traffic.count(r.Path)
		walk := func(ec echo.Context) error {
			// An address that does not take the method is no id of its neighbour's: /notices/read of /notices/:id.
			if at := ec.Request().URL.Path; at != r.Path && takes[at] != nil {
				ec.Response().Header().Set(echo.HeaderAllow, strings.Join(takes[at], ", "))
				return echo.ErrMethodNotAllowed
			}
			return a.walk(ec, r, c)
		}
		e.Add(r.Method, r.Path, walk)
		if r.Method == http.MethodGet {
			e.HEAD(r.Path, walk)
		}
		if page := formPage(r, takes); page != "" {
			back := &Route{Method: http.MethodGet, Path: r.Path, Handler: func(c *Context) error { return c.See(page.of(c.Request().URL)) }}
			e.GET(r.Path, func(ec echo.Context) error { return a.walk(ec, back, c) })
		}
	}
}

// A pattern of an address.
type pattern string

// formPage answers the page of a form whose own address is none: after a refusal the browser shows that address, and who
// goes back to it is to find the form. "" for what has a page, or no page above it.
func formPage(r *Route, takes map[string][]string) pattern {
	if r.Method != http.MethodPost || slices.Contains(takes[r.Path], http.MethodGet) {
		return ""
	}
	if r.Page != "" {
		return pattern(r.Page)
	}
	for at := r.Path; ; {
		if at = at[:strings.LastIndexByte(at, '/')]; at == "" {
			return ""
		}
		if slices.Contains(takes[at], http.MethodGet) {
			return pattern(at)
		}
	}
}

// of answers the page's address below whose pattern the address is.
func (p pattern) of(u *url.URL) string {
	if !strings.Contains(string(p), ":") {
		return string(p)
	}
	parts := strings.SplitAfterN(u.EscapedPath(), "/", strings.Count(string(p), "/")+2)
	return strings.TrimSuffix(strings.Join(parts[:len(parts)-1], ""), "/")
}

// refuseOptions answers OPTIONS as any other method that no route has, where Echo would answer by itself, past the
// hallway: without our headers and without a line in the log. Nothing of the club is for other sites to call.
func refuseOptions(next echo.HandlerFunc) echo.HandlerFunc {
	return func(ec echo.Context) error {
		if ec.Request().Method == http.MethodOptions && ec.Get(echo.ContextKeyHeaderAllow) != nil {
			return echo.MethodNotAllowedHandler(ec)
		}
		return next(ec)
	}
}

// reads tells whether the request asks for a page, or for its headers alone.
func reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// walk takes a request down the hallway: limits, session, guard, handler, answer, one line in the log.
func (a *App) walk(ec echo.Context, route *Route, counted *routeCount) error {
	start := time.Now()
	c := &Context{Context: ec, App: a, Route: route, ID: requestID()}
	r := ec.Request()
	c.Prefix, _ = ec.Get("prefix").(string)
	prefixed, _ := ec.Get("locale").(db.Locale)
	c.headers()
	err := a.admit(c, r)
	account := db.Locale("")
	if c.Session != nil {
		account = c.Session.Locale
	}
	speaks := c.speaks()
	if c.Locale = localeOf(prefixed, account, r.Header.Get("Accept-Language"), speaks); c.Locale != prefixed {
		c.Prefix = "" // a language that is not offered: its links would lead nowhere else
	}
	if err == nil {
		err = a.call(c, route.Handler)
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge && route.TooLarge != nil {
		err = a.call(c, route.TooLarge)
	}
	if err != nil {
		a.fail(c, err)
	}
	res, took := ec.Response(), time.Since(start)
	counted.add(r.Method, res.Status, took)
	a.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
		slog.String("id", c.ID), slog.String("method", r.Method), slog.String("route", route.Path), slog.Int("status", res.Status),
		slog.Int64("bytes", res.Size), slog.Duration("took", took))
	return nil
}

// unrouted stands for the route of an address that there is not.
const unrouted = "(none)"

// admit bounds the body, refuses what comes from another site, and finds the session that the route asks for.
func (a *App) admit(c *Context, r *http.Request) error {
	if c.Route.Path == unrouted {
		c.Session = c.lost()
		return nil
	}
	if r.URL.RawQuery != "" {
		if err := readable(r.URL.Query()); err != nil {
			return err
		}
	}
	limit := c.Route.Body
	if limit == 0 {
		limit = usualBody
	}
	var tooLarge error // told once it is known whose page is to tell it
	if r.ContentLength > limit {
		tooLarge = &http.MaxBytesError{Limit: limit}
		r.Form, r.PostForm = url.Values{}, url.Values{} // nobody reads what is not wanted
	} else if r.Body != nil && r.Body != http.NoBody {
		r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
	}
	who := c.Route.Who
	unsafe := !reads(r)
	if unsafe {
		if a.origins.Check(r) != nil {
			return errForeign
		}
	}
	if who.Door == "" {
		if tooLarge != nil {
			return tooLarge
		}
		return a.formToken(c, r, unsafe)
	}
	token := c.cookie(string(who.Door))
	var err error
	if token != "" {
		c.Session, err = a.Store.SessionAhead(r.Context(), who.Door, token, c.Route.Ahead)
	}
	switch {
	case err != nil && db.KindOf(err) != db.NotFound:
		return err
	case c.Session == nil:
		return errSignIn
	case who.Door == db.MemberDoor && c.Session.Member == nil:
		return errSignIn
	case !who.Allows(c.Session.Actor()):
		return errForbidden
	case who.Door == db.MemberDoor && !c.Session.Member.Agreed && !c.Route.Unagreed:
		return errAgree
	case c.Route.Fresh && !c.Session.Fresh(a.Store.Now()):
		return errStale
	}
	return tooLarge
}

// formToken guards the forms that are used before any session: a browser that says nothing of a request's origin must
// send back the token of its cookie. Browsers that do say it have been checked already.
func (a *App) formToken(c *Context, r *http.Request, unsafe bool) error {
	c.token = c.cookie("form")
	if !unsafe {
		if c.token == "" && r.Header.Get("Sec-Fetch-Site") == "" {
			c.token = NewKey()
			c.setCookie("form", c.token, 0)
		}
		return nil
	}
	if r.Header.Get("Sec-Fetch-Site") != "" || r.Header.Get("Origin") != "" {
		return nil
	}
	if err := parseForm(r); err != nil {
		return err
	}
	if c.token == "" || r.PostForm.Get("_token") != c.token {
		return errForeign
	}
	return nil
}

// call runs the handler and turns its panic into an error.
func (a *App) call(c *Context, h Handler) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return h(c)
}

// What the hallway itself answers.
var (
	errSignIn    = errors.New("no session")
	errForbidden = errors.New("the role does not allow it")
	errForeign   = errors.New("the request comes from another site")
	errAgree     = errors.New("the member has not agreed to the terms yet")
	errStale     = errors.New("who sits there has not proven it for a while")
)

// The headers that every answer carries. The slices are shared: nobody writes into them. With a page's own two they are
// eight, which is what a small map of Go's holds without growing.
var (
	policy       = []string{"default-src 'self'; img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"}
	policyWasm   = []string{"default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"}
	noSniff      = []string{"nosniff"}
	noReferrer   = []string{"same-origin"}
	noStore      = []string{"no-store"}
	permissions  = []string{"camera=(self), geolocation=(), microphone=(), payment=()"}
	openerPolicy = []string{"same-origin"}
	transport    = []string{"max-age=31536000"}
)

func (c *Context) headers() {
	h := c.Response().Header()
	h["Content-Security-Policy"] = policy
	if c.Route.Scripts {
		h["Content-Security-Policy"] = policyWasm
	}
	h["X-Content-Type-Options"] = noSniff
	h["Referrer-Policy"] = noReferrer
	h["Permissions-Policy"] = permissions
	h["Cross-Origin-Opener-Policy"] = openerPolicy
	h["Cache-Control"] = noStore
	if c.App.Settings.secure() && !c.App.Settings.Demo { // a demo's certificate is nobody's to insist on
		h["Strict-Transport-Security"] = transport
	}
}

func requestID() string {
	n := rand.Uint64()
	var b [8]byte
	for i := range b {
		b[i] = byte(n >> (8 * i))
	}
	return hex.EncodeToString(b[:])
}

// signInPath answers where to sign in for a door, coming back to the page asked for.
func signInPath(c *Context) string {
	path := map[db.Door]string{db.MemberDoor: "/signin", db.MerchantDoor: "/merchant/signin", db.StaffDoor: "/staff/signin"}[c.Route.Who.Door]
	r := c.Request()
	switch {
	case reads(r):
		path += "?next=" + url.QueryEscape(r.URL.RequestURI())
	case c.Route.Keeps != nil && parseForm(r) == nil:
		kept := url.Values{}
		for _, field := range c.Route.Keeps {
			if v := r.PostForm.Get(field); v != "" {
				kept.Set(field, v)
			}
		}
		path += "?next=" + url.QueryEscape(c.back()+"?"+kept.Encode())
	}
	return path
}

const retrySeconds = 5

func retryAfter(h http.Header) { h.Set("Retry-After", strconv.Itoa(retrySeconds)) }
