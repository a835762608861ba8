package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"iter"
	"slices"

	"clubhouse/db/sqlcdb"
)

// MostUpload is the largest register, in bytes, that the staff page takes. The command line takes larger ones.
const MostUpload = 32 << 20

// Refusals of the upload's form.
const (
	FileMissing  Reason = "file_missing"   // it came without its file
	FileTooLarge Reason = "file_too_large" // args: most megabytes
)

// Upload is a register that staff have sent and not yet decided.
type Upload struct {
	ID       int64
	FileName string
	File     *RegisterFile // read with the mapping chosen so far
	Fault    *Error        // why it cannot be read with it, or nil
	Places   []RegisterPlace
	Brands   map[string]int64 // the brand chosen for each of Places, by PlaceKey
	body     []byte
}

// uploadChoice is what staff have chosen for an upload.
type uploadChoice struct {
	Mapping *RegisterMapping `json:"mapping"`
	Brands  map[string]int64 `json:"brands"`
}

// PlaceKey names a place in Upload.Brands.
func PlaceKey(p RegisterPlace) string { return p.Community + "|" + p.City }

// UploadRegister keeps the file for the actor until they confirm it, a day at most. Refused: the reader's reasons for a
// file that no mapping could mend.
func (s *Store) UploadRegister(ctx context.Context, actor Actor, fileName string, body []byte) (id int64, err error) {
	if _, err := ReadRegister(bytes.NewReader(body), int64(len(body)), nil); err != nil && ReasonOf(err) != RegisterMissingColumn {
		return 0, err
	}
	hash := sha256.Sum256(body)
	err = s.writeApart(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(RegisterImport); err != nil {
			return err
		}
		id = tx.NewID()
		if err := tx.InsertUpload(background, sqlcdb.InsertUploadParams{
			ID: id, AccountID: tx.Actor.Account, FileName: clip(fileName, 200), FileHash: hash[:], Body: body, Mapping: "{}", At: tx.Now,
		}); err != nil {
			return err
		}
		return tx.audit(change{act: "register.uploaded", noun: id, facts: Facts{"file": clip(fileName, 200), "bytes": len(body)}})
	})
	return id, err
}

// WaitingUpload is a register that its sender has neither imported nor dropped.
type WaitingUpload struct {
	ID       int64
	FileName string
	At       int64
}

// Uploads answers the actor's uploads that wait, the newest first.
func (s *Store) Uploads(ctx context.Context, actor Actor) (list []WaitingUpload, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		rows, err := rx.ListUploads(background, actor.Account)
		for _, r := range rows {
			list = append(list, WaitingUpload{r.ID, r.FileName, r.At})
		}
		return err
	})
	return list, err
}

// Upload answers the actor's upload, read with what has been chosen so far. NotFound: decided, dropped or another's.
func (s *Store) Upload(ctx context.Context, actor Actor, id int64) (*Upload, error) {
	var out *Upload
	err := s.books.snapshot(ctx, func(rx *Rx) error {
		row, err := rx.GetUpload(background, sqlcdb.GetUploadParams{ID: id, AccountID: actor.Account})
		if err != nil {
			return err
		}
		out, err = readUpload(row)
		if err != nil || out.Fault != nil {
			return err
		}
		p, err := rx.planImport(out.File)
		out.Places = p.report.Communities
		return err
	})
	return out, err
}

func readUpload(row sqlcdb.RegisterUpload) (*Upload, error) {
	var choice uploadChoice
	if err := json.Unmarshal([]byte(row.Mapping), &choice); err != nil {
		return nil, err
	}
	u := &Upload{ID: row.ID, FileName: row.FileName, Brands: choice.Brands, body: row.Body}
	file, err := ReadRegister(bytes.NewReader(row.Body), int64(len(row.Body)), choice.Mapping)
	u.File = file
	if fault, ok := err.(*Error); ok && file != nil {
		u.Fault = fault
		return u, nil
	}
	return u, err
}

