package staff

import (
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// NewCommunity shows the form of another community.
func (d Door) NewCommunity(c *web.Context) error {
	return showCommunity(c, db.Community{Brand: c.FormID("brand")}, nil, nil)
}

// Community shows the form of a community.
func (d Door) Community(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	_, all, err := catalog(c)
	if err != nil {
		return err
	}
	m, err := found(all, id, communityID)
	if err != nil {
		return err
	}
	return showCommunity(c, m, nil, nil)
}

// SaveCommunity makes or changes a community.
func (d Door) SaveCommunity(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := mayID(c)
	if err != nil {
		return err
	}
	m := db.Community{
		ID: id, Brand: c.FormID("brand"), Name: web.Text3(form, "name"), City: web.Text3(form, "city"),
		RegisterName: form.Get("register_name"), RegisterCity: form.Get("register_city"), Ended: form.Has("ended"), Seen: seen(form),
	}
	if _, err := c.Store().SaveCommunity(c.Request().Context(), c.Actor(), m); err != nil {
		return showCommunity(c, m, form, err)
	}
	c.Flash("saved")
	return c.See("/staff/communities")
}

func showCommunity(c *web.Context, m db.Community, form url.Values, refused error) error {
	brands, err := c.Store().Brands(c.Request().Context())
	if err != nil {
		return err
	}
	return showForm(c, staff.Path("communities", m.ID), titled(c, m.ID, m.Name, i18n.DeskCommunityNew), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Community(p, f, m, brands)
	})
}

func catalog(c *web.Context) ([]db.Brand, []db.Community, error) {
	ctx := c.Request().Context()
	brands, err := c.Store().Brands(ctx)
	if err != nil {
		return nil, nil, err
	}
	communities, err := c.Store().Places(ctx)
	return brands, communities, err
}

func communityID(m db.Community) int64 { return m.ID }
