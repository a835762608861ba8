package db

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

//go:embed fold_han.txt
var foldHanText string

// foldHan maps a traditional or variant Han character to the one that stands for it in a folded name.
var foldHan = sync.OnceValue(func() map[rune]rune {
	m := make(map[rune]rune, 4096)
	for line := range strings.Lines(foldHanText) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		var kept rune
		for i, r := range line {
			if i == 0 {
				kept = r
				continue
			}
			m[r] = kept
		}
	}
	return m
})

// Fold answers the form in which a name is searched and compared; what was typed is kept beside it. Width,
// letter case, script (traditional or simplified, by characters) and the dot inside a name no longer tell; no
// space is left between Han characters, one elsewhere. Folding twice changes nothing.
func Fold(s string) string {
	if isOrdinary(s) {
		s = strings.ToLower(s)
	} else {
		// Case folding can undo the normal form, and the normal form bring back a capital.
		s = norm.NFKC.String(cases.Fold().String(norm.NFKC.String(cases.Fold().String(plain(s)))))
	}
	han := foldHan()
	var b strings.Builder
	var last rune
	gap := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap = true
			continue
		}
		if kept, ok := han[r]; ok {
			r = kept
		}
		if strings.ContainsRune("•‧・∙⋅", r) {
			r = '·'
		}
		if gap && last != 0 && !(unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, gap = r, false
	}
	return b.String()
}

// isOrdinary tells whether s is ASCII and common Han characters alone, which have one form each but for the letters' case.
func isOrdinary(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return (r < ' ' || r > '~') && (r < firstHan || r > lastHan) })
}

// plain answers s in NFKC (full-width signs become ASCII) without what nobody sees: control characters other than
// white space, format characters (zero width, direction) and variation selectors.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	return norm.NFKC.String(s)
}

// tidy answers s plain, trimmed, and with one space where there was any.
func tidy(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }
