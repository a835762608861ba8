package db

import (
	"context"
	"errors"
	"fmt"

	"clubhouse/db/sqlcdb"
)

// LeavingSet tells a member that their membership ends, and until when they may change their mind.
type LeavingSet struct {
	Change int64
	Day    Day
}

func (n LeavingSet) notice() about {
	return about{kind: "leaving_set", cause: n.Change, path: "/me/leave", urgent: true}
}

// NotSure refuses leaving without the box that says that one means it.
const NotSure Reason = "not_sure"

// Losses are what a member loses by leaving.
type Losses struct {
	Points   int64
	Vouchers int64 // that could still be used
	Homes    int64 // verified
	Tier     Tier
	LeavesAt int64 // when it is over, for whoever has asked to leave already; else 0
	Days     int64 // how long they may change their mind
	Works    bool  // the account goes on for desk or till
}

// Losses answers what the actor's member would lose by leaving.
func (s *Store) Losses(ctx context.Context, actor Actor) (l Losses, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		m, err := rx.GetMember(background, actor.Member)
		if err != nil {
			return err
		}
		l = Losses{Points: deref(m.Balance), Tier: Tier(m.Tier), LeavesAt: deref(m.LeavesAt), Days: s.Club().Of(LeaveDays)}
		counts, err := rx.CountsOfMember(background, sqlcdb.CountsOfMemberParams{MemberID: m.ID, DayStart: rx.Now, Now: rx.Now})
		if err != nil {
			return err
		}
		for _, c := range counts {
			l.Vouchers += c.Usable
		}
		homes, err := rx.VerifiedHomes(background, m.ID)
		if err != nil {
			return err
		}
		l.Homes = int64(len(homes))
		l.Works, err = rx.works(m.AccountID)
		return err
	})
	return l, err
}

// works tells whether the account holds a role at desk or till.
func (rx *Rx) works(account int64) (bool, error) {
	grants, err := rx.grantsOf(account)
	return len(grants) > 0, err
}

// Leave has the actor's membership end, LeaveDays from now; until then they may change their mind. News of offers end at
// once. A second time changes nothing. sure: they have ticked that they mean it. Refused: NotSure, ProofStale.
func (s *Store) Leave(ctx context.Context, actor Actor, sure bool) error {
	if !sure {
		return refuseField("sure", NotSure)
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.fresh(); err != nil {
			return err
		}
		ends := tx.Now + s.Club().Of(LeaveDays)*86400
		if n, err := tx.AskToLeave(background, sqlcdb.AskToLeaveParams{LeavesAt: &ends, ID: tx.Actor.Member}); err != nil || n == 0 {
			return err
		}
		for _, k := range []ConsentKind{ConsentNewsSMS, ConsentNewsEmail} {
			if _, err := tx.WithdrawConsents(background, sqlcdb.WithdrawConsentsParams{Now: &tx.Now, MemberID: tx.Actor.Member, Kind: string(k)}); err != nil {
				return err
			}
		}
		if err := tx.tell(tx.Actor.Member, LeavingSet{Change: tx.NewID(), Day: DayOf(ends, tx.s.Club().Zone)}); err != nil {
			return err
		}
		return tx.audit(change{act: "member.leaving", noun: tx.Actor.Member, member: tx.Actor.Member, facts: Facts{"ends": ends}})
	})
}

// Stay takes that back. A second time changes nothing.
func (s *Store) Stay(ctx context.Context, actor Actor) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if n, err := tx.StayMember(background, tx.Actor.Member); err != nil || n == 0 {
			return err
		}
		return tx.audit(change{act: "member.stayed", noun: tx.Actor.Member, member: tx.Actor.Member})
	})
}

// EraseDue erases members whose time to change their mind is over, as many at most, each in an act of its own, and tells
// whether there may be more. Each is a promise of its own: one that cannot be kept holds up no other.
func (s *Store) EraseDue(ctx context.Context, most int64) (more bool, err error) {
	var failed []error
	done := int64(0)
	defer func() {
		if done > 0 {
			s.wipeLog()
		}
	}()
	last := sqlcdb.DueToLeaveRow{LeavesAt: new(int64)}
	for done < most {
		var due []sqlcdb.DueToLeaveRow
		if err := s.Read(ctx, func(rx *Rx) (err error) {
			due, err = rx.DueToLeave(background, sqlcdb.DueToLeaveParams{Now: &rx.Now, After: last.LeavesAt, ID: last.ID, Most: most - done})
			return err
		}); err != nil {
			return false, errors.Join(append(failed, err)...)
		}
		for _, one := range due {
			if err := s.eraseDue(ctx, one.ID); err != nil {
				failed = append(failed, fmt.Errorf("erasing member %d: %w", one.ID, err))
			} else {
				done++
			}
			last = one
		}
		if len(due) == 0 || ctx.Err() != nil {
			break
		}
	}
	return done == most, errors.Join(failed...)
}

func (s *Store) eraseDue(ctx context.Context, member int64) error {
	found, err := s.mentionsOf(ctx, member)
	if err != nil {
		return err
	}
	return s.writeApart(ctx, SystemActor, func(tx *Tx) error {
		m, err := tx.GetMember(background, member)
		if err != nil || m.LeavesAt == nil || *m.LeavesAt > tx.Now { // they stay after all
			return err
		}
		if err := tx.dropMentions(m.ID, found); err != nil {
			return err
		}
		return tx.eraseMember(m, true)
	})
}

// wipeLog has nothing of what was erased stay in a log beside the books, where the engine keeps one.
func (s *Store) wipeLog() {
	if e, ok := s.books.(interface{ wipeLog() error }); ok {
		if err := e.wipeLog(); err != nil {
			s.log.Warn("what was erased stays in the log until it starts again", "err", err)
		}
	}
}

