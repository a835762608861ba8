package staff

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
)

// AuditEntry is one row of the log.
func (d Door) AuditEntry(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	v := staff.AuditEntryView{Clock: clock(c)}
	if v.AuditEntry, err = c.Store().AuditEntry(c.Request().Context(), c.Actor(), id); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.AuditEntry(c.Page(c.T(i18n.Acts[v.AuditRow.Act])), v))
}
