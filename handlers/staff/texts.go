package staff

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// mostText is the largest form of a text, in bytes: three languages at nine bytes a sign, with room for ones that are too
// long and must come back to whoever typed them.
const mostText = 1 << 20

// Texts lists the texts that the club publishes.
func (d Door) Texts(c *web.Context) error {
	v := staff.TextsView{Clock: clock(c)}
	for _, k := range db.TextKinds {
		page, err := c.Store().TextPage(c.Request().Context(), c.Actor(), k)
		if err != nil {
			return err
		}
		v.Texts = append(v.Texts, staff.TextRow{Kind: k, TextPage: page})
	}
	return c.Render(http.StatusOK, staff.Texts(c.Page(c.T(i18n.SetTextsTitle)), v))
}

// kindOf answers the text that the path names. NotFound: there is none.
func kindOf(c *web.Context) (db.TextKind, error) {
	k := db.TextKind(c.Param("kind"))
	if !slices.Contains(db.TextKinds, k) {
		return "", &db.Error{Kind: db.NotFound}
	}
	return k, nil
}

// Text shows one text.
func (d Door) Text(c *web.Context) error {
	k, err := kindOf(c)
	if err != nil {
		return err
	}
	return showText(c, k, nil, nil)
}

// EditText keeps its draft.
func (d Door) EditText(c *web.Context) error {
	k, err := kindOf(c)
	if err != nil {
		return err
	}
	form, err := c.Posted()
	if err != nil {
		return err
	}
	draft := db.Draft{Hans: form.Get("text_hans"), Hant: form.Get("text_hant"), En: form.Get("text_en"), Seen: seen(form)}
	if err := c.Store().EditText(c.Request().Context(), c.Actor(), k, draft); err != nil {
		return showText(c, k, form, err)
	}
	c.Flash("saved")
	return c.See(staff.TextPath(k))
}

// PublishText makes the draft the next version.
func (d Door) PublishText(c *web.Context) error {
	k, err := kindOf(c)
	if err != nil {
		return err
	}
	form, err := c.Posted()
	if err != nil {
		return err
	}
	if _, err := c.Store().PublishText(c.Request().Context(), c.Actor(), k, strings.TrimSpace(form.Get("day")), seen(form)); err != nil {
		form.Del("seen")
		return showText(c, k, form, err)
	}
	c.Flash("text_published")
	return c.See(staff.TextPath(k))
}

func showText(c *web.Context, k db.TextKind, form url.Values, refused error) error {
	page, err := c.Store().TextPage(c.Request().Context(), c.Actor(), k)
	if err != nil {
		return err
	}
	v := staff.TextView{Clock: clock(c), TextRow: staff.TextRow{Kind: k, TextPage: page}}
	v.Today = v.Club.Day(v.Now).Format(time.DateOnly)
	return showForm(c, staff.TextPath(k), c.T(i18n.TextTitles[k]), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Text(p, f, v)
	})
}
