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

// OpenRunFile answers the file of a finished run of the actor's, from whose beginning or middle it may be read, and writes
// that it was taken: again is for a download of it that goes on, of which that is written already. NotFound once it is kept no more.
func (s *Store) OpenRunFile(ctx context.Context, actor Actor, id int64, again bool) (*Run, io.ReadSeeker, error) {
	var run *Run
	look := func(rx *Rx) (err error) {
		if run, err = rx.run(actor, id); err != nil {
			return err
		}
		var e Export
		if err := json.Unmarshal([]byte(run.Args), &e); err != nil || !run.Kept() || !e.covers(actor) {
			return errNotFound
		}
		return nil
	}
	var err error
	if again { // a download that was broken off goes on, where one was ever begun
		again = false
		err = s.Read(ctx, func(rx *Rx) error {
			if err := look(rx); err != nil {
				return err
			}
			_, err := rx.LastActor(background, sqlcdb.LastActorParams{NounID: id, Act: "run.taken"})
			if again = err == nil; isNoRows(err) {
				err = nil
			}
			return err
		})
	}
	if !again && err == nil {
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
