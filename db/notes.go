package db

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"clubhouse/db/sqlcdb"
)

// NoteKind is how staff came to know what they note.
type NoteKind string

// NoteKinds are the kinds, in the order of the form: a plain note, or a contact and by which way.
var NoteKinds = []NoteKind{"note", "phone", "visit", "wechat", "email", "counter"}

// Note is what somebody of the staff has written down on a record, with what is to be done next.
type Note struct {
	ID         int64
	On         Subject
	Name       Text // what the record is of, as it is called today
	Kind       NoteKind
	Text       string // "" once the member has been erased
	Author     int64
	AuthorName string
	At         int64
	EditedAt   int64 // 0 while it stands as it was written
	StruckAt   int64
	StruckBy   string
	Reason     string // why it was struck

	// The next step, where there is one: what, by which day, and who.
	Step      string
	Due       Day
	Owner     int64 // 0 without one
	OwnerName string
	DoneAt    int64
	DoneBy    string
	doneBy    int64
}

// Open tells whether its next step is still to be done.
func (n *Note) Open() bool { return n.Owner != 0 && n.DoneAt == 0 && n.StruckAt == 0 }

// correctSeconds is for how long the author may correct a note.
const correctSeconds = 15 * 60

// CanCorrect tells whether the account may still correct the note.
func (n *Note) CanCorrect(account, now int64) bool {
	return n.Author == account && n.StruckAt == 0 && now < n.CorrectUntil()
}

// CorrectUntil answers until when its author may correct the note.
func (n *Note) CorrectUntil() int64 { return n.At + correctSeconds }

// Refusals of notes and next steps.
const (
	NoteMissing     Reason = "note_missing"
	NoteKindUnknown Reason = "note_kind_unknown"
	NoteFixed       Reason = "note_fixed"    // too late to correct it, or another's
	NoteStruck      Reason = "note_struck"   // args: by whom
	NoteSent        Reason = "note_sent"     // the same key with other words, day or owner
	StepMissing     Reason = "step_missing"  // a day without what is to be done
	DueMissing      Reason = "due_missing"   // a next step without its day
	DueWrong        Reason = "due_wrong"     // no day
	DuePast         Reason = "due_past"      // a day that is over
	OwnerUnknown    Reason = "owner_unknown" // nobody who may read the record
	StepDone        Reason = "step_done"     // args: by whom, when
)

const (
	mostNoteText = 2000
	mostStepText = 200
)

// NewNote is a note as it is typed. Whose is the account that is to do the step, 0 for the author's own.
type NewNote struct {
	On    Subject
	Kind  NoteKind
	Text  string
	Step  string
	Due   string
	Whose int64
	Key   string // what makes the same form sent twice one note
}

// check answers the note trimmed, and the day of its next step, "" without one. Refused: NoteKindUnknown, NoteMissing,
// TextTooLong, StepMissing, DueMissing, DueWrong, DuePast.
func (n NewNote) check(today Day) (NewNote, Day, error) {
	n.Text, n.Step, n.Due = strings.TrimSpace(n.Text), strings.TrimSpace(n.Step), strings.TrimSpace(n.Due)
	var f faults
	f.when(!slices.Contains(NoteKinds, n.Kind), "kind", NoteKindUnknown)
	f.when(tidy(n.Text) == "", "text", NoteMissing)
	f.when(n.Step == "" && n.Due != "", "step", StepMissing)
	due, wrong := Day(""), error(nil)
	if n.Step != "" {
		due, wrong = checkDue(n.Due, today)
	}
	return n, due, Together(f.err(), fits("text", n.Text, mostNoteText), fits("step", n.Step, mostStepText), wrong)
}

// checkDue reads the day by which something is to be done. Refused: DueMissing, DueWrong, DuePast.
func checkDue(typed string, today Day) (Day, error) {
	if typed == "" {
		return "", refuseField("due", DueMissing)
	}
	due, ok := ParseDay(typed)
	if !ok {
		return "", refuseField("due", DueWrong)
	}
	if due < today {
		return "", refuseField("due", DuePast)
	}
	return due, nil
}

