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

// NewOutlet shows the form of another outlet of a merchant.
func (d Door) NewOutlet(c *web.Context) error {
	m, _, err := merchant(c)
	if err != nil {
		return err
	}
	return showOutlet(c, db.Outlet{Merchant: m.ID}, nil, nil)
}

// MakeOutlet adds an outlet to a merchant.
func (d Door) MakeOutlet(c *web.Context) error {
	m, _, err := merchant(c)
	if err != nil {
		return err
	}
	return saveOutlet(c, db.Outlet{Merchant: m.ID})
}

// Outlet shows the form of an outlet and its till staff.
func (d Door) Outlet(c *web.Context) error {
	o, err := outlet(c)
	if err != nil {
		return err
	}
	return showOutlet(c, o, nil, nil)
}

// SaveOutlet changes an outlet.
func (d Door) SaveOutlet(c *web.Context) error {
	o, err := outlet(c)
	if err != nil {
		return err
	}
	return saveOutlet(c, o)
}

func saveOutlet(c *web.Context, o db.Outlet) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	o.Name, o.Address, o.Ended, o.Seen = web.Text3(form, "name"), web.Text3(form, "address"), form.Has("ended"), seen(form)
	if _, err := c.Store().SaveOutlet(c.Request().Context(), c.Actor(), o); err != nil {
		return showOutlet(c, o, form, err)
	}
	c.Flash("saved")
	return c.See(staff.Path("merchants", o.Merchant))
}

func outlet(c *web.Context) (db.Outlet, error) {
	id, err := c.ParamID("id")
	if err != nil {
		return db.Outlet{}, err
	}
	o, _, err := c.Store().Outlet(c.Request().Context(), id)
	return o, err
}

func showOutlet(c *web.Context, o db.Outlet, form url.Values, refused error) error {
	return showOutletPage(c, o, form, refused, func(p ui.Page, f ui.Form, v staff.OutletView) templ.Component {
		return staff.Outlet(p, f, ui.Form{}, v)
	})
}

// showOutletPage answers the page of an outlet with one of its two forms as it was typed.
func showOutletPage(c *web.Context, o db.Outlet, form url.Values, refused error, view func(ui.Page, ui.Form, staff.OutletView) templ.Component) error {
	m, tills, err := c.Store().Merchant(c.Request().Context(), o.Merchant)
	if err != nil {
		return err
	}
	v := staff.OutletView{Outlet: o, Merchant: m, Club: c.Store().Club()}
	for _, t := range tills {
		if t.Outlet == o.ID {
			v.Tills = append(v.Tills, t)
		}
	}
	path := staff.Path("outlets", o.ID)
	if o.ID == 0 {
		path = staff.Path("merchants", o.Merchant) + "/outlets/new"
	}
	return showForm(c, path, titled(c, o.ID, o.Name, i18n.DeskOutletNew), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return view(p, f, v)
	})
}
