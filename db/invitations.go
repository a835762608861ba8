package db

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"slices"

	"clubhouse/db/sqlcdb"
)

// Refusals of invitations.
const (
	EmailWrong   Reason = "email_wrong"   //
	RoleUnknown  Reason = "role_unknown"  //
	ScopeWrong   Reason = "scope_wrong"   // the role cannot be held for this
	StaffAlready Reason = "staff_already" // the address is that of somebody of the staff: what they may do is changed on their page
	SetUpAlready Reason = "set_up_already"
	SetupNone    Reason = "setup_none" // no link is open: it was used, ran out, or was taken back already
)

// Invitation names a person of the staff and what they may do.
type Invitation struct {
	Email   string
	Name    string
	Locale  Locale
	Role    Role
	Scope   Scope
	ScopeID int64 // 0 for ScopeAll
}

// check tidies the invitation and answers the faults of what was typed.
func (inv *Invitation) check() (to Destination, err error) {
	var f faults
	email, ok := ParseEmail(inv.Email)
	f.when(!ok, "email", EmailWrong)
	name, err := CheckName("name", inv.Name)
	inv.Name = name
	f.when(!inv.Role.StaffRole(), "role", RoleUnknown)
	f.when(inv.Role.StaffRole() && (!inv.Role.mayHold(inv.Scope) || (inv.Scope == ScopeAll) != (inv.ScopeID == 0)), "scope", ScopeWrong)
	return Destination{Email: EmailKey(email)}, Together(f.err(), err)
}

// InviteStaff grants the role to the account of the e-mail address, making it where there is none, and answers the
// token of a setup link, good for a day, where they set password and authenticator. For an account that has these
// already the token is good all the same: it sets them anew. This is for the terminal, where the link is shown; the desk
// has it mailed. Refused: EmailWrong, NameMissing, NameWrong, RoleUnknown, ScopeWrong, PersonDisabled.
func (s *Store) InviteStaff(ctx context.Context, actor Actor, inv Invitation) (token string, err error) {
	_, token, err = s.invite(ctx, actor, inv, false)
	return token, err
}

// MailInvitation is InviteStaff from the desk: the link goes to the address by mail, in the person's language, and is
// shown to nobody else. It answers the account. Refused also: StaffAlready, CommunityUnknown.
func (s *Store) MailInvitation(ctx context.Context, actor Actor, inv Invitation) (account int64, err error) {
	account, _, err = s.invite(ctx, actor, inv, true)
	return account, err
}

func (s *Store) invite(ctx context.Context, actor Actor, inv Invitation, mailed bool) (account int64, token string, err error) {
	to, err := inv.check()
	if err != nil {
		return 0, "", err
	}
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.manages(); err != nil {
			return err
		}
		row, err := tx.ownAt("email", to)
		account = row.ID
		switch {
		case isNoRows(err):
			if account, err = tx.openAccount(to, inv.Name, inv.Locale); err != nil {
				return err
			}
		case err != nil:
			return err
		case !worksHere(row):
			return refuseField("email", PersonDisabled)
		case mailed:
			grants, err := tx.grantsOf(account)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(grants, func(g Grant) bool { return g.Role.StaffRole() }) {
				return refuseField("email", StaffAlready)
			}
		}
		if mailed {
			if err := tx.knownScopes(inv.Scope, []int64{inv.ScopeID}); err != nil {
				return err
			}
		}
		if _, err := tx.InsertGrant(background, sqlcdb.InsertGrantParams{
			ID: tx.NewID(), AccountID: account, Role: string(inv.Role), Scope: string(inv.Scope), ScopeID: inv.ScopeID, GrantedAt: tx.Now, GrantedBy: tx.Actor.Account,
		}); err != nil {
			return err
		}
		if token, err = tx.newSetup(account); err != nil {
			return err
		}
		if mailed {
			if err := tx.mailSetup(to, inv.Name, inv.Locale, "staff.invited", token); err != nil {
				return err
			}
		}
		return tx.audit(change{act: "staff.invited", noun: account, facts: Facts{"role": inv.Role, "scope": inv.Scope, "scope_id": inv.ScopeID},
			personal: Facts{"name": inv.Name, "email": to.Email}})
	})
	return account, token, err
}

