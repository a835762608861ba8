package handlers_test

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"clubhouse/db"
)

// uploadWith posts a form of fields with a file.
func (b *browsing) uploadWith(path, field, name string, file []byte, pairs ...string) *httptest.ResponseRecorder {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for i := 0; i < len(pairs); i += 2 {
		_ = w.WriteField(pairs[i], pairs[i+1])
	}
	part, _ := w.CreateFormFile(field, name)
	_, _ = part.Write(file)
	_ = w.Close()
	return b.send(http.MethodPost, path, nil, func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(&body), int64(body.Len())
		r.Header.Set("Content-Type", w.FormDataContentType())
	})
}

// A community's members see their pages in its hue, with its logo; all others as ever. Sheet and logo are asked for once.
func TestThemedPages(t *testing.T) {
	t.Parallel()
	w := filled(t)
	her, admin := w.people["member A"], w.people["staff admin"]
	w.exec("UPDATE members SET community_id = ? WHERE id = ?", w.names["/staff/communities/:id"], her.actor.Member)
	page := w.path("/staff/communities/:id") + "/theme"
	img := image.NewNRGBA(image.Rect(0, 0, 900, 300))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * 7)
	}
	var file bytes.Buffer
	_ = png.Encode(&file, img)
	if a := admin.uploadWith(page, "logo", "logo.png", file.Bytes(), "own", "1", "hue", "20"); a.Code != 303 {
		t.Fatalf("%d %s", a.Code, a.Body)
	}
	home := her.get("/home").Body.String()
	sheet := between(home, `<link rel="stylesheet" href="/theme/`, `"`)
	logo := between(home, `<img class="logo" src="`, `"`)
	if !strings.HasPrefix(sheet, "20.page.") || logo == "" {
		t.Fatalf("her home has %q and %q", sheet, logo)
	}
	if body := her.get("/card").Body.String(); !strings.Contains(body, sheet) || !strings.Contains(body, logo) {
		t.Error("her card has not")
	}
	if body := her.get("/nothing").Body.String(); !strings.Contains(body, sheet) {
		t.Error("the page of an error has not")
	}
	for _, who := range []string{"member B", "staff admin", "till A", "anonymous"} {
		for _, path := range []string{"/", "/home", "/offers", "/staff", "/merchant"} {
			if body := w.people[who].get(path).Body.String(); strings.Contains(body, "/theme/20") || strings.Contains(body, logo) {
				t.Errorf("%s sees it at %s", who, path)
			}
		}
	}
	for path, kind := range map[string]string{"/theme/" + sheet: "text/css; charset=utf-8", logo: "image/png"} {
		a := w.people["anonymous"].get(path)
		h := a.Header()
		if a.Code != 200 || h.Get("Content-Type") != kind || !strings.Contains(h.Get("Cache-Control"), "immutable") || h.Get("X-Content-Type-Options") != "nosniff" || len(h.Values("Set-Cookie")) != 0 {
			t.Errorf("%s: %d %v", path, a.Code, h)
		}
	}
	kept, err := png.DecodeConfig(w.people["anonymous"].get(logo).Body)
	if err != nil || max(kept.Width, kept.Height) > 512 {
		t.Errorf("kept: %v, %v", kept, err)
	}

	// The preview changes nothing; without a script a button asks for it.
	if a := admin.uploadWith(page, "logo", "", nil, "hue", "300", "preview", "1"); a.Code != 200 || !strings.Contains(a.Body.String(), "/theme/300.preview.") || !strings.Contains(a.Body.String(), "4.5:1") {
		t.Errorf("preview: %d", a.Code)
	}
	if a := admin.uploadWith(page, "logo", "", nil, "hue", "360", "preview", "1", "drop", "1"); a.Code != 422 || !strings.Contains(a.Body.String(), `href="#f-hue"`) {
		t.Errorf("preview of what is no hue: %d", a.Code)
	}
	if hue := w.store.Club().Theme(atoi(w.names["/staff/communities/:id"])).Hue; hue == nil || *hue != 20 {
		t.Error("the preview was saved")
	}
	for query, want := range map[string]int{"&hue=0": 200, "&hue=359": 200, "&hue=360": 404, "&hue=-1": 404, "&hue=x": 404, "": 404} {
		if a := admin.get("/staff/theme?id=" + w.names["/staff/communities/:id"] + query); a.Code != want {
			t.Errorf("preview of %q: %d", query, a.Code)
		}
	}
	if a := admin.uploadWith(page, "logo", "", nil, "own", "1", "hue", "400"); a.Code != 422 || !strings.Contains(a.Body.String(), `href="#f-hue"`) {
		t.Errorf("hue 400: %d", a.Code)
	}
	if a := admin.uploadWith(page, "logo", "", nil, "hue", "20", "drop", "1"); a.Code != 303 || strings.Contains(her.get("/home").Body.String(), "/theme/") {
		t.Errorf("taken away: %d", a.Code)
	}
}

