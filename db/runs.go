package db

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"clubhouse/db/sqlcdb"
)

// RunState is where long work stands.
type RunState string

// The states of a run.
const (
	RunWaiting RunState = "waiting"
	RunRunning RunState = "running"
	RunDone    RunState = "done"
	RunFailed  RunState = "failed"
	RunStopped RunState = "stopped"
)

// RunExport makes a file of all that a query finds in a list.
const RunExport = "export"

// Run is long work that somebody of the staff has asked for and may watch and stop.
type Run struct {
	ID       int64
	Account  int64
	By       string
	Kind     string
	Name     string // of the file that it makes
	Args     string // JSON, by kind
	State    RunState
	Done     int64 // of Whole
	Whole    int64
	Stopping bool // has been asked to stop
	Tries    int64
	BeganAt  int64 // 0 before it began
	EndedAt  int64
	Size     int64 // of its file, in bytes
	Failed   string

	now int64
}

// Left answers how many seconds the run may still take, judged by what it has done; false while nothing can be said.
func (r *Run) Left() (seconds int64, known bool) {
	spent := r.now - r.BeganAt
	if r.State != RunRunning || r.BeganAt == 0 || r.Done == 0 || spent < 2 || r.Whole < r.Done {
		return 0, false
	}
	return spent * (r.Whole - r.Done) / r.Done, true
}

// Open tells whether the run is still to be watched.
func (r *Run) Open() bool { return r.State == RunWaiting || r.State == RunRunning }

// Kept tells whether the run's file is still there.
func (r *Run) Kept() bool {
	return r.State == RunDone && r.Size > 0 && r.now < r.EndedAt+runFileSeconds
}

// Expires answers until when the run's file is kept, in unix seconds.
func (r *Run) Expires() int64 { return r.EndedAt + runFileSeconds }

const (
	runLease       = 60 // seconds after which another process takes over what one has left
	runTries       = 5  // a run that fails so often is given up
	runsAtOnce     = 3  // of one person
	runFileSeconds = 24 * 60 * 60
	runPart        = 256 << 10 // bytes of a piece of a file
	runPartsAtOnce = 16        // pieces dropped in one act
	runsShown      = 20
)

// Refusals of runs.
const (
	RunsTooMany Reason = "runs_too_many"
	RunOver     Reason = "run_over" // it has ended already
)

// beginRun writes a run, which a worker takes up.
func (tx *Tx) beginRun(kind, name string, args any, whole int64) (id int64, err error) {
	n, err := tx.CountOpenRuns(background, tx.Actor.Account)
	if err != nil {
		return 0, err
	}
	if n >= runsAtOnce {
		return 0, refuse(RunsTooMany, runsAtOnce)
	}
	text, err := json.Marshal(args)
	if err != nil {
		return 0, err
	}
	id = tx.NewID()
	tx.AfterCommit(tx.s.wakeWorkers)
	return id, tx.InsertRun(background, sqlcdb.InsertRunParams{ID: id, AccountID: tx.Actor.Account, Kind: kind, Args: string(text), Whole: whole, Name: name})
}

// Run answers a run of the actor's. NotFound for another's.
func (s *Store) Run(ctx context.Context, actor Actor, id int64) (r *Run, err error) {
	err = s.Read(ctx, func(rx *Rx) error { r, err = rx.run(actor, id); return err })
	return r, err
}

func (rx *Rx) run(actor Actor, id int64) (*Run, error) {
	r, err := rx.GetRun(background, id)
	if err == nil && r.AccountID != actor.Account {
		err = errNotFound
	}
	if err != nil {
		return nil, err
	}
	return rx.runOf(r), nil
}

func (rx *Rx) runOf(r sqlcdb.GetRunRow) *Run {
	return &Run{
		ID: r.ID, Account: r.AccountID, By: r.ByName, Kind: r.Kind, Name: r.Name, Args: r.Args, State: RunState(r.State), Done: r.Done, Whole: r.Whole, Stopping: r.Stopping == 1,
		Tries: r.Tries, BeganAt: deref(r.BeganAt), EndedAt: deref(r.EndedAt), Size: r.Size, Failed: r.LastError, now: rx.Now,
	}
}

