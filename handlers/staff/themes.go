package staff

import (
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

// mostLogo is the longest side of a logo as it is kept.
const mostLogo = 512

// Theme shows the theme of a community.
func (d Door) Theme(c *web.Context) error {
	m, err := community(c)
	if err != nil {
		return err
	}
	return showTheme(c, m, staff.HueOf(m.Theme), nil, nil)
}

// community answers the community that the path names.
func community(c *web.Context) (db.Community, error) {
	id, err := c.ParamID("id")
	if err != nil {
		return db.Community{}, err
	}
	all, err := c.Store().Places(c.Request().Context())
	if err != nil {
		return db.Community{}, err
	}
	return found(all, id, communityID)
}

// SaveTheme changes it, or only shows what it would look like.
func (d Door) SaveTheme(c *web.Context) error {
	m, err := community(c)
	if err != nil {
		return err
	}
	form, err := c.Posted()
	if err != nil {
		return err
	}
	hue, herr := strconv.ParseInt(strings.TrimSpace(form.Get("hue")), 10, 64)
	if herr != nil {
		hue = -1 // which the books refuse
	}
	if form.Has("preview") {
		if hue < 0 || hue > 359 {
			return showTheme(c, m, int(hue), form, &db.Error{Kind: db.Refused, Field: "hue", Reason: db.HueWrong})
		}
		return c.Render(http.StatusOK, staff.Theme(themePage(c, m), ui.Form{Values: form}, themeView(c, m, int(hue))))
	}
	t := db.Theme{Logo: m.Theme.Logo, Seen: seen(form)}
	if form.Has("own") {
		t.Hue = &hue
	}
	if form.Has("drop") {
		t.Logo = ""
	}
	logo, err := readLogo(c)
	if err == nil {
		err = c.Store().SaveTheme(c.Request().Context(), c.Actor(), m.ID, t, logo)
	}
	if err != nil {
		return showTheme(c, m, int(hue), form, err)
	}
	c.Flash("saved")
	return c.See(staff.Path("communities", m.ID))
}

// readLogo answers the logo that was sent, nil where none was.
func readLogo(c *web.Context) (*db.Picture, error) {
	f, h, err := c.File("logo")
	if err != nil || f == nil {
		return nil, err
	}
	defer f.Close()
	if h.Size == 0 { // how a browser sends a field that was left empty
		return nil, nil
	}
	return web.ReadPicture("logo", f, mostLogo)
}

// ThemeTooLarge says so on the form.
func (d Door) ThemeTooLarge(c *web.Context) error {
	m, err := community(c)
	if err != nil {
		return err
	}
	p := themePage(c, m)
	p.Failed = true
	f := ui.Form{Errors: []ui.FieldError{{Field: "logo", Text: i18n.SetThemeHeavy.Format(c.Locale, web.MostPictureUpload>>20)}}}
	return c.Render(http.StatusRequestEntityTooLarge, staff.Theme(p, f, themeView(c, m, staff.HueOf(m.Theme))))
}

func themePage(c *web.Context, m db.Community) ui.Page {
	p := c.Page(i18n.SetThemeOf.Format(c.Locale, m.Name.In(c.Locale)))
	p.Path = staff.Path("communities", m.ID) + "/theme"
	return p
}

func themeView(c *web.Context, m db.Community, hue int) staff.ThemeView {
	if hue < 0 || hue > 359 {
		hue = staff.HueOf(m.Theme)
	}
	return staff.ThemeView{Community: m, Hue: hue, Club: c.Store().Club().Name, MostMB: web.MostPictureUpload >> 20}
}

func showTheme(c *web.Context, m db.Community, hue int, form url.Values, refused error) error {
	path := staff.Path("communities", m.ID) + "/theme"
	return showForm(c, path, i18n.SetThemeOf.Format(c.Locale, m.Name.In(c.Locale)), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Theme(p, f, themeView(c, m, hue))
	})
}

// PreviewTheme is what a hue looks like, for a script that asks while the slider moves.
func (d Door) PreviewTheme(c *web.Context) error {
	hue, err := strconv.Atoi(c.QueryParam("hue"))
	if err != nil || hue < 0 || hue > 359 {
		return &db.Error{Kind: db.NotFound}
	}
	all, err := c.Store().Places(c.Request().Context())
	if err != nil {
		return err
	}
	m, err := found(all, queryID(c, "id"), communityID)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Preview(c.Page(""), themeView(c, m, hue)))
}
