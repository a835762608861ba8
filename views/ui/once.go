package ui

import (
	"context"
	"io"
	"strings"
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
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		text, err := makeOnce(key, part)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, text)
		return err
	})
}

// Same is Once for a part that is its own key.
func Same[P interface {
	comparable
	templ.Component
}](part P) templ.Component {
	return Once(part, func() templ.Component { return part })
}

// Around is Once for a part that holds children: what stands before and behind them is made once, they are not.
func Around(key any, part func() templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		text, err := makeOnce(aroundKey{key}, func() templ.Component { return withGap(part()) })
		if err != nil {
			return err
		}
		before, after, _ := strings.Cut(text, gap)
		if _, err := io.WriteString(w, before); err != nil {
			return err
		}
		if err := templ.GetChildren(ctx).Render(templ.ClearChildren(ctx), w); err != nil {
			return err
		}
		_, err = io.WriteString(w, after)
		return err
	})
}

type aroundKey struct{ of any }

// gap stands for the children: no text holds it, since "<" is escaped in all of them.
const gap = "<gap>"

func withGap(part templ.Component) templ.Component {
	children := templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, gap)
		return err
	})
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return part.Render(templ.WithChildren(ctx, children), w)
	})
}

func makeOnce(key any, part func() templ.Component) (string, error) {
	parts := made.parts.Load()
	if text, ok := parts.Load(key); ok {
		return text.(string), nil
	}
	var b strings.Builder
	if err := part().Render(context.Background(), &b); err != nil {
		return "", err
	}
	if made.n.Add(1) > mostMade {
		made.n.Store(0)
		parts = new(sync.Map)
		made.parts.Store(parts)
	}
	text, _ := parts.LoadOrStore(key, b.String())
	return text.(string), nil
}
