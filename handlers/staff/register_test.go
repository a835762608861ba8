package staff

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"clubhouse/db"

	"golang.org/x/text/encoding/traditionalchinese"
)

// send posts a file as the register's form does.
func (p *person) send(name string, body []byte) page {
	p.w.t.Helper()
	var buf bytes.Buffer
	form := multipart.NewWriter(&buf)
	if name != "" {
		must(must(form.CreateFormFile("file", name)).Write(body))
	}
	_ = form.Close()
	r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/staff/register/uploads", &buf)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Accept-Language", "en")
	for k, v := range p.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	rec := httptest.NewRecorder()
	p.w.e.ServeHTTP(rec, r)
	return page{p.w.t, rec.Code, rec.Body.String(), rec.Header().Get("Location")}
}

// columns are the fields of the wizard's first step as the page shows them for the file of the tests.
func columns(also ...string) []string {
	return append([]string{"community", "0", "city", "1", "building", "2", "stair", "3", "room", "4", "owner", "5", "phone", "6", "id4", "7", "contract", "8", "handover", "11"}, also...)
}

func TestRegisterWizard(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("ad@club.test", db.Admin, 0)
	file := must(os.ReadFile("../../db/testdata/owners-register.csv"))
	brand := must(w.Brands(t.Context()))[0].ID

	upload := p.send("owners-register.csv", file).to
	if !strings.HasPrefix(upload, "/staff/register/uploads/") {
		t.Fatal(upload)
	}
	p.get(upload).want(200, "2,046 records", "项目 (", "Park Vista", `name="brand"`)
	p.get(upload + "/check").leads(upload) // the brand is not chosen yet
	p.get("/staff/register").want(200, "Not imported yet", "owners-register.csv", `href="`+upload+`"`, `action="`+upload+`/drop"`)
	w.staff("another@club.test", db.Admin, 0).get("/staff/register").want(200).without("Not imported yet")
	p.post(upload, columns("brand", fmt.Sprint(brand))...).leads(upload + "/check")
	check := p.get(upload+"/check").want(200, ">1,976<", ">24<", "Import 1,976 homes", "HT2022482384", "not a phone number", ">54<")
	if n := strings.Count(check.body, `<span class="mono">HT`); n != 24 {
		t.Errorf("%d refused rows", n)
	}
	refused := must(csv.NewReader(strings.NewReader(strings.TrimPrefix(p.get(upload+"/refused.csv").body, "\ufeff"))).ReadAll())
	if len(refused) != 25 || refused[1][0] != "54" || refused[1][3] != "HT2022482384" {
		t.Errorf("%d lines, %q", len(refused), refused[1])
	}
	done := p.post(upload + "/confirm")
	if !strings.HasPrefix(done.to, "/staff/register/imports/") {
		t.Fatal(done)
	}
	p.get(done.to).want(200, "Import finished", ">1,976<", ">24<", "owners-register.csv")
	p.get(done.to).want(200, ">1,976<") // it survives a reload
	p.post(upload+"/confirm").want(422, "already been imported or discarded", "Error:")
	p.get(upload).want(404)
	p.get("/staff/register").want(200, "owners-register.csv", "1,976").without("Not imported yet")

	again := p.send("owners-register.csv", file).to
	p.get(again).want(200).without(`name="brand"`)
	p.post(again, columns()...).leads(again + "/check")
	p.get(again+"/check").want(200, ">1,976<", "nothing to import").without("Import 0")
	p.post(again + "/confirm").leads("/staff/register")
	p.get("/staff/register").want(200, "nothing to import")

	homes := int64(0)
	for _, c := range must(w.Places(t.Context())) {
		homes += c.Homes
	}
	if homes != 1976+3 { // three stood there before
		t.Errorf("%d homes", homes)
	}

	out := p.get("/staff/register.csv")
	rows := must(csv.NewReader(strings.NewReader(strings.TrimPrefix(out.body, "\ufeff"))).ReadAll())
	if !slices.Equal(rows[0], db.RegisterFields) || out.code != 200 {
		t.Errorf("%d %q", out.code, rows[0])
	}
	back := must(db.ReadRegister(strings.NewReader(out.body), int64(len(out.body)), nil))
	if len(back.Homes) != 1979 || len(back.Refused) != 0 {
		t.Errorf("exported: %d homes, %d refused", len(back.Homes), len(back.Refused))
	}
	if acts := w.acts(); acts[0] != "register.exported" {
		t.Errorf("audit: %v", acts)
	}
}

