package merchant

import (
	"strings"
	"time"
	"unicode/utf8"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// ConfirmView is a voucher that can be redeemed here and now.
type ConfirmView struct {
	*db.TillVoucher
	Form ui.Form
	Key  string // makes a second sending of the form the same act
	Bill string // brought back by a sign-in in the middle
	Club *db.Club
	Now  time.Time
}

func (v ConfirmView) facts(p ui.Page) []ui.Fact {
	facts := []ui.Fact{
		{Term: p.T(i18n.TillMember), Text: v.MemberName + " · " + p.T(i18n.Tiers[v.Tier]), Strong: true},
		{Term: p.T(i18n.TillValidTo), Text: i18n.Until(p.Locale, v.Club.Day(v.RedeemTo), v.Now)},
	}
	if when := i18n.Opening(p.Locale, v.Weekdays, v.HourFrom, v.HourTo); when != "" {
		facts = append(facts, ui.Fact{Term: p.T(i18n.TillWhen), Text: when})
	}
	return facts
}

func (v ConfirmView) bill(p ui.Page) ui.Field {
	f := ui.Field{Name: "bill", Label: p.T(i18n.TillBill), Kind: ui.Money, Before: sign(v.Club.Currency), Value: v.Bill, Length: 20, Optional: true, Big: true}
	if v.Club.BillPoints > 0 {
		f.Hint = p.F(i18n.TillBillHint, sign(v.Club.Currency)+"1", v.Club.BillPoints)
	}
	return f
}

// short terms are read at once; long ones wait to be opened, so that the button stays in sight.
func short(terms string) bool { return utf8.RuneCountInString(terms) <= 60 }

// key answers the key that the form came with: it is one act until it has succeeded.
func (v ConfirmView) key() string {
	if k := v.Form.Value("key"); k != "" {
		return k
	}
	return v.Key
}

// sign is how sums of the currency begin.
func sign(currency string) string { return strings.TrimSuffix(db.FormatMoney(0, currency), "0.00") }

// DenialView says why nothing was redeemed.
type DenialView struct {
	Title, Text string
	Warn        bool // not a no for good: another time or place will do
	Facts       []ui.Fact
	Record      string // where the till can see what was redeemed before, or ""
}

func (v DenialView) result(p ui.Page) ui.Result {
	r := ui.Result{
		Page: p, Tone: ui.Bad, Title: v.Title, Text: v.Text, Facts: v.Facts,
		Next: ui.Link{Label: p.T(i18n.TillAgainScan), Href: p.To("/merchant")},
	}
	if v.Warn {
		r.Tone = ui.Warn
	}
	if v.Record != "" {
		r.Other = ui.Link{Label: p.T(i18n.TillSeeRecord), Href: p.To(v.Record)}
	}
	return r
}
