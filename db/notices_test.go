package db

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"
)

// toldOf answers what the member was told, newest first.
func (w *world) toldOf(m Actor) (out []Telling) {
	w.t.Helper()
	list, _, err := w.Notices(ctx, m.Member, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, n := range list {
		out = append(out, n.Telling)
	}
	return out
}

func (w *world) tell(m Actor, n Telling) {
	w.t.Helper()
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.tell(m.Member, n) }))(w.t)
}

// unread answers how many of the member's notices their pages say are unread, which is how many there are.
func (w *world) unread(m Actor) int64 {
	w.t.Helper()
	n := w.rows("SELECT unread FROM members WHERE id = ?", m.Member)
	if is := w.rows("SELECT COUNT(*) FROM notices WHERE member_id = ? AND read_at IS NULL", m.Member); is != n {
		w.t.Errorf("the pages say %d unread, and there are %d", n, is)
	}
	return n
}

// way answers how the member's newest notice stands by the channel.
func (w *world) way(m Actor, by Channel) Delivery {
	w.t.Helper()
	list, _, err := w.MemberNotices(ctx, SystemActor, m.Member, 0)
	if err != nil || len(list) == 0 {
		w.t.Fatal("nothing was told", err)
	}
	for _, d := range list[0].Deliveries {
		if d.Channel == by {
			return d
		}
	}
	w.t.Fatalf("nothing of %s", by)
	return Delivery{}
}

func (w *world) wantWay(what string, m Actor, by Channel, state DeliveryState, why string, at int64) {
	w.t.Helper()
	if d := w.way(m, by); d.State != state || d.Why != why || at != 0 && d.At != at {
		w.t.Errorf("%s: %+v, want %s %q at %d", what, d, state, why, at)
	}
}

// Each kind of notice has a name and a cause of its own, and comes back from its row as it was.
func TestTellings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	home := NoticeHome{Text{"半岛花园", "半島花園", "Peninsula"}, HomeAddress{w.community, "3", "1", "1802"}}
	all := []Telling{
		HomeVerified{1, home}, HomeRefused{2, home, "名册上没有 {home}"}, HomeSold{3, home, "2026-11-20"},
		VouchersEnd{"2026-11-24", w.Now() + 9, 2, 5, Text{"晚市", "晚市", "Dinner"}}, TierSet{6, Jade},
		LeavingSet{8, "2026-12-05"}, CardRenewed{7, true, true}, BirthdayToday{2026},
		HomeAsked{7, 8, home, "请补照片"}, HouseholdJoined{9, 10, home, Another{Who: 5}}, HouseholdRemoved{11, home}, HouseholdOffered{9, 12, home, Another{}},
		HouseholdAnswered{9, 13, home, true, Another{}}, HouseholdYours{9, 14, home}, HouseholdEnded{15, home}, HouseholdHint{9, 16, home}, HouseholdTaken{9, 17, home},
	}
	if len(all) != len(tellings) {
		t.Fatal("a kind is missing here")
	}
	for i, n := range all {
		if n.notice().kind != tellings[i].kind || n.notice().path == "" {
			t.Errorf("%T is not declared", n)
		}
		w.tell(m, n)
		w.tell(m, n) // once ever
	}
	slices.Reverse(all)
	if got := w.toldOf(m); !slices.Equal(got, all) || w.unread(m) != int64(len(all)) {
		t.Errorf("told %v, unread %d", got, w.unread(m))
	}
	w.exec("UPDATE notices SET args = ''") // erased
	if got := w.toldOf(m); len(got) != len(all) || got[0] != (HouseholdTaken{}) {
		t.Errorf("after erasure %v", got)
	}
	w.exec("UPDATE notices SET kind = 'of a newer binary' WHERE kind = 'tier_set'")
	if got := w.toldOf(m); len(got) != len(all)-1 {
		t.Errorf("unknown kinds: %v", got)
	}
}

