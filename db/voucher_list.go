package db

import (
	"slices"

	"clubhouse/db/sqlcdb"
)

// VoucherList is the desk's list of all that members have claimed.
var VoucherList = declare(List{
	Name: "vouchers", Right: OffersRead, tells: []Right{MembersRead}, from: "vouchers v", id: "v.id",
	Orders: []Order{{Name: "claimed", Desc: true}},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			if code, ok := ParseCode(v.Text); ok {
				n.add("v.code = ?", code)
				return true, nil
			}
			bound := func(whose *narrowing) error { return whose.seen(n.actor, MembersRead, "m.id") } // or one could ask for anybody's phone
			all, members := n.actor.Reach(MembersRead)
			if more, offers := n.actor.Reach(OffersRead); all == more && slices.Equal(members, offers) {
				bound = nil // the list is of these members alone
			}
			return true, n.lookForMember(v.Text, "vouchers v", "v", bound)
		}},
		{Name: "state", Kind: FilterChoice, Of: "voucher", Words: wordsOf(VoucherStates), narrow: func(n *narrowing, v FilterValue) (bool, error) {
			switch VoucherState(v.Text) {
			case Expired:
				n.add("v.state = 'issued'")
				n.holds("v.redeem_to", " <= ?", n.rx.Now)
			case Issued:
				n.add("v.state = 'issued'")
				n.holds("v.redeem_to", " > ?", n.rx.Now)
				n.late = "v.redeem_to"
			case Redeemed:
				n.add("v.state = 'redeemed'")
			case Void:
				n.add("v.state = 'void'")
			}
			return true, nil
		}},
		{Name: "merchant", Kind: FilterThing, things: merchantsAsOptions, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			of := &where{}
			of.in("o.merchant_id", v.IDs)
			n.holds("v.offer_id", " IN (SELECT o.id FROM offers o"+of.sql()+")", of.args...)
			return true, nil
		}},
		{Name: "claimed", Kind: FilterDays, narrow: madeInDays("v.id", "v.claimed_at")},
	},
	reach: func(n *narrowing) error { return n.seen(n.actor, OffersRead, "v.member_id") },
	veil:  (*Rx).veilHolders,
},
	(*Rx).voucherRows,
	func(v sqlcdb.VouchersByIDsRow) int64 { return v.ID },
	column("title", func(v sqlcdb.VouchersByIDsRow) Cell { return Text{v.TitleHans, v.TitleHant, v.TitleEn} }),
	column("code", func(v sqlcdb.VouchersByIDsRow) Cell { return Sign("…" + v.Code[max(0, len(v.Code)-4):]) }),
	column("member", func(v sqlcdb.VouchersByIDsRow) Cell {
		return Thing{"members", v.MemberID, Text{Hans: v.MemberName}}
	}),
	column("merchant", func(v sqlcdb.VouchersByIDsRow) Cell {
		return Thing{"merchants", v.MerchantID, Text{v.MerchantHans, v.MerchantHant, v.MerchantEn}}
	}),
	column("claimed", func(v sqlcdb.VouchersByIDsRow) Cell { return Instant(v.ClaimedAt) }).by("claimed"),
	column("until", func(v sqlcdb.VouchersByIDsRow) Cell {
		if v.RedeemTo > 1<<59 {
			return nil
		}
		return Date(v.RedeemTo - 1)
	}),
	column("price", func(v sqlcdb.VouchersByIDsRow) Cell { return Count(v.Price) }).number().extra(),
	column("redeemed", func(v sqlcdb.VouchersByIDsRow) Cell {
		if v.RedeemedAt == nil {
			return nil
		}
		return Instant(*v.RedeemedAt)
	}).extra(),
	column("state", func(v sqlcdb.VouchersByIDsRow) Cell { return Choices{{"voucher", v.State}} }),
)

// voucherRows answers the vouchers of the ids, each in the state in which it is now.
func (rx *Rx) voucherRows(ids []int64) ([]sqlcdb.VouchersByIDsRow, error) {
	rows, err := rx.VouchersByIDs(background, ids)
	for i, v := range rows {
		rows[i].State = string(stateAt(VoucherState(v.State), v.RedeemTo, rx.Now))
	}
	return rows, err
}

// VoucherStates are the states of a voucher, in the order of the desk's filter.
var VoucherStates = []VoucherState{Issued, Redeemed, Expired, Void}

// veilHolders hides the members whom the actor may not see.
func (rx *Rx) veilHolders(actor Actor, l *List, lines []Line) error {
	if all, _ := actor.Reach(MembersRead); all {
		return nil
	}
	column := l.column("member")
	var ids []int64
	for _, line := range lines {
		if t, ok := line.Cells[column].(Thing); ok {
			ids = append(ids, t.ID)
		}
	}
	seen, err := rx.visible(actor, MembersRead, ids)
	for _, line := range lines {
		if t, ok := line.Cells[column].(Thing); ok && !slices.Contains(seen, t.ID) {
			line.Cells[column] = nil
		}
	}
	return err
}
