package staff

import (
	"slices"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

func merchantOptions(p ui.Page, merchants []db.Merchant, chosen int64, ended bool) []ui.Option {
	var out []ui.Option
	for _, m := range merchants {
		if ended || !m.Ended || m.ID == chosen {
			out = append(out, ui.Option{Value: text(m.ID), Label: p.Text(m.Name)})
		}
	}
	return out
}

// offerTag is where an offer stands.
func offerTag(p ui.Page, s db.OfferState) ui.Tag {
	tone := map[db.OfferState]ui.Tone{db.OfferDraft: ui.Info, db.OfferLive: ui.Good}[s]
	return ui.Tag{Text: p.T(i18n.OfferStates[s]), Tone: tone}
}

func (k Clock) fromTo(p ui.Page, from, to int64) string {
	if clock := "15:04"; k.Club.Day(from).Format(clock) == "00:00" && k.Club.Day(to).Format(clock) == "00:00" {
		return p.F(i18n.DeskOfferFromTo, i18n.Until(p.Locale, k.Club.Day(from+1), k.Club.Day(k.Now)), k.until(p, to)) // whole days
	}
	return p.F(i18n.DeskOfferFromTo, k.time(p, from), k.time(p, to))
}

// issued tells how many have been claimed of how many.
func issued(p ui.Page, o *db.Offer) string {
	stock := p.T(i18n.DeskOfferNoStock)
	if o.Stock != nil {
		stock = i18n.Number(*o.Stock)
	}
	return i18n.Number(o.Issued) + " / " + stock
}

// OfferView is one offer with what its form and its record show beside it.
type OfferView struct {
	Offer       *db.Offer // as it was typed, where it was
	Saved       db.Offer  // as the books have it
	Merchant    db.Merchant
	Communities []db.Community
	Record      RecordView // of its record alone
	Clock
}

// Path is where the form stands.
func (v OfferView) Path() string {
	if v.Offer.ID == 0 {
		return "/staff/offers/new?merchant=" + text(v.Merchant.ID)
	}
	return Path("offers", v.Offer.ID) + "/edit"
}

// Title is how the form is called.
func (v OfferView) Title(l db.Locale) string {
	if v.Offer.ID == 0 {
		return i18n.DeskOfferNew.In(l)
	}
	return v.Saved.Title.In(l)
}

// FreshOffer is what the form of another offer begins with: a month of claiming from the day on, one for each member.
func FreshOffer(merchant int64, club *db.Club, y int, m time.Month, day int) *db.Offer {
	start := time.Date(y, m, day, 0, 0, 0, 0, club.Zone).Unix()
	return &db.Offer{
		Merchant: merchant, State: db.OfferDraft, Kind: db.Percent, Payer: "merchant", ShownFrom: start, ClaimFrom: start,
		ClaimTo: time.Date(y, m, day+30, 23, 59, 0, 0, club.Zone).Unix(), RedeemDays: 30, Weekdays: 127, HourTo: 24 * 60, PerMember: 1,
	}
}

// crumbs lead back to the list and, from the form, to the offer.
func (v OfferView) crumbs(p ui.Page, form bool) []ui.Link {
	links := []ui.Link{{Label: p.T(i18n.DeskOfferTitle), Href: p.To("/staff/offers")}}
	if form && v.Offer.ID != 0 {
		links = append(links, ui.Link{Label: p.Text(v.Saved.Title), Href: p.To(Path("offers", v.Offer.ID))})
	}
	return links
}

// preview is the offer's card as members see it in a language.
func (v OfferView) preview(p ui.Page, l db.Locale) ui.OfferCard {
	o := v.Offer
	card := ui.OfferCard{Title: o.Title.In(l), Merchant: v.Merchant.Name.In(l), Href: "#preview"}
	if o.Value > 0 || o.Kind == db.Gift || o.Kind == db.Perk {
		card.Value.Big, card.Value.Small = i18n.Value(l, o.Kind, o.Value, v.Club.Currency)
	} else {
		card.Value.Big = "—"
	}
	if card.Title == "" {
		card.Title = i18n.DeskOfferUntitled.In(l)
	}
	if o.ClaimTo != 0 {
		until := i18n.Until(l, v.Club.Day(o.ClaimTo), v.Club.Day(v.Now))
		if left, ends := o.Left(); ends {
			card.Text = i18n.DeskOfferLeftUntil.Format(l, i18n.Number(left), until)
		} else {
			card.Text = i18n.DeskOfferUntil.Format(l, until)
		}
	}
	if o.Price > 0 {
		card.Tag = ui.Tag{Text: i18n.Number(o.Price) + " " + i18n.DeskOfferPoints.In(l), Tone: ui.Info}
	}
	return card
}

// listed joins the names of what was chosen; nothing chosen is all.
func listed[T comparable](p ui.Page, chosen []T, name func(T) string, all i18n.Text) string {
	if len(chosen) == 0 {
		return p.T(all)
	}
	var parts []string
	for _, v := range chosen {
		parts = append(parts, name(v))
	}
	return list(p, parts)
}

// whoFacts tell who may claim the offer, and how many.
func (v OfferView) whoFacts(p ui.Page) []ui.Fact {
	o := v.Offer
	facts := []ui.Fact{
		{Term: p.T(i18n.DeskOfferClasses), Text: listed(p, o.Classes, func(c db.Class) string { return p.T(i18n.Classes[c]) }, i18n.DeskOfferEverybody)},
		{Term: p.T(i18n.DeskOfferTiers), Text: listed(p, o.Tiers, func(t db.Tier) string { return p.T(i18n.Tiers[t]) }, i18n.DeskOfferEverybody)},
		{Term: p.T(i18n.DeskOfferCommunities), Text: listed(p, o.Communities, v.communityName(p), i18n.DeskOfferEverybody)},
	}
	if o.JoinedDays > 0 {
		facts = append(facts, ui.Fact{Term: p.T(i18n.DeskOfferJoined), Text: counted(p, o.JoinedDays, i18n.DeskOfferDaysAfter)})
	}
	price := p.T(i18n.DeskOfferFree)
	if o.Price > 0 {
		price = counted(p, o.Price, i18n.DeskOfferPoints)
	}
	facts = append(facts, ui.Fact{Term: p.T(i18n.DeskOfferPrice), Text: price})
	for _, limit := range []struct {
		term i18n.Text
		n    int64
	}{{i18n.DeskOfferMember, o.PerMember}, {i18n.DeskOfferMemberDay, o.PerMemberDay}, {i18n.DeskOfferHome, o.PerHome}} {
		if limit.n > 0 {
			facts = append(facts, ui.Fact{Term: p.T(limit.term), Text: counted(p, limit.n, i18n.DeskOfferPieces)})
		}
	}
	return facts
}

// useFacts tell what the offer gives, when and where.
func (v OfferView) useFacts(p ui.Page) []ui.Fact {
	o := v.Offer
	payer := p.T(i18n.DeskOfferPayers[o.Payer])
	if o.Payer == "split" {
		payer += " · " + p.T(i18n.DeskOfferShare) + " " + text(o.ClubShare) + "%"
	}
	facts := []ui.Fact{
		{Term: p.T(i18n.DeskOfferMerchant), Text: p.Text(v.Merchant.Name), Href: p.To(Path("merchants", v.Merchant.ID))},
		{Term: p.T(i18n.DeskOfferValueCol), Text: i18n.Worth(p.Locale, o.Kind, o.Value, v.Club.Currency), Strong: true},
		{Term: p.T(i18n.DeskOfferIssued), Text: issued(p, o)},
		{Term: p.T(i18n.DeskOfferPayer), Text: payer},
		{Term: p.T(i18n.DeskOfferShown), Text: v.time(p, o.ShownFrom)},
		{Term: p.T(i18n.DeskOfferWindow), Text: v.fromTo(p, o.ClaimFrom, o.ClaimTo)},
	}
	if o.RedeemTo != 0 {
		facts = append(facts, ui.Fact{Term: p.T(i18n.DeskOfferRedeemTo), Text: v.time(p, o.RedeemTo)})
	}
	if o.RedeemDays != 0 {
		facts = append(facts, ui.Fact{Term: p.T(i18n.DeskOfferDays), Text: counted(p, o.RedeemDays, i18n.DeskOfferDaysAfter)})
	}
	return append(facts,
		ui.Fact{Term: p.T(i18n.DeskOfferWeekdays), Text: orElse(i18n.Opening(p.Locale, o.Weekdays, o.HourFrom, o.HourTo), p.T(i18n.DeskOfferWhole))},
		ui.Fact{Term: p.T(i18n.DeskOfferOutlets), Text: listed(p, o.Outlets, v.outletName(p), i18n.DeskOfferAllOutlets)})
}

func counted(p ui.Page, n int64, what i18n.Text) string { return i18n.Number(n) + " " + p.T(what) }

func (v OfferView) communityName(p ui.Page) func(int64) string {
	return func(id int64) string { return placeName(p, v.Communities, id) }
}

func (v OfferView) outletName(p ui.Page) func(int64) string {
	return func(id int64) string {
		if i := slices.IndexFunc(v.Merchant.Outlets, func(o db.Outlet) bool { return o.ID == id }); i >= 0 {
			return p.Text(v.Merchant.Outlets[i].Name)
		}
		return text(id)
	}
}
