package staff

import (
	"net/http"
	"net/url"
	"strconv"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
)

// begins are where another of a list's noun is begun, by the list's name.
var begins = map[string][]struct {
	right db.Right
	label i18n.Text
	path  string
}{
	"brands":      {{db.CatalogEdit, i18n.DeskBrandNew, "/staff/brands/new"}},
	"communities": {{db.CatalogEdit, i18n.DeskCommunityNew, "/staff/communities/new"}},
	"members":     {{db.MembersJoin, i18n.CounterTitle, counter}, {db.MembersImport, i18n.TakeInTitle, "/staff/members/imports"}},
	"merchants":   {{db.MerchantsEdit, i18n.DeskMerchantNew, "/staff/merchants/new"}},
	"people":      {{db.StaffManage, i18n.DeskPeopleNew, "/staff/people/new"}},
	"offers":      {{db.OffersEdit, i18n.DeskOfferNew, "/staff/offers/new"}},
}

// listRoutes are the pages of all lists, and what is done with them.
func listRoutes(d Door) (routes []web.Route) {
	for _, l := range db.Lists {
		who, under := web.Staff(l.Right), "/staff/lists/"+l.Name
		routes = append(routes,
			web.Route{Method: http.MethodGet, Path: l.Path(), Who: who, Handler: d.list(l)},
			web.Route{Method: http.MethodPost, Path: under + "/views", Who: who, Handler: d.saveView(l)},
			web.Route{Method: http.MethodPost, Path: under + "/views/:id/drop", Who: who, Handler: d.dropView(l)},
			web.Route{Method: http.MethodPost, Path: under + "/batch", Who: who, Handler: d.batch(l), Body: mostBatchBody},
			web.Route{Method: http.MethodPost, Path: under + "/exports", Who: who.And(db.ListsExport), Handler: d.exportList(l)},
		)
	}
	return routes
}

// list shows a page of the list, as its address asks for.
func (d Door) list(l *db.List) web.Handler {
	return func(c *web.Context) error { return showList(c, l, c.QueryParams(), nil, nil) }
}

// showList shows the list as the values ask for; where err refuses the saving of a view, with that form.
func showList(c *web.Context, l *db.List, values url.Values, form url.Values, refused error) error {
	ctx, store, actor := c.Request().Context(), c.Store(), c.Actor()
	v := staff.ListView{
		Clock: clock(c), List: l, Query: l.Query(values), Exports: actor.May(db.ListsExport), Manages: actor.May(db.StaffManage),
	}
	var err error
	if v.Page, err = store.List(ctx, actor, l, v.Query); err != nil {
		return err
	}
	if v.Views, err = store.ListViews(ctx, actor, l); err != nil {
		return err
	}
	for _, b := range l.Batches {
		if actor.May(b.Right) {
			v.Batches = append(v.Batches, b)
		}
	}
	opened, _ := strconv.ParseInt(values.Get("view"), 10, 64)
	for _, w := range v.Views {
		if w.ID == opened {
			v.View = opened
		}
	}
	for _, b := range begins[l.Name] {
		if actor.May(b.right) {
			v.Actions = append(v.Actions, ui.Link{Label: c.T(b.label), Href: templ.SafeURL(c.Prefix + b.path)})
		}
	}
	title := c.T(i18n.ListTexts[l.Name].Title)
	if refused == nil {
		return c.Render(http.StatusOK, staff.List(c.Page(title), v))
	}
	return c.RenderForm(title, form, refused, func(p ui.Page, f ui.Form) templ.Component {
		p.Path = l.Path()
		return staff.ListRefused(p, f, v)
	})
}

// sent answers a form of the list and what it sends along: the query of the page on which it stood. One that cannot be read
// is refused: an export that asked for a few would hold all.
func sent(c *web.Context) (form, query url.Values, err error) {
	if form, err = c.Posted(); err != nil {
		return nil, nil, err
	}
	if query, err = url.ParseQuery(form.Get("query")); err != nil {
		return nil, nil, echo.ErrBadRequest
	}
	return form, query, nil
}

// saveView keeps what a page of the list shows under a name.
func (d Door) saveView(l *db.List) web.Handler {
	return func(c *web.Context) error {
		form, values, err := sent(c)
		if err != nil {
			return err
		}
		q := l.Query(values)
		id, err := c.Store().SaveListView(c.Request().Context(), c.Actor(), l, form.Get("name"), q, form.Get("shared") == "1")
		if db.KindOf(err) == db.Refused {
			return showList(c, l, values, form, err)
		}
		if err != nil {
			return err
		}
		c.Flash("saved")
		to := q.Values(l)
		to.Set("view", strconv.FormatInt(id, 10))
		return c.See(l.Path() + "?" + to.Encode())
	}
}

// dropView ends a saved view.
func (d Door) dropView(l *db.List) web.Handler {
	return func(c *web.Context) error {
		if _, err := c.Posted(); err != nil {
			return err
		}
		id, err := c.ParamID("id")
		if err != nil {
			return err
		}
		err = c.Store().DropListView(c.Request().Context(), c.Actor(), id)
		switch {
		case db.ReasonOf(err) == db.ViewGone: // pressed twice, or by two
			c.Flash("view_gone")
		case err != nil:
			return err
		default:
			c.Flash("view_dropped")
		}
		return c.See(l.Path())
	}
}
