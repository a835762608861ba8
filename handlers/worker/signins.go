package worker

import "clubhouse/db"

// SignIn is a way into the demo that anybody may use.
type SignIn struct {
	Door     db.Door
	Role     db.Role `json:",omitempty"` // of staff and tills
	For      db.Text // the one community or the merchant, or empty
	Name     string
	Login    string // a phone in E.164, which is sent a code, or an e-mail address
	Password string `json:",omitempty"` // of staff
	Secret   string `json:",omitempty"` // of a staff member's authenticator, base32
}
