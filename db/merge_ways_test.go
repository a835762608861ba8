package db

import (
	"testing"
	"time"
)

const day = 24 * time.Hour

// merged answers two members of whom the second was merged into the first.
func (w *world) merged() (keep, gone Actor, merge int64) {
	w.t.Helper()
	keep, gone = w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	return keep, gone, must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(w.t)
}

// merge makes one of two, and answers who remains.
func (w *world) merge(keep, gone Actor) Actor {
	w.t.Helper()
	must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(w.t)
	return keep
}

// Roles belong to whoever signs in: who works for the club or a shop, or was barred from it, is not merged at the desk.
func TestMergeOfTheDesk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0)
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	w.pass(time.Hour)
	rm, tm, m := w.join("读者", "reader@club.example"), w.join("前台", "13900000002"), w.join("陈美玲", "13800138000")
	merge := func(by Actor, keep, gone Actor) error {
		_, seen := w.MergePreview(ctx, by, keep.Member, gone.Member)
		_, err := w.MergeMembers(ctx, by, keep.Member, gone.Member, "同一人")
		if ReasonOf(seen) != ReasonOf(err) {
			t.Errorf("the dry run says %v, the act %v", seen, err)
		}
		return err
	}
	wantReason(t, "a colleague's by the desk", merge(clerk.Actor, m, rm), MergeDesk)
	wantReason(t, "by an administrator", merge(admin.Actor, m, rm), MergeDesk)
	wantReason(t, "a till's", merge(admin.Actor, m, tm), MergeDesk)
	wantReason(t, "into a colleague", merge(clerk.Actor, rm, m), MergeDesk)
	wantReason(t, "into a till", merge(clerk.Actor, tm, m), MergeDesk)
	other := w.join("王五", "13700000003")
	must(0, w.DisableStaff(ctx, admin.Actor, reader.Account))(t)
	w.exec("UPDATE grants SET ended_at = 1 WHERE account_id = ?", reader.Account)
	wantReason(t, "one who was barred", merge(admin.Actor, m, rm), MergeDesk)
	wantReason(t, "into one who was barred", merge(admin.Actor, rm, m), MergeDesk)
	must(0, merge(admin.Actor, tm, m))(t)
	if n := w.rows("SELECT COUNT(*) FROM merge_rows WHERE moved = 'grants'"); n > 0 {
		t.Error("roles have moved")
	}

	// A merged number opens no till, and gets no role.
	w.pass(time.Minute)
	browser, code := w.code(MerchantDoor, "13800138000")
	_, err := w.EnterCode(ctx, MerchantDoor, browser, code, Client{})
	wantReason(t, "a till by a merged number", err, NoTillGrant)
	wantReason(t, "a till for a merged number", w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13800138000")), ContactMerged)

	// Who works there by now is taken apart by an administrator.
	mine := must(w.MergeMembers(ctx, clerk.Actor, other.Member, w.join("赵六", "13700000004").Member, "同一人"))(t)
	must(0, w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13700000003")))(t)
	wantReason(t, "undone by the desk", w.UndoMerge(ctx, clerk.Actor, mine), MergeDesk)
	must(0, w.UndoMerge(ctx, admin.Actor, mine))(t)
}

// Undoing a merge leaves nothing of what the other has made as the one who remains: they come in as themselves alone.
func TestUnmergeShutsOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keep, gone, merge := w.merged()
	w.pass(time.Hour)
	token := must(w.byCode("13700000001"))(t)
	as := must(w.Session(ctx, MemberDoor, token))(t).Actor()
	if as.Member != keep.Member {
		t.Fatalf("signed in as %+v", as)
	}
	must(0, w.SetPassword(ctx, as, goodPassword))(t)
	must(w.addPasskey(as, ""))(t)
	card, _ := w.CardToken(keep.Member, 0)
	must(0, w.UndoMerge(ctx, SystemActor, merge))(t)
	if s, err := w.Session(ctx, MemberDoor, token); err == nil && s.Member != nil {
		t.Errorf("the session is still one of %+v", s.Member)
	}
	_, err := w.byPassword("13800138000", goodPassword)
	wantReason(t, "their password", err, SignInWrong)
	if n := w.rows("SELECT COUNT(*) FROM passkeys"); n != 0 {
		t.Errorf("%d passkeys open the members' door", n)
	}
	if w.CheckCard(ctx, card) == nil {
		t.Error("the card of before is good still")
	}
	if list, _, err := w.Notices(ctx, keep.Member, 0); err != nil || len(list) != 1 || !list[0].Telling.(CardRenewed).Apart {
		t.Errorf("who remains is told %+v, %v", list, err)
	}
	w.pass(time.Hour)
	if s := must(w.Session(ctx, MemberDoor, must(w.byCode("13700000001"))(t)))(t); s.Member == nil || s.Member.ID != gone.Member {
		t.Errorf("the other comes to %+v", s.Member)
	}
}