// Runs answers the actor's newest runs.
func (s *Store) Runs(ctx context.Context, actor Actor) (list []*Run, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		rows, err := rx.RunsOf(background, sqlcdb.RunsOfParams{AccountID: actor.Account, Most: runsShown})
		for _, r := range rows {
			list = append(list, rx.runOf(sqlcdb.GetRunRow(r)))
		}
		return err
	})
	return list, err
}

// StopRun asks a run of the actor's to stop, which it does within seconds. Refused: RunOver.
func (s *Store) StopRun(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		r, err := tx.run(tx.Actor, id)
		if err != nil {
			return err
		}
		n, err := tx.Queries.StopRun(background, id)
		if err != nil {
			return err
		}
		if n == 0 {
			if r.Stopping && r.Open() {
				return nil // pressed twice
			}
			return refuse(RunOver)
		}
		tx.AfterCommit(tx.s.wakeWorkers)
		return tx.audit(change{act: "run.stopped", noun: id, facts: Facts{"kind": r.Kind, "name": r.Name}})
	})
}

// ErrStopped is answered to the worker of a run that has been asked to stop.
var ErrStopped = errors.New("the run was stopped")

// LeaseRun takes a run that waits, or that another process has left, for the caller; nil where there is none.
func (s *Store) LeaseRun(ctx context.Context) (r *Run, err error) {
	idle := false
	if err := s.Read(ctx, func(rx *Rx) error { // most looks find nothing: they must not cost a write
		_, err := rx.DueRun(background, rx.Now)
		if idle = isNoRows(err); idle {
			return nil
		}
		return err
	}); err != nil || idle {
		return nil, err
	}
	err = s.Write(ctx, SystemActor, func(tx *Tx) error {
		r = nil
		id, err := tx.DueRun(background, tx.Now)
		if isNoRows(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if n, err := tx.Queries.LeaseRun(background, sqlcdb.LeaseRunParams{ID: id, Now: tx.Now, Until: tx.Now + runLease}); err != nil || n == 0 {
			return err
		}
		row, err := tx.GetRun(background, id)
		if err == nil {
			r = tx.runOf(row)
		}
		return err
	})
	return r, err
}

// MoveRun writes how much of the run is done, and keeps it for the caller for another minute. ErrStopped: it is to stop.
// Conflict: it is the caller's no more.
func (s *Store) MoveRun(ctx context.Context, r *Run, done int64) error {
	stop := false
	err := s.Write(ctx, SystemActor, func(tx *Tx) error {
		stopping, err := tx.Queries.MoveRun(background, sqlcdb.MoveRunParams{Done: done, Until: tx.Now + runLease, ID: r.ID, Tries: r.Tries})
		if isNoRows(err) {
			return &Error{Kind: Conflict}
		}
		stop = stopping == 1
		return err
	})
	if err == nil && stop {
		return ErrStopped
	}
	r.Done = done
	return err
}

// EndRun writes what became of the run: done, with so many bytes in its file, stopped (ErrStopped), or failed, to be tried
// again unless it has failed often. Conflict: it is the caller's no more.
func (s *Store) EndRun(ctx context.Context, r *Run, size int64, failed error) error {
	p := sqlcdb.EndRunParams{State: string(RunDone), Done: r.Whole, Size: size, ID: r.ID, Tries: r.Tries}
	switch {
	case errors.Is(failed, ErrStopped):
		p.State, p.Done, p.Size = string(RunStopped), r.Done, 0
	case failed != nil && r.Tries < runTries:
		p.State, p.Done, p.Size, p.LastError = string(RunWaiting), 0, 0, clip(failed.Error(), 500)
	case failed != nil:
		p.State, p.Done, p.Size, p.LastError = string(RunFailed), r.Done, 0, clip(failed.Error(), 500)
	}
	return s.Write(ctx, SystemActor, func(tx *Tx) error {
		p.Now = &tx.Now
		if p.State == string(RunWaiting) {
			p.Now = nil
		}
		return stillLeased(tx.Queries.EndRun(background, p))
	})
}

// DropRunFile takes away what a run has written, a few pieces at a time.
func (s *Store) DropRunFile(ctx context.Context, run int64) error {
	for n := int64(runPartsAtOnce); n == runPartsAtOnce; {
		if err := s.writeApart(ctx, SystemActor, func(tx *Tx) (err error) {
			n, err = tx.DeleteRunParts(background, sqlcdb.DeleteRunPartsParams{RunID: run, Most: runPartsAtOnce})
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// RunFile writes a run's file into the books, piece by piece. Close writes the last.
type RunFile struct {
	ctx   context.Context
	s     *Store
	run   *Run
	part  []byte
	place int64
	Size  int64
}

// NewRunFile begins the file of a run; what an earlier try has left is dropped first.
func (s *Store) NewRunFile(ctx context.Context, r *Run) (*RunFile, error) {
	return &RunFile{ctx: ctx, s: s, run: r}, s.DropRunFile(ctx, r.ID)
}

// Write takes what comes next.
func (f *RunFile) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n := min(runPart-len(f.part), len(rest))
		f.part, rest = append(f.part, rest[:n]...), rest[n:]
		if len(f.part) == runPart {
			if err := f.flush(); err != nil {
				return 0, err
			}
		}
	}
	return len(p), nil
}

// Close writes what is left.
func (f *RunFile) Close() error {
	if len(f.part) == 0 {
		return nil
	}
	return f.flush()
}

func (f *RunFile) flush() error {
	if err := f.s.writeApart(f.ctx, SystemActor, func(tx *Tx) error {
		return tx.InsertRunPart(background, sqlcdb.InsertRunPartParams{RunID: f.run.ID, Place: f.place, Body: f.part})
	}); err != nil {
		return err
	}
	f.place++
	f.Size += int64(len(f.part))
	f.part = f.part[:0]
	return nil
}

// OpenRunFile answers the file of a finished run of the actor's, from whose beginning or middle it may be read, and writes
// that it was taken. NotFound once it is kept no more.
func (s *Store) OpenRunFile(ctx context.Context, actor Actor, id int64, again bool) (*Run, io.ReadSeeker, error) {
	var run *Run
	look := func(rx *Rx) (err error) {
		if run, err = rx.run(actor, id); err == nil && !run.Kept() {
			err = errNotFound
		}
		return err
	}
	var err error
	if again { // a download that was broken off goes on
		err = s.Read(ctx, look)
	} else {
		err = s.Write(ctx, actor, func(tx *Tx) error {
			if err := look(&tx.Rx); err != nil {
				return err
			}
			return tx.audit(change{act: "run.taken", noun: id, facts: Facts{"kind": run.Kind, "name": run.Name, "size": run.Size}})
		})
	}
	if err != nil {
		return nil, nil, err
	}
	return run, &runReader{ctx: ctx, s: s, run: run, held: -1}, nil
}

// runReader reads a run's file, of which it holds one piece.
type runReader struct {
	ctx  context.Context
	s    *Store
	run  *Run
	at   int64
	held int64
	part []byte
}

func (r *runReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += r.at
	case io.SeekEnd:
		offset += r.run.Size
	}
	if offset < 0 {
		return 0, errors.New("before the file's beginning")
	}
	r.at = offset
	return offset, nil
}

func (r *runReader) Read(p []byte) (int, error) {
	if r.at >= r.run.Size {
		return 0, io.EOF
	}
	if place := r.at / runPart; place != r.held {
		if err := r.s.Read(r.ctx, func(rx *Rx) (err error) {
			r.part, err = rx.GetRunPart(background, sqlcdb.GetRunPartParams{RunID: r.run.ID, Place: place})
			return err
		}); err != nil {
			return 0, err
		}
		r.held = place
	}
	n := copy(p, r.part[r.at%runPart:])
	r.at += int64(n)
	return n, nil
}
