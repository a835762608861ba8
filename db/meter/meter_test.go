package meter

import (
	"testing"
	"time"
)

func TestText(t *testing.T) {
	var out Text
	out.Family("jobs", "gauge", "Jobs by kind.")
	out.Value(3, "kind", "a\"b\\c\nd", "state", "due")
	out.Value(1 << 40)
	times := NewTimes(5*time.Millisecond, time.Second)
	for _, d := range []time.Duration{time.Millisecond, 5 * time.Millisecond, 6 * time.Millisecond, 2 * time.Second} {
		times.Observe(int64(d))
	}
	out.Family("took_seconds", "histogram", "What it took.")
	out.Histogram(times, "route", "/")
	const want = `# HELP jobs Jobs by kind.
# TYPE jobs gauge
jobs{kind="a\"b\\c\nd",state="due"} 3
jobs 1.099511627776e+12
# HELP took_seconds What it took.
# TYPE took_seconds histogram
took_seconds_bucket{route="/",le="0.005"} 2
took_seconds_bucket{route="/",le="1"} 3
took_seconds_bucket{route="/",le="+Inf"} 4
took_seconds_sum{route="/"} 2.012
took_seconds_count{route="/"} 4
`
	if got := string(out.Bytes()); got != want {
		t.Errorf("written:\n%s", got)
	}
	if n := testing.AllocsPerRun(100, func() { times.Observe(7) }); n != 0 {
		t.Errorf("to observe allocates %v times", n)
	}
}
