package staff

import (
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// HistoryView is the edits of one thing.
type HistoryView struct {
	Clock
	Of   db.History
	Name string // of the thing that has an id
	Rows []db.EditRow
	More int64
	Deep bool
}

// HistoryPath answers the address of a history.
func HistoryPath(of string, id int64) string {
	path := "/staff/settings/history?of=" + of
	if id != 0 {
		path += "&id=" + text(id)
	}
	return path
}

func (v HistoryView) path() string { return HistoryPath(v.Of.Of, v.Of.ID) }

func (v HistoryView) pages(p ui.Page) more {
	m := older("", "", "")
	if v.Deep {
		m.First = p.To(v.path())
	}
	if v.More != 0 {
		m.Next = p.To(v.path() + "&before=" + strconv.FormatInt(v.More, 10))
	}
	return m
}

// back leads to what the history is of.
func (v HistoryView) back(p ui.Page) ui.Link {
	link := ui.Link{Label: p.T(i18n.HistBack)}
	switch v.Of.Of {
	case "club":
		link.Href = p.To("/staff/club")
	case "limits", "retention":
		link.Href = p.To("/staff/settings/" + v.Of.Of)
	case "brand", "outlet":
		link = ui.Link{Label: v.Name, Href: p.To(Path(v.Of.Of+"s", v.Of.ID))}
	case "community":
		link = ui.Link{Label: v.Name, Href: p.To(Path("communities", v.Of.ID))}
	case "merchant", "offer":
		link = ui.Link{Label: v.Name, Href: p.To(Path(v.Of.Of+"s", v.Of.ID))}
	default:
		link.Href = p.To(TextPath(db.TextKind(v.Of.Of)))
	}
	return link
}

// did tells what an edit was, and what it undid.
func (v HistoryView) did(p ui.Page, e db.EditRow) string {
	if e.Undoes != 0 {
		return act(p, e.AuditRow) + " · " + p.F(i18n.HistUndone, v.at(p, e.Undoes))
	}
	if e.Act == "text.published" {
		day, _ := e.Facts["day"].(string)
		return act(p, e.AuditRow) + " · " + p.F(i18n.HistVersion, i18n.Number(e.Int("version")), day)
	}
	return act(p, e.AuditRow)
}

// at answers when an id was made: ids are made by the clock.
func (v HistoryView) at(p ui.Page, id int64) string { return v.time(p, db.MadeAt(id)) }

func undoPath(id int64) string { return "/staff/settings/history/" + text(id) + "/undo" }

// changes are the fields of an edit in words.
func (v HistoryView) changes(p ui.Page, e db.EditRow) (out []fieldChange) {
	for _, c := range e.Fields {
		if c.Field == "Version" { // an offer counts its own
			continue
		}
		was, now := i18n.ChangedValues(p.Locale, v.Club, c)
		out = append(out, fieldChange{i18n.FieldName(p.Locale, c.Field), was, now})
	}
	return out
}

type fieldChange struct{ Name, Was, Now string }

// historyLink leads to the history of a thing that has an id, for whoever may see it.
func historyLink(p ui.Page, r db.Right, of string, id int64) templ.Component {
	if id == 0 || !may(p, r) {
		return templ.NopComponent
	}
	return ui.LinkButton{Label: p.T(i18n.SetHistory), Href: p.To(HistoryPath(of, id)), Icon: ui.IconHistory, Kind: ui.Secondary, Small: true}
}
