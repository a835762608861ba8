// Package meter counts what goes on and writes it in Prometheus' text format. To count costs a few atomic additions: no
// lock, no allocation, no look-up by name.
package meter

import (
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// Histogram counts values by size. Many may observe while somebody writes it: what is written is then a moment old.
type Histogram struct {
	unit   float64 // what one of the counted units is in the one that is told
	bounds []int64
	counts []atomic.Int64 // for each bound, and one for what is above all
	sum    atomic.Int64
}

// NewHistogram answers one of plain numbers with these upper bounds, which rise.
func NewHistogram(bounds ...int64) *Histogram {
	return &Histogram{unit: 1, bounds: bounds, counts: make([]atomic.Int64, len(bounds)+1)}
}

// NewTimes answers one of durations, told in seconds, with these upper bounds, which rise.
func NewTimes(bounds ...time.Duration) *Histogram {
	h := &Histogram{unit: 1e-9, counts: make([]atomic.Int64, len(bounds)+1)}
	for _, b := range bounds {
		h.bounds = append(h.bounds, int64(b))
	}
	return h
}

// Observe counts a value: a plain number, or nanoseconds.
func (h *Histogram) Observe(v int64) {
	i := 0
	for i < len(h.bounds) && v > h.bounds[i] {
		i++
	}
	h.counts[i].Add(1)
	h.sum.Add(v)
}

// Any tells whether anything has been observed.
func (h *Histogram) Any() bool {
	for i := range h.counts {
		if h.counts[i].Load() > 0 {
			return true
		}
	}
	return false
}

// Text is what a scrape is answered with. The values of a family stand together: Family comes before them.
type Text struct {
	out    []byte
	family string
}

// Bytes answers what has been written.
func (t *Text) Bytes() []byte { return t.out }

// Family begins a family. kind is counter, gauge or histogram; help is one line.
func (t *Text) Family(name, kind, help string) {
	t.family = name
	t.out = append(t.out, "# HELP "+name+" "+help+"\n# TYPE "+name+" "+kind+"\n"...)
}

// Value writes one value of the family. labels are names and values by turns.
func (t *Text) Value(v float64, labels ...string) { t.line("", v, labels) }

// Histogram writes h as one of the family.
func (t *Text) Histogram(h *Histogram, labels ...string) {
	n := int64(0)
	for i := range h.counts {
		n += h.counts[i].Load()
		le := "+Inf"
		if i < len(h.bounds) {
			le = strconv.FormatFloat(float64(h.bounds[i])*h.unit, 'g', 6, 64) // 0.005, not 0.005000000000000001
		}
		t.line("_bucket", float64(n), append(slices.Clip(labels), "le", le))
	}
	t.line("_sum", float64(h.sum.Load())*h.unit, labels)
	t.line("_count", float64(n), labels)
}

func (t *Text) line(end string, v float64, labels []string) {
	t.out = append(append(t.out, t.family...), end...)
	for i := 0; i+1 < len(labels); i += 2 {
		sep := byte(',')
		if i == 0 {
			sep = '{'
		}
		t.out = append(append(append(t.out, sep), labels[i]...), '=', '"')
		t.out = append(append(t.out, escape.Replace(labels[i+1])...), '"')
	}
	if len(labels) > 0 {
		t.out = append(t.out, '}')
	}
	t.out = append(strconv.AppendFloat(append(t.out, ' '), v, 'g', -1, 64), '\n')
}

var escape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
