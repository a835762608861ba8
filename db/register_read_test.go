package db

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// registerTruth is what a right reading of testdata/owners-register.csv finds.
type registerTruth struct {
	Rows, Homes, Refused int
	Bad                  []struct {
		Why, Contract string
		Record        int
	}
	Home map[string]struct {
		Owners             [][2]string
		Handover, Contract string
		ID4                string
	}
}

func readTruth(t testing.TB) (csv []byte, truth registerTruth) {
	t.Helper()
	csv, err := os.ReadFile("testdata/owners-register.csv")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/owners-register.truth.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &truth); err != nil {
		t.Fatal(err)
	}
	return csv, truth
}

func readRegister(b []byte, m *RegisterMapping) (*RegisterFile, error) {
	return ReadRegister(bytes.NewReader(b), int64(len(b)), m)
}

func utf8Register(t testing.TB) string {
	b, _ := readTruth(t)
	s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(s)
}

const (
	hansHeader = "项目,城市,楼栋,单元,房号,业主姓名,联系电话,证件后四位,合同编号,建筑面积,成交总价(万元),交付日期,备注"
	enHeader   = "Project,City,Block,Unit,Room No.,Owner Name,Contact Number,ID (last 4),Contract No.,Area,Price,Handover Date,Remarks"
)

var toTraditional = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{}
	han, enc := foldHan(), traditionalchinese.Big5.NewEncoder()
	for _, trad := range slices.Sorted(maps.Keys(han)) {
		if _, err := enc.String(string(trad)); err == nil {
			m[han[trad]] = trad
		}
	}
	return m
})

// traditional answers s with every character that has a traditional form in Big5 turned into it.
func traditional(s string) string {
	m := toTraditional()
	return strings.Map(func(r rune) rune {
		if trad, ok := m[r]; ok {
			return trad
		}
		return r
	}, s)
}

// big5 answers s in traditional script and Big5, with ? for what Big5 lacks.
func big5(s string) []byte {
	var b bytes.Buffer
	enc := traditionalchinese.Big5.NewEncoder()
	for _, r := range traditional(s) {
		c, err := enc.String(string(r))
		if err != nil {
			c = "?"
		}
		b.WriteString(c)
	}
	return b.Bytes()
}

func gb18030(t testing.TB, s string) []byte {
	b, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(b)
}

