package db

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Record is what every record has, whatever it is of: what was done, what was noted, and what is to be done next.
type Record struct {
	On         Subject
	Show       Show
	Shows      []Show       // the parts of its timeline
	Lines      []RecordLine // newest first
	More       int64        // the next cursor, 0 at the end
	Steps      []Note       // next steps that are open, the soonest first; on the first page alone
	MayWrite   bool         // the actor may add notes
	Colleagues []StaffName
}

// RecordLine is one line of a timeline: an act, or a note.
type RecordLine struct {
	Act  *AuditRow
	Note *Note
}

// At answers when it was.
func (l RecordLine) At() int64 {
	if l.Note != nil {
		return l.Note.At
	}
	return l.Act.At
}

const (
	recordLines = 30
	recordSteps = 20
)

// Record answers a page of the subject's record before the cursor (0: from the newest). NotFound where the actor may
// not read it.
func (s *Store) Record(ctx context.Context, actor Actor, on Subject, show Show, before int64) (*Record, error) {
	var out *Record
	err := s.Read(ctx, func(rx *Rx) error {
		d := subjects[on.Noun]
		if ok, err := rx.covers(actor, on); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		if !slices.Contains(d.shows, show) {
			show = ShowAll
		}
		out = &Record{On: on, Show: show, Shows: d.shows}
		var err error
		if out.Lines, out.More, err = rx.lines(actor, on, show, before); err != nil {
			return err
		}
		if out.MayWrite, err = rx.covers(actor, on, NotesWrite); err != nil {
			return err
		}
		if before == 0 {
			w := onRecord(on)
			w.open()
			ids, err := rx.ids("SELECT n.id FROM notes n"+w.sql()+" ORDER BY n.due, n.id LIMIT ?", append(w.args, recordSteps)...)
			if err != nil {
				return err
			}
			if out.Steps, err = rx.notes(ids); err != nil {
				return err
			}
		}
		if out.MayWrite {
			out.Colleagues, err = rx.staffOn(on)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// onRecord bounds a list of notes (n) to those on the subject's record. A member's has all that are about the member.
func onRecord(on Subject) *where {
	w := &where{}
	if on.Noun == OnMember {
		w.add("n.member_id = ?", on.ID)
	} else {
		w.add("n.on_id = ? AND n.on_kind = ?", on.ID, string(on.Noun))
	}
	return w
}

// lines answers a page of a timeline and the next cursor.
func (rx *Rx) lines(actor Actor, on Subject, show Show, before int64) (list []RecordLine, more int64, err error) {
	var acts, notes []int64
	if show != ShowNotes {
		w, err := rx.actsOf(on)
		if err != nil {
			return nil, 0, err
		}
		w.add("u.id < ?", cursor(before))
		w.add(shown[show])
		if acts, err = rx.ids("SELECT u.id FROM audit u"+w.sql()+" ORDER BY u.id DESC LIMIT ?", append(w.args, recordLines+1)...); err != nil {
			return nil, 0, err
		}
	}
	if show == ShowNotes || show == ShowAll {
		w := onRecord(on)
		w.add("n.id < ?", cursor(before))
		if notes, err = rx.ids("SELECT n.id FROM notes n"+w.sql()+" ORDER BY n.id DESC LIMIT ?", append(w.args, recordLines+1)...); err != nil {
			return nil, 0, err
		}
	}
	acts, notes, more = onePage(acts, notes, recordLines)
	rows, err := rx.acts(actor, on, acts)
	if err != nil {
		return nil, 0, err
	}
	written, err := rx.notes(notes)
	if err != nil {
		return nil, 0, err
	}
	for len(rows)+len(written) > 0 {
		if len(rows) == 0 || len(written) > 0 && written[0].ID >= rows[0].ID {
			list, written = append(list, RecordLine{Note: &written[0]}), written[1:]
		} else {
			list, rows = append(list, RecordLine{Act: &rows[0]}), rows[1:]
		}
	}
	return list, more, nil
}

// onePage answers which of two lists of ids, both newest first, stand on a page of so many lines, and the next cursor (0
// at the end). Ids grow with time, across both lists. Two that are the same, as two processes may make them, stand on one
// page: the cursor does not tell them apart.
func onePage(a, b []int64, most int) (ofA, ofB []int64, more int64) {
	i, j, last := 0, 0, int64(0)
	for i < len(a) || j < len(b) {
		fromA := j == len(b) || i < len(a) && a[i] > b[j]
		next := int64(0)
		if fromA {
			next = a[i]
		} else {
			next = b[j]
		}
		if i+j >= most && next != last {
			return a[:i], b[:j], last
		}
		if last = next; fromA {
			i++
		} else {
			j++
		}
	}
	return a, b, 0
}

// actsOf bounds a list of acts (u) to those that the subject's record tells of.
func (rx *Rx) actsOf(on Subject) (*where, error) {
	w := &where{}
	d := subjects[on.Noun]
	if d.nouns == "" {
		w.add("u.member_id = ?", on.ID)
		return w, nil
	}
	nouns, err := rx.ids(d.nouns, on.ID)
	w.in("u.noun_id", padded(nouns, 16))
	return w, err
}

// padded adds what is no id, not even the 0 of an act upon nothing, to lists of few lengths: the driver keeps a statement
// for each.
func padded(ids []int64, of int) []int64 {
	for len(ids)%of != 0 {
		ids = append(ids, -1)
	}
	return ids
}

// acts answers the rows of the audit log, newest first, for the record of the subject. Members whom the actor may not
// see have no name there.
func (rx *Rx) acts(actor Actor, on Subject, ids []int64) ([]AuditRow, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := rx.AuditByIDs(background, padded(slices.Clone(ids), recordLines+2))
	if err != nil {
		return nil, err
	}
	list := make([]AuditRow, len(found))
	var members []int64
	for i, r := range found {
		list[i] = auditRow(r)
		members = append(members, list[i].Member)
	}
	slices.SortFunc(list, func(a, b AuditRow) int { return cmp.Compare(b.ID, a.ID) })
	list = unlinked(list)
	list = slices.DeleteFunc(list, func(r AuditRow) bool { return !r.within(actor) })
	if on.Noun != OnMember {
		seen, err := rx.visible(actor, MembersRead, members)
		if err != nil {
			return nil, err
		}
		for i := range list {
			if !slices.Contains(seen, list[i].Member) {
				list[i].Member, list[i].Whom = 0, ""
			}
		}
	}
	return list, rx.nameFacts(list)
}

// unlinked keeps a home, whose owner the register names, and a member who was erased off each other's records.
func unlinked(list []AuditRow) []AuditRow {
	return slices.DeleteFunc(list, func(r AuditRow) bool {
		home := strings.HasPrefix(r.Act, "home.") || strings.HasPrefix(r.Act, "household.")
		return home && r.Member != 0 && r.Whom == erasedName
	})
}

// visible answers those of the members whom the actor's right covers.
func (rx *Rx) visible(actor Actor, right Right, members []int64) ([]int64, error) {
	w := &where{}
	w.in("m.id", padded(members, 32))
	w.seenEach(actor, right)
	return rx.ids("SELECT m.id FROM members m"+w.sql(), w.args...)
}
