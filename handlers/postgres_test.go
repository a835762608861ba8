package handlers_test

import (
	"path/filepath"
	"testing"

	"clubhouse/db/cluster/clustertest"
)

// The whole path and the storms, on PostgreSQL. What the other tests ask is the same for both engines.
func TestOnPostgres(t *testing.T) {
	clustertest.Rerun(t, "^(TestJourney|TestClaimsUnderFire|TestRedemptionsUnderFire|TestLimitsUnderFire|TestReplays|TestGuesses|TestNastyTexts|TestReadingChangesNothing|TestRoleMatrix|TestForeignIDs)$")
}

// newBooks answers the URL of books that are yet to be made.
func newBooks(t *testing.T) string {
	t.Helper()
	if clustertest.Server != "" {
		return clustertest.Database(t, "")
	}
	return filepath.Join(t.TempDir(), "club.db")
}
