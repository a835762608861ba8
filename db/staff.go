package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// Refusals at the staff door.
const (
	SignInWrong  Reason = "sign_in_wrong"  // login, password or authenticator code: which one is not said
	SignInSlowed Reason = "sign_in_slowed" // too many failures: wait a quarter of an hour
	TOTPWrong    Reason = "totp_wrong"     // while setting up: the code does not fit the secret shown

	SetupGone      Reason = "setup_gone"      // there is no such invitation
	SetupUsed      Reason = "setup_used"      // it has been followed to its end
	SetupOld       Reason = "setup_old"       // it was good for a day
	SetupWithdrawn Reason = "setup_withdrawn" // it was taken back, or a newer one is in its place
)

// Setup is an open invitation as its page shows it.
type Setup struct {
	Name, Email string
	Secret      string // of the authenticator, base32
}

// Setup answers the invitation of the token. Refused: SetupGone, SetupUsed, SetupOld, SetupWithdrawn.
func (s *Store) Setup(ctx context.Context, token string) (Setup, error) {
	var out Setup
	err := s.Read(ctx, func(rx *Rx) error {
		r, err := rx.openSetup(token)
		if err != nil {
			return err
		}
		secret, err := s.unseal(r.AccountID, r.Totp)
		out = Setup{Name: r.Name, Email: deref(r.Email), Secret: string(secret)}
		return err
	})
	return out, err
}

func (rx *Rx) openSetup(token string) (sqlcdb.GetSetupRow, error) {
	r, err := rx.GetSetup(background, hashToken(token))
	switch {
	case isNoRows(err):
		return r, refuse(SetupGone)
	case err != nil:
		return r, err
	case r.UsedAt != nil:
		return r, refuse(SetupUsed)
	case r.WithdrawnAt != nil, r.BarredAt != nil, r.DisabledAt != nil:
		return r, refuse(SetupWithdrawn)
	case rx.Now >= r.EndsAt:
		return r, refuse(SetupOld)
	}
	return r, nil
}

const recoveryCodes = 10

// FinishSetup sets password and authenticator of the invited account, drops the passkeys of its desk, ends its other
// sessions, and answers a session's token and the recovery codes, each good once, the only copy there is. Refused: as Setup,
// PasswordWeak, PasswordCommon, PasswordOwn, TOTPWrong.
func (s *Store) FinishSetup(ctx context.Context, token, password, totp string, c Client) (session string, recovery []string, err error) {
	if err := checkPassword(password); err != nil {
		return "", nil, err
	}
	if _, err := s.Setup(ctx, token); err != nil {
		return "", nil, err
	}
	hash := hashPassword(password)
	err = s.Write(ctx, Actor{Door: StaffDoor}, func(tx *Tx) error {
		r, err := tx.openSetup(token)
		if err != nil {
			return err
		}
		a, err := tx.GetAccount(background, r.AccountID)
		if err != nil {
			return err
		}
		if err := tx.checkOwn(a, password); err != nil {
			return err
		}
		secret, err := s.unseal(r.AccountID, r.Totp)
		if err != nil {
			return err
		}
		step, ok := totpStep(string(secret), totp, tx.Now)
		if !ok {
			return refuseField("totp", TOTPWrong)
		}
		if n, err := tx.UseSetup(background, sqlcdb.UseSetupParams{Now: &tx.Now, ID: r.ID}); err != nil {
			return err
		} else if n == 0 {
			return refuse(SetupUsed)
		}
		if err := tx.SetAccountKeys(background, sqlcdb.SetAccountKeysParams{Password: hash, Totp: r.Totp, ID: r.AccountID}); err != nil {
			return err
		}
		if _, err := tx.TakeTOTPStep(background, sqlcdb.TakeTOTPStepParams{Step: step, ID: r.AccountID}); err != nil {
			return err
		}
		if recovery, err = tx.newRecoveryCodes(r.AccountID); err != nil {
			return err
		}
		if err := tx.DropPasskeysAt(background, sqlcdb.DropPasskeysAtParams{AccountID: r.AccountID, Door: string(StaffDoor)}); err != nil {
			return err
		}
		if err := tx.EndSessionsOf(background, sqlcdb.EndSessionsOfParams{Now: &tx.Now, AccountID: r.AccountID}); err != nil {
			return err
		}
		tx.Actor.Account = r.AccountID
		if session, _, err = tx.startSession(r.AccountID, 0, StaffDoor, c); err != nil {
			return err
		}
		return tx.audit(change{act: "staff.set_up", noun: r.AccountID})
	})
	return session, recovery, err
}

// SignInStaff opens the staff door: login is an e-mail address or phone, second the authenticator's six digits or a
// recovery code. Whatever is wrong, the refusal is the same. Refused: SignInWrong, SignInSlowed.
func (s *Store) SignInStaff(ctx context.Context, login, password, second string, c Client) (token string, err error) {
	return s.signIn(ctx, StaffDoor, login, "CN", password, c, func(tx *Tx, a sqlcdb.Account) (int64, bool, error) {
		if !worksHere(a) {
			return 0, false, nil
		}
		if ok, err := tx.secondFactor(a, second); err != nil || !ok {
			return 0, false, err
		}
		grants, err := tx.grantsOf(a.ID)
		return 0, Actor{Grants: grants}.May(DeskOpen), err
	})
}

// worksHere tells whether desk and tills are open to the account.
func worksHere(a sqlcdb.Account) bool { return a.DisabledAt == nil && a.BarredAt == nil }

// secondFactor takes a code of the authenticator, each step once, or a recovery code, each once.
func (tx *Tx) secondFactor(a sqlcdb.Account, typed string) (bool, error) {
	if code, ok := ParseCode(typed); ok {
		n, err := tx.UseRecoveryCode(background, sqlcdb.UseRecoveryCodeParams{Now: &tx.Now, AccountID: a.ID, Mac: tx.s.recoveryMAC(a.ID, code)})
		return n == 1, err
	}
	if a.Totp == nil {
		return false, nil
	}
	secret, err := tx.s.unseal(a.ID, a.Totp)
	if err != nil {
		return false, err
	}
	step, ok := totpStep(string(secret), typed, tx.Now)
	if !ok {
		return false, nil
	}
	n, err := tx.TakeTOTPStep(background, sqlcdb.TakeTOTPStepParams{Step: step, ID: a.ID})
	return n == 1, err
}