// A file that is no picture, too large a one or one that holds something else is refused with a sentence, or comes out
// harmless.
func TestHostileLogos(t *testing.T) {
	t.Parallel()
	w := filled(t)
	admin := w.people["staff admin"]
	page := w.path("/staff/communities/:id") + "/theme"
	var small bytes.Buffer
	img := image.NewNRGBA(image.Rect(0, 0, 20, 20))
	img.Set(3, 3, color.White)
	_ = jpeg.Encode(&small, img, nil)
	marked := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, 22}, []byte("Exif\x00\x00GPS here<script>")...)
	marked = append(marked, small.Bytes()[2:]...)
	huge := pngOf(20000, 20000)
	for name, c := range map[string]struct {
		file   []byte
		status int
		says   string
	}{
		"logo.svg":   {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), 422, "not a readable PNG, JPEG or WebP"},
		"logo.gif":   {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00;"), 422, "not a readable PNG, JPEG or WebP"},
		"page.png":   {[]byte("<html><script>alert(1)</script>"), 422, "not a readable PNG, JPEG or WebP"},
		"cut.png":    {pngOf(20, 20), 422, "not a readable PNG, JPEG or WebP"},
		"huge.png":   {huge, 422, "12 million"},
		"wide.png":   {pngOf(1<<31-1, 1<<31-1), 422, "logo"},
		"broken.jpg": {small.Bytes()[:small.Len()/2], 422, "not a readable PNG, JPEG or WebP"},
		"heavy.png":  {make([]byte, 5<<20), 413, "at most 4 MB"},
		"exif.jpg":   {marked, 303, ""},
	} {
		was := w.one("SELECT COUNT(*) FROM pictures")
		a := admin.uploadWith("/en"+page, "logo", name, c.file, "hue", "20")
		if a.Code != c.status || !strings.Contains(a.Body.String(), c.says) {
			t.Errorf("%s: %d, want %d and %q", name, a.Code, c.status, c.says)
		}
		if n := w.one("SELECT COUNT(*) FROM pictures"); (n == was) == (c.status == 303) {
			t.Errorf("%s: %s pictures, %s before", name, n, was)
		}
	}
	logo := w.store.Club().Theme(atoi(w.names["/staff/communities/:id"])).Logo
	a := w.people["anonymous"].get("/pictures/" + logo)
	if a.Header().Get("Content-Type") != "image/jpeg" || bytes.Contains(a.Body.Bytes(), []byte("GPS here")) {
		t.Errorf("what was kept: %v", a.Header())
	}
}

// pngOf answers the head of a PNG that says to be so large, and no pixels.
func pngOf(width, height uint32) []byte {
	b := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	for _, n := range []uint32{width, height} {
		b = append(b, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	}
	b = append(b, 8, 6, 0, 0, 0)
	sum := crc32.ChecksumIEEE(b[12:])
	return append(b, byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum))
}

