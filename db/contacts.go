package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// ContactKind is one of the two ways to reach an account, by which its person signs in.
type ContactKind string

// The kinds.
const (
	PhoneContact ContactKind = "phone"
	EmailContact ContactKind = "email"
)

// Refusals of a change of phone or e-mail.
const (
	ContactSame   Reason = "contact_same"   // it is this account's already
	ContactTaken  Reason = "contact_taken"  // it belongs to another account
	ContactOthers Reason = "contact_others" // as above, as staff are told
	ContactDesk   Reason = "contact_desk"   // the person works at the desk: administrators see to it
	ContactTill   Reason = "contact_till"   // the same of who works at a till
	ContactOwn    Reason = "contact_own"    // the same, told to who works at the desk and would change their own
	OwnContact    Reason = "own_contact"    // nobody vouches for a document of their own
)

// Documents are what staff have seen before they replace a phone or an e-mail that its member has lost.
var Documents = []string{"id_card", "passport", "permit", "deed", "other"}

func (d Destination) kind() ContactKind {
	if d.Phone != "" {
		return PhoneContact
	}
	return EmailContact
}

// contact answers the account's destination of the kind, with neither where there is none.
func contact(a sqlcdb.Account, k ContactKind) Destination {
	if k == PhoneContact {
		return Destination{Phone: deref(a.Phone)}
	}
	return Destination{Email: deref(a.Email)}
}

// oldEnd answers where a change of the kind is proven first: what is to be replaced, or, where there is none of the kind,
// the other. NotFound: the account has neither.
func oldEnd(a sqlcdb.Account, k ContactKind) (Destination, error) {
	for _, k := range []ContactKind{k, map[ContactKind]ContactKind{PhoneContact: EmailContact, EmailContact: PhoneContact}[k]} {
		if d := contact(a, k); d.String() != "" {
			return d, nil
		}
	}
	return Destination{}, errNotFound
}

// OldEnd answers, masked, where a change of the actor's phone or e-mail is proven first, and what the account has of the
// kind, with neither where it has none.
func (s *Store) OldEnd(ctx context.Context, actor Actor, k ContactKind) (proof, was Destination, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		a, err := rx.GetAccount(background, actor.Account)
		if err != nil {
			return err
		}
		proof, err = oldEnd(a, k)
		was = contact(a, k)
		return err
	})
	return proof, was, err
}

// SendOldEndCode begins a change of the actor's phone or e-mail: a code goes to what is to be replaced. It answers the
// token that the browser must keep; was is the one that it keeps already. Refused: ContactOwn, and as RequestCode.
func (s *Store) SendOldEndCode(ctx context.Context, actor Actor, k ContactKind, was string, l Locale, c Client) (browser string, err error) {
	browser = newToken()
	err = s.Write(ctx, actor, func(tx *Tx) error {
		a, err := tx.ownContacts()
		if err != nil {
			return err
		}
		to, err := oldEnd(a, k)
		if err != nil {
			return err
		}
		return tx.sendCode(OldEndCode, browser, was, to, l, c)
	})
	return browser, err
}

// ownContacts answers the actor's account, whose phone and e-mail they may change. Refused: ContactOwn, for who works at the
// desk: by a code alone nobody takes over where a desk's invitations and resets go.
func (tx *Tx) ownContacts() (a sqlcdb.Account, err error) {
	if desk, err := tx.atDesk(tx.Actor.Account); err != nil {
		return a, err
	} else if desk {
		return a, refuse(ContactOwn)
	}
	return tx.GetAccount(background, tx.Actor.Account)
}

// EnterOldEndCode proves that what is to be replaced is the actor's still, for half an hour. Refused: as EnterCode.
func (s *Store) EnterOldEndCode(ctx context.Context, actor Actor, browser, typed string) error {
	return s.tried(ctx, actor, func(tx *Tx) (wrong, err error) {
		id, to, wrong, err := tx.tryCode(OldEndCode, browser, typed)
		if err != nil || wrong != nil {
			return wrong, err
		}
		a, err := tx.GetAccount(background, tx.Actor.Account)
		if err != nil {
			return nil, err
		}
		if to.Phone != "" && to == contact(a, PhoneContact) {
			if err := tx.ProvePhone(background, a.ID); err != nil {
				return nil, err
			}
		}
		return nil, tx.audit(change{act: "code.proven", noun: id, member: tx.Actor.Member})
	})
}

// tried runs an act in which a try counts: what was wrong with it is answered and does not undo it.
func (s *Store) tried(ctx context.Context, actor Actor, act func(tx *Tx) (wrong, err error)) error {
	var wrong error
	err := s.Write(ctx, actor, func(tx *Tx) (err error) {
		wrong, err = act(tx)
		return err
	})
	if err == nil {
		err = wrong
	}
	return err
}

