package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/handlers/worker"
)

// benchChildCommand runs one of the servers that bench measures and drill tries, in a process of its own. It is not for
// people.
var benchChildCommand = command{"bench-child", "", "", benchChild}

var benchSecret = []byte(strings.Repeat("bench-only-", 4))

func benchChild(ctx context.Context, c *call) error {
	kind := c.String("kind", "", "")
	core := c.Int("core", -1, "")
	letters := c.String("letters", "", "") // the file that takes what the club sends; "": it sends nothing
	if _, err := c.parse(0); err != nil {
		return err
	}
	pin(*core)
	if *kind == "bare" {
		var job bareJob
		if err := json.NewDecoder(os.Stdin).Decode(&job); err != nil {
			return err
		}
		r, err := bareLoop(ctx, *c.db, job)
		if err != nil {
			return err
		}
		return json.NewEncoder(c.out).Encode(r)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Fprintln(c.out, listener.Addr())
	switch *kind {
	case "hello":
		return serveUntil(ctx, listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "Hello, World!")
		}))
	case "club":
		log, flush := newLog(c.err)
		defer flush()
		store, err := db.Open(ctx, db.Options{URL: *c.db, Secret: benchSecret, Log: log})
		if err != nil {
			return err
		}
		defer store.Close()
		base, _ := url.Parse("http://" + listener.Addr().String())
		app := web.New(store, web.Settings{Base: base}, log)
		run := club{app: app, listener: listener}
		if *letters != "" {
			box, err := openLetterBox(*letters)
			if err != nil {
				return err
			}
			run.mail, run.sms = box, box
		}
		return runClub(ctx, run)
	}
	return usageError("unknown kind " + *kind)
}

// letterBox is a sender that takes each letter for sent once a line of it stands in its file.
type letterBox struct{ file *os.File }

func openLetterBox(path string) (letterBox, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	return letterBox{f}, err
}

func (b letterBox) Send(_ context.Context, l worker.Letter) error {
	_, err := b.file.WriteString(l.To + "\t" + strconv.Quote(l.Text) + "\n")
	return err
}

func serveUntil(ctx context.Context, l net.Listener, h http.Handler) error {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: headerWithin}
	go func() {
		<-ctx.Done()
		srv.Close()
	}()
	if err := srv.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// child is a running server process.
type child struct {
	cmd     *exec.Cmd
	address string
	started time.Duration // from its start to its first answer
	alone   bool          // it keeps to a core of its own
}

// install copies this binary into dir and has the children run that, read from the disk as after a boot. What the linker has
// just written lies in the kernel's memory in pieces so large that a process is charged for 8 MB more.
func install(dir string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	content, err := os.ReadFile(self)
	if err != nil {
		return err
	}
	installed = filepath.Join(dir, "clubhouse")
	if err := os.WriteFile(installed, content, 0o700); err != nil {
		return err
	}
	return forget(installed)
}

// installed is the binary that children run; "" is this one.
var installed string

// startChild starts a server and waits for its first answer.
func startChild(kind, database string, core int, more ...string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if installed != "" {
		self = installed
	}
	logs, err := os.CreateTemp("", "clubhouse-bench-*.log")
	if err != nil {
		return nil, err
	}
	defer os.Remove(logs.Name())
	cmd := exec.Command(self, append([]string{"bench-child", "--kind", kind, "--db", database, "--core", strconv.Itoa(core)}, more...)...)
	cmd.Stderr = logs
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c := &child{cmd: cmd, alone: core >= 0}
	if _, err := fmt.Fscanln(out, &c.address); err != nil {
		_ = cmd.Process.Kill()
		return nil, fmt.Errorf("the %s server did not start: %w", kind, err)
	}
	conn, err := dialBench(c.address)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if _, err := conn.do(get("/healthz", "")); err != nil {
		return nil, err
	}
	c.started = time.Since(start)
	return c, nil
}

func (c *child) stop() {
	_ = c.cmd.Process.Signal(os.Interrupt)
	_ = c.cmd.Wait()
}

// kill ends the process at once, so that it closes nothing in order, and waits until it is gone.
func (c *child) kill() {
	_ = c.cmd.Process.Kill()
	_ = c.cmd.Wait()
}

// cpu answers the processor time that the process has used, from the kernel's account of it.
func (c *child) cpu() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	f := strings.Fields(rest)
	user, _ := strconv.ParseInt(f[11], 10, 64)
	system, _ := strconv.ParseInt(f[12], 10, 64)
	return time.Duration(user+system) * (time.Second / 100)
}

// memory answers the resident bytes of the process.
func (c *child) memory() int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", c.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	pages, _ := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
	return pages * int64(os.Getpagesize())
}

// drive loads the child and notes the processor time that it took.
func (c *child) drive(clients int, lasts time.Duration, next shot) (outcome, error) {
	before := c.cpu()
	all, err := load(c.address, lasts, !c.alone, crowd{clients: clients, next: next})
	if err != nil {
		return outcome{}, err
	}
	all[0].cpu = c.cpu() - before
	return all[0], nil
}

// runBare has a child process run a bare loop on the books at database.
func runBare(database string, core int, job bareJob) (o outcome, err error) {
	self, err := os.Executable()
	if err != nil {
		return o, err
	}
	text, err := json.Marshal(job)
	if err != nil {
		return o, err
	}
	cmd := exec.Command(self, "bench-child", "--kind", "bare", "--db", database, "--core", strconv.Itoa(core))
	cmd.Stdin, cmd.Stderr = bytes.NewReader(text), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return o, err
	}
	var r bareResult
	err = json.Unmarshal(out, &r)
	return outcome{requests: r.Acts, took: r.Took, p50: r.P50, p99: r.P99, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}, err
}
