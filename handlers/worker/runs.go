package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"clubhouse/db"
	"clubhouse/views/sheet"
)

// tellEvery is how often a run's progress is written, and whether it is to stop is asked.
const tellEvery = 2 * time.Second

// runs does long work, one run after the other, so that it takes little from everybody else.
func (w *Worker) runs(ctx context.Context) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	wakes := w.Store.Wakes()
	for {
		for w.run(ctx) {
		}
		select {
		case <-ctx.Done():
			return
		case <-wakes:
		case <-look.C:
		}
	}
}

// run does the next run, if there is one, and writes what became of it. One that is cut short as the process stops is taken
// up by another.
func (w *Worker) run(ctx context.Context) bool {
	if ctx.Err() != nil {
		return false
	}
	r, err := w.Store.LeaseRun(ctx)
	if err != nil || r == nil {
		if err != nil && ctx.Err() == nil {
			w.Log.Error("run cannot be taken", "err", err)
		}
		return false
	}
	size, ended, err := w.carry(ctx, r)
	if ended {
		return true
	}
	switch {
	case errors.Is(err, db.ErrStopped):
		w.Log.Info("run stopped", "run", r.ID, "kind", r.Kind, "done", r.Done)
	case err != nil && ctx.Err() != nil:
		return false // its lease runs out
	case err != nil:
		w.Log.Error("run failed", "run", r.ID, "kind", r.Kind, "tries", r.Tries, "err", err)
	}
	if err != nil && r.Kind == db.RunExport {
		if err := w.Store.DropRunFile(context.WithoutCancel(ctx), r); err != nil && db.KindOf(err) != db.Conflict {
			w.Log.Error("run's file not dropped", "run", r.ID, "err", err)
		}
	}
	if err := w.Store.EndRun(context.WithoutCancel(ctx), r, size, err); err != nil {
		w.Log.Error("run's outcome not written", "run", r.ID, "err", err)
	}
	return true
}

// carry does the run: it answers the size of the file that it has made, or that the run has ended with its own act.
func (w *Worker) carry(ctx context.Context, r *db.Run) (size int64, ended bool, err error) {
	err = w.safely(func() (err error) {
		if r.Kind == db.RunImport {
			return w.importRegister(ctx, r)
		}
		size, err = w.export(ctx, r)
		return err
	})
	return size, err == nil && r.Kind == db.RunImport, err
}

// export makes the file of a list's export and answers its size.
func (w *Worker) export(ctx context.Context, r *db.Run) (int64, error) {
	var e db.Export
	if err := json.Unmarshal([]byte(r.Args), &e); err != nil {
		return 0, err
	}
	l := db.ListOf(e.List)
	values, err := url.ParseQuery(e.Query)
	if l == nil || err != nil || r.Kind != db.RunExport {
		return 0, fmt.Errorf("unknown export of %q", e.List)
	}
	if err := w.Store.MoveRun(ctx, r, 0); err != nil { // it may have been stopped before it began
		return 0, err
	}
	actor, err := w.Store.RunActor(ctx, r, db.ListsExport)
	if err != nil {
		return 0, err
	}
	file, err := w.Store.NewRunFile(ctx, r)
	if err != nil {
		return 0, err
	}
	q, told := l.Query(values), time.Now()
	var failed error
	lines := w.Store.ListAll(ctx, actor, l, q, &failed)
	err = sheet.WriteList(file, e.Format, sheet.NewLister(l, q, w.Store.Club(), w.Store.Now(), e.Locale), lines, &failed, func(done int64) error {
		r.Done = done
		if time.Since(told) < tellEvery {
			return ctx.Err()
		}
		told = time.Now()
		return w.Store.MoveRun(ctx, r, done)
	})
	if err == nil {
		err = file.Close()
	}
	return file.Size, err
}

// importRegister takes an upload into the owners' register.
func (w *Worker) importRegister(ctx context.Context, r *db.Run) error {
	if err := w.Store.MoveRun(ctx, r, 0); err != nil { // it may have been stopped before it began
		return err
	}
	return w.Store.ImportRun(ctx, r)
}
