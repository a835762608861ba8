package db

import (
	"context"

	"clubhouse/db/sqlcdb"
)

// Brand is a developer's brand; a child brand names its mother.
type Brand struct {
	ID     int64
	Parent int64 // 0: none
	Name   Text
	Ended  bool
	Seen   Revision `json:"-"` // from which an edit was made
}

// Community is a project or estate of one brand, in a city.
type Community struct {
	ID           int64
	Brand        int64
	RegisterName string // as the owners' register spells it
	RegisterCity string
	Name         Text
	City         Text
	Ended        bool
	Homes        int64    // on the register, as the last import counted them
	Theme        Theme    `json:"-"` // has a form of its own
	Seen         Revision `json:"-"` // from which an edit was made
}

// Refusals of these pages.
const (
	BrandUnknown   Reason = "brand_unknown"
	BrandCircle    Reason = "brand_circle"    // a brand cannot stand under itself
	CommunityTwice Reason = "community_twice" // another community bears this name and city in the register
)

// Brands answers all brands, the oldest first.
func (s *Store) Brands(ctx context.Context) ([]Brand, error) {
	var out []Brand
	err := s.Read(ctx, func(rx *Rx) error {
		out = nil
		rows, err := rx.ListBrands(background)
		for _, r := range rows {
			out = append(out, brandOf(r))
		}
		return err
	})
	return out, err
}

func brandOf(r sqlcdb.Brand) Brand {
	return Brand{ID: r.ID, Parent: deref(r.ParentID), Name: Text{r.NameHans, r.NameHant, r.NameEn}, Ended: r.EndedAt != nil}
}

// SaveBrand makes the brand (ID 0) or changes it, and answers its id. Refused: TextMissing, TextTooLong,
// BrandUnknown, BrandCircle.
func (s *Store) SaveBrand(ctx context.Context, actor Actor, b Brand) (id int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(CatalogEdit); err != nil {
			return err
		}
		id, err = tx.saveBrand(b)
		return err
	})
	return id, err
}

func (tx *Tx) saveBrand(b Brand) (id int64, err error) {
	if err := b.Name.names("name"); err != nil {
		return 0, err
	}
	for up := b.Parent; up != 0; {
		if up == b.ID {
			return 0, refuseField("parent", BrandCircle)
		}
		r, err := tx.GetBrand(background, up)
		if isNoRows(err) {
			return 0, refuseField("parent", BrandUnknown)
		}
		if err != nil {
			return 0, err
		}
		up = deref(r.ParentID)
	}
	if id = b.ID; id == 0 {
		id = tx.NewID()
		if err := tx.InsertBrand(background, sqlcdb.InsertBrandParams{ID: id, ParentID: orNull(b.Parent), NameHans: b.Name.Hans, NameHant: b.Name.Hant, NameEn: b.Name.En}); err != nil {
			return 0, err
		}
		return id, tx.audit(change{act: "brand.made", noun: id, facts: Facts{"name": b.Name}})
	}
	was, err := tx.GetBrand(background, id)
	if err != nil {
		return 0, err
	}
	if err := fresh(tx, "brand.edited", id, b.Seen, brandOf(was), b); err != nil {
		return 0, err
	}
	if _, err := tx.UpdateBrand(background, sqlcdb.UpdateBrandParams{
		ParentID: orNull(b.Parent), NameHans: b.Name.Hans, NameHant: b.Name.Hant, NameEn: b.Name.En, EndedAt: tx.ended(was.EndedAt, b.Ended), ID: id,
	}); err != nil {
		return 0, err
	}
	return id, tx.auditEdit("brand.edited", id, brandOf(was), b)
}

func (rx *Rx) brand(id int64) (Brand, error) {
	r, err := rx.GetBrand(background, id)
	return brandOf(r), err
}

// ended keeps the instant at which a thing ended, sets it now, or clears it.
func (tx *Tx) ended(was *int64, is bool) *int64 {
	switch {
	case !is:
		return nil
	case was != nil:
		return was
	}
	return &tx.Now
}

// auditEdit writes the audit row of an edit: what differs, before and after. Saving what stands leaves none.
func (tx *Tx) auditEdit(act string, id int64, before, after any) error {
	facts, err := edited(before, after)
	if err != nil || facts == nil {
		return err
	}
	return tx.audit(change{act: act, noun: id, facts: facts})
}

