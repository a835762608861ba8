package worker

import (
	"bufio"
	"fmt"
	"strings"
	"testing"

	"clubhouse/db"
)

// member makes one who has agreed to messages, by mail and by SMS, and answers who acts.
func member(t *testing.T, w *Worker, to string, l db.Locale) db.Actor {
	t.Helper()
	dest, err := db.ParseDestination(to, "CN")
	if err != nil {
		t.Fatal(err)
	}
	browser, err := w.Store.RequestCode(ctx, db.MemberDoor, "", dest, l, db.Client{Address: "10.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	code := ""
	for _, j := range lease(t, w) {
		m, _, err := j.Message()
		if err != nil {
			t.Fatal(err)
		}
		code = m.Args["code"]
		if err := w.Store.FinishJob(ctx, j); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Store.EnterCode(ctx, db.MemberDoor, browser, code, db.Client{}); err != nil {
		t.Fatal(err)
	}
	token, err := w.Store.JoinMember(ctx, browser, db.Joining{Name: "陈美玲", Adult: true, Terms: true, Privacy: true, Locale: l, Service: true}, db.Client{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := w.Store.Session(ctx, db.MemberDoor, token)
	if err != nil {
		t.Fatal(err)
	}
	return s.Actor()
}

func lease(t *testing.T, w *Worker) []db.Job {
	t.Helper()
	jobs, err := w.Store.LeaseJobs(ctx, 10)
	if err != nil {
		t.Fatal(err)
	}
	return jobs
}

// told gives the member a tier, of which they are told.
func told(t *testing.T, w *Worker, m db.Actor, tier db.Tier) {
	t.Helper()
	if err := w.Store.SetTier(ctx, db.SystemActor, m.Member, tier, "十二个月达标"); err != nil {
		t.Fatal(err)
	}
}

// stands answers how the member's newest notice stands by each channel.
func stands(t *testing.T, w *Worker, m db.Actor) string {
	t.Helper()
	list, _, err := w.Store.MemberNotices(ctx, db.SystemActor, m.Member, 0)
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	out := ""
	for _, d := range list[0].Deliveries {
		out += fmt.Sprint(d.Channel, " ", d.State, " ", d.Why, "; ")
	}
	return out
}

// A notice goes out by a real mail server, in the account's language; its states are what became of it.
func TestNoticeByMail(t *testing.T) {
	port, lines := startMailServer(t)
	w, now, _ := newWorker(t)
	good := SMTP{Host: "127.0.0.1", Port: port, User: "club", Password: "open sesame", From: "云栖会 <club@club.example>", TLS: "starttls"}
	w.Mail = good
	m := member(t, w, "chen@club.example", db.Hant)
	want := func(what, state string) {
		t.Helper()
		if got := stands(t, w, m); got != "sms unsent no_address; email "+state+"; " {
			t.Errorf("%s: %s", what, got)
		}
	}
	told(t, w, m, db.Gold)
	want("told", "queued ")
	w.rounds()
	want("sent", "sent ")
	if mail := took(t, lines); !strings.Contains(mail, "chen@club.example") {
		t.Errorf("the server took %s", mail)
	}
	w.rounds()
	want("another round", "sent ")

	away := good
	away.Port = 1
	w.Mail = away
	told(t, w, m, db.Jade)
	w.rounds()
	want("failed once", "queued ")
	for range 11 {
		now.Add(3600)
		w.rounds()
	}
	if got := stands(t, w, m); !strings.HasPrefix(got, "sms unsent no_address; email failed unreachable: mail server 127.0.0.1 cannot be used") || strings.Contains(got, "chen@") {
		t.Errorf("given up: %s", got)
	}
	work, err := w.Store.Work(ctx, db.SystemActor, 0)
	if err != nil || len(work.Dead) != 1 {
		t.Fatal(work.Dead, err)
	}
	w.Mail = good
	if err := w.Store.ResendJob(ctx, db.SystemActor, work.Dead[0].ID); err != nil {
		t.Fatal(err)
	}
	want("again", "queued ")
	w.rounds()
	want("sent after all", "sent ")
	took(t, lines)

	told(t, w, m, db.Silver)
	if err := w.Store.SetService(ctx, m, true, false, db.Hant); err != nil {
		t.Fatal(err)
	}
	w.rounds()
	want("withdrawn before it went out", "unsent withdrawn")

	if err := w.Store.SetService(ctx, m, true, true, db.Hant); err != nil {
		t.Fatal(err)
	}
	w.Mail = nil
	told(t, w, m, db.Gold)
	w.rounds()
	want("a club without mail", "unsent no_sender")
}

// took answers the head of what the mail server has taken.
func took(t *testing.T, lines *bufio.Scanner) string {
	t.Helper()
	if !lines.Scan() {
		t.Fatal("nothing was taken")
	}
	return strings.Join(strings.Fields(lines.Text())[:5], " ")
}

// A text message waits for the morning, is in few words, and begins with the club's name. A worker that comes to it in the
// next night holds it again.
func TestNoticeBySMS(t *testing.T) {
	w, now, _ := newWorker(t)
	line := &flaky{}
	w.SMS = line
	m := member(t, w, "13800138000", db.Hans)
	night := now.Load() // 19:06 in Shanghai
	now.Store(night + 2*3600)
	told(t, w, m, db.Gold)
	if got := stands(t, w, m); got != "sms held ; email unsent no_address; " {
		t.Errorf("at night: %s", got)
	}
	now.Add(3600)
	if w.rounds(); len(line.sent) != 0 {
		t.Error("sent at night")
	}
	now.Add(24 * 3600)
	if w.rounds(); len(line.sent) != 0 || stands(t, w, m) != "sms held ; email unsent no_address; " {
		t.Errorf("in the next night: %d sent, %s", len(line.sent), stands(t, w, m))
	}
	now.Add(12 * 3600)
	w.rounds()
	if len(line.sent) != 1 || line.sent[0].To != "+8613800138000" || line.sent[0].Text != "【业主会】您的会员等级现在是金会员。" || line.sent[0].HTML != "" {
		t.Errorf("in the morning: %+v", line.sent)
	}
	if got := stands(t, w, m); got != "sms sent ; email unsent no_address; " {
		t.Errorf("sent: %s", got)
	}
}
