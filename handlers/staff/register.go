package staff

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"path/filepath"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/staff"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Register shows the past imports, what waits, and the form to send a file.
func (d Door) Register(c *web.Context) error { return showRegister(c, nil) }

func showRegister(c *web.Context, refused error) error {
	imports, waiting, err := c.Store().Imports(c.Request().Context())
	if err != nil {
		return err
	}
	uploads, err := c.Store().Uploads(c.Request().Context(), c.Actor())
	if err != nil {
		return err
	}
	v := staff.RegisterView{Imports: imports, Uploads: uploads, Waiting: waiting, Clock: clock(c)}
	return showForm(c, "/staff/register", c.T(i18n.DeskRegisterTitle), url.Values{}, refused, func(p ui.Page, f ui.Form) templ.Component {
		return staff.Register(p, f, v)
	})
}

// UploadRegister keeps a file for its wizard, or says why it cannot be read.
func (d Door) UploadRegister(c *web.Context) error {
	file, head, err := c.File("file")
	if err != nil {
		return err
	}
	if file == nil {
		return showRegister(c, &db.Error{Kind: db.Refused, Reason: db.FileMissing, Field: "file"})
	}
	defer file.Close()
	body, err := io.ReadAll(file)
	if err != nil {
		return err
	}
	id, err := c.Store().UploadRegister(c.Request().Context(), c.Actor(), filepath.Base(head.Filename), body)
	if e, ok := errors.AsType[*db.Error](err); ok && e.Kind == db.Refused {
		return showRegister(c, &db.Error{Kind: e.Kind, Reason: e.Reason, Field: "file", Args: e.Args})
	}
	if err != nil {
		return err
	}
	return c.See(staff.UploadPath(id))
}

// RegisterTooLarge says so on the register's page.
func (d Door) RegisterTooLarge(c *web.Context) error {
	return showRegister(c, &db.Error{
		Kind: db.Refused, Reason: db.FileTooLarge, Field: "file", Args: []any{db.MostUpload >> 20}, Cause: &http.MaxBytesError{Limit: db.MostUpload},
	})
}

// Import shows what an import has done.
func (d Door) Import(c *web.Context) error {
	id, err := c.ParamID("id")
	if err != nil {
		return err
	}
	imports, waiting, err := c.Store().Imports(c.Request().Context())
	if err != nil {
		return err
	}
	r, err := found(imports, id, func(r db.ImportRow) int64 { return r.ID })
	if err != nil {
		return err
	}
	v := staff.RegisterView{Waiting: waiting, Clock: clock(c)}
	return c.Render(http.StatusOK, staff.Import(c.Page(c.T(i18n.DeskRegisterDone)), r, v))
}

// ExportRegister sends the whole register as a table that spreadsheets open as it is.
func (d Door) ExportRegister(c *web.Context) error {
	ctx := c.Request().Context()
	if err := c.Store().LogRegisterExport(ctx, c.Actor()); err != nil {
		return err
	}
	day := db.DayOf(c.Store().Now(), c.Store().Club().Zone)
	w := sendCSV(c, "owners-register-"+string(day)+".csv")
	var failed error
	if err := errors.Join(db.WriteRegister(w, c.Store().RegisterHomes(ctx, &failed)), failed); err != nil {
		d.Log.Error("the register's export broke off", "id", c.ID, "err", err)
		panic(http.ErrAbortHandler) // half a register must not look like a whole one
	}
	return nil
}

// sendCSV begins a table as a download. The mark at its start tells spreadsheets that it is UTF-8.
func sendCSV(c *web.Context, name string) io.Writer {
	w := c.Response()
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	w.WriteHeader(http.StatusOK)
	_, _ = io.WriteString(w, "\ufeff")
	return w
}
