package db

import (
	"slices"
	"strings"

	"clubhouse/db/sqlcdb"
)

// standing is an account that the books have, and its member, 0 for none.
type standing struct{ account, member int64 }

// standings are what the books have already of a file of members.
type standings struct {
	phones, emails map[string]standing
	numbers        map[string]bool
}

const lookedUp = 500 // rows are looked up together

// knownOf looks up the phones, e-mails and numbers of the rows.
func (rx *Rx) knownOf(rows []memberFileRow) (standings, error) {
	k := standings{map[string]standing{}, map[string]standing{}, map[string]bool{}}
	for some := range slices.Chunk(rows, lookedUp) {
		var phones, emails []*string
		var numbers []string
		for _, r := range some {
			if r.phone != "" {
				phones = append(phones, &r.phone)
			}
			if r.email != "" {
				emails = append(emails, &r.email)
			}
			if r.number != "" {
				numbers = append(numbers, r.number)
			}
		}
		byPhone, err := rx.StandingByPhone(background, phones)
		if err != nil {
			return k, err
		}
		for _, a := range byPhone {
			if k.phones[*a.Phone], err = rx.standing(a.ID, deref(a.MergedInto), deref(a.MemberID), Destination{Phone: *a.Phone}); err != nil {
				return k, err
			}
		}
		byEmail, err := rx.StandingByEmail(background, emails)
		if err != nil {
			return k, err
		}
		for _, a := range byEmail {
			if k.emails[*a.Email], err = rx.standing(a.ID, deref(a.MergedInto), deref(a.MemberID), Destination{Email: *a.Email}); err != nil {
				return k, err
			}
		}
		if err := rx.takenNumbers(k.numbers, numbers); err != nil {
			return k, err
		}
	}
	return k, nil
}

// standing follows an account that was merged to the one that remains.
func (rx *Rx) standing(account, into, member int64, to Destination) (standing, error) {
	if into == 0 {
		return standing{account, member}, nil
	}
	a, err := rx.accountAt(to)
	if err != nil {
		return standing{}, err
	}
	m, err := rx.MembershipOfAccount(background, a.ID)
	if err != nil && !isNoRows(err) {
		return standing{}, err
	}
	return standing{a.ID, m.ID}, nil
}

// takenNumbers notes those of the numbers that members have.
func (rx *Rx) takenNumbers(taken map[string]bool, numbers []string) error {
	for some := range slices.Chunk(numbers, lookedUp) {
		list, err := rx.NumbersTaken(background, some)
		if err != nil {
			return err
		}
		for _, n := range list {
			taken[n] = true
		}
	}
	return nil
}

// standsAs answers the account that a row's phone or e-mail belongs to already, and its member, 0 where there is none; the
// community; or why the row is refused.
func (k standings) standsAs(row memberFileRow, places map[string]int64) (account, member, community int64, refused *RefusedRow) {
	no := func(field string, r Reason) (int64, int64, int64, *RefusedRow) {
		return 0, 0, 0, &RefusedRow{Record: row.record, Field: field, Reason: r}
	}
	byPhone, byEmail := k.phones[row.phone], k.emails[row.email]
	if byPhone.account != 0 && byEmail.account != 0 && byPhone != byEmail {
		return no("email", RowTwoAccounts)
	}
	has := byPhone
	if has.account == 0 {
		has = byEmail
	}
	if row.community != "" {
		ok := false
		if community, ok = places[Fold(row.community)]; !ok {
			return no("community", CommunityUnknown)
		}
	}
	if has.member == 0 && k.numbers[row.number] {
		return no("number", RowNumberTaken)
	}
	return has.account, has.member, community, nil
}

// arrival is somebody who comes along.
type arrival struct {
	memberFileRow
	account, community int64
	there              bool // the account stands already
}

// takeMembers makes members of the accepted rows, who have agreed to nothing yet and have proven neither phone nor e-mail.
func (tx *Tx) takeMembers(f *memberFile, cause int64) (out MemberImport, err error) {
	out.Refused = append(out.Refused, f.refused...)
	places, err := tx.placesByName()
	if err != nil {
		return out, err
	}
	known, err := tx.knownOf(f.rows)
	if err != nil {
		return out, err
	}
	var list []arrival
	for _, row := range f.rows {
		account, member, community, refused := known.standsAs(row, places)
		switch {
		case refused != nil:
			out.Refused = append(out.Refused, *refused)
		case member != 0:
			out.Same++
		default:
			a := arrival{row, account, community, account != 0}
			if !a.there {
				a.account = tx.NewID()
			}
			list = append(list, a)
			out.Added++
			out.Points += row.points
		}
	}
	if err := tx.numberAll(list); err != nil {
		return out, err
	}
	return out, tx.arrive(list, cause)
}

