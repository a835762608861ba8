package staff

import (
	"net/http"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
)

// Work is the page of what goes on behind the club.
func (d Door) Work(c *web.Context) error {
	before := queryID(c, "before")
	v := staff.WorkView{Clock: clock(c), Deep: before != 0}
	var err error
	if v.Work, err = c.Store().Work(c.Request().Context(), c.Actor(), before); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Work(c.Page(c.T(i18n.DeskWorkTitle)), v))
}

// ResendJob has a message that was given up sent again.
func (d Door) ResendJob(c *web.Context) error {
	if _, err := c.Posted(); err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	switch err := c.Store().ResendJob(c.Request().Context(), c.Actor(), id); {
	case db.KindOf(err) == db.NotFound: // pressed twice, or by two
		c.Flash("job_gone")
	case err != nil:
		return err
	default:
		c.Flash("job_resent")
	}
	return c.See("/staff/work")
}
