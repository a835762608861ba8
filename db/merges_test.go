package db

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// asBooks answers what the books hold of members and what belongs to them, to be compared.
func (w *world) asBooks() map[string]string {
	all := w.dump()
	for _, table := range []string{"audit", "audit_personal", "merges", "merge_rows", "duplicates", "point_movements", "point_entries", "sessions", "counters", "jobs", "one_time_codes", "erasures", "seals"} {
		delete(all, table) // which only grow
	}
	return all
}

// Two members who are one become one: nothing is lost, whoever signs in as either comes to the same, and it can be undone.
func TestMerge(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old, dup := w.join("陈美玲", "13800138000"), w.join("陈美玲", "13700000001")
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	must(w.ClaimHome(ctx, old, w.address("3", "1", "1802")))(t) // verified by the register
	must(w.ClaimHome(ctx, dup, w.address("3", "1", "1802")))(t) // waits: another phone
	theirs := must(w.ClaimHome(ctx, dup, w.address("8", "2", "1203")))(t)
	spent, kept := w.issue(dup, w.offer(nil), 1), w.issue(dup, w.offer(nil), 2)
	bill := int64(20000)
	must(w.RedeemVoucher(ctx, w.till, spent.Code, &bill, key(7)))(t)
	bill = 5000
	must(w.RedeemVoucher(ctx, w.till, w.issue(old, w.offer(nil), 3).Code, &bill, key(8)))(t)
	if err := w.SetTier(ctx, admin.Actor, dup.Member, Gold, "VIP"); err != nil {
		t.Fatal(err)
	}
	must(w.AddNote(ctx, admin.Actor, NewNote{On: Subject{OnMember, dup.Member}, Kind: "phone", Text: "来电", Key: key(90)}))(t)
	proof, browser, code := w.change(dup, EmailContact, "mei@example.com")
	if err := w.ChangeContact(ctx, dup, EmailContact, proof, browser, code); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	before := w.asBooks()

	pairs, _, err := w.Duplicates(ctx, admin.Actor, 0)
	if err != nil || len(pairs) != 1 || pairs[0].Score < 75 || !slices.Contains(pairs[0].Evidence, NameAndHome) || pairs[0].Members[0].ID != old.Member {
		t.Fatalf("suggested %+v, %v", pairs, err)
	}
	preview := map[string]Merged{}
	for _, m := range must(w.MergePreview(ctx, admin.Actor, old.Member, dup.Member))(t) {
		preview[m.Table] = m
	}
	if preview["vouchers"].Moves != 2 || preview["home_claims"] != (Merged{"home_claims", 2, 0}) || preview["notes"].Moves != 1 || preview["point_lots"].Moves != 1 || preview["point_accounts"].Moves != 200 {
		t.Errorf("the dry run: %+v", preview)
	}
	if same := w.asBooks(); !maps.Equal(before, same) {
		t.Error("the dry run has changed something")
	}
	merge := must(w.MergeMembers(ctx, admin.Actor, old.Member, dup.Member, "同一位业主"))(t)
	for _, p := range preview {
		if n := w.rows("SELECT COUNT(*) FROM merge_rows WHERE merge_id = ? AND moved = ?", merge, p.Table); p.Table != "point_accounts" && n != p.Moves {
			t.Errorf("%s: the dry run said %d, %d were moved", p.Table, p.Moves, n)
		}
	}
	w.ledgerHolds()
	record := must(w.MemberRecord(ctx, admin.Actor, old.Member))(t)
	if record.Balance != 250 || record.Tier != Gold || record.Class != Owner || record.Email == "" {
		t.Errorf("who remains: %+v", record.MemberRow)
	}
	if p := must(w.list(ctx, admin.Actor, MemberList, MemberList.Query(url.Values{"q": {w.number(dup)}}), 10, uncounted))(t); len(p.Lines) != 1 ||
		!slices.ContainsFunc(p.Lines[0].Cells, func(c Cell) bool { s, ok := c.(Choices); return ok && slices.Equal(s, Choices{{"member", "merged"}}) }) {
		t.Errorf("the list tells of who was merged: %+v", p.Lines)
	}
	if past := must(w.MergesOf(ctx, admin.Actor, old.Member))(t); len(past) != 1 || past[0].GoneNumber != w.number(dup) {
		t.Errorf("the merges of who remains: %+v", past)
	}
	for _, to := range []string{"13800138000", "13700000001", "mei@example.com"} {
		if s := must(w.Session(ctx, MemberDoor, must(w.byCode(to))(t)))(t); s.Member == nil || s.Member.ID != old.Member {
			t.Errorf("%s leads to %+v", to, s.Member)
		}
	}
	claims := must(w.Claims(ctx, old.Member))(t)
	if len(claims) != 3 || !slices.ContainsFunc(claims, func(c Claim) bool { return c.ID == theirs.ID }) {
		t.Errorf("claims: %+v", claims)
	}
	list, _, err := w.MemberVouchers(ctx, admin.Actor, old.Member, 0)
	if err != nil || !slices.ContainsFunc(list, func(v *Voucher) bool { return v.ID == kept.ID }) {
		t.Errorf("the vouchers: %v", err)
	}
	for name, f := range w.findings(true) {
		if f.Grade == Bad {
			t.Errorf("doctor on %s: %+v", name, f)
		}
	}
	if pairs, _, _ := w.Duplicates(ctx, admin.Actor, 0); len(pairs) != 0 {
		t.Error("the pair is still suggested")
	}
	_, err = w.MergeMembers(ctx, admin.Actor, old.Member, dup.Member, "再来一次")
	wantReason(t, "merged twice", err, MergeLeft)

	if err := w.UndoMerge(ctx, admin.Actor, merge); err != nil {
		t.Fatal(err)
	}
	w.ledgerHolds()
	w.exec("UPDATE members SET card_epoch = card_epoch - 1, unread = unread - 1 WHERE id = ?", old.Member) // they have another card, and are told
	w.exec("DELETE FROM deliveries WHERE notice_id IN (SELECT id FROM notices WHERE kind = 'card_renewed')")
	w.exec("DELETE FROM notices WHERE kind = 'card_renewed'")
	after := w.asBooks()
	for table, rows := range before {
		if table == "accounts" { // they have been in use since
			continue
		}
		if after[table] != rows {
			t.Errorf("%s is not as it was:\n%s\n%s", table, rows, after[table])
		}
	}
	if s := must(w.Session(ctx, MemberDoor, must(w.byCode("13700000001"))(t)))(t); s.Member == nil || s.Member.ID != dup.Member {
		t.Errorf("after undoing, the other comes to %+v", s.Member)
	}
	wantReason(t, "undone twice", w.UndoMerge(ctx, admin.Actor, merge), MergeOld)
	if pairs, _, _ := w.Duplicates(ctx, admin.Actor, 0); len(pairs) != 1 {
		t.Error("the pair is not suggested again")
	}
}

