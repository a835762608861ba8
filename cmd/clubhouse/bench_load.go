package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// shot answers the request that a client sends for its n-th turn, or nil to stop.
type shot func(client, n int) []byte

// outcome is what a load did.
type outcome struct {
	requests int
	took     time.Duration
	p50, p99 time.Duration
	statuses map[int]int
	cpu      time.Duration // of the server
}

func (o outcome) rate() float64 { return float64(o.requests) / o.took.Seconds() }

func (o outcome) perRequest() time.Duration {
	if o.requests == 0 {
		return 0
	}
	return o.cpu / time.Duration(o.requests)
}

// load drives a server with so many clients, each on a connection of its own, until the time is over or the shots are.
// It speaks just enough HTTP/1.1 to cost little beside what it measures.
func load(address string, clients int, lasts time.Duration, next shot) (outcome, error) {
	type result struct {
		took     []time.Duration
		statuses map[int]int
		err      error
	}
	results := make([]result, clients)
	conns := make([]*benchConn, clients)
	for i := range conns {
		c, err := dialBench(address)
		if err != nil {
			return outcome{}, err
		}
		defer c.Close()
		conns[i] = c
	}
	var stop atomic.Bool
	timer := time.AfterFunc(lasts, func() { stop.Store(true) })
	defer timer.Stop()
	start := time.Now()
	var wg sync.WaitGroup
	for i := range clients {
		wg.Go(func() {
			r := result{statuses: map[int]int{}, took: make([]time.Duration, 0, 1<<14)}
			for n := 0; !stop.Load(); n++ {
				req := next(i, n)
				if req == nil {
					break
				}
				sent := time.Now()
				status, err := conns[i].do(req)
				if err != nil {
					r.err = err
					break
				}
				r.took = append(r.took, time.Since(sent))
				r.statuses[status]++
			}
			results[i] = r
		})
	}
	wg.Wait()
	o := outcome{took: time.Since(start), statuses: map[int]int{}}
	var all []time.Duration
	var errs []error
	for _, r := range results {
		all = append(all, r.took...)
		for s, n := range r.statuses {
			o.statuses[s] += n
		}
		errs = append(errs, r.err)
	}
	slices.Sort(all)
	if o.requests = len(all); o.requests > 0 {
		o.p50, o.p99 = all[len(all)/2], all[min(len(all)-1, len(all)*99/100)]
	}
	return o, errors.Join(errs...)
}

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

var (
	lengthHeader = []byte("\r\nContent-Length: ")
	headEnd      = []byte("\r\n\r\n")
)

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
		i := bytes.Index(b, headEnd)
		if i < 0 {
			want = len(b) + 1
			continue
		}
		head := b[:i+2]
		if status, err = strconv.Atoi(string(head[9:12])); err != nil {
			return 0, err
		}
		length := 0
		if j := bytes.Index(head, lengthHeader); j >= 0 {
			v := head[j+len(lengthHeader):]
			if length, err = strconv.Atoi(string(v[:bytes.IndexByte(v, '\r')])); err != nil {
				return 0, err
			}
		} else if status != 204 && status != 304 {
			return 0, fmt.Errorf("an answer of %d without a length", status)
		}
		c.last = append(c.last[:0], head...)
		if _, err := c.r.Discard(i + 4); err != nil {
			return 0, err
		}
		return status, c.readBody(length)
	}
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
