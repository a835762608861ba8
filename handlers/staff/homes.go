package staff

import (
	"slices"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Home is one home's record.
func (d Door) Home(c *web.Context) error { return show(c, d.homePage) }

func (d Door) homePage(c *web.Context) (string, func(ui.Page, ui.Form) templ.Component, error) {
	ctx, actor := c.Request().Context(), c.Actor()
	id, err := c.ParamID("id")
	if err != nil {
		return "", nil, err
	}
	v := staff.HomeView{Clock: clock(c)}
	if v.HomeRecord, err = c.Store().HomeRecord(ctx, actor, id); err != nil {
		return "", nil, err
	}
	if v.Places, err = c.Store().Places(ctx); err != nil {
		return "", nil, err
	}
	if v.Record, err = record(c, db.Subject{Noun: db.OnHome, ID: id}, queryID(c, "before")); err != nil {
		return "", nil, err
	}
	all, some := actor.Reach(db.HomesDecide)
	v.Decides = all || slices.Contains(some, v.Community)
	return v.Title(c.Locale), func(p ui.Page, note ui.Form) templ.Component {
		v.Record.Form = note
		return staff.Home(p, v)
	}, nil
}

// SetCompany says whether a company owns the home.
func (d Door) SetCompany(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := c.Store().SetCompany(c.Request().Context(), c.Actor(), id, db.Company(form.Get("company"))); err != nil {
		return err
	}
	c.Flash("saved")
	return c.See(staff.Path("homes", id))
}
