package db

import (
	"context"
	"crypto/hmac"
	"fmt"
	"strconv"

	"clubhouse/db/sqlcdb"
)

// openSeconds is how long a till sees the member who has read the right code out to it.
const openSeconds = 5 * 60

// Sought is whom a till asks to confirm who they are. One of the three is set.
type Sought struct {
	Token  string // of a code that identifies only
	Number string // a membership number as it was typed
	Phone  string // in full, E.164

	member int64 // known already, found as how says
	how    string
}

// SendTillCode sends the member a one-time code, to phone and e-mail alike where both are known, which they read out to the
// till. It is good in the actor's session and at its outlet only, and takes the place of the one before. Whether a phone is a
// member's is not told: where it is none, all is as ever, but nobody is sent a code and none is right.
// Refused: CardWrong, NumberUnknown, CodeTooSoon, CodesSpent, TillSlowed, OutletUnchosen.
func (s *Store) SendTillCode(ctx context.Context, actor Actor, whom Sought) error {
	code := fmt.Sprintf("%06d", randomBits(50)%1_000_000)
	err := s.Write(ctx, actor, func(tx *Tx) error { return tx.sendTillCode(whom, code) })
	switch reason := ReasonOf(err); reason {
	case CardWrong, NumberUnknown:
		return s.failTry(ctx, actor, reason, 0)
	}
	return err
}

func (tx *Tx) sendTillCode(whom Sought, code string) error {
	outlet, err := tx.openTill(tx.Actor)
	if err != nil {
		return err
	}
	row := sqlcdb.InsertTillCodeParams{ID: tx.NewID(), SessionID: tx.Actor.Session, OutletID: outlet.ID, SentAt: tx.Now, EndsAt: tx.Now + codeSeconds}
	m, err := tx.sought(whom, &row)
	if err != nil {
		return err
	}
	last, err := tx.LastTillCodeSent(background, row.Destination)
	if err != nil {
		return err
	}
	if wait := last + resendSeconds - tx.Now; wait > 0 {
		return refuse(CodeTooSoon, wait)
	}
	for _, h := range []struct {
		limit limit
		who   string
	}{{tillCodesTo, row.Destination}, {tillCodes, tillName(tx.Actor)}} {
		if ok, err := h.limit.hit(tx, h.who); err != nil {
			return err
		} else if !ok {
			return refuse(CodesSpent)
		}
	}
	row.Mac = tx.s.tillCodeMAC(row.SessionID, row.ID, code)
	if err := tx.InsertTillCode(background, row); err != nil {
		return err
	}
	c := change{act: "card.code_sent", noun: row.ID, facts: Facts{"outlet": outlet.ID, "how": row.How}}
	if m != nil {
		c.member = m.ID
		if err := tx.tellTillCode(*m, outlet.ID, code); err != nil {
			return err
		}
	}
	return tx.audit(c)
}

