package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"clubhouse/db/sqlcdb"
)

// Refusals of merging.
const (
	MergeSelf     Reason = "merge_self"     // a member and themselves
	MergeLeft     Reason = "merge_left"     // one of them has left the club, or was merged already
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
	At               int64
	UndoneAt         int64
	Until            int64 // it can be undone before that
}

// was is what a merge must put back when it is undone and what no row of its own tells.
type wasBefore struct {
	Tier       Tier   // of the one who remains
	TierAfter  Tier   //
	Phone      string // taken over from the account of the other
	Email      string
	GoneClass  Class
	GonePlace  int64
	OtherState map[int64]string // claims that were ended since both had one
	Households []int64          // memberships of households that were ended, since both had one
}

// clashes tell for each table that moves which rows of the gone (t) the one who remains (k.%s = ?) has already.
var clashes = map[string]string{
	"vouchers":   "k.request_key = t.request_key",
	"notices":    "k.kind = t.kind AND k.cause_id = t.cause_id",
	"grants":     "k.role = t.role AND k.scope = t.scope AND k.scope_id = t.scope_id AND k.ended_at IS NULL AND t.ended_at IS NULL",
	"list_views": "k.list = t.list AND k.name = t.name",
}

// two are the members of a merge.
type two struct{ keep, gone sqlcdb.GetMemberRow }

// bothToMerge answers the members, whom the actor may both merge. Refused: MergeSelf, MergeLeft, MergeOwn.
func (rx *Rx) bothToMerge(actor Actor, keep, gone int64) (b two, err error) {
	if keep == gone {
		return b, refuse(MergeSelf)
	}
	for _, m := range []struct {
		id   int64
		into *sqlcdb.GetMemberRow
	}{{keep, &b.keep}, {gone, &b.gone}} {
		if ok, err := rx.sees(actor, MembersMerge, m.id); err != nil {
			return b, err
		} else if !ok {
			return b, errNotFound
		}
		if *m.into, err = rx.GetMember(background, m.id); err != nil {
			return b, err
		}
		switch {
		case m.into.LeftAt != nil || m.into.DisabledAt != nil:
			return b, refuse(MergeLeft)
		case m.into.AccountID == actor.Account:
			return b, refuse(MergeOwn)
		}
	}
	return b, nil
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

// MergePreview answers what merging would move, table by table. Refused: as MergeMembers.
func (s *Store) MergePreview(ctx context.Context, actor Actor, keep, gone int64) (list []Merged, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		b, err := rx.bothToMerge(actor, keep, gone)
		if err != nil {
			return err
		}
		for _, t := range movingTables() {
			from, to := b.ids(t.By)
			m := Merged{Table: t.Table}
			row := rx.db.QueryRowContext(background, "SELECT CAST(COALESCE(SUM(CASE WHEN "+clash(t)+" THEN 0 ELSE 1 END), 0) AS BIGINT), COUNT(*) FROM "+t.Table+" t WHERE t."+t.By+" = ?", to, from)
			var all int64
			if err := row.Scan(&m.Moves, &all); err != nil {
				return err
			}
			if m.Stays = all - m.Moves; all > 0 {
				list = append(list, m)
			}
		}
		if n := deref(b.gone.Balance); n > 0 {
			list = append(list, Merged{Table: "point_accounts", Moves: n})
		}
		return nil
	})
	return list, err
}

