package ui

import (
	"bytes"
	"context"
	"io"
	"sync"
	"sync/atomic"

	"github.com/a-h/templ"
)

// mostMade bounds the parts that are kept. When there are more, all are forgotten and made again as they are asked for.
const mostMade = 4000

var made struct {
	parts atomic.Pointer[sync.Map]
	n     atomic.Int64
}

func init() { made.parts.Store(new(sync.Map)) }

// Once shows a part that is the same for everybody: it is rendered the first time and then only copied. key must name
// all that the part depends on, and hold nothing that a visitor can make up.
func Once(key any, part func() templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		parts := made.parts.Load()
		text, ok := parts.Load(key)
		if !ok {
			var b bytes.Buffer
			if err := part().Render(ctx, &b); err != nil {
				return err
			}
			if made.n.Add(1) > mostMade {
				made.n.Store(0)
				parts = new(sync.Map)
				made.parts.Store(parts)
			}
			text, _ = parts.LoadOrStore(key, b.String())
		}
		_, err := io.WriteString(w, text.(string))
		return err
	})
}
