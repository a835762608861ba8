package staff

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
)

// MemberNotices is what one member was told, and how it went.
func (d Door) MemberNotices(c *web.Context) error {
	ctx, store, actor := c.Request().Context(), c.Store(), c.Actor()
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	before := queryID(c, "before")
	v := staff.NoticesView{Clock: clock(c), Deep: before != 0}
	if v.MemberRecord, err = store.MemberRecord(ctx, actor, id); err != nil {
		return err
	}
	if v.List, v.More, err = store.MemberNotices(ctx, actor, id, before); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Notices(c.Page(c.T(i18n.DeskNotices)), v))
}
