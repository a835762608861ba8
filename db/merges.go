package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"clubhouse/db/sqlcdb"
)

// Refusals of merging.
const (
	MergeSelf     Reason = "merge_self"     // a member and themselves
	MergeLeft     Reason = "merge_left"     // one of them has left the club, or was merged already
	MergeLeaving  Reason = "merge_leaving"  // one of them has asked to leave
	MergeDesk     Reason = "merge_desk"     // one of them works for the club or a shop
	MergeOld      Reason = "merge_old"      // its time to be undone is over, or it was undone
	MergeOwn      Reason = "merge_own"      // nobody merges their own membership
	MemberUnknown Reason = "member_unknown" // no such number
	MergeUndone   Reason = "merge_undone"   // one of the two has changed so that it cannot be taken apart
)

// Merged is what a merge moves, or has moved, of one table.
type Merged struct {
	Table string
	Moves int64
	Stays int64 // rows that the one who remains has already
}

// Merge is a member who was merged into another.
type Merge struct {
	ID, Member, Gone int64
	GoneNumber       string // where a list is asked for
	At               int64
	UndoneAt         int64
	Until            int64 // it can be undone before that
}

// was is what a merge must put back when it is undone and what no row of its own tells.
type wasBefore struct {
	Tier       Tier   // of the one who remains
	TierAfter  Tier   //
	Phone      string // taken over from the account of the other
	Proven     int64  // that phone
	Email      string
	OtherState map[int64]string // claims that were ended since both had one
	Households []int64          // memberships of households that were ended, since both had one
	Offered    []int64          // households whose lead was offered to the gone
	Consents   []int64          // that were withdrawn, since the other had withdrawn theirs later
	Pairs      []int64          // that were suggested in the place of the gone's
	Places     []int64          // communities in which staff saw the gone
	Returned   bool             // the one who remains counts as a member of before since the gone was one
}

// clashes tell for each table that moves which rows of the gone (t) the one who remains (k.%s = ?) has already.
var clashes = map[string]string{
	"vouchers": "k.request_key = t.request_key",
	"notices":  "k.kind = t.kind AND k.cause_id = t.cause_id",
}

// two are the members of a merge.
type two struct{ keep, gone sqlcdb.GetMemberRow }

// bothToMerge answers the members, whom the actor may both merge. Refused: MergeSelf, MergeLeft, MergeOwn, MergeDesk,
// MergeLeaving.
func (rx *Rx) bothToMerge(actor Actor, keep, gone int64) (b two, err error) {
	if keep == gone {
		return b, refuse(MergeSelf)
	}
	for _, id := range []int64{keep, gone} {
		if ok, err := rx.sees(actor, MembersMerge, id); err != nil {
			return b, err
		} else if !ok {
			return b, errNotFound
		}
	}
	if b, err = rx.two(keep, gone); err != nil {
		return b, err
	}
	for _, m := range []sqlcdb.GetMemberRow{b.keep, b.gone} {
		switch {
		case m.LeftAt != nil || m.DisabledAt != nil:
			return b, refuse(MergeLeft)
		case m.AccountID == actor.Account:
			return b, refuse(MergeOwn)
		case m.LeavesAt != nil:
			return b, refuse(MergeLeaving)
		}
	}
	if err := rx.notOfTheDesk(b.gone.AccountID, false); err != nil {
		return b, err
	}
	all, _ := actor.Reach(StaffManage)
	return b, rx.notOfTheDesk(b.keep.AccountID, all)
}

func (rx *Rx) two(keep, gone int64) (b two, err error) {
	if b.keep, err = rx.GetMember(background, keep); err != nil {
		return b, err
	}
	b.gone, err = rx.GetMember(background, gone)
	return b, err
}

