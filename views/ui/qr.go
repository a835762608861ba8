package ui

import (
	"context"
	"encoding/binary"
	"errors"
	"html"
	"io"
	"math/bits"
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

// plans are the layouts of each version at level M. Making one costs far more than filling it, so that each is made
// once; filling only reads it.
var plans [coding.MaxVersion + 1]atomic.Pointer[coding.Plan]

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
		side := strconv.Itoa(code.Size + 2*quiet)
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
func encode(text string) (*coding.Code, error) {
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
		plan := plans[v].Load()
		if plan == nil {
			var err error
			if plan, err = coding.NewPlan(v, coding.M, 0); err != nil {
				return nil, err
			}
			plans[v].Store(plan)
		}
		return plan.Encode(enc)
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
func appendRuns(b []byte, code *coding.Code) []byte {
	for y := range code.Size {
		var row [24]byte // three words hold the widest row and a white module after it
		copy(row[:], code.Bitmap[y*code.Stride:(y+1)*code.Stride])
		last, carry := -1, uint64(0) // where the last run ended; the module before this word
		begin := -1                  // where the present run began
		for i := 0; i < len(row); i += 8 {
			word := binary.BigEndian.Uint64(row[i:])
			for edges := word ^ (word>>1 | carry); edges != 0; {
				n := bits.LeadingZeros64(edges)
				edges &^= 1 << (63 - n)
				x := 8*i + n
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
