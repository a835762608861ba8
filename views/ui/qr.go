package ui

import (
	"context"
	"errors"
	"html"
	"io"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/a-h/templ"
	"rsc.io/qr/coding"
)

// quiet is the white margin that the standard asks for, in modules. The first module of the code itself is drawn round
// the point 0.5, 0: the less a path has to say, the faster it is on a slow line.
const quiet = 4

var errTooLong = errors.New("ui: text too long for a QR code")

// layout is a version of the code at level M: what stands in every code of it, and where each bit of the text goes.
// Making one costs far more than filling it, so that each is made once and then only read.
type layout struct {
	version coding.Version
	blank   grid
	bits    []module
}

// grid is a code's modules row by row, three words of them each: that holds the widest row and a white module after it.
type grid [][3]uint64

// module is one square of a grid.
type module struct {
	row        uint8
	word, left uint8 // which of the row's words, and by how much to shift a bit to its place there
}

func at(x, y int) module { return module{uint8(y), uint8(x / 64), uint8(63 - x%64)} }

func (g grid) flip(m module, bit uint64) { g[m.row][m.word] ^= bit << m.left }

var layouts [coding.MaxVersion + 1]atomic.Pointer[layout]

func layoutOf(v coding.Version) (*layout, error) {
	if l := layouts[v].Load(); l != nil {
		return l, nil
	}
	plan, err := coding.NewPlan(v, coding.M, 0)
	if err != nil {
		return nil, err
	}
	l := &layout{version: v, blank: make(grid, len(plan.Pixel)), bits: make([]module, 8*(plan.DataBytes+plan.CheckBytes))}
	for y, row := range plan.Pixel {
		for x, pix := range row {
			if pix&coding.Black != 0 {
				l.blank.flip(at(x, y), 1)
			}
			if role := pix.Role(); role == coding.Data || role == coding.Check {
				l.bits[pix.Offset()] = at(x, y)
			}
		}
	}
	layouts[v].Store(l)
	return l, nil
}

// fill answers the code of a text that the layout can hold.
func (l *layout) fill(text coding.Encoding) (grid, error) {
	if err := text.Check(); err != nil {
		return nil, err
	}
	var b coding.Bits
	text.Encode(&b, l.version)
	b.AddCheckBytes(l.version, coding.M)
	g := slices.Clone(l.blank)
	for i, byte := range b.Bytes() {
		for j, m := range l.bits[8*i : 8*i+8] {
			g.flip(m, uint64(byte>>(7-j)&1))
		}
	}
	return g, nil
}

var paths = sync.Pool{New: func() any { b := make([]byte, 0, 8<<10); return &b }}

// QR draws text as a QR code, black on white whatever the theme, with its quiet zone; label names it for listeners.
// Text of capitals, digits and $%*+-./: makes a smaller code.
func QR(label, text string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		code, err := encode(text)
		if err != nil {
			return err
		}
		buf := paths.Get().(*[]byte)
		b := append((*buf)[:0], `<svg class="qr" role="img" aria-label="`...)
		b = append(b, html.EscapeString(label)...)
		side := strconv.Itoa(len(code) + 2*quiet)
		b = append(b, `" viewBox="-4 -4.5 `+side+" "+side+`" shape-rendering="crispEdges"><path fill="#fff" d="M-4-4.5h`+side+"v"+side+`H-4z"/><path stroke="#000" d="`...)
		b = appendRuns(b, code)
		b = append(b, `"/></svg>`...)
		_, err = w.Write(b)
		*buf = b
		paths.Put(buf)
		return err
	})
}

// The signs of the two tighter alphabets.
const (
	digits   = "0123456789"
	capitals = digits + "ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
)

// encode chooses the tightest alphabet and the smallest version that holds text.
func encode(text string) (grid, error) {
	var enc coding.Encoding = coding.String(text)
	if strings.Trim(text, digits) == "" {
		enc = coding.Num(text)
	} else if strings.Trim(text, capitals) == "" {
		enc = coding.Alpha(text)
	}
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if enc.Bits(v) > v.DataBytes(coding.M)*8 {
			continue
		}
		l, err := layoutOf(v)
		if err != nil {
			return nil, err
		}
		return l.fill(enc)
	}
	return nil, errTooLong
}

// mostSide is the width of the largest QR code there is, in modules.
const mostSide = 177

// The words of a path, made once: writing numbers is half of what a code costs.
var (
	starts [mostSide]string     // starts[n] is n, from where a row's first run begins, or a row
	gaps   [mostSide]string     // gaps[n] passes over n modules
	lines  [mostSide + 1]string // lines[n] draws n modules
)

func init() {
	for i := range starts {
		starts[i] = strconv.Itoa(i)
	}
	for i := range gaps {
		gaps[i] = "m" + strconv.Itoa(i) + " 0"
	}
	for i := range lines {
		lines[i] = "h" + strconv.Itoa(i)
	}
}

// appendRuns draws each row's black runs as lines of width one through its middle.
func appendRuns(b []byte, code grid) []byte {
	for y, row := range code {
		last, carry := -1, uint64(0) // where the last run ended; the module before this word
		begin := -1                  // where the present run began
		for i, word := range row {
			for edges := word ^ (word>>1 | carry); edges != 0; {
				n := bits.LeadingZeros64(edges)
				edges &^= 1 << (63 - n)
				x := 64*i + n
				switch {
				case begin < 0:
					begin = x
					continue
				case last < 0:
					b = append(b, 'M')
					b = append(b, starts[begin]...)
					b = append(b, ' ')
					b = append(b, starts[y]...)
				default:
					b = append(b, gaps[begin-last]...)
				}
				b = append(b, lines[x-begin]...)
				last, begin = x, -1
			}
			carry = word << 63
		}
	}
	return b
}