// sought finds whom the till asks for, nil where a phone is no member's, and fills in how. What was sent and tried is counted by
// the phone where one was typed, else by the member, each apart: so a phone answers alike whoever's it is, also to a till that
// has just asked for them by their number.
func (tx *Tx) sought(whom Sought, row *sqlcdb.InsertTillCodeParams) (*sqlcdb.GetMemberRow, error) {
	id, check := whom.member, present
	typed := func(phone *string) *string { return phone } // to which phone the code goes, of theirs
	switch {
	case whom.Phone != "":
		row.How, row.Destination = "phone", whom.Phone
		holder, account, err := tx.holderAt(Destination{Phone: whom.Phone})
		switch merged := holder.ID != account.ID; {
		case err != nil:
		case !merged && tx.rested(holder): // it may be somebody else's by now, who knows no more of the member than it
			typed = func(*string) *string { return nil }
		case merged && !tx.rested(holder):
			typed = func(*string) *string { return &whom.Phone }
		}
		if err == nil {
			id, err = tx.MemberOfAccount(background, account.ID)
		}
		if isNoRows(err) || err == nil && account.DisabledAt != nil {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
	case whom.Number != "":
		var err error
		if id, err = tx.numbered(whom.Number); err != nil {
			return nil, err
		}
		row.How = "number"
	case whom.Token != "":
		c, err := tx.s.readCard(whom.Token)
		if err != nil || !c.still {
			return nil, refuse(CardWrong)
		}
		id, row.How = c.member, "card"
		check = func(m sqlcdb.GetMemberRow) error {
			if !c.of(m.CardEpoch, m.LeftAt, m.DisabledAt) {
				return refuse(CardWrong)
			}
			return nil
		}
	default:
		row.How = whom.how
	}
	m, err := tx.GetMember(background, id)
	if isNoRows(err) {
		return nil, refuse(CardWrong)
	}
	if err == nil {
		err = check(m)
	}
	if err != nil {
		return nil, err
	}
	row.MemberID = &m.ID
	m.Phone = typed(m.Phone)
	if row.Destination == "" {
		row.Destination = memberAtTills(m.ID)
	}
	return &m, nil
}

// memberAtTills stands where a typed phone does in a code for a member who was found in another way.
func memberAtTills(member int64) string { return "member " + strconv.FormatInt(member, 10) }

// tellTillCode sends the code, with the words for which till it is, in the member's language.
func (tx *Tx) tellTillCode(m sqlcdb.GetMemberRow, outlet int64, code string) error {
	at, err := tx.OutletSaid(background, outlet)
	if err != nil {
		return err
	}
	l := tx.s.Club().Speaks.To(Locale(m.Locale))
	args := map[string]string{
		"code": code, "merchant": Text{at.MerchantHans, at.MerchantHant, at.MerchantEn}.In(l), "outlet": Text{at.NameHans, at.NameHant, at.NameEn}.In(l),
	}
	for _, to := range []Destination{{Phone: deref(m.Phone)}, {Email: deref(m.Email)}} {
		if to == (Destination{}) {
			continue
		}
		if err := tx.send(Message{To: to, Locale: l, Template: "till_code", Args: args, Until: tx.Now + codeSeconds}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) tillCodeMAC(session, id int64, code string) []byte {
	return s.codeMAC(hashToken("till "+strconv.FormatInt(session, 10)+" "+strconv.FormatInt(id, 10)), code)
}

// ResendTillCode sends another code to whom the actor's last one went. NotFound: there was none here. Refused as SendTillCode.
func (s *Store) ResendTillCode(ctx context.Context, actor Actor) error {
	var whom Sought
	err := s.Read(ctx, func(rx *Rx) error {
		row, err := rx.tillCode(actor)
		if err != nil {
			return err
		}
		whom = Sought{member: deref(row.MemberID), how: row.How}
		if row.How == "phone" {
			whom = Sought{Phone: row.Destination}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.SendTillCode(ctx, actor, whom)
}

// TillCode is a one-time code that the actor's till waits for, or that has been right a moment ago.
type TillCode struct {
	ByPhone  bool  // a phone was typed: whether a code went out is not known
	ResendAt int64 // when another may be sent
	Member   *TillMember
}

// TillCode answers the newest code of the actor's session, and once it was right the member whom it opened, as a scanned card
// would. NotFound: there is none at this outlet, or it is long over.
func (s *Store) TillCode(ctx context.Context, actor Actor) (*TillCode, error) {
	var out *TillCode
	err := s.Read(ctx, func(rx *Rx) error {
		row, err := rx.tillCode(actor)
		if err != nil {
			return err
		}
		out = &TillCode{ByPhone: row.How == "phone", ResendAt: row.SentAt + resendSeconds}
		if row.OpenedAt == nil {
			return nil
		}
		outlet, err := rx.till(actor)
		if err != nil {
			return err
		}
		m, err := rx.GetMember(background, deref(row.MemberID))
		if err == nil && present(m) != nil {
			err = errNotFound
		}
		if err != nil {
			return err
		}
		out.Member, err = rx.atTill(m, outlet)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// tillCode answers the newest code of the actor's session while it may still serve. NotFound: there is none.
func (rx *Rx) tillCode(actor Actor) (sqlcdb.TillCode, error) {
	row, err := rx.NewestTillCode(background, actor.Session)
	over := row.EndsAt + proofSeconds
	if row.OpenedAt != nil {
		over = *row.OpenedAt + openSeconds
	}
	if err == nil && (row.OutletID != actor.Outlet || rx.Now >= over) {
		err = errNotFound
	}
	return row, err
}

// EnterTillCode checks the code that a member has read out to the actor's till: see TillCode for what is open then. A wrong
// try counts even when many come at once, and among the till's wrong tries too. Refused: CodeWrong, CodeTriesSpent,
// CodeExpired, CodeUsed, CodeForeign (none was asked for in this session at this outlet), CodeFailuresMany, TillSlowed,
// OutletUnchosen.
func (s *Store) EnterTillCode(ctx context.Context, actor Actor, typed string) error {
	var refusal error // the tries are kept, so a refusal does not undo the transaction
	err := s.Write(ctx, actor, func(tx *Tx) (err error) {
		refusal, err = tx.enterTillCode(digits(typed))
		return err
	})
	if err != nil {
		return err
	}
	return refusal
}

func (tx *Tx) enterTillCode(code string) (refusal, err error) {
	outlet, err := tx.openTill(tx.Actor)
	if err != nil {
		return nil, err
	}
	row, err := tx.NewestTillCode(background, tx.Actor.Session)
	if isNoRows(err) || err == nil && row.OutletID != outlet.ID {
		return refuseField("code", CodeForeign), nil
	}
	if err != nil {
		return nil, err
	}
	tries, err := tx.TryTillCode(background, sqlcdb.TryTillCodeParams{ID: row.ID, Now: tx.Now})
	switch {
	case isNoRows(err) && row.OpenedAt != nil:
		return refuseField("code", CodeUsed), nil
	case isNoRows(err) && row.Tries >= 5:
		return refuseField("code", CodeTriesSpent), nil
	case isNoRows(err):
		return refuseField("code", CodeExpired), nil
	case err != nil:
		return nil, err
	}
	if spent, err := tillCodeFailures.spent(&tx.Rx, row.Destination); err != nil || spent {
		return refuseField("code", CodeFailuresMany), err
	}
	if !hmac.Equal(row.Mac, tx.s.tillCodeMAC(row.SessionID, row.ID, code)) || row.MemberID == nil {
		for _, h := range []struct {
			limit limit
			who   string
		}{{tillCodeFailures, row.Destination}, {tillFailures, tillName(tx.Actor)}} {
			if _, err := h.limit.hit(tx, h.who); err != nil {
				return nil, err
			}
		}
		if err := tx.InsertTillTry(background, sqlcdb.InsertTillTryParams{
			ID: tx.NewID(), AccountID: tx.Actor.Account, OutletID: outlet.ID, Outcome: string(CodeWrong), At: tx.Now,
		}); err != nil {
			return nil, err
		}
		refusal := refuseField("code", CodeWrong, 5-tries)
		if tries >= 5 {
			refusal = refuseField("code", CodeTriesSpent)
		}
		return refusal, tx.audit(change{act: "code.failed", noun: row.ID})
	}
	m, err := tx.GetMember(background, *row.MemberID)
	if err != nil {
		return nil, err
	}
	if present(m) != nil { // who was shut out meanwhile
		return refuseField("code", CodeExpired), nil
	}
	if err := tx.OpenTillCode(background, sqlcdb.OpenTillCodeParams{Now: &tx.Now, ID: row.ID}); err != nil {
		return nil, err
	}
	return nil, tx.audit(change{act: "card.confirmed", noun: m.ID, member: m.ID, facts: Facts{"outlet": outlet.ID, "how": row.How}})
}
