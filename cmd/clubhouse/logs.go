package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// logs writes the log a few lines at a time: a system call for each request would cost more than most pages. A line
// waits at most a tenth of a second; an error, and all that stands before it, is written at once.
type logs struct {
	mu    sync.Mutex
	out   io.Writer
	w     *bufio.Writer
	timed bool // a flush is on its way
}

const logWithin = 100 * time.Millisecond

// newLog answers a log that writes to w, and what writes its last lines.
func newLog(w io.Writer) (log *slog.Logger, flush func()) {
	l := &logs{out: w, w: bufio.NewWriterSize(w, 64<<10)}
	return slog.New(&atOnce{slog.NewTextHandler(l, nil), l}), l.flush
}

// Write takes one line.
func (l *logs) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.timed {
		l.timed = true
		time.AfterFunc(logWithin, l.flush)
	}
	if _, err := l.w.Write(line); err != nil {
		l.w.Reset(l.out)
	}
	return len(line), nil
}

func (l *logs) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.timed = false
	if err := l.w.Flush(); err != nil {
		l.w.Reset(l.out) // a log that could not be written must not stop the club, nor the lines to come
	}
}

// atOnce writes errors without delay.
type atOnce struct {
	slog.Handler
	logs *logs
}

func (h *atOnce) Handle(ctx context.Context, r slog.Record) error {
	err := h.Handler.Handle(ctx, r)
	if r.Level >= slog.LevelError {
		h.logs.flush()
	}
	return err
}

func (h *atOnce) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &atOnce{h.Handler.WithAttrs(attrs), h.logs}
}

func (h *atOnce) WithGroup(name string) slog.Handler {
	return &atOnce{h.Handler.WithGroup(name), h.logs}
}
