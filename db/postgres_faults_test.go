package db

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"clubhouse/db/cluster"
	"clubhouse/db/cluster/clustertest"

	"github.com/jackc/pgx/v5"
)

func onlyPostgres(t testing.TB) {
	t.Helper()
	if testServer == "" {
		t.Skip("skipped: about PostgreSQL")
	}
}

// What cannot serve as the books is told clearly, and is not touched.
func TestOpenPostgresRefuses(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	foreign := clustertest.Database(t, "")
	other := must(pgx.Connect(ctx, foreign))(t)
	defer other.Close(ctx)
	must(other.Exec(ctx, "CREATE TABLE mine (id INT); CREATE TABLE club (id INT)"))(t)
	if err := openErr(t, foreign); !errors.Is(err, ErrForeign) {
		t.Errorf("foreign: %v", err)
	}
	n := 0
	must(0, other.QueryRow(ctx, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&n))(t)
	if n != 2 {
		t.Errorf("%d tables in what is another program's", n)
	}
	newer := newDatabase(t)
	later := must(pgx.Connect(ctx, newer))(t)
	defer later.Close(ctx)
	must(later.Exec(ctx, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, true)"))(t)
	if err := openErr(t, newer); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "9999") {
		t.Errorf("newer: %v", err)
	}
	u := must(url.Parse(newer))(t)
	u.Path = "/club_test_none"
	u.User = url.UserPassword(u.User.Username(), "hush-hush")
	if err := openErr(t, u.String()); err == nil || strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), "club_test_none") {
		t.Errorf("no such database: %v", err)
	}
}

// Many processes that start at once on an empty database bring it up together.
func TestOpenTogether(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	at := clustertest.Database(t, "")
	errs := make(chan error)
	for range 4 {
		go func() {
			s, err := Open(ctx, Options{URL: at, Secret: testSecret})
			if err == nil {
				err = s.Close()
			}
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

// The ledger refuses to be changed, also by whoever comes past the Store, and no process has another's number.
func TestPostgresGuards(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error { return tx.earn(m.Member, RuleJoin, 1, 5) }))(t)
	for _, q := range []string{"UPDATE point_entries SET points = 6", "DELETE FROM point_movements", "UPDATE audit SET at = 0", "DELETE FROM audit"} {
		if _, err := rawDB(w.Store).ExecContext(ctx, q); err == nil || !strings.Contains(err.Error(), "immutable") {
			t.Errorf("%s: %v", q, err)
		}
	}
	numbers := map[int64]bool{}
	for _, s := range []*Store{w.Store, w.beside().Store, w.beside().Store} {
		numbers[s.books.(*postgres).slot.n] = true
	}
	if len(numbers) != 3 {
		t.Errorf("three processes have the numbers %v", numbers)
	}
}

// An act whose statement failed does not stand, though the act passes the error over.
func TestErrorPassedOver(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	err := w.Write(ctx, SystemActor, func(tx *Tx) error {
		err := note(tx, "before")
		_, _ = tx.db.ExecContext(background, "SELECT 1/0")
		return err
	})
	if err == nil || w.noted("before") != 0 {
		t.Errorf("a statement that waits: %v, %d rows", err, w.noted("before"))
	}
	err = w.Write(ctx, SystemActor, func(tx *Tx) error {
		err := note(tx, "before")
		_ = tx.db.QueryRowContext(background, "SELECT 1/0").Scan(new(int64))
		return err
	})
	if KindOf(err) != Busy || w.noted("before") != 0 {
		t.Errorf("a question: %v, %d rows", err, w.noted("before"))
	}
}

// A server that goes away is Busy at once, and when it is back all goes on without a restart.
func TestPostgresGone(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	c, err := cluster.Start(true)
	if errors.Is(err, cluster.ErrNone) {
		t.Skipf("skipped: %v", err)
	}
	must(0, err)(t)
	defer c.Stop()
	w := bareWorld(t)
	w.Store = must(Open(ctx, Options{URL: c.URL("postgres"), Secret: testSecret, Log: w.log}))(t)
	defer w.Close()
	write := func(name string) error {
		return w.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, name) })
	}
	for round := range 2 {
		must(0, write(fmt.Sprint("before", round)))(t)
		must(0, c.Down())(t)
		for range 3 {
			if err := write("lost"); KindOf(err) != Busy {
				t.Errorf("a write to a server that is gone: %v", err)
			}
			if err := w.Check(ctx); KindOf(err) != Busy {
				t.Errorf("a probe of a server that is gone: %v", err)
			}
		}
		must(0, c.Up())(t)
		if err := errors.Join(write("after"), w.Check(ctx)); err != nil {
			t.Errorf("when it is back: %v", err)
		}
	}
	if w.noted("before0") != 1 || w.noted("before1") != 1 || w.noted("after") != 2 || w.noted("lost") != 0 {
		t.Error("the books are not as they were acknowledged")
	}
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if w.rows("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'") == 1 {
			break
		} else if time.Now().After(until) {
			t.Fatal("the process never takes a number again")
		}
	}
}

