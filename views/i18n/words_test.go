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

// A version that is a number counts; any other is a name.
func TestVersion(t *testing.T) {
	for _, c := range []struct {
		l             db.Locale
		version, want string
	}{
		{db.Hans, "2", "第 2 版"}, {db.Hant, "12", "第 12 版"}, {db.En, "2", "version 2"}, {db.Hans, "2026-11", "2026-11 版"}, {db.En, "2026-11", "version 2026-11"},
	} {
		if got := Version(c.l, c.version); got != c.want {
			t.Errorf("%s: %s, want %s", c.version, got, c.want)
		}
	}
}
