package member

import (
	"context"
	"net/http"
	"slices"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
)

// Profile is the member's own page.
func (d Door) Profile(c *web.Context) error {
	v, err := d.profileView(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.Profile(c.Page(c.T(i18n.ProfileTitle)), v))
}

func (d Door) profileView(c *web.Context) (v member.ProfileView, err error) {
	ctx, actor := c.Request().Context(), c.Actor()
	homes, err := d.Store.MemberHomes(ctx, actor.Member)
	if err != nil {
		return v, err
	}
	v = member.ProfileView{Setting: d.setting(), Card: cardOf(c, db.VerifiedPlaces(homes)), Language: d.Store.Club().Speaks.To(c.Session.Locale)}
	if v.To, err = d.Store.Contact(ctx, actor); err != nil {
		return v, err
	}
	if v.Given, err = d.Store.Consents(ctx, actor); err != nil {
		return v, err
	}
	v.Birthday, err = d.Store.Birthday(ctx, actor)
	return v, err
}

// SetLanguage keeps the language of the account.
func (d Door) SetLanguage(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	l, ok := db.ParseLocale(f.Get("locale"))
	if !ok || !d.Store.Club().Speaks.Languages.Has(l) {
		return c.See("/me")
	}
	if err := d.Store.SetLocale(c.Request().Context(), c.Actor(), l); err != nil {
		return err
	}
	c.Flash("saved")
	c.Prefix = "" // a language in the address would go on speaking over the account's
	return c.See("/me")
}

// SetConsents gives or withdraws the consents to marketing.
func (d Door) SetConsents(c *web.Context) error { return setChannels(c, "news", d.Store.SetMarketing) }

// SetNotices gives or withdraws those to messages about the membership.
func (d Door) SetNotices(c *web.Context) error { return setChannels(c, "service", d.Store.SetService) }

func setChannels(c *web.Context, field string, set func(ctx context.Context, actor db.Actor, sms, email bool, l db.Locale) error) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	if err := set(c.Request().Context(), c.Actor(), slices.Contains(f[field], "sms"), slices.Contains(f[field], "email"), c.Locale); err != nil {
		return err
	}
	c.Flash("saved")
	return c.See("/me")
}

// SignOut ends the session.
func (d Door) SignOut(c *web.Context) error {
	if err := d.Store.SignOut(c.Request().Context(), c.Actor()); err != nil && db.KindOf(err) != db.NotFound {
		return err
	}
	c.SignOut(db.MemberDoor)
	c.Flash("signed_out")
	return c.See("/")
}
