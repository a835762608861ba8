package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"clubhouse/db/sqlcdb"
)

// MergeDays is for how long a merge can be undone.
const MergeDays = 30

// UndoMerge takes a merge apart: what it moved goes back, but for points that were spent since. What it ended of one member
// since the other had the same stands again where that of the other still does, and the club's limits leave room for it. Each
// has come in as the one who remains: that one signs in anew by a code, and has another card.
// Refused: MergeOld, MergeUndone, MergeOwn, MergeDesk. NotFound where the actor might not have merged both.
func (s *Store) UndoMerge(ctx context.Context, actor Actor, merge int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		r, err := tx.GetMerge(background, merge)
		if err != nil {
			return err
		}
		if ok, err := tx.sees(tx.Actor, MembersMerge, r.MemberID); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		b, err := tx.two(r.MemberID, r.GoneID)
		if err != nil {
			return err
		}
		if b.keep.AccountID == tx.Actor.Account || b.gone.AccountID == tx.Actor.Account {
			return refuse(MergeOwn)
		}
		if n, err := tx.Queries.UndoMerge(background, sqlcdb.UndoMergeParams{Now: &tx.Now, ID: merge, Since: tx.Now - MergeDays*86400}); err != nil {
			return err
		} else if n == 0 {
			return refuse(MergeOld)
		}
		if b.keep.LeftAt != nil || b.gone.MergedInto == nil || *b.gone.MergedInto != b.keep.ID {
			return refuse(MergeUndone)
		}
		var was wasBefore
		if err := json.Unmarshal([]byte(r.Was), &was); err != nil {
			return err
		}
		if !slices.ContainsFunc(append(was.Places, 0), func(c int64) bool { return tx.Actor.reaches(MembersMerge, c) }) {
			return errNotFound
		}
		all, _ := tx.Actor.Reach(StaffManage)
		if err := tx.notOfTheDesk(b.keep.AccountID, all); err != nil {
			return err
		}
		return tx.takeApart(r, b, was)
	})
}

// apart takes the merge of the gone apart, and before it that of who remained where they were merged in their turn, and answers
// the gone. Where the one who remains of all has left, nothing changes: whoever was part of them left with them.
func (tx *Tx) apart(gone sqlcdb.GetMemberRow) (sqlcdb.GetMemberRow, error) {
	list, err := tx.Queries.MergesOf(background, gone.ID)
	i := slices.IndexFunc(list, func(r sqlcdb.MergesOfRow) bool { return r.Merge.GoneID == gone.ID && r.Merge.UndoneAt == nil })
	if err != nil {
		return gone, err
	}
	if i < 0 {
		return gone, fmt.Errorf("member %d was merged into another, and no merge tells how", gone.ID)
	}
	r := list[i].Merge
	b, err := tx.two(r.MemberID, r.GoneID)
	if err == nil && b.keep.MergedInto != nil {
		b.keep, err = tx.apart(b.keep)
	}
	if err != nil || b.keep.LeftAt != nil {
		return gone, err
	}
	var was wasBefore
	if err := json.Unmarshal([]byte(r.Was), &was); err != nil {
		return gone, err
	}
	if _, err := tx.Queries.UndoMerge(background, sqlcdb.UndoMergeParams{Now: &tx.Now, ID: r.ID, Since: -1}); err != nil {
		return gone, err
	}
	if err := tx.takeApart(r, b, was); err != nil {
		return gone, err
	}
	return tx.GetMember(background, gone.ID)
}

func (tx *Tx) takeApart(r sqlcdb.Merge, b two, was wasBefore) error {
	if err := tx.UnmarkMerged(background, r.GoneID); err != nil {
		return err
	}
	if err := tx.SetAccountMerged(background, sqlcdb.SetAccountMergedParams{ID: b.gone.AccountID}); err != nil {
		return err
	}
	if err := tx.giveBack(r, b, was); err != nil {
		return err
	}
	if err := tx.shutOut(b.keep.ID); err != nil {
		return err
	}
	if desk, err := tx.atDesk(b.keep.AccountID); err != nil {
		return err
	} else if !desk { // whose password is the desk's
		if err := tx.SetAccountPassword(background, sqlcdb.SetAccountPasswordParams{ID: b.keep.AccountID}); err != nil {
			return err
		}
	}
	if err := tx.tell(b.keep.ID, CardRenewed{Change: tx.NewID(), Apart: true}); err != nil {
		return err
	}
	return tx.audit(change{act: "member.unmerged", noun: r.MemberID, member: r.MemberID, facts: Facts{"gone": r.GoneID, "merge": r.ID}})
}

