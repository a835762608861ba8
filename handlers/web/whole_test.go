package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
)

// counted counts what goes to the network, below the connections that are tested.
type counted struct {
	net.Conn
	writes *atomic.Int64
}

func (c counted) Write(p []byte) (int, error) {
	c.writes.Add(1)
	return c.Conn.Write(p)
}

// A page goes out in one piece, however long it is; all else passes through, and nothing is left for the next answer.
func TestWhole(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("云栖会 ", 20_000)
	e := echo.New()
	page := func(text string) echo.HandlerFunc {
		return func(ec echo.Context) error {
			return (&Context{Context: ec}).Render(http.StatusOK, templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
				_, err := io.WriteString(w, text)
				return err
			}))
		}
	}
	e.GET("/long", page(long))
	e.HEAD("/long", page(long))
	e.GET("/short", page("short"))
	e.GET("/empty", page(""))
	e.GET("/stream", func(c echo.Context) error { return c.Stream(http.StatusOK, "text/plain", strings.NewReader(long)) })
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener, within := Whole(inner)
	var writes atomic.Int64
	srv := &http.Server{Handler: e, ReadHeaderTimeout: time.Minute, ConnContext: func(ctx context.Context, c net.Conn) context.Context {
		w := c.(*wholeConn)
		w.Conn = counted{w.Conn, &writes}
		return within(ctx, c)
	}}
	go func() { _ = srv.Serve(listener) }()
	defer srv.Close()
	for _, c := range []struct {
		method, path, body string
		writes             int64 // 0: as many as it takes
	}{
		{"GET", "/long", long, 1}, {"HEAD", "/long", "", 1}, {"GET", "/long", long, 1}, {"GET", "/empty", "", 1}, {"GET", "/short", "short", 1},
		{"GET", "/stream", long, 0}, {"GET", "/nothing", `{"message":"Not Found"}` + "\n", 1}, {"GET", "/long", long, 1},
	} {
		before := writes.Load()
		q, err := http.NewRequestWithContext(t.Context(), c.method, "http://"+inner.Addr().String()+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		q.Header.Set("Accept-Encoding", "identity")
		a, err := http.DefaultClient.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(a.Body)
		a.Body.Close()
		if n := writes.Load() - before; err != nil || string(body) != c.body || c.writes != 0 && n != c.writes {
			t.Errorf("%s %s: %d bytes of %d, %v, in %d pieces", c.method, c.path, len(body), len(c.body), err, n)
		}
	}
}

// Who is answered before all of their body was read sees the answer end at once: net/http closes such a connection for
// writing first, where it can, and for reading only half a second later.
func TestWholeCloseWrite(t *testing.T) {
	t.Parallel()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer inner.Close()
	client, err := net.Dial("tcp", inner.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	listener, _ := Whole(inner)
	c, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	half, ok := c.(interface{ CloseWrite() error })
	if !ok {
		t.Fatal("net/http cannot close it for writing")
	}
	if _, err := io.WriteString(c, "answer"); err != nil {
		t.Fatal(err)
	}
	if err := half.CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if answer, err := io.ReadAll(client); err != nil || string(answer) != "answer" {
		t.Errorf("%q %v", answer, err)
	}
	if _, err := io.WriteString(client, "body"); err != nil {
		t.Fatal(err)
	}
	if n, err := io.ReadFull(c, make([]byte, 4)); err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
}