// MergeMembers makes one member of two: what the gone had is the other's, who keeps their own name, number, card and
// account; whoever signs in as the gone comes to them. Nothing is lost, and within MergeDays it can be undone. Refused:
// MergeSelf, MergeLeft, MergeOwn, ReasonMissing, TextTooLong. NotFound where the actor may not merge both.
func (s *Store) MergeMembers(ctx context.Context, actor Actor, keep, gone int64, reason string) (merge int64, err error) {
	if reason, err = checkReason(reason); err != nil {
		return 0, err
	}
	err = s.Write(ctx, actor, func(tx *Tx) error {
		b, err := tx.bothToMerge(tx.Actor, keep, gone)
		if err != nil {
			return err
		}
		if n, err := tx.MarkMerged(background, sqlcdb.MarkMergedParams{MergedInto: &keep, Now: &tx.Now, ID: gone}); err != nil {
			return err
		} else if n == 0 {
			return refuse(MergeLeft)
		}
		merge = tx.NewID()
		was := wasBefore{Tier: Tier(b.keep.Tier), TierAfter: Tier(b.keep.Tier), GoneClass: Class(b.gone.Class), GonePlace: deref(b.gone.CommunityID), OtherState: map[int64]string{}}
		if slices.Index(Tiers, Tier(b.gone.Tier)) > slices.Index(Tiers, was.Tier) {
			was.TierAfter = Tier(b.gone.Tier)
			if err := tx.SetMemberTier(background, sqlcdb.SetMemberTierParams{Tier: b.gone.Tier, ID: keep}); err != nil {
				return err
			}
		}
		if err := tx.oneClaimEach(b, was.OtherState); err != nil {
			return err
		}
		if was.Households, err = tx.oneHouseholdEach(b); err != nil {
			return err
		}
		if err := tx.takeContacts(b, &was); err != nil {
			return err
		}
		text, err := json.Marshal(was)
		if err != nil {
			return err
		}
		if err := tx.InsertMerge(background, sqlcdb.InsertMergeParams{ID: merge, MemberID: keep, GoneID: gone, Was: string(text), At: tx.Now}); err != nil {
			return err
		}
		if err := tx.movePoints(gone, keep, "merge", merge, deref(b.gone.Balance)); err != nil {
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
		if err := tx.CloseDuplicatesOf(background, sqlcdb.CloseDuplicatesOfParams{Now: &tx.Now, Gone: gone}); err != nil {
			return err
		}
		if err := tx.settle(b); err != nil {
			return err
		}
		return tx.audit(change{act: "member.merged", noun: keep, member: keep, facts: Facts{"gone": gone, "merge": merge}, personal: why(reason)})
	})
	return merge, err
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

// oneClaimEach ends one of two claims to one home, the lesser: nobody has two. was keeps how they stood.
func (tx *Tx) oneClaimEach(b two, was map[int64]string) error {
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
			was[lesser.ID] = lesser.State
			if err := tx.SetClaimState(background, sqlcdb.SetClaimStateParams{State: string(ClaimEnded), EndedAt: &tx.Now, ID: lesser.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}

// oneHouseholdEach ends the gone's part in households in which both are, and answers which rows it ended.
func (tx *Tx) oneHouseholdEach(b two) (ended []int64, err error) {
	ended, err = tx.ids(`SELECT t.id FROM household_members t WHERE t.member_id = ? AND t.left_at IS NULL AND EXISTS (
		SELECT 1 FROM household_members k WHERE k.member_id = ? AND k.household_id = t.household_id AND k.left_at IS NULL)`, b.gone.ID, b.keep.ID)
	for _, id := range ended {
		if _, err := tx.db.ExecContext(background, "UPDATE household_members SET left_at = ? WHERE id = ?", tx.Now, id); err != nil {
			return nil, err
		}
	}
	return ended, err
}

// takeContacts gives the one who remains the phone or e-mail of the gone where they have none. The others stay with the
// gone account, by which its person still signs in.
func (tx *Tx) takeContacts(b two, was *wasBefore) error {
	if b.keep.Phone == nil && b.gone.Phone != nil {
		was.Phone = *b.gone.Phone
		if err := tx.givePhone(b.gone.AccountID, b.keep.AccountID, b.gone.Phone); err != nil {
			return err
		}
	}
	if b.keep.Email == nil && b.gone.Email != nil {
		was.Email = *b.gone.Email
		return tx.giveEmail(b.gone.AccountID, b.keep.AccountID, b.gone.Email)
	}
	return nil
}

func (tx *Tx) givePhone(from, to int64, phone *string) error {
	if err := tx.SetAccountPhone(background, sqlcdb.SetAccountPhoneParams{Proven: 1, ID: from}); err != nil {
		return err
	}
	return tx.SetAccountPhone(background, sqlcdb.SetAccountPhoneParams{Phone: phone, Proven: 1, ID: to})
}

func (tx *Tx) giveEmail(from, to int64, email *string) error {
	if err := tx.SetAccountEmail(background, sqlcdb.SetAccountEmailParams{ID: from}); err != nil {
		return err
	}
	return tx.SetAccountEmail(background, sqlcdb.SetAccountEmailParams{Email: email, ID: to})
}

// movePoints moves a balance from one member to another: two movements, each of which sums to zero. The lots move with
// their table.
func (tx *Tx) movePoints(from, to int64, rule string, source, points int64) error {
	if points == 0 {
		return nil
	}
	for _, m := range []struct {
		member, points int64
		rule           string
	}{{from, -points, rule + ".out"}, {to, points, rule + ".in"}} {
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

// MergeDays is for how long a merge can be undone.
const MergeDays = 30

// UndoMerge takes a merge apart: what it moved goes back, but for points that were spent since. Refused: MergeOld,
// MergeUndone.
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
		if n, err := tx.Queries.UndoMerge(background, sqlcdb.UndoMergeParams{Now: &tx.Now, ID: merge, Since: tx.Now - MergeDays*86400}); err != nil {
			return err
		} else if n == 0 {
			return refuse(MergeOld)
		}
		var b two
		if b.keep, err = tx.GetMember(background, r.MemberID); err != nil {
			return err
		}
		if b.gone, err = tx.GetMember(background, r.GoneID); err != nil {
			return err
		}
		if b.keep.LeftAt != nil || b.gone.MergedInto == nil || *b.gone.MergedInto != b.keep.ID {
			return refuse(MergeUndone)
		}
		var was wasBefore
		if err := json.Unmarshal([]byte(r.Was), &was); err != nil {
			return err
		}
		if err := tx.UnmarkMerged(background, r.GoneID); err != nil {
			return err
		}
		if err := tx.SetAccountMerged(background, sqlcdb.SetAccountMergedParams{ID: b.gone.AccountID}); err != nil {
			return err
		}
		if err := tx.giveBack(merge, b, was); err != nil {
			return err
		}
		if err := tx.settle(b); err != nil {
			return err
		}
		if err := tx.ReopenDuplicate(background, sqlcdb.ReopenDuplicateParams{MemberID: min(r.MemberID, r.GoneID), OtherID: max(r.MemberID, r.GoneID)}); err != nil {
			return err
		}
		return tx.audit(change{act: "member.unmerged", noun: r.MemberID, member: r.MemberID, facts: Facts{"gone": r.GoneID, "merge": merge}})
	})
}

// giveBack puts back what the merge had moved.
func (tx *Tx) giveBack(merge int64, b two, was wasBefore) error {
	var left int64 // of the lots that came with the gone, what nobody has spent since
	if err := tx.db.QueryRowContext(background, `SELECT CAST(COALESCE(SUM(l.remaining), 0) AS BIGINT) FROM point_lots l
		JOIN merge_rows r ON r.merge_id = ? AND r.moved = 'point_lots' AND r.row_id = l.id`, merge).Scan(&left); err != nil {
		return err
	}
	if err := tx.movePoints(b.keep.ID, b.gone.ID, "unmerge", merge, left); err != nil {
		return err
	}
	for _, t := range movingTables() {
		gone, keep := b.ids(t.By)
		if _, err := tx.db.ExecContext(background, fmt.Sprintf("UPDATE %s SET %s = ? WHERE %[2]s = ? AND id IN (SELECT r.row_id FROM merge_rows r WHERE r.merge_id = ? AND r.moved = '%[1]s')", t.Table, t.By), gone, keep, merge); err != nil {
			return err
		}
	}
	for claim, state := range was.OtherState {
		if err := tx.SetClaimState(background, sqlcdb.SetClaimStateParams{State: state, ID: claim}); err != nil {
			return err
		}
	}
	for _, id := range was.Households {
		if _, err := tx.db.ExecContext(background, "UPDATE household_members SET left_at = NULL WHERE id = ?", id); err != nil {
			return err
		}
	}
	if was.Phone != "" && deref(b.keep.Phone) == was.Phone {
		if err := tx.givePhone(b.keep.AccountID, b.gone.AccountID, &was.Phone); err != nil {
			return err
		}
	}
	if was.Email != "" && deref(b.keep.Email) == was.Email {
		if err := tx.giveEmail(b.keep.AccountID, b.gone.AccountID, &was.Email); err != nil {
			return err
		}
	}
	if was.TierAfter != was.Tier && Tier(b.keep.Tier) == was.TierAfter {
		return tx.SetMemberTier(background, sqlcdb.SetMemberTierParams{Tier: string(was.Tier), ID: b.keep.ID})
	}
	return nil
}

// MergesOf answers the merges that the member has a part in, the newest first. NotFound outside the actor's communities.
func (s *Store) MergesOf(ctx context.Context, actor Actor, member int64) (list []Merge, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		if ok, err := rx.sees(actor, MembersRead, member); err != nil || !ok {
			return err
		}
		rows, err := rx.Queries.MergesOf(background, member)
		for _, r := range rows {
			list = append(list, Merge{r.ID, r.MemberID, r.GoneID, r.At, deref(r.UndoneAt), r.At + MergeDays*86400})
		}
		return err
	})
	return list, err
}

// remaining follows an account that was merged to the one that remains.
func (rx *Rx) remaining(a sqlcdb.Account) (sqlcdb.Account, error) {
	for range 10 {
		if a.MergedInto == nil {
			return a, nil
		}
		var err error
		if a, err = rx.GetAccount(background, *a.MergedInto); err != nil {
			return a, err
		}
	}
	return a, nil
}

// Pair answers the records of two members whom the actor may both merge, the second by their id or their number as it is
// typed, and the pair of them that is suggested, 0 where it is not. NotFound.
func (s *Store) Pair(ctx context.Context, actor Actor, one int64, other string) (pair [2]*MemberRecord, suggested Duplicate, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		id, _ := strconv.ParseInt(other, 10, 64)
		if number, ok := ParseNumber(other); ok {
			var err error
			if id, err = rx.MemberByNumber(background, number); err != nil {
				return err
			}
		}
		for i, id := range []int64{one, id} {
			if ok, err := rx.sees(actor, MembersMerge, id); err != nil {
				return err
			} else if !ok {
				return errNotFound
			}
			var err error
			if pair[i], err = rx.memberRecord(actor, id); err != nil {
				return err
			}
		}
		r, err := rx.DuplicateOf(background, sqlcdb.DuplicateOfParams{MemberID: min(one, id), OtherID: max(one, id)})
		if isNoRows(err) {
			return nil
		}
		if err == nil {
			suggested, err = rx.duplicate(actor, r)
		}
		return err
	})
	return pair, suggested, err
}
