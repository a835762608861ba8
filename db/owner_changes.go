package db

import (
	"context"
	"encoding/json"

	"clubhouse/db/sqlcdb"
)

// OwnersNamed are owners of record with their masked phones, as a cell of a list.
type OwnersNamed []RegisterOwner

// ownersMasked answers the owners as the desk shows them; a later owner may have no phone.
func ownersMasked(owners []RegisterOwner) OwnersNamed {
	out := make(OwnersNamed, len(owners))
	for i, o := range owners {
		out[i] = RegisterOwner{o.Name, maskedPhone(o.Phone)}
	}
	return out
}

// OwnerChange is a home whose owners a later file names differently.
type OwnerChange struct {
	sqlcdb.ChangesByIDsRow
	Was, Is OwnersNamed
}

// ChangeList is the desk's list of homes whose owners a later file names differently, and which wait for a decision.
var ChangeList = declare(List{
	Name: "changes", At: "register/changes", Right: RegisterImport, Bare: true, from: "register_changes r JOIN homes h ON h.id = r.home_id", id: "r.id",
	Orders: []Order{{Name: "since"}},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			means, err := n.rx.homeOrContract(v.Text, "h.contract", "r.contract")
			found := either(means)
			n.add(found.parts[0], found.args...)
			return true, err
		}},
		{Name: "community", Kind: FilterThing, things: placesOf(RegisterImport), narrow: is("h.community_id")},
	},
	Batches: []Batch{
		{Name: "accept", Right: RegisterImport, Row: always, do: decideChange(true)},
		{Name: "keep", Right: RegisterImport, Row: always, do: decideChange(false)},
	},
	reach: func(n *narrowing) error {
		if !n.any { // of one that is chosen by its id it is told that somebody else has decided it
			n.add("r.state = 'waiting'")
		}
		return n.reach(n.actor, RegisterImport, "h.community_id")
	},
},
	(*Rx).ownerChanges, func(c OwnerChange) int64 { return c.ID },
	column("home", func(c OwnerChange) Cell {
		return Thing{"homes", c.HomeID, Text{Hans: HomeAddress{Building: c.Building, Stair: c.Stair, Room: c.Room}.Short()}}
	}),
	column("community", func(c OwnerChange) Cell { return At(c.CommunityID) }),
	column("was", func(c OwnerChange) Cell { return c.Was }),
	column("is", func(c OwnerChange) Cell { return c.Is }),
	column("contract", func(c OwnerChange) Cell { return orNothing(Sign(c.Contract)) }),
	column("handover", func(c OwnerChange) Cell { return orNothing(Day(c.Handover)) }).extra(),
	column("file", func(c OwnerChange) Cell { return c.FileName }).extra(),
	column("since", func(c OwnerChange) Cell { return Date(c.At) }).by("since").extra(),
)

func always(Line) bool { return true }

func (rx *Rx) ownerChanges(ids []int64) ([]OwnerChange, error) {
	rows, err := rx.ChangesByIDs(background, ids)
	if err != nil {
		return nil, err
	}
	homes := make([]int64, len(rows))
	for i, r := range rows {
		homes[i] = r.HomeID
	}
	owners, err := rx.OwnersOf(background, homes)
	was := map[int64][]RegisterOwner{}
	for _, o := range owners {
		was[o.HomeID] = append(was[o.HomeID], RegisterOwner{o.Name, o.Phone})
	}
	list := make([]OwnerChange, len(rows))
	for i, r := range rows {
		var is []RegisterOwner
		if err := json.Unmarshal([]byte(r.Owners), &is); err != nil {
			return nil, err
		}
		list[i] = OwnerChange{r, ownersMasked(was[r.HomeID]), ownersMasked(is)}
	}
	return list, err
}

func decideChange(accept bool) func(context.Context, *Store, Actor, int64, BatchInput) error {
	return func(ctx context.Context, s *Store, actor Actor, id int64, _ BatchInput) error {
		return s.DecideOwnerChange(ctx, actor, id, accept)
	}
}

// DecideOwnerChange takes the new owners of a home into the register, or drops them. Refused: ChangeGone.
func (s *Store) DecideOwnerChange(ctx context.Context, actor Actor, id int64, accept bool) error {
	state := map[bool]string{true: "accepted", false: "refused"}[accept]
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(RegisterImport); err != nil {
			return err
		}
		c, err := tx.DecideChange(background, sqlcdb.DecideChangeParams{State: state, Now: &tx.Now, ID: id})
		if isNoRows(err) {
			return refuse(ChangeGone)
		}
		if err != nil {
			return err
		}
		if accept {
			if err := tx.acceptOwners(c); err != nil {
				return err
			}
			if err := tx.endSold(c.HomeID); err != nil {
				return err
			}
		}
		return tx.audit(change{act: "register.change_" + state, noun: c.HomeID, facts: Facts{"change": id, "contract": c.Contract}})
	})
}

func (tx *Tx) acceptOwners(c sqlcdb.RegisterChange) error {
	var owners []RegisterOwner
	if err := json.Unmarshal([]byte(c.Owners), &owners); err != nil {
		return err
	}
	was, err := tx.GetHome(background, c.HomeID)
	if err != nil {
		return err
	}
	if err := tx.UpdateHome(background, sqlcdb.UpdateHomeParams{
		ID4: first(c.ID4, was.ID4), Contract: first(c.Contract, was.Contract), Handover: first(c.Handover, was.Handover), ImportID: &c.ImportID, ID: c.HomeID,
	}); err != nil {
		return err
	}
	named, err := tx.OwnersOf(background, []int64{c.HomeID})
	if err != nil {
		return err
	}
	before := make([]RegisterOwner, len(named))
	for i, o := range named {
		before[i] = RegisterOwner{o.Name, o.Phone}
	}
	text, err := json.Marshal(before)
	if err != nil {
		return err
	}
	if err := tx.KeepOwners(background, sqlcdb.KeepOwnersParams{Was: string(text), ID: c.ID}); err != nil {
		return err
	}
	if _, err := tx.Queries.SetCompany(background, sqlcdb.SetCompanyParams{ID: c.HomeID}); err != nil { // what staff said was of the owners before
		return err
	}
	if err := tx.DeleteOwners(background, c.HomeID); err != nil {
		return err
	}
	return tx.insertOwners(c.HomeID, owners)
}
