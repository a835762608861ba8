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
		{Name: "q", Kind: FilterWords, narrow: homeOrContract("h.contract")},
		{Name: "community", Kind: FilterThing, things: placesOf(MembersRead), narrow: is("h.community_id")},
		{Name: "members", Kind: FilterChoice, Of: "home", Words: []string{"with", "without"}, narrow: withMembers},
	},
	reach: func(n *narrowing) { n.reach(n.actor, MembersRead, "h.community_id") },
},
	(*Rx).homeRows, func(h HomeRow) int64 { return h.ID },
	column("home", func(h HomeRow) Cell { return h.HomeAddress }),
	column("community", func(h HomeRow) Cell { return At(h.Community) }),
	column("contract", func(h HomeRow) Cell { return orNothing(Sign(h.Contract)) }).by("contract"),
	column("handover", func(h HomeRow) Cell { return orNothing(h.Handover) }).by("handover"),
	column("owners", func(h HomeRow) Cell { return Count(h.Owners) }).number(),
	column("members", func(h HomeRow) Cell { return Count(h.Members) }).number(),
)

// homeOrContract asks for a home as people write it, or the beginning of a contract, which may stand in any of the columns.
func homeOrContract(columns ...string) func(*narrowing, FilterValue) (bool, error) {
	return func(n *narrowing, v FilterValue) (bool, error) {
		rows, err := n.rx.communities()
		places := make([]Community, len(rows))
		for i, r := range rows {
			places[i] = communityOf(r)
		}
		is := &where{}
		for _, c := range slices.Compact([]string{v.Text, strings.ToUpper(v.Text)}) {
			for _, column := range columns {
				is.add(column+" >= ? AND "+column+" < ?", c, c+"\U0010FFFF")
			}
		}
		if h := homeTyped(v.Text, places); h != nil {
			is.add(strings.Join(h.parts, " AND "), h.args...)
		}
		n.add("("+strings.Join(is.parts, " OR ")+")", is.args...)
		return true, err
	}
}

// withMembers asks for homes with verified members, or without any.
func withMembers(n *narrowing, v FilterValue) (bool, error) {
	not := map[string]string{"without": "NOT "}[v.Text]
	// What no index holds has SQLite read the homes in order of their ids, as their claims' index has them: in the order of
	// another index each look at a claim would be at another place, and take five times as long.
	n.add("h.id4 >= '' AND " + not + "EXISTS (SELECT 1 FROM home_claims c WHERE c.home_id = h.id AND c.state = 'verified')")
	return true, nil
}

func (rx *Rx) homeRows(ids []int64) (list []HomeRow, err error) {
	rows, err := rx.HomesByIDs(background, ids)
	for _, r := range rows {
		list = append(list, HomeRow{r.ID, HomeAddress{r.CommunityID, r.Building, r.Stair, r.Room}, r.Contract, Day(r.Handover), r.Owners, r.Members})
	}
	return list, err
}
