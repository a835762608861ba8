package staff

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
)

// Roles shows the role table.
func (d Door) Roles(c *web.Context) error {
	return c.Render(http.StatusOK, staff.Roles(c.Page(c.T(i18n.DeskClubRoles))))
}
