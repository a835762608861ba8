package staff

import (
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// SettingsView is a page of numbers: limits, or retention.
type SettingsView struct {
	Tab, Path string
	Page      []*db.Setting
	Club      *db.Club
}

// words are those of the page.
func (v SettingsView) words(p ui.Page) (text, save string) {
	if v.Tab == "limits" {
		return p.T(i18n.SetLimitsText), p.T(i18n.SetLimitsSave)
	}
	return p.T(i18n.SetKeepText), p.T(i18n.SetKeepSave)
}

func (v SettingsView) revision() db.Revision { return v.Club.Values(v.Page).Revision() }

// field asks for one number.
func (v SettingsView) field(p ui.Page, s *db.Setting) ui.Field {
	in := func(n int64) string { return i18n.Counted(p.Locale, s.Unit, n) }
	words := i18n.SettingNames[s.Name]
	f := ui.Field{
		Name: s.Name, Label: p.T(words.Name), Kind: ui.Number, Value: strconv.FormatInt(v.Club.Of(s), 10), Optional: true, Short: true, Length: 6,
		After: p.T(i18n.UnitSigns[s.Unit]), Placeholder: strconv.FormatInt(s.Default, 10),
	}
	f.Hint = p.T(words.Hint) + sentenceGap(p) + p.F(i18n.SetRange, i18n.Number(s.Least), in(s.Most), in(s.Default))
	return f
}

// sentenceGap stands between two sentences.
func sentenceGap(p ui.Page) string {
	if p.Locale == db.En {
		return " "
	}
	return ""
}

// languageOptions are the three languages, each in its own name.
func languageOptions() []ui.Option {
	var out []ui.Option
	for _, l := range db.Locales {
		out = append(out, ui.Option{Value: string(l), Label: i18n.LocaleNames[l]})
	}
	return out
}

func languageValues(s db.Speaking) []string {
	var out []string
	for _, l := range s.Languages.List() {
		out = append(out, string(l))
	}
	return out
}
