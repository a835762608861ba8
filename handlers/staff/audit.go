package staff

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
)

// Audit is the audit log.
func (d Door) Audit(c *web.Context) error {
	before := queryID(c, "before")
	v := staff.AuditView{Clock: clock(c), Deep: before != 0}
	var err error
	if v.Rows, v.More, err = c.Store().AuditLog(c.Request().Context(), c.Actor(), before); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Audit(c.Page(c.T(i18n.DeskAuditTitle)), v))
}
