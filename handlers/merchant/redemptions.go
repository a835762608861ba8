package merchant

import (
	"net/http"
	"strconv"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	views "clubhouse/views/merchant"
)

// freshSeconds is how long a redemption's page is the answer to the act, and not a look at the past.
const freshSeconds = 60

// Redemption shows what was redeemed.
func (d Door) Redemption(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	r, err := c.Store().TillRedemption(c.Request().Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	title := i18n.TillDone
	if r.Undone {
		title = i18n.TillUndone
	}
	club, now := c.Store().Club(), c.Store().Now()
	return c.Render(http.StatusOK, views.Redemption(c.Page(c.T(title)), views.RedemptionView{
		TillRedemption: r, Club: club, Now: club.Day(now), Fresh: now-r.At < freshSeconds && !r.Undone,
	}))
}

// Today lists the day's redemptions at the outlet.
func (d Door) Today(c *web.Context) error {
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	day, err := c.Store().TillToday(c.Request().Context(), c.Actor(), max(before, 0))
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, views.Today(c.Page(c.T(i18n.TillTodayTitle)), views.TodayView{TillDay: day, Club: c.Store().Club(), Later: before > 0}))
}
