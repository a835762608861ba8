package ui

import (
	"strconv"

	"github.com/a-h/templ"
)

// Kind is how much a button asks for attention.
type Kind uint8

// Primary is the one thing to do here, Secondary another, Danger what cannot be taken back, Ghost the way out.
const (
	Primary Kind = iota
	Secondary
	Danger
	Ghost
)

// Tone is what something means: by its colour and by its icon, never by the colour alone.
type Tone uint8

// The tones.
const (
	Neutral Tone = iota
	Good
	Warn
	Bad
	Info // the house colour: neither good nor bad, but not grey
)

var kindClass = [...]string{"button", "button secondary", "button danger", "button ghost"}

var toneClass = [...]string{"neutral", "good", "warn", "bad", "info"}

var toneIcon = [...]Icon{IconInfo, IconCheck, IconWarn, IconCross, IconInfo}

// Link is a place to go with its name; Here marks the place where one is.
type Link struct {
	Label string
	Href  templ.SafeURL
	Here  bool
	Count string // shown small after the label: "12", or ""
	Say   string // with scripts a press writes this into the form's text instead
}

// Fact is a term and what holds of it.
type Fact struct {
	Term, Text string
	Href       templ.SafeURL // the text becomes a link
	Tone       Tone          // other than Neutral: the text becomes a Tag
	Strong     bool          // the figure that matters
}

// Option is one choice of a select or of a group.
type Option struct {
	Value, Label string
	Hint         string // groups only: a line under the label
	Group        string // selects only: options of one group stand together under its name
}

func itoa(n int) string { return strconv.Itoa(n) }
