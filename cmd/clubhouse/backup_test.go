package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBackupCommands(t *testing.T) {
	dir, to := t.TempDir(), t.TempDir()
	books := filepath.Join(dir, "club.db")
	if status, _, errs := runWith(t, nil, "migrate", "--db", books); status != 0 {
		t.Fatal(errs)
	}
	old := filepath.Join(to, "club-20200101-000000.db")
	if err := os.WriteFile(old, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs := runWith(t, nil, "backup", "--db", books, "--to", to, "--keep-daily", "1", "--keep-weekly", "0")
	made, rest, _ := strings.Cut(out, ": ")
	if status != 0 || !strings.Contains(rest, " MB, 0 audit rows, sound.") || !strings.Contains(rest, "removed "+old) {
		t.Fatalf("%d %s%s", status, out, errs)
	}
	if _, err := os.Stat(old); err == nil {
		t.Error("the old one is there still")
	}
	restored, list := filepath.Join(dir, "restored.db"), filepath.Join(to, "erasures.txt")
	restore := func(args ...string) (int, string, string) {
		return runWith(t, nil, append([]string{"restore", "--from", made, "--to", restored}, args...)...)
	}
	for text, want := range map[string]string{"1790000000 7\n": list + ": line 1"} {
		if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if status, out, errs = restore(); status != 1 || out != "" || !strings.Contains(errs, want) || strings.Count(errs, "\n") != 1 {
			t.Errorf("%q: %d %s%s", text, status, out, errs)
		}
	}
	if status, _, errs = restore("--erasures", filepath.Join(dir, "nowhere.txt")); status != 1 || !strings.Contains(errs, "nowhere.txt") {
		t.Errorf("a list that is not there: %d %s", status, errs)
	}
	if err := os.WriteFile(list, []byte("1790000000\t7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, out, errs = restore(); status != 0 || !strings.Contains(out, "CLUB_SECRET") || !strings.Contains(out, "Erased again: 0.") {
		t.Errorf("%d %s%s", status, out, errs)
	}
	if status, out, errs = restore(); status != 1 || out != "" || !strings.Contains(errs, "never overwritten") {
		t.Errorf("over a club: %d %s%s", status, out, errs)
	}
	if status, out, errs = runWith(t, nil, "erase", "--db", restored, "--erasures", list); status != 0 || !strings.Contains(out, "Erased again: 0. The list has 1 lines") {
		t.Errorf("%d %s%s", status, out, errs)
	}
	for args, want := range map[string]string{
		"erase --db nowhere.db --erasures " + list: "no such file", "erase --db " + restored + " --erasures nowhere.txt": "no such file",
		"backup --db nowhere.db --to " + to: "no such file", "backup --db " + books + " --to nowhere": "no such folder",
		"backup --db postgres://club:hush@db.example/club --to " + to: "pg_dump", "restore --db postgres://club:hush@db.example/club": "pg_dump",
		"restore --from " + made + " --to postgres://club:hush@db.example/club": "pg_dump",
	} {
		if status, out, errs = runWith(t, nil, strings.Fields(args)...); status != 1 || out != "" || !strings.Contains(errs, want) || strings.Count(errs, "\n") != 1 || strings.Contains(errs, "hush") {
			t.Errorf("%s: %d %s%s", args, status, out, errs)
		}
	}
	for _, args := range []string{"backup", "restore", "erase", "backup --to x --keep-daily -1"} {
		if status, _, _ = runWith(t, nil, strings.Fields(args)...); status != 2 {
			t.Errorf("%s: %d", args, status)
		}
	}
}
