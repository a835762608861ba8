package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Result is the till's answer and fills the screen: what happened, in colour, icon and words; the facts; what next.
// Its children (PostForm of "undo", say) stand under the next action.
type Result struct {
	Page   Page
	Tone   Tone // Good, Bad or Warn
	Title  string
	Text   string
	Facts  []Fact
	Next   Link
	Other  Link // a second way on, or none
	Return int  // seconds after which a success goes to Next by itself; 0 stays. A denial always stays.
	Quiet  bool // no sound and no buzz: a page that shows an older result
}

// Render writes the result.
func (r Result) Render(ctx context.Context, w io.Writer) error {
	return ResultWith(r).Render(templ.ClearChildren(ctx), w)
}

// ScanBox is the till's eye: the camera, and on the same screen a field to type into and a photo to send. Each of the
// three is a form of its own: scan and typed code POST the field "code", the photo POSTs the file "photo".
type ScanBox struct {
	Page    Page
	Form    Form
	Action  templ.SafeURL // receives what was scanned or typed
	Photo   templ.SafeURL // receives the photo; "" leaves it out
	Accept  string        // a JavaScript regular expression: what is ours; others are told apart without asking the server
	Refused string        // the text that the server has just refused: not sent again at once
	Example string        // of a typed code
}

// Render writes the scanner.
func (s ScanBox) Render(ctx context.Context, w io.Writer) error { return scanBox(s).Render(ctx, w) }

var soundOf = [...]string{"", "good", "warn", "bad", ""}

// resultRole: a denial is said at once, over whatever is being said.
func resultRole(r Result) string {
	if r.Tone == Bad {
		return "alert"
	}
	return "status"
}
