package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// The lists of merchants and of offers have some thousands of rows at most: what is typed is compared with each.

// MerchantList is the desk's list of merchants.
var MerchantList = declare(List{
	Name: "merchants", Right: MerchantsRead, from: "merchants m", id: "m.id",
	Orders: []Order{{Name: "added", Desc: true}, {Name: "name", key: "m.name_hans"}},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			rows, err := n.rx.ListMerchants(background)
			var ids []int64
			for _, r := range rows {
				if Matches(v.Text, Text{r.NameHans, r.NameHant, r.NameEn}) {
					ids = append(ids, r.ID)
				}
			}
			n.in("m.id", ids)
			return true, err
		}},
		{Name: "kind", Kind: FilterChoice, Of: "merchant", Words: MerchantKinds, narrow: equals("m.kind")},
		{Name: "state", Kind: FilterChoice, Of: "use", Words: inUse, narrow: ended("m.ended_at")},
	},
},
	func(rx *Rx, ids []int64) ([]sqlcdb.MerchantsByIDsRow, error) {
		return rx.MerchantsByIDs(background, ids)
	},
	func(m sqlcdb.MerchantsByIDsRow) int64 { return m.ID },
	column("name", func(m sqlcdb.MerchantsByIDsRow) Cell { return Text{m.NameHans, m.NameHant, m.NameEn} }).by("name"),
	column("kind", func(m sqlcdb.MerchantsByIDsRow) Cell { return Choice{"merchant", m.Kind} }),
	column("phone", func(m sqlcdb.MerchantsByIDsRow) Cell { return orNothing(Sign(m.Phone)) }),
	column("outlets", func(m sqlcdb.MerchantsByIDsRow) Cell { return Count(m.Outlets) }).number(),
	column("offers", func(m sqlcdb.MerchantsByIDsRow) Cell { return Count(m.Live) }).number(),
	column("state", func(m sqlcdb.MerchantsByIDsRow) Cell { return used(m.EndedAt != nil) }),
)

// OfferList is the desk's list of offers, drafts and ended ones too.
var OfferList = declare(List{
	Name: "offers", Right: OffersRead, from: "offers o", id: "o.id",
	Orders: []Order{
		{Name: "added", Desc: true},
		{Name: "ends", key: "o.claim_to", number: true},
		{Name: "issued", Desc: true, key: "o.issued", number: true},
	},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			rows, err := n.rx.OfferTitles(background)
			var ids []int64
			for _, r := range rows {
				if Matches(v.Text, Text{r.TitleHans, r.TitleHant, r.TitleEn}) {
					ids = append(ids, r.ID)
				}
			}
			n.in("o.id", ids)
			return true, err
		}},
		{Name: "state", Kind: FilterChoice, Of: "offer", Words: wordsOf(OfferStates), narrow: equals("o.state")},
		{Name: "merchant", Kind: FilterThing, things: merchantsAsOptions, narrow: is("o.merchant_id")},
	},
	Batches: []Batch{
		{Name: "live", Right: OffersEdit, do: offersTo(OfferLive)},
		{Name: "end", Right: OffersEdit, Danger: true, do: offersTo(OfferEnded)},
	},
},
	func(rx *Rx, ids []int64) (list []*Offer, err error) {
		rows, err := rx.OffersByIDs(background, ids)
		for _, r := range rows {
			list = append(list, offerOf(r))
		}
		return list, err
	},
	func(o *Offer) int64 { return o.ID },
	column("title", func(o *Offer) Cell { return o.Title }),
	column("merchant", func(o *Offer) Cell { return Thing{"merchants", o.Merchant, o.MerchantName} }),
	column("worth", func(o *Offer) Cell { return Worth{o.Kind, o.Value} }),
	column("price", func(o *Offer) Cell { return Count(o.Price) }).number(),
	column("from", func(o *Offer) Cell { return Date(o.ClaimFrom) }).extra(),
	column("ends", func(o *Offer) Cell { return Date(o.ClaimTo - 1) }).by("ends"),
	column("issued", func(o *Offer) Cell { return Count(o.Issued) }).number().by("issued"),
	column("left", func(o *Offer) Cell {
		if left, some := o.Left(); some {
			return Count(left)
		}
		return Choice{"stock", "endless"}
	}).number(),
	column("state", func(o *Offer) Cell { return Choices{{"offer", string(o.State)}} }),
)

// offersTo has offers stand in the state, as their form would.
func offersTo(state OfferState) func(context.Context, *Store, Actor, int64, BatchInput) error {
	return func(ctx context.Context, s *Store, actor Actor, id int64, _ BatchInput) error {
		o, err := s.Offer(ctx, id)
		if err != nil || o.State == state {
			return err
		}
		changed := *o
		changed.Seen, changed.State = o.Revision(), state
		_, err = s.SaveOffer(ctx, actor, changed)
		return err
	}
}
