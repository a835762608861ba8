package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// ConsentKind is what a member agrees to. Each consent is a dated record of its own.
type ConsentKind string

// The kinds: the texts of the club by version, news of offers by channel, and messages about one's own membership by
// channel. The inbox needs no consent.
const (
	ConsentTerms        ConsentKind = "terms"
	ConsentPrivacy      ConsentKind = "privacy"
	ConsentNewsSMS      ConsentKind = "sms"
	ConsentNewsEmail    ConsentKind = "email"
	ConsentServiceSMS   ConsentKind = "service_sms"
	ConsentServiceEmail ConsentKind = "service_email"
)

// agree writes that the member agrees to these as from now.
func (tx *Tx) agree(member int64, l Locale, kinds ...ConsentKind) error {
	versions := map[TextKind]string{}
	for _, k := range kinds {
		text := Privacy
		if k == ConsentTerms {
			text = Terms
		}
		version, known := versions[text]
		if !known {
			var err error
			if version, err = tx.inForce(text); err != nil {
				return err
			}
			versions[text] = version
		}
		if err := tx.InsertConsent(background, sqlcdb.InsertConsentParams{
			ID: tx.NewID(), MemberID: member, Kind: string(k), Version: version, Locale: string(l), GivenAt: tx.Now,
		}); err != nil {
			return err
		}
	}
	return nil
}

// SetMarketing gives or withdraws the member's consent to marketing by a channel.
func (s *Store) SetMarketing(ctx context.Context, actor Actor, sms, email bool, l Locale) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		return tx.setConsents(map[ConsentKind]bool{ConsentNewsSMS: sms, ConsentNewsEmail: email}, l)
	})
}

// SetService gives or withdraws the member's consent to messages about the membership by a channel. What waits to be sent
// by one that is withdrawn is not sent.
func (s *Store) SetService(ctx context.Context, actor Actor, sms, email bool, l Locale) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		return tx.setConsents(map[ConsentKind]bool{ConsentServiceSMS: sms, ConsentServiceEmail: email}, l)
	})
}

func (tx *Tx) setConsents(wanted map[ConsentKind]bool, l Locale) error {
	given, err := tx.consents(tx.Actor.Member)
	if err != nil {
		return err
	}
	facts := Facts{}
	for kind, want := range wanted {
		if want == given[kind] {
			continue
		}
		facts[string(kind)] = want
		if want {
			err = tx.agree(tx.Actor.Member, l, kind)
		} else {
			_, err = tx.WithdrawConsents(background, sqlcdb.WithdrawConsentsParams{Now: &tx.Now, MemberID: tx.Actor.Member, Kind: string(kind)})
		}
		if err != nil {
			return err
		}
	}
	if len(facts) == 0 {
		return nil
	}
	return tx.audit(change{act: "member.consent", noun: tx.Actor.Member, member: tx.Actor.Member, facts: facts})
}

func (rx *Rx) consents(member int64) (map[ConsentKind]bool, error) {
	rows, err := rx.ConsentsOf(background, member)
	given := map[ConsentKind]bool{}
	for _, r := range rows {
		given[ConsentKind(r.Kind)] = given[ConsentKind(r.Kind)] || r.WithdrawnAt == nil
	}
	return given, err
}

// Consents answers what the actor's member agrees to today.
func (s *Store) Consents(ctx context.Context, actor Actor) (given map[ConsentKind]bool, err error) {
	err = s.Read(ctx, func(rx *Rx) (err error) { given, err = rx.consents(actor.Member); return err })
	return given, err
}