// notOfTheDesk refuses the account of somebody to whom a desk or a till is open, or was closed: roles belong to whoever
// signs in, and no merge gives them to another. mayWork: who works is fine. Refused: MergeDesk.
func (rx *Rx) notOfTheDesk(account int64, mayWork bool) error {
	a, err := rx.GetAccount(background, account)
	if err != nil {
		return err
	}
	works, err := rx.works(account)
	if err == nil && (a.BarredAt != nil || works && !mayWork) {
		return refuse(MergeDesk)
	}
	return err
}

// ids answers whose rows of a table move, and to whom.
func (b two) ids(by string) (gone, keep int64) {
	if by == "account_id" {
		return b.gone.AccountID, b.keep.AccountID
	}
	return b.gone.ID, b.keep.ID
}

func movingTables() (list []personalTable) {
	for _, t := range personalTables {
		if t.Merge == ruleMoves {
			list = append(list, t)
		}
	}
	return list
}

// clash answers the condition that a row t of the table is one that the one who remains has already, with one argument.
func clash(t personalTable) string {
	same, ok := clashes[t.Table]
	if !ok {
		return "1 = 0 AND t.id = ?"
	}
	return "EXISTS (SELECT 1 FROM " + t.Table + " k WHERE k." + t.By + " = ? AND " + same + ")"
}

// MergeMembers makes one member of two: what the gone had is the other's, who keeps their own name, number, card and
// account; whoever signs in by the phone or e-mail of the gone comes to them. Nothing is lost, and within MergeDays it can be
// undone. Refused: MergeSelf, MergeLeft, MergeOwn, MergeDesk, MergeLeaving, ReasonMissing, TextTooLong. NotFound where the
// actor may not merge both.
func (s *Store) MergeMembers(ctx context.Context, actor Actor, keep, gone int64, reason string) (merge int64, err error) {
	if reason, err = checkReason(reason); err != nil {
		return 0, err
	}
	err = s.Write(ctx, actor, func(tx *Tx) error {
		b, err := tx.bothToMerge(tx.Actor, keep, gone)
		if err != nil {
			return err
		}
		was := wasBefore{Tier: Tier(b.keep.Tier), TierAfter: Tier(b.keep.Tier), OtherState: map[int64]string{}}
		if was.Places, err = tx.PlacesOfMember(background, gone); err != nil {
			return err
		}
		if n, err := tx.MarkMerged(background, sqlcdb.MarkMergedParams{MergedInto: &keep, Now: &tx.Now, ID: gone}); err != nil {
			return err
		} else if n == 0 {
			return refuse(MergeLeft)
		}
		merge = tx.NewID()
		if slices.Index(Tiers, Tier(b.gone.Tier)) > slices.Index(Tiers, was.Tier) {
			was.TierAfter = Tier(b.gone.Tier)
			if err := tx.SetMemberTier(background, sqlcdb.SetMemberTierParams{Tier: b.gone.Tier, ID: keep}); err != nil {
				return err
			}
		}
		if was.Returned, err = tx.marksReturned(b); err != nil {
			return err
		}
		if was.Returned {
			if err := tx.MarkReturned(background, keep); err != nil {
				return err
			}
		}
		for _, one := range []func(two, *wasBefore) error{tx.oneClaimEach, tx.oneHouseholdEach, tx.newestConsents, tx.takeContacts, tx.takePairs} {
			if err := one(b, &was); err != nil {
				return err
			}
		}
		text, err := json.Marshal(was)
		if err != nil {
			return err
		}
		if err := tx.InsertMerge(background, sqlcdb.InsertMergeParams{ID: merge, MemberID: keep, GoneID: gone, Was: string(text), At: tx.Now}); err != nil {
			return err
		}
		if err := tx.movePoints(gone, keep, RuleMergeOut, RuleMergeIn, merge, deref(b.gone.Balance)); err != nil {
			return err
		}
		for _, t := range movingTables() {
			if err := tx.moveRows(merge, t, b); err != nil {
				return err
			}
		}
		if err := tx.EndSessionsOf(background, sqlcdb.EndSessionsOfParams{Now: &tx.Now, AccountID: b.gone.AccountID}); err != nil {
			return err
		}
		if err := tx.SetAccountMerged(background, sqlcdb.SetAccountMergedParams{MergedInto: &b.keep.AccountID, ID: b.gone.AccountID}); err != nil {
			return err
		}
		if err := tx.tidyHouseholds(b, nil); err != nil {
			return err
		}
		if err := tx.settle(b); err != nil {
			return err
		}
		return tx.audit(change{act: "member.merged", noun: keep, member: keep, facts: Facts{"gone": gone, "merge": merge}, personal: why(reason)})
	})
	return merge, err
}

