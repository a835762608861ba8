package web

import (
	"testing"
	"time"

	"clubhouse/db/meter"
)

// To count a request allocates nothing, and the methods of a pattern share its line.
func TestTraffic(t *testing.T) {
	var tr traffic
	r := tr.count("/home")
	if tr.count("/home") != r || tr.count("/") == r {
		t.Error("a pattern has counters of its own, and one set of them")
	}
	for _, status := range []int{0, 99, 200, 503, 999} { // whatever a handler may answer
		r.add("GET", status, time.Millisecond)
	}
	if n := testing.AllocsPerRun(100, func() { r.add("POST", 303, time.Second) }); n != 0 {
		t.Errorf("to count a request allocates %v times", n)
	}
	var out meter.Text
	tr.write(&out)
}

func BenchmarkTraffic(b *testing.B) {
	r := (&traffic{}).count("/home")
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			r.add("GET", 200, 3*time.Millisecond)
		}
	})
}
