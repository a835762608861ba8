package member

import (
	"net/http"
	"strconv"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
)

// Vouchers is the member's wallet.
func (d Door) Vouchers(c *web.Context) error {
	ctx, id := c.Request().Context(), c.Session.Member.ID
	before, _ := strconv.ParseInt(c.QueryParam("before"), 10, 64)
	v := member.VouchersView{Setting: d.setting(), Tab: c.QueryParam("tab"), Deep: before > 0}
	var err error
	switch v.Tab {
	case member.UsedTab:
		v.List, v.More, err = d.Store.UsedVouchers(ctx, id, before)
	case member.GoneTab:
		v.List, v.More, err = d.Store.GoneVouchers(ctx, id, before)
	default:
		v.Tab, v.Deep = member.UsableTab, false
		v.List, err = d.Store.UsableVouchers(ctx, id)
	}
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Vouchers(c.Page(c.T(i18n.VouchersTitle)), v))
}

// Voucher shows one voucher.
func (d Door) Voucher(c *web.Context) error {
	v, err := d.voucherView(c)
	if err != nil {
		return err
	}
	if v.Outlets, v.Phone, err = d.Store.UsableAt(c.Request().Context(), v.Voucher.Merchant, v.Voucher.Outlets); err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Voucher(c.Page(v.Voucher.Title.In(c.Locale)), v))
}

// VoucherState answers the part of the page that changes once the voucher is used, and nothing while it is not.
func (d Door) VoucherState(c *web.Context) error {
	v, err := d.voucherView(c)
	if err != nil {
		return err
	}
	if v.Usable() {
		return c.NoContent(http.StatusNoContent)
	}
	return c.Render(http.StatusOK, member.VoucherState(c.Page(""), v))
}

func (d Door) voucherView(c *web.Context) (v member.VoucherView, err error) {
	id, err := c.ParamID("id")
	if err != nil {
		return v, err
	}
	w, err := d.Store.Voucher(c.Request().Context(), c.Session.Member.ID, id)
	if err != nil {
		return v, err
	}
	v = member.VoucherView{Setting: d.setting(), Voucher: w, QR: d.Address("/v/" + w.Code)}
	v.NotNow = w.NotNow(v.Now, v.Club)
	return v, nil
}
