package staff

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"clubhouse/db"
)

// fields reads from a page what the form of an offer would send.
func fields(body string) url.Values { return fieldsAt(body, `id="offer"`) }

// fieldsAt reads what the form after the mark would send.
func fieldsAt(body, mark string) url.Values {
	v := url.Values{}
	_, form, _ := strings.Cut(body, mark)
	form, _, _ = strings.Cut(form, "</form>")
	attribute := func(tag, name string) string {
		if m := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindStringSubmatch(tag); m != nil {
			return html.UnescapeString(m[1])
		}
		return ""
	}
	for _, tag := range regexp.MustCompile(`<input[^>]*>`).FindAllString(form, -1) {
		kind := attribute(tag, "type")
		if (kind == "checkbox" || kind == "radio") && !strings.Contains(tag, " checked") {
			continue
		}
		v.Add(attribute(tag, "name"), attribute(tag, "value"))
	}
	for _, m := range regexp.MustCompile(`(?s)<textarea([^>]*)>(.*?)</textarea>`).FindAllStringSubmatch(form, -1) {
		v.Add(attribute(m[1], "name"), html.UnescapeString(m[2]))
	}
	for _, m := range regexp.MustCompile(`(?s)<select([^>]*)>.*?<option value="([^"]*)" selected`).FindAllStringSubmatch(form, -1) {
		v.Add(attribute(m[1], "name"), m[2])
	}
	return v
}

func flat(v url.Values, change ...string) []string {
	for i := 0; i < len(change); i += 2 {
		v.Set(change[i], change[i+1])
	}
	var out []string
	for k, list := range v {
		for _, s := range list {
			out = append(out, k, s)
		}
	}
	return out
}

