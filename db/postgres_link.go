package db

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// link is a connection to PostgreSQL that sends many statements in one message. Each statement is prepared once; values
// are those of database/sql.
type link struct {
	*pgx.Conn
	prepared map[string]*stmt // by text, in SQLite's words
	names    int
	stale    bool // the server holds prepared statements that are not known any more

	// of the statement that is being sent
	values  [][]byte
	formats []int16
	buf     []byte
}

// stmt is a statement that the server knows.
type stmt struct {
	*pgconn.StatementDescription
	columns []string
	formats []int16
}

// mostPrepared is how many statements a connection keeps: more than the club has texts.
const mostPrepared = 512

func connect(ctx context.Context, config *pgx.ConnConfig) (*link, error) {
	c, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	return &link{Conn: c, prepared: map[string]*stmt{}, buf: make([]byte, 0, 512)}, nil // not nil, which would be NULL
}

// asked is a statement and, once it has been sent, its answer: the rows, and how many it changed.
type asked struct {
	q      string
	args   []driver.NamedValue
	writes bool

	columns []string
	rows    [][]driver.Value
	tag     pgconn.CommandTag
}

// send sends statements in one message and waits for their answers. The error is that of the first statement that has
// one; none after it has been carried out.
func (l *link) send(list []*asked) (err error) {
	defer func() { // database/sql would hold on for ever to a connection in which somebody panics
		if p := recover(); p != nil {
			_ = l.Close(background)
			err = fmt.Errorf("panic in a message: %v\n%s", p, debug.Stack())
		}
	}()
	if err := l.tidy(); err != nil {
		return err
	}
	var batch pgconn.Batch
	for _, a := range list {
		s, err := l.prepare(a.q)
		if err == nil {
			err = l.encode(s, a.args)
		}
		if err != nil {
			return err
		}
		a.columns, a.rows, a.tag = s.columns, nil, pgconn.CommandTag{}
		batch.ExecStatement(s.StatementDescription, l.values, l.formats, s.formats)
	}
	answers := l.PgConn().ExecBatch(background, &batch)
	for i := 0; answers.NextResult(); i++ {
		if e := l.read(list[i], answers.ResultReader()); err == nil {
			err = e
		}
	}
	if e := answers.Close(); e != nil {
		err = e
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && (e.Code == "0A000" || e.Code == "26000") {
		l.forget() // what was prepared before a migration, or has been let go
	}
	return err
}

func (l *link) read(a *asked, r *pgconn.ResultReader) error {
	var bad error
	for r.NextRow() {
		row := make([]driver.Value, len(a.columns))
		for i, raw := range r.Values() {
			var err error
			if row[i], err = l.decode(&r.FieldDescriptions()[i], raw); err != nil {
				bad = err
			}
		}
		a.rows = append(a.rows, row)
	}
	tag, err := r.Close()
	if a.tag = tag; err != nil {
		return err
	}
	return bad
}

// prepare answers a statement as the server knows it.
func (l *link) prepare(q string) (*stmt, error) {
	if s := l.prepared[q]; s != nil {
		return s, nil
	}
	l.names++
	d, err := l.PgConn().Prepare(background, "c"+strconv.Itoa(l.names), numberMarks(q), nil)
	if err != nil {
		return nil, err
	}
	s := &stmt{StatementDescription: d, columns: make([]string, len(d.Fields)), formats: make([]int16, len(d.Fields))}
	for i, f := range d.Fields {
		s.columns[i] = f.Name
		switch f.DataTypeOID {
		case pgtype.Int8OID, pgtype.Int4OID, pgtype.Int2OID, pgtype.ByteaOID, pgtype.BoolOID:
			s.formats[i] = pgx.BinaryFormatCode
		}
	}
	l.prepared[q] = s
	return s, nil
}

// tidy drops what is not to be kept of the prepared statements, before a message that may need some.
func (l *link) tidy() error {
	if len(l.prepared) >= mostPrepared {
		l.forget()
	}
	if !l.stale || l.PgConn().TxStatus() != 'I' {
		return nil
	}
	clear(l.prepared) // also those of after they were forgotten, in a transaction
	l.stale = false
	return l.DeallocateAll(background)
}

// forget has statements be prepared anew.
func (l *link) forget() {
	clear(l.prepared)
	l.stale = true
}

// encode makes the values of a statement as the server takes them: numbers and bytes as they are where it wants these,
// all else as text.
func (l *link) encode(s *stmt, args []driver.NamedValue) error {
	if len(args) != len(s.ParamOIDs) {
		return fmt.Errorf("db: %d arguments where %d are wanted", len(args), len(s.ParamOIDs))
	}
	l.values, l.formats, l.buf = l.values[:0], l.formats[:0], l.buf[:0]
	for i, a := range args {
		format, from := int16(pgx.TextFormatCode), len(l.buf)
		switch v := a.Value.(type) {
		case nil:
			l.values, l.formats = append(l.values, nil), append(l.formats, format)
			continue
		case int64:
			if s.ParamOIDs[i] == pgtype.Int8OID {
				format, l.buf = pgx.BinaryFormatCode, binary.BigEndian.AppendUint64(l.buf, uint64(v))
			} else {
				l.buf = strconv.AppendInt(l.buf, v, 10)
			}
		case string:
			l.buf = append(l.buf, v...)
		case []byte:
			if v == nil {
				l.values, l.formats = append(l.values, nil), append(l.formats, format)
				continue
			}
			format, l.buf = pgx.BinaryFormatCode, append(l.buf, v...)
		case bool:
			l.buf = strconv.AppendBool(l.buf, v)
		case float64:
			l.buf = strconv.AppendFloat(l.buf, v, 'g', -1, 64)
		default:
			return fmt.Errorf("db: an argument of type %T", v)
		}
		l.values, l.formats = append(l.values, l.buf[from:len(l.buf):len(l.buf)]), append(l.formats, format)
	}
	return nil
}

// decode reads a value of a row as database/sql knows it.
func (l *link) decode(f *pgconn.FieldDescription, raw []byte) (driver.Value, error) {
	if raw == nil {
		return nil, nil
	}
	switch f.DataTypeOID {
	case pgtype.Int8OID:
		return int64(binary.BigEndian.Uint64(raw)), nil
	case pgtype.Int4OID:
		return int64(int32(binary.BigEndian.Uint32(raw))), nil
	case pgtype.Int2OID:
		return int64(int16(binary.BigEndian.Uint16(raw))), nil
	case pgtype.TextOID:
		return string(raw), nil
	case pgtype.ByteaOID:
		return bytes.Clone(raw), nil
	case pgtype.BoolOID:
		return raw[0] != 0, nil
	}
	t, ok := l.TypeMap().TypeForOID(f.DataTypeOID)
	if !ok {
		return string(raw), nil
	}
	return t.Codec.DecodeDatabaseSQLValue(l.TypeMap(), f.DataTypeOID, f.Format, raw)
}

// Columns, Close and Next implement driver.Rows.
func (a *asked) Columns() []string { return a.columns }
func (a *asked) Close() error      { return nil }

func (a *asked) Next(to []driver.Value) error {
	if len(a.rows) == 0 {
		return io.EOF
	}
	copy(to, a.rows[0])
	a.rows = a.rows[1:]
	return nil
}
