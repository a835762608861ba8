package db

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"clubhouse/db/sqlcdb"
)

// Due tells how soon a day is, as those who have much to do count.
type Due string

// How soon. A week ends with its Sunday.
const (
	Overdue     Due = "overdue"
	DueToday    Due = "today"
	DueThisWeek Due = "week"
	DueLater    Due = "later"
)

// DueOn tells how soon the day is on the day that is today.
func DueOn(day, today Day) Due {
	switch {
	case day < today:
		return Overdue
	case day == today:
		return DueToday
	case day <= today.sunday():
		return DueThisWeek
	}
	return DueLater
}

// sunday answers the last day of the day's week.
func (d Day) sunday() Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return Day(t.AddDate(0, 0, (7-int(t.Weekday()))%7).Format(time.DateOnly))
}

// Today answers the day that it is, by the club's clock.
func (s *Store) Today() Day { return DayOf(s.Now(), s.Club().Zone) }

// open bounds a list of notes (n) to those whose next step is open, as the indexes of these know it.
func (w *where) open() { w.add("n.owner_id IS NOT NULL AND n.done_at IS NULL AND n.struck_at IS NULL") }

// StepsDue counts the actor's own next steps that are overdue or due today; it stops above CountMost.
func (s *Store) StepsDue(ctx context.Context, actor Actor) (n int64, err error) {
	w := &where{}
	w.open()
	w.add("n.owner_id = ? AND n.due <= ?", actor.Account, string(s.Today()))
	w.within(actor)
	err = s.ask(ctx, func(rx *Rx) (err error) {
		n, err = rx.countMost("notes n"+w.sql(), w.args...)
		return err
	})
	return n, err
}

// step answers a note whose next step the actor may see to: its owner who reads the record still, or whoever writes
// notes there. NotFound; refused: NoteStruck.
func (tx *Tx) step(id int64) (Note, error) {
	n, err := tx.note(tx.Actor, id)
	if err == nil && n.Owner == 0 {
		err = errNotFound
	}
	if err == nil && n.Owner != tx.Actor.Account {
		n, err = tx.note(tx.Actor, id, NotesWrite)
	}
	if err == nil && n.StruckAt != 0 {
		err = refuse(NoteStruck, n.StruckBy)
	}
	return n, err
}

// FinishStep notes that the next step has been done. Done by the actor before, it is as well. Refused: StepDone,
// NoteStruck. NotFound.
func (s *Store) FinishStep(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		n, err := tx.step(id)
		if err != nil {
			return err
		}
		done, err := tx.Queries.FinishStep(background, sqlcdb.FinishStepParams{Now: &tx.Now, AccountID: &tx.Actor.Account, ID: id})
		switch {
		case err != nil:
			return err
		case done == 0 && n.doneBy == tx.Actor.Account:
			return nil
		case done == 0:
			return refuse(StepDone, n.DoneBy, n.DoneAt)
		}
		return tx.audit(change{act: "note.done", noun: id, member: n.member(), facts: n.facts()})
	})
}

// ReopenStep takes back that it was done. NotFound; refused: NoteStruck.
func (s *Store) ReopenStep(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		n, err := tx.step(id)
		if err != nil {
			return err
		}
		if opened, err := tx.Queries.ReopenStep(background, id); err != nil || opened == 0 {
			return err
		}
		return tx.audit(change{act: "note.reopened", noun: id, member: n.member(), facts: n.facts()})
	})
}

// PlanStep moves the day of the next step, and hands it to somebody else who may read its record. Refused: DueMissing,
// DueWrong, DuePast, OwnerUnknown, StepDone, NoteStruck, ChangedMeanwhile. NotFound.
func (s *Store) PlanStep(ctx context.Context, actor Actor, id int64, due string, owner int64, seen Revision) error {
	due = strings.TrimSpace(due)
	return s.Write(ctx, actor, func(tx *Tx) error {
		n, err := tx.step(id)
		if err != nil {
			return err
		}
		if n.DoneAt != 0 {
			return refuse(StepDone, n.DoneBy, n.DoneAt)
		}
		day := n.Due // one that is over may stay, for somebody else
		if due != string(n.Due) {
			if day, err = checkDue(due, DayOf(tx.Now, tx.s.Club().Zone)); err != nil {
				return err
			}
		}
		was := n.Plan()
		n.Due, n.Owner = day, owner
		if was == n.Plan() {
			return nil
		}
		if seen != "" && seen != was {
			by, err := tx.LastActor(background, sqlcdb.LastActorParams{NounID: id, Act: "note.planned"})
			if err != nil && !isNoRows(err) {
				return err
			}
			return &Error{Kind: Conflict, Reason: ChangedMeanwhile, Args: []any{by, was}}
		}
		if err := tx.mayOwn(owner, n.On); err != nil {
			return err
		}
		if _, err := tx.Queries.PlanStep(background, sqlcdb.PlanStepParams{Due: string(day), OwnerID: &owner, ID: id}); err != nil {
			return err
		}
		facts := n.facts()
		facts["due"], facts["account"] = day, owner
		return tx.audit(change{act: "note.planned", noun: id, member: n.member(), facts: facts})
	})
}

// Plan answers by which day and by whom the next step is to be done, as a Revision.
func (n *Note) Plan() Revision {
	return revisionOf(struct {
		Due   Day
		Owner int64
	}{n.Due, n.Owner})
}

// stepsRead answers the rights to read the records on which the account has next steps to do.
func (rx *Rx) stepsRead(of int64) (rights []Right, err error) {
	for _, noun := range slices.Sorted(maps.Keys(subjects)) {
		w := &where{}
		w.open()
		w.add("n.owner_id = ? AND n.on_kind = ?", of, string(noun))
		n, err := rx.number("SELECT COUNT(*) FROM notes n"+w.sql(), w.args...)
		if err != nil {
			return nil, err
		}
		if right := subjects[noun].reads; n > 0 && !slices.Contains(rights, right) {
			rights = append(rights, right)
		}
	}
	return rights, nil
}

// handOverNotes gives all that one account has still to do to another, and answers how much. The act that calls it
// looks that the other may read what the first could, and tells of it in its audit row.
func (tx *Tx) handOverNotes(from, to int64) (n int64, err error) {
	return tx.HandOverSteps(background, sqlcdb.HandOverStepsParams{Heir: &to, OwnerID: &from})
}
