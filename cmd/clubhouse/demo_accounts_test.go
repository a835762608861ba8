package main

import (
	"strings"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/worker"
)

// What may become of an account is there to be seen, and each goes on from where it stands.
func TestDemoAccounts(t *testing.T) {
	t.Parallel()
	s, kept := reopen(t)
	ctx := t.Context()
	told := func(about string) worker.SignIn {
		for _, p := range kept.SignIns {
			if strings.Contains(p.About, about) {
				return p.SignIn
			}
		}
		t.Fatalf("nobody of whom it says %q", about)
		return worker.SignIn{}
	}
	keyed := told(demoEmail)
	for _, login := range []string{keyed.Login, demoEmail} {
		token, err := s.SignInMember(ctx, login, "CN", demoPassword, db.Client{})
		if err != nil {
			t.Fatalf("%s: %v", login, err)
		}
		if in, err := s.Session(ctx, db.MemberDoor, token); err != nil || in.Name != keyed.Name {
			t.Errorf("%s: %+v %v", login, in, err)
		}
	}
	leaving := byCode(t, s, told("leave"))
	if day := s.Club().Day(leaving.Member.LeavesAt); day.Format(time.DateOnly) != demoNow.AddDate(0, 0, 11).Format(time.DateOnly) {
		t.Errorf("who has asked to leave is gone on %v", day)
	}
	if err := s.Stay(ctx, leaving.Actor()); err != nil {
		t.Error(err)
	}
	resting := told("away")
	if browser, e := proves(t, s, resting); e.Next != db.StepKnow {
		t.Errorf("who was away: %+v", e)
	} else if _, err := s.Recognise(ctx, browser, resting.Name, db.Client{}); err != nil {
		t.Error(err)
	}
	browser, e := proves(t, s, worker.SignIn{Door: db.MemberDoor, Login: demoJoining})
	if d, err := s.JoiningDraft(ctx, browser); err != nil || e.Next != db.StepJoin || d.Part() != db.JoinPlace {
		t.Errorf("who stopped in the middle: %+v %+v %v", e, d, err)
	}
	if pairs, _, err := s.Duplicates(ctx, db.SystemActor, 0); err != nil || len(pairs) != 1 {
		t.Errorf("%d pairs wait: %v", len(pairs), err)
	}
	if gone, err := s.Erasures(ctx, 0); err != nil || len(gone) != 1 {
		t.Errorf("erased: %v %v", gone, err)
	}
	checkMerge(t, s)
	for _, f := range s.Examine(ctx, true) {
		if f.Grade == db.Bad {
			t.Errorf("%s: %s", f.Name, f.Text)
		}
	}
}

// checkMerge asks that the pair that was made one can be taken apart.
func checkMerge(t *testing.T, s *db.Store) {
	t.Helper()
	var merge int64
	if err := s.Read(t.Context(), func(rx *db.Rx) error {
		var failed error
		for line := range s.ListAll(t.Context(), db.SystemActor, db.MemberList, db.MemberList.Query(nil), &failed) {
			list, err := rx.Queries.MergesOf(t.Context(), line.ID)
			if err != nil {
				return err
			}
			for _, m := range list {
				merge = m.Merge.ID
			}
		}
		return failed
	}); err != nil || merge == 0 {
		t.Fatalf("merge %d: %v", merge, err)
	}
	if err := s.UndoMerge(t.Context(), db.SystemActor, merge); err != nil {
		t.Error(err)
	}
}

// proves has somebody prove their phone at a door.
func proves(t *testing.T, s *db.Store, p worker.SignIn) (browser string, e db.Entry) {
	t.Helper()
	ctx := t.Context()
	browser, err := s.RequestCode(ctx, p.Door, "", db.Destination{Phone: p.Login}, db.Hans, db.Client{})
	if err != nil {
		t.Fatal(err)
	}
	jobs, err := s.LeaseJobs(ctx, 10)
	if err != nil || len(jobs) != 1 {
		t.Fatalf("%d messages wait besides the code: %v", len(jobs)-1, err)
	}
	m, _, _ := jobs[0].Message()
	if err := s.FinishJob(ctx, jobs[0]); err != nil {
		t.Fatal(err)
	}
	if e, err = s.EnterCode(ctx, p.Door, browser, m.Args["code"], db.Client{}); err != nil {
		t.Fatal(err)
	}
	return browser, e
}