// Members are offered the languages that the club has chosen; the desk and the tills have all.
func TestOfferedLanguages(t *testing.T) {
	t.Parallel()
	w := filled(t)
	her, admin := w.people["member A"], w.people["staff admin"] // she reads Simplified Chinese
	post := func(status int, pairs ...string) string {
		t.Helper()
		a := admin.post("/en/staff/settings/languages", pairs...)
		if a.Code != status {
			t.Fatalf("%v: %d", pairs, a.Code)
		}
		return a.Body.String()
	}
	post(422, "language", "en")
	if body := post(422, "languages", "en", "language", "zh-Hans"); !strings.Contains(body, "one of the languages offered") {
		t.Error("a default that is not offered")
	}
	post(303, "languages", "en", "languages", "zh-Hant", "language", "zh-Hant")
	lang := func(b *browsing, path string) string {
		t.Helper()
		return between(b.get(path).Body.String(), `<html lang="`, `"`)
	}
	for path, want := range map[string]string{"/home": "zh-Hant", "/en/home": "en", "/zh-Hans/home": "zh-Hant", "/zh-Hans/nothing": "zh-Hant"} {
		if got := lang(her, path); got != want {
			t.Errorf("%s is in %s, want %s", path, got, want)
		}
	}
	for path, want := range map[string]string{"/zh-Hans/staff": "zh-Hans", "/en/staff/settings/limits": "en"} {
		if got := lang(admin, path); got != want {
			t.Errorf("%s is in %s, want %s", path, got, want)
		}
	}
	if got := lang(w.people["till A"], "/zh-Hans/merchant"); got != "zh-Hans" {
		t.Errorf("the till is in %s", got)
	}
	for _, path := range []string{"/home", "/me", "/"} {
		who := her
		if path == "/" {
			who = w.people["anonymous"]
		}
		if body := who.get(path).Body.String(); strings.Contains(body, `hreflang="zh-Hans"`) || strings.Contains(body, `value="zh-Hans"`) || !strings.Contains(body, `hreflang="zh-Hant"`) {
			t.Errorf("%s offers what is not offered", path)
		}
	}
	if a := her.post("/me/language", "locale", "zh-Hans"); a.Code != 303 || w.one("SELECT COUNT(*) FROM audit WHERE act = 'account.locale'") != "0" {
		t.Error("a language that is not offered was kept")
	}
	post(303, "languages", "en", "language", "en")
	if body := her.get("/home").Body.String(); strings.Contains(body, "hreflang") {
		t.Error("one language, and a choice of it")
	}
}

// The public pages show what is in force, and each version by its number.
func TestPublicTexts(t *testing.T) {
	t.Parallel()
	w := filled(t)
	ctx, sys, all := t.Context(), db.SystemActor, w.people["anonymous"]
	d := db.Draft{Hans: "# 新条款\n<script>", En: "# New terms"}
	w.ok(w.store.EditText(ctx, sys, db.Terms, d))
	got(w.store.PublishText(ctx, sys, db.Terms, "2026-12-01", d.Revision()))(w)
	for path, c := range map[string]struct {
		status int
		has    []string
	}{
		"/en/terms":         {200, []string{"Who may join", "Version 2026-11", `href="/en/terms/2"`}},
		"/en/terms/2":       {200, []string{"New terms", "in force from 1 Dec 2026", "not in force yet"}},
		"/zh-Hans/terms/2":  {200, []string{"&lt;script&gt;"}},
		"/en/terms/1":       {200, []string{"Who may join"}},
		"/en/terms/3":       {404, nil},
		"/en/terms/x":       {404, nil},
		"/en/terms/0":       {404, nil},
		"/en/privacy":       {200, []string{"What we collect"}},
		"/en/about":         {404, nil},
		"/en/pictures/none": {404, nil},
	} {
		a := all.get(path)
		for _, s := range c.has {
			if !strings.Contains(a.Body.String(), s) {
				t.Errorf("%s has no %q", path, s)
			}
		}
		if a.Code != c.status {
			t.Errorf("%s: %d", path, a.Code)
		}
	}
	w.clock.Add(11 * 86400)
	if body := all.get("/en/terms").Body.String(); !strings.Contains(body, "New terms") || !strings.Contains(body, "in force until 1 Dec 2026") {
		t.Error("from its day on the new version is not in force")
	}
	if body := all.get("/en/terms/1").Body.String(); !strings.Contains(body, "no longer in force") {
		t.Error("the earlier does not say so")
	}
}

func between(s, before, after string) string {
	_, s, ok := strings.Cut(s, before)
	if !ok {
		return ""
	}
	s, _, _ = strings.Cut(s, after)
	return s
}

func atoi(s string) (n int64) {
	_, _ = fmt.Sscan(s, &n)
	return n
}
