package staff

import (
	"net/http"
	"net/url"
	"slices"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Member is one member's record.
func (d Door) Member(c *web.Context) error { return show(c, d.memberPage) }

func (d Door) memberPage(c *web.Context) (string, func(ui.Page, ui.Form) templ.Component, error) {
	v, err := d.member(c, staff.MemberTab(c.QueryParam("tab")))
	if err != nil {
		return "", nil, err
	}
	return v.Name, func(p ui.Page, note ui.Form) templ.Component {
		v.Record.Form = note
		return staff.Member(p, ui.Form{}, v)
	}, nil
}

// RevealMember shows the record with phone and e-mail in full, once, for a reason.
func (d Door) RevealMember(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	phone, email, refused := c.Store().RevealMember(c.Request().Context(), c.Actor(), id, form.Get("reason"))
	if refused != nil && db.KindOf(refused) != db.Refused {
		return refused
	}
	v, err := d.member(c, staff.TabTimeline) // after the opening, so that the timeline tells of it
	if err != nil {
		return err
	}
	if refused != nil {
		return c.RenderForm(v.Name, form, refused, func(p ui.Page, f ui.Form) templ.Component { return staff.Member(p, f, v) })
	}
	v.Phone, v.Email, v.Revealed = phone, email, true
	return c.Render(http.StatusOK, staff.Member(c.Page(v.Name), ui.Form{}, v))
}

// ContactPage asks for the phone or e-mail that takes the place of a lost one, and for the document that was seen.
func (d Door) ContactPage(c *web.Context) error { return d.showContact(c, nil, nil) }

func (d Door) showContact(c *web.Context, form url.Values, refused error) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	m, err := c.Store().MemberRecord(c.Request().Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	return showForm(c, staff.Path("members", id)+"/contact", c.T(i18n.DeskReplaceTitle), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.ReplaceContact(p, f, m)
	})
}

// ReplaceContact puts it in place.
func (d Door) ReplaceContact(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	to, err := db.ParseDestination(form.Get("destination"), c.Region())
	if err == nil {
		err = c.Store().ReplaceContact(c.Request().Context(), c.Actor(), id, to, form.Get("document"), form.Get("reason"))
	}
	if err != nil {
		return d.showContact(c, form, err)
	}
	c.Flash("contact_replaced")
	return c.See(staff.Path("members", id))
}

// MemberLostPhone signs the member's devices out and makes their card anew, for a reason.
func (d Door) MemberLostPhone(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	refused := c.Store().MemberLostPhone(c.Request().Context(), c.Actor(), id, form.Get("reason"))
	if refused == nil {
		c.Flash("phone_lost")
		return c.See(staff.Path("members", id))
	}
	if db.KindOf(refused) != db.Refused {
		return refused
	}
	v, err := d.member(c, staff.TabTimeline)
	if err != nil {
		return err
	}
	return c.RenderForm(v.Name, form, refused, func(p ui.Page, f ui.Form) templ.Component {
		v.Lost = f
		return staff.Member(p, ui.Form{}, v)
	})
}

func (d Door) member(c *web.Context, tab staff.MemberTab) (v staff.MemberView, err error) {
	ctx, store, actor := c.Request().Context(), c.Store(), c.Actor()
	id, err := c.ParamID("id")
	if err != nil {
		return v, err
	}
	before := queryID(c, "before")
	v = staff.MemberView{Clock: clock(c), Tab: tab, Deep: before != 0}
	all, some := actor.Reach(db.HomesDecide)
	v.Decides = func(community int64) bool { return all || slices.Contains(some, community) }
	if v.MemberRecord, err = store.MemberRecord(ctx, actor, id); err != nil {
		return v, err
	}
	if v.Places, err = store.Places(ctx); err != nil {
		return v, err
	}
	switch tab {
	case staff.TabVouchers:
		v.List, v.More, err = store.MemberVouchers(ctx, actor, id, before)
	case staff.TabNotices:
		v.Notices, v.More, err = store.MemberNotices(ctx, actor, id, before)
	default:
		v.Tab = staff.TabTimeline
		v.Record, err = record(c, db.Subject{Noun: db.OnMember, ID: id}, before)
		return v, err
	}
	if err != nil {
		return v, err
	}
	v.Record, err = record(c, db.Subject{Noun: db.OnMember, ID: id}, 0) // its next steps
	return v, err
}
