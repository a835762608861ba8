package db

import (
	"cmp"
	"encoding/csv"
	"io"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// RegisterFile is what an owners' register says.
type RegisterFile struct {
	Header  []string          `json:"header"`  // as it stands in the file
	Samples [][]string        `json:"samples"` // the first records below it, as wide as the header, for the mapping page
	Mapping RegisterMapping   `json:"mapping"` // the one given, or the guess
	Records int               `json:"records"` // below the header, blank ones not counted
	Homes   []RegisterRow     `json:"homes"`   // each accepted home once, in the file's order
	Refused []RegisterRefusal `json:"refused"`

	told func(done, whole int64) error
}

// Tell has an import of the file say now and then how many of the homes that it changes are written; its error undoes the
// whole import.
func (f *RegisterFile) Tell(told func(done, whole int64) error) { f.told = told }

// Repeated answers how many accepted records told of a home that stood above already.
func (f *RegisterFile) Repeated() int { return f.Records - len(f.Homes) - len(f.Refused) }

const (
	headerWithin   = 10 // records in which the header is looked for: titles may stand above it
	registerSample = 5
)

// ReadRegister reads an owners' register: CSV (UTF-8 with or without a mark, or GB18030) or XLSX (the first sheet
// that has a header). Without a mapping the header's guess serves. A file that cannot be read gives an Error of kind
// Refused: one of the Table reasons, or RegisterMissingColumn with the Field at fault, and then also a RegisterFile
// with Header, Samples and Mapping, so that staff can correct the guess.
//
// Records are numbered as the file has them, from 1, blank ones counted. A home told of several times is merged: its
// owners in order, each once, and the first contract, ID4 and handover there is. A further record with another
// contract and another owner is refused: it may be a sale, which staff decide.
func ReadRegister(r io.ReaderAt, size int64, mapping *RegisterMapping) (*RegisterFile, error) {
	t, err := openTable(r, size)
	if err != nil {
		return nil, err
	}
	sheet, number, header, err := findHeader(t.sheets)
	if err != nil {
		return nil, err
	}
	f := &RegisterFile{Header: header}
	if mapping != nil {
		f.Mapping = *mapping
	} else {
		f.Mapping = guessMapping(header)
	}
	fault := f.Mapping.check(len(header))
	at := map[string]int{} // homes by key
	record := 0
	for cells, err := range sheet {
		if err != nil {
			return nil, err
		}
		if record++; record <= number || isBlank(cells) {
			continue
		}
		if len(f.Samples) < registerSample {
			f.Samples = append(f.Samples, widen(cells, len(header)))
		} else if fault != nil {
			break
		}
		if f.Records++; f.Records > maxRecords {
			return nil, refuse(TableTooLarge, record)
		}
		if fault == nil {
			f.add(record, f.shiftDays(cells, t.shift), at)
		}
	}
	if f.Records == 0 {
		return nil, refuse(TableEmpty)
	}
	return f, fault
}

// add takes one record into the file's homes or refusals.
func (f *RegisterFile) add(record int, cells []string, at map[string]int) {
	row, refusal := parseRegisterRow(cells, f.Mapping)
	if refusal == nil {
		row.Record = record
		i, known := at[row.Key()]
		if !known {
			at[row.Key()] = len(f.Homes)
			f.Homes = append(f.Homes, row)
			return
		}
		if f.Homes[i].merge(row) {
			return
		}
		refusal = &RegisterRefusal{Field: "owner", Reason: RowOwnerConflict, Contract: row.Contract}
	}
	refusal.Record = record
	f.Refused = append(f.Refused, *refusal)
}

// merge adds what another record says of the same home, or answers false where it speaks of another sale.
func (r *RegisterRow) merge(other RegisterRow) bool {
	if r.Contract != "" && other.Contract != "" && r.Contract != other.Contract && !slices.Equal(r.Owners, other.Owners) {
		return false
	}
	for _, o := range other.Owners {
		r.addOwner(o)
	}
	r.ID4 = cmp.Or(r.ID4, other.ID4)
	r.Contract = cmp.Or(r.Contract, other.Contract)
	r.Handover = cmp.Or(r.Handover, other.Handover)
	return true
}

// shiftDays turns a serial date of the 1904 system into one of the 1900 system.
func (f *RegisterFile) shiftDays(cells []string, shift int) []string {
	i, ok := f.Mapping.Columns["handover"]
	if shift == 0 || !ok || i >= len(cells) {
		return cells
	}
	if serial, err := strconv.ParseFloat(cells[i], 64); err == nil && serial < 1e5 {
		cells[i] = strconv.Itoa(int(serial) + shift)
	}
	return cells
}

// findHeader answers the first sheet with a header, the header's record number and its cells. The header is the
// record, of the first few, that names the most fields; where none names any, the first that is not blank.
func findHeader(sheets []records) (sheet records, number int, header []string, err error) {
	best := -1
	for _, s := range sheets {
		record := 0
		for cells, err := range s {
			if err != nil {
				return nil, 0, nil, err
			}
			if record++; record > headerWithin {
				break
			}
			if known := len(guessMapping(cells).Columns); known > best && !isBlank(cells) {
				sheet, number, header, best = s, record, cells, known
			}
		}
		if best > 1 {
			break
		}
	}
	if sheet == nil {
		return nil, 0, nil, refuse(TableEmpty)
	}
	return sheet, number, header, nil
}

func isBlank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(s string) bool { return tidy(s) != "" })
}

func widen(cells []string, n int) []string {
	wide := make([]string, n)
	copy(wide, cells)
	return wide
}

// WriteRegister writes homes as a register that ReadRegister reads back as the same homes: UTF-8 CSV, a header of
// RegisterFields, and a line for each owner with a phone; owners without one share the line of the owner above. No
// cell starts a formula.
func WriteRegister(w io.Writer, homes iter.Seq[RegisterRow]) error {
	out := csv.NewWriter(w)
	if err := out.Write(RegisterFields); err != nil {
		return err
	}
	for h := range homes {
		for i := 0; i < len(h.Owners); {
			names, phone := h.Owners[i].Name, h.Owners[i].Phone
			for i++; i < len(h.Owners) && h.Owners[i].Phone == ""; i++ {
				names += "、" + h.Owners[i].Name
			}
			line := []string{h.Community, h.City, h.Building, h.Stair, h.Room, names, phone, h.ID4, h.Contract, string(h.Handover)}
			for c := range line {
				line[c] = SafeCell(line[c])
			}
			if err := out.Write(line); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

var e164Form = regexp.MustCompile(`^\+\d{5,17}$`)

// SafeCell answers a cell that no spreadsheet takes for a formula. A phone in E.164 stays as it is.
func SafeCell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(s)[0]) && !e164Form.MatchString(s) {
		return "'" + s
	}
	return s
}
