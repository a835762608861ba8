package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/public"

	"github.com/labstack/echo/v4"
)

// fail answers an error: the person gets a sentence and what to do next, the log gets the whole chain.
func (a *App) fail(c *Context, err error) {
	if c.Response().Committed {
		a.Log.Error("error after the answer had begun", "id", c.ID, "route", c.Route.Path, "err", err)
		return
	}
	if errors.Is(err, errSignIn) && reads(c.Request()) {
		_ = c.See(signInPath(c))
		return
	}
	if errors.Is(err, errAgree) {
		next := ""
		if reads(c.Request()) {
			next = "?next=" + url.QueryEscape(c.Request().URL.RequestURI())
		}
		_ = c.See("/me/agree" + next)
		return
	}
	if errors.Is(err, errStale) { // the form stands at the address that it is posted to
		_ = c.See("/me/confirm?next=" + url.QueryEscape(c.Request().URL.Path))
		return
	}
	c.Response().Header().Set(echo.HeaderXRequestID, c.ID)
	status, words := a.explain(c, err)
	if status >= 500 {
		a.Log.LogAttrs(context.Background(), slog.LevelError, "request failed",
			slog.String("id", c.ID), slog.String("route", c.Route.Path), slog.Int("status", status), slog.Any("err", err))
	}
	if status == http.StatusServiceUnavailable {
		retryAfter(c.Response().Header())
	}
	view := public.ErrorView{Title: c.T(words.Title), Text: c.T(words.Text), Home: homes[c.Route.Who.Door], Action: c.T(i18n.ErrHome)}
	if c.Session != nil && !errors.Is(err, errSignIn) {
		view.Frame, view.Home = c.Session.Door, homes[c.Session.Door]
	}
	if errors.Is(err, errSignIn) {
		view.Home, view.Action = signInPath(c), c.T(i18n.SignIn)
	}
	if e, ok := errors.AsType[*db.Error](err); ok && e.Reason != "" && status < 500 {
		view.Text = i18n.Refusal(c.Locale, a.Store.Club(), e)
	}
	if status == http.StatusInternalServerError {
		view.Reference = c.ID
	}
	p := c.Page(view.Title)
	if rerr := c.Render(status, public.Error(p, view)); rerr != nil {
		a.Log.Error("the error page failed", "id", c.ID, "err", rerr)
		_ = c.String(http.StatusInternalServerError, view.Title)
	}
}

// Needs refuses, as the hallway does, whoever lacks a right that only the form's words ask for.
func (c *Context) Needs(right db.Right) error {
	if !c.Actor().May(right) {
		return errForbidden
	}
	return nil
}

// homes is where each door begins.
var homes = map[db.Door]string{"": "/", db.MemberDoor: "/home", db.MerchantDoor: "/merchant", db.StaffDoor: "/staff"}

// lost answers the session of who asked for an address that there is not: at the door to which the address seems to
// lead, else at any other, so that the answer keeps the frame that the person is used to.
func (c *Context) lost() *db.Session {
	doors := []db.Door{db.MemberDoor, db.MerchantDoor, db.StaffDoor}
	first, _, _ := strings.Cut(strings.TrimPrefix(c.Request().URL.Path, "/"), "/")
	for i, door := range doors {
		if first == string(door) {
			doors[0], doors[i] = doors[i], doors[0]
		}
	}
	for _, door := range doors {
		if s := c.Peek(door); s != nil && (door != db.MemberDoor || s.Member != nil) {
			return s
		}
	}
	return nil
}

// explain answers the status and the words for an error.
func (a *App) explain(c *Context, err error) (int, i18n.ErrorText) {
	if he, ok := errors.AsType[*echo.HTTPError](err); ok {
		switch he.Code {
		case http.StatusNotFound:
			return he.Code, i18n.ErrNotFound
		case http.StatusMethodNotAllowed:
			return he.Code, i18n.ErrMethod
		case http.StatusRequestEntityTooLarge:
			return he.Code, i18n.ErrTooLarge
		}
		if he.Code < 500 {
			return http.StatusBadRequest, i18n.ErrBroken
		}
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge, i18n.ErrTooLarge
	}
	switch {
	case errors.Is(err, errSignIn):
		return http.StatusUnauthorized, i18n.ErrSignedOut
	case errors.Is(err, errForbidden), errors.Is(err, errForeign):
		if errors.Is(err, errForeign) {
			return http.StatusForbidden, i18n.ErrForeign
		}
		return http.StatusForbidden, i18n.ErrForbidden
	case errors.Is(err, errBroken):
		return http.StatusBadRequest, i18n.ErrBroken
	case errors.Is(err, context.Canceled):
		return 499, i18n.ErrBroken // the client has gone; nobody reads this
	}
	if db.ReasonOf(err) == db.TillSlowed {
		return http.StatusTooManyRequests, i18n.ErrRefused
	}
	switch db.KindOf(err) {
	case db.NotFound:
		return http.StatusNotFound, i18n.ErrNotFound
	case db.Conflict:
		return http.StatusConflict, i18n.ErrConflict
	case db.Refused:
		return http.StatusUnprocessableEntity, i18n.ErrRefused
	case db.Busy:
		return http.StatusServiceUnavailable, i18n.ErrBusy
	}
	return http.StatusInternalServerError, i18n.ErrInternal
}