func TestOfferForm(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	ctx := t.Context()
	p := w.staff("de@club.test", db.MerchantDesk, 0)
	p.get("/staff/offers/new").want(200, "Add a merchant first", "/staff/merchants/new")
	m := must(w.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "restaurant", Name: db.Text{Hans: "茶居"}}))
	west := must(w.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: m, Name: db.Text{Hans: "西湖店"}}))
	must(w.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: m, Name: db.Text{Hans: "滨江店"}}))
	p.get("/staff/offers/new").want(200, "Choose the merchant")
	fresh := fields(p.get("/staff/offers/new?merchant="+fmt.Sprint(m)).want(200, "西湖店", "What members see").body)

	// What cannot be read is said at each field, and nothing typed is lost.
	p.post("/staff/offers", flat(fresh, "title_hans", "主餐 8 折", "value", "8 tenths", "stock", "many", "claim_to", "soon", "hour_from", "late")...).
		want(422, "For 20% off enter 80", "whole number", "date and time", "time of day", `value="8 tenths"`, `value="many"`, `value="soon"`, "主餐 8 折", "Error:")
	// What the books refuse stands beside it, and nothing is said of a field that hangs on one that cannot be read.
	p.post("/staff/offers", flat(fresh, "title_hans", "", "price", "20000000", "claim_from", "soon", "claim_to", "2026-12-31T23:59", "hour_to", "10:00")...).
		want(422, "Simplified Chinese text", `href="#f-title_hans"`, `href="#f-price"`, `href="#f-value"`, `href="#f-claim_from"`, `href="#f-hour_from"`).
		without(`href="#f-claim_to"`, `href="#f-hour_to"`)
	flat(fresh, "title_hans", "主餐 8 折", "price", "", "claim_from", "2026-11-21T00:00", "hour_to", "")
	p.post("/staff/offers", flat(fresh, "kind", "amount", "value", "0")...).want(422, "a sum above 0")
	p.post("/staff/offers", flat(fresh, "kind", "percent", "value", "80", "stock", "", "hour_from", "", "claim_to", "2026-11-20T10:00")...).want(422, "must end after it begins", "f-claim_to-error")
	p.post("/staff/offers", flat(fresh, "claim_to", "2026-12-31T23:59", "redeem_days", "", "redeem_to", "")...).want(422, "Give a last day of use", "f-redeem_to-error")

	// Terms far too long, in three languages, come back whole with a sentence that counts them.
	long := strings.Repeat("条", 5000)
	p.post("/staff/offers", flat(fresh, "claim_to", "2026-12-31T23:59", "redeem_days", "30", "terms_hans", long, "terms_hant", long, "terms_en", long)...).
		want(422, "at most 4000 characters, and has 5000", "f-terms_hans-error", long)
	flat(fresh, "terms_hans", "", "terms_hant", "", "terms_en", "")

	// A preview saves nothing.
	preview := append(flat(fresh, "redeem_days", "30", "redeem_to", "2027-03-31T23:59"), "do", "preview")
	p.post("/staff/offers", preview...).want(200, "主餐 8 折", "20%", "8折", "laim by 31 Dec").without("Error:")
	if page, err := w.List(ctx, db.SystemActor, db.OfferList, db.OfferList.Query(nil)); err != nil || len(page.Lines) != 0 {
		t.Fatal(page.Lines, err)
	}

	all := append(flat(fresh, "title_en", "20% off", "terms_hans", "一桌一张\n不含酒水", "payer", "split", "club_share", "40", "price", "２００", "stock", "1,000",
		"per_member", "2", "per_member_day", "1", "per_home", "3", "joined_days", "90", "hour_from", "11:00", "hour_to", "22:00", "state", "live"),
		"classes", "owner", "tiers", "gold", "tiers", "jade", "communities", fmt.Sprint(w.bay), "outlets", fmt.Sprint(west))
	record := p.post("/staff/offers", all...).to
	if !strings.HasPrefix(record, "/staff/offers/") {
		t.Fatal(record)
	}
	page, err := w.List(ctx, db.SystemActor, db.OfferList, db.OfferList.Query(nil))
	if err != nil || len(page.Lines) != 1 {
		t.Fatal(page.Lines, err)
	}
	id := page.Lines[0].ID
	first := *must(w.Offer(ctx, id))
	if first.Price != 200 || *first.Stock != 1000 || first.ClubShare != 40 || first.HourFrom != 660 || first.HourTo != 1320 || first.RedeemDays != 30 ||
		len(first.Tiers) != 2 || first.Communities[0] != w.bay || first.Outlets[0] != west || first.Version != 1 || first.Terms.Hans != "一桌一张\n不含酒水" || first.Weekdays != 127 {
		t.Errorf("%+v", first)
	}
	p.get(record).want(200, "Gold, Jade", "Yunqi Bay", "11:00–22:00", "0 / 1,000", "40%", "version 1")

	// The form sent as it stands changes nothing, however often.
	for range 2 {
		form := fields(p.get(record+"/edit").want(200, "This offer is live", "makes a new version").body)
		p.post(record, flat(form)...).leads(record)
	}
	again := *must(w.Offer(ctx, id))
	if fmt.Sprintf("%+v", deref(again)) != fmt.Sprintf("%+v", deref(first)) {
		t.Errorf("\n%+v\n%+v", deref(again), deref(first))
	}

	// The terms of a live offer make a new version; the rest does not.
	p.post(record, flat(fields(p.get(record+"/edit").body), "stock", "")...).leads(record)
	p.post(record, flat(fields(p.get(record+"/edit").body), "terms_hans", "改了")...).leads(record)
	p.post(record, flat(fields(p.get(record+"/edit").body), "kind", "amount", "value", "88.50")...).leads(record)
	if o := must(w.Offer(ctx, id)); o.Version != 3 || o.Stock != nil || o.Value != 8850 || o.Kind != db.Amount {
		t.Errorf("%+v", o)
	}
	p.get(record+"/edit").want(200, `value="88.50"`)

	// Nobody else's outlets, nobody else's merchant.
	p.post(record, append(flat(fields(p.get(record+"/edit").body)), "outlets", "77")...).want(422, "Choose an outlet")
	p.post(record, append(flat(fields(p.get(record+"/edit").body)), "communities", "77")...).want(422, "Choose a community")

	p.get("/staff/offers?state=live").want(200, "20% off", "¥88.50 off", "No limit")
	p.get("/staff/offers?state=ended").want(200, "Nothing matches").without("20% off")
	p.get(fmt.Sprintf("/staff/offers?merchant=%d&state=live", m)).want(200, "20% off")
	reader := w.staff("re@club.test", db.Reader, 0)
	reader.get(record).want(200, "20% off").without(record + "/edit")
	reader.get(record + "/edit").want(403)
	reader.post(record, flat(fresh)...).want(403)
}

// deref answers the offer with its stock in sight.
func deref(o db.Offer) any {
	stock := int64(-1)
	if o.Stock != nil {
		stock = *o.Stock
	}
	o.Stock = nil
	return struct {
		db.Offer
		Stock int64
	}{o, stock}
}

func TestOffersPages(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	m := must(w.SaveMerchant(t.Context(), db.SystemActor, db.Merchant{Kind: "shop", Name: db.Text{Hans: "茶居"}}))
	for i := range 60 {
		must(w.SaveOffer(t.Context(), db.SystemActor, db.Offer{
			Merchant: m, State: db.OfferLive, Kind: db.Gift, Payer: "club", Title: db.Text{Hans: fmt.Sprintf("礼%02d", i)},
			ShownFrom: 1, ClaimFrom: 1, ClaimTo: 2e9, RedeemDays: 30, Weekdays: 127, HourTo: 1440,
		}))
	}
	p := w.staff("re@club.test", db.Reader, 0)
	turn := func(g page, rel string) page {
		to := regexp.MustCompile(`rel="` + rel + `" href="([^"]+)"`).FindStringSubmatch(g.body)
		return p.get(html.UnescapeString(to[1]))
	}
	g := p.get("/staff/offers?state=live").want(200, "60 offers", "礼59", "礼10").without("礼09", `rel="prev"`)
	g = turn(g, "next").want(200, "State: Live", "礼09", "礼00").without("礼10", `rel="next"`)
	turn(g, "prev").want(200, "礼59", "礼10").without("礼09", `rel="prev"`)
}
