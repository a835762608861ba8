package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"clubhouse/db"

	"github.com/xuri/excelize/v2"
)

var shanghai = time.FixedZone("", 8*3600)

// rows are awkward ones.
var rows = [][]any{
	{"陈美玲", int64(12060), Day{time.Date(2026, 2, 28, 0, 0, 0, 0, shanghai)}, Moment{time.Date(2026, 11, 21, 19, 42, 7, 0, shanghai)}},
	{"=HYPERLINK(\"http://evil.test\")", int64(-5), nil, nil},
	{"＝1+1", int64(0), nil, nil},
	{" two\nlines \"quoted\" <b>&", int64(1), nil, nil},
	{"bad \x00\x0b\ufffe", int64(1), nil, nil},
}

func write(t *testing.T, format string) []byte {
	t.Helper()
	var out bytes.Buffer
	table, err := New(&out, format, "会员/[x]", []string{"姓名", "积分", "日", "时间"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := table.Row(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := table.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCSV(t *testing.T) {
	t.Parallel()
	text, bom := bytes.CutPrefix(write(t, db.CSV), []byte("\ufeff"))
	if !bom {
		t.Error("nothing says that it is UTF-8")
	}
	got, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]string{
		{"姓名", "积分", "日", "时间"}, {"陈美玲", "12060", "2026-02-28", "2026-11-21 19:42:07"}, {`'=HYPERLINK("http://evil.test")`, "-5", "", ""}, {"'＝1+1", "0", "", ""}, {" two\nlines \"quoted\" <b>&", "1", "", ""},
	} {
		if !slices.Equal(got[i], want) {
			t.Errorf("row %d: %q, want %q", i, got[i], want)
		}
	}
}

// Another's reader finds texts as texts, figures as figures, days as days, and nothing that is run.
func TestXLSX(t *testing.T) {
	t.Parallel()
	book, err := excelize.OpenReader(bytes.NewReader(write(t, db.XLSX)))
	if err != nil {
		t.Fatal(err)
	}
	sheet := book.GetSheetName(0)
	if sheet != "会员  x " {
		t.Errorf("the sheet is called %q", sheet)
	}
	for cell, want := range map[string]string{
		"A1": "姓名", "A2": "陈美玲", "B2": "12060", "C2": "2026-02-28", "D2": "2026-11-21 19:42", "A3": `=HYPERLINK("http://evil.test")`, "B3": "-5", "C3": "", "A5": " two\nlines \"quoted\" <b>&",
	} {
		if got, err := book.GetCellValue(sheet, cell); err != nil || got != want {
			t.Errorf("%s: %q, want %q (%v)", cell, got, want, err)
		}
		if f, _ := book.GetCellFormula(sheet, cell); f != "" {
			t.Errorf("%s runs %q", cell, f)
		}
	}
	for cell, want := range map[string]excelize.CellType{"A3": excelize.CellTypeInlineString, "B2": excelize.CellTypeUnset, "C2": excelize.CellTypeUnset} {
		if got, _ := book.GetCellType(sheet, cell); got != want {
			t.Errorf("%s is of type %v, want %v", cell, got, want)
		}
	}
}

// What does not fit one sheet goes on in another, under the same heads.
func TestManySheets(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	x, err := newXLSX(&out, "Vouchers", []string{"n"})
	if err != nil {
		t.Fatal(err)
	}
	x.most = 4
	for n := range int64(7) {
		if err := x.Row([]any{n}); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(sheet, rows))
	}
	if want := "Vouchers 1[[n] [0] [1] [2]] Vouchers 2[[n] [3] [4] [5]] Vouchers 3[[n] [6]]"; strings.Join(got, " ") != want {
		t.Errorf("%s, want %s", got, want)
	}
}
