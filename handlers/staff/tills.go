package staff

import (
	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// AddTill lets a person redeem at an outlet.
func (d Door) AddTill(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	o, err := outlet(c)
	if err != nil {
		return err
	}
	_, nameless := db.CheckName("name", form.Get("name"))
	to, err := db.ParseDestination(form.Get("destination"), c.Region())
	if err = db.Together(nameless, err); err == nil {
		err = c.Store().AddTill(c.Request().Context(), c.Actor(), o.ID, form.Get("name"), to)
	}
	if err != nil {
		return showOutletPage(c, o, form, err, func(p ui.Page, f ui.Form, v staff.OutletView) templ.Component {
			return staff.Outlet(p, ui.Form{}, f, v)
		})
	}
	c.Flash("till_added")
	return c.See(staff.Path("outlets", o.ID))
}

// EndTill takes a till's grant back.
func (d Door) EndTill(c *web.Context) error {
	grant, err := c.ParamID("grant")
	if err != nil {
		return err
	}
	if err := c.Store().EndTill(c.Request().Context(), c.Actor(), grant); err != nil {
		return err
	}
	c.Flash("till_ended")
	if outlet := c.FormID("outlet"); outlet != 0 {
		return c.See(staff.Path("outlets", outlet))
	}
	return c.See("/staff/merchants")
}
