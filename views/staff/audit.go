package staff

import (
	"strings"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

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
	case "member.revealed", "home.claimed", "staff.reset", "card.renewed":
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

// factParts tells the facts that matter; those that name what the reader may open lead there.
func factParts(p ui.Page, club *db.Club, r db.AuditRow) (out []ui.Link) {
	for _, part := range i18n.ActParts(p.Locale, club, r) {
		link := ui.Link{Label: part.Text}
		if part.Fact != "" {
			link.Href = thingLink(p, r, part.Fact)
		}
		out = append(out, link)
	}
	return out
}

func word(r db.AuditRow, fact string) string {
	s, _ := r.Facts[fact].(string)
	return s
}

func joined(parts []string) string { return strings.Join(parts, " · ") }