// A merged member's number rests for itself: who has it today is asked, may take it, and takes no other.
func TestMergedPhoneRests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keep, gone, _ := w.merged()
	w.pass(time.Hour)
	must(w.byCode("13700000001"))(t) // it is in use: it rests from now
	for range 4 {
		w.pass(30 * day)
		must(w.byCode("13800138000"))(t)
	}
	w.pass(time.Hour)
	browser, code := w.code(MemberDoor, "13700000001")
	if e := must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t); e.Next != StepKnow {
		t.Fatalf("a number of four months ago leads to %+v", e)
	}
	if p := must(w.PendingCode(ctx, MemberDoor, browser))(t); p.Next != StepKnow {
		t.Errorf("the page asks %q", p.Next)
	}
	must(0, w.FreePhone(ctx, browser))(t)
	if r := must(w.MemberRecord(ctx, SystemActor, keep.Member))(t); r.Phone == "" {
		t.Error("the member's own phone was taken away")
	}
	token := must(w.JoinMember(ctx, browser, Joining{Name: "王小明", Adult: true, Locale: Hans, Terms: true, Privacy: true}, Client{}))(t)
	if s := must(w.Session(ctx, MemberDoor, token))(t); s.Member == nil || s.Member.ID == keep.Member || s.Member.ID == gone.Member {
		t.Errorf("joined as %+v", s.Member)
	}

	// One that had rested before is not taken over, and an unproven one stays unproven.
	a, b := w.join("甲", "a@example.com"), w.join("乙", "13700000005")
	w.exec("UPDATE accounts SET seen_at = 1 WHERE id = ?", b.Account)
	must(w.MergeMembers(ctx, SystemActor, a.Member, b.Member, "同一人"))(t)
	if r := must(w.MemberRecord(ctx, SystemActor, a.Member))(t); r.Phone != "" {
		t.Error("a phone that had rested was taken over")
	}
	a, b = w.join("丙", "c@example.com"), w.join("丁", "13700000006")
	w.exec("UPDATE accounts SET phone_proven = 0 WHERE id = ?", b.Account)
	must(w.MergeMembers(ctx, SystemActor, a.Member, b.Member, "同一人"))(t)
	if n := w.rows("SELECT COUNT(*) FROM accounts WHERE phone = '+8613700000006' AND phone_proven = 0 AND id = ?", a.Account); n != 1 {
		t.Error("a phone that nobody has proven counts as proven")
	}
}

// What else leads to a member is shown and can be given up; a passkey of who was merged opens nothing until that is undone.
func TestMergedWaysIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keep, gone := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	key := must(w.addPasskey(gone, ""))(t)
	merge := must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(t)
	_, err := w.byPasskey(MemberDoor, key)
	wantReason(t, "the passkey of who was merged", err, PasskeyUnknown)
	ways := must(w.OwnSignIn(ctx, keep))(t)
	if len(ways.Aliases) != 1 || ways.Aliases[0] != (Alias{gone.Account, PhoneContact, "137****0001"}) {
		t.Errorf("also signs in with %+v", ways.Aliases)
	}
	stranger := w.join("王五", "13700000003")
	for name, err := range map[string]error{
		"another's": w.GiveUpAlias(ctx, stranger, gone.Account, PhoneContact), "one's own": w.GiveUpAlias(ctx, keep, keep.Account, PhoneContact),
		"none": w.GiveUpAlias(ctx, keep, gone.Account, EmailContact), "no kind": w.GiveUpAlias(ctx, keep, gone.Account, "x"),
	} {
		if KindOf(err) != NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	must(0, w.UndoMerge(ctx, SystemActor, merge))(t)
	must(w.byPasskey(MemberDoor, key))(t)
	w.pass(time.Minute)
	must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(t)
	must(0, w.GiveUpAlias(ctx, keep, gone.Account, PhoneContact))(t)
	if o := must(w.OwnSignIn(ctx, keep))(t); len(o.Aliases) != 0 {
		t.Errorf("given up: %+v", o.Aliases)
	}
	w.pass(time.Minute)
	browser, code := w.code(MemberDoor, "13700000001")
	if e := must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t); e.Next != StepJoin {
		t.Errorf("a number that was given up leads to %+v", e)
	}
}