// wire stands between a store and its server, and cuts the connection at the message that it is told to look for.
type wire struct {
	url  string
	cut  atomic.Pointer[string] // the statement that the message holds, once it has been prepared
	late atomic.Bool            // the message still goes out; only its answer is lost
}

func newWire(t *testing.T, to, near string) *wire {
	t.Helper()
	config := must(pgx.ParseConfig(to))(t)
	network, address := pgxAddress(config)
	host, port, at := "127.0.0.1", int(config.Port), "127.0.0.1:0"
	if near == "unix" {
		host = must(os.MkdirTemp("", "club-wire"))(t) // short, as a socket's path must be
		t.Cleanup(func() { os.RemoveAll(host) })
		at = filepath.Join(host, fmt.Sprintf(".s.PGSQL.%d", port))
	}
	l := must(net.Listen(near, at))(t)
	t.Cleanup(func() { l.Close() })
	if a, ok := l.Addr().(*net.TCPAddr); ok {
		port = a.Port
	}
	u := must(url.Parse(to))(t)
	q := u.Query()
	q.Set("host", host)
	q.Set("port", fmt.Sprint(port))
	q.Set("sslmode", "disable")
	u.Host, u.RawQuery = "", q.Encode()
	w := &wire{url: u.String()}
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial(network, address)
			if err != nil {
				near.Close()
				continue
			}
			go w.carry(near, far)
			go func() {
				defer near.Close()
				defer far.Close()
				piece := make([]byte, 1<<16)
				for {
					n, err := far.Read(piece)
					if err != nil {
						return
					}
					if _, err := near.Write(piece[:n]); err != nil {
						return
					}
				}
			}()
		}
	}()
	return w
}

func pgxAddress(c *pgx.ConnConfig) (network, address string) {
	if strings.HasPrefix(c.Host, "/") {
		return "unix", filepath.Join(c.Host, fmt.Sprintf(".s.PGSQL.%d", c.Port))
	}
	return "tcp", net.JoinHostPort(c.Host, fmt.Sprint(c.Port))
}

// parsed is what a message says of a statement that it has prepared: its name between zeros, and the first line of its text.
var parsed = regexp.MustCompile(`(c[0-9]+\x00)([A-Z][^\x00\n]*)`)

func (w *wire) carry(near, far net.Conn) {
	defer near.Close()
	defer far.Close()
	piece := make([]byte, 1<<16)
	names := map[string][]byte{} // of the prepared statements, by their texts
	for {
		n, err := near.Read(piece)
		if err != nil {
			return
		}
		for _, m := range parsed.FindAllSubmatch(piece[:n], -1) {
			names[string(m[2])] = append([]byte{0}, m[1]...)
		}
		cut := w.cut.Load()
		if cut != nil && names[*cut] != nil && bytes.Contains(piece[:n], names[*cut]) && w.cut.CompareAndSwap(cut, nil) {
			if w.late.Load() {
				near.Close() // nobody is there to take the answer
				_, _ = far.Write(piece[:n])
				time.Sleep(100 * time.Millisecond)
			}
			return
		}
		if _, err := far.Write(piece[:n]); err != nil {
			return
		}
	}
}

// A commit whose answer is lost stands once; one that was lost on its way is made again, once.
func TestLostCommit(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	line := newWire(t, w.url(), "unix")
	s := must(Open(ctx, Options{URL: line.url, Secret: testSecret, Log: w.log}))(t)
	defer s.Close()
	plain := func(name string) error {
		return s.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, name) })
	}
	commit, begin := "COMMIT", beginWriting
	for _, c := range []struct {
		name string
		cut  *string
		late bool
		runs int32
	}{{"answer lost", &commit, true, 1}, {"lost on its way", &commit, false, 2}, {"lost before it began", &begin, false, 2}, {"begun, answer lost", &begin, true, 2}} {
		must(0, plain("warm"))(t) // its statements have been prepared now, and go by their names
		var runs, after atomic.Int32
		line.late.Store(c.late)
		line.cut.Store(c.cut)
		err := s.Write(ctx, SystemActor, func(tx *Tx) error {
			runs.Add(1)
			tx.AfterCommit(func() { after.Add(1) })
			return note(tx, c.name)
		})
		if err != nil || w.noted(c.name) != 1 || runs.Load() != c.runs || after.Load() != 1 {
			t.Errorf("%s: %v; %d rows, run %d times, told %d times", c.name, err, w.noted(c.name), runs.Load(), after.Load())
		}
		if line.cut.Load() != nil {
			t.Errorf("%s: nothing was cut", c.name)
		}
	}
}

