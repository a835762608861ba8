package theme

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// In every hue, by day and by night, each text can be read and each control seen.
func TestEveryHueCanBeRead(t *testing.T) {
	t.Parallel()
	mended := map[string]int{}
	for hue := range 360 {
		for _, m := range Modes {
			s := Make(hue, m)
			for _, p := range Pairs {
				if got := s.Ratio(p); got < p.Need {
					t.Errorf("hue %d, mode %d: %s on %s is %.3f:1, want %.1f:1", hue, m, p.Ink, p.Ground, got, p.Need)
				}
			}
			for _, name := range s.Mended {
				mended[name]++
			}
		}
	}
	t.Logf("mended: %v", mended)
}

// The colours that a theme takes up are those of the sheet.
func TestTokensAreTheSheets(t *testing.T) {
	t.Parallel()
	sheet, err := os.ReadFile("../../static/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	day, night, _ := strings.Cut(string(sheet), "@media (prefers-color-scheme: dark)")
	find := func(in, name string) string {
		m := regexp.MustCompile(`--` + name + `: (#[0-9a-f]{3,6});`).FindStringSubmatch(in)
		if m == nil {
			return ""
		}
		if len(m[1]) == 4 {
			return "#" + strings.Repeat(m[1][1:2], 2) + strings.Repeat(m[1][2:3], 2) + strings.Repeat(m[1][3:4], 2)
		}
		return m[1]
	}
	for _, x := range append(append([]token{}, tokens...), fixed...) {
		d, n := find(day, x.name), find(night, x.name)
		if n == "" {
			n = d
		}
		if d != x.day || n != x.night {
			t.Errorf("%s is %s and %s in the sheet, %s and %s here", x.name, d, n, x.day, x.night)
		}
	}
}

// An address leads to its sheet and names its content; no other leads anywhere.
func TestSheets(t *testing.T) {
	t.Parallel()
	page, ok := Sheet(URL(250))
	if !ok || !strings.HasPrefix(page, "@layer tokens{:root{--brand:#") || strings.Contains(page, "theme-day") {
		t.Errorf("%v %s", ok, page)
	}
	if preview, ok := Sheet(PreviewURL(250)); !ok || !strings.Contains(preview, ".theme-night{") || strings.Contains(preview, ":root") {
		t.Errorf("%v %s", ok, preview)
	}
	if URL(1) == URL(2) || URL(1) == PreviewURL(1) {
		t.Error("two sheets at one address")
	}
	for _, path := range []string{"", "/theme/", "/theme/360.page.0.css", "/theme/-1.page.0.css", strings.Replace(URL(250), ".page.", ".page.0", 1), strings.Replace(URL(250), "250", "251", 1)} {
		if _, ok := Sheet(path); ok {
			t.Errorf("there is a sheet at %q", path)
		}
	}
}
