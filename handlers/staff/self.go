package staff

import (
	"context"
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

const self = "/staff/me"

// selfRoutes are a colleague's own sign-in: password, authenticator, recovery codes, passkeys, sessions.
func selfRoutes(d Door) []web.Route {
	get, post := http.MethodGet, http.MethodPost
	me := web.Access{Door: db.StaffDoor}
	return []web.Route{
		{Method: get, Path: self, Who: me, Handler: d.Self},
		{Method: post, Path: self + "/password", Who: me, Handler: d.ChangePassword},
		{Method: post, Path: self + "/recovery", Who: me, Handler: d.RenewRecovery},
		{Method: post, Path: self + "/authenticator", Who: me, Handler: d.ReplaceAuthenticator},
		{Method: post, Path: self + "/passkeys/options", Who: me, Handler: d.PasskeyOptions},
		{Method: post, Path: self + "/passkeys", Who: me, Handler: d.AddPasskey},
		{Method: post, Path: self + "/passkeys/:id/remove", Who: me, Handler: d.DropPasskey},
		{Method: post, Path: self + "/sessions/others/end", Who: me, Handler: d.EndOtherSessions},
		{Method: post, Path: self + "/sessions/:id/end", Who: me, Handler: d.EndSession},

		{Method: post, Path: "/staff/signin/passkey/options", Who: web.Anyone, Handler: web.PasskeyChallenge(db.StaffDoor)},
		{Method: post, Path: "/staff/signin/passkey", Who: web.Anyone, Handler: d.EnterPasskey},
	}
}

// Self is how the reader signs in at the desk.
func (d Door) Self(c *web.Context) error { return d.showSelf(c, "", nil, nil) }

// showSelf shows the page; part names the form that was refused.
func (d Door) showSelf(c *web.Context, part staff.SelfPart, form url.Values, refused error) error {
	own, err := c.Store().OwnSignIn(c.Request().Context(), c.Actor())
	if err != nil {
		return err
	}
	for _, secret := range []string{"current", "second", "password", "credential"} {
		form.Del(secret)
	}
	return showForm(c, self, c.T(i18n.DeskSelfTitle), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Self(p, staff.SelfView{Clock: clock(c), OwnSignIn: own, Here: c.Session.ID, Passkeys: c.Passkeys(), Part: part, Form: f})
	})
}

// onSelf does something with the reader's own sign-in and leads back to the page.
func (d Door) onSelf(c *web.Context, part staff.SelfPart, flash string, do func(form url.Values) error) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	if err := do(form); err != nil {
		return d.showSelf(c, part, form, err)
	}
	c.Flash(flash)
	return c.See(self)
}

// ChangePassword changes the reader's password.
func (d Door) ChangePassword(c *web.Context) error {
	return d.onSelf(c, staff.SelfPassword, "password_set", func(f url.Values) error {
		return c.Store().ChangeDeskPassword(c.Request().Context(), c.Actor(), f.Get("current"), f.Get("second"), f.Get("password"), c.Client())
	})
}

// RenewRecovery shows new recovery codes, the only time that they are seen.
func (d Door) RenewRecovery(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	codes, err := c.Store().RenewRecoveryCodes(c.Request().Context(), c.Actor(), form.Get("current"), form.Get("second"), c.Client())
	if err != nil {
		return d.showSelf(c, staff.SelfRecovery, form, err)
	}
	return showRecovery(c, codes)
}

// ReplaceAuthenticator leads to where another one is connected.
func (d Door) ReplaceAuthenticator(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	token, err := c.Store().ReplaceAuthenticator(c.Request().Context(), c.Actor(), form.Get("current"), form.Get("second"), c.Client())
	if err != nil {
		return d.showSelf(c, staff.SelfAuthenticator, form, err)
	}
	return c.See("/staff/setup/" + token)
}

// PasskeyOptions answers what the browser makes a passkey from.
func (d Door) PasskeyOptions(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	return c.Challenge(func(r *db.Relying) ([]byte, string, error) {
		return c.Store().BeginPasskey(c.Request().Context(), c.Actor(), r, form.Get("second"), c.Client())
	})
}

// AddPasskey adds it.
func (d Door) AddPasskey(c *web.Context) error {
	return d.onSelf(c, staff.SelfPasskey, "passkey_added", func(url.Values) error { return c.AddPasskey() })
}

// DropPasskey removes one.
func (d Door) DropPasskey(c *web.Context) error {
	return d.ended(c, "passkey_dropped", c.Store().DropPasskey)
}

// EndSession signs another of the reader's devices out.
func (d Door) EndSession(c *web.Context) error {
	return d.ended(c, "session_ended", c.Store().EndSession)
}

// ended ends what the address names; what is gone already needs no word.
func (d Door) ended(c *web.Context, flash string, end func(ctx context.Context, actor db.Actor, id int64) error) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := end(c.Request().Context(), c.Actor(), id); err == nil {
		c.Flash(flash)
	} else if db.KindOf(err) != db.NotFound {
		return err
	}
	return c.See(self)
}

// EndOtherSessions signs all of them out but this one.
func (d Door) EndOtherSessions(c *web.Context) error {
	n, err := c.Store().EndOtherSessions(c.Request().Context(), c.Actor())
	if err != nil {
		return err
	}
	if n > 0 {
		c.Flash("others_ended")
	}
	return c.See(self)
}

// EnterPasskey opens the desk with what the browser's passkey has signed.
func (d Door) EnterPasskey(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(form.Get("next"), desk)
	if _, err := c.EnterByPasskey(db.StaffDoor); err != nil {
		return d.signInAgain(c, url.Values{}, err, next)
	}
	return c.See(next)
}
