package member

import (
	"net/http"
	"slices"
	"strconv"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
)

// Offers lists the offers, all or of one kind of merchant.
func (d Door) Offers(c *web.Context) error {
	ctx := c.Request().Context()
	offers, err := d.Store.MemberOffers(ctx, c.Session.Member)
	if err != nil {
		return err
	}
	v := member.OffersView{Setting: d.setting()}
	if kind := c.QueryParam("kind"); slices.Contains(db.MerchantKinds, kind) {
		v.Kind = kind
	}
	for _, kind := range db.MerchantKinds {
		if kind == v.Kind || slices.ContainsFunc(offers, func(o db.OfferAt) bool { return o.MerchantKind == kind }) {
			v.Kinds = append(v.Kinds, kind)
		}
	}
	for _, o := range offers {
		if v.Kind == "" || o.MerchantKind == v.Kind {
			v.Offers = append(v.Offers, o)
		}
	}
	return c.Render(http.StatusOK, member.Offers(c.Page(c.T(i18n.OffersTitle)), v))
}

// Offer shows one offer.
func (d Door) Offer(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	v, err := d.offerView(c, id)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Offer(c.Page(v.Offer.Title.In(c.Locale)), v))
}

func (d Door) offerView(c *web.Context, id int64) (v member.OfferView, err error) {
	ctx := c.Request().Context()
	o, err := d.Store.MemberOffer(ctx, c.Session.Member, id)
	if err != nil {
		return v, err
	}
	v = member.OfferView{Setting: d.setting(), Offer: o, Key: web.NewKey()}
	if v.Outlets, v.Phone, err = d.Store.UsableAt(ctx, o.Merchant, o.Outlets); err != nil {
		return v, err
	}
	if len(o.Communities) > 0 {
		places, err := d.Store.Places(ctx)
		if err != nil {
			return v, err
		}
		for _, p := range places {
			if slices.Contains(o.Communities, p.ID) {
				v.Communities = append(v.Communities, p.Name)
			}
		}
	}
	return v, nil
}

// ClaimOffer gives the member a voucher.
func (d Door) ClaimOffer(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	f, err := c.Posted()
	if err != nil {
		return err
	}
	voucher, err := d.Store.ClaimOffer(c.Request().Context(), c.Actor(), id, f.Get("key"))
	if err == nil {
		c.Flash("claimed")
		return c.See("/vouchers/" + strconv.FormatInt(voucher, 10))
	}
	form, err := c.Refused(f, err)
	if err != nil {
		return err
	}
	v, err := d.offerView(c, id)
	if err != nil {
		return err
	}
	v.Refusal = form.Errors[0].Text
	p := c.Page(v.Offer.Title.In(c.Locale))
	p.Failed = true
	return c.Render(http.StatusUnprocessableEntity, member.Offer(p, v))
}
