package db

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// house begins the household of 3-1-1802, led by 陈美玲.
func (w *world) house() (lead Actor, claim Claim, id int64) {
	w.t.Helper()
	lead = w.join("陈美玲", "13800138000")
	claim = must(w.ClaimHome(ctx, lead, w.address("3", "1", "1802")))(w.t)
	return lead, claim, must(w.BeginHousehold(ctx, lead, claim.ID))(w.t)
}

func (w *world) invite(lead Actor, id int64) string {
	w.t.Helper()
	return must(w.InviteToHousehold(ctx, lead, id, "", "CN", Hans))(w.t)
}

func (w *world) people(member Actor, id int64) (out []int64) {
	w.t.Helper()
	for _, p := range must(w.Household(ctx, member.Member, id))(w.t).People {
		out = append(out, p.Member)
	}
	return out
}

// An invitation is good once, for some days, for who does not lead the household and is not in it; only its fingerprint is kept.
func TestInvite(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lead, claim, id := w.house()
	m, other := w.join("张三", "13700000001"), w.join("李四方", "13700000002")
	token := w.invite(lead, id)
	if n := w.rows("SELECT COUNT(*) FROM household_invitations WHERE CAST(token_hash AS TEXT) LIKE ?", "%"+token+"%"); n != 0 {
		t.Error("the token is kept")
	}
	accept := func(who Actor, token string) error { _, err := w.AcceptInvite(ctx, who, token); return err }
	wantReason(t, "one's own", accept(lead, token), InviteOwn)
	wantReason(t, "none", accept(m, "x"), InviteUnknown)
	if i := must(w.HouseholdInvite(ctx, 0, token))(t); i.By != "陈美玲" || i.Place.Hans != "半岛花园" {
		t.Errorf("the link tells %+v", i)
	}
	must(0, accept(m, token))(t)
	wantReason(t, "again", accept(m, token), InviteIn)
	wantReason(t, "used", accept(other, token), InviteUsed)
	if class := must(w.MemberRecord(ctx, SystemActor, m.Member))(t); class.Class != Friend || len(class.Households) != 1 {
		t.Errorf("who joined is %+v", class)
	}
	if told := w.toldOf(lead); len(told) != 1 || told[0].(HouseholdJoined).Household != id {
		t.Errorf("told %v", told)
	}

	late := w.invite(lead, id)
	gone := w.invite(lead, id)
	must(0, w.WithdrawHouseholdInvite(ctx, lead, id, must(w.Household(ctx, lead.Member, id))(t).Open[0].ID))(t)
	wantReason(t, "withdrawn", accept(other, gone), InviteWithdrawn)
	w.pass(7 * 24 * time.Hour)
	wantReason(t, "too late", accept(other, late), InviteEnded)

	w.sent()
	w.set(29, 12)
	phone := must(w.InviteToHousehold(ctx, lead, id, "137 0000 0002", "CN", En))(t)
	if sent := w.sent(); len(sent) != 1 || sent[0].To.Phone != "+8613700000002" || sent[0].Template != "household.invited_by" || sent[0].Args["name"] != "陈*玲" || !strings.HasSuffix(sent[0].Args["path"], "/i/"+phone) {
		t.Errorf("sent %+v", sent)
	}
	wantReason(t, "for another phone", accept(w.join("王五", "13700000003"), phone), InviteNotYours)
	must(0, accept(other, phone))(t)
	_, err := w.InviteToHousehold(ctx, lead, id, "12", "CN", En)
	wantReason(t, "no phone", err, InvitePhone)
	_, err = w.InviteToHousehold(ctx, m, id, "", "CN", En)
	wantReason(t, "not who leads it", err, HouseholdNotLead)
	_, err = w.InviteToHousehold(ctx, lead, id, "138 0013 8000", "CN", En)
	wantReason(t, "one's own phone", err, InviteSelf)
	if _, err = w.InviteToHousehold(ctx, w.till, id, "", "CN", En); KindOf(err) != NotFound {
		t.Errorf("a till: %v", err)
	}

	last := w.invite(lead, id)
	must(0, w.GiveUpHome(ctx, lead, claim.ID, string(DayOf(w.Now(), w.Club().Zone))))(t)
	wantReason(t, "the home is sold", accept(w.join("赵六", "13700000004"), last), HouseholdOver)
	if told := w.toldOf(m); len(told) != 1 || told[0].notice().kind != "household_ended" {
		t.Errorf("told of the end: %v", told)
	}
}