// AddNote writes a note on a record that the actor may read and answers its id: the same key answers the same note. Refused:
// what check refuses, OwnerUnknown, KeyMissing, NoteSent (the key has written another). NotFound where the actor may not
// write.
func (s *Store) AddNote(ctx context.Context, actor Actor, n NewNote) (id int64, err error) {
	if len(n.Key) < 16 || len(n.Key) > 64 {
		return 0, refuse(KeyMissing)
	}
	n, due, err := n.check(s.Today())
	if err != nil {
		return 0, err
	}
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if ok, err := tx.covers(tx.Actor, n.On, NotesWrite); err != nil {
			return err
		} else if !ok || tx.Actor.Account == 0 {
			return errNotFound
		}
		row := sqlcdb.InsertNoteParams{
			ID: tx.NewID(), OnKind: string(n.On.Noun), OnID: n.On.ID, AuthorID: tx.Actor.Account, RequestKey: n.Key,
			Kind: string(n.Kind), Body: n.Text, At: tx.Now, Step: n.Step, Due: string(due),
		}
		facts := Facts{"on": n.On.Noun, string(n.On.Noun): n.On.ID, "kind": n.Kind}
		personal := Facts{"text": n.Text}
		if n.On.Noun == OnMember {
			row.MemberID = &n.On.ID
		}
		if due != "" {
			owner := cmp.Or(n.Whose, tx.Actor.Account)
			if err := tx.mayOwn(owner, n.On); err != nil {
				return err
			}
			row.OwnerID = &owner
			facts["due"], facts["account"], personal["step"] = due, owner, n.Step
		}
		written, err := tx.InsertNote(background, row)
		if err != nil {
			return err
		}
		if id = row.ID; written == 0 {
			was, err := tx.NoteByKey(background, sqlcdb.NoteByKeyParams{AuthorID: row.AuthorID, RequestKey: n.Key})
			if err != nil {
				return err
			}
			same := was.OnID == n.On.ID
			if was.EditedAt == nil {
				same = same && was.Kind == row.Kind && was.Body == n.Text && was.Step == n.Step
			}
			_, err = tx.LastActor(background, sqlcdb.LastActorParams{NounID: was.ID, Act: "note.planned"})
			if isNoRows(err) { // its step is as it was first
				same, err = same && was.Due == row.Due && deref(was.OwnerID) == deref(row.OwnerID), nil
			}
			if id = was.ID; err == nil && !same {
				err = refuse(NoteSent)
			}
			return err
		}
		return tx.audit(change{act: "note.added", noun: id, member: deref(row.MemberID), facts: facts, personal: personal})
	})
	return id, err
}

// mayOwn refuses as the owner of a next step whoever may not read its record, or is disabled: OwnerUnknown.
func (tx *Tx) mayOwn(account int64, on Subject) error {
	grants, err := tx.grantsOf(account)
	if err != nil {
		return err
	}
	if a, err := tx.GetAccount(background, account); err != nil && !isNoRows(err) {
		return err
	} else if err != nil || !worksHere(a) {
		return refuseField("whose", OwnerUnknown)
	}
	if ok, err := tx.covers(Actor{Door: StaffDoor, Account: account, Grants: grants}, on); err != nil {
		return err
	} else if !ok {
		return refuseField("whose", OwnerUnknown)
	}
	return nil
}

// notes answers the notes in the order of the ids, with what their records are called.
func (rx *Rx) notes(ids []int64) ([]Note, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	rows, err := rx.Notes(background, padded(slices.Clone(ids), 32))
	if err != nil {
		return nil, err
	}
	list := make([]Note, len(rows))
	var named []int64
	for i, r := range rows {
		list[i] = noteOf(r)
		if on := list[i].On; on.Noun != OnMember {
			named = append(named, on.ID)
		}
	}
	slices.SortFunc(list, func(a, b Note) int { return cmp.Compare(slices.Index(ids, a.ID), slices.Index(ids, b.ID)) })
	if len(named) == 0 {
		return list, nil
	}
	names, err := rx.namesOf(named)
	for i := range list {
		if on := list[i].On; on.Noun != OnMember {
			list[i].Name = names[thing{string(on.Noun), on.ID}]
		}
	}
	return list, err
}

func noteOf(r sqlcdb.NotesRow) Note {
	n := Note{
		ID: r.Note.ID, On: Subject{Noun(r.Note.OnKind), r.Note.OnID}, Kind: NoteKind(r.Note.Kind), Text: r.Note.Body, Author: r.Note.AuthorID,
		AuthorName: r.Author, At: r.Note.At, EditedAt: deref(r.Note.EditedAt), StruckAt: deref(r.Note.StruckAt), StruckBy: r.StruckName, Reason: r.Note.Reason,
		Step: r.Note.Step, Due: Day(r.Note.Due), Owner: deref(r.Note.OwnerID), OwnerName: r.Owner, DoneAt: deref(r.Note.DoneAt), DoneBy: r.DoneName, doneBy: deref(r.Note.DoneBy),
	}
	if n.On.Noun == OnMember { // who may be another since, where two were one person
		n.On.ID, n.Name = deref(r.Note.MemberID), Text{Hans: r.MemberName}
	}
	return n
}

