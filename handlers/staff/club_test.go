package staff

import (
	"net/http"
	"testing"

	"clubhouse/db"
)

func TestClub(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	admin, reader := w.staff("admin@club.test", db.Admin, 0), w.staff("reader@club.test", db.Reader, w.bay)
	form := func(change ...string) []string {
		f := map[string]string{
			"name_hans": "云栖会", "name_hant": "雲棲會", "name_en": "Yunqi Club", "letters": "yq", "time_zone": "Asia/Hong_Kong", "currency": "HKD",
			"hotline": "400 800 1234", "bill_points": "2", "lot_months": "24",
		}
		for i := 0; i+1 < len(change); i += 2 {
			f[change[i]] = change[i+1]
		}
		var out []string
		for k, v := range f {
			out = append(out, k, v)
		}
		return out
	}
	admin.get("/staff/club").want(http.StatusOK, "Owners&#39; Club", "Asia/Shanghai")
	reader.get("/staff/club").want(http.StatusForbidden)
	reader.post("/staff/club", form()...).want(http.StatusForbidden)
	for _, fault := range [][3]string{
		{"letters", "Y1", "two capital letters"}, {"time_zone", "Mars/Olympus", "no such time zone"}, {"time_zone", "Local", "no such time zone"},
		{"currency", "XXX", "not supported"}, {"bill_points", "many", "from 0 to 100"}, {"lot_months", "0", "from 1 to 120"}, {"name_hans", "", "Simplified Chinese"},
	} {
		admin.post("/staff/club", form(fault[0], fault[1])...).want(http.StatusUnprocessableEntity, fault[2], "雲棲會", `aria-invalid="true"`, `href="#f-`+fault[0]+`"`)
	}
	if w.Club().Letters != "CH" {
		t.Error("a refused form changed the club")
	}
	admin.post("/staff/club", form()...).leads("/staff/club")
	admin.get("/staff/club").want(http.StatusOK, "Yunqi Club", "Saved.")
	if c := w.Club(); c.Letters != "YQ" || c.Zone.String() != "Asia/Hong_Kong" || c.BillPoints != 2 || c.LotMonths != 24 || c.Name.Hant != "雲棲會" {
		t.Errorf("%+v", c)
	}
	admin.get("/staff/audit").want(http.StatusOK, "Edited the club", "hotline", ">admin<", ">Desk<")
	reader.get("/staff/audit").want(http.StatusForbidden)
	reader.get("/staff/roles").want(http.StatusOK, "Merchant desk", "View full contact details").without(`href="/staff/club"`)
	admin.get("/staff/roles").want(http.StatusOK, `href="/staff/club"`)
}

func TestAuditSaysNothingPersonal(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	m := w.member(phone, "陈小明", w.bay)
	w.claim(m, w.bay, "3", "2", "1802")
	admin := w.staff("admin@club.test", db.Admin, 0)
	admin.get("/staff/audit").want(http.StatusOK, "陈小明", "Joined the club", "Claimed a home", "3-2-1802", "Member pages", "Imported the owners", "The club itself").
		without(phone, "+86")
}
