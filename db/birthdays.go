package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// BirthdaySet refuses a birthday that was set within the last year. Args: the day from which it may be changed.
const BirthdaySet Reason = "birthday_set"

const (
	birthdayEvery = 365 * 86400 // seconds between two birthdays: one a year
	birthdaySlip  = 86400       // but a slip may be put right within this
	birthdayRest  = 300 * 86400 // nobody is greeted twice within this, whatever they put right between
)

// birthdayTurn tells whether a birthday that was set at the instant, 0 for never, may be changed now, and since when the new
// one counts as set: a slip put right counts from the slip, or every correction would allow another.
func birthdayTurn(setAt, now int64) (since int64, ok bool) {
	switch age := now - setAt; {
	case age >= birthdayEvery:
		return now, true
	default:
		return setAt, age < birthdaySlip
	}
}

// OwnBirthday is a member's birthday as they see it themselves.
type OwnBirthday struct {
	Birthday
	Again Day   // from which another may be set, "" where that is now
	Slip  int64 // until when this one may be put right all the same, 0 where it is too late
}

// Fixed tells whether it cannot be changed.
func (b OwnBirthday) Fixed() bool { return b.Again != "" && b.Slip == 0 }

// Birthday answers the actor's birthday, and when it may be changed.
func (s *Store) Birthday(ctx context.Context, actor Actor) (b OwnBirthday, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		m, err := rx.GetMember(background, actor.Member)
		if err != nil {
			return err
		}
		b = OwnBirthday{Birthday: Birthday{m.BirthDay, int(m.BirthYear)}}
		since, ok := birthdayTurn(m.BirthSetAt, rx.Now)
		if since == m.BirthSetAt {
			b.Again = DayOf(since+birthdayEvery, s.Club().Zone)
			if ok {
				b.Slip = since + birthdaySlip
			}
		}
		return nil
	})
	return b, err
}

// DropBirthday takes the actor's birthday out of the books. When another may be set does not change with it.
func (s *Store) DropBirthday(ctx context.Context, actor Actor) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if n, err := tx.Queries.DropBirthday(background, tx.Actor.Member); err != nil || n == 0 {
			return err
		}
		return tx.audit(change{act: "member.birthday", noun: tx.Actor.Member, member: tx.Actor.Member})
	})
}

// SetBirthday keeps the actor's birthday: day is MM-DD, year 0 where it is not told. It can be changed once a year,
// and put right within a day of that. Refused: BirthdayWrong, BirthdayYear, BirthdayYoung, BirthdaySet.
func (s *Store) SetBirthday(ctx context.Context, actor Actor, day string, year int) error {
	b, err := CheckBirthday(day, year, DayOf(s.Now(), s.Club().Zone))
	if err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		m, err := tx.GetMember(background, tx.Actor.Member)
		if err != nil {
			return err
		}
		if m.BirthDay == b.Day && m.BirthYear == int64(b.Year) {
			return nil
		}
		since, ok := birthdayTurn(m.BirthSetAt, tx.Now)
		if !ok {
			return refuseField("birthday", BirthdaySet, DayOf(m.BirthSetAt+birthdayEvery, s.Club().Zone))
		}
		if err := tx.Queries.SetBirthday(background, sqlcdb.SetBirthdayParams{BirthDay: b.Day, BirthYear: int64(b.Year), Since: since, ID: m.ID}); err != nil {
			return err
		}
		return tx.audit(change{act: "member.birthday", noun: m.ID, member: m.ID, personal: Facts{"birthday": b}})
	})
}

// BirthdayToday greets a member on their birthday.
type BirthdayToday struct{ Year int64 }

const birthdayToday NoticeKind = "birthday"

func (n BirthdayToday) notice() about {
	return about{kind: birthdayToday, cause: n.Year, path: "/offers"}
}

// TellBirthdays greets so many of those whose birthday it is, and tells whether there may be more. Whoever was born on the
// 29th of February is greeted on the 28th in other years. Nobody is greeted twice for one birthday that was put right.
func (s *Store) TellBirthdays(ctx context.Context, most int64) (more bool, err error) {
	err = s.writeApart(ctx, SystemActor, func(tx *Tx) error {
		today := s.Club().Day(tx.Now)
		days := []string{today.Format("01-02")}
		if days[0] == "02-28" && today.AddDate(0, 0, 1).Day() == 1 {
			days = append(days, "02-29")
		}
		more = false
		for _, day := range days {
			ids, err := tx.BirthdaysOn(background, sqlcdb.BirthdaysOnParams{BirthDay: day, Year: int64(today.Year()), Since: tx.Now - birthdayRest, Most: most})
			if err != nil {
				return err
			}
			more = more || int64(len(ids)) == most
			for _, id := range ids {
				if err := tx.tell(id, BirthdayToday{int64(today.Year())}); err != nil {
					return err
				}
				if err := tx.audit(change{act: "notice.told", noun: id, member: id, facts: Facts{"kind": birthdayToday}}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return more, err
}