// EraseAccount erases what the account's member is, as EraseDue does: for a list of erasures that is applied again to books
// of before. An account that is not there, or is erased already, changes nothing, and answers false. That of somebody who was
// merged into another who has not left: they are taken apart first, as they were when the person left.
func (s *Store) EraseAccount(ctx context.Context, account int64) (erased bool, err error) {
	defer s.wipeLog()
	var member int64
	if err := s.Read(ctx, func(rx *Rx) error {
		member = 0
		row, err := rx.MembershipOfAccount(background, account)
		if isNoRows(err) || err == nil && row.LeftAt != nil && row.MergedInto == nil {
			return nil
		}
		member = row.ID
		return err
	}); err != nil || member == 0 {
		return false, err
	}
	found, err := s.mentionsOf(ctx, member)
	if err != nil {
		return false, err
	}
	err = s.writeApart(ctx, SystemActor, func(tx *Tx) error {
		erased = false
		m, err := tx.GetMember(background, member)
		if err == nil && m.MergedInto != nil {
			m, err = tx.apart(m)
		}
		if err != nil || m.LeftAt != nil {
			return err
		}
		if err := tx.dropMentions(m.ID, found); err != nil {
			return err
		}
		erased = true
		return tx.eraseMember(m, false)
	})
	return erased && err == nil, err
}

func (s *Store) mentionsOf(ctx context.Context, member int64) (found mentions, err error) {
	err = s.Read(ctx, func(rx *Rx) (err error) { found, err = rx.mentionsOf(member); return err })
	return found, err
}

// erasedName stands where a name was that was erased, on every page alike.
const erasedName = "—"

// eraseMember ends the membership and erases what tells of the person, table by table as personalTables declares it, and of
// those who were merged into them. The ledgers stay, with no name. remember: a keyed digest of phone and e-mail stays too,
// so that nobody is welcomed twice.
func (tx *Tx) eraseMember(m sqlcdb.GetMemberRow, remember bool) error {
	merged, err := tx.MembersMergedInto(background, &m.ID)
	if err != nil {
		return err
	}
	for _, id := range merged {
		gone, err := tx.GetMember(background, id)
		if err != nil {
			return err
		}
		if err := tx.eraseMember(gone, remember); err != nil {
			return err
		}
	}
	if err := tx.forfeit(m.ID); err != nil {
		return err
	}
	if err := tx.endHomes(m.ID); err != nil {
		return err
	}
	p, err := tx.personOf(m)
	if err != nil {
		return err
	}
	if remember {
		for _, to := range p.destinations {
			if err := tx.PutFormer(background, sqlcdb.PutFormerParams{Mac: tx.s.formerMAC(to), LeftAt: tx.Now}); err != nil {
				return err
			}
		}
	}
	if err := tx.erase(p); err != nil {
		return err
	}
	// The account of somebody who works at desk or till is theirs still: the membership goes to one that nobody has.
	account := m.AccountID
	if p.works {
		account = tx.NewID()
		if err := tx.InsertBlankAccount(background, sqlcdb.InsertBlankAccountParams{ID: account, Name: erasedName, Locale: m.Locale, Now: tx.Now}); err != nil {
			return err
		}
	}
	if err := tx.EndMembership(background, sqlcdb.EndMembershipParams{Now: &tx.Now, AccountID: account, Name: erasedName, ID: m.ID}); err != nil {
		return err
	}
	if err := tx.place(m.ID); err != nil {
		return err
	}
	if err := tx.PutErasure(background, sqlcdb.PutErasureParams{AccountID: m.AccountID, At: tx.Now}); err != nil {
		return err
	}
	return tx.audit(change{act: "member.erased", noun: m.ID, member: m.ID})
}

// endHomes ends the member's claims and their part in households, which others go on with.
func (tx *Tx) endHomes(member int64) error {
	claims, err := tx.ClaimsOf(background, member)
	if err != nil {
		return err
	}
	for _, c := range claims {
		if ClaimState(c.State) == ClaimVerified {
			if err := tx.endClaim(claimOf(c), EndGivenUp, ""); err != nil {
				return err
			}
		}
	}
	if _, err := tx.EndClaimsOf(background, sqlcdb.EndClaimsOfParams{Now: &tx.Now, MemberID: member}); err != nil {
		return err
	}
	list, err := tx.householdsOf(member)
	if err != nil {
		return err
	}
	for i := range list {
		h, err := tx.household(list[i].ID)
		if err != nil {
			return err
		}
		if err := tx.goes(h, member); err != nil {
			return err
		}
	}
	return nil
}

// forfeit takes what points the member has left: they end with the membership.
func (tx *Tx) forfeit(member int64) error {
	lots, err := tx.OpenLots(background, member)
	if err != nil {
		return err
	}
	for _, l := range lots {
		if _, err := tx.move(member, RuleLeft, l.ID, expiredAccount, -l.Remaining); err != nil {
			return err
		}
		if err := tx.AddPoints(background, sqlcdb.AddPointsParams{Points: -l.Remaining, ID: member}); err != nil {
			return err
		}
		if err := tx.SetLotRemaining(background, sqlcdb.SetLotRemainingParams{Remaining: 0, ID: l.ID}); err != nil {
			return err
		}
	}
	return nil
}

// Erasures answers whom the club has erased since an instant, the first first.
func (s *Store) Erasures(ctx context.Context, since int64) (list []Erasure, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		rows, err := rx.ErasuresSince(background, since)
		for _, r := range rows {
			list = append(list, Erasure{At: r.At, Account: r.AccountID})
		}
		return err
	})
	return list, err
}

// errUndeclared says that a table that names people has no way in personal.go to be erased. It is a fault of ours.
var errUndeclared = errors.New("a personal table without a way to be erased")