// xlsxOf makes an XLSX of a CSV's records: serial dates become cells with a date format, phones numbers where they
// are bare. The first sheet holds nothing.
func xlsxOf(t testing.TB, csv string, opts ...func(*excelize.File)) []byte {
	f := excelize.NewFile()
	defer f.Close()
	f.NewSheet("名册")
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range opts {
		o(f)
	}
	row := 0
	for cells, err := range csvRecords(strings.NewReader(csv), int64(len(csv)), encoding.Nop) {
		if err != nil {
			t.Fatal(err)
		}
		row++
		for i, c := range cells {
			at, _ := excelize.CoordinatesToCellName(i+1, row)
			var err error
			switch n, numErr := strconv.Atoi(c); {
			case c == "":
			case i == 11 && numErr == nil && len(c) == 5:
				err = errors.Join(f.SetCellValue("名册", at, n), f.SetCellStyle("名册", at, at, style))
			case i == 6 && numErr == nil && len(c) == 11:
				err = f.SetCellValue("名册", at, n)
			default:
				err = f.SetCellStr("名册", at, c)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb makes a small workbook that says it unpacks to more than any may.
func bomb(t testing.TB) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, err := z.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Deflate, UncompressedSize64: maxUnpacked + 1})
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadRegisterTruth(t *testing.T) {
	readsAlone(t)
	original, truth := readTruth(t)
	text := utf8Register(t)
	files := map[string][]byte{
		"GB18030":                 original,
		"UTF-8":                   []byte(text),
		"UTF-8 with mark":         []byte("\ufeff" + text),
		"unix line ends":          []byte(strings.ReplaceAll(text, "\r\n", "\n")),
		"blank lines truly so":    []byte(strings.ReplaceAll(text, "\n,,,,,,,,,,,,\r", "\n\r")),
		"English header":          []byte(strings.Replace(text, hansHeader, enHeader, 1)),
		"traditional header":      []byte(strings.Replace(text, hansHeader, traditional(hansHeader), 1)),
		"traditional GB18030":     gb18030(t, strings.Replace(text, hansHeader, traditional(hansHeader), 1)),
		"XLSX":                    xlsxOf(t, text),
		"XLSX, header in English": xlsxOf(t, strings.Replace(text, hansHeader, enHeader, 1)),
	}
	for name, b := range files {
		t.Run(name, func(t *testing.T) {
			f, err := readRegister(b, nil)
			if err != nil {
				t.Fatal(err)
			}
			if f.Records != truth.Rows || len(f.Homes) != truth.Homes || len(f.Refused) != truth.Refused {
				t.Errorf("%d records, %d homes, %d refused; want %d, %d, %d",
					f.Records, len(f.Homes), len(f.Refused), truth.Rows, truth.Homes, truth.Refused)
			}
			for i, bad := range truth.Bad {
				if i >= len(f.Refused) {
					t.Fatalf("no refusal of record %d", bad.Record)
				}
				r := f.Refused[i]
				if r.Record != bad.Record || r.Field != bad.Why || r.Contract != bad.Contract || r.Reason == "" {
					t.Errorf("refused %+v, want %+v", r, bad)
				}
			}
			seen := map[string]bool{}
			for _, h := range f.Homes {
				want, ok := truth.Home[h.Key()]
				if !ok || seen[h.Key()] {
					t.Errorf("home %q is not in the truth, or twice in the file", h.Key())
					continue
				}
				seen[h.Key()] = true
				owners := make([][2]string, len(h.Owners))
				for i, o := range h.Owners {
					owners[i] = [2]string{o.Name, o.Phone}
				}
				if !slices.Equal(owners, want.Owners) || string(h.Handover) != want.Handover || h.ID4 != want.ID4 || h.Contract != want.Contract {
					t.Errorf("%s: %+v, want %+v", h.Key(), h, want)
				}
			}
		})
	}
}

// Traditional names in GB18030 must not be taken for Big5: the reading is the truth's, but for script.
func TestReadRegisterTraditionalGB18030(t *testing.T) {
	_, truth := readTruth(t)
	f, err := readRegister(gb18030(t, traditional(utf8Register(t))), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Homes) != truth.Homes || len(f.Refused) != truth.Refused {
		t.Errorf("%d homes, %d refused; want %d, %d", len(f.Homes), len(f.Refused), truth.Homes, truth.Refused)
	}
	for _, h := range f.Homes {
		if want := truth.Home[Fold(h.Community)+"|"+Fold(h.City)+strings.TrimPrefix(h.Key(), h.Community+"|"+h.City)]; len(want.Owners) > 0 {
			if Fold(want.Owners[0][0]) != Fold(h.Owners[0].Name) {
				t.Errorf("%s: %v, want %v", h.Key(), h.Owners, want.Owners)
			}
		}
	}
}

func TestReadRegisterFaults(t *testing.T) {
	text := utf8Register(t)
	head := strings.Join(strings.SplitAfter(text, "\r\n")[:4], "")
	png := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), make([]byte, 100)...)
	broken := xlsxOf(t, head)
	broken[bytes.Index(broken, []byte("xl/worksheets/sheet2.xml"))+100] ^= 0xff
	for _, c := range []struct {
		name  string
		file  []byte
		want  Reason
		field string
	}{
		{"nothing", nil, TableEmpty, ""},
		{"blank", []byte("\r\n \r\n"), TableEmpty, ""},
		{"blank records", []byte(",,,\r\n,,,\r\n"), TableEmpty, ""},
		{"header only", []byte(hansHeader + "\r\n"), TableEmpty, ""},
		{"workbook of header only", xlsxOf(t, hansHeader), TableEmpty, ""},
		{"workbook of nothing", xlsxOf(t, ""), TableEmpty, ""},
		{"PNG", png, TableNot, ""},
		{"NUL far inside", []byte(text + "a\x00b\n"), TableNot, ""},
		{"zip", []byte("PK\x03\x04 but not one"), TableNot, ""},
		{"damaged workbook", broken, TableNot, ""},
		{"truncated workbook", xlsxOf(t, head)[:2000], TableNot, ""},
		{"bomb", bomb(t), TableTooLarge, ""},
		{"UTF-16", []byte("\xff\xfe\x79\x98\xee\x76"), TableEncoding, ""},
		{"Latin-1", []byte("project,city,room,owner,phone\nCaf\xe9 Gar\xe7on,M\xe1laga,1,Jos\xe9 G\xf3mez,1\n"), TableEncoding, ""},
		{"UTF-8 broken inside", []byte(text + "\xff\n"), TableEncoding, ""},
		{"GB18030 broken inside", append(gb18030(t, text), "\xff\xff\n"...), TableEncoding, ""},
		{"Big5", big5(text), TableBig5, ""},
		{"Big5, short", big5(head), TableBig5, ""},
		{"Big5, header only", big5(hansHeader), TableBig5, ""},
		{"quote without end", []byte(text + "\"a,b\n"), TableUnclosedQuote, ""},
		{"quote that swallows the file", []byte(hansHeader + "\n\"" + strings.ReplaceAll(text, `"`, "")), TableUnclosedQuote, ""},
		{"cell too large", []byte(hansHeader + "\n" + strings.Repeat("大", maxCell)), TableTooLarge, ""},
		{"too many columns", []byte(hansHeader + "\n" + strings.Repeat(",", maxColumns+1)), TableTooLarge, ""},
		{"no phone", []byte(strings.Replace(text, "联系电话", "备用", 1)), RegisterMissingColumn, "phone"},
		{"no room", []byte(strings.Replace(text, "房号", "面积", 1)), RegisterMissingColumn, "room"},
		{"no city", []byte(strings.Replace(text, "城市", "区", 1)), RegisterMissingColumn, "city"},
		{"no header", []byte(strings.TrimPrefix(text, hansHeader+"\r\n")), RegisterMissingColumn, "community"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := readRegister(c.file, nil)
			e, ok := errors.AsType[*Error](err)
			if !ok || e.Kind != Refused || e.Reason != c.want || e.Field != c.field {
				t.Fatalf("got %#v, want %s %s", err, c.want, c.field)
			}
			if (f != nil) != (c.want == RegisterMissingColumn) || f != nil && (len(f.Header) != 13 || len(f.Samples) != registerSample) {
				t.Errorf("file %+v", f)
			}
		})
	}
	if _, err := ReadRegister(strings.NewReader(text), maxCSV+1, nil); ReasonOf(err) != TableTooLarge {
		t.Errorf("a file over the cap: %v", err)
	}
}

