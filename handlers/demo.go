package handlers

import (
	"net/http"
	"regexp"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"
	"clubhouse/views/i18n"
	"clubhouse/views/public"

	"github.com/a-h/templ"
)

// demoRoutes are the demo's own: a club that is none has no outbox, and so none of them.
func demoRoutes(app *web.App, outbox *worker.Outbox) []web.Route {
	if outbox == nil || !app.Settings.Demo {
		return nil
	}
	return []web.Route{{Method: http.MethodGet, Path: "/demo/outbox", Who: web.Anyone, Handler: func(c *web.Context) error { return showOutbox(c, outbox) }}}
}

var oneTimeCode = regexp.MustCompile(`\b\d{6}\b`)

func showOutbox(c *web.Context, outbox *worker.Outbox) error {
	p, club, now := c.Page(c.T(i18n.OutboxTitle)), c.Store().Club(), c.Store().Now()
	v := public.OutboxView{Left: int(30 - now%30)}
	for _, l := range outbox.Letters() {
		at := l.At.In(club.Zone)
		v.Messages = append(v.Messages, public.OutboxMessage{
			To: typed(l.To), When: at.Format("15:04:05"), Code: oneTimeCode.FindString(l.Subject), Text: l.Text,
		})
	}
	doors := map[db.Door]templ.SafeURL{db.MemberDoor: p.To("/signin"), db.MerchantDoor: p.To("/merchant/signin"), db.StaffDoor: p.To("/staff/signin")}
	for _, s := range outbox.SignIns {
		a := public.OutboxAccount{Name: s.Name, Login: typed(s.Login), Door: doors[s.Door], Who: c.T(i18n.OutboxOwner)}
		if s.Role != "" {
			a.Who = c.T(i18n.Roles[s.Role])
		}
		switch {
		case s.Role == db.Till:
			a.Who = p.F(i18n.OutboxAt, a.Who, p.Text(s.For))
		case s.For.Hans != "":
			a.Who = p.F(i18n.OutboxOnly, a.Who, p.Text(s.For))
		}
		if s.Secret != "" {
			v.Password = s.Password
			var err error
			if a.Digits, err = db.TOTP(s.Secret, now); err != nil {
				return err
			}
		}
		v.Accounts = append(v.Accounts, a)
	}
	return c.Render(http.StatusOK, public.Outbox(p, v))
}

// typed answers a phone as it is typed at a sign-in page: one of the Mainland needs no country code there.
func typed(destination string) string { return strings.TrimPrefix(destination, "+86") }
