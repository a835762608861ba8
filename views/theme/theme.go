// Package theme makes the colours of a community out of one hue. Each colour keeps the luminance of the house's own jade
// and takes the hue, so that whatever can be read in jade can be read in every hue.
package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// token is a colour of the sheet (static/css/tokens.css) that takes the hue: as it is in jade, by day and by night, and how
// much stronger than jade it may be. Jade is as strong as a screen can show it at that lightness; blue and red would look
// grey if they were no stronger.
type token struct {
	name       string
	day, night string
	lively     float64
}

var tokens = []token{
	{"brand", "#146051", "#1a7562", 1.5}, {"brand-hover", "#004436", "#238570", 1.5},
	{"link", "#146051", "#81d8c2", 1.4}, {"focus", "#146051", "#81d8c2", 1.4},
	{"page", "#f3f7f6", "#0e1614", 1}, {"surface", "#ffffff", "#17201e", 1},
	{"ink", "#172521", "#eef4f2", 1}, {"ink-2", "#4e5b58", "#b0bcb8", 1},
	{"mute", "#e6eceb", "#27322f", 1}, {"tint", "#e3f5ef", "#1a332c", 1.2}, {"on-tint", "#0f5345", "#a3e4d3", 1.4},
	{"line", "#d9e0de", "#2b3734", 1}, {"control", "#768480", "#7d8b87", 1},
	{"card-from", "#00493c", "#00493c", 1.3}, {"card-mid", "#003a30", "#003a30", 1.3}, {"card-to", "#002921", "#002921", 1.2}, {"field", "#002921", "#002921", 1.2},
	{"on-field", "#f1f7f5", "#f1f7f5", 1}, {"on-field-2", "#b3ccc5", "#b3ccc5", 1}, {"field-line", "#5d8a7e", "#5d8a7e", 1},
	{"paper-link", "#146051", "#146051", 1.4},
}

// fixed are the colours of the sheet that are the same in every hue and stand on those that are not.
var fixed = []token{
	{"on-brand", "#ffffff", "#ffffff", 0}, {"bad", "#b01f1c", "#ff9d94", 0}, {"good", "#196632", "#83d89a", 0}, {"warn", "#7b5117", "#eebf7f", 0},
	{"brass", "#ceac6d", "#ceac6d", 0}, {"paper", "#ffffff", "#ffffff", 0},
}

// Pair is a colour and the ground on which it stands, and what the eye needs between them.
type Pair struct {
	Ink, Ground string
	Need        float64 // 4.5 for text, 3 for the border of a control
}

// Pairs are all that pages make of these colours.
var Pairs = append(pairs(4.5,
	"ink/page", "ink/surface", "ink/tint", "ink-2/page", "ink-2/surface", "ink-2/mute", "link/page", "link/surface", "link/tint",
	"on-brand/brand", "on-brand/brand-hover", "on-tint/tint", "bad/page", "bad/surface", "good/surface", "warn/surface",
	"on-field/card-from", "on-field/card-to", "on-field/field", "on-field-2/card-from", "on-field-2/card-to", "on-field-2/field",
	"brass/card-from", "brass/card-to", "paper-link/paper",
), pairs(3,
	"control/page", "control/surface", "focus/page", "focus/surface", "brand/page", "bad/page", "bad/surface", "link/page", "paper-link/paper",
)...)

func pairs(need float64, list ...string) (out []Pair) {
	for _, s := range list {
		ink, ground, _ := strings.Cut(s, "/")
		out = append(out, Pair{ink, ground, need})
	}
	return out
}

// Mode is day or night.
type Mode int

// The modes.
const (
	Day Mode = iota
	Night
)

// Modes are both.
var Modes = [...]Mode{Day, Night}

func (t token) in(m Mode) string {
	if m == Night {
		return t.night
	}
	return t.day
}

// turned answers the colour in the hue, so many times as light as it is in jade.
func (t token) turned(m Mode, hue int, by float64) rgb {
	base := parse(t.in(m))
	if base == (rgb{255, 255, 255}) {
		return base
	}
	return solve(base.luminance()*by, base.chroma()*t.lively, hue)
}

