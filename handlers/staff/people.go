package staff

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// colleagueRoutes are the pages of the staff themselves; their list is one of the lists.
func colleagueRoutes(d Door) []web.Route {
	get, post, manage := http.MethodGet, http.MethodPost, web.Staff(db.StaffManage)
	return []web.Route{
		{Method: get, Path: "/staff/people/new", Who: manage, Handler: d.InvitePage},
		{Method: post, Path: "/staff/people", Who: manage, Handler: d.Invite},
		{Method: get, Path: "/staff/people/:id", Who: manage, Handler: d.Person},
		{Method: post, Path: "/staff/people/:id/invitation", Who: manage, Handler: d.act("staff_sent", (*db.Store).SendInvitation)},
		{Method: post, Path: "/staff/people/:id/invitation/end", Who: manage, Handler: d.act("staff_withdrawn", (*db.Store).WithdrawInvitation)},
		{Method: post, Path: "/staff/people/:id/authenticator", Who: manage, Handler: d.act("staff_reset", (*db.Store).ResetAuthenticator)},
		{Method: post, Path: "/staff/people/:id/disabled", Who: manage, Handler: d.act("staff_disabled", (*db.Store).DisableStaff)},
		{Method: post, Path: "/staff/people/:id/enabled", Who: manage, Handler: d.act("staff_enabled", (*db.Store).EnableStaff)},
		{Method: post, Path: "/staff/people/:id/grants", Who: manage, Handler: d.AddGrant},
		{Method: post, Path: "/staff/people/:id/handover", Who: manage, Handler: d.HandOver},
		{Method: post, Path: "/staff/grants/:grant/end", Who: manage, Handler: d.EndGrant},
	}
}

// InvitePage is the form that invites a colleague.
func (d Door) InvitePage(c *web.Context) error { return showInvite(c, nil, nil) }

func showInvite(c *web.Context, form url.Values, refused error) error {
	places, err := c.Store().Places(c.Request().Context())
	if err != nil {
		return err
	}
	return showForm(c, "/staff/people/new", c.T(i18n.DeskPeopleNew), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Invite(p, f, places)
	})
}

// Invite has an invitation mailed.
func (d Door) Invite(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	inv := db.Invitation{Email: form.Get("email"), Name: form.Get("name"), Locale: c.Locale, Role: db.Role(form.Get("role")), Scope: db.Scope(form.Get("scope"))}
	if l := db.Locale(form.Get("locale")); slices.Contains(db.Locales[:], l) {
		inv.Locale = l
	}
	if inv.Scope != db.ScopeAll { // a community that was left chosen then means nothing
		inv.ScopeID = c.FormID("community")
	}
	account, err := c.Store().MailInvitation(c.Request().Context(), c.Actor(), inv)
	if err != nil {
		return showInvite(c, form, err)
	}
	c.Flash("staff_invited")
	return c.See(staff.Path("people", account))
}

// Person is the record of one of the staff.
func (d Door) Person(c *web.Context) error {
	v, err := d.person(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Person(c.Page(v.Name), ui.Form{}, v))
}

func (d Door) person(c *web.Context) (v staff.PersonView, err error) {
	id, err := c.ParamID("id")
	if err != nil {
		return v, err
	}
	return d.personOf(c, id)
}

func (d Door) personOf(c *web.Context, id int64) (v staff.PersonView, err error) {
	ctx, store, actor := c.Request().Context(), c.Store(), c.Actor()
	v = staff.PersonView{Clock: clock(c), Self: id == actor.Account}
	if v.StaffPerson, err = store.StaffPerson(ctx, actor, id); err != nil {
		return v, err
	}
	if v.Places, err = store.Places(ctx); err != nil {
		return v, err
	}
	if slices.ContainsFunc(v.Works, func(w db.Workload) bool { return w.N > 0 }) {
		v.Colleagues, err = store.StaffReady(ctx, actor)
	}
	return v, err
}

// again answers the page of the person after something was refused, as it stands now: somebody else may have been first.
func (d Door) again(c *web.Context, id int64, form url.Values, refused error, which string) error {
	v, err := d.personOf(c, id)
	if err != nil {
		return err
	}
	v.Which = which
	return c.RenderForm(v.Name, form, refused, func(p ui.Page, f ui.Form) templ.Component {
		p.Path = staff.Path("people", id)
		return staff.Person(p, f, v)
	})
}

// act answers the handler of a button on a person's page: it does one thing, and says so.
func (d Door) act(flash string, do func(*db.Store, context.Context, db.Actor, int64) error) func(*web.Context) error {
	return func(c *web.Context) error {
		form, err := c.Posted()
		if err != nil {
			return err
		}
		id, err := c.ParamID("id")
		if err != nil {
			return err
		}
		if err := do(c.Store(), c.Request().Context(), c.Actor(), id); err != nil {
			return d.again(c, id, form, err, "")
		}
		c.Flash(flash)
		return c.See(staff.Path("people", id))
	}
}

// AddGrant gives a person a role.
func (d Door) AddGrant(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	role, scope := db.Role(form.Get("role")), db.Scope(form.Get("scope"))
	var ids []int64
	if scope != db.ScopeAll { // those that were left ticked then mean nothing
		for _, s := range form["community"] {
			n, _ := strconv.ParseInt(s, 10, 64)
			ids = append(ids, n)
		}
	}
	if err := c.Store().GrantStaff(c.Request().Context(), c.Actor(), id, role, scope, ids); err != nil {
		return d.again(c, id, form, err, "grant")
	}
	c.Flash("staff_granted")
	return c.See(staff.Path("people", id))
}

// EndGrant takes a role back.
func (d Door) EndGrant(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	grant, err := c.ParamID("grant")
	if err != nil {
		return err
	}
	account, err := c.Store().EndStaffGrant(c.Request().Context(), c.Actor(), grant)
	if err != nil && account == 0 {
		return err
	}
	if err != nil {
		return d.again(c, account, form, err, "")
	}
	if account == c.Actor().Account { // perhaps one's own right to see that page
		return c.See(desk)
	}
	c.Flash("staff_ended")
	return c.See(staff.Path("people", account))
}

// HandOver gives all that a person has in hand to a colleague.
func (d Door) HandOver(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if _, err := c.Store().HandOver(c.Request().Context(), c.Actor(), id, c.FormID("to")); err != nil {
		return d.again(c, id, form, err, "hand")
	}
	c.Flash("staff_handed")
	return c.See(staff.Path("people", id))
}
