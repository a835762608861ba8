package member

import (
	"net/http"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/member"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// HomeHousehold leads to the household of a verified home, or offers to begin it.
func (d Door) HomeHousehold(c *web.Context) error {
	return d.beginPage(c, nil)
}

func (d Door) beginPage(c *web.Context, refused error) error {
	claim, err := c.ParamID("id")
	if err != nil {
		return err
	}
	at, err := d.Store.HouseholdOfClaim(c.Request().Context(), c.Session.Member.ID, claim)
	if err != nil {
		return err
	}
	if at.In && refused == nil {
		return c.See(member.HouseholdPath(at.ID))
	}
	v := member.HouseholdBegin{Claim: claim, HouseholdStand: at, Most: d.Store.Club().Of(db.HouseholdMost)}
	if refused != nil {
		return c.RenderForm(c.T(i18n.HouseTitle), nil, refused, func(p ui.Page, f ui.Form) templ.Component {
			p.Path = member.HomePath(claim) + "/household"
			v.Form = f
			return member.HouseholdNew(p, v)
		})
	}
	return c.Render(http.StatusOK, member.HouseholdNew(c.Page(c.T(i18n.HouseTitle)), v))
}

// BeginHousehold begins the household of a verified home.
func (d Door) BeginHousehold(c *web.Context) error {
	claim, err := c.ParamID("id")
	if err != nil {
		return err
	}
	id, err := d.Store.BeginHousehold(c.Request().Context(), c.Actor(), claim)
	if db.KindOf(err) == db.Refused && err != nil {
		return d.beginPage(c, err)
	}
	if err != nil {
		return err
	}
	return c.See(member.HouseholdPath(id))
}

// LeadHousehold has an owner of the home lead its household in place of who is none.
func (d Door) LeadHousehold(c *web.Context) error {
	claim, err := c.ParamID("id")
	if err != nil {
		return err
	}
	id, err := d.Store.LeadHousehold(c.Request().Context(), c.Actor(), claim)
	if db.KindOf(err) == db.Refused && err != nil {
		return d.beginPage(c, err)
	}
	if err != nil {
		return err
	}
	return backTo(c, "house_leads")(id)
}

// Household is one household of the member. One that they are in no more, to which a notice may lead still, leads to their homes.
func (d Door) Household(c *web.Context) error {
	v, err := d.householdView(c)
	if err != nil {
		if id, _ := c.ParamID("id"); db.KindOf(err) == db.NotFound {
			if was, err := d.Store.WasInHousehold(c.Request().Context(), c.Session.Member.ID, id); err == nil && was {
				c.Flash("house_not_in")
				return c.See("/homes")
			}
		}
		return err
	}
	if token := c.Handed("invite"); token != "" && v.Leads() {
		v.Link = d.Address("/i/" + token)
	}
	return c.Render(http.StatusOK, member.Household(c.Page(c.T(i18n.HouseTitle)), v))
}

func (d Door) householdView(c *web.Context) (v member.HouseholdView, err error) {
	id, err := c.ParamID("id")
	if err != nil {
		return v, err
	}
	v = member.HouseholdView{Setting: d.setting(), Me: c.Session.Member.ID, Days: d.Store.Club().Of(db.InviteDays)}
	v.Household, err = d.Store.Household(c.Request().Context(), v.Me, id)
	return v, err
}

// onHousehold does something with a household and leads on. Refused, it is the household's page with what was typed.
func (d Door) onHousehold(c *web.Context, do func(id int64, form string) error, then func(id int64) error) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	refused := do(id, strings.TrimSpace(f.Get("phone")))
	if refused == nil {
		return then(id)
	}
	if db.KindOf(refused) != db.Refused {
		return refused
	}
	v, err := d.householdView(c)
	if err != nil {
		return err
	}
	return c.RenderForm(c.T(i18n.HouseTitle), f, refused, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = member.HouseholdPath(id)
		v.Form = form
		return member.Household(p, v)
	})
}

// backTo leads back to the household's page, which says what was done.
func backTo(c *web.Context, flash string) func(int64) error {
	return func(id int64) error {
		c.Flash(flash)
		return c.See(member.HouseholdPath(id))
	}
}

