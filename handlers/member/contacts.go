package member

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// contactView answers what the address asks to change. NotFound for another kind than there is.
func (d Door) contactView(c *web.Context) (v member.ContactView, err error) {
	v.Kind = db.ContactKind(c.Param("kind"))
	if _, ok := i18n.ContactNames[v.Kind]; !ok {
		return v, &db.Error{Kind: db.NotFound}
	}
	proof, was, err := d.Store.OldEnd(c.Request().Context(), c.Actor(), v.Kind)
	v.There, v.To = was.String() != "", proof.Masked()
	return v, err
}

func contactPath(v member.ContactView, step string) string {
	return "/me/contacts/" + string(v.Kind) + step
}

func contactPage(c *web.Context, v member.ContactView, page func(ui.Page, member.ContactView) templ.Component) error {
	return c.Render(http.StatusOK, page(c.Page(c.T(member.ContactTitle(v.Kind, v.There))), v))
}

// contactAgain shows a step with what was wrong.
func contactAgain(c *web.Context, v member.ContactView, step string, f url.Values, err error, page func(ui.Page, member.ContactView) templ.Component) error {
	f.Del("code")
	return c.RenderForm(c.T(member.ContactTitle(v.Kind, v.There)), f, err, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = contactPath(v, step)
		v.Form = form
		return page(p, v)
	})
}

// Contact begins a change of the member's phone or e-mail.
func (d Door) Contact(c *web.Context) error {
	v, err := d.contactView(c)
	if err != nil {
		return err
	}
	return contactPage(c, v, member.Contact)
}

// SendOldEnd sends a code to what is to be replaced.
func (d Door) SendOldEnd(c *web.Context) error {
	v, err := d.contactView(c)
	if err != nil {
		return err
	}
	browser, err := d.Store.SendOldEndCode(c.Request().Context(), c.Actor(), v.Kind, c.Browser(db.OldEndCode), c.Locale, c.Client())
	if db.ReasonOf(err) == db.CodeTooSoon {
		// Again within the minute: the code that was sent is still good.
		if was, ok, werr := d.waiting(c, db.OldEndCode); werr == nil && ok && was.To.Masked() == v.To {
			return c.See(contactPath(v, "/proof"))
		}
	}
	if err != nil {
		return contactAgain(c, v, "", url.Values{}, err, member.Contact)
	}
	c.KeepBrowser(db.OldEndCode, browser)
	return c.See(contactPath(v, "/proof"))
}

// waiting answers the code of the purpose in this browser, and false where there is none.
func (d Door) waiting(c *web.Context, purpose db.Door) (sent db.Pending, ok bool, err error) {
	sent, err = d.Store.PendingCode(c.Request().Context(), purpose, c.Browser(purpose))
	if err != nil && db.KindOf(err) == db.NotFound {
		return sent, false, nil
	}
	return sent, err == nil, err
}

// ContactProof asks for that code.
func (d Door) ContactProof(c *web.Context) error {
	v, err := d.contactView(c)
	if err != nil {
		return err
	}
	switch sent, ok, err := d.waiting(c, db.OldEndCode); {
	case err != nil:
		return err
	case !ok:
		return c.See(contactPath(v, ""))
	case sent.Proven:
		return c.See(contactPath(v, "/new"))
	}
	return contactPage(c, v, member.ContactProof)
}

// ProveOldEnd takes it.
func (d Door) ProveOldEnd(c *web.Context) error {
	v, err := d.contactView(c)
	if err != nil {
		return err
	}
	f, err := c.Posted()
	if err != nil {
		return err
	}
	if err := d.Store.EnterOldEndCode(c.Request().Context(), c.Actor(), c.Browser(db.OldEndCode), f.Get("code")); err != nil {
		return contactAgain(c, v, "/proof", f, err, member.ContactProof)
	}
	return c.See(contactPath(v, "/new"))
}

