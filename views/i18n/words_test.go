package i18n

import (
	"testing"

	"clubhouse/db"
)

// Each rule under which points move has words.
func TestPointRules(t *testing.T) {
	t.Parallel()
	for _, r := range db.Rules {
		if words, ok := PointRules[r]; !ok || words.Hans == "" || words.Hant == "" || words.En == "" {
			t.Errorf("no words for %s", r)
		}
	}
	if len(PointRules) != len(db.Rules) {
		t.Error("words for what is no rule")
	}
}
