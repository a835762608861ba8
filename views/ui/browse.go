package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Pager leads through a keyset list: where one can go, and a text such as "1,284 members".
type Pager struct {
	Page           Page
	Previous, Next templ.SafeURL // "" where there is none
	Text           string
}

// Render writes the pager.
func (g Pager) Render(ctx context.Context, w io.Writer) error { return pager(g).Render(ctx, w) }

// Column heads one column of a table.
type Column struct {
	Label  string
	Number bool          // figures stand to the right
	Hidden bool          // the label is for listeners only: a column of checkboxes or of buttons
	Sort   templ.SafeURL // where sorting by it leads, or ""
	Order  string        // "ascending" or "descending" while sorted by it
}

// Row is one entry of a ListOf: a whole line that is a link.
type Row struct {
	Title, Text string
	Href        templ.SafeURL
	Icon        Icon
	End         string // at the right: an amount, a date
	Tag         Tag    // with a Text: under End
}
