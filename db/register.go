package db

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"clubhouse/db/sqlcdb"
)

// ImportReport is what an import does, or would do: Homes = New + Changed + Same.
type ImportReport struct {
	ID          int64             `json:"-"` // the import's, 0 where there was nothing to write
	Homes       int               `json:"homes"`
	New         int               `json:"new"`
	Changed     int               `json:"changed"` // of these, Waiting wait for staff: their owners differ
	Same        int               `json:"same"`
	Waiting     int               `json:"waiting"`
	Refused     []RegisterRefusal `json:"refused"`
	Communities []RegisterPlace   `json:"communities"` // of the file, unknown to the books until now
}

// RegisterPlace is a community as the register spells it.
type RegisterPlace struct {
	Community string `json:"community"`
	City      string `json:"city"`
}

// Refusals of an import.
const (
	BrandNeeded  Reason = "brand_needed"  // a community is not known: to which brand does it belong? args: its name, its city
	ImportRepeat Reason = "import_repeat" // the upload has been decided or dropped
	ChangeGone   Reason = "change_gone"   // somebody else decided it
)

// importPlan is what an import has to write.
type importPlan struct {
	report  ImportReport
	fresh   []RegisterRow           // homes to make
	facts   map[int64]RegisterRow   // homes whose contract, handover or ID signs change
	owners  map[int64]RegisterRow   // homes whose changed owners wait for staff
	settled []int64                 // homes whose waiting change this file takes back: it names the present owners
	places  map[RegisterPlace]int64 // the ids of the communities, 0 for one to be made
	change  map[int64]sqlcdb.Home   // the homes of facts as they are
}

// CheckRegister answers what importing the file would do, and writes nothing.
func (s *Store) CheckRegister(ctx context.Context, f *RegisterFile) (ImportReport, error) {
	var out ImportReport
	err := s.books.snapshot(ctx, func(rx *Rx) error {
		p, err := rx.planImport(f)
		if err == nil {
			out = p.report
		}
		return err
	})
	return out, err
}

// ImportRegister takes all accepted rows of the file into the books in one act. brand answers the brand of a community
// that the books do not know yet; 0 refuses the whole file with BrandNeeded. Homes that the file does not name stay as
// they are; one whose owners differ keeps the present owners until staff decide.
func (s *Store) ImportRegister(ctx context.Context, actor Actor, f *RegisterFile, fileName string, hash []byte, brand func(RegisterPlace) int64) (ImportReport, error) {
	var out ImportReport
	err := s.writeApart(ctx, actor, func(tx *Tx) (err error) {
		out, err = tx.importRegister(f, fileName, hash, brand)
		return err
	})
	return out, err
}

func (tx *Tx) importRegister(f *RegisterFile, fileName string, hash []byte, brand func(RegisterPlace) int64) (ImportReport, error) {
	none := ImportReport{}
	if err := tx.Actor.needs(RegisterImport); err != nil {
		return none, err
	}
	p, err := tx.planImport(f)
	if err != nil {
		return none, err
	}
	r := p.report
	if r.New+r.Changed == 0 {
		return r, nil // nothing to write, not even that nothing was written
	}
	for _, place := range r.Communities {
		id, err := tx.placeCommunity(place, brand(place))
		if err != nil {
			return none, err
		}
		p.places[place] = id
	}
	id := tx.NewID()
	r.ID = id
	if err := tx.InsertImport(background, sqlcdb.InsertImportParams{
		ID: id, FileName: clip(fileName, 200), FileHash: hash, At: tx.Now, Homes: int64(r.Homes), Added: int64(r.New),
		Changed: int64(r.Changed), Same: int64(r.Same), Refused: int64(len(r.Refused)),
	}); err != nil {
		return none, err
	}
	if err := tx.applyImport(id, p, f.told); err != nil {
		return none, err
	}
	return r, tx.audit(change{act: "register.imported", noun: id, facts: Facts{
		"file": fileName, "homes": r.Homes, "new": r.New, "changed": r.Changed, "same": r.Same, "waiting": r.Waiting, "refused": len(r.Refused),
	}})
}

