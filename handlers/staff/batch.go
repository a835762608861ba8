package staff

import (
	"net/http"
	"slices"
	"strconv"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// mostBatchBody is room for the ids of a batch and the query that found them.
const mostBatchBody = 64<<10 + db.MostBatch*32

// batch asks once more before something is done to many rows of the list, then does it and tells what became of each.
func (d Door) batch(l *db.List) web.Handler {
	return func(c *web.Context) error {
		form, from, err := sent(c)
		if err != nil {
			return err
		}
		ctx, store, actor := c.Request().Context(), c.Store(), c.Actor()
		v := staff.BatchView{ListView: staff.ListView{Clock: clock(c), List: l, Query: l.Query(from)}, Why: func(err error) string { return why(c, err) }}
		v.View, _ = strconv.ParseInt(from.Get("view"), 10, 64)
		var ids []int64
		for _, s := range form["id"] {
			if id, err := strconv.ParseInt(s, 10, 64); err == nil {
				ids = append(ids, id)
			}
		}
		for _, b := range l.Batches {
			if b.Name == form.Get("do") {
				if err := c.Needs(b.Right); err != nil {
					return err
				}
			}
		}
		v.Batch, v.Lines, err = store.Chosen(ctx, actor, l, form.Get("do"), v.Query, ids, form.Get("all") == "1")
		if reason := db.ReasonOf(err); reason == db.BatchEmpty || reason == db.BatchTooMany {
			c.Flash(string(reason))
			return c.See(v.Back())
		}
		if err != nil {
			return err
		}
		title := i18n.BatchText(c.Locale, l.Name, v.Batch.Name)
		slices.Sort(ids)
		v.Gone = max(0, len(slices.Compact(ids))-len(v.Lines))
		row := form.Get("row") == "1" && v.Batch.Row != nil // a row's own button, which asks nothing more
		if !row && form.Get("confirmed") != "1" {
			return c.Render(http.StatusOK, staff.Batch(c.Page(title), ui.Form{}, v))
		}
		v.Result, err = store.Do(ctx, actor, v.Batch, v.Lines, db.BatchInput{Word: form.Get("word"), Reason: form.Get("reason")})
		if err != nil {
			return c.RenderForm(title, form, err, func(p ui.Page, f ui.Form) templ.Component { return staff.Batch(p, f, v) })
		}
		if row && len(v.Result.Failed)+v.Gone == 0 {
			c.Flash("row_done")
			return c.See(v.Back())
		}
		return c.Render(http.StatusOK, staff.BatchDone(c.Page(title), v))
	}
}

// why tells what kept a row from being changed, in the reader's language.
func why(c *web.Context, err error) string {
	if f, other := c.Refused(nil, err); other == nil && len(f.Errors) > 0 {
		return f.Errors[0].Text
	}
	if db.KindOf(err) == db.NotFound {
		return c.T(i18n.ListBatchGone)
	}
	c.App.Log.Error("a row of a batch was left", "id", c.ID, "err", err)
	return c.T(i18n.ListBatchLater)
}
