package db

import (
	"testing"
	"time"
)

// A job that fails twelve times is given up, and what it held is dropped with it.
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