// A member is told once of a cause, by however many at the same moment, and the number of unread is right.
func TestToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	must(0, w.SetService(ctx, m, true, false, Hans))(t)
	other := w.beside()
	w.sent()
	var wg sync.WaitGroup
	for i := range 16 {
		s := []*Store{w.Store, other.Store}[i%2]
		wg.Go(func() {
			for n := range int64(4) {
				if err := s.Write(ctx, SystemActor, func(tx *Tx) error { return tx.tell(m.Member, TierSet{n, Jade}) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n, sent := w.unread(m), len(w.sent()); n != 4 || sent != 4 {
		t.Errorf("%d unread, %d sent", n, sent)
	}
	list, _, err := w.Notices(ctx, m.Member, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 16 { // read together, each by itself and all at once
		s := []*Store{w.Store, other.Store}[i%2]
		wg.Go(func() {
			if i%4 == 3 {
				must(0, s.ReadNotices(ctx, m, list[1].ID))(t)
			}
			if n, err := s.ReadNotice(ctx, m, list[i%3+1].ID); err != nil || n.Path() != "/me" {
				t.Error(n, err)
			}
		})
	}
	wg.Wait()
	if n := w.unread(m); n != 1 {
		t.Errorf("%d unread, want the newest, which nobody saw", n)
	}
	stranger := w.join("张三丰", "13700000001")
	if _, err := w.ReadNotice(ctx, stranger, list[0].ID); KindOf(err) != NotFound {
		t.Errorf("another's: %v", err)
	}
	if _, err := w.Notice(ctx, stranger.Member, list[0].ID); KindOf(err) != NotFound {
		t.Errorf("another's: %v", err)
	}
	must(0, w.ReadNotices(ctx, stranger, 1<<62))(t)
	if n := w.unread(m); n != 1 {
		t.Errorf("%d unread after another has read theirs", n)
	}
	w.exec("UPDATE members SET unread = 7 WHERE id = ?", m.Member)
	if f := w.findings(false)["notices"]; f.Grade != Bad {
		t.Errorf("doctor: %+v", f)
	}
}

// What is not told stands nowhere: the act that tells is undone as a whole.
func TestToldWithItsAct(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	must(0, w.SetService(ctx, m, true, true, Hans))(t)
	w.sent()
	wantReason(t, "an act that fails", w.Write(ctx, SystemActor, func(tx *Tx) error {
		if err := tx.tell(m.Member, TierSet{1, Jade}); err != nil {
			return err
		}
		return refuse(NameMissing)
	}), NameMissing)
	if n := w.unread(m); n != 0 || len(w.sent()) != 0 || w.rows("SELECT COUNT(*) FROM deliveries") != 0 {
		t.Errorf("%d unread", n)
	}
}

func TestQuietHours(t *testing.T) {
	t.Parallel()
	load := func(name string) *time.Location { return must(time.LoadLocation(name))(t) }
	at := func(zone *time.Location, s string) int64 {
		return must(time.ParseInLocation("2006-01-02 15:04", s, zone))(t).Unix()
	}
	for _, c := range []struct{ zone, due, goes string }{
		{"Asia/Shanghai", "2026-11-21 20:59", "2026-11-21 20:59"},
		{"Asia/Shanghai", "2026-11-21 21:00", "2026-11-22 09:00"},
		{"Asia/Shanghai", "2026-11-21 23:59", "2026-11-22 09:00"},
		{"Asia/Shanghai", "2026-11-22 00:00", "2026-11-22 09:00"},
		{"Asia/Shanghai", "2026-11-22 08:59", "2026-11-22 09:00"},
		{"Asia/Shanghai", "2026-11-22 09:00", "2026-11-22 09:00"},
		{"Asia/Shanghai", "2026-12-31 22:00", "2027-01-01 09:00"},
		{"Europe/Berlin", "2026-03-28 22:00", "2026-03-29 09:00"}, // a night of eleven hours less one
		{"Europe/Berlin", "2026-03-29 01:30", "2026-03-29 09:00"},
		{"Europe/Berlin", "2026-10-24 22:00", "2026-10-25 09:00"}, // and of one more
		{"America/New_York", "2026-11-01 00:30", "2026-11-01 09:00"},
	} {
		zone := load(c.zone)
		if got := afterQuiet(at(zone, c.due), zone); got != at(zone, c.goes) {
			t.Errorf("%s in %s goes out %s, want %s", c.due, c.zone, time.Unix(got, 0).In(zone), c.goes)
		}
	}
}

// Only who has agreed is sent a notice, at an address that the account has, and staff see why another is not.
func TestDeliveries(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	n := int64(0)
	tell := func() { n++; w.tell(m, TierSet{n, Jade}) }
	job := func() Job {
		t.Helper()
		jobs := must(w.LeaseKind(ctx, JobSMS, 9))(t)
		if len(jobs) != 1 {
			t.Fatalf("%d jobs", len(jobs))
		}
		return jobs[0]
	}
	out := func(j Job) Outgoing { t.Helper(); return must(w.Outgoing(ctx, j))(t) }
	w.sent()
	tell()
	w.wantWay("without consent", m, BySMS, Unsent, WhyNotAgreed, 0)
	w.wantWay("without an address", m, ByEmail, Unsent, WhyNoAddress, 0)

	must(0, w.SetService(ctx, m, true, true, Hans))(t)
	tell()
	w.wantWay("agreed", m, BySMS, Queued, "", w.Now())
	j := job()
	if o := out(j); o.To.Phone != "+8613800138000" || o.Locale != Hans || o.Telling != (TierSet{n, Jade}) || o.Not != "" || o.Hold != 0 {
		t.Errorf("goes out as %+v", o)
	}
	must(0, w.SetLocale(ctx, m, En))(t)
	if o := out(j); o.Locale != En {
		t.Errorf("in the language of the account: %+v", o)
	}
	must(0, w.FinishJob(ctx, j))(t)
	w.wantWay("sent", m, BySMS, Sent, "", w.Now())
	if err := w.FailJob(ctx, j, "late"); KindOf(err) != Conflict {
		t.Error(err)
	}
	w.wantWay("told by who holds it no more", m, BySMS, Sent, "", 0)

	tell()
	must(0, w.SetService(ctx, m, false, true, Hans))(t)
	j = job()
	if o := out(j); o.Not != WhyWithdrawn {
		t.Errorf("withdrawn, %+v", o)
	}
	must(0, w.DropJob(ctx, j, WhyWithdrawn))(t)
	w.wantWay("withdrawn", m, BySMS, Unsent, WhyWithdrawn, w.Now())

	must(0, w.SetService(ctx, m, true, false, Hans))(t)
	tell()
	w.exec("UPDATE members SET left_at = 1 WHERE id = ?", m.Member)
	if o := out(job()); o.Not != WhyLeft {
		t.Errorf("left, %+v", o)
	}
	w.exec("UPDATE members SET left_at = NULL WHERE id = ?", m.Member)
	w.pass(time.Hour)
	w.sent()

	w.set(21, 22) // the quiet hours
	tell()
	morning := afterQuiet(w.Now(), w.Club().Zone)
	w.wantWay("at night", m, BySMS, Held, "", morning)
	if jobs := must(w.LeaseKind(ctx, JobSMS, 9))(t); len(jobs) != 0 {
		t.Error("a message goes out at night")
	}
	w.pass(11 * time.Hour)
	j = job()
	w.pass(13 * time.Hour) // the club stood still until the next night
	w.exec("UPDATE jobs SET leased_until = ? WHERE id = ?", w.Now()+leaseSeconds, j.ID)
	if o := out(j); o.Hold != morning+86400 {
		t.Errorf("the next night: %+v", o)
	}
	must(0, w.HoldJob(ctx, j, morning+86400))(t)
	w.wantWay("held again", m, BySMS, Held, "", morning+86400)
	w.pass(11 * time.Hour)
	w.wantWay("its time has come", m, BySMS, Queued, "", 0)
	must(0, w.FinishJob(ctx, job()))(t)
	w.wantWay("in the morning", m, BySMS, Sent, "", w.Now())

	tell()
	for range mostTries {
		w.pass(-w.clock.now().Sub(time.Unix(afterQuiet(w.Now(), w.Club().Zone), 0)))
		must(0, w.FailJob(ctx, job(), "the line is down"))(t)
		w.pass(2 * time.Hour)
	}
	w.wantWay("given up", m, BySMS, Failed, "the line is down", 0)
	dead := must(w.Work(ctx, SystemActor, 0))(t).Dead
	if len(dead) != 1 || dead[0].Notice != (TierSet{n, Jade}) || dead[0].To != MaskPhone("+8613800138000") || !dead[0].Again {
		t.Errorf("the desk sees %+v", dead)
	}
	must(0, w.ResendJob(ctx, SystemActor, dead[0].ID))(t)
	w.wantWay("again", m, BySMS, Queued, "", w.Now())

	w.exec("UPDATE accounts SET email = 'chen@example.com', phone = NULL WHERE id = ?", m.Account)
	must(0, w.SetService(ctx, m, true, true, Hans))(t)
	w.set(28, 23)
	tell()
	w.wantWay("the phone is gone", m, BySMS, Unsent, WhyNoAddress, 0)
	w.wantWay("a mail disturbs nobody at night", m, ByEmail, Queued, "", w.Now())
}

// Members are told of vouchers three days before these end, once a day of ending however many end with it.
func TestEndings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, other := w.join("陈美玲", "13800138000"), w.join("张三丰", "13700000001")
	ends := func(day, hour int) func(*Offer) {
		return func(o *Offer) {
			o.RedeemDays, o.RedeemTo = 0, time.Date(2026, 11, day, hour, 0, 0, 0, w.Club().Zone).Unix()
			o.ClaimTo = o.RedeemTo
		}
	}
	tell := func() {
		t.Helper()
		w.rereads = true
		must(0, w.TellEndings(ctx, 2))(t) // small acts
	}
	days := func(m Actor) (out []string) {
		for _, n := range w.toldOf(m) {
			v := n.(VouchersEnd)
			out = append(out, fmt.Sprint(v.Day, " ", v.Count))
		}
		return out
	}
	want := func(what string, m Actor, want ...string) {
		t.Helper()
		if got := days(m); !slices.Equal(got, want) {
			t.Errorf("%s: told of %v, want %v", what, got, want)
		}
	}
	ten := w.offer(ends(25, 24))
	for n := range 10 {
		w.issue(m, ten, n)
	}
	noon := w.offer(ends(25, 12))
	w.issue(m, noon, 20)
	w.issue(other, ten, 21)
	used := w.issue(other, noon, 22)
	must(w.RedeemVoucher(ctx, w.till, used.Code, nil, key(23)))(t)
	w.issue(other, w.offer(ends(23, 24)), 24) // is known to end: it was claimed today, the 21st
	w.issue(other, w.offer(ends(29, 24)), 25)
	tell()
	want("on the 21st", m)
	want("on the 21st", other)
	w.set(22, 0)
	before := w.rows("SELECT COUNT(*) FROM audit")
	var wg sync.WaitGroup
	beside := w.beside()
	for i := range 4 { // two processes, whatever they believe
		s := []*Store{w.Store, beside.Store}[i%2]
		wg.Go(func() { must(0, s.TellEndings(ctx, 3))(t) })
	}
	wg.Wait()
	want("on the 22nd", m, "2026-11-25 11")
	want("on the 22nd", other, "2026-11-25 1")
	if n := w.rows("SELECT COUNT(*) FROM audit") - before; n != 2 {
		t.Errorf("%d audit rows for 2 notices", n)
	}
	if n := w.unread(m); n != 1 {
		t.Errorf("%d unread", n)
	}
	w.issue(m, ten, 26)
	tell()
	want("claimed since", m, "2026-11-25 11")
	first := w.toldOf(other)[0].(VouchersEnd)
	if first.Title.Hans != "晚市主餐八折" || first.notice().path != fmt.Sprint("/vouchers/", first.Voucher) || w.toldOf(m)[0].notice().path != "/vouchers" {
		t.Errorf("told %+v", first)
	}

	w.set(29, 20) // the club stood still: of what has ended nobody hears, of what is about to they do
	late := w.join("李芸", "13800138002")
	w.issue(late, w.offer(ends(30, 24)), 27)
	tell()
	want("after a stop", other, "2026-11-29 1", "2026-11-25 1")
	want("just claimed", late)
	w.exec("UPDATE members SET left_at = 1 WHERE id = ?", other.Member)
}
