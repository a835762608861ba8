package db

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"time"

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

// The kinds of runs.
const (
	RunExport = "export" // makes a file of all that a query finds in a list
	RunImport = "import" // takes an upload into the owners' register
)

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
	Whole    int64 // 0 where nobody knows
	Stopping bool  // has been asked to stop
	Tries    int64
	BeganAt  int64 // 0 before it began
	EndedAt  int64
	Size     int64 // of its file, in bytes
	Made     int64 // the import that it has become
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
	heedEvery      = 2 * time.Second
)

// Refusals of runs.
const (
	RunsTooMany Reason = "runs_too_many"
	RunOver     Reason = "run_over" // it has ended already
)

// beginRun writes a run, which a worker takes up. One of the actor's that does the same already, and is not to stop, is
// answered as it is: pressed twice, it is begun once.
func (tx *Tx) beginRun(kind, name string, args any, whole int64) (id int64, begun bool, err error) {
	text, err := json.Marshal(args)
	if err != nil {
		return 0, false, err
	}
	mine, err := tx.RunsOf(background, sqlcdb.RunsOfParams{AccountID: tx.Actor.Account, Most: runsShown})
	if err != nil {
		return 0, false, err
	}
	for _, r := range mine {
		if open := r.State == string(RunWaiting) || r.State == string(RunRunning); open && r.Stopping == 0 && r.Kind == kind && r.Args == string(text) {
			return r.ID, false, nil
		}
	}
	n, err := tx.CountOpenRuns(background, tx.Actor.Account)
	if err != nil {
		return 0, false, err
	}
	if n >= runsAtOnce {
		return 0, false, refuse(RunsTooMany, runsAtOnce)
	}
	id = tx.NewID()
	tx.AfterCommit(tx.s.wakeWorkers)
	return id, true, tx.InsertRun(background, sqlcdb.InsertRunParams{ID: id, AccountID: tx.Actor.Account, Kind: kind, Args: string(text), Whole: whole, Name: name})
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
	run := &Run{
		ID: r.ID, Account: r.AccountID, By: r.ByName, Kind: r.Kind, Name: r.Name, Args: r.Args, State: RunState(r.State), Done: r.Done, Whole: r.Whole, Stopping: r.Stopping > 0,
		Tries: r.Tries, BeganAt: deref(r.BeganAt), EndedAt: deref(r.EndedAt), Size: r.Size, Made: r.Made, Failed: r.LastError, now: rx.Now,
	}
	if live := rx.s.live(r.ID); live != nil && run.Open() {
		run.Done, run.Stopping = max(run.Done, live.done.Load()), run.Stopping || live.stop.Load()
	}
	return run
}

// liveRun is a run that this process is at. An act that takes long holds up those that would write how far it is, or that it
// is to stop: here both are told without one.
type liveRun struct {
	done atomic.Int64
	stop atomic.Bool
}

// live answers the run where this process is at it.
func (s *Store) live(id int64) *liveRun {
	if v, ok := s.runs.Load(id); ok {
		return v.(*liveRun)
	}
	return nil
}

// Reached tells how much of a run that this process is at is done. ErrStopped: it is to stop.
func (s *Store) Reached(r *Run, done int64) error {
	if live := s.live(r.ID); live != nil {
		if live.done.Store(done); live.stop.Load() {
			return ErrStopped
		}
	}
	return nil
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
	here := false // this process is at it, and is told at once
	if r, err := s.Run(ctx, actor, id); err == nil && r.Open() {
		if live := s.live(id); live != nil {
			live.stop.Store(true)
			here = true
		}
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		r, err := tx.run(tx.Actor, id)
		if err != nil {
			return err
		}
		if !r.Open() && (!here || r.State != RunStopped) {
			return refuse(RunOver)
		}
		if n, err := tx.Queries.StopRun(background, id); err != nil || n == 0 {
			return err // 0: pressed twice
		}
		tx.AfterCommit(tx.s.wakeWorkers)
		return tx.audit(change{act: "run.stopped", noun: id, facts: Facts{"kind": r.Kind, "name": r.Name}})
	})
}

// heed looks every other second whether the run has been asked to stop, in whatever process, until ctx ends: an act that
// takes long sees the books only as they stood when it began.
func (s *Store) heed(ctx context.Context, r *Run) {
	look := time.NewTicker(heedEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		if err := s.Read(ctx, func(rx *Rx) error {
			n, err := rx.RunStops(background, r.ID)
			if live := s.live(r.ID); err == nil && n > 0 && live != nil {
				live.stop.Store(true)
			}
			return err
		}); err != nil && ctx.Err() == nil {
			s.log.Error("whether a run is to stop is not known", "run", r.ID, "err", err)
		}
	}
}

