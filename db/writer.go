package db

import (
	"context"
	"runtime"
	"sync"
)

// maxGroup is how many acts are committed together at most.
const maxGroup = 256

// write is one act that waits for its commit.
type write struct {
	ctx   context.Context
	actor Actor
	fn    func(*Tx) error
	err   error
	after []func()
	done  chan struct{}
	apart bool // somebody else answers it
}

// writer takes the acts that wait, has them committed as one group, and only then answers them.
type writer struct {
	queue   chan *write
	stopped chan struct{} // closed once it has stopped

	closing sync.RWMutex
	closed  bool
}

func newWriter() writer {
	return writer{queue: make(chan *write, 4*maxGroup), stopped: make(chan struct{})}
}

// write has fn carried out and answers once it stands, or what became of it. A ctx that ends before fn has begun
// withdraws it.
func (w *writer) write(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	act := &write{ctx: ctx, actor: actor, fn: fn, done: make(chan struct{})}
	w.closing.RLock()
	if w.closed {
		w.closing.RUnlock()
		return errClosed
	}
	select {
	case w.queue <- act:
		w.closing.RUnlock()
	case <-ctx.Done():
		w.closing.RUnlock()
		return ctx.Err()
	}
	<-act.done
	return act.err
}

// run hands groups of at most so many to commit, which leaves in each what became of it, until the writer is closed.
// told hears of each group once it has been answered.
func (w *writer) run(most int, commit func([]*write), told func()) {
	defer close(w.stopped)
	group := make([]*write, 0, most)
	for first := range w.queue {
		group = append(group[:0], first)
		// Who is about to ask may do so first: a commit costs nearly the same for many as for few. With nobody else at
		// work this takes no time.
		for before := -1; before < len(w.queue) && len(w.queue) < most; {
			before = len(w.queue)
			runtime.Gosched()
		}
	fill:
		for len(group) < most {
			select {
			case act, ok := <-w.queue:
				if !ok {
					break fill
				}
				group = append(group, act)
			default:
				break fill
			}
		}
		commit(group)
		for _, act := range group {
			if !act.apart {
				act.answer()
			}
		}
		clear(group)
		told()
	}
}

// answer tells whoever waits what became of the act.
func (w *write) answer() {
	if w.err == nil {
		for _, fn := range w.after {
			fn()
		}
	}
	close(w.done)
}

// close takes no further act, and returns once those that wait have been answered. first: nobody has closed it before.
func (w *writer) close() (first bool) {
	w.closing.Lock()
	first = !w.closed
	if first {
		w.closed = true
		close(w.queue)
	}
	w.closing.Unlock()
	<-w.stopped
	return first
}

func (w *writer) isClosed() bool {
	w.closing.RLock()
	defer w.closing.RUnlock()
	return w.closed
}
