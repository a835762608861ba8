package db

import (
	"context"
	"strconv"
	"strings"
	"time"

	"clubhouse/db/sqlcdb"
)

// endingDays is how many days before the last one of their vouchers members are told.
const endingDays = 3

// number answers the day as a number: 20261121; 0 for no day.
func (d Day) number() int64 {
	n, _ := strconv.ParseInt(strings.ReplaceAll(string(d), "-", ""), 10, 64)
	return n
}

// lastDay is a day with which vouchers end: whose last instant lies after `after`, up to and with `last`.
type lastDay struct {
	day         Day
	after, last int64
	told        int64 // vouchers claimed since are young: who has just claimed one knows when it ends
}

// lastDays answers today and the days after it with which ends what members are told of now.
func lastDays(now int64, zone *time.Location) (days []lastDay) {
	y, m, d := time.Unix(now, 0).In(zone).Date()
	midnight := func(n int) int64 { return time.Date(y, m, d+n, 0, 0, 0, 0, zone).Unix() }
	for n := range endingDays + 1 {
		days = append(days, lastDay{DayOf(midnight(n), zone), max(midnight(n), now), midnight(n + 1), midnight(n - endingDays)})
	}
	return days
}

// TellEndings tells the members whose vouchers end within three days, in acts of so many at most. Who was told of a day is
// not told of it again; what has ended meanwhile, as while the club stood still, is passed over.
func (s *Store) TellEndings(ctx context.Context, most int64) error {
	for _, d := range lastDays(s.Now(), s.Club().Zone) {
		from := sqlcdb.EndingVouchersParams{After: d.after, AfterID: 1<<63 - 1, Last: d.last, ClaimedBefore: d.told, CauseID: d.day.number(), Most: most}
		for more := true; more && ctx.Err() == nil; {
			var rows []sqlcdb.EndingVouchersRow
			if err := s.Read(ctx, func(rx *Rx) (err error) { rows, err = rx.EndingVouchers(background, from); return err }); err != nil {
				return err
			}
			if more = int64(len(rows)) == most; len(rows) == 0 {
				break
			}
			last := rows[len(rows)-1]
			from.After, from.AfterID = last.RedeemTo, last.ID
			if err := s.writeApart(ctx, SystemActor, func(tx *Tx) error { return tx.tellEndings(d, rows) }); err != nil {
				return err
			}
		}
	}
	return nil
}

func (tx *Tx) tellEndings(d lastDay, rows []sqlcdb.EndingVouchersRow) error {
	seen := map[int64]bool{}
	for _, r := range rows {
		if seen[r.MemberID] {
			continue
		}
		seen[r.MemberID] = true
		vouchers, err := tx.VouchersEnding(background, sqlcdb.VouchersEndingParams{MemberID: r.MemberID, After: max(d.after, tx.Now), Last: d.last, ClaimedBefore: d.told})
		if err != nil {
			return err
		}
		if len(vouchers) == 0 { // used meanwhile
			continue
		}
		first := vouchers[0]
		id, err := tx.told(r.MemberID, VouchersEnd{
			Day: d.day, Ends: vouchers[len(vouchers)-1].RedeemTo, Count: len(vouchers), Voucher: first.ID, Title: Text{first.TitleHans, first.TitleHant, first.TitleEn},
		})
		if err != nil {
			return err
		}
		if id == 0 { // by another process
			continue
		}
		if err := tx.audit(change{act: "notice.told", noun: id, member: r.MemberID, facts: Facts{"vouchers": len(vouchers), "day": d.day}}); err != nil {
			return err
		}
	}
	return nil
}
