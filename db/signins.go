package db

import (
	"context"
	"strconv"

	"clubhouse/db/sqlcdb"
)

// SignInMember opens the members' door by the password that the member has set. login is a phone number (of the region,
// unless it says another) or an e-mail address. The password of who works at the desk opens nothing here: there it is asked
// for together with a second factor. Refused: SignInWrong, SignInSlowed.
func (s *Store) SignInMember(ctx context.Context, login, region, password string, c Client) (token string, err error) {
	return s.signIn(ctx, MemberDoor, login, region, password, c, func(tx *Tx, a sqlcdb.Account) (int64, bool, error) {
		if desk, err := tx.atDesk(a.ID); err != nil || desk || a.DisabledAt != nil {
			return 0, false, err
		}
		member, err := tx.MemberOfAccount(background, a.ID)
		if isNoRows(err) {
			return 0, false, nil
		}
		return member, err == nil, err
	})
}

// signIn opens a door by login and password. door answers the membership for the session, and whether the account may come
// in there: what it needs beside the password is the door's own. Whatever is wrong, the refusal is the same, and takes as
// long: that tries are slowed is told of the login that was typed, and a password of an account whose tries by all its logins
// are spent is wrong, lest the slowing tell which logins are one person's. Refused: SignInWrong, SignInSlowed.
func (s *Store) signIn(ctx context.Context, at Door, login, region, password string, c Client, door func(*Tx, sqlcdb.Account) (member int64, ok bool, err error)) (token string, err error) {
	var account sqlcdb.Account
	var known, slowed, spent bool
	to, parseErr := ParseDestination(login, region)
	who := to.String() // failures are counted for unknown logins too, lest the slowing tell which are known
	err = s.Read(ctx, func(rx *Rx) error {
		if slowed, err = rx.slowed(who, c); err != nil || slowed || parseErr != nil {
			return err
		}
		holder, a, err := rx.holderAt(to)
		if err != nil && !isNoRows(err) {
			return err
		}
		if err != nil || at != MemberDoor && holder.ID != a.ID {
			return nil
		}
		account, known = a, a.Password != ""
		spent, err = rx.spentFailures(a.ID)
		return err
	})
	if err != nil {
		return "", err
	}
	if slowed {
		return "", refuse(SignInSlowed)
	}
	hash := nobodysPassword
	if known {
		hash = account.Password
	}
	passed := verifyPassword(hash, password) && known && !spent
	err = s.tried(ctx, Actor{Door: at, Account: account.ID}, func(tx *Tx) (wrong, err error) {
		token = ""
		right, member := passed, int64(0)
		// Asked again, one after the other: of many tries that came at once, no more count as tries than of patient ones.
		if slowed, err := tx.slowed(who, c); err != nil || slowed {
			return refuse(SignInSlowed), err
		}
		if right {
			if spent, err := tx.spentFailures(account.ID); err != nil {
				return nil, err
			} else if spent {
				right = false
			}
		}
		if right { // the password may have been changed, or the account disabled, while this one was being checked
			now, err := tx.GetAccount(background, account.ID)
			if err != nil {
				return nil, err
			}
			if right = now.Password == account.Password; right {
				if member, right, err = door(tx, now); err != nil {
					return nil, err
				}
			}
		}
		if !right {
			wrong = refuseField("login", SignInWrong)
			if _, err := signInFailuresFrom.hit(tx, network(c.Address)); err != nil || parseErr != nil {
				return wrong, err
			}
			if _, err := signInFailures.hit(tx, who); err != nil || account.ID == 0 {
				return wrong, err
			}
			if _, err := signInFailures.hit(tx, strconv.FormatInt(account.ID, 10)); err != nil {
				return wrong, err
			}
			return wrong, tx.audit(change{act: "session.refused", noun: account.ID})
		}
		var id int64
		if token, id, err = tx.startSession(account.ID, member, at, c); err != nil {
			return nil, err
		}
		return nil, tx.audit(change{act: "session.started", noun: id})
	})
	return token, err
}

