package staff

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// AuditEntryView is one row of the audit log.
type AuditEntryView struct {
	Clock
	*db.AuditEntry
}

// facts are who, when, from where and on whom.
func (v AuditEntryView) facts(p ui.Page) []ui.Fact {
	name := v.Name
	switch {
	case v.Door == db.System:
		name = p.T(i18n.DeskAuditClub)
	case name == "":
		name = p.T(i18n.DeskAuditNobody)
	}
	out := []ui.Fact{
		{Term: p.T(i18n.DeskAuditWho), Text: name},
		{Term: p.T(i18n.DeskAuditWhen), Text: v.second(p, v.At)},
		{Term: p.T(i18n.DeskAuditAt), Text: p.T(i18n.Doors[v.Door])},
	}
	if v.Member != 0 {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskAuditWhom), Text: v.Whom, Href: ifMay(p, db.MembersRead, Path("members", v.Member))})
	}
	if s := p.Text(v.Names["noun"]); s != "" && s != v.Name {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskAuditThing), Text: s, Href: actLink(p, v.AuditRow)})
	}
	if v.Session != nil {
		out = append(out,
			ui.Fact{Term: p.T(i18n.DeskAuditSession), Text: p.F(i18n.DeskAuditSince2, v.time(p, v.Session.At))},
			ui.Fact{Term: p.T(i18n.DeskAuditAddress), Text: or(v.Session.Address, p.T(i18n.DeskAuditEmpty))},
			ui.Fact{Term: p.T(i18n.DeskAuditAgent), Text: or(v.Session.Agent, p.T(i18n.DeskAuditEmpty))})
	} else if v.Door != db.System {
		out = append(out, ui.Fact{Term: p.T(i18n.DeskAuditSession), Text: p.T(i18n.DeskAuditUntold)})
	}
	return out
}

// second tells an instant to the second.
func (k Clock) second(p ui.Page, at int64) string {
	return i18n.Date(p.Locale, k.Club.Day(at)) + " " + k.Club.Day(at).Format("15:04:05")
}

// seal tells which seal covers the row, once one does.
func (v AuditEntryView) seal(p ui.Page) []ui.Fact {
	return []ui.Fact{
		{Term: p.T(i18n.DeskAuditSealed), Text: v.time(p, v.Seal.At)},
		{Term: p.T(i18n.DeskAuditSealNo), Text: text(v.Seal.ID)},
		{Term: p.T(i18n.DeskAuditHash), Text: v.Seal.Short()},
	}
}

// changed is a field of an edit as people read it, each line of its own.
type changed struct {
	Field         string
	Before, After []string
}

// changes are the fields that the act changed, in the order of their names.
func (v AuditEntryView) changes(p ui.Page) (out []changed) {
	if tier, ok := v.Facts["tier"].(string); ok {
		return []changed{{upper(p.T(i18n.DeskAuditTier)), []string{p.T(i18n.Tiers[db.Tier(word(v.AuditRow, "was"))])}, []string{p.T(i18n.Tiers[db.Tier(tier)])}}}
	}
	after, _ := v.Facts["after"].(map[string]any)
	for _, field := range slices.Sorted(maps.Keys(after)) {
		b, a := v.Change(field)
		c := changed{upper(i18n.FieldName(p.Locale, field)), v.say(p, field, b), v.say(p, field, a)}
		if field == "Value" { // of which kind, each may say for itself
			kb, ka := v.Change("Kind")
			c.Before, c.After = v.value(p, kb, b), v.value(p, ka, a)
		}
		out = append(out, c)
	}
	return out
}

func upper(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

// say tells a value of the field as people read it, a text in each of its lines and languages.
func (v AuditEntryView) say(p ui.Page, field string, value any) []string {
	if texts, ok := value.(map[string]any); ok {
		return v.three(p, texts)
	}
	said := i18n.FieldValue(p.Locale, v.Club, db.FieldChange{Field: field, Names: v.Called}, value)
	return strings.Split(said, "\n")
}

// three tells a text in three languages, one after the other.
func (v AuditEntryView) three(p ui.Page, x map[string]any) (out []string) {
	for _, l := range []struct {
		key  string
		lang db.Locale
	}{{"Hans", db.Hans}, {"Hant", db.Hant}, {"En", db.En}} {
		if s, _ := x[l.key].(string); s != "" {
			out = append(out, i18n.LanguageName(l.lang)+": "+s)
		}
	}
	if len(out) == 0 {
		return []string{"—"}
	}
	return out
}

// value tells what an offer is worth, by the kind that it had then where that has changed too.
func (v AuditEntryView) value(p ui.Page, kind, value any) []string {
	k := v.Kind
	if s, ok := kind.(string); ok {
		k = db.OfferKind(s)
	}
	n, ok := value.(json.Number)
	if !ok || k == "" {
		return v.say(p, "Value", value)
	}
	worth, _ := n.Int64()
	return []string{i18n.Worth(p.Locale, k, worth, v.Club.Currency)}
}

// details are the other facts.
func (v AuditEntryView) details(p ui.Page) (out []string) {
	r := v.AuditRow
	r.Facts = maps.Clone(r.Facts)
	delete(r.Facts, "after") // stands in the table
	r.Names = maps.Clone(r.Names)
	delete(r.Names, "noun") // stands above
	for _, l := range factParts(p, v.Club, r) {
		out = append(out, l.Label)
	}
	return out
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
