package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"
)

const (
	serveAgain  = time.Second // from a start after a kill to the first answer
	retriesEach = 4           // after each kill
)

// kill kills the club's process again and again under people who claim and redeem. What was acknowledged is there
// exactly once, and nothing by half.
func (d *drilling) kill(ctx context.Context) (string, error) {
	k, err := d.newClub(ctx, "kill", swarming, 0)
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
	kills, retries, same, slowest := d.kills(3), 0, 0, time.Duration(0)
	for range kills {
		if err := s.until(ctx, 1+rand.IntN(d.size(600, 300)), s.acknowledged); err != nil {
			return "", err
		}
		c.kill()
		if c, err = startChild("club", k.url, -1); err != nil {
			return "", fmt.Errorf("the club did not start again: %w", err)
		}
		s.address.Store(&c.address)
		if slowest = max(slowest, c.started); c.started > d.bound(serveAgain) {
			d.fault("after a kill it served again within %v, not within %v", c.started.Round(time.Millisecond), serveAgain)
		}
		acts, again := s.done(), make([]act, retriesEach)
		for i := range again {
			again[i] = acts[rand.IntN(len(acts))]
		}
		retries, same = retries+len(again), same+s.retry(again)
	}
	if err := s.until(ctx, swarming, s.acknowledged); err != nil {
		return "", err
	}
	s.stop()
	c.stop()
	if n := s.putOff.Load(); n > 0 {
		d.fault("%d acts were put off, though the club served", n)
	}
	held, err := d.compare(ctx, k.url, s.done(), false)
	if err != nil {
		return "", err
	}
	found, err := d.examine(ctx, k.url)
	return fmt.Sprintf("%d kills -9 under %d clients; %s; %s answers cut off and asked for again; %s of %s retries answered the same; serving again within %v; %s",
		kills, swarming, held, number(s.cut.Load()), number(same), number(retries), slowest.Round(time.Millisecond), found), err
}
