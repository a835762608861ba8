package static

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func get(method, url, accept string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, url, nil)
	if accept != "" {
		r.Header.Set("Accept-Encoding", accept)
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w
}

func TestServesEachFileInTheFormAskedFor(t *testing.T) {
	for name, kind := range map[string]string{"app.css": "text/css", "app.js": "text/javascript", "scan.js": "text/javascript", "scan-fallback.js": "text/javascript", "zxing_reader.wasm": "application/wasm", "icon.svg": "image/svg+xml"} {
		url := URL(name)
		if !regexp.MustCompile(`^/static/[a-z_-]+\.[0-9a-f]{12}\.[a-z]+$`).MatchString(url) {
			t.Errorf("address %q", url)
		}
		plain := get("GET", url, "")
		if plain.Code != http.StatusOK || !strings.HasPrefix(plain.Header().Get("Content-Type"), kind) {
			t.Fatalf("%s: %d %s", name, plain.Code, plain.Header().Get("Content-Type"))
		}
		if c := plain.Header().Get("Cache-Control"); c != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", name, c)
		}
		for accept, coding := range map[string]string{"gzip, deflate, br": "br", "gzip": "gzip", "br;q=0, gzip;q=0.5": "gzip", "identity": "", "brotli": ""} {
			w := get("GET", url, accept)
			if got := w.Header().Get("Content-Encoding"); got != coding {
				t.Errorf("%s, %q: coding %q, want %q", name, accept, got, coding)
			}
			if w.Header().Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s, %q: no Vary", name, accept)
			}
			if got := opened(t, w); got != plain.Body.String() {
				t.Errorf("%s, %q: other bytes", name, accept)
			}
		}
	}
}

func opened(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var r io.Reader = w.Body
	switch w.Header().Get("Content-Encoding") {
	case "br":
		r = brotli.NewReader(w.Body)
	case "gzip":
		g, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		r = g
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestRefuses(t *testing.T) {
	for _, url := range []string{"/static/", "/static/app.css", "/static/app.000000000000.css", URL("app.css") + ".br", "/static/../static.go"} {
		if w := get("GET", url, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", url, w.Code)
		} else if w.Header().Get("Cache-Control") != "" {
			t.Errorf("%s: a 404 must not be kept for a year", url)
		}
	}
	if w := get("POST", URL("app.css"), ""); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
	head := get("HEAD", URL("app.css"), "br")
	if head.Code != http.StatusOK || head.Body.Len() != 0 || head.Header().Get("Content-Length") == "" {
		t.Errorf("HEAD: %d, %d bytes", head.Code, head.Body.Len())
	}
	defer func() {
		if recover() == nil {
			t.Error("URL of an unknown name must panic")
		}
	}()
	URL("nothing.css")
}

// TestSheetNamesWhatIsServed holds the bundler's hashes to this package's, and the sheet to our own host.
func TestSheetNamesWhatIsServed(t *testing.T) {
	found := regexp.MustCompile(`url\(([^)]*)\)`).FindAllStringSubmatch(string(read("app.css")), -1)
	if len(found) == 0 {
		t.Fatal("the sheet names no picture")
	}
	for _, m := range found {
		if url := strings.Trim(m[1], `"'`); assets[url] == nil {
			t.Errorf("the sheet names %s, which is not served", url)
		}
	}
}

func TestFirstVisitIsLight(t *testing.T) {
	total := 0
	for _, name := range []string{"app.css", "app.js", "icon.svg", "lattice.svg"} {
		total += len(read(name + ".br"))
	}
	if total > 40<<10 {
		t.Errorf("a first visit loads %d bytes beside the page", total)
	}
}
