package db

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"clubhouse/db/sqlcdb"
)

// testTemplate names the message that tries a sender.
const testTemplate = "test"

// Refusals of a sender's test.
const (
	TestsTooMany Reason = "tests_too_many"
)

// What keeps a message from going out. The last error of its job begins with one, so that staff are told of it in their
// language; what follows are the sender's own words.
const (
	CauseUnreachable = "unreachable" // nobody answers at the server's address
	CauseUnsafe      = "unsafe"      // no safe connection came about
	CauseSignIn      = "sign_in"     // the club's name, password or key is not taken
	CauseAddress     = "address"     // the address of whom it is for is not taken
	CauseBusy        = "busy"        // the server takes nothing for now
	CauseRefused     = "refused"     // the server does not take the message
	CauseNoSender    = "no_sender"   // the club has no sender for the channel
	CauseOther       = "other"
)

// Causes are all of them.
var Causes = []string{CauseUnreachable, CauseUnsafe, CauseSignIn, CauseAddress, CauseBusy, CauseRefused, CauseNoSender, CauseOther}

// CauseOf parts the last error of a sending job into its cause and the sender's own words.
func CauseOf(failed string) (cause, words string) {
	if cause, words, ok := strings.Cut(failed, ": "); ok && slices.Contains(Causes, cause) {
		return cause, words
	}
	return CauseOther, failed
}

// Sending is how the senders of mail and SMS do.
type Sending struct {
	Sent    map[string]int64 // within the last hour, by kind of job
	Failing map[string]int64 // tried and not sent yet
	Tests   []SenderTest     // the actor's own last few, newest first
}

// SenderTest is a message that somebody had sent to try a sender.
type SenderTest struct {
	ID     int64
	Kind   string
	At     int64 // when it was asked for
	Done   bool
	Failed string // its last error: see CauseOf
}

// testKeys answers the first and the last unique key of an account's tests, which grow with their ids.
func testKeys(account int64) (least, most string) {
	key := "test:" + strconv.FormatInt(account, 10)
	return key + ":", key + ";"
}

// TestSender has a message sent through the same queue and sender as any other. Refused: TestsTooMany.
func (s *Store) TestSender(ctx context.Context, actor Actor, to Destination, l Locale) error {
	spent := false
	err := s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(ClubEdit); err != nil {
			return err
		}
		ok, err := testsPerMinute.hit(tx, strconv.FormatInt(tx.Actor.Account, 10))
		if spent = !ok; err != nil || spent {
			return err
		}
		id := tx.NewID()
		least, _ := testKeys(tx.Actor.Account)
		if err := tx.sendAs(id, least+strconv.FormatInt(id, 10), Message{To: to, Locale: l, Template: testTemplate}); err != nil {
			return err
		}
		channel := "email"
		if to.Phone != "" {
			channel = "sms"
		}
		return tx.audit(change{act: "sender.tested", noun: id, facts: Facts{"channel": channel}, personal: Facts{"to": to.String()}})
	})
	if err == nil && spent {
		err = refuse(TestsTooMany)
	}
	return err
}

// Sending answers how the senders do.
func (s *Store) Sending(ctx context.Context, actor Actor) (v Sending, err error) {
	if err := actor.needs(ClubEdit); err != nil {
		return v, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		v = Sending{Sent: map[string]int64{}, Failing: map[string]int64{}}
		since := rx.Now - 3600
		sent, err := rx.SentSince(background, &since)
		if err != nil {
			return err
		}
		for _, r := range sent {
			v.Sent[r.Kind] = r.N
		}
		failing, err := rx.FailingJobs(background)
		if err != nil {
			return err
		}
		for _, r := range failing {
			v.Failing[r.Kind] = r.N
		}
		least, most := testKeys(actor.Account)
		tests, err := rx.TestsOf(background, sqlcdb.TestsOfParams{Least: &least, Most: &most})
		for _, r := range tests {
			v.Tests = append(v.Tests, SenderTest{ID: r.ID, Kind: r.Kind, At: r.RunAt, Done: r.DoneAt != nil, Failed: r.LastError})
		}
		return err
	})
	return v, err
}

// OwnEmail answers the e-mail address of the actor's own account, or "".
func (s *Store) OwnEmail(ctx context.Context, actor Actor) (email string, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		a, err := rx.GetAccount(background, actor.Account)
		if isNoRows(err) { // the club itself
			return nil
		}
		email = deref(a.Email)
		return err
	})
	return email, err
}
