package staff

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Upload shows the wizard's first step: what each column of the file holds, and the brands of new communities.
func (d Door) Upload(c *web.Context) error {
	u, err := upload(c)
	if err != nil {
		return err
	}
	return showUpload(c, u, nil, nil)
}

func upload(c *web.Context) (*db.Upload, error) {
	id, err := c.ParamID("id")
	if err != nil {
		return nil, err
	}
	return c.Store().Upload(c.Request().Context(), c.Actor(), id)
}

func showUpload(c *web.Context, u *db.Upload, form url.Values, refused error) error {
	brands, err := c.Store().Brands(c.Request().Context())
	if err != nil {
		return err
	}
	v := staff.UploadView{Upload: u, Brands: brands, Club: c.Store().Club()}
	return showForm(c, staff.UploadPath(u.ID), c.T(i18n.DeskRegisterUpload), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Upload(p, f, v)
	})
}

// MapUpload keeps the columns and brands that were chosen, and asks again for what is still missing.
func (d Door) MapUpload(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	ctx, m := c.Request().Context(), readMapping(form)
	brands := readBrands(form)
	if err := c.Store().MapUpload(ctx, c.Actor(), id, m, brands); err != nil {
		return err
	}
	u, err := c.Store().Upload(ctx, c.Actor(), id)
	if err != nil {
		return err
	}
	if u.Fault != nil {
		return showUpload(c, u, form, u.Fault)
	}
	// Only now is it known which communities are new. One brand serves all that have none of their own.
	common := c.FormID("brand")
	if common == 0 && len(staff.Homeless(u)) > 0 {
		if common, err = c.Store().OwnBrand(ctx, c.Actor()); err != nil {
			return err
		}
	}
	for _, place := range staff.Homeless(u) {
		if common == 0 {
			return showUpload(c, u, form, &db.Error{Kind: db.Refused, Reason: db.BrandNeeded, Field: "brand", Args: []any{place.Community, place.City}})
		}
		brands[db.PlaceKey(place)] = common
	}
	if err := c.Store().MapUpload(ctx, c.Actor(), id, m, brands); err != nil {
		return err
	}
	return c.See(staff.UploadPath(id) + "/check")
}

// readMapping reads which column holds which field.
func readMapping(form url.Values) db.RegisterMapping {
	m := db.RegisterMapping{Columns: map[string]int{}, City: form.Get("city_name")}
	for _, field := range db.RegisterFields {
		if n, err := strconv.Atoi(form.Get(field)); err == nil && n >= 0 {
			m.Columns[field] = n
		}
	}
	return m
}

// readBrands reads the brands that were chosen for single communities: place_0 names one, brand_0 is its brand.
func readBrands(form url.Values) map[string]int64 {
	brands := map[string]int64{}
	for name := range form {
		if n, ok := strings.CutPrefix(name, "place_"); ok {
			if brand, err := strconv.ParseInt(form.Get("brand_"+n), 10, 64); err == nil {
				brands[form.Get(name)] = brand
			}
		}
	}
	return brands
}

// checked answers an upload whose mapping is complete, and what importing it would do; nil where something is missing.
func checked(c *web.Context) (*db.Upload, db.ImportReport, error) {
	u, err := upload(c)
	if err != nil || u.Fault != nil || len(staff.Homeless(u)) > 0 {
		return nil, db.ImportReport{}, err
	}
	report, err := c.Store().CheckRegister(c.Request().Context(), u.File)
	return u, report, err
}

// CheckUpload shows the second step: what the import would do.
func (d Door) CheckUpload(c *web.Context) error {
	u, report, err := checked(c)
	if err != nil {
		return err
	}
	if u == nil {
		return c.See("/staff/register/uploads/" + c.Param("id"))
	}
	return c.Render(http.StatusOK, staff.CheckUpload(c.Page(c.T(i18n.DeskRegisterCheckTitle)), u, report))
}

// RefusedRows sends the records that an import would leave out.
func (d Door) RefusedRows(c *web.Context) error {
	u, report, err := checked(c)
	if err != nil {
		return err
	}
	if u == nil {
		return &db.Error{Kind: db.NotFound}
	}
	if err := c.Store().LogRefusedExport(c.Request().Context(), c.Actor(), u.ID); err != nil {
		return err
	}
	w := csv.NewWriter(sendCSV(c, "refused-records.csv"))
	_ = w.Write([]string{c.T(i18n.DeskRegisterRecord), c.T(i18n.DeskRegisterField), c.T(i18n.DeskRegisterWhy), c.T(i18n.DeskRegisterContract)})
	for _, r := range report.Refused {
		_ = w.Write([]string{strconv.Itoa(r.Record), c.T(i18n.DeskRegisterFields[r.Field]), i18n.RowFault(c.Locale, r.Reason), db.SafeCell(r.Contract)})
	}
	w.Flush()
	return nil // a client that has gone is no fault of ours
}

// ConfirmUpload imports the file, once.
func (d Door) ConfirmUpload(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	run, err := c.Store().LongUpload(c.Request().Context(), c.Actor(), id)
	switch {
	case db.ReasonOf(err) == db.RunsTooMany:
		c.Flash("runs_too_many")
		return c.See("/staff/runs")
	case err != nil && db.KindOf(err) != db.NotFound: // what is there no more is refused below
		return err
	case run != 0:
		return c.See(staff.Path("runs", run))
	}
	report, err := c.Store().ConfirmUpload(c.Request().Context(), c.Actor(), id)
	switch {
	case db.ReasonOf(err) == db.ImportRepeat:
		return showRegister(c, err)
	case db.ReasonOf(err) == db.BrandNeeded, db.ReasonOf(err) == db.RegisterMissingColumn:
		return c.See(staff.UploadPath(id)) // it was never mapped to its end
	case err != nil:
		return err
	case report.ID == 0:
		c.Flash("register_same")
		return c.See("/staff/register")
	}
	return c.See("/staff/register/imports/" + strconv.FormatInt(report.ID, 10))
}

// DropUpload forgets the file.
func (d Door) DropUpload(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := c.Store().DropUpload(c.Request().Context(), c.Actor(), id); err != nil {
		return err
	}
	c.Flash("register_drop")
	return c.See("/staff/register")
}
