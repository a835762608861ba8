package public

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/public"
	"clubhouse/views/ui"
)

const teasers = 3

// Landing is the first page. Whoever is signed in goes home.
func (d Door) Landing(c *web.Context) error {
	if c.Peek(db.MemberDoor) != nil {
		return c.See("/home")
	}
	offers, err := c.Store().LiveOffers(c.Request().Context())
	if err != nil {
		return err
	}
	club := c.Store().Club()
	p := c.Page("")
	v := public.LandingView{
		Card: ui.MemberCard{
			Club: p.Text(club.Name), Name: p.T(i18n.LandingYou), Number: club.Letters + " 8602 1147 3", Tier: p.T(i18n.Tiers[db.Jade]),
			Communities: p.T(i18n.LandingWhere),
		},
		Hotline: club.Hotline,
	}
	if _, err := c.Store().TextInForce(c.Request().Context(), db.About); err == nil {
		v.About = p.To("/about")
	} else if db.KindOf(err) != db.NotFound {
		return err
	}
	for _, o := range offers {
		if left, ends := o.Left(); o.ClaimFrom > c.Store().Now() || ends && left <= 0 {
			continue // what nobody can claim is no invitation
		}
		if len(v.Offers) == teasers {
			break
		}
		text := p.T(i18n.LandingOfferText)
		switch {
		case len(o.Classes) > 0 && !slices.Contains(o.Classes, db.Friend):
			text = p.T(i18n.LandingOwners)
		case o.Price > 0:
			text = p.F(i18n.LandingPoints, i18n.Number(o.Price))
		}
		big, small := i18n.OfferValue(c.Locale, o.Kind, o.Value, o.Price, club.Currency)
		v.Offers = append(v.Offers, ui.OfferCard{
			Value: ui.Value{Big: big, Small: small}, Title: p.Text(o.Title), Merchant: p.Text(o.MerchantName), Text: text,
			Href: p.To("/offers/" + strconv.FormatInt(o.ID, 10)),
		})
	}
	return c.Render(http.StatusOK, public.Landing(p, v))
}

// ScannedCard answers the address in a card's code: a till goes on to its member, anyone else learns whether the card is
// good, and nothing of its member.
func (d Door) ScannedCard(c *web.Context) error {
	path := c.Request().URL.Path
	if c.Peek(db.MerchantDoor) != nil {
		return c.See("/merchant?code=" + url.QueryEscape(d.Address(path)))
	}
	err := c.Store().CheckCard(c.Request().Context(), c.Param("token"))
	why := db.ReasonOf(err)
	if err != nil && why == "" {
		return err
	}
	p := c.Page(c.T(i18n.Scanned[why][0]))
	return c.Render(http.StatusOK, public.ScannedCard(p, why, p.To("/merchant/signin?next="+url.QueryEscape(path))))
}

// ScannedVoucher answers the address in a voucher's code: a till goes on to redeem it, its member sees it, anyone else
// learns nothing.
func (d Door) ScannedVoucher(c *web.Context) error {
	if c.Peek(db.MerchantDoor) == nil {
		if s := c.Peek(db.MemberDoor); s != nil && s.Member != nil {
			id, err := c.Store().OwnVoucher(c.Request().Context(), s.Member.ID, c.Param("code"))
			if err == nil {
				return c.See("/vouchers/" + strconv.FormatInt(id, 10))
			}
			if db.KindOf(err) != db.NotFound {
				return err
			}
		}
	}
	path := c.Request().URL.Path
	if c.Peek(db.MerchantDoor) != nil {
		return c.See("/merchant?code=" + url.QueryEscape(d.Address(path)))
	}
	p := c.Page(c.T(i18n.ScannedVoucher))
	return c.Render(http.StatusOK, public.Scanned(p, public.ScannedView{
		Text: c.T(i18n.ScannedVoucherText), Till: p.To("/merchant/signin?next=" + url.QueryEscape(path)), Member: p.To("/signin?next=" + url.QueryEscape(path)),
	}))
}
