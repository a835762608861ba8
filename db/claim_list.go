package db

import "clubhouse/db/sqlcdb"

// ClaimStates are the states of a claim, in the order of the desk's filter.
var ClaimStates = []ClaimState{ClaimWaiting, ClaimVerified, ClaimRefused, ClaimEnded}

// ClaimList is the desk's list of all claims to homes, however they stand; those that wait are seen to at /staff/claims.
// Whoever decides a community's claims knows who has made them, as the claim's own page tells.
var ClaimList = declare(List{
	Name: "claims", At: "claims/all", Right: HomesDecide, from: "home_claims c", id: "c.id",
	Orders: []Order{{Name: "claimed", Desc: true}},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			return true, n.lookForMember(v.Text, "home_claims c", "c", nil) // who has claimed a home in the actor's reach
		}},
		{Name: "state", Kind: FilterChoice, Of: "claim", Words: wordsOf(ClaimStates), narrow: equals("c.state")},
		{Name: "community", Kind: FilterThing, things: placesOf(HomesDecide), narrow: is("c.community_id")},
		{Name: "claimed", Kind: FilterDays, narrow: madeInDays("c.id", "c.claimed_at")},
	},
	reach: func(n *narrowing) error { return n.reach(n.actor, HomesDecide, "c.community_id") },
},
	func(rx *Rx, ids []int64) ([]sqlcdb.ClaimsByIDsRow, error) { return rx.ClaimsByIDs(background, ids) },
	func(r sqlcdb.ClaimsByIDsRow) int64 { return r.HomeClaim.ID },
	column("member", func(r sqlcdb.ClaimsByIDsRow) Cell { return r.Name }),
	column("contact", func(r sqlcdb.ClaimsByIDsRow) Cell {
		return orNothing(Sign(Destination{deref(r.Phone), deref(r.Email)}.one().Masked()))
	}),
	column("number", func(r sqlcdb.ClaimsByIDsRow) Cell { return Sign(FormatNumber(r.Number)) }).extra(),
	column("home", func(r sqlcdb.ClaimsByIDsRow) Cell {
		return HomeAddress{r.HomeClaim.CommunityID, r.HomeClaim.Building, r.HomeClaim.Stair, r.HomeClaim.Room}
	}),
	column("community", func(r sqlcdb.ClaimsByIDsRow) Cell { return At(r.HomeClaim.CommunityID) }),
	column("claimed", func(r sqlcdb.ClaimsByIDsRow) Cell { return Instant(r.HomeClaim.ClaimedAt) }).by("claimed"),
	column("decided", func(r sqlcdb.ClaimsByIDsRow) Cell {
		if r.HomeClaim.DecidedAt == nil {
			return nil
		}
		return Instant(*r.HomeClaim.DecidedAt)
	}),
	column("how", func(r sqlcdb.ClaimsByIDsRow) Cell {
		if r.HomeClaim.How == "" {
			return nil
		}
		return Choice{"how", r.HomeClaim.How}
	}).extra(),
	column("rivals", func(r sqlcdb.ClaimsByIDsRow) Cell { return Count(r.HomeClaim.Rivals) }).number().extra(),
	column("state", func(r sqlcdb.ClaimsByIDsRow) Cell {
		if r.HomeClaim.State == string(ClaimWaiting) && r.HomeClaim.Turn == string(TurnAsked) { // its member's turn
			return Choices{{"turn", r.HomeClaim.Turn}}
		}
		return Choices{{"claim", r.HomeClaim.State}}
	}),
)
