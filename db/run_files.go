package db

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"clubhouse/db/sqlcdb"
)

// holds asks that the run is the caller's still: Conflict. A process that has slept through its lease leaves the file of the
// one that has taken the run over as it is.
func (tx *Tx) holds(r *Run) error {
	now, err := tx.GetRun(background, r.ID)
	if err == nil && (now.Tries != r.Tries || now.State != string(RunRunning)) {
		err = &Error{Kind: Conflict}
	}
	return err
}

// DropRunFile takes away what a run of the caller's has written, a few pieces at a time. Conflict: it is the caller's no more.
func (s *Store) DropRunFile(ctx context.Context, r *Run) error {
	for n := int64(runPartsAtOnce); n == runPartsAtOnce; {
		if err := s.writeApart(ctx, SystemActor, func(tx *Tx) (err error) {
			if err := tx.holds(r); err != nil {
				return err
			}
			n, err = tx.DeleteRunParts(background, sqlcdb.DeleteRunPartsParams{RunID: r.ID, Most: runPartsAtOnce})
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// RunFile writes a run's file into the books, piece by piece. Close writes the last. Conflict: the run is the caller's no more.
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
	return &RunFile{ctx: ctx, s: s, run: r}, s.DropRunFile(ctx, r)
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
		if err := tx.holds(f.run); err != nil {
			return err
		}
		return tx.InsertRunPart(background, sqlcdb.InsertRunPartParams{RunID: f.run.ID, Place: f.place, Body: f.part})
	}); err != nil {
		return err
	}
	f.place++
	f.Size += int64(len(f.part))
	f.part = f.part[:0]
	return nil
}

// OpenRunFile answers the file of a finished run of the actor's, from whose beginning or middle it may be read. That it was
// taken is written before its first byte is read, or where that is not its beginning, unless it was written before: then a
// download that broke off goes on. NotFound once it is kept no more.
func (s *Store) OpenRunFile(ctx context.Context, actor Actor, id int64) (run *Run, file *RunReader, err error) {
	err = s.Read(ctx, func(rx *Rx) (err error) { run, err = rx.takenRun(actor, id); return err })
	if err != nil {
		return nil, nil, err
	}
	return run, &RunReader{ctx: ctx, s: s, actor: actor, run: run, held: -1}, nil
}

// takenRun answers a run whose file the actor may take.
func (rx *Rx) takenRun(actor Actor, id int64) (*Run, error) {
	run, err := rx.run(actor, id)
	if err != nil {
		return nil, err
	}
	var e Export
	if err := json.Unmarshal([]byte(run.Args), &e); err != nil || !run.Kept() || !e.covers(actor) {
		return nil, errNotFound
	}
	return run, nil
}

// RunReader reads a run's file, of which it holds one piece.
type RunReader struct {
	Err error // why it could not be read on

	ctx   context.Context
	s     *Store
	actor Actor
	run   *Run
	at    int64
	begun bool // its beginning is among what is read
	goes  bool // it is read from its middle, and was taken before
	held  int64
	part  []byte
}

// take writes that the file was taken, where that is still to be written.
func (r *RunReader) take() error {
	if r.begun || r.goes && r.at > 0 {
		return nil
	}
	if r.at > 0 {
		if err := r.s.Read(r.ctx, func(rx *Rx) error {
			_, err := rx.LastActor(background, sqlcdb.LastActorParams{NounID: r.run.ID, Act: "run.taken"})
			if r.goes = err == nil; isNoRows(err) {
				err = nil
			}
			return err
		}); err != nil || r.goes {
			return err
		}
	}
	err := r.s.Write(r.ctx, r.actor, func(tx *Tx) error {
		if _, err := tx.takenRun(tx.Actor, r.run.ID); err != nil {
			return err
		}
		return tx.audit(change{act: "run.taken", noun: r.run.ID, facts: Facts{"kind": r.run.Kind, "name": r.run.Name, "size": r.run.Size}})
	})
	r.begun = err == nil
	return err
}

func (r *RunReader) Seek(offset int64, whence int) (int64, error) {
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

func (r *RunReader) Read(p []byte) (int, error) {
	if r.at >= r.run.Size {
		return 0, io.EOF
	}
	if r.Err = r.take(); r.Err != nil {
		return 0, r.Err
	}
	if place := r.at / runPart; place != r.held {
		if err := r.s.Read(r.ctx, func(rx *Rx) (err error) {
			r.part, err = rx.GetRunPart(background, sqlcdb.GetRunPartParams{RunID: r.run.ID, Place: place})
			return err
		}); err != nil {
			r.Err = err
			return 0, err
		}
		r.held = place
	}
	n := copy(p, r.part[r.at%runPart:])
	r.at += int64(n)
	return n, nil
}
