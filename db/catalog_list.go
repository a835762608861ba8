package db

import "slices"

// The lists of brands and of communities have some hundred rows at most: what is typed is compared with each.

// brandRow is a line of the list of brands.
type brandRow struct {
	Brand
	mother      Text
	communities int64
}

// BrandList is the desk's list of brands.
var BrandList = declare(List{
	Name: "brands", Right: CatalogRead, Edits: CatalogEdit, from: "brands b", id: "b.id",
	Orders: []Order{{Name: "added"}, {Name: "name", key: "b.name_hans"}},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			rows, err := n.rx.ListBrands(background)
			var ids []int64
			for _, r := range rows {
				if Matches(v.Text, brandOf(r).Name) {
					ids = append(ids, r.ID)
				}
			}
			n.in("b.id", ids)
			return true, err
		}},
		{Name: "state", Kind: FilterChoice, Of: "use", Words: inUse, narrow: ended("b.ended_at")},
	},
},
	(*Rx).brandRows, func(b brandRow) int64 { return b.ID },
	column("name", func(b brandRow) Cell { return b.Name }).by("name"),
	column("parent", func(b brandRow) Cell {
		if b.Parent == 0 {
			return nil
		}
		return b.mother
	}),
	column("communities", func(b brandRow) Cell { return Count(b.communities) }).number(),
	column("state", func(b brandRow) Cell { return used(b.Ended) }),
)

func (rx *Rx) brandRows(ids []int64) (list []brandRow, err error) {
	brands, err := rx.ListBrands(background)
	if err != nil {
		return nil, err
	}
	places, err := rx.ListCommunities(background)
	names, count := map[int64]Text{}, map[int64]int64{}
	for _, r := range brands {
		names[r.ID] = brandOf(r).Name
	}
	for _, p := range places {
		count[p.BrandID]++
	}
	for _, r := range brands {
		if b := brandOf(r); slices.Contains(ids, b.ID) {
			list = append(list, brandRow{b, names[b.Parent], count[b.ID]})
		}
	}
	return list, err
}

// communityRow is a line of the list of communities.
type communityRow struct {
	Community
	brand Text
}

// CommunityList is the desk's list of communities.
var CommunityList = declare(List{
	Name: "communities", Right: CatalogRead, Edits: CatalogEdit, from: "communities c", id: "c.id",
	Orders: []Order{{Name: "city", key: "c.register_city"}, {Name: "name", key: "c.name_hans"}, {Name: "homes", Desc: true, key: "c.homes", number: true}},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) {
			rows, err := n.rx.communities()
			var ids []int64
			for _, r := range rows {
				if c := communityOf(r); Matches(v.Text, c.Name, c.City, Text{Hans: c.RegisterName}) {
					ids = append(ids, r.ID)
				}
			}
			n.in("c.id", ids)
			return true, err
		}},
		{Name: "brand", Kind: FilterThing, things: brandsAsOptions, narrow: is("c.brand_id")},
		{Name: "state", Kind: FilterChoice, Of: "use", Words: inUse, narrow: ended("c.ended_at")},
	},
},
	(*Rx).communityRows, func(c communityRow) int64 { return c.ID },
	column("name", func(c communityRow) Cell { return c.Name }).by("name"),
	column("city", func(c communityRow) Cell { return c.City }).by("city"),
	column("brand", func(c communityRow) Cell { return c.brand }),
	column("register", func(c communityRow) Cell { return c.RegisterName + " · " + c.RegisterCity }),
	column("homes", func(c communityRow) Cell { return Count(c.Homes) }).number().by("homes"),
	column("state", func(c communityRow) Cell { return used(c.Ended) }),
)

func (rx *Rx) communityRows(ids []int64) (list []communityRow, err error) {
	rows, err := rx.communities()
	if err != nil {
		return nil, err
	}
	brands, err := rx.ListBrands(background)
	for _, r := range rows {
		if !slices.Contains(ids, r.ID) {
			continue
		}
		c := communityRow{Community: communityOf(r)}
		for _, b := range brands {
			if b.ID == c.Brand {
				c.brand = brandOf(b).Name
			}
		}
		list = append(list, c)
	}
	return list, err
}

func brandsAsOptions(rx *Rx, _ Actor) (out []Option, err error) {
	rows, err := rx.ListBrands(background)
	for _, r := range rows {
		out = append(out, Option{ID: r.ID, Name: brandOf(r).Name})
	}
	return out, err
}
