package db

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// soundBooks has the doctor find nothing that contradicts itself.
func (w *world) soundBooks() {
	w.t.Helper()
	for name, f := range w.findings(true) {
		if f.Grade == Bad {
			w.t.Errorf("the doctor on %s: %+v", name, f)
		}
	}
}

// What a merge ended beside another of its kind stands again where that one still does.
func TestUndoClaims(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		meantime func(w *world, keep Actor, verified Claim)
		want     string // the states of the gone's claims
	}{
		{"nothing", func(*world, Actor, Claim) {}, "verified"},
		{"given up", func(w *world, keep Actor, v Claim) { must(0, w.GiveUpHome(ctx, keep, v.ID, "2026-11-21"))(w.t) }, "ended"},
		{"given up and claimed anew", func(w *world, keep Actor, v Claim) {
			must(0, w.GiveUpHome(ctx, keep, v.ID, "2026-11-21"))(w.t)
			must(w.ClaimHome(ctx, keep, w.address("3", "1", "1802")))(w.t)
		}, "ended"},
		{"sold", func(w *world, _ Actor, _ Claim) {
			w.resold(SystemActor, "赵六,13800138066")
			must(w.ClaimHome(ctx, w.join("赵六", "13800138066"), w.address("3", "1", "1802")))(w.t)
		}, "ended"},
		{"half of it sold", func(w *world, _ Actor, _ Claim) {
			w.resold(SystemActor, "陈美玲,13800138000", "赵六,13800138066")
			must(w.ClaimHome(ctx, w.join("赵六", "13800138066"), w.address("3", "1", "1802")))(w.t)
		}, "ended"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			keep, gone := w.join("陈美玲", "13800138000"), w.join("王建国", "13800138001")
			verified := must(w.ClaimHome(ctx, keep, w.address("3", "1", "1802")))(t)
			must(w.ClaimHome(ctx, gone, w.address("3", "1", "1802")))(t)
			merge := must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(t)
			w.pass(time.Hour)
			c.meantime(w, keep, verified)
			w.pass(time.Hour)
			must(0, w.UndoMerge(ctx, SystemActor, merge))(t)
			var states []string
			for _, c := range must(w.Claims(ctx, gone.Member))(t) {
				states = append(states, string(c.State))
			}
			if got := strings.Join(states, " "); got != c.want {
				t.Errorf("the claims are %s, want %s", got, c.want)
			}
			if r := must(w.MemberRecord(ctx, SystemActor, gone.Member))(t); (r.Class == Owner) != (c.want == "verified") {
				t.Errorf("they are %s", r.Class)
			}
			w.soundBooks()
		})
	}
}

// No more persons are verified for a company's home after an undoing than may be.
func TestUndoCompany(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	home := w.rows("SELECT id FROM homes WHERE room = '901'")
	must(0, w.SetCompany(ctx, admin.Actor, home, CompanyYes))(t)
	var people []Actor
	var claims []int64
	for _, phone := range []string{"13700000001", "13700000002", "13700000003"} {
		m := w.join("甲", phone)
		people, claims = append(people, m), append(claims, must(w.ClaimHome(ctx, m, w.address("5", "", "901")))(t).ID)
	}
	must(0, w.DecideClaim(ctx, admin.Actor, claims[0], true, ""))(t)
	must(0, w.DecideClaim(ctx, admin.Actor, claims[1], true, ""))(t)
	merge := must(w.MergeMembers(ctx, admin.Actor, people[0].Member, people[1].Member, "同一人"))(t)
	must(0, w.DecideClaim(ctx, admin.Actor, claims[2], true, ""))(t)
	must(0, w.UndoMerge(ctx, admin.Actor, merge))(t)
	if n := w.rows("SELECT COUNT(*) FROM home_claims WHERE home_id = ? AND state = 'verified'", home); n != MostOfCompany {
		t.Errorf("%d persons are verified", n)
	}
}

