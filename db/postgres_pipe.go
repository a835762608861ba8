package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// pipe is a connection to PostgreSQL that asks as seldom as it can: within a transaction, what answers no rows waits
// until there is a question, or until somebody asks how many rows it changed, and then all of it goes out in one
// message. A statement's error may so be answered by a later one, or by the commit; whichever it is, nothing stands.
//
// It takes statements in SQLite's words, with ?N or ? for arguments.
type pipe struct {
	*link
	begun  bool   // a transaction, which may be waiting itself
	heard  bool   // an answer of this transaction
	failed error  // of a statement of this transaction, after which nothing of it stands
	number *asked // of a transaction that writes
	stands bool   // the transaction has been committed
	stream bool   // hands rows on as they come, not gathered
	marked bool   // the part of the transaction that is under way can be undone alone, whatever it has done
	begins int    // where in what waits that part begins
	wrote  bool   // something of that part has been sent and has changed a row
	wait   []*asked
	telling
}

// pipes makes them, for database/sql.
type pipes struct{ config *pgx.ConnConfig }

func (p pipes) Driver() driver.Driver { return nil }

func (p pipes) Connect(ctx context.Context) (driver.Conn, error) {
	l, err := connect(ctx, p.config)
	if err != nil {
		return nil, err
	}
	return &pipe{link: l}, nil
}

func (p *pipe) Close() error { return p.link.Close(background) }

// ResetSession is asked before each use: who left a transaction open, or lost the connection, has spoilt it.
func (p *pipe) ResetSession(context.Context) error {
	if p.IsClosed() || p.begun || p.PgConn().TxStatus() != 'I' {
		return driver.ErrBadConn
	}
	p.telling = telling{}
	return nil
}

var errNoPipe = errors.New("db: a pipe neither prepares nor begins; see postgres.turn")

func (p *pipe) Prepare(string) (driver.Stmt, error) { return nil, errNoPipe }
func (p *pipe) Begin() (driver.Tx, error)           { return nil, errNoPipe }

const (
	beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
	beginWriting = "BEGIN ISOLATION LEVEL SERIALIZABLE"
)

// begin begins a transaction with the first statement that goes out.
func (p *pipe) begin(how string) {
	p.begun, p.heard, p.failed, p.number, p.stands, p.stream = true, false, nil, nil, false, false
	p.marked, p.begins, p.wrote, p.telling = false, 0, false, telling{}
	p.queue(how)
	if how == beginWriting {
		p.number = p.queue("SELECT CAST(pg_current_xact_id() AS TEXT), set_config('idle_in_transaction_session_timeout', '20s', true)")
	}
}

// queue has a statement wait until there is a question.
func (p *pipe) queue(q string, args ...driver.NamedValue) *asked {
	a := &asked{q: q, args: args}
	p.wait = append(p.wait, a)
	return a
}

// xact answers the server's number of the transaction, or "" where nothing has been heard of it.
func (p *pipe) xact() string {
	if p.number == nil || len(p.number.rows) == 0 {
		return ""
	}
	return p.number.rows[0][0].(string)
}

// send sends all that waits, and answers the first error.
func (p *pipe) send() error {
	if len(p.wait) == 0 {
		return nil
	}
	err := p.link.send(p.wait)
	for _, a := range p.wait[p.begins:] {
		p.wrote = p.wrote || a.writes && a.tag.RowsAffected() > 0
	}
	p.wait, p.begins = nil, 0
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
	p.queue("SELECT set_config('lock_timeout', ?1, true)", driver.NamedValue{Ordinal: 1, Value: within})
}

// part begins the part of the transaction that one act does. marked: it can be undone alone, which the server takes its
// time for.
func (p *pipe) part(marked bool) {
	p.telling = telling{}
	if p.marked {
		p.queue("RELEASE SAVEPOINT act")
	}
	if p.marked = marked; marked {
		p.queue("SAVEPOINT act")
	}
	p.begins, p.wrote = len(p.wait), false
}

