package db

import (
	"slices"
	"strings"

	"clubhouse/db/sqlcdb"
)

// standing is an account that the books have, and its member, 0 for none.
type standing struct {
	account, member int64
	disabled        bool
	rested          bool // found by a phone that may be somebody else's by now
	phone, email    string
}

// standings are what the books have already of a file of members.
type standings struct {
	phones, emails map[string]standing
	numbers        map[string]bool
	former         map[string]bool // phones and e-mails of those who were members before
	met            map[int64]int   // the record that came to an account first
}

const lookedUp = 500 // rows are looked up together

// knownOf looks up the phones, e-mails and numbers of the rows.
func (rx *Rx) knownOf(rows []memberFileRow) (standings, error) {
	k := standings{map[string]standing{}, map[string]standing{}, map[string]bool{}, map[string]bool{}, map[int64]int{}}
	for some := range slices.Chunk(rows, lookedUp) {
		var phones, emails []*string
		var numbers, contacts []string
		for _, r := range some {
			contacts = append(contacts, r.phone, r.email)
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
			has, err := rx.standing(a, Destination{Phone: *a.Phone})
			if err != nil {
				return k, err
			}
			k.phones[*a.Phone], contacts = has, append(contacts, has.phone, has.email)
		}
		byEmail, err := rx.StandingByEmail(background, emails)
		if err != nil {
			return k, err
		}
		for _, a := range byEmail {
			has, err := rx.standing(sqlcdb.StandingByPhoneRow(a), Destination{Email: *a.Email})
			if err != nil {
				return k, err
			}
			k.emails[*a.Email], contacts = has, append(contacts, has.phone, has.email)
		}
		if err := rx.formerAmong(k.former, contacts); err != nil {
			return k, err
		}
		if err := rx.takenNumbers(k.numbers, numbers); err != nil {
			return k, err
		}
	}
	return k, nil
}

// standing follows an account that was merged to the one that remains.
func (rx *Rx) standing(a sqlcdb.StandingByPhoneRow, to Destination) (standing, error) {
	if a.MergedInto == nil {
		s := standing{account: a.ID, member: deref(a.MemberID), disabled: a.DisabledAt != nil, phone: deref(a.Phone), email: deref(a.Email)}
		var err error
		if s.member == 0 && to.Phone != "" { // a till or a desk
			s.rested, err = rx.tillRested(sqlcdb.Account{ID: a.ID, SeenAt: a.SeenAt})
		}
		return s, err
	}
	into, err := rx.accountAt(to)
	if err != nil {
		return standing{}, err
	}
	m, err := rx.MembershipOfAccount(background, into.ID)
	if err != nil && !isNoRows(err) {
		return standing{}, err
	}
	return standing{account: into.ID, member: m.ID, disabled: into.DisabledAt != nil, phone: deref(into.Phone), email: deref(into.Email)}, nil
}

// formerAmong notes those of the phones and e-mails that somebody had who was a member before, as knownBefore asks for one.
func (rx *Rx) formerAmong(former map[string]bool, contacts []string) error {
	var macs [][]byte
	whose := map[string]string{}
	for _, to := range contacts {
		if to != "" {
			mac := rx.s.formerMAC(to)
			macs, whose[string(mac)] = append(macs, mac), to
		}
	}
	list, err := rx.FormerAmong(background, macs)
	for _, mac := range list {
		former[whose[string(mac)]] = true
	}
	return err
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

// arrival is somebody who comes along.
type arrival struct {
	memberFileRow
	account, community int64 // 0 for none
	there              bool  // the account stands already
	returned           bool  // they were a member before
}

// standsAs answers the member whom a row tells of already, or who comes along by it, or why it is refused.
func (k standings) standsAs(row memberFileRow, places map[string]int64) (member int64, a arrival, refused *RefusedRow) {
	no := func(field string, r Reason, args ...int) (int64, arrival, *RefusedRow) {
		return 0, a, &RefusedRow{Record: row.record, Field: field, Reason: r, Args: args}
	}
	byPhone, byEmail := k.phones[row.phone], k.emails[row.email]
	if byPhone.account != 0 && byEmail.account != 0 && byPhone.account != byEmail.account {
		return no("email", RowTwoAccounts)
	}
	has, by := byPhone, "phone"
	if has.account == 0 {
		has, by = byEmail, "email"
	}
	if first, twice := k.met[has.account]; twice {
		return no(by, RowTwice, first)
	}
	a = arrival{memberFileRow: row, account: has.account, there: has.account != 0}
	if row.community != "" {
		ok := false
		if a.community, ok = places[Fold(row.community)]; !ok {
			return no("community", CommunityUnknown)
		}
	}
	if has.member != 0 {
		return has.member, a, nil
	}
	if a.there {
		// Roles may hang on the account: a file opens it to no other phone or e-mail than it has.
		switch {
		case has.disabled:
			return no(by, RowAccountDisabled)
		case byPhone.rested:
			return no("phone", RowPhoneRested)
		case row.phone != "" && byPhone.account == 0:
			return no("phone", RowContactForeign)
		case row.email != "" && byEmail.account == 0:
			return no("email", RowContactForeign)
		}
	}
	if k.numbers[row.number] {
		return no("number", RowNumberTaken)
	}
	a.returned = k.former[row.phone] || k.former[row.email] || k.former[has.phone] || k.former[has.email]
	return 0, a, nil
}

// weigh answers what taking the file does, and who comes along.
func (rx *Rx) weigh(f *memberFile) (out MemberImport, list []arrival, err error) {
	out.Refused = append(out.Refused, f.refused...)
	places, err := rx.placesByName()
	if err != nil {
		return out, nil, err
	}
	known, err := rx.knownOf(f.rows)
	if err != nil {
		return out, nil, err
	}
	for _, row := range f.rows {
		member, a, refused := known.standsAs(row, places)
		if refused != nil {
			out.Refused = append(out.Refused, *refused)
			continue
		}
		if a.there {
			known.met[a.account] = row.record
		}
		if member != 0 {
			out.Same++
			continue
		}
		list = append(list, a)
		out.Added++
		out.Points += row.points
	}
	slices.SortStableFunc(out.Refused, func(a, b RefusedRow) int { return a.Record - b.Record })
	return out, list, nil
}

// takeMembers makes members of the accepted rows, who have agreed to nothing yet and have proven neither phone nor e-mail.
func (tx *Tx) takeMembers(f *memberFile, cause int64) (MemberImport, error) {
	out, list, err := tx.weigh(f)
	if err != nil {
		return out, err
	}
	for i := range list {
		if !list[i].there {
			list[i].account = tx.NewID()
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
		members = append(members, []any{id, a.account, a.number, a.name, folded, string(Friend), string(a.tier), orNull(a.community), joined, a.birthday.Day, a.birthday.Year, 0, zeroOne(a.returned)})
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
		{"members", "id, account_id, number, name, name_folded, class, tier, community_id, joined_at, birth_day, birth_year, agreed, returned", members},
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