// Connections that the server has ended while nobody used them are replaced, and nobody hears of it.
func TestConnectionsEnded(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	for _, network := range []string{"unix", "tcp"} {
		s := must(Open(ctx, Options{URL: newWire(t, w.url(), network).url, Secret: testSecret, Log: w.log}))(t)
		defer s.Close()
		for round := range 3 {
			hold := make(chan bool)
			var reading sync.WaitGroup
			for range 6 { // so many connections
				reading.Go(func() {
					_ = s.Read(ctx, func(rx *Rx) error { <-hold; _, err := rx.GetClub(background); return err })
				})
			}
			close(hold)
			reading.Wait()
			must(rawDB(w.Store).ExecContext(ctx, "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'clubhouse'"))(t)
			time.Sleep(50 * time.Millisecond)
			name := fmt.Sprint("ended ", network, round)
			for range 8 {
				if err := s.Check(ctx); err != nil {
					t.Errorf("%s: a reading: %v", name, err)
				}
				if err := s.Write(ctx, SystemActor, func(tx *Tx) error { return note(tx, name) }); err != nil {
					t.Errorf("%s: an act: %v", name, err)
				}
			}
			if n := w.noted(name); n != 8 {
				t.Errorf("%s: %d rows", name, n)
			}
		}
	}
}

// An act that the server carries through while it is told to end the connection stands, and is told so.
func TestEndedInCommit(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	c, err := cluster.Start(true)
	if errors.Is(err, cluster.ErrNone) {
		t.Skipf("skipped: %v", err)
	}
	must(0, err)(t)
	defer c.Stop()
	w := bareWorld(t)
	w.Store = must(Open(ctx, Options{URL: c.URL("postgres") + "&commit_delay=100000&commit_siblings=0", Secret: testSecret, Log: w.log}))(t)
	defer w.Close()
	other := must(sql.Open("pgx", c.URL("postgres")))(t)
	defer other.Close()
	for round := range 3 {
		name := fmt.Sprint("told to end ", round)
		var runs, after atomic.Int32
		var killers sync.WaitGroup // late ones would meet the next round
		err := w.Write(ctx, SystemActor, func(tx *Tx) error {
			runs.Add(1)
			tx.AfterCommit(func() { after.Add(1) })
			var pid int64
			if err := tx.db.QueryRowContext(background, "SELECT pg_backend_pid()").Scan(&pid); err != nil {
				return err
			}
			killers.Go(func() {
				time.Sleep(70 * time.Millisecond)
				_, _ = other.ExecContext(ctx, "SELECT pg_terminate_backend($1)", pid)
			})
			return note(tx, name)
		})
		killers.Wait()
		if n := w.noted(name); err != nil || n != 1 || after.Load() != 1 {
			t.Errorf("%s: %v; %d rows, run %d times, told %d times", name, err, n, runs.Load(), after.Load())
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// A panic on the way to the server is the act's or the reading's own error: what follows finds a connection.
func TestPanicInMessage(t *testing.T) {
	onlyPostgres(t)
	t.Parallel()
	w := bareWorld(t)
	const broken = "SELECT CAST(?1 AS BIGINT) + 40"
	question := func(rx *Rx) (n int64, err error) {
		return n, rx.db.QueryRowContext(background, broken, 2).Scan(&n)
	}
	for range 2 * mostConns {
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error {
			if err := within(tx.db.(*sql.Conn), func(p *pipe) error { p.prepared[broken] = &stmt{}; return nil }); err != nil {
				return err
			}
			_, err := question(&tx.Rx)
			return err
		}); err == nil || !strings.Contains(err.Error(), "panic in a message") {
			t.Fatalf("a panic: %v", err)
		}
	}
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error {
		n, err := question(&tx.Rx)
		if n != 42 {
			t.Errorf("answered %d", n)
		}
		return err
	}))(t)
}
