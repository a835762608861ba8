package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// Refusals of joining at the counter.
const (
	AlreadyMember Reason = "already_member" // who has proven the phone or e-mail
	OtherGuest    Reason = "other_guest"    // the browser has sent a code to somebody else since
)

// SendCounterCode sends a code to somebody who is to be joined at the counter, in their language. It answers the token that
// the desk's browser must keep; was is the one that it keeps already. NotFound without the right. Refused: as RequestCode,
// TextChanged, CommunityUnknown.
func (s *Store) SendCounterCode(ctx context.Context, actor Actor, was string, to Destination, j Joining, c Client) (browser string, err error) {
	if err := counterPlace(actor, j); err != nil {
		return "", err
	}
	browser = newToken()
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.communityThere(j.Community); err != nil {
			return err
		}
		if err := tx.stillInForce(j.Versions); err != nil {
			return err
		}
		return tx.sendCode(CounterCode, browser, was, to, j.Locale, c)
	})
	return browser, err
}

// counterPlace refuses CommunityUnknown where the actor joins nobody: staff of some communities join people there. NotFound
// without the right.
func counterPlace(actor Actor, j Joining) error {
	if !actor.May(MembersJoin) {
		return errNotFound
	}
	if !actor.reaches(MembersJoin, j.Community) {
		return refuseField("community", CommunityUnknown)
	}
	return nil
}

// JoinAtCounter makes a member of the person who has read the code to the actor; they are signed in nowhere. to is where the
// actor's form says that the code went. Refused: as JoinMember and EnterCode, AlreadyMember, OtherGuest. NotFound without the
// right.
func (s *Store) JoinAtCounter(ctx context.Context, actor Actor, browser, typed string, to Destination, j Joining) (member int64, err error) {
	if err := counterPlace(actor, j); err != nil {
		return 0, err
	}
	if err := j.check(); err != nil {
		return 0, err
	}
	err = s.tried(ctx, actor, func(tx *Tx) (wrong, err error) {
		if err := tx.communityThere(j.Community); err != nil {
			return nil, err
		}
		if err := tx.stillInForce(j.Versions); err != nil {
			return nil, err
		}
		if err := tx.sentTo(browser, to); err != nil {
			return nil, err
		}
		id, _, wrong, err := tx.tryCode(CounterCode, browser, typed)
		if err != nil || wrong != nil {
			return wrong, err
		}
		if _, err := tx.UseOneTimeCode(background, sqlcdb.UseOneTimeCodeParams{Now: &tx.Now, ID: id}); err != nil {
			return nil, err
		}
		if a, err := tx.accountAt(to); err == nil {
			if _, err := tx.MembershipOfAccount(background, a.ID); err == nil {
				return refuseField("code", AlreadyMember), tx.audit(change{act: "code.proven", noun: id})
			} else if !isNoRows(err) {
				return nil, err
			}
		} else if !isNoRows(err) {
			return nil, err
		}
		account, err := tx.openAccount(to, j.Name, j.Locale)
		if err != nil {
			return nil, err
		}
		if member, err = tx.openMembership(account, j); err != nil {
			return nil, err
		}
		if err := tx.SeeAccount(background, sqlcdb.SeeAccountParams{Now: tx.Now, ID: account}); err != nil { // they stand there
			return nil, err
		}
		if err := tx.compare(member); err != nil {
			return nil, err
		}
		if err := tx.DropJoining(background, to.String()); err != nil {
			return nil, err
		}
		return nil, tx.audit(change{act: "member.joined", noun: member, member: member, facts: Facts{"community": j.Community, "counter": true,
			"sms": j.SMS, "email": j.Email, "service_sms": j.Service, "service_email": j.Service}, personal: Facts{"name": j.Name, "destination": to.String()}})
	})
	return member, err
}

// sentTo refuses OtherGuest where the browser's code went to somebody else: it keeps one, and the desk may have a form open for
// each of two guests. It is asked before the code is tried, so that one guest's form spends no try of the other's.
func (rx *Rx) sentTo(browser string, to Destination) error {
	row, err := rx.OneTimeCodeByBrowser(background, hashToken(browser))
	if isNoRows(err) {
		return nil // trying it says why there is none
	}
	if err == nil && row.Destination != to.String() {
		return refuseField("destination", OtherGuest)
	}
	return err
}

// Agree has a member who was imported agree to terms and privacy policy, of the versions that they were shown, and to what
// else they have ticked. A second time changes nothing. Refused: TermsNotAgreed, PrivacyNotAgreed, TextChanged.
func (s *Store) Agree(ctx context.Context, actor Actor, j Joining) error {
	var f faults
	f.when(!j.Terms, "terms", TermsNotAgreed)
	f.when(!j.Privacy, "privacy", PrivacyNotAgreed)
	if err := f.err(); err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		m, err := tx.GetMember(background, tx.Actor.Member)
		if err != nil || m.Agreed != 0 {
			return err
		}
		if err := tx.stillInForce(j.Versions); err != nil {
			return err
		}
		if err := tx.agree(m.ID, j.Locale, j.agreed()...); err != nil {
			return err
		}
		if err := tx.SetAgreed(background, m.ID); err != nil {
			return err
		}
		facts := Facts{}
		for _, k := range j.agreed() {
			facts[string(k)] = true
		}
		return tx.audit(change{act: "member.consent", noun: m.ID, member: m.ID, facts: facts})
	})
}
