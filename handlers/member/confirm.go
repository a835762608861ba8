package member

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// next answers where to go once the person has proven who they are.
func next(c *web.Context) string { return web.Local(c.FormValue("next"), security) }

func withNext(path, next string) string { return path + "?next=" + url.QueryEscape(next) }

// Confirm asks who sits there.
func (d Door) Confirm(c *web.Context) error {
	v, err := d.confirmView(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Confirm(c.Page(c.T(i18n.ConfirmTitle)), v))
}

func (d Door) confirmView(c *web.Context) (member.ConfirmView, error) {
	own, err := d.Store.OwnSignIn(c.Request().Context(), c.Actor())
	return member.ConfirmView{Next: next(c), Contact: own.Contact, Password: own.Password && !own.Desk}, err
}

// SendConfirm sends a code to the member's phone or e-mail.
func (d Door) SendConfirm(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	browser, err := d.Store.SendConfirmCode(c.Request().Context(), c.Actor(), db.ContactKind(f.Get("to")), c.Browser(db.ConfirmCode), c.Locale, c.Client())
	if db.ReasonOf(err) == db.CodeTooSoon {
		// Again within the minute: the code that was sent is still good.
		if was, ok, werr := d.waiting(c, db.ConfirmCode); werr == nil && ok && (was.To.Phone != "") == (f.Get("to") == string(db.PhoneContact)) {
			return c.See(withNext("/me/confirm/code", next(c)))
		}
	}
	if err != nil {
		return d.confirmAgain(c, f, err)
	}
	c.KeepBrowser(db.ConfirmCode, browser)
	return c.See(withNext("/me/confirm/code", next(c)))
}

func (d Door) confirmAgain(c *web.Context, f url.Values, refusal error) error {
	v, err := d.confirmView(c)
	if err != nil {
		return err
	}
	return c.RenderForm(c.T(i18n.ConfirmTitle), url.Values{"next": {f.Get("next")}}, refusal, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = withNext("/me/confirm", v.Next)
		v.Form = form
		return member.Confirm(p, v)
	})
}

// ConfirmCode asks for the code.
func (d Door) ConfirmCode(c *web.Context) error {
	sent, err := d.Store.PendingCode(c.Request().Context(), db.ConfirmCode, c.Browser(db.ConfirmCode))
	if db.KindOf(err) == db.NotFound && err != nil {
		return c.See(withNext("/me/confirm", next(c)))
	}
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.ConfirmCode(c.Page(c.T(i18n.CodeTitle)), member.ConfirmView{Next: next(c), To: sent.To.Masked()}))
}

// EnterConfirm takes it.
func (d Door) EnterConfirm(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	refusal := d.Store.Confirm(ctx, c.Actor(), c.Browser(db.ConfirmCode), f.Get("code"))
	if refusal == nil {
		c.DropBrowser(db.ConfirmCode)
		return c.See(next(c))
	}
	sent, err := d.Store.PendingCode(ctx, db.ConfirmCode, c.Browser(db.ConfirmCode))
	if err != nil && db.KindOf(err) == db.NotFound {
		return d.confirmAgain(c, f, web.AtForm(refusal))
	}
	if err != nil {
		return err
	}
	return c.RenderForm(c.T(i18n.CodeTitle), url.Values{}, refusal, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = withNext("/me/confirm/code", next(c))
		return member.ConfirmCode(p, member.ConfirmView{Form: form, Next: next(c), To: sent.To.Masked()})
	})
}

// ConfirmPassword takes the password instead.
func (d Door) ConfirmPassword(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	if err := d.Store.ConfirmPassword(c.Request().Context(), c.Actor(), f.Get("current"), c.Client()); err != nil {
		return d.confirmAgain(c, f, err)
	}
	return c.See(next(c))
}
