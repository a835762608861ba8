package db

import (
	"slices"
	"strings"
)

// PeopleList is the desk's list of those who work at it, and of those who have. They are few: what is asked is compared
// with each. When they were last seen is no order: it moves while somebody turns the pages.
var PeopleList = declare(List{
	Name: "people", Right: StaffManage, id: "s.id",
	from: "(SELECT DISTINCT g.account_id AS id FROM grants g WHERE g.role <> 'till') s JOIN accounts a ON a.id = s.id",
	Orders: []Order{
		{Name: "added", Desc: true},
		{Name: "name", key: "a.name"},
	},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: colleaguesWith(func(c *Colleague, v FilterValue) bool {
			return Matches(v.Text, Text{Hans: c.Name}) || strings.Contains(c.Login, strings.ToLower(v.Text))
		})},
		{Name: "role", Kind: FilterChoice, Of: "role", Words: staffRoles(), narrow: colleaguesWith(func(c *Colleague, v FilterValue) bool {
			return slices.ContainsFunc(c.Grants, func(g StaffGrant) bool { return string(g.Role) == v.Text })
		})},
		{Name: "community", Kind: FilterThing, things: placesOf(StaffManage), narrow: colleaguesWith(func(c *Colleague, v FilterValue) bool {
			return slices.ContainsFunc(c.Grants, func(g StaffGrant) bool {
				return g.Scope == ScopeAll || g.Scope == ScopeCommunity && slices.Contains(v.IDs, g.ScopeID)
			})
		})},
		{Name: "state", Kind: FilterChoice, Of: "staff", Words: wordsOf(StaffStates), narrow: colleaguesWith(func(c *Colleague, v FilterValue) bool {
			return string(c.State) == v.Text
		})},
	},
},
	(*Rx).colleagueRows, func(c colleagueRow) int64 { return c.ID },
	column("name", func(c colleagueRow) Cell { return c.Name }).by("name"),
	column("login", func(c colleagueRow) Cell { return Sign(c.Login) }),
	column("roles", func(c colleagueRow) Cell {
		if len(c.roles) == 0 {
			return nil
		}
		return c.roles
	}),
	column("seen", func(c colleagueRow) Cell {
		if c.SeenAt == 0 {
			return nil
		}
		return Instant(c.SeenAt)
	}),
	column("state", func(c colleagueRow) Cell { return Choices{{"staff", string(c.State)}} }),
)

// HeldRole is a role of a person, and all that it is held for.
type HeldRole struct {
	Role   Role
	Scopes []Scope
	Places []Text // the communities, where it is held for some
}

// RolesHeld is the cell that tells a person's roles.
type RolesHeld []HeldRole

// staffRoles are the roles of the desk, as a filter names them.
func staffRoles() (words []string) {
	for _, r := range Roles {
		if r.Role != Till {
			words = append(words, string(r.Role))
		}
	}
	return words
}

// colleaguesWith asks for those whom fits finds.
func colleaguesWith(fits func(*Colleague, FilterValue) bool) func(*narrowing, FilterValue) (bool, error) {
	return func(n *narrowing, v FilterValue) (bool, error) {
		people, err := n.rx.colleagues(0)
		var ids []int64
		for i := range people {
			if fits(&people[i], v) {
				ids = append(ids, people[i].ID)
			}
		}
		n.in("s.id", ids)
		return true, err
	}
}

type colleagueRow struct {
	Colleague
	roles RolesHeld
}

func (rx *Rx) colleagueRows(ids []int64) (list []colleagueRow, err error) {
	people, err := rx.colleagues(0)
	if err != nil {
		return nil, err
	}
	communities, err := rx.communities()
	if err != nil {
		return nil, err
	}
	names := map[int64]Text{}
	for _, c := range communities {
		names[c.ID] = Text{c.NameHans, c.NameHant, c.NameEn}
	}
	for _, c := range people {
		if slices.Contains(ids, c.ID) {
			list = append(list, colleagueRow{c, c.held(names)})
		}
	}
	return list, nil
}

// held gathers what each role is held for.
func (c Colleague) held(names map[int64]Text) (out RolesHeld) {
	for _, g := range c.Grants {
		i := slices.IndexFunc(out, func(h HeldRole) bool { return h.Role == g.Role })
		if i < 0 {
			i, out = len(out), append(out, HeldRole{Role: g.Role})
		}
		if g.Scope == ScopeCommunity {
			out[i].Places = append(out[i].Places, names[g.ScopeID])
		} else if !slices.Contains(out[i].Scopes, g.Scope) {
			out[i].Scopes = append(out[i].Scopes, g.Scope)
		}
	}
	return out
}
