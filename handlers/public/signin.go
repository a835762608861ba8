package public

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/public"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// SignIn asks where to send a code.
func (d Door) SignIn(c *web.Context) error {
	next := web.Local(c.QueryParam("next"), "")
	if c.Peek(db.MemberDoor) != nil {
		return c.See(web.Local(next, "/home"))
	}
	p := c.Page(c.T(i18n.EnterTitle))
	p.Path = "/signin" + withNext(next)
	return c.Render(http.StatusOK, public.SignIn(p, public.SignInView{Next: next, Passkeys: c.Passkeys()}))
}

// RequestCode sends a code and goes on to where it is entered.
func (d Door) RequestCode(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(f.Get("next"), "")
	to, err := db.ParseDestination(f.Get("destination"), c.Region())
	if err == nil {
		var browser string
		browser, err = c.Store().RequestCode(c.Request().Context(), db.MemberDoor, c.Browser(db.MemberDoor), to, c.Locale, c.Client())
		if err == nil {
			c.KeepBrowser(db.MemberDoor, browser)
			return c.See("/signin/code" + withNext(next))
		}
		// The same number again within the minute: the code that was sent is still good.
		if was, perr := d.pending(c); db.ReasonOf(err) == db.CodeTooSoon && perr == nil && was.To == to {
			return c.See("/signin/code" + withNext(next))
		}
	}
	return c.RenderForm(c.T(i18n.EnterTitle), f, err, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/signin" + withNext(next)
		return public.SignIn(p, public.SignInView{Form: form, Next: next, Passkeys: c.Passkeys()})
	})
}

func withNext(next string) string {
	if next == "" {
		return ""
	}
	return "?next=" + url.QueryEscape(next)
}

// pending answers where this browser's code has gone.
func (d Door) pending(c *web.Context) (db.Pending, error) {
	return c.Store().PendingCode(c.Request().Context(), db.MemberDoor, c.Browser(db.MemberDoor))
}

// Code asks for the code. Without one under way it leads back; one that is proven leads on to joining.
func (d Door) Code(c *web.Context) error {
	next := web.Local(c.QueryParam("next"), "")
	v, way, err := d.codeView(c, next)
	if err != nil {
		return err
	}
	if way != "" {
		return c.See(way)
	}
	return c.Render(http.StatusOK, public.Code(c.Page(c.T(i18n.CodeTitle)), v))
}

// codeView answers the code's page, or the way to go where it has no place.
func (d Door) codeView(c *web.Context, next string) (v public.CodeView, way string, err error) {
	sent, err := d.pending(c)
	switch {
	case db.KindOf(err) == db.NotFound && err != nil && c.Peek(db.MemberDoor) != nil:
		return v, web.Local(next, "/home"), nil
	case db.KindOf(err) == db.NotFound && err != nil:
		return v, "/signin" + withNext(next), nil
	case err != nil:
		return v, "", err
	case sent.Proven:
		return v, stepPath(sent.Next, next), nil
	}
	return public.CodeView{To: sent.To.Masked(), Wait: max(0, sent.ResendAt-c.Store().Now()), Next: next}, "", nil
}

// stepPath answers the page of what is still asked of whoever has proven a code.
func stepPath(step db.Step, next string) string {
	if step == db.StepKnow {
		return "/signin/known" + withNext(next)
	}
	return "/join" + withNext(next)
}

// EnterCode signs in with the code, or leads on to what is still asked.
func (d Door) EnterCode(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(f.Get("next"), "")
	entry, err := c.Store().EnterCode(c.Request().Context(), db.MemberDoor, c.Browser(db.MemberDoor), f.Get("code"), c.Client())
	switch {
	case err == nil && entry.Next != "":
		if entry.Next == db.StepJoin && next != "" { // the link that brought them outlives a closed browser
			if err := c.Store().KeepJoining(c.Request().Context(), c.Browser(db.MemberDoor), "", db.JoinDraft{Next: next}); err != nil {
				return err
			}
		}
		return c.See(stepPath(entry.Next, next))
	case err == nil:
		c.SignIn(db.MemberDoor, entry.Token)
		return c.See(web.Local(next, "/home"))
	}
	return d.codeAgain(c, next, err)
}

// ResendCode sends another code to the same destination.
func (d Door) ResendCode(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(f.Get("next"), "")
	sent, err := d.pending(c)
	if err != nil && db.KindOf(err) == db.NotFound {
		return c.See("/signin" + withNext(next))
	}
	if err != nil {
		return err
	}
	browser, err := c.Store().RequestCode(c.Request().Context(), db.MemberDoor, c.Browser(db.MemberDoor), sent.To, c.Locale, c.Client())
	if err != nil {
		return d.codeAgain(c, next, err)
	}
	c.KeepBrowser(db.MemberDoor, browser)
	c.Flash("code_sent")
	return c.See("/signin/code" + withNext(next))
}

// codeAgain shows the code's page with what was wrong.
func (d Door) codeAgain(c *web.Context, next string, refusal error) error {
	v, way, err := d.codeView(c, next)
	if err != nil {
		return err
	}
	if way == "" && db.ReasonOf(refusal) != db.AccountDisabled {
		return c.RenderForm(c.T(i18n.CodeTitle), url.Values{"code": {""}}, refusal, func(p ui.Page, form ui.Form) templ.Component {
			p.Path = "/signin/code" + withNext(next)
			v.Form = form
			return public.Code(p, v)
		})
	}
	if db.ReasonOf(refusal) == db.AccountDisabled {
		c.DropBrowser(db.MemberDoor)
	} else if way != "/signin"+withNext(next) {
		return c.See(way)
	}
	// Nothing is under way in this browser any more: say so where another code is asked for.
	return c.RenderForm(c.T(i18n.EnterTitle), url.Values{}, web.AtForm(refusal), func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/signin" + withNext(next)
		return public.SignIn(p, public.SignInView{Form: form, Next: next, Passkeys: c.Passkeys()})
	})
}
