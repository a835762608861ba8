package member

import (
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// ProfileView is the member's own page.
type ProfileView struct {
	Lost ui.Form // of the phone that was lost, as it was refused
	Setting
	Card     Card
	To       db.Destination // masked
	Language db.Locale      // of the account
	Given    map[db.ConsentKind]bool
	Sessions []db.SessionRow
	Here     int64 // the present session
}

func (v ProfileView) facts(p ui.Page) []ui.Fact {
	facts := []ui.Fact{
		{Term: p.T(i18n.ProfileNumber), Text: db.FormatNumber(v.Card.Number), Strong: true},
		{Term: p.T(i18n.ProfileTier), Text: v.Card.tier(p)},
		{Term: p.T(i18n.ProfileClass), Text: v.Card.where(p)},
		{Term: p.T(i18n.ProfileSince), Text: v.date(p, v.Card.JoinedAt)},
	}
	if v.To.Phone != "" {
		facts = append(facts, ui.Fact{Term: p.T(i18n.ProfilePhone), Text: v.To.Phone})
	}
	if v.To.Email != "" {
		facts = append(facts, ui.Fact{Term: p.T(i18n.ProfileEmail), Text: v.To.Email})
	}
	return facts
}

func (v ProfileView) ways(p ui.Page) []ui.Row {
	rows := []ui.Row{
		{Title: p.T(i18n.NoticesTitle), Href: p.To("/notices"), Icon: ui.IconBell},
		{Title: p.T(i18n.ProfileHomes), Href: p.To("/homes"), Icon: ui.IconBuilding},
		{Title: p.T(i18n.ProfilePoints), Href: p.To("/points"), Icon: ui.IconStar, End: i18n.Number(v.Card.Balance)},
		{Title: p.T(i18n.ProfileVouchers), Href: p.To("/vouchers"), Icon: ui.IconTicket},
		{Title: p.T(i18n.ProfileTerms), Href: p.To("/terms"), Icon: ui.IconBook},
		{Title: p.T(i18n.ProfilePrivacy), Href: p.To("/privacy"), Icon: ui.IconShield},
	}
	if v.Card.Unread > 0 {
		rows[0].End = p.F(i18n.NoticesCount, i18n.Number(v.Card.Unread))
	}
	if v.Club.Hotline != "" {
		rows = append(rows, ui.Row{Title: p.T(i18n.ProfileHotline), Text: v.Club.Hotline, Href: ui.Telephone(v.Club.Hotline), Icon: ui.IconPhone})
	}
	return rows
}

func languages(p ui.Page) []ui.Option {
	var out []ui.Option
	for _, l := range p.Languages.List() {
		out = append(out, ui.Option{Value: string(l), Label: i18n.LocaleNames[l]})
	}
	return out
}

// news and service answer the channels that the member agrees to.
func (v ProfileView) news() []string {
	return v.channels(db.ConsentNewsSMS, db.ConsentNewsEmail)
}

func (v ProfileView) service() []string {
	return v.channels(db.ConsentServiceSMS, db.ConsentServiceEmail)
}

func (v ProfileView) channels(sms, email db.ConsentKind) (on []string) {
	if v.Given[sms] {
		on = append(on, "sms")
	}
	if v.Given[email] {
		on = append(on, "email")
	}
	return on
}

// devices are signs of a browser's own description, the telling ones first.
var devices = [...]struct{ sign, name string }{
	{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"HarmonyOS", "HarmonyOS"}, {"Android", "Android"}, {"Windows", "Windows"}, {"Macintosh", "Mac"}, {"Linux", "Linux"},
}

// device names what a browser said of itself, as a person would.
func device(p ui.Page, agent string) string {
	name := p.T(i18n.ProfileDevice)
	for _, d := range devices {
		if strings.Contains(agent, d.sign) {
			name = d.name
			break
		}
	}
	if strings.Contains(agent, "MicroMessenger") {
		name = dots(name, p.T(i18n.ProfileWeChat))
	}
	return name
}
