package staff

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

const desk = "/staff"

// SignInPage asks staff who they are.
func (d Door) SignInPage(c *web.Context) error {
	next := web.Local(c.QueryParam("next"), desk)
	if c.Peek(db.StaffDoor) != nil {
		return c.See(next)
	}
	return c.Render(http.StatusOK, staff.SignIn(c.Page(c.T(i18n.DeskSignInTitle)), ui.Form{}, next, c.Passkeys()))
}

// SignIn opens the desk.
func (d Door) SignIn(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(form.Get("next"), desk)
	token, err := c.Store().SignInStaff(c.Request().Context(), form.Get("login"), form.Get("password"), form.Get("second"), c.Client())
	if err != nil {
		return d.signInAgain(c, form, err, next)
	}
	c.SignIn(db.StaffDoor, token)
	return c.See(next)
}

func (d Door) signInAgain(c *web.Context, form url.Values, err error, next string) error {
	return c.RenderForm(c.T(i18n.DeskSignInTitle), form, err, func(p ui.Page, f ui.Form) templ.Component {
		p.Path = "/staff/signin?next=" + url.QueryEscape(next)
		return staff.SignIn(p, f, next, c.Passkeys())
	})
}

// SignOut ends the session.
func (d Door) SignOut(c *web.Context) error {
	if err := c.Store().SignOut(c.Request().Context(), c.Actor()); err != nil && db.KindOf(err) != db.NotFound {
		return err
	}
	c.SignOut(db.StaffDoor)
	c.Flash("signed_out")
	return c.See("/staff/signin")
}

// SetupPage shows an invitation: the secret for the authenticator, and the form.
func (d Door) SetupPage(c *web.Context) error {
	v, err := d.setup(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Setup(c.Page(c.T(i18n.DeskSetupTitle)), ui.Form{}, v))
}

// Setup sets password and authenticator, signs in, and shows the recovery codes: the only time that they are seen.
func (d Door) Setup(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	token, codes, err := c.Store().FinishSetup(c.Request().Context(), c.Param("token"), form.Get("password"), form.Get("totp"), c.Client())
	if err != nil {
		v, gone := d.setup(c)
		if gone != nil {
			return gone
		}
		return c.RenderForm(c.T(i18n.DeskSetupTitle), form, err, func(p ui.Page, f ui.Form) templ.Component {
			p.Path = v.Action
			return staff.Setup(p, f, v)
		})
	}
	c.SignIn(db.StaffDoor, token)
	return showRecovery(c, codes)
}

// showRecovery shows recovery codes, the only time that they are seen.
func showRecovery(c *web.Context, codes []string) error {
	for i, code := range codes {
		codes[i] = db.FormatCode(code)
	}
	p := c.Page(c.T(i18n.DeskRecoveryTitle))
	p.Path = desk
	return c.Render(http.StatusOK, staff.Recovery(p, codes))
}

func (d Door) setup(c *web.Context) (staff.SetupView, error) {
	s, err := c.Store().Setup(c.Request().Context(), c.Param("token"))
	if err != nil {
		return staff.SetupView{}, err
	}
	issuer := c.Store().Club().Name.In(c.Locale)
	return staff.SetupView{
		Name: s.Name, Email: s.Email, Secret: s.Secret, Action: "/staff/setup/" + c.Param("token"), Link: otpauth(issuer, s.Email, s.Secret),
	}, nil
}

// otpauth is the address that authenticators scan. They want %20 for a space, not +.
func otpauth(issuer, login, secret string) string {
	issuer = url.PathEscape(issuer)
	return "otpauth://totp/" + issuer + ":" + url.PathEscape(login) + "?secret=" + secret + "&issuer=" + issuer
}
