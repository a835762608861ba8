package ui

import (
	"github.com/a-h/templ"
)

// Input kinds: what is typed, and so which keyboard comes up and what the browser fills in.
const (
	AnyText     = "text"
	Tel         = "tel"
	Email       = "email"
	Password    = "password"     // the present one
	NewPassword = "new-password" // one being chosen
	Number      = "number"       // whole numbers
	Money       = "money"        // an amount with decimals
	Code        = "code"         // a one-time code
	Date        = "date"
	Time        = "time"
	SearchText  = "search"
)

// Field is one question of a form. All questions must be answered unless they are marked Optional.
type Field struct {
	Name, Label  string
	Hint         string // under the label: what is wanted, and what for
	Kind         string // of an Input; "" is AnyText
	Value        string // shown while nothing has been typed yet
	Values       []string
	Optional     bool
	Autocomplete string // in HTML's words: "name", "tel", "bday" …
	Mode         string // inputmode, where the kind says too little
	Placeholder  string // an example, never the label
	Before       string // stands in front of what is typed: "¥", "+86"
	After        string // and behind it: "%"
	Min, Max     string
	Step         string
	Length       int    // most characters
	Rows         int    // of a Textarea; 0 is 4
	Accept       string // of a File
	Multiple     bool   // of a File
	Short        bool   // a field for a few signs
	Big          bool   // a field at the till or for a code
	Locked       bool   // shown and sent, not to be changed
	Focus        bool   // where one starts; an error summary goes first
	Lang         string // the language of what is typed, where it is not the page's: "en", "zh-Hant"
	Spell        bool   // signs spelled out, such as a voucher's code: capitals, no corrections
	Quiet        bool   // groups: the label is only said, where a heading above shows it already
	Bare         bool   // filters: the label is small, and neither hint nor error is shown
}

// typed answers what stands in the field: what was typed if the form has been sent, else its present value.
func (x Field) typed(f Form) string {
	if _, sent := f.Values[x.Name]; sent {
		return f.Values.Get(x.Name)
	}
	if x.Kind == Password || x.Kind == NewPassword || x.Kind == Code {
		return ""
	}
	return x.Value
}

// chosen tells whether the option is chosen. A group of checkboxes that was sent empty sends nothing at all, so that
// a form that was sent speaks for itself.
func (x Field) chosen(f Form, value string) bool {
	if f.Values != nil {
		return f.Has(x.Name, value)
	}
	if x.Value == value && value != "" {
		return true
	}
	for _, v := range x.Values {
		if v == value {
			return true
		}
	}
	return len(x.Values) == 0 && x.Value == value
}

// ID answers the id of the field's control, to which the error summary leads.
func (x Field) ID() string { return "f-" + x.Name }

func (x Field) bad(f Form) bool { return !x.Bare && f.Error(x.Name) != "" }

// describedBy names the hint and the error, for those who listen.
func (x Field) describedBy(f Form) string {
	s := ""
	if x.Hint != "" && !x.Bare {
		s = x.ID() + "-hint"
	}
	if x.bad(f) {
		if s != "" {
			s += " "
		}
		s += x.ID() + "-error"
	}
	return s
}

// attributes are those of an input, by its kind.
func (x Field) attributes(f Form) templ.OrderedAttributes {
	var a templ.OrderedAttributes
	set := func(k, v string) {
		if v != "" {
			a = append(a, attr(k, v))
		}
	}
	kind, mode, complete := x.Kind, x.Mode, x.Autocomplete
	switch x.Kind {
	case "":
		kind = AnyText
	case NewPassword:
		kind, complete = Password, or(complete, "new-password")
	case Password:
		complete = or(complete, "current-password")
	case Tel:
		complete = or(complete, "tel")
	case Email:
		complete = or(complete, "email")
		mode = or(mode, "email")
	case Number:
		kind, mode, complete = AnyText, or(mode, "numeric"), or(complete, "off")
	case Money:
		kind, mode, complete = AnyText, or(mode, "decimal"), or(complete, "off")
	case Code:
		kind, mode, complete = AnyText, or(mode, "numeric"), or(complete, "one-time-code")
	}
	set("type", kind)
	set("inputmode", mode)
	set("autocomplete", complete)
	if x.Kind == Date || x.Kind == Time {
		set("min", x.Min)
		set("max", x.Max)
		set("step", x.Step)
	}
	set("placeholder", x.Placeholder)
	if x.Length > 0 {
		set("maxlength", itoa(x.Length))
	}
	switch {
	case x.Spell:
		set("autocapitalize", "characters")
		set("spellcheck", "false")
	case kind == Password, x.Kind == Email, x.Kind == Code:
		set("autocapitalize", "off")
		set("spellcheck", "false")
	}
	set("lang", x.Lang)
	if kind != Password {
		set("value", x.typed(f))
	}
	return append(a, x.common(f)...)
}

// common are the attributes that every control has.
func (x Field) common(f Form) templ.OrderedAttributes {
	a := templ.OrderedAttributes{
		attr("id", x.ID()),
		attr("name", x.Name),
	}
	if !x.Optional && !x.Bare {
		a = append(a, attr("required", true))
	}
	if x.Locked {
		a = append(a, attr("readonly", true))
	}
	if x.bad(f) {
		a = append(a, attr("aria-invalid", "true"))
	}
	if x.Focus && len(f.Errors) == 0 {
		a = append(a, attr("autofocus", true))
	}
	if d := x.describedBy(f); d != "" {
		a = append(a, attr("aria-describedby", d))
	}
	return a
}

func (x Field) class(f Form) string {
	s := "field"
	if x.bad(f) {
		s += " bad"
	}
	if x.Short {
		s += " short"
	}
	if x.Big {
		s += " big"
	}
	if x.Bare {
		s += " bare"
	}
	return s
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func attr(name string, value any) templ.KeyValue[string, any] {
	return templ.KeyValue[string, any]{Key: name, Value: value}
}
