package member

import (
	"strings"
	"testing"

	"clubhouse/db"
	"clubhouse/views/ui"
)

// Facts that share a line leave nothing bare where it breaks, and nothing where one of them is empty.
func TestOfferFacts(t *testing.T) {
	t.Parallel()
	for _, l := range db.Locales {
		p := ui.Page{Locale: l}
		s := Setting{Club: &db.DefaultClub, Now: 1_800_000_000}
		for _, o := range []db.Offer{{}, {Price: 5, PerMember: 2, PerMemberDay: 1, PerHome: 3, Classes: []db.Class{db.Owner}, JoinedDays: 7, Tiers: []db.Tier{"", db.Gold}}} {
			at := db.OfferAt{Offer: &o}
			v := OfferView{Setting: s, Offer: at}
			for _, text := range []string{offerCard(p, s, at).Text, v.who(p), v.limits(p)} {
				if text == "" || strings.Contains(text, "·") || strings.Contains(text, "\u2003\u2003") || strings.TrimSpace(text) != text {
					t.Errorf("%s: %q", l, text)
				}
			}
		}
	}
	if got := dots("", "a", "", "b", ""); got != "a · b" {
		t.Errorf("%q", got)
	}
}
