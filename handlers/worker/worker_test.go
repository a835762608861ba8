package worker

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"clubhouse/db"
)

var ctx = context.Background()

// newWorker answers a worker on fresh books whose clock the test moves, and what it logs.
func newWorker(t *testing.T) (*Worker, *atomic.Int64, *bytes.Buffer) {
	t.Helper()
	var now atomic.Int64
	now.Store(1_795_000_000)
	store, err := db.Open(ctx, db.Options{
		URL: filepath.Join(t.TempDir(), "club.db"), Secret: []byte(strings.Repeat("s", 32)), Clock: func() time.Time { return time.Unix(now.Load(), 0) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	var log bytes.Buffer
	return &Worker{Store: store, Log: slog.New(slog.NewTextHandler(&log, nil))}, &now, &log
}

// ask has a one-time code sent to the destination.
func ask(t *testing.T, w *Worker, to string, l db.Locale) {
	t.Helper()
	dest, err := db.ParseDestination(to, "CN")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Store.RequestCode(ctx, db.MemberDoor, "", dest, l, db.Client{Address: "10.0.0.1"}); err != nil {
		t.Fatal(err)
	}
}

// rounds does what is due in each lane.
func (w *Worker) rounds() {
	w.round(ctx, db.JobSMS)
	w.round(ctx, db.JobMail)
}

// flaky fails until it has been asked so many times.
type flaky struct {
	fails int
	sent  []Letter
}

func (f *flaky) Send(_ context.Context, l Letter) error {
	if f.fails > 0 {
		f.fails--
		return errors.New("the line is down")
	}
	f.sent = append(f.sent, l)
	return nil
}

func TestSendsByTheChannelOfTheDestination(t *testing.T) {
	w, _, _ := newWorker(t)
	sms, mail := &flaky{}, &flaky{}
	w.SMS, w.Mail = sms, mail
	ask(t, w, "13800138000", db.Hans)
	ask(t, w, "Someone@Example.com", db.En)
	w.rounds()
	if len(sms.sent) != 1 || sms.sent[0].To != "+8613800138000" || !strings.Contains(sms.sent[0].Text, "您的验证码是") || sms.sent[0].HTML != "" {
		t.Errorf("by SMS: %+v", sms.sent)
	}
	if len(mail.sent) != 1 || mail.sent[0].To != "someone@example.com" || !strings.Contains(mail.sent[0].HTML, "your code is") || mail.sent[0].Subject == "" {
		t.Errorf("by mail: %+v", mail.sent)
	}
	if w.rounds(); len(sms.sent) != 1 {
		t.Error("a message was sent twice")
	}
}

func TestTriesAgainLater(t *testing.T) {
	w, now, log := newWorker(t)
	line := &flaky{fails: 3}
	w.SMS = line
	ask(t, w, "13800138000", db.Hans)
	for range 3 {
		w.rounds()
		w.rounds() // at once: its time has not come
		now.Add(60)
	}
	if len(line.sent) != 0 || line.fails != 0 {
		t.Fatalf("after three rounds: %d sent, %d failures to come", len(line.sent), line.fails)
	}
	if w.rounds(); len(line.sent) != 1 {
		t.Fatal("not sent when the line was up again")
	}
	if strings.Contains(log.String(), "13800138000") {
		t.Error("the log holds the phone number")
	}
}

// A code that could not be sent within its five minutes is not sent at all.
func TestDropsWhatIsOver(t *testing.T) {
	w, now, _ := newWorker(t)
	line := &flaky{fails: 1}
	w.SMS = line
	ask(t, w, "13800138000", db.Hans)
	w.rounds()
	now.Add(301)
	for range 3 {
		w.rounds()
		now.Add(3600)
	}
	if len(line.sent) != 0 || line.fails != 0 {
		t.Errorf("%d sent, %d failures to come", len(line.sent), line.fails)
	}
}

// stuck never answers until it is let go.
type stuck struct{ free chan struct{} }

func (s stuck) Send(context.Context, Letter) error { <-s.free; return nil }

// A mail server that hangs holds up no message by SMS.
func TestLanes(t *testing.T) {
	w, _, _ := newWorker(t)
	free := make(chan struct{})
	sent := make(chan Letter, 1)
	w.Mail, w.SMS = stuck{free}, senderFunc(func(l Letter) error { sent <- l; return nil })
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	running.Go(func() { w.Run(ctx) })
	ask(t, w, "someone@example.com", db.En)
	ask(t, w, "13800138000", db.Hans)
	select {
	case <-sent:
	case <-time.After(20 * time.Second):
		t.Error("the SMS waits for the mail")
	}
	close(free)
	stop()
	running.Wait()
}

type senderFunc func(Letter) error

func (f senderFunc) Send(_ context.Context, l Letter) error { return f(l) }

func TestHook(t *testing.T) {
	var got *http.Request
	var body string
	status := http.StatusOK
	gateway := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got, body = r, string(b)
		w.WriteHeader(status)
	}))
	defer gateway.Close()
	letter := Letter{To: "+8613800138000", Text: `say "hi" & 你好`}
	for _, c := range []struct{ kind, template, want string }{
		{"application/json", `{"to":{{json .To}},"text":{{json .Text}}}`, "{\"to\":\"+8613800138000\",\"text\":\"say \\\"hi\\\" \\u0026 你好\"}"},
		{"application/x-www-form-urlencoded", `to={{query .To}}&body={{query .Text}}`, "to=%2B8613800138000&body=say+%22hi%22+%26+%E4%BD%A0%E5%A5%BD"},
	} {
		tmpl, err := ParseSMSBody(c.template)
		if err != nil {
			t.Fatal(err)
		}
		if err := NewSMSHook(gateway.URL, c.kind, tmpl, http.Header{"X-Key": {"abc"}}).Send(ctx, letter); err != nil {
			t.Fatal(err)
		}
		if body != c.want || got.Header.Get("X-Key") != "abc" || got.Header.Get("Content-Type") != c.kind {
			t.Errorf("the gateway got %q %v", body, got.Header)
		}
	}
	tmpl, _ := ParseSMSBody("{{.Text}}")
	status = http.StatusBadGateway
	if err := NewSMSHook(gateway.URL, "text/plain", tmpl, nil).Send(ctx, letter); err == nil || !strings.HasPrefix(err.Error(), "busy: ") {
		t.Error("an answer of 502:", err)
	}
	gateway.Close()
	err := NewSMSHook(gateway.URL+"/?token=hush", "text/plain", tmpl, nil).Send(ctx, letter)
	if err == nil || strings.Contains(err.Error(), "hush") || !strings.HasPrefix(err.Error(), "unreachable: ") {
		t.Errorf("a gateway that is gone: %v", err)
	}
}

// bomb panics at its first letter.
type bomb struct {
	flaky
	gone bool
}

func (b *bomb) Send(ctx context.Context, l Letter) error {
	if !b.gone {
		b.gone = true
		panic("an unforeseen letter")
	}
	return b.flaky.Send(ctx, l)
}

// A panic over one message ends neither the process nor the lane: that message is tried again, the others go out.
func TestPanicOfAMessage(t *testing.T) {
	w, now, log := newWorker(t)
	sms := &bomb{}
	w.SMS = sms
	ask(t, w, "13800138000", db.Hans)
	w.rounds()
	ask(t, w, "13800138001", db.Hans)
	w.rounds()
	if len(sms.sent) != 1 || sms.sent[0].To != "+8613800138001" || !strings.Contains(log.String(), "an unforeseen letter") {
		t.Fatalf("%+v\n%s", sms.sent, log)
	}
	now.Add(60)
	w.rounds()
	if len(sms.sent) != 2 {
		t.Errorf("%+v", sms.sent)
	}
}