// However many accept at once, a household never has more people than the club allows, nor does one link let in two.
func TestInviteAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lead, _, id := w.house()
	must(0, w.EditSettings(ctx, SystemActor, Limits, Values{HouseholdMost.Name: 2, CardSeconds.Name: 60, VoucherSoon.Name: 14, HomeClaims.Name: 10, InviteDays.Name: 7}, ""))(t)
	var tokens []string
	var who []Actor
	for i := range 8 {
		who = append(who, w.join("张三"+string('一'+rune(i)), fmt.Sprintf("1370000010%d", i)))
		if i < 4 {
			tokens = append(tokens, w.invite(lead, id))
		}
	}
	var all sync.WaitGroup
	errs := make([]error, len(who))
	for i, m := range who {
		all.Go(func() { _, errs[i] = w.AcceptInvite(ctx, m, tokens[i/2]) })
	}
	all.Wait()
	in := 0
	for _, err := range errs {
		switch ReasonOf(err) {
		case "":
			if in++; err != nil {
				t.Error(err)
			}
		case InviteUsed, HouseholdFull:
		default:
			t.Error(err)
		}
	}
	if n := len(w.people(lead, id)); in != 2 || n != 3 {
		t.Errorf("%d were let in, %d people", in, n)
	}
	_, err := w.InviteToHousehold(ctx, lead, id, "", "CN", Hans)
	wantReason(t, "full", err, HouseholdFull)
}

// Who leads a household removes others and hands the lead over; it is led by the first verified owner, and goes on with the next
// where they own the home no more.
func TestHouseholdLead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	second := w.join("王建国", "13800138001")
	lead, claim, id := w.house()
	theirs := must(w.ClaimHome(ctx, second, w.address("3", "1", "1802")))(t)
	if at := must(w.HouseholdOfClaim(ctx, second.Member, theirs.ID))(t); at != (HouseholdStand{ID: id}) {
		t.Errorf("it stands for the second owner as %+v", at)
	}
	_, err := w.BeginHousehold(ctx, second, theirs.ID)
	wantReason(t, "begun by the second owner", err, HouseholdOther)
	m, other := w.join("张三", "13700000001"), w.join("李四方", "13700000002")
	for _, who := range []Actor{m, other} {
		must(w.AcceptInvite(ctx, who, w.invite(lead, id)))(t)
	}
	if _, err := w.Household(ctx, second.Member, id); KindOf(err) != NotFound {
		t.Errorf("another owner sees it: %v", err)
	}
	if h := must(w.Household(ctx, m.Member, id))(t); len(h.Open) != 0 || h.Primary != lead.Member {
		t.Errorf("%+v", h)
	}
	wantReason(t, "leaves while others are in it", w.LeaveHousehold(ctx, lead, id), HouseholdLead)
	wantReason(t, "removes themself", w.RemoveFromHousehold(ctx, lead, id, lead.Member), HouseholdLead)
	wantReason(t, "removed by another", w.RemoveFromHousehold(ctx, m, id, other.Member), HouseholdNotLead)
	must(0, w.RemoveFromHousehold(ctx, lead, id, other.Member))(t)
	wantReason(t, "twice", w.RemoveFromHousehold(ctx, lead, id, other.Member), HouseholdGone)
	if told := w.toldOf(other); len(told) != 1 || told[0].notice().kind != "household_removed" {
		t.Errorf("told %v", told)
	}
	wantReason(t, "to a stranger", w.OfferHousehold(ctx, lead, id, other.Member), HouseholdGone)
	must(0, w.OfferHousehold(ctx, lead, id, m.Member))(t)
	must(0, w.OfferHousehold(ctx, lead, id, 0))(t)
	wantReason(t, "taken back", w.AnswerHousehold(ctx, m, id, true), HouseholdNoOffer)
	must(0, w.OfferHousehold(ctx, lead, id, m.Member))(t)
	must(0, w.AnswerHousehold(ctx, m, id, true))(t)
	if h := must(w.Household(ctx, lead.Member, id))(t); h.Primary != m.Member || h.Offered != 0 {
		t.Errorf("handed over: %+v", h)
	}
	must(0, w.OfferHousehold(ctx, m, id, lead.Member))(t)
	must(0, w.AnswerHousehold(ctx, lead, id, true))(t)

	must(0, w.GiveUpHome(ctx, lead, claim.ID, string(DayOf(w.Now(), w.Club().Zone))))(t)
	if h := must(w.Household(ctx, second.Member, id))(t); h.Primary != second.Member || slices.Contains(w.people(second, id), lead.Member) || len(h.People) != 2 {
		t.Errorf("with the next owner: %+v", h)
	}
	must(0, w.LeaveHousehold(ctx, m, id))(t)
	must(0, w.LeaveHousehold(ctx, second, id))(t) // the last one: it ends
	if n := w.rows("SELECT COUNT(*) FROM household_members WHERE left_at IS NULL"); n != 0 {
		t.Errorf("%d are in a household that is over", n)
	}
	if h := must(w.HomeRecord(ctx, SystemActor, claim.Home))(t); len(h.Household) != 0 {
		t.Errorf("%+v", h.Household)
	}
}

