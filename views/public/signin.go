package public

import "clubhouse/views/ui"

// SignInView asks where to send a code.
type SignInView struct {
	Form ui.Form
	Next string // where to go afterwards, or ""

	Passkeys bool // the club's address can have them
}

// KnownView asks whoever comes by the phone of an account that has rested who they are.
type KnownView struct {
	Form ui.Form
	To   string // masked
	Next string
}

// CodeView asks for the code.
type CodeView struct {
	Form ui.Form
	To   string // masked
	Wait int64  // seconds until another code may be asked for
	Next string
}
