// Package public holds the pages that anyone may see.
package public

import "clubhouse/db"

// ErrorView is what went wrong, and the way on.
type ErrorView struct {
	Frame     db.Door // at which the person is signed in, and so keeps its frame; or ""
	Title     string
	Text      string
	Home      string // local path of the way on
	Action    string
	Reference string // for the club's hotline, or ""
}