// An owner of the home who has handed the lead to somebody who is none is not removed by them, and takes the lead back, also
// after having left; from another owner nobody takes it.
func TestOwnerLeads(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner, claim, id := w.house()
	f, second := w.join("张三", "13700000001"), w.join("王建国", "13800138001")
	must(w.AcceptInvite(ctx, f, w.invite(owner, id)))(t)
	theirs := must(w.ClaimHome(ctx, second, w.address("3", "1", "1802")))(t)
	hand := func(from, to Actor) {
		t.Helper()
		must(0, w.OfferHousehold(ctx, from, id, to.Member))(t)
		must(0, w.AnswerHousehold(ctx, to, id, true))(t)
	}
	take := func(who Actor, claim int64) error { _, err := w.LeadHousehold(ctx, who, claim); return err }
	stands := func(who Actor, claim int64) HouseholdStand {
		t.Helper()
		return must(w.HouseholdOfClaim(ctx, who.Member, claim))(t)
	}
	wantReason(t, "from an owner", take(second, theirs.ID), HouseholdOther)
	if err := take(f, claim.ID); KindOf(err) != NotFound {
		t.Errorf("by another's claim: %v", err)
	}

	hand(owner, f)
	if h := must(w.Household(ctx, f.Member, id))(t); h.MayRemove(owner.Member) || h.MayRemove(f.Member) || h.MayLead() {
		t.Error("who is no owner may remove the owner, or lead it anew")
	}
	wantReason(t, "an owner is removed", w.RemoveFromHousehold(ctx, f, id, owner.Member), HouseholdOwner)
	if h := must(w.Household(ctx, owner.Member, id))(t); !h.MayLead() || h.Claim != claim.ID {
		t.Error("the owner may not take the lead back")
	}
	must(0, take(owner, claim.ID))(t)
	must(0, take(owner, claim.ID))(t) // twice is once
	if h := must(w.Household(ctx, f.Member, id))(t); h.Primary != owner.Member || len(h.People) != 2 {
		t.Errorf("taken back: %+v", h)
	}
	if told := w.toldOf(f); told[0].notice().kind != "household_taken" {
		t.Errorf("who led it is told %v", told)
	}

	hand(owner, f)
	must(0, w.LeaveHousehold(ctx, owner, id))(t)
	if at := stands(owner, claim.ID); at != (HouseholdStand{ID: id, MayLead: true}) {
		t.Errorf("it stands for the owner who has left as %+v", at)
	}
	_, err := w.BeginHousehold(ctx, owner, claim.ID)
	wantReason(t, "begun where a friend leads", err, HouseholdLed)
	var others []Actor
	for i := range 5 {
		others = append(others, w.join("李四", fmt.Sprintf("1370000010%d", i)))
		must(w.AcceptInvite(ctx, others[i], w.invite(f, id)))(t)
	}
	wantReason(t, "without room", take(owner, claim.ID), HouseholdFull)
	must(0, w.LeaveHousehold(ctx, others[0], id))(t)
	must(0, take(owner, claim.ID))(t)
	if at := stands(owner, claim.ID); !at.In || !at.Leads || at.MayLead {
		t.Errorf("come back: %+v", at)
	}
	was := func(who Actor) bool { return must(w.WasInHousehold(ctx, who.Member, id))(t) }
	if !was(others[0]) || was(second) || was(f) {
		t.Error("who was in it and is not any more")
	}

	for _, who := range append(others[1:], f) {
		must(0, w.RemoveFromHousehold(ctx, owner, id, who.Member))(t)
	}
	must(0, w.LeaveHousehold(ctx, owner, id))(t)
	wantReason(t, "one that is over", take(owner, claim.ID), HouseholdOver)
	_, err = w.BeginHousehold(ctx, second, theirs.ID)
	wantReason(t, "begun by who was verified second", err, HouseholdFirst)
	if at := stands(owner, claim.ID); at != (HouseholdStand{MayBegin: true}) || !was(owner) || !was(f) {
		t.Errorf("over: %+v", at)
	}
}

