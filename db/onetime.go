package db

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"strings"

	"clubhouse/db/sqlcdb"

	"golang.org/x/text/unicode/norm"
)

const (
	codeSeconds   = 5 * 60  // a one-time code lives this long
	resendSeconds = 60      // and is not sent again to the same destination within this
	proofSeconds  = 30 * 60 // a proven code lets its browser finish joining within this
)

// Refusals around one-time codes.
const (
	DestinationWrong Reason = "destination_wrong"
	CodeTooSoon      Reason = "code_too_soon"      // args: seconds to wait
	CodesSpent       Reason = "codes_spent"        // too many sends to this destination or from this address
	CodeWrong        Reason = "code_wrong"         // args: tries left
	CodeTriesSpent   Reason = "code_tries_spent"   // five wrong tries
	CodeExpired      Reason = "code_expired"       // too old, or replaced by a newer one
	CodeUsed         Reason = "code_used"          // already served
	CodeForeign      Reason = "code_foreign"       // this browser asked for none
	CodeFailuresMany Reason = "code_failures_many" // too many failures of this account today
	AccountDisabled  Reason = "account_disabled"
	NoTillGrant      Reason = "no_till_grant"
	TillRested       Reason = "till_rested" // nobody has used the till's phone for long; args: days
)

// Destination is where a code or message goes: exactly one of the two is set.
type Destination struct{ Phone, Email string }

func (d Destination) String() string { return first(d.Phone, d.Email) }

// Masked answers the destination as it may be shown to whoever typed it.
func (d Destination) Masked() string {
	if d.Phone != "" {
		return MaskPhone(d.Phone)
	}
	return MaskEmail(d.Email)
}

// ParseDestination reads a phone number (of the region, unless it says another) or an e-mail address.
// Refused: DestinationWrong.
func ParseDestination(typed, region string) (Destination, error) {
	if strings.ContainsAny(typed, "@＠") {
		if email, ok := ParseEmail(typed); ok {
			return Destination{Email: EmailKey(email)}, nil
		}
	} else if phone, ok := ParsePhone(typed, region); ok {
		return Destination{Phone: phone}, nil
	}
	return Destination{}, refuseField("destination", DestinationWrong)
}

func destinationOf(s string) Destination {
	if strings.Contains(s, "@") {
		return Destination{Email: s}
	}
	return Destination{Phone: s}
}

// A code is asked for at a door, or by whoever is in already for one of these.
const (
	ConfirmCode Door = "confirm" // they are who they were: see Confirm
	OldEndCode  Door = "old_end" // the phone or e-mail that is to be replaced is theirs still
	NewEndCode  Door = "new_end" // and the new one is theirs too
	CounterCode Door = "counter" // by staff, for whoever joins at the counter: who reads it out to them agrees
)

// RequestCode sends a one-time code of six digits and answers the token that the asking browser must keep: the code
// is good with it only. was is the token that this browser keeps already, or "": the code of that one is replaced. The
// codes of other browsers stay good, or whoever asks for codes to another's number would shut them out; what may be
// guessed of all of them together is bounded by codesPerDestination and codeFailuresPerDay. The answer is the same
// whether or not the destination belongs to an account. Refused: CodeTooSoon, CodesSpent.
func (s *Store) RequestCode(ctx context.Context, door Door, was string, to Destination, l Locale, c Client) (browser string, err error) {
	browser = newToken()
	err = s.Write(ctx, Actor{Door: door}, func(tx *Tx) error { return tx.sendCode(door, browser, was, to, l, c) })
	return browser, err
}

// sendCode is RequestCode within an act, for a door or one of the purposes.
func (tx *Tx) sendCode(door Door, browser, was string, to Destination, l Locale, c Client) error {
	last, err := tx.LastCodeSent(background, to.String())
	if err != nil {
		return err
	}
	if wait := last + resendSeconds - tx.Now; wait > 0 {
		return refuse(CodeTooSoon, wait)
	}
	for _, h := range []struct {
		limit limit
		who   string
	}{{codesPerDestination, to.String()}, {codesPerAddress, network(c.Address)}, {codesPerAddressDay, network(c.Address)}} {
		ok, err := h.limit.hit(tx, h.who)
		if err != nil {
			return err
		}
		if !ok {
			return refuse(CodesSpent)
		}
	}
	if err := tx.ReplaceOneTimeCode(background, sqlcdb.ReplaceOneTimeCodeParams{Now: tx.Now, Browser: hashToken(was), Door: string(door)}); err != nil {
		return err
	}
	id, code := tx.NewID(), fmt.Sprintf("%06d", randomBits(50)%1_000_000)
	hash := hashToken(browser)
	if err := tx.InsertOneTimeCode(background, sqlcdb.InsertOneTimeCodeParams{
		ID: id, Browser: hash, Door: string(door), Destination: to.String(), Mac: tx.s.codeMAC(hash, code),
		Address: c.Address, SentAt: tx.Now, EndsAt: tx.Now + codeSeconds,
	}); err != nil {
		return err
	}
	if err := tx.send(Message{To: to, Locale: l, Template: codeTemplates[door], Args: map[string]string{"code": code}, Until: tx.Now + codeSeconds}); err != nil {
		return err
	}
	return tx.audit(change{act: "code.sent", noun: id, member: tx.Actor.Member})
}

