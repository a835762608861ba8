// Package static serves what pages load beside themselves: one sheet, a few scripts, a few pictures. They are made
// from css, js and img into dist, stand in the binary compressed, and carry their content's hash in their address, so
// that a browser never asks for one twice.
package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"strconv"
	"strings"
)

//go:generate go run ./bundle

//go:embed dist
var dist embed.FS

const root = "/static/"

type asset struct {
	kind   string
	plain  []byte
	br, gz []byte // nil where they would not be smaller
}

var (
	urls   = map[string]string{} // app.css → /static/app.0f3a….css
	assets = map[string]*asset{} // /static/app.0f3a….css → its bytes
)

var kinds = map[string]string{
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
	".wasm": "application/wasm",
	".png":  "image/png",
	".txt":  "text/plain; charset=utf-8",
}

func init() {
	files, err := dist.ReadDir("dist")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		name := f.Name()
		if name == workerName {
			continue
		}
		kind, ok := kinds[path.Ext(name)]
		if !ok {
			continue // a compressed form, read with its plain one
		}
		a := &asset{kind: kind, plain: read(name), br: read(name + ".br"), gz: read(name + ".gz")}
		url := root + hashed(name, a.plain)
		urls[name], assets[url] = url, a
	}
	worker = madeWorker()
}

// shell are the files without which no page looks as it should.
var shell = []string{"app.css", "app.js", "icon.svg"}

const workerName = "sw.js"

var worker []byte

// Worker answers the service worker's script, which is served at the top, where it may see all pages. It differs for each
// build, of which it keeps the shell.
func Worker() []byte { return worker }

func madeWorker() []byte {
	code := read(workerName)
	addresses := make([]string, len(shell))
	sum := sha256.New()
	sum.Write(code)
	for i, name := range shell {
		addresses[i] = strconv.Quote(URL(name))
		sum.Write([]byte(addresses[i]))
	}
	head := `self.club={build:"` + hex.EncodeToString(sum.Sum(nil)[:6]) + `",shell:[` + strings.Join(addresses, ",") + "]};\n"
	return append([]byte(head), code...)
}

// File answers the bytes of a file in dist. A name that is not there is a fault in the program and panics.
func File(name string) []byte { return assets[URL(name)].plain }

func read(name string) []byte {
	b, err := dist.ReadFile("dist/" + name)
	if err != nil {
		return nil
	}
	return b
}

// hashed puts the content's hash before the name's ending. The bundler does the same for what the sheet names.
func hashed(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
}

// URL answers the address of a file in dist. A name that is not there is a fault in the program and panics.
func URL(name string) string {
	u, ok := urls[name]
	if !ok {
		panic("static: no file " + name)
	}
	return u
}

// Handler serves everything under /static/.
func Handler() http.Handler { return http.HandlerFunc(serve) }

func serve(w http.ResponseWriter, r *http.Request) {
	a, ok := assets[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	body := a.plain
	if a.br != nil || a.gz != nil {
		h.Set("Vary", "Accept-Encoding")
		switch accept := r.Header.Get("Accept-Encoding"); {
		case a.br != nil && accepts(accept, "br"):
			body = a.br
			h.Set("Content-Encoding", "br")
		case a.gz != nil && accepts(accept, "gzip"):
			body = a.gz
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	_, _ = bytes.NewReader(body).WriteTo(w) // who has gone away needs no answer
}

// accepts tells whether the Accept-Encoding header takes the coding: named, and not with a weight of zero.
func accepts(header, coding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, weight, weighed := strings.Cut(strings.TrimSpace(part), ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		if !weighed {
			return true
		}
		q, ok := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
		n, err := strconv.ParseFloat(q, 64)
		return ok && err == nil && n > 0
	}
	return false
}