// marksReturned tells whether it is by merging that the one who remains counts as a member of before: by this merge, or by one
// before it that still stands.
func (rx *Rx) marksReturned(b two) (bool, error) {
	if b.gone.Returned == 0 || b.keep.Returned == 0 {
		return b.gone.Returned == 1, nil
	}
	rows, err := rx.Queries.MergesOf(background, b.keep.ID)
	for _, r := range rows {
		var was wasBefore
		if r.Merge.MemberID == b.keep.ID && r.Merge.UndoneAt == nil && json.Unmarshal([]byte(r.Merge.Was), &was) == nil && was.Returned {
			return true, nil
		}
	}
	return false, err
}

// settle brings class, places and unread notices of both in line with what they have now.
func (tx *Tx) settle(b two) error {
	for _, m := range []sqlcdb.GetMemberRow{b.keep, b.gone} {
		homes, err := tx.VerifiedHomes(background, m.ID)
		if err != nil {
			return err
		}
		class := Friend
		if len(homes) > 0 {
			class = Owner
		}
		if err := tx.SetMemberClass(background, sqlcdb.SetMemberClassParams{Class: string(class), ID: m.ID}); err != nil {
			return err
		}
		if err := tx.RecountUnread(background, m.ID); err != nil {
			return err
		}
		if err := tx.place(m.ID); err != nil {
			return err
		}
	}
	return nil
}

