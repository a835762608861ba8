package db

import (
	"maps"
	"testing"
	"time"
)

// told answers the fields that an error tells of: what each is now, and who made it so.
func told(t testing.TB, err error, reason Reason) map[string]FieldChange {
	t.Helper()
	e, ok := err.(*Error)
	if !ok || e.Reason != reason || e.Kind != Conflict {
		t.Fatalf("%v, want %s", err, reason)
	}
	out := map[string]FieldChange{}
	for _, m := range e.More {
		c := m.Args[0].(FieldChange)
		out[c.Field] = c
	}
	return out
}

// Of two who edit one thing, the second is told which fields the other has changed, to what, and who did it: not those
// that were changed before they opened the form, nor those that were changed and changed back.
func TestToldOfEachField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	save := func(edit func(*Club)) {
		t.Helper()
		c := *w.Club()
		edit(&c)
		w.pass(time.Minute)
		if err := w.EditClub(ctx, admin.Actor, c); err != nil {
			t.Fatal(err)
		}
	}
	save(func(c *Club) { c.Currency = "HKD" })
	his := *w.Club()
	his.Seen, his.Name.En = his.Revision(), "His"
	save(func(c *Club) { c.Hotline, c.LotMonths = "1", 24 })
	save(func(c *Club) { c.Hotline = "400 1" })
	save(func(c *Club) { c.LotMonths = 12 })
	got := told(t, w.EditClub(ctx, SystemActor, his), ChangedMeanwhile)
	if len(got) != 1 || got["Hotline"].Was != "" || got["Hotline"].Now != "400 1" || got["Hotline"].By != "职员" || got["Hotline"].At != w.Now()-60 {
		t.Errorf("told %+v", got)
	}

	// A reference is named, in the place of its id.
	other := must(w.SaveBrand(ctx, admin.Actor, Brand{Name: Text{Hans: "另一品牌"}}))(t)
	c := must(w.Places(ctx))(t)[0]
	c.Seen = c.Revision()
	hers, mine := c, c
	hers.Brand, mine.City.En = other, "Shenzhen"
	must(w.SaveCommunity(ctx, admin.Actor, hers))(t)
	_, err := w.SaveCommunity(ctx, SystemActor, mine)
	if brand := told(t, err, ChangedMeanwhile)["Brand"]; brand.Names[other].Hans != "另一品牌" {
		t.Errorf("told %+v", brand)
	}
}

