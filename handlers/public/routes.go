// Package public holds the pages that anyone may see: the first page, signing in and joining, the terms, and the codes
// that cameras open.
package public

import (
	"net/http"

	"clubhouse/db"
	"clubhouse/handlers/web"
)

// Door answers the public pages.
type Door struct{ *web.App }

// Routes answers the door's part of the table.
func Routes(app *web.App) []web.Route {
	d := Door{app}
	return []web.Route{
		{Method: http.MethodGet, Path: "/", Who: web.Anyone, Handler: d.Landing},
		{Method: http.MethodGet, Path: "/terms", Who: web.Anyone, Handler: d.Text(db.Terms)},
		{Method: http.MethodGet, Path: "/terms/:number", Who: web.Anyone, Handler: d.Text(db.Terms)},
		{Method: http.MethodGet, Path: "/privacy", Who: web.Anyone, Handler: d.Text(db.Privacy)},
		{Method: http.MethodGet, Path: "/privacy/:number", Who: web.Anyone, Handler: d.Text(db.Privacy)},
		{Method: http.MethodGet, Path: "/contact", Who: web.Anyone, Handler: d.Contact},
		{Method: http.MethodGet, Path: "/about", Who: web.Anyone, Handler: d.About},
		{Method: http.MethodGet, Path: "/pictures/:hash", Who: web.Anyone, Handler: d.Picture},
		{Method: http.MethodGet, Path: "/theme/:sheet", Who: web.Anyone, Handler: d.Theme},

		{Method: http.MethodGet, Path: "/sw.js", Who: web.Anyone, Handler: d.Worker},
		{Method: http.MethodGet, Path: "/manifest.webmanifest", Who: web.Anyone, Handler: d.Manifest},
		{Method: http.MethodGet, Path: "/offline", Who: web.Anyone, Handler: d.Offline},

		{Method: http.MethodGet, Path: "/signin", Who: web.Anyone, Handler: d.SignIn},
		{Method: http.MethodPost, Path: "/signin", Who: web.Anyone, Handler: d.RequestCode},
		{Method: http.MethodGet, Path: "/signin/code", Who: web.Anyone, Handler: d.Code},
		{Method: http.MethodPost, Path: "/signin/code", Who: web.Anyone, Handler: d.EnterCode},
		{Method: http.MethodPost, Path: "/signin/code/resend", Who: web.Anyone, Handler: d.ResendCode},
		{Method: http.MethodGet, Path: "/signin/password", Who: web.Anyone, Handler: d.SignInPassword},
		{Method: http.MethodPost, Path: "/signin/password", Who: web.Anyone, Handler: d.EnterPassword},
		{Method: http.MethodPost, Path: "/signin/passkey/options", Who: web.Anyone, Handler: web.PasskeyChallenge(db.MemberDoor)},
		{Method: http.MethodPost, Path: "/signin/passkey", Who: web.Anyone, Handler: d.EnterPasskey},
		{Method: http.MethodGet, Path: "/signin/known", Who: web.Anyone, Handler: d.Known},
		{Method: http.MethodPost, Path: "/signin/known", Who: web.Anyone, Handler: d.Recognise},
		{Method: http.MethodPost, Path: "/signin/known/free", Who: web.Anyone, Handler: d.FreePhone},

		{Method: http.MethodGet, Path: "/join", Who: web.Anyone, Handler: d.Join},
		{Method: http.MethodGet, Path: "/join/:part", Who: web.Anyone, Handler: d.JoinPart},
		{Method: http.MethodPost, Path: "/join/:part", Who: web.Anyone, Handler: d.KeepPart},

		{Method: http.MethodGet, Path: "/c/:token", Who: web.Anyone, Handler: d.ScannedCard},
		{Method: http.MethodGet, Path: "/v/:code", Who: web.Anyone, Handler: d.ScannedVoucher},
	}
}
