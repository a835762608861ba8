package staff

import (
	"net/http"

	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Claims is the inbox of claims that wait.
func (d Door) Claims(c *web.Context) error {
	ctx, after := c.Request().Context(), queryID(c, "after")
	v := staff.ClaimsView{Clock: clock(c), Deep: after != 0}
	var err error
	if v.Places, err = c.Store().Places(ctx); err != nil {
		return err
	}
	if v.Rows, v.More, err = c.Store().WaitingClaims(ctx, c.Actor(), after); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Claims(c.Page(c.T(i18n.DeskClaimsTitle)), v))
}

// Claim is one claim beside the register.
func (d Door) Claim(c *web.Context) error {
	v, err := d.claim(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Claim(c.Page(claimTitle(c, v)), ui.Form{}, v))
}

// DecideClaim approves a claim or refuses it with a reason. Who comes second is told so, and sees how it was decided.
func (d Door) DecideClaim(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	approve := form.Get("decision") == "approve"
	if err := c.Store().DecideClaim(c.Request().Context(), c.Actor(), id, approve, form.Get("reason")); err != nil {
		v, gone := d.claim(c)
		if gone != nil {
			return gone
		}
		return c.RenderForm(claimTitle(c, v), form, err, func(p ui.Page, f ui.Form) templ.Component { return staff.Claim(p, f, v) })
	}
	c.Flash(map[bool]string{true: "claim_approved", false: "claim_refused"}[approve])
	return c.See("/staff/claims")
}

func (d Door) claim(c *web.Context) (v staff.ClaimView, err error) {
	ctx := c.Request().Context()
	id, err := c.ParamID("id")
	if err != nil {
		return v, err
	}
	v.Clock = clock(c)
	if v.ClaimCase, err = c.Store().ClaimCase(ctx, c.Actor(), id); err != nil {
		return v, err
	}
	v.Places, err = c.Store().Places(ctx)
	return v, err
}

func claimTitle(c *web.Context, v staff.ClaimView) string {
	return i18n.DeskClaimTitle.Format(c.Locale, v.MemberName)
}