// slowed tells whether sign-ins of who, or from where they come, have failed too often.
func (rx *Rx) slowed(who string, c Client) (bool, error) {
	if slow, err := signInFailures.spent(rx, who); err != nil || slow {
		return slow, err
	}
	return signInFailuresFrom.spent(rx, network(c.Address))
}

// spentFailures tells whether so many passwords of the account were wrong, by whatever login, that none is right for a while.
func (rx *Rx) spentFailures(account int64) (bool, error) {
	return signInFailures.spent(rx, strconv.FormatInt(account, 10))
}

// atDesk tells whether the account holds a role at the desk.
func (rx *Rx) atDesk(account int64) (bool, error) {
	grants, err := rx.grantsOf(account)
	return (Actor{Grants: grants}).May(DeskOpen), err
}

// Refusals of what asks for a fresh proof of who sits there.
const (
	ProofStale    Reason = "proof_stale"    // they have not proven it for a while
	PasswordWrong Reason = "password_wrong" // the present password is not right
	PasswordDesk  Reason = "password_desk"  // the password opens the desk too: it is changed there
)

const freshSeconds = 15 * 60

// Fresh tells whether the person has proven who they are within the last quarter of an hour, as is asked before what gives
// others a way in or cannot be undone.
func (s *Session) Fresh(now int64) bool { return now-s.proven <= freshSeconds }

// fresh refuses ProofStale where the actor has not proven who they are for a while.
func (tx *Tx) fresh() error {
	if tx.Now-tx.Actor.Proven > freshSeconds {
		return refuse(ProofStale)
	}
	return nil
}

// SendConfirmCode sends a code to the actor's phone, or e-mail, that proves anew who they are. It answers the token that
// the browser must keep; was is the one that it keeps already. NotFound: they have none of the kind. Refused: as RequestCode.
func (s *Store) SendConfirmCode(ctx context.Context, actor Actor, k ContactKind, was string, l Locale, c Client) (browser string, err error) {
	browser = newToken()
	err = s.Write(ctx, actor, func(tx *Tx) error {
		a, err := tx.GetAccount(background, tx.Actor.Account)
		if err != nil {
			return err
		}
		to := contact(a, k)
		if to.String() == "" {
			return errNotFound
		}
		return tx.sendCode(ConfirmCode, browser, was, to, l, c)
	})
	return browser, err
}

// Confirm takes the code as a fresh proof. Refused: as EnterCode.
func (s *Store) Confirm(ctx context.Context, actor Actor, browser, typed string) error {
	return s.tried(ctx, actor, func(tx *Tx) (wrong, err error) {
		a, err := tx.GetAccount(background, tx.Actor.Account)
		if err != nil {
			return nil, err
		}
		id, to, wrong, err := tx.tryCode(ConfirmCode, browser, typed)
		if err != nil || wrong != nil {
			return wrong, err
		}
		if to != contact(a, to.kind()) { // it was changed meanwhile
			return nil, refuseField("code", CodeForeign)
		}
		if _, err := tx.UseOneTimeCode(background, sqlcdb.UseOneTimeCodeParams{Now: &tx.Now, ID: id}); err != nil {
			return nil, err
		}
		if to.Phone != "" {
			if err := tx.ProvePhone(background, a.ID); err != nil {
				return nil, err
			}
		}
		return nil, tx.confirmed()
	})
}

func (tx *Tx) confirmed() error {
	if err := tx.ProveSession(background, sqlcdb.ProveSessionParams{Now: tx.Now, ID: tx.Actor.Session}); err != nil {
		return err
	}
	return tx.audit(change{act: "session.confirmed", noun: tx.Actor.Session, member: tx.Actor.Member})
}

