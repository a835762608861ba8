package db

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

// A workbook is read by what little of it a register needs: raw values, one sheet's row at a time, straight from the
// packed part. A general reader would unpack the whole sheet into memory or a temporary file, and pass over damage.

// workbook is a packed XLSX with the strings that its cells share.
type workbook struct {
	parts   map[string]*zip.File // by path, in lower case
	strings []string
}

// relation is a part that another names.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// openXLSX opens a workbook. Damage anywhere in what is read makes it no table.
func openXLSX(r io.ReaderAt, size int64) (*table, error) {
	if size > maxXLSX {
		return nil, refuse(TableTooLarge)
	}
	packed, err := zip.NewReader(r, size)
	if err != nil {
		return nil, refuse(TableNot)
	}
	w := &workbook{parts: map[string]*zip.File{}}
	left := uint64(maxUnpacked)
	for _, part := range packed.File { // no part unpacks to more than it declares: zip sees to it
		if part.UncompressedSize64 > left {
			return nil, refuse(TableTooLarge)
		}
		left -= part.UncompressedSize64
		w.parts[partName(part.Name)] = part
	}
	t, err := w.open()
	if err != nil {
		return nil, refuse(TableNot)
	}
	return t, nil
}

func partName(s string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(s, `\`, "/"), "/"))
}

func (w *workbook) open() (*table, error) {
	root, err := w.relations("")
	if err != nil {
		return nil, err
	}
	book := "xl/workbook.xml"
	for _, r := range root {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			book = r.Target
		}
	}
	var doc struct {
		Pr struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(book, &doc); err != nil {
		return nil, err
	}
	related, err := w.relations(book)
	if err != nil {
		return nil, err
	}
	t := &table{}
	if on, _ := strconv.ParseBool(doc.Pr.Date1904); on {
		t.shift = 1462
	}
	for _, sheet := range doc.Sheets {
		for _, a := range sheet.Attrs {
			for _, r := range related {
				if a.Name.Local == "id" && a.Value == r.ID && strings.HasSuffix(r.Type, "/worksheet") {
					t.sheets = append(t.sheets, w.sheet(r.Target))
				}
			}
		}
	}
	for _, r := range related {
		if strings.HasSuffix(r.Type, "/sharedStrings") {
			return t, w.readStrings(r.Target)
		}
	}
	return t, nil
}

// relations answers the parts that the named part (or, for "", the package) speaks of, by their full paths.
func (w *workbook) relations(name string) ([]relation, error) {
	dir, base := path.Split(name)
	var doc struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := w.decode(dir+"_rels/"+base+".rels", &doc); err != nil {
		return nil, err
	}
	for i, r := range doc.Relations {
		if !strings.HasPrefix(r.Target, "/") {
			doc.Relations[i].Target = path.Join(dir, r.Target)
		}
	}
	return doc.Relations, nil
}

func (w *workbook) part(name string) (io.ReadCloser, error) {
	part, ok := w.parts[partName(name)]
	if !ok {
		return nil, errors.New("no part " + name)
	}
	return part.Open()
}

func (w *workbook) decode(name string, v any) error {
	r, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return xml.NewDecoder(r).Decode(v)
}

// walk gives the part's start and end tags and texts to see, until it answers false.
func (w *workbook) walk(name string, see func(xml.Token) bool) error {
	r, err := w.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	for d := xml.NewDecoder(bufio.NewReaderSize(r, 64<<10)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if !see(token) {
			return nil
		}
	}
}

func (w *workbook) readStrings(name string) error {
	var text strings.Builder
	in := "" // the element whose text counts: t, but not inside rPh, which says how to read the rest aloud
	aloud := false
	err := w.walk(name, func(token xml.Token) bool {
		switch e := token.(type) {
		case xml.StartElement:
			in = e.Name.Local
			aloud = aloud || in == "rPh"
		case xml.CharData:
			if in == "t" && !aloud {
				text.Write(e)
			}
		case xml.EndElement:
			in = ""
			switch e.Name.Local {
			case "rPh":
				aloud = false
			case "si":
				w.strings = append(w.strings, text.String())
				text.Reset()
			}
		}
		return len(w.strings) <= maxShared
	})
	if len(w.strings) > maxShared {
		return refuse(TableTooLarge)
	}
	return err
}

// sheet walks a sheet's rows. Rows that the part leaves out are blank records. The part is read to its end, where its
// checksum is told.
func (w *workbook) sheet(name string) records {
	return func(yield func([]string, error) bool) {
		var (
			cells   []string
			number  int // of the row at hand
			column  int // of the cell at hand, from 0
			kind    string
			in      string
			text    strings.Builder
			stopped bool
			fault   error
		)
		err := w.walk(name, func(token xml.Token) bool {
			switch e := token.(type) {
			case xml.StartElement:
				switch in = e.Name.Local; in {
				case "row":
					cells, column = nil, -1
					at := number + 1
					if n, err := strconv.Atoi(attr(e, "r")); err == nil {
						at = n
					}
					if at > maxSheetRows {
						fault = refuse(TableTooLarge, at)
						return false
					}
					for number++; number < at; number++ {
						if stopped = !yield(nil, nil); stopped {
							return false
						}
					}
				case "c":
					kind = attr(e, "t")
					column = columnOf(attr(e, "r"), column+1)
					if column >= maxColumns {
						fault = refuse(TableTooLarge, number)
						return false
					}
				}
			case xml.CharData:
				if in == "v" || in == "t" && kind == "inlineStr" {
					text.Write(e)
				}
			case xml.EndElement:
				in = ""
				switch e.Name.Local {
				case "c":
					value, ok := w.value(kind, text.String())
					text.Reset()
					if !ok || len(value) > maxCell {
						fault = refuse(TableNot, number)
						return false
					}
					cells = append(cells, make([]string, max(0, column+1-len(cells)))...)
					cells[column] = value
				case "row":
					stopped = !yield(cells, nil)
					return !stopped
				}
			}
			return true
		})
		switch {
		case stopped:
		case fault != nil:
			yield(nil, fault)
		case err != nil:
			yield(nil, refuse(TableNot, number))
		}
	}
}

const maxShared = 8 * maxRecords // strings that the cells share: an empty one takes five bytes of the part, and more of memory

const maxSheetRows = 1 << 20 // as many as a spreadsheet has

// value answers what a cell of a kind says; false for a shared string that is not there.
func (w *workbook) value(kind, text string) (string, bool) {
	if kind != "s" || text == "" {
		return text, true
	}
	i, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || i < 0 || i >= len(w.strings) {
		return "", false
	}
	return w.strings[i], true
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// columnOf answers the column, from 0, of a cell's name like AB12; next where the cell has none.
func columnOf(name string, next int) int {
	n := 0
	for _, r := range name {
		if r < 'A' || r > 'Z' || n > maxColumns {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	if n == 0 {
		return next
	}
	return n - 1
}
