package db

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// atOnce does the acts at the same moment, each by the process beside that of the one before, and answers what came of each.
func atOnce(processes []*world, acts ...func(w *world) error) []error {
	errs := make([]error, len(acts))
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i, act := range acts {
		wg.Go(func() { <-start; errs[i] = act(processes[i%len(processes)]) })
	}
	close(start)
	wg.Wait()
	return errs
}

// oneOf asks that one of the acts was done, and that the others were told why not.
func oneOf(t *testing.T, what string, errs []error, why Reason) {
	t.Helper()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if ReasonOf(err) != why {
			t.Errorf("%s: %v", what, err)
		}
	}
	if done != 1 {
		t.Errorf("%s: %d did it: %v", what, done, errs)
	}
}

// What several at the desk do at the same moment, at two processes of the club, is done once, and who comes second is told.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	both := []*world{w, w.beside()}
	ann, bob, lin := w.hire("ann@club.example", Admin, ScopeAll, 0).Actor, w.hire("bob@club.example", Admin, ScopeAll, 0).Actor, w.hire("lin@club.example", Admin, ScopeAll, 0).Actor
	acts := func(act string) int64 { return w.rows("SELECT COUNT(*) FROM audit WHERE act = '" + act + "'") }
	m := w.join("陈美玲", "13800138000")
	must(0, w.SetService(ctx, m, true, false, Hans))(t)
	w.exec("INSERT INTO merchants (id, kind, name_hans, name_hant, name_en, phone) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001) " +
		"SELECT i, 'shop', '茶居', '', '', '' FROM n")

	for n := range 4 {
		must(0, w.refreshClub(ctx))(t) // or within two seconds, after what the other process has changed
		// An edit of what was read together: the second is told what has changed, and by whom.
		limits := w.Club().Values(Limits).Revision()
		set := func(by Actor, to int64) func(*world) error {
			return func(w *world) error { return w.EditSettings(ctx, by, Limits, Values{"home_claims": to}, limits) }
		}
		errs := atOnce(both, set(ann, int64(4+2*n)), set(bob, int64(5+2*n)))
		oneOf(t, "a setting", errs, ChangedMeanwhile)
		for _, err := range errs {
			if e, ok := err.(*Error); ok && (e.Kind != Conflict || e.Args[0] != "职员") {
				t.Errorf("a setting: who came second is told %+v", e)
			}
		}
		draft := must(w.TextPage(ctx, ann, About))(t).Draft
		write := func(by Actor, words string) func(*world) error {
			return func(w *world) error {
				return w.EditText(ctx, by, About, Draft{Hans: fmt.Sprint(words, n), Seen: draft.Revision()})
			}
		}
		oneOf(t, "a text", atOnce(both, write(ann, "甲"), write(bob, "乙")), ChangedMeanwhile)
		draft = must(w.TextPage(ctx, ann, About))(t).Draft
		publish := func(by Actor) func(*world) error {
			return func(w *world) error {
				_, err := w.PublishText(ctx, by, About, string(w.Today()), draft.Revision())
				return err
			}
		}
		oneOf(t, "a text published", atOnce(both, publish(ann), publish(bob)), TextSame)
		club := *w.Club()
		name := func(by Actor, to string) func(*world) error {
			return func(w *world) error {
				c := club
				c.Hotline, c.Seen = to, club.Revision()
				return w.EditClub(ctx, by, c)
			}
		}
		oneOf(t, "the club's page", atOnce(both, name(ann, fmt.Sprint("400 000 000", n)), name(bob, fmt.Sprint("400 111 111", n))), ChangedMeanwhile)

		// A claim: one decision holds, and the member is told of it alone.
		claim := must(w.ClaimHome(ctx, m, w.address("3", "1", fmt.Sprint(1802+n))))(t)
		w.exec("UPDATE home_claims SET state = 'waiting', home_id = (SELECT MAX(id) FROM homes) WHERE id = ?", claim.ID)
		told := w.rows("SELECT COUNT(*) FROM notices")
		refuse := func(by Actor) func(*world) error {
			return func(w *world) error { return w.DecideClaim(ctx, by, claim.ID, false, "名册上没有") }
		}
		oneOf(t, "a claim", atOnce(both, refuse(ann), refuse(bob), refuse(lin)), ClaimDecided)
		if now := w.rows("SELECT COUNT(*) FROM notices"); now != told+1 {
			t.Errorf("the member is told %d times", now-told)
		}

		// A next step.
		step := w.noteOn(ann, Subject{OnMember, m.Member}, n, "回电", "2099-01-01")
		plan := must(w.Note(ctx, ann, step))(t)
		move := func(by Actor) func(*world) error {
			return func(w *world) error { return w.PlanStep(ctx, by, step, "2099-02-02", by.Account, plan.Plan()) }
		}
		oneOf(t, "a step handed over", atOnce(both, move(bob), move(lin)), ChangedMeanwhile)
		finish := func(by Actor) func(*world) error {
			return func(w *world) error { return w.FinishStep(ctx, by, step) }
		}
		oneOf(t, "a step", atOnce(both, finish(ann), finish(bob), finish(lin)), StepDone)
		w.noteOn(bob, Subject{OnMember, m.Member}, 100+n, "回电", "2099-01-01")
		give := func(to Actor) func(*world) error {
			return func(w *world) error { _, err := w.HandOver(ctx, ann, bob.Account, to.Account); return err }
		}
		w.exec("UPDATE notes SET owner_id = ? WHERE id = ?", bob.Account, step)
		oneOf(t, "what somebody has in hand", atOnce(both, give(ann), give(lin)), NothingInHand)

		// A view under one name is one view.
		views := make([]int64, 4)
		save := func(i int) func(*world) error {
			return func(w *world) (err error) {
				views[i], err = w.SaveListView(ctx, ann, MemberList, fmt.Sprint("金卡", n), MemberList.Query(url.Values{"tier": {"gold"}}), i%2 == 0)
				return err
			}
		}
		for i, err := range atOnce(both, save(0), save(1), save(2), save(3)) {
			if err != nil || views[i] != views[0] {
				t.Errorf("a view: %d beside %d, %v", views[i], views[0], err)
			}
		}

		// A double tap begins one export, and two who stop it stop it once.
		runs, begun := make([]int64, 3), acts("list.exported")
		export := func(i int) func(*world) error {
			return func(w *world) (err error) {
				runs[i], err = w.ExportList(ctx, lin, MerchantList, MerchantList.Query(nil), CSV, Hans)
				return err
			}
		}
		for i, err := range atOnce(both, export(0), export(1), export(2)) {
			if err != nil || runs[i] == 0 || runs[i] != runs[0] {
				t.Errorf("an export is begun as run %d beside %d, %v", runs[i], runs[0], err)
			}
		}
		if now := acts("list.exported"); now != begun+1 {
			t.Errorf("%d exports are logged of one", now-begun)
		}
		stops := acts("run.stopped")
		stop := func(w *world) error { return w.StopRun(ctx, lin, runs[0]) }
		for _, err := range atOnce(both, stop, stop, stop) {
			if err != nil {
				t.Errorf("stopped: %v", err)
			}
		}
		if now := acts("run.stopped"); now != stops+1 {
			t.Errorf("%d stops are logged of one", now-stops)
		}
		must(0, export(0)(w))(t)
		if runs[0] == runs[1] {
			t.Error("one that is to stop is answered to who exports anew")
		}
		for { // both end, so that others may begin
			r := must(w.LeaseRun(ctx))(t)
			if r == nil {
				break
			}
			must(0, w.EndRun(ctx, r, 0, ErrStopped))(t)
		}

		// A notice of one cause.
		told = w.rows("SELECT COUNT(*) FROM notices")
		tell := func(w *world) error {
			return w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.tell(m.Member, TierSet{int64(n), Jade}) })
		}
		for _, err := range atOnce(both, tell, tell, tell, tell) {
			if err != nil {
				t.Errorf("told: %v", err)
			}
		}
		if now := w.rows("SELECT COUNT(*) FROM notices"); now != told+1 || w.unread(m) != now {
			t.Errorf("told %d times, %d of %d unread", now-told, w.unread(m), now)
		}

		// A colleague.
		invite := func(by Actor, email string) func(*world) error {
			return func(w *world) error {
				_, err := w.MailInvitation(ctx, by, Invitation{Email: email, Name: "林静", Locale: Hans, Role: Service, Scope: ScopeAll})
				return err
			}
		}
		email := fmt.Sprintf("new%d@club.example", n)
		oneOf(t, "an invitation", atOnce(both, invite(ann, email), invite(bob, strings.ToUpper(email)), invite(lin, email)), StaffAlready)
	}

	// The tests of a sender are bounded, whichever process they are asked of.
	test := func(w *world) error {
		return w.TestSender(ctx, ann, Destination{Email: "ann@club.example"}, Hans)
	}
	sent := acts("sender.tested")
	for _, err := range atOnce(both, test, test, test, test, test, test, test, test) {
		if err != nil && ReasonOf(err) != TestsTooMany {
			t.Errorf("a sender: %v", err)
		}
	}
	if now := acts("sender.tested"); now != sent+testsPerMinute.most {
		t.Errorf("%d tests were sent within a minute", now-sent)
	}
	w.pass(time.Minute)
	w.sent()
	if sick := w.findings(true); len(sick) > 0 {
		t.Errorf("the books: %v", sick)
	}
}
