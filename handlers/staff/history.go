package staff

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// History shows who changed what to what.
func (d Door) History(c *web.Context) error {
	return showHistory(c, db.History{Of: c.QueryParam("of"), ID: queryID(c, "id")}, queryID(c, "before"), nil)
}

// UndoEdit undoes a change.
func (d Door) UndoEdit(c *web.Context) error {
	if _, err := c.Posted(); err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	of, err := c.Store().HistoryOf(ctx, c.Actor(), id)
	if err != nil {
		return err
	}
	if err := c.Store().UndoEdit(ctx, c.Actor(), id); err != nil {
		return showHistory(c, of, 0, err)
	}
	c.Flash("undone")
	return c.See(staff.HistoryPath(of.Of, of.ID))
}

func showHistory(c *web.Context, of db.History, before int64, refused error) error {
	v := staff.HistoryView{Clock: clock(c), Of: of, Deep: before != 0}
	var err error
	if v.Rows, v.More, err = c.Store().Edits(c.Request().Context(), c.Actor(), of, before); err != nil {
		return err
	}
	title := c.T(i18n.HistTitle)
	if name := historyName(c, v); name != "" {
		v.Name, title = name, i18n.HistOf.Format(c.Locale, name)
	}
	if refused == nil {
		return c.Render(http.StatusOK, staff.History(c.Page(title), ui.Form{}, v))
	}
	return showForm(c, staff.HistoryPath(of.Of, of.ID), title, url.Values{}, refused, func(p ui.Page, f ui.Form) templ.Component {
		for i := range f.Errors {
			f.Errors[i].Field = "" // there is no field on this page
		}
		return staff.History(p, f, v)
	})
}

// historyName answers what the history is of.
func historyName(c *web.Context, v staff.HistoryView) string {
	switch v.Of.Of {
	case "club":
		return c.T(i18n.DeskClubTitle)
	case "limits":
		return c.T(i18n.SetLimitsTitle)
	case "retention":
		return c.T(i18n.SetKeepTitle)
	}
	if t, ok := i18n.TextTitles[db.TextKind(v.Of.Of)]; ok {
		return c.T(t)
	}
	name, err := c.Store().NameOf(c.Request().Context(), v.Of)
	if err != nil {
		return ""
	}
	return name.In(c.Locale)
}