// Places answers all communities, by city and name.
func (s *Store) Places(ctx context.Context) ([]Community, error) {
	var out []Community
	err := s.Read(ctx, func(rx *Rx) error {
		out = nil
		rows, err := rx.ListCommunities(background)
		for _, r := range rows {
			out = append(out, communityOf(r))
		}
		return err
	})
	return out, err
}

func communityOf(r sqlcdb.Community) Community {
	return Community{
		ID: r.ID, Brand: r.BrandID, RegisterName: r.RegisterName, RegisterCity: r.RegisterCity,
		Name: Text{r.NameHans, r.NameHant, r.NameEn}, City: Text{r.CityHans, r.CityHant, r.CityEn}, Ended: r.EndedAt != nil,
		Homes: r.Homes, Theme: Theme{Hue: r.Hue, Logo: r.Logo},
	}
}

func (rx *Rx) community(id int64) (Community, error) {
	r, err := rx.GetCommunity(background, id)
	return communityOf(r), err
}

// SaveCommunity makes the community (ID 0) or changes it, and answers its id. An empty register name or city is taken
// from the Simplified name. Refused: TextMissing, TextTooLong, BrandUnknown, CommunityTwice.
func (s *Store) SaveCommunity(ctx context.Context, actor Actor, c Community) (id int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(CatalogEdit); err != nil {
			return err
		}
		id, err = tx.saveCommunity(c)
		return err
	})
	return id, err
}

func (tx *Tx) saveCommunity(c Community) (id int64, err error) {
	c.RegisterName, c.RegisterCity = tidy(first(c.RegisterName, c.Name.Hans)), tidy(first(c.RegisterCity, c.City.Hans))
	if err := Together(c.Name.names("name"), c.City.names("city"),
		fits("register_name", c.RegisterName, maxRegisterText), fits("register_city", c.RegisterCity, maxRegisterText)); err != nil {
		return 0, err
	}
	if _, err := tx.GetBrand(background, c.Brand); isNoRows(err) {
		return 0, refuseField("brand", BrandUnknown)
	} else if err != nil {
		return 0, err
	}
	if other, err := tx.FindCommunity(background, sqlcdb.FindCommunityParams{RegisterName: c.RegisterName, RegisterCity: c.RegisterCity}); err == nil && other != c.ID {
		return 0, refuseField("register_name", CommunityTwice)
	} else if err != nil && !isNoRows(err) {
		return 0, err
	}
	if id = c.ID; id == 0 {
		id = tx.NewID()
		n, err := tx.InsertCommunity(background, sqlcdb.InsertCommunityParams{
			ID: id, BrandID: c.Brand, RegisterName: c.RegisterName, RegisterCity: c.RegisterCity, NameHans: c.Name.Hans, NameHant: c.Name.Hant,
			NameEn: c.Name.En, CityHans: c.City.Hans, CityHant: c.City.Hant, CityEn: c.City.En,
		})
		if err == nil && n == 0 {
			err = &Error{Kind: Conflict}
		}
		if err != nil {
			return 0, err
		}
		return id, tx.audit(change{act: "community.made", noun: id, facts: Facts{"name": c.Name, "city": c.City}})
	}
	was, err := tx.GetCommunity(background, id)
	if err != nil {
		return 0, err
	}
	if err := fresh(tx, "community.edited", id, c.Seen, communityOf(was), c); err != nil {
		return 0, err
	}
	if _, err := tx.UpdateCommunity(background, sqlcdb.UpdateCommunityParams{
		BrandID: c.Brand, RegisterName: c.RegisterName, RegisterCity: c.RegisterCity, NameHans: c.Name.Hans, NameHant: c.Name.Hant, NameEn: c.Name.En,
		CityHans: c.City.Hans, CityHant: c.City.Hant, CityEn: c.City.En, EndedAt: tx.ended(was.EndedAt, c.Ended), ID: id,
	}); err != nil {
		return 0, err
	}
	c.Homes = was.Homes // no form edits it
	return id, tx.auditEdit("community.edited", id, communityOf(was), c)
}
