package main

import (
	"bytes"
	"context"
	"fmt"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// act is a claim or redemption that was acknowledged.
type act struct {
	name    string // "claimed" or "redeemed", and the key
	id      string // of the voucher or redemption, as the answer told it
	request []byte
	at      time.Time
	took    time.Duration
}

// swarm is people at work: each claims a voucher, opens it and has it redeemed, again and again, on a connection of
// their own. Whose answer was cut off asks again with the same key, as a phone does, until answered.
type swarm struct {
	d       *drilling
	club    *drillClub
	address atomic.Pointer[string] // where the club serves now
	ended   atomic.Bool
	working sync.WaitGroup
	cut     atomic.Int64 // answers that were cut off
	putOff  atomic.Int64 // acts that were answered "later", 503

	mu   sync.Mutex
	acts []act
}

const (
	swarming  = 64
	drillKey  = "drill-" // what the keys of all that drills do begin with
	drillBill = "128.50"
)

func (d *drilling) swarm(k *drillClub, address string) *swarm {
	s := &swarm{d: d, club: k}
	s.address.Store(&address)
	for i := range swarming {
		s.working.Go(func() {
			if err := s.live(i); err != nil {
				d.fault("client %d: %v", i, err)
			}
		})
	}
	return s
}

// stop ends the swarm's work once each has been answered.
func (s *swarm) stop() {
	s.ended.Store(true)
	s.working.Wait()
}

// done answers what has been acknowledged so far. Nobody writes into it any more.
func (s *swarm) done() []act {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clip(s.acts)
}

// until waits while the count that of answers grows by n.
func (s *swarm) until(ctx context.Context, n int, of func() int) error {
	want := of() + n
	for late := time.Now().Add(askFor); of() < want; time.Sleep(time.Millisecond) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if time.Now().After(late) {
			return fmt.Errorf("of %d acts only %d were answered within %v", n, n-(want-of()), askFor)
		}
	}
	return nil
}

func (s *swarm) acknowledged() int { return len(s.done()) }

// live claims, looks and redeems until the swarm is stopped.
func (s *swarm) live(i int) error {
	a := &asker{address: &s.address, cut: &s.cut}
	defer a.close()
	member, till := s.club.members[i%len(s.club.members)], s.club.tills[i%len(s.club.tills)]
	for n := 0; !s.ended.Load(); n++ {
		key, offer := fmt.Sprintf("%s%03d-%09d", drillKey, i, n), s.club.offer
		if n%2 == 1 {
			offer = s.club.priced
		}
		id, err := s.act(a, "claimed "+key, post(fmt.Sprintf("/offers/%d/claims", offer), member, "key="+key))
		if err != nil {
			return err
		}
		code, err := a.code(id, member)
		if err != nil {
			return err
		}
		if _, err := s.act(a, "redeemed "+key, post("/merchant/vouchers/"+code+"/redemption", till, "bill="+drillBill+"&key="+key)); err != nil {
			return err
		}
	}
	return nil
}

// act asks until the act is acknowledged, and takes it down.
func (s *swarm) act(a *asker, name string, request []byte) (id string, err error) {
	for late := time.Now().Add(2 * askFor); ; time.Sleep(20 * time.Millisecond) {
		began := time.Now()
		status, err := a.ask(request)
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		if status == 503 && a.conn.header("Retry-After") != "" && time.Now().Before(late) {
			s.putOff.Add(1)
			continue
		}
		if id, err = a.acknowledged(status); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.acts = append(s.acts, act{name, id, request, began, time.Since(began)})
		return id, nil
	}
}

// retry asks for acts again that were acknowledged before, and answers how many were answered the same.
func (s *swarm) retry(acts []act) (same int) {
	a := &asker{address: &s.address, cut: &s.cut}
	defer a.close()
	for _, before := range acts {
		status, err := a.ask(before.request)
		id := ""
		if err == nil {
			id, err = a.acknowledged(status)
		}
		if err != nil || id != before.id {
			s.d.fault("%s: acknowledged as %s, a retry answered %q %v", before.name, before.id, id, err)
			continue
		}
		same++
	}
	return same
}

const askFor = 30 * time.Second // to be answered at all

// asker is one client. It asks on a new connection where the old one has broken, until it is answered.
type asker struct {
	address *atomic.Pointer[string]
	conn    *benchConn
	cut     *atomic.Int64
}

func (a *asker) ask(request []byte) (status int, err error) {
	for late := time.Now().Add(askFor); ; {
		if a.conn == nil {
			a.conn, err = dialBench(*a.address.Load())
		}
		if err == nil {
			a.conn.keep = true
			_ = a.conn.SetDeadline(late)
			if status, err = a.conn.do(request); err == nil {
				return status, nil
			}
			a.cut.Add(1)
			a.close()
		}
		if time.Now().After(late) {
			return 0, fmt.Errorf("no answer within %v: %w", askFor, err)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func (a *asker) close() {
	if a.conn != nil {
		a.conn.Close()
		a.conn = nil
	}
}

// pageOfMade is where an act that was done leads: to the voucher or the redemption.
var pageOfMade = regexp.MustCompile(`^/(?:vouchers|merchant/redemptions)/(\d+)$`)

// acknowledged reads of the last answer the id of what was made.
func (a *asker) acknowledged(status int) (id string, err error) {
	to := a.conn.header("Location")
	page := pageOfMade.FindStringSubmatch(to)
	if status != 303 || page == nil {
		return "", fmt.Errorf("answered %d, to %q", status, to)
	}
	return page[1], nil
}

var codeOnPage = regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}`)

// code opens the voucher's page and reads its code.
func (a *asker) code(id, member string) (string, error) {
	status, err := a.ask(get("/vouchers/"+id, member))
	if err != nil {
		return "", err
	}
	code := codeOnPage.Find(a.conn.body)
	if status != 200 || code == nil {
		return "", fmt.Errorf("voucher %s: answered %d, with no code", id, status)
	}
	return string(bytes.ReplaceAll(code, []byte(" "), nil)), nil
}

// allAtOnce has n clients do something at the same moment, each on a connection of its own, and answers the first error.
func allAtOnce(address string, n int, do func(i int, c *benchConn) error) error {
	conns := make([]*benchConn, n)
	defer func() {
		for _, c := range conns {
			if c != nil {
				c.Close()
			}
		}
	}()
	for i := range conns {
		var err error
		if conns[i], err = dialBench(address); err != nil {
			return err
		}
		_ = conns[i].SetDeadline(time.Now().Add(2 * askFor))
	}
	start, errs := make(chan struct{}), make([]error, n)
	var working sync.WaitGroup
	for i, c := range conns {
		working.Go(func() {
			<-start
			errs[i] = do(i, c)
		})
	}
	close(start)
	working.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
