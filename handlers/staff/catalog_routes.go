package staff

import (
	"errors"
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// mostOffer is the largest form of an offer, in bytes: terms in three languages at nine bytes a sign, with room for ones
// that are too long and must come back to whoever typed them.
const mostOffer = 256 << 10

// catalogRoutes are the pages of brands, communities, merchants and offers, and of the owners' register.
func catalogRoutes(d Door) []web.Route {
	catalogEdit := web.Staff(db.CatalogEdit)
	merchants, merchantsEdit := web.Staff(db.MerchantsRead), web.Staff(db.MerchantsEdit)
	offers, offersEdit := web.Staff(db.OffersRead), web.Staff(db.OffersEdit)
	register := web.Staff(db.RegisterImport)
	return []web.Route{
		{Method: "GET", Path: "/staff/brands/new", Who: catalogEdit, Handler: d.NewBrand},
		{Method: "POST", Path: "/staff/brands", Who: catalogEdit, Handler: d.SaveBrand},
		{Method: "GET", Path: "/staff/brands/:id", Who: catalogEdit, Handler: d.Brand},
		{Method: "POST", Path: "/staff/brands/:id", Who: catalogEdit, Handler: d.SaveBrand},

		{Method: "GET", Path: "/staff/communities/new", Who: catalogEdit, Handler: d.NewCommunity},
		{Method: "POST", Path: "/staff/communities", Who: catalogEdit, Handler: d.SaveCommunity},
		{Method: "GET", Path: "/staff/communities/:id", Who: catalogEdit, Handler: d.Community},
		{Method: "POST", Path: "/staff/communities/:id", Who: catalogEdit, Handler: d.SaveCommunity},

		{Method: "GET", Path: "/staff/merchants/new", Who: merchantsEdit, Handler: d.NewMerchant},
		{Method: "POST", Path: "/staff/merchants", Who: merchantsEdit, Handler: d.SaveMerchant},
		{Method: "GET", Path: "/staff/merchants/:id", Who: merchants, Handler: d.Merchant},
		{Method: "GET", Path: "/staff/merchants/:id/edit", Who: merchantsEdit, Handler: d.EditMerchant},
		{Method: "POST", Path: "/staff/merchants/:id", Who: merchantsEdit, Handler: d.SaveMerchant},
		{Method: "GET", Path: "/staff/merchants/:id/outlets/new", Who: merchantsEdit, Handler: d.NewOutlet},
		{Method: "POST", Path: "/staff/merchants/:id/outlets", Who: merchantsEdit, Handler: d.MakeOutlet},
		{Method: "GET", Path: "/staff/outlets/:id", Who: merchantsEdit, Handler: d.Outlet},
		{Method: "POST", Path: "/staff/outlets/:id", Who: merchantsEdit, Handler: d.SaveOutlet},
		{Method: "POST", Path: "/staff/outlets/:id/tills", Who: merchantsEdit, Handler: d.AddTill},
		{Method: "POST", Path: "/staff/tills/:grant/end", Who: merchantsEdit, Handler: d.EndTill},

		{Method: "GET", Path: "/staff/offers/new", Who: offersEdit, Handler: d.NewOffer},
		{Method: "POST", Path: "/staff/offers", Who: offersEdit, Handler: d.SaveOffer, Body: mostOffer},
		{Method: "GET", Path: "/staff/offers/:id", Who: offers, Handler: d.Offer},
		{Method: "GET", Path: "/staff/offers/:id/edit", Who: offersEdit, Handler: d.EditOffer},
		{Method: "POST", Path: "/staff/offers/:id", Who: offersEdit, Handler: d.SaveOffer, Body: mostOffer},

		{Method: "GET", Path: "/staff/register", Who: register, Handler: d.Register},
		{Method: "GET", Path: "/staff/register.csv", Who: register, Handler: d.ExportRegister},
		{Method: "POST", Path: "/staff/register/uploads", Who: register, Handler: d.UploadRegister, TooLarge: d.RegisterTooLarge, Body: db.MostUpload + 1<<20},
		{Method: "GET", Path: "/staff/register/uploads/:id", Who: register, Handler: d.Upload},
		{Method: "POST", Path: "/staff/register/uploads/:id", Who: register, Handler: d.MapUpload},
		{Method: "GET", Path: "/staff/register/uploads/:id/check", Who: register, Handler: d.CheckUpload},
		{Method: "GET", Path: "/staff/register/uploads/:id/refused.csv", Who: register, Handler: d.RefusedRows},
		{Method: "POST", Path: "/staff/register/uploads/:id/confirm", Who: register, Handler: d.ConfirmUpload},
		{Method: "POST", Path: "/staff/register/uploads/:id/drop", Who: register, Handler: d.DropUpload},
		{Method: "GET", Path: "/staff/register/imports/:id", Who: register, Handler: d.Import},
	}
}

// showForm answers the page of a form that stands at path: as it is at first, or, where err refuses it, with what was
// typed and 422.
func showForm(c *web.Context, path, title string, form url.Values, err error, view func(p ui.Page, f ui.Form) templ.Component) error {
	if err == nil {
		p := c.Page(title)
		p.Path = path
		return c.Render(http.StatusOK, view(p, ui.Form{Values: form}))
	}
	if e, ok := errors.AsType[*db.Error](err); ok && e.Reason == db.ChangedMeanwhile {
		form.Set("seen", string(e.Args[1].(db.Revision))) // whoever has been told may put theirs in its place
	}
	return c.RenderForm(title, form, err, func(p ui.Page, f ui.Form) templ.Component {
		p.Path = path
		return view(p, f)
	})
}

// seen answers the revision from which a form was made.
func seen(form url.Values) db.Revision { return db.Revision(form.Get("seen")) }

// mayID answers the id in the path, 0 for a path without one: what is posted there is new.
func mayID(c *web.Context) (int64, error) {
	if c.Param("id") == "" {
		return 0, nil
	}
	return c.ParamID("id")
}

// titled answers the name of what is edited, or what making another is called.
func titled(c *web.Context, id int64, name db.Text, fresh i18n.Text) string {
	if id == 0 {
		return c.T(fresh)
	}
	if s := name.In(c.Locale); s != "" {
		return s
	}
	return c.T(i18n.DeskEdit) // the name itself is what was refused
}

// found answers the element with the id. NotFound where there is none.
func found[T any](list []T, id int64, idOf func(T) int64) (T, error) {
	for _, v := range list {
		if idOf(v) == id {
			return v, nil
		}
	}
	var none T
	return none, &db.Error{Kind: db.NotFound}
}