// Invite makes an invitation: a link that is shown once, or a text message.
func (d Door) Invite(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	token, texted := "", f.Has("phone")
	return d.onHousehold(c, func(id int64, phone string) (err error) {
		if texted {
			if phone, err = db.PhoneToInvite(phone, c.Region()); err != nil {
				return err
			}
		}
		token, err = d.Store.InviteToHousehold(c.Request().Context(), c.Actor(), id, phone, c.Region(), c.Locale)
		return err
	}, func(id int64) error {
		if texted {
			return backTo(c, "house_texted")(id)
		}
		c.Hand("invite", token, 600)
		return backTo(c, "house_invited")(id)
	})
}

// WithdrawInvite makes an invitation good for nothing.
func (d Door) WithdrawInvite(c *web.Context) error {
	return d.onHousehold(c, func(id int64, _ string) error {
		invitation, err := c.ParamID("invitation")
		if err != nil {
			return err
		}
		return d.Store.WithdrawHouseholdInvite(c.Request().Context(), c.Actor(), id, invitation)
	}, backTo(c, "house_withdrawn"))
}

// LeaveHousehold takes the member out of it.
func (d Door) LeaveHousehold(c *web.Context) error {
	return d.onHousehold(c, func(id int64, _ string) error { return d.Store.LeaveHousehold(c.Request().Context(), c.Actor(), id) }, func(int64) error {
		c.Flash("house_left")
		return c.See("/homes")
	})
}

// RemovePerson takes another out of it.
func (d Door) RemovePerson(c *web.Context) error {
	return d.onHousehold(c, func(id int64, _ string) error {
		who, err := c.ParamID("member")
		if err != nil {
			return err
		}
		return d.Store.RemoveFromHousehold(c.Request().Context(), c.Actor(), id, who)
	}, backTo(c, "house_removed"))
}

// OfferLead offers the lead to another, or takes the offer back.
func (d Door) OfferLead(c *web.Context) error {
	return d.onHousehold(c, func(id int64, _ string) error {
		return d.Store.OfferHousehold(c.Request().Context(), c.Actor(), id, c.FormID("member"))
	}, backTo(c, "house_offered"))
}

// AnswerLead accepts the lead or declines it.
func (d Door) AnswerLead(c *web.Context) error {
	accept, flash := c.FormValue("answer") == "accept", "house_answered"
	if accept {
		flash = "house_leads"
	}
	return d.onHousehold(c, func(id int64, _ string) error {
		return d.Store.AnswerHousehold(c.Request().Context(), c.Actor(), id, accept)
	}, backTo(c, flash))
}

// Invitation is what the link of an invitation opens, for anybody who has it.
func (d Door) Invitation(c *web.Context) error {
	return d.invitation(c, nil)
}

func (d Door) invitation(c *web.Context, refused error) error {
	me := int64(0)
	s := c.Peek(db.MemberDoor)
	if s != nil && s.Member != nil {
		me = s.Member.ID
		if c.Prefix == "" { // the account's language speaks, as in the answer to accepting
			c.Locale = d.Store.Club().Speaks.To(s.Locale)
		}
	}
	token := c.Param("token")
	v := member.InviteView{Setting: d.setting(), Token: token, SignedIn: me != 0}
	var err error
	if v.HouseholdInvite, err = d.Store.HouseholdInvite(c.Request().Context(), me, token); err == nil && refused != nil {
		err = refused
	}
	if err == nil {
		return c.Render(http.StatusOK, member.Invite(c.Page(c.T(i18n.InviteTitle)), v))
	}
	switch db.ReasonOf(err) {
	case db.InviteIn: // as whoever opens their link again, or taps twice
		return c.See(member.HouseholdPath(v.Household))
	case db.InviteOwn:
		v.In = v.Household
	}
	return c.RenderForm(c.T(i18n.InviteNo), nil, err, func(p ui.Page, f ui.Form) templ.Component {
		p.Path = "/i/" + token
		v.Form = f
		return member.Invite(p, v)
	})
}

// AcceptInvite takes the member into the household.
func (d Door) AcceptInvite(c *web.Context) error {
	id, err := d.Store.AcceptInvite(c.Request().Context(), c.Actor(), c.Param("token"))
	if err != nil && db.KindOf(err) == db.Refused {
		return d.invitation(c, err)
	}
	if err != nil {
		return err
	}
	return backTo(c, "house_joined")(id)
}
