package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// BatchView is something that is about to be done, or was done, to many rows of a list.
type BatchView struct {
	ListView
	Batch  *db.Batch
	Lines  []db.Line
	Result db.BatchResult
	Gone   int                // of the rows asked for, those that the reader does not see any more
	Why    func(error) string // tells a failure in the reader's language
}

// namesShown is how many rows are named before they are only counted.
const namesShown = 10

func (v BatchView) shown() []db.Line { return v.Lines[:min(len(v.Lines), namesShown)] }

func (v BatchView) crumbs(p ui.Page) []ui.Link {
	return append(v.ListView.crumbs(p), ui.Link{Label: p.T(v.words().Title), Href: p.To(v.Back())})
}

func (v BatchView) wordOptions(p ui.Page) (out []ui.Option) {
	for _, w := range v.Batch.Words {
		out = append(out, ui.Option{Value: w, Label: i18n.ChoiceText(p.Locale, db.Choice{Of: v.Batch.Of, Word: w})})
	}
	return out
}

func (v BatchView) kind() ui.Kind {
	if v.Batch.Danger {
		return ui.Danger
	}
	return ui.Primary
}

// left is how many rows were left as they are.
func (v BatchView) left() int { return len(v.Result.Failed) + v.Gone }

// told says how many of how many were done.
func (v BatchView) told(p ui.Page) ui.Notice {
	done := len(v.Result.Done)
	all := i18n.ListCount(p.Locale, v.List.Name, int64(done+v.left()))
	switch {
	case v.left() == 0:
		return ui.Notice{Tone: ui.Good, Title: p.F(i18n.ListBatchDone, all), Focus: true}
	case done == 0:
		return ui.Notice{Tone: ui.Bad, Title: p.F(i18n.ListBatchNotDone, all), Text: p.T(i18n.ListBatchWhy), Focus: true}
	}
	return ui.Notice{Tone: ui.Warn, Title: p.F(i18n.ListBatchPartly, done, all), Text: p.F(i18n.ListBatchRest, v.left()), Focus: true}
}

func (v BatchView) failures(p ui.Page) (rows []ui.Row) {
	for _, f := range v.Result.Failed {
		rows = append(rows, ui.Row{Title: v.cell(p, f.Line.Cells[0]), Text: v.Why(f.Err), Href: v.name(p, f.Line), Icon: ui.IconWarn})
	}
	if v.Gone > 0 {
		rows = append(rows, ui.Row{Title: i18n.ListCount(p.Locale, v.List.Name, int64(v.Gone)), Text: p.T(i18n.ListBatchGone), Icon: ui.IconWarn})
	}
	return rows
}
