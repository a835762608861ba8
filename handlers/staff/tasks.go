package staff

import (
	"net/http"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/staff"
)

// Tasks are the reader's next steps; who manages the staff may look at others' and at everybody's.
func (d Door) Tasks(c *web.Context) error {
	ctx, store, actor := c.Request().Context(), c.Store(), c.Actor()
	v := staff.TasksView{Clock: clock(c), Me: actor.Account, Owner: actor.Account, Deep: c.QueryParam("after") != ""}
	if all, _ := actor.Reach(db.StaffManage); all {
		if id := queryID(c, "whose"); id != 0 {
			v.Owner = id
		} else if c.QueryParam("whose") == "all" {
			v.Owner = 0
		}
		var err error
		if v.Staff, err = store.Staff(ctx, actor); err != nil {
			return err
		}
	}
	var err error
	if v.List, v.More, err = store.Steps(ctx, actor, db.StepFilter{Owner: v.Owner, After: c.QueryParam("after")}); err != nil {
		return err
	}
	if id := queryID(c, "done"); id != 0 {
		if n, err := store.Note(ctx, actor, id); err == nil && n.DoneAt != 0 && n.StruckAt == 0 {
			v.Done = &n.Note
		} else if err != nil && db.KindOf(err) != db.NotFound {
			return err
		}
	}
	return c.Render(http.StatusOK, staff.Tasks(c.Page(v.Title(c.Locale)), v))
}
