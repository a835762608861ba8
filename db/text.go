package db

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// How many signs a text of the staff may have. They leave room for English, which takes three letters where Chinese
// takes one sign. Nothing is ever cut: who typed more is told how many there are.
const (
	mostNameText   = maxRegisterText // of the club, a brand, a community, a merchant, an outlet, an offer: what the register takes
	mostLineText   = 200             // an address
	mostPhoneText  = 60              // with the hours at which it is answered
	mostReasonText = 500
	mostTermsText  = 4000
)

// Refusals of texts.
const (
	TextMissing   Reason = "text_missing"
	TextTooLong   Reason = "text_too_long" // args: most signs, how many there are
	TextSigns     Reason = "text_signs"    // line breaks, or signs that nobody sees
	ReasonMissing Reason = "reason_missing"
)

// fits refuses a text of more signs than most: TextTooLong.
func fits(field, s string, most int) error {
	if n := utf8.RuneCountInString(s); n > most {
		return refuseField(field, TextTooLong, most, n)
	}
	return nil
}

// line refuses what is too long for a name or another short text, or has signs in it that nobody sees and that turn round or
// tear what stands beside it: TextTooLong, TextSigns. A joiner may stand in it, which makes one picture of several.
func line(field, s string, most int) error {
	if strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && r != '\u200d'
	}) {
		return refuseField(field, TextSigns)
	}
	return fits(field, s, most)
}

// lines refuses what line does, in one of its languages.
func (t Text) lines(field string, most int) error {
	return Together(line(field+"_hans", t.Hans, most), line(field+"_hant", t.Hant, most), line(field+"_en", t.En, most))
}

// fits refuses a text that is too long in one of its languages: TextTooLong.
func (t Text) fits(field string, most int) error {
	return Together(fits(field+"_hans", t.Hans, most), fits(field+"_hant", t.Hant, most), fits(field+"_en", t.En, most))
}

// names refuses what cannot be the name of a thing: TextMissing, TextTooLong, TextSigns.
func (t Text) names(field string) error {
	if t.Hans == "" {
		return refuseField(field+"_hans", TextMissing)
	}
	return t.lines(field, mostNameText)
}

// checkReason answers why staff do something, trimmed. Refused: ReasonMissing, TextTooLong.
func checkReason(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if tidy(reason) == "" {
		return "", refuseField("reason", ReasonMissing)
	}
	return reason, fits("reason", reason, mostReasonText)
}
