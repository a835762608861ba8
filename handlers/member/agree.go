package member

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// AgreePage asks a member whom the club brought along from before to agree to its terms.
func (d Door) AgreePage(c *web.Context) error {
	next := web.Local(c.QueryParam("next"), "/home")
	if c.Session.Member.Agreed {
		return c.See(next)
	}
	versions, err := d.Store.TextsInForce(c.Request().Context())
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Agree(c.Page(c.T(i18n.AgreeTitle)), ui.Form{}, versions, next))
}

// Agree takes it.
func (d Door) Agree(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	ctx, next := c.Request().Context(), web.Local(f.Get("next"), "/home")
	err = d.Store.Agree(ctx, c.Actor(), db.Joining{
		Locale: c.Locale, Terms: f.Get("terms") != "", Privacy: f.Get("privacy") != "",
		Versions: map[db.TextKind]string{db.Terms: f.Get("terms_version"), db.Privacy: f.Get("privacy_version")},
		SMS:      slices.Contains(f["news"], "sms"), Email: slices.Contains(f["news"], "email"), Service: f.Get("service") != "",
	})
	if err == nil {
		return c.See(next)
	}
	versions, verr := d.Store.TextsInForce(ctx)
	if verr != nil {
		return verr
	}
	if db.ReasonOf(err) == db.TextChanged { // what was ticked was another version
		f.Del("terms")
		f.Del("privacy")
	}
	return c.RenderForm(c.T(i18n.AgreeTitle), f, err, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/me/agree?next=" + url.QueryEscape(next)
		return member.Agree(p, form, versions, next)
	})
}

// SetBirthday keeps the member's birthday.
func (d Door) SetBirthday(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	year, yerr := strconv.Atoi(f.Get("birth_year"))
	if f.Get("birth_year") != "" && yerr != nil {
		year = -1 // none that there is
	}
	err = d.Store.SetBirthday(c.Request().Context(), c.Actor(), f.Get("birth_month")+"-"+f.Get("birth_day"), year)
	if err == nil {
		c.Flash("saved")
		return c.See("/me")
	}
	v, verr := d.profileView(c)
	if verr != nil {
		return verr
	}
	return c.RenderForm(c.T(i18n.ProfileTitle), f, err, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/me"
		v.BirthdayForm = form
		return member.Profile(p, v)
	})
}

// DropBirthday takes it out.
func (d Door) DropBirthday(c *web.Context) error {
	if err := d.Store.DropBirthday(c.Request().Context(), c.Actor()); err != nil {
		return err
	}
	c.Flash("birthday_dropped")
	return c.See("/me")
}