// A phone that leads to the member already can be made their own.
func TestOwnSecondPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keep, gone, _ := w.merged()
	proof, browser, code := w.change(keep, PhoneContact, "13700000001")
	must(0, w.ChangeContact(ctx, keep, PhoneContact, proof, browser, code))(t)
	if r := must(w.MemberRecord(ctx, SystemActor, keep.Member))(t); r.Phone != "137****0001" {
		t.Errorf("the phone is %s", r.Phone)
	}
	if n := w.rows("SELECT COUNT(*) FROM accounts WHERE id = ? AND phone IS NOT NULL", gone.Account) + w.rows("SELECT COUNT(*) FROM duplicates"); n != 0 {
		t.Error("it stands twice, or the member is suggested to be a duplicate of themselves")
	}
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.propose(keep.Member, keep.Member, ProvenBoth) }))(t)
	if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
		_, err := tx.db.ExecContext(background, "INSERT INTO duplicates (id, member_id, other_id, evidence, score, state, found_at) VALUES (1, ?, ?, '', 50, 'open', 1)", keep.Member, keep.Member)
		return err
	}); err == nil {
		t.Error("the books take a pair of one member")
	}

	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	a, b := w.join("甲", "13700000005"), w.join("乙", "13700000006")
	must(w.MergeMembers(ctx, clerk.Actor, a.Member, b.Member, "同一人"))(t)
	must(0, w.ReplaceContact(ctx, clerk.Actor, a.Member, dest(t, "13700000006"), "id_card", "丢失"))(t)
}

// A second phone is the member's at a till, with an invitation, and for the owners' register.
func TestSecondPhoneKnown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	lead, _, id := w.house()
	token := must(w.InviteToHousehold(ctx, lead, id, "13800138001", "CN", Hans))(t)
	keep, gone := w.join("王先生", "13700000001"), w.join("王建国", "13800138001")
	must(w.MergeMembers(ctx, admin.Actor, keep.Member, gone.Member, "同一人"))(t)
	w.sent()
	must(0, w.SendTillCode(ctx, w.till, Sought{Phone: "+8613800138001"}))(t)
	if _, m, n := w.tillCode(); n != 1 || m.To.Phone != "+8613800138001" {
		t.Errorf("%d codes, to %v", n, m.To)
	}
	must(w.AcceptInvite(ctx, keep, token))(t)
	if homes := must(w.SuggestedHomes(ctx, keep.Member))(t); len(homes) != 1 {
		t.Errorf("suggested %+v", homes)
	}
	if c := must(w.ClaimHome(ctx, keep, w.address("3", "1", "1802")))(t); c.State != ClaimVerified {
		t.Errorf("the claim is %s", c.State)
	}
	// What waits for staff shows them the same.
	waits := must(w.ClaimHome(ctx, w.merge(w.join("李女士", "13700000007"), w.join("李芸", "13800138002")), w.address("5", "", "901 A")))(t)
	if f := must(w.ClaimFile(ctx, admin.Actor, waits.ID))(t); len(f.Elsewhere) != 1 {
		t.Errorf("further homes with the phones: %+v", f.Elsewhere)
	}
	// The home is sold by half: who is named by the second phone and name stays its owner.
	w.resold(admin.Actor, "王建国,13800138001", "赵六,13800138066")
	must(w.ClaimHome(ctx, w.join("赵六", "13800138066"), w.address("3", "1", "1802")))(t)
	if c := must(w.Claims(ctx, keep.Member))(t); c[0].State != ClaimVerified {
		t.Errorf("after the sale the claim is %s", c[0].State)
	}
	if c := must(w.Claims(ctx, lead.Member))(t); c[0].State != ClaimEnded {
		t.Errorf("the claim of who sold is %s", c[0].State)
	}

	// A second phone that has rested may be another's: the code goes to the member's own.
	w.exec("UPDATE accounts SET seen_at = 1 WHERE id = ?", gone.Account)
	w.pass(time.Hour)
	w.sent()
	must(0, w.SendTillCode(ctx, w.openTill("13900000001", w.outlet), Sought{Phone: "+8613800138001"}))(t)
	if _, m, n := w.tillCode(); n != 1 || m.To.Phone != "+8613700000001" {
		t.Errorf("%d codes, to %v", n, m.To)
	}
}

// Who was merged or has left since their session was looked at changes nothing.
func TestStaleActor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, gone, _ := w.merged()
	w.pass(time.Minute)
	gone.Proven = w.Now()
	before := w.asBooks()
	_, claimed := w.ClaimOffer(ctx, gone, w.offer(nil), key(1))
	delete(before, "offers")
	_, home := w.ClaimHome(ctx, gone, w.address("5", "", "901"))
	for name, err := range map[string]error{
		"an offer": claimed, "a home": home, "leaving": w.Leave(ctx, gone, true), "consents": w.SetMarketing(ctx, gone, true, true, Hans),
		"messages": w.SetService(ctx, gone, true, true, Hans), "a password": w.SetPassword(ctx, gone, goodPassword), "a lost phone": w.LostPhone(ctx, gone),
	} {
		if KindOf(err) != NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	after := w.asBooks()
	for table, rows := range before {
		if after[table] != rows && table != "offer_versions" {
			t.Errorf("%s has changed", table)
		}
	}
	w.ledgerHolds()
}