// Nobody is merged who has asked to leave, nor into them.
func TestMergeLeaving(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	must(0, w.Leave(ctx, b, true))(t)
	for _, pair := range [][2]Actor{{a, b}, {b, a}} {
		_, err := w.MergeMembers(ctx, SystemActor, pair[0].Member, pair[1].Member, "同一人")
		wantReason(t, "one who leaves", err, MergeLeaving)
	}
	w.pass(time.Hour)
	must(0, w.Stay(ctx, b))(t)
	must(w.MergeMembers(ctx, SystemActor, a.Member, b.Member, "同一人"))(t)
}

// The newest decision of the two is the member's; an undoing gives each their own, but for what was decided on since.
func TestMergeConsents(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keep, gone := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	set := func(m Actor, sms, email bool) {
		t.Helper()
		must(0, w.SetMarketing(ctx, m, sms, email, Hans))(t)
		w.pass(time.Hour)
	}
	given := func(m Actor) (sms, email bool) {
		c := must(w.Consents(ctx, m))(t)
		return c[ConsentNewsSMS], c[ConsentNewsEmail]
	}
	set(gone, true, false)
	set(keep, true, true)
	set(keep, false, false)
	set(gone, true, true) // the e-mail anew, after keep has withdrawn theirs; the SMS as before
	merge := must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(t)
	if sms, email := given(keep); sms || !email {
		t.Errorf("after the merge: SMS %v, e-mail %v", sms, email)
	}
	must(0, w.UndoMerge(ctx, SystemActor, merge))(t)
	if sms, email := given(gone); !sms || !email {
		t.Errorf("the gone after undoing: SMS %v, e-mail %v", sms, email)
	}
	if sms, email := given(keep); sms || email {
		t.Errorf("the other after undoing: SMS %v, e-mail %v", sms, email)
	}
	w.pass(time.Hour)
	merge = must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(t)
	w.pass(time.Hour)
	set(keep, true, true)
	set(keep, false, false)
	must(0, w.UndoMerge(ctx, SystemActor, merge))(t)
	if sms, email := given(gone); sms || email {
		t.Errorf("withdrawn since, and back: SMS %v, e-mail %v", sms, email)
	}
}

// Who is left with neither phone nor e-mail is told of by their record; a third member's pairs come back.
func TestUndoLeavesThird(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b, c := w.join("甲", "13700000001"), w.join("乙", "13700000002"), w.join("丙", "13700000003")
	propose := func(one, two Actor) {
		t.Helper()
		must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.propose(one.Member, two.Member, ProvenBoth) }))(t)
	}
	pairs := func() (out []string) {
		t.Helper()
		names := map[int64]string{a.Member: "a", b.Member: "b", c.Member: "c"}
		list, _, err := w.Duplicates(ctx, SystemActor, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range list {
			out = append(out, names[d.Members[0].ID]+names[d.Members[1].ID])
		}
		slices.Sort(out)
		return out
	}
	propose(a, b)
	propose(b, c)
	merge := must(w.MergeMembers(ctx, SystemActor, a.Member, b.Member, "同一人"))(t)
	if got := pairs(); !slices.Equal(got, []string{"ac"}) {
		t.Errorf("after the merge: %v", got)
	}
	w.pass(time.Hour)
	must(0, w.UndoMerge(ctx, SystemActor, merge))(t)
	if got := pairs(); !slices.Equal(got, []string{"ab", "bc"}) {
		t.Errorf("after undoing: %v", got)
	}
	// What is known stands.
	propose(a, c)
	list, _, _ := w.Duplicates(ctx, SystemActor, 0)
	for _, d := range list {
		if d.Members[0].ID == a.Member && d.Members[1].ID == c.Member {
			must(0, w.KeepApart(ctx, SystemActor, d.ID))(t)
		}
	}
	must(w.MergeMembers(ctx, SystemActor, a.Member, b.Member, "同一人"))(t)
	if got := pairs(); len(got) != 0 {
		t.Errorf("who was kept apart is suggested by a merge: %v", got)
	}
}

