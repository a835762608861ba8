package staff

import (
	"encoding/csv"
	"io"
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

const counter = "/staff/members/new"

// counterRoutes are joining a person at the counter, and taking in members of before.
func counterRoutes(d Door) []web.Route {
	get, post, join, take := http.MethodGet, http.MethodPost, web.Staff(db.MembersJoin), web.Staff(db.MembersImport)
	return []web.Route{
		{Method: get, Path: counter, Who: join, Handler: d.CounterPage},
		{Method: post, Path: counter, Who: join, Handler: d.SendCounter},
		{Method: post, Path: counter + "/code", Who: join, Handler: d.JoinAtCounter},

		{Method: get, Path: "/staff/members/imports", Who: take, Handler: d.TakeInPage},
		{Method: post, Path: "/staff/members/imports", Who: take, Handler: d.UploadMembers, TooLarge: d.MembersTooLarge, Body: db.MostMembersFile + 64<<10},
		{Method: get, Path: "/staff/members/imports/:id", Who: take, Handler: d.CheckMembers},
		{Method: get, Path: "/staff/members/imports/:id/refused.csv", Who: take, Handler: d.RefusedMembers},
		{Method: post, Path: "/staff/members/imports/:id/confirm", Who: take, Handler: d.ConfirmMembers},
		{Method: post, Path: "/staff/members/imports/:id/drop", Who: take, Handler: d.DropMembers},
	}
}

// CounterPage asks who the guest is.
func (d Door) CounterPage(c *web.Context) error { return d.showCounter(c, nil, nil) }

func (d Door) showCounter(c *web.Context, form url.Values, refused error) error {
	places, err := c.Store().Places(c.Request().Context())
	if err != nil {
		return err
	}
	all, mine := c.Actor().Reach(db.MembersJoin)
	if !all { // they join people where they work, and nowhere else
		places = slices.DeleteFunc(places, func(p db.Community) bool { return !slices.Contains(mine, p.ID) })
	}
	versions, err := c.Store().TextsInForce(c.Request().Context())
	if err != nil {
		return err
	}
	if db.ReasonOf(refused) == db.TextChanged { // what was ticked was another version
		form.Del("terms")
		form.Del("privacy")
	}
	return showForm(c, counter, c.T(i18n.CounterTitle), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Counter(p, f, versions, web.PlaceOptions(c.Locale, places), all)
	})
}

// guest reads what the form tells of the guest.
func guest(c *web.Context, f url.Values) db.Joining {
	j := db.Joining{Name: f.Get("name"), Adult: f.Get("adult") != "", Terms: f.Get("terms") != "", Privacy: f.Get("privacy") != "", Service: f.Get("service") != "", Locale: c.Locale,
		Versions: map[db.TextKind]string{db.Terms: f.Get("terms_version"), db.Privacy: f.Get("privacy_version")},
		SMS:      slices.Contains(f["news"], "sms"), Email: slices.Contains(f["news"], "email")}
	j.Community, _ = strconv.ParseInt(f.Get("community"), 10, 64)
	if f.Get("community") != "" && j.Community <= 0 {
		j.Community = -1 // none that there is
	}
	if l, ok := db.ParseLocale(f.Get("locale")); ok {
		j.Locale = l
	}
	return j
}

// SendCounter sends the guest a code and asks for it.
func (d Door) SendCounter(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	j := guest(c, f)
	to, err := db.ParseDestination(f.Get("destination"), c.Region())
	if err = db.Together(err, j.Check()); err == nil {
		var browser string
		if browser, err = c.Store().SendCounterCode(c.Request().Context(), c.Actor(), c.Browser(db.CounterCode), to, j, c.Client()); err == nil {
			c.KeepBrowser(db.CounterCode, browser)
			return c.Render(http.StatusOK, staff.CounterCode(c.Page(c.T(i18n.CounterTitle)), ui.Form{}, f, to.Masked()))
		}
	}
	return d.showCounter(c, f, err)
}

