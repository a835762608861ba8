package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// SelfPart is one form of the reader's own page.
type SelfPart string

// The forms.
const (
	SelfPassword      SelfPart = "password"
	SelfRecovery      SelfPart = "recovery"
	SelfAuthenticator SelfPart = "authenticator"
	SelfPasskey       SelfPart = "passkey"
)

// SelfView is how the reader signs in at the desk.
type SelfView struct {
	Clock
	db.OwnSignIn
	Here     int64    // the present session
	Passkeys bool     // the club's address can have them
	Part     SelfPart // which form was refused
	Form     ui.Form
}

// form answers the form as it was typed, an empty one for the others.
func (v SelfView) form(part SelfPart) ui.Form {
	if v.Part == part {
		return v.Form
	}
	return ui.Form{}
}

func (v SelfView) passkeyName(p ui.Page, k db.Passkey) string {
	if k.Label == "" {
		return p.T(i18n.PasskeyUnnamed)
	}
	return k.Label
}

func documents(p ui.Page) (options []ui.Option) {
	for _, d := range db.Documents {
		options = append(options, ui.Option{Value: d, Label: p.T(i18n.Documents[d])})
	}
	return options
}
