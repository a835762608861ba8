package web

import (
	"bytes"
	"context"
	"net"
)

// Whole answers a listener whose connections send a page in one piece, and the ConnContext that an http.Server needs
// with it. net/http hands an answer over in pieces of 4 KiB, each of which costs a system call and a packet: of most
// pages' cost that is a tenth. It is not for a listener that does TLS itself: the server looks for its kind.
func Whole(l net.Listener) (net.Listener, func(context.Context, net.Conn) context.Context) {
	return wholeListener{l}, func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, wholeKey{}, c)
	}
}

type wholeKey struct{}

type wholeListener struct{ net.Listener }

// Accept answers the next connection.
func (l wholeListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &wholeConn{Conn: c}, nil
}

// wholeConn is written by one request at a time.
type wholeConn struct {
	net.Conn
	body int           // the length of the body that is on its way, 0 for what passes through as it comes
	held *bytes.Buffer // its head, and what there is of it
}

// whole has the answer on ctx's connection, whose body has so many bytes, sent in one piece.
func whole(ctx context.Context, body int) {
	if c, ok := ctx.Value(wholeKey{}).(*wholeConn); ok && body > 0 {
		c.body, c.held = body, buffers.Get().(*bytes.Buffer)
		c.held.Reset()
	}
}

// Write keeps what comes until the answer is whole.
func (c *wholeConn) Write(p []byte) (int, error) {
	if c.body == 0 {
		return c.Conn.Write(p)
	}
	c.held.Write(p)
	head := bytes.Index(c.held.Bytes(), headEnd)
	if head < 0 || c.held.Len() < head+len(headEnd)+c.body {
		return len(p), nil
	}
	_, err := c.Conn.Write(c.held.Bytes())
	keepBuffer(c.held)
	c.body, c.held = 0, nil
	return len(p), err
}

// CloseWrite says that no more comes, so that whoever is answered before their body was read need not wait for
// the connection's end.
func (c *wholeConn) CloseWrite() error { return c.Conn.(closeWriter).CloseWrite() }

type closeWriter interface{ CloseWrite() error }

var headEnd = []byte("\r\n\r\n")
