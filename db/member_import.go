package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"

	"clubhouse/db/sqlcdb"
)

// RuleImport is the ledger's word for points that a member brought along from before.
const RuleImport = "import"

// MemberImport is a file of members that the club had before: what taking it would do, or has done.
type MemberImport struct {
	ID       int64            `json:"-"`
	FileName string           `json:"-"`
	At       int64            `json:"-"`
	DoneAt   int64            `json:"-"` // 0: it waits to be confirmed
	Added    int64            `json:"added"`
	Same     int64            `json:"same"`   // members already: nothing of theirs changes
	Points   int64            `json:"points"` // that come along
	Refused  []RefusedRow     `json:"refused"`
	Sample   []ImportedMember `json:"-"` // the first of those that are added
}

// ImportedMember is one of them, as the page shows it.
type ImportedMember struct {
	Name, Phone, Email string // masked
	Tier               Tier
	Points             int64
	Community          int64
}

const importSample = 10

// UploadMembers keeps a file of members for the actor until they confirm or drop it, a day at most. Refused: as the reader.
// NotFound without the right.
func (s *Store) UploadMembers(ctx context.Context, actor Actor, fileName string, body []byte) (id int64, err error) {
	if err := actor.needs(MembersImport); err != nil {
		return 0, err
	}
	if len(body) > mostMembersFile {
		return 0, refuse(TableTooLarge)
	}
	if _, err := s.readMembersFile(body); err != nil {
		return 0, err
	}
	hash := sha256.Sum256(body)
	err = s.writeApart(ctx, actor, func(tx *Tx) error {
		id = tx.NewID()
		if err := tx.InsertMemberImport(background, sqlcdb.InsertMemberImportParams{
			ID: id, AccountID: orNull(tx.Actor.Account), FileName: clip(fileName, 200), FileHash: hash[:], Body: body, At: tx.Now,
		}); err != nil {
			return err
		}
		return tx.audit(change{act: "members.uploaded", noun: id, facts: Facts{"file": clip(fileName, 200), "bytes": len(body)}})
	})
	return id, err
}

func (s *Store) readMembersFile(body []byte) (*memberFile, error) {
	c := s.Club()
	region := "CN"
	if c.Zone.String() == "Asia/Hong_Kong" {
		region = "HK"
	}
	return readMembers(bytes.NewReader(body), int64(len(body)), region, c.Letters, DayOf(s.Now(), c.Zone))
}

// CheckMembers answers what taking the actor's file would do, changing nothing. NotFound: it is not theirs, or is gone.
func (s *Store) CheckMembers(ctx context.Context, actor Actor, id int64) (out MemberImport, err error) {
	if err := actor.needs(MembersImport); err != nil {
		return out, err
	}
	var row sqlcdb.MemberImport
	if err := s.Read(ctx, func(rx *Rx) (err error) { row, err = rx.GetMemberImport(background, id); return err }); err != nil {
		return out, err
	}
	out = MemberImport{ID: row.ID, FileName: row.FileName, At: row.At, DoneAt: deref(row.DoneAt), Added: row.Added, Same: row.Same, Points: row.Points}
	if row.DoneAt != nil {
		return out, json.Unmarshal([]byte(row.Refused), &out.Refused)
	}
	if row.Body == nil || deref(row.AccountID) != actor.Account {
		return out, errNotFound
	}
	report, err := s.CheckMembersFile(ctx, row.Body)
	report.ID, report.FileName, report.At = row.ID, row.FileName, row.At
	return report, err
}

// CheckMembersFile is CheckMembers of a file that has not been uploaded.
func (s *Store) CheckMembersFile(ctx context.Context, body []byte) (out MemberImport, err error) {
	f, err := s.readMembersFile(body)
	if err != nil {
		return out, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		var list []arrival
		if out, list, err = rx.weigh(f); err != nil {
			return err
		}
		for _, a := range list[:min(len(list), importSample)] {
			out.Sample = append(out.Sample, ImportedMember{MaskName(a.name), masked(MaskPhone, orNull(a.phone)), masked(MaskEmail, orNull(a.email)), a.tier, a.points, a.community})
		}
		return nil
	})
	return out, err
}

