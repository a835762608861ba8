package handlers_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"clubhouse/handlers"
	"clubhouse/handlers/web"
	"clubhouse/static"
)

// TestHeaders looks at what every answer carries, over https and over http, and in the demo.
func TestHeaders(t *testing.T) {
	t.Parallel()
	w := filled(t)
	for _, s := range []web.Settings{{Base: &url.URL{Scheme: "https", Host: "club.test"}}, {Base: &url.URL{Scheme: "http", Host: "club.test"}}, {Base: &url.URL{Scheme: "https", Host: "club.test"}, Demo: true}} {
		app := web.New(w.store, s, w.app.Log)
		w.handler = handlers.New(app, nil)
		secure := s.Base.Scheme == "https"
		for _, r := range append(handlers.Routes(app, nil), web.Route{Method: "GET", Path: "/nothing"}, web.Route{Method: "DELETE", Path: "/home"}) {
			for _, who := range []string{"anonymous", "member A", "till A", "staff admin"} {
				b := &browsing{w: w, cookies: map[string]string{}}
				for k, v := range w.people[who].cookies {
					b.cookies[map[bool]string{true: "__Host-", false: ""}[secure]+k] = v
				}
				if r.Method == http.MethodPost && leavesLast(r) {
					continue
				}
				h := b.send(r.Method, w.path(r.Path), nil).Header()
				csp := h.Get("Content-Security-Policy")
				for _, part := range []string{"default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'", "form-action 'self'"} {
					if !strings.Contains(csp, part) {
						t.Errorf("%s: the policy lacks %s", r.Path, part)
					}
				}
				if strings.Contains(csp, "unsafe-inline") || strings.Contains(csp, "'unsafe-eval'") || strings.Contains(csp, "wasm") != r.Scripts {
					t.Errorf("%s: the policy is %s", r.Path, csp)
				}
				keeps := "no-store"
				if r.Path == "/pictures/:hash" || r.Path == "/theme/:sheet" { // their addresses name their content
					keeps = "public, max-age=31536000, immutable"
				}
				if r.Path == "/sw.js" { // a browser asks again, and takes another for a new one
					keeps = "no-cache"
				}
				if strings.HasSuffix(r.Path, "/photos/:photo") && h.Get("Content-Type") == "image/jpeg" {
					keeps = "private, no-store"
				}
				hsts := h.Get("Strict-Transport-Security") != ""
				if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") == "" || h.Get("Cache-Control") != keeps || hsts != (secure && !s.Demo) {
					t.Errorf("%s %s: %v", r.Method, r.Path, h)
				}
			}
		}
		jar := (&browsing{w: w, cookies: map[string]string{}}).send("POST", "/signin", url.Values{"destination": {fmt.Sprintf("1370000%04d", strangers.Add(1))}}).Result().Cookies()
		plain := (&browsing{w: w, cookies: map[string]string{}}).send("GET", "/signin", nil, func(r *http.Request) { r.Header.Del("Sec-Fetch-Site") }).Result().Cookies()
		if jar = append(jar, plain...); len(jar) != 2 {
			t.Fatalf("cookies: %v", jar)
		}
		for _, k := range jar {
			if !k.HttpOnly || k.SameSite != http.SameSiteLaxMode || k.Secure != secure || strings.HasPrefix(k.Name, "__Host-") != secure || k.Path != "/" || k.Domain != "" {
				t.Errorf("a cookie: %v", k)
			}
		}
	}
	a := httptest.NewRecorder()
	w.handler.ServeHTTP(a, httptest.NewRequest(http.MethodGet, static.URL("app.css"), nil))
	if h := a.Header(); a.Code != 200 || !strings.Contains(h.Get("Cache-Control"), "immutable") || h.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("static: %d %v", a.Code, h)
	}
}