// What one was told of an offer counts as read once one has answered it; what was told of another household does not.
func TestOfferAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner, _, id := w.house()
	f := w.join("张三", "13700000001")
	must(w.AcceptInvite(ctx, f, w.invite(owner, id)))(t)
	unread := func() int64 {
		t.Helper()
		n := w.rows("SELECT COUNT(*) FROM notices WHERE member_id = ? AND read_at IS NULL", f.Member)
		if kept := w.rows("SELECT unread FROM members WHERE id = ?", f.Member); kept != n {
			t.Errorf("%d are unread, and %d kept", n, kept)
		}
		return n
	}
	w.tell(f, HouseholdOffered{Household: id + 1, Cause: 1})
	for _, accept := range []bool{false, true} {
		must(0, w.OfferHousehold(ctx, owner, id, f.Member))(t)
		if n := unread(); n != 2 {
			t.Errorf("offered: %d are unread", n)
		}
		must(0, w.AnswerHousehold(ctx, f, id, accept))(t)
		if n := unread(); n != 1 {
			t.Errorf("answered %t: %d are unread", accept, n)
		}
	}
}

// What one was told names who of the household did it, as long as they are in the club; the books keep no name with it, and what
// is sent out has none.
func TestHouseholdNoticeNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner, _, id := w.house()
	f := w.join("张三丰", "13700000001")
	must(w.AcceptInvite(ctx, f, w.invite(owner, id)))(t)
	must(0, w.OfferHousehold(ctx, owner, id, f.Member))(t)
	must(0, w.AnswerHousehold(ctx, f, id, false))(t)
	names := func() (joined, answered string) {
		t.Helper()
		told := w.toldOf(owner)
		return told[1].(HouseholdJoined).Name, told[0].(HouseholdAnswered).Name
	}
	if a, b := names(); a != "张三丰" || b != "张三丰" {
		t.Errorf("joined %q, answered %q", a, b)
	}
	list, _, err := w.Notices(ctx, f.Member, 0)
	if n := must(w.Notice(ctx, f.Member, list[0].ID))(t); err != nil || n.Telling.(HouseholdOffered).Name != "陈美玲" {
		t.Errorf("offered by %+v, %v", n, err)
	}
	if n := w.rows("SELECT COUNT(*) FROM notices WHERE args LIKE '%张三丰%' OR args LIKE '%陈美玲%'"); n != 0 {
		t.Errorf("%d notices keep a name", n)
	}
	must(0, w.Leave(ctx, w.again("13700000001"), true))(t)
	w.pass(15 * 24 * time.Hour)
	_ = must(w.EraseDue(ctx, 10))(t)
	if a, b := names(); a != "" || b != "" {
		t.Errorf("of who was erased: %q, %q", a, b)
	}
}

// When who leads a household leaves the club, the first verified owner leads it, else who has been in it the longest; what the
// one who left has invited to is good for nothing, and they are told nothing any more.
func TestLeadLeavesClub(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	owner, claim, id := w.house()
	f, g := w.join("张三", "13700000001"), w.join("李四", "13700000002")
	for _, who := range []Actor{f, g} {
		must(w.AcceptInvite(ctx, who, w.invite(owner, id)))(t)
	}
	lead := func(who Actor) {
		t.Helper()
		must(0, w.OfferHousehold(ctx, owner, id, who.Member))(t)
		must(0, w.AnswerHousehold(ctx, who, id, true))(t)
	}
	goes := func(phone string) {
		t.Helper()
		must(0, w.Leave(ctx, w.again(phone), true))(t)
		w.pass(15 * 24 * time.Hour)
		_ = must(w.EraseDue(ctx, 10))(t)
	}
	lead(f)
	must(0, w.Leave(ctx, w.again("13700000001"), true))(t)
	w.pass(14*24*time.Hour - time.Hour)
	open := w.invite(w.again("13700000001"), id)
	w.pass(2 * time.Hour)
	_ = must(w.EraseDue(ctx, 10))(t)
	if h := must(w.Household(ctx, owner.Member, id))(t); h.Primary != owner.Member || len(h.People) != 2 {
		t.Errorf("the owner does not lead it: %+v", h)
	}
	told := w.toldOf(owner)
	if len(told) == 0 || told[0].notice().kind != "household_yours" {
		t.Errorf("the owner is told %v", told)
	}
	_, err := w.AcceptInvite(ctx, w.join("王五", "13700000003"), open)
	wantReason(t, "an invitation of who has left", err, InviteWithdrawn)
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.tell(f.Member, HouseholdEnded{Cause: 1}) }))(t)
	if n := w.rows("SELECT COUNT(*) FROM notices WHERE member_id = ? AND args <> ''", f.Member); n != 0 {
		t.Errorf("who has left is told %d times", n)
	}

	// Without an owner in it, who is there the longest leads it; the last one ends it.
	w.harm("UPDATE home_claims SET state = 'ended'")
	lead(g)
	goes("13700000002")
	if h := must(w.Household(ctx, owner.Member, id))(t); h.Primary != owner.Member {
		t.Errorf("nobody leads it: %+v", h)
	}
	goes("13800138000")
	if n := w.rows("SELECT COUNT(*) FROM households WHERE ended_at IS NULL"); n != 0 {
		t.Error("a household of nobody stands, and keeps the next owner out")
	}
	next := w.join("王建国", "13800138001")
	c := must(w.ClaimHome(ctx, next, w.address("3", "1", "1802")))(t)
	if again := must(w.BeginHousehold(ctx, next, c.ID))(t); again == id || claim.ID == c.ID {
		t.Errorf("the next owner's household: %d", again)
	}
	if f, sick := w.findings(true)["households"]; sick {
		t.Errorf("the doctor: %+v", f)
	}
}