// placeCommunity makes the community of a place under the brand, named as the register names it.
func (tx *Tx) placeCommunity(place RegisterPlace, brand int64) (int64, error) {
	if brand == 0 {
		return 0, refuse(BrandNeeded, place.Community, place.City)
	}
	return tx.saveCommunity(Community{
		Brand: brand, RegisterName: place.Community, RegisterCity: place.City, Name: Text{Hans: place.Community}, City: Text{Hans: place.City},
	})
}

func (tx *Tx) applyImport(id int64, p importPlan, told func(done, whole int64) error) error {
	done := int64(p.report.Same) // nothing is to be done for these
	next := func() error {
		if done++; told == nil || done%100 != 0 {
			return nil
		}
		return told(done, int64(p.report.Homes))
	}
	for _, row := range p.fresh {
		if err := next(); err != nil {
			return err
		}
		home := tx.NewID()
		if err := tx.InsertHome(background, sqlcdb.InsertHomeParams{
			ID: home, CommunityID: p.places[RegisterPlace{row.Community, row.City}], Building: row.Building, Stair: row.Stair, Room: row.Room,
			ID4: row.ID4, Contract: row.Contract, Handover: string(row.Handover), ImportID: &id,
		}); err != nil {
			return err
		}
		if err := tx.insertOwners(home, row.Owners); err != nil {
			return err
		}
	}
	for _, community := range p.places {
		if err := tx.CountHomes(background, community); err != nil {
			return err
		}
	}
	for home, row := range p.facts {
		if err := next(); err != nil {
			return err
		}
		was := p.change[home]
		if err := tx.UpdateHome(background, sqlcdb.UpdateHomeParams{
			ID4: first(row.ID4, was.ID4), Contract: first(row.Contract, was.Contract), Handover: first(string(row.Handover), was.Handover), ImportID: &id, ID: home,
		}); err != nil {
			return err
		}
	}
	for _, home := range p.settled {
		if err := tx.ReplaceWaitingChange(background, sqlcdb.ReplaceWaitingChangeParams{Now: &tx.Now, HomeID: home}); err != nil {
			return err
		}
	}
	for _, home := range slices.Sorted(maps.Keys(p.owners)) {
		if err := next(); err != nil {
			return err
		}
		row := p.owners[home]
		owners, err := json.Marshal(row.Owners)
		if err != nil {
			return err
		}
		if err := tx.ReplaceWaitingChange(background, sqlcdb.ReplaceWaitingChangeParams{Now: &tx.Now, HomeID: home}); err != nil {
			return err
		}
		if err := tx.InsertChange(background, sqlcdb.InsertChangeParams{
			ID: tx.NewID(), HomeID: home, ImportID: id, ID4: row.ID4, Contract: row.Contract, Handover: string(row.Handover), Owners: string(owners),
		}); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) insertOwners(home int64, owners []RegisterOwner) error {
	for i, o := range owners {
		if err := tx.InsertOwner(background, sqlcdb.InsertOwnerParams{
			ID: tx.NewID(), HomeID: home, Place: int64(i + 1), Name: o.Name, NameFolded: Fold(o.Name), Phone: o.Phone,
		}); err != nil {
			return err
		}
	}
	return nil
}

// planImport compares the file with the books, one community at a time.
func (rx *Rx) planImport(f *RegisterFile) (importPlan, error) {
	p := importPlan{
		facts: map[int64]RegisterRow{}, owners: map[int64]RegisterRow{}, places: map[RegisterPlace]int64{}, change: map[int64]sqlcdb.Home{},
		report: ImportReport{Homes: len(f.Homes), Refused: f.Refused, Communities: []RegisterPlace{}},
	}
	if p.report.Refused == nil {
		p.report.Refused = []RegisterRefusal{}
	}
	rows := map[RegisterPlace][]RegisterRow{}
	var order []RegisterPlace
	for _, row := range f.Homes {
		place := RegisterPlace{row.Community, row.City}
		if rows[place] == nil {
			order = append(order, place)
		}
		rows[place] = append(rows[place], row)
	}
	for _, place := range order {
		id, err := rx.FindCommunity(background, sqlcdb.FindCommunityParams{RegisterName: place.Community, RegisterCity: place.City})
		if isNoRows(err) {
			p.places[place] = 0
			p.report.Communities = append(p.report.Communities, place)
			p.report.New += len(rows[place])
			p.fresh = append(p.fresh, rows[place]...)
			continue
		}
		if err != nil {
			return p, err
		}
		p.places[place] = id
		known, err := rx.knownHomes(id)
		if err != nil {
			return p, err
		}
		for _, row := range rows[place] {
			p.compare(row, known[[3]string{row.Building, row.Stair, row.Room}])
		}
	}
	return p, nil
}

// knownHome is a home as the books have it, and the change of owners that waits, if any.
type knownHome struct {
	sqlcdb.Home
	owners  []RegisterOwner
	waiting []RegisterOwner
}

// compare sorts one row into new, changed and same.
func (p *importPlan) compare(row RegisterRow, known *knownHome) {
	if known == nil {
		p.report.New++
		p.fresh = append(p.fresh, row)
		return
	}
	differs := func(is, was string) bool { return is != "" && is != was } // a file without that column changes nothing
	switch {
	case slices.Equal(row.Owners, known.owners):
		if known.waiting != nil {
			p.settled = append(p.settled, known.ID)
		}
		if known.waiting == nil && !differs(row.ID4, known.ID4) && !differs(row.Contract, known.Contract) && !differs(string(row.Handover), known.Handover) {
			p.report.Same++
			return
		}
		p.facts[known.ID], p.change[known.ID] = row, known.Home
	case slices.Equal(row.Owners, known.waiting):
		p.report.Same++
		return
	default:
		p.owners[known.ID] = row
		p.report.Waiting++
	}
	p.report.Changed++
}

func (rx *Rx) knownHomes(community int64) (map[[3]string]*knownHome, error) {
	homes, err := rx.AllHomes(background, community)
	if err != nil {
		return nil, err
	}
	byPlace, byID := make(map[[3]string]*knownHome, len(homes)), make(map[int64]*knownHome, len(homes))
	for _, h := range homes {
		k := &knownHome{Home: h}
		byID[h.ID] = k
		stored, read := [3]string{h.Building, h.Stair, h.Room}, [3]string{inFigures(h.Building), inFigures(h.Stair), inFigures(h.Room)}
		if byPlace[read] == nil || stored == read { // a number that is spelled out is an older import's
			byPlace[read] = k
		}
	}
	owners, err := rx.AllOwners(background, community)
	if err != nil {
		return nil, err
	}
	for _, o := range owners {
		k := byID[o.HomeID]
		k.owners = append(k.owners, RegisterOwner{o.Name, o.Phone})
	}
	changes, err := rx.WaitingChanges(background, community)
	for _, c := range changes {
		if err := json.Unmarshal([]byte(c.Owners), &byID[c.HomeID].waiting); err != nil {
			return nil, err
		}
	}
	return byPlace, err
}

// OwnBrand answers the brand for communities that an import finds and nobody has named one for: the only brand there
// is, or, in books without any, one that is made and named after the club. 0 where there are several.
func (s *Store) OwnBrand(ctx context.Context, actor Actor) (int64, error) {
	brands, err := s.Brands(ctx)
	switch {
	case err != nil || len(brands) > 1:
		return 0, err
	case len(brands) == 1:
		return brands[0].ID, nil
	}
	return s.SaveBrand(ctx, actor, Brand{Name: s.Club().Name})
}
