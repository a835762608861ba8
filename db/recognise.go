package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// A phone number is given to somebody else once it has been out of use for some months. So whoever comes by a phone to an
// account that has rested for NumberRest days is asked who they are before they are let in.

// Refusals of whoever has proven the phone of an account that has rested.
const (
	KnowWrong Reason = "know_wrong" // neither the member's name nor their number; args: tries left
	KnowSpent Reason = "know_spent" // too many tries of this phone today
	NotRested Reason = "not_rested" // the account is in use: nobody takes its phone away
)

const mostKnowTries = 5

var knowTries = limit{"know.tries", 86400, mostKnowTries}

// rested tells whether the account has been out of use for so long that its phone may be somebody else's by now.
func (rx *Rx) rested(a sqlcdb.Account) bool {
	return rx.Now-a.SeenAt > rx.s.Club().Of(NumberRest)*86400
}

// tillRested is rested at the merchants' door: there the phone is the till's too for so long after somebody who manages tills
// has named it for one, as they do anew where it has rested.
func (rx *Rx) tillRested(a sqlcdb.Account) (bool, error) {
	if !rx.rested(a) {
		return false, nil
	}
	named, err := rx.LastTillOf(background, a.ID)
	return rx.Now-named > rx.s.Club().Of(NumberRest)*86400, err
}

// stepOf answers what is asked of whoever has proven the destination at the members' door, "" for nothing.
func (rx *Rx) stepOf(to Destination) (Step, error) {
	account, err := rx.accountAt(to)
	if isNoRows(err) {
		return StepJoin, nil
	}
	if err != nil {
		return "", err
	}
	if _, err := rx.MemberOfAccount(background, account.ID); isNoRows(err) {
		return StepJoin, nil
	} else if err != nil {
		return "", err
	}
	if to.Phone != "" && rx.rested(account) {
		return StepKnow, nil
	}
	return "", nil
}

// restedAt answers the account and the member to whom the phone belongs that the browser has proven. Refused: ProofGone,
// NotRested, AccountDisabled.
func (tx *Tx) restedAt(browser string) (code sqlcdb.OneTimeCode, a sqlcdb.Account, m sqlcdb.GetMemberRow, err error) {
	if code, err = tx.proven(MemberDoor, browser); err != nil {
		return code, a, m, err
	}
	to := destinationOf(code.Destination)
	if a, err = tx.accountAt(to); isNoRows(err) {
		return code, a, m, refuse(NotRested)
	} else if err != nil {
		return code, a, m, err
	}
	if a.DisabledAt != nil {
		return code, a, m, refuse(AccountDisabled)
	}
	member, err := tx.MemberOfAccount(background, a.ID)
	if isNoRows(err) || err == nil && (to.Phone == "" || !tx.rested(a)) {
		return code, a, m, refuse(NotRested)
	}
	if err == nil {
		m, err = tx.GetMember(background, member)
	}
	return code, a, m, err
}

// Recognise lets in whoever has proven the phone of an account that has rested, and knows the name or the number of its
// member. Refused: KnowWrong, KnowSpent, and as restedAt.
func (s *Store) Recognise(ctx context.Context, browser, typed string, c Client) (token string, err error) {
	var wrong error // a try counts, so its refusal does not undo it
	err = s.Write(ctx, Actor{Door: MemberDoor}, func(tx *Tx) error {
		token, wrong = "", nil
		code, a, m, err := tx.restedAt(browser)
		if err != nil {
			return err
		}
		if spent, err := knowTries.spent(&tx.Rx, code.Destination); err != nil {
			return err
		} else if spent {
			return refuseField("who", KnowSpent)
		}
		number, isNumber := ParseNumber(typed)
		if isNumber && number == m.Number || typed != "" && Fold(clip(typed, 300)) == m.NameFolded {
			token, err = tx.enterBy(code.ID, destinationOf(code.Destination), a.ID, m.ID, MemberDoor, c)
			return err
		}
		if _, err := knowTries.hit(tx, code.Destination); err != nil {
			return err
		}
		name, start := knowTries.counter(code.Destination, tx.Now)
		n, err := tx.Counted(background, sqlcdb.CountedParams{Name: name, Starts: start})
		if err != nil {
			return err
		}
		wrong = refuseField("who", KnowWrong, knowTries.most-n)
		if n >= knowTries.most {
			wrong = refuseField("who", KnowSpent)
		}
		return tx.audit(change{act: "session.refused", noun: a.ID})
	})
	if err == nil {
		err = wrong
	}
	return token, err
}

// FreePhone takes a phone that has changed hands from the account that has rested, for whoever has proven that it is
// theirs now; they may join with it. The member keeps all else, is told by e-mail where they have one, and else has staff
// put another number in its place. Refused: as restedAt.
func (s *Store) FreePhone(ctx context.Context, browser string) error {
	return s.Write(ctx, Actor{Door: MemberDoor}, func(tx *Tx) error {
		_, a, m, err := tx.restedAt(browser)
		if err != nil {
			return err
		}
		was := deref(a.Phone)
		if err := tx.SetAccountPhone(background, sqlcdb.SetAccountPhoneParams{Proven: 1, ID: a.ID}); err != nil {
			return err
		}
		if err := tx.EndSessionsOf(background, sqlcdb.EndSessionsOfParams{Now: &tx.Now, AccountID: a.ID}); err != nil {
			return err
		}
		if err := tx.had(a.ID, Destination{Phone: was}); err != nil {
			return err
		}
		if a.Email != nil {
			if err := tx.sayChanged(Destination{Email: *a.Email}, Locale(a.Locale), "phone.freed", MaskPhone(was), ""); err != nil {
				return err
			}
		}
		return tx.audit(change{act: "account.phone_freed", noun: a.ID, member: m.ID, personal: Facts{"was": was}})
	})
}
