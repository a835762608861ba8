package db

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"clubhouse/db/sqlcdb"
)

// HomeRecord is what staff see of one home: how the register has it, and who has claimed it.
type HomeRecord struct {
	ID int64
	HomeAddress
	Contract  string
	Handover  Day
	Owners    []RegisterOwner   // phones masked
	Since     int64             // when the register came to name them; 0 where it does not say
	Listed    int64             // when an import last told of the home; 0 for one that none did
	Household []HouseholdMember // of those whom the reader may see; who leads it first
	Owned     []Ownership       // who owned it when, the newest first: the first of them are Owners
	Company   bool              // a company owns it
	Said      Company           // what staff have said of that
	Members   []HomeMember      // who is or was verified for it
	Claims    []HomeMember      // those whose claims wait, were refused or withdrawn
	Changes   []HomeChange      // what later files said of its owners, the newest first
}

// HomeMember is a claim to a home with its member. Name and Number are "" of a member whom the reader may not see.
type HomeMember struct {
	Claim
	Name, Number string
	Decided      string // who of the staff decided it, or ""
}

// Ownership is a time in which the register named the same owners.
type Ownership struct {
	Owners   OwnersNamed
	From, To int64 // From is 0 where the register does not say, To where they own it still
}

// HomeChange is a change of owners that a file told of.
type HomeChange struct {
	ID        int64
	State     string          // waiting, accepted, refused or replaced
	Owners    []RegisterOwner // phones masked
	At        int64           // of the file
	DecidedAt int64
}

// claimsToHome asks for the claims to a home (?1): those that found it on the register, and those that wait for its address.
const claimsToHome = "SELECT id FROM home_claims WHERE home_id = ?1 UNION ALL SELECT c.id FROM homes h JOIN home_claims c " +
	"ON c.community_id = h.community_id AND c.building = h.building AND c.stair = h.stair AND c.room = h.room " +
	"WHERE h.id = ?1 AND c.state = 'waiting' AND c.home_id IS NULL"

// mostClaims is how many of a home's claims its page shows, the newest.
const mostClaims = 50

// HomeRecord answers one home. NotFound outside the actor's communities.
func (s *Store) HomeRecord(ctx context.Context, actor Actor, id int64) (*HomeRecord, error) {
	var out *HomeRecord
	err := s.Read(ctx, func(rx *Rx) error {
		h, err := rx.GetHome(background, id)
		if err != nil {
			return err
		}
		if !actor.reaches(MembersRead, h.CommunityID) {
			return errNotFound
		}
		out = &HomeRecord{ID: h.ID, HomeAddress: HomeAddress{h.CommunityID, h.Building, h.Stair, h.Room}, Contract: h.Contract, Handover: Day(h.Handover)}
		if out.Listed, err = rx.HomeListed(background, id); err != nil && !isNoRows(err) {
			return err
		}
		owners, err := rx.OwnersOf(background, []int64{id})
		if err != nil {
			return err
		}
		for _, o := range owners {
			out.Owners = append(out.Owners, RegisterOwner{o.Name, maskedPhone(o.Phone)})
		}
		out.Company, out.Said = companyHome(h.Company, owners), Company(h.Company)
		if err := rx.changesOf(out); err != nil {
			return err
		}
		if err := rx.ownerships(out); err != nil {
			return err
		}
		if err := rx.claimants(actor, out); err != nil {
			return err
		}
		return rx.householdFor(actor, out)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// changesOf fills in what files said of the home's owners, and since when they are these.
func (rx *Rx) changesOf(h *HomeRecord) error {
	changes, err := rx.ChangesOfHome(background, h.ID)
	for _, c := range changes {
		change := HomeChange{ID: c.ID, State: c.State, At: c.At, DecidedAt: deref(c.DecidedAt)}
		if err := json.Unmarshal([]byte(c.Owners), &change.Owners); err != nil {
			return err
		}
		change.Owners = ownersMasked(change.Owners)
		if c.State == "accepted" && h.Since == 0 {
			h.Since = change.DecidedAt
		}
		h.Changes = append(h.Changes, change)
	}
	if h.Since == 0 && h.Listed != 0 { // ids tell when they were made
		h.Since = MadeAt(h.ID)
	}
	return err
}

// ownerships fills in who owned the home when, by the changes that staff have accepted.
func (rx *Rx) ownerships(h *HomeRecord) error {
	changes, err := rx.AcceptedChanges(background, h.ID)
	if err != nil {
		return err
	}
	from := int64(0)
	if h.Listed != 0 {
		from = MadeAt(h.ID)
	}
	for _, c := range changes {
		var was []RegisterOwner
		if err := json.Unmarshal([]byte(c.Was), &was); err != nil {
			return err
		}
		if len(was) > 0 { // an older club did not keep them
			h.Owned = append(h.Owned, Ownership{ownersMasked(was), from, deref(c.DecidedAt)})
		}
		from = deref(c.DecidedAt)
	}
	h.Owned = append(h.Owned, Ownership{h.Owners, from, 0})
	slices.Reverse(h.Owned)
	return nil
}

// householdFor fills in the people of the home's household.
func (rx *Rx) householdFor(actor Actor, h *HomeRecord) error {
	r, err := rx.HouseholdOfHome(background, h.ID)
	if isNoRows(err) {
		return nil
	}
	if err != nil {
		return err
	}
	house, err := rx.household(r.ID)
	if err != nil {
		return err
	}
	ids := make([]int64, len(house.People))
	for i, p := range house.People {
		ids[i] = p.Member
	}
	seen, err := rx.visible(actor, MembersRead, ids)
	for _, p := range house.People {
		if !slices.Contains(seen, p.Member) {
			p.Name, p.Number = "", ""
		}
		if p.Member == house.Primary {
			h.Household = slices.Insert(h.Household, 0, p)
		} else {
			h.Household = append(h.Household, p)
		}
	}
	return err
}

// claimants fills in who has claimed the home.
func (rx *Rx) claimants(actor Actor, h *HomeRecord) error {
	ids, err := rx.ids("SELECT c.id FROM ("+claimsToHome+") AS c ORDER BY c.id DESC LIMIT ?2", h.ID, mostClaims)
	if err != nil {
		return err
	}
	rows, err := rx.ClaimsToHome(background, padded(ids, 16))
	if err != nil {
		return err
	}
	members, by := make([]int64, len(rows)), make([]int64, len(rows))
	for i, r := range rows {
		members[i], by[i] = r.HomeClaim.MemberID, r.HomeClaim.DecidedBy
	}
	names, err := rx.AccountNames(background, padded(by, 16))
	if err != nil {
		return err
	}
	seen, err := rx.visible(actor, MembersRead, members)
	slices.SortFunc(rows, func(a, b sqlcdb.ClaimsToHomeRow) int { return cmp.Compare(b.HomeClaim.ID, a.HomeClaim.ID) })
	for _, r := range rows {
		if r.Name == erasedName { // the register's own line tells who owned it
			continue
		}
		m := HomeMember{Claim: claimOf(r.HomeClaim)}
		if slices.Contains(seen, m.Member) {
			m.Name, m.Number = r.Name, r.Number
		}
		for _, n := range names {
			if n.ID == m.By {
				m.Decided = n.Name
			}
		}
		if m.State == ClaimVerified || m.State == ClaimEnded && m.DecidedAt != 0 {
			h.Members = append(h.Members, m)
		} else {
			h.Claims = append(h.Claims, m)
		}
	}
	return err
}

func maskedPhone(phone string) string {
	if phone == "" { // an owner may have none
		return ""
	}
	return MaskPhone(phone)
}
