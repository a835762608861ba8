package db

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"time"

	"clubhouse/db/sqlcdb"
)

const (
	sealRows = 512 // of the audit in one seal at most

	// sealAfter is how old a row is, in seconds, before it is sealed: none may come with an older id afterwards. Ids are
	// made by the clocks of all processes, which doctor wants within two minutes of each other; what takes long to commit
	// is waited for: see settledUpTo.
	sealAfter = 5 * 60
)

// Seal is one link of the chain over the audit.
type Seal struct {
	ID    int64 // 1, 2, 3 and so on
	At    int64
	Total int64 // rows that it and those before it cover
	Hash  string
}

func sealOf(r sqlcdb.Seal) Seal { return Seal{r.ID, r.At, r.Total, hex.EncodeToString(r.Hash)} }

// Short answers as much of the hash as people compare.
func (s Seal) Short() string { return s.Hash[:min(12, len(s.Hash))] }

// seal answers the seal over the rows, in order of their ids, that follows prev (the zero Seal before the first). It is
// looked at by being made again.
func seal(prev sqlcdb.Seal, at int64, rows []sqlcdb.Audit) sqlcdb.Seal {
	s := sqlcdb.Seal{ID: prev.ID + 1, At: at, LastID: rows[len(rows)-1].ID, Total: prev.Total + int64(len(rows))}
	chain, text, last := sha256.New(), []byte{}, prev.LastID
	chain.Write(prev.Hash)
	for _, n := range []int64{s.ID, s.At, s.LastID, s.Total} {
		text = binary.BigEndian.AppendUint64(text, uint64(n))
	}
	chain.Write(text)
	for i := range rows {
		text = appendRow(text[:0], &rows[i])
		digest := sha256.Sum256(text)
		chain.Write(digest[:])
		s.Digests = append(binary.AppendUvarint(s.Digests, uint64(rows[i].ID-last)), digest[:digestBytes]...)
		last = rows[i].ID
	}
	s.Hash = chain.Sum(nil)
	return s
}

// appendRow appends what a row's digest is made of: each column as it is stored, so that no two rows read the same. What
// is personal is there by its salted digest alone, and may be erased.
func appendRow(to []byte, r *sqlcdb.Audit) []byte {
	member, digest := any(nil), any(nil)
	if r.MemberID != nil {
		member = *r.MemberID
	}
	if r.Digest != nil {
		digest = r.Digest
	}
	for _, v := range []any{r.ID, r.At, r.Door, r.ActorID, r.SessionID, r.Act, r.NounID, member, r.Facts, digest} {
		to = appendValue(to, v)
	}
	return to
}

const digestBytes = 8 // of a row's digest, by which a seal names it

// sealed is what a seal's digests tell of one row.
type sealed struct {
	id     int64
	digest []byte
}

// sealedRows reads the digests of a seal that follows one whose last row is last; false where they are garbled.
func sealedRows(digests []byte, last int64) (out []sealed, ok bool) {
	for len(digests) > 0 {
		step, n := binary.Uvarint(digests)
		if n <= 0 || len(digests) < n+digestBytes {
			return out, false
		}
		last += int64(step)
		out = append(out, sealed{last, digests[n : n+digestBytes]})
		digests = digests[n+digestBytes:]
	}
	return out, true
}

// newestSeal answers the chain's end, the zero Seal before there is any.
func (rx *Rx) newestSeal() (sqlcdb.Seal, error) {
	s, err := rx.NewestSeal(background)
	if isNoRows(err) {
		return sqlcdb.Seal{}, nil
	}
	return s, err
}

// settledUpTo answers an id below which no row of the log comes any more. SQLite's writers have the file one after the other.
// On PostgreSQL a process writes beside others, and an import takes as long as it takes: whoever has written something has a
// number of their own, and their ids are younger than their transaction.
func (rx *Rx) settledUpTo() (int64, error) {
	at := rx.Now
	if !rx.s.lite() {
		oldest, err := rx.number(`SELECT CAST(COALESCE(MIN(EXTRACT(EPOCH FROM xact_start)), ?1) AS BIGINT) FROM pg_stat_activity
			WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()`, rx.Now)
		if err != nil {
			return 0, err
		}
		at = min(at, oldest)
	}
	return idAt(at - sealAfter), nil
}

// SealAudit seals what has been done some minutes ago, at most so many seals of it, and answers how many it has made.
// Where there is nothing to seal it writes nothing. Any number of processes may do so at once: a seal's number, and so
// the seal before it, is there once.
func (s *Store) SealAudit(ctx context.Context, most int) (made int, err error) {
	var list []sqlcdb.Seal
	if err := s.books.snapshot(ctx, func(rx *Rx) error {
		list = nil
		prev, err := rx.newestSeal()
		if err != nil {
			return err
		}
		end, err := rx.settledUpTo()
		for err == nil && len(list) < most {
			var rows []sqlcdb.Audit
			rows, err = rx.AuditAfter(background, sqlcdb.AuditAfterParams{After: prev.LastID, Before: end, Most: sealRows})
			if len(rows) == 0 {
				break
			}
			prev = seal(prev, rx.Now, rows)
			list = append(list, prev)
		}
		return err
	}); err != nil || len(list) == 0 {
		return 0, err
	}
	err = s.Write(ctx, SystemActor, func(tx *Tx) error {
		made = 0
		for _, r := range list {
			n, err := tx.InsertSeal(background, sqlcdb.InsertSealParams(r))
			if err != nil || n == 0 { // another process has sealed from here on: ours follow none of its seals
				return err
			}
			made++
		}
		return nil
	})
	if err == nil {
		s.ids.follow(list[len(list)-1].LastID)
	}
	return made, err
}

// followSeals has the ids of this process begin after what is sealed, also where its clock has been set back.
func (s *Store) followSeals(ctx context.Context) error {
	return s.Read(ctx, func(rx *Rx) error {
		end, err := rx.newestSeal()
		s.ids.follow(end.LastID)
		return err
	})
}

// FindSeal answers the seal whose hash begins so, as somebody has kept it elsewhere. NotFound: the chain holds none.
func (s *Store) FindSeal(ctx context.Context, begins string) (out Seal, err error) {
	least, err := hex.DecodeString((begins + "0")[:len(begins)+len(begins)%2])
	if err != nil || len(begins) < 12 {
		return out, &Error{Kind: NotFound, Cause: err}
	}
	largest := append(bytes.Clone(least), bytes.Repeat([]byte{0xff}, sha256.Size)...)
	if len(begins)%2 == 1 {
		largest[len(least)-1] |= 0x0f
	}
	err = s.books.snapshot(ctx, func(rx *Rx) error {
		r, err := rx.SealByHash(background, sqlcdb.SealByHashParams{Least: least, Largest: largest})
		if err == nil {
			out = sealOf(r)
		}
		return err
	})
	return out, err
}

// Stamp tells an instant as the doctor does.
func Stamp(at int64) string { return time.Unix(at, 0).UTC().Format("2006-01-02 15:04:05 UTC") }
