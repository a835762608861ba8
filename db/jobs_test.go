package db

import (
	"testing"
	"time"
)

// A job that fails twelve times is given up, and a code that is good no more is dropped with it.
func TestJobGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	must(w.RequestCode(ctx, MemberDoor, "", Destination{Phone: "+8613800138000"}, Hans, Client{}))(t)
	tries := 0
	for range 30 {
		for _, j := range must(w.LeaseKind(ctx, JobSMS, 10))(t) {
			tries++
			if j.Tries != int64(tries) {
				t.Errorf("try %d says it is %d", tries, j.Tries)
			}
			if err := w.FailJob(ctx, j, "the line is down"); err != nil {
				t.Fatal(err)
			}
		}
		if jobs := must(w.LeaseJobs(ctx, 10))(t); len(jobs) != 0 {
			t.Fatal("due again at once")
		}
		w.pass(2 * time.Hour)
	}
	if tries != 12 || w.rows("SELECT COUNT(*) FROM jobs WHERE dead_at IS NOT NULL AND payload = '' AND last_error <> ''") != 1 {
		t.Errorf("%d tries", tries)
	}
}

// A job that nobody finished is due again when its lease is over; two workers never hold it together.
func TestLease(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	must(w.RequestCode(ctx, MemberDoor, "", Destination{Phone: "+8613800138000"}, Hans, Client{}))(t)
	if n := len(must(w.LeaseJobs(ctx, 10))(t)); n != 1 {
		t.Fatalf("%d jobs", n)
	}
	if n := len(must(w.LeaseJobs(ctx, 10))(t)); n != 0 {
		t.Errorf("a leased job was handed out again: %d", n)
	}
	w.pass((leaseSeconds + 1) * time.Second)
	if n := len(must(w.LeaseJobs(ctx, 10))(t)); n != 1 {
		t.Errorf("after the lease: %d jobs", n)
	}
}

// A worker whose lease ran out has no say in the job that another took meanwhile.
func TestLeaseLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	must(w.RequestCode(ctx, MemberDoor, "", Destination{Phone: "+8613800138000"}, Hans, Client{}))(t)
	slow := must(w.LeaseJobs(ctx, 1))(t)[0]
	w.pass((leaseSeconds + 1) * time.Second)
	quick := must(w.LeaseJobs(ctx, 1))(t)[0]
	if err := w.FinishJob(ctx, slow); KindOf(err) != Conflict {
		t.Errorf("finishing another's job: %v", err)
	}
	if err := w.FailJob(ctx, slow, "the line is down"); KindOf(err) != Conflict {
		t.Errorf("failing another's job: %v", err)
	}
	if n := w.rows("SELECT COUNT(*) FROM jobs WHERE done_at IS NULL AND last_error = '' AND payload <> '' AND leased_until > ?", w.Now()); n != 1 {
		t.Error("the job is no longer the quick one's")
	}
	if err := w.FailJob(ctx, quick, "the line is down"); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	again := must(w.LeaseJobs(ctx, 1))(t)[0]
	w.pass((leaseSeconds + 1) * time.Second) // nobody took it: it is still this one's
	if err := w.FinishJob(ctx, again); err != nil {
		t.Error(err)
	}
	if err := w.FailJob(ctx, again, "late"); KindOf(err) != Conflict || w.rows("SELECT COUNT(*) FROM jobs WHERE done_at IS NOT NULL AND last_error = '' AND id = ?", again.ID) != 1 {
		t.Errorf("failing what is done: %v", err)
	}
}

// What has served its time goes in small acts, between which others have their turn.
func TestSweepInParts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const all = 2*sweepAtOnce + 7
	w.exec("DELETE FROM one_time_codes")
	w.exec("DELETE FROM counters")
	w.exec("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO counters (name, starts, ends, n) SELECT 'old', i, i, 1 FROM n", all)
	w.exec("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO jobs (id, kind, payload, run_at, done_at) SELECT i, 'old', '', 0, 1 FROM n", all)
	w.exec("INSERT INTO counters (name, starts, ends, n) VALUES ('kept', 0, ?, 1)", w.Now())
	old := func() int64 {
		return w.rows("SELECT (SELECT COUNT(*) FROM counters WHERE name = 'old') + (SELECT COUNT(*) FROM jobs WHERE kind = 'old')")
	}
	left := old()
	look := func() {
		if n := old(); left-n > sweepAtOnce {
			t.Errorf("one act dropped %d rows", left-n)
		} else {
			left = n
		}
	}
	w.Store.afterTry = look
	if err := w.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	look()
	if left != 0 || w.rows("SELECT COUNT(*) FROM counters WHERE name = 'kept'") != 1 {
		t.Errorf("%d rows are left", left)
	}
}
