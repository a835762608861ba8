package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// What a person of the staff does with their own sign-in at the desk. Each asks for the present password, for the
// authenticator, or for both: a desk left open for a moment gives nobody a way back in.

// SecondWrong refuses a code of the authenticator, or a recovery code, of somebody who is in already.
const SecondWrong Reason = "second_wrong"

// OwnSignIn is how the actor signs in, as their own page tells.
type OwnSignIn struct {
	Contact  Destination // masked
	Password bool        // one is set
	Recovery int64       // recovery codes left
	Desk     bool        // they work at the desk: see PasswordDesk
	Passkeys []Passkey
	Aliases  []Alias // at the members' door
	Sessions []SessionRow
}

// OwnSignIn answers how the actor signs in, and where they are signed in at their door.
func (s *Store) OwnSignIn(ctx context.Context, actor Actor) (o OwnSignIn, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		a, err := rx.GetAccount(background, actor.Account)
		if err != nil {
			return err
		}
		o = OwnSignIn{Contact: Destination{Phone: masked(MaskPhone, a.Phone), Email: masked(MaskEmail, a.Email)}, Password: a.Password != ""}
		if o.Desk, err = rx.atDesk(a.ID); err != nil {
			return err
		}
		if o.Recovery, err = rx.CountRecoveryCodes(background, a.ID); err != nil {
			return err
		}
		if o.Passkeys, err = rx.passkeys(a.ID); err != nil {
			return err
		}
		if o.Aliases, err = rx.aliases(actor.Member); err != nil {
			return err
		}
		o.Sessions, err = rx.sessions(actor)
		return err
	})
	return o, err
}

// ChangeDeskPassword changes the actor's password; all their other sessions end, and they are told. Refused: PasswordWeak,
// PasswordCommon, PasswordOwn, PasswordWrong, SecondWrong, SignInSlowed.
func (s *Store) ChangeDeskPassword(ctx context.Context, actor Actor, current, second, password string, c Client) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	hash := hashPassword(password)
	return s.withBoth(ctx, actor, current, second, c, func(tx *Tx, a sqlcdb.Account) error { return tx.putPassword(a, password, hash) })
}

// withBoth does what present password and second factor are asked for. Refused: PasswordWrong, SecondWrong, SignInSlowed.
func (s *Store) withBoth(ctx context.Context, actor Actor, current, second string, c Client, do func(*Tx, sqlcdb.Account) error) error {
	return s.withPassword(ctx, actor, current, c, func(tx *Tx, a sqlcdb.Account) (wrong, err error) {
		if ok, err := tx.secondFactor(a, second); err != nil {
			return nil, err
		} else if !ok {
			return tx.failed(a, c, refuseField("second", SecondWrong))
		}
		return nil, do(tx, a)
	})
}

// RenewRecoveryCodes answers new recovery codes in the place of those that were left, the only copy there is.
// Refused: PasswordWrong, SecondWrong, SignInSlowed.
func (s *Store) RenewRecoveryCodes(ctx context.Context, actor Actor, current, second string, c Client) (codes []string, err error) {
	err = s.withBoth(ctx, actor, current, second, c, func(tx *Tx, a sqlcdb.Account) (err error) {
		if codes, err = tx.newRecoveryCodes(a.ID); err != nil {
			return err
		}
		return tx.audit(change{act: "staff.recovery", noun: a.ID})
	})
	return codes, err
}

// ReplaceAuthenticator answers the token of a setup link by which the actor connects another authenticator: the present one
// works until it is followed to its end. Refused: PasswordWrong, SecondWrong, SignInSlowed.
func (s *Store) ReplaceAuthenticator(ctx context.Context, actor Actor, current, second string, c Client) (token string, err error) {
	err = s.withBoth(ctx, actor, current, second, c, func(tx *Tx, a sqlcdb.Account) (err error) {
		if token, err = tx.newSetup(a.ID); err != nil {
			return err
		}
		return tx.audit(change{act: "staff.replacing", noun: a.ID})
	})
	return token, err
}

// newRecoveryCodes makes the account's recovery codes anew.
func (tx *Tx) newRecoveryCodes(account int64) (codes []string, err error) {
	if err := tx.DeleteRecoveryCodes(background, account); err != nil {
		return nil, err
	}
	for range recoveryCodes {
		code := newCode()
		codes = append(codes, code)
		if err := tx.InsertRecoveryCode(background, sqlcdb.InsertRecoveryCodeParams{ID: tx.NewID(), AccountID: account, Mac: tx.s.recoveryMAC(account, code)}); err != nil {
			return nil, err
		}
	}
	return codes, nil
}