// What was spent since stays spent when a merge is undone, and the books still hold.
func TestUnmergeAfterSpending(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old, dup := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	bill := int64(20000)
	must(w.RedeemVoucher(ctx, w.till, w.issue(dup, w.offer(nil), 1).Code, &bill, key(7)))(t)
	merge := must(w.MergeMembers(ctx, SystemActor, old.Member, dup.Member, "同一人"))(t)
	dear := w.offer(func(o *Offer) { o.Price = 150; o.Kind = Gift; o.Value = 0 })
	must(w.ClaimOffer(ctx, old, dear, key(9)))(t)
	if err := w.UndoMerge(ctx, SystemActor, merge); err != nil {
		t.Fatal(err)
	}
	w.ledgerHolds()
	for member, want := range map[int64]int64{old.Member: 0, dup.Member: 50} {
		if got := w.rows("SELECT balance FROM point_accounts WHERE id = ?", member); got != want {
			t.Errorf("member %d has %d points, want %d", member, got, want)
		}
	}
}

func TestMergeRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	away := w.hire("away@club.example", Service, ScopeCommunity, w.elsewhere())
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0)
	merge := func(by Actor, keep, gone int64, reason string) error {
		_, err := w.MergeMembers(ctx, by, keep, gone, reason)
		return err
	}
	wantReason(t, "no reason", merge(clerk.Actor, a.Member, b.Member, " "), ReasonMissing)
	wantReason(t, "themselves", merge(clerk.Actor, a.Member, a.Member, "同一人"), MergeSelf)
	for name, by := range map[string]Actor{"elsewhere": away.Actor, "a reader": reader.Actor, "a member": a} {
		if err := merge(by, a.Member, b.Member, "同一人"); KindOf(err) != NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	own := Actor{Door: StaffDoor, Account: a.Account, Grants: clerk.Grants}
	wantReason(t, "their own", merge(own, a.Member, b.Member, "同一人"), MergeOwn)

	// Whoever proves the phone of another's account is suggested to be the same.
	proof, browser, code := w.change(a, PhoneContact, "13700000001")
	wantReason(t, "another's phone", w.ChangeContact(ctx, a, PhoneContact, proof, browser, code), ContactTaken)
	pairs, _, err := w.Duplicates(ctx, clerk.Actor, 0)
	if err != nil || len(pairs) != 1 || pairs[0].Score != 95 {
		t.Fatalf("suggested %+v, %v", pairs, err)
	}
	if list, _, err := w.Duplicates(ctx, away.Actor, 0); err != nil || len(list) > 0 {
		t.Errorf("staff of another community see %+v, %v", list, err)
	}
	if err := w.KeepApart(ctx, clerk.Actor, pairs[0].ID); err != nil {
		t.Fatal(err)
	}
	wantReason(t, "decided twice", w.KeepApart(ctx, clerk.Actor, pairs[0].ID), DuplicateDecided)
	w.pass(time.Hour)
	proof, browser, code = w.change(a, PhoneContact, "13700000001")
	wantReason(t, "again", w.ChangeContact(ctx, a, PhoneContact, proof, browser, code), ContactTaken)
	if pairs, _, _ := w.Duplicates(ctx, clerk.Actor, 0); len(pairs) != 0 {
		t.Error("who was kept apart is suggested again")
	}

	id := must(w.MergeMembers(ctx, clerk.Actor, a.Member, b.Member, "同一人"))(t)
	w.pass((MergeDays + 1) * 24 * time.Hour)
	wantReason(t, "undone after 31 days", w.UndoMerge(ctx, clerk.Actor, id), MergeOld)
	if err := w.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if n := w.rows("SELECT COUNT(*) FROM merge_rows"); n != 0 {
		t.Errorf("%d rows of what cannot be undone any more are kept", n)
	}
	// Erasing the one erases the other with them.
	m := w.again("13800138000")
	if err := w.Leave(ctx, m, true); err != nil {
		t.Fatal(err)
	}
	w.pass(15 * 24 * time.Hour)
	_ = must(w.EraseDue(ctx, 10))(t)
	for table, rows := range w.dump() {
		if table != "register_owners" && (strings.Contains(rows, "李芸") || strings.Contains(rows, "13700000001")) {
			t.Errorf("%s still tells of who was merged", table)
		}
	}
}