// numberAll gives a number to those who bring none.
func (tx *Tx) numberAll(list []arrival) error {
	letters, taken := tx.s.Club().Letters, map[string]bool{}
	for _, a := range list {
		taken[a.number] = true
	}
	for {
		var made []string
		var whose []int
		for i := range list {
			if list[i].number != "" {
				continue
			}
			n := newNumber(letters)
			for taken[n] {
				n = newNumber(letters)
			}
			taken[n] = true
			made, whose = append(made, n), append(whose, i)
		}
		if len(made) == 0 {
			return nil
		}
		there := map[string]bool{}
		if err := tx.takenNumbers(there, made); err != nil {
			return err
		}
		for j, n := range made {
			if !there[n] {
				list[whose[j]].number = n
			}
		}
	}
}

// arrive writes all that there is to somebody new, many of them a statement. Points that they bring are a lot of their own,
// which ends on the row's day, or by the club's rule.
func (tx *Tx) arrive(list []arrival, cause int64) error {
	c := tx.s.Club()
	var accounts, members, places, purses, movements, entries, lots, acts, personal [][]any
	var names []sqlcdb.NamesAfterRow
	for _, a := range list {
		locale := a.locale
		if locale == "" {
			locale = c.Speaks.Language
		}
		if !a.there {
			accounts = append(accounts, []any{a.account, orNull(a.phone), orNull(a.email), a.name, string(locale), tx.Now, 0})
		}
		joined := tx.Now
		if a.joined != "" {
			joined = a.joined.Start(c.Zone)
		}
		id, folded := tx.NewID(), Fold(a.name)
		members = append(members, []any{id, a.account, a.number, a.name, folded, string(Friend), string(a.tier), orNull(a.community), joined, a.birthday.Day, a.birthday.Year, 0})
		if a.community != 0 {
			places = append(places, []any{id, a.community, string(Friend)})
		}
		names = append(names, sqlcdb.NamesAfterRow{ID: id, NameFolded: folded})
		purses = append(purses, []any{id, "member", a.points})
		if a.points != 0 {
			ends := c.lotEnd(tx.Now)
			if a.expires != "" {
				ends = a.expires.End(c.Zone)
			}
			movement := tx.NewID()
			movements = append(movements, []any{movement, id, RuleImport, id, tx.Now})
			entries = append(entries, []any{tx.NewID(), movement, id, a.points}, []any{tx.NewID(), movement, adjustedAccount, -a.points})
			lots = append(lots, []any{tx.NewID(), id, movement, a.points, a.points, ends})
		}
		row, apart, err := tx.auditRow(change{act: "member.imported", noun: id, member: id, facts: Facts{"import": cause, "tier": a.tier, "points": a.points},
			personal: Facts{"name": a.name, "destination": strings.TrimSpace(a.phone + " " + a.email)}})
		if err != nil {
			return err
		}
		acts = append(acts, []any{row.ID, row.At, row.Door, row.ActorID, row.SessionID, row.Act, row.NounID, row.MemberID, row.Facts, row.Digest})
		personal = append(personal, []any{apart.AuditID, apart.MemberID, apart.Salt, apart.Facts})
	}
	for _, t := range []struct {
		table, columns string
		rows           [][]any
	}{
		{"accounts", "id, phone, email, name, locale, created_at, phone_proven", accounts},
		{"members", "id, account_id, number, name, name_folded, class, tier, community_id, joined_at, birth_day, birth_year, agreed", members},
		{"member_places", "member_id, community_id, class", places},
		{"point_accounts", "id, kind, balance", purses},
		{"point_movements", "id, member_id, rule, source_id, at", movements},
		{"point_entries", "id, movement_id, account_id, points", entries},
		{"point_lots", "id, member_id, movement_id, points, remaining, expires_at", lots},
		{"audit", "id, at, door, actor_id, session_id, act, noun_id, member_id, facts, digest", acts},
		{"audit_personal", "audit_id, member_id, salt, facts", personal},
	} {
		if err := tx.insertMany(t.table, t.columns, t.rows); err != nil {
			return err
		}
	}
	return tx.addTerms(names...)
}

// insertMany inserts the rows, many a statement.
func (tx *Tx) insertMany(table, columns string, rows [][]any) error {
	for some := range slices.Chunk(rows, 200) {
		one := ", (?" + strings.Repeat(", ?", len(some[0])-1) + ")"
		if _, err := tx.db.ExecContext(background, "INSERT INTO "+table+" ("+columns+") VALUES "+strings.Repeat(one, len(some))[2:], slices.Concat(some...)...); err != nil {
			return err
		}
	}
	return nil
}
