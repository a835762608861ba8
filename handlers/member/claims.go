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

// mostPhotos is the largest form with photos of a contract.
const mostPhotos = db.MostClaimPhotos*web.MostDocumentUpload + 64<<10

// photosOf answers the photos that were sent, made anew. What is wrong with one is the fault of the field.
func photosOf(c *web.Context) ([]*db.Picture, error) {
	files, err := c.Files("photos")
	if err != nil || len(files) == 0 {
		return nil, err
	}
	if err := db.PhotosFit(0, int64(len(files))); err != nil {
		return nil, err
	}
	return web.ReadDocuments("photos", files)
}

// tooHeavy is the form whose photos were too large together, with what there is of the rest.
func tooHeavy(c *web.Context) ui.Form {
	return ui.Form{Errors: []ui.FieldError{{Field: "photos", Text: i18n.ClaimPhotosHeavy.Format(c.Locale, web.MostDocumentUpload>>20)}}}
}

// HomeClaim is one claim of the member: how it stands, each step of it, and what can be done about it.
func (d Door) HomeClaim(c *web.Context) error {
	v, err := d.homeView(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, member.HomeClaim(c.Page(v.Title(c.Locale)), v))
}

func (d Door) homeView(c *web.Context) (v member.HomeClaimView, err error) {
	id, err := c.ParamID("id")
	if err != nil {
		return v, err
	}
	v = member.HomeClaimView{Setting: d.setting()}
	if v.MemberClaim, err = d.Store.MemberClaim(c.Request().Context(), c.Session.Member.ID, id); err != nil || v.State != db.ClaimVerified {
		return v, err
	}
	v.Household, err = d.Store.HouseholdOfClaim(c.Request().Context(), c.Session.Member.ID, id)
	return v, err
}

// onClaim does something with a claim of the member and leads back to it. Refused, it is the claim's page, with what was
// typed in the form of that name.
func (d Door) onClaim(c *web.Context, name, flash string, do func(id int64, f map[string][]string) error) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	refused := do(id, f)
	if refused == nil {
		c.Flash(flash)
		return c.See(member.HomePath(id))
	}
	if db.KindOf(refused) != db.Refused {
		return refused
	}
	v, err := d.homeView(c)
	if err != nil {
		return err
	}
	return c.RenderForm(v.Title(c.Locale), f, refused, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = member.HomePath(id)
		v.Refused, v.Form = name, form
		return member.HomeClaim(p, v)
	})
}

// AnswerClaim adds words or photos to a claim that waits.
func (d Door) AnswerClaim(c *web.Context) error {
	return d.onClaim(c, "answer", "claim_answered", func(id int64, f map[string][]string) error {
		files, err := c.Files("photos")
		if err != nil {
			return err
		}
		if err := d.Store.CheckAnswer(c.Request().Context(), c.Actor(), id, len(files)); err != nil {
			return err
		}
		photos, err := photosOf(c)
		if err != nil {
			return err
		}
		words := strings.ReplaceAll(strings.Join(f["words"], "\n"), "\r\n", "\n")
		return d.Store.AnswerClaim(c.Request().Context(), c.Actor(), id, words, photos)
	})
}

// AnswerTooLarge says on the claim's page that the photos were too large together.
func (d Door) AnswerTooLarge(c *web.Context) error {
	v, err := d.homeView(c)
	if err != nil {
		return err
	}
	p := c.Page(v.Title(c.Locale))
	p.Path, p.Failed = member.HomePath(v.ID), true
	v.Refused, v.Form = "answer", tooHeavy(c)
	return c.Render(http.StatusRequestEntityTooLarge, member.HomeClaim(p, v))
}

// WithdrawClaim takes back a claim that waits.
func (d Door) WithdrawClaim(c *web.Context) error {
	return d.onClaim(c, "withdraw", "claim_withdrawn", func(id int64, _ map[string][]string) error {
		return d.Store.WithdrawClaim(c.Request().Context(), c.Actor(), id)
	})
}

// GiveUpHome ends the member's verification for a home.
func (d Door) GiveUpHome(c *web.Context) error {
	return d.onClaim(c, "give", "home_given_up", func(id int64, f map[string][]string) error {
		return d.Store.GiveUpHome(c.Request().Context(), c.Actor(), id, strings.Join(f["day"], ""))
	})
}

// ClaimPhoto is a photo of a contract, for the member alone.
func (d Door) ClaimPhoto(c *web.Context) error {
	claim, err := c.ParamID("id")
	if err != nil {
		return err
	}
	photo, err := c.ParamID("photo")
	if err != nil {
		return err
	}
	p, err := d.Store.OwnClaimPhoto(c.Request().Context(), c.Actor(), claim, photo)
	if err != nil {
		return err
	}
	return c.PrivatePicture(p)
}

// DropClaimPhoto deletes one.
func (d Door) DropClaimPhoto(c *web.Context) error {
	return d.onClaim(c, "answer", "photo_dropped", func(id int64, _ map[string][]string) error {
		photo, err := c.ParamID("photo")
		if err != nil {
			return err
		}
		return d.Store.DropClaimPhoto(c.Request().Context(), c.Actor(), id, photo)
	})
}
