// Package db is the club's books: what is kept, the rules that it keeps, and the acts that change it.
//
// A public method of Store is one whole act of the club (JoinMember, ClaimOffer, RedeemVoucher): it checks the rules
// and writes everything, its audit row included, in one transaction, or nothing. Store.Read and Store.Write are the
// only ways to the database. Instants are unix seconds in UTC, money is in minor units, phones are E.164.
package db

import (
	"context"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"clubhouse/db/sqlcdb"
)

// Options say how to open the books.
type Options struct {
	URL    string           // a path to an SQLite file, file:PATH, or postgres://… for a PostgreSQL database
	Secret []byte           // at least 32 bytes: signs cards, keys one-time codes, seals authenticator secrets
	Clock  func() time.Time // the only clock of the books; time.Now when nil
	Log    *slog.Logger     // slog.Default() when nil

	// Elapsed measures, from any beginning, what commits take; nil: nobody measures.
	Elapsed func() time.Duration
}

// Store is the open books. Its methods may be called by many goroutines.
type Store struct {
	clock func() time.Time
	log   *slog.Logger
	keys  keys
	ids   idMaker
	books books

	cardMACs sync.Pool // of hash.Hash
	club     atomic.Pointer[Club]
	offers   offerShelf
	measures measures
	runs     sync.Map // what this process is at: *liveRun by the run's id
	waking   sync.Mutex
	wake     []chan struct{}
	afterTry func() // tests only: called after each closure of a write, inside the transaction
	mostNow  int    // the homes of an upload that is imported at once; of more a run does. CountMost, but for tests
	rereads  bool   // tests only: each reading runs twice
}

// books is the engine that keeps them. All that differs between SQLite and PostgreSQL is behind it.
type books interface {
	// read reads one state.
	read(ctx context.Context, fn func(*Rx) error) error

	// ask is a read whose fn asks one question, which sees one state by itself, or tells all ahead. answers: what has
	// been answered already, where something has.
	ask(ctx context.Context, answers *answers, fn func(*Rx) error) error
	write(context.Context, Actor, func(*Tx) error) error

	// apart is a write that takes long, and holds up no other where it need not.
	apart(context.Context, Actor, func(*Tx) error) error

	// snapshot is a read that may take long and holds up nobody.
	snapshot(context.Context, func(*Rx) error) error

	// stands tells whether what was opened is still there to be written to.
	stands() error

	// close lets what is under way finish. It may be called again.
	close() error
}

// keys are drawn from the secret, each for one purpose.
type keys struct{ card, code, seal, audit []byte }

// ErrNoSecret is answered by Open for a secret under 32 bytes.
var ErrNoSecret = errors.New("the secret must have at least 32 bytes")

// Open opens the books at o.URL, making the file and bringing the schema up to date where needed. It refuses a file or
// database of another program, one whose schema is newer than this binary knows, and one that cannot be written
// (ErrForeign, ErrNewer, ErrReadOnly).
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := openToWrite(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(s.loadClub(ctx), s.followSeals(ctx)); err != nil {
		return nil, errors.Join(plainly(o.URL, err), s.Close())
	}
	return s, nil
}

// openToWrite is Open for whoever asks nothing of the club itself.
func openToWrite(ctx context.Context, o Options) (*Store, error) {
	s, err := openBooks(ctx, o)
	if err != nil {
		return nil, plainly(o.URL, err)
	}
	if err := s.MayWrite(ctx); err != nil {
		return nil, errors.Join(plainly(o.URL, err), s.Close())
	}
	return s, nil
}

