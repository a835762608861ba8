package db

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"errors"
	"slices"
)

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
	var t *telling
	if err := c.Raw(func(conn any) error { t = conn.(teller).tell(); return nil }); err != nil || t.kept {
		return true // the error is met with by whoever asks
	}
	*t = telling{noting: true}
	defer func() { t.noting = false }()
	fn()
	return true
}

// telling is what a connection has been told ahead.
type telling struct {
	noting bool     // what comes is told ahead, and asked later
	told   []*asked // what was told ahead and has not had its turn
	sent   bool     // they have been sent
	kept   bool     // they have been answered in an earlier reading
	failed error    // of what sent them
}

// answers are what a reading has been answered and has not asked for: they are a later one's, which sees the same state.
type answers struct {
	now  int64
	told []*asked
}

// keep answers what was told ahead and not asked for by this reading, or nil where nothing was.
func (rx *Rx) keep() *answers {
	c, ok := rx.db.(*sql.Conn)
	if !ok {
		return nil
	}
	a := &answers{now: rx.Now}
	_ = c.Raw(func(conn any) error {
		if t, ok := conn.(teller); ok && t.tell().sent {
			a.told = t.tell().told
		}
		return nil
	})
	if a.told == nil {
		return nil
	}
	return a
}

// teller is a connection that can be told ahead.
type teller interface{ tell() *telling }

func (t *telling) tell() *telling { return t }

// note takes down a statement.
func (t *telling) note(a *asked) { t.told = append(t.told, a) }

// unasked tells whether something was written that nobody has asked for in its turn.
func (t *telling) unasked() bool {
	return t.sent && slices.ContainsFunc(t.told, func(a *asked) bool { return a.writes })
}

// errUnasked is a fault of ours: an act that is over has told a change ahead and not made it.
var errUnasked = errors.New("db: a change was told ahead, and is not the act's")

// turn answers the statement that was told ahead, or nil where this is another one: what has been passed over will not
// be asked any more. The first time it sends that one and all after it.
func (t *telling) turn(q string, args []driver.NamedValue, send func([]*asked) error) (*asked, error) {
	for i, a := range t.told {
		if a.q != q || !sameArgs(a.args, args) {
			continue
		}
		if !t.sent {
			t.sent, t.failed = true, send(t.told[i:])
		}
		if t.failed != nil {
			return nil, t.failed
		}
		t.told = t.told[i+1:]
		return a, nil
	}
	return nil, nil
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
