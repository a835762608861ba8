package staff

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clubhouse/db"
)

func TestCatalogRights(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	m := must(w.SaveMerchant(t.Context(), db.SystemActor, db.Merchant{Kind: "shop", Name: db.Text{Hans: "茶居"}}))
	reader, desk, admin := w.staff("re@club.test", db.Reader, 0), w.staff("de@club.test", db.MerchantDesk, 0), w.staff("ad@club.test", db.Admin, 0)
	edit := fmt.Sprintf("/staff/merchants/%d", m)
	for _, c := range []struct {
		who    *person
		method string
		path   string
		code   int
	}{
		{reader, "GET", "/staff/brands", 200}, {reader, "GET", "/staff/communities", 200}, {reader, "GET", edit, 200}, {reader, "GET", "/staff/offers", 200},
		{reader, "GET", "/staff/brands/new", 403}, {reader, "POST", "/staff/brands", 403}, {reader, "GET", edit + "/edit", 403}, {reader, "POST", edit, 403},
		{reader, "POST", "/staff/offers", 403}, {reader, "GET", "/staff/offers/new", 403}, {reader, "GET", "/staff/register", 403}, {reader, "GET", "/staff/register.csv", 403},
		{desk, "GET", "/staff/offers/new?merchant=" + fmt.Sprint(m), 200}, {desk, "GET", edit + "/outlets/new", 200}, {desk, "GET", "/staff/register", 403},
		{desk, "POST", "/staff/communities", 403}, {desk, "POST", "/staff/register/uploads", 403},
		{admin, "GET", "/staff/brands/12345", 404}, {admin, "GET", "/staff/communities/12345", 404}, {admin, "GET", "/staff/merchants/12345", 404},
		{admin, "GET", "/staff/outlets/12345", 404}, {admin, "GET", "/staff/offers/12345", 404}, {admin, "GET", "/staff/offers/12345/edit", 404},
		{admin, "GET", "/staff/offers/new?merchant=12345", 404}, {admin, "POST", "/staff/tills/12345/end", 404}, {admin, "GET", "/staff/register/uploads/12345", 404},
		{admin, "GET", "/staff/register/uploads/12345/check", 404}, {admin, "GET", "/staff/register/imports/12345", 404}, {admin, "GET", "/staff/brands/x", 404},
	} {
		if g := c.who.do(c.method, c.path, "name_hans", "x"); g.code != c.code {
			t.Errorf("%s %s %s: %d, want %d", c.who.login, c.method, c.path, g.code, c.code)
		}
	}
	reader.get("/staff/brands").want(200, "云栖").without("/staff/brands/new", fmt.Sprintf(`href="%s"`, "/staff/brands/"))
	reader.get(edit).want(200, "茶居").without("/edit", "outlets/new")
}