// JoinAtCounter makes a member of the guest.
func (d Door) JoinAtCounter(c *web.Context) error {
	f, err := c.Posted()
	if err != nil {
		return err
	}
	to, err := db.ParseDestination(f.Get("destination"), c.Region())
	if err != nil {
		return d.showCounter(c, f, err)
	}
	var id int64
	switch f.Get("do") {
	case "back":
		return d.showCounter(c, f, nil)
	case "again":
		var browser string
		if browser, err = c.Store().SendCounterCode(c.Request().Context(), c.Actor(), c.Browser(db.CounterCode), to, guest(c, f), c.Client()); err == nil {
			c.KeepBrowser(db.CounterCode, browser)
			return c.Render(http.StatusOK, staff.CounterCode(c.Page(c.T(i18n.CounterTitle)), ui.Form{}, f, to.Masked()))
		}
	default:
		id, err = c.Store().JoinAtCounter(c.Request().Context(), c.Actor(), c.Browser(db.CounterCode), f.Get("code"), to, guest(c, f))
	}
	if err == nil {
		c.DropBrowser(db.CounterCode)
		c.Flash("joined_here")
		return c.See(staff.Path("members", id))
	}
	if e, ok := err.(*db.Error); ok && !slices.Contains([]string{"code", ""}, e.Field) && e.Reason != db.CodeTooSoon { // the details are at fault
		return d.showCounter(c, f, err)
	}
	typed := url.Values{}
	for k, v := range f {
		typed[k] = v
	}
	typed.Del("code")
	return c.RenderForm(c.T(i18n.CounterTitle), url.Values{}, err, func(p ui.Page, form ui.Form) templ.Component {
		p.Path = counter
		return staff.CounterCode(p, form, typed, to.Masked())
	})
}

// TakeInPage asks for a file of members.
func (d Door) TakeInPage(c *web.Context) error { return d.showTakeIn(c, nil, nil) }

func (d Door) showTakeIn(c *web.Context, form url.Values, refused error) error {
	list, err := c.Store().MemberImports(c.Request().Context(), c.Actor())
	if err != nil {
		return err
	}
	return showForm(c, "/staff/members/imports", c.T(i18n.TakeInTitle), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.TakeIn(p, f, staff.TakeInView{Clock: clock(c), Past: list})
	})
}

// MembersTooLarge says so on the page itself.
func (d Door) MembersTooLarge(c *web.Context) error {
	return d.showTakeIn(c, url.Values{}, &db.Error{Kind: db.Refused, Field: "file", Reason: db.TableTooLarge, Cause: &http.MaxBytesError{}})
}

// UploadMembers keeps the file and leads to what taking it would do.
func (d Door) UploadMembers(c *web.Context) error {
	file, head, err := c.File("file")
	if err != nil {
		return err
	}
	if file == nil {
		return d.showTakeIn(c, url.Values{}, &db.Error{Kind: db.Refused, Field: "file", Reason: db.FileMissing})
	}
	defer file.Close()
	body, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	id, err := c.Store().UploadMembers(c.Request().Context(), c.Actor(), head.Filename, body)
	if err != nil {
		if e, ok := err.(*db.Error); ok && e.Field == "" {
			e.Field = "file"
		}
		return d.showTakeIn(c, url.Values{}, err)
	}
	return c.See(staff.TakeInPath(id))
}

// CheckMembers shows what taking the file would do, or has done.
func (d Door) CheckMembers(c *web.Context) error { return d.showCheck(c, nil) }

func (d Door) showCheck(c *web.Context, refused error) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	report, err := c.Store().CheckMembers(c.Request().Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	v := staff.TakeInView{Clock: clock(c), Report: report}
	if v.Places, err = c.Store().Places(c.Request().Context()); err != nil {
		return err
	}
	return showForm(c, staff.TakeInPath(id), c.T(i18n.TakeInTitle), url.Values{}, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.TakeInReport(p, f, v)
	})
}

// RefusedMembers answers the records that are not taken, as CSV. Nothing of them is told but their number and why.
func (d Door) RefusedMembers(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	report, err := c.Store().CheckMembers(c.Request().Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	if err := c.Store().LogRefusedMembers(c.Request().Context(), c.Actor(), id); err != nil {
		return err
	}
	w := csv.NewWriter(sendCSV(c, "refused-members.csv"))
	_ = w.Write([]string{c.T(i18n.DeskRegisterRecord), c.T(i18n.DeskRegisterField), c.T(i18n.DeskRegisterWhy)})
	for _, r := range report.Refused {
		_ = w.Write([]string{strconv.Itoa(r.Record), c.T(i18n.TakeInFields[r.Field]), i18n.TakeInFault(c.Locale, c.Store().Club(), r)})
	}
	w.Flush()
	return nil // a client that has gone is no fault of ours
}

// ConfirmMembers takes the file.
func (d Door) ConfirmMembers(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if _, err := c.Store().ConfirmMembers(c.Request().Context(), c.Actor(), id); err != nil {
		if db.KindOf(err) != db.Refused {
			return err
		}
		return d.showCheck(c, err)
	}
	c.Flash("taken_in")
	return c.See(staff.TakeInPath(id))
}

// DropMembers drops it.
func (d Door) DropMembers(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := c.Store().DropMembers(c.Request().Context(), c.Actor(), id); err != nil {
		return err
	}
	c.Flash("register_drop")
	return c.See("/staff/members/imports")
}
