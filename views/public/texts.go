package public

import (
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// TextView is the terms or the privacy policy in its version.
type TextView struct {
	Version string
	Clauses []i18n.Clause
	Other   ui.Link // the other of the two
	Hotline string
}

// ScannedView is the page of a code that was opened by whoever it is not for.
type ScannedView struct {
	Text         string
	Till, Member templ.SafeURL // where each signs in
}
