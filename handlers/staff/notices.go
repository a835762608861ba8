package staff

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/staff"
	"clubhouse/views/ui"
)

// MemberNotices is a member's record with what they were told, and how it went.
func (d Door) MemberNotices(c *web.Context) error {
	v, err := d.member(c)
	if err != nil {
		return err
	}
	v.Tab = staff.TabNotices
	if v.Notices, v.More, err = c.Store().MemberNotices(c.Request().Context(), c.Actor(), v.ID, queryID(c, "before")); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Member(c.Page(v.Name), ui.Form{}, v))
}
