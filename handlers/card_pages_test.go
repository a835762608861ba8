package handlers_test

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"image/png"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers"
	"clubhouse/handlers/wallet"
	"clubhouse/handlers/web"
	"clubhouse/static"
)

// The buttons of a phone's wallets stand on the card, and lead somewhere, where the club has set them up; what is saved
// identifies only.
func TestWallets(t *testing.T) {
	t.Parallel()
	w := filled(t)
	her := w.people["member A"]
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	w.ok(err)
	own := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "club"}, NotBefore: time.Unix(0, 0), NotAfter: time.Unix(w.clock.Load()+3600, 0), BasicConstraintsValid: true, IsCA: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, own, own, &key.PublicKey, key)
	w.ok(err)
	cert, err := x509.ParseCertificate(der)
	w.ok(err)
	still := "http://club.test/c/" + w.store.StillToken(her.actor.Member, 0)
	for _, c := range []struct {
		apple  *wallet.Apple
		google *wallet.Google
	}{
		{nil, nil},
		{&wallet.Apple{PassType: "pass.x", Team: "X", Cert: cert, WWDR: cert, Key: key}, nil},
		{nil, &wallet.Google{Issuer: "1234", Email: "x", Key: key}},
	} {
		w.handler = handlers.New(web.New(w.store, web.Settings{Base: w.app.Settings.Base, Apple: c.apple, Google: c.google}, w.app.Log), nil)
		page := her.get("/card").Body.String()
		for path, has := range map[string]bool{"/card/apple.pkpass": c.apple != nil, "/card/google": c.google != nil} {
			a := her.get(path)
			if strings.Contains(page, path) != has || (a.Code == 404) == has {
				t.Errorf("%s: on the card %v, answered %d, want %v", path, strings.Contains(page, path), a.Code, has)
			}
		}
		if c.google != nil {
			if to := her.get("/card/google").Header().Get("Location"); !strings.HasPrefix(to, "https://pay.google.com/gp/v/save/") {
				t.Errorf("Google's wallet is at %s", to)
			}
		}
		if c.apple == nil {
			continue
		}
		a := her.get("/card/apple.pkpass")
		if kind := a.Header().Get("Content-Type"); kind != "application/vnd.apple.pkpass" {
			t.Errorf("a pass is %s", kind)
		}
		z, err := zip.NewReader(bytes.NewReader(a.Body.Bytes()), int64(a.Body.Len()))
		w.ok(err)
		f, err := z.Open("pass.json")
		w.ok(err)
		b, err := io.ReadAll(f)
		w.ok(err)
		if !strings.Contains(string(b), `"message":"`+still+`"`) {
			t.Errorf("the pass says %s", b)
		}
		w.clock.Add(3601) // the certificate is over
		if a := her.get("/card/apple.pkpass"); a.Code != 404 || strings.Contains(her.get("/card").Body.String(), "apple.pkpass") {
			t.Errorf("signed by an old certificate: %d", a.Code)
		}
	}
}

// Anyone who scans a card learns whether it is good, in their language, and nothing of its member; a till goes on to see them.
func TestScannedCard(t *testing.T) {
	t.Parallel()
	w := filled(t)
	her := w.people["member A"].actor
	live := w.names["/c/:token"]
	still := w.store.StillToken(her.Member, 0)
	words := map[string][3]string{"/zh-Hans": {"有效", "已过期", "无效"}, "/zh-Hant": {"有效", "已過期", "無效"}, "/en": {"Valid", "Expired", "Not valid"}}
	check := func(token string, want int) {
		t.Helper()
		for prefix, said := range words {
			for _, name := range []string{"anonymous", "member B", "staff admin"} {
				a := w.people[name].get(prefix + "/c/" + token)
				body := a.Body.String()
				if a.Code != 200 || !strings.Contains(body, "<h1>"+said[want]+"</h1>") || strings.Contains(body, herName) || strings.Contains(body, "陈") || !strings.Contains(body, "/merchant/signin?next=") {
					t.Errorf("%s as %s: %d, want %s", prefix, name, a.Code, said[want])
				}
			}
		}
	}
	check(live, 0)
	check(still, 0)
	check(still+"A", 2)
	check("x", 2)
	if to := w.people["till A"].get("/c/" + still).Header().Get("Location"); to != "/merchant?code="+url.QueryEscape("http://club.test/c/"+still) {
		t.Errorf("a till is led to %s", to)
	}
	w.clock.Add(300)
	check(live, 1)
	w.ok(w.store.LostPhone(t.Context(), her))
	check(live, 2)
	check(still, 2)
}

// What a browser needs to put the club on a phone's first screen, and to do without a network.
func TestInstallable(t *testing.T) {
	t.Parallel()
	w := filled(t)
	her := w.people["member A"]
	for _, l := range []string{"zh-Hans", "zh-Hant", "en"} {
		for _, path := range []string{"/home", "/card"} {
			if page := her.get("/" + l + path).Body.String(); !strings.Contains(page, `<link rel="manifest" href="/`+l+`/manifest.webmanifest">`) || !strings.Contains(page, `rel="apple-touch-icon"`) {
				t.Errorf("%s%s names no manifest, or no icon", l, path)
			}
		}
		var m struct {
			Name, Lang, Scope, Display string
			Start                      string `json:"start_url"`
			Icons                      []struct{ Src, Sizes, Type, Purpose string }
		}
		a := w.people["anonymous"].get("/" + l + "/manifest.webmanifest")
		w.ok(json.Unmarshal(a.Body.Bytes(), &m))
		if a.Code != 200 || a.Header().Get("Content-Type") != "application/manifest+json" || m.Name != w.store.Club().Name.In(db.Locale(l)) || m.Lang != l || m.Scope != "/" || m.Start != "/home" || m.Display != "standalone" {
			t.Errorf("%s: %s", l, a.Body)
		}
		for _, icon := range m.Icons {
			rec := httptest.NewRecorder()
			w.handler.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, icon.Src, nil))
			if rec.Code != 200 || rec.Header().Get("Content-Type") != icon.Type {
				t.Errorf("%s: %d", icon.Src, rec.Code)
			}
			if c, err := png.DecodeConfig(rec.Body); icon.Type == "image/png" && (err != nil || icon.Sizes != map[int]string{192: "192x192", 512: "512x512"}[c.Width] || c.Width != c.Height) {
				t.Errorf("%s is %d wide: %v", icon.Src, c.Width, err)
			}
		}
	}
	a := w.people["anonymous"].get("/sw.js")
	if a.Code != 200 || !strings.HasPrefix(a.Header().Get("Content-Type"), "text/javascript") || a.Header().Get("Cache-Control") != "no-cache" {
		t.Errorf("the worker: %d %v", a.Code, a.Header())
	}
	for _, file := range []string{"app.css", "app.js", "icon.svg"} {
		if !strings.Contains(a.Body.String(), static.URL(file)) {
			t.Errorf("the worker does not keep %s", file)
		}
	}
	card := her.get("/en/card/offline").Body.String()
	for _, word := range []string{herName, "it identifies you only", "Owner", "Yunqi Bay", "21 Nov 2026", "Gold"} {
		if !strings.Contains(card, word) {
			t.Errorf("the offline card lacks %q", word)
		}
	}
	if strings.Contains(card, "/theme/") || strings.Contains(card, "/pictures/") {
		t.Error("the offline card asks for what is not kept")
	}
}
