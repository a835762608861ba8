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

// NewBrand shows the form of another brand.
func (d Door) NewBrand(c *web.Context) error { return showBrand(c, db.Brand{}, nil, nil) }

// Brand shows the form of a brand.
func (d Door) Brand(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	brands, err := c.Store().Brands(c.Request().Context())
	if err != nil {
		return err
	}
	b, err := found(brands, id, brandID)
	if err != nil {
		return err
	}
	return showBrand(c, b, nil, nil)
}

// SaveBrand makes or changes a brand.
func (d Door) SaveBrand(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := mayID(c)
	if err != nil {
		return err
	}
	b := db.Brand{ID: id, Parent: c.FormID("parent"), Name: web.Text3(form, "name"), Ended: form.Has("ended"), Seen: seen(form)}
	if _, err := c.Store().SaveBrand(c.Request().Context(), c.Actor(), b); err != nil {
		return showBrand(c, b, form, err)
	}
	c.Flash("saved")
	return c.See("/staff/brands")
}

func showBrand(c *web.Context, b db.Brand, form url.Values, refused error) error {
	brands, err := c.Store().Brands(c.Request().Context())
	if err != nil {
		return err
	}
	return showForm(c, staff.Path("brands", b.ID), titled(c, b.ID, b.Name, i18n.DeskBrandNew), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Brand(p, f, b, brands)
	})
}

func brandID(b db.Brand) int64 { return b.ID }
