// Package merchant holds the pages of the till.
package merchant

import "clubhouse/views/ui"

// SignInView asks for the destination of a one-time code.
type SignInView struct {
	Form ui.Form
	Next string // where to go afterwards
}

// CodeView asks for the code.
type CodeView struct {
	Form ui.Form
	To   string // masked
	Next string
}
