package member

import (
	"context"
	"io"
	"slices"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// cardKey is all that the card of an offer depends on that can be claimed or is held: the offer as it stands on the
// shelf, whose moment is that of the page.
type cardKey struct {
	*db.Offer
	db.Locale
	prefix string
	usable int64
}

// offerCards are offers in a list. What many members see alike is made once.
func offerCards(p ui.Page, s Setting, offers []db.OfferAt) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, o := range offers {
			card := func() templ.Component { return offerCard(p, s, o) }
			part := card
			if o.No == nil || o.Usable > 0 {
				part = func() templ.Component { return ui.Once(cardKey{o.Offer, p.Locale, p.Prefix, o.Usable}, card) }
			}
			if err := part().Render(ctx, w); err != nil {
				return err
			}
		}
		return nil
	})
}

func offerCard(p ui.Page, s Setting, o db.OfferAt) ui.OfferCard {
	c := ui.OfferCard{
		Value: s.value(p, o.Kind, o.Value, o.Price), Title: p.Text(o.Title), Merchant: p.Text(o.MerchantName),
		Text: spaced(whole(price(p, o.Offer)), whole(left(p, o.Offer)), whole(claimUntil(p, s, o.Offer))),
		Tag:  offerTag(p, o), Href: to(p, "/offers/", o.ID),
	}
	if o.No != nil && o.Usable == 0 {
		c.Off, c.Text = true, i18n.Refusal(p.Locale, s.Club, o.No)
	}
	return c
}

// offerTag says in a word how the offer stands.
func offerTag(p ui.Page, o db.OfferAt) ui.Tag {
	switch {
	case o.Usable > 0:
		return ui.Tag{Text: p.F(i18n.OffersHave, o.Usable), Tone: ui.Info}
	case o.No == nil:
		return ui.Tag{Text: p.T(i18n.OffersCan), Tone: ui.Good}
	}
	word := i18n.OffersLocked
	switch o.No.Reason {
	case db.OfferSoldOut:
		word = i18n.OffersGone
	case db.OfferNotLive, db.OfferOver:
		word = i18n.OffersOver
	case db.OfferNoOutlet:
		word = i18n.OffersClosed
	case db.OfferNotYet:
		word = i18n.OffersLater
	case db.OfferLimit, db.OfferDayLimit, db.OfferHomeLimit:
		word = i18n.OffersHad
	}
	return ui.Tag{Text: p.T(word)}
}

func price(p ui.Page, o *db.Offer) string {
	if o.Price == 0 {
		return p.T(i18n.OffersFree)
	}
	return points(p, o.Price)
}

func left(p ui.Page, o *db.Offer) string {
	if n, ends := o.Left(); ends {
		return p.F(i18n.OffersLeft, i18n.Number(max(n, 0)))
	}
	return ""
}

func claimUntil(p ui.Page, s Setting, o *db.Offer) string {
	return p.F(i18n.OffersUntil, s.until(p, o.ClaimTo))
}

// OffersView is the list of offers.
type OffersView struct {
	Setting
	Kind   string // of merchant, "" for all
	Kinds  []string
	Offers []db.OfferAt
}

func (v OffersView) chips(p ui.Page) []ui.Link {
	chips := []ui.Link{{Label: p.T(i18n.OffersAll), Href: p.To("/offers"), Here: v.Kind == ""}}
	for _, k := range v.Kinds {
		chips = append(chips, ui.Link{Label: p.T(i18n.MerchantKinds[k]), Href: p.To("/offers?kind=" + k), Here: v.Kind == k})
	}
	return chips
}

// OfferView is one offer.
type OfferView struct {
	Setting
	Offer       db.OfferAt
	Outlets     []db.Outlet
	Phone       string
	Communities []db.Text // to which it is limited
	Key         string    // of the form that claims it
	Refusal     string    // why the claim that was just sent failed
}

func (v OfferView) facts(p ui.Page) []ui.Fact {
	o := v.Offer
	facts := []ui.Fact{{Term: p.T(i18n.OfferPrice), Text: price(p, o.Offer), Strong: true}}
	if left := left(p, o.Offer); left != "" {
		facts = append(facts, ui.Fact{Term: p.T(i18n.OfferStock), Text: left})
	}
	by := v.until(p, o.ClaimTo)
	if o.ClaimFrom > v.Now {
		by = p.F(i18n.OfferClaimFrom, v.dateTime(p, o.ClaimFrom), by)
	}
	return append(facts,
		ui.Fact{Term: p.T(i18n.OfferClaimBy), Text: by},
		ui.Fact{Term: p.T(i18n.OfferUseBy), Text: v.useBy(p)},
		ui.Fact{Term: p.T(i18n.OfferWhen), Text: opening(p, o.Weekdays, o.HourFrom, o.HourTo)},
		ui.Fact{Term: p.T(i18n.OfferWho), Text: v.who(p)},
		ui.Fact{Term: p.T(i18n.OfferLimits), Text: v.limits(p)},
	)
}

