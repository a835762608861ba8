package db

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// giveUp has a message fail twelve times.
func (w *world) giveUp(m Message) {
	w.t.Helper()
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.send(m) }))(w.t)
	for range mostTries {
		for _, j := range must(w.LeaseJobs(ctx, 10))(w.t) {
			must(0, w.FailJob(ctx, j, "the line is down"))(w.t)
		}
		w.pass(2 * time.Hour)
	}
}

// What was given up is shown to who may see it, masked, and is sent again once, whoever asks for it together.
func TestResend(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	w.sent()
	w.giveUp(Message{To: Destination{Phone: "+8613800138000"}, Locale: Hans, Template: "claim.verified"})
	if _, err := w.Work(ctx, w.hire("service@club.example", Service, ScopeAll, 0).Actor, 0); KindOf(err) != NotFound {
		t.Errorf("without the right: %v", err)
	}
	work := must(w.Work(ctx, admin, 0))(t)
	if len(work.Dead) != 1 || !work.Dead[0].Again || work.Dead[0].Template != "claim.verified" || work.Dead[0].Failed != "the line is down" || strings.Contains(work.Dead[0].To, "13800138000") {
		t.Fatalf("%+v", work.Dead)
	}
	var sent, gone atomic.Int64
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			switch err := w.ResendJob(ctx, admin, work.Dead[0].ID); KindOf(err) {
			case NotFound:
				gone.Add(1)
			default:
				if err != nil {
					t.Error(err)
				}
				sent.Add(1)
			}
		})
	}
	wg.Wait()
	if sent.Load() != 1 || gone.Load() != 7 || w.rows("SELECT COUNT(*) FROM audit WHERE act = 'job.resent'") != 1 {
		t.Errorf("sent again %d times, %d were told it is gone", sent.Load(), gone.Load())
	}
	jobs := must(w.LeaseKind(ctx, JobSMS, 10))(t)
	if len(jobs) != 1 || jobs[0].Tries != 1 {
		t.Fatalf("%+v", jobs)
	}
	must(0, w.FinishJob(ctx, jobs[0]))(t)
	if work := must(w.Work(ctx, admin, 0))(t); len(work.Dead) != 0 || work.Waiting != 0 {
		t.Errorf("%+v", work)
	}
	w.giveUp(Message{To: Destination{Phone: "+8613800138000"}, Locale: Hans, Template: "code", Until: w.Now() + 300})
	late := must(w.Work(ctx, admin, 0))(t).Dead
	if len(late) != 1 || late[0].Again || late[0].To != "" {
		t.Fatalf("%+v", late)
	}
	if err := w.ResendJob(ctx, admin, late[0].ID); err == nil {
		t.Error("a code that is good no more was sent again")
	}
}

// Of many processes one does a task when its time has come; the next time comes after its interval, sooner after a
// failure, and at once where the process stopped in its middle.
func TestTasks(t *testing.T) {
	t.Parallel()
	a := newWorld(t)
	all := []*world{a, a.beside(), a.beside()}
	admin := a.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	once := func() (lease int64) {
		t.Helper()
		var mu sync.Mutex
		var wg sync.WaitGroup
		for i := range 9 {
			wg.Go(func() {
				n, err := all[i%3].LeaseTask(ctx, TaskSweep)
				mu.Lock()
				defer mu.Unlock()
				if err != nil || n != 0 && lease != 0 {
					t.Errorf("lease %d beside %d, %v", n, lease, err)
				}
				lease = max(lease, n)
			})
		}
		wg.Wait()
		return lease
	}
	state := func() TaskState {
		t.Helper()
		for _, s := range must(a.Work(ctx, admin, 0))(t).Tasks {
			if s.Name == TaskSweep.Name {
				return s
			}
		}
		t.Fatal("the task is not there")
		return TaskState{}
	}
	if s := state(); s.LastAt != 0 || s.Running {
		t.Errorf("never done: %+v", s)
	}
	lease := once()
	if s := state(); lease == 0 || !s.Running {
		t.Errorf("lease %d, %+v", lease, s)
	}
	must(0, a.FinishTask(ctx, TaskSweep, lease, 1500*time.Millisecond, "", true))(t)
	if s := state(); s.Running || s.LastAt != a.Now() || s.NextAt != a.Now()+600 || s.Took != 1500*time.Millisecond || once() != 0 {
		t.Errorf("done: %+v", s)
	}
	a.pass(TaskSweep.Every)
	lease = once()
	must(0, a.FinishTask(ctx, TaskSweep, lease, 0, "the books are locked", true))(t)
	if s := state(); s.Failures != 1 || s.Failed != "the books are locked" || s.NextAt != a.Now()+taskRetry {
		t.Errorf("failed: %+v", s)
	}
	a.pass(taskRetry * time.Second)
	lost := once()
	a.pass(taskLease * time.Second)
	lease = once()
	if err := a.FinishTask(ctx, TaskSweep, lost, 0, "", true); lease == 0 || KindOf(err) != Conflict {
		t.Errorf("a lease that ran out: %v", err)
	}
	must(0, a.FinishTask(ctx, TaskSweep, lease, 0, "", false))(t)
	if lease = once(); lease == 0 {
		t.Error("what was stopped in its middle is not done again at once")
	}
	must(0, a.FinishTask(ctx, TaskSweep, lease, 0, "", true))(t)
	if s := state(); s.Failures != 0 || s.Failed != "" {
		t.Errorf("well again: %+v", s)
	}
}