// MapUpload keeps the columns and brands that staff chose for their upload.
func (s *Store) MapUpload(ctx context.Context, actor Actor, id int64, m RegisterMapping, brands map[string]int64) error {
	text, err := json.Marshal(uploadChoice{Mapping: &m, Brands: brands})
	if err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		n, err := tx.SetUploadMapping(background, sqlcdb.SetUploadMappingParams{Mapping: string(text), ID: id, AccountID: tx.Actor.Account})
		if err == nil && n == 0 {
			err = errNotFound
		}
		return err
	})
}

// LongUpload begins a run that imports the actor's upload, where it is a long one, and answers the run's id, or 0 for one
// that is imported at once, or refused at once for want of a brand. One that is at it already is answered as it is. NotFound: it has been decided. Refused: RunsTooMany.
func (s *Store) LongUpload(ctx context.Context, actor Actor, id int64) (run int64, err error) {
	u, err := s.Upload(ctx, actor, id)
	if err != nil || u.Fault != nil || len(u.File.Homes) <= s.mostNow || slices.ContainsFunc(u.Places, func(p RegisterPlace) bool { return u.Brands[PlaceKey(p)] == 0 }) {
		return 0, err
	}
	err = s.Write(ctx, actor, func(tx *Tx) (err error) {
		if err := tx.Actor.needs(RegisterImport); err != nil {
			return err
		}
		begun := false
		if run, begun, err = tx.beginRun(RunImport, u.FileName, id, int64(len(u.File.Homes))); err != nil || !begun {
			return err
		}
		return tx.audit(change{act: "run.begun", noun: run, facts: Facts{"kind": RunImport, "name": u.FileName}})
	})
	return run, err
}

// ImportRun imports the upload of a run and ends the run, both or neither. What ConfirmUpload refuses is refused here too.
func (s *Store) ImportRun(ctx context.Context, r *Run) error {
	var id int64
	if err := json.Unmarshal([]byte(r.Args), &id); err != nil {
		return err
	}
	actor, err := s.RunActor(ctx, r, RegisterImport)
	if err != nil {
		return err
	}
	heeding, enough := context.WithCancel(ctx)
	defer enough()
	go s.heed(heeding, r)
	_, err = s.confirmUpload(ctx, actor, id, r)
	if err == nil {
		s.runs.Delete(r.ID)
	}
	return err
}

// ConfirmUpload imports the actor's upload as it was mapped and checked, and drops it. A second confirmation is
// refused: ImportRepeat. Refused also: the reader's reasons, BrandNeeded.
func (s *Store) ConfirmUpload(ctx context.Context, actor Actor, id int64) (ImportReport, error) {
	return s.confirmUpload(ctx, actor, id, nil)
}

func (s *Store) confirmUpload(ctx context.Context, actor Actor, id int64, run *Run) (ImportReport, error) {
	var out ImportReport
	var row sqlcdb.RegisterUpload
	// The file is read before the transaction: reading a large one takes a second, in which no till could redeem.
	if err := s.Read(ctx, func(rx *Rx) (err error) {
		row, err = rx.GetUpload(background, sqlcdb.GetUploadParams{ID: id, AccountID: actor.Account})
		return err
	}); KindOf(err) == NotFound {
		return out, refuse(ImportRepeat)
	} else if err != nil {
		return out, err
	}
	u, err := readUpload(row)
	if err != nil {
		return out, err
	}
	if u.Fault != nil {
		return out, u.Fault
	}
	if run != nil {
		u.File.Tell(func(done, whole int64) error {
			if err := ctx.Err(); err != nil {
				return err // the process stops
			}
			return s.Reached(run, done)
		})
	}
	err = s.writeApart(ctx, actor, func(tx *Tx) error {
		if run != nil { // first of all: the row is held until the import stands, however long its lease, and nobody else writes it meanwhile
			if stop, err := tx.moveRun(run, 0); err != nil {
				return err
			} else if stop {
				return ErrStopped
			}
		}
		mapping, err := tx.UploadMapping(background, sqlcdb.UploadMappingParams{ID: id, AccountID: tx.Actor.Account})
		if isNoRows(err) {
			return refuse(ImportRepeat)
		}
		if err != nil {
			return err
		}
		if mapping != row.Mapping {
			return &Error{Kind: Conflict} // mapped anew since: look at it again
		}
		out, err = tx.importRegister(u.File, row.FileName, row.FileHash, func(p RegisterPlace) int64 { return u.Brands[PlaceKey(p)] })
		if err != nil {
			return err
		}
		if run != nil {
			if err := stillLeased(tx.EndRun(background, sqlcdb.EndRunParams{State: string(RunDone), Done: run.Whole, Made: out.ID, Now: &tx.Now, ID: run.ID, Tries: run.Tries, Args: run.Args})); err != nil {
				return err
			}
		}
		if out.ID == 0 { // nothing was new: the import wrote nothing of itself
			return tx.dropUpload(row)
		}
		return tx.DeleteUpload(background, id)
	})
	return out, err
}