// note answers a note on a record that the actor may read and where it holds the further rights. NotFound.
func (rx *Rx) note(actor Actor, id int64, rights ...Right) (Note, error) {
	list, err := rx.notes([]int64{id})
	if err != nil {
		return Note{}, err
	}
	if len(list) == 0 {
		return Note{}, errNotFound
	}
	ok, err := rx.covers(actor, list[0].On, rights...)
	if err == nil && !ok {
		err = errNotFound
	}
	return list[0], err
}

// NotePage is a note with what the actor may do about it.
type NotePage struct {
	Note
	MayWrite   bool // on its record
	Colleagues []StaffName
}

// Note answers a note on a record that the actor may read. NotFound.
func (s *Store) Note(ctx context.Context, actor Actor, id int64) (NotePage, error) {
	var out NotePage
	err := s.Read(ctx, func(rx *Rx) (err error) {
		if out.Note, err = rx.note(actor, id); err != nil {
			return err
		}
		if out.MayWrite, err = rx.covers(actor, out.On, NotesWrite); err != nil {
			return err
		}
		out.Colleagues, err = rx.staffOn(out.On)
		return err
	})
	return out, err
}

// CorrectNote puts another text, kind and step in place of a note's, for its author and a quarter of an hour. Where it
// has no next step it gets none. Refused: what check refuses, NoteFixed, NoteStruck. NotFound.
func (s *Store) CorrectNote(ctx context.Context, actor Actor, id int64, kind NoteKind, text, step string) error {
	n, _, err := NewNote{Kind: kind, Text: text}.check("")
	step = strings.TrimSpace(step)
	if err := Together(err, fits("step", step, mostStepText)); err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		was, err := tx.note(tx.Actor, id, NotesWrite)
		if err != nil {
			return err
		}
		if was.StruckAt != 0 {
			return refuse(NoteStruck, was.StruckBy)
		}
		if !was.CanCorrect(tx.Actor.Account, tx.Now) {
			return refuse(NoteFixed)
		}
		stepText := ""
		if was.Owner != 0 {
			if stepText = step; stepText == "" {
				return refuseField("step", StepMissing)
			}
		}
		if was.Kind == n.Kind && was.Text == n.Text && was.Step == stepText {
			return nil
		}
		if _, err := tx.Queries.CorrectNote(background, sqlcdb.CorrectNoteParams{Kind: string(n.Kind), Body: n.Text, Step: stepText, Now: &tx.Now, ID: id}); err != nil {
			return err
		}
		return tx.audit(change{act: "note.corrected", noun: id, member: was.member(), facts: was.facts(),
			personal: Facts{"before": Facts{"text": was.Text, "step": was.Step}, "after": Facts{"text": n.Text, "step": stepText}}})
	})
}

// StrikeNote strikes a note through, for a reason; it stays, and its next step falls. Refused: ReasonMissing,
// TextTooLong, NoteStruck. NotFound.
func (s *Store) StrikeNote(ctx context.Context, actor Actor, id int64, reason string) error {
	reason, err := checkReason(reason)
	if err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		was, err := tx.note(tx.Actor, id, NotesWrite)
		if err != nil {
			return err
		}
		n, err := tx.Queries.StrikeNote(background, sqlcdb.StrikeNoteParams{Now: &tx.Now, AccountID: orNull(tx.Actor.Account), Reason: reason, ID: id})
		if err != nil {
			return err
		}
		if n == 0 {
			return refuse(NoteStruck, was.StruckBy)
		}
		return tx.audit(change{act: "note.struck", noun: id, member: was.member(), facts: was.facts(), personal: why(reason)})
	})
}

// member answers whose record shows what is done with the note, or 0.
func (n *Note) member() int64 {
	if n.On.Noun == OnMember {
		return n.On.ID
	}
	return 0
}

// facts tells an audit row on which record the note stands.
func (n *Note) facts() Facts { return Facts{"on": n.On.Noun, string(n.On.Noun): n.On.ID} }
