package db

import (
	"context"
	"strconv"

	"clubhouse/db/sqlcdb"
)

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

// MergesOf answers the merges that the member has a part in, the newest first. NotFound outside the actor's communities.
func (s *Store) MergesOf(ctx context.Context, actor Actor, member int64) (list []Merge, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		if ok, err := rx.sees(actor, MembersRead, member); err != nil || !ok {
			return err
		}
		rows, err := rx.Queries.MergesOf(background, member)
		for _, r := range rows {
			m := mergeOf(r.Merge)
			m.GoneNumber = r.Number
			list = append(list, m)
		}
		return err
	})
	return list, err
}

func mergeOf(r sqlcdb.Merge) Merge {
	return Merge{ID: r.ID, Member: r.MemberID, Gone: r.GoneID, At: r.At, UndoneAt: deref(r.UndoneAt), Until: r.At + MergeDays*86400}
}

// Merge answers one merge. NotFound where the actor may not merge who remains.
func (s *Store) Merge(ctx context.Context, actor Actor, id int64) (m Merge, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		r, err := rx.GetMerge(background, id)
		if err != nil {
			return err
		}
		if ok, err := rx.sees(actor, MembersMerge, r.MemberID); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		m = mergeOf(r)
		return nil
	})
	return m, err
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