// TestLogTellsNothing walks in at all doors, right and wrong, and reads the log for what must not stand in it.
func TestLogTellsNothing(t *testing.T) {
	t.Parallel()
	w := filled(t)
	w.clock.Add(120)
	b := &browsing{w: w, cookies: map[string]string{}}
	keep := func(a *httptest.ResponseRecorder) *httptest.ResponseRecorder {
		for _, k := range a.Result().Cookies() {
			b.cookies[k.Name] = k.Value
		}
		return a
	}
	secrets := []string{"13800138066", "13900000001", "secret@example.com", "a wrong password", "a new password of mine", herName, "林小红", w.names["/c/:token"], w.names["/v/:code"], w.names["/staff/setup/:token"]}
	for _, p := range w.people {
		for _, v := range p.cookies {
			secrets = append(secrets, v)
		}
	}
	keep(b.post("/signin", "destination", "13800138066"))
	code := w.code()
	keep(b.post("/signin/code", "code", "000001"))
	keep(b.post("/signin/code", "code", code))
	keep(b.post("/join/person", "name", "林小红", "adult", "1"))
	keep(b.post("/join/place", "locale", "en"))
	keep(b.post("/join/agree", w.agreed()...))
	keep(b.post("/me/password", "password", "a new password of mine"))
	keep(b.post("/signin/password", "login", "13800138066", "password", "a new password of mine"))
	if a := b.get("/home?next=" + code); a.Code != 200 {
		t.Fatalf("not joined: %d", a.Code)
	}
	w.people["anonymous"].post("/staff/signin", "login", "secret@example.com", "password", "a wrong password", "second", "123456")
	w.people["anonymous"].get(w.path("/staff/setup/:token"))
	w.people["anonymous"].get(w.path("/c/:token"))
	till := w.people["till A"]
	till.post("/merchant/lookups", "code", w.names["/v/:code"])
	till.get(w.path("/merchant/vouchers/:code"))
	till.post("/merchant/lookups", "code", "http://club.test/c/"+w.names["/c/:token"], "how", "scan")
	w.people["staff admin"].post(w.path("/staff/members/:id/reveal"), "reason", "asked for")
	w.ok(w.store.Close())
	b.get("/home") // faults are logged with their whole chain
	till.post("/merchant/lookups", "code", w.names["/v/:code"])
	for _, v := range b.cookies {
		secrets = append(secrets, v)
	}
	log := w.log.all()
	for _, s := range append(secrets, code+" ", "code="+code) {
		if len(s) > 3 && strings.Contains(log, s) {
			t.Errorf("the log tells %q", s)
		}
	}
	if !strings.Contains(log, "status=503") || !strings.Contains(log, "route=/signin/code") {
		t.Error("the log tells too little")
	}
}

// workbook packs an XLSX of one sheet.
func workbook(sheet string, more ...string) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, body := range map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet,
	} {
		f, _ := z.Create(name)
		_, _ = f.Write([]byte(body))
	}
	for i := 0; i+1 < len(more); i += 2 {
		f, _ := z.Create(more[i])
		_, _ = f.Write([]byte(more[i+1]))
	}
	_ = z.Close()
	return out.Bytes()
}