// openBooks is openToWrite for who may also only read; the file of SQLite must be written even so.
func openBooks(ctx context.Context, o Options) (_ *Store, err error) {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	s := &Store{clock: o.Clock, log: o.Log, mostNow: CountMost}
	s.measures.start(o.Elapsed)
	s.ids.process = randomBits(10)
	if len(o.Secret) < 32 {
		return nil, ErrNoSecret
	}
	for _, k := range []struct {
		key   *[]byte
		label string
	}{{&s.keys.card, "card"}, {&s.keys.code, "code"}, {&s.keys.seal, "seal"}, {&s.keys.audit, "audit"}} {
		key, err := hkdf.Key(sha256.New, o.Secret, nil, "clubhouse "+k.label, 32)
		if err != nil {
			return nil, err
		}
		*k.key = key
	}
	s.cardMACs.New = func() any { return hmac.New(sha256.New, s.keys.card) }
	if OnPostgres(o.URL) {
		s.books, err = openPostgres(ctx, o.URL, s)
	} else {
		s.books, err = openSQLite(ctx, strings.TrimPrefix(o.URL, "file:"), s)
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Close finishes the writes under way and closes the books.
func (s *Store) Close() error { return s.books.close() }

// Now answers the time by the Store's clock.
func (s *Store) Now() int64 { return s.clock().Unix() }

// Rx is a reading of the books. All its statements see one state: the newest that was committed when it began, or within
// a write what the transaction has made of it.
type Rx struct {
	*sqlcdb.Queries
	db  sqlcdb.DBTX
	s   *Store
	Now int64

	places []sqlcdb.Community // see communities
}

// Tx is one act's part of a transaction. It is valid inside its closure only.
type Tx struct {
	Rx
	Actor  Actor
	after  []func()
	undoes int64 // the audit row of the edit that this act undoes, or 0
}

// Read runs fn on the books as they stand, unless ctx has ended already: a reading is short and is never broken off in
// its middle. fn must not read or write through the Store again: it would wait for a reader while it holds one. It may be
// run more than once: what it fills, it empties first.
func (s *Store) Read(ctx context.Context, fn func(*Rx) error) error {
	if s.rereads {
		_ = s.books.read(ctx, fn)
	}
	return s.books.read(ctx, fn)
}

// ask is Read for a reading of one question, or of several that are all told ahead, which then goes to PostgreSQL in one
// message.
func (s *Store) ask(ctx context.Context, fn func(*Rx) error) error {
	return s.books.ask(ctx, nil, fn)
}

// askOf is ask for a page of a member, of which some may have been answered with their session. fn may be run twice.
func (s *Store) askOf(ctx context.Context, m *MemberCard, fn func(*Rx) error) error {
	a := m.answers
	m.answers = nil
	return s.books.ask(ctx, a, fn)
}

// Write runs fn in a transaction on behalf of actor and answers after the commit: nil says that the change is on
// disk and survives a loss of power. An error of fn undoes all that fn did, and is answered as it is when it is an
// *Error. fn is pure database work: it may be run more than once, and it must not keep tx. A ctx that ends before
// fn has begun withdraws it; after that the write is carried through whatever becomes of the caller.
// NotFound where the actor's member has left or was merged since their session was looked at.
func (s *Store) Write(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if actor.Member == 0 {
		return s.books.write(ctx, actor, fn)
	}
	return s.books.write(ctx, actor, func(tx *Tx) error {
		if _, err := tx.StillMember(background, tx.Actor.Member); err != nil {
			return err
		}
		return fn(tx)
	})
}

// writeApart is Write for an act that takes long.
func (s *Store) writeApart(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	return s.books.apart(ctx, actor, fn)
}

// call runs fn and turns its panic into an error, so that one faulty act stops nobody else. One that ends its goroutine,
// as a test does that fails, would have all later acts wait for ever: the process ends instead.
func call(fn func(*Tx) error, tx *Tx) (err error) {
	returned := false
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic in a write: %v\n%s", p, debug.Stack())
		} else if !returned {
			panic("db: an act has ended the goroutine that carries it")
		}
	}()
	err = fn(tx)
	if tx.s.afterTry != nil {
		tx.s.afterTry()
	}
	returned = true
	return err
}

// AfterCommit has fn called once the transaction stands. fn must be quick and must not use the books.
func (tx *Tx) AfterCommit(fn func()) { tx.after = append(tx.after, fn) }

// NewID answers an id that is larger than all earlier ones of this process.
func (rx *Rx) NewID() int64 { return rx.s.ids.next(rx.s.clock()) }

// Check tells whether the books are where they should be and can be read, for health probes.
func (s *Store) Check(ctx context.Context) error {
	if err := s.books.stands(); err != nil {
		return &Error{Kind: Busy, Cause: err}
	}
	return s.Read(ctx, func(rx *Rx) error {
		_, err := rx.GetClub(background)
		if isNoRows(err) {
			return nil
		}
		return wrap(err)
	})
}

// CheckWrite tells whether the books can be written, by writing a row of the counters: it waits as long as any act does.
func (s *Store) CheckWrite(ctx context.Context) error {
	return s.Write(ctx, SystemActor, func(tx *Tx) error {
		_, err := probes.hit(tx, "books")
		return err
	})
}

// background is handed to every statement: no cancellable context reaches the database (a cancelled one makes
// SQLite roll back in the middle of a transaction, after which the next statement would commit by itself).
var background = context.Background()
