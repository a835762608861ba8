package merchant

import (
	"net/http"
	"net/url"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	views "clubhouse/views/merchant"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// nextOf answers where to go once the till is open: a page of this door, or the address in a scanned code.
func nextOf(c *web.Context) string {
	next := web.Local(c.FormValue("next"), "/merchant")
	path, _, _ := strings.Cut(next, "?")
	if strings.HasPrefix(path, "/merchant/sign") {
		return "/merchant"
	}
	for _, ours := range []string{"/merchant/", "/v/", "/c/"} {
		if strings.HasPrefix(path+"/", ours) {
			return next
		}
	}
	return "/merchant"
}

// SignInPage asks where to send a code.
func (d Door) SignInPage(c *web.Context) error {
	if c.Peek(db.MerchantDoor) != nil {
		return c.See(nextOf(c))
	}
	return c.Render(http.StatusOK, views.SignIn(c.Page(c.T(i18n.TillSignInTitle)), views.SignInView{Next: nextOf(c)}))
}

// RequestCode sends one.
func (d Door) RequestCode(c *web.Context) error {
	values, err := c.Posted()
	if err != nil {
		return err
	}
	to, err := db.ParseDestination(values.Get("destination"), c.Region())
	if err == nil {
		err = d.sendCode(c, to)
	}
	if db.ReasonOf(err) == db.CodeTooSoon {
		if sent, perr := c.Store().PendingCode(c.Request().Context(), db.MerchantDoor, c.Browser(db.MerchantDoor)); perr == nil && sent.To == to {
			err = nil // this browser has a code for it already
		}
	}
	if err != nil {
		return d.signInAgain(c, values, err)
	}
	return c.See(views.WithNext("/merchant/signin/code", nextOf(c)))
}

func (d Door) signInAgain(c *web.Context, values url.Values, err error) error {
	return c.RenderForm(c.T(i18n.TillSignInTitle), values, err, func(p ui.Page, f ui.Form) templ.Component {
		return views.SignIn(p, views.SignInView{Form: f, Next: nextOf(c)})
	})
}

func (d Door) sendCode(c *web.Context, to db.Destination) error {
	browser, err := c.Store().RequestCode(c.Request().Context(), db.MerchantDoor, c.Browser(db.MerchantDoor), to, c.Locale, c.Client())
	if err == nil {
		c.KeepBrowser(db.MerchantDoor, browser)
	}
	return err
}

// CodePage asks for the code.
func (d Door) CodePage(c *web.Context) error {
	to, err := d.pending(c)
	if db.KindOf(err) == db.NotFound && err != nil {
		return c.See(views.WithNext("/merchant/signin", nextOf(c)))
	}
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, views.Code(c.Page(c.T(i18n.TillCodeTitle)), views.CodeView{To: to.Masked(), Next: nextOf(c)}))
}

// pending answers where this browser's code was sent.
func (d Door) pending(c *web.Context) (db.Destination, error) {
	sent, err := c.Store().PendingCode(c.Request().Context(), db.MerchantDoor, c.Browser(db.MerchantDoor))
	return sent.To, err
}

// EnterCode opens the till, at the outlet at once where there is only one.
func (d Door) EnterCode(c *web.Context) error {
	values, err := c.Posted()
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	entry, err := c.Store().EnterCode(ctx, db.MerchantDoor, c.Browser(db.MerchantDoor), values.Get("code"), c.Client())
	switch db.ReasonOf(err) {
	case db.NoTillGrant, db.TillRested, db.AccountDisabled, db.CodeForeign, db.CodeUsed: // no further try with this code can help
		c.DropBrowser(db.MerchantDoor)
		e := *err.(*db.Error)
		e.Field = ""
		return d.signInAgain(c, nil, &e)
	}
	if err != nil {
		return d.codeAgain(c, values, err)
	}
	c.SignIn(db.MerchantDoor, entry.Token)
	return d.open(c, entry.Token)
}

// open leads a session that has just begun to its outlet.
func (d Door) open(c *web.Context, token string) error {
	ctx := c.Request().Context()
	session, err := c.Store().Session(ctx, db.MerchantDoor, token)
	if err != nil {
		return err
	}
	if len(session.Tills) != 1 {
		return c.See(views.WithNext("/merchant/outlets", nextOf(c)))
	}
	if err := c.Store().ChooseOutlet(ctx, session.Actor(), session.Tills[0].ID); err != nil {
		return err
	}
	return c.See(nextOf(c))
}

// codeAgain shows the page of the code with what was wrong.
func (d Door) codeAgain(c *web.Context, values url.Values, why error) error {
	to, err := d.pending(c)
	if err != nil {
		return d.signInAgain(c, nil, why)
	}
	return c.RenderForm(c.T(i18n.TillCodeTitle), values, why, func(p ui.Page, f ui.Form) templ.Component {
		return views.Code(p, views.CodeView{Form: f, To: to.Masked(), Next: nextOf(c)})
	})
}

// ResendCode sends another code to where the last one went.
func (d Door) ResendCode(c *web.Context) error {
	to, err := d.pending(c)
	if db.KindOf(err) == db.NotFound && err != nil {
		return c.See(views.WithNext("/merchant/signin", nextOf(c)))
	}
	if err == nil {
		err = d.sendCode(c, to)
	}
	if err != nil {
		return d.codeAgain(c, nil, err)
	}
	c.Flash("code_sent")
	return c.See(views.WithNext("/merchant/signin/code", nextOf(c)))
}

// LeaveTill signs out.
func (d Door) LeaveTill(c *web.Context) error {
	if err := c.Store().SignOut(c.Request().Context(), c.Actor()); err != nil {
		return err
	}
	c.SignOut(db.MerchantDoor)
	c.Flash("signed_out")
	return c.See("/merchant/signin")
}
