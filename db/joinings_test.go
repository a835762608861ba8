package db

import (
	"testing"
	"time"
)

// What somebody has told who is about to join is there again in another browser, once they have proven the same phone.
func TestJoiningKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	prove := func(phone string) string {
		t.Helper()
		w.pass(time.Hour)
		browser, code := w.code(MemberDoor, phone)
		_ = must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t)
		return browser
	}
	browser := prove("13700000001")
	keep := func(part JoinPart, d JoinDraft) error { return w.KeepJoining(ctx, browser, part, d) }
	wantReason(t, "no name", keep(JoinPerson, JoinDraft{Adult: true}), NameMissing)
	wantReason(t, "under 18", keep(JoinPerson, JoinDraft{Name: "李芸"}), NotAdult)
	wantReason(t, "no such community", keep(JoinPlace, JoinDraft{Community: 12345}), CommunityUnknown)
	if d := must(w.JoiningDraft(ctx, browser))(t); d.Part() != JoinPerson || d.Name != "" {
		t.Errorf("a refused part was kept: %+v", d)
	}
	if err := keep(JoinPerson, JoinDraft{Name: " 李芸 ", Adult: true, Next: "/i/abc"}); err != nil {
		t.Fatal(err)
	}
	if err := keep(JoinPlace, JoinDraft{Community: w.community, Locale: Hant}); err != nil {
		t.Fatal(err)
	}
	if d := must(w.JoiningDraft(ctx, prove("13700000002")))(t); d.Name != "" || d.Next != "" {
		t.Errorf("another phone sees %+v", d)
	}
	again := prove("13700000001")
	want := JoinDraft{To: dest(t, "13700000001"), Name: "李芸", Adult: true, Community: w.community, Placed: true, Locale: Hant, Next: "/i/abc"}
	if d := must(w.JoiningDraft(ctx, again))(t); d != want || d.Part() != JoinAgree {
		t.Errorf("kept %+v", d)
	}
	_, err := w.JoiningDraft(ctx, newToken())
	wantReason(t, "without a proof", err, ProofGone)

	joining := Joining{Name: "李芸", Adult: true, Terms: true, Privacy: true, Locale: Hant, Versions: must(w.TextsInForce(ctx))(t)}
	stale := joining
	stale.Versions = map[TextKind]string{Terms: "an older one"}
	_, err = w.JoinMember(ctx, again, stale, Client{})
	wantReason(t, "terms that are not in force any more", err, TextChanged)
	_ = must(w.JoinMember(ctx, again, joining, Client{}))(t)
	if n := w.rows("SELECT COUNT(*) FROM joinings WHERE destination = '+8613700000001'"); n != 0 {
		t.Error("the draft stays after joining")
	}

	browser = prove("13700000003")
	if err := keep(JoinPerson, JoinDraft{Name: "张三", Adult: true}); err != nil {
		t.Fatal(err)
	}
	w.pass(29 * 24 * time.Hour)
	must(0, w.Sweep(ctx))(t)
	if n := w.rows("SELECT COUNT(*) FROM joinings"); n != 1 {
		t.Errorf("%d drafts after 29 days", n)
	}
	w.pass(2 * 24 * time.Hour)
	must(0, w.Sweep(ctx))(t)
	if n := w.rows("SELECT COUNT(*) FROM joinings"); n != 0 {
		t.Errorf("%d drafts after 31 days", n)
	}
}
