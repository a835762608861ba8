package db

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"net/netip"
	"net/url"
	"strconv"

	"clubhouse/db/sqlcdb"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
)

// Refusals of passkeys.
const (
	PasskeyFailed   Reason = "passkey_failed"    // the browser's answer does not fit, is too old, or was given before
	PasskeyUnknown  Reason = "passkey_unknown"   // it opens nothing here: it was removed, or is not for this door
	PasskeysTooMany Reason = "passkeys_too_many" // args: the most
)

const (
	mostPasskeys     = 10
	mostPasskeyLabel = 40
	challengeSeconds = 5 * 60
)

// Relying is the site that passkeys are made for.
type Relying struct{ site *webauthn.WebAuthn }

// NewRelying answers the site at the base address, and nil for one that passkeys cannot be made for, as by its number: it
// takes a name, and https or localhost.
func NewRelying(base *url.URL) *Relying {
	host := base.Hostname()
	if _, err := netip.ParseAddr(host); err == nil || base.Scheme != "https" && host != "localhost" {
		return nil
	}
	site, err := webauthn.New(&webauthn.Config{RPID: host, RPDisplayName: host, RPOrigins: []string{base.Scheme + "://" + base.Host}})
	if err != nil {
		return nil
	}
	return &Relying{site}
}

// Passkey is one of an account's, as its person sees it.
type Passkey struct {
	ID      int64
	Door    Door // where it was added: one from the desk opens the members' door too; none opens a till, which asks for a code
	Label   string
	AddedAt int64
	UsedAt  int64 // 0: not yet
}

// opens tells whether the passkey opens the door.
func (k Passkey) opens(d Door) bool { return d == k.Door || k.Door == StaffDoor && d == MemberDoor }

func passkeyOf(r sqlcdb.Passkey) Passkey {
	return Passkey{r.ID, Door(r.Door), r.Label, r.AddedAt, deref(r.UsedAt)}
}

func (rx *Rx) passkeys(account int64) (list []Passkey, err error) {
	rows, err := rx.PasskeysOf(background, account)
	for _, r := range rows {
		list = append(list, passkeyOf(r))
	}
	return list, err
}

// passkeyUser is an account as the passkeys' library knows it.
type passkeyUser struct {
	id    int64
	name  string
	known []webauthn.Credential
}

func (u passkeyUser) WebAuthnID() []byte                         { return binary.BigEndian.AppendUint64(nil, uint64(u.id)) }
func (u passkeyUser) WebAuthnName() string                       { return u.name }
func (u passkeyUser) WebAuthnDisplayName() string                { return u.name }
func (u passkeyUser) WebAuthnCredentials() []webauthn.Credential { return u.known }

func (rx *Rx) passkeyUser(a sqlcdb.Account) (u passkeyUser, err error) {
	u = passkeyUser{id: a.ID, name: a.Name}
	rows, err := rx.PasskeysOf(background, a.ID)
	for _, r := range rows {
		var c webauthn.Credential
		if err := json.Unmarshal([]byte(r.Record), &c); err != nil {
			return u, err
		}
		u.known = append(u.known, c)
	}
	return u, err
}