// ConfirmPassword takes the password as a fresh proof, but the desk's. Refused: PasswordWrong, SignInSlowed.
func (s *Store) ConfirmPassword(ctx context.Context, actor Actor, password string, c Client) error {
	return s.withPassword(ctx, actor, password, c, func(tx *Tx, a sqlcdb.Account) (wrong, err error) {
		if desk, err := tx.atDesk(a.ID); err != nil {
			return nil, err
		} else if desk {
			return tx.failed(a, c, refuseField("current", PasswordWrong))
		}
		return nil, tx.confirmed()
	})
}

// withPassword does what the actor's present password is asked for; each wrong one counts as a failed sign-in.
// Refused: PasswordWrong, SignInSlowed.
func (s *Store) withPassword(ctx context.Context, actor Actor, password string, c Client, do func(*Tx, sqlcdb.Account) (wrong, err error)) error {
	who := strconv.FormatInt(actor.Account, 10)
	var a sqlcdb.Account
	slowed := false
	if err := s.Read(ctx, func(rx *Rx) (err error) {
		if a, err = rx.GetAccount(background, actor.Account); err != nil {
			return err
		}
		slowed, err = signInFailures.spent(rx, who)
		return err
	}); err != nil {
		return err
	}
	if slowed {
		return refuseField("current", SignInSlowed)
	}
	passed := verifyPassword(a.Password, password)
	return s.tried(ctx, actor, func(tx *Tx) (wrong, err error) {
		if slow, err := tx.slowed(who, c); err != nil || slow {
			return refuseField("current", SignInSlowed), err
		}
		now, err := tx.GetAccount(background, actor.Account)
		if err != nil {
			return nil, err
		}
		if passed && now.Password == a.Password {
			return do(tx, now)
		}
		return tx.failed(now, c, refuseField("current", PasswordWrong))
	})
}

// failed counts a wrong password or second factor of somebody who is in, and answers wrong.
func (tx *Tx) failed(a sqlcdb.Account, c Client, wrong error) (error, error) {
	if _, err := signInFailures.hit(tx, strconv.FormatInt(a.ID, 10)); err != nil {
		return nil, err
	}
	if _, err := signInFailuresFrom.hit(tx, network(c.Address)); err != nil {
		return nil, err
	}
	return wrong, tx.audit(change{act: "session.refused", noun: a.ID, member: tx.Actor.Member})
}

// SetPassword sets the password of the actor's account, by which a member may sign in beside the codes. Their other
// sessions end, and they are told. Refused: PasswordWeak, PasswordCommon, PasswordOwn, ProofStale, PasswordDesk.
func (s *Store) SetPassword(ctx context.Context, actor Actor, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	hash := hashPassword(password)
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.fresh(); err != nil {
			return err
		}
		if desk, err := tx.atDesk(tx.Actor.Account); err != nil {
			return err
		} else if desk {
			return refuseField("password", PasswordDesk)
		}
		a, err := tx.GetAccount(background, tx.Actor.Account)
		if err != nil {
			return err
		}
		return tx.putPassword(a, password, hash)
	})
}

// putPassword puts the password, of the hash, in place, ends the account's other sessions at all doors, and tells its
// person. Refused: PasswordOwn.
func (tx *Tx) putPassword(a sqlcdb.Account, password, hash string) error {
	if err := tx.checkOwn(a, password); err != nil {
		return err
	}
	if err := tx.SetAccountPassword(background, sqlcdb.SetAccountPasswordParams{Password: hash, ID: a.ID}); err != nil {
		return err
	}
	if err := tx.EndSessionsOf(background, sqlcdb.EndSessionsOfParams{Now: &tx.Now, AccountID: a.ID, ExceptID: tx.Actor.Session}); err != nil {
		return err
	}
	if to, err := oldEnd(a, PhoneContact); err == nil {
		if err := tx.sayChanged(to, Locale(a.Locale), "password.changed", "", ""); err != nil {
			return err
		}
	}
	return tx.audit(change{act: "account.password", noun: a.ID, member: tx.Actor.Member})
}
