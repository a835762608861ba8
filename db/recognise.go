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

// rested tells whether the account has been out of use for so long that its phone may be somebody else's by now. Of one that
// was merged that is its own row's to say: the one that remains is in use without it.
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
	holder, account, err := rx.holderAt(to)
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
	if to.Phone != "" && rx.rested(holder) {
		return StepKnow, nil
	}
	return "", nil
}

// restedPhone is a phone that a browser has proven, of an account that has rested.
type restedPhone struct {
	code            sqlcdb.OneTimeCode
	holder, account sqlcdb.Account // in whose row it stands, and to which it leads
	member          sqlcdb.GetMemberRow
}

// restedAt answers the phone that the browser has proven. Refused: ProofGone, NotRested, AccountDisabled.
func (tx *Tx) restedAt(browser string) (r restedPhone, err error) {
	if r.code, err = tx.proven(MemberDoor, browser); err != nil {
		return r, err
	}
	to := destinationOf(r.code.Destination)
	if r.holder, r.account, err = tx.holderAt(to); isNoRows(err) {
		return r, refuse(NotRested)
	} else if err != nil {
		return r, err
	}
	if r.account.DisabledAt != nil {
		return r, refuse(AccountDisabled)
	}
	member, err := tx.MemberOfAccount(background, r.account.ID)
	if isNoRows(err) || err == nil && (to.Phone == "" || !tx.rested(r.holder)) {
		return r, refuse(NotRested)
	}
	if err == nil {
		r.member, err = tx.GetMember(background, member)
	}
	return r, err
}

// Recognise lets in whoever has proven the phone of an account that has rested, and knows the name or the number of its
// member. Refused: KnowWrong, KnowSpent, and as restedAt.
func (s *Store) Recognise(ctx context.Context, browser, typed string, c Client) (token string, err error) {
	var wrong error // a try counts, so its refusal does not undo it
	err = s.Write(ctx, Actor{Door: MemberDoor}, func(tx *Tx) error {
		token, wrong = "", nil
		r, err := tx.restedAt(browser)
		if err != nil {
			return err
		}
		code, m := r.code, r.member
		if spent, err := knowTries.spent(&tx.Rx, code.Destination); err != nil {
			return err
		} else if spent {
			return refuseField("who", KnowSpent)
		}
		number, isNumber := ParseNumber(typed)
		if isNumber && number == m.Number || typed != "" && Fold(clip(typed, 300)) == m.NameFolded {
			token, err = tx.enterBy(code.ID, destinationOf(code.Destination), r.holder.ID, r.account.ID, m.ID, MemberDoor, c)
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
		return tx.audit(change{act: "session.refused", noun: r.account.ID})
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
		r, err := tx.restedAt(browser)
		if err != nil {
			return err
		}
		return tx.freePhone(r.holder, r.account, r.member.ID)
	})
}

// freePhone takes the phone of the account in whose row it stands from the one to which it leads, of a member or of nobody.
func (tx *Tx) freePhone(holder, account sqlcdb.Account, member int64) error {
	was := deref(holder.Phone)
	if err := tx.dropContact(holder, PhoneContact); err != nil {
		return err
	}
	if err := tx.EndSessionsOf(background, sqlcdb.EndSessionsOfParams{Now: &tx.Now, AccountID: account.ID}); err != nil {
		return err
	}
	if account.Email != nil {
		if err := tx.sayChanged(Destination{Email: *account.Email}, Locale(account.Locale), "phone.freed", MaskPhone(was), ""); err != nil {
			return err
		}
	}
	return tx.audit(change{act: "account.phone_freed", noun: holder.ID, member: member, personal: Facts{"was": was}})
}
