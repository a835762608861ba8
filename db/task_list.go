package db

import (
	"context"
	"slices"
)

// TaskList is the desk's list of next steps, the soonest first: the reader's own that are open, unless they ask for what is
// done, or, managing the staff, for a colleague's or everybody's. None is shown of a record that the reader may not read.
var TaskList = declare(List{
	Name: "notes", At: "tasks", Right: DeskOpen, tells: []Right{MembersRead, MerchantsRead, OffersRead, StaffManage}, from: "notes n", id: "n.id",
	Orders: []Order{{Name: "due", key: "n.due"}},
	Filters: []Filter{
		{Name: "soon", Kind: FilterChoice, Of: "due", Words: wordsOf([]Due{Overdue, DueToday, DueThisWeek, DueLater}), narrow: dueSo},
		{Name: "community", Kind: FilterThing, things: placesOf(MembersRead), narrow: func(n *narrowing, v FilterValue) (bool, error) {
			of, homes := &where{}, &where{}
			of.livesIn("n.member_id", "", v.IDs)
			homes.in("h.community_id", v.IDs)
			n.add("("+of.parts[0]+" OR n.on_kind = 'home' AND n.on_id IN (SELECT h.id FROM homes h"+homes.sql()+"))", append(of.args, homes.args...)...)
			return true, nil
		}},
		{Name: "whose", Kind: FilterThing, Right: StaffManage, things: staffAsOptions, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			n.in("n.owner_id", v.IDs)
			return true, nil
		}},
		{Name: "everybody", Kind: FilterYes, Right: StaffManage, narrow: said},
		{Name: "done", Kind: FilterYes, narrow: said},
	},
	Batches: []Batch{
		{Name: "done", Right: DeskOpen, Row: func(l Line) bool { return !stepDone(l) }, do: func(ctx context.Context, s *Store, actor Actor, id int64, _ BatchInput) error {
			return s.FinishStep(ctx, actor, id)
		}},
		{Name: "open", Right: DeskOpen, Row: stepDone, do: func(ctx context.Context, s *Store, actor Actor, id int64, _ BatchInput) error {
			return s.ReopenStep(ctx, actor, id)
		}},
	},
	reach: func(n *narrowing) error {
		if slices.Contains(n.asked, "done") {
			n.add("n.owner_id IS NOT NULL AND n.done_at IS NOT NULL AND n.struck_at IS NULL")
		} else if !n.any {
			n.open()
		}
		if !n.any && n.actor.Door != System && !slices.Contains(n.asked, "whose") && !slices.Contains(n.asked, "everybody") {
			n.add("n.owner_id = ?", n.actor.Account)
		}
		n.within(n.actor)
		return nil
	},
},
	(*Rx).taskRows, func(t taskRow) int64 { return t.ID },
	column("step", func(t taskRow) Cell { return t.Step }),
	column("due", func(t taskRow) Cell { return t.Due }).by("due"),
	column("on", func(t taskRow) Cell { return Thing{string(t.On.Noun) + "s", t.On.ID, t.Name} }),
	column("owner", func(t taskRow) Cell { return t.OwnerName }),
	column("kind", func(t taskRow) Cell { return Choice{"note", string(t.Kind)} }).extra(),
	column("author", func(t taskRow) Cell { return t.AuthorName }).extra(),
	column("finished", func(t taskRow) Cell {
		if t.DoneAt == 0 {
			return nil
		}
		return Instant(t.DoneAt)
	}).extra(),
	column("finisher", func(t taskRow) Cell { return orNothing(t.DoneBy) }).extra(),
	column("state", func(t taskRow) Cell {
		if t.DoneAt != 0 {
			return Choices{{"due", "done"}}
		}
		return Choices{{"due", string(t.soon)}}
	}),
)

// said is all that a filter does of which the reach alone makes something.
func said(*narrowing, FilterValue) (bool, error) { return true, nil }

// StepLine is what a line of the list tells, whichever columns are shown.
type StepLine struct {
	Step  string
	Due   Day
	On    Thing
	State Choice
}

// TaskOf reads a line of the list.
func TaskOf(l Line) (s StepLine) {
	s.Step, _ = l.Cells[0].(string)
	s.Due, _ = l.Cells[1].(Day)
	s.On, _ = l.Cells[2].(Thing)
	if states, _ := l.Cells[len(l.Cells)-1].(Choices); len(states) > 0 {
		s.State = states[0]
	}
	return s
}

// stepDone tells whether the line's next step has been done.
func stepDone(l Line) bool {
	return TaskOf(l).State == Choice{"due", "done"}
}

// dueSo asks for what is due so soon.
func dueSo(n *narrowing, v FilterValue) (bool, error) {
	today := DayOf(n.rx.Now, n.club.Zone)
	switch Due(v.Text) {
	case Overdue:
		n.add("n.due < ?", string(today))
	case DueToday:
		n.add("n.due = ?", string(today))
	case DueThisWeek:
		n.add("n.due > ? AND n.due <= ?", string(today), string(today.sunday()))
	case DueLater:
		n.add("n.due > ?", string(today.sunday()))
	}
	return true, nil
}

// staffAsOptions answers everybody of the staff, by name.
func staffAsOptions(rx *Rx, _ Actor) (out []Option, err error) {
	staff, err := rx.staff()
	for _, m := range staff {
		out = append(out, Option{ID: m.Account, Name: Text{Hans: m.Name}})
	}
	return out, err
}

// taskRow is a note with a next step, and how soon that is due.
type taskRow struct {
	Note
	soon Due
}

func (rx *Rx) taskRows(ids []int64) ([]taskRow, error) {
	list, err := rx.notes(ids)
	rows, today := make([]taskRow, len(list)), DayOf(rx.Now, rx.s.Club().Zone)
	for i, n := range list {
		rows[i] = taskRow{n, DueOn(n.Due, today)}
	}
	return rows, err
}
