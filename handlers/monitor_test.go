package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers"
)

// ask answers what a handler says to a plain GET.
func ask(h http.Handler, path string) *httptest.ResponseRecorder {
	a := httptest.NewRecorder()
	h.ServeHTTP(a, httptest.NewRequest(http.MethodGet, path, nil))
	return a
}

func TestReady(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "http://club.test")
	written := func() string { return w.one("SELECT COALESCE(MAX(n), 0) FROM counters WHERE name LIKE 'ready:%'") }
	var all sync.WaitGroup
	for range 50 { // one write answers whoever asks within a second
		all.Go(func() {
			if a := ask(w.handler, "/readyz"); a.Code != 200 || a.Body.String() != "ready\n" {
				t.Errorf("ready: %d %q", a.Code, a.Body)
			}
		})
	}
	all.Wait()
	if n := mustInt(written()); n < 1 || n > 2 {
		t.Errorf("%d writes", n)
	}
	unready := func(when string) {
		t.Helper()
		if a := ask(w.handler, "/readyz"); a.Code != 503 || a.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %d %q", when, a.Code, a.Body)
		}
		if a := ask(w.handler, "/healthz"); a.Code != 200 {
			t.Errorf("%s: /healthz answers %d", when, a.Code)
		}
	}
	if !db.OnPostgres(w.file) { // whose acts do not wait for each other
		held, begun, done := make(chan bool), make(chan bool), make(chan error)
		go func() {
			done <- w.store.Write(t.Context(), db.SystemActor, func(*db.Tx) error { close(begun); <-held; return nil })
		}()
		<-begun
		time.Sleep(time.Second) // until the last answer is old
		unready("the writer is held up")
		asked := time.Now()
		if unready("still"); time.Since(asked) > time.Second {
			t.Error("who asks again waits again")
		}
		close(held)
		w.ok(<-done)
		for until := time.Now().Add(5 * time.Second); ask(w.handler, "/readyz").Code != 200; time.Sleep(50 * time.Millisecond) {
			if time.Now().After(until) {
				t.Fatal("not ready again once the writer goes on")
			}
		}
	}
	w.app.Stopping.Store(true)
	unready("the club stops")
	w.app.Stopping.Store(false)
	w.ok(w.store.Close())
	time.Sleep(time.Second)
	if a := ask(w.handler, "/readyz"); a.Code != 503 {
		t.Errorf("the books are closed: %d", a.Code)
	}
}

var sampleLine = regexp.MustCompile(`^([a-z_]+)(\{[a-z]+="(?:[^"\\]|\\.)*"(?:,[a-z]+="(?:[^"\\]|\\.)*")*\})? (\d+(?:\.\d+)?(?:e[+-]\d+)?)$`)

// scrape answers the values of a scrape by name and labels, and fails for whatever is no line of the format.
func (w *world) scrape(h http.Handler) map[string]string {
	w.t.Helper()
	a := ask(h, "/metrics")
	if a.Code != 200 || !strings.HasPrefix(a.Header().Get("Content-Type"), "text/plain; version=0.0.4") || !strings.HasSuffix(a.Body.String(), "\n") {
		w.t.Fatalf("/metrics: %d %v", a.Code, a.Header())
	}
	out := map[string]string{}
	family := ""
	for line := range strings.Lines(a.Body.String()) {
		line = strings.TrimSuffix(line, "\n")
		if words := strings.Fields(line); words[0] == "#" {
			if words[1] == "TYPE" && (words[2] != family || !slices.Contains([]string{"counter", "gauge", "histogram"}, words[3])) || words[1] == "HELP" && len(words) < 4 {
				w.t.Errorf("%q", line)
			}
			family = words[2]
			continue
		}
		m := sampleLine.FindStringSubmatch(line)
		if m == nil || out[m[1]+m[2]] != "" || !slices.Contains([]string{family, family + "_bucket", family + "_sum", family + "_count"}, m[1]) {
			w.t.Errorf("no line of its family, or twice: %q", line)
			continue
		}
		out[m[1]+m[2]] = m[3]
	}
	return out
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	w := filled(t)
	monitor := handlers.Monitor(w.app, w.handler)
	if a := ask(w.handler, "/metrics"); a.Code != 404 {
		t.Errorf("the public gets /metrics: %d", a.Code)
	}
	for path, code := range map[string]int{"/healthz": 200, "/readyz": 200, "/": 404, "/home": 404, "/staff": 404} {
		if a := ask(monitor, path); a.Code != code {
			t.Errorf("where monitoring asks, %s answers %d", path, a.Code)
		}
	}
	w.exec("INSERT INTO jobs (id, kind, payload, run_at) VALUES (7, 'send.sms', '+8613800138000', 1)")
	before := w.scrape(monitor)
	her, till := w.people["member A"], w.people["till A"]
	for _, path := range []string{"/offers/" + w.names["/offers/:id"], "/nowhere/13800138000", "/home"} {
		her.get(path)
	}
	if a := her.post("/offers/"+w.names["/offers/:id"]+"/claims", "key", "a key of twenty signs"); a.Code != 303 {
		t.Fatalf("a claim: %d", a.Code)
	}
	till.post("/merchant/vouchers/"+w.names["/v/:code"]+"/redemption", "key", "a key of twenty signs")
	her.send("PATCH", "/home", nil)
	after := w.scrape(monitor)
	for name, by := range map[string]int64{
		`clubhouse_requests_total{route="/offers/:id",method="GET",status="2xx"}`:                 1,
		`clubhouse_requests_total{route="/home",method="GET",status="2xx"}`:                       1,
		`clubhouse_requests_total{route="(none)",method="GET",status="4xx"}`:                      1,
		`clubhouse_requests_total{route="(none)",method="other",status="4xx"}`:                    1,
		`clubhouse_requests_total{route="/offers/:id/claims",method="POST",status="3xx"}`:         1,
		`clubhouse_request_seconds_count{route="/merchant/vouchers/:code/redemption"}`:            1,
		`clubhouse_request_seconds_bucket{route="/merchant/vouchers/:code/redemption",le="+Inf"}`: 1,
		`clubhouse_vouchers_issued_total`:                                                         1,
		`clubhouse_vouchers_redeemed_total`:                                                       1,
	} {
		was := int64(0)
		if before[name] != "" {
			was = mustInt(before[name])
		}
		if after[name] == "" || mustInt(after[name]) != was+by {
			t.Errorf("%s was %q and is %q", name, before[name], after[name])
		}
	}
	engine := []string{"clubhouse_write_queue", "clubhouse_write_group_size_count", "clubhouse_commit_seconds_count"}
	if db.OnPostgres(w.file) {
		engine = append(engine, "clubhouse_write_retries_total")
	}
	for _, name := range append(engine, "go_goroutines", "go_memstats_heap_alloc_bytes", `clubhouse_jobs{kind="send.sms",state="due"}`) {
		if after[name] == "" {
			t.Errorf("%s is not told", name)
		}
	}
	patterns := []string{"(none)"}
	for _, r := range handlers.Routes(w.app, nil) {
		patterns = append(patterns, r.Path)
	}
	route := regexp.MustCompile(`route="([^"]*)"`)
	for name := range after {
		if m := route.FindStringSubmatch(name); m != nil && !slices.Contains(patterns, m[1]) {
			t.Errorf("%s is not of a route's pattern", name)
		}
		for _, secret := range []string{"13800138", "1390000000", herName, w.names["/v/:code"], w.names["/offers/:id"], w.names["/c/:token"]} {
			if strings.Contains(name, secret) {
				t.Errorf("%s tells %q", name, secret)
			}
		}
	}
}
