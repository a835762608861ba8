package db

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
)

// Kind sorts what can go wrong into what a caller can do about it.
type Kind uint8

// The kinds of an Error. Internal is a fault of ours; the others are answers.
const (
	Internal Kind = iota
	NotFound      // there is no such thing, or not for this actor
	Conflict      // somebody else was first, or the same key came with another request
	Refused       // a rule of the club says no; Reason tells which
	Busy          // the books cannot be used right now; trying again later may work
)

// Reason names a refusal. The sentence for it stands in views/i18n.
type Reason string

// Error is an answer of the books: a kind and reason for the person, the cause for the log.
type Error struct {
	Kind   Kind
	Reason Reason
	Field  string   // the form's field that the reason speaks of, or ""
	Args   []any    // what the reason's sentence is filled with
	More   []*Error // further fields of the same form that are at fault
	Cause  error
}

func (e *Error) Error() string {
	s := string(e.Reason)
	if s == "" {
		s = [...]string{"internal", "not found", "conflict", "refused", "busy"}[e.Kind]
	}
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.Cause }

// KindOf answers the kind of err; Internal for an error that is not an *Error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// ReasonOf answers the reason of err, or "".
func ReasonOf(err error) Reason {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Reason
	}
	return ""
}

func refuse(r Reason, args ...any) *Error { return &Error{Kind: Refused, Reason: r, Args: args} }

func refuseField(field string, r Reason, args ...any) *Error {
	return &Error{Kind: Refused, Reason: r, Field: field, Args: args}
}

// faults are the fields of one form that are at fault, so that all of them are told at once.
type faults []*Error

// when adds the fault of a field where it is wrong.
func (f *faults) when(wrong bool, field string, r Reason, args ...any) {
	if wrong {
		*f = append(*f, refuseField(field, r, args...))
	}
}

// err answers the first fault with the others beside it, or nil where there is none.
func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	f[0].More = f[1:]
	return f[0]
}

// Together answers the faults of single fields as those of one form, and nil where there is none. An error that is not
// a field's goes before them all.
func Together(errs ...error) error {
	var f faults
	for _, err := range errs {
		if e, ok := errors.AsType[*Error](err); ok && e.Kind == Refused && e.Field != "" {
			f = append(append(f, e), e.More...)
		} else if err != nil {
			return err
		}
	}
	return f.err()
}

var errNotFound = &Error{Kind: NotFound}

// Why a file cannot serve as the books.
var (
	ErrForeign = errors.New("this file is not a Clubhouse database")
	ErrNewer   = errors.New("this database was written by a newer version of clubhouse")
)

func isNoRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }

// wrap turns an error of the driver into one of the Store's kinds. It leaves an *Error as it is.
func wrap(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*Error](err); ok {
		return err
	}
	if isNoRows(err) {
		return &Error{Kind: NotFound, Cause: err}
	}
	if e, ok := errors.AsType[sqlite3.Error](err); ok {
		switch e.Code {
		case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrCantOpen, sqlite3.ErrNomem,
			sqlite3.ErrReadonly, sqlite3.ErrCorrupt, sqlite3.ErrNotADB, sqlite3.ErrInterrupt:
			return &Error{Kind: Busy, Cause: err}
		case sqlite3.ErrConstraint:
			if e.ExtendedCode == sqlite3.ErrConstraintUnique || e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey {
				return &Error{Kind: Conflict, Cause: err}
			}
		}
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch class := e.Code[:2]; {
		case !refusal(err), onlyReading(e):
			return &Error{Kind: Busy, Cause: err}
		case e.Code == "23505":
			return &Error{Kind: Conflict, Cause: err}
		// The connection, the transaction, resources, the administrator, the system, a lock that did not come free, and rights
		// that somebody took away.
		case class == "08", class == "40", class == "53", class == "57", class == "58", e.Code == "55P03", e.Code == insufficientPrivilege:
			return &Error{Kind: Busy, Cause: err}
		}
	} else if connectionLost(err) {
		return &Error{Kind: Busy, Cause: err}
	}
	return fmt.Errorf("db: %w", err)
}

// connectionLost tells whether err is that of a connection that could not be had or broke.
func connectionLost(err error) bool {
	if _, ok := errors.AsType[*pgconn.PgError](err); ok {
		return !refusal(err)
	}
	if _, ok := errors.AsType[net.Error](err); ok { // also pgx's own for what it could not connect to
		return true
	}
	for _, e := range []error{driver.ErrBadConn, sql.ErrConnDone, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed} {
		if errors.Is(err, e) {
			return true
		}
	}
	_, ok := errors.AsType[*pgconn.ConnectError](err)
	return ok || pgconn.SafeToRetry(err)
}