func opening(p ui.Page, days, from, to int64) string {
	if s := i18n.Opening(p.Locale, days, from, to); s != "" {
		return s
	}
	return p.T(i18n.OfferAnyTime)
}

func (v OfferView) useBy(p ui.Page) string {
	o := v.Offer
	if o.RedeemDays == 0 {
		return v.until(p, o.RedeemTo)
	}
	s := i18n.Count(p.Locale, int(o.RedeemDays), i18n.OfferDay, i18n.OfferDays)
	if o.RedeemTo > 0 {
		s += p.F(i18n.OfferDaysEnd, v.until(p, o.RedeemTo))
	}
	return s
}

func (v OfferView) who(p ui.Page) string {
	o := v.Offer
	comma := p.T(i18n.HomesComma)
	var classes, tiers, places []string
	for _, c := range o.Classes {
		classes = append(classes, p.T(i18n.Classes[c]))
	}
	for _, t := range o.Tiers {
		tiers = append(tiers, p.T(i18n.Tiers[t]))
	}
	for _, t := range v.Communities {
		places = append(places, p.Text(t))
	}
	fresh := ""
	if o.JoinedDays > 0 {
		fresh = p.F(i18n.OfferNewMembers, o.JoinedDays)
	}
	if s := spaced(strings.Join(classes, comma), strings.Join(tiers, comma), strings.Join(places, comma), fresh); s != "" {
		return s
	}
	return p.T(i18n.OfferEveryone)
}

func (v OfferView) limits(p ui.Page) string {
	var parts []string
	for _, l := range []struct {
		n    int64
		text i18n.Text
	}{{v.Offer.PerMember, i18n.OfferPerMember}, {v.Offer.PerMemberDay, i18n.OfferPerDay}, {v.Offer.PerHome, i18n.OfferPerHome}} {
		if l.n > 0 {
			parts = append(parts, p.F(l.text, l.n))
		}
	}
	if len(parts) == 0 {
		return p.T(i18n.OfferNoLimit)
	}
	return spaced(parts...)
}

// why says why the offer cannot be claimed, and what would unlock it.
func (v OfferView) why(p ui.Page) ui.Notice {
	title := i18n.OfferNotNow
	switch v.Offer.No.Reason {
	case db.OfferLimit, db.OfferDayLimit, db.OfferHomeLimit:
		title = i18n.OffersHad
	case db.OfferSoldOut:
		title = i18n.OffersGone
	case db.OfferNotLive, db.OfferOver:
		title = i18n.OffersOver
	}
	return ui.Notice{Tone: ui.Info, Title: p.T(title), Text: i18n.Refusal(p.Locale, v.Club, v.Offer.No)}
}

// way leads to what would unlock the offer.
func (v OfferView) way(p ui.Page) ui.LinkButton {
	switch v.Offer.No.Reason {
	case db.OfferForClass, db.OfferForCommunity:
		if classes := v.Offer.Classes; len(classes) > 0 && !slices.Contains(classes, db.Owner) {
			break
		}
		return ui.LinkButton{Label: p.T(i18n.OfferVerify), Href: p.To("/homes/new"), Icon: ui.IconBuilding, Wide: true}
	case db.PointsShort:
		return ui.LinkButton{Label: p.T(i18n.OfferSeePoints), Href: p.To("/points"), Kind: ui.Secondary, Wide: true}
	case db.OfferLimit, db.OfferDayLimit, db.OfferHomeLimit:
		return ui.LinkButton{Label: p.T(i18n.OfferSeeVouchers), Href: p.To("/vouchers"), Kind: ui.Secondary, Wide: true}
	}
	return ui.LinkButton{Label: p.T(i18n.OfferSeeOthers), Href: p.To("/offers"), Kind: ui.Secondary, Wide: true}
}

func (v OfferView) claim(p ui.Page) string {
	if v.Offer.Price == 0 {
		return p.T(i18n.OfferClaim)
	}
	return p.F(i18n.OfferClaimPoints, i18n.Number(v.Offer.Price))
}
