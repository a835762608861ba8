package staff

import (
	"net/http"
	"net/url"
	"strings"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// recordRoutes are notes and next steps, and the records that are nothing else.
func recordRoutes(d Door) []web.Route {
	desk, members, write := web.Staff(db.DeskOpen), web.Staff(db.MembersRead), web.Staff(db.NotesWrite)
	return []web.Route{
		{Method: "GET", Path: "/staff/homes/:id", Who: members, Handler: d.Home},
		{Method: "POST", Path: "/staff/homes/:id/company", Who: members.And(db.HomesDecide), Handler: d.SetCompany},

		{Method: "POST", Path: "/staff/members/:id/notes", Who: write, Handler: d.noteOn(db.OnMember, d.memberPage)},
		{Method: "POST", Path: "/staff/homes/:id/notes", Who: write, Handler: d.noteOn(db.OnHome, d.homePage)},
		{Method: "POST", Path: "/staff/merchants/:id/notes", Who: write, Handler: d.noteOn(db.OnMerchant, d.merchantPage)},
		{Method: "POST", Path: "/staff/offers/:id/notes", Who: write, Handler: d.noteOn(db.OnOffer, d.offerPage)},

		{Method: "GET", Path: "/staff/notes/:id", Who: desk, Handler: d.Note},
		{Method: "POST", Path: "/staff/notes/:id", Who: write, Handler: d.CorrectNote},
		{Method: "POST", Path: "/staff/notes/:id/strike", Who: write, Handler: d.StrikeNote},
		{Method: "POST", Path: "/staff/notes/:id/done", Who: desk, Handler: d.FinishStep},
		{Method: "POST", Path: "/staff/notes/:id/open", Who: desk, Handler: d.ReopenStep},
		{Method: "POST", Path: "/staff/notes/:id/plan", Who: desk, Handler: d.PlanStep},
	}
}

// record answers what every record shows of the subject; the address says which part of its timeline.
func record(c *web.Context, on db.Subject, before int64) (v staff.RecordView, err error) {
	v = staff.RecordView{Clock: clock(c), Key: web.NewKey(), Me: c.Actor().Account, Deep: before != 0}
	v.Record, err = c.Store().Record(c.Request().Context(), c.Actor(), on, db.Show(c.QueryParam("show")), before)
	return v, err
}

// recordPage reads a noun's record, and answers how it is called and its page. note is the form of a note as it was typed.
type recordPage func(c *web.Context) (title string, page func(p ui.Page, note ui.Form) templ.Component, err error)

// show answers a record.
func show(c *web.Context, page recordPage) error {
	title, view, err := page(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, view(c.Page(title), ui.Form{}))
}

// noteOn adds a note to a record. Refused, it is the record's page with what was typed.
func (d Door) noteOn(noun db.Noun, page recordPage) func(*web.Context) error {
	return func(c *web.Context) error {
		form, err := c.Posted()
		if err != nil {
			return err
		}
		id, err := c.ParamID("id")
		if err != nil {
			return err
		}
		on := db.Subject{Noun: noun, ID: id}
		_, refused := c.Store().AddNote(c.Request().Context(), c.Actor(), db.NewNote{
			On: on, Kind: db.NoteKind(form.Get("kind")), Text: lines(form, "text"), Step: form.Get("step"), Due: form.Get("due"), Whose: c.FormID("whose"), Key: form.Get("key"),
		})
		if refused == nil {
			c.Flash("note_added")
			return c.See(staff.RecordPath(on))
		}
		if db.KindOf(refused) != db.Refused {
			return refused
		}
		title, view, err := page(c)
		if err != nil {
			return err
		}
		return c.RenderForm(title, form, refused, view)
	}
}

// lines answers a text of several lines, as browsers send it, with plain ends of lines.
func lines(form url.Values, name string) string {
	return strings.ReplaceAll(form.Get(name), "\r\n", "\n")
}

// Note is one note with what may be done about it.
func (d Door) Note(c *web.Context) error {
	v, err := note(c)
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Note(c.Page(v.Title(c.Locale)), v))
}

func note(c *web.Context) (v staff.NoteView, err error) {
	id, err := c.ParamID("id")
	if err != nil {
		return v, err
	}
	v = staff.NoteView{Clock: clock(c), Me: c.Actor().Account}
	v.NotePage, err = c.Store().Note(c.Request().Context(), c.Actor(), id)
	return v, err
}

// onNote does something with a note and leads back to its record. Refused, it is the note's page, with what was
// typed in the form that into puts in its place.
func onNote(c *web.Context, flash string, do func(id int64, form url.Values) error, into func(*staff.NoteView, ui.Form)) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	refused := do(id, form)
	v, err := note(c)
	if err != nil {
		return err
	}
	if refused != nil {
		return showForm(c, staff.Path("notes", id), v.Title(c.Locale), form, refused, func(p ui.Page, f ui.Form) templ.Component {
			into(&v, f)
			return staff.Note(p, v)
		})
	}
	c.Flash(flash)
	return c.See(staff.RecordPath(v.On))
}

// CorrectNote puts the author's other text in place.
func (d Door) CorrectNote(c *web.Context) error {
	return onNote(c, "note_corrected", func(id int64, form url.Values) error {
		return c.Store().CorrectNote(c.Request().Context(), c.Actor(), id, db.NoteKind(form.Get("kind")), lines(form, "text"), form.Get("step"))
	}, func(v *staff.NoteView, f ui.Form) { v.Correct = f })
}

// StrikeNote strikes a note through.
func (d Door) StrikeNote(c *web.Context) error {
	return onNote(c, "note_struck", func(id int64, form url.Values) error {
		return c.Store().StrikeNote(c.Request().Context(), c.Actor(), id, form.Get("reason"))
	}, func(v *staff.NoteView, f ui.Form) { v.Strike = f })
}

// FinishStep notes that a next step has been done. Who comes second is told who did it.
func (d Door) FinishStep(c *web.Context) error {
	return onNote(c, "step_done", func(id int64, _ url.Values) error {
		return c.Store().FinishStep(c.Request().Context(), c.Actor(), id)
	}, func(v *staff.NoteView, f ui.Form) { v.Refused = f })
}

// ReopenStep takes that back.
func (d Door) ReopenStep(c *web.Context) error {
	return onNote(c, "step_opened", func(id int64, _ url.Values) error {
		return c.Store().ReopenStep(c.Request().Context(), c.Actor(), id)
	}, func(v *staff.NoteView, f ui.Form) { v.Refused = f })
}

// PlanStep moves the day of a next step or hands it over.
func (d Door) PlanStep(c *web.Context) error {
	return onNote(c, "step_planned", func(id int64, form url.Values) error {
		return c.Store().PlanStep(c.Request().Context(), c.Actor(), id, form.Get("due"), c.FormID("whose"), seen(form))
	}, func(v *staff.NoteView, f ui.Form) { v.Plan = f })
}