// BeginPasskey answers what the actor's browser is to make a passkey from (JSON for navigator.credentials.create), and the
// token that it must keep. At the desk the authenticator's code or a recovery code is asked for; at the members' door a
// fresh proof. Refused: ProofStale, SecondWrong, SignInSlowed, PasskeysTooMany.
func (s *Store) BeginPasskey(ctx context.Context, actor Actor, r *Relying, second string, c Client) (options []byte, browser string, err error) {
	browser = newToken()
	err = s.tried(ctx, actor, func(tx *Tx) (wrong, err error) {
		a, err := tx.GetAccount(background, tx.Actor.Account)
		if err != nil {
			return nil, err
		}
		if tx.Actor.Door == StaffDoor {
			if slow, err := tx.slowed(strconv.FormatInt(a.ID, 10), c); err != nil || slow {
				return refuseField("second", SignInSlowed), err
			}
			if ok, err := tx.secondFactor(a, second); err != nil {
				return nil, err
			} else if !ok {
				return tx.failed(a, c, refuseField("second", SecondWrong))
			}
		} else if err := tx.fresh(); err != nil {
			return nil, err
		}
		user, err := tx.passkeyUser(a)
		if err != nil {
			return nil, err
		}
		if len(user.known) >= mostPasskeys {
			return nil, refuse(PasskeysTooMany, mostPasskeys)
		}
		creation, session, err := r.site.BeginRegistration(user,
			webauthn.WithAuthenticatorSelection(protocol.AuthenticatorSelection{ResidentKey: protocol.ResidentKeyRequirementRequired, UserVerification: protocol.VerificationRequired}),
			webauthn.WithConveyancePreference(protocol.PreferNoAttestation),
			webauthn.WithExclusions(webauthn.Credentials(user.known).CredentialDescriptors()))
		if err != nil {
			return nil, err
		}
		if options, err = json.Marshal(creation); err != nil {
			return nil, err
		}
		return nil, tx.keepChallenge(browser, tx.Actor.Door, a.ID, session)
	})
	return options, browser, err
}

func (tx *Tx) keepChallenge(browser string, d Door, account int64, session *webauthn.SessionData) error {
	record, err := json.Marshal(session)
	if err != nil {
		return err
	}
	return tx.InsertChallenge(background, sqlcdb.InsertChallengeParams{
		ID: tx.NewID(), Browser: hashToken(browser), Door: string(d), AccountID: account, Record: string(record), EndsAt: tx.Now + challengeSeconds,
	})
}

// takeChallenge answers what the browser was asked to sign, once. Refused: PasskeyFailed.
func (tx *Tx) takeChallenge(browser string, d Door, account int64) (session webauthn.SessionData, err error) {
	record, err := tx.TakeChallenge(background, sqlcdb.TakeChallengeParams{Browser: hashToken(browser), Door: string(d), AccountID: account, Now: tx.Now})
	if isNoRows(err) {
		return session, refuse(PasskeyFailed)
	}
	if err != nil {
		return session, err
	}
	return session, json.Unmarshal([]byte(record), &session)
}

// AddPasskey adds the passkey that the browser has made (the JSON of its answer), under a name of the person's choice.
// Refused: PasskeyFailed, TextTooLong.
func (s *Store) AddPasskey(ctx context.Context, actor Actor, r *Relying, browser, label string, answer []byte) error {
	label = tidy(label)
	if err := fits("label", label, mostPasskeyLabel); err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return refuse(PasskeyFailed)
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		session, err := tx.takeChallenge(browser, tx.Actor.Door, tx.Actor.Account)
		if err != nil {
			return err
		}
		a, err := tx.GetAccount(background, tx.Actor.Account)
		if err != nil {
			return err
		}
		user, err := tx.passkeyUser(a)
		if err != nil {
			return err
		}
		made, err := r.site.CreateCredential(user, session, parsed)
		if err != nil {
			return refuse(PasskeyFailed)
		}
		record, err := json.Marshal(made)
		if err != nil {
			return err
		}
		id := tx.NewID()
		if n, err := tx.InsertPasskey(background, sqlcdb.InsertPasskeyParams{
			ID: id, AccountID: a.ID, Door: string(tx.Actor.Door), Credential: made.ID, Record: string(record), Label: label, AddedAt: tx.Now,
		}); err != nil {
			return err
		} else if n == 0 {
			return refuse(PasskeyFailed)
		}
		if to, err := oldEnd(a, PhoneContact); err == nil {
			if err := tx.sayChanged(to, Locale(a.Locale), "passkey.added", "", ""); err != nil {
				return err
			}
		}
		return tx.audit(change{act: "account.passkey", noun: id, member: tx.Actor.Member})
	})
}

// DropPasskey removes one of the actor's own. One from the desk is removed there. NotFound: it is not theirs.
func (s *Store) DropPasskey(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		door, err := tx.Queries.DropPasskey(background, sqlcdb.DropPasskeyParams{ID: id, AccountID: tx.Actor.Account})
		if isNoRows(err) || err == nil && Door(door) == StaffDoor && tx.Actor.Door != StaffDoor {
			return errNotFound
		}
		if err != nil {
			return err
		}
		return tx.audit(change{act: "account.passkey_dropped", noun: id, member: tx.Actor.Member})
	})
}

