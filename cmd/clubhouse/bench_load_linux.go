package main

import (
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// load drives a server with crowds, each client on a connection of its own, until the time is over or the shots are,
// and answers what each crowd did.
//
// One thread serves them all and never sleeps: with the load on a core of its own, the server is then charged for its
// own work alone. A client that sleeps has to be woken by the server's answer, which on a virtual machine costs as much
// as a fifth of a page, and it wakes late.
//
// A load that yields sleeps while it waits: where a server needs all processors, it must not keep one from it.
func load(address string, lasts time.Duration, yields bool, crowds ...crowd) ([]outcome, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	poll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, err
	}
	defer unix.Close(poll)
	var all []loadClient
	for n, c := range crowds {
		for i := range c.clients {
			all = append(all, loadClient{crowd: n, number: i, took: make([]time.Duration, 0, 1<<14)})
		}
	}
	out := make([]outcome, len(crowds))
	for i := range out {
		out[i].statuses = map[int]int{}
	}
	for i := range all {
		c := &all[i]
		if c.fd, err = dialLoad(address); err != nil {
			return nil, err
		}
		defer unix.Close(c.fd)
		if err := unix.EpollCtl(poll, unix.EPOLL_CTL_ADD, c.fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(i)}); err != nil {
			return nil, err
		}
	}
	start, waiting := time.Now(), 0
	var later []int // clients whose time has not come
	send := func(i int) error {
		c := &all[i]
		req := crowds[c.crowd].next(c.number, c.n)
		if req == nil { // the server may hang up on it now
			return unix.EpollCtl(poll, unix.EPOLL_CTL_DEL, c.fd, nil)
		}
		c.n, c.sent, c.got = c.n+1, time.Now(), c.got[:0]
		waiting++
		return writeAll(c.fd, req)
	}
	for i := range all {
		if every := crowds[all[i].crowd].every; every > 0 { // they begin one after the other
			all[i].sent = start.Add(-every + every*time.Duration(all[i].number)/time.Duration(crowds[all[i].crowd].clients))
			later = append(later, i)
		} else if err := send(i); err != nil {
			return nil, err
		}
	}
	patience := 0
	if yields {
		patience = 100 // ms
	}
	events, piece := make([]unix.EpollEvent, 64), make([]byte, 64<<10)
	for waiting > 0 || len(later) > 0 {
		if len(later) > 0 {
			now, still := time.Now(), later[:0]
			for _, i := range later {
				switch {
				case now.Sub(start) >= lasts:
				case now.Sub(all[i].sent) < crowds[all[i].crowd].every:
					still = append(still, i)
				default:
					if err := send(i); err != nil {
						return nil, err
					}
				}
			}
			later = still
		}
		wait := patience
		for _, i := range later { // not longer than until the next is to be sent
			wait = min(wait, int((crowds[all[i].crowd].every-time.Since(all[i].sent))/time.Millisecond))
		}
		n, err := unix.EpollWait(poll, events, max(wait, 0))
		if err != nil && err != unix.EINTR {
			return nil, err
		}
		for _, e := range events[:max(n, 0)] {
			c := &all[e.Fd]
			status, err := c.read(piece)
			if err != nil {
				return nil, err
			}
			if status == 0 {
				continue
			}
			now := time.Now()
			c.took = append(c.took, now.Sub(c.sent))
			out[c.crowd].statuses[status]++
			if waiting--; now.Sub(start) >= lasts {
				continue
			}
			if crowds[c.crowd].every > 0 {
				later = append(later, int(e.Fd))
			} else if err := send(int(e.Fd)); err != nil {
				return nil, err
			}
		}
		if n <= 0 && time.Since(start) > lasts+loadPatience {
			return nil, fmt.Errorf("%d requests had no answer", waiting)
		}
	}
	for n := range out {
		o := &out[n]
		o.took = time.Since(start)
		var took []time.Duration
		for i := range all {
			if all[i].crowd == n {
				took = append(took, all[i].took...)
			}
		}
		slices.Sort(took)
		if o.requests = len(took); o.requests > 0 {
			o.p50, o.p99 = took[len(took)/2], took[min(len(took)-1, len(took)*99/100)]
		}
	}
	return out, nil
}

const loadPatience = 30 * time.Second

// loadClient is one client of a load.
type loadClient struct {
	crowd  int
	number int // in it
	fd     int
	n      int // requests sent
	sent   time.Time
	got    []byte // of the answer that is on its way
	took   []time.Duration
}

// read takes what has come, and answers the status once the answer is whole, 0 before.
func (c *loadClient) read(piece []byte) (status int, err error) {
	n, err := unix.Read(c.fd, piece)
	switch {
	case err == unix.EAGAIN || err == unix.EINTR:
		return 0, nil
	case err != nil:
		return 0, err
	case n == 0:
		return 0, io.ErrUnexpectedEOF
	}
	c.got = append(c.got, piece[:n]...)
	status, head, body, err := parseHead(c.got)
	if err != nil || head == 0 || len(c.got) < head+body {
		return 0, err
	}
	return status, nil
}

func dialLoad(address string) (int, error) {
	to, err := net.ResolveTCPAddr("tcp4", address)
	if err != nil {
		return 0, err
	}
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, err
	}
	err = unix.Connect(fd, &unix.SockaddrInet4{Port: to.Port, Addr: [4]byte(to.IP.To4())})
	if err == nil {
		err = unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1)
	}
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err != nil {
		unix.Close(fd)
	}
	return fd, err
}

func writeAll(fd int, b []byte) error {
	for len(b) > 0 {
		n, err := unix.Write(fd, b)
		if err == unix.EAGAIN || err == unix.EINTR {
			continue
		}
		if err != nil {
			return err
		}
		b = b[n:]
	}
	return nil
}