// Undoing asks of the actor what merging does.
func TestUndoMergeWhose(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.elsewhere()
	a, b := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	must(w.ClaimHome(ctx, a, w.address("3", "1", "1802")))(t)
	near := w.hire("near@club.example", Service, ScopeCommunity, w.community)
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	if _, err := w.MergeMembers(ctx, near.Actor, a.Member, b.Member, "同一人"); KindOf(err) != NotFound {
		t.Errorf("one who is not of the community: %v", err)
	}
	merge := must(w.MergeMembers(ctx, clerk.Actor, a.Member, b.Member, "同一人"))(t)
	for _, m := range []Actor{a, b} {
		own := Actor{Door: StaffDoor, Account: m.Account, Grants: clerk.Grants}
		wantReason(t, "their own", w.UndoMerge(ctx, own, merge), MergeOwn)
	}
	if err := w.UndoMerge(ctx, near.Actor, merge); KindOf(err) != NotFound {
		t.Errorf("undone by one who saw one of them: %v", err)
	}
	must(0, w.UndoMerge(ctx, clerk.Actor, merge))(t)
	w.pass(time.Hour)
	must(w.ClaimHome(ctx, b, w.address("5", "", "901")))(t) // which waits: by it they are of the community
	merge = must(w.MergeMembers(ctx, near.Actor, a.Member, b.Member, "同一人"))(t)
	must(0, w.UndoMerge(ctx, near.Actor, merge))(t)
}

// Households keep their limit, whom they have put out stays out, and a lead is offered to who can answer.
func TestUndoHouseholds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lead, _, id := w.house()
	join := func(name, phone string) Actor {
		t.Helper()
		m := w.join(name, phone)
		must(w.AcceptInvite(ctx, m, w.invite(lead, id)))(t)
		return m
	}
	merge := func(keep, gone Actor) int64 {
		t.Helper()
		return must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(t)
	}
	a, b := join("甲", "13700000001"), join("乙", "13700000002")

	// Put out under the one id, they are not back under the other.
	m := merge(a, b)
	must(0, w.RemoveFromHousehold(ctx, lead, id, a.Member))(t)
	must(0, w.UndoMerge(ctx, SystemActor, m))(t)
	if got := w.people(lead, id); !slices.Equal(got, []int64{lead.Member}) {
		t.Errorf("in the household: %v", got)
	}

	// The lead is offered to who remains, and goes back with the other.
	c, d := join("丙", "13700000003"), w.join("丁", "13700000004")
	must(0, w.OfferHousehold(ctx, lead, id, c.Member))(t)
	m = merge(d, c)
	if h := must(w.Household(ctx, d.Member, id))(t); h.Offered != d.Member {
		t.Errorf("offered to %d, not to who remains, %d", h.Offered, d.Member)
	}
	must(0, w.UndoMerge(ctx, SystemActor, m))(t)
	must(0, w.AnswerHousehold(ctx, c, id, false))(t)
	// One that was made meanwhile to who is not in it after all is nobody's.
	w.pass(time.Hour)
	m = merge(d, c)
	must(0, w.OfferHousehold(ctx, lead, id, d.Member))(t)
	must(0, w.UndoMerge(ctx, SystemActor, m))(t)
	if h := must(w.Household(ctx, lead.Member, id))(t); h.Offered != 0 {
		t.Errorf("offered to %d, who is not in it", h.Offered)
	}
	// Who leads is not offered the lead.
	must(0, w.OfferHousehold(ctx, lead, id, c.Member))(t)
	m = merge(lead, c)
	if h := must(w.Household(ctx, lead.Member, id))(t); h.Offered != 0 || len(h.People) != 1 {
		t.Errorf("led by %d, offered to %d, with %d people", h.Primary, h.Offered, len(h.People))
	}

	// Filled up meanwhile, it has no room for one more.
	most := int(must(w.Household(ctx, lead.Member, id))(t).Most)
	for i := range most {
		w.pass(time.Minute)
		join("人", "1360000000"+string(rune('1'+i)))
	}
	must(0, w.UndoMerge(ctx, SystemActor, m))(t)
	if got := w.people(lead, id); len(got) != most+1 || slices.Contains(got, c.Member) {
		t.Errorf("%d people where %d may be beside who leads", len(got), most)
	}

	// Where the lead was the gone's and there is no room for them, who remains leads.
	e := w.join("戊", "13700000005")
	m = merge(e, lead)
	w.pass(time.Hour)
	must(0, w.UndoMerge(ctx, SystemActor, m))(t)
	if h := must(w.Household(ctx, lead.Member, id))(t); h.Primary != lead.Member || h.has(e.Member) {
		t.Errorf("led by %d, not by %d", h.Primary, lead.Member)
	}
	w.soundBooks()
}

