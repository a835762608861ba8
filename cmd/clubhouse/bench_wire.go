package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"strconv"
)

// benchConn is one client's connection.
type benchConn struct {
	net.Conn
	r    *bufio.Reader
	last []byte // the head of the last answer
	keep bool   // also keep its body
	body []byte
}

func dialBench(address string) (*benchConn, error) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &benchConn{Conn: c, r: bufio.NewReaderSize(c, 64<<10)}, nil
}

// do sends a request and reads its whole answer.
func (c *benchConn) do(req []byte) (status int, err error) {
	if _, err := c.Write(req); err != nil {
		return 0, err
	}
	for want := 1; ; {
		if _, err := c.r.Peek(want); err != nil {
			return 0, err
		}
		b, _ := c.r.Peek(c.r.Buffered())
		status, head, length, err := parseHead(b)
		if err != nil {
			return 0, err
		}
		if head == 0 {
			want = len(b) + 1
			continue
		}
		c.last = append(c.last[:0], b[:head-2]...)
		if _, err := c.r.Discard(head); err != nil {
			return 0, err
		}
		return status, c.readBody(length)
	}
}

// header answers what the last answer's head says under a name, or "".
func (c *benchConn) header(name string) string {
	_, rest, _ := bytes.Cut(c.last, []byte("\r\n"+name+": "))
	value, _, _ := bytes.Cut(rest, []byte("\r\n"))
	return string(value)
}

var (
	lengthHeader = []byte("\r\nContent-Length: ")
	headEnd      = []byte("\r\n\r\n")
)

// parseHead answers the status of an answer, how long its head is (0 while there is not all of it) and how long its body.
func parseHead(b []byte) (status, head, body int, err error) {
	i := bytes.Index(b, headEnd)
	if i < 0 {
		return 0, 0, 0, nil
	}
	lines := b[:i+2]
	if status, err = strconv.Atoi(string(lines[9:12])); err != nil {
		return 0, 0, 0, err
	}
	if j := bytes.Index(lines, lengthHeader); j >= 0 {
		v := lines[j+len(lengthHeader):]
		body, err = strconv.Atoi(string(v[:bytes.IndexByte(v, '\r')]))
	} else if status != 204 && status != 304 {
		err = fmt.Errorf("an answer of %d without a length", status)
	}
	return status, i + len(headEnd), body, err
}

func (c *benchConn) readBody(n int) (err error) {
	if c.keep {
		c.body = make([]byte, n)
		_, err = io.ReadFull(c.r, c.body)
		return err
	}
	_, err = c.r.Discard(n)
	return err
}

// get makes a GET request.
func get(path, cookie string) []byte {
	return []byte("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: none\r\nAccept-Language: zh-CN\r\nCookie: " + cookie + "\r\n\r\n")
}

// post makes a POST request of a form.
func post(path, cookie, form string) []byte {
	return []byte("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nAccept-Language: zh-CN\r\n" +
		"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + strconv.Itoa(len(form)) + "\r\nCookie: " + cookie + "\r\n\r\n" + form)
}

// postFile makes a POST request of a form with a file.
func postFile(path, cookie, field, name string, content []byte) []byte {
	const edge = "clubhouse-bench-edge"
	body := "--" + edge + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name + "\"\r\nContent-Type: text/csv\r\n\r\n" + string(content) + "\r\n--" + edge + "--\r\n"
	return []byte("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nAccept-Language: zh-CN\r\n" +
		"Content-Type: multipart/form-data; boundary=" + edge + "\r\nContent-Length: " + strconv.Itoa(len(body)) + "\r\nCookie: " + cookie + "\r\n\r\n" + body)
}
