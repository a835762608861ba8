package db

import (
	"context"
	"slices"
)

// Batch is something done to many rows of a list at once, each by an act of its own: one that fails stops no other, and
// one that has been done already is left as it is.
type Batch struct {
	Name   string
	Right  Right
	Of     string   // the vocabulary of a word that is asked for, or ""
	Words  []string // and its words
	Reason bool     // a reason is asked for
	Danger bool     // it takes something away

	Row func(Line) bool // whether a row has a button of its own for it, which asks nothing more; nil for none

	do func(ctx context.Context, s *Store, actor Actor, id int64, in BatchInput) error
}

// BatchInput is what a batch asks for.
type BatchInput struct{ Word, Reason string }

// MostBatch is how many rows a batch takes at most.
const MostBatch = 500

// Refusals of batches.
const (
	BatchEmpty   Reason = "batch_empty"
	BatchTooMany Reason = "batch_too_many"
	BatchWord    Reason = "batch_word"
)

// BatchResult is what became of the rows of a batch.
type BatchResult struct {
	Done   []Line
	Failed []BatchFailure
}

// BatchFailure is a row that was left as it is, and why.
type BatchFailure struct {
	Line Line
	Err  error
}

// batch answers the batch of that name, nil where the list has none.
func (l *List) batch(name string) *Batch {
	if i := slices.IndexFunc(l.Batches, func(b Batch) bool { return b.Name == name }); i >= 0 {
		return &l.Batches[i]
	}
	return nil
}

// Chosen answers the batch of the list and the rows that it is to be done to: those of the ids, or where all is set all that
// the query finds. Rows that the actor does not see are not among them. NotFound: no such batch, or without its right.
// Refused: BatchEmpty, BatchTooMany.
func (s *Store) Chosen(ctx context.Context, actor Actor, l *List, name string, q ListQuery, ids []int64, all bool) (b *Batch, lines []Line, err error) {
	if b = l.batch(name); b == nil || !actor.May(l.Right) || !actor.May(b.Right) {
		return nil, nil, errNotFound
	}
	if all {
		q.After, q.Before, ids = "", "", nil
		p, err := s.list(ctx, actor, l, q, MostBatch+1, uncounted)
		if err != nil {
			return nil, nil, err
		}
		lines = p.Lines
	} else if len(ids) <= MostBatch {
		err = s.Read(ctx, func(rx *Rx) error {
			n, err := rx.narrow(actor, l, ListQuery{any: true}, &ListPage{Options: map[string][]Option{}})
			if err != nil {
				return err
			}
			from, id, w := n.many("")
			w.in(id, ids)
			found, err := rx.ids("SELECT "+id+" FROM "+from+w.sql()+" ORDER BY "+id, w.args...)
			if err != nil {
				return err
			}
			keys := make([]listKey, len(found))
			for i, id := range found {
				keys[i].id = id
			}
			lines, err = rx.listLines(actor, l, keys)
			return err
		})
		if err != nil {
			return nil, nil, err
		}
	}
	switch {
	case len(ids) > MostBatch || len(lines) > MostBatch:
		return nil, nil, refuse(BatchTooMany, MostBatch)
	case len(lines) == 0:
		return nil, nil, refuse(BatchEmpty)
	}
	return b, lines, nil
}

// Do does the batch to the lines, one after the other. Refused, with nothing done: BatchWord, ReasonMissing, TextTooLong.
func (s *Store) Do(ctx context.Context, actor Actor, b *Batch, lines []Line, in BatchInput) (r BatchResult, err error) {
	if b.Of != "" && !slices.Contains(b.Words, in.Word) {
		return r, refuseField("word", BatchWord)
	}
	if b.Reason {
		if in.Reason, err = checkReason(in.Reason); err != nil {
			return r, err
		}
	}
	for _, line := range lines {
		if err := b.do(ctx, s, actor, line.ID, in); err != nil {
			r.Failed = append(r.Failed, BatchFailure{line, err})
		} else {
			r.Done = append(r.Done, line)
		}
	}
	return r, nil
}