// codeTemplates name the messages that bring a code: each says what it is for, so that nobody is talked into reading one
// out for something else.
var codeTemplates = map[Door]string{
	MemberDoor: "code", MerchantDoor: "code", ConfirmCode: "code.confirm", OldEndCode: "code.change", NewEndCode: "code.change", CounterCode: "code.join",
}

func (s *Store) codeMAC(browser []byte, code string) []byte {
	mac := hmac.New(sha256.New, s.keys.code)
	mac.Write(browser)
	mac.Write([]byte(code))
	return mac.Sum(nil)
}

// Entry is what a proven code led to: a session's token, or a further step, for which the browser's token stays good for
// half an hour.
type Entry struct {
	Token string
	Next  Step
	To    Destination
}

// Step is what is asked of whoever has proven a destination at the members' door before they are in.
type Step string

// The steps.
const (
	StepJoin Step = "join" // nobody there is a member yet
	StepKnow Step = "know" // the account has rested for long: are they whom it belongs to? See Recognise
)

// EnterCode checks the code that was typed in the browser that asked for it and opens the door. A wrong try counts
// even when many come at once. Refused: CodeWrong, CodeTriesSpent, CodeExpired, CodeUsed, CodeForeign,
// CodeFailuresMany, AccountDisabled, and at the merchants' door NoTillGrant, TillRested.
func (s *Store) EnterCode(ctx context.Context, door Door, browser, typed string, c Client) (e Entry, err error) {
	var refusal error // the tries are kept, so a refusal does not undo the transaction
	err = s.Write(ctx, Actor{Door: door}, func(tx *Tx) error {
		e, refusal = Entry{}, nil
		id, to, wrong, err := tx.tryCode(door, browser, typed)
		if err != nil || wrong != nil {
			refusal = wrong
			return err
		}
		e.To = to
		if e.Token, e.Next, refusal, err = tx.enter(id, door, to, c); err != nil || e.Token != "" {
			return err
		}
		return tx.audit(change{act: "code.proven", noun: id})
	})
	if err == nil {
		err = refusal
	}
	return e, err
}

// tryCode takes a try at the browser's code and answers the code and the destination that is proven by it, or what was
// wrong: the caller lets the transaction stand and answers that.
func (tx *Tx) tryCode(door Door, browser, typed string) (id int64, to Destination, wrong, err error) {
	hash := hashToken(browser)
	row, err := tx.TryOneTimeCode(background, sqlcdb.TryOneTimeCodeParams{Browser: hash, Door: string(door), Now: tx.Now})
	if isNoRows(err) {
		if wrong = tx.whyNoCode(hash, door); KindOf(wrong) != Refused {
			return 0, to, nil, wrong
		}
		return 0, to, wrong, nil
	}
	if err != nil {
		return 0, to, nil, err
	}
	spent, err := codeFailuresPerDay.spent(&tx.Rx, row.Destination)
	if err != nil {
		return 0, to, nil, err
	}
	if spent {
		return 0, to, refuseField("code", CodeFailuresMany), nil
	}
	if !hmac.Equal(row.Mac, tx.s.codeMAC(hash, digits(typed))) {
		if _, err := codeFailuresPerDay.hit(tx, row.Destination); err != nil {
			return 0, to, nil, err
		}
		left, err := tx.OneTimeCodeByBrowser(background, hash)
		if err != nil {
			return 0, to, nil, err
		}
		wrong = refuseField("code", CodeWrong, 5-left.Tries)
		if left.Tries >= 5 {
			wrong = refuseField("code", CodeTriesSpent)
		}
		return 0, to, wrong, tx.audit(change{act: "code.failed", noun: row.ID, member: tx.Actor.Member})
	}
	return row.ID, destinationOf(row.Destination), nil, tx.ProveOneTimeCode(background, sqlcdb.ProveOneTimeCodeParams{Now: &tx.Now, ID: row.ID})
}

