// Package sheet writes the rows of a list as a table that spreadsheets open: CSV or XLSX, in the reader's language.
package sheet

import (
	"encoding/csv"
	"io"
	"iter"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
)

// Writer takes a table row by row. Close ends it; without, it is broken.
type Writer interface {
	Row(cells []any) error // of each a string, int64, Day or Moment, or nil
	Close() error
}

type (
	// Day is a day at its midnight in the club's zone.
	Day struct{ time.Time }
	// Moment is an instant in the club's zone.
	Moment struct{ time.Time }
)

// New begins a table in one of the forms of db.Export. title names the sheet, heads its columns.
func New(w io.Writer, format, title string, heads []string) (Writer, error) {
	if format == db.XLSX {
		return newXLSX(w, title, heads)
	}
	if _, err := io.WriteString(w, "\ufeff"); err != nil { // tells spreadsheets that it is UTF-8
		return nil, err
	}
	c := csvWriter{csv.NewWriter(w)}
	c.out.UseCRLF = true
	return c, c.out.Write(heads)
}

type csvWriter struct{ out *csv.Writer }

func (c csvWriter) Row(cells []any) error {
	line := make([]string, len(cells))
	for i, cell := range cells {
		if line[i] = plain(cell); isText(cell) {
			line[i] = db.SafeCell(line[i])
		}
	}
	return c.out.Write(line)
}

func (c csvWriter) Close() error {
	c.out.Flush()
	return c.out.Error()
}

func isText(cell any) bool { _, ok := cell.(string); return ok }

// plain is a cell as text that a spreadsheet takes for what it is.
func plain(cell any) string {
	switch c := cell.(type) {
	case string:
		return c
	case int64:
		return decimal(c)
	case Day:
		return c.Format(time.DateOnly)
	case Moment:
		return c.Format(time.DateTime)
	}
	return ""
}

// Lister writes the lines of a list, the columns that are shown, as rows of a table.
type Lister struct {
	list   *db.List
	shown  []int
	club   *db.Club
	now    int64
	locale db.Locale
}

// NewLister answers what writes the list's lines, with the columns that the query shows.
func NewLister(l *db.List, q db.ListQuery, club *db.Club, now int64, locale db.Locale) *Lister {
	return &Lister{l, l.Shown(q), club, now, locale}
}

// Title is what the sheet is called.
func (x *Lister) Title() string { return i18n.ListTexts[x.list.Name].Title.In(x.locale) }

// Heads are the names of the columns.
func (x *Lister) Heads() (heads []string) {
	for _, i := range x.shown {
		heads = append(heads, i18n.ListLabel(x.locale, x.list.Name, x.list.Columns[i].Name))
	}
	return heads
}

// Cells are a line as a row of the table: figures as figures, days as days, and all else in words.
func (x *Lister) Cells(line db.Line) []any {
	cells := make([]any, len(x.shown))
	for at, i := range x.shown {
		switch c := line.Cells[i].(type) {
		case nil:
		case db.Count:
			cells[at] = int64(c)
		case db.Instant:
			cells[at] = Moment{x.club.Day(int64(c))}
		case db.Date:
			cells[at] = Day{x.club.Day(int64(c))}
		case db.Day:
			if t, err := time.ParseInLocation(time.DateOnly, string(c), x.club.Zone); err == nil {
				cells[at] = Day{t}
			} else {
				cells[at] = string(c)
			}
		default:
			cells[at] = i18n.CellText(x.locale, x.club, x.now, c)
		}
	}
	return cells
}

// WriteList writes the lines as a table in one of the forms of db.Export. told, where there is one, hears after each line
// how many are written, and now and then while none comes, and its error ends the work, as does what the sequence leaves in *failed: then the table is broken.
func WriteList(w io.Writer, format string, x *Lister, lines iter.Seq[db.Line], failed *error, told func(done int64) error) error {
	table, err := New(w, format, x.Title(), x.Heads())
	if err != nil {
		return err
	}
	done := int64(0)
	for line := range lines {
		if line.ID != 0 {
			if err := table.Row(x.Cells(line)); err != nil {
				return err
			}
			done++
		}
		if told != nil {
			if err := told(done); err != nil {
				return err
			}
		}
	}
	if *failed != nil {
		return *failed
	}
	return table.Close()
}
