package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMembersCommand(t *testing.T) {
	dir := t.TempDir()
	books, file := filepath.Join(dir, "club.db"), filepath.Join(dir, "members.csv")
	if err := os.WriteFile(file, []byte("name,phone,tier,points\n司马甲,13900000001,gold,1200\n司马乙,12,,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := runWith(t, nil, "import", "members", file, "--db", books, "--dry-run", "--json")
	var report struct {
		Added, Same, Points int
		Refused             []struct {
			Record        int
			Field, Reason string
		}
	}
	if err := json.Unmarshal([]byte(out), &report); err != nil || status != 0 {
		t.Fatalf("status %d %v: %s", status, err, errs)
	}
	if report.Added != 1 || report.Points != 1200 || len(report.Refused) != 1 || report.Refused[0].Record != 3 || report.Refused[0].Field != "phone" {
		t.Errorf("the dry run reports %+v", report)
	}
	if _, err := os.Stat(books); err == nil {
		t.Error("the dry run made a database")
	}
	for _, want := range []string{"1 new members with 1200 points, 0 members already; 1 records refused", "0 new members with 0 points, 1 members already"} {
		if status, out, errs = runWith(t, nil, "import", "members", "--db", books, file); status != 0 || !strings.Contains(out, want) || !strings.Contains(out, "record 3: Mobile") {
			t.Fatalf("status %d %s, want %q in:\n%s", status, errs, want, out)
		}
	}
	for _, bad := range [][]string{{}, {filepath.Join(dir, "none.csv")}, {dir}} {
		if status, _, errs = runWith(t, nil, append([]string{"import", "members", "--db", books}, bad...)...); status == 0 || errs == "" {
			t.Errorf("%q: %d %s", bad, status, errs)
		}
	}
}
