package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"
)

var (
	buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}
	zippers = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed); return w }}
	html    = []string{"text/html; charset=utf-8"}
	zipped  = []string{"gzip"}
)

const (
	zipFrom  = 1400 // a page that fits in one packet is sent as it is
	mostKept = 256 << 10
)

// Render answers with a page, under a status that has a body. Nothing is sent before the whole page is made, so an error in its middle still becomes
// a page of its own.
func (c *Context) Render(status int, page templ.Component) error {
	buf := buffers.Get().(*bytes.Buffer)
	buf.Reset()
	defer keepBuffer(buf)
	if err := page.Render(context.Background(), buf); err != nil {
		return err
	}
	return c.sendHTML(status, buf)
}

// keepBuffer lets a buffer be used again, unless it has grown far beyond what most pages need.
func keepBuffer(b *bytes.Buffer) {
	if b.Cap() < mostKept {
		buffers.Put(b)
	}
}

func (c *Context) sendHTML(status int, buf *bytes.Buffer) error {
	w := c.Response()
	h := w.Header()
	h["Content-Type"] = html
	if buf.Len() > zipFrom && strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") {
		small := buffers.Get().(*bytes.Buffer)
		defer keepBuffer(small)
		small.Reset()
		z := zippers.Get().(*gzip.Writer)
		defer zippers.Put(z)
		z.Reset(small)
		if _, err := z.Write(buf.Bytes()); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		h["Content-Encoding"] = zipped
		buf = small
	}
	h["Content-Length"] = []string{strconv.Itoa(buf.Len())}
	w.WriteHeader(status)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	whole(c.Request().Context(), buf.Len())
	_, _ = w.Write(buf.Bytes()) // a client that has gone is no fault of ours
	return nil
}
