package db

import "slices"

// Door is one of the three ways in, each with a session and a grant of its own.
type Door string

// The doors. System stands for the club's own work: jobs, the command line, the demo.
const (
	MemberDoor   Door = "member"
	MerchantDoor Door = "merchant"
	StaffDoor    Door = "staff"
	System       Door = "system"
)

// Actor is who acts: it goes into every write and is named in every audit row.
type Actor struct {
	Door    Door
	Account int64
	Session int64
	Member  int64 // the account's membership, 0 where there is none
	Outlet  int64 // where the till stands, 0 at the other doors
	Grants  []Grant
	Proven  int64 // when they last proved who they are: by signing in, or when asked again
}

// SystemActor is the club itself.
var SystemActor = Actor{Door: System}

// Grant is one role of an account, for all or for one thing.
type Grant struct {
	ID      int64
	Role    Role
	Scope   Scope
	ScopeID int64
}

// gives tells whether the grant gives the right for what it is for.
func (g Grant) gives(r Right) bool {
	return g.Role.gives(r) && (g.Scope == ScopeAll || !r.ClubWide())
}

// May tells whether the actor holds the right for anything at all. The club itself may do everything.
func (a Actor) May(r Right) bool {
	return a.Door == System || slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.gives(r) })
}

// Reach answers how far the actor's right goes: everywhere, or to the communities named.
func (a Actor) Reach(r Right) (all bool, communities []int64) {
	if a.Door == System {
		return true, nil
	}
	for _, g := range a.Grants {
		if !g.gives(r) {
			continue
		}
		switch g.Scope {
		case ScopeAll:
			return true, nil
		case ScopeCommunity:
			communities = append(communities, g.ScopeID)
		}
	}
	return false, communities
}

// reachesAlike tells whether two rights of the actor cover the same.
func (a Actor) reachesAlike(r, other Right) bool {
	all, some := a.Reach(r)
	all2, some2 := a.Reach(other)
	return all == all2 && slices.Equal(some, some2)
}

// reaches tells whether the actor's right covers the community.
func (a Actor) reaches(r Right, community int64) bool {
	all, some := a.Reach(r)
	return all || slices.Contains(some, community)
}

// within answers the actor with no right reaching farther than that one: who may take along what is of one community
// takes along no more, whatever else they see.
func (a Actor) within(r Right) Actor {
	all, some := a.Reach(r)
	if all {
		return a
	}
	grants := a.Grants
	a.Grants = nil
	for _, g := range grants {
		for _, community := range some {
			if g.Scope == ScopeAll || g.Scope == ScopeCommunity && g.ScopeID == community {
				a.Grants = append(a.Grants, Grant{ID: g.ID, Role: g.Role, Scope: ScopeCommunity, ScopeID: community})
			}
		}
	}
	return a
}

// needs answers NotFound unless the actor holds the right everywhere: what one may not do looks as if it were not there.
func (a Actor) needs(r Right) error {
	if all, _ := a.Reach(r); !all {
		return errNotFound
	}
	return nil
}
