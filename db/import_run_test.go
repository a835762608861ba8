package db

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// Others that want an import's run while it is at work, as a process does that thinks its lease over, have it neither begun
// again nor done twice.
func TestImportHoldsItsRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	upload := w.longUpload(admin)
	run := must(w.LongUpload(ctx, admin, upload))(t)
	r := must(w.LeaseRun(ctx))(t)
	w.clock.pass(2 * runLease * time.Second)
	retries := w.measures.retries.Load()
	others := make(chan *Run, 1)
	go func() {
		for w.live(run).done.Load() == 0 { // until it is at work
			time.Sleep(time.Millisecond)
		}
		other, err := w.LeaseRun(ctx) // it waits for the import
		if err != nil {
			t.Error(err)
		}
		others <- other
	}()
	must(0, w.ImportRun(ctx, r))(t)
	if other := <-others; other != nil {
		t.Errorf("taken by another: %+v", other)
	}
	if n := w.measures.retries.Load() - retries; n > 2 { // the other's
		t.Errorf("run again %d times", n)
	}
	if r := must(w.Run(ctx, admin, run))(t); r.State != RunDone || r.Made == 0 || r.Tries != 1 {
		t.Errorf("%+v", r)
	}
}

// longRegister answers a register so long that it is imported by a run, and how many homes it has. Under the race detector,
// which has each home take ten times as long, fewer are many: what goes on at once does not depend on how many.
func (w *world) longRegister() (csv string, homes int64) {
	if testing.Short() {
		w.mostNow = 1000
	}
	var b strings.Builder
	b.WriteString("community,city,building,stair,room,owner,phone\n")
	for i := range w.mostNow + 1 {
		fmt.Fprintf(&b, "半岛花园,深圳,%d,1,%d,李芸,136%08d\n", 20+i/100, 100+i%100, i)
	}
	return b.String(), int64(w.mostNow + 1)
}

// longUpload keeps an upload so long that it is imported by a run.
func (w *world) longUpload(actor Actor) int64 {
	w.t.Helper()
	csv, _ := w.longRegister()
	return must(w.UploadRegister(ctx, actor, "all.csv", []byte(csv)))(w.t)
}

// Whoever stops an import at another process is answered at once, not once it stands; and it does stop.
func TestStopImportOfAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	if testServer == "" {
		t.Skip("a file is served by one process")
	}
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	run := must(w.LongUpload(ctx, admin, w.longUpload(admin)))(t)
	before := w.rows("SELECT COUNT(*) FROM homes")
	other := w.beside()
	r := must(w.LeaseRun(ctx))(t)
	once := sync.OnceFunc(func() { // all is written, and nothing of it stands
		stopped := make(chan error, 1)
		go func() { stopped <- other.StopRun(ctx, admin, run) }()
		select {
		case err := <-stopped:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(20 * time.Second):
			t.Error("it waits for the import")
		}
		if r := must(other.Run(ctx, admin, run))(t); !r.Stopping || !r.Open() {
			t.Errorf("its page tells %+v", r)
		}
	})
	w.afterTry = once
	err := w.ImportRun(ctx, r)
	w.afterTry = nil
	if !errors.Is(err, ErrStopped) || w.rows("SELECT COUNT(*) FROM homes") != before {
		t.Fatal("it goes on:", err)
	}
	must(0, w.EndRun(ctx, r, 0, err))(t)
	if r := must(other.Run(ctx, admin, run))(t); r.State != RunStopped {
		t.Errorf("%+v", r)
	}
	w.clock.pass(31 * 24 * time.Hour)
	must(0, w.Sweep(ctx))(t)
	if n := w.rows("SELECT COUNT(*) FROM runs"); n != 0 {
		t.Errorf("%d runs are left", n)
	}
}

// An upload that waits to be imported by a run goes to a colleague with its run, is not swept, and is imported for them.
func TestWaitingImportHandedOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	boss, ann, bob := w.hire("boss@club.example", Admin, ScopeAll, 0).Actor, w.hire("ann@club.example", Admin, ScopeAll, 0).Actor, w.hire("bob@club.example", Admin, ScopeAll, 0).Actor
	upload := w.longUpload(ann)
	run := must(w.LongUpload(ctx, ann, upload))(t)
	w.clock.pass(20 * 24 * time.Hour) // no worker was there
	must(0, w.Sweep(ctx))(t)
	if _, err := w.Upload(ctx, ann, upload); err != nil {
		t.Fatal("swept while its run waits:", err)
	}
	must(0, w.DisableStaff(ctx, boss, ann.Account))(t)
	must(w.HandOver(ctx, boss, ann.Account, bob.Account))(t)
	r := must(w.LeaseRun(ctx))(t)
	if r == nil || r.ID != run || r.Account != bob.Account {
		t.Fatalf("%+v", r)
	}
	if moved, err := w.HandOver(ctx, boss, bob.Account, boss.Account); ReasonOf(err) != NothingInHand {
		t.Errorf("what is being imported is handed over: %+v (%v)", moved, err)
	}
	must(0, w.ImportRun(ctx, r))(t)
	if r := must(w.Run(ctx, bob, run))(t); r.State != RunDone || r.Made == 0 {
		t.Errorf("%+v", r)
	}

	// One whose run has ended is swept as ever.
	upload = w.longUpload(bob)
	must(0, w.StopRun(ctx, bob, must(w.LongUpload(ctx, bob, upload))(t)))(t)
	r = must(w.LeaseRun(ctx))(t)
	err := w.ImportRun(ctx, r)
	must(0, w.EndRun(ctx, r, 0, err))(t)
	w.clock.pass(20 * 24 * time.Hour)
	must(0, w.Sweep(ctx))(t)
	if _, again := w.Upload(ctx, bob, upload); !errors.Is(err, ErrStopped) || KindOf(again) != NotFound {
		t.Errorf("%v; not swept after its run: %v", err, again)
	}
}