// provenEnd answers the code by which the browser has proven the old end of the account's change. Refused: ProofGone.
func (rx *Rx) provenEnd(a sqlcdb.Account, k ContactKind, proof string) (sqlcdb.OneTimeCode, error) {
	code, err := rx.proven(OldEndCode, proof)
	if err != nil {
		return code, err
	}
	if end, err := oldEnd(a, k); err != nil || end.String() != code.Destination {
		return code, refuse(ProofGone)
	}
	return code, nil
}

// SendNewEndCode sends a code to the new phone or e-mail of a change whose old end the token proof has proven.
// Refused: ContactOwn, ProofGone, DestinationWrong where it is of the other kind, ContactSame, and as RequestCode. Whether it belongs
// to another account is not told before it is proven.
func (s *Store) SendNewEndCode(ctx context.Context, actor Actor, k ContactKind, proof, was string, to Destination, l Locale, c Client) (browser string, err error) {
	if to.kind() != k {
		return "", refuseField("destination", DestinationWrong)
	}
	browser = newToken()
	err = s.Write(ctx, actor, func(tx *Tx) error {
		a, err := tx.ownContacts()
		if err != nil {
			return err
		}
		if _, err := tx.provenEnd(a, k, proof); err != nil {
			return err
		}
		if to == contact(a, k) {
			return refuseField("destination", ContactSame)
		}
		return tx.sendCode(NewEndCode, browser, was, to, l, c)
	})
	return browser, err
}

// ChangeContact puts the new phone or e-mail in place once it is proven too; both ends are told. Refused: ContactOwn,
// ProofGone, ContactTaken, and as EnterCode. After ContactTaken the old end stays proven, and another may be tried.
func (s *Store) ChangeContact(ctx context.Context, actor Actor, k ContactKind, proof, browser, typed string) error {
	return s.tried(ctx, actor, func(tx *Tx) (wrong, err error) {
		a, err := tx.ownContacts()
		if err != nil {
			return nil, err
		}
		old, err := tx.provenEnd(a, k, proof)
		if err != nil {
			return nil, err
		}
		id, to, wrong, err := tx.tryCode(NewEndCode, browser, typed)
		if err != nil || wrong != nil {
			return wrong, err
		}
		if to.kind() != k {
			return nil, refuse(ProofGone)
		}
		if err := tx.useUp(id); err != nil {
			return nil, err
		}
		if taken, err := tx.taken(a, to); err != nil {
			return nil, err
		} else if taken {
			return refuseField("destination", ContactTaken), tx.bothProven(id, to)
		}
		if err := tx.useUp(old.ID); err != nil {
			return nil, err
		}
		if err := tx.putContact(a, to, true); err != nil {
			return nil, err
		}
		if err := tx.compareIf(tx.Actor.Member); err != nil {
			return nil, err
		}
		return nil, tx.audit(change{act: "account.contact", noun: a.ID, member: tx.Actor.Member, facts: Facts{"kind": k},
			personal: Facts{"was": contact(a, k).String(), "is": to.String()}})
	})
}

func (tx *Tx) useUp(code int64) error {
	_, err := tx.UseOneTimeCode(background, sqlcdb.UseOneTimeCodeParams{Now: &tx.Now, ID: code})
	return err
}

// bothProven has staff know that the actor has proven the phone or e-mail of another member's account: they may be one
// person.
func (tx *Tx) bothProven(code int64, to Destination) error {
	other, err := tx.accountAt(to)
	if err != nil {
		return err
	}
	if member, err := tx.MemberOfAccount(background, other.ID); err == nil && tx.Actor.Member != 0 {
		if err := tx.propose(tx.Actor.Member, member, ProvenBoth); err != nil {
			return err
		}
	} else if err != nil && !isNoRows(err) {
		return err
	}
	return tx.audit(change{act: "code.proven", noun: code, member: tx.Actor.Member})
}

// taken tells whether the destination leads to another account than this.
func (rx *Rx) taken(a sqlcdb.Account, to Destination) (bool, error) {
	other, err := rx.accountAt(to)
	if isNoRows(err) {
		return false, nil
	}
	return err == nil && other.ID != a.ID, err
}

