package web

import (
	"errors"
	"net"
	"sync/atomic"
	"time"
)

// Paced answers a listener whose connections end where they bring or take too little: the deadlines of an http.Server
// are for requests and answers of 64 KB, and each 64 KB more that has come or gone gives a long one another within. So a
// photo on a slow line arrives, while whoever stops, or drips, or never reads, is let go within.
func Paced(l net.Listener, within time.Duration) net.Listener { return pacedListener{l, within} }

const paceStep = 64 << 10 // bytes

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
	return &pacedConn{Conn: c, within: l.within}, nil
}

// pacedConn is written by one goroutine at a time.
type pacedConn struct {
	net.Conn
	within  time.Duration
	got     atomic.Int64 // since a deadline was set for reading: net/http sets one while another goroutine still reads
	given   int          // since one was set for writing, or since the last step
	writeBy time.Time    // the deadline for writing, zero for none
}

// Read notes what has come.
func (c *pacedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 && c.got.Add(int64(n)) >= paceStep {
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

// Write writes a step at a time, the first within the deadline that was set.
func (c *pacedConn) Write(p []byte) (n int, err error) {
	for {
		if c.given == 0 {
			by := time.Now().Add(c.within)
			if !c.writeBy.IsZero() && c.writeBy.Before(by) {
				by = c.writeBy
			}
			if err := c.Conn.SetWriteDeadline(by); err != nil {
				return n, err
			}
		}
		wrote, err := c.Conn.Write(p[:min(len(p), paceStep-c.given)])
		n, c.given, p = n+wrote, c.given+wrote, p[wrote:]
		if c.given == paceStep {
			c.given = 0
			c.writeBy = time.Time{} // whoever takes that much is no slow one
		}
		if err != nil || len(p) == 0 {
			return n, err
		}
	}
}

// SetWriteDeadline begins or ends an answer. The system is told of a deadline only where something is written.
func (c *pacedConn) SetWriteDeadline(t time.Time) error {
	c.given, c.writeBy = 0, t
	return nil
}

// SetDeadline does both.
func (c *pacedConn) SetDeadline(t time.Time) error {
	return errors.Join(c.SetReadDeadline(t), c.SetWriteDeadline(t))
}

// CloseWrite says that no more comes.
func (c *pacedConn) CloseWrite() error { return c.Conn.(closeWriter).CloseWrite() }
