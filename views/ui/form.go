package ui

import (
	"net/url"
	"slices"

	"clubhouse/views/i18n"
)

// Form carries what a person typed, and what was wrong with it, back to the page.
type Form struct {
	Values url.Values
	Errors []FieldError
}

// FieldError is one fault: the name of the field and a sentence in the reader's language. An empty Field speaks of
// the form as a whole, and may lead to what it is about.
type FieldError struct {
	Field, Text string
	Link        Link
}

// Value answers what was typed into the field, or "".
func (f Form) Value(name string) string { return f.Values.Get(name) }

// Error answers the first fault of the field, or "".
func (f Form) Error(name string) string {
	for _, e := range f.Errors {
		if e.Field == name {
			return e.Text
		}
	}
	return ""
}

// heading stands over the faults: only those of fields are the reader's to mend.
func (f Form) heading() i18n.Text {
	if slices.ContainsFunc(f.Errors, func(e FieldError) bool { return e.Field != "" }) {
		return i18n.UIFixErrors
	}
	return i18n.UINotDone
}

// Has tells whether value is among those chosen for the field.
func (f Form) Has(name, value string) bool {
	for _, v := range f.Values[name] {
		if v == value {
			return true
		}
	}
	return false
}
