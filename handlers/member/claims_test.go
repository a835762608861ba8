package member_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"
)

func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 40)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// upload posts a form with files in the field "photos".
func (v *visitor) upload(path string, form url.Values, files ...[]byte) answer {
	v.c.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for k, list := range form {
		for _, s := range list {
			v.c.ok(m.WriteField(k, s))
		}
	}
	for _, f := range files {
		part, err := m.CreateFormFile("photos", "contract.jpg")
		v.c.ok(err)
		_, err = part.Write(f)
		v.c.ok(err)
	}
	v.c.ok(m.Close())
	r := httptest.NewRequest(http.MethodPost, "http://club.test"+path, &body)
	r.Header.Set("Accept-Language", "en")
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for k, val := range v.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: val})
	}
	w := httptest.NewRecorder()
	v.c.handler.ServeHTTP(w, r)
	for _, k := range w.Result().Cookies() {
		v.cookies[k.Name] = k.Value
	}
	return answer{w, v.c.t, "POST " + path}
}

// A claim goes its whole way by the pages: sent with a photo, asked about, answered, withdrawn; each photo is its member's
// alone, and a photo that is none leaves the form as it was typed and the claim not made.
func TestClaimPages(t *testing.T) {
	c := newClub(t)
	v, other := c.join("张三", "13800138011"), c.join("李四方", "13800138012")
	home := url.Values{"community": {itoa(c.community)}, "building": {"3"}, "stair": {"2"}, "room": {"1802"}}
	v.get("/homes/new").is(200).has(`enctype="multipart/form-data"`, `accept="image/*"`, "erased 30 days after")
	for what, f := range map[string]struct {
		body []byte
		says string
	}{
		"HTML":  {[]byte("<html><script>alert(1)</script>"), "File 1 is not a photo"},
		"HEIC":  {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), "Most Compatible"},
		"half":  {photo(t)[:200], "Photo 1 is damaged"},
		"empty": {nil, "File 1 is empty"},
	} {
		v.upload("/homes/new", home, f.body).is(422).has(f.says, `value="1802"`, `href="#f-photos"`)
		if n, _ := c.store.Claims(ctx, v.session().Member.ID); len(n) != 0 {
			t.Fatalf("%s: a claim is half made", what)
		}
	}
	v.upload("/homes/new", home, photo(t), photo(t), photo(t), photo(t)).is(422).has("3 photos at most", "choose again", `value="1802"`).hasNot("Delete one")
	wrong := url.Values{"community": {"7"}, "room": {""}}
	v.upload("/homes/new", wrong, []byte("x")).is(422).has("Enter the room", "not a photo")
	v.upload("/homes/new", home, bytes.Repeat([]byte("x"), 3*web.MostDocumentUpload+70<<10)).is(413).has("too large")
	at := v.upload("/homes/new", home, photo(t)).is(303).Header().Get("Location")
	v.post("/homes/new", home).is(422).has("You have claimed this home already", `href="`+at+`"`)
	page := v.get(at).is(200).has("Being checked", "You claimed this home · Photos: 1", "We have 1 photo of yours", "You can add 2 more", "Only you and the staff").hasNot("13800138001", "quicker")
	src := page.between(`<img src="`, `"`)
	pic := v.get(src).is(200)
	if h := pic.Header(); h.Get("Content-Type") != "image/jpeg" || h.Get("Cache-Control") != "private, no-store" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Security-Policy"), "object-src 'none'") {
		t.Errorf("a photo's headers: %v", h)
	}
	other.get(src).is(404)
	other.get(at).is(404)
	other.post(at+"/answers", url.Values{"words": {"x"}}).is(404)
	other.post(at+"/withdrawal", nil).is(404)
	other.post(at+"/farewell", url.Values{"day": {"2026-11-21"}}).is(404)
	other.post(src+"/drop", nil).is(404)
	c.visitor().get(src).is(303)

	id := must(c.store.Claims(ctx, v.session().Member.ID))(t)[0].ID
	c.ok(c.store.AskClaim(ctx, db.SystemActor, id, "Which <page>?"))
	v.get("/notices").is(200).has("we need something more")
	v.get("/home").is(200).has("We need something more", `href="`+at+`"`)
	v.get("/homes").is(200).has("Your answer needed", "open it to see what")
	v.get(at).is(200).has("We need something more", "Which &lt;page&gt;?")
	v.upload(at+"/answers", url.Values{"words": {""}}).is(422).has("Write a few words")
	v.upload(at+"/answers", url.Values{"words": {"The second"}}, []byte("PK\x03\x04")).is(422).has("not a photo", "The second")
	v.upload(at+"/answers", url.Values{"words": {"The second"}}, photo(t), photo(t), photo(t)).is(422).has("3 photos at most", "Delete one", "The second")
	v.upload(at+"/answers", url.Values{"words": {"The second"}}, photo(t), photo(t)).is(303, at)
	v.get(at).is(200).has("We have your answer", "The second", "Photos: 2", "which is the most").hasNot(`type="file"`) // three are the most
	v.post(src+"/drop", nil).is(303, at)
	v.get(at).is(200).has("You can add 1 more", "The photo is deleted")
	v.get(src).is(404)
	v.post(at+"/withdrawal", nil).is(303, at)
	v.get(at).is(200).has("Withdrawn", "You withdrew it", "The photos are erased on").hasNot(`action="`+at+`/answers"`, "/drop")
	v.post(at+"/withdrawal", nil).is(422).has("This claim is closed")
	v.upload(at+"/answers", url.Values{"words": {"x"}}, photo(t)).is(422).has("This claim is closed")
	v.get("/homes").is(200).has("Withdrawn on")
}

// A home is given up from a day; the member is a friend after it, and reads what happened when.
func TestGiveUpPages(t *testing.T) {
	c := newClub(t)
	v := c.join("陈美玲", "13800138001")
	v.post("/homes/new", url.Values{"community": {itoa(c.community)}, "building": {"3"}, "stair": {"2"}, "room": {"1802"}}).is(303, "/homes")
	at := "/homes/" + itoa(must(c.store.Claims(ctx, v.session().Member.ID))(t)[0].ID)
	v.get(at).is(200).has("The owners&#39; register agrees", "This home is not mine any more")
	c.now = c.now.Add(72 * time.Hour)
	v.post(at+"/farewell", url.Values{"day": {"2026-11-20"}}).is(422).has("It cannot be before the day", "<details", "open")
	v.post(at+"/farewell", url.Values{"day": {"2026-12-24"}}).is(422).has("today or an earlier day", `value="2026-12-24"`)
	v.post(at+"/farewell", url.Values{"day": {"2026-11-23"}}).is(303, at)
	v.get(at).is(200).has("You said that it is yours no more", "23 Nov", "You are no longer verified").hasNot(`action="` + at + `/farewell"`)
	v.post(at+"/farewell", url.Values{"day": {"2026-11-23"}}).is(422).has("nothing to give up")
	v.get("/home").is(200).has("Friend")
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
