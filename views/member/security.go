package member

import (
	"net/url"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// SecurityView is how the member signs in, and where they are.
type SecurityView struct {
	Setting
	db.OwnSignIn
	Here     int64 // the present session
	Passkeys bool  // the club's address can have them
	Lost     ui.Form
}

// contact is a way to reach the member, as its line shows it.
type contact struct {
	kind  db.ContactKind
	shown string // masked; "" for none
}

func (v SecurityView) contacts() []contact {
	return []contact{{db.PhoneContact, v.Contact.Phone}, {db.EmailContact, v.Contact.Email}}
}

func (c contact) path() string { return "/me/contacts/" + string(c.kind) }

func (c contact) title(l db.Locale) string { return ContactTitle(c.kind, c.shown != "").In(l) }

// change is what its button says.
func (c contact) change() i18n.Text {
	if c.shown == "" {
		return i18n.SecurityAdd
	}
	return i18n.SecurityChange
}

// ContactTitle names what is done to a way to reach the member: one that is there is changed, else one is added.
func ContactTitle(k db.ContactKind, there bool) i18n.Text {
	switch {
	case k == db.PhoneContact && there:
		return i18n.ContactPhoneTitle
	case k == db.PhoneContact:
		return i18n.ContactPhoneAdd
	case there:
		return i18n.ContactEmailTitle
	}
	return i18n.ContactEmailAdd
}

func (v SecurityView) passkeyLabel(p ui.Page, k db.Passkey) string {
	if k.Label == "" {
		return p.T(i18n.PasskeyUnnamed)
	}
	return k.Label
}

func (v SecurityView) passkeyStory(p ui.Page, k db.Passkey) string {
	story := p.F(i18n.PasskeyAdded, v.date(p, k.AddedAt))
	if k.UsedAt != 0 {
		story = dots(story, p.F(i18n.PasskeyUsed, v.dateTime(p, k.UsedAt)))
	}
	return story
}

// ContactView is a page on the way of changing a phone or an e-mail.
type ContactView struct {
	Form  ui.Form
	Kind  db.ContactKind
	There bool   // one is there to be replaced
	To    string // where a code goes, or has gone; masked
	Wait  int64  // seconds until another code may be asked for
}

// sends tells where the code goes.
func (v ContactView) sends() i18n.Text {
	if v.Kind == db.EmailContact {
		return i18n.ContactEmailText
	}
	return i18n.ContactPhoneText
}

// another is how a mistyped phone or e-mail is typed again.
func (v ContactView) another() i18n.Text {
	if v.Kind == db.EmailContact {
		return i18n.ContactEmailOther
	}
	return i18n.ContactPhoneOther
}

func (v ContactView) path(step string) string { return "/me/contacts/" + string(v.Kind) + step }

func (v ContactView) steps(p ui.Page) []ui.Step {
	return []ui.Step{{Label: p.T(i18n.ContactStepOld)}, {Label: p.T(i18n.ContactStepNew)}, {Label: p.T(i18n.ContactStepProve)}}
}

func (v ContactView) field(p ui.Page) ui.Field {
	f := ui.Field{Name: "destination", Label: p.T(i18n.ContactNewPhone), Autocomplete: "tel", Mode: "tel", Length: 120, Focus: true, Big: true, Hint: p.T(i18n.EnterHint)}
	if v.Kind == db.EmailContact {
		f.Label, f.Autocomplete, f.Mode, f.Hint = p.T(i18n.ContactNewEmail), "email", "email", ""
	}
	return f
}

// ConfirmView asks who sits there.
type ConfirmView struct {
	Form     ui.Form
	Next     string
	Contact  db.Destination // masked
	Password bool
	To       string // where a code has gone; masked
}

func withNext(path string) string {
	if path == "" {
		return ""
	}
	return "?next=" + url.QueryEscape(path)
}
