package member

import (
	"fmt"
	"strconv"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// ProfileView is the member's own page.
type ProfileView struct {
	Setting
	Card     Card
	To       db.Destination // masked
	Language db.Locale      // of the account
	Given    map[db.ConsentKind]bool

	Birthday     db.OwnBirthday
	BirthdayForm ui.Form
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
		{Title: p.T(i18n.SecurityTitle), Href: p.To("/me/security"), Icon: ui.IconShield},
		{Title: p.T(i18n.PrivacyTitle), Href: p.To("/me/privacy"), Icon: ui.IconLock},
		{Title: p.T(i18n.ProfileTerms), Href: p.To("/terms"), Icon: ui.IconBook},
		{Title: p.T(i18n.ProfilePrivacy), Href: p.To("/privacy"), Icon: ui.IconBook},
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

// birthday answers it in words, "" where there is none.
func (v ProfileView) birthday(p ui.Page) string {
	b := v.Birthday
	day, err := time.Parse("2006-01-02", fmt.Sprintf("%04d-%s", max(b.Year, 4), b.Day)) // the year 4 has all days
	switch {
	case err != nil:
		return ""
	case b.Year == 0:
		return i18n.ShortDate(p.Locale, day)
	}
	return i18n.Date(p.Locale, day)
}

// birthdayAgain answers the day from which another may be set.
func (v ProfileView) birthdayAgain(p ui.Page) string {
	return i18n.Date(p.Locale, v.day(v.Birthday.Again.Start(v.Club.Zone)))
}

func (v ProfileView) birthPart(from, to int) string {
	if v.Birthday.Day == "" {
		return ""
	}
	return v.Birthday.Day[from:to]
}

// birthYear is the box of the year. Where something is wrong with it, its sentence needs a line of its own.
func (v ProfileView) birthYear(p ui.Page) ui.Field {
	f := ui.Field{Name: "birth_year", Label: p.T(i18n.BirthdayYear), Length: 4, Mode: "numeric", Autocomplete: "bday-year", Optional: true}
	if v.Birthday.Year != 0 {
		f.Value = strconv.Itoa(v.Birthday.Year)
	}
	return f
}

// numbers are the options of a month or a day.
func numbers(most int) (options []ui.Option) {
	for n := 1; n <= most; n++ {
		options = append(options, ui.Option{Value: fmt.Sprintf("%02d", n), Label: strconv.Itoa(n)})
	}
	return options
}