// ContactNew asks for the new phone or e-mail.
func (d Door) ContactNew(c *web.Context) error {
	v, err := d.contactView(c)
	if err != nil {
		return err
	}
	if sent, ok, err := d.waiting(c, db.OldEndCode); err != nil {
		return err
	} else if !ok || !sent.Proven {
		return c.See(contactPath(v, ""))
	}
	return contactPage(c, v, member.ContactNew)
}

// SendNewEnd sends a code there.
func (d Door) SendNewEnd(c *web.Context) error {
	v, err := d.contactView(c)
	if err != nil {
		return err
	}
	f, err := c.Posted()
	if err != nil {
		return err
	}
	to, err := db.ParseDestination(f.Get("destination"), c.Region())
	if err == nil {
		var browser string
		browser, err = d.Store.SendNewEndCode(c.Request().Context(), c.Actor(), v.Kind, c.Browser(db.OldEndCode), c.Browser(db.NewEndCode), to, c.Locale, c.Client())
		if err == nil {
			c.KeepBrowser(db.NewEndCode, browser)
			return c.See(contactPath(v, "/code"))
		}
		// The same again within the minute, as at the old end.
		if was, ok, werr := d.waiting(c, db.NewEndCode); db.ReasonOf(err) == db.CodeTooSoon && werr == nil && ok && was.To == to {
			return c.See(contactPath(v, "/code"))
		}
	}
	return contactAgain(c, v, "/new", f, err, member.ContactNew)
}

// ResendNewEnd sends another code to the same new phone or e-mail.
func (d Door) ResendNewEnd(c *web.Context) error {
	v, sent, ok, err := d.newEnd(c)
	if err != nil {
		return err
	}
	if !ok {
		return c.See(contactPath(v, "/new"))
	}
	browser, err := d.Store.SendNewEndCode(c.Request().Context(), c.Actor(), v.Kind, c.Browser(db.OldEndCode), c.Browser(db.NewEndCode), sent.To, c.Locale, c.Client())
	if err != nil {
		return contactAgain(c, v, "/code", url.Values{}, err, member.ContactCode)
	}
	c.KeepBrowser(db.NewEndCode, browser)
	c.Flash("code_sent")
	return c.See(contactPath(v, "/code"))
}

// ContactCode asks for that code.
func (d Door) ContactCode(c *web.Context) error {
	v, _, ok, err := d.newEnd(c)
	if err != nil {
		return err
	}
	if !ok {
		return c.See(contactPath(v, "/new"))
	}
	return contactPage(c, v, member.ContactCode)
}

// newEnd is contactView where a code has gone to the new phone or e-mail.
func (d Door) newEnd(c *web.Context) (v member.ContactView, sent db.Pending, ok bool, err error) {
	if v, err = d.contactView(c); err != nil {
		return v, sent, false, err
	}
	sent, ok, err = d.waiting(c, db.NewEndCode)
	v.To, v.Wait = sent.To.Masked(), max(0, sent.ResendAt-d.Store.Now())
	return v, sent, ok, err
}

// ChangeContact puts the new phone or e-mail in place.
func (d Door) ChangeContact(c *web.Context) error {
	v, sent, _, err := d.newEnd(c)
	if err != nil {
		return err
	}
	f, err := c.Posted()
	if err != nil {
		return err
	}
	if err := d.Store.ChangeContact(c.Request().Context(), c.Actor(), v.Kind, c.Browser(db.OldEndCode), c.Browser(db.NewEndCode), f.Get("code")); err != nil {
		if db.ReasonOf(err) == db.ContactTaken { // the old end stays proven: another may be typed
			f.Set("destination", sent.To.String())
			return contactAgain(c, v, "/new", f, err, member.ContactNew)
		}
		return contactAgain(c, v, "/code", f, err, member.ContactCode)
	}
	c.DropBrowser(db.OldEndCode)
	c.DropBrowser(db.NewEndCode)
	c.Flash("contact_changed")
	return c.See(security)
}
