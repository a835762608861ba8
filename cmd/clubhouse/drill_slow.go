package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	droppedWithin  = 20 * time.Second // of connecting
	answeredWithin = 200 * time.Millisecond
	arriveEach     = 2 * time.Millisecond
)

// slow has slow and silent clients hold on to the club. It answers others meanwhile, and lets go of each in time.
func (d *drilling) slow(ctx context.Context) (string, error) {
	clients := d.size(1000, 200)
	k, err := d.newClub(ctx, "slow", 8, 0)
	if err != nil {
		return "", err
	}
	c, err := startChild("club", k.url, -1)
	if err != nil {
		return "", err
	}
	defer c.stop()
	largest, err := largestAsset(c.address, k.members[0])
	if err != nil {
		return "", err
	}
	kinds := slowKinds(k, largest)
	probe, err := d.prober(c.address, k.members[1], d.bound(answeredWithin))
	if err != nil {
		return "", err
	}
	stop := probe.begin()
	held := make([]time.Duration, clients)
	var working sync.WaitGroup
	for i := range clients {
		time.Sleep(arriveEach) // so many at one moment would be a test of the processors
		working.Go(func() {
			var err error
			if held[i], err = kinds[i%len(kinds)].hold(c.address); err != nil {
				d.fault("a slow client: %v", err)
			}
		})
	}
	working.Wait()
	stop()
	var told []string
	for i, kind := range kinds {
		longest := time.Duration(0)
		for j := i; j < clients; j += len(kinds) {
			longest = max(longest, held[j])
		}
		if longest > droppedWithin {
			d.fault("of those who %s one was held longer than %v", kind.who, droppedWithin)
		}
		told = append(told, fmt.Sprintf("those who %s %.1f s", kind.who, longest.Seconds()))
	}
	c.stop()
	found, err := d.examine(ctx, k.url)
	return fmt.Sprintf("%s clients, dropped within %.1f s of connecting (%s); meanwhile %s; %s",
		number(clients), slices.Max(held).Seconds(), strings.Join(told, ", "), probe, found), err
}

// slowKind is one way to be slow.
type slowKind struct {
	who   string
	write func(net.Conn) error
	rests time.Duration // before it reads
	deaf  bool          // it never reads
}

func slowKinds(k *drillClub, largest string) []slowKind {
	claim := string(post(fmt.Sprintf("/offers/%d/claims", k.offer), k.members[0], "key="+drillKey+strings.Repeat("slow-", 8)))
	photo := fmt.Sprintf("POST /merchant/photos HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 4000000\r\nCookie: %s\r\n\r\n--x\r\n", k.tills[0])
	body := strings.Index(claim, "\r\n\r\n") + 4
	write := func(text string) func(net.Conn) error {
		return func(c net.Conn) error {
			_, err := io.WriteString(c, text)
			return err
		}
	}
	drip := func(start, rest string) func(net.Conn) error {
		return func(c net.Conn) error {
			_, err := io.WriteString(c, start)
			for i := 0; err == nil && i < len(rest); i++ {
				time.Sleep(time.Second)
				_, err = io.WriteString(c, rest[i:i+1])
			}
			return err
		}
	}
	flood := strings.Repeat(string(get(largest, k.members[0])), 100)
	return []slowKind{
		{who: "say nothing", write: write("")},
		{who: "send half a head", write: write(claim[:body/2])},
		{who: "send a head byte by byte", write: drip("", claim)},
		{who: "send half a body", write: write(claim[:body+4])},
		{who: "send a body byte by byte", write: drip(claim[:body], claim[body:])},
		{who: "send a photo byte by byte", write: drip(photo, strings.Repeat("-", 1000))},
		{who: "ask once and do not read for 16 s", write: write(string(get("/home", k.members[0]))), rests: 16 * time.Second},
		{who: "ask without end and never read", write: func(c net.Conn) (err error) {
			for err == nil {
				_, err = io.WriteString(c, flood)
			}
			return err
		}, deaf: true},
	}
}

// hold connects, is slow, and answers for how long the server had it.
func (kind slowKind) hold(address string) (time.Duration, error) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	begun := time.Now()
	_ = conn.SetDeadline(begun.Add(droppedWithin + time.Second))
	if kind.deaf { // what it does not read fills all that lies between, and only a write tells it that it was dropped
		_ = conn.(*net.TCPConn).SetReadBuffer(4 << 10)
		_ = kind.write(conn)
		return time.Since(begun), nil
	}
	go func() { _ = kind.write(conn) }()
	time.Sleep(kind.rests)
	_, _ = io.Copy(io.Discard, conn)
	return time.Since(begun), nil
}

// largestAsset answers the address of the largest file that the home page loads.
func largestAsset(address, member string) (largest string, err error) {
	conn, err := dialBench(address)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	conn.keep = true
	if _, err := conn.do(get("/home", member)); err != nil {
		return "", err
	}
	most := 0
	for _, m := range linked.FindAllSubmatch(conn.body, -1) {
		if _, err := conn.do(get(string(m[1]), "")); err != nil {
			return "", err
		}
		if len(conn.body) > most {
			largest, most = string(m[1]), len(conn.body)
		}
	}
	if most == 0 {
		return "", errors.New("the home page loads nothing")
	}
	return largest, nil
}

// prober asks for health and for a page, on a connection that it keeps and on new ones.
type prober struct {
	d       *drilling
	address string
	member  string
	kept    *benchConn
	within  time.Duration // to be answered in
	known   bool          // it makes no new connection
	asked   int
	slowest time.Duration
}

const probeEach = 25 * time.Millisecond

// prober answers one that has made its connection.
func (d *drilling) prober(address, member string, within time.Duration) (*prober, error) {
	kept, err := dialBench(address)
	if err == nil {
		_, err = kept.do(get("/healthz", ""))
	}
	return &prober{d: d, address: address, member: member, kept: kept, within: within}, err
}

// begin probes until it is stopped.
func (p *prober) begin() (stop func()) {
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		defer p.kept.Close()
		tick := time.NewTicker(probeEach)
		defer tick.Stop()
		for n := 0; ; n++ {
			select {
			case <-tick.C:
			case <-ended:
				return
			}
			path := []string{"/healthz", "/home"}[n%2]
			begun, conn, err := time.Now(), p.kept, error(nil)
			if n%4 > 1 && !p.known {
				conn, err = dialBench(p.address)
			}
			status := 0
			if err == nil {
				_ = conn.SetDeadline(time.Now().Add(askFor))
				status, err = conn.do(get(path, p.member))
			}
			took := time.Since(begun)
			if conn != nil && conn != p.kept {
				conn.Close()
			}
			p.asked++
			p.slowest = max(p.slowest, took)
			if err != nil || status != 200 || took > p.within {
				p.d.fault("%s was answered %d after %v, %v", path, status, took.Round(time.Millisecond), err)
			}
			if err != nil {
				return
			}
		}
	}()
	return func() {
		close(ended)
		<-done
	}
}

func (p *prober) String() string {
	return fmt.Sprintf("of %s probes the slowest was answered within %v", number(p.asked), p.slowest.Round(time.Millisecond))
}