// An edit is undone field by field: what others have changed since in other fields stays, and what they have changed in
// the same is not taken from them. The undoing is an edit, and is undone like one.
func TestUndo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	service := w.hire("service@club.example", Service, ScopeAll, 0)
	edits := func(h History) []EditRow {
		t.Helper()
		list, _, err := w.Edits(ctx, admin.Actor, h, 0)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	save := func(edit func(*Club)) int64 {
		t.Helper()
		c := *w.Club()
		edit(&c)
		if err := w.EditClub(ctx, admin.Actor, c); err != nil {
			t.Fatal(err)
		}
		return edits(History{Of: "club"})[0].ID
	}
	first := save(func(c *Club) { c.Hotline, c.LotMonths = "400 1", 24 })
	save(func(c *Club) { c.BillPoints = 3 })
	if err := w.UndoEdit(ctx, service.Actor, first); KindOf(err) != NotFound {
		t.Errorf("without the right: %v", err)
	}
	if err := w.UndoEdit(ctx, admin.Actor, first); err != nil {
		t.Fatal(err)
	}
	if c := w.Club(); c.Hotline != "" || c.LotMonths != 12 || c.BillPoints != 3 {
		t.Errorf("undone: %+v", c)
	}
	undoing := edits(History{Of: "club"})[0]
	if undoing.Undoes != first || !undoing.Undo || len(undoing.Fields) != 2 || undoing.Name != "职员" {
		t.Errorf("the undoing: %+v", undoing)
	}
	if err := w.UndoEdit(ctx, admin.Actor, undoing.ID); err != nil || w.Club().Hotline != "400 1" {
		t.Errorf("undone again: %v, %+v", err, w.Club())
	}
	save(func(c *Club) { c.Hotline = "400 2" })
	if got := told(t, w.UndoEdit(ctx, admin.Actor, first), UndoChanged); len(got) != 1 || got["Hotline"].Now != "400 2" || got["Hotline"].By != "职员" {
		t.Errorf("told %+v", got)
	}
	if c := w.Club(); c.Hotline != "400 2" || c.LotMonths != 24 {
		t.Errorf("a refused undoing left %+v", c)
	}

	// The checks of an ordinary edit hold: a brand cannot come to stand under itself.
	a := must(w.SaveBrand(ctx, admin.Actor, Brand{Name: Text{Hans: "甲"}}))(t)
	b := must(w.SaveBrand(ctx, admin.Actor, Brand{Name: Text{Hans: "乙"}, Parent: a}))(t)
	must(w.SaveBrand(ctx, admin.Actor, Brand{ID: b, Name: Text{Hans: "乙"}}))(t)
	must(w.SaveBrand(ctx, admin.Actor, Brand{ID: a, Name: Text{Hans: "甲"}, Parent: b}))(t)
	if err := w.UndoEdit(ctx, admin.Actor, edits(History{Of: "brand", ID: b})[0].ID); ReasonOf(err) != BrandCircle {
		t.Errorf("a circle: %v", err)
	}

	// What else is edited at the desk is undone in the same way.
	offer := *must(w.Offer(ctx, w.offer(nil)))(t)
	changed := offer
	changed.Value, changed.Title.En, changed.PerMember = 70, "30% off", 2
	must(w.SaveOffer(ctx, admin.Actor, changed))(t)
	must(0, w.UndoEdit(ctx, admin.Actor, edits(History{Of: "offer", ID: offer.ID})[0].ID))(t)
	if o := must(w.Offer(ctx, offer.ID))(t); o.Revision() != offer.Revision() || o.Version != 3 {
		t.Errorf("the offer: %+v", o)
	}
	m, _, err := w.Merchant(ctx, w.merchant)
	if err != nil {
		t.Fatal(err)
	}
	was := m
	m.Phone = "400"
	must(w.SaveMerchant(ctx, admin.Actor, m))(t)
	must(0, w.UndoEdit(ctx, admin.Actor, edits(History{Of: "merchant", ID: m.ID})[0].ID))(t)
	if m, _, _ := w.Merchant(ctx, w.merchant); m.Revision() != was.Revision() {
		t.Errorf("the merchant: %+v", m)
	}
	for _, h := range []History{{Of: "nothing"}, {Of: "brand"}, {Of: "club", ID: 7}, {Of: "brand", ID: 7}, {Of: "outlet", ID: a}} {
		if _, _, err := w.Edits(ctx, admin.Actor, h, 0); KindOf(err) != NotFound {
			t.Errorf("%+v: %v", h, err)
		}
	}
}

