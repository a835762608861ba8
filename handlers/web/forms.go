package web

import (
	"errors"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// Posted answers the fields of the posted form.
func (c *Context) Posted() (url.Values, error) {
	if err := parseForm(c.Request()); err != nil {
		return nil, err
	}
	return c.Request().PostForm, nil
}

// parseForm reads the body once, of either kind. A broken form is the client's fault.
func parseForm(r *http.Request) error {
	if r.PostForm != nil {
		return nil
	}
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(1 << 20)
		if r.PostForm == nil {
			r.PostForm = url.Values{}
		}
		if r.MultipartForm != nil {
			for k, v := range r.MultipartForm.Value {
				r.PostForm[k] = v
			}
		}
	} else {
		err = r.ParseForm()
	}
	if err == nil {
		return readable(r.PostForm)
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return err
	}
	return errBroken
}

var errBroken = errors.New("the form cannot be read")

// readable refuses what no browser sends from our pages: bytes that are no text, and NULs.
func readable(form url.Values) error {
	for _, values := range form {
		for _, s := range values {
			if !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 {
				return errBroken
			}
		}
	}
	return nil
}

// File answers the file of a field, or nil where none was sent.
func (c *Context) File(field string) (multipart.File, *multipart.FileHeader, error) {
	if err := parseForm(c.Request()); err != nil {
		return nil, nil, err
	}
	f, h, err := c.Request().FormFile(field)
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, nil, nil
	}
	return f, h, err
}

// Refused answers a form that the books refused: what was typed, and the reasons in words. For any other error it
// answers that error, which goes to the error page.
func (c *Context) Refused(values url.Values, err error) (ui.Form, error) {
	e, ok := errors.AsType[*db.Error](err)
	if !ok || e.Reason == "" || e.Kind != db.Refused && e.Kind != db.Conflict {
		return ui.Form{}, err
	}
	f := ui.Form{Values: values}
	for _, e := range append([]*db.Error{e}, e.More...) {
		f.Errors = append(f.Errors, ui.FieldError{Field: e.Field, Text: i18n.Refusal(c.Locale, c.Store().Club(), e)})
	}
	return f, nil
}

// RenderForm answers 422 (409 where somebody was first, 413 where too much was sent, 429 at a slowed till) with the page
// of a refused form, or the error page for any other error. view shows the page with the form as it was typed; p.Failed
// is set.
func (c *Context) RenderForm(title string, values url.Values, err error, view func(p ui.Page, f ui.Form) templ.Component) error {
	f, other := c.Refused(values, err)
	if other != nil {
		return other
	}
	p := c.Page(title)
	p.Failed = true
	status := http.StatusUnprocessableEntity
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		status = http.StatusRequestEntityTooLarge
	} else if db.KindOf(err) == db.Conflict {
		status = http.StatusConflict
	} else if db.ReasonOf(err) == db.TillSlowed {
		status = http.StatusTooManyRequests
		c.Response().Header().Set("Retry-After", "60")
	}
	return c.Render(status, view(p, f))
}

// AtForm has a refusal speak of the form as a whole.
func AtForm(err error) error {
	if e, ok := err.(*db.Error); ok {
		whole := *e
		whole.Field = ""
		return &whole
	}
	return err
}

// Text3 answers a text in three languages from the fields name_hans, name_hant and name_en, without what nobody sees at
// their ends.
func Text3(v url.Values, name string) db.Text {
	return db.Text{Hans: seen(v.Get(name + "_hans")), Hant: seen(v.Get(name + "_hant")), En: seen(v.Get(name + "_en"))}
}

func seen(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
}
