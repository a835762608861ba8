package member

import (
	"net/http"
	"strconv"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
)

// Notices is the member's inbox.
func (d Door) Notices(c *web.Context) error {
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	v := member.NoticesView{Setting: d.setting(), Deep: before > 0}
	var err error
	if v.List, v.More, err = d.Store.Notices(c.Request().Context(), c.Session.Member.ID, before); err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Notices(c.Page(c.T(i18n.NoticesTitle)), v))
}

// Notice shows one notice. Whoever has scripts marks it as read by opening it.
func (d Door) Notice(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	n, err := d.Store.Notice(c.Request().Context(), c.Session.Member.ID, id)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Notice(c.Page(i18n.Notice(c.Locale, n.Telling).Title), member.NoticeView{Setting: d.setting(), Notice: n}))
}

// ReadNotice marks one as read, and leads to what it tells of.
func (d Door) ReadNotice(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	n, err := d.Store.ReadNotice(c.Request().Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	if c.Request().Header.Get("HX-Request") != "" { // by the page's script
		return c.NoContent(http.StatusNoContent)
	}
	return c.See(n.Path())
}

// ReadNotices marks all that the reader has been shown as read.
func (d Door) ReadNotices(c *web.Context) error {
	if _, err := c.Posted(); err != nil {
		return err
	}
	if err := d.Store.ReadNotices(c.Request().Context(), c.Actor(), c.FormID("newest")); err != nil {
		return err
	}
	c.Flash("notices_read")
	return c.See("/notices")
}
