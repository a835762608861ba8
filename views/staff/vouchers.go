package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// VoucherView is a voucher's trace.
type VoucherView struct {
	Clock
	*db.StaffVoucher
}

func (v VoucherView) tags(p ui.Page) []ui.Tag {
	return []ui.Tag{{Text: p.T(i18n.VoucherStates[v.State]), Tone: voucherTones[v.State]}}
}

func (v VoucherView) facts(p ui.Page) []ui.Fact {
	var out []ui.Fact
	if v.Member != 0 {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskTraceMember), Text: v.MemberName, Href: p.To(Path("members", v.Member))},
			ui.Fact{Term: p.T(i18n.DeskNumber), Text: db.FormatNumber(v.MemberNumber)})
	}
	out = append(out, []ui.Fact{
		{Term: p.T(i18n.DeskTraceOffer), Text: p.Text(v.Title), Href: p.To(Path("offers", v.Offer))},
		{Term: p.T(i18n.DeskTraceVersion), Text: text(v.Version)},
		{Term: p.T(i18n.DeskTraceMerchant), Text: p.Text(v.MerchantName), Href: ifMay(p, db.MerchantsRead, Path("merchants", v.Merchant))},
		{Term: p.T(i18n.DeskTraceCode), Text: ending(v.Code)},
	}...)
	if v.Price > 0 {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskTracePrice), Text: i18n.Number(v.Price)})
	}
	if v.RedeemTo < 1<<60 {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskTraceUntil), Text: v.until(p, v.RedeemTo)})
	}
	return out
}

// way is what happened to the voucher, newest first.
func (v VoucherView) way(p ui.Page) []ui.Row {
	at := func(at int64, title i18n.Text, icon ui.Icon, words ...string) ui.Row {
		return ui.Row{Title: p.T(title), Text: joined(words), Icon: icon, End: v.time(p, at)}
	}
	redeemed := func(r *db.Redemption) ui.Row {
		words := []string{p.Text(r.MerchantName) + " " + p.Text(r.OutletName)}
		if r.Bill != nil {
			words = append(words, p.F(i18n.DeskTraceBill, db.FormatMoney(*r.Bill, v.Club.Currency)))
		}
		if r.Points > 0 {
			words = append(words, p.F(i18n.DeskTracePoints, i18n.Number(r.Points)))
		}
		return at(r.At, i18n.DeskTraceRedeemed, ui.IconCheck, append(words, p.F(i18n.TillBy, r.TillName))...)
	}
	var out []ui.Row
	switch v.State {
	case db.Expired:
		out = append(out, at(v.RedeemTo, i18n.DeskTraceExpired, ui.IconClock))
	case db.Void:
		out = append(out, ui.Row{Title: p.T(i18n.DeskTraceVoid), Icon: ui.IconCross})
	case db.Redeemed:
		out = append(out, redeemed(v.Redemption))
	}
	for i := len(v.TakenBack) - 1; i >= 0; i-- {
		r := &v.TakenBack[i]
		out = append(out, at(r.UndoneAt, i18n.DeskTraceTakenBack, ui.IconBack), redeemed(&r.Redemption))
	}
	return append(out, at(v.ClaimedAt, i18n.DeskTraceClaimed, ui.IconTicket))
}
