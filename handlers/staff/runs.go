package staff

import (
	"bytes"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/sheet"
	"clubhouse/views/staff"

	"github.com/labstack/echo/v4"
)

// runRoutes are the pages of one's own long work.
func runRoutes(d Door) []web.Route {
	desk, export := web.Staff(db.DeskOpen), web.Staff(db.ListsExport)
	return []web.Route{
		{Method: http.MethodGet, Path: "/staff/runs", Who: desk, Handler: d.Runs},
		{Method: http.MethodGet, Path: "/staff/runs/:id", Who: desk, Handler: d.Run},
		{Method: http.MethodPost, Path: "/staff/runs/:id/stop", Who: desk, Handler: d.StopRun},
		{Method: http.MethodGet, Path: "/staff/runs/:id/file", Who: export, Handler: d.RunFile},
	}
}

// contentTypes are those of an export's forms.
var contentTypes = map[string]string{db.CSV: "text/csv; charset=utf-8", db.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}

// exportList answers all that a page of the list has found as a file, or where there is much of it, the page of the run
// that makes one.
func (d Door) exportList(l *db.List) web.Handler {
	return func(c *web.Context) error {
		form, values, err := sent(c)
		if err != nil {
			return err
		}
		format := form.Get("format")
		if contentTypes[format] == "" {
			format = db.XLSX
		}
		ctx, store, actor := c.Request().Context(), c.Store(), c.Actor()
		q := l.Query(values)
		run, err := store.ExportList(ctx, actor, l, q, format, c.Locale)
		if db.ReasonOf(err) == db.RunsTooMany {
			c.Flash("runs_too_many")
			return c.See("/staff/runs")
		}
		if err != nil {
			return err
		}
		if run != 0 {
			return c.See(staff.Path("runs", run))
		}
		// The whole table is made before any of it is sent: one that breaks off on its way is seen to be short.
		var table bytes.Buffer
		var failed error
		lines := store.ListAll(ctx, actor, l, q, &failed)
		if err := sheet.WriteList(&table, format, sheet.NewLister(l, q, store.Club(), store.Now(), c.Locale), lines, &failed, nil); err != nil {
			return err
		}
		day := db.DayOf(store.Now(), store.Club().Zone)
		c.Response().Header().Set("Content-Disposition", attachment(l.Name+"-"+string(day)+"."+format))
		c.Response().Header().Set("Content-Length", strconv.Itoa(table.Len()))
		return c.Blob(http.StatusOK, contentTypes[format], table.Bytes())
	}
}

func attachment(name string) string { return `attachment; filename="` + url.PathEscape(name) + `"` }

// Runs lists the reader's long work.
func (d Door) Runs(c *web.Context) error {
	runs, err := c.Store().Runs(c.Request().Context(), c.Actor())
	if err != nil {
		return err
	}
	return c.Render(http.StatusOK, staff.Runs(c.Page(c.T(i18n.RunsMine)), clock(c), runs))
}

// renewAfter is how soon the page of long work that is under way asks again, in seconds.
const renewAfter = "2"

// Run shows one piece of long work, and asks again by itself while it is under way.
func (d Door) Run(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	r, err := c.Store().Run(c.Request().Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	if r.Open() {
		c.Response().Header().Set("Refresh", renewAfter)
	}
	return c.Render(http.StatusOK, staff.Run(c.Page(staff.RunTitle(c.Locale, r)), clock(c), r))
}

// StopRun has long work stop.
func (d Door) StopRun(c *web.Context) error {
	if _, err := c.Posted(); err != nil {
		return err
	}
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	if err := c.Store().StopRun(c.Request().Context(), c.Actor(), id); db.ReasonOf(err) == db.RunOver {
		c.Flash("run_over")
	} else if err != nil {
		return err
	}
	return c.See(staff.Path("runs", id))
}

// RunFile sends the file that long work has made. A download that broke off may go on where it did.
func (d Door) RunFile(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	q := c.Request()
	r, file, err := c.Store().OpenRunFile(q.Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentType, contentTypes[strings.TrimPrefix(path.Ext(r.Name), ".")])
	h.Set("Content-Disposition", attachment(r.Name))
	h.Set("ETag", `"`+strconv.FormatInt(id, 10)+`"`)
	if http.ServeContent(c.Response(), q, "", time.Unix(r.EndedAt, 0), file); q.Context().Err() != nil {
		return nil // a client that has gone is no fault of ours
	}
	return file.Err
}
