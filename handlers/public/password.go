package public

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/public"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// SignInPassword asks for a password, of members who have set one.
func (d Door) SignInPassword(c *web.Context) error {
	next := web.Local(c.QueryParam("next"), "")
	if c.Peek(db.MemberDoor) != nil {
		return c.See(web.Local(next, "/home"))
	}
	return c.Render(http.StatusOK, public.SignInPassword(c.Page(c.T(i18n.PasswordEnterTitle)), public.SignInView{Next: next}))
}

// EnterPassword signs in with it.
func (d Door) EnterPassword(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(f.Get("next"), "")
	token, err := c.Store().SignInMember(c.Request().Context(), f.Get("login"), c.Region(), f.Get("password"), c.Client())
	if err != nil {
		return c.RenderForm(c.T(i18n.PasswordEnterTitle), f, err, func(p ui.Page, form ui.Form) templ.Component {
			p.Path = "/signin/password" + withNext(next)
			return public.SignInPassword(p, public.SignInView{Form: form, Next: next})
		})
	}
	c.SignIn(db.MemberDoor, token)
	return c.See(web.Local(next, "/home"))
}

// EnterPasskey signs in with what the browser's passkey has signed.
func (d Door) EnterPasskey(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(f.Get("next"), "")
	if _, err := c.EnterByPasskey(db.MemberDoor); err != nil {
		return c.RenderForm(c.T(i18n.EnterTitle), url.Values{}, err, func(p ui.Page, form ui.Form) templ.Component {
			p.Path = "/signin" + withNext(next)
			return public.SignIn(p, public.SignInView{Form: form, Next: next, Passkeys: c.Passkeys()})
		})
	}
	return c.See(web.Local(next, "/home"))
}

// Known asks whoever comes by the phone of an account that has rested who they are.
func (d Door) Known(c *web.Context) error {
	v, way, err := d.knownView(c)
	if err != nil {
		return err
	}
	if way != "" {
		return c.See(way)
	}
	return c.Render(http.StatusOK, public.Known(c.Page(c.T(i18n.KnowTitle)), v))
}

// knownView answers the page, or the way to go where it has no place.
func (d Door) knownView(c *web.Context) (v public.KnownView, way string, err error) {
	next := web.Local(c.FormValue("next"), "")
	sent, err := d.pending(c)
	switch {
	case err != nil && db.KindOf(err) != db.NotFound:
		return v, "", err
	case err != nil || !sent.Proven || sent.Next == "":
		return v, "/signin" + withNext(next), nil
	case sent.Next != db.StepKnow:
		return v, stepPath(sent.Next, next), nil
	}
	return public.KnownView{To: sent.To.Masked(), Next: next}, "", nil
}

// Recognise lets in whoever knows the member's name or number.
func (d Door) Recognise(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	token, err := c.Store().Recognise(c.Request().Context(), c.Browser(db.MemberDoor), f.Get("who"), c.Client())
	if err != nil {
		return d.knownAgain(c, f, err)
	}
	c.SignIn(db.MemberDoor, token)
	return c.See(web.Local(f.Get("next"), "/home"))
}

func (d Door) knownAgain(c *web.Context, f url.Values, refusal error) error {
	v, way, err := d.knownView(c)
	if err != nil {
		return err
	}
	if way != "" {
		return c.See(way)
	}
	return c.RenderForm(c.T(i18n.KnowTitle), f, refusal, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/signin/known" + withNext(v.Next)
		v.Form = form
		return public.Known(p, v)
	})
}

// FreePhone takes the phone from the account that has rested, for whoever it belongs to today.
func (d Door) FreePhone(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	if err := c.Store().FreePhone(c.Request().Context(), c.Browser(db.MemberDoor)); err != nil {
		return d.knownAgain(c, url.Values{}, err)
	}
	c.Flash("phone_freed")
	return c.See("/join" + withNext(web.Local(f.Get("next"), "")))
}
