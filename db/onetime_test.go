package db

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

func dest(t testing.TB, typed string) Destination {
	t.Helper()
	return must(ParseDestination(typed, "CN"))(t)
}

// wrongCode answers six digits that are not the code.
func wrongCode(code string) string {
	if code == "000000" {
		return "111111"
	}
	return "000000"
}

func (w *world) enter(browser, code string) error {
	_, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{Address: "10.0.0.1"})
	return err
}

// wantReason fails the test unless err is a refusal for the reason.
func wantReason(t testing.TB, what string, err error, r Reason) {
	t.Helper()
	if KindOf(err) != Refused || ReasonOf(err) != r {
		t.Errorf("%s: %v, want %s", what, err, r)
	}
}

func TestCodeTries(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	browser, code := w.code(MemberDoor, "13700000001")
	for left := 4; left > 0; left-- {
		err := w.enter(browser, wrongCode(code))
		wantReason(t, "a wrong try", err, CodeWrong)
		if e, ok := err.(*Error); !ok || e.Args[0] != int64(left) || e.Field != "code" {
			t.Errorf("with %d left: %+v", left, err)
		}
	}
	wantReason(t, "the 5th wrong try", w.enter(browser, wrongCode(code)), CodeTriesSpent)
	wantReason(t, "the 6th, though right", w.enter(browser, code), CodeTriesSpent)

	w.pass(time.Minute)
	browser, code = w.code(MemberDoor, "13700000002")
	for range 4 {
		_ = w.enter(browser, "")
	}
	if err := w.enter(browser, code); err != nil {
		t.Errorf("the 5th, right: %v", err)
	}
	wantReason(t, "used again", w.enter(browser, code), CodeUsed)
}

// A hundred guesses at once count as five: one of them may not slip past the count.
func TestCodeTriesTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	browser, code := w.code(MemberDoor, "13700000001")
	var wg sync.WaitGroup
	var mu sync.Mutex
	reasons := map[Reason]int{}
	for range 100 {
		wg.Go(func() {
			err := w.enter(browser, wrongCode(code))
			mu.Lock()
			reasons[ReasonOf(err)]++
			mu.Unlock()
		})
	}
	wg.Wait()
	if reasons[CodeWrong] != 4 || reasons[CodeTriesSpent] != 96 || w.rows("SELECT n FROM counters WHERE name LIKE 'code.failures:%'") != 5 ||
		w.rows("SELECT COUNT(*) FROM audit WHERE act = 'code.failed'") != 5 {
		t.Errorf("a hundred guesses gave %v", reasons)
	}
	wantReason(t, "then the right one", w.enter(browser, code), CodeTriesSpent)
}

func TestCodeGoodOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old, oldCode := w.code(MemberDoor, "13700000001")
	wantReason(t, "another browser", w.enter(newToken(), oldCode), CodeForeign)
	wantReason(t, "no browser", w.enter("", oldCode), CodeForeign)
	_, err := w.EnterCode(ctx, MerchantDoor, old, oldCode, Client{})
	wantReason(t, "another door", err, CodeForeign)

	w.pass(time.Minute)
	newer, code := w.codeAgain(MemberDoor, old, "13700000001")
	wantReason(t, "replaced", w.enter(old, oldCode), CodeExpired)
	wantReason(t, "a newer code in the old browser", w.enter(old, code), CodeExpired)
	w.pass(codeSeconds*time.Second - time.Second)
	if err := w.enter(newer, code); err != nil {
		t.Errorf("in its last second: %v", err)
	}
	wantReason(t, "used", w.enter(newer, code), CodeUsed)

	browser, code := w.code(MemberDoor, "13700000002")
	w.pass(codeSeconds * time.Second)
	wantReason(t, "expired", w.enter(browser, code), CodeExpired)

	// One race for one right code: it opens once.
	browser, code = w.code(MemberDoor, "13700000003")
	var wg sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for range 20 {
		wg.Go(func() {
			if w.enter(browser, code) == nil {
				mu.Lock()
				won++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if won != 1 {
		t.Errorf("one code opened %d times", won)
	}
	if w.rows("SELECT COUNT(*) FROM one_time_codes WHERE mac = ? OR browser = ?", []byte(code), []byte(browser)) != 0 {
		t.Error("the books hold a code or a browser's token in the clear")
	}
}

// Whoever asks for codes to another's number does not end the code that is waiting in the other's browser, nor take its
// tries; and has with all those codes no more guesses than a day allows.
func TestCodeOfAnotherBrowser(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const phone = "13700000001"
	hers, code := w.code(MemberDoor, phone)
	var theirs []string
	for range 4 {
		w.pass(time.Minute)
		browser, _ := w.code(MemberDoor, phone)
		theirs = append(theirs, browser)
	}
	for _, browser := range theirs[:3] {
		for range 6 {
			_ = w.enter(browser, "")
		}
	}
	w.pass(59 * time.Second)
	wantReason(t, "her own slip", w.enter(hers, wrongCode(code)), CodeWrong)
	if err := w.enter(hers, code); err != nil {
		t.Errorf("her code after four of another's: %v", err)
	}
	for _, browser := range theirs[3:] {
		for range 6 {
			_ = w.enter(browser, "")
		}
	}
	if n := w.rows("SELECT n FROM counters WHERE name LIKE 'code.failures:%'"); n != 20 {
		t.Errorf("%d guesses counted", n)
	}
	w.pass(time.Minute)
	browser, code := w.code(MemberDoor, phone)
	wantReason(t, "guesses of a day", w.enter(browser, code), CodeFailuresMany)
}

func TestCodeTyped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, typed := range []func(string) string{
		func(c string) string { return c[:3] + " " + c[3:] }, func(c string) string { return c[:3] + "-" + c[3:] + "\n" },
		func(c string) string {
			return strings.Map(func(r rune) rune { return r - '0' + '０' }, c)
		},
	} {
		browser, code := w.code(MemberDoor, fmt.Sprintf("137000000%02d", i))
		if err := w.enter(browser, typed(code)); err != nil {
			t.Errorf("%q: %v", typed(code), err)
		}
	}
	browser, code := w.code(MemberDoor, "13700000050")
	for _, typed := range []string{code + "0", code[:5], "x"} {
		wantReason(t, typed, w.enter(browser, typed), CodeWrong)
	}
}

// Twenty failures a day close an account's codes, right ones too, until the next day.
func TestCodeFailuresADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const phone = "13700000001"
	for range 4 {
		browser, code := w.code(MemberDoor, phone)
		for range 5 {
			_ = w.enter(browser, wrongCode(code))
		}
		w.pass(2 * time.Minute)
	}
	browser, code := w.code(MemberDoor, phone)
	wantReason(t, "after 20 failures", w.enter(browser, code), CodeFailuresMany)
	if b, c := w.code(MemberDoor, "13700000002"); w.enter(b, c) != nil {
		t.Error("another's failures closed this account")
	}
	w.pass(24 * time.Hour)
	if b, c := w.code(MemberDoor, phone); w.enter(b, c) != nil {
		t.Error("still closed on the next day")
	}
}

func TestCodeSends(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ask := func(to, address string) error {
		_, err := w.RequestCode(ctx, MemberDoor, "", dest(t, to), Hans, Client{Address: address})
		return err
	}
	if err := ask("13700000001", "10.0.0.1"); err != nil {
		t.Fatal(err)
	}
	w.pass(59 * time.Second)
	err := ask("13700000001", "10.0.0.2")
	wantReason(t, "within a minute", err, CodeTooSoon)
	if e := err.(*Error); e.Args[0] != int64(1) {
		t.Errorf("seconds to wait: %v", e.Args)
	}
	if _, err := w.RequestCode(ctx, MerchantDoor, "", dest(t, "13700000001"), Hans, Client{}); ReasonOf(err) != CodeTooSoon {
		t.Errorf("at another door: %v", err)
	}
	w.pass(time.Second)
	for i := range 9 {
		if err := ask("13700000001", fmt.Sprint("10.0.1.", i)); err != nil {
			t.Fatalf("send %d: %v", i+2, err)
		}
		w.pass(time.Minute)
	}
	wantReason(t, "the 11th of the day to one number", ask("13700000001", "10.0.0.3"), CodesSpent)
	if err := ask("13700000002", "10.0.0.3"); err != nil {
		t.Errorf("to another number: %v", err)
	}
	w.pass(24 * time.Hour)
	if err := ask("13700000001", "10.0.0.3"); err != nil {
		t.Errorf("on the next day: %v", err)
	}
}

// Sends are capped for an address by the hour and by the day, an IPv6 address by its /64.
func TestCodeSendsFromOneAddress(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]func(int) string{
		"IPv4":        func(int) string { return "203.0.113.7" },
		"mapped IPv4": func(i int) string { return []string{"203.0.113.7", "::ffff:203.0.113.7"}[i%2] },
		"IPv6":        func(i int) string { return fmt.Sprintf("2001:db8:1:2::%x", i+1) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			n := 0
			ask := func(address string) error {
				n++
				_, err := w.RequestCode(ctx, MemberDoor, "", dest(t, fmt.Sprintf("136%08d", n)), Hans, Client{Address: address})
				return err
			}
			sent := 0
			for hour := range 4 {
				for i := range 31 {
					err := ask(address(i))
					if err == nil {
						sent++
					} else {
						wantReason(t, fmt.Sprint("hour ", hour, " send ", i), err, CodesSpent)
						break
					}
				}
				if want := min(30*(hour+1), 100); sent != want {
					t.Errorf("after %d hours %d were sent, want %d", hour+1, sent, want)
				}
				if err := ask("2001:db8:ffff::1"); err != nil {
					t.Errorf("from elsewhere: %v", err)
				}
				w.pass(time.Hour)
			}
		})
	}
}

