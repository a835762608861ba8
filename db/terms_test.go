package db

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"clubhouse/db/migrations"
)

// asBefore has the club as it was when its schema first had terms: by the statement of that migration, and none newer.
func (w *world) asBefore() {
	w.t.Helper()
	text := string(must(migrations.Files.ReadFile("00007_search.sql"))(w.t))
	w.exec("DELETE FROM member_terms")
	w.exec(migrations.InPostgres(regexp.MustCompile(`(?s)INSERT INTO member_terms.*?;`).FindString(text)))
	w.exec("UPDATE name_index SET version = 0, making = 0, done_to = 0, begun_at = 0")
}

// The members of a club from before pinyin are found by it too, once its clock has been at work for a while: in small acts,
// each of which goes on where the last one stopped, whoever did it. Then nothing is written any more.
func TestTermsOfOlderClub(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, name := range []string{"陳美玲", "晶晶", "O'Neil 名", strings.Repeat("长", 60), "歐陽修", "Wang Fang", "區樂怡"} {
		w.join(name, fmt.Sprintf("1380013800%d", i))
	}
	const terms = "SELECT term, member_id FROM member_terms ORDER BY term, member_id"
	before := w.text(terms)
	if w.rows("SELECT COUNT(*) FROM name_index WHERE version = 1") != 1 {
		t.Error("a new club does not begin with all terms")
	}
	w.asBefore()
	if after := w.text(terms); after == before || !strings.Contains(before, after[:20]) {
		t.Fatalf("the club was not made older: %s", after)
	}
	if f := w.findings(false)["names"]; f.Grade != Warn || !strings.Contains(f.Text, "7 of 7") {
		t.Errorf("nothing was done: %+v", f)
	}
	for acts := range 3 {
		if more := must(w.RenewTerms(ctx, 3))(t); !more {
			t.Errorf("%d acts renewed all", acts+1)
		}
		if acts == 0 { // by another process
			if f := w.findings(false)["names"]; f.Grade != Warn || !strings.Contains(f.Text, "4 of 7") {
				t.Errorf("three were done: %+v", f)
			}
			w = w.beside()
		}
	}
	if more := must(w.RenewTerms(ctx, 3))(t); more {
		t.Error("there is no end")
	}
	if after := w.text(terms); after != before {
		t.Errorf("the terms were\n%s\nand are\n%s", before, after)
	}
	if f, worse := w.findings(true)["names"]; worse {
		t.Errorf("all were done: %+v", f)
	}
	// A process of the older version is still there for a moment, and lets somebody join.
	late := w.join("王小明", "13800138099").Member
	w.exec(fmt.Sprintf("DELETE FROM member_terms WHERE member_id = %d AND term = 'wxm'", late))
	w.pass(59 * time.Minute)
	must(w.RenewTerms(ctx, 3))(t)
	if w.rows("SELECT version FROM name_index") != 0 {
		t.Error("the work is finished too early")
	}
	w.pass(2 * time.Minute)
	for must(w.RenewTerms(ctx, 3))(t) {
	}
	if w.rows("SELECT COUNT(*) FROM member_terms WHERE term = 'wxm'") != 1 || w.rows("SELECT version FROM name_index") != termsVersion {
		t.Error("who joined meanwhile was passed over, or there is no end")
	}
	w.exec("DELETE FROM member_terms WHERE term = 'wxm'")
	if must(w.RenewTerms(ctx, 3))(t); w.rows("SELECT COUNT(*) FROM member_terms WHERE term = 'wxm'") != 0 {
		t.Error("it is done again though all is current")
	}
	if f := w.findings(false)["names"]; f.Grade != Bad {
		t.Errorf("a member lacks a term: %+v", f)
	}
}
