package staff

import (
	"net/url"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Merchant is a merchant's record, with its outlets and till staff.
func (d Door) Merchant(c *web.Context) error { return show(c, d.merchantPage) }

func (d Door) merchantPage(c *web.Context) (string, func(ui.Page, ui.Form) templ.Component, error) {
	var v staff.MerchantView
	var err error
	if v.Merchant, v.Tills, err = merchant(c); err != nil {
		return "", nil, err
	}
	v.Record, err = record(c, db.Subject{Noun: db.OnMerchant, ID: v.ID}, queryID(c, "before"))
	return v.Name.In(c.Locale), func(p ui.Page, note ui.Form) templ.Component {
		v.Record.Form = note
		return staff.Merchant(p, v)
	}, err
}

// NewMerchant shows the form of another merchant.
func (d Door) NewMerchant(c *web.Context) error { return showMerchant(c, db.Merchant{}, nil, nil) }

// EditMerchant shows the form of a merchant.
func (d Door) EditMerchant(c *web.Context) error {
	m, _, err := merchant(c)
	if err != nil {
		return err
	}
	return showMerchant(c, m, nil, nil)
}

// SaveMerchant makes or changes a merchant.
func (d Door) SaveMerchant(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := mayID(c)
	if err != nil {
		return err
	}
	m := db.Merchant{ID: id, Kind: form.Get("kind"), Name: web.Text3(form, "name"), Phone: strings.TrimSpace(form.Get("phone")), Ended: form.Has("ended"), Seen: seen(form)}
	if id, err = c.Store().SaveMerchant(c.Request().Context(), c.Actor(), m); err != nil {
		return showMerchant(c, m, form, err)
	}
	c.Flash("saved")
	return c.See(staff.Path("merchants", id))
}

func showMerchant(c *web.Context, m db.Merchant, form url.Values, refused error) error {
	path := staff.Path("merchants", m.ID)
	if m.ID != 0 {
		path += "/edit"
	}
	return showForm(c, path, titled(c, m.ID, m.Name, i18n.DeskMerchantNew), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.MerchantForm(p, f, m)
	})
}

func merchant(c *web.Context) (db.Merchant, []db.TillStaff, error) {
	id, err := c.ParamID("id")
	if err != nil {
		return db.Merchant{}, nil, err
	}
	return c.Store().Merchant(c.Request().Context(), id)
}