// putContact puts the destination in the account's row, also from that of one that was merged into it, and tells both ends.
// proven: a code was read there.
func (tx *Tx) putContact(a sqlcdb.Account, to Destination, proven bool) error {
	k := to.kind()
	holder, _, err := tx.holderAt(to)
	if err == nil && holder.ID != a.ID {
		err = tx.dropContact(holder, k)
	}
	if err != nil && !isNoRows(err) {
		return err
	}
	if k == PhoneContact {
		err = tx.SetAccountPhone(background, sqlcdb.SetAccountPhoneParams{Phone: &to.Phone, Proven: zeroOne(proven), ID: a.ID})
	} else {
		err = tx.SetAccountEmail(background, sqlcdb.SetAccountEmailParams{Email: &to.Email, ID: a.ID})
	}
	if err != nil {
		return err
	}
	if err := tx.had(a.ID, contact(a, k)); err != nil {
		return err
	}
	said, was := "contact.changed", contact(a, k)
	if was.String() == "" {
		said = "contact.added"
	}
	if other, err := oldEnd(a, k); err == nil { // what was there before, or the other way to reach them
		if err := tx.sayChanged(other, Locale(a.Locale), said, was.Masked(), to.Masked()); err != nil {
			return err
		}
	}
	return tx.sayChanged(to, Locale(a.Locale), said, was.Masked(), to.Masked())
}

// had notes a phone or e-mail that the account has no more.
func (tx *Tx) had(account int64, was Destination) error {
	if was.String() == "" {
		return nil
	}
	return tx.PutFormerContact(background, sqlcdb.PutFormerContactParams{ID: tx.NewID(), AccountID: account, Destination: was.String(), UntilAt: tx.Now})
}

// sayChanged tells a destination of a change in how its account is entered. It is no notice: it goes where it is, whatever
// its member has agreed to, and at any hour.
func (tx *Tx) sayChanged(to Destination, l Locale, template, was, is string) error {
	return tx.send(Message{To: to, Locale: l, Template: template, Args: map[string]string{"was": was, "is": is, "hotline": tx.s.Club().Hotline}})
}

// ReplaceContact puts another phone or e-mail in the place of one that a member has lost, or beside what they have, once
// the actor has seen a document of theirs. Both ends are told, all sessions end, and the members' door forgets its passkeys and
// the password. Refused: DestinationWrong, ContactSame, ContactOthers, KindUnknown, ReasonMissing, TextTooLong, ContactDesk,
// ContactTill, OwnContact. NotFound outside the actor's communities.
func (s *Store) ReplaceContact(ctx context.Context, actor Actor, member int64, to Destination, document, reason string) error {
	var f faults
	f.when(!slices.Contains(Documents, document), "document", KindUnknown)
	reason, err := checkReason(reason)
	if err := Together(f.err(), err); err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		if ok, err := tx.sees(tx.Actor, MembersContact, member); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		a, err := tx.accountOf(member)
		if err != nil {
			return err
		}
		grants, err := tx.grantsOf(a.ID)
		if err != nil {
			return err
		}
		desk := (Actor{Grants: grants}).May(DeskOpen)
		switch taken, err := tx.taken(a, to); {
		case err != nil:
			return err
		case a.ID == tx.Actor.Account:
			return refuse(OwnContact)
		case desk && !tx.Actor.May(StaffManage):
			return refuse(ContactDesk)
		case len(grants) > 0 && !tx.Actor.May(StaffManage):
			return refuse(ContactTill)
		case to == contact(a, to.kind()):
			return refuseField("destination", ContactSame)
		case taken:
			return refuseField("destination", ContactOthers)
		}
		if err := tx.EndSessionsOf(background, sqlcdb.EndSessionsOfParams{Now: &tx.Now, AccountID: a.ID}); err != nil {
			return err
		}
		if err := tx.DropPasskeysAt(background, sqlcdb.DropPasskeysAtParams{AccountID: a.ID, Door: string(MemberDoor)}); err != nil {
			return err
		}
		if !desk { // whose password is the desk's, and opens nothing without a second factor
			if err := tx.SetAccountPassword(background, sqlcdb.SetAccountPasswordParams{ID: a.ID}); err != nil {
				return err
			}
		}
		if err := tx.putContact(a, to, false); err != nil {
			return err
		}
		if err := tx.compare(member); err != nil {
			return err
		}
		return tx.audit(change{act: "member.contact", noun: member, member: member, facts: Facts{"kind": to.kind(), "document": document},
			personal: Facts{"was": contact(a, to.kind()).String(), "is": to.String(), "reason": reason}})
	})
}

// accountOf answers the account of a member. NotFound: there is none, or they have left.
func (rx *Rx) accountOf(member int64) (a sqlcdb.Account, err error) {
	m, err := rx.GetMember(background, member)
	if err != nil {
		return a, err
	}
	if m.LeftAt != nil {
		return a, errNotFound
	}
	return rx.GetAccount(background, m.AccountID)
}
