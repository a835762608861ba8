package staff

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/staff"
)

// Voucher is one voucher's trace.
func (d Door) Voucher(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	v := staff.VoucherView{Clock: clock(c)}
	if v.StaffVoucher, err = c.Store().StaffVoucher(c.Request().Context(), c.Actor(), id); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Voucher(c.Page(v.Title.In(c.Locale)), v))
}