// enter opens the door to whoever has proven the destination.
func (tx *Tx) enter(code int64, door Door, to Destination, c Client) (token string, next Step, refusal, err error) {
	holder, account, err := tx.holderAt(to)
	if isNoRows(err) {
		if door == MemberDoor {
			return "", StepJoin, nil, nil
		}
		return "", "", refuse(NoTillGrant), nil
	}
	if err != nil {
		return "", "", nil, err
	}
	if account.DisabledAt != nil || door != MemberDoor && !worksHere(account) {
		return "", "", refuse(AccountDisabled), nil
	}
	var member int64
	if door == MemberDoor {
		if member, err = tx.MemberOfAccount(background, account.ID); isNoRows(err) {
			return "", StepJoin, nil, nil
		} else if err != nil {
			return "", "", nil, err
		}
		if to.Phone != "" && tx.rested(holder) {
			return "", StepKnow, nil, nil
		}
	} else if holder.ID != account.ID {
		return "", "", refuse(NoTillGrant), nil
	} else if tills, err := tx.CountTillsOf(background, account.ID); err != nil {
		return "", "", nil, err
	} else if tills == 0 {
		return "", "", refuse(NoTillGrant), nil
	} else if rested, err := tx.tillRested(account); err != nil {
		return "", "", nil, err
	} else if rested && to.Phone != "" {
		return "", "", refuse(TillRested, tx.s.Club().Of(NumberRest)), nil
	}
	token, err = tx.enterBy(code, to, holder.ID, account.ID, member, door, c)
	return token, "", nil, err
}

// enterBy uses up the code that has proven the destination, which stands in the row of holder, and opens a session of the
// account.
func (tx *Tx) enterBy(code int64, to Destination, holder, account, member int64, door Door, c Client) (token string, err error) {
	if n, err := tx.UseOneTimeCode(background, sqlcdb.UseOneTimeCodeParams{Now: &tx.Now, ID: code}); err != nil {
		return "", err
	} else if n == 0 {
		return "", refuse(CodeUsed)
	}
	token, session, err := tx.startSession(account, member, door, c)
	if err != nil {
		return "", err
	}
	tx.Actor.Account = account
	if to.Phone != "" {
		if err := tx.ProvePhone(background, holder); err != nil {
			return "", err
		}
		if holder != account {
			if err := tx.SeeAccount(background, sqlcdb.SeeAccountParams{Now: tx.Now, ID: holder}); err != nil {
				return "", err
			}
		}
	}
	return token, tx.audit(change{act: "session.started", noun: session})
}

// whyNoCode answers why the browser's code cannot be tried.
func (tx *Tx) whyNoCode(browser []byte, door Door) error {
	row, err := tx.OneTimeCodeByBrowser(background, browser)
	switch {
	case isNoRows(err) || err == nil && row.Door != string(door):
		return refuseField("code", CodeForeign)
	case err != nil:
		return err
	case row.ProvenAt != nil:
		return refuseField("code", CodeUsed)
	case row.Tries >= 5:
		return refuseField("code", CodeTriesSpent)
	}
	return refuseField("code", CodeExpired)
}

// digits answers the digits of what was typed, full-width ones included.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, norm.NFKC.String(clip(s, 100)))
}

// Pending is a code that a browser has asked for and not yet used.
type Pending struct {
	To       Destination
	ResendAt int64 // when another may be asked for
	Proven   bool  // it was entered: the browser may go on for half an hour
	Next     Step  // with what, at the members' door
}

// PendingCode answers the browser's code. NotFound: none is pending.
func (s *Store) PendingCode(ctx context.Context, door Door, browser string) (p Pending, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		row, err := rx.OneTimeCodeByBrowser(background, hashToken(browser))
		if err != nil {
			return err
		}
		if row.Door != string(door) || row.UsedAt != nil {
			return errNotFound
		}
		p = Pending{To: destinationOf(row.Destination), ResendAt: row.SentAt + resendSeconds, Proven: row.ProvenAt != nil && rx.Now <= *row.ProvenAt+proofSeconds}
		if p.Proven && door == MemberDoor {
			p.Next, err = rx.stepOf(p.To)
		}
		return err
	})
	return p, err
}

// proven answers the code of the browser that was proven within half an hour and is not used yet. Refused: ProofGone, CodeUsed.
func (rx *Rx) proven(door Door, browser string) (sqlcdb.OneTimeCode, error) {
	code, err := rx.OneTimeCodeByBrowser(background, hashToken(browser))
	if isNoRows(err) {
		return code, refuse(ProofGone)
	}
	switch {
	case err != nil:
		return code, err
	case code.Door != string(door) || code.ProvenAt == nil || rx.Now > *code.ProvenAt+proofSeconds:
		return code, refuse(ProofGone)
	case code.UsedAt != nil:
		return code, refuse(CodeUsed)
	}
	return code, nil
}
