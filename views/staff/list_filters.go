package staff

// What a page of a list asks for, and what of it is on.

import (
	"maps"
	"slices"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// hidden are the parameters that a form of the list sends along: all but those that it asks for itself.
func (v ListView) hidden(but ...string) (out []ui.Link) {
	values := v.Query.Values(v.List)
	if v.View != 0 {
		values.Set("view", text(v.View))
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(but, name) {
			out = append(out, ui.Link{Label: name, Count: values.Get(name)})
		}
	}
	return out
}

// filters are those that the reader may ask for.
func (v ListView) filters(p ui.Page) (out []*db.Filter) {
	for i := range v.List.Filters {
		if f := &v.List.Filters[i]; f.Right == "" || may(p, f.Right) {
			out = append(out, f)
		}
	}
	return out
}

// parameters are those of the filters, which their own form asks for.
func (v ListView) parameters() (out []string) {
	for i := range v.List.Filters {
		out = append(out, v.List.Filters[i].Parameters()...)
	}
	return out
}

// partly names the filters that may mean more than was looked for.
func (v ListView) partly(p ui.Page) string {
	var names []string
	for _, name := range v.Page.Partly {
		names = append(names, v.label(p, name))
	}
	return p.F(i18n.ListPartly, list(p, names))
}

func (v ListView) narrowed() bool { return len(v.Query.Filters) > 0 }

// chosen are the filters that are on, each with the address of the list without it.
func (v ListView) chosen(p ui.Page) (out []ui.Link) {
	for i := range v.List.Filters {
		f := &v.List.Filters[i]
		for _, name := range f.Parameters() {
			value, on := v.Query.Filters[name]
			if !on {
				continue
			}
			without := v.Query
			without.Filters = map[string]string{}
			for k, s := range v.Query.Filters {
				if k != name {
					without.Filters[k] = s
				}
			}
			out = append(out, ui.Link{Label: v.chip(p, f, name, value), Href: v.at(p, without)})
		}
	}
	return out
}

func (v ListView) chip(p ui.Page, f *db.Filter, name, value string) string {
	label := v.label(p, f.Name)
	switch f.Kind {
	case db.FilterYes:
		return label
	case db.FilterChoice:
		value = i18n.ChoiceText(p.Locale, db.Choice{Of: f.Of, Word: value})
	case db.FilterThing:
		value = v.called(p, f)
	case db.FilterDays:
		label = v.dayLabel(p, f, name)
		value = i18n.CellText(p.Locale, v.Club, v.Now, db.Day(value))
	}
	return p.F(i18n.ListChip, label, value)
}

// asked is what stands in the filter's field: the thing's name, or its id where others are called so too.
func (v ListView) asked(p ui.Page, f *db.Filter) string {
	name, others := v.called(p, f), 0
	for _, o := range v.Page.Options[f.Name] {
		if p.Text(o.Name) == name {
			others++
		}
	}
	if others > 1 {
		return v.Query.Filters[f.Name]
	}
	return name
}

// called is what the filter asks for by its name, whether that or an id stands in the address.
func (v ListView) called(p ui.Page, f *db.Filter) string {
	value := v.Query.Filters[f.Name]
	for _, o := range v.Page.Options[f.Name] {
		if text(o.ID) == value {
			return p.Text(o.Name)
		}
	}
	return value
}

func (v ListView) dayLabel(p ui.Page, f *db.Filter, name string) string {
	form := i18n.ListFrom
	if strings.HasSuffix(name, "_to") {
		form = i18n.ListTo
	}
	return p.F(form, v.label(p, f.Name))
}

// options are those of the filter's select.
func (v ListView) options(p ui.Page, f *db.Filter) []ui.Option {
	out := []ui.Option{{Label: i18n.ListAny(p.Locale, v.List.Name, f.Name)}}
	for _, w := range f.Words {
		choice := db.Choice{Of: f.Of, Word: w}
		o := ui.Option{Value: w, Label: i18n.ChoiceText(p.Locale, choice), Group: i18n.ChoiceGroup(p.Locale, choice)}
		if o.Group == o.Label {
			o.Label = p.F(i18n.ListAllOf, o.Group)
		}
		out = append(out, o)
	}
	for _, o := range v.Page.Options[f.Name] {
		out = append(out, ui.Option{Value: text(o.ID), Label: p.Text(o.Name), Group: p.Text(o.Group)})
	}
	return out
}

// passed names what of the address was left out.
func (v ListView) passed(p ui.Page) string {
	var names []string
	for _, name := range slices.Concat(v.Query.Passed, v.Page.Passed) {
		if label := v.label(p, name); !slices.Contains(names, label) {
			names = append(names, label)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return p.F(i18n.ListPassed, list(p, names))
}
