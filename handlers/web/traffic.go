package web

import (
	"net/http"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"sync/atomic"
	"time"

	"clubhouse/db/meter"
)

// traffic counts the requests of each route. It is made while the routes are hung up and only read after that, so that
// a request finds its counters without looking for them.
type traffic struct{ routes []*routeCount }

// Methods have a counter each; whatever else somebody sends shares the last.
var countedMethods = [...]string{http.MethodGet, http.MethodPost, http.MethodHead, "other"}

// routeCount counts the requests of one pattern: by method and hundreds of the status, and by what they took.
type routeCount struct {
	path  string
	n     [len(countedMethods)][6]atomic.Int64
	times *meter.Histogram
}

// count answers the counters of a pattern. Its methods share them.
func (t *traffic) count(path string) *routeCount {
	for _, r := range t.routes {
		if r.path == path {
			return r
		}
	}
	r := &routeCount{path: path, times: meter.NewTimes(time.Millisecond, 2500*time.Microsecond, 5*time.Millisecond, 10*time.Millisecond, 25*time.Millisecond,
		50*time.Millisecond, 100*time.Millisecond, 250*time.Millisecond, time.Second, 5*time.Second)}
	t.routes = append(t.routes, r)
	return r
}

func (r *routeCount) add(method string, status int, took time.Duration) {
	m := 0
	for m < len(countedMethods)-1 && countedMethods[m] != method {
		m++
	}
	r.n[m][min(max(status/100, 0), 5)].Add(1)
	r.times.Observe(int64(took))
}

func (t *traffic) write(out *meter.Text) {
	out.Family("clubhouse_requests_total", "counter", "Requests by the route's pattern, method and class of the status.")
	for _, r := range t.routes {
		for m := range r.n {
			for class := range r.n[m] {
				if n := r.n[m][class].Load(); n > 0 {
					out.Value(float64(n), "route", r.path, "method", countedMethods[m], "status", strconv.Itoa(class)+"xx")
				}
			}
		}
	}
	out.Family("clubhouse_request_seconds", "histogram", "What requests took, by the route's pattern.")
	for _, r := range t.routes {
		if r.times.Any() {
			out.Histogram(r.times, "route", r.path)
		}
	}
}

// Metrics answers a scrape, in Prometheus' text format. It tells nothing of any person: routes go by their pattern.
func (a *App) Metrics(w http.ResponseWriter, r *http.Request) {
	var out meter.Text
	a.traffic.write(&out)
	process(&out)
	if err := a.Store.Metrics(r.Context(), &out); err != nil {
		a.Log.Warn("metrics without the jobs", "err", err) // the rest tells what is wrong
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, _ = w.Write(out.Bytes())
}

var began = time.Now()

// process tells of the process itself, by the names that Prometheus' own library uses where it has one.
func process(out *meter.Text) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/total:bytes"}, {Name: "/gc/cycles/total:gc-cycles"}}
	metrics.Read(sample) // unlike runtime.ReadMemStats it stops nobody
	out.Family("go_goroutines", "gauge", "Goroutines.")
	out.Value(float64(runtime.NumGoroutine()))
	out.Family("go_memstats_heap_alloc_bytes", "gauge", "Bytes of objects on the heap.")
	out.Value(float64(sample[0].Value.Uint64()))
	out.Family("go_memstats_sys_bytes", "gauge", "Bytes that Go has from the system.")
	out.Value(float64(sample[1].Value.Uint64()))
	out.Family("clubhouse_gc_cycles_total", "counter", "Sweeps of the heap.")
	out.Value(float64(sample[2].Value.Uint64()))
	out.Family("process_start_time_seconds", "gauge", "When the process began, in unix seconds.")
	out.Value(float64(began.Unix()))
	version, revision := "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = s.Value
			}
		}
	}
	out.Family("clubhouse_build_info", "gauge", "What this binary was built from.")
	out.Value(1, "version", version, "revision", revision, "goversion", runtime.Version())
}