// DropUpload forgets the actor's upload.
func (s *Store) DropUpload(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		row, err := tx.GetUpload(background, sqlcdb.GetUploadParams{ID: id, AccountID: tx.Actor.Account})
		if err != nil {
			return err
		}
		return tx.dropUpload(row)
	})
}

func (tx *Tx) dropUpload(row sqlcdb.RegisterUpload) error {
	if err := tx.DeleteUpload(background, row.ID); err != nil {
		return err
	}
	return tx.audit(change{act: "register.dropped", noun: row.ID, facts: Facts{"file": row.FileName}})
}

// LogRegisterExport writes who takes the whole register out of the books, before they do.
func (s *Store) LogRegisterExport(ctx context.Context, actor Actor) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(RegisterImport); err != nil {
			return err
		}
		return tx.audit(change{act: "register.exported"})
	})
}

// LogRefusedExport writes who takes the records of their upload away that an import would leave out, before they do.
func (s *Store) LogRefusedExport(ctx context.Context, actor Actor, upload int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(RegisterImport); err != nil {
			return err
		}
		row, err := tx.GetUpload(background, sqlcdb.GetUploadParams{ID: upload, AccountID: tx.Actor.Account})
		if err != nil {
			return err
		}
		return tx.audit(change{act: "register.rows_exported", noun: upload, facts: Facts{"file": row.FileName}})
	})
}

// ImportRow is one import of the past.
type ImportRow struct {
	ID                                 int64
	FileName                           string
	At                                 int64
	Homes, New, Changed, Same, Refused int64
}

// Imports answers the newest imports, and how many changes of owners wait for staff.
func (s *Store) Imports(ctx context.Context) (list []ImportRow, waiting int64, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		rows, err := rx.ListImports(background)
		if err != nil {
			return err
		}
		for _, r := range rows {
			list = append(list, ImportRow{ID: r.ID, FileName: r.FileName, At: r.At, Homes: r.Homes, New: r.Added, Changed: r.Changed, Same: r.Same, Refused: r.Refused})
		}
		waiting, err = rx.CountWaitingChanges(background)
		return err
	})
	return list, waiting, err
}

// RegisterHomes answers the whole register, home by home, read in pages so that no reading lasts long. A fault ends the
// sequence and is left in *failed.
func (s *Store) RegisterHomes(ctx context.Context, failed *error) iter.Seq[RegisterRow] {
	return func(yield func(RegisterRow) bool) {
		communities, err := s.Places(ctx)
		if err != nil {
			*failed = err
			return
		}
		places := map[int64]Community{}
		for _, c := range communities {
			places[c.ID] = c
		}
		var after, place int64
		var row RegisterRow
		for {
			var page []sqlcdb.ExportRegisterRow
			if *failed = s.Read(ctx, func(rx *Rx) (err error) {
				page, err = rx.ExportRegister(background, sqlcdb.ExportRegisterParams{After: after, Place: place, Most: 1000})
				return err
			}); *failed != nil {
				return
			}
			for _, r := range page {
				if r.ID != after && after != 0 {
					if !yield(row) {
						return
					}
					row = RegisterRow{}
				}
				c := places[r.CommunityID]
				row.Community, row.City, row.Building, row.Stair, row.Room = c.RegisterName, c.RegisterCity, r.Building, r.Stair, r.Room
				row.ID4, row.Contract, row.Handover = r.ID4, r.Contract, Day(r.Handover)
				row.Owners = append(row.Owners, RegisterOwner{r.Name, r.Phone})
				after, place = r.ID, r.Place
			}
			if len(page) < 1000 {
				break
			}
		}
		if after != 0 {
			yield(row)
		}
	}
}
