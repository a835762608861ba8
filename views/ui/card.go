package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// MemberCard is the member's card as it lies on the home page: who, which tier, which number, where.
type MemberCard struct {
	Club        string
	Name        string
	Number      string        // as printed: "YQ 8602 1147 3"
	Tier        string        // "Jade member"
	Communities string        // "Cloud Bay I, Sea Rhyme II"
	Logo        templ.SafeURL // of the community, or ""
	Label       string        // for listeners, where the card is a link: "Show my card"
	Href        templ.SafeURL
}

// Render writes the card.
func (c MemberCard) Render(ctx context.Context, w io.Writer) error {
	return memberCard(c).Render(ctx, w)
}

// Pass is the card held up at a till: the code that a till reads, large, and how long it holds.
type Pass struct {
	Page        Page
	Name        string
	Number      string
	Tier        string
	Communities string
	Logo        templ.SafeURL // of the community, or ""
	Code        string        // what the QR says
	Left        int           // seconds for which it holds still
	Life        int           // seconds for which a new one holds
	Renew       templ.SafeURL // this page: gives a new code
	Back        templ.SafeURL
	Hint        string // "" is "turn up the brightness"
	Still       string // what a code that is not renewed is good for, in the ring's place
	Below       []Link // buttons under the pass
}

// Render writes the whole screen. It belongs in layout.Full.
func (c Pass) Render(ctx context.Context, w io.Writer) error { return pass(c).Render(ctx, w) }

// Value is what an offer is worth at a glance: "8折" and "主餐", "¥50" and "满减", "Free" and "coffee".
type Value struct{ Big, Small string }

// size keeps a long value inside its block: a Han character is as wide as two letters.
func (v Value) size() string {
	width := 0
	for _, r := range v.Big {
		if width++; r >= 0x2e80 {
			width++
		}
	}
	switch {
	case width > 10:
		return "long"
	case width > 5:
		return "mid"
	}
	return "big"
}

// OfferCard is an offer in a list. The whole card is the link.
type OfferCard struct {
	Value    Value
	Title    string
	Merchant string
	Text     string // what is left and until when
	Tag      Tag
	Off      bool // cannot be claimed now: Text says what would unlock it
	Href     templ.SafeURL
}

// Render writes the card.
func (o OfferCard) Render(ctx context.Context, w io.Writer) error { return offerCard(o).Render(ctx, w) }

// VoucherCard is a voucher in the member's wallet. A voucher that cannot be used says why in Text.
type VoucherCard struct {
	Value    Value
	Title    string
	Merchant string
	Text     string // until when; when and where it was used; why not
	Tag      Tag
	Off      bool
	Href     templ.SafeURL
}

// Render writes the voucher.
func (v VoucherCard) Render(ctx context.Context, w io.Writer) error {
	return voucherCard(v).Render(ctx, w)
}

// VoucherPass is a voucher's own QR with its code, to be shown at the till.
type VoucherPass struct {
	Page  Page
	Code  string // as printed: "K3M9-7QTX-2WPA"
	QR    string // what the QR says
	Title string
	Text  string // until when
	Note  string // how to use it
}

// Render writes the voucher's code.
func (v VoucherPass) Render(ctx context.Context, w io.Writer) error {
	return voucherPass(v).Render(ctx, w)
}
