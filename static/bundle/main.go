// Command bundle makes dist out of css, js and img: joined, minified, lowered to the oldest browsers that the club
// serves, and compressed beforehand. The same sources always make the same bytes.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// copied go into dist as they are.
var copied = []string{
	"img/icon.svg",
	"img/lattice.svg",
	"img/icon-180.png",
	"img/icon-192.png",
	"img/icon-512.png",
	"img/icon-maskable.png",
	"js/vendor/barcode-detector/zxing_reader.wasm",
}

// built are the entries.
var built = []string{"css/app.css", "js/app.js", "js/scan.js", "js/scan-fallback.js", "js/sw.js"}

func run() error {
	files := map[string][]byte{}
	for _, name := range copied {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, ".svg") {
			b = bytes.TrimSpace(b)
		}
		files[filepath.Base(name)] = b
	}
	made := api.Build(api.BuildOptions{
		EntryPoints:       built,
		Bundle:            true,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		Format:            api.FormatESModule,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsInline,
		Engines:           []api.Engine{{Name: api.EngineSafari, Version: "15.4"}, {Name: api.EngineIOS, Version: "15.4"}, {Name: api.EngineChrome, Version: "100"}},
		Outdir:            "dist",
		EntryNames:        "[name]",
		Plugins:           []api.Plugin{pictures(files)},
		LogLevel:          api.LogLevelWarning,
	})
	if len(made.Errors) > 0 {
		return fmt.Errorf("%d errors", len(made.Errors))
	}
	for _, f := range made.OutputFiles {
		files[filepath.Base(f.Path)] = f.Contents
	}
	if err := os.RemoveAll("dist"); err != nil {
		return err
	}
	if err := os.Mkdir("dist", 0o755); err != nil {
		return err
	}
	for name, b := range files {
		if err := write(name, b); err != nil {
			return err
		}
	}
	return nil
}

// pictures points the sheet at a picture's address as package static will serve it.
func pictures(files map[string][]byte) api.Plugin {
	return api.Plugin{Name: "pictures", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `\.svg$`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			name := filepath.Base(a.Path)
			content, ok := files[name]
			if !ok {
				return api.OnResolveResult{}, fmt.Errorf("%s is not copied", name)
			}
			sum := sha256.Sum256(content)
			address := "/static/" + strings.TrimSuffix(name, ".svg") + "." + hex.EncodeToString(sum[:6]) + ".svg"
			return api.OnResolveResult{Path: address, External: true}, nil
		})
	}}
}

// write puts down a file, and its compressed forms where they are smaller.
func write(name string, b []byte) error {
	var br, gz bytes.Buffer
	bw := brotli.NewWriterOptions(&br, brotli.WriterOptions{Quality: 11, LGWin: 22})
	gw, err := gzip.NewWriterLevel(&gz, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, w := range []interface {
		Write([]byte) (int, error)
		Close() error
	}{bw, gw} {
		if _, err := w.Write(b); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	forms := map[string][]byte{"": b}
	if br.Len() < len(b) {
		forms[".br"] = br.Bytes()
	}
	if gz.Len() < len(b) {
		forms[".gz"] = gz.Bytes()
	}
	for ending, content := range forms {
		if err := os.WriteFile(filepath.Join("dist", name+ending), content, 0o644); err != nil { //nolint:gosec // public files
			return err
		}
	}
	return nil
}
