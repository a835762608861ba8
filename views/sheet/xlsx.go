package sheet

import (
	"archive/zip"
	"bufio"
	_ "embed"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// An XLSX is written row by row, straight into its packed parts: a general writer would keep a million rows in memory or in
// a temporary file. Texts are typed as texts, which no spreadsheet runs.

// sheetRows is how many rows a sheet has at most, its head included; what is more goes to another sheet.
const sheetRows = 1 << 20

type xlsx struct {
	packed *zip.Writer
	sheet  *bufio.Writer // of the part that is open
	title  string
	heads  []any
	widths []int
	sheets int
	rows   int // of the open sheet
	most   int
}

func newXLSX(w io.Writer, title string, heads []string) (*xlsx, error) {
	x := &xlsx{packed: zip.NewWriter(w), title: sheetTitle(title), most: sheetRows}
	for _, h := range heads {
		x.heads = append(x.heads, h)
		x.widths = append(x.widths, max(12, 2*len([]rune(h))+4))
	}
	return x, x.open()
}

// sheetTitle cuts a title to what a sheet may be called.
func sheetTitle(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 25 {
		s = string(r[:25])
	}
	return s
}

func (x *xlsx) open() error {
	x.sheets++
	x.rows = 0
	part, err := x.packed.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", x.sheets))
	if err != nil {
		return err
	}
	x.sheet = bufio.NewWriterSize(part, 32<<10)
	x.put(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`)
	for i, w := range x.widths {
		x.put(fmt.Sprintf(`<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, w))
	}
	x.put(`</cols><sheetData>`)
	return x.row(x.heads, styleHead)
}

// The styles of cells, as they stand in stylesXML.
const (
	stylePlain = iota
	styleHead
	styleDay
	styleMoment
)

// Row writes a row, in another sheet where this one is full.
func (x *xlsx) Row(cells []any) error {
	if x.rows == x.most {
		if err := x.close(); err != nil {
			return err
		}
		if err := x.open(); err != nil {
			return err
		}
	}
	return x.row(cells, stylePlain)
}

func (x *xlsx) row(cells []any, style int) error {
	x.rows++
	x.put("<row>")
	for _, cell := range cells {
		switch c := cell.(type) {
		case int64:
			x.put("<c><v>" + decimal(c) + "</v></c>")
		case Day:
			x.put(fmt.Sprintf(`<c s="%d"><v>%s</v></c>`, styleDay, serial(c.Time)))
		case Moment:
			x.put(fmt.Sprintf(`<c s="%d"><v>%s</v></c>`, styleMoment, serial(c.Time)))
		case string:
			x.put(fmt.Sprintf(`<c s="%d" t="inlineStr"><is><t xml:space="preserve">`, style))
			if err := xml.EscapeText(x.sheet, []byte(c)); err != nil {
				return err
			}
			x.put("</t></is></c>")
		default:
			x.put("<c/>")
		}
	}
	_, err := x.sheet.WriteString("</row>")
	return err
}

// put writes what cannot go wrong by itself: a fault of the part comes out with the row's end.
func (x *xlsx) put(s string) { _, _ = x.sheet.WriteString(s) }

func (x *xlsx) close() error {
	x.put("</sheetData></worksheet>")
	return x.sheet.Flush()
}

// Close ends the sheet and writes what holds the sheets together.
func (x *xlsx) Close() error {
	if err := x.close(); err != nil {
		return err
	}
	var types, sheets, relations strings.Builder
	for i := 1; i <= x.sheets; i++ {
		name := x.title
		if x.sheets > 1 {
			name += " " + strconv.Itoa(i)
		}
		var title strings.Builder
		if err := xml.EscapeText(&title, []byte(name)); err != nil {
			return err
		}
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, title.String(), i, i)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i, i)
	}
	for _, part := range [][2]string{
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` + sheets.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relations.String() +
			`<Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", stylesXML},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` + types.String() + `</Types>`},
	} {
		w, err := x.packed.Create(part[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, xml.Header+part[1]); err != nil {
			return err
		}
	}
	return x.packed.Close()
}

//go:embed styles.xml
var stylesXML string

// serial is a time of day as spreadsheets count: days since the last of 1899, by the clock on the wall.
func serial(t time.Time) string {
	y, m, d := t.Date()
	days := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour)
	h, min, s := t.Clock()
	return strconv.FormatFloat(float64(days)+float64(h*3600+min*60+s)/86400, 'f', -1, 64)
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
