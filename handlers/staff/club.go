package staff

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// ClubPage shows the club's settings.
func (d Door) ClubPage(c *web.Context) error {
	return c.Render(http.StatusOK, staff.Club(c.Page(c.T(i18n.DeskClubTitle)), ui.Form{}, c.Store().Club()))
}

// EditClub changes them.
func (d Door) EditClub(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	if err := c.Store().EditClub(c.Request().Context(), c.Actor(), clubOf(form)); err != nil {
		return showForm(c, "/staff/club", c.T(i18n.DeskClubTitle), form, err, func(p ui.Page, f ui.Form) templ.Component {
			return staff.Club(p, f, c.Store().Club())
		})
	}
	c.Flash("saved")
	return c.See("/staff/club")
}

// clubOf reads the form. A time zone that is none becomes nil, a number that is none -1: the books refuse both.
func clubOf(form url.Values) db.Club {
	get := func(name string) string { return strings.TrimSpace(form.Get(name)) }
	number := func(name string) int {
		n, err := strconv.Atoi(get(name))
		if err != nil {
			return -1
		}
		return n
	}
	club := db.Club{
		Name: web.Text3(form, "name"), Letters: strings.ToUpper(get("letters")), Currency: get("currency"), Hotline: get("hotline"), Licence: get("licence"),
		BillPoints: number("bill_points"), LotMonths: number("lot_months"), Seen: seen(form),
	}
	if name := get("time_zone"); strings.Contains(name, "/") { // neither "", "Local" nor a short name that means several zones
		club.Zone, _ = time.LoadLocation(name)
	}
	return club
}
