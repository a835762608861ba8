package handlers_test

import (
	"bytes"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"

	"golang.org/x/net/html"
)

// payloads would run, or break out of where they stand, on a page that does not escape them. Each bears the mark xss.
var payloads = []string{
	`<script>xss()</script>`, `<ScRiPt/xss>`, `"><img src=x onerror=xss()>`, `'><svg/onload=xss()>`, `" onfocus=xss() autofocus x="`, `' onmouseover='xss()`,
	`</title><xss-a>`, `</textarea><xss-b>`, `</script><xss-c>`, `<!--<xss-d>-->`, `--><xss-e>`, `<xss-f x=`, `javascript:xss()`, `java	script:xss()`,
	`data:text/html,<xss-g>`, `<a href=javascript:xss()>x</a>`, `<iframe srcdoc=xss>`, `<math><xss-h>`, `<style>@import'xss'</style>`, `<base href=//xss>`,
	`<form action=//xss>`, `<meta http-equiv=refresh content=0;//xss>`, `&lt;xss&gt;`, `&#60;xss-i&#62;`, `＜xss-j＞`, `<<xss-k>>`, `<xss-l/`, `xss" hx-get="/signout`,
	`xss' style='x`, `{{xss}}<xss-m>`, "<xss-n\n>", `<object data=xss>`, `%3Cxss-o%3E`, `\"><xss-p>`,
}

// oneLine makes of a payload what a field of one line takes.
var oneLine = strings.NewReplacer("\t", " ", "\n", " ")

// sound finds on a page what only a payload could have put there, and answers its texts and values.
func sound(t *testing.T, what, page string) string {
	t.Helper()
	if !utf8.ValidString(page) {
		t.Errorf("%s: not UTF-8", what)
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			text.WriteString(n.Data + "\n")
		case html.CommentNode:
			if strings.Contains(n.Data, "xss") {
				t.Errorf("%s: a comment holds %q", what, n.Data)
			}
		case html.ElementNode:
			switch {
			case strings.Contains(n.Data, "xss"), strings.Contains("|iframe|object|embed|base|math|style|", "|"+n.Data+"|"):
				t.Errorf("%s: an element <%s>", what, n.Data)
			case n.Data == "script" && n.FirstChild != nil:
				t.Errorf("%s: a script in the page: %q", what, n.FirstChild.Data)
			}
			for _, a := range n.Attr {
				text.WriteString(a.Val + "\n")
				key, val := strings.ToLower(a.Key), strings.ToLower(strings.TrimSpace(a.Val))
				switch {
				case key == "else": // templ writes the "else if" of an attribute out as if it were one
					t.Errorf("%s: an attribute %q of <%s>", what, key, n.Data)
				case strings.Contains(key, "xss"), strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", strings.HasPrefix(key, "hx-") && strings.Contains(val, "signout"):
					t.Errorf("%s: an attribute %s=%q of <%s>", what, a.Key, a.Val, n.Data)
				case key == "href" || key == "src" || key == "action" || key == "formaction":
					local := strings.HasPrefix(val, "/") && !strings.HasPrefix(val, "//") || strings.HasPrefix(val, "#") || strings.HasPrefix(val, "?")
					if !local && !strings.HasPrefix(val, "tel:") && !strings.HasPrefix(val, "mailto:") && !strings.HasPrefix(val, "otpauth:") && !strings.HasPrefix(val, "data:image/") {
						t.Errorf("%s: %s leads to %q", what, a.Key, a.Val)
					}
				}
			}
		}
	}
	return text.String()
}

// upload sends a file in a field.
func (b *browsing) upload(path, field, name string, body []byte) *httptest.ResponseRecorder {
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	part, _ := m.CreateFormFile(field, name)
	_, _ = part.Write(body)
	_ = m.Close()
	r := httptest.NewRequest(http.MethodPost, "http://club.test"+path, &form)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Accept-Language", "en")
	for k, v := range b.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	rec := httptest.NewRecorder()
	b.w.handler.ServeHTTP(rec, r)
	return rec
}

