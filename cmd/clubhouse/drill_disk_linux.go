package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

const (
	wellWithin = 5 * time.Second // of there being room again
	lookEach   = time.Second     // at pages, while the disk is full or no handle is left
)

// disk lets no file of the club's process grow, as on a full disk, then lets it open no file, and last kills it while the
// disk is full. Acts are put off meanwhile and pages go on; what was acknowledged stays. (A disk that fails to sync needs
// a shim in C: TestBadDisk of the package db has one.)
func (d *drilling) disk(ctx context.Context) (string, error) {
	k, err := d.newClub(ctx, "disk", swarming, 0)
	if err != nil {
		return "", err
	}
	c, err := startChild("club", k.url, -1)
	if err != nil {
		return "", err
	}
	defer func() { c.stop() }()
	s := d.swarm(k, c.address)
	defer s.stop()
	some := d.size(1000, 300)
	if err := s.until(ctx, some, s.acknowledged); err != nil {
		return "", err
	}

	page, err := d.pages(c, k)
	if err != nil {
		return "", err
	}
	room, err := d.fill(ctx, c, s)
	if err != nil {
		return "", err
	}
	pages := page.look()
	full := s.putOff.Load()
	again, err := d.recovers(ctx, s, room)
	if err != nil {
		return "", err
	}
	if err := s.until(ctx, some, s.acknowledged); err != nil {
		return "", err
	}

	if page, err = d.pages(c, k); err != nil {
		return "", err
	}
	handles, err := limit(c, unix.RLIMIT_NOFILE, 0) // those that are open stay
	if err != nil {
		return "", err
	}
	acts, put := s.acknowledged(), s.putOff.Load()
	letIn, in := time.Time{}, make(chan struct{})
	go func() {
		if status, err := newcomer(c.address); err != nil || status != http.StatusOK {
			d.fault("who came while no handle was left was answered %d, %v", status, err)
		}
		letIn = time.Now()
		close(in)
	}()
	shut := page.look()
	select {
	case <-in:
		d.fault("a newcomer was let in, though no handle was left")
	default:
	}
	acts, put = s.acknowledged()-acts, s.putOff.Load()-put
	freed := time.Now()
	if _, err := d.recovers(ctx, s, handles); err != nil {
		return "", err
	}
	<-in
	waited := letIn.Sub(freed)
	if waited > d.bound(wellWithin) {
		d.fault("the newcomer waited %v for a handle that was free", waited)
	}

	if _, err := d.fill(ctx, c, s); err != nil {
		return "", err
	}
	c.kill()
	if c, err = startChild("club", k.url, -1); err != nil {
		return "", fmt.Errorf("after a kill on a full disk the club did not start again: %w", err)
	}
	s.address.Store(&c.address)
	if err := s.until(ctx, some, s.acknowledged); err != nil {
		return "", err
	}
	s.stop()
	c.stop()
	held, err := d.compare(ctx, k.url, s.done(), false)
	if err != nil {
		return "", err
	}
	found, err := d.examine(ctx, k.url)
	return fmt.Sprintf("no file could grow: %s acts put off with 503 and Retry-After, %d pages and probes answered, acts went on %v after there was room; no file handle left: %s acts done, %d put off, %d pages and probes answered, a newcomer let in %v after one was free; killed on a full disk; in all %s; %s",
		number(full), pages, again.Round(time.Millisecond), number(acts), put, shut, waited.Round(time.Millisecond), held, found), err
}

// limit sets a limit of the child's process, and answers what sets it back.
func limit(c *child, resource int, to uint64) (back func() error, err error) {
	var was unix.Rlimit
	if err := unix.Prlimit(c.cmd.Process.Pid, resource, nil, &was); err != nil {
		return nil, err
	}
	set := func(soft uint64) error {
		return unix.Prlimit(c.cmd.Process.Pid, resource, &unix.Rlimit{Cur: soft, Max: was.Max}, nil)
	}
	return func() error { return set(was.Cur) }, set(to)
}

// fill lets no file of the child grow beyond what its log has, and waits until acts are put off. It answers what makes
// room again. (Go takes the signal that the kernel sends, and so the child lives.)
func (d *drilling) fill(ctx context.Context, c *child, s *swarm) (room func() error, err error) {
	log, err := os.Stat(s.club.url + "-wal")
	if err != nil {
		return nil, err
	}
	if room, err = limit(c, unix.RLIMIT_FSIZE, uint64(log.Size())); err != nil {
		return nil, err
	}
	if err := s.until(ctx, 3*swarming, func() int { return int(s.putOff.Load()) }); err != nil {
		return nil, fmt.Errorf("the disk was never full: %w", err)
	}
	return room, nil
}

// pages answers who asks for pages on a connection that there is already.
func (d *drilling) pages(c *child, k *drillClub) (*prober, error) {
	p, err := d.prober(c.address, k.members[1], askFor)
	if err == nil {
		p.known = true
	}
	return p, err
}

// look asks for a while, and answers how many pages there were.
func (p *prober) look() int {
	stop := p.begin()
	time.Sleep(lookEach)
	stop()
	if p.asked == 0 {
		p.d.fault("no page was asked for")
	}
	return p.asked
}

// recovers sets a limit back and answers how long it took until an act was acknowledged.
func (d *drilling) recovers(ctx context.Context, s *swarm, back func() error) (time.Duration, error) {
	if err := back(); err != nil {
		return 0, err
	}
	begun := time.Now()
	if err := s.until(ctx, swarming, s.acknowledged); err != nil {
		return 0, errors.Join(errors.New("it did not recover by itself"), err)
	}
	took := time.Since(begun)
	if took > d.bound(wellWithin) {
		d.fault("it recovered within %v, not within %v", took, wellWithin)
	}
	return took, nil
}

// newcomer asks for health on a new connection.
func newcomer(address string) (status int, err error) {
	conn, err := dialBench(address)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(askFor))
	return conn.do(get("/healthz", ""))
}
