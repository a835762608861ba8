package web

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// A long body or answer on a slow line goes on while it moves; whoever stops, drips or does not read is let go.
func TestPaced(t *testing.T) {
	t.Parallel()
	const within, pause = 400 * time.Millisecond, 200 * time.Millisecond
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1) // how the handler fared
	long := strings.Repeat("x", 16<<20)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /", func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, "taken")
		ended <- err
	})
	mux.HandleFunc("GET /late", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, long[:5000])
		_ = http.NewResponseController(w).Flush()
		time.Sleep(2 * within)
		_, _ = io.WriteString(w, long[:5000])
		ended <- http.NewResponseController(w).Flush()
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) {
		_, err := io.WriteString(w, long)
		ended <- err
	})
	listener, ctx := Whole(Paced(inner, within))
	srv := &http.Server{Handler: mux, ReadTimeout: within, WriteTimeout: 2 * within, ConnContext: ctx}
	go func() { _ = srv.Serve(listener) }()
	defer srv.Close()
	post := func(n int) string {
		return fmt.Sprintf("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n", n)
	}
	send := func(pieces, size int, headers string) func(net.Conn) {
		return func(c net.Conn) {
			_, _ = io.WriteString(c, strings.Replace(post(pieces*size), "\r\n\r\n", headers+"\r\n\r\n", 1))
			for range pieces {
				time.Sleep(pause)
				if _, err := io.WriteString(c, long[:size]); err != nil {
					return
				}
			}
		}
	}
	ask := func(step int) func(net.Conn) {
		return func(c net.Conn) {
			_ = c.(*net.TCPConn).SetReadBuffer(64 << 10)
			_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
			if step == 0 {
				time.Sleep(3 * within)
				return
			}
			for {
				time.Sleep(pause / 10)
				if _, err := io.CopyN(io.Discard, c, int64(step)); err != nil {
					return
				}
			}
		}
	}
	for name, c := range map[string]struct {
		do    func(net.Conn)
		whole bool
	}{
		"a slow upload": {send(6, readStep, ""), true}, "one that stops": {func(c net.Conn) { _, _ = io.WriteString(c, post(2*readStep)+long[:readStep+1]) }, false},
		"one that drips": {send(20, 100, ""), false}, "a slow reader": {ask(200 << 10), true}, "one that does not read": {ask(0), false},
		"an upload that waits to be asked for": {send(6, readStep, "\r\nExpect: 100-continue"), true},
		"a late answer": {func(c net.Conn) {
			_, _ = io.WriteString(c, "GET /late HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		}, true},
	} {
		conn, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		begun := time.Now()
		done := make(chan struct{})
		go func() {
			c.do(conn)
			close(done)
		}()
		err = <-ended
		took := time.Since(begun)
		<-done
		_ = conn.SetReadDeadline(time.Now().Add(time.Second))
		answer, _ := io.ReadAll(conn)
		conn.Close()
		if c.whole && (err != nil || took < 2*within) || !c.whole && (!errors.Is(err, os.ErrDeadlineExceeded) || took > 3*within) {
			t.Errorf("%s: %v after %v", name, err, took)
		}
		if strings.Contains(name, "upload") && !strings.HasSuffix(string(answer), "taken") {
			t.Errorf("%s was answered %q", name, answer)
		}
	}
}
