package i18n

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"clubhouse/db"
)

// ActFacts tells the facts that matter of an act in one line.
func ActFacts(l db.Locale, club *db.Club, r db.AuditRow) string {
	parts := ActParts(l, club, r)
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = p.Text
	}
	return strings.Join(words, " · ")
}

// ActPart is one of the facts of an act in words, and by which name it stands in the row where it names something.
type ActPart struct{ Text, Fact string }

// ActParts tells the facts that matter of an act, in a fixed order.
func ActParts(l db.Locale, club *db.Club, r db.AuditRow) (out []ActPart) {
	add := func(s, fact string) {
		if s != "" && !slices.ContainsFunc(out, func(p ActPart) bool { return p.Text == s }) {
			out = append(out, ActPart{s, fact})
		}
	}
	say := func(s string) { add(s, "") }
	for _, name := range []string{"community", "noun", "home", "offer", "merchant", "outlet", "account", "scope"} {
		if s := r.Names[name].In(l); s != r.Name { // who did it stands beside
			add(s, name)
		}
	}
	for i := 0; r.Names["scope"+strconv.Itoa(i)] != (db.Text{}); i++ {
		say(r.Names["scope"+strconv.Itoa(i)].In(l))
	}
	if to := r.Names["to"].In(l); to != "" {
		say(DeskFactTo.Format(l, to))
	}
	if r.Act == "staff.handed_over" {
		say(handedOver(l, r))
	}
	if len(r.Names) == 0 || r.Names["noun"] == (db.Text{}) {
		say(textFact(l, r.Facts["name"]))
		say(textFact(l, r.Facts["title"]))
	}
	if bill, ok := r.Facts["bill"]; ok && bill != nil {
		say(DeskFactBill.Format(l, db.FormatMoney(r.Int("bill"), club.Currency)))
	}
	if n := r.Int("points"); n > 0 {
		say(DeskFactPoints.Format(l, Number(n)))
	}
	if n := r.Int("price"); n > 0 {
		say(DeskFactPrice.Format(l, Number(n)))
	}
	say(ClaimHows[factWord(r, "how")].In(l))
	say(ClaimEnds[db.ClaimEnd(factWord(r, "ended"))].In(l))
	if n := r.Int("photos"); n > 0 {
		say(ClaimStepPhotos.Format(l, n))
	}
	if r.Act == "register.company" {
		say(Companies[db.Company(factWord(r, "company"))].In(l))
	}
	if n := r.Int("rivals"); n > 0 {
		say(DeskFactRivals.Format(l, n))
	}
	if s := factWord(r, "reason"); s != "" {
		say(DeskFactReason.Format(l, s))
	}
	say(Roles[db.Role(factWord(r, "role"))].In(l))
	if factWord(r, "scope") != string(db.ScopeCommunity) {
		say(Scopes[db.Scope(factWord(r, "scope"))].In(l))
	}
	say(LocaleNames[db.Locale(factWord(r, "locale"))])
	if r.Act == "member.consent" || r.Act == "member.joined" {
		for _, k := range ConsentKinds {
			switch given, said := r.Facts[k.Kind].(bool); {
			case given:
				say(DeskFactGiven.Format(l, k.Name.In(l)))
			case said && r.Act == "member.consent":
				say(DeskFactTaken.Format(l, k.Name.In(l)))
			}
		}
	}
	if words, ok := ListTexts[factWord(r, "list")]; ok {
		say(words.Title.In(l))
		if n := r.Int("rows"); n == 1 {
			say(words.CountOne.Format(l, "1"))
		} else if n > 0 {
			say(words.Count.Format(l, Number(n)))
		}
	}
	if s := factWord(r, "file"); s != "" {
		say(DeskFactFile.Format(l, s))
	}
	if r.Act == "register.imported" {
		for _, n := range DeskImportFacts {
			if v := r.Int(n.Fact); v > 0 {
				say(n.Text.Format(l, Number(v)))
			}
		}
	}
	if s := factWord(r, "contract"); s != "" {
		say(DeskFactContract.Format(l, s))
	}
	if changed := ChangedFields(l, r); len(changed) > 0 {
		say(DeskFactChanged.Format(l, strings.Join(changed, DeskListComma.In(l))))
	}
	return out
}

// ChangedFields names the fields that an edit changed.
func ChangedFields(l db.Locale, r db.AuditRow) (out []string) {
	after, _ := r.Facts["after"].(map[string]any)
	for field := range after {
		if t, ok := DeskFields[field]; ok {
			out = append(out, t.In(l))
		}
	}
	slices.Sort(out)
	return out
}

// handedOver tells what somebody has handed over.
func handedOver(l db.Locale, r db.AuditRow) string {
	var out []string
	for what, name := range Works {
		if n := r.Int(what); n > 0 {
			out = append(out, name.Format(l, n))
		}
	}
	slices.Sort(out)
	return strings.Join(out, " · ")
}

func factWord(r db.AuditRow, fact string) string {
	s, _ := r.Facts[fact].(string)
	return s
}

// textFact answers a fact that is a text in three languages.
func textFact(l db.Locale, fact any) string {
	b, err := json.Marshal(fact)
	if err != nil {
		return ""
	}
	var t db.Text
	if json.Unmarshal(b, &t) != nil {
		return ""
	}
	return t.In(l)
}
