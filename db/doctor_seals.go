package db

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"

	"clubhouse/db/sqlcdb"
)

const (
	newestSeals = 8 // are looked at where not all are
	sealsAtOnce = 64
	unsealed    = 60 * 60 // seconds after which a row says that nobody seals
)

// tampered is what to do about a chain that does not hold.
const tampered = "somebody with access to the database has written here: keep a copy, and compare what is named with a backup from before"

// examineSeals makes the seals again, all or the newest, and asks that they are the same. It names the first that is not,
// and in it the row.
func (rx *Rx) examineSeals(name string, deep bool) (Finding, error) {
	end, err := rx.newestSeal()
	if err != nil {
		return Finding{}, err
	}
	looked, prev := "all", sqlcdb.Seal{}
	if !deep && end.ID > newestSeals {
		looked = fmt.Sprintf("the newest %d", newestSeals)
		list, err := rx.SealsAfter(background, sqlcdb.SealsAfterParams{After: end.ID - newestSeals - 1, Most: 1})
		if err != nil {
			return Finding{}, err
		}
		prev = list[0]
	}
	fault, err := rx.brokenLink(prev)
	if err == nil && fault == "" && deep {
		fault, err = rx.brokenPersonal()
	}
	if err != nil {
		return Finding{}, err
	}
	if fault != "" {
		return Wrong(name, tampered, "%s", fault), nil
	}
	waits, err := rx.number("SELECT CAST(COALESCE(MIN(x.at), 0) AS BIGINT) FROM (SELECT at FROM audit WHERE id > ?1 ORDER BY id LIMIT 1) x", end.LastID)
	if err != nil {
		return Finding{}, err
	}
	said := "no act is sealed yet"
	if end.ID > 0 {
		s := sealOf(end)
		said = fmt.Sprintf("%d seals are on %d acts: looked at %s, which hold; the newest, of %s, is %s, to be kept elsewhere", s.ID, s.Total, looked, Stamp(s.At), s.Short())
	}
	if waits > 0 && waits < rx.Now-unsealed {
		return Worry(name, "see that the club runs, which seals by itself; a large club from before there were seals takes an hour or two", "%s; one of %s still waits to be", said, Stamp(waits)), nil
	}
	return Fine(name, "%s", said), nil
}

// brokenLink makes the seals after prev again and says what is wrong with the first that is not as it stands, or "".
func (rx *Rx) brokenLink(prev sqlcdb.Seal) (string, error) {
	for {
		list, err := rx.SealsAfter(background, sqlcdb.SealsAfterParams{After: prev.ID, Most: sealsAtOnce})
		if err != nil || len(list) == 0 {
			return "", err
		}
		for _, s := range list {
			if s.ID != prev.ID+1 {
				return fmt.Sprintf("after seal %d comes seal %d: what was between is missing", prev.ID, s.ID), nil
			}
			rows, err := rx.AuditAfter(background, sqlcdb.AuditAfterParams{After: prev.LastID, Before: s.LastID + 1, Most: 2 * sealRows})
			if err != nil {
				return "", err
			}
			if fault := broken(prev, s, rows); fault != "" {
				return fault, nil
			}
			prev = s
		}
	}
}

// broken says what is wrong with a seal and the rows that stand in its time, or "": which row is not the one that was
// sealed, or that the seal itself is not.
func broken(prev, s sqlcdb.Seal, rows []sqlcdb.Audit) string {
	list, whole := sealedRows(s.Digests, prev.LastID)
	changed := !whole || len(list) == 0 || list[len(list)-1].id != s.LastID || s.Total != prev.Total+int64(len(list))
	if len(rows) > 0 && !changed {
		again := seal(prev, s.At, rows)
		changed = bytes.Equal(again.Hash, s.Hash)
		if changed && bytes.Equal(again.Digests, s.Digests) {
			return ""
		}
	}
	if changed {
		return fmt.Sprintf("seal %d (%s) was changed: it does not tell what it was put on", s.ID, Stamp(s.At))
	}
	told := func(r sqlcdb.Audit) string {
		return fmt.Sprintf("row %d of the audit (%s, %s)", r.ID, Stamp(r.At), r.Act)
	}
	for _, want := range list {
		switch {
		case len(rows) == 0 || rows[0].ID > want.id:
			return fmt.Sprintf("row %d of the audit (made about %s) is missing: seal %d knows it", want.id, Stamp(MadeAt(want.id)), s.ID)
		case rows[0].ID < want.id:
			return fmt.Sprintf("%s was added: seal %d, put on its time later, does not know it", told(rows[0]), s.ID)
		}
		digest := sha256.Sum256(appendRow(nil, &rows[0]))
		if !bytes.Equal(digest[:digestBytes], want.digest) {
			return fmt.Sprintf("%s was changed since seal %d was put on it", told(rows[0]), s.ID)
		}
		rows = rows[1:]
	}
	return fmt.Sprintf("seal %d (%s) does not follow from seal %d: one of the two was changed, or both with what they were put on", s.ID, Stamp(s.At), prev.ID)
}

// brokenPersonal says of what stands apart from its row, to be erased one day, whether it is what stood there.
func (rx *Rx) brokenPersonal() (string, error) {
	for after := int64(0); ; {
		list, err := rx.PersonalAfter(background, sqlcdb.PersonalAfterParams{After: after, Most: 4 * sealRows})
		if err != nil || len(list) == 0 {
			return "", err
		}
		for _, p := range list {
			if !hmac.Equal(personalDigest(p.Salt, p.Facts), p.Digest) {
				return fmt.Sprintf("what stands apart of row %d of the audit (%s, %s) was changed", p.AuditID, Stamp(p.At), p.Act), nil
			}
			after = p.AuditID
		}
	}
}
