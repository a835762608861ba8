package db

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// pipe is a connection to PostgreSQL that asks as seldom as it can: within a transaction, what answers no rows waits
// until there is a question, or until somebody asks how many rows it changed, and then all of it goes out in one
// message. A statement's error may so be answered by a later one, or by the commit; whichever it is, nothing stands.
//
// It takes statements in SQLite's words, with ?N or ? for arguments.
type pipe struct {
	conn   *pgx.Conn
	begun  bool   // a transaction, which may be waiting itself
	heard  bool   // an answer of this transaction
	failed error  // of a statement of this transaction, after which nothing of it stands
	number string // of a transaction that writes, once heard
	stands bool   // the transaction has been committed
	stream bool   // hands rows on as they come, not gathered
	marked bool   // the part of the transaction that is under way can be undone alone
	single bool   // asks all there is in one message, which is a transaction of its own
	wait   pgx.Batch

	noting bool     // what comes is told ahead, and asked later
	told   []*asked // what was told ahead and has not had its turn
	sent   bool     // they have been sent
}

// pipes makes them, for database/sql.
type pipes struct{ config *pgx.ConnConfig }

func (p pipes) Driver() driver.Driver { return nil }

func (p pipes) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := pgx.ConnectConfig(ctx, p.config)
	if err != nil {
		return nil, err
	}
	return &pipe{conn: c}, nil
}

func (p *pipe) Close() error { return p.conn.Close(background) }

// ResetSession is asked before each use: who left a transaction open, or lost the connection, has spoilt it.
func (p *pipe) ResetSession(context.Context) error {
	if p.conn.IsClosed() || p.begun || p.conn.PgConn().TxStatus() != 'I' {
		return driver.ErrBadConn
	}
	p.single, p.noting, p.told = false, false, nil
	return nil
}

var errNoPipe = errors.New("db: a pipe neither prepares nor begins; see postgres.turn")

func (p *pipe) Prepare(string) (driver.Stmt, error) { return nil, errNoPipe }
func (p *pipe) Begin() (driver.Tx, error)           { return nil, errNoPipe }

const (
	beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
	beginWriting = "BEGIN ISOLATION LEVEL SERIALIZABLE"
	beginNothing = "" // one message is a transaction of its own
)

// begin begins a transaction with the first statement that goes out.
func (p *pipe) begin(how string) {
	p.begun, p.heard, p.failed, p.number, p.stands, p.stream, p.single = true, false, nil, "", false, false, false
	p.marked, p.noting, p.told, p.sent = false, false, nil, false
	if p.single = how == beginNothing; p.single {
		p.begun = false
		return
	}
	p.wait.Queue(how)
	if how == beginWriting {
		p.wait.Queue("SELECT CAST(pg_current_xact_id() AS TEXT), set_config('idle_in_transaction_session_timeout', '20s', true)").QueryRow(func(row pgx.Row) error { return row.Scan(&p.number, nil) })
	}
}

// send sends all that waits, and answers the first error.
func (p *pipe) send() error {
	if len(p.wait.QueuedQueries) == 0 {
		return nil
	}
	err := p.conn.SendBatch(background, &p.wait).Close()
	p.wait = pgx.Batch{}
	if err == nil || refusal(err) {
		p.heard = true
	}
	if err != nil {
		p.failed = err
	}
	return err
}

// hurry has statements of this transaction wait no longer than so for a row that another one holds.
func (p *pipe) hurry(within string) {
	p.wait.Queue("SELECT set_config('lock_timeout', $1, true)", within)
}

// part begins the part of the transaction that one act does. marked: it can be undone alone.
func (p *pipe) part(marked bool) {
	p.told, p.sent = nil, false
	if p.marked {
		p.wait.Queue("RELEASE SAVEPOINT act")
	}
	if p.marked = marked; marked {
		p.wait.Queue("SAVEPOINT act")
	}
}

// undoPart undoes what has been done since the last marked part began.
func (p *pipe) undoPart() {
	p.told, p.sent = nil, false
	p.wait.Queue("ROLLBACK TO SAVEPOINT act")
}

