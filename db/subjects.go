package db

import (
	"maps"
	"slices"
	"strings"
)

// Noun is a kind of thing that has a record.
type Noun string

// The nouns that have one. Each is declared in subjects.
const (
	OnMember   Noun = "member"
	OnHome     Noun = "home"
	OnMerchant Noun = "merchant"
	OnOffer    Noun = "offer"
)

// Subject is one thing that has a record.
type Subject struct {
	Noun Noun
	ID   int64
}

// Show narrows a timeline to a part of it.
type Show string

// The parts. Each noun has those that its declaration names.
const (
	ShowAll      Show = ""
	ShowNotes    Show = "notes"
	ShowVouchers Show = "vouchers"
	ShowHomes    Show = "homes"
	ShowMembers  Show = "members"
	ShowRegister Show = "register"
	ShowOffers   Show = "offers"
	ShowTills    Show = "tills"
	ShowStaff    Show = "staff"
)

// shown is which of the acts that a record has each part shows.
var shown = map[Show]string{
	ShowAll:      "u.act <> 'till.opened' AND u.act NOT LIKE 'note.%'", // older clubs have many of the one; a note stands there itself
	ShowVouchers: "(u.act LIKE 'voucher.%' OR u.act LIKE 'points.%' OR u.act LIKE 'card.%')",
	ShowHomes:    "(u.act LIKE 'home.%' OR u.act LIKE 'household.%')",
	ShowMembers:  "u.act LIKE 'home.%'",
	ShowRegister: "u.act LIKE 'register.%'",
	ShowOffers:   "u.act LIKE 'offer.%'",
	ShowTills:    "u.act LIKE 'till.%' AND u.act <> 'till.opened'",
	ShowStaff:    "u.door = 'staff' AND u.act NOT LIKE 'note.%'",
}

// subject declares the record of a noun: who reads it, and which rows of the audit log are its own.
type subject struct {
	reads Right

	// from is the noun's table and id its key; key is by which column a note leads there. bound keeps to those rows that an
	// actor's right covers; places asks for the communities of one of them, by its id, and is "" for what belongs to none.
	from, id, key string
	bound         func(w *where, actor Actor, right Right)
	places        string

	// nouns asks, by its id, for the ids of all whose acts its record tells; "" are those that name it as their member.
	nouns string
	shows []Show
}

var subjects = map[Noun]subject{
	OnMember: {
		reads: MembersRead, from: "members m", id: "m.id", key: "n.member_id", bound: (*where).seenEach,
		places: "SELECT community_id FROM member_places WHERE member_id = ?1",
		shows:  []Show{ShowAll, ShowNotes, ShowVouchers, ShowHomes, ShowStaff},
	},
	OnHome: {
		reads: MembersRead, from: "homes h", id: "h.id", key: "n.on_id",
		bound:  func(w *where, a Actor, r Right) { w.reach(a, r, "h.community_id") },
		places: "SELECT community_id FROM homes WHERE id = ?1",
		nouns:  "SELECT id FROM homes WHERE id = ?1 UNION ALL " + claimsToHome,
		shows:  []Show{ShowAll, ShowNotes, ShowMembers, ShowRegister, ShowStaff},
	},
	OnMerchant: {
		reads: MerchantsRead, from: "merchants x", id: "x.id", key: "n.on_id", bound: (*where).anywhere,
		nouns: "SELECT id FROM merchants WHERE id = ?1 UNION ALL SELECT id FROM outlets WHERE merchant_id = ?1 UNION ALL SELECT id FROM offers WHERE merchant_id = ?1 " +
			"UNION ALL SELECT g.id FROM outlets o JOIN grants g ON g.scope_id = o.id WHERE o.merchant_id = ?1 AND g.scope = 'outlet'",
		shows: []Show{ShowAll, ShowNotes, ShowOffers, ShowTills, ShowStaff},
	},
	OnOffer: {
		reads: OffersRead, from: "offers x", id: "x.id", key: "n.on_id", bound: (*where).anywhere,
		nouns: "SELECT id FROM offers WHERE id = ?1",
		shows: []Show{ShowAll, ShowNotes, ShowStaff},
	},
}

// anywhere finds nothing unless the actor holds the right for anything at all: it is for what belongs to no community.
func (w *where) anywhere(actor Actor, right Right) {
	if !actor.May(right) {
		w.add("1 = 0")
	}
}

// covers tells whether the actor may read the subject's record and holds the further rights there. What is no subject,
// nobody may read.
func (rx *Rx) covers(actor Actor, on Subject, rights ...Right) (bool, error) {
	d, ok := subjects[on.Noun]
	if !ok {
		return false, nil
	}
	w := &where{}
	w.add(d.id+" = ?", on.ID)
	for _, r := range append(rights, d.reads) {
		d.bound(w, actor, r)
	}
	ids, err := rx.ids("SELECT "+d.id+" FROM "+d.from+w.sql(), w.args...)
	return len(ids) > 0, err
}

// within bounds a list of notes (n) to those on records that the actor may read.
func (w *where) within(actor Actor) {
	either := &where{}
	for _, noun := range slices.Sorted(maps.Keys(subjects)) { // one text for all: the driver keeps a statement for each
		d, bound := subjects[noun], &where{}
		if d.bound(bound, actor, d.reads); len(bound.parts) == 0 {
			either.add("n.on_kind = ?", string(noun))
			continue
		}
		bound.add(d.id + " = " + d.key)
		either.add("(n.on_kind = ? AND EXISTS (SELECT 1 FROM "+d.from+bound.sql()+"))", append([]any{string(noun)}, bound.args...)...)
	}
	w.add("("+strings.Join(either.parts, " OR ")+")", either.args...)
}

// StaffName is somebody of the staff.
type StaffName struct {
	Account int64
	Name    string
}

// staffOn answers the staff who may read the subject's record, by name.
func (rx *Rx) staffOn(on Subject) (list []StaffName, err error) {
	d := subjects[on.Noun]
	var places []int64
	if d.places != "" {
		if places, err = rx.ids(d.places, on.ID); err != nil {
			return nil, err
		}
	}
	staff, err := rx.staff()
	for _, s := range staff {
		all, some := s.actor.Reach(d.reads)
		if all || d.places == "" && s.actor.May(d.reads) || slices.ContainsFunc(some, func(id int64) bool { return slices.Contains(places, id) }) {
			list = append(list, s.StaffName)
		}
	}
	return list, err
}

// staffMember is somebody of the staff with what they may do.
type staffMember struct {
	StaffName
	actor Actor
}

func (rx *Rx) staff() (list []staffMember, err error) {
	rows, err := rx.WorkingGrants(background)
	for _, r := range rows {
		if n := len(list); n == 0 || list[n-1].Account != r.AccountID {
			list = append(list, staffMember{StaffName{r.AccountID, r.Name}, Actor{Door: StaffDoor, Account: r.AccountID}})
		}
		who := &list[len(list)-1].actor
		who.Grants = append(who.Grants, Grant{ID: r.ID, Role: Role(r.Role), Scope: Scope(r.Scope), ScopeID: r.ScopeID})
	}
	return list, err
}
