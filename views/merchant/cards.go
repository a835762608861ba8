package merchant

import (
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// MemberView is the member of a scanned card, as a till may see them.
type MemberView struct {
	*db.TillMember
	Club      *db.Club
	Now       time.Time
	By        string // what identifies them, where nothing can be redeemed by that
	Confirmed bool   // they have read the right code out
}

func (m MemberView) tags(p ui.Page) []ui.Tag {
	tags := []ui.Tag{{Text: p.T(i18n.Tiers[m.Tier]), Tone: ui.Info}, {Text: p.T(i18n.Classes[m.Class])}}
	if m.Only {
		tags = append(tags, ui.Tag{Text: p.T(i18n.TillOnly), Tone: ui.Warn})
	}
	if m.Confirmed {
		tags = append(tags, ui.Tag{Text: p.T(i18n.TillConfirmed), Tone: ui.Good})
	}
	return tags
}

// MemberCodeView asks for the code that a member reads out.
type MemberCodeView struct {
	Form    ui.Form
	ByPhone bool // a phone was typed: nobody knows whether a code went out
}

func (v MemberCodeView) text() i18n.Text {
	if v.ByPhone {
		return i18n.TillMayPhone
	}
	return i18n.TillMayText
}

// voucher is one of the member's vouchers; it leads to its confirm page.
func (m MemberView) voucher(p ui.Page, v *db.TillVoucher) ui.VoucherCard {
	return ui.VoucherCard{
		Value: value(p, m.Club, v.Kind, v.Value), Title: p.Text(v.Title),
		Text: p.F(i18n.TillUntil, i18n.Until(p.Locale, m.Club.Day(v.RedeemTo), m.Now)), Href: p.To("/merchant/vouchers/" + v.Code),
	}
}

// worthOf is a value in a sentence; Chinese has said it all in what is large.
func worthOf(p ui.Page, v ui.Value) string {
	if p.Locale == db.En {
		return v.Big + " " + v.Small
	}
	return v.Big
}

func value(p ui.Page, club *db.Club, kind db.OfferKind, n int64) ui.Value {
	big, small := i18n.Value(p.Locale, kind, n, club.Currency)
	return ui.Value{Big: big, Small: small}
}
