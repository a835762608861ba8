package db

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strconv"
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

// allDay are the acts of members and tills, and of the club for each of them, that go on all day: no index of the audit
// has them by act. The words are those of the index.
const allDay = "'voucher.claimed', 'voucher.redeemed', 'card.scanned', 'code.sent', 'code.proven', 'session.started', 'points.expired'"

// AuditList is the desk's list of all that was done, newest first. What is rare and in no index is looked for only so far
// back at once.
var AuditList = declare(List{
	Name: "audit", Right: AuditRead, from: "audit u", id: "u.id", log: true,
	Orders: []Order{{Name: "at", Desc: true}},
	Filters: []Filter{
		{Name: "who", Kind: FilterWords, narrow: doneBy},
		{Name: "whom", Kind: FilterWords, narrow: doneUpon},
		{Name: "act", Kind: FilterChoice, Of: "act", Words: actWords(), narrow: oneOfActs},
		{Name: "door", Kind: FilterChoice, Of: "door", Words: wordsOf([]Door{StaffDoor, MerchantDoor, MemberDoor, System}), narrow: atDoor},
		{Name: "at", Kind: FilterDays, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			n.made(v)
			n.between("u.at", v)
			return true, nil
		}},
	},
},
	(*Rx).auditRows, func(r AuditRow) int64 { return r.ID },
	column("act", func(r AuditRow) Cell { return Choice{"act", r.Act} }),
	column("at", func(r AuditRow) Cell { return Instant(r.At) }).by("at"),
	column("who", func(r AuditRow) Cell {
		switch {
		case r.Door == System:
			return Choice{"doer", "club"}
		case r.Name == "":
			return Choice{"doer", "nobody"}
		}
		return r.Name
	}),
	column("door", func(r AuditRow) Cell { return Choice{"door", string(r.Door)} }),
	column("whom", func(r AuditRow) Cell {
		if r.Member == 0 {
			return nil
		}
		return Thing{"members", r.Member, Text{Hans: r.Whom}}
	}),
	column("facts", func(r AuditRow) Cell { return r }),
	column("entry", func(r AuditRow) Cell { return Sign(strconv.FormatInt(r.ID, 10)) }).extra(),
)

// doneBy asks for what people did, by what may mean them.
func doneBy(n *narrowing, v FilterValue) (bool, error) {
	who, err := n.rx.people(n.actor, v.Text)
	n.partly = who.more
	n.in("u.actor_id", who.accounts)
	var ways []way
	for _, a := range who.staff {
		ways = append(ways, by("u.actor_id = ? AND u."+atDesk, a))
	}
	if len(who.members) > 0 {
		w := upon(who.members)
		w.also.add("u.door = 'member'")
		ways = append(ways, w)
		beside := by("u.actor_id > 0 AND u.door = 'member' AND u.member_id IS NULL") // signing in and out
		beside.by.in("u.actor_id", who.holders)
		beside.few = true
		ways = append(ways, beside)
	}
	if who.tills {
		w := by("1 = 1")
		w.also.add("u.door = 'merchant'")
		ways = append(ways, w)
	}
	switch {
	case len(who.members) > 0 && len(who.staff) == 0 && !who.tills: // members alone, whose rows are few
		n.along(5, ways...)
	case len(ways) > 0:
		n.along(3, ways...)
	case len(who.accounts) == 0: // nothing is looked through for nobody
		n.along(6, upon(nil))
	}
	return true, err
}

// doneUpon asks for what stands on the records of members, by what may mean these.
func doneUpon(n *narrowing, v FilterValue) (bool, error) {
	whom, err := n.rx.people(n.actor, v.Text)
	n.partly = whom.more
	n.in("u.member_id", whom.members)
	n.along(5, upon(whom.members))
	return true, err
}

// upon is the way by the members' own rows.
func upon(members []int64) way {
	w := way{few: true}
	w.by.in("u.member_id", members)
	return w
}

// oneOfActs asks for an act, or for those of a group.
func oneOfActs(n *narrowing, v FilterValue) (bool, error) {
	acts := actsOf(v.Text)
	args := make([]any, len(acts))
	ways, indexed := make([]way, len(acts)), true
	for i, act := range acts {
		args[i], ways[i] = act, by("u.act = ? AND u.act NOT IN ("+allDay+")", act)
		indexed = indexed && !strings.Contains(allDay, "'"+act+"'")
	}
	n.acts.add("u.act IN (?"+strings.Repeat(", ?", len(acts)-1)+")", args...)
	if indexed {
		n.along(actsRank, ways...)
	}
	return true, nil
}

// atDesk is in the words of the index what the desk and the club did.
const atDesk = "door IN ('staff', 'system')"

// atDoor asks for what was done at one door.
func atDoor(n *narrowing, v FilterValue) (bool, error) {
	n.add("u.door = ?", v.Text)
	if d := Door(v.Text); d == StaffDoor || d == System {
		n.along(2, by("u.door = ? AND u."+atDesk, v.Text))
	}
	return true, nil
}

// auditRows answers the rows of the ids, in no order, with what their ids are called today.
func (rx *Rx) auditRows(ids []int64) (list []AuditRow, err error) {
	rows, err := rx.AuditByIDs(background, ids)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		list = append(list, auditRow(r))
	}
	return list, rx.nameFacts(list)
}

// NewestActs answers the newest rows of the audit. NotFound without the right to it.
func (s *Store) NewestActs(ctx context.Context, actor Actor, most int) (list []AuditRow, err error) {
	if err := actor.needs(AuditRead); err != nil {
		return nil, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		ids, err := rx.ids("SELECT id FROM audit ORDER BY id DESC LIMIT ?", most)
		if err != nil || len(ids) == 0 {
			return err
		}
		list, err = rx.auditRows(ids)
		slices.SortFunc(list, func(a, b AuditRow) int { return cmp.Compare(b.ID, a.ID) })
		return err
	})
	return list, err
}

// mostPeople is whom one name may mean.
const mostPeople = 20

// people are whom a text may mean.
type people struct {
	accounts, members, staff []int64
	holders                  []int64 // the members' accounts
	tills                    bool    // some of them stand at one
	more                     bool
}

// people answers whom the text means: a phone, an e-mail address or a membership number those whose it is, a name all
// whose names have it in them: members whom the actor may see, staff and tills.
func (rx *Rx) people(actor Actor, q string) (out people, err error) {
	q = strings.TrimSpace(q)
	members, more, err := rx.FindMembers(actor, q, mostPeople)
	if err != nil {
		return out, err
	}
	out.more = more
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
	sought := Fold(q)
	for _, r := range rows {
		named := phone == "" && email == "" && sought != "" && strings.Contains(Fold(r.Name), sought)
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
	if out.members, err = rx.ids("SELECT id FROM members"+theirs.sql(), theirs.args...); err != nil || len(out.members) == 0 {
		return out, err
	}
	out.holders, err = rx.ids("SELECT account_id FROM members"+theirs.sql(), theirs.args...)
	return out, err
}