// undoPart undoes what has been done since the part began, or answers false where it would have to be marked for that.
func (p *pipe) undoPart() bool {
	p.telling = telling{}
	if p.marked {
		p.queue("ROLLBACK TO SAVEPOINT act")
		return true
	}
	p.wait = p.wait[:p.begins]
	return !p.wrote
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
	if p.xact() == "" { // by which a commit is found again whose answer is lost
		if err := p.send(); err != nil {
			return false, err
		}
	}
	c := p.queue("COMMIT")
	err = p.send()
	p.stands = c.tag.String() == "COMMIT" // whatever may have come after it on this connection
	if err == nil && !p.stands {
		err = errPassedOver
	}
	p.begun = p.PgConn().TxStatus() != 'I'
	return true, err
}

// errPassedOver says that an act went on after an error of one of its statements: the server has undone the whole.
var errPassedOver = &Error{Kind: Busy, Cause: errors.New("an error of a statement was passed over")}

// rollback ends the transaction so that nothing of it stands.
func (p *pipe) rollback() error {
	p.wait, p.begins, p.begun = nil, 0, false
	if p.PgConn().TxStatus() == 'I' {
		return nil
	}
	_, err := p.PgConn().Exec(background, "ROLLBACK").ReadAll()
	return err
}

// several runs statements without arguments, in one message.
func (p *pipe) several(statements string) error {
	if err := p.send(); err != nil {
		return err
	}
	_, err := p.PgConn().Exec(background, statements).ReadAll()
	return err
}

// outcome is what became of a statement that may wait, known once somebody asks.
type outcome struct {
	pipe *pipe
	*asked
}

func (o outcome) LastInsertId() (int64, error) { return 0, errors.New("db: ids are made here") }

func (o outcome) RowsAffected() (int64, error) {
	err := o.pipe.send()
	return o.tag.RowsAffected(), err
}

// ExecContext implements driver.ExecerContext.
func (p *pipe) ExecContext(_ context.Context, q string, args []driver.NamedValue) (driver.Result, error) {
	if p.noting {
		p.note(&asked{q: q, args: args, writes: true})
		return driver.RowsAffected(0), nil
	}
	if a, err := p.turn(q, args, p.sendAhead); a != nil || err != nil {
		return outcome{p, a}, err
	}
	o := outcome{p, p.queue(q, args...)}
	o.writes = true
	if p.begun {
		return o, nil
	}
	return o, p.send()
}

// QueryContext implements driver.QueryerContext. The rows are gathered before it answers, so that whoever reads them may
// ask further questions meanwhile.
func (p *pipe) QueryContext(_ context.Context, q string, args []driver.NamedValue) (driver.Rows, error) {
	if p.stream {
		return p.streamed(q, args)
	}
	a := &asked{q: q, args: args, writes: strings.Contains(q, "RETURNING")}
	if p.noting {
		p.note(a)
		return a, nil
	}
	if told, err := p.turn(q, args, p.sendAhead); told != nil || err != nil {
		return told, err
	}
	p.wait = append(p.wait, a)
	return a, p.send()
}

// sendAhead sends what was told ahead with what waits.
func (p *pipe) sendAhead(list []*asked) error {
	p.wait = append(p.wait, list...)
	return p.send()
}

// streamed are rows that come while they are read.
type streamed struct {
	rows pgx.Rows
	more bool // the row that is next has come
}

func (p *pipe) streamed(q string, args []driver.NamedValue) (driver.Rows, error) {
	if err := p.send(); err != nil {
		return nil, err
	}
	values := []any{pgx.QueryExecModeDescribeExec}
	for _, a := range args {
		values = append(values, a.Value)
	}
	rows, err := p.Query(background, numberMarks(q), values...)
	if err != nil {
		return nil, err
	}
	s := &streamed{rows: rows, more: rows.Next()}
	if !s.more {
		return s, rows.Err()
	}
	return s, nil
}

func (s *streamed) Columns() []string {
	fields := s.rows.FieldDescriptions()
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Name
	}
	return out
}

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
	for i, v := range v {
		switch v := v.(type) {
		case int32:
			to[i] = int64(v)
		case int16:
			to[i] = int64(v)
		default:
			to[i] = v
		}
	}
	s.more = s.rows.Next()
	return nil
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
