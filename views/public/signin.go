package public

import "clubhouse/views/ui"

// SignInView asks where to send a code.
type SignInView struct {
	Form ui.Form
	Next string // where to go afterwards, or ""
}

// CodeView asks for the code.
type CodeView struct {
	Form ui.Form
	To   string // masked
	Wait int64  // seconds until another code may be asked for
	Next string
}

// JoinView asks what a new member tells.
type JoinView struct {
	Form        ui.Form
	Next        string // where to go afterwards, or ""
	To          string // masked
	Languages   []ui.Option
	Communities []ui.Option
}
