package merchant

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	views "clubhouse/views/merchant"
)

// Outlets lists where the till may stand.
func (d Door) Outlets(c *web.Context) error {
	p := c.Page(c.T(i18n.TillOutletsTitle))
	for _, o := range c.Session.Tills {
		if o.ID == c.Session.Outlet {
			p.Place = nameOf(c, o)
		}
	}
	return c.Render(http.StatusOK, views.Outlets(p, views.OutletsView{List: c.Session.Tills, Here: c.Session.Outlet, Next: nextOf(c)}))
}

// ChooseOutlet sets where it stands.
func (d Door) ChooseOutlet(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := c.Store().ChooseOutlet(c.Request().Context(), c.Actor(), id); err != nil {
		return err
	}
	return c.See(nextOf(c))
}
