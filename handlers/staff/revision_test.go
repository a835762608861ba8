package staff

import (
	"fmt"
	"testing"

	"clubhouse/db"
)

// Of two people who edit one thing, the later is told that it has changed, keeps what they typed, and may then save.
func TestTwoEdit(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	ctx, sys := t.Context(), db.SystemActor
	m := must(w.SaveMerchant(ctx, sys, db.Merchant{Kind: "shop", Name: db.Text{Hans: "茶居"}}))
	outlet := must(w.SaveOutlet(ctx, sys, db.Outlet{Merchant: m, Name: db.Text{Hans: "西湖店"}}))
	offer := must(w.SaveOffer(ctx, sys, db.Offer{
		Merchant: m, Title: db.Text{Hans: "茶"}, Kind: db.Gift, Payer: "club", State: db.OfferLive, ShownFrom: w.now.Unix(), ClaimFrom: w.now.Unix(), ClaimTo: 4_000_000_000, RedeemDays: 30, Weekdays: 127, HourTo: 1440,
	}))
	first, second := w.staff("first@club.test", db.Admin, 0), w.staff("second@club.test", db.Admin, 0)
	for _, c := range []struct{ page, posts, field string }{
		{fmt.Sprintf("/staff/offers/%d/edit", offer), fmt.Sprintf("/staff/offers/%d", offer), "stock"},
		{fmt.Sprintf("/staff/merchants/%d/edit", m), fmt.Sprintf("/staff/merchants/%d", m), "phone"},
		{fmt.Sprintf("/staff/outlets/%d", outlet), fmt.Sprintf("/staff/outlets/%d", outlet), "name_en"},
		{fmt.Sprintf("/staff/brands/%d", must(w.Brands(ctx))[0].ID), "", "name_en"},
		{fmt.Sprintf("/staff/communities/%d", w.bay), "", "city_en"},
		{"/staff/club", "", "hotline"},
	} {
		if c.posts == "" {
			c.posts = c.page
		}
		mark := `action="` + c.posts + `"`
		form := func(p *person) []string { return flat(fieldsAt(p.get(c.page).want(200).body, mark), c.field, "101") }
		hers, same := form(first), form(first)
		his := flat(fieldsAt(second.get(c.page).body, mark), c.field, "202")
		if g := first.post(c.posts, hers...); g.code != 303 {
			t.Fatalf("%s: %d %s", c.posts, g.code, g.body)
		}
		if g := first.post(c.posts, same...); g.code != 303 { // sent twice: it changes nothing
			t.Errorf("%s again: %d", c.posts, g.code)
		}
		told := second.post(c.posts, his...).want(409, "first changed this while you were editing", `value="202"`, "Error:").body
		if got := fieldsAt(second.get(c.page).body, mark).Get(c.field); got != "101" {
			t.Errorf("%s: %q was lost", c.posts, got)
		}
		if g := second.post(c.posts, flat(fieldsAt(told, mark))...); g.code != 303 {
			t.Errorf("%s after it was told: %d", c.posts, g.code)
		}
		if got := fieldsAt(second.get(c.page).body, mark).Get(c.field); got != "202" {
			t.Errorf("%s: %q, not his", c.posts, got)
		}
	}
	// What members claim meanwhile is no edit.
	page := fmt.Sprintf("/staff/offers/%d", offer)
	his := flat(fields(second.get(page+"/edit").body), "stock", "50")
	must(w.ClaimOffer(ctx, w.member("13800138009", "王小明", w.bay).Actor(), offer, "a-key-of-twenty-signs-x"))
	second.post(page, his...).leads(page)
}
