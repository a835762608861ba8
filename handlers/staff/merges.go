package staff

import (
	"net/http"
	"net/url"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// mergeRoutes are members who may be one person, and making one of two.
func mergeRoutes(d Door) []web.Route {
	get, post, merge := http.MethodGet, http.MethodPost, web.Staff(db.MembersMerge)
	return []web.Route{
		{Method: get, Path: "/staff/duplicates", Who: merge, Handler: d.Duplicates},
		{Method: post, Path: "/staff/duplicates/:id/apart", Who: merge, Handler: d.KeepApart},
		{Method: get, Path: "/staff/members/:id/merge", Who: merge, Handler: d.MergePage},
		{Method: post, Path: "/staff/members/:id/merge", Who: merge, Handler: d.Merge},
		{Method: post, Path: "/staff/merges/:id/undo", Who: merge, Handler: d.UndoMerge},
	}
}

// Duplicates lists the pairs that are to be decided on.
func (d Door) Duplicates(c *web.Context) error {
	after := queryID(c, "after")
	v := staff.DuplicatesView{Clock: clock(c), Deep: after != 0}
	var err error
	if v.Rows, v.More, err = c.Store().Duplicates(c.Request().Context(), c.Actor(), after); err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Duplicates(c.Page(c.T(i18n.MergesTitle)), v))
}

// KeepApart says that two are not one.
func (d Door) KeepApart(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := c.Store().KeepApart(c.Request().Context(), c.Actor(), id); err != nil && db.ReasonOf(err) != db.DuplicateDecided {
		return err
	} else if err == nil {
		c.Flash("kept_apart")
	} else {
		c.Flash("pair_decided")
	}
	return c.See("/staff/duplicates")
}

// MergePage shows two members side by side, and what would move. Without a second it asks for one.
func (d Door) MergePage(c *web.Context) error { return d.showMerge(c, c.QueryParam("with"), nil, nil) }

func (d Door) showMerge(c *web.Context, with string, form url.Values, refused error) error {
	ctx, s, actor := c.Request().Context(), c.Store(), c.Actor()
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	v := staff.MergeView{Clock: clock(c), With: with}
	if v.Past, err = s.MergesOf(ctx, actor, id); err != nil {
		return err
	}
	if v.Places, err = s.Places(ctx); err != nil {
		return err
	}
	if with == "" {
		if v.Members[0], err = s.MemberRecord(ctx, actor, id); err != nil {
			return err
		}
	} else if v.Members, v.Suggested, err = s.Pair(ctx, actor, id, with); db.KindOf(err) == db.NotFound && err != nil && refused == nil {
		v.With = ""
		if v.Members[0], err = s.MemberRecord(ctx, actor, id); err != nil {
			return err
		}
		form, refused = url.Values{"with": {with}}, &db.Error{Kind: db.Refused, Reason: db.MemberUnknown, Field: "with"}
	} else if err != nil {
		return err
	} else if v.Moves, err = s.MergePreview(ctx, actor, id, v.Members[1].ID); err != nil {
		if db.KindOf(err) != db.Refused {
			return err
		}
		if refused == nil {
			form, refused = url.Values{}, err
		}
	}
	return showForm(c, staff.MergePath(id, with), c.T(i18n.MergePairTitle), form, refused, func(p ui.Page, f ui.Form) templ.Component {
		v.Form = f
		return staff.Merge(p, v)
	})
}

// Merge makes one of two.
func (d Door) Merge(c *web.Context) error {
	form, err := c.Posted()
	if err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if _, err := c.Store().MergeMembers(c.Request().Context(), c.Actor(), id, c.FormID("gone"), form.Get("reason")); err != nil {
		if db.KindOf(err) != db.Refused {
			return err
		}
		return d.showMerge(c, form.Get("gone"), form, err)
	}
	c.Flash("merged")
	return c.See(staff.Path("members", id))
}

// UndoMerge takes a merge apart. Where it leaves the other with neither phone nor e-mail their record is shown, on which staff
// put one in place.
func (d Door) UndoMerge(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := c.Store().UndoMerge(c.Request().Context(), c.Actor(), id); err != nil {
		return err
	}
	m, err := c.Store().Merge(c.Request().Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	if gone, err := c.Store().MemberRecord(c.Request().Context(), c.Actor(), m.Gone); err == nil && gone.Phone == "" && gone.Email == "" {
		c.Flash("unmerged_unreachable")
		return c.See(staff.Path("members", m.Gone))
	}
	c.Flash("unmerged")
	return c.See("/staff/duplicates")
}
