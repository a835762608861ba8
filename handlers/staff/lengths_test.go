package staff

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"clubhouse/db"
)

// No browser cuts what staff paste into a text: what is too long is sent whole, and refused with its number of signs.
func TestNothingCut(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	ctx, sys := t.Context(), db.SystemActor
	m := must(w.SaveMerchant(ctx, sys, db.Merchant{Kind: "shop", Name: db.Text{Hans: "茶居"}}))
	outlet := must(w.SaveOutlet(ctx, sys, db.Outlet{Merchant: m, Name: db.Text{Hans: "西湖店"}}))
	admin := w.staff("admin@club.test", db.Admin, 0)
	text := regexp.MustCompile(`name="(name|title|terms|address|city|hotline|phone|reason|register_name)(_\w+)?"`)
	for _, page := range []string{
		"/staff/club", "/staff/brands/new", "/staff/communities/new", "/staff/merchants/new", fmt.Sprintf("/staff/merchants/%d/edit", m),
		fmt.Sprintf("/staff/outlets/%d", outlet), fmt.Sprintf("/staff/offers/new?merchant=%d", m),
	} {
		seen := 0
		for _, tag := range regexp.MustCompile(`<(input|textarea)[^>]*>`).FindAllString(admin.get(page).want(200).body, -1) {
			if !text.MatchString(tag) {
				continue
			}
			if seen++; strings.Contains(tag, "maxlength") {
				t.Errorf("%s: %s", page, tag)
			}
		}
		if seen == 0 {
			t.Errorf("%s: no texts: does this test look where they are?", page)
		}
	}
}