// Set is all colours of a hue in one mode, by the names of their properties.
type Set struct {
	colours map[string]rgb
	Mended  []string // those whose lightness had to be changed to keep a contrast
}

// Ratio answers the contrast of a pair, 1 to 21.
func (s Set) Ratio(p Pair) float64 { return contrast(s.colours[p.Ink], s.colours[p.Ground]) }

// Hex answers a colour as the sheet says it.
func (s Set) Hex(name string) string { return s.colours[name].String() }

// Make answers the colours of a hue, 0 to 359. Where rounding to what a screen shows has cost a pair its contrast,
// one of the two is moved away from the other until it has it again.
func Make(hue int, m Mode) Set {
	s := Set{colours: map[string]rgb{}}
	for _, t := range fixed {
		s.colours[t.name] = parse(t.in(m))
	}
	for _, t := range tokens {
		s.colours[t.name] = t.turned(m, hue, 1)
	}
	for _, p := range Pairs {
		s.mend(p, m, hue)
	}
	return s
}

// mend moves the ink of a pair, or its ground where the ink takes no hue, until there is enough between them.
func (s *Set) mend(p Pair, m Mode, hue int) {
	moved, other := p.Ink, p.Ground
	t, ok := tokenOf(moved)
	if !ok {
		moved, other = p.Ground, p.Ink
		if t, ok = tokenOf(moved); !ok {
			return
		}
	}
	base := parse(t.in(m))
	step := 0.99 // towards black
	if base.luminance() > s.colours[other].luminance() {
		step = 1.01
	}
	for by := step; s.Ratio(p) < p.Need && by > 0.5 && by < 2; by *= step {
		s.colours[moved] = t.turned(m, hue, by)
		if !slices.Contains(s.Mended, moved) {
			s.Mended = append(s.Mended, moved)
		}
	}
}

func tokenOf(name string) (token, bool) {
	for _, t := range tokens {
		if t.name == name {
			return t, true
		}
	}
	return token{}, false
}

// sheet is what is served for a hue.
type sheet struct{ page, preview string }

var made [360]struct {
	once sync.Once
	sheet
	pageURL, previewURL string
}

func of(hue int) *sheet {
	m := &made[hue]
	m.once.Do(func() {
		day, night := declarations(Make(hue, Day)), declarations(Make(hue, Night))
		m.page = "@layer tokens{:root{" + day + "}@media (prefers-color-scheme:dark){:root{" + night + "}}}"
		m.preview = ".theme-day{color-scheme:light;" + day + "}.theme-night{color-scheme:dark;" + night + "}"
		m.pageURL, m.previewURL = url(hue, "page", m.page), url(hue, "preview", m.preview)
	})
	return &m.sheet
}

func declarations(s Set) string {
	var b strings.Builder
	for _, t := range tokens {
		fmt.Fprintf(&b, "--%s:%s;", t.name, s.Hex(t.name))
	}
	return b.String()
}

func url(hue int, kind, text string) string {
	sum := sha256.Sum256([]byte(text))
	return "/theme/" + strconv.Itoa(hue) + "." + kind + "." + hex.EncodeToString(sum[:6]) + ".css"
}

// URL answers the address of the sheet that has a page take the hue. It names the sheet's content: a browser asks once.
func URL(hue int) string { of(hue); return made[hue].pageURL }

// PreviewURL answers the address of a sheet in which only what stands in .theme-day and .theme-night takes the hue.
func PreviewURL(hue int) string { of(hue); return made[hue].previewURL }

// Sheet answers the sheet at an address, and false where there is none.
func Sheet(path string) (string, bool) {
	number, _, _ := strings.Cut(strings.TrimPrefix(path, "/theme/"), ".")
	hue, err := strconv.Atoi(number)
	if err != nil || hue < 0 || hue > 359 {
		return "", false
	}
	s := of(hue)
	switch path {
	case made[hue].pageURL:
		return s.page, true
	case made[hue].previewURL:
		return s.preview, true
	}
	return "", false
}