// BeginPasskeySignIn answers what a browser is to sign to come in at the door (JSON for navigator.credentials.get), and the
// token that it must keep. Refused: SignInSlowed.
func (s *Store) BeginPasskeySignIn(ctx context.Context, d Door, r *Relying, c Client) (options []byte, browser string, err error) {
	browser = newToken()
	err = s.Write(ctx, Actor{Door: d}, func(tx *Tx) error {
		if ok, err := passkeyTries.hit(tx, network(c.Address)); err != nil {
			return err
		} else if !ok {
			return refuse(SignInSlowed)
		}
		assertion, session, err := r.site.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
		if err != nil {
			return err
		}
		if options, err = json.Marshal(assertion); err != nil {
			return err
		}
		return tx.keepChallenge(browser, d, 0, session)
	})
	return options, browser, err
}

// EnterByPasskey opens the door for whoever has signed the browser's challenge with a passkey that opens it. Refused:
// PasskeyFailed, PasskeyUnknown, AccountDisabled.
func (s *Store) EnterByPasskey(ctx context.Context, d Door, r *Relying, browser string, answer []byte, c Client) (token string, err error) {
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return "", refuse(PasskeyFailed)
	}
	err = s.tried(ctx, Actor{Door: d}, func(tx *Tx) (wrong, err error) {
		token = ""
		session, err := tx.takeChallenge(browser, d, 0)
		if err != nil {
			return nil, err
		}
		row, err := tx.PasskeyByCredential(background, parsed.RawID)
		if isNoRows(err) || err == nil && !passkeyOf(row).opens(d) {
			return refuse(PasskeyUnknown), nil
		}
		if err != nil {
			return nil, err
		}
		a, err := tx.GetAccount(background, row.AccountID)
		if err != nil {
			return nil, err
		}
		if a.MergedInto != nil { // see merge_ways.go
			return refuse(PasskeyUnknown), nil
		}
		user, err := tx.passkeyUser(a)
		if err != nil {
			return nil, err
		}
		_, used, err := r.site.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
			if string(handle) != string(user.WebAuthnID()) {
				return nil, errNotFound
			}
			return user, nil
		}, session, parsed)
		if err != nil || used.Authenticator.CloneWarning {
			return refuse(PasskeyFailed), tx.audit(change{act: "session.refused", noun: a.ID})
		}
		record, err := json.Marshal(used)
		if err != nil {
			return nil, err
		}
		if err := tx.UsePasskey(background, sqlcdb.UsePasskeyParams{Record: string(record), Now: &tx.Now, ID: row.ID}); err != nil {
			return nil, err
		}
		member, wrong, err := tx.mayEnter(a, d)
		if err != nil || wrong != nil {
			return wrong, err
		}
		tx.Actor.Account = a.ID
		var id int64
		if token, id, err = tx.startSession(a.ID, member, d, c); err != nil {
			return nil, err
		}
		return nil, tx.audit(change{act: "session.started", noun: id, facts: Facts{"by": "passkey"}})
	})
	return token, err
}

// mayEnter answers the account's membership for the members' door, or why the door stays shut for it.
func (tx *Tx) mayEnter(a sqlcdb.Account, d Door) (member int64, wrong, err error) {
	if a.DisabledAt != nil || d != MemberDoor && !worksHere(a) {
		return 0, refuse(AccountDisabled), nil
	}
	if d == MemberDoor {
		if member, err = tx.MemberOfAccount(background, a.ID); isNoRows(err) {
			return 0, refuse(PasskeyUnknown), nil
		}
		return member, nil, err
	}
	grants, err := tx.grantsOf(a.ID)
	if err == nil && !(Actor{Grants: grants}).May(DeskOpen) {
		return 0, refuse(PasskeyUnknown), nil
	}
	return 0, nil, err
}