// Nobody learns from the answers whether a destination belongs to an account.
func TestCodeAnswersAlike(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.join("陈美玲", "13700000001")
	w.pass(time.Hour)
	answers := func(to string) (out []string) {
		say := func(v any, err error) {
			if e, ok := err.(*Error); ok {
				v = fmt.Sprint(e.Kind, e.Reason, e.Field, e.Args)
			}
			out = append(out, fmt.Sprint(v))
		}
		browser, err := w.RequestCode(ctx, MemberDoor, "", dest(t, to), En, Client{})
		say(len(browser), err)
		_, err = w.RequestCode(ctx, MemberDoor, "", dest(t, to), En, Client{})
		say("", err)
		p, err := w.PendingCode(ctx, MemberDoor, browser)
		say(fmt.Sprint(p.ResendAt-w.Now(), p.Proven), err)
		for range 6 {
			_, err := w.EnterCode(ctx, MemberDoor, browser, "x", Client{})
			say("", err)
		}
		return out
	}
	known, unknown := answers("13700000001"), answers("13700000009")
	if !reflect.DeepEqual(known, unknown) {
		t.Errorf("known:   %v\nunknown: %v", known, unknown)
	}
	messages := w.sent()
	if len(messages) != 2 || messages[0].Template != messages[1].Template || messages[0].Locale != En {
		t.Errorf("sent %+v", messages)
	}
}

// A proven code lets its browser join within half an hour, once.
func TestProof(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	joining := Joining{Name: "李芸", Adult: true, Locale: Hant, Terms: true, Privacy: true, SMS: true}
	prove := func(phone string) string {
		t.Helper()
		w.pass(time.Hour)
		browser, code := w.code(MemberDoor, phone)
		if e, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{}); err != nil || e.Next != StepJoin || e.Token != "" || e.To.Phone == "" {
			t.Fatalf("%+v %v", e, err)
		}
		return browser
	}
	browser := prove("13700000001")
	if p, err := w.PendingCode(ctx, MemberDoor, browser); err != nil || !p.Proven || p.Next != StepJoin {
		t.Errorf("pending: %+v %v", p, err)
	}
	for _, c := range []struct {
		edit   func(*Joining)
		reason Reason
	}{
		{func(j *Joining) { j.Name = " " }, NameMissing}, {func(j *Joining) { j.Name = strings.Repeat("李", 61) }, NameWrong},
		{func(j *Joining) { j.Name = "李\u202e芸" }, NameWrong}, {func(j *Joining) { j.Adult = false }, NotAdult},
		{func(j *Joining) { j.Terms = false }, TermsNotAgreed}, {func(j *Joining) { j.Community = 7 }, CommunityUnknown},
	} {
		j := joining
		c.edit(&j)
		_, err := w.JoinMember(ctx, browser, j, Client{})
		wantReason(t, string(c.reason), err, c.reason)
	}
	_, err := w.JoinMember(ctx, newToken(), joining, Client{})
	wantReason(t, "no proof", err, ProofGone)
	token := must(w.JoinMember(ctx, browser, joining, Client{}))(t)
	s := must(w.Session(ctx, MemberDoor, token))(t)
	if s.Member == nil || s.Member.Name != "李芸" || s.Member.Class != Friend || s.Locale != Hant {
		t.Errorf("joined as %+v", s.Member)
	}
	if given, err := w.Consents(ctx, s.Actor()); err != nil || !given[ConsentNewsSMS] || given[ConsentNewsEmail] || given[ConsentServiceSMS] {
		t.Errorf("agrees to %v: %v", given, err)
	}
	_, err = w.JoinMember(ctx, browser, joining, Client{})
	wantReason(t, "joined twice", err, CodeUsed)
	if _, err := w.PendingCode(ctx, MemberDoor, browser); KindOf(err) != NotFound {
		t.Errorf("a used code is still pending: %v", err)
	}

	late := prove("13700000002")
	w.pass(proofSeconds*time.Second + time.Second)
	_, err = w.JoinMember(ctx, late, joining, Client{})
	wantReason(t, "too late", err, ProofGone)

	unproven, _ := w.code(MemberDoor, "13700000003")
	_, err = w.JoinMember(ctx, unproven, joining, Client{})
	wantReason(t, "unproven", err, ProofGone)
	if n := w.rows("SELECT COUNT(*) FROM members"); n != 1 {
		t.Errorf("%d members", n)
	}

	// Who has no till may not open the merchants' door, and learns it only once the destination is proven.
	w.pass(time.Hour)
	b, code := w.code(MerchantDoor, "13700000001")
	_, err = w.EnterCode(ctx, MerchantDoor, b, code, Client{})
	wantReason(t, "no till", err, NoTillGrant)
}

func TestParseDestination(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]Destination{
		"138 0013 8000": {Phone: "+8613800138000"}, "１３８００１３８０００": {Phone: "+8613800138000"}, "+852 9123 4567": {Phone: "+85291234567"},
		"Chen@Example.com": {Email: "chen@example.com"}, "ａ＠ｂ.com": {Email: "a@b.com"},
	} {
		if got, err := ParseDestination(typed, "CN"); err != nil || got != want {
			t.Errorf("%q: %+v %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "12", "@", "a@b", "1380013800"} {
		_, err := ParseDestination(typed, "CN")
		wantReason(t, typed, err, DestinationWrong)
	}
}