// refusal tells whether err is the server's word on a statement, after which the connection lives on. What it says as it
// ends the connection is none: it may have been said long before anybody asked, or after a commit was carried out.
func refusal(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && e.SeverityUnlocalized != "FATAL" && e.SeverityUnlocalized != "PANIC"
}

// commit ends the transaction so that it stands. asked tells whether the commit itself went out: if then there is an
// error other than the server's own, nobody knows what became of it.
func (p *pipe) commit() (asked bool, err error) {
	if p.number == "" { // by which a commit is found again whose answer is lost
		if err := p.send(); err != nil {
			return false, err
		}
	}
	p.wait.Queue("COMMIT").Exec(func(tag pgconn.CommandTag) error {
		if tag.String() != "COMMIT" {
			return errPassedOver
		}
		p.stands = true // whatever may come after it on this connection
		return nil
	})
	err = p.send()
	p.begun = p.conn.PgConn().TxStatus() != 'I'
	return true, err
}

// errPassedOver says that an act went on after an error of one of its statements: the server has undone the whole.
var errPassedOver = &Error{Kind: Busy, Cause: errors.New("an error of a statement was passed over")}

// rollback ends the transaction so that nothing of it stands.
func (p *pipe) rollback() error {
	p.wait, p.begun = pgx.Batch{}, false
	if p.conn.PgConn().TxStatus() == 'I' {
		return nil
	}
	_, err := p.conn.PgConn().Exec(background, "ROLLBACK").ReadAll()
	return err
}

// several runs statements without arguments, in one message.
func (p *pipe) several(statements string) error {
	if err := p.send(); err != nil {
		return err
	}
	_, err := p.conn.PgConn().Exec(background, statements).ReadAll()
	return err
}

// outcome is what became of a statement that waits, known once somebody asks.
type outcome struct {
	pipe *pipe
	tag  pgconn.CommandTag
}

func (o *outcome) LastInsertId() (int64, error) { return 0, errors.New("db: ids are made here") }

func (o *outcome) RowsAffected() (int64, error) {
	err := o.pipe.send()
	return o.tag.RowsAffected(), err
}

// ExecContext implements driver.ExecerContext.
func (p *pipe) ExecContext(_ context.Context, q string, args []driver.NamedValue) (driver.Result, error) {
	if p.noting {
		p.note(q, args, true)
		return driver.RowsAffected(0), nil
	}
	if a, err := p.turn(q, args); a != nil || err != nil {
		return a, err
	}
	o := &outcome{pipe: p}
	p.wait.Queue(numberMarks(q), valuesOf(args)...).Exec(func(tag pgconn.CommandTag) error {
		o.tag = tag
		return nil
	})
	if p.begun {
		return o, nil
	}
	return o, p.send()
}

// QueryContext implements driver.QueryerContext. The rows are gathered before it answers, so that whoever reads them may
// ask further questions meanwhile.
func (p *pipe) QueryContext(ctx context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	if p.stream {
		if err := p.send(); err != nil {
			return nil, err
		}
		rows, err := p.conn.Query(background, numberMarks(q), valuesOf(args)...)
		if err != nil {
			return nil, err
		}
		s := &streamed{rows: rows, more: rows.Next()}
		if !s.more {
			return s, rows.Err()
		}
		return s, nil
	}
	g := &gathered{}
	if p.noting {
		p.note(q, args, false)
		return g, nil
	}
	if a, err := p.turn(q, args); a != nil || err != nil {
		return a, err
	}
	if p.single {
		if p.heard {
			return nil, errOneMessage
		}
		return g, p.ask(g, numberMarks(q), valuesOf(args))
	}
	p.wait.Queue(numberMarks(q), valuesOf(args)...).Query(g.read)
	return g, p.send()
}

// ask asks the one question there is.
func (p *pipe) ask(g *gathered, q string, args []any) error {
	rows, err := p.conn.Query(background, q, args...)
	if err == nil {
		err = g.read(rows)
		rows.Close()
	}
	if err == nil || refusal(err) {
		p.heard = true
	}
	return err
}

// errOneMessage is a fault of ours: what asks again may see another state. It has to be a Read, or tell all ahead.
var errOneMessage = errors.New("db: a further question without a transaction")

func valuesOf(args []driver.NamedValue) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a.Value
	}
	return out
}

// gathered are the rows of a question, all of them.
type gathered struct {
	columns []string
	rows    [][]any
}

