// Package worker does what the books have put off: it takes job rows, sends messages, and sweeps what has served its
// time. Any number of workers may run on the same books.
package worker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/mail"
)

// Letter is a message ready to be sent.
type Letter struct {
	To      string // E.164, or an e-mail address
	Subject string // of a mail
	Text    string
	HTML    string // of a mail; the same words as Text
}

// Sender sends letters by one channel. An error has the letter tried again later; it must hold no personal data.
type Sender interface {
	Send(ctx context.Context, l Letter) error
}

// Worker works on one club's books.
type Worker struct {
	Store *db.Store
	Mail  Sender // nil where the club has none: such letters wait
	SMS   Sender
	Log   *slog.Logger
}

const (
	batch        = 20
	lookEvery    = time.Second // for jobs whose time has come, or that another process wrote
	sweepEvery   = 10 * time.Minute
	expireAtOnce = 200 // lots in one act, so that no other waits long
	sendWithin   = 30 * time.Second
)

// Run works until ctx ends. What it has leased by then is finished first.
func (w *Worker) Run(ctx context.Context) {
	look, sweep := time.NewTicker(lookEvery), time.NewTicker(sweepEvery)
	defer look.Stop()
	defer sweep.Stop()
	wakes := w.Store.Wakes()
	w.sweep(ctx)
	for {
		for w.round(ctx) {
		}
		select {
		case <-ctx.Done():
			return
		case <-wakes:
		case <-look.C:
		case <-sweep.C:
			w.sweep(ctx)
		}
	}
}

// sweep drops what has served its time, and takes the points whose time is over.
func (w *Worker) sweep(ctx context.Context) {
	if err := w.Store.Sweep(ctx); err != nil {
		w.Log.Error("sweep", "err", err)
	}
	for more := true; more && ctx.Err() == nil; {
		var err error
		if more, err = w.Store.ExpirePoints(ctx, expireAtOnce); err != nil {
			w.Log.Error("points not expired", "err", err)
			return
		}
	}
}

// round does the jobs that are due and tells whether there may be more.
func (w *Worker) round(ctx context.Context) bool {
	if ctx.Err() != nil {
		return false
	}
	jobs, err := w.Store.LeaseJobs(ctx, batch)
	if err != nil {
		if ctx.Err() == nil {
			w.Log.Error("jobs cannot be taken", "err", err)
		}
		return false
	}
	for _, j := range jobs {
		// The outcome is written whether or not the club is closing: a message that has gone out must not go twice.
		background := context.WithoutCancel(ctx)
		if err := w.do(background, j); err != nil {
			w.Log.Warn("job failed", "job", j.ID, "kind", j.Kind, "tries", j.Tries, "err", err)
			err = w.Store.FailJob(background, j, err.Error())
		} else {
			err = w.Store.FinishJob(background, j.ID)
		}
		if err != nil {
			w.Log.Error("job's outcome not written", "job", j.ID, "err", err)
		}
	}
	return len(jobs) == batch
}

var errNoSender = errors.New("no sender is set for this channel")

func (w *Worker) do(ctx context.Context, j db.Job) error {
	m, ok, err := j.Message()
	if err != nil {
		return err
	}
	if !ok {
		return fmt.Errorf("unknown kind of job %q", j.Kind)
	}
	text, ok := i18n.Messages[m.Template]
	if !ok {
		return fmt.Errorf("unknown message %q", m.Template)
	}
	club := w.Store.Club().Name
	subject, body := text.Fill(m.Locale, club, m.Args)
	letter, by := Letter{To: m.To.String(), Subject: subject, Text: body}, w.SMS
	if m.To.Email != "" {
		var html bytes.Buffer
		if err := mail.Letter(string(m.Locale), club.In(m.Locale), subject, body).Render(ctx, &html); err != nil {
			return err
		}
		letter.HTML, by = html.String(), w.Mail
	}
	if by == nil {
		return errNoSender
	}
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	return by.Send(ctx, letter)
}
