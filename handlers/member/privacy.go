package member

import (
	"bytes"
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// privacyRoutes are what the member has agreed to, and the ways to take their data along and to leave: the law gives them to
// whoever has not agreed, too.
func privacyRoutes(d Door) []web.Route {
	get, post := http.MethodGet, http.MethodPost
	return []web.Route{
		{Method: get, Path: "/me/privacy", Who: web.Member, Handler: d.Privacy, Unagreed: true},
		{Method: get, Path: "/me/data", Who: web.Member, Handler: func(c *web.Context) error { return c.See("/me/privacy") }, Unagreed: true},
		{Method: post, Path: "/me/data", Who: web.Member, Handler: d.Takeaway, Fresh: true, Unagreed: true},
		{Method: get, Path: "/me/leave", Who: web.Member, Handler: d.LeavePage, Fresh: true, Unagreed: true},
		{Method: post, Path: "/me/leave", Who: web.Member, Handler: d.Leave, Fresh: true, Unagreed: true},
		{Method: post, Path: "/me/leave/stay", Who: web.Member, Handler: d.Stay, Unagreed: true},
	}
}

// Privacy shows what the member has agreed to.
func (d Door) Privacy(c *web.Context) error {
	list, err := d.Store.ConsentHistory(c.Request().Context(), c.Actor())
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Privacy(c.Page(c.T(i18n.PrivacyTitle)), member.PrivacyView{
		Setting: d.setting(), Consents: list, LeavesAt: c.Session.Member.LeavesAt,
	}))
}

// Takeaway sends all that the club holds on the member.
func (d Door) Takeaway(c *web.Context) error {
	tables, err := d.Store.ExportMember(c.Request().Context(), c.Actor())
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := member.Takeaway(&body, c.Locale, d.Store.Club(), tables, d.Store.Now()); err != nil {
		return err
	}
	c.Response().Header().Set("Content-Disposition", `attachment; filename="my-data.zip"`)
	return c.Blob(http.StatusOK, "application/zip", body.Bytes())
}

// LeavePage shows what the member would lose.
func (d Door) LeavePage(c *web.Context) error {
	v, err := d.leaveView(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Leave(c.Page(c.T(i18n.PrivacyLeave)), v))
}

func (d Door) leaveView(c *web.Context) (member.LeaveView, error) {
	losses, err := d.Store.Losses(c.Request().Context(), c.Actor())
	return member.LeaveView{Setting: d.setting(), Losses: losses}, err
}

// Leave has the membership end.
func (d Door) Leave(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	if err := d.Store.Leave(c.Request().Context(), c.Actor(), f.Get("sure") != ""); err != nil {
		v, verr := d.leaveView(c)
		if verr != nil {
			return verr
		}
		return c.RenderForm(c.T(i18n.PrivacyLeave), f, err, func(p ui.Page, form ui.Form) templ.Component {
			p.Path = "/me/leave"
			v.Form = form
			return member.Leave(p, v)
		})
	}
	return c.See("/me/leave")
}

// Stay takes that back.
func (d Door) Stay(c *web.Context) error {
	if err := d.Store.Stay(c.Request().Context(), c.Actor()); err != nil {
		return err
	}
	c.Flash("stays")
	return c.See("/home")
}