// Staff correct the guess, and name the city of a file that has no such column.
func TestReadRegisterMapping(t *testing.T) {
	csv := "业主名册,,,,\n\nA,B,C,D,E\n 柏景湾 ,第3座,1203,陳大文,9123 4567\n"
	f, err := readRegister([]byte(csv), &RegisterMapping{
		Columns: map[string]int{"community": 0, "building": 1, "room": 2, "owner": 3, "phone": 4}, City: "香港"})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Refused) != 1 || f.Refused[0].Record != 3 || len(f.Homes) != 1 {
		t.Fatalf("%+v", f)
	}
	if h := f.Homes[0]; h.Key() != "柏景湾|香港|3||1203" || h.Record != 4 || h.Owners[0] != (RegisterOwner{"陳大文", "+85291234567"}) {
		t.Errorf("%+v", h)
	}
	_, err = readRegister([]byte(csv), &RegisterMapping{Columns: map[string]int{"community": 0, "city": 1, "room": 2, "owner": 3, "phone": 5}})
	if e, ok := errors.AsType[*Error](err); !ok || e.Field != "phone" {
		t.Errorf("a column beyond the header: %v", err)
	}
}

func TestReadRegisterMerges(t *testing.T) {
	head := "community,city,building,stair,room,owner,phone,contract,handover\n"
	f, err := readRegister([]byte(head+
		"四季花城,深圳,3栋,1,101,王伟,13800138000,,\n"+
		"《四季花城》,深圳市,3#,1单元,101室,王芳,13800138001,HT1,2010/8/8\n"+
		"四季花城,深圳,3,1,101,王伟,+8613800138000,HT1,\n"+
		"四季花城,深圳,3,1,101,李强,13800138002,HT2,\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := RegisterRow{Record: 2, Community: "四季花城", City: "深圳", Building: "3", Stair: "1", Room: "101", Contract: "HT1", Handover: "2010-08-08",
		Owners: []RegisterOwner{{"王伟", "+8613800138000"}, {"王芳", "+8613800138001"}}}
	if len(f.Homes) != 1 || fmt.Sprint(f.Homes[0]) != fmt.Sprint(want) || f.Repeated() != 2 {
		t.Errorf("%+v", f.Homes)
	}
	if len(f.Refused) != 1 || f.Refused[0] != (RegisterRefusal{5, "owner", RowOwnerConflict, "HT2"}) {
		t.Errorf("%+v", f.Refused)
	}
}

// A title above the header, a workbook of the 1904 system, and phones that a writer put in exponents.
func TestReadRegisterWorkbook(t *testing.T) {
	csv := "业主名册,,,,,,,,,,,,\n" + hansHeader + "\n四季花城,深圳,1,1,101,王伟,1.3800138001E10,844,HT1,,,38936,\n"
	on := true
	b := xlsxOf(t, csv, func(f *excelize.File) {
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}); err != nil {
			t.Fatal(err)
		}
	})
	f, err := readRegister(b, nil)
	if err != nil {
		t.Fatal(err)
	}
	if h := f.Homes[0]; h.Record != 3 || h.Handover != "2010-08-08" || h.Owners[0].Phone != "+8613800138001" || h.ID4 != "0844" {
		t.Errorf("%+v", h)
	}
}

