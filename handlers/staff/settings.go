package staff

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Languages shows which languages members are offered.
func (d Door) Languages(c *web.Context) error { return showLanguages(c, nil, nil) }

// SetLanguages changes them.
func (d Door) SetLanguages(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	var list []db.Locale
	for _, s := range form["languages"] {
		list = append(list, db.Locale(s))
	}
	s := db.Speaking{Languages: db.LanguagesOf(list...), Language: db.Locale(form.Get("language")), Seen: seen(form)}
	if err := c.Store().SetLanguages(c.Request().Context(), c.Actor(), s); err != nil {
		return showLanguages(c, form, err)
	}
	c.Flash("saved")
	return c.See("/staff/settings/languages")
}

func showLanguages(c *web.Context, form url.Values, refused error) error {
	return showForm(c, "/staff/settings/languages", c.T(i18n.SetLangTitle), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Languages(p, f, c.Store().Club().Speaks)
	})
}

// numbers are the pages of limits and of retention.
var numbers = map[string]struct {
	title i18n.Text
	page  []*db.Setting
}{
	"limits":    {i18n.SetLimitsTitle, db.Limits},
	"retention": {i18n.SetKeepTitle, db.Retention},
}

// Numbers shows a page of numbers that staff may set.
func (d Door) Numbers(tab string) web.Handler {
	return func(c *web.Context) error { return showNumbers(c, tab, nil, nil) }
}

// EditNumbers sets them. A field that is empty goes back to its default.
func (d Door) EditNumbers(tab string) web.Handler {
	return func(c *web.Context) error {
		form, err := c.Posted()
		if err != nil {
			return err
		}
		page, values := numbers[tab].page, db.Values{}
		for _, s := range page {
			typed := strings.TrimSpace(form.Get(s.Name))
			if typed == "" {
				continue
			}
			if values[s.Name], err = strconv.ParseInt(typed, 10, 64); err != nil {
				values[s.Name] = -1 // which the books refuse
			}
		}
		if err := c.Store().EditSettings(c.Request().Context(), c.Actor(), page, values, seen(form)); err != nil {
			return showNumbers(c, tab, form, err)
		}
		c.Flash("saved")
		return c.See("/staff/settings/" + tab)
	}
}

func showNumbers(c *web.Context, tab string, form url.Values, refused error) error {
	path := "/staff/settings/" + tab
	return showForm(c, path, c.T(numbers[tab].title), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Settings(p, f, staff.SettingsView{Tab: tab, Path: path, Page: numbers[tab].page, Club: c.Store().Club()})
	})
}

// Senders shows how mail and text messages go out.
func (d Door) Senders(c *web.Context) error { return d.showSenders(c, nil, nil) }

// TestSender sends a test.
func (d Door) TestSender(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	to, err := db.ParseDestination(form.Get("to"), c.Region())
	if err == nil {
		err = c.Store().TestSender(c.Request().Context(), c.Actor(), to, c.Locale)
	}
	if e, ok := err.(*db.Error); ok && e.Kind == db.Refused {
		at := *e
		at.Field = "to"
		return d.showSenders(c, form, &at)
	}
	if err != nil {
		return err
	}
	return c.See("/staff/settings/senders")
}

// SenderTests is the part of the page that tells of the reader's tests, for a script that looks again.
func (d Door) SenderTests(c *web.Context) error {
	v, err := d.sendersView(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Tests(c.Page(""), v))
}

func (d Door) sendersView(c *web.Context) (v staff.SendersView, err error) {
	v = staff.SendersView{Clock: clock(c), Mail: facts(c.App.Settings.Mail), SMS: facts(c.App.Settings.SMS)}
	if v.Sending, err = c.Store().Sending(c.Request().Context(), c.Actor()); err != nil {
		return v, err
	}
	v.To, err = c.Store().OwnEmail(c.Request().Context(), c.Actor())
	return v, err
}

func facts(s *web.Sender) *staff.SenderFacts {
	if s == nil {
		return nil
	}
	f := staff.SenderFacts(*s)
	return &f
}

func (d Door) showSenders(c *web.Context, form url.Values, refused error) error {
	v, err := d.sendersView(c)
	if err != nil {
		return err
	}
	return showForm(c, "/staff/settings/senders", c.T(i18n.SetSendTitle), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Senders(p, f, v)
	})
}
