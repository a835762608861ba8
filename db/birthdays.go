package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// BirthdaySet refuses a birthday that was set within the last year. Args: the day from which it may be changed.
const BirthdaySet Reason = "birthday_set"

const birthdayEvery = 365 * 86400 // seconds between two changes: one birthday a year

// Birthday answers the actor's birthday, and the day before which it cannot be changed, "" where it can.
func (s *Store) Birthday(ctx context.Context, actor Actor) (b Birthday, fixed Day, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		m, err := rx.GetMember(background, actor.Member)
		if err != nil {
			return err
		}
		b, fixed = Birthday{m.BirthDay, int(m.BirthYear)}, ""
		if m.BirthSetAt > rx.Now-birthdayEvery {
			fixed = DayOf(m.BirthSetAt+birthdayEvery, s.Club().Zone)
		}
		return nil
	})
	return b, fixed, err
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

// SetBirthday keeps the actor's birthday: day is MM-DD, year 0 where it is not told. It can be changed once a year.
// Refused: BirthdayWrong, NotAdult, BirthdaySet.
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
		n, err := tx.Queries.SetBirthday(background, sqlcdb.SetBirthdayParams{BirthDay: b.Day, BirthYear: int64(b.Year), Now: tx.Now, Since: tx.Now - birthdayEvery, ID: m.ID})
		if err != nil {
			return err
		}
		if n == 0 {
			return refuseField("birthday", BirthdaySet, DayOf(m.BirthSetAt+birthdayEvery, s.Club().Zone))
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
// 29th of February is greeted on the 28th in other years.
func (s *Store) TellBirthdays(ctx context.Context, most int64) (more bool, err error) {
	err = s.writeApart(ctx, SystemActor, func(tx *Tx) error {
		today := s.Club().Day(tx.Now)
		days := []string{today.Format("01-02")}
		if days[0] == "02-28" && today.AddDate(0, 0, 1).Day() == 1 {
			days = append(days, "02-29")
		}
		more = false
		for _, day := range days {
			ids, err := tx.BirthdaysOn(background, sqlcdb.BirthdaysOnParams{BirthDay: day, Year: int64(today.Year()), Most: most})
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
