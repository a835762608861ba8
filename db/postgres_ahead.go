package db

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// asked is a statement that goes out before its turn.
type asked struct {
	q      string
	args   []driver.NamedValue
	writes bool
	gathered
	outcome
}

// ahead tells what will be asked, none of which depends on an answer: fn asks it all, of nobody, who answers with no rows
// and no change. The statements then go to PostgreSQL in one message as soon as the first of them is asked in earnest,
// where each for itself would go there and back. What is asked otherwise than it was told is asked when its turn comes.
// On SQLite, which is not far away, nothing is told, and ahead answers false. What was told earlier and not asked is
// forgotten.
func (rx *Rx) ahead(fn func()) (far bool) {
	c, ok := rx.db.(*sql.Conn)
	if _, far := rx.s.books.(*postgres); !far || !ok {
		return false
	}
	note := func(on bool) {
		_ = within(c, func(w *pipe) error {
			if w.noting = on; on {
				w.told, w.sent = nil, false
			}
			return nil
		})
	}
	note(true)
	defer note(false)
	fn()
	return true
}

// note takes down a statement.
func (p *pipe) note(q string, args []driver.NamedValue, writes bool) {
	p.told = append(p.told, &asked{q: q, args: args, writes: writes || strings.Contains(q, "RETURNING"), outcome: outcome{pipe: p}})
}

// unasked tells whether something was written that nobody has asked for in its turn.
func (p *pipe) unasked() bool {
	return p.sent && slices.ContainsFunc(p.told, func(a *asked) bool { return a.writes })
}

// errUnasked is a fault of ours: an act that is over has told a change ahead and not made it.
var errUnasked = errors.New("db: a change was told ahead, and is not the act's")

// turn answers the statement that was sent ahead, or nil where this is another one: what has been passed over will
// not be asked any more.
func (p *pipe) turn(q string, args []driver.NamedValue) (*asked, error) {
	if p.single && p.heard && !p.sent {
		return nil, errOneMessage
	}
	for i, a := range p.told {
		if a.q != q || !sameArgs(a.args, args) {
			continue
		}
		if !p.sent {
			p.sent = true
			for _, b := range p.told[i:] {
				p.wait.Queue(numberMarks(b.q), valuesOf(b.args)...).Query(b.read)
			}
			if err := p.send(); err != nil {
				return nil, err
			}
		}
		p.told = p.told[i+1:]
		return a, nil
	}
	return nil, nil
}

// read takes what the server answers.
func (a *asked) read(rows pgx.Rows) error {
	if err := a.gathered.read(rows); err != nil {
		return err
	}
	a.tag = rows.CommandTag()
	return nil
}

func sameArgs(a, b []driver.NamedValue) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, isBytes := a[i].Value.([]byte)
		if y, ok := b[i].Value.([]byte); isBytes || ok {
			if !isBytes || !ok || !bytes.Equal(x, y) {
				return false
			}
		} else if a[i].Value != b[i].Value {
			return false
		}
	}
	return true
}
