package db

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"
)

// A process that has slept through its lease, and wakes while another is at its run or has ended it, leaves that one's file
// as it is.
func TestRunFileOfAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.hire("ann@club.example", Marketing, ScopeAll, 0).Actor
	id := w.longWork(ann, 3)
	first := must(w.LeaseRun(ctx))(t)
	asleep := must(w.NewRunFile(ctx, first))(t)
	must(asleep.Write(bytes.Repeat([]byte("a"), runPart)))(t)
	w.clock.pass(2 * runLease * time.Second)

	second := must(w.LeaseRun(ctx))(t)
	f := must(w.NewRunFile(ctx, second))(t)
	must(f.Write(bytes.Repeat([]byte("b"), runPart)))(t)
	if _, err := asleep.Write(bytes.Repeat([]byte("a"), runPart)); KindOf(err) != Conflict {
		t.Error("the first goes on with the second's file:", err)
	}
	if err := w.DropRunFile(ctx, first); KindOf(err) != Conflict {
		t.Error("the first drops the second's file:", err)
	}
	must(f.Write([]byte("end")))(t)
	must(0, f.Close())(t)
	must(0, w.EndRun(ctx, second, f.Size, nil))(t)
	if err := w.DropRunFile(ctx, first); KindOf(err) != Conflict {
		t.Error("the first drops the file of a run that is done:", err)
	}
	_, file, err := w.OpenRunFile(ctx, ann, id)
	if err != nil {
		t.Fatal(err)
	}
	if got := must(io.ReadAll(file))(t); !bytes.Equal(got, append(bytes.Repeat([]byte("b"), runPart), "end"...)) {
		t.Errorf("%d bytes, of the first: %d", len(got), bytes.Count(got, []byte("a")))
	}
}

// A run that takes its process down with it each time is given up like one that fails.
func TestRunThatKills(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.hire("ann@club.example", Marketing, ScopeAll, 0).Actor
	killed := func(id int64) {
		for range runTries {
			if r := must(w.LeaseRun(ctx))(t); r == nil || r.ID != id {
				t.Fatalf("%+v", r)
			}
			w.clock.pass(2 * runLease * time.Second)
		}
	}
	id := w.longWork(ann, 3)
	killed(id)
	if r := must(w.LeaseRun(ctx))(t); r != nil {
		t.Fatalf("taken once more: %+v", r)
	}
	if r := must(w.Run(ctx, ann, id))(t); r.State != RunFailed || r.EndedAt == 0 || r.Failed == "" || r.Args == "" {
		t.Errorf("%+v", r)
	}
	stopped := w.longWork(ann, 3) // one that was asked to stop has done so
	killed(stopped)
	must(0, w.StopRun(ctx, ann, stopped))(t)
	must(w.LeaseRun(ctx))(t)
	if r := must(w.Run(ctx, ann, stopped))(t); r.State != RunStopped || r.Failed != "" {
		t.Errorf("stopped: %+v", r)
	}
	w.longWork(ann, 3) // and stands in nobody's way
	r := must(w.LeaseRun(ctx))(t)
	if r == nil {
		t.Fatal("the next one is not taken")
	}
	must(0, w.EndRun(ctx, r, 0, errors.New("once")))(t)
}
