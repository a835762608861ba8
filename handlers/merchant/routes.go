// Package merchant is the merchants' door: signing in at a till, scanning, redeeming, the day's list.
package merchant

import (
	"net/http"
	"net/url"
	"slices"

	"clubhouse/db"
	"clubhouse/handlers/web"
)

// Door answers the till's pages.
type Door struct{ *web.App }

// mostPhoto is the largest photo of a QR code, in bytes.
const mostPhoto = 8 << 20

// Routes lists the door's addresses.
func Routes(app *web.App) []web.Route {
	d := Door{app}
	get, post := http.MethodGet, http.MethodPost
	signedIn := web.Access{Door: db.MerchantDoor} // also whoever has just lost the right to redeem
	return []web.Route{
		{Method: get, Path: "/merchant/signin", Who: web.Anyone, Handler: d.SignInPage},
		{Method: post, Path: "/merchant/signin", Who: web.Anyone, Handler: d.RequestCode},
		{Method: get, Path: "/merchant/signin/code", Who: web.Anyone, Handler: d.CodePage},
		{Method: post, Path: "/merchant/signin/code", Who: web.Anyone, Handler: d.EnterCode},
		{Method: post, Path: "/merchant/signin/code/resend", Who: web.Anyone, Handler: d.ResendCode},
		{Method: post, Path: "/merchant/signout", Who: signedIn, Handler: d.LeaveTill},
		{Method: get, Path: "/merchant/outlets", Who: web.Till, Handler: d.Outlets},
		{Method: post, Path: "/merchant/outlets/:id", Who: web.Till, Handler: d.ChooseOutlet},
		{Method: get, Path: "/merchant", Who: web.Till, Handler: atOutlet(d.Scan), Scripts: true},
		{Method: post, Path: "/merchant/lookups", Who: web.Till, Handler: atOutlet(d.LookUp), Scripts: true},
		{Method: post, Path: "/merchant/photos", Who: web.Till, Handler: atOutlet(d.Photo), TooLarge: atOutlet(d.PhotoTooLarge), Scripts: true, Body: mostPhoto},
		{Method: post, Path: "/merchant/codes", Who: web.Till, Handler: atOutlet(d.AskMember), Scripts: true},
		{Method: get, Path: "/merchant/code", Who: web.Till, Handler: atOutlet(d.MemberCode)},
		{Method: post, Path: "/merchant/code", Who: web.Till, Handler: atOutlet(d.EnterMemberCode), Scripts: true},
		{Method: post, Path: "/merchant/code/resend", Who: web.Till, Handler: atOutlet(d.ResendMemberCode), Scripts: true},
		{Method: get, Path: "/merchant/vouchers/:code", Who: web.Till, Handler: atOutlet(d.Voucher)},
		{Method: post, Path: "/merchant/vouchers/:code/redemption", Who: web.Till, Handler: atOutlet(d.Redeem), Keeps: []string{"bill"}},
		{Method: get, Path: "/merchant/redemptions/:id", Who: web.Till, Handler: atOutlet(d.Redemption)},
		{Method: get, Path: "/merchant/today", Who: web.Till, Handler: atOutlet(d.Today)},
	}
}

const placeKey = "till.place"

// place is where the till stands.
type place struct {
	db.TillOutlet
	others bool // the till may stand elsewhere too
}

// atOutlet lets a till pass that stands at one of its outlets, and asks any other to choose one.
func atOutlet(next web.Handler) web.Handler {
	return func(c *web.Context) error {
		list := c.Session.Tills
		i := slices.IndexFunc(list, func(o db.TillOutlet) bool { return o.ID == c.Session.Outlet })
		if i < 0 {
			path := "/merchant/outlets"
			if here := c.Request().URL.RequestURI(); c.Request().Method == http.MethodGet && here != "/merchant" {
				path += "?next=" + url.QueryEscape(here)
			}
			return c.See(path)
		}
		c.Set(placeKey, place{list[i], len(list) > 1})
		c.Place = nameOf(c, list[i])
		return next(c)
	}
}

func nameOf(c *web.Context, o db.TillOutlet) string {
	return o.MerchantName.In(c.Locale) + " · " + o.Name.In(c.Locale)
}

// placeOf answers where the till stands; the zero place before it has chosen.
func placeOf(c *web.Context) place {
	at, _ := c.Get(placeKey).(place)
	return at
}
