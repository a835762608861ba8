package staff

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/staff"
	"clubhouse/views/ui"
)

// MemberNotices is a member's record with what they were told, and how it went.
func (d Door) MemberNotices(c *web.Context) error {
	v, err := d.member(c, staff.TabNotices)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Member(c.Page(v.Name), ui.Form{}, v))
}