// giveBack puts back what the merge had moved.
func (tx *Tx) giveBack(r sqlcdb.Merge, b two, was wasBefore) error {
	left, err := tx.LotsLeftOfMerge(background, r.ID) // of the lots that came with the gone, what nobody has spent since
	if err != nil {
		return err
	}
	if err := tx.movePoints(b.keep.ID, b.gone.ID, RuleUnmergeOut, RuleUnmergeIn, r.ID, left); err != nil {
		return err
	}
	claims, err := tx.endedBeside(r, was)
	if err != nil {
		return err
	}
	if err := tx.giveConsents(r, was); err != nil {
		return err
	}
	rejoin, err := tx.mayRejoin(b, was)
	if err != nil {
		return err
	}
	for _, t := range movingTables() {
		gone, keep := b.ids(t.By)
		if _, err := tx.db.ExecContext(background, fmt.Sprintf("UPDATE %s SET %s = ? WHERE %[2]s = ? AND id IN (SELECT r.row_id FROM merge_rows r WHERE r.merge_id = ? AND r.moved = '%[1]s')", t.Table, t.By), gone, keep, r.ID); err != nil {
			return err
		}
	}
	for _, id := range rejoin {
		if err := tx.SetHouseholdMemberLeft(background, sqlcdb.SetHouseholdMemberLeftParams{ID: id}); err != nil {
			return err
		}
	}
	if was.Phone != "" && deref(b.keep.Phone) == was.Phone {
		if err := tx.givePhone(b.keep.AccountID, b.gone.AccountID, was.Phone, b.keep.PhoneProven); err != nil {
			return err
		}
	}
	if was.Email != "" && deref(b.keep.Email) == was.Email {
		if err := tx.giveEmail(b.keep.AccountID, b.gone.AccountID, was.Email); err != nil {
			return err
		}
	}
	if was.TierAfter != was.Tier && Tier(b.keep.Tier) == was.TierAfter {
		if err := tx.SetMemberTier(background, sqlcdb.SetMemberTierParams{Tier: string(was.Tier), ID: b.keep.ID}); err != nil {
			return err
		}
	}
	if was.Returned {
		if err := tx.UnmarkReturned(background, b.keep.ID); err != nil {
			return err
		}
	}
	if err := tx.givePairs(r, was); err != nil {
		return err
	}
	homes, err := tx.giveClaims(claims, was)
	if err != nil {
		return err
	}
	if err := tx.tidyHouseholds(b, was.Offered); err != nil {
		return err
	}
	if err := tx.settle(b); err != nil {
		return err
	}
	for _, home := range homes {
		if err := tx.endSold(home); err != nil {
			return err
		}
	}
	return nil
}

// endedBeside answers the claims that the merge ended beside another one to the same home, where that one still stands. All
// of both are still one member's.
func (tx *Tx) endedBeside(r sqlcdb.Merge, was wasBefore) (list []Claim, err error) {
	rows, err := tx.ClaimsOf(background, r.MemberID)
	for _, row := range rows {
		c := claimOf(row)
		if _, ended := was.OtherState[c.ID]; ended && c.State == ClaimEnded && slices.ContainsFunc(rows, func(o sqlcdb.HomeClaim) bool {
			other := claimOf(o)
			return other.ID != c.ID && other.HomeAddress == c.HomeAddress && other.ClaimedAt <= r.At && (other.State == ClaimVerified || other.State == ClaimWaiting)
		}) {
			list = append(list, c)
		}
	}
	return list, err
}

