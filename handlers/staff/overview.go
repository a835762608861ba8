package staff

import (
	"net/http"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
)

const (
	newestRows  = 6 // of the newest members and acts that the overview shows
	waitingRows = 3 // of the steps that are due and the claims that wait, the oldest
)

// Overview is the desk's first page.
func (d Door) Overview(c *web.Context) error {
	ctx, store, actor := c.Request().Context(), c.Store(), c.Actor()
	v := staff.OverviewView{Clock: clock(c), Grants: actor.Grants}
	var err error
	if v.Overview, err = store.DeskOverview(ctx, actor); err != nil {
		return err
	}
	if v.Places, err = store.Places(ctx); err != nil {
		return err
	}
	steps, err := store.List(ctx, actor, db.TaskList, db.TaskList.Query(nil))
	if err != nil {
		return err
	}
	v.Steps = steps.Lines[:min(len(steps.Lines), waitingRows)]
	if actor.May(db.HomesDecide) {
		if v.Waiting, _, err = store.WaitingClaims(ctx, actor, 0); err != nil {
			return err
		}
		v.Waiting = v.Waiting[:min(len(v.Waiting), waitingRows)]
	}
	if actor.May(db.MembersRead) {
		if v.Members, err = store.NewestMembers(ctx, actor, newestRows); err != nil {
			return err
		}
	}
	if actor.May(db.AuditRead) {
		if v.Acts, err = store.NewestActs(ctx, actor, newestRows); err != nil {
			return err
		}
	}
	return c.Render(http.StatusOK, staff.Overview(c.Page(c.T(i18n.DeskTitle)), v))
}

func clock(c *web.Context) staff.Clock {
	return staff.Clock{Club: c.Store().Club(), Now: c.Store().Now()}
}

// queryID answers the id in the address's query, 0 where there is none.
func queryID(c *web.Context, name string) int64 {
	if c.QueryParam(name) == "" {
		return 0
	}
	return c.FormID(name)
}