// The more signs, the higher the score; none reaches certainty.
func TestScore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		signs []Evidence
		want  int64
	}{
		{nil, 0}, {[]Evidence{NameAndPlace}, 25}, {[]Evidence{FormerContact}, 60}, {[]Evidence{FormerContact, NameAndPlace}, 70}, {[]Evidence{NameAndHome}, 75},
		{[]Evidence{ProvenBoth, FormerContact, NameAndHome, NameAndPlace}, 100},
	} {
		if got := scoreOf(c.signs); got != c.want {
			t.Errorf("%v: %d, want %d", c.signs, got, c.want)
		}
	}
}

// Who was a member before, was erased and came back is known for that after a merge, and no more once it is undone, but where
// another who was merged into them is one too.
func TestMergeReturned(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keep, one, other := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001"), w.join("王小明", "13700000002")
	w.exec("UPDATE members SET returned = 1 WHERE id IN (?, ?)", one.Member, other.Member)
	returned := func(what string, want int64) {
		t.Helper()
		if n := w.rows("SELECT returned FROM members WHERE id = ?", keep.Member); n != want {
			t.Errorf("%s: returned is %d, want %d", what, n, want)
		}
	}
	undo := func(merge int64) { must(0, w.UndoMerge(ctx, SystemActor, merge))(t) }
	first := must(w.MergeMembers(ctx, SystemActor, keep.Member, one.Member, "同一人"))(t)
	returned("merged", 1)
	undo(first)
	returned("undone", 0)
	first = must(w.MergeMembers(ctx, SystemActor, keep.Member, one.Member, "同一人"))(t)
	second := must(w.MergeMembers(ctx, SystemActor, keep.Member, other.Member, "同一人"))(t)
	undo(first)
	returned("undone beside another", 1)
	undo(second)
	returned("undone both, the first first", 0)
	first = must(w.MergeMembers(ctx, SystemActor, keep.Member, one.Member, "同一人"))(t)
	second = must(w.MergeMembers(ctx, SystemActor, keep.Member, other.Member, "同一人"))(t)
	undo(second)
	returned("undone the second", 1)
	undo(first)
	returned("undone both, the second first", 0)
	if n := w.rows("SELECT returned FROM members WHERE id = ?", one.Member); n != 1 {
		t.Error("the gone is one who came back no more")
	}

	w.exec("UPDATE members SET returned = 1 WHERE id = ?", keep.Member)
	undo(must(w.MergeMembers(ctx, SystemActor, keep.Member, one.Member, "同一人"))(t))
	returned("who was one themselves", 1)
}
