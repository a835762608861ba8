package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"clubhouse/db"
	"clubhouse/db/cluster"
	"clubhouse/db/sqlcdb"
)

// TestMain lets the test binary be the club itself, for tests that start and stop its process.
func TestMain(m *testing.M) {
	if os.Getenv("CLUB_TEST_MAIN") != "" {
		main()
	}
	os.Exit(m.Run())
}

// process is a running `clubhouse serve`.
type process struct {
	t   *testing.T
	cmd *exec.Cmd
	env []string
}

func serveProcess(t *testing.T, database, base string, socket *os.File, env ...string) *process {
	t.Helper()
	p := &process{t: t, env: append(append(os.Environ(), "CLUB_TEST_MAIN=1", "CLUB_SECRET="+string(benchSecret), "CLUB_DATABASE_URL="+database,
		"CLUB_BASE_URL="+base, "CLUB_SMS_URL=http://127.0.0.1:1/"), env...)}
	p.start(socket)
	t.Cleanup(func() { _ = p.cmd.Process.Kill(); _ = p.cmd.Wait() })
	return p
}

func (p *process) start(socket *os.File) {
	p.t.Helper()
	// A shell sets what systemd would: the number that the process will have.
	p.cmd = exec.Command("/bin/sh", "-c", `LISTEN_PID=$$ exec "$0" serve`, os.Args[0])
	p.cmd.Env = p.env
	if socket != nil {
		p.cmd.ExtraFiles = []*os.File{socket}
		p.cmd.Env = append(p.cmd.Env, "LISTEN_FDS=1")
	}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
}

// stop asks the process to end as systemd and container engines do, and waits until it has.
func (p *process) stop() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("the club ended with %v", err)
	}
}

func awaitOK(t *testing.T, url string) {
	t.Helper()
	client := http.Client{Timeout: 2 * time.Second}
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if res, err := client.Get(url); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return
			}
		}
	}
	t.Fatal("the club never answered at " + url)
}

// claims has clients claim without end, each act on a connection of its own, until stopped; it answers how many were
// acknowledged and what was lost.
func claims(base string, b *benchClub) (stop func() (acknowledged int64, lost []string)) {
	var ended atomic.Bool
	var done atomic.Int64
	var mu sync.Mutex
	var lost []string
	client := http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := 0; !ended.Load(); n++ {
				req, _ := http.NewRequest(http.MethodPost, fmt.Sprintf("%s/offers/%d/claims", base, b.offer), strings.NewReader(fmt.Sprintf("key=restart-%06d-%09d", i, n)))
				req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				req.Header.Set("Cookie", b.members[i])
				res, err := client.Do(req)
				why := ""
				if err != nil {
					why = err.Error()
				} else {
					_, _ = io.Copy(io.Discard, res.Body)
					res.Body.Close()
					if res.StatusCode != http.StatusSeeOther {
						why = res.Status
					}
				}
				if why == "" {
					done.Add(1)
					continue
				}
				mu.Lock()
				lost = append(lost, why)
				mu.Unlock()
			}
		})
	}
	return func() (int64, []string) {
		ended.Store(true)
		wg.Wait()
		return done.Load(), lost
	}
}

func vouchersIn(t *testing.T, database string, b *benchClub) (n int64) {
	t.Helper()
	store, err := db.Open(context.Background(), db.Options{URL: database, Secret: benchSecret})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if err := store.Read(context.Background(), func(rx *db.Rx) error {
		for _, id := range b.ids {
			r, err := rx.CountVouchers(bg, sqlcdb.CountVouchersParams{MemberID: id, OfferID: b.offer})
			if err != nil {
				return err
			}
			n += r.N
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// A club on one file whose socket is held for it loses nobody while its process ends and the next begins.
func TestRestartLosesNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "club.db")
	b, err := fillBench(t.Context(), file, 8, 0)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	socket, err := l.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	base := "http://" + l.Addr().String()
	p := serveProcess(t, file, base, socket)
	awaitOK(t, base+"/healthz")
	stop := claims(base, b)
	for range 3 {
		time.Sleep(300 * time.Millisecond)
		p.stop()
		p.start(socket)
	}
	time.Sleep(300 * time.Millisecond)
	acknowledged, lost := stop()
	if len(lost) > 0 || acknowledged == 0 {
		t.Errorf("%d acknowledged, %d lost: %q", acknowledged, len(lost), lost[:min(3, len(lost))])
	}
	p.stop()
	if n := vouchersIn(t, file, b); n != acknowledged {
		t.Errorf("%d acknowledged, %d in the books", acknowledged, n)
	}
}

// Two processes on PostgreSQL behind the proxy of .deploy, restarted one after the other, lose nobody.
func TestRollingRestart(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("haproxy"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("haproxy is not installed")
		}
		t.Skip("skipped: haproxy is not installed")
	}
	c, err := cluster.Start(false)
	if errors.Is(err, cluster.ErrNone) && os.Getenv("CI") == "" {
		t.Skipf("skipped: %v", err)
	} else if err != nil {
		t.Fatal(err)
	}
	defer c.Stop()
	database := c.URL("postgres")
	b, err := fillBench(t.Context(), database, 8, 0)
	if err != nil {
		t.Fatal(err)
	}
	proxy, one, two := freeAddress(t), freeAddress(t), freeAddress(t)
	config, err := os.ReadFile("../../.deploy/haproxy.cfg")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("bind :8080", "bind "+proxy, "club1:8080", one, "club2:8080", two).Replace(string(config))
	path := filepath.Join(t.TempDir(), "haproxy.cfg")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	base := "http://" + proxy
	env := []string{"CLUB_DRAIN=2", "CLUB_TRUSTED_PROXIES=127.0.0.1"}
	processes := []*process{
		serveProcess(t, database, base, nil, append(env, "CLUB_ADDRESS="+one)...), serveProcess(t, database, base, nil, append(env, "CLUB_ADDRESS="+two)...),
	}
	awaitOK(t, "http://"+one+"/readyz")
	awaitOK(t, "http://"+two+"/readyz")
	ha := exec.CommandContext(t.Context(), "haproxy", "-f", path)
	ha.Stderr = os.Stderr
	if err := ha.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ha.Process.Kill(); _ = ha.Wait() }()
	awaitOK(t, base+"/healthz")
	stop := claims(base, b)
	for i, p := range processes {
		time.Sleep(300 * time.Millisecond)
		p.stop()
		p.start(nil)
		awaitOK(t, "http://"+[]string{one, two}[i]+"/readyz")
		time.Sleep(time.Second) // the proxy asks every half second
	}
	acknowledged, lost := stop()
	if len(lost) > 0 || acknowledged == 0 {
		t.Errorf("%d acknowledged, %d lost: %q", acknowledged, len(lost), lost[:min(3, len(lost))])
	}
	if n := vouchersIn(t, database, b); n != acknowledged {
		t.Errorf("%d acknowledged, %d in the books", acknowledged, n)
	}
}

// freeAddress answers an address at which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
