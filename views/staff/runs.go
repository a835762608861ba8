package staff

import (
	"encoding/json"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

var runTones = map[db.RunState]ui.Tone{db.RunWaiting: ui.Info, db.RunRunning: ui.Info, db.RunDone: ui.Good, db.RunFailed: ui.Bad, db.RunStopped: ui.Warn}

// RunTitle names a run in words.
func RunTitle(l db.Locale, r *db.Run) string {
	if r.Kind == db.RunImport {
		return i18n.RunImportOf.Format(l, r.Name)
	}
	var e db.Export
	if json.Unmarshal([]byte(r.Args), &e) == nil {
		if words, ok := i18n.ListTexts[e.List]; ok {
			return i18n.RunExportOf.Format(l, words.Title.In(l))
		}
	}
	return r.Name
}

func runPath(r *db.Run) string { return Path("runs", r.ID) }

// progress tells how far the run is, and how long it may still take.
func progress(p ui.Page, r *db.Run) string {
	words := []string{howMany(p, r)}
	switch left, known := r.Left(); {
	case r.Stopping:
		words = append(words, p.T(i18n.RunStopping))
	case known:
		words = append(words, p.F(i18n.RunLeft, i18n.Duration(p.Locale, left)))
	case r.State == db.RunWaiting:
		words = append(words, p.T(i18n.RunSoon))
	}
	return joined(words)
}

// howMany tells how much of the run is done, and of how much where that is known.
func howMany(p ui.Page, r *db.Run) string {
	switch {
	case r.Kind == db.RunImport:
		return p.F(i18n.RunHomes, i18n.Number(r.Done), i18n.Number(r.Whole))
	case r.Whole == 0:
		return p.F(i18n.RunRowsYet, i18n.Number(r.Done))
	}
	return p.F(i18n.RunRows, i18n.Number(r.Done), i18n.Number(r.Whole))
}

// ended tells what became of a run that has ended.
func (k Clock) ended(p ui.Page, r *db.Run) string {
	switch {
	case r.Kind == db.RunImport && r.State == db.RunStopped:
		return p.T(i18n.RunUndone)
	case r.Kind == db.RunImport && r.State == db.RunFailed:
		return p.T(i18n.RunNotDone)
	case r.Kind == db.RunImport && r.Made == 0:
		return p.T(i18n.RunSame)
	case r.Kind == db.RunImport:
		return p.T(i18n.RunImported)
	case r.State == db.RunStopped:
		return p.F(i18n.RunStoppedAt, i18n.Number(r.Done))
	case r.State == db.RunFailed:
		return p.T(i18n.RunFailedFor)
	case !r.Kept():
		return p.T(i18n.RunGone)
	}
	return joined([]string{howMany(p, r), i18n.Size(r.Size), p.F(i18n.RunUntil, k.time(p, r.Expires()))})
}

func (k Clock) runRows(p ui.Page, runs []*db.Run) (rows []ui.Row) {
	for _, r := range runs {
		row := ui.Row{Title: RunTitle(p.Locale, r), Href: p.To(runPath(r)), Icon: ui.IconDownload, Tag: ui.Tag{Text: p.T(i18n.RunStates[r.State]), Tone: runTones[r.State]}}
		if r.Open() {
			row.Text = progress(p, r)
		} else {
			row.Text = joined([]string{k.time(p, r.EndedAt), k.ended(p, r)})
		}
		rows = append(rows, row)
	}
	return rows
}
