package member

import (
	"net/http"
	"strconv"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
)

// Points shows the member's ledger.
func (d Door) Points(c *web.Context) error {
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	points, err := d.Store.Points(c.Request().Context(), c.Session.Member.ID, before)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Points(c.Page(c.T(i18n.PointsTitle)), member.PointsView{Setting: d.setting(), Points: points, Deep: before > 0}))
}
