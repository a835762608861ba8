package staff

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// AuditView is a page of the audit log.
type AuditView struct {
	Clock
	AuditQuery
	db.AuditList
}

// AuditQuery is what the address asks of the log, in its own words.
type AuditQuery struct {
	Who, Whom, Act, Door string
	From, To             db.Day
	Before               int64
}

// href leads to the log with another query.
func (q AuditQuery) href(p ui.Page) templ.SafeURL {
	v := url.Values{}
	for _, x := range []struct{ name, value string }{
		{"who", q.Who}, {"whom", q.Whom}, {"act", q.Act}, {"door", q.Door}, {"from", string(q.From)}, {"to", string(q.To)}, {"before", ifID(q.Before)},
	} {
		if x.value != "" {
			v.Set(x.name, x.value)
		}
	}
	if len(v) == 0 {
		return p.To("/staff/audit")
	}
	return p.To("/staff/audit?" + v.Encode())
}

// chosen are the filters that are on, each with the address of the list without it.
func (v AuditView) chosen(p ui.Page) (out []ui.Link) {
	without := func(label string, drop func(q *AuditQuery)) {
		q := v.AuditQuery
		q.Before = 0
		drop(&q)
		out = append(out, ui.Link{Label: label, Href: q.href(p)})
	}
	if v.Who != "" {
		without(p.F(i18n.DeskAuditBy, v.Who), func(q *AuditQuery) { q.Who = "" })
	}
	if v.Whom != "" {
		without(p.F(i18n.DeskAuditOn, v.Whom), func(q *AuditQuery) { q.Whom = "" })
	}
	if _, name, known := i18n.AuditActs(v.Act); known {
		without(p.T(name), func(q *AuditQuery) { q.Act = "" })
	}
	if v.Door != "" {
		without(p.T(doorName(db.Door(v.Door))), func(q *AuditQuery) { q.Door = "" })
	}
	if v.From != "" {
		without(p.F(i18n.DeskAuditSince, v.dayName(p, v.From)), func(q *AuditQuery) { q.From = "" })
	}
	if v.To != "" {
		without(p.F(i18n.DeskAuditUntil, v.dayName(p, v.To)), func(q *AuditQuery) { q.To = "" })
	}
	return out
}

func (k Clock) dayName(p ui.Page, d db.Day) string { return k.day(p, d.Start(k.Club.Zone)) }

// shortcuts are what is looked for most: what of people was opened or taken out.
func (v AuditView) shortcuts(p ui.Page) (out []ui.Link) {
	for _, g := range i18n.AuditGroups[:2] {
		q := v.AuditQuery
		q.Act, q.Before = g.Key, 0
		out = append(out, ui.Link{Label: p.T(g.Name), Href: q.href(p), Here: v.Act == g.Key})
	}
	return out
}

func (v AuditView) acts(p ui.Page) []ui.Option {
	out := []ui.Option{{Label: p.T(i18n.DeskAll)}}
	for _, g := range i18n.AuditGroups {
		acts := g.Acts()
		if len(acts) == 0 {
			continue
		}
		out = append(out, ui.Option{Value: g.Key, Label: p.F(i18n.DeskAuditAllOf, p.T(g.Name)), Group: p.T(g.Name)})
		for _, act := range acts {
			if i18n.GroupOf(act) == g.Key {
				out = append(out, ui.Option{Value: act, Label: p.T(i18n.Acts[act]), Group: p.T(g.Name)})
			}
		}
	}
	return out
}

// AuditDoors are the doors by which the log is filtered.
var AuditDoors = []db.Door{db.StaffDoor, db.MerchantDoor, db.MemberDoor, db.System}

func doorName(d db.Door) i18n.Text {
	if d == db.System {
		return i18n.DeskAuditClub
	}
	return i18n.Doors[d]
}

func (v AuditView) doors(p ui.Page) []ui.Option {
	out := []ui.Option{{Label: p.T(i18n.DeskAll)}}
	for _, d := range AuditDoors {
		out = append(out, ui.Option{Value: string(d), Label: p.T(doorName(d))})
	}
	return out
}

func (v AuditView) pages(p ui.Page) more {
	m := older("", "", "")
	q := v.AuditQuery
	if q.Before != 0 {
		q.Before = 0
		m.First = q.href(p)
	}
	if v.More != 0 {
		q.Before = v.More
		m.Next = q.href(p)
	}
	if v.Back != 0 {
		m.Text, m.Onward = p.F(i18n.DeskAuditBack, v.time(p, v.Back)), i18n.DeskAuditFurther
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
	case "home.refused", "session.refused", "code.failed", "staff.disabled":
		return ui.Bad
	case "member.revealed", "home.claimed", "staff.reset":
		return ui.Warn
	}
	return ui.Neutral
}

// actLink leads to what was changed, where the desk has a page for it and the reader may open it.
func actLink(p ui.Page, r db.AuditRow) templ.SafeURL {
	switch r.Act {
	case "home.claimed", "home.ended", "home.refused", "home.verified":
		return ifMay(p, db.HomesDecide, Path("claims", r.Noun))
	case "offer.made", "offer.edited":
		return ifMay(p, db.OffersRead, Path("offers", r.Noun))
	case "notice.told":
		return ifMay(p, db.MembersRead, NoticesPath(r.Member))
	case "merchant.made", "merchant.edited":
		return ifMay(p, db.MerchantsRead, Path("merchants", r.Noun))
	case "note.added", "note.corrected", "note.done", "note.planned", "note.reopened", "note.struck":
		return p.To(Path("notes", r.Noun))
	}
	if strings.HasPrefix(r.Act, "staff.") {
		return ifMay(p, db.StaffManage, Path("people", r.Noun))
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
	for i := 0; r.Names["scope"+strconv.Itoa(i)] != (db.Text{}); i++ {
		say(p.Text(r.Names["scope"+strconv.Itoa(i)]))
	}
	if to := p.Text(r.Names["to"]); to != "" {
		say(p.F(i18n.DeskFactTo, to))
	}
	if r.Act == "staff.handed_over" {
		say(works(p, r))
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
