package member

import (
	"errors"
	"net/http"
	"strconv"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Homes lists the member's homes and how each stands.
func (d Door) Homes(c *web.Context) error {
	homes, err := d.Store.MemberHomes(c.Request().Context(), c.Session.Member.ID)
	if err != nil {
		return err
	}
	v := member.HomesView{Setting: d.setting(), Homes: homes}
	if v.Households, err = d.Store.HouseholdsOf(c.Request().Context(), c.Session.Member.ID); err != nil {
		return err
	}
	if v.Suggested, err = d.Store.SuggestedHomes(c.Request().Context(), c.Session.Member.ID); err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Homes(c.Page(c.T(i18n.HomesTitle)), v))
}

// HomeNew asks which home is the member's.
func (d Door) HomeNew(c *web.Context) error {
	v, err := d.homeNewView(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.HomeNew(c.Page(c.T(i18n.HomesNewTitle)), v))
}

func (d Door) homeNewView(c *web.Context) (v member.HomeNewView, err error) {
	places, err := d.Store.Places(c.Request().Context())
	if err != nil {
		return v, err
	}
	v = member.HomeNewView{Communities: web.PlaceOptions(c.Locale, places), Community: c.Session.Member.Community, Kept: d.Store.Club().Of(db.KeepClaimPhotos)}
	v.Suggested, err = d.Store.SuggestedHomes(c.Request().Context(), c.Session.Member.ID)
	return v, err
}

// ClaimHome claims a home for the member.
func (d Door) ClaimHome(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	community, _ := strconv.ParseInt(f.Get("community"), 10, 64)
	address, wrong := db.ParseAddress(community, f.Get("building"), f.Get("stair"), f.Get("room"))
	photos, unread := photosOf(c)
	if err = db.Together(wrong, unread); err == nil {
		var claim db.Claim
		claim, err = d.Store.ClaimHome(c.Request().Context(), c.Actor(), address, photos...)
		if err == nil {
			c.Flash(claimFlash(claim))
			if claim.State == db.ClaimWaiting {
				return c.See(member.HomePath(claim.ID))
			}
			return c.See("/homes")
		}
	}
	v, verr := d.homeNewView(c)
	if verr != nil {
		return verr
	}
	return c.RenderForm(c.T(i18n.HomesNewTitle), f, err, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/homes/new"
		if stands, ok := errors.AsType[*db.Error](err); ok && stands.Reason == db.ClaimStands {
			form.Errors[0].Link = ui.Link{Label: p.T(i18n.HomeOpen), Href: p.To(member.HomePath(stands.Args[0].(int64)))}
		}
		v.Form = form
		return member.HomeNew(p, v)
	})
}

// ClaimTooLarge says on the form that the photos were too large together. What was typed came after them, or with them.
func (d Door) ClaimTooLarge(c *web.Context) error {
	v, err := d.homeNewView(c)
	if err != nil {
		return err
	}
	p := c.Page(c.T(i18n.HomesNewTitle))
	p.Path, p.Failed = "/homes/new", true
	v.Form = tooHeavy(c)
	return c.Render(http.StatusRequestEntityTooLarge, member.HomeNew(p, v))
}

func claimFlash(claim db.Claim) string {
	switch {
	case claim.State == db.ClaimVerified:
		return "home_verified"
	case claim.Rivals > 0:
		return "home_rivals"
	}
	return "home_waiting"
}
