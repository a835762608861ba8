package db

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"math"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"
)

// Why a file of records cannot be read. Args[0] is the record's number where one is to blame.
const (
	TableNot           Reason = "table_not"            // neither CSV nor XLSX
	TableEncoding      Reason = "table_encoding"       // neither UTF-8 nor GB18030
	TableBig5          Reason = "table_big5"           // Big5, which is close enough to GB18030 to be mistaken for it
	TableTooLarge      Reason = "table_too_large"      // a file, cell, record or number of records beyond reason
	TableUnclosedQuote Reason = "table_unclosed_quote" // a quote that never ends; Args: record
	TableEmpty         Reason = "table_empty"          // no record, or none below the header
)

// What a file of records may measure.
const (
	maxCSV       = 256 << 20
	maxXLSX      = 32 << 20 // packed
	maxUnpacked  = 256 << 20
	maxRecords   = 500_000
	maxColumns   = 1_000
	maxCell      = 32 << 10
	sampleLength = 64 << 10
)

// records walks the records of a file from its first, blank ones too, so that the n-th is the file's record n. It
// can be walked again. An error ends the walk.
type records = iter.Seq2[[]string, error]

// table is a file of records: the sheets of an XLSX, or the one of a CSV.
type table struct {
	sheets []records
	shift  int // added to a serial date: the 1904 system counts from a later day
}

// openTable opens a CSV (UTF-8 with or without a mark, GB18030) or an XLSX.
func openTable(r io.ReaderAt, size int64) (*table, error) {
	magic := make([]byte, 4)
	n, err := r.ReadAt(magic, 0)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if bytes.HasPrefix(magic[:n], []byte("PK\x03\x04")) {
		return openXLSX(r, size)
	}
	if size > maxCSV {
		return nil, refuse(TableTooLarge)
	}
	enc, err := encodingOf(r, size)
	if err != nil {
		return nil, err
	}
	return &table{sheets: []records{csvRecords(r, size, enc)}}, nil
}

// encodingOf answers what a text file is written in: UTF-8 if all of it is, else what its first part tells.
func encodingOf(r io.ReaderAt, size int64) (encoding.Encoding, error) {
	sample := make([]byte, min(size, sampleLength))
	if _, err := io.ReadFull(io.NewSectionReader(r, 0, size), sample); err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(sample)) == 0 {
		return nil, refuse(TableEmpty)
	}
	if bytes.HasPrefix(sample, []byte("\xff\xfe")) || bytes.HasPrefix(sample, []byte("\xfe\xff")) {
		return nil, refuse(TableEncoding) // UTF-16
	}
	if bytes.ContainsFunc(sample, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\v' && r != '\f' }) {
		return nil, refuse(TableNot)
	}
	_, err := io.Copy(io.Discard, transform.NewReader(io.NewSectionReader(r, 0, size), encoding.UTF8Validator))
	if err == nil {
		return encoding.Nop, nil
	}
	if !errors.Is(err, encoding.ErrInvalidUTF8) {
		return nil, err
	}
	if i := bytes.LastIndexByte(sample, '\n'); i > 0 && size > sampleLength {
		sample = sample[:i]
	}
	gb := commonShare(simplifiedchinese.GB18030, sample)
	big5 := commonShare(traditionalchinese.Big5, sample)
	switch {
	case bytes.HasPrefix(sample, []byte("\xef\xbb\xbf")), max(gb, big5) < 0.6:
		return nil, refuse(TableEncoding)
	case big5 > gb:
		return nil, refuse(TableBig5)
	}
	return simplifiedchinese.GB18030, nil
}

// commonShare answers how much of the sample beyond ASCII, read as enc, is what Chinese people write every day: signs
// and, once folded to simplified script, the 3,755 characters of GB 2312's first level. Nearly all bytes of one
// Chinese encoding can be read as another, but come out as characters that nobody uses.
func commonShare(enc encoding.Encoding, sample []byte) float64 {
	text, err := enc.NewDecoder().Bytes(sample)
	if err != nil {
		return 0
	}
	han, gbk := foldHan(), simplifiedchinese.GBK.NewEncoder()
	all, common := 0, 0
	for _, r := range string(text) {
		if r < 0x80 {
			continue
		}
		all++
		if kept, ok := han[r]; ok {
			r = kept
		}
		b, err := gbk.String(string(r))
		if err == nil && len(b) == 2 && b[1] >= 0xa1 && (b[0] >= 0xb0 && b[0] <= 0xd7 || b[0] >= 0xa1 && b[0] <= 0xa3) {
			common++
		}
	}
	return float64(common) / math.Max(1, float64(all))
}

// csvRecords walks a CSV. Unlike encoding/csv it gives a blank line as a record, as spreadsheets count it, and takes
// a quote inside a cell as it stands.
func csvRecords(r io.ReaderAt, size int64, enc encoding.Encoding) records {
	return func(yield func([]string, error) bool) {
		text := transform.NewReader(io.NewSectionReader(r, 0, size), enc.NewDecoder())
		c := csvReader{in: bufio.NewReaderSize(text, 64<<10)}
		if mark, _ := c.in.Peek(3); string(mark) == "\ufeff" {
			_, _ = c.in.Discard(3)
		}
		for {
			cells, err := c.record()
			if err == io.EOF || !yield(cells, err) || err != nil {
				return
			}
		}
	}
}

type csvReader struct {
	in     *bufio.Reader
	number int    // of the last record
	text   []byte // of the record's cells, one after the other
	ends   []int  // where each cell ends in text
}

// record reads the next record; io.EOF after the last.
func (c *csvReader) record() ([]string, error) {
	if _, err := c.in.Peek(1); err != nil {
		return nil, err
	}
	c.number++
	c.text, c.ends = c.text[:0], c.ends[:0]
	start := 0 // of the cell
	quoted := false
	endCell := func() { c.ends = append(c.ends, len(c.text)); start = len(c.text) }
	for wasQuoted := false; ; {
		b, err := c.in.ReadByte()
		switch {
		case err == io.EOF && quoted:
			return nil, refuse(TableUnclosedQuote, c.number)
		case err == io.EOF:
			endCell()
			return c.cells()
		case err != nil:
			return nil, err
		case b == 0:
			return nil, refuse(TableNot, c.number)
		case quoted && b == '"':
			if next, _ := c.in.Peek(1); string(next) == `"` {
				_, _ = c.in.Discard(1)
				c.text = append(c.text, '"')
			} else {
				quoted, wasQuoted = false, true
			}
		case quoted:
			c.text = append(c.text, b)
		case b == '"' && len(c.text) == start && !wasQuoted:
			quoted = true
		case b == ',':
			endCell()
			wasQuoted = false
		case b == '\r' || b == '\n':
			if next, _ := c.in.Peek(1); b == '\r' && string(next) == "\n" {
				_, _ = c.in.Discard(1)
			}
			endCell()
			return c.cells()
		default:
			c.text = append(c.text, b)
		}
		if len(c.text)-start > maxCell || len(c.ends) >= maxColumns {
			if quoted {
				return nil, refuse(TableUnclosedQuote, c.number)
			}
			return nil, refuse(TableTooLarge, c.number)
		}
	}
}

func (c *csvReader) cells() ([]string, error) {
	text := string(c.text)
	cells := make([]string, len(c.ends))
	start := 0
	for i, end := range c.ends {
		cells[i], start = text[start:end], end
	}
	if bytes.Contains(c.text, []byte("\ufffd")) { // what a decoder leaves where bytes make no sense
		return nil, refuse(TableEncoding, c.number)
	}
	return cells, nil
}
