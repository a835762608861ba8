package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// What leads to a member into whom others were merged: the phones and e-mails of their accounts, at the members' door alone,
// each until it has rested or is given up. Their passwords and passkeys open nothing until the merge is undone.

// ContactMerged refuses a role at desk or till for whoever has the phone or e-mail of a member who was merged into another.
const ContactMerged Reason = "contact_merged"

// holderAt answers the account in whose row the destination stands, and the one to which it leads: that of a merged member
// leads to the one that remains.
func (rx *Rx) holderAt(to Destination) (holder, account sqlcdb.Account, err error) {
	if to.Phone != "" {
		holder, err = rx.AccountByPhone(background, &to.Phone)
	} else {
		holder, err = rx.AccountByEmail(background, &to.Email)
	}
	if err != nil {
		return holder, account, err
	}
	account, err = rx.remaining(holder)
	return holder, account, err
}

// remaining answers the account that remains of one that was merged, and any other itself.
func (rx *Rx) remaining(a sqlcdb.Account) (_ sqlcdb.Account, err error) {
	for range 10 {
		if a.MergedInto == nil {
			break
		}
		if a, err = rx.GetAccount(background, *a.MergedInto); err != nil {
			break
		}
	}
	return a, err
}

// accountAt answers the account that the destination leads to.
func (rx *Rx) accountAt(to Destination) (sqlcdb.Account, error) {
	_, a, err := rx.holderAt(to)
	return a, err
}

// ownAt is accountAt for what belongs to a login, as roles do. Refused: ContactMerged, of the field, where the destination
// stands in the row of a merged member.
func (rx *Rx) ownAt(field string, to Destination) (sqlcdb.Account, error) {
	holder, a, err := rx.holderAt(to)
	if err == nil && holder.ID != a.ID {
		err = refuseField(field, ContactMerged)
	}
	return a, err
}

// selves answers the member and all who were merged into them, the member first.
func (rx *Rx) selves(member int64) (list []sqlcdb.GetMemberRow, err error) {
	for ids := []int64{member}; len(ids) > 0; ids = ids[1:] {
		m, err := rx.GetMember(background, ids[0])
		if err != nil {
			return nil, err
		}
		list = append(list, m)
		merged, err := rx.MembersMergedInto(background, &m.ID)
		if err != nil {
			return nil, err
		}
		ids = append(ids, merged...)
	}
	return list, nil
}

// Alias is a phone or an e-mail of a merged account, by which its person signs in too.
type Alias struct {
	Account int64
	Kind    ContactKind
	Shown   string // masked
}

// aliases answers by what else than their own phone and e-mail the member signs in.
func (rx *Rx) aliases(member int64) (list []Alias, err error) {
	if member == 0 {
		return nil, nil
	}
	selves, err := rx.selves(member)
	if err != nil {
		return nil, err
	}
	for _, m := range selves[1:] {
		for _, to := range []Destination{{Phone: deref(m.Phone)}, {Email: deref(m.Email)}} {
			if to != (Destination{}) {
				list = append(list, Alias{m.AccountID, to.kind(), to.Masked()})
			}
		}
	}
	return list, nil
}

// GiveUpAlias has a phone or an e-mail of a merged account lead to the actor's member no more. NotFound: there is none.
func (s *Store) GiveUpAlias(ctx context.Context, actor Actor, account int64, k ContactKind) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		selves, err := tx.selves(tx.Actor.Member)
		if err != nil {
			return err
		}
		for _, m := range selves[1:] {
			if m.AccountID != account {
				continue
			}
			a, err := tx.GetAccount(background, account)
			if err != nil {
				return err
			}
			if to := contact(a, k); to != (Destination{}) {
				if err := tx.dropContact(a, k); err != nil {
					return err
				}
				return tx.audit(change{act: "account.contact", noun: account, member: tx.Actor.Member, facts: Facts{"kind": k}, personal: Facts{"was": to.String()}})
			}
		}
		return errNotFound
	})
}

// dropContact takes the account's phone or e-mail away.
func (tx *Tx) dropContact(a sqlcdb.Account, k ContactKind) (err error) {
	if k == PhoneContact {
		err = tx.SetAccountPhone(background, sqlcdb.SetAccountPhoneParams{Proven: 1, ID: a.ID})
	} else {
		err = tx.SetAccountEmail(background, sqlcdb.SetAccountEmailParams{ID: a.ID})
	}
	if err != nil {
		return err
	}
	return tx.had(a.ID, contact(a, k))
}

// takeContacts gives the one who remains the phone or e-mail of the gone where they have none; a phone that has rested may be
// somebody else's by now, and stays. The others stay with the gone account, by which its person still signs in.
func (tx *Tx) takeContacts(b two, was *wasBefore) error {
	gone, err := tx.GetAccount(background, b.gone.AccountID)
	if err != nil {
		return err
	}
	if b.keep.Phone == nil && gone.Phone != nil && !tx.rested(gone) {
		was.Phone, was.Proven = *gone.Phone, gone.PhoneProven
		if err := tx.givePhone(gone.ID, b.keep.AccountID, was.Phone, was.Proven); err != nil {
			return err
		}
	}
	if b.keep.Email == nil && gone.Email != nil {
		was.Email = *gone.Email
		return tx.giveEmail(gone.ID, b.keep.AccountID, was.Email)
	}
	return nil
}

func (tx *Tx) givePhone(from, to int64, phone string, proven int64) error {
	if err := tx.SetAccountPhone(background, sqlcdb.SetAccountPhoneParams{Proven: 1, ID: from}); err != nil {
		return err
	}
	return tx.SetAccountPhone(background, sqlcdb.SetAccountPhoneParams{Phone: &phone, Proven: proven, ID: to})
}

func (tx *Tx) giveEmail(from, to int64, email string) error {
	if err := tx.SetAccountEmail(background, sqlcdb.SetAccountEmailParams{ID: from}); err != nil {
		return err
	}
	return tx.SetAccountEmail(background, sqlcdb.SetAccountEmailParams{Email: &email, ID: to})
}
