package static

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// onSurfaces are the grounds on which text of every quiet kind may stand.
var onSurfaces = []string{"page", "surface"}

// texts are the pairs of ink and ground that the sheet makes; each must reach 4.5:1 by day and by night.
var texts = [][2]string{
	{"ink", "page"}, {"ink", "surface"}, {"ink", "tint"}, {"ink-2", "page"}, {"ink-2", "surface"}, {"ink-2", "mute"},
	{"link", "page"}, {"link", "surface"}, {"link", "tint"}, {"on-brand", "brand"}, {"on-brand", "brand-hover"},
	{"on-tint", "tint"}, {"bad", "page"}, {"bad", "surface"}, {"good", "surface"}, {"warn", "surface"},
	{"bad", "bad-tint"}, {"good", "good-tint"}, {"warn", "warn-tint"},
	{"on-field", "card-from"}, {"on-field", "card-to"}, {"on-field-2", "card-from"}, {"on-field-2", "card-to"},
	{"on-field", "field"}, {"on-field-2", "field"}, {"brass", "card-from"}, {"brass", "card-to"},
	{"on-field", "nav"}, {"on-field-2", "nav"}, {"on-field", "nav-active"}, {"brass", "nav-active"},
	{"on-solid", "good-solid"}, {"on-solid", "bad-solid"}, {"on-solid", "warn-solid"},
	{"on-paper", "paper"}, {"on-paper-2", "paper"}, {"paper-link", "paper"}, {"paper-brass", "paper"}, {"bad-solid", "paper"},
}

// edges are what shows that something is a control or has the focus: 3:1.
var edges = [][2]string{
	{"control", "page"}, {"control", "surface"}, {"focus", "page"}, {"focus", "surface"}, {"brand", "page"},
	{"bad", "page"}, {"bad", "surface"}, {"link", "page"}, {"paper-link", "paper"},
}

func TestEveryPairOfColoursCanBeRead(t *testing.T) {
	day, night := tokens(t)
	for mode, set := range map[string]map[string]string{"light": day, "dark": night} {
		for _, p := range texts {
			least(t, mode, set, p, 4.5)
		}
		for _, p := range edges {
			least(t, mode, set, p, 3)
		}
	}
	for _, ground := range onSurfaces {
		least(t, "dark", night, [2]string{"ink-2", ground}, 7.8)
	}
}

func least(t *testing.T, mode string, set map[string]string, pair [2]string, want float64) {
	t.Helper()
	a, b := light(t, set, pair[0]), light(t, set, pair[1])
	if got := (math.Max(a, b) + 0.05) / (math.Min(a, b) + 0.05); got < want {
		t.Errorf("%s: %s on %s is %.2f:1, want %.1f:1", mode, pair[0], pair[1], got, want)
	}
}

// tokens reads the colours of the sheet: all of them by day, and with what the dark scheme changes.
func tokens(t *testing.T) (day, night map[string]string) {
	t.Helper()
	sheet, err := os.ReadFile("css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	bright, dark, ok := strings.Cut(string(sheet), "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("no dark scheme")
	}
	day, night = map[string]string{}, map[string]string{}
	rule := regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{3,6});`)
	for _, m := range rule.FindAllStringSubmatch(bright, -1) {
		day[m[1]], night[m[1]] = m[2], m[2]
	}
	for _, m := range rule.FindAllStringSubmatch(dark, -1) {
		night[m[1]] = m[2]
	}
	return day, night
}

// light answers the relative luminance of a token, as WCAG counts it.
func light(t *testing.T, set map[string]string, name string) float64 {
	t.Helper()
	hex := strings.TrimPrefix(set[name], "#")
	if len(hex) == 3 {
		hex = fmt.Sprintf("%c%c%c%c%c%c", hex[0], hex[0], hex[1], hex[1], hex[2], hex[2])
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		t.Fatalf("token %s is %q", name, set[name])
	}
	part := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}