func TestRegisterRefusedFiles(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("ad@club.test", db.Admin, 0)
	big5 := must(traditionalchinese.Big5.NewEncoder().Bytes([]byte("屋苑,城市,房號,業主姓名,聯絡電話\n" + strings.Repeat("海濱花園,香港,12A,陳大文與李小明先生,91234567\n", 30))))
	for name, c := range map[string]struct {
		file string
		body []byte
		says string
	}{
		"big5":  {"r.csv", big5, "Big5"},
		"png":   {"r.csv", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "not a table"},
		"empty": {"r.csv", nil, "holds no records"},
		"none":  {"", nil, "Choose a file"},
	} {
		p.send(c.file, c.body).want(422, c.says, "Error:", "Import a register")
		_ = name
	}
	if _, waiting, err := w.Imports(t.Context()); err != nil || waiting != 0 {
		t.Error(waiting, err)
	}
}

func TestRegisterMissingColumn(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("ad@club.test", db.Admin, 0)
	upload := p.send("r.csv", []byte("楼盘,房号,业主,备忘\n云栖湾,301,周敏,13800000009\n")).to
	p.get(upload).want(200, "needs the column", "备忘 (13800000009)", "city_name")
	p.post(upload, "community", "0", "room", "1", "owner", "2", "phone", "3").want(422, "“City”", "Error:")
	p.post(upload, "community", "0", "room", "1", "owner", "2", "city_name", "杭州").want(422, "“Phone”", `value="杭州"`)
	p.post(upload, "community", "0", "room", "1", "owner", "2", "phone", "3", "city_name", "杭州").leads(upload + "/check")
	p.get(upload+"/check").want(200, "Import 1 home<")
	other := w.staff("bo@club.test", db.Admin, 0)
	other.get(upload).want(404)
	other.post(upload + "/drop").want(404)
	other.post(upload+"/confirm").want(422, "imported or discarded")
	p.post(upload + "/drop").leads("/staff/register")
	p.get(upload).want(404)

	// Two brands: the new community must be given one of them, all the same or each its own.
	second := must(w.SaveBrand(t.Context(), db.SystemActor, db.Brand{Name: db.Text{Hans: "另一个"}}))
	upload = p.send("r.csv", []byte("楼盘,城市,房号,业主,电话\n海韵,深圳,301,周敏,13800000009\n山语,深圳,302,周敏,13800000009\n")).to
	cols := []string{"community", "0", "city", "1", "room", "2", "owner", "3", "phone", "4"}
	p.post(upload, cols...).want(422, "new to the books", "海韵 (深圳)")
	p.post(upload, append(cols, "brand", fmt.Sprint(must(w.Brands(t.Context()))[0].ID), "place_1", "山语|深圳", "brand_1", fmt.Sprint(second))...).leads(upload + "/check")
	p.post(upload + "/confirm")
	for _, c := range must(w.Places(t.Context())) {
		if (c.Name.Hans == "山语") != (c.Brand == second) {
			t.Errorf("%+v", c)
		}
	}
}

func TestOwnerChanges(t *testing.T) {
	t.Parallel()
	w := newPeople(t)
	p := w.staff("ad@club.test", db.Admin, 0)
	p.get("/staff/register/changes").want(200, "No changes are waiting", `href="/staff/register"`)
	later := strings.Replace(register, "陈美玲,13800000001", "赵倩,13900000007", 1)
	later = strings.Replace(later, "周敏,13800000004", "吴桐,13900000008", 1)
	file := must(db.ReadRegister(strings.NewReader(later), int64(len(later)), nil))
	must(w.ImportRegister(t.Context(), db.SystemActor, file, "later.csv", []byte("h"), func(db.RegisterPlace) int64 { return 0 }))
	p.get("/staff/register").want(200, "2 homes with changed owners are waiting", "/staff/register/changes")
	p.get("/staff/register/changes").want(200, "Yunqi Bay", "陈美玲", "138****0001", "赵倩", "139****0007").without("13900000007", "13800000001")
	changes := must(w.List(t.Context(), db.SystemActor, db.ChangeList, db.ChangeList.Query(nil))).Lines
	if len(changes) != 2 {
		t.Fatal(changes)
	}
	const batch = "/staff/lists/changes/batch"
	first, second := fmt.Sprint(changes[0].ID), fmt.Sprint(changes[1].ID)
	p.post(batch, "do", "perhaps", "id", first, "row", "1").want(404)
	p.post(batch, "do", "accept", "id", first, "id", second).want(200, "Accept (2)") // it asks first
	p.post(batch, "do", "accept", "id", first, "row", "1").leads("/staff/register/changes")
	p.post(batch, "do", "keep", "id", first, "row", "1").want(200, "decided already")
	w.staff("reader@club.test", db.Reader, 0).post(batch, "do", "accept", "id", second, "row", "1").want(403)
	p.post(batch, "do", "keep", "id", second, "confirmed", "1").want(200, "Done: 1 change")
	p.get("/staff/register/changes").want(200, "No changes are waiting")
	body := p.get("/staff/register.csv").want(200, "赵倩", "周敏").body
	if strings.Contains(body, "陈美玲") || strings.Contains(body, "吴桐") {
		t.Error(body)
	}
}
