// Package i18n holds every sentence that Clubhouse says, in its three languages. A Text is written unkeyed, so
// that a missing language does not compile; one file per feature, named as the feature is.
package i18n

import (
	"fmt"

	"clubhouse/db"
)

// Text is one sentence: Simplified Chinese, Traditional Chinese (as written in Hong Kong), English.
type Text struct{ Hans, Hant, En string }

// In answers the text in l.
func (t Text) In(l db.Locale) string {
	switch l {
	case db.En:
		return t.En
	case db.Hant:
		return t.Hant
	}
	return t.Hans
}

// Format answers the text in l with its fmt verbs filled. All three languages take the same arguments; one that
// needs another order uses explicit indexes (%[2]s).
func (t Text) Format(l db.Locale, args ...any) string {
	return fmt.Sprintf(t.In(l), args...)
}

// Count picks between the singular and the plural form, which differ in English only, and formats n into it.
func Count(l db.Locale, n int, one, many Text) string {
	if n == 1 {
		return one.Format(l, n)
	}
	return many.Format(l, n)
}
