package staff

import (
	"net/http"
	"slices"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
)

// Audit is the audit log, all its state in the address.
func (d Door) Audit(c *web.Context) error {
	v := staff.AuditView{Clock: clock(c), AuditQuery: auditQuery(c)}
	f := db.AuditFilter{Who: v.Who, Whom: v.Whom, Door: db.Door(v.Door), Before: v.Before}
	if v.Act != "" {
		f.Acts, _, _ = i18n.AuditActs(v.Act)
	}
	if v.From != "" {
		f.From = v.From.Start(v.Club.Zone)
	}
	if v.To != "" {
		f.To = v.To.End(v.Club.Zone)
	}
	var err error
	if v.AuditList, err = c.Store().AuditLog(c.Request().Context(), c.Actor(), f); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Audit(c.Page(c.T(i18n.DeskAuditTitle)), v))
}

// auditQuery reads the filters from the address; what cannot be one is passed over.
func auditQuery(c *web.Context) staff.AuditQuery {
	short := func(name string) string {
		r := []rune(c.QueryParam(name))
		return string(r[:min(len(r), 100)])
	}
	q := staff.AuditQuery{Who: short("who"), Whom: short("whom"), Before: queryID(c, "before")}
	if _, _, known := i18n.AuditActs(c.QueryParam("act")); known {
		q.Act = c.QueryParam("act")
	}
	if door := c.QueryParam("door"); slices.Contains(staff.AuditDoors, db.Door(door)) {
		q.Door = door
	}
	q.From, _ = db.ParseDay(c.QueryParam("from"))
	q.To, _ = db.ParseDay(c.QueryParam("to"))
	return q
}

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
