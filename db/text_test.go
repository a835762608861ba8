package db

import (
	"strings"
	"testing"
)

// Each text of the staff has a longest form: it is taken, and with one sign more it is refused at its field, not cut.
func TestTextLimits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("会员", "13700000001")
	brand := must(w.Brands(ctx))(t)[0]
	offer := *must(w.Offer(ctx, w.offer(nil)))(t)
	waiting := must(w.ClaimHome(ctx, m, w.address("9", "9", "909")))(t)
	all := func(s string) Text { return Text{s, s, s} }
	for _, c := range []struct {
		field string
		most  int
		save  func(s string) error
	}{
		{"name_hans", 100, func(s string) error { c := *w.Club(); c.Name = Text{Hans: s}; return w.EditClub(ctx, SystemActor, c) }},
		{"hotline", 60, func(s string) error { c := *w.Club(); c.Hotline = s; return w.EditClub(ctx, SystemActor, c) }},
		{"name_hant", 100, func(s string) error {
			brand.Name.Hant = s
			_, err := w.SaveBrand(ctx, SystemActor, brand)
			return err
		}},
		{"city_en", 100, func(s string) error {
			_, err := w.SaveCommunity(ctx, SystemActor, Community{Brand: brand.ID, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉", En: s}})
			return err
		}},
		{"register_name", 100, func(s string) error {
			_, err := w.SaveCommunity(ctx, SystemActor, Community{Brand: brand.ID, Name: Text{Hans: "云山"}, City: Text{Hans: "武汉"}, RegisterName: s})
			return err
		}},
		{"phone", 60, func(s string) error {
			_, err := w.SaveMerchant(ctx, SystemActor, Merchant{Kind: "golf", Name: Text{Hans: "球会"}, Phone: s})
			return err
		}},
		{"name_en", 100, func(s string) error {
			_, err := w.SaveMerchant(ctx, SystemActor, Merchant{Kind: "golf", Name: Text{Hans: "球会", En: s}})
			return err
		}},
		{"address_hans", 200, func(s string) error {
			_, err := w.SaveOutlet(ctx, SystemActor, Outlet{Merchant: w.merchant, Name: Text{Hans: "二店"}, Address: all(s)})
			return err
		}},
		{"title_hans", 100, func(s string) error { offer.Title = all(s); _, err := w.SaveOffer(ctx, SystemActor, offer); return err }},
		{"terms_en", 4000, func(s string) error {
			offer.Title, offer.Terms.En = all("八折"), s
			_, err := w.SaveOffer(ctx, SystemActor, offer)
			return err
		}},
		{"reason", 500, func(s string) error { _, _, err := w.RevealMember(ctx, SystemActor, m.Member, s); return err }},
		{"reason", 500, func(s string) error { return w.SetTier(ctx, SystemActor, m.Member, Gold, s) }},
		{"reason", 500, func(s string) error { return w.DecideClaim(ctx, SystemActor, waiting.ID, false, s) }},
	} {
		for _, sign := range []string{"字", "a"} {
			err := c.save(strings.Repeat(sign, c.most+1))
			wantReason(t, c.field, err, TextTooLong)
			if e, ok := err.(*Error); !ok || e.Field != c.field || e.Args[0] != c.most || e.Args[1] != c.most+1 {
				t.Errorf("%s: %+v", c.field, err)
			}
		}
		if c.most <= mostLineText { // a line: nothing in it that nobody sees, and that turns round what stands beside it
			for _, s := range []string{"a\u202eb", "a\u2066b", "a\nb", "a\x00b", "a\u200bb", "a\u2028b"} {
				if err := c.save(s); ReasonOf(err) != TextSigns && c.field != "register_name" { // that one is cleaned
					t.Errorf("%s is %q: %v", c.field, s, err)
				}
			}
		}
		if err := c.save(strings.Repeat("字", c.most)); err != nil {
			t.Errorf("%s of %d signs: %v", c.field, c.most, err)
		}
	}
}