// TestHostileRegisters uploads files that would harm who unpacks or believes them.
func TestHostileRegisters(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // a server clears what a form left there, a recorder does not
	w := filled(t)
	admin := w.people["staff admin"]
	head := `<row r="1">`
	for _, h := range strings.Fields("community city building stair room owner phone") {
		head += `<c t="inlineStr"><is><t>` + h + `</t></is></c>`
	}
	head += "</row>"
	row := func(cell string) string {
		return `<worksheet><sheetData>` + head + `<row r="2">` + strings.Repeat(`<c t="inlineStr"><is><t>`+cell+`</t></is></c>`, 7) + `</row></sheetData></worksheet>`
	}
	lie := workbook(row("x"), "xl/bomb.xml", "x")
	if i := bytes.LastIndex(lie, []byte("PK\x01\x02")); i > 0 { // the last part declares to unpack to four gigabytes
		binary.LittleEndian.PutUint32(lie[i+24:], 0xfffffff0)
	}
	bomb := bytes.Clone(lie) // and here a part unpacks to more than it declares
	if i := bytes.Index(bomb, []byte("xl/worksheets/sheet1.xml")); i > 0 {
		j := bytes.LastIndex(bomb, []byte("xl/worksheets/sheet1.xml")) - 46
		binary.LittleEndian.PutUint32(bomb[j+24:], 10)
		k := bytes.LastIndex(bomb, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(bomb[k+24:], 1)
	}
	deep := strings.Repeat("<a>", 200_000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for name, try := range map[string]struct {
		body   []byte
		status []int
	}{
		"bomb.xlsx":     {bomb, []int{422}},
		"lie.xlsx":      {lie, []int{422}},
		"entities.xlsx": {workbook(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>` + row("&e;")), []int{422}},
		"laughs.xlsx":   {workbook(`<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>` + row("&b;")), []int{422}},
		"deep.xlsx":     {workbook(deep), []int{422}},
		"row.xlsx":      {workbook(`<worksheet><sheetData><row r="999999999"/></sheetData></worksheet>`), []int{422}},
		"path.xlsx":     {workbook(row("x"), "../../../../tmp/clubhouse-evil", "evil"), []int{303, 422}},
		"half.xlsx":     {workbook(row("x"))[:300], []int{422}},
		"zeros.csv":     {make([]byte, 1<<20), []int{422}},
		"wide.csv":      {bytes.Repeat([]byte(","), 1<<20), []int{422}},
		"quote.csv":     {append([]byte(`"`), bytes.Repeat([]byte("a,\n"), 1<<18)...), []int{422}},
		"big5.csv":      {[]byte("\xa4@\xa4G,\xa4T\xa4\xa4\xa5\xab\n"), []int{422}},
		"33MB.csv":      {bytes.Repeat([]byte("a,b,c,d,e,f\n"), 33<<20/12+1), []int{413, 422}},
		"empty.csv":     {nil, []int{422}},
	} {
		if a := admin.upload("/staff/register/uploads", "file", name, try.body); !slices.Contains(try.status, a.Code) || strings.Contains(a.Body.String(), "root:") {
			t.Errorf("%s: %d", name, a.Code)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc+64<<20 {
		t.Errorf("%d MB stay", (after.HeapAlloc-before.HeapAlloc)>>20)
	}
	if _, err := os.Stat("/tmp/clubhouse-evil"); err == nil {
		t.Error("a part of the file was written out")
	}
	for _, name := range []string{"../../x.csv", "a\r\nb.csv", strings.Repeat("n", 5000) + ".csv", "\xff.csv", `"><x>.csv`} {
		a := admin.upload("/staff/register/uploads", "file", name, []byte("community,city,room,owner,phone\n云栖湾,杭州,1,x,13800138111\n"))
		if a.Code >= 500 {
			t.Errorf("%q: %d", name, a.Code)
		} else if a.Code == 303 {
			sound(t, "the upload of "+name, admin.get(a.Header().Get("Location")).Body.String())
		}
	}
}

// TestHostilePhotos shows the till pictures that are none, or too much of one.
func TestHostilePhotos(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()) // a server clears what a form left there, a recorder does not
	w := filled(t)
	till := w.people["till A"]
	small := image.NewGray(image.Rect(0, 0, 64, 64))
	var asPNG, asJPEG bytes.Buffer
	w.ok(png.Encode(&asPNG, small))
	w.ok(jpeg.Encode(&asJPEG, small, nil))
	huge := bytes.Clone(asPNG.Bytes()) // says that it is 60,000 by 60,000
	binary.BigEndian.PutUint32(huge[16:], 60_000)
	binary.BigEndian.PutUint32(huge[20:], 60_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for name, body := range map[string][]byte{
		"huge.png": huge, "half.jpg": asJPEG.Bytes()[:len(asJPEG.Bytes())/2], "half.png": asPNG.Bytes()[:40], "x.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="xss()"/>`),
		"polyglot.jpg": append(bytes.Clone(asJPEG.Bytes()), "<script>xss()</script>PK\x03\x04"...), "gif.png": []byte("GIF89a\xff\xff\xff\xff<script>"), "none.jpg": nil, "blank.png": asPNG.Bytes(),
		"zeros.png": append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 1000)...),
	} {
		a := till.upload("/merchant/photos", "photo", name, body)
		if a.Code != 422 {
			t.Errorf("%s: %d", name, a.Code)
		}
		sound(t, name, a.Body.String())
	}
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 256<<20 {
		t.Errorf("%d MB were taken", grown>>20)
	}
	if a := till.upload("/merchant/photos", "photo", "9MB.jpg", make([]byte, 9<<20)); a.Code != 413 {
		t.Errorf("9 MB: %d", a.Code)
	}
}

// TestExports reads the tables that staff take away: no cell of them runs in a spreadsheet.
func TestExports(t *testing.T) {
	t.Parallel()
	w := filled(t)
	admin := w.people["staff admin"]
	bad := []string{"=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠x", "=HYPERLINK(\"http://evil.test\")", "\t=1", "\r=1", " =1+1", "'=1", "=cmd|' /C calc'!A0", "\u00a0=1", "\ufeff=1", "﹢1"}
	rows := "community,city,building,stair,room,owner,phone,contract\n"
	quoted := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	for i, s := range bad {
		rows += fmt.Sprintf("云栖湾,杭州,%s,%s,%s,%s,135000000%02d,%s\n", quoted(s), quoted(s), quoted(fmt.Sprint(s, i)), quoted(s+"王"), i, quoted(s))
		rows += fmt.Sprintf("云栖湾,杭州,1,1,9%02d,x,bad,%s\n", i, quoted(s))
	}
	a := admin.upload("/staff/register/uploads", "file", "=1+1.csv", []byte(rows))
	at := a.Header().Get("Location")
	if m := admin.post(at, "community", "0", "city", "1", "building", "2", "stair", "3", "room", "4", "owner", "5", "phone", "6", "contract", "7"); m.Code != 303 {
		t.Fatalf("mapping: %d", m.Code)
	}
	refused := admin.get(at + "/refused.csv")
	admin.post(at + "/confirm")
	phone := regexp.MustCompile(`^\+\d+$`)
	for name, a := range map[string]*httptest.ResponseRecorder{"the refused rows": refused, "the register": admin.get("/staff/register.csv")} {
		table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.Body.String(), "\ufeff"))).ReadAll()
		if err != nil || len(table) < len(bad) || a.Code != 200 {
			t.Fatalf("%s: %d, %d rows, %v\n%q", name, a.Code, len(table), err, a.Body.String())
		}
		if h := a.Header(); !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", name, h)
		}
		for _, row := range table {
			for _, cell := range row {
				first := strings.TrimLeft(cell, " \u00a0\ufeff\t\r\n") // a program may trim before it looks
				if first != "" && strings.ContainsRune("=+-@＝＋－＠﹢﹣", []rune(first)[0]) && !phone.MatchString(cell) {
					t.Errorf("%s: the cell %q", name, cell)
				}
			}
		}
	}
	if n := w.one("SELECT COUNT(*) FROM audit WHERE act LIKE 'register.%exported'"); n != "2" {
		t.Errorf("%s downloads were logged", n)
	}
}

// TestDownloads asks for every page and table: what comes as a file to keep is logged as an export, and nothing else is.
func TestDownloads(t *testing.T) {
	t.Parallel()
	w := crowded(t)
	files := 0
	for _, b := range w.people {
		for _, r := range handlers.Routes(w.app, nil) {
			if r.Method != http.MethodGet {
				continue
			}
			before := w.one("SELECT COUNT(*) FROM audit WHERE act LIKE '%exported' OR act = 'run.taken'")
			a := b.get(w.path(r.Path))
			logged := w.one("SELECT COUNT(*) FROM audit WHERE act LIKE '%exported' OR act = 'run.taken'") != before
			if file := a.Code == 200 && strings.HasPrefix(a.Header().Get("Content-Disposition"), "attachment"); file != logged {
				t.Errorf("%s is a file: %v, and an export in the log: %v", r.Path, file, logged)
			} else if file {
				files++
			}
		}
	}
	if files == 0 {
		t.Error("nothing came as a file")
	}
}