func TestWriteRegister(t *testing.T) {
	csv, _ := readTruth(t)
	f, err := readRegister(csv, nil)
	if err != nil {
		t.Fatal(err)
	}
	roundTrip(t, f)
	var b bytes.Buffer
	row := RegisterRow{Community: "=1+1", City: "＝深圳", Building: "-1", Room: "@1", Contract: "\tx",
		Owners: []RegisterOwner{{"+王", "+8613800138000"}, {"李", ""}}}
	if err := WriteRegister(&b, slices.Values([]RegisterRow{row})); err != nil {
		t.Fatal(err)
	}
	want := "community,city,building,stair,room,owner,phone,id4,contract,handover\n'=1+1,'＝深圳,'-1,,'@1,'+王、李,+8613800138000,,'\tx,\n"
	if b.String() != want {
		t.Errorf("wrote %q, want %q", b.String(), want)
	}
}

// roundTrip fails unless what is written of f reads back as the same homes.
func roundTrip(t *testing.T, f *RegisterFile) {
	t.Helper()
	var b bytes.Buffer
	if err := WriteRegister(&b, slices.Values(f.Homes)); err != nil {
		t.Fatal(err)
	}
	again, err := readRegister(b.Bytes(), nil)
	if len(f.Homes) == 0 {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Refused) > 0 || len(again.Homes) != len(f.Homes) {
		t.Fatalf("%d homes became %d, refused %+v\n%s", len(f.Homes), len(again.Homes), again.Refused, b.String())
	}
	for i, h := range f.Homes {
		got := again.Homes[i]
		got.Record = h.Record
		if !reflect.DeepEqual(got, h) {
			t.Errorf("%#v became %#v\n%s", h, got, b.String())
		}
	}
}

func FuzzRegister(f *testing.F) {
	text := utf8Register(f)
	lines := strings.SplitAfter(text, "\r\n")
	f.Add([]byte(strings.Join(lines[:40], "")))
	f.Add(gb18030(f, strings.Join(lines[:40], "")))
	f.Add(big5(strings.Join(lines[:10], "")))
	f.Add(xlsxOf(f, strings.Join(lines[:4], "")))
	f.Add([]byte(strings.Join(RegisterFields, ",") + "\n'=a,HK,第栋,\"x\ny\",0.0.0,A Co., Ltd./王 伟、李四,6123 4567/ ,12-3X,'-,38936\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := readRegister(b, nil)
		if err != nil {
			if KindOf(err) != Refused {
				t.Fatal(err)
			}
			return
		}
		if file.Repeated() < 0 {
			t.Fatalf("%+v", file)
		}
		roundTrip(t, file)
	})
}

// BenchmarkReadRegister reads 50,000 records.
func BenchmarkReadRegister(b *testing.B) {
	lines := strings.SplitAfter(utf8Register(b), "\r\n")
	var text strings.Builder
	text.WriteString(lines[0])
	for i := range 50_000 {
		fmt.Fprintf(&text, "四季花城,深圳,第%d栋,%d单元,%d,王伟/李芳,138%08d；139%08d,123X,HT%d,100.5,300,2010/8/%d,\"员工购房\n需复核\"\r\n",
			i/1000, i%7, i, i, i, i, i%28+1)
	}
	for name, file := range map[string][]byte{
		"UTF-8": []byte(text.String()), "GB18030": gb18030(b, text.String()), "XLSX": xlsxOf(b, text.String()),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f, err := readRegister(file, nil)
				if err != nil || len(f.Homes) != 50_000 {
					b.Fatal(err, len(f.Homes))
				}
			}
		})
	}
}
