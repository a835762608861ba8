package public

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/public"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Join leads on to the first page of the joining form that is still to be filled in.
func (d Door) Join(c *web.Context) error {
	v, way, err := d.joinView(c)
	if err != nil {
		return err
	}
	if way == "" {
		way = joinPath(v.Part(), v.Next)
	}
	return c.See(way)
}

func joinPath(part db.JoinPart, next string) string { return "/join/" + string(part) + withNext(next) }

// JoinPart is one page of the form.
func (d Door) JoinPart(c *web.Context) error {
	v, way, err := d.joinView(c)
	if err != nil {
		return err
	}
	part, err := partOf(c)
	if err != nil {
		return err
	}
	if way == "" && slices.Index(db.JoinParts, part) > slices.Index(db.JoinParts, v.Part()) {
		way = joinPath(v.Part(), v.Next) // there is something to tell before
	}
	if way != "" {
		return c.See(way)
	}
	return c.Render(http.StatusOK, public.Join(c.Page(c.T(i18n.JoinTitles[part])), part, v))
}

func partOf(c *web.Context) (db.JoinPart, error) {
	part := db.JoinPart(c.Param("part"))
	if !slices.Contains(db.JoinParts, part) {
		return "", &db.Error{Kind: db.NotFound}
	}
	return part, nil
}

// joinView answers what has been told so far, or the way to go for whoever has proven nothing.
func (d Door) joinView(c *web.Context) (v public.JoinView, way string, err error) {
	ctx, s := c.Request().Context(), c.Store()
	next := web.Local(c.FormValue("next"), "")
	sent, err := d.pending(c)
	switch {
	case err != nil && db.KindOf(err) != db.NotFound:
		return v, "", err
	case (err != nil || !sent.Proven) && c.Peek(db.MemberDoor) != nil:
		return v, web.Local(next, "/home"), nil
	case err != nil || !sent.Proven:
		return v, "/signin" + withNext(next), nil
	case sent.Next != db.StepJoin:
		return v, stepPath(sent.Next, next), nil
	}
	if v.JoinDraft, err = s.JoiningDraft(ctx, c.Browser(db.MemberDoor)); err != nil {
		return v, "", err
	}
	if next != "" {
		v.Next = next
	}
	for _, l := range s.Club().Speaks.Languages.List() {
		v.Languages = append(v.Languages, ui.Option{Value: string(l), Label: i18n.LocaleNames[l]})
	}
	places, err := s.Places(ctx)
	if err != nil {
		return v, "", err
	}
	v.Communities = web.PlaceOptions(c.Locale, places)
	v.Versions, err = s.TextsInForce(ctx)
	return v, "", err
}

// KeepPart keeps what a page of the form tells, and goes on to the next; the last one makes a member of them.
func (d Door) KeepPart(c *web.Context) error {
	part, err := partOf(c)
	if err != nil {
		return err
	}
	f, err := c.Posted()
	if err != nil {
		return err
	}
	v, way, err := d.joinView(c)
	if err != nil {
		return err
	}
	if way != "" {
		return c.See(way)
	}
	if part == db.JoinAgree {
		if first := v.Part(); first != db.JoinAgree {
			return c.See(joinPath(first, v.Next))
		}
		err = d.joinMember(c, f, v)
	} else {
		err = c.Store().KeepJoining(c.Request().Context(), c.Browser(db.MemberDoor), part, db.JoinDraft{
			Name: f.Get("name"), Adult: f.Get("adult") != "", Community: communityOf(f), Locale: localeOf(c, f), Next: v.Next,
		})
	}
	if err != nil {
		if db.ReasonOf(err) == db.TextChanged { // what was ticked was another version
			f.Del("terms")
			f.Del("privacy")
		}
		if part == db.JoinAgree && db.ReasonOf(err) == db.CommunityUnknown { // it has ended since it was chosen: back to where another is
			part, f = db.JoinPlace, url.Values{"locale": {string(v.Locale)}}
		}
		return c.RenderForm(c.T(i18n.JoinTitles[part]), f, err, func(p ui.Page, form ui.Form) templ.Component {
			p.Path = joinPath(part, v.Next)
			v.Form = form
			return public.Join(p, part, v)
		})
	}
	if part == db.JoinAgree {
		return c.See(web.Local(v.Next, "/homes/new"))
	}
	return c.See(joinPath(db.JoinParts[slices.Index(db.JoinParts, part)+1], v.Next))
}

// communityOf answers the community that was chosen, 0 for none, and one that there is not for nonsense.
func communityOf(f url.Values) int64 {
	id, _ := strconv.ParseInt(f.Get("community"), 10, 64)
	if f.Get("community") != "" && id <= 0 {
		return -1
	}
	return id
}

func localeOf(c *web.Context, f url.Values) db.Locale {
	if l, ok := db.ParseLocale(f.Get("locale")); ok && c.Store().Club().Speaks.Languages.Has(l) {
		return l
	}
	return c.Locale
}

// joinMember makes a member of them and signs them in.
func (d Door) joinMember(c *web.Context, f url.Values, v public.JoinView) error {
	token, err := c.Store().JoinMember(c.Request().Context(), c.Browser(db.MemberDoor), db.Joining{
		Name: v.Name, Adult: v.Adult, Locale: v.Locale, Community: v.Community, Terms: f.Get("terms") != "", Privacy: f.Get("privacy") != "",
		Versions: map[db.TextKind]string{db.Terms: f.Get("terms_version"), db.Privacy: f.Get("privacy_version")},
		SMS:      slices.Contains(f["news"], "sms"), Email: slices.Contains(f["news"], "email"), Service: f.Get("service") != "",
	}, c.Client())
	if err != nil {
		return err
	}
	c.SignIn(db.MemberDoor, token)
	c.Flash("welcome")
	c.Prefix = "" // from here on the account's language speaks
	return nil
}
