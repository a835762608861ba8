package main

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"strconv"
)

// linked finds what a page loads beside itself.
var linked = regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`)

// weight measures what a first visit and a next page put on the wire, as a browser of today asks for them.
func (b *benching) weight(context.Context) error {
	c, err := startChild("club", b.path, 0)
	if err != nil {
		return err
	}
	defer c.stop()
	conn, err := dialBench(c.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.keep = true
	fetch := func(path string, zip bool) (int, []byte, error) {
		req := get(path, b.club.members[0])
		if zip {
			req = bytes.Replace(req, []byte("\r\n\r\n"), []byte("\r\nAccept-Encoding: gzip, br\r\n\r\n"), 1)
		}
		if _, err := conn.do(req); err != nil {
			return 0, nil, err
		}
		i := bytes.Index(conn.last, lengthHeader)
		if i < 0 {
			return 0, nil, errors.New(path + " has no length")
		}
		v := conn.last[i+len(lengthHeader):]
		n, err := strconv.Atoi(string(v[:bytes.IndexByte(v, '\r')]))
		return n + len(conn.last), conn.body, err
	}
	_, page, err := fetch("/home", false)
	if err != nil {
		return err
	}
	urls := map[string]bool{}
	for _, m := range linked.FindAllSubmatch(page, -1) {
		urls[string(m[1])] = true
	}
	first, _, err := fetch("/home", true)
	if err != nil {
		return err
	}
	for url := range urls {
		n, _, err := fetch(url, true)
		if err != nil {
			return err
		}
		first += n
	}
	next, _, err := fetch("/offers", true)
	if err != nil {
		return err
	}
	b.most("first visit on the wire", float64(first)/1000, 80, "kB")
	b.most("a next page on the wire", float64(next)/1000, 15, "kB")
	return nil
}
