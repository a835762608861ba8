package public

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

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
	return c.Render(http.StatusOK, public.SignIn(p, public.SignInView{Next: next}))
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
		if was, _, _, perr := d.pending(c); db.ReasonOf(err) == db.CodeTooSoon && perr == nil && was == to {
			return c.See("/signin/code" + withNext(next))
		}
	}
	return c.RenderForm(c.T(i18n.EnterTitle), f, err, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/signin" + withNext(next)
		return public.SignIn(p, public.SignInView{Form: form, Next: next})
	})
}

func withNext(next string) string {
	if next == "" {
		return ""
	}
	return "?next=" + url.QueryEscape(next)
}

// pending answers where this browser's code has gone.
func (d Door) pending(c *web.Context) (to db.Destination, resendAt int64, proven bool, err error) {
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
	to, resendAt, proven, err := d.pending(c)
	switch {
	case db.KindOf(err) == db.NotFound && err != nil && c.Peek(db.MemberDoor) != nil:
		return v, web.Local(next, "/home"), nil
	case db.KindOf(err) == db.NotFound && err != nil:
		return v, "/signin" + withNext(next), nil
	case err != nil:
		return v, "", err
	case proven:
		return v, "/join" + withNext(next), nil
	}
	return public.CodeView{To: to.Masked(), Wait: max(0, resendAt-c.Store().Now()), Next: next}, "", nil
}

// EnterCode signs in with the code, or leads on to joining.
func (d Door) EnterCode(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(f.Get("next"), "")
	entry, err := c.Store().EnterCode(c.Request().Context(), db.MemberDoor, c.Browser(db.MemberDoor), f.Get("code"), c.Client())
	switch {
	case err == nil && entry.Join:
		return c.See("/join" + withNext(next))
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
	to, _, _, err := d.pending(c)
	if err != nil && db.KindOf(err) == db.NotFound {
		return c.See("/signin" + withNext(next))
	}
	if err != nil {
		return err
	}
	browser, err := c.Store().RequestCode(c.Request().Context(), db.MemberDoor, c.Browser(db.MemberDoor), to, c.Locale, c.Client())
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
	return c.RenderForm(c.T(i18n.EnterTitle), url.Values{}, atForm(refusal), func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/signin" + withNext(next)
		return public.SignIn(p, public.SignInView{Form: form, Next: next})
	})
}

// atForm has a refusal speak of the form as a whole.
func atForm(err error) error {
	if e, ok := err.(*db.Error); ok {
		whole := *e
		whole.Field = ""
		return &whole
	}
	return err
}

// Join asks who the person is whose code was proven.
func (d Door) Join(c *web.Context) error {
	v, way, err := d.joinView(c, web.Local(c.QueryParam("next"), ""))
	if err != nil {
		return err
	}
	if way != "" {
		return c.See(way)
	}
	return c.Render(http.StatusOK, public.Join(c.Page(c.T(i18n.JoinTitle)), v))
}

func (d Door) joinView(c *web.Context, next string) (v public.JoinView, way string, err error) {
	to, _, proven, err := d.pending(c)
	switch {
	case err != nil && db.KindOf(err) != db.NotFound:
		return v, "", err
	case (err != nil || !proven) && c.Peek(db.MemberDoor) != nil:
		return v, web.Local(next, "/home"), nil
	case err != nil || !proven:
		return v, "/signin" + withNext(next), nil
	}
	v.To, v.Next = to.Masked(), next
	for _, l := range c.Store().Club().Speaks.Languages.List() {
		v.Languages = append(v.Languages, ui.Option{Value: string(l), Label: i18n.LocaleNames[l]})
	}
	places, err := c.Store().Places(c.Request().Context())
	v.Communities = web.PlaceOptions(c.Locale, places)
	return v, "", err
}

// JoinMember makes a member of them.
func (d Door) JoinMember(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	next := web.Local(f.Get("next"), "")
	community, _ := strconv.ParseInt(f.Get("community"), 10, 64)
	if f.Get("community") != "" && community <= 0 {
		community = -1 // none that there is
	}
	l, ok := db.ParseLocale(f.Get("locale"))
	if !ok || !c.Store().Club().Speaks.Languages.Has(l) {
		l = c.Locale
	}
	token, err := c.Store().JoinMember(c.Request().Context(), c.Browser(db.MemberDoor), db.Joining{
		Name: f.Get("name"), Adult: f.Get("adult") != "", Locale: l, Community: community, Terms: f.Get("terms") != "",
		SMS: slices.Contains(f["news"], "sms"), Email: slices.Contains(f["news"], "email"), Service: f.Get("service") != "",
	}, c.Client())
	if err == nil {
		c.SignIn(db.MemberDoor, token)
		c.Flash("welcome")
		c.Prefix = ""                       // from here on the account's language speaks
		if strings.HasPrefix(next, "/i/") { // an invitation is what they came for
			return c.See(next)
		}
		return c.See("/homes/new")
	}
	v, way, verr := d.joinView(c, next)
	if verr != nil {
		return verr
	}
	if way != "" {
		return c.See(way)
	}
	return c.RenderForm(c.T(i18n.JoinTitle), f, err, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = "/join" + withNext(next)
		v.Form = form
		return public.Join(p, v)
	})
}
