package ui

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Button sends the form in which it stands. Its label says what happens ("Claim this offer"). One that cannot be
// used now stays in sight with the reason in Disabled.
type Button struct {
	Label       string
	Kind        Kind
	Icon        Icon
	Name, Value string // sent with the form
	Form        string // the id of a form that stands elsewhere
	Action      templ.SafeURL
	Disabled    string // why not
	Wide        bool   // as wide as the column
	Small       bool
	Spoken      string // what listeners hear instead of the label, where sight gives the context ("Remove Chen Meiling")
	NoCheck     bool   // skip the browser's own checks: "save as draft", "back"
}

// Render writes the button.
func (b Button) Render(ctx context.Context, w io.Writer) error { return button(b).Render(ctx, w) }

// LinkButton is a link that looks like a button: it goes somewhere and changes nothing.
type LinkButton struct {
	Label    string
	Href     templ.SafeURL
	Kind     Kind
	Icon     Icon
	Wide     bool
	Small    bool
	Disabled string // why it cannot be followed now
	Download bool
	Spoken   string
}

// Render writes the link.
func (b LinkButton) Render(ctx context.Context, w io.Writer) error {
	return linkButton(b).Render(ctx, w)
}

// Opener opens the Dialog of that id. Without scripts it leads to it, and the dialog shows as the link's target.
type Opener struct {
	Label  string
	Dialog string
	Kind   Kind
	Icon   Icon
	Wide   bool
	Small  bool
	Spoken string
}

// Render writes the link to the dialog.
func (o Opener) Render(ctx context.Context, w io.Writer) error { return opener(o).Render(ctx, w) }

// Copy is a text with a button that copies it. Without scripts the text can still be selected.
type Copy struct {
	Page  Page
	Text  string // what is copied
	Shown string // what is seen, or "" for Text
}

// Render writes the text and its button.
func (c Copy) Render(ctx context.Context, w io.Writer) error { return copyText(c).Render(ctx, w) }

func buttonClass(k Kind, wide, small bool) string {
	s := kindClass[k]
	if wide {
		s += " wide"
	}
	if small {
		s += " small"
	}
	return s
}
