package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Tag is a short state in colour and words, with an icon where it is good, a warning or bad.
type Tag struct {
	Text string
	Tone Tone
}

// Render writes the tag.
func (t Tag) Render(ctx context.Context, w io.Writer) error { return tag(t).Render(ctx, w) }

// Notice says something about this page that stays: what is missing, what will happen.
type Notice struct {
	Tone        Tone
	Title, Text string
	Link        Link
	Focus       bool // it tells what has just been done, and takes the focus
}

// Render writes the notice.
func (n Notice) Render(ctx context.Context, w io.Writer) error { return notice(n).Render(ctx, w) }

// Empty stands where a list would: one sentence, and one thing to do about it.
type Empty struct {
	Icon   Icon
	Text   string
	Action Link // without a Label: none
}

// Render writes it.
func (e Empty) Render(ctx context.Context, w io.Writer) error { return empty(e).Render(ctx, w) }

// Section is a part of a page with its name and, where more has a Label, the way to all of it. Both are words of the
// house, not of a person: it is made once.
func Section(title string, more Link) templ.Component {
	return Around(sectionKey{title, more}, func() templ.Component { return section(title, more) })
}

type sectionKey struct {
	title string
	more  Link
}

// PageHead is the page's own heading, with the way back above and what can be done beside it.
type PageHead struct {
	Page   Page
	Title  string // "" is Page.Title
	Text   string // one line below: what this is, or who
	Crumbs []Link // staff: from the outermost in, without the page itself
	Back   Link   // members and merchants: one step up
	Tags   []Tag
}

// Render writes the heading. For buttons beside it see PageHeadWith.
func (h PageHead) Render(ctx context.Context, w io.Writer) error {
	return PageHeadWith(h).Render(templ.ClearChildren(ctx), w)
}

// Stat is one figure of a row of Stats.
type Stat struct {
	Label, Value string
	Note         string // under the figure: "8.4% less than last month"
	Tone         Tone   // of the note
	Href         templ.SafeURL
}

// Step is one of the few a wizard has.
type Step struct{ Label string }
