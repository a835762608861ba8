package staff

import (
	"net/http"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Claims is the inbox of claims that wait, the first of them open beside the list; with show=asked of those that wait for
// their members.
func (d Door) Claims(c *web.Context) error {
	v, err := inbox(c, c.QueryParam("show") == "asked")
	if err != nil {
		return err
	}
	if len(v.Rows) > 0 {
		if v.ClaimFile, err = c.Store().ClaimFile(c.Request().Context(), c.Actor(), v.Rows[0].ID); err != nil {
			return err
		}
	}
	return c.Render(http.StatusOK, staff.Claims(c.Page(c.T(i18n.DeskClaimsTitle)), v))
}

func inbox(c *web.Context, asked bool) (v staff.ClaimsView, err error) {
	ctx, after := c.Request().Context(), queryID(c, "after")
	v = staff.ClaimsView{Clock: clock(c), Deep: after != 0, Asked: asked, After: after}
	if v.Places, err = c.Store().Places(ctx); err != nil {
		return v, err
	}
	if asked {
		v.Rows, v.More, err = c.Store().AskedClaims(ctx, c.Actor(), after)
	} else {
		v.Rows, v.More, err = c.Store().WaitingClaims(ctx, c.Actor(), after)
	}
	return v, err
}

// Claim is one claim beside the register, open in the inbox.
func (d Door) Claim(c *web.Context) error {
	v, err := d.claim(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Claims(c.Page(claimTitle(c, v)), v))
}

// claim answers the claim that the path names, in its inbox.
func (d Door) claim(c *web.Context) (v staff.ClaimsView, err error) {
	id, err := c.ParamID("id")
	if err != nil {
		return v, err
	}
	f, err := c.Store().ClaimFile(c.Request().Context(), c.Actor(), id)
	if err != nil {
		return v, err
	}
	v, err = inbox(c, f.State == db.ClaimWaiting && f.Turn == db.TurnAsked)
	v.ClaimFile, v.Chosen, v.Say = f, true, c.QueryParam("say")
	return v, err
}

// onClaim does something with a claim. Refused, it is the claim's page with what was typed in the form of that name: who comes
// second is told so, and sees how it was decided.
func (d Door) onClaim(c *web.Context, name string, do func(id int64, f map[string][]string) error, then func(id int64) error) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	refused := do(id, form)
	if refused == nil {
		return then(id)
	}
	if db.KindOf(refused) != db.Refused {
		return refused
	}
	v, gone := d.claim(c)
	if gone != nil {
		return gone
	}
	return c.RenderForm(claimTitle(c, v), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		p.Path = staff.Path("claims", id)
		v.Refused, v.Form = name, f
		return staff.Claims(p, v)
	})
}

// next goes on to the next claim that waits.
func next(c *web.Context, flash string) func(int64) error {
	return func(id int64) error {
		c.Flash(flash)
		next, err := c.Store().NextClaim(c.Request().Context(), c.Actor(), id)
		if err != nil {
			return err
		}
		if next == 0 {
			return c.See("/staff/claims")
		}
		return c.See(staff.Path("claims", next))
	}
}

// DecideClaim approves a claim, also for another home that staff have picked, or refuses it with a reason.
func (d Door) DecideClaim(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	if f.Get("decision") == "approve" {
		return d.onClaim(c, "approve", func(id int64, _ map[string][]string) error {
			return c.Store().ApproveClaim(c.Request().Context(), c.Actor(), id, c.FormID("home"))
		}, next(c, "claim_approved"))
	}
	return d.onClaim(c, "refuse", func(id int64, _ map[string][]string) error {
		return c.Store().DecideClaim(c.Request().Context(), c.Actor(), id, false, lines(c.Request().PostForm, "reason"))
	}, next(c, "claim_refused"))
}

// AskClaim asks the member for something more.
func (d Door) AskClaim(c *web.Context) error {
	return d.onClaim(c, "ask", func(id int64, _ map[string][]string) error {
		return c.Store().AskClaim(c.Request().Context(), c.Actor(), id, lines(c.Request().PostForm, "question"))
	}, next(c, "claim_asked"))
}

// OpenPhotos shows the claim's photos to the reader from now on, which is logged.
func (d Door) OpenPhotos(c *web.Context) error {
	return d.onClaim(c, "photos", func(id int64, _ map[string][]string) error {
		return c.Store().OpenClaimPhotos(c.Request().Context(), c.Actor(), id)
	}, func(id int64) error { return c.See(staff.Path("claims", id) + "#photos") })
}

// ClaimPhoto is a photo of a contract, for who has opened it.
func (d Door) ClaimPhoto(c *web.Context) error {
	claim, err := c.ParamID("id")
	if err != nil {
		return err
	}
	photo, err := c.ParamID("photo")
	if err != nil {
		return err
	}
	p, err := c.Store().ClaimPhoto(c.Request().Context(), c.Actor(), claim, photo)
	if db.ReasonOf(err) == db.PhotoClosed {
		return c.See(staff.Path("claims", claim) + "#photos")
	}
	if err != nil {
		return err
	}
	return c.PrivatePicture(p)
}

func claimTitle(c *web.Context, v staff.ClaimsView) string {
	return i18n.DeskClaimTitle.Format(c.Locale, v.MemberName)
}