// An invitation for one phone does not become one for anybody when whoever has it, or has made it, is erased.
func TestInviteOfErased(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, _, id := w.house()
	must(w.ClaimHome(ctx, w.join("王建国", "13800138001"), w.address("3", "1", "1802")))(t)
	w.pass(time.Hour)
	w.join("李四", "13700000002")
	for i, goes := range []string{"13700000002", "13800138000"} {
		must(0, w.Leave(ctx, w.again(goes), true))(t)
		w.pass(14*24*time.Hour - time.Hour)
		token := must(w.InviteToHousehold(ctx, w.again("13800138000"), id, []string{goes, "13700000009"}[i], "CN", Hans))(t)
		w.pass(2 * time.Hour)
		_ = must(w.EraseDue(ctx, 10))(t)
		if n := w.rows("SELECT COUNT(*) FROM household_invitations WHERE phone <> ''"); n != 0 {
			t.Errorf("%s: %d phones are kept", goes, n)
		}
		_, err := w.AcceptInvite(ctx, w.join("王五", fmt.Sprintf("1370000001%d", i)), token)
		wantReason(t, goes, err, InviteWithdrawn)
	}
}

// Who joins the club and is named by the register for a home with a household is offered to claim it, and who leads that is told.
func TestSuggestedHomes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lead, _, _ := w.house()
	m := w.join("王建国", "13800138001")
	list := must(w.SuggestedHomes(ctx, m.Member))(t)
	if len(list) != 1 || list[0].Short() != "3-1-1802" {
		t.Errorf("%+v", list)
	}
	if told := w.toldOf(lead); len(told) != 1 || told[0].notice().kind != "household_hint" {
		t.Errorf("told %v", told)
	}
	must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	if list := must(w.SuggestedHomes(ctx, m.Member))(t); len(list) != 0 {
		t.Errorf("once claimed: %+v", list)
	}
	if list := must(w.SuggestedHomes(ctx, w.join("李芸", "13800138002").Member))(t); len(list) != 0 {
		t.Errorf("a home without a household: %+v", list)
	}
}

// A phone that came from a file is nobody's until a code has been read there: no home is offered and no invitation taken by it.
func TestUnprovenHousehold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	lead, _, id := w.house()
	must(w.ConfirmMembers(ctx, admin.Actor, w.membersFile(admin.Actor, "name,phone,email\n王建国,13800138001,thief@example.com\n")))(t)
	m := must(w.Session(ctx, MemberDoor, must(w.byCode("thief@example.com"))(t)))(t).Actor()
	token := must(w.InviteToHousehold(ctx, lead, id, "13800138001", "CN", Hans))(t)
	if list := must(w.SuggestedHomes(ctx, m.Member))(t); len(list) != 0 {
		t.Errorf("the register's home of a phone that nobody has proven: %+v", list)
	}
	i, err := w.HouseholdInvite(ctx, m.Member, token)
	wantReason(t, "looked at", err, InviteNotYours)
	if i != nil {
		t.Errorf("the refusal tells %+v", i)
	}
	_, err = w.AcceptInvite(ctx, m, token)
	wantReason(t, "accepted", err, InviteNotYours)
	w.pass(time.Minute)
	browser, code := w.code(MemberDoor, "13800138001")
	must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t)
	if list := must(w.SuggestedHomes(ctx, m.Member))(t); len(list) != 1 {
		t.Errorf("once it is proven: %+v", list)
	}
	if joined := must(w.AcceptInvite(ctx, m, token))(t); joined != id {
		t.Errorf("joined %d", joined)
	}
}
