// Package worker does what the books have put off: it takes job rows, sends messages, and sweeps what has served its
// time. Any number of workers may run on the same books.
package worker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"strings"
	"sync"
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

// Sender sends letters by one channel. An error has the letter tried again later; it begins with its cause, and must hold
// no personal data.
type Sender interface {
	Send(ctx context.Context, l Letter) error
}

// because is a sender's error, with its cause before its own words.
func because(cause, words string, args ...any) error {
	return fmt.Errorf(cause+": "+words, args...)
}

// Worker works on one club's books.
type Worker struct {
	Store  *db.Store
	Base   string // the club's address, for the links in letters
	Erased string // the file outside the backups that lists whom the club has erased; "" for none
	Mail   Sender // nil where the club has none: such letters wait
	SMS    Sender
	Log    *slog.Logger
}

const (
	atOnce       = 8           // letters sent at the same time by one channel: fewer than a lease lasts, however slow
	lookEvery    = time.Second // for jobs whose time has come, or that another process wrote
	tasksEvery   = 10 * time.Second
	expireAtOnce = 20  // lots in one act, so that no other waits long
	sealAtOnce   = 8   // seals of some hundred rows in one act
	sealActs     = 250 // a million rows a minute
	tellAtOnce   = 50  // vouchers in one act
	termsAtOnce  = 200 // members in one act
	eraseAtOnce  = 20  // members, each in an act of its own
	gentlyAtMost = 5 * time.Minute
	sendWithin   = 30 * time.Second
)

// Run works until ctx ends. What it has leased by then is finished first. Each channel has a lane of its own, so that a
// mail server that hangs holds up no code by SMS.
func (w *Worker) Run(ctx context.Context) {
	var lanes sync.WaitGroup
	for _, kind := range []string{db.JobSMS, db.JobMail} {
		lanes.Go(func() { w.lane(ctx, kind) })
	}
	lanes.Go(func() { w.runs(ctx) })
	tick := time.NewTicker(tasksEvery)
	defer tick.Stop()
	var erased listed
	for ctx.Err() == nil {
		w.task(ctx, db.TaskSweep, w.Store.Sweep)
		w.task(ctx, db.TaskExpire, w.expire)
		w.task(ctx, db.TaskSeal, w.seal)
		w.task(ctx, db.TaskTell, func(ctx context.Context) error { return w.Store.TellEndings(ctx, tellAtOnce) })
		w.task(ctx, db.TaskTerms, w.terms)
		w.task(ctx, db.TaskErase, w.erase)
		w.task(ctx, db.TaskBirthday, w.birthdays)
		erased = w.listErasures(ctx, erased)
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
	lanes.Wait()
}

// lane does the jobs of one kind.
func (w *Worker) lane(ctx context.Context, kind string) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	wakes := w.Store.Wakes()
	for {
		for w.round(ctx, kind) {
		}
		select {
		case <-ctx.Done():
			return
		case <-wakes:
		case <-look.C:
		}
	}
}

// task does a task where its time has come and no other process is at it, and writes how it went.
func (w *Worker) task(ctx context.Context, t db.Task, do func(context.Context) error) {
	lease, err := w.Store.LeaseTask(ctx, t)
	if err != nil && ctx.Err() == nil {
		w.Log.Error("task cannot be taken", "task", t.Name, "err", err)
	}
	if err != nil || lease == 0 {
		return
	}
	start, failed := time.Now(), ""
	err = w.safely(func() error { return do(ctx) })
	whole := ctx.Err() == nil
	if err != nil && whole {
		w.Log.Error("task failed", "task", t.Name, "err", err)
		failed = err.Error()
	}
	if err := w.Store.FinishTask(context.WithoutCancel(ctx), t, lease, time.Since(start), failed, whole); err != nil {
		w.Log.Error("task's outcome not written", "task", t.Name, "err", err)
	}
}

// gently does the acts of a long work, while there may be more, and leaves others as much time as each took. What it does
// not finish in a while it leaves to the task's next turn, since the other tasks wait.
func gently(ctx context.Context, act func() (more bool, err error)) error {
	for start := time.Now(); time.Since(start) < gentlyAtMost; {
		begun := time.Now()
		if more, err := act(); err != nil || !more {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Since(begun)):
		}
	}
	return nil
}

// expire takes the points whose time is over.
func (w *Worker) expire(ctx context.Context) error {
	return gently(ctx, func() (bool, error) { return w.Store.ExpirePoints(ctx, expireAtOnce) })
}

// seal lengthens the chain over the audit. What is left of much it does the next time, so that other tasks have their turn.
func (w *Worker) seal(ctx context.Context) error {
	for range sealActs {
		if n, err := w.Store.SealAudit(ctx, sealAtOnce); err != nil || n < sealAtOnce || ctx.Err() != nil {
			return err
		}
	}
	return nil
}

// terms has members found by what this binary makes of their names.
func (w *Worker) terms(ctx context.Context) error {
	return gently(ctx, func() (bool, error) { return w.Store.RenewTerms(ctx, termsAtOnce) })
}

// birthdays greets members on their birthday.
func (w *Worker) birthdays(ctx context.Context) error {
	return gently(ctx, func() (bool, error) { return w.Store.TellBirthdays(ctx, tellAtOnce) })
}

