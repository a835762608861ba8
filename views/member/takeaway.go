package member

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/sheet"
)

// Takeaway writes what a member takes along: a table as CSV for each of the books' tables, and all of them as one JSON.
func Takeaway(w io.Writer, l db.Locale, club *db.Club, tables []db.Exported, now int64) error {
	z := zip.NewWriter(w)
	file := func(name string) (io.Writer, error) {
		return z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: club.Day(now)})
	}
	all := map[string][]map[string]any{}
	for _, t := range tables {
		if t.Table == "claim_photos" {
			if err := photos(file, t); err != nil {
				return err
			}
		}
		f, err := file(i18n.TakeawayTables[t.Table].In(l) + ".csv")
		if err != nil {
			return err
		}
		var heads []string
		for _, c := range t.Columns {
			heads = append(heads, i18n.TakeawayColumns[c].In(l))
		}
		out, err := sheet.New(f, db.CSV, t.Table, heads)
		if err != nil {
			return err
		}
		rows := []map[string]any{}
		for _, values := range t.Rows {
			row, cells := map[string]any{}, make([]any, len(values))
			for i, v := range values {
				v = told(club, t.Columns[i], v)
				cells[i], row[t.Columns[i]] = v, v
				switch x := v.(type) {
				case time.Time:
					cells[i], row[t.Columns[i]] = sheet.Moment{Time: x}, x.Format(time.RFC3339)
				case string:
					if json.Valid([]byte(x)) && strings.HasPrefix(x, "{") {
						row[t.Columns[i]] = json.RawMessage(x)
					}
				}
			}
			if err := out.Row(cells); err != nil {
				return err
			}
			rows = append(rows, row)
		}
		if err := out.Close(); err != nil {
			return err
		}
		all[t.Table] = rows
	}
	f, err := file("data.json")
	if err != nil {
		return err
	}
	e := json.NewEncoder(f)
	e.SetIndent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	return z.Close()
}

// photos writes each photo as a file of its own and puts the file's name in its place.
func photos(file func(string) (io.Writer, error), t db.Exported) error {
	body := slices.Index(t.Columns, "body")
	for _, row := range t.Rows {
		name := fmt.Sprintf("photos/%v.jpg", row[0])
		f, err := file(name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, row[body].(string)); err != nil {
			return err
		}
		row[body] = name
	}
	return nil
}

// told answers a value as a person reads it: ids as text, since spreadsheets round them, and instants by the club's clock.
func told(club *db.Club, column string, v any) any {
	n, ok := v.(int64)
	if !ok {
		if v != nil {
			return fmt.Sprint(v)
		}
		return nil
	}
	switch {
	case column == "id" || strings.HasSuffix(column, "_id") || strings.HasSuffix(column, "_by") || column == "reverses":
		return strconv.FormatInt(n, 10)
	case column == "at" || strings.HasSuffix(column, "_at") || column == "redeem_to":
		return club.Day(n)
	}
	return n
}