func TestBrandsAndCommunities(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("ad@club.test", db.Admin, 0)
	mother := must(w.Brands(t.Context()))[0].ID
	p.get("/staff/brands/new").want(200, "name_hans", "name_hant", "name_en")
	p.post("/staff/brands", "name_en", "Only English").want(422, "Fill in the Simplified", "Only English", "Error:", "/zh-Hans/staff/brands/new")
	p.post("/staff/brands", "name_hans", "云栖·悦府", "parent", fmt.Sprint(mother)).leads("/staff/brands")
	child := must(w.Brands(t.Context()))[1]
	if child.Parent != mother {
		t.Errorf("%+v", child)
	}
	path := fmt.Sprintf("/staff/brands/%d", mother)
	p.post(path, "name_hans", "云栖", "parent", fmt.Sprint(child.ID)).want(422, "cannot be its own parent")
	p.post(fmt.Sprintf("/staff/brands/%d", child.ID), "name_hans", "悦府", "name_en", "Yuefu", "ended", "1").leads("/staff/brands")
	p.get("/staff/brands").want(200, "Yuefu", "Ended", "Saved.")

	p.post("/staff/communities", "brand", fmt.Sprint(mother), "name_hans", "云栖湾", "city_hans", "杭州").want(422, "this name and city", `value="云栖湾"`)
	p.post("/staff/communities", "name_hans", "海韵", "city_hans", "深圳").want(422, "Choose a brand")
	p.post("/staff/communities", "brand", fmt.Sprint(mother), "name_hans", "海韵", "name_en", "Sea Rhyme", "city_hans", "深圳").leads("/staff/communities")
	p.get("/staff/communities").want(200, "Sea Rhyme", "海韵 · 深圳", "Yunqi Bay", ">2<")
	p.get("/staff/communities?q=sea").want(200, "Sea Rhyme").without("Yunqi Bay")
	p.get("/staff/communities?q=nowhere").want(200, "Nothing matches")
	bay := fmt.Sprintf("/staff/communities/%d", w.bay)
	p.get(bay).want(200, `value="Yunqi Bay"`)
	p.post(bay, "brand", fmt.Sprint(mother), "name_hans", "云栖湾", "city_hans", "杭州", "register_name", "云栖湾花园", "register_city", "杭州", "ended", "1").leads("/staff/communities")
	p.get("/staff/communities").want(200, "云栖湾花园 · 杭州", "Ended")
	if acts := w.acts(); !slices.Contains(acts, "community.edited") || !slices.Contains(acts, "brand.made") {
		t.Errorf("audit: %v", acts)
	}
}

func TestMerchantsAndTills(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("de@club.test", db.MerchantDesk, 0)
	p.get("/staff/merchants").want(200, "no merchants yet", "/staff/merchants/new")
	p.post("/staff/merchants", "name_hans", "茶居", "phone", "0571").want(422, "Choose a kind", `value="0571"`)
	g := p.post("/staff/merchants", "name_hans", "茶居", "name_en", "Teahouse", "kind", "restaurant", "phone", "0571-8888")
	record := g.to
	p.get(record).want(200, "Teahouse", "0571-8888", "no outlets yet")
	p.post(record+"/outlets", "name_en", "West").want(422, "Simplified")
	p.post(record+"/outlets", "name_hans", "西湖店", "address_hans", "北山街 88 号").leads(record)
	merchants := must(w.Merchants(t.Context()))
	outlet := fmt.Sprintf("/staff/outlets/%d", merchants[0].Outlets[0].ID)
	p.get(outlet).want(200, "北山街 88 号", "No till staff yet")
	p.post(outlet, "name_hans", "西湖店", "name_en", "West Lake").leads(record)

	p.post(outlet+"/tills", "name", "陈小茶", "destination", "12").want(422, "valid mobile", "陈小茶")
	p.post(outlet+"/tills", "name", "", "destination", "13900000001").want(422, "Enter a name")
	p.post(outlet+"/tills", "name", "陈小茶", "destination", "139 0000 0001").leads(outlet)
	p.get(outlet).want(200, "陈小茶", "139****0001", "has been added").without("13900000001")
	p.post(outlet+"/tills", "name", "陈小茶", "destination", "13900000001").want(422, "already")
	_, tills, err := w.Merchant(t.Context(), merchants[0].ID)
	if err != nil || len(tills) != 1 {
		t.Fatal(tills, err)
	}
	end := fmt.Sprintf("/staff/tills/%d/end", tills[0].Grant)
	p.post(end, "outlet", fmt.Sprint(tills[0].Outlet)).leads(outlet)
	p.post(end, "outlet", fmt.Sprint(tills[0].Outlet)).want(404)
	p.get(outlet).want(200, "No till staff yet").without("陈小茶")
	p.post(outlet, "name_hans", "西湖店", "ended", "1").leads(record)
	p.post(outlet+"/tills", "name", "陈小茶", "destination", "13900000001").want(422, "Choose an outlet")
	p.post(record, "name_hans", "茶居", "kind", "shop", "ended", "1").leads(record)
	p.get("/staff/merchants?kind=shop&q="+"茶").want(200, "茶居", "Ended")
	if !strings.Contains(strings.Join(w.acts(), " "), "till.ended") {
		t.Error(w.acts())
	}
}
