package staff

import (
	"encoding/json"
	"slices"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// AuditView is a page of the audit log.
type AuditView struct {
	Clock
	Rows []db.AuditRow
	More int64
	Deep bool // not the first page
}

func (v AuditView) pages(p ui.Page) more {
	m := older("", "", "")
	if v.Deep {
		m.First = p.To("/staff/audit")
	}
	if v.More != 0 {
		m.Next = p.To("/staff/audit?before=" + text(v.More))
	}
	return m
}

// act is the sentence of what was done.
func act(p ui.Page, r db.AuditRow) string {
	if t, ok := i18n.Acts[r.Act]; ok {
		return p.T(t)
	}
	return r.Act
}

// who names who did it, and at which door.
func who(p ui.Page, r db.AuditRow) string {
	switch {
	case r.Door == db.System:
		return p.T(i18n.DeskAuditClub)
	case r.Name == "":
		return p.T(i18n.DeskAuditNobody) + " · " + p.T(i18n.Doors[r.Door])
	}
	return r.Name + " · " + p.T(i18n.Doors[r.Door])
}

// tone marks what somebody should look at.
func tone(r db.AuditRow) ui.Tone {
	switch r.Act {
	case "home.refused", "session.refused", "code.failed":
		return ui.Bad
	case "member.revealed", "home.claimed":
		return ui.Warn
	}
	return ui.Neutral
}

// actLink leads to what was changed, where the desk has a page for it and the reader may open it.
func actLink(p ui.Page, r db.AuditRow) templ.SafeURL {
	switch r.Act {
	case "home.claimed", "home.refused", "home.verified":
		return ifMay(p, db.HomesDecide, Path("claims", r.Noun))
	case "offer.made", "offer.edited":
		return ifMay(p, db.OffersRead, Path("offers", r.Noun))
	case "merchant.made", "merchant.edited":
		return ifMay(p, db.MerchantsRead, Path("merchants", r.Noun))
	case "note.added", "note.corrected", "note.done", "note.planned", "note.reopened", "note.struck":
		return p.To(Path("notes", r.Noun))
	}
	return ""
}

// thingLink leads to what a fact of the row names, where the desk has a page for it and the reader may open it.
func thingLink(p ui.Page, r db.AuditRow, fact string) templ.SafeURL {
	noun, _, _ := strings.Cut(r.Act, ".")
	id := r.Int(fact)
	if fact == "noun" {
		id = r.Noun
		switch noun {
		case "home": // a claim: its home says more
			if h := r.Int("home"); h != 0 {
				fact, id = "home", h
			}
		case "voucher":
			fact, id = "offer", r.Int("offer")
		case "register":
			fact = "home"
		default:
			fact = noun
		}
	}
	if id == 0 {
		return ""
	}
	switch fact {
	case "home":
		return ifMay(p, db.MembersRead, Path("homes", id))
	case "offer":
		return ifMay(p, db.OffersRead, Path("offers", id))
	case "merchant":
		return ifMay(p, db.MerchantsRead, Path("merchants", id))
	case "outlet":
		return ifMay(p, db.MerchantsEdit, Path("outlets", id))
	case "community":
		return ifMay(p, db.CatalogEdit, Path("communities", id))
	}
	return ""
}

// facts tells the facts that matter in one line.
func facts(p ui.Page, club *db.Club, r db.AuditRow) string {
	var out []string
	for _, l := range factParts(p, club, r) {
		out = append(out, l.Label)
	}
	return joined(out)
}

// factParts tells the facts that matter, in a fixed order; those that name what the reader may open lead there.
func factParts(p ui.Page, club *db.Club, r db.AuditRow) (out []ui.Link) {
	link := func(s string, href templ.SafeURL) {
		if s != "" && !slices.ContainsFunc(out, func(l ui.Link) bool { return l.Label == s }) {
			out = append(out, ui.Link{Label: s, Href: href})
		}
	}
	say := func(s string) { link(s, "") }
	for _, name := range []string{"community", "noun", "home", "offer", "merchant", "outlet", "account", "scope"} {
		if s := p.Text(r.Names[name]); s != r.Name { // who did it stands beside
			link(s, thingLink(p, r, name))
		}
	}
	if len(r.Names) == 0 || r.Names["noun"] == (db.Text{}) {
		say(textFact(p, r.Facts["name"]))
		say(textFact(p, r.Facts["title"]))
	}
	if bill, ok := r.Facts["bill"]; ok && bill != nil {
		say(p.F(i18n.DeskFactBill, db.FormatMoney(r.Int("bill"), club.Currency)))
	}
	if n := r.Int("points"); n > 0 {
		say(p.F(i18n.DeskFactPoints, i18n.Number(n)))
	}
	if n := r.Int("price"); n > 0 {
		say(p.F(i18n.DeskFactPrice, i18n.Number(n)))
	}
	say(p.T(i18n.ClaimHows[word(r, "how")]))
	if n := r.Int("rivals"); n > 0 {
		say(p.F(i18n.DeskFactRivals, n))
	}
	if s := word(r, "reason"); s != "" {
		say(p.F(i18n.DeskFactReason, s))
	}
	say(p.T(i18n.Roles[db.Role(word(r, "role"))]))
	if word(r, "scope") != string(db.ScopeCommunity) {
		say(p.T(i18n.Scopes[db.Scope(word(r, "scope"))]))
	}
	say(i18n.LocaleNames[db.Locale(word(r, "locale"))])
	if r.Act == "member.consent" || r.Act == "member.joined" {
		for _, k := range i18n.ConsentKinds {
			switch given, said := r.Facts[k.Kind].(bool); {
			case given:
				say(p.F(i18n.DeskFactGiven, p.T(k.Name)))
			case said && r.Act == "member.consent":
				say(p.F(i18n.DeskFactTaken, p.T(k.Name)))
			}
		}
	}
	if s := word(r, "file"); s != "" {
		say(p.F(i18n.DeskFactFile, s))
	}
	if r.Act == "register.imported" {
		for _, n := range i18n.DeskImportFacts {
			if v := r.Int(n.Fact); v > 0 {
				say(p.F(n.Text, i18n.Number(v)))
			}
		}
	}
	if s := word(r, "contract"); s != "" {
		say(p.F(i18n.DeskFactContract, s))
	}
	if changed := changedFields(p, r); len(changed) > 0 {
		say(p.F(i18n.DeskFactChanged, list(p, changed)))
	}
	return out
}

// changedFields names the fields that an edit changed.
func changedFields(p ui.Page, r db.AuditRow) (out []string) {
	after, _ := r.Facts["after"].(map[string]any)
	for field := range after {
		if t, ok := i18n.DeskFields[field]; ok {
			out = append(out, p.T(t))
		}
	}
	slices.Sort(out)
	return out
}

func word(r db.AuditRow, fact string) string {
	s, _ := r.Facts[fact].(string)
	return s
}

// textFact answers a fact that is a text in three languages.
func textFact(p ui.Page, fact any) string {
	b, err := json.Marshal(fact)
	if err != nil {
		return ""
	}
	var t db.Text
	if json.Unmarshal(b, &t) != nil {
		return ""
	}
	return p.Text(t)
}

func joined(parts []string) string {
	s := ""
	for i, part := range parts {
		if i > 0 {
			s += " · "
		}
		s += part
	}
	return s
}
