package db

import (
	"strings"
	"testing"
	"time"
)

// A text is drafted, published from a day, in force from then on, and never changes; who joins agrees to the version of
// that moment.
func TestTextVersions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	agreed := func(name, phone string) string {
		t.Helper()
		m := w.join(name, phone)
		r, err := w.MemberRecord(ctx, admin.Actor, m.Member)
		if err != nil {
			t.Fatal(err)
		}
		return r.Consents[0].Kind + " " + r.Consents[0].Version
	}
	page := func() TextPage { t.Helper(); return must(w.TextPage(ctx, admin.Actor, Terms))(t) }
	if got := agreed("陈美玲", "13800138000"); got != "terms 2026-11" {
		t.Errorf("agreed to %s", got)
	}
	first := page()
	if first.Drafted || len(first.Versions) != 1 || !strings.Contains(first.Draft.En, "# Who may join\nAnyone of 18") {
		t.Errorf("%+v", first)
	}
	if _, err := w.PublishText(ctx, admin.Actor, Terms, "2026-12-01", first.Draft.Revision()); ReasonOf(err) != TextSame {
		t.Errorf("nothing new: %v", err)
	}
	d := Draft{Hans: "# 一\r\n新条款  \n\n", En: "# One\nNew terms", Seen: first.Draft.Revision()}
	must(0, w.EditText(ctx, admin.Actor, Terms, d))(t)
	seen := page().Draft
	if seen.Hans != "# 一\n新条款" || !page().Drafted {
		t.Errorf("%+v", seen)
	}
	if _, err := w.PublishText(ctx, admin.Actor, Terms, "2026-12-01", first.Draft.Revision()); ReasonOf(err) != ChangedMeanwhile {
		t.Errorf("published unread: %v", err)
	}
	for day, want := range map[string]Reason{"2026-11-20": DayBefore, "soon": DayWrong, "2027-11-23": DayAfter, "9999-12-31": DayAfter} {
		if _, err := w.PublishText(ctx, admin.Actor, Terms, day, seen.Revision()); ReasonOf(err) != want {
			t.Errorf("from %s: %v", day, err)
		}
	}
	if n := must(w.PublishText(ctx, admin.Actor, Terms, "2026-12-01", seen.Revision()))(t); n != 2 {
		t.Errorf("version %d", n)
	}
	if p := page(); p.Drafted || len(p.Versions) != 2 || p.Draft.Hans != seen.Hans || p.Versions[1].Name != "2026-11" {
		t.Errorf("published: %+v", p)
	}
	if v, _, err := w.PublicText(ctx, Terms, 0); err != nil || v.Number != 1 {
		t.Errorf("before its day: %+v, %v", v, err)
	}
	if got := agreed("王建国", "13800138001"); got != "terms 2026-11" {
		t.Errorf("agreed to %s", got)
	}
	w.pass(10 * 24 * time.Hour)
	v, list, err := w.PublicText(ctx, Terms, 0)
	if err != nil || v.Number != 2 || v.Text.En != "# One\nNew terms" || len(list) != 2 {
		t.Errorf("in force: %+v, %v", v, err)
	}
	if got := agreed("李芸", "13800138002"); got != "terms 2" {
		t.Errorf("agreed to %s", got)
	}
	if v, _, err := w.PublicText(ctx, Terms, 1); err != nil || v.Text != seedTexts[Terms] {
		t.Errorf("the earlier: %+v, %v", v, err)
	}
	if _, _, err := w.PublicText(ctx, Terms, 3); KindOf(err) != NotFound {
		t.Errorf("one that there is not: %v", err)
	}
	if _, _, err := w.PublicText(ctx, About, 0); KindOf(err) != NotFound {
		t.Errorf("one that was never published: %v", err)
	}
	for _, q := range []string{"UPDATE texts SET hans = 'x'", "DELETE FROM texts"} {
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error { _, err := tx.db.ExecContext(background, q); return err }); err == nil || !strings.Contains(err.Error(), "immutable") {
			t.Errorf("%s: %v", q, err)
		}
	}
	must(0, w.EditText(ctx, admin.Actor, Terms, Draft{Hans: "草稿"}))(t)
	edits, _, err := w.Edits(ctx, admin.Actor, History{Of: "terms"}, 0)
	if err != nil || len(edits) != 3 || edits[1].Act != "text.published" || edits[1].Undo {
		t.Fatalf("%+v, %v", edits, err)
	}
	must(0, w.UndoEdit(ctx, admin.Actor, edits[0].ID))(t)
	if p := page(); p.Drafted || p.Draft.Hans != seen.Hans {
		t.Errorf("the draft undone: %+v", p)
	}
}

// A sender's test goes through the queue, is tried once, and its outcome is its author's to see.
func TestSenderTests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sent()
	admin, other := w.hire("admin@club.example", Admin, ScopeAll, 0), w.hire("other@club.example", Admin, ScopeAll, 0)
	w.sent()
	to := dest(t, "me@club.example")
	must(0, w.TestSender(ctx, admin.Actor, to, Hans))(t)
	v := must(w.Sending(ctx, admin.Actor))(t)
	if len(v.Tests) != 1 || v.Tests[0].Done || v.Tests[0].At != w.Now() {
		t.Errorf("queued: %+v", v)
	}
	jobs := must(w.LeaseJobs(ctx, 9))(t)
	must(0, w.FailJob(ctx, jobs[0], "mail server: 535 no"))(t)
	must(0, w.TestSender(ctx, admin.Actor, to, Hans))(t)
	w.sent()
	v = must(w.Sending(ctx, admin.Actor))(t)
	if len(v.Tests) != 2 || !v.Tests[0].Done || v.Tests[0].Failed != "" || v.Tests[1].Failed != "mail server: 535 no" || !v.Tests[1].Done {
		t.Errorf("done: %+v", v)
	}
	if n := w.rows("SELECT COUNT(*) FROM jobs WHERE payload <> '' OR dead_at IS NOT NULL"); n != 0 || v.Sent[JobMail] == 0 {
		t.Errorf("%d jobs left, %+v", n, v)
	}
	if v := must(w.Sending(ctx, other.Actor))(t); len(v.Tests) != 0 {
		t.Errorf("another's tests: %+v", v)
	}
	for range 3 {
		must(0, w.TestSender(ctx, admin.Actor, to, Hans))(t)
	}
	if err := w.TestSender(ctx, admin.Actor, to, Hans); ReasonOf(err) != TestsTooMany {
		t.Errorf("a sixth within the minute: %v", err)
	}
}