// erase erases members whose time to change their mind about leaving is over.
func (w *Worker) erase(ctx context.Context) error {
	return gently(ctx, func() (bool, error) { return w.Store.EraseDue(ctx, eraseAtOnce) })
}

// listed is how far the list of erasures outside the books has come: an instant, and how many of it and later are listed.
type listed struct {
	since int64
	n     int
}

// listErasures lists outside the books whom this process or another has erased since it last did.
func (w *Worker) listErasures(ctx context.Context, was listed) listed {
	if w.Erased == "" {
		return was
	}
	list, err := w.Store.Erasures(ctx, was.since)
	if err == nil && len(list) == was.n && (was.n == 0 || list[was.n-1].At == was.since) { // one may be erased again, and move to the end
		return was
	}
	if err == nil {
		err = db.AppendErasures(w.Erased, list)
	}
	if err != nil {
		if ctx.Err() == nil {
			w.Log.Error("erasures cannot be listed outside the books", "err", err)
		}
		return was
	}
	is := listed{since: list[len(list)-1].At}
	for _, e := range list {
		if e.At == is.since {
			is.n++
		}
	}
	return is
}

// round does the jobs of the kind that are due and tells whether there may be more.
func (w *Worker) round(ctx context.Context, kind string) bool {
	if ctx.Err() != nil {
		return false
	}
	jobs, err := w.Store.LeaseKind(ctx, kind, atOnce)
	if err != nil {
		if ctx.Err() == nil {
			w.Log.Error("jobs cannot be taken", "err", err)
		}
		return false
	}
	var sends sync.WaitGroup
	for _, j := range jobs {
		sends.Go(func() { w.finish(context.WithoutCancel(ctx), j) })
	}
	sends.Wait()
	return len(jobs) == atOnce
}

// finish does one job and writes its outcome, whether or not the club is closing: a message that has gone out must not
// go twice.
func (w *Worker) finish(ctx context.Context, j db.Job) {
	var no held
	err := w.safely(func() (err error) { no, err = w.do(ctx, j); return err })
	switch {
	case err != nil:
		w.Log.Warn("job failed", "job", j.ID, "kind", j.Kind, "tries", j.Tries, "err", err)
		err = w.Store.FailJob(ctx, j, err.Error())
	case no.why != "":
		err = w.Store.DropJob(ctx, j, no.why)
	case no.until > 0:
		err = w.Store.HoldJob(ctx, j, no.until)
	default:
		err = w.Store.FinishJob(ctx, j)
	}
	if err != nil {
		w.Log.Error("job's outcome not written", "job", j.ID, "err", err)
	}
}

// safely has a panic of one piece of work be that one's failure, and nobody else's.
func (w *Worker) safely(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			w.Log.Error("panic in the worker", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = errors.New("it ended in a panic, of which the log tells")
		}
	}()
	return do()
}

// held says that a notice does not go out: not until an instant, or not at all, and why.
type held struct {
	until int64
	why   string
}

var errNoSender = because(db.CauseNoSender, "no sender is set for this channel")

func (w *Worker) do(ctx context.Context, j db.Job) (no held, err error) {
	m, ok, err := j.Message()
	switch {
	case err != nil:
		return no, err
	case !ok:
		return no, fmt.Errorf("unknown kind of job %q", j.Kind)
	case m.Notice != 0:
		return w.notice(ctx, j)
	case m.Until != 0 && w.Store.Now() > m.Until:
		w.Log.Warn("message dropped, its time is over", "job", j.ID, "template", m.Template)
		return no, nil
	}
	text, ok := i18n.Messages[m.Template]
	if !ok {
		return no, fmt.Errorf("unknown message %q", m.Template)
	}
	args := map[string]string{"base": strings.TrimSuffix(w.Base, "/")}
	maps.Copy(args, m.Args)
	subject, body := text.Fill(m.Locale, w.Store.Club().Name, args)
	return no, w.send(ctx, m.To, m.Locale, subject, body)
}

// notice sends a notice as the account has it by now.
func (w *Worker) notice(ctx context.Context, j db.Job) (no held, err error) {
	out, err := w.Store.Outgoing(ctx, j)
	if err != nil || out.Not != "" || out.Hold > 0 {
		return held{out.Hold, out.Not}, err
	}
	text := i18n.Notice(out.Locale, out.Telling)
	body := text.Body
	if out.To.Phone != "" {
		body = text.SMS(out.Locale, w.Store.Club().Name)
	}
	if err = w.send(ctx, out.To, out.Locale, text.Title, body); errors.Is(err, errNoSender) {
		return held{why: db.WhyNoSender}, nil
	}
	return no, err
}

// send sends words by the channel of the destination.
func (w *Worker) send(ctx context.Context, to db.Destination, l db.Locale, subject, body string) error {
	letter, by := Letter{To: to.String(), Subject: subject, Text: body}, w.SMS
	if to.Email != "" {
		var html bytes.Buffer
		if err := mail.Letter(string(l), w.Store.Club().Name.In(l), subject, body).Render(ctx, &html); err != nil {
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
