package public

import (
	"fmt"
	"net/http"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/public"
	"clubhouse/views/theme"
	"clubhouse/views/ui"
)

// Text shows the terms or the privacy policy: what is in force, or a version by its number.
func (d Door) Text(k db.TextKind) web.Handler {
	other := db.Privacy
	if k == db.Privacy {
		other = db.Terms
	}
	return func(c *web.Context) error {
		number := int64(0)
		if c.Param("number") != "" {
			n, err := c.ParamID("number")
			if err != nil {
				return err
			}
			number = n
		}
		ctx, s := c.Request().Context(), c.Store()
		v, list, err := s.PublicText(ctx, k, number)
		if err != nil {
			return err
		}
		hours, err := inForce(c, db.Hours)
		if err != nil {
			return err
		}
		p := c.Page(c.T(i18n.TextTitles[k]))
		return c.Render(http.StatusOK, public.Text(p, public.TextView{
			Version: v, Versions: list, Club: s.Club(), Now: s.Now(), Hotline: s.Club().Hotline, Hours: p.Text(hours),
			Other: ui.Link{Label: c.T(i18n.TextTitles[other]), Href: p.To("/" + string(other))},
		}))
	}
}

// About tells of the club, where it has something to tell.
func (d Door) About(c *web.Context) error {
	ctx, s := c.Request().Context(), c.Store()
	text, err := s.TextInForce(ctx, db.About)
	if err != nil {
		return err
	}
	hours, err := inForce(c, db.Hours)
	if err != nil {
		return err
	}
	p := c.Page(c.T(i18n.AboutTitle))
	return c.Render(http.StatusOK, public.About(p, p.Text(text), s.Club().Hotline, p.Text(hours)))
}

// Contact tells how the club is reached.
func (d Door) Contact(c *web.Context) error {
	hours, err := inForce(c, db.Hours)
	if err != nil {
		return err
	}
	about, err := inForce(c, db.About)
	if err != nil {
		return err
	}
	p := c.Page(c.T(i18n.ContactUsTitle))
	v := public.ContactView{Hotline: c.Store().Club().Hotline, Hours: p.Text(hours)}
	if about != (db.Text{}) {
		v.About = p.To("/about")
	}
	return c.Render(http.StatusOK, public.Contact(p, v))
}

// inForce answers a text that the club may not have.
func inForce(c *web.Context, k db.TextKind) (db.Text, error) {
	t, err := c.Store().TextInForce(c.Request().Context(), k)
	if db.KindOf(err) == db.NotFound {
		return db.Text{}, nil
	}
	return t, err
}

// What carries its content in its address is asked for once.
const forEver = "public, max-age=31536000, immutable"

// Picture answers a picture of the books. It was re-encoded when it came, is of the type that it says, and runs nothing.
func (d Door) Picture(c *web.Context) error {
	p, err := c.Store().Picture(c.Request().Context(), c.Param("hash"))
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Cache-Control", forEver)
	h.Set("Content-Length", fmt.Sprint(len(p.Body)))
	return c.Blob(http.StatusOK, p.Type, p.Body)
}

// Theme answers the sheet of a community's colours.
func (d Door) Theme(c *web.Context) error {
	sheet, ok := theme.Sheet("/theme/" + c.Param("sheet"))
	if !ok {
		return &db.Error{Kind: db.NotFound}
	}
	h := c.Response().Header()
	h.Set("Cache-Control", forEver)
	h.Set("Content-Length", fmt.Sprint(len(sheet)))
	return c.Blob(http.StatusOK, "text/css; charset=utf-8", []byte(sheet))
}
