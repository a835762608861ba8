package migrations

import (
	"strings"
	"testing"
)

// What is run beside the migrations of an older schema names none of its later tables, and all of its own.
func TestOwnOf(t *testing.T) {
	t.Parallel()
	for _, own := range []string{SQLiteOwn, PostgresOwn} {
		old := OwnOf(own, func(table string) bool { return table != "texts" })
		if strings.Contains(old, "texts_") || strings.Count(old, " ON audit") != strings.Count(own, " ON audit") || strings.Count(old, " ON point_") != strings.Count(own, " ON point_") {
			t.Errorf("without texts:\n%s", old)
		}
		none := OwnOf(own, func(string) bool { return false })
		if strings.Contains(none, "CREATE TRIGGER") || strings.Contains(none, "OR REPLACE TRIGGER") || !strings.Contains(none, "BEGIN") {
			t.Errorf("of nothing:\n%s", none)
		}
	}
}
