package staff

import (
	"fmt"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// WorkView is the page of what goes on behind the club.
type WorkView struct {
	Clock
	db.Work
	Deep bool // not the first page
}

func (v WorkView) pages(p ui.Page) more {
	m := older("", "", "")
	if v.Deep {
		m.First = p.To("/staff/work")
	}
	if v.More != 0 {
		m.Next = p.To("/staff/work?before=" + text(v.More))
	}
	return m
}

func (v WorkView) queue(p ui.Page) string {
	if v.Waiting == 0 {
		return p.T(i18n.DeskWorkIdle)
	}
	return p.F(i18n.DeskWorkWaits, v.Waiting, v.time(p, v.Oldest))
}

func taskTag(p ui.Page, t db.TaskState) ui.Tag {
	switch {
	case t.Running:
		return ui.Tag{Text: p.T(i18n.DeskWorkNow)}
	case t.Failures > 0:
		return ui.Tag{Text: p.F(i18n.DeskWorkFailed, t.Failures), Tone: ui.Bad}
	case t.LastAt == 0:
		return ui.Tag{Text: p.T(i18n.DeskWorkNever)}
	}
	return ui.Tag{Text: p.T(i18n.DeskWorkGood), Tone: ui.Good}
}

// message tells which message it is and by which channel.
func message(p ui.Page, j db.DeadJob) string {
	kind, ok := i18n.JobKinds[j.Kind]
	if !ok {
		return p.F(i18n.DeskWorkOther, j.Kind)
	}
	if j.Notice != nil {
		return fmt.Sprint(i18n.Notice(p.Locale, j.Notice).Title, " · ", p.T(kind))
	}
	if name, ok := i18n.MessageNames[j.Template]; ok {
		return fmt.Sprint(p.T(name), " · ", p.T(kind))
	}
	return p.T(kind)
}

// WorkPath is where a job is sent again.
func WorkPath(id int64) string { return Path("work", id) + "/resend" }
