package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// The tabs of the wallet, as they stand in the address.
const (
	UsableTab = "usable"
	UsedTab   = "used"
	GoneTab   = "expired"
)

// VouchersView is one tab of the wallet.
type VouchersView struct {
	Setting
	Tab  string
	List []*db.Voucher
	More int64 // the cursor of the next page
	Deep bool  // not the first page
}

func (v VouchersView) tabs(p ui.Page) []ui.Link {
	var tabs []ui.Link
	for _, t := range []struct {
		tab   string
		label i18n.Text
	}{{UsableTab, i18n.VouchersUsable}, {UsedTab, i18n.VouchersUsed}, {GoneTab, i18n.VouchersGone}} {
		tabs = append(tabs, ui.Link{Label: p.T(t.label), Href: v.at(p, t.tab), Here: v.Tab == t.tab})
	}
	return tabs
}

func (v VouchersView) at(p ui.Page, tab string) templ.SafeURL {
	if tab == UsableTab {
		return p.To("/vouchers")
	}
	return p.To("/vouchers?tab=" + tab)
}

func (v VouchersView) empty(p ui.Page) ui.Empty {
	switch v.Tab {
	case UsedTab:
		return ui.Empty{Icon: ui.IconTicket, Text: p.T(i18n.VouchersNoUsed), Action: ui.Link{Label: p.T(i18n.VouchersBack), Href: p.To("/vouchers")}}
	case GoneTab:
		return ui.Empty{Icon: ui.IconTicket, Text: p.T(i18n.VouchersNoGone), Action: ui.Link{Label: p.T(i18n.VouchersBack), Href: p.To("/vouchers")}}
	}
	return ui.Empty{Icon: ui.IconTicket, Text: p.T(i18n.VouchersNone), Action: ui.Link{Label: p.T(i18n.VouchersOffers), Href: p.To("/offers")}}
}

func (v VouchersView) pager(p ui.Page) ui.Pager {
	g := ui.Pager{Page: p, Text: p.T(i18n.VouchersMore)}
	if v.Deep {
		g.Previous = v.at(p, v.Tab)
	}
	if v.More != 0 {
		g.Next = p.To("/vouchers?tab=" + v.Tab + "&before=" + itoa(v.More))
	}
	return g
}

const hurryDays = 7

// voucherCard shows a voucher in a list; one that cannot be used says why.
func voucherCard(p ui.Page, s Setting, v *db.Voucher) ui.VoucherCard {
	c := ui.VoucherCard{
		Value: s.value(p, v.Kind, v.Value, v.Price), Title: p.Text(v.Title), Merchant: p.Text(v.MerchantName), Off: v.State != db.Issued, Href: to(p, "/vouchers/", v.ID),
	}
	switch v.State {
	case db.Issued:
		c.Text = p.F(i18n.VouchersUntil, s.until(p, v.RedeemTo))
		c.Tag = hurry(p, s, v)
	case db.Redeemed:
		c.Text = p.T(i18n.VoucherStates[db.Redeemed])
		if r := v.Redemption; r != nil {
			c.Text = p.F(i18n.VouchersUsedAt, s.dateTime(p, r.At), p.Text(r.OutletName))
		}
	case db.Void:
		c.Text = p.T(i18n.VouchersVoidNo)
		if v.Price > 0 {
			c.Text = p.T(i18n.VouchersVoid)
		}
	default:
		c.Text = p.F(i18n.VouchersEnded, s.date(p, v.RedeemTo-1))
	}
	return c
}

// hurry is the tag of a voucher that ends before long.
func hurry(p ui.Page, s Setting, v *db.Voucher) ui.Tag {
	switch n := s.daysLeft(v.RedeemTo); {
	case n <= 0:
		return ui.Tag{Text: p.T(i18n.VouchersToday), Tone: ui.Warn}
	case n <= hurryDays:
		return ui.Tag{Text: i18n.Count(p.Locale, n, i18n.VouchersDay, i18n.VouchersDays), Tone: ui.Warn}
	}
	return ui.Tag{}
}

// VoucherView is one voucher.
type VoucherView struct {
	Setting
	Voucher *db.Voucher
	QR      string    // what its code says
	NotNow  *db.Error // why it cannot be used at this hour, or nil
	Outlets []db.Outlet
	Phone   string
}

// Usable tells whether the voucher waits to be used.
func (v VoucherView) Usable() bool { return v.Voucher.State == db.Issued }

func (v VoucherView) facts(p ui.Page) []ui.Fact {
	w := v.Voucher
	facts := []ui.Fact{
		{Term: p.T(i18n.VoucherMerchant), Text: p.Text(w.MerchantName)},
		{Term: p.T(i18n.VoucherUse), Text: opening(p, w.Weekdays, w.HourFrom, w.HourTo)},
		{Term: p.T(i18n.VoucherClaimed), Text: v.dateTime(p, w.ClaimedAt)},
	}
	if w.Price > 0 {
		facts = append(facts, ui.Fact{Term: p.T(i18n.VoucherPrice), Text: points(p, w.Price)})
	}
	if w.State != db.Issued {
		facts = append(facts, ui.Fact{Term: p.T(i18n.VoucherCode), Text: db.FormatCode(w.Code)})
	}
	return facts
}

// receipt tells where and when the voucher was used.
func (v VoucherView) receipt(p ui.Page) []ui.Fact {
	r := v.Voucher.Redemption
	if r == nil {
		return nil
	}
	facts := []ui.Fact{
		{Term: p.T(i18n.VoucherAt), Text: v.dateTime(p, r.At)},
		{Term: p.T(i18n.VoucherWhere), Text: dots(p.Text(r.MerchantName), p.Text(r.OutletName))},
	}
	if r.Bill != nil {
		facts = append(facts, ui.Fact{Term: p.T(i18n.VoucherBill), Text: db.FormatMoney(*r.Bill, v.Club.Currency)})
	}
	if r.Points > 0 {
		facts = append(facts, ui.Fact{Term: p.T(i18n.VoucherEarned), Text: "+" + i18n.Number(r.Points), Strong: true})
	}
	return facts
}

// gone says why a voucher that was not used cannot be used any more.
func (v VoucherView) gone(p ui.Page) ui.Notice {
	w := v.Voucher
	if w.State != db.Void {
		return ui.Notice{Tone: ui.Warn, Title: p.T(i18n.VoucherExpired), Text: p.F(i18n.VouchersEnded, v.dateTime(p, w.RedeemTo-1))}
	}
	if w.Price > 0 {
		return ui.Notice{Tone: ui.Warn, Title: p.T(i18n.VoucherVoid), Text: p.F(i18n.VoucherVoidBack, i18n.Number(w.Price))}
	}
	return ui.Notice{Tone: ui.Warn, Title: p.T(i18n.VoucherVoid), Text: p.T(i18n.VoucherVoidText)}
}
