package staff

import (
	"strconv"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// Path answers where the desk keeps the thing of the id: /staff/brands/7, and /staff/brands/new for 0.
func Path(noun string, id int64) string {
	if id == 0 {
		return "/staff/" + noun + "/new"
	}
	return "/staff/" + noun + "/" + text(id)
}

// action answers where its form is posted.
func action(noun string, id int64) string {
	if id == 0 {
		return "/staff/" + noun
	}
	return Path(noun, id)
}

func text(n int64) string { return strconv.FormatInt(n, 10) }

// ifID is the value of a select for the id; 0 is the option without one.
func ifID(id int64) string {
	if id == 0 {
		return ""
	}
	return text(id)
}

func names(t db.Text) []string { return []string{t.Hans, t.Hant, t.En} }

func ticked(is bool) []string {
	if is {
		return []string{"1"}
	}
	return nil
}

// inUse is the tag of what has not ended.
func inUse(p ui.Page, ended bool) ui.Tag {
	if ended {
		return ui.Tag{Text: p.T(i18n.DeskEnded)}
	}
	return ui.Tag{Text: p.T(i18n.DeskActive), Tone: ui.Good}
}

// may tells whether the reader holds the right.
func may(p ui.Page, r db.Right) bool { return p.Allows != nil && p.Allows(string(r)) }

// mothers are the brands under which b may stand, and its present one.
func mothers(p ui.Page, b db.Brand, brands []db.Brand) []ui.Option {
	out := []ui.Option{{Value: "", Label: p.T(i18n.DeskBrandNoParent)}}
	for _, m := range brands {
		if m.ID != b.ID && (!m.Ended || m.ID == b.Parent) {
			out = append(out, ui.Option{Value: text(m.ID), Label: p.Text(m.Name)})
		}
	}
	return out
}