// ErrStopped is answered to the worker of a run that has been asked to stop.
var ErrStopped = errors.New("the run was stopped")

// LeaseRun takes a run that waits, or that another process has left, for the caller; nil where there is none. One that was
// left as often as a run may fail, it gives up: it may be what took its processes down.
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
		for {
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
			if err != nil {
				return err
			}
			left := tx.runOf(row)
			if row.Tries <= runTries {
				r = left
				return nil
			}
			end := sqlcdb.EndRunParams{State: string(RunFailed), LastError: "it was cut short each time", Now: &tx.Now, ID: id, Tries: row.Tries, Args: left.forgotten()}
			if left.Stopping {
				end.State, end.LastError = string(RunStopped), ""
			}
			if _, err := tx.Queries.EndRun(background, end); err != nil {
				return err
			}
		}
	})
	if r != nil && err == nil {
		s.runs.Store(r.ID, &liveRun{})
		r.Done = 0
	}
	return r, err
}

// MoveRun writes how much of the run is done, and keeps it for the caller for another minute. ErrStopped: it is to stop.
// Conflict: it is the caller's no more.
func (s *Store) MoveRun(ctx context.Context, r *Run, done int64) error {
	if err := s.Reached(r, done); err != nil {
		return err
	}
	stop := false
	err := s.Write(ctx, SystemActor, func(tx *Tx) (err error) {
		stop, err = tx.moveRun(r, done)
		return err
	})
	if err == nil && stop {
		return ErrStopped
	}
	r.Done = done
	return err
}

// moveRun writes how much of the run is done and keeps it for the caller. stop: it is to stop. Conflict: it is the caller's no more.
func (tx *Tx) moveRun(r *Run, done int64) (stop bool, err error) {
	if err := stillLeased(tx.Queries.MoveRun(background, sqlcdb.MoveRunParams{Done: done, Until: tx.Now + runLease, ID: r.ID, Tries: r.Tries})); err != nil {
		return false, err
	}
	n, err := tx.RunStops(background, r.ID)
	return n > 0, err
}

// forgotten are the run's arguments without what was typed into a search, which may name anybody: once it has ended nobody
// needs that.
func (r *Run) forgotten() string {
	var e Export
	if r.Kind != RunExport || json.Unmarshal([]byte(r.Args), &e) != nil {
		return r.Args
	}
	e.Query = ""
	text, err := json.Marshal(e)
	if err != nil {
		return "{}"
	}
	return string(text)
}

// EndRun writes what became of the run: done, with so many bytes in its file, stopped (ErrStopped), or failed, to be tried
// again unless it has failed often. Conflict: it is the caller's no more.
func (s *Store) EndRun(ctx context.Context, r *Run, size int64, failed error) error {
	defer s.runs.Delete(r.ID)
	p := sqlcdb.EndRunParams{State: string(RunDone), Done: max(r.Whole, r.Done), Size: size, ID: r.ID, Tries: r.Tries, Args: r.forgotten()}
	final := KindOf(failed) == Refused || KindOf(failed) == NotFound // another try would find the same
	switch {
	case errors.Is(failed, ErrStopped):
		p.State, p.Done, p.Size = string(RunStopped), r.Done, 0
	case failed != nil && r.Tries < runTries && !final:
		p.State, p.Done, p.Size, p.LastError, p.Args = string(RunWaiting), 0, 0, clip(failed.Error(), 500), r.Args
	case failed != nil:
		p.State, p.Done, p.Size, p.LastError = string(RunFailed), r.Done, 0, clip(failed.Error(), 500)
	}
	return s.Write(ctx, SystemActor, func(tx *Tx) error {
		p.Now = &tx.Now
		if p.State == string(RunWaiting) {
			p.Now, p.Until = nil, tx.Now+int64(backoff(r.Tries)/time.Second)
		}
		return stillLeased(tx.Queries.EndRun(background, p))
	})
}

// RunActor answers the actor for whom a run works, with the rights that they hold now. NotFound for one who holds the right
// no more.
func (s *Store) RunActor(ctx context.Context, r *Run, right Right) (actor Actor, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		a, err := rx.GetAccount(background, r.Account)
		if err != nil {
			return err
		}
		actor = Actor{Door: StaffDoor, Account: a.ID}
		if actor.Grants, err = rx.grantsOf(a.ID); err != nil {
			return err
		}
		if !worksHere(a) || !actor.May(right) {
			return errNotFound
		}
		return nil
	})
	return actor, err
}