// The gone led a household that filled up while they were one with another who is in it: who remains leads it.
func TestUndoLead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lead, _, id := w.house()
	m := w.join("甲", "13700000001")
	must(w.AcceptInvite(ctx, m, w.invite(lead, id)))(t)
	merge := must(w.MergeMembers(ctx, SystemActor, m.Member, lead.Member, "同一人"))(t)
	most := int(must(w.Household(ctx, m.Member, id))(t).Most)
	for i := range most {
		w.pass(time.Minute)
		p := w.join("人", "1360000000"+string(rune('1'+i)))
		must(w.AcceptInvite(ctx, p, w.invite(m, id)))(t)
	}
	must(0, w.UndoMerge(ctx, SystemActor, merge))(t)
	if h := must(w.Household(ctx, m.Member, id))(t); h.Primary != m.Member || len(h.People) != most+1 {
		t.Errorf("led by %d, with %d people", h.Primary, len(h.People))
	}
}

// What a member takes along tells of all who were merged into them.
func TestExportMerged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	keep, gone := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	proof, browser, code := w.change(gone, PhoneContact, "13612340987")
	must(0, w.ChangeContact(ctx, gone, PhoneContact, proof, browser, code))(t)
	bill := int64(20000)
	must(w.RedeemVoucher(ctx, w.till, w.issue(gone, w.offer(nil), 1).Code, &bill, key(7)))(t)
	must(w.MergeMembers(ctx, SystemActor, keep.Member, gone.Member, "同一人"))(t)
	text, movements := "", 0
	for _, e := range must(w.ExportMember(ctx, w.again("13800138000")))(t) {
		for _, row := range e.Rows {
			for _, v := range row {
				if s, ok := v.(string); ok {
					text += s + "\n"
				}
			}
		}
		if e.Table == "point_movements" {
			movements = len(e.Rows)
		}
	}
	for _, want := range []string{"李芸", "+8613612340987", "+8613700000001", "voucher.claimed"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the export", want)
		}
	}
	if movements != 3 { // earned, out, in
		t.Errorf("%d movements", movements)
	}
}

// The doctor finds what a merge should have left to nobody.
func TestDoctorMerged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, gone, _ := w.merged()
	if f, sick := w.findings(true)["merged"]; sick {
		t.Fatalf("it finds %+v", f)
	}
	w.exec("INSERT INTO home_claims (id, member_id, community_id, building, stair, room, state, how, rivals, reason, claimed_at) VALUES (1, ?, ?, '9', '', '9', 'waiting', '', 0, '', 1)", gone.Member, w.community)
	w.exec("UPDATE sessions SET ended_at = NULL WHERE account_id = ?", gone.Account)
	if f := w.findings(true)["merged"]; f.Grade != Bad || !strings.Contains(f.Text, "claims to homes stand") || !strings.Contains(f.Text, "sessions are open") {
		t.Errorf("it finds %+v", f)
	}
}
