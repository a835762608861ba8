package layout

import (
	"bytes"
	"context"
	"io"
	"sync"

	"clubhouse/db"

	"github.com/a-h/templ"
)

// Parts that are the same for everybody are rendered once and then only copied. Their keys are few: languages,
// prefixes, places; never anything that a visitor can make up.
var made sync.Map

// navKey is all that the member's navigation depends on.
type navKey struct {
	locale       db.Locale
	prefix, here string
}

type headKey struct{}

func memberNavOnce(k navKey) templ.Component {
	return once(k, func() templ.Component { return memberNav(k) })
}

func headOnce() templ.Component { return once(headKey{}, constantHead) }

func once(key any, part func() templ.Component) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		text, ok := made.Load(key)
		if !ok {
			var b bytes.Buffer
			if err := part().Render(context.Background(), &b); err != nil {
				return err
			}
			text, _ = made.LoadOrStore(key, b.String())
		}
		_, err := io.WriteString(w, text.(string))
		return err
	})
}