// oneClaimEach ends one of two claims to one home, the lesser: nobody has two.
func (tx *Tx) oneClaimEach(b two, was *wasBefore) error {
	of := map[int64][]sqlcdb.HomeClaim{}
	for _, id := range []int64{b.keep.ID, b.gone.ID} {
		claims, err := tx.ClaimsOf(background, id)
		if err != nil {
			return err
		}
		for _, c := range claims {
			if c.State == string(ClaimWaiting) || c.State == string(ClaimVerified) {
				of[id] = append(of[id], c)
			}
		}
	}
	for _, g := range of[b.gone.ID] {
		for _, k := range of[b.keep.ID] {
			if (HomeAddress{g.CommunityID, g.Building, g.Stair, g.Room}) != (HomeAddress{k.CommunityID, k.Building, k.Stair, k.Room}) {
				continue
			}
			lesser := g
			if g.State == string(ClaimVerified) && k.State == string(ClaimWaiting) {
				lesser = k
			}
			was.OtherState[lesser.ID] = lesser.State
			if err := tx.SetClaimState(background, sqlcdb.SetClaimStateParams{State: string(ClaimEnded), EndedAt: &tx.Now, ID: lesser.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}

// oneHouseholdEach ends the gone's part in households in which both are, and has who remains answer where the lead was offered
// to the gone.
func (tx *Tx) oneHouseholdEach(b two, was *wasBefore) (err error) {
	list, err := tx.householdsOf(b.gone.ID)
	if err != nil {
		return err
	}
	for _, h := range list {
		if h.Offered != b.gone.ID {
			continue
		}
		was.Offered = append(was.Offered, h.ID)
		if _, err := tx.OfferPrimary(background, sqlcdb.OfferPrimaryParams{OfferedID: &b.keep.ID, ID: h.ID}); err != nil {
			return err
		}
	}
	if was.Households, err = tx.SharedHouseholds(background, sqlcdb.SharedHouseholdsParams{Gone: b.gone.ID, Keep: b.keep.ID}); err != nil {
		return err
	}
	for _, id := range was.Households {
		if err := tx.SetHouseholdMemberLeft(background, sqlcdb.SetHouseholdMemberLeftParams{LeftAt: &tx.Now, ID: id}); err != nil {
			return err
		}
	}
	return nil
}

// newestConsents has the newest decision of the two stand, of each kind: what one has withdrawn later than the other gave it
// is withdrawn of both.
func (tx *Tx) newestConsents(b two, was *wasBefore) error {
	var all []sqlcdb.Consent
	given, withdrawn := map[string]int64{}, map[string]int64{} // the last times
	for _, id := range []int64{b.keep.ID, b.gone.ID} {
		rows, err := tx.ConsentsOf(background, id)
		if err != nil {
			return err
		}
		for _, c := range rows {
			given[c.Kind] = max(given[c.Kind], c.GivenAt)
			withdrawn[c.Kind] = max(withdrawn[c.Kind], deref(c.WithdrawnAt))
		}
		all = append(all, rows...)
	}
	for _, c := range all {
		if c.WithdrawnAt != nil || withdrawn[c.Kind] < given[c.Kind] {
			continue
		}
		was.Consents = append(was.Consents, c.ID)
		if err := tx.SetConsentWithdrawn(background, sqlcdb.SetConsentWithdrawnParams{WithdrawnAt: &tx.Now, ID: c.ID}); err != nil {
			return err
		}
	}
	return nil
}

// takePairs closes what is suggested of the gone, and suggests instead that the others are who remains, but where that is
// known.
func (tx *Tx) takePairs(b two, was *wasBefore) error {
	rows, err := tx.OpenPairsOf(background, b.gone.ID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		other := r.MemberID + r.OtherID - b.gone.ID
		if other == b.keep.ID {
			continue
		}
		p := sqlcdb.PutDuplicateParams{
			ID: tx.NewID(), MemberID: min(b.keep.ID, other), OtherID: max(b.keep.ID, other), Evidence: r.Evidence, Score: r.Score, FoundAt: tx.Now,
		}
		if _, err := tx.DuplicateOf(background, sqlcdb.DuplicateOfParams{MemberID: p.MemberID, OtherID: p.OtherID}); err == nil {
			continue
		} else if !isNoRows(err) {
			return err
		}
		was.Pairs = append(was.Pairs, p.ID)
		if _, err := tx.PutDuplicate(background, p); err != nil {
			return err
		}
	}
	return tx.CloseDuplicatesOf(background, sqlcdb.CloseDuplicatesOfParams{Now: &tx.Now, Gone: b.gone.ID})
}

// movePoints moves a balance from one member to another: two movements, each of which sums to zero. The lots move with
// their table.
func (tx *Tx) movePoints(from, to int64, out, in string, source, points int64) error {
	if points == 0 {
		return nil
	}
	for _, m := range []struct {
		member, points int64
		rule           string
	}{{from, -points, out}, {to, points, in}} {
		if _, err := tx.move(m.member, m.rule, source, adjustedAccount, m.points); err != nil {
			return err
		}
		if err := tx.AddPoints(background, sqlcdb.AddPointsParams{Points: m.points, ID: m.member}); err != nil {
			return err
		}
	}
	return nil
}

// moveRows gives the gone's rows of the table to the one who remains, and notes which.
func (tx *Tx) moveRows(merge int64, t personalTable, b two) error {
	from, to := b.ids(t.By)
	if _, err := tx.db.ExecContext(background, "INSERT INTO merge_rows (merge_id, moved, row_id, was) SELECT ?, '"+t.Table+"', t.id, '' FROM "+t.Table+" t WHERE t."+t.By+" = ? AND NOT ("+clash(t)+")",
		merge, from, to); err != nil {
		return err
	}
	_, err := tx.db.ExecContext(background, fmt.Sprintf("UPDATE %s SET %s = ? WHERE %[2]s = ? AND id IN (SELECT r.row_id FROM merge_rows r WHERE r.merge_id = ? AND r.moved = '%[1]s')", t.Table, t.By), to, from, merge)
	return err
}
