package db

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Others that want an import's run while it is at work, as a process does that thinks its lease over, have it neither begun
// again nor done twice.
func TestImportHoldsItsRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	var csv strings.Builder
	csv.WriteString("community,city,building,stair,room,owner,phone\n")
	for i := range CountMost + 1 {
		fmt.Fprintf(&csv, "半岛花园,深圳,%d,1,%d,李芸,136%08d\n", 20+i/100, 100+i%100, i)
	}
	upload := must(w.UploadRegister(ctx, admin, "all.csv", []byte(csv.String())))(t)
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
