package db

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// AuditRow is one line of the audit log.
type AuditRow struct {
	ID     int64
	At     int64
	Door   Door
	Actor  int64
	Name   string // the actor's, "" for the club itself
	Act    string // noun.verb
	Noun   int64
	Member int64 // whose record shows it, or 0
	Whom   string
	Facts  map[string]any  // numbers are json.Number
	Names  map[string]Text // what the ids among the facts, and "noun", are called today

	session int64
	digest  bool // something of it stands apart, or has
	apart   bool // it still does
}

// Int answers a fact that is a whole number, 0 where there is none.
func (r AuditRow) Int(fact string) int64 {
	n, _ := r.Facts[fact].(json.Number)
	v, _ := n.Int64()
	return v
}

// AuditFilter narrows the audit log.
type AuditFilter struct {
	Who      string // part of a name, a phone, an e-mail address, a membership number: of those who did it
	Whom     string // as Who: of the members on whose record it stands
	Acts     []string
	Door     Door
	From, To int64 // instants, To not among them; 0: without bound
	Before   int64 // the cursor
}

// AuditList is a page of the audit log.
type AuditList struct {
	Rows    []AuditRow
	More    int64 // the next page's cursor, 0 at the end
	Back    int64 // where the looking stopped before the page was full, the instant to which it went; else 0
	Nobody  bool  // nobody is meant by Who or Whom
	TooMany bool  // of whom they may mean, only the first were looked for
}

const (
	auditRowsOnPage = 2 * pageRows
	auditLook       = 20_000 // rows that one page looks through on each of its ways
	mostPeople      = 20     // whom one name may mean
)

// allDay are the acts of members and tills, and of the club for each of them, that go on all day: no index of the audit
// has them by act. The words are those of the index.
const allDay = "'voucher.claimed', 'voucher.redeemed', 'card.scanned', 'code.sent', 'code.proven', 'session.started', 'points.expired'"

// way is how rows that may be meant are found in order of their ids, newest first: by the words of an index, and by what
// else must hold on this way.
type way struct {
	by   where
	also where
	few  bool // by finds so little that all of it may be looked through
}

// of is the way by the members' own rows.
func of(members []int64) way {
	w := way{few: true}
	w.by.in("u.member_id", members)
	return w
}

func by(cond string, args ...any) way { return way{by: where{[]string{cond}, args}} }

// union is several lists of ids of the audit, each newest first, in one question.
type union struct {
	parts []string
	args  []any
}

// add adds a list in the order of id, which is u.id in such words that an engine takes the index that is meant.
func (u *union) add(w *where, id, limit string, most int) {
	u.parts = append(u.parts, fmt.Sprintf("SELECT w.id FROM (SELECT u.id FROM audit u%s ORDER BY %s DESC %s) w", w.sql(), id, limit))
	u.args = append(append(u.args, w.args...), most)
}

func (u *union) sql() string { return strings.Join(u.parts, " UNION ALL ") }

// AuditLog answers the page of the audit log that the filter asks for, newest first. NotFound without the right to it.
// However large the log is, a page is quick: where what it is asked for is rare and no index has it, it tells how far
// back it has looked, and the next one looks on from there.
func (s *Store) AuditLog(ctx context.Context, actor Actor, f AuditFilter) (out AuditList, err error) {
	if err := actor.needs(AuditRead); err != nil {
		return out, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		out = AuditList{}
		ways, all, err := rx.ways(actor, f, &out)
		if err != nil || out.Nobody {
			return err
		}
		ids, err := rx.auditIDs(f, ways, all, &out)
		if err != nil || len(ids) == 0 {
			return err
		}
		rows, err := rx.AuditByIDs(background, ids)
		if err != nil {
			return err
		}
		for _, r := range rows {
			out.Rows = append(out.Rows, auditRow(r))
		}
		slices.SortFunc(out.Rows, func(a, b AuditRow) int { return cmp.Compare(b.ID, a.ID) })
		return rx.nameFacts(out.Rows)
	})
	return out, err
}

// ways answers on which ways to look, and what must hold on all of them.
func (rx *Rx) ways(actor Actor, f AuditFilter, out *AuditList) (ways []way, all where, err error) {
	who, whom := people{}, people{}
	if f.Who != "" {
		if who, err = rx.people(actor, f.Who); err != nil {
			return nil, all, err
		}
	}
	if f.Whom != "" {
		if whom, err = rx.people(actor, f.Whom); err != nil {
			return nil, all, err
		}
	}
	out.Nobody = f.Who != "" && len(who.accounts) == 0 || f.Whom != "" && len(whom.members) == 0
	out.TooMany = who.more || whom.more
	if f.Who != "" {
		all.in("u.actor_id", who.accounts)
	}
	if f.Door != "" {
		all.add("u.door = ?", string(f.Door))
	}
	var often, seldom []any
	for _, act := range f.Acts {
		if strings.Contains(allDay, "'"+act+"'") {
			often = append(often, act)
		} else {
			seldom = append(seldom, act)
		}
	}
	if len(f.Acts) > 0 {
		all.add("u.act IN (?"+strings.Repeat(", ?", len(f.Acts)-1)+")", append(seldom, often...)...)
	}
	if f.From != 0 {
		all.add("u.at >= ?", f.From)
	}
	if f.To != 0 {
		all.add("u.at < ?", f.To)
	}
	const desk = "door IN ('staff', 'system')"
	switch {
	case f.Whom != "":
		ways = append(ways, of(whom.members))
	case len(f.Acts) > 0 && len(often) == 0:
		for _, act := range seldom {
			ways = append(ways, by("u.act = ? AND u.act NOT IN ("+allDay+")", act))
		}
	case f.Who != "":
		for _, a := range who.staff {
			ways = append(ways, by("u.actor_id = ? AND u."+desk, a))
		}
		if len(who.members) > 0 {
			w := of(who.members)
			w.also.add("u.door = 'member'")
			ways = append(ways, w)
		}
		if who.tills {
			w := by("1 = 1")
			w.also.add("u.door = 'merchant'")
			ways = append(ways, w)
		}
	case f.Door == StaffDoor || f.Door == System:
		ways = append(ways, by("u.door = ? AND u."+desk, string(f.Door)))
	default:
		ways = append(ways, by("1 = 1"))
	}
	return ways, all, nil
}

