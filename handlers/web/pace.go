package web

import (
	"errors"
	"net"
	"sync/atomic"
	"time"
)

// Paced answers a listener whose connections end where they bring or take too little: the deadlines of an http.Server
// are for requests of 16 KB and answers of 64 KB, and each such step more that has come or gone gives a long one another
// within. So a photo on a slow line arrives, while whoever stops, or drips, or never reads, is let go within.
func Paced(l net.Listener, within time.Duration) net.Listener { return pacedListener{l, within} }

const (
	readStep  = 16 << 10 // bytes
	writeStep = 64 << 10 // of which the system's buffer takes most
)

type pacedListener struct {
	net.Listener
	within time.Duration
}

// Accept answers the next connection.
func (l pacedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &pacedConn{Conn: c, within: l.within, left: l.within}, nil
}

// pacedConn is written by one goroutine at a time.
type pacedConn struct {
	net.Conn
	within  time.Duration
	got     atomic.Int64  // since a deadline was set for reading: net/http sets one while another goroutine still reads
	given   int           // since an answer began, or since the last step
	left    time.Duration // for the rest of the step
	writeBy time.Time     // an end that is nearer than any step's, zero for none
}

// Read notes what has come.
func (c *pacedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 && c.got.Add(int64(n)) >= readStep {
		c.got.Store(0)
		_ = c.Conn.SetReadDeadline(time.Now().Add(c.within))
	}
	return n, err
}

// SetReadDeadline begins a request, its body, or a rest between two.
func (c *pacedConn) SetReadDeadline(t time.Time) error {
	c.got.Store(0)
	return c.Conn.SetReadDeadline(t)
}

// Write writes a step at a time. Only the time counts in which the other side takes nothing: what is answered may take
// long to come about.
func (c *pacedConn) Write(p []byte) (n int, err error) {
	for {
		begun := time.Now()
		by := begun.Add(c.left)
		if !c.writeBy.IsZero() {
			by = c.writeBy
		}
		if err := c.Conn.SetWriteDeadline(by); err != nil {
			return n, err
		}
		wrote, err := c.Conn.Write(p[:min(len(p), writeStep-c.given)])
		n, c.given, p = n+wrote, c.given+wrote, p[wrote:]
		if c.left -= time.Since(begun); c.given == writeStep {
			c.given, c.left = 0, c.within
		}
		if err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// SetWriteDeadline begins or ends an answer. A deadline that is farther away than a step may take is not heeded: the steps
// of a long answer are, and it may begin late, after a long request.
func (c *pacedConn) SetWriteDeadline(t time.Time) error {
	c.given, c.left, c.writeBy = 0, c.within, time.Time{}
	if !t.IsZero() && time.Until(t) < c.within {
		c.writeBy = t
	}
	return nil
}

// SetDeadline does both.
func (c *pacedConn) SetDeadline(t time.Time) error {
	return errors.Join(c.SetReadDeadline(t), c.SetWriteDeadline(t))
}

// CloseWrite says that no more comes.
func (c *pacedConn) CloseWrite() error { return c.Conn.(closeWriter).CloseWrite() }
