package db

import (
	"context"
	"fmt"
	"slices"

	"clubhouse/db/sqlcdb"
)

// The club's own accounts of the points ledger.
const (
	earnedAccount   = 1
	spentAccount    = 2
	expiredAccount  = 3
	adjustedAccount = 4
)

// The rules under which points move. A source earns once, ever, under one rule.
const (
	RuleBill  = "bill"  // earned on a bill at a till; the source is the redemption
	RuleClaim = "claim" // spent on an offer with a price; the source is the voucher
	RuleJoin  = "join"  // given on joining; the source is the member
	RuleEnd   = "end"   // expired; the source is the lot

	// Of two members who became one, and of one who became two again; the source is the merge.
	RuleMergeOut   = "merge.out"
	RuleMergeIn    = "merge.in"
	RuleUnmergeOut = "unmerge.out"
	RuleUnmergeIn  = "unmerge.in"

	RuleLeft = "left" // ended with the membership; the source is the lot
)

// Rules are all of them: points move under no other, and each has words.
var Rules = []string{RuleBill, RuleClaim, RuleJoin, RuleEnd, RuleMergeOut, RuleMergeIn, RuleUnmergeOut, RuleUnmergeIn, RuleLeft, RuleImport}

// PointsShort refuses a spending above the balance. Args: price, balance.
const PointsShort Reason = "points_short"

// BillPoints answers the points that a bill earns: rate for each whole unit of currency, nothing for the rest.
func BillPoints(billMinor int64, rate int) int64 { return billMinor / 100 * int64(rate) }

// lot is what is left of one earning.
type lot struct{ id, remaining int64 }

// takeFromLots splits a spending over the lots in their order: soonest to expire first. It answers what is taken from
// each, and false when the lots do not hold enough.
func takeFromLots(lots []lot, points int64) (taken []lot, ok bool) {
	for _, l := range lots {
		if points == 0 {
			break
		}
		n := min(l.remaining, points)
		taken = append(taken, lot{l.id, n})
		points -= n
	}
	return taken, points == 0
}

// earn gives the member points for a source, with a lot of its own. Conflict: the source has earned under this rule
// before, which on PostgreSQL the commit may tell.
func (tx *Tx) earn(member int64, rule string, source, points int64) error {
	movement, err := tx.move(member, rule, source, earnedAccount, points)
	if err != nil {
		return err
	}
	if err := tx.AddPoints(background, sqlcdb.AddPointsParams{Points: points, ID: member}); err != nil {
		return err
	}
	return tx.InsertLot(background, sqlcdb.InsertLotParams{
		ID: tx.NewID(), MemberID: member, MovementID: movement, Points: points, Remaining: points, ExpiresAt: tx.s.Club().lotEnd(tx.Now),
	})
}

// spend takes points from the member's lots for a source. Refused: PointsShort.
func (tx *Tx) spend(member int64, rule string, source, points int64) error {
	n, err := tx.TakePoints(background, sqlcdb.TakePointsParams{Points: points, ID: member})
	if err != nil {
		return err
	}
	if n == 0 {
		balance, err := tx.GetBalance(background, member)
		if err != nil {
			return err
		}
		return refuse(PointsShort, points, balance)
	}
	movement, err := tx.move(member, rule, source, spentAccount, -points)
	if err != nil {
		return err
	}
	rows, err := tx.OpenLots(background, member)
	if err != nil {
		return err
	}
	var lots []lot
	left := map[int64]int64{}
	over := int64(0) // in lots whose time is over, which the next sweep takes
	for _, r := range rows {
		if r.ExpiresAt <= tx.Now {
			over += r.Remaining
			continue
		}
		lots = append(lots, lot{r.ID, r.Remaining})
		left[r.ID] = r.Remaining
	}
	taken, ok := takeFromLots(lots, points)
	if !ok && over > 0 {
		balance, err := tx.GetBalance(background, member)
		if err != nil {
			return err
		}
		return refuse(PointsShort, points, balance+points-over)
	}
	if !ok {
		return errLedger
	}
	for _, t := range taken {
		if err := tx.SetLotRemaining(background, sqlcdb.SetLotRemainingParams{Remaining: left[t.id] - t.remaining, ID: t.id}); err != nil {
			return err
		}
		if err := tx.InsertLotUse(background, sqlcdb.InsertLotUseParams{MovementID: movement, LotID: t.id, Points: t.remaining}); err != nil {
			return err
		}
	}
	return nil
}

