package ui

import (
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

func rows(x Field) string {
	if x.Rows == 0 {
		return "4"
	}
	return itoa(x.Rows)
}

func (x Field) ticked(f Form) bool {
	if f.Values != nil {
		return f.Has(x.Name, or(x.Value, "1"))
	}
	return len(x.Values) > 0 && x.Values[0] == or(x.Value, "1")
}

// optionID gives the first of a group the field's own id, so that the error summary leads to it.
func optionID(x Field, i int) string {
	if i == 0 {
		return x.ID()
	}
	return x.ID() + "-" + itoa(i)
}

func hasEmpty(options []Option) bool {
	for _, o := range options {
		if o.Value == "" {
			return true
		}
	}
	return false
}

type optionGroup struct {
	name    string
	options []Option
}

// grouped gathers neighbours of the same group.
func grouped(options []Option) []optionGroup {
	var out []optionGroup
	for i, o := range options {
		if i == 0 || o.Group != options[i-1].Group {
			out = append(out, optionGroup{name: o.Group})
		}
		last := &out[len(out)-1]
		last.options = append(last.options, o)
	}
	return out
}

// in is the field of Three in one language.
func (x Field) in(i int, l db.Locale) Field {
	y := x
	y.Name = x.Name + "_" + strings.TrimPrefix(strings.ToLower(string(l)), "zh-")
	y.Label = i18n.LanguageName(l)
	y.Hint, y.Value, y.Values = "", "", nil
	if i < len(x.Values) {
		y.Value = x.Values[i]
	}
	y.Optional = x.Optional || i > 0
	y.Lang = string(l)
	y.Focus = x.Focus && i == 0
	return y
}