// newSetup opens a setup link for the account, in place of those that are open, and answers its token.
func (tx *Tx) newSetup(account int64) (token string, err error) {
	secret := make([]byte, 20)
	rand.Read(secret)
	sealed, err := tx.s.seal(account, []byte(base32.StdEncoding.EncodeToString(secret)))
	if err != nil {
		return "", err
	}
	if _, err := tx.withdrawSetups(account); err != nil {
		return "", err
	}
	token = newToken()
	return token, tx.InsertSetup(background, sqlcdb.InsertSetupParams{
		ID: tx.NewID(), TokenHash: hashToken(token), AccountID: account, Totp: sealed, EndsAt: tx.Now + SetupSeconds,
	})
}

func (tx *Tx) withdrawSetups(account int64) (int64, error) {
	return tx.WithdrawSetups(background, sqlcdb.WithdrawSetupsParams{Now: &tx.Now, AccountID: account})
}

// mailSetup has the link mailed; the worker puts the club's address before it.
func (tx *Tx) mailSetup(to Destination, name string, l Locale, template, token string) error {
	return tx.send(Message{To: to, Locale: l, Template: template, Until: tx.Now + SetupSeconds,
		Args: map[string]string{"name": name, "path": "/" + string(l) + "/staff/setup/" + token}})
}

// SendInvitation has another setup link mailed to somebody who has not set up yet, or whose authenticator was reset; an
// older one works no more. Refused: SetUpAlready, PersonDisabled, PersonFormer.
func (s *Store) SendInvitation(ctx context.Context, actor Actor, account int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		p, err := tx.colleague(account)
		if err != nil {
			return err
		}
		template := "staff.invited"
		switch p.State {
		case StaffReset:
			template = "staff.reset"
		case StaffInvited:
		case StaffActive:
			return refuse(SetUpAlready)
		default:
			return refuse(p.away())
		}
		token, err := tx.newSetup(account)
		if err != nil {
			return err
		}
		if err := tx.mailSetup(Destination{Email: p.Login}, p.Name, p.Locale, template, token); err != nil {
			return err
		}
		return tx.audit(change{act: "staff.sent", noun: account})
	})
}

// WithdrawInvitation takes the open setup link back. The role stays until it is ended. Refused: SetupNone.
func (s *Store) WithdrawInvitation(ctx context.Context, actor Actor, account int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if _, err := tx.colleague(account); err != nil {
			return err
		}
		if n, err := tx.withdrawSetups(account); err != nil {
			return err
		} else if n == 0 {
			return refuse(SetupNone)
		}
		return tx.audit(change{act: "staff.withdrawn", noun: account})
	})
}

// ResetAuthenticator takes the authenticator, the recovery codes and the desk's passkeys of another away, ends their sessions at desk and
// tills, and mails them a setup link. Refused: OwnPerson, PersonUnready, PersonDisabled, PersonFormer.
func (s *Store) ResetAuthenticator(ctx context.Context, actor Actor, account int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if _, err := tx.admins(); err != nil { // so that of two who reset each other one is the first
			return err
		}
		p, err := tx.colleague(account)
		switch {
		case err != nil:
			return err
		case account == tx.Actor.Account:
			return refuse(OwnPerson)
		case p.State == StaffInvited, p.State == StaffReset:
			return refuse(PersonUnready)
		case p.State != StaffActive:
			return refuse(p.away())
		}
		if err := tx.DropTOTP(background, account); err != nil {
			return err
		}
		if err := tx.DeleteRecoveryCodes(background, account); err != nil {
			return err
		}
		if err := tx.DropPasskeysAt(background, sqlcdb.DropPasskeysAtParams{AccountID: account, Door: string(StaffDoor)}); err != nil {
			return err
		}
		if err := tx.endWork(account); err != nil {
			return err
		}
		token, err := tx.newSetup(account)
		if err != nil {
			return err
		}
		if err := tx.mailSetup(Destination{Email: p.Login}, p.Name, p.Locale, "staff.reset", token); err != nil {
			return err
		}
		return tx.audit(change{act: "staff.reset", noun: account})
	})
}

// endWork ends the account's sessions at desk and tills.
func (tx *Tx) endWork(account int64) error {
	return tx.EndWorkSessions(background, sqlcdb.EndWorkSessionsParams{Now: &tx.Now, AccountID: account})
}
