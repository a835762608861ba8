package member

import (
	"net/http"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

const security = "/me/security"

// securityRoutes are how a member signs in, and where they are.
func securityRoutes(d Door) []web.Route {
	get, post := http.MethodGet, http.MethodPost
	return []web.Route{
		{Method: get, Path: security, Who: web.Member, Handler: d.Security},
		{Method: post, Path: "/me/lost-phone", Who: web.Member, Handler: d.LostPhone, Page: security},
		{Method: post, Path: "/me/sessions/others/end", Who: web.Member, Handler: d.EndOtherSessions, Page: security},
		{Method: post, Path: "/me/sessions/:id/end", Who: web.Member, Handler: d.EndSession, Page: security},

		{Method: get, Path: "/me/password", Who: web.Member, Handler: d.Password, Fresh: true},
		{Method: post, Path: "/me/password", Who: web.Member, Handler: d.SetPassword, Fresh: true},
		{Method: get, Path: "/me/passkeys/new", Who: web.Member, Handler: d.PasskeyNew, Fresh: true},
		{Method: post, Path: "/me/passkeys/new", Who: web.Member, Handler: d.AddPasskey},
		{Method: post, Path: "/me/passkeys/options", Who: web.Member, Handler: d.PasskeyOptions},
		{Method: post, Path: "/me/passkeys/:id/remove", Who: web.Member, Handler: d.DropPasskey, Page: security},

		// Whoever has not agreed proves here, too, who they are: before they take their data along or leave.
		{Method: get, Path: "/me/confirm", Who: web.Member, Handler: d.Confirm, Unagreed: true},
		{Method: post, Path: "/me/confirm", Who: web.Member, Handler: d.SendConfirm, Unagreed: true},
		{Method: get, Path: "/me/confirm/code", Who: web.Member, Handler: d.ConfirmCode, Unagreed: true},
		{Method: post, Path: "/me/confirm/code", Who: web.Member, Handler: d.EnterConfirm, Unagreed: true},
		{Method: post, Path: "/me/confirm/password", Who: web.Member, Handler: d.ConfirmPassword, Unagreed: true},

		{Method: post, Path: "/me/aliases/:id/:kind/remove", Who: web.Member, Handler: d.GiveUpAlias, Page: security},
		{Method: get, Path: "/me/contacts/:kind", Who: web.Member, Handler: d.Contact},
		{Method: post, Path: "/me/contacts/:kind", Who: web.Member, Handler: d.SendOldEnd},
		{Method: get, Path: "/me/contacts/:kind/proof", Who: web.Member, Handler: d.ContactProof},
		{Method: post, Path: "/me/contacts/:kind/proof", Who: web.Member, Handler: d.ProveOldEnd},
		{Method: get, Path: "/me/contacts/:kind/new", Who: web.Member, Handler: d.ContactNew},
		{Method: post, Path: "/me/contacts/:kind/new", Who: web.Member, Handler: d.SendNewEnd},
		{Method: get, Path: "/me/contacts/:kind/code", Who: web.Member, Handler: d.ContactCode},
		{Method: post, Path: "/me/contacts/:kind/code", Who: web.Member, Handler: d.ChangeContact},
		{Method: post, Path: "/me/contacts/:kind/code/resend", Who: web.Member, Handler: d.ResendNewEnd},
	}
}

// Security is how the member signs in, and where they are signed in.
func (d Door) Security(c *web.Context) error {
	v, err := d.securityView(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Security(c.Page(c.T(i18n.SecurityTitle)), v))
}

func (d Door) securityView(c *web.Context) (member.SecurityView, error) {
	own, err := d.Store.OwnSignIn(c.Request().Context(), c.Actor())
	return member.SecurityView{Setting: d.setting(), OwnSignIn: own, Here: c.Session.ID, Passkeys: c.Passkeys()}, err
}

// LostPhone signs the member's other devices out and makes the card anew.
func (d Door) LostPhone(c *web.Context) error {
	refused := d.Store.LostPhone(c.Request().Context(), c.Actor())
	if refused == nil {
		c.Flash("card_renewed")
		return c.See(security)
	}
	v, err := d.securityView(c)
	if err != nil {
		return err
	}
	return c.RenderForm(c.T(i18n.SecurityTitle), nil, refused, func(p ui.Page, f ui.Form) templ.Component {
		p.Path, v.Lost = security, f
		return member.Security(p, v)
	})
}

// GiveUpAlias has a phone or an e-mail of a merged membership lead here no more.
func (d Door) GiveUpAlias(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := d.Store.GiveUpAlias(c.Request().Context(), c.Actor(), id, db.ContactKind(c.Param("kind"))); err != nil && db.KindOf(err) != db.NotFound {
		return err
	} else if err == nil {
		c.Flash("alias_given_up")
	}
	return c.See(security)
}

// EndSession signs another of the member's devices out.
func (d Door) EndSession(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := d.Store.EndSession(c.Request().Context(), c.Actor(), id); err != nil && db.KindOf(err) != db.NotFound {
		return err
	} else if err == nil {
		c.Flash("session_ended")
	}
	return c.See(security)
}

// EndOtherSessions signs all of them out but this one.
func (d Door) EndOtherSessions(c *web.Context) error {
	n, err := d.Store.EndOtherSessions(c.Request().Context(), c.Actor())
	if err != nil {
		return err
	}
	if n > 0 {
		c.Flash("others_ended")
	}
	return c.See(security)
}

// Password asks for a new password.
func (d Door) Password(c *web.Context) error {
	return c.Render(http.StatusOK, member.Password(c.Page(c.T(i18n.SecurityPassword)), ui.Form{}))
}

// SetPassword sets it.
func (d Door) SetPassword(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	if err := d.Store.SetPassword(c.Request().Context(), c.Actor(), f.Get("password")); err != nil {
		return c.RenderForm(c.T(i18n.SecurityPassword), f, err, func(p ui.Page, form ui.Form) templ.Component {
			p.Path = "/me/password"
			return member.Password(p, form)
		})
	}
	c.Flash("password_set")
	return c.See(security)
}

// PasskeyNew asks for a name of a new passkey.
func (d Door) PasskeyNew(c *web.Context) error {
	if !c.Passkeys() {
		return &db.Error{Kind: db.NotFound}
	}
	return c.Render(http.StatusOK, member.PasskeyNew(c.Page(c.T(i18n.PasskeyAdd)), ui.Form{}))
}

// PasskeyOptions answers what the browser makes it from.
func (d Door) PasskeyOptions(c *web.Context) error {
	return c.Challenge(func(r *db.Relying) ([]byte, string, error) {
		return d.Store.BeginPasskey(c.Request().Context(), c.Actor(), r, "", c.Client())
	})
}

// AddPasskey adds what the browser has made.
func (d Door) AddPasskey(c *web.Context) error {
	if err := c.AddPasskey(); err != nil {
		f, _ := c.Posted()
		return c.RenderForm(c.T(i18n.PasskeyAdd), f, err, func(p ui.Page, form ui.Form) templ.Component {
			p.Path = "/me/passkeys/new"
			return member.PasskeyNew(p, form)
		})
	}
	c.Flash("passkey_added")
	return c.See(security)
}

// DropPasskey removes one.
func (d Door) DropPasskey(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := d.Store.DropPasskey(c.Request().Context(), c.Actor(), id); err != nil && db.KindOf(err) != db.NotFound {
		return err
	} else if err == nil {
		c.Flash("passkey_dropped")
	}
	return c.See(security)
}
