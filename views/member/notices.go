package member

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// NoticesView is the member's inbox.
type NoticesView struct {
	Setting
	List []db.Notice
	More int64 // the cursor of the next page
	Deep bool  // not the first page
}

// newest is the newest notice that the page shows.
func (v NoticesView) newest() string {
	if len(v.List) == 0 {
		return ""
	}
	return itoa(v.List[0].ID)
}

func (v NoticesView) pager(p ui.Page) ui.Pager {
	g := ui.Pager{Page: p, Text: p.T(i18n.NoticesNewest)}
	if v.Deep {
		g.Previous = p.To("/notices")
	}
	if v.More != 0 {
		g.Next = p.To("/notices?before=" + itoa(v.More))
	}
	return g
}

// NoticeView is one notice.
type NoticeView struct {
	Setting
	Notice db.Notice
}
