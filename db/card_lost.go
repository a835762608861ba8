package db

import (
	"context"
	"strconv"

	"clubhouse/db/sqlcdb"
)

// CardsTooOften refuses to make a card anew once more today; args: how often it may be.
const CardsTooOften Reason = "cards_too_often"

// LostPhone ends all sessions of the actor's account but this one, at every door, drops its passkeys, and makes the member's
// card anew: what was shown or kept before is no card any more. Refused: CardsTooOften.
func (s *Store) LostPhone(ctx context.Context, actor Actor) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if ok, err := cardRenewals.hit(tx, strconv.FormatInt(tx.Actor.Member, 10)); err != nil {
			return err
		} else if !ok {
			return refuse(CardsTooOften, cardRenewals.most)
		}
		account, err := tx.RenewCard(background, tx.Actor.Member)
		if err != nil {
			return err
		}
		if err := tx.EndSessionsOf(background, sqlcdb.EndSessionsOfParams{Now: &tx.Now, AccountID: account, ExceptID: tx.Actor.Session}); err != nil {
			return err
		}
		if err := tx.DropPasskeys(background, account); err != nil {
			return err
		}
		return tx.renewed(tx.Actor.Member, false, "")
	})
}

// MemberLostPhone is LostPhone by staff, for a reason that the audit log keeps: all the member's sessions and passkeys end. What
// they may have open at a till or at the desk, and the desk's passkeys, are not the members' business, and stay. Refused:
// ReasonMissing, TextTooLong. NotFound outside the actor's communities, and of who has left.
func (s *Store) MemberLostPhone(ctx context.Context, actor Actor, member int64, reason string) error {
	reason, err := checkReason(reason)
	if err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		if ok, err := tx.sees(tx.Actor, MembersCard, member); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		if err := tx.shutOut(member); err != nil {
			return err
		}
		return tx.renewed(member, true, reason)
	})
}

// shutOut ends all that opens the members' door as the member, but for codes and the password: sessions, passkeys, the card.
func (tx *Tx) shutOut(member int64) error {
	account, err := tx.RenewCard(background, member)
	if err != nil {
		return err
	}
	if err := tx.EndSessionsAt(background, sqlcdb.EndSessionsAtParams{Now: &tx.Now, AccountID: account, Door: string(MemberDoor)}); err != nil {
		return err
	}
	return tx.DropPasskeysAt(background, sqlcdb.DropPasskeysAtParams{AccountID: account, Door: string(MemberDoor)})
}

// renewed tells the member that their card was made anew, and writes it down.
func (tx *Tx) renewed(member int64, byClub bool, reason string) error {
	if err := tx.tell(member, CardRenewed{Change: tx.NewID(), ByClub: byClub}); err != nil {
		return err
	}
	return tx.audit(change{act: "card.renewed", noun: member, member: member, personal: why(reason)})
}