// placesByName answers the communities by each of their names, folded.
func (rx *Rx) placesByName() (map[string]int64, error) {
	list, err := rx.communities()
	byName := map[string]int64{}
	for _, c := range list {
		for _, name := range []string{c.NameHans, c.NameHant, c.NameEn, c.RegisterName} {
			if key := Fold(name); name != "" && c.EndedAt == nil {
				byName[key] = c.ID
			}
		}
	}
	return byName, err
}

// ConfirmMembers takes the actor's file: all that is accepted of it, in one act. Refused: MembersDecided. NotFound: it is not
// theirs.
func (s *Store) ConfirmMembers(ctx context.Context, actor Actor, id int64) (out MemberImport, err error) {
	if err := actor.needs(MembersImport); err != nil {
		return out, err
	}
	var row sqlcdb.MemberImport
	if err := s.Read(ctx, func(rx *Rx) (err error) { row, err = rx.GetMemberImport(background, id); return err }); err != nil {
		return out, err
	}
	if deref(row.AccountID) != actor.Account {
		return out, errNotFound
	}
	if row.Body == nil {
		return out, refuse(MembersDecided)
	}
	f, err := s.readMembersFile(row.Body)
	if err != nil {
		return out, err
	}
	err = s.writeApart(ctx, actor, func(tx *Tx) error {
		if out, err = tx.takeMembers(f, id); err != nil {
			return err
		}
		refused, err := json.Marshal(out.Refused)
		if err != nil {
			return err
		}
		out.ID, out.FileName, out.At, out.DoneAt = id, row.FileName, row.At, tx.Now
		n, err := tx.FinishMemberImport(background, sqlcdb.FinishMemberImportParams{
			Added: out.Added, Same: out.Same, Refused: string(refused), Points: out.Points, Now: &tx.Now, ID: id,
		})
		if err != nil {
			return err
		}
		if n == 0 {
			return refuse(MembersDecided)
		}
		return tx.audit(change{act: "members.imported", noun: id, facts: Facts{"file": row.FileName, "added": out.Added, "same": out.Same, "refused": len(out.Refused), "points": out.Points}})
	})
	return out, err
}

// Refusals of an import of members.
const (
	MembersDecided     Reason = "members_decided"      // it was confirmed or dropped already
	RowNumberTaken     Reason = "row_number_taken"     // another member has this number
	RowAccountDisabled Reason = "row_account_disabled" // the phone or e-mail is that of an account that is disabled
	RowContactForeign  Reason = "row_contact_foreign"  // the other of phone and e-mail is that of an account that does not have this one
)

// LogRefusedMembers writes who takes the records away that a file's import leaves out, before they do.
func (s *Store) LogRefusedMembers(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(MembersImport); err != nil {
			return err
		}
		row, err := tx.GetMemberImport(background, id)
		if err != nil {
			return err
		}
		return tx.audit(change{act: "members.rows_exported", noun: id, facts: Facts{"file": row.FileName}})
	})
}

// DropMembers drops the actor's file unused. A second time changes nothing.
func (s *Store) DropMembers(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if n, err := tx.DropMemberImport(background, sqlcdb.DropMemberImportParams{ID: id, AccountID: orNull(tx.Actor.Account)}); err != nil || n == 0 {
			return err
		}
		return tx.audit(change{act: "members.dropped", noun: id})
	})
}

// MemberImports answers the files that were taken, and those of the actor that wait, the newest first.
func (s *Store) MemberImports(ctx context.Context, actor Actor) (list []MemberImport, err error) {
	if err := actor.needs(MembersImport); err != nil {
		return nil, err
	}
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		rows, err := rx.Queries.MemberImports(background, orNull(actor.Account))
		for _, r := range rows {
			list = append(list, MemberImport{ID: r.ID, FileName: r.FileName, At: r.At, DoneAt: deref(r.DoneAt), Added: r.Added, Same: r.Same, Points: r.Points})
		}
		return err
	})
	return list, err
}
