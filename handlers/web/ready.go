package web

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"
)

const (
	probeEvery  = time.Second     // the books are written no more often, whoever asks
	probeWithin = 2 * time.Second // for the write, after which the club is not ready
)

// probes share one write of the books between all who ask whether the club is ready.
type probes struct {
	mu   sync.Mutex
	last *probe
}

type probe struct {
	begun time.Time
	done  chan struct{} // closed when err is set
	err   error
}

// share answers the newest probe, beginning another with write where that one is done and old.
func (p *probes) share(write func() error) *probe {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last != nil {
		select {
		case <-p.last.done:
			if time.Since(p.last.begun) < probeEvery {
				return p.last
			}
		default:
			return p.last
		}
	}
	n := &probe{begun: time.Now(), done: make(chan struct{})}
	p.last = n
	go func() {
		n.err = write()
		close(n.done)
	}()
	return n
}

// wait answers how the probe went.
func (p *probe) wait(ctx context.Context) error {
	late := time.NewTimer(time.Until(p.begun.Add(probeWithin)))
	defer late.Stop()
	select {
	case <-p.done:
		return p.err
	default:
	}
	select {
	case <-p.done:
		return p.err
	case <-late.C:
		return errors.New("the books have not taken a write in time")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Ready answers 200 while the club can do acts: its books take a write, and it is not about to stop. Else 503.
func (a *App) Ready(c *Context) error {
	ctx := c.Request().Context()
	why := "stopping"
	if !a.Stopping.Load() {
		err := a.probes.share(func() error { return a.Store.CheckWrite(context.WithoutCancel(ctx)) }).wait(ctx)
		if err == nil {
			return c.String(http.StatusOK, "ready\n")
		}
		a.Log.Warn("not ready", "id", c.ID, "err", err)
		why = "not ready"
	}
	retryAfter(c.Response().Header())
	return c.String(http.StatusServiceUnavailable, why+"\n")
}
