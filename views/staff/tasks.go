package staff

import (
	"net/url"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// TasksView is a page of next steps.
type TasksView struct {
	Clock
	Me    int64
	Owner int64          // whose; 0: everybody's
	Staff []db.StaffName // for those who may look at others'
	List  []db.Note
	More  string
	Deep  bool
	Done  *db.Note // what has just been done, and may be opened again
}

// Title is how the page is called.
func (v TasksView) Title(l db.Locale) string {
	if v.Owner == v.Me {
		return i18n.DeskTasksTitle.In(l)
	}
	for _, c := range v.Staff {
		if c.Account == v.Owner {
			return i18n.DeskTasksOf.Format(l, c.Name)
		}
	}
	return i18n.DeskTasksAll.In(l)
}

func (v TasksView) path(after string) string {
	q := url.Values{}
	if v.Owner == 0 {
		q.Set("whose", "all")
	} else if v.Owner != v.Me {
		q.Set("whose", text(v.Owner))
	}
	if after != "" {
		q.Set("after", after)
	}
	if len(q) == 0 {
		return "/staff/tasks"
	}
	return "/staff/tasks?" + q.Encode()
}

func (v TasksView) pages(p ui.Page) more {
	m := more{Back: i18n.DeskTasksFirst, Onward: i18n.DeskTasksMore}
	if v.Deep {
		m.First = p.To(v.path(""))
	}
	if v.More != "" {
		m.Next = p.To(v.path(v.More))
	}
	return m
}

func (v TasksView) whose(p ui.Page) []ui.Option {
	out := []ui.Option{{Label: p.T(i18n.DeskTasksMine)}, {Value: "all", Label: p.T(i18n.DeskTasksEvery)}}
	for _, c := range v.Staff {
		if c.Account != v.Me {
			out = append(out, ui.Option{Value: text(c.Account), Label: c.Name})
		}
	}
	return out
}

// chosen is the option of whose tasks are shown.
func (v TasksView) chosen() string {
	switch v.Owner {
	case 0:
		return "all"
	case v.Me:
		return ""
	}
	return text(v.Owner)
}

// stepGroup is what is due as soon.
type stepGroup struct {
	Due   db.Due
	Steps []*db.Note
}

func (v TasksView) groups() (out []stepGroup) {
	today := db.DayOf(v.Now, v.Club.Zone)
	for i := range v.List {
		due := db.DueOn(v.List[i].Due, today)
		if n := len(out); n == 0 || out[n-1].Due != due {
			out = append(out, stepGroup{Due: due})
		}
		out[len(out)-1].Steps = append(out[len(out)-1].Steps, &v.List[i])
	}
	return out
}