// giveClaims has claims stand again that the merge had ended, where their home has room for them, and answers the homes for
// which one is verified again.
func (tx *Tx) giveClaims(claims []Claim, was wasBefore) (homes []int64, err error) {
	for _, c := range claims {
		row, err := tx.GetClaim(background, c.ID) // whose it is now
		if err != nil {
			return nil, err
		}
		stands, err := tx.ClaimOfHome(background, sqlcdb.ClaimOfHomeParams{
			MemberID: row.MemberID, CommunityID: c.Community, Building: c.Building, Stair: c.Stair, Room: c.Room, ID: c.ID,
		})
		if err != nil {
			return nil, err
		}
		if len(stands) > 0 {
			continue
		}
		if was.OtherState[c.ID] == string(ClaimVerified) {
			if err := tx.roomInCompany(c.Home, row.MemberID); ReasonOf(err) == CompanyFull {
				continue
			} else if err != nil {
				return nil, err
			}
			homes = append(homes, c.Home)
		}
		if err := tx.SetClaimState(background, sqlcdb.SetClaimStateParams{State: was.OtherState[c.ID], ID: c.ID}); err != nil {
			return nil, err
		}
	}
	return homes, nil
}

// giveConsents has consents stand again that the merge withdrew, but for those of a kind that was decided on since.
func (tx *Tx) giveConsents(r sqlcdb.Merge, was wasBefore) error {
	rows, err := tx.ConsentsOf(background, r.MemberID)
	if err != nil {
		return err
	}
	for _, c := range rows {
		if !slices.Contains(was.Consents, c.ID) || slices.ContainsFunc(rows, func(o sqlcdb.Consent) bool {
			return o.Kind == c.Kind && max(o.GivenAt, deref(o.WithdrawnAt)) > r.At
		}) {
			continue
		}
		if err := tx.SetConsentWithdrawn(background, sqlcdb.SetConsentWithdrawnParams{ID: c.ID}); err != nil {
			return err
		}
	}
	return nil
}

// mayRejoin answers which of the gone's parts in households that the merge ended stand again: those of which the one who
// remains is still part, and that have room.
func (tx *Tx) mayRejoin(b two, was wasBefore) (rows []int64, err error) {
	for _, id := range was.Households {
		row, err := tx.GetHouseholdMember(background, id)
		if err != nil {
			return nil, err
		}
		h, err := tx.household(row.HouseholdID)
		if KindOf(err) == NotFound && err != nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		if h.has(b.keep.ID) && int64(len(h.People)) <= h.Most {
			rows = append(rows, id)
		}
	}
	return rows, nil
}

// tidyHouseholds has the households of both led by who is in them, and their lead offered to who can answer: of those that are
// named to the gone again.
func (tx *Tx) tidyHouseholds(b two, offered []int64) error {
	for _, m := range []int64{b.keep.ID, b.gone.ID} {
		list, err := tx.householdsOf(m)
		if err != nil {
			return err
		}
		for _, one := range list {
			h, err := tx.household(one.ID)
			if err != nil {
				return err
			}
			to := h.Offered
			if to == b.keep.ID && slices.Contains(offered, h.ID) {
				to = b.gone.ID
			}
			if !h.has(h.Primary) { // it is led by the other of the two, who is not in it any more
				h.Primary, h.Offered = m, 0
				if _, err := tx.SetPrimary(background, sqlcdb.SetPrimaryParams{PrimaryID: m, ID: h.ID}); err != nil {
					return err
				}
			}
			if !h.has(to) || to == h.Primary {
				to = 0
			}
			if to != h.Offered {
				if _, err := tx.OfferPrimary(background, sqlcdb.OfferPrimaryParams{OfferedID: orNull(to), ID: h.ID}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// givePairs suggests again what the merge had closed of the gone, and no more what it had suggested instead.
func (tx *Tx) givePairs(r sqlcdb.Merge, was wasBefore) error {
	for _, id := range was.Pairs {
		if err := tx.DropOpenPair(background, id); err != nil {
			return err
		}
	}
	return tx.ReopenDuplicatesOf(background, sqlcdb.ReopenDuplicatesOfParams{At: &r.At, Gone: r.GoneID})
}