func (g *gathered) read(rows pgx.Rows) error {
	if err := rows.Err(); err != nil {
		return err
	}
	fields := rows.FieldDescriptions()
	g.columns = names(rows)
	for rows.Next() {
		row, ok := valuesOfRow(fields, rows.RawValues())
		if !ok {
			var err error
			if row, err = rows.Values(); err != nil {
				return err
			}
		}
		g.rows = append(g.rows, row)
	}
	return rows.Err()
}

// valuesOfRow reads the types that the books have, which pgx would look up value by value. It answers false where there is
// another one.
func valuesOfRow(fields []pgconn.FieldDescription, raw [][]byte) ([]any, bool) {
	row := make([]any, len(raw))
	for i, b := range raw {
		f := &fields[i]
		switch {
		case b == nil:
		case f.DataTypeOID == pgtype.Int8OID && f.Format == pgx.BinaryFormatCode:
			row[i] = int64(binary.BigEndian.Uint64(b))
		case f.DataTypeOID == pgtype.TextOID:
			row[i] = string(b)
		case f.DataTypeOID == pgtype.ByteaOID && f.Format == pgx.BinaryFormatCode:
			row[i] = bytes.Clone(b)
		default:
			return nil, false
		}
	}
	return row, true
}

func (g *gathered) Columns() []string { return g.columns }
func (g *gathered) Close() error      { return nil }

func (g *gathered) Next(to []driver.Value) error {
	if len(g.rows) == 0 {
		return io.EOF
	}
	fillRow(to, g.rows[0])
	g.rows = g.rows[1:]
	return nil
}

// streamed are rows that come while they are read.
type streamed struct {
	rows pgx.Rows
	more bool // the row that is next has come
}

func (s *streamed) Columns() []string { return names(s.rows) }

func (s *streamed) Close() error {
	s.rows.Close()
	return nil
}

func (s *streamed) Next(to []driver.Value) error {
	if !s.more {
		if err := s.rows.Err(); err != nil {
			return err
		}
		return io.EOF
	}
	v, err := s.rows.Values()
	if err != nil {
		return err
	}
	fillRow(to, v)
	s.more = s.rows.Next()
	return nil
}

func names(rows pgx.Rows) []string {
	fields := rows.FieldDescriptions()
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Name
	}
	return out
}

// fillRow hands on values as database/sql knows them.
func fillRow(to []driver.Value, from []any) {
	for i, v := range from {
		switch v := v.(type) {
		case int32:
			to[i] = int64(v)
		case int16:
			to[i] = int64(v)
		default:
			to[i] = v
		}
	}
}

// pipeOf answers the pipe of a connection, which it is good for as long as the connection is lent.
func pipeOf(c *sql.Conn) (w *pipe, err error) {
	err = within(c, func(p *pipe) error { w = p; return nil })
	return w, err
}

// within runs fn on the pipe of a connection.
func within(c *sql.Conn, fn func(*pipe) error) error {
	return c.Raw(func(conn any) error { return fn(conn.(*pipe)) })
}

// numberMarks turns SQLite's marks for arguments, ?N and ?, into PostgreSQL's $N. A bare mark has the number after the
// largest before it, as in SQLite; one within quotes is none. Each text is turned once.
func numberMarks(q string) string {
	if known, ok := numbered.Load(q); ok {
		return known.(string)
	}
	out := markNumbers(q)
	numbered.Store(q, out)
	return out
}

var numbered sync.Map

func markNumbers(q string) string {
	var b strings.Builder
	most, from := 0, 0
	for i := 0; i < len(q); i++ {
		switch q[i] {
		case '\'', '"':
			end := strings.IndexByte(q[i+1:], q[i])
			if end < 0 {
				i = len(q)
				break
			}
			i += end + 1
		case '?':
			b.WriteString(q[from:i])
			n := 0
			for from = i + 1; from < len(q) && '0' <= q[from] && q[from] <= '9'; from++ {
				n = n*10 + int(q[from]-'0')
			}
			if from == i+1 {
				n = most + 1
			}
			most = max(most, n)
			fmt.Fprintf(&b, "$%d", n)
			i = from - 1
		}
	}
	return b.String() + q[from:]
}