// ExpirePoints takes what is left of the lots whose time is over, the oldest first, so many lots in one act, and tells
// whether there may be more.
func (s *Store) ExpirePoints(ctx context.Context, most int64) (more bool, err error) {
	err = s.writeApart(ctx, SystemActor, func(tx *Tx) error {
		lots, err := tx.ExpiredLots(background, sqlcdb.ExpiredLotsParams{Now: tx.Now, Most: most})
		if err != nil {
			return err
		}
		more = int64(len(lots)) == most
		for _, l := range lots {
			if _, err := tx.move(l.MemberID, RuleEnd, l.ID, expiredAccount, -l.Remaining); err != nil {
				return err
			}
			if err := tx.AddPoints(background, sqlcdb.AddPointsParams{Points: -l.Remaining, ID: l.MemberID}); err != nil {
				return err
			}
			if err := tx.SetLotRemaining(background, sqlcdb.SetLotRemainingParams{Remaining: 0, ID: l.ID}); err != nil {
				return err
			}
			if err := tx.audit(change{act: "points.expired", noun: l.ID, member: l.MemberID, facts: Facts{"expired": l.Remaining}}); err != nil {
				return err
			}
		}
		return nil
	})
	return more, err
}

// errLedger says that the lots do not hold the balance. It is a fault of ours, which doctor would find.
var errLedger = &Error{Kind: Internal, Reason: "ledger"}

// move writes a movement and its two entries, which sum to zero. Conflict: the source has moved points under this rule.
func (tx *Tx) move(member int64, rule string, source, against, points int64) (movement int64, err error) {
	if !slices.Contains(Rules, rule) {
		return 0, fmt.Errorf("points move under no rule %q", rule)
	}
	movement = tx.NewID()
	if err := tx.InsertMovement(background, sqlcdb.InsertMovementParams{ID: movement, MemberID: member, Rule: rule, SourceID: source, At: tx.Now}); err != nil {
		return 0, err
	}
	return movement, tx.InsertEntries(background, sqlcdb.InsertEntriesParams{
		MovementID: movement, ID: tx.NewID(), AccountID: member, Points: points, AgainstID: tx.NewID(), Against: against,
	})
}

// PointsPage is a member's ledger, newest first, and what expires next.
type PointsPage struct {
	Balance    int64
	Movements  []PointMovement
	NextExpiry int64         // 0 where nothing is left to expire
	Expiring   int64         // the points of that expiry
	Expiries   []PointExpiry // all of them, the soonest first
	More       int64         // the cursor of the next page, 0 at the end
}

// PointMovement is one line of a ledger.
type PointMovement struct {
	Rule    string
	Points  int64 // negative when spent
	At      int64
	Voucher int64 // what it was for, or 0
	Title   Text  // of the voucher
}

// PointExpiry is how many points end at an instant.
type PointExpiry struct{ At, Points int64 }

const pageRows = 20

// Points answers the member's ledger before the cursor (0: from the newest).
func (s *Store) Points(ctx context.Context, member, before int64) (PointsPage, error) {
	var p PointsPage
	err := s.Read(ctx, func(rx *Rx) (err error) {
		p = PointsPage{}
		if p.Balance, err = rx.GetBalance(background, member); err != nil {
			return err
		}
		rows, err := rx.MovementsOf(background, sqlcdb.MovementsOfParams{MemberID: member, Before: cursor(before), Most: pageRows + 1})
		if err != nil {
			return err
		}
		for i, r := range rows {
			if i == pageRows {
				p.More = rows[i-1].EntryID
				break
			}
			p.Movements = append(p.Movements, PointMovement{
				Rule: r.Rule, Points: r.Points, At: r.At, Voucher: r.VoucherID, Title: Text{r.TitleHans, r.TitleHant, r.TitleEn},
			})
		}
		lots, err := rx.OpenLots(background, member)
		for _, l := range lots {
			if n := len(p.Expiries); n > 0 && p.Expiries[n-1].At == l.ExpiresAt {
				p.Expiries[n-1].Points += l.Remaining
			} else {
				p.Expiries = append(p.Expiries, PointExpiry{l.ExpiresAt, l.Remaining})
			}
		}
		if len(p.Expiries) > 0 {
			p.NextExpiry, p.Expiring = p.Expiries[0].At, p.Expiries[0].Points
		}
		return err
	})
	return p, err
}

// cursor answers where a newest-first page begins: before an id, or at the newest for 0.
func cursor(before int64) int64 {
	if before <= 0 {
		return 1<<63 - 1
	}
	return before
}