// A theme, its logo and the numbers of the house go back as well, and Club tells at once.
func TestUndoSettings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	undo := func(h History) error {
		t.Helper()
		list, _, err := w.Edits(ctx, admin.Actor, h, 0)
		if err != nil || len(list) == 0 {
			t.Fatalf("%+v: %v", h, err)
		}
		return w.UndoEdit(ctx, admin.Actor, list[0].ID)
	}
	hue := func(n int64) *int64 { return &n }
	place := History{Of: "community", ID: w.community}
	must(0, w.SaveTheme(ctx, admin.Actor, w.community, Theme{Hue: hue(250)}, &Picture{Type: "image/png", Width: 1, Height: 1, Body: []byte("one")}))(t)
	one := w.Club().Theme(w.community)
	must(0, w.SaveTheme(ctx, admin.Actor, w.community, Theme{Hue: hue(20)}, &Picture{Type: "image/png", Body: []byte("two")}))(t)
	if two := w.Club().Theme(w.community); *two.Hue != 20 || two.Logo == one.Logo {
		t.Errorf("%+v", two)
	}
	must(0, undo(place))(t)
	if now := w.Club().Theme(w.community); *now.Hue != 250 || now.Logo != one.Logo {
		t.Errorf("undone: %+v", now)
	}
	if p := must(w.Picture(ctx, one.Logo))(t); string(p.Body) != "one" || p.Type != "image/png" {
		t.Errorf("%+v", p)
	}
	if err := w.SaveTheme(ctx, admin.Actor, w.community, Theme{Hue: hue(360)}, nil); ReasonOf(err) != HueWrong {
		t.Errorf("360 degrees: %v", err)
	}
	if err := w.SaveTheme(ctx, admin.Actor, w.community, Theme{}, &Picture{Type: "image/png", Body: make([]byte, MostPicture+1)}); ReasonOf(err) != PictureTooWide {
		t.Errorf("a large picture: %v", err)
	}

	default_ := w.Club().Values(Limits)
	v := maps.Clone(default_)
	v["card_seconds"], v["home_claims"] = 120, 3
	must(0, w.EditSettings(ctx, admin.Actor, Limits, v, default_.Revision()))(t)
	token, renew := w.CardToken(1, 0)
	if renew-w.Now() <= 60 && renew%120 != 0 || token == "" {
		t.Errorf("a card of two minutes is renewed in %d s", renew-w.Now())
	}
	got := told(t, w.EditSettings(ctx, admin.Actor, Limits, Values{"voucher_soon": 3}, default_.Revision()), ChangedMeanwhile)
	if len(got) != 2 || got["card_seconds"].By != "职员" {
		t.Errorf("told %+v", got)
	}
	must(0, undo(History{Of: "limits"}))(t)
	if !maps.Equal(w.Club().Values(Limits), default_) || w.rows("SELECT COUNT(*) FROM settings") != 0 {
		t.Errorf("undone: %v", w.Club().Values(Limits))
	}
	if err := undo(History{Of: "limits"}); err != nil || w.Club().Of(HomeClaims) != 3 {
		t.Errorf("undone again: %v", err)
	}
	other := w.beside()
	if other.Club().Of(HomeClaims) != 3 || *other.Club().Theme(w.community).Hue != 250 {
		t.Error("another process does not know")
	}

	must(0, w.SetLanguages(ctx, admin.Actor, Speaking{Languages: LanguagesOf(En, Hans), Language: En}))(t)
	if s := w.Club().Speaks; s.To(Hant) != En || s.To(Hans) != Hans || s.Languages != "zh-Hans,en" {
		t.Errorf("%+v", s)
	}
	must(0, undo(History{Of: "club"}))(t)
	if s := w.Club().Speaks; s.Languages != EveryLanguage || s.Language != Hans {
		t.Errorf("undone: %+v", s)
	}
	for want, s := range map[Reason]Speaking{LanguageMissing: {}, LanguageUnknown: {Languages: LanguagesOf(Hans), Language: En}} {
		if err := w.SetLanguages(ctx, admin.Actor, s); ReasonOf(err) != want {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

// What Sweep drops follows the retention that is set.
func TestRetention(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	must(0, w.SignOut(ctx, m))(t)
	_, _ = w.LookUpVoucher(ctx, w.till, "WRONGWRONGWR")
	count := func() [2]int64 {
		return [2]int64{w.rows("SELECT COUNT(*) FROM sessions WHERE ended_at IS NOT NULL"), w.rows("SELECT COUNT(*) FROM till_tries")}
	}
	w.pass((90 + 40) * 24 * time.Hour) // a member's session lasts ninety days
	must(0, w.EditSettings(ctx, SystemActor, Retention, Values{"keep_sessions": 60}, ""))(t)
	must(0, w.Sweep(ctx))(t)
	if n := count(); n != [2]int64{1, 1} {
		t.Errorf("kept for sixty days: %v", n)
	}
	must(0, w.EditSettings(ctx, SystemActor, Retention, Values{"keep_tries": 30}, ""))(t)
	must(0, w.Sweep(ctx))(t)
	if n := count(); n != [2]int64{0, 0} {
		t.Errorf("kept for thirty: %v", n)
	}
}
