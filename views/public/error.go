// Package public holds the pages that anyone may see.
package public

// ErrorView is what went wrong, and the way on.
type ErrorView struct {
	Status    int
	Title     string
	Text      string
	Home      string // local path of the way on
	Action    string
	Reference string // for the club's hotline, or ""
}
