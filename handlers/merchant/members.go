package merchant

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	views "clubhouse/views/merchant"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// member shows whom a till has before it. by is what identifies them, where that alone redeems nothing.
func (d Door) member(c *web.Context, m *db.TillMember, by string, confirmed bool) error {
	club := c.Store().Club()
	title := i18n.TillMemberTitle
	if m.Only {
		title = i18n.TillOnly
	}
	return c.Render(http.StatusOK, views.Member(c.Page(c.T(title)), views.MemberView{
		TillMember: m, Club: club, Now: club.Day(c.Store().Now()), By: by, Confirmed: confirmed,
	}))
}

// sought answers whom a till asks to confirm who they are, as it was scanned or typed.
func (d Door) sought(c *web.Context, text string) (db.Sought, bool) {
	switch what, code := d.read(text); what {
	case aCard:
		return db.Sought{Token: code}, true
	case aNumber:
		return db.Sought{Number: code}, true
	}
	phone, ok := db.ParsePhone(text, c.Region())
	return db.Sought{Phone: phone}, ok
}

// AskMember sends a member the code that they read out to the till.
func (d Door) AskMember(c *web.Context) error {
	values, err := c.Posted()
	if err != nil {
		return err
	}
	t := try{values.Get("code"), true}
	whom, ok := d.sought(c, t.text)
	if !ok {
		return d.rescan(c, http.StatusUnprocessableEntity, t, t.field(), c.T(i18n.TillNothing))
	}
	if err := c.Store().SendTillCode(c.Request().Context(), c.Actor(), whom); err != nil {
		return d.noLookUp(c, t, err)
	}
	return c.See("/merchant/code")
}

// MemberCode asks for the code, and shows the member once it was right.
func (d Door) MemberCode(c *web.Context) error {
	code, err := d.tillCode(c)
	switch {
	case err != nil:
		return err
	case code == nil:
		return c.See("/merchant")
	case code.Member != nil:
		return d.member(c, code.Member, "", true)
	}
	return c.Render(http.StatusOK, views.MemberCode(c.Page(c.T(i18n.TillMayTitle)), views.MemberCodeView{ByPhone: code.ByPhone}))
}

// tillCode answers the till's code, nil where there is none.
func (d Door) tillCode(c *web.Context) (*db.TillCode, error) {
	code, err := c.Store().TillCode(c.Request().Context(), c.Actor())
	if err != nil && db.KindOf(err) == db.NotFound {
		return nil, nil
	}
	return code, err
}

// EnterMemberCode opens the member whose code it is.
func (d Door) EnterMemberCode(c *web.Context) error {
	values, err := c.Posted()
	if err != nil {
		return err
	}
	if err = c.Store().EnterTillCode(c.Request().Context(), c.Actor(), values.Get("code")); err == nil {
		return c.See("/merchant/code")
	}
	return d.codeRefused(c, url.Values{"code": {""}}, err)
}

// codeRefused shows the page of the code with why not.
func (d Door) codeRefused(c *web.Context, values url.Values, why error) error {
	code, err := d.tillCode(c)
	switch {
	case err != nil:
		return err
	case code == nil:
		return d.noLookUp(c, try{}, why)
	case code.Member != nil: // it was right before: a form sent twice
		return c.See("/merchant/code")
	}
	return c.RenderForm(c.T(i18n.TillMayTitle), values, why, func(p ui.Page, f ui.Form) templ.Component {
		p.Path = "/merchant/code"
		return views.MemberCode(p, views.MemberCodeView{Form: f, ByPhone: code.ByPhone})
	})
}

// ResendMemberCode sends another code to the same member.
func (d Door) ResendMemberCode(c *web.Context) error {
	err := c.Store().ResendTillCode(c.Request().Context(), c.Actor())
	switch {
	case err == nil:
		c.Flash("code_sent")
		return c.See("/merchant/code")
	case db.KindOf(err) == db.NotFound:
		return c.See("/merchant")
	}
	return d.codeRefused(c, nil, err)
}
