package staff

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Search looks everywhere for what was typed; the palette asks for the same page. Without anything typed it says what
// can be.
func (d Door) Search(c *web.Context) error {
	v := staff.SearchView{Typed: strings.TrimSpace(c.QueryParam("q"))}
	title := c.T(i18n.DeskFind)
	if v.Typed == "" {
		return c.Render(http.StatusOK, staff.Search(c.Page(title), ui.Form{}, v))
	}
	var err error
	if v.Found, err = c.Store().Search(c.Request().Context(), c.Actor(), v.Typed); db.KindOf(err) == db.Refused {
		return c.RenderForm(title, url.Values{"q": {v.Typed}}, err, func(p ui.Page, f ui.Form) templ.Component { return staff.Search(p, f, v) })
	} else if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Search(c.Page(fmt.Sprintf(c.T(i18n.DeskFindTitle), v.Typed)), ui.Form{}, v))
}
