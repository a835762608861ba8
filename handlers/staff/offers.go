package staff

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Offer is an offer's record.
func (d Door) Offer(c *web.Context) error { return show(c, d.offerPage) }

func (d Door) offerPage(c *web.Context) (string, func(ui.Page, ui.Form) templ.Component, error) {
	v, err := offerView(c)
	if err != nil {
		return "", nil, err
	}
	v.Record, err = record(c, db.Subject{Noun: db.OnOffer, ID: v.Offer.ID}, queryID(c, "before"))
	return v.Offer.Title.In(c.Locale), func(p ui.Page, note ui.Form) templ.Component {
		v.Record.Form = note
		return staff.Offer(p, v)
	}, err
}

// NewOffer asks for the merchant, then shows the form of another offer of theirs.
func (d Door) NewOffer(c *web.Context) error {
	if c.FormID("merchant") == 0 {
		merchants, err := c.Store().Merchants(c.Request().Context())
		if err != nil {
			return err
		}
		return c.Render(http.StatusOK, staff.OfferMerchant(c.Page(c.T(i18n.DeskOfferNew)), merchants))
	}
	v, err := freshOffer(c)
	if err != nil {
		return err
	}
	return showOffer(c, v, nil, nil)
}

// EditOffer shows the form of an offer.
func (d Door) EditOffer(c *web.Context) error {
	v, err := offerView(c)
	if err != nil {
		return err
	}
	return showOffer(c, v, nil, nil)
}

// SaveOffer makes or changes an offer, or only shows how members would see what has been typed.
func (d Door) SaveOffer(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	var v staff.OfferView
	if c.Param("id") == "" {
		v, err = freshOffer(c)
	} else {
		v, err = offerView(c)
	}
	if err != nil {
		return err
	}
	faults := readOffer(c, form, v.Offer)
	switch {
	case form.Get("do") == "preview":
		p := c.Page(v.Title(c.Locale))
		p.Path = v.Path()
		return c.Render(http.StatusOK, staff.OfferForm(p, ui.Form{Values: form}, v))
	case len(faults) > 0:
		p := c.Page(v.Title(c.Locale))
		p.Path, p.Failed = v.Path(), true
		return c.Render(http.StatusUnprocessableEntity, staff.OfferForm(p, ui.Form{Values: form, Errors: faults}, v))
	}
	v.Offer.Seen = seen(form)
	id, err := c.Store().SaveOffer(c.Request().Context(), c.Actor(), *v.Offer)
	if err != nil {
		return showOffer(c, v, form, err)
	}
	c.Flash("saved")
	return c.See(staff.Path("offers", id))
}

func showOffer(c *web.Context, v staff.OfferView, form url.Values, refused error) error {
	return showForm(c, v.Path(), v.Title(c.Locale), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.OfferForm(p, f, v)
	})
}

// offerView answers the offer of the path with what its pages show beside it.
func offerView(c *web.Context) (staff.OfferView, error) {
	id, err := c.ParamID("id")
	if err != nil {
		return staff.OfferView{}, err
	}
	o, err := c.Store().Offer(c.Request().Context(), id)
	if err != nil {
		return staff.OfferView{}, err
	}
	return besideOffer(c, o)
}

// freshOffer answers an offer of the merchant in the form that claims a month from today on.
func freshOffer(c *web.Context) (staff.OfferView, error) {
	club := c.Store().Club()
	y, m, day := club.Day(c.Store().Now()).Date()
	return besideOffer(c, staff.FreshOffer(c.FormID("merchant"), club, y, m, day))
}

func besideOffer(c *web.Context, o *db.Offer) (staff.OfferView, error) {
	ctx := c.Request().Context()
	v := staff.OfferView{Offer: o, Saved: *o, Clock: clock(c)}
	var err error
	if v.Merchant, _, err = c.Store().Merchant(ctx, o.Merchant); err != nil {
		return v, err
	}
	o.MerchantName = v.Merchant.Name
	v.Communities, err = c.Store().Places(ctx)
	return v, err
}
