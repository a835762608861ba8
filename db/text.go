package db

// Locale is a language of the club, as a BCP 47 tag.
type Locale string

// The three languages. Hans is the default wherever nothing better is known.
const (
	Hans Locale = "zh-Hans"
	Hant Locale = "zh-Hant"
	En   Locale = "en"
)

// Locales lists the languages in the order in which they are offered.
var Locales = [...]Locale{Hans, Hant, En}

// ParseLocale answers the locale that s names exactly, else false.
func ParseLocale(s string) (Locale, bool) {
	for _, l := range Locales {
		if string(l) == s {
			return l, true
		}
	}
	return "", false
}

// Text is one text in the three languages, as the club's staff wrote it. Hans is always filled;
// the others may be empty and then fall back.
type Text struct{ Hans, Hant, En string }

// In answers the text in l, falling back to the other Chinese script, then to whatever is there.
func (t Text) In(l Locale) string {
	switch l {
	case En:
		return first(t.En, t.Hans, t.Hant)
	case Hant:
		return first(t.Hant, t.Hans, t.En)
	}
	return first(t.Hans, t.Hant, t.En)
}

func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