// auditIDs answers the ids of the page, looking on all ways equally far back.
func (rx *Rx) auditIDs(f AuditFilter, ways []way, all where, out *AuditList) (ids []int64, err error) {
	below, floor := cursor(f.Before), idAt(f.From)
	if f.To != 0 {
		below = min(below, idAt(f.To+60))
	}
	end := floor
	var stops, found union
	for _, w := range ways {
		if !w.few && len(all.parts)+len(w.also.parts) > 0 { // else all that is found is meant
			stops.add(w.by.and("u.id < ? AND u.id >= ?", below, end), "u.id", "LIMIT 1 OFFSET ?", auditLook)
		}
	}
	if len(stops.parts) > 0 {
		list, err := rx.ids(stops.sql(), stops.args...)
		if err != nil {
			return nil, err
		}
		floor = max(floor, slices.Max(append(list, 0)))
	}
	for _, w := range ways {
		c := w.by.and("u.id < ? AND u.id >= ?", below, floor)
		for _, more := range []where{w.also, all} {
			if len(more.parts) > 0 {
				c = c.and(strings.Join(more.parts, " AND "), more.args...)
			}
		}
		id := "u.id"
		if w.few {
			id = "u.id + 0" // not the order of all rows, in which PostgreSQL might hope to meet these soon
		}
		found.add(c, id, "LIMIT ?", auditRowsOnPage+1)
	}
	if ids, err = rx.ids(found.sql(), found.args...); err != nil {
		return nil, err
	}
	slices.SortFunc(ids, func(a, b int64) int { return cmp.Compare(b, a) })
	ids = slices.Compact(ids)
	switch {
	case len(ids) > auditRowsOnPage:
		ids = ids[:auditRowsOnPage]
		out.More = ids[auditRowsOnPage-1]
	case floor > end:
		out.More, out.Back = floor, timeOf(floor)
	}
	return ids, nil
}

// people are whom a text may mean.
type people struct {
	accounts, members, staff []int64
	tills                    bool // some of them stand at one
	more                     bool
}

// people answers whom the text means: a phone, an e-mail address or a membership number those whose it is, a name all
// whose names have it in them: members whom the actor may see, staff and tills.
func (rx *Rx) people(actor Actor, q string) (out people, err error) {
	q = strings.TrimSpace(q)
	n := &narrowing{rx: rx, actor: actor, club: rx.s.Club(), from: MemberList.from, id: MemberList.id}
	n.member(q)
	n.seen(actor, MembersRead)
	from, id, w := n.few()
	members, more, err := rx.page(mostPeople, "SELECT "+id+" FROM "+from+w.sql()+" ORDER BY "+id+" DESC", w.args...)
	if err != nil {
		return out, err
	}
	out.more = more != 0
	mine := &where{}
	mine.in("id", members)
	if out.accounts, err = rx.ids("SELECT account_id FROM members"+mine.sql(), mine.args...); err != nil {
		return out, err
	}
	rows, err := rx.GrantedAccounts(background)
	if err != nil {
		return out, err
	}
	phone, _ := ParsePhone(q, "CN")
	email, _ := ParseEmail(q)
	for _, r := range rows {
		named := phone == "" && email == "" && strings.Contains(Fold(r.Name), Fold(q))
		if !named && (phone == "" || deref(r.Phone) != phone) && (email == "" || EmailKey(deref(r.Email)) != EmailKey(email)) && !slices.Contains(out.accounts, r.ID) {
			continue
		}
		if len(out.accounts) == 2*mostPeople {
			out.more = true
			break
		}
		out.accounts = append(out.accounts, r.ID)
		if r.Staff > 0 {
			out.staff = append(out.staff, r.ID)
		}
		out.tills = out.tills || r.Tills > 0
	}
	slices.Sort(out.accounts)
	out.accounts = slices.Compact(out.accounts)
	theirs := &where{}
	theirs.in("account_id", out.accounts)
	out.members, err = rx.ids("SELECT id FROM members"+theirs.sql(), theirs.args...)
	return out, err
}