// soundForms are forms that the club takes; the values are what each field may hold. "§" is where anything may stand.
func (w *world) soundForms() map[string]url.Values {
	offer := url.Values{
		"merchant": {w.names["/staff/merchants/:id"]}, "title_hans": {"§"}, "title_hant": {"§"}, "title_en": {"§"}, "terms_hans": {"§"}, "terms_en": {"§"}, "kind": {"gift"}, "state": {"live"},
		"payer": {"club"}, "shown_from": {"2026-11-01T00:00"}, "claim_from": {"2026-11-01T00:00"}, "claim_to": {"2026-12-31T00:00"}, "redeem_days": {"30"}, "weekdays": {"0", "1", "2", "3", "4", "5", "6"},
	}
	three := func(more ...string) url.Values {
		v := url.Values{"name_hans": {"§"}, "name_hant": {"§"}, "name_en": {"§"}}
		for i := 0; i < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return v
	}
	return map[string]url.Values{
		"/staff/offers": offer, "/staff/brands": three(), "/staff/communities": three("brand", w.names["/staff/brands/:id"], "city_hans", "§", "city_en", "§", "register_name", "§", "register_city", "§"),
		"/staff/merchants":                    three("kind", "hotel", "phone", "§"),
		w.path("/staff/merchants/:id"):        three("kind", "restaurant", "phone", "§"),
		w.path("/staff/outlets/:id"):          three("address_hans", "§", "address_en", "§"),
		w.path("/staff/communities/:id"):      three("brand", w.names["/staff/brands/:id"], "city_hans", "§", "register_name", "云栖湾", "register_city", "杭州"),
		w.path("/staff/outlets/:id/tills"):    {"name": {"§"}, "destination": {"13900000088"}},
		"/staff/club":                         three("letters", "YQ", "currency", "CNY", "hotline", "§", "bill_points", "1", "lot_months", "12", "time_zone", "Asia/Shanghai"),
		w.path("/staff/settings/texts/:kind"): {"text_hans": {"§"}, "text_hant": {"# §"}, "text_en": {"- §"}},
		w.path("/staff/members/:id/reveal"):   {"reason": {"§"}},
		w.path("/staff/claims/:id/decision"):  {"decision": {"refuse"}, "reason": {"§"}},
		w.path("/staff/members/:id/notes"):    {"kind": {"phone"}, "text": {"§"}, "step": {"§"}, "due": {"2026-12-31"}, "key": {"§"}},
		w.path("/staff/homes/:id/notes"):      {"kind": {"visit"}, "text": {"§"}, "key": {"§"}},
		w.path("/staff/notes/:id"):            {"kind": {"note"}, "text": {"§"}, "step": {"§"}},
	}
}

// pages are all that the signed-in can read, the pages of what a payload has made included.
func (w *world) pages() (out []string) {
	for _, r := range handlers.Routes(w.app, nil) {
		if r.Method == http.MethodGet && !strings.HasSuffix(r.Path, ".csv") {
			out = append(out, string(r.Who.Door)+" "+w.path(r.Path))
		}
	}
	for _, of := range []string{"club", "terms", "brand&id=" + w.names["/staff/brands/:id"], "community&id=" + w.names["/staff/communities/:id"], "merchant&id=" + w.names["/staff/merchants/:id"]} {
		out = append(out, "staff /staff/settings/history?of="+of)
	}
	return out
}

// pieces joins as many texts as fit into so many signs, as often as it takes for all.
func pieces(texts []string, most int) (out []string) {
	for _, s := range texts {
		if last := len(out) - 1; last >= 0 && utf8.RuneCountInString(out[last]+" "+s) <= most {
			out[last] += " " + s
		} else {
			out = append(out, s)
		}
	}
	return out
}

