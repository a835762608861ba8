package public

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
	"slices"
	"strconv"
)

// JoinView is what a new member tells, and has told so far.
type JoinView struct {
	db.JoinDraft
	Form        ui.Form
	Languages   []ui.Option
	Communities []ui.Option
	Versions    map[db.TextKind]string // those in force
}

func (v JoinView) steps(p ui.Page) (steps []ui.Step) {
	for _, part := range db.JoinParts {
		steps = append(steps, ui.Step{Label: p.T(i18n.JoinSteps[part])})
	}
	return steps
}

// step answers which page of the form it is, counted from 1.
func step(part db.JoinPart) int { return slices.Index(db.JoinParts, part) + 1 }

func (v JoinView) path(part db.JoinPart) string { return "/join/" + string(part) + withNext(v.Next) }

func (v JoinView) community() string {
	if v.Community == 0 {
		return ""
	}
	return strconv.FormatInt(v.Community, 10)
}

func (v JoinView) language(p ui.Page) string {
	if v.Locale == "" {
		return string(p.Locale)
	}
	return string(v.Locale)
}

func (v JoinView) adult() []string {
	if v.Adult {
		return []string{"1"}
	}
	return nil
}
