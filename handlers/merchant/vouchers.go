package merchant

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	views "clubhouse/views/merchant"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Voucher asks to confirm, or says why the voucher cannot be redeemed here and now.
func (d Door) Voucher(c *web.Context) error {
	v, err := d.voucher(c)
	if err != nil {
		return err
	}
	if v.No != nil {
		return d.deny(c, v, v.No)
	}
	view := d.confirm(c, v, ui.Form{})
	view.Bill = c.QueryParam("bill")
	return c.Render(http.StatusOK, views.Confirm(c.Page(c.T(i18n.TillConfirmTitle)), view))
}

func (d Door) voucher(c *web.Context) (*db.TillVoucher, error) {
	code, ok := db.ParseCode(c.Param("code"))
	if !ok {
		return nil, &db.Error{Kind: db.NotFound}
	}
	return c.Store().TillVoucher(c.Request().Context(), c.Actor(), code)
}

func (d Door) confirm(c *web.Context, v *db.TillVoucher, f ui.Form) views.ConfirmView {
	club := c.Store().Club()
	return views.ConfirmView{TillVoucher: v, Form: f, Key: web.NewKey(), Club: club, Now: club.Day(c.Store().Now())}
}

// Redeem redeems it, once.
func (d Door) Redeem(c *web.Context) error {
	values, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := d.redeem(c, values)
	if err == nil {
		return c.See("/merchant/redemptions/" + strconv.FormatInt(id, 10))
	}
	no, ok := errors.AsType[*db.Error](err)
	if !ok || no.Reason == "" {
		return err
	}
	v, verr := d.voucher(c) // as it stands now
	if verr != nil {
		return err
	}
	switch no.Reason {
	case db.BillWrong, db.KeyMissing, db.TillSlowed:
		if v.No != nil && no.Reason == db.TillSlowed {
			return err // the wait comes first
		}
		if v.No != nil {
			return d.deny(c, v, v.No)
		}
		if no.Reason == db.KeyMissing {
			values.Del("key")
		}
		return c.RenderForm(c.T(i18n.TillConfirmTitle), values, err, func(p ui.Page, f ui.Form) templ.Component {
			return views.Confirm(p, d.confirm(c, v, f))
		})
	case db.VoucherUsed, db.VoucherElsewhere, db.VoucherExpired, db.VoucherVoid, db.VoucherOwnerGone, db.VoucherNotNow, db.RedeemedDiffers:
		return d.deny(c, v, no)
	}
	return err
}

func (d Door) redeem(c *web.Context, values url.Values) (int64, error) {
	code, ok := db.ParseCode(c.Param("code"))
	if !ok {
		return 0, &db.Error{Kind: db.NotFound}
	}
	var bill *int64
	if typed := strings.TrimSpace(values.Get("bill")); typed != "" {
		sum, ok := db.ParseMoney(typed)
		if !ok {
			return 0, &db.Error{Kind: db.Refused, Reason: db.BillWrong, Field: "bill"}
		}
		bill = &sum
	}
	return c.Store().RedeemVoucher(c.Request().Context(), c.Actor(), code, bill, values.Get("key"))
}

// deny fills the screen with the refusal. Of the voucher it shows what helps at the counter; a till where it does not
// belong sees nothing of the member.
func (d Door) deny(c *web.Context, v *db.TillVoucher, no *db.Error) error {
	p := c.Page(c.T(i18n.TillDenials[no.Reason]))
	club := c.Store().Club()
	view := views.DenialView{Title: p.Title, Text: i18n.Refusal(c.Locale, club, no)}
	view.Facts = []ui.Fact{{Term: p.T(i18n.TillOffer), Text: p.Text(v.Title)}}
	status := http.StatusUnprocessableEntity
	switch no.Reason {
	case db.VoucherUsed, db.RedeemedDiffers:
		if no.Reason == db.VoucherUsed {
			status = http.StatusConflict
		}
		if r := v.Redemption; r != nil {
			when := i18n.DateTime(c.Locale, club.Day(r.At), club.Day(c.Store().Now()))
			view.Text = p.F(i18n.TillUsedAt, when, p.Text(r.OutletName))
			if r.Outlet == c.Session.Outlet {
				view.Text = p.F(i18n.TillUsedHere, when)
				view.Record = "/merchant/redemptions/" + strconv.FormatInt(r.ID, 10)
			}
		}
	case db.VoucherNotNow:
		view.Warn = true
	case db.VoucherElsewhere:
		view.Warn = true // good elsewhere
		where, err := d.validAt(c, v)
		if err != nil {
			return err
		}
		if where != "" {
			view.Text = p.F(i18n.TillOnlyAt, where)
		}
	}
	view.Facts = append(view.Facts, ui.Fact{Term: p.T(i18n.TillVoucherCode), Text: db.FormatCode(v.Code)})
	return c.Render(status, views.Denial(p, view))
}

// validAt names the outlets to which the voucher is bound, or answers "" where all of its merchant's take it.
func (d Door) validAt(c *web.Context, v *db.TillVoucher) (string, error) {
	if len(v.Outlets) == 0 {
		return "", nil
	}
	m, _, err := c.Store().Merchant(c.Request().Context(), v.Merchant)
	if err != nil {
		return "", err
	}
	var names []string
	for _, o := range m.Outlets {
		if slices.Contains(v.Outlets, o.ID) && !o.Ended {
			names = append(names, o.Name.In(c.Locale))
		}
	}
	if len(names) == 0 {
		return "", nil
	}
	return m.Name.In(c.Locale) + " " + strings.Join(names, c.T(i18n.TillListOf)), nil
}