// TestXSS fills every field that people fill with what would run if it were not escaped, and reads every page.
func TestXSS(t *testing.T) {
	t.Parallel()
	w := filled(t)
	admin, till := w.people["staff admin"], w.people["till A"]
	members := []*browsing{w.people["member A"]}
	all := strings.Join(payloads, " ")
	for i, some := range pieces(payloads, 60) { // no field takes them all but the terms
		for path, form := range w.soundForms() {
			if i > 0 && (form.Has("destination") || form.Has("decision")) {
				continue // these are good once
			}
			filledIn := url.Values{}
			for k, v := range form {
				for _, s := range v {
					if k == "key" {
						s = web.NewKey()
					} else if k == "name" || k == "reason" {
						s = payloads[4]
					} else if strings.HasPrefix(k, "terms") {
						s = strings.ReplaceAll(s, "§", all)
					}
					if !strings.HasPrefix(k, "terms") && !strings.HasPrefix(k, "text") {
						s = strings.ReplaceAll(s, "§", oneLine.Replace(some))
					}
					filledIn.Add(k, strings.ReplaceAll(s, "§", some))
				}
			}
			a := admin.send(http.MethodPost, path, filledIn)
			if a.Code != 303 && a.Code != 200 {
				t.Errorf("%s: %d, so nothing was tried", path, a.Code)
			}
			// Refused, it shows what was typed.
			wrong := maps.Clone(filledIn)
			for _, k := range []string{"name_hans", "title_hans", "destination", "decision", "text"} {
				if wrong.Has(k) {
					wrong.Set(k, "")
				}
			}
			sound(t, "refused "+path, admin.send(http.MethodPost, path, wrong).Body.String())
			if wrong = maps.Clone(filledIn); wrong.Has("name_hans") {
				wrong.Set("name_hans", all)
				sound(t, "too long for "+path, admin.send(http.MethodPost, path, wrong).Body.String())
			}
		}
	}
	// On the pages, each text of the books is all of them at once.
	for table, columns := range map[string][]string{
		"brands": {"name"}, "communities": {"name", "city"}, "merchants": {"name"}, "outlets": {"name", "address"}, "offer_versions": {"title", "terms"},
	} {
		for _, column := range columns {
			w.exec("UPDATE "+table+" SET "+column+"_hans = ?1, "+column+"_hant = ?1, "+column+"_en = ?1", all)
		}
	}
	w.exec("UPDATE merchants SET phone = ?", all)
	w.clock.Add(5) // no offer as it was is shown any more
	for i, p := range payloads {
		if len(p) > 55 || strings.ContainsAny(p, "\t\n") {
			continue
		}
		if i%3 == 0 { // a person of that name, with a home of that address
			b := w.join(p, fmt.Sprintf("+86137000000%02d", i))
			b.post("/homes/new", "community", w.names["/staff/communities/:id"], "building", p[:min(len(p), 18)], "stair", "1", "room", p[:min(len(p), 18)])
			if len(members) < 4 {
				members = append(members, b)
			}
		}
	}
	members = append(members, w.people["member B"]) // whose home was refused, for such a reason
	voucher := got(w.store.ClaimOffer(t.Context(), members[1].actor, mustInt(w.one("SELECT MAX(id) FROM offers")), web.NewKey()))(w)
	v := got(w.store.Voucher(t.Context(), 0, voucher))(w)

	var cells strings.Builder
	cells.WriteString("community,city,building,stair,room,owner,phone,contract," + strings.Join(payloads[:4], ",") + "\n")
	for i, p := range payloads {
		p = `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
		fmt.Fprintf(&cells, "云栖湾,杭州,1,1,%d,%s,136000000%02d,%s\n云栖湾,杭州,%s,%s,%s,x,bad,%s\n%s,%s,1,1,1,x,13600000001,x\n", i, p, i, p, p, p, p, p, p, p)
	}
	a := admin.upload("/staff/register/uploads", "file", `<xss-file>"'.csv`, []byte(cells.String()))
	upload := a.Header().Get("Location")
	if a.Code != 303 {
		t.Fatalf("the register was not taken: %d", a.Code)
	}
	w.names["/staff/register/uploads/:id"] = upload[strings.LastIndexByte(upload, '/')+1:]
	mapped := admin.post(upload, "community", "0", "city", "1", "building", "2", "stair", "3", "room", "4", "owner", "5", "phone", "6", "contract", "7", "brand", w.names["/staff/brands/:id"])
	if mapped.Code != 303 {
		t.Errorf("mapping: %d", mapped.Code)
	}

	see := func(b *browsing, path string) string {
		a := b.get(path)
		if a.Code >= 500 {
			l := w.log.all()
			t.Errorf("%s: %d\n%s", path, a.Code, l[max(0, len(l)-2000):])
		}
		return sound(t, path, a.Body.String())
	}
	shown := map[string]bool{}
	read := func() {
		for _, line := range w.pages() {
			door, path, _ := strings.Cut(line, " ")
			switch db.Door(door) {
			case db.MemberDoor:
				for _, m := range members {
					shown[path] = strings.Contains(see(m, path), payloads[0]) || shown[path]
				}
			case db.MerchantDoor:
				shown[path] = strings.Contains(see(till, path), payloads[0])
			case db.StaffDoor:
				shown[path] = strings.Contains(see(admin, path), payloads[0])
			default:
				see(w.people["anonymous"], path)
			}
		}
	}
	read()
	admin.post(w.path("/staff/notes/:id/strike"), "reason", payloads[0])
	sound(t, "a note that is struck", admin.post(w.path("/staff/notes/:id/strike"), "reason", payloads[1]).Body.String())
	admin.post(upload + "/confirm")
	read()
	see(members[1], fmt.Sprintf("/vouchers/%d", voucher))
	see(till, "/merchant/vouchers/"+v.Code)
	offer := w.one("SELECT MAX(id) FROM offers")
	for _, path := range []string{"/staff/offers/" + offer, "/staff/offers/" + offer + "/edit", "/staff/offers", "/staff/merchants", "/staff/communities", "/staff/brands", "/staff/audit", "/staff/register"} {
		if text := see(admin, path); !strings.Contains(text, "xss") {
			t.Errorf("%s does not show what was written", path)
		}
	}
	him := w.people["member B"]
	for _, text := range []string{see(him, "/notices"), see(admin, fmt.Sprintf("/staff/members/%d/notices", him.actor.Member))} {
		if !strings.Contains(text, "xss") {
			t.Error("a notice does not show the reason that was written")
		}
	}
	for _, p := range payloads { // what is asked for is shown again, too
		q := url.QueryEscape(p)
		for _, path := range []string{"/signin?next=/" + q, "/staff/members?q=" + q, "/staff/merchants?q=" + q + "&kind=" + q, "/staff/communities?q=" + q, "/offers?kind=" + q, "/vouchers?tab=" + q,
			"/merchant?code=" + q, "/merchant/signin?next=/merchant/" + q, "/staff/signin?next=/" + q, "/v/" + url.PathEscape(p), "/c/" + url.PathEscape(p), "/" + url.PathEscape(p), "/x?" + q} {
			for _, b := range []*browsing{admin, till, members[0], w.people["anonymous"]} {
				see(b, path)
			}
		}
		sound(t, "a scan", till.post("/merchant/lookups", "code", p).Body.String())
		sound(t, "a sign-in", w.people["anonymous"].post("/signin", "destination", p, "next", p).Body.String())
	}
	for _, path := range []string{"/offers", "/staff/audit", "/staff/tasks"} {
		if !shown[path] {
			t.Errorf("%s never showed a payload", path)
		}
	}
	// A letter bears the club's name.
	outbox := &worker.Outbox{Log: w.app.Log}
	got(w.store.RequestCode(t.Context(), db.MemberDoor, "", db.Destination{Email: "a@example.com"}, db.En, client()))(w)
	ctx, stop := contextWithStop(t)
	done := make(chan struct{})
	go func() {
		(&worker.Worker{Store: w.store, Mail: outbox, SMS: outbox, Log: w.app.Log}).Run(ctx)
		close(done)
	}()
	waitFor(t, func() bool { return len(outbox.Letters()) > 0 })
	stop()
	<-done
	for _, l := range outbox.Letters() {
		if strings.ContainsAny(l.Subject, "\r\n") {
			t.Errorf("a subject of several lines: %q", l.Subject)
		}
		if l.HTML != "" {
			sound(t, "a letter", strings.NewReplacer("<style>", "", ` style="`, ` class="`).Replace(l.HTML))
		}
	}
}

// TestNastyTexts writes each nasty value into each field of a form that is right but for it.
func TestNastyTexts(t *testing.T) {
	t.Parallel()
	w := filled(t)
	admin := w.people["staff admin"]
	for path, form := range w.soundForms() {
		for name := range form {
			for i, bad := range nasty {
				if len(bad) > 5000 && (i%2 == 0 || len(name) > 10) {
					continue
				}
				one := url.Values{}
				for k, v := range form {
					for _, s := range v {
						one.Add(k, strings.ReplaceAll(s, "§", "文字"))
					}
				}
				one.Set(name, bad)
				if a := admin.send(http.MethodPost, path, one); a.Code >= 500 {
					t.Errorf("%s %s=%q: %d", path, name, bad[:min(len(bad), 30)], a.Code)
				} else if a.Code == 303 && a.Header().Get("Location")[0] != '/' {
					t.Errorf("%s leads to %q", path, a.Header().Get("Location"))
				}
			}
		}
	}
	for _, p := range w.pages() {
		door, path, _ := strings.Cut(p, " ")
		who := map[string]string{"": "anonymous", "member": "member A", "merchant": "till A", "staff": "staff admin"}[door]
		a := w.people[who].get(path)
		if body := a.Body.String(); a.Code >= 500 || !utf8.ValidString(body) || strings.ContainsRune(body, 0) {
			t.Errorf("%s: %d, or not a text (%v)", path, a.Code, utf8.ValidString(body))
		}
	}
}
