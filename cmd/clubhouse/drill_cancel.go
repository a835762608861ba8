package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// cancel has clients ask for acts and hang up at random moments. Each act is there whole or not at all, and asked for
// again with the same key it is there once.
func (d *drilling) cancel(ctx context.Context) (string, error) {
	writes := d.size(5000, 500)
	k, err := d.newClub(ctx, "cancel", swarming, writes/2)
	if err != nil {
		return "", err
	}
	c, err := startChild("club", k.url, -1)
	if err != nil {
		return "", err
	}
	defer c.stop()
	acts := make([]act, writes)
	for i := range acts {
		key := fmt.Sprintf("%s%012d", drillKey, i)
		acts[i] = act{name: "claimed " + key, request: post(fmt.Sprintf("/offers/%d/claims", []int64{k.offer, k.priced}[i/2%2]), k.members[i%len(k.members)], "key="+key)}
		if i%2 == 1 {
			acts[i] = act{name: "redeemed " + key, request: post("/merchant/vouchers/"+k.codes[i/2]+"/redemption", k.tills[i%len(k.tills)], "bill="+drillBill+"&key="+key)}
		}
	}
	within, err := actTakes(c.address, k)
	if err != nil {
		return "", err
	}
	var next atomic.Int64
	var working sync.WaitGroup
	for range swarming {
		working.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(acts) {
					return
				}
				if err := drop(c.address, acts[i].request, within); err != nil {
					d.fault("%s: %v", acts[i].name, err)
				}
			}
		})
	}
	working.Wait()
	conn, err := dialBench(c.address) // the last of them are over once a later act is
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if status, err := conn.do(get("/readyz", "")); err != nil || status != 200 {
		d.fault("after the storm the club is not ready: %d %v", status, err)
	}
	stood, err := count(ctx, k.url, "SELECT COUNT(*) FROM ("+made+") m")
	if err != nil {
		return "", err
	}
	if stood == 0 || stood == int64(writes) {
		d.fault("the storm was none: %d of %d acts stood", stood, writes)
	}
	after, err := d.examine(ctx, k.url)
	if err != nil {
		return "", err
	}
	s := &swarm{d: d, club: k}
	s.address.Store(&c.address)
	a := &asker{address: &s.address, cut: &s.cut}
	defer a.close()
	for _, x := range acts {
		if _, err := s.act(a, x.name, x.request); err != nil {
			d.fault("asked again: %v", err)
		}
	}
	c.stop()
	held, err := d.compare(ctx, k.url, s.done(), false)
	if err != nil {
		return "", err
	}
	found, err := d.examine(ctx, k.url)
	return fmt.Sprintf("%s acts whose clients hung up at random moments: %s were done, %s were not, and %s; asked for again with the same keys: %s; %s",
		number(writes), number(stood), number(int64(writes)-stood), after, held, found), err
}

// actTakes answers within what time acts are answered with so many at work.
func actTakes(address string, k *drillClub) (longest time.Duration, err error) {
	took := make([]time.Duration, swarming)
	err = allAtOnce(address, swarming, func(i int, c *benchConn) error {
		begun := time.Now()
		_, err := c.do(post(fmt.Sprintf("/offers/%d/claims", k.offer), k.members[i], fmt.Sprintf("key=before-the-storm-%03d", i)))
		took[i] = time.Since(begun)
		return err
	})
	return slices.Max(took), err
}

// drop asks and hangs up at a random moment: one of eight before the request is whole, half of all without a goodbye.
func drop(address string, request []byte, within time.Duration) error {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer c.Close()
	n := len(request)
	if rand.IntN(8) == 0 {
		n = rand.IntN(n)
	}
	if _, err := c.Write(request[:n]); err != nil {
		return err
	}
	time.Sleep(rand.N(within))
	if rand.IntN(2) == 0 {
		return c.(*net.TCPConn).SetLinger(0)
	}
	return nil
}
