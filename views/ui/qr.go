package ui

import (
	"context"
	"errors"
	"html"
	"io"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/a-h/templ"
	"rsc.io/qr/coding"
)

// quiet is the white margin that the standard asks for, in modules.
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
		side := int64(code.Size + 2*quiet)
		b = append(b, `" viewBox="0 0 `...)
		b = strconv.AppendInt(b, side, 10)
		b = append(b, ' ')
		b = strconv.AppendInt(b, side, 10)
		b = append(b, `" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h`...)
		b = strconv.AppendInt(b, side, 10)
		b = append(b, 'v')
		b = strconv.AppendInt(b, side, 10)
		b = append(b, `H0z"/><path fill="#000" d="`...)
		b = appendRuns(b, code)
		b = append(b, `"/></svg>`...)
		_, err = w.Write(b)
		*buf = b
		paths.Put(buf)
		return err
	})
}

// encode chooses the tightest alphabet and the smallest version that holds text.
func encode(text string) (*coding.Code, error) {
	var enc coding.Encoding = coding.String(text)
	if coding.Num(text).Check() == nil {
		enc = coding.Num(text)
	} else if coding.Alpha(text).Check() == nil {
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
	numbers [2*mostSide + 2*quiet + 1]string // numbers[n+mostSide] is n
	boxes   [mostSide + 1]string             // boxes[n] draws a box n wide and one high, and comes back
)

func init() {
	for i := range numbers {
		numbers[i] = strconv.Itoa(i - mostSide)
	}
	for n := range boxes {
		boxes[n] = "h" + strconv.Itoa(n) + "v1h-" + strconv.Itoa(n) + "z"
	}
}

// appendRuns writes each row's black runs as boxes of height one, each started from where the last one began.
func appendRuns(b []byte, code *coding.Code) []byte {
	move := byte('M')
	penX, penY := 0, 0
	for y := 0; y < code.Size; y++ {
		row := code.Bitmap[y*code.Stride : (y+1)*code.Stride]
		for x := 0; x < code.Size; x++ {
			if row[x>>3]&(0x80>>(x&7)) == 0 {
				continue
			}
			end := x + 1
			for end < code.Size && row[end>>3]&(0x80>>(end&7)) != 0 {
				end++
			}
			b = append(b, move)
			move = 'm'
			b = append(b, numbers[x+quiet-penX+mostSide]...)
			b = append(b, ' ')
			b = append(b, numbers[y+quiet-penY+mostSide]...)
			b = append(b, boxes[end-x]...)
			penX, penY = x+quiet, y+quiet
			x = end
		}
	}
	return b
}
