package db

import (
	"slices"
	"strings"
)

// HomeRow is one line of the desk's list of homes.
type HomeRow struct {
	ID int64
	HomeAddress
	Contract string
	Handover Day
	Owners   int64 // on the register
	Members  int64 // who are verified for it
}

// HomeList is the desk's list of the homes on the owners' register.
var HomeList = declare(List{
	Name: "homes", Right: MembersRead, from: "homes h", id: "h.id",
	Orders: []Order{
		{Name: "added", Desc: true},
		{Name: "handover", Desc: true, key: "h.handover"},
		{Name: "contract", key: "h.contract"},
	},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) { return true, n.home(v.Text) }},
		{Name: "community", Kind: FilterThing, things: placesOf(MembersRead), narrow: is("h.community_id")},
		{Name: "members", Kind: FilterChoice, Of: "home", Words: []string{"with", "without"}, narrow: withMembers},
	},
	reach: func(n *narrowing) error { return n.reach(n.actor, MembersRead, "h.community_id") },
},
	(*Rx).homeRows, func(h HomeRow) int64 { return h.ID },
	column("home", func(h HomeRow) Cell { return h.HomeAddress }),
	column("community", func(h HomeRow) Cell { return At(h.Community) }),
	column("contract", func(h HomeRow) Cell { return orNothing(Sign(h.Contract)) }).by("contract"),
	column("handover", func(h HomeRow) Cell { return orNothing(h.Handover) }).by("handover"),
	column("owners", func(h HomeRow) Cell { return Count(h.Owners) }).number(),
	column("members", func(h HomeRow) Cell { return Count(h.Members) }).number(),
)

// home asks for a home as people write it, or the beginning of a contract: for what there is of both.
func (n *narrowing) home(typed string) error {
	means, err := n.rx.homeOrContract(typed, "h.contract")
	if err != nil {
		return err
	}
	var some []where
	for _, w := range means {
		ids, err := n.rx.ids("SELECT h.id FROM homes h"+w.sql()+" LIMIT 1", w.args...)
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			some = append(some, w)
		}
	}
	found := either(some)
	asks := where{slices.Clone(found.parts), found.args}
	if n.rx.s.lite() {
		// Where an order is walked no index must find what is asked for, or SQLite would take all of it and sort it.
		asks.parts[0] = strings.ReplaceAll(asks.parts[0], "h.", "+h.")
	}
	n.look(n.from, n.id, found, asks)
	if len(some) == 1 && strings.Contains(found.parts[0], "h.contract") {
		n.words.order = "h.contract"
	}
	return nil
}

// homeOrContract answers what may be meant by what is typed as a home, or as the beginning of a contract, which may stand in
// any of the columns.
func (rx *Rx) homeOrContract(typed string, columns ...string) (means []where, err error) {
	rows, err := rx.communities()
	places := make([]Community, len(rows))
	for i, r := range rows {
		places[i] = communityOf(r)
	}
	for _, c := range slices.Compact([]string{typed, strings.ToUpper(typed)}) {
		for _, column := range columns {
			means = append(means, by(column+" >= ? AND "+column+" < ?", c, c+"\U0010FFFF").by)
		}
	}
	if h := homeTyped(typed, places); h != nil {
		means = append(means, *h)
	}
	return means, err
}

// either asks for what any of the conditions finds: for nothing, where there is none.
func either(conditions []where) where {
	w := &where{parts: []string{"1 = 0"}}
	for i, c := range conditions {
		all := "(" + strings.Join(c.parts, " AND ") + ")"
		if w.args = append(w.args, c.args...); i == 0 {
			w.parts[0] = all
		} else {
			w.parts[0] += " OR " + all
		}
	}
	w.parts[0] = "(" + w.parts[0] + ")"
	return *w
}

// withMembers asks for homes with verified members, or without any.
func withMembers(n *narrowing, v FilterValue) (bool, error) {
	not := map[string]string{"without": "NOT "}[v.Text]
	// What no index holds: in the order of another index each look at a claim would be at another place, and take five times as
	// long. The claims' index has them as the homes' ids.
	n.inOrder = "h.id4 >= ''"
	verified := "SELECT 1 FROM home_claims c WHERE c.home_id = h.id AND c.state = 'verified'"
	if all, _ := n.actor.Reach(MembersRead); all {
		n.each.add(not + "EXISTS (" + verified + ")")
	} else {
		n.each.add(not + tells(verified)) // PostgreSQL would go through the homes of all communities beside their claims
	}
	return true, nil
}

func (rx *Rx) homeRows(ids []int64) (list []HomeRow, err error) {
	rows, err := rx.HomesByIDs(background, ids)
	for _, r := range rows {
		list = append(list, HomeRow{r.ID, HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}, r.Contract, Day(r.Handover), r.Owners, r.Members})
	}
	return list, err
}
