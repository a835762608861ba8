package db

import "clubhouse/db/sqlcdb"

// HomeList is the desk's list of the homes on the owners' register.
var HomeList = declare(List{
	Name: "homes", Right: MembersRead, Bare: true, from: "homes h", id: "h.id",
	Orders: []Order{
		{Name: "added", Desc: true},
		{Name: "handover", Desc: true, key: "h.handover"},
		{Name: "contract", key: "h.contract"},
	},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			n.add("h.contract >= ? AND h.contract < ?", v.Text, v.Text+"\U0010FFFF")
			return true, nil
		}},
		{Name: "community", Kind: FilterThing, things: placesOf(MembersRead), narrow: is("h.community_id")},
		{Name: "members", Kind: FilterChoice, Of: "home", Words: []string{"with", "without"}, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			not := map[string]string{"without": "NOT "}[v.Text]
			n.add(not + "EXISTS (SELECT 1 FROM home_claims c WHERE c.home_id = h.id AND c.state = 'verified')")
			return true, nil
		}},
	},
	reach: func(n *narrowing) { n.reach(n.actor, MembersRead, "h.community_id") },
},
	func(rx *Rx, ids []int64) ([]sqlcdb.HomesByIDsRow, error) { return rx.HomesByIDs(background, ids) },
	func(h sqlcdb.HomesByIDsRow) int64 { return h.ID },
	column("home", func(h sqlcdb.HomesByIDsRow) Cell { return HomeAddress{h.CommunityID, h.Building, h.Stair, h.Room} }),
	column("community", func(h sqlcdb.HomesByIDsRow) Cell { return At(h.CommunityID) }),
	column("contract", func(h sqlcdb.HomesByIDsRow) Cell { return orNothing(Sign(h.Contract)) }).by("contract"),
	column("handover", func(h sqlcdb.HomesByIDsRow) Cell { return orNothing(Day(h.Handover)) }).by("handover"),
	column("owners", func(h sqlcdb.HomesByIDsRow) Cell { return Count(h.Owners) }).number(),
	column("members", func(h sqlcdb.HomesByIDsRow) Cell { return Count(h.Members) }).number(),
)
