package db

import (
	"context"
	"slices"
	"strings"

	"clubhouse/db/sqlcdb"
)

// termsVersion is how nameTerms makes the terms: one more with each change of them, which has those of all members made
// anew.
const termsVersion = 1

// nameTerms answers by what a folded name is found: each sign, and each two and three that stand together; Latin words
// that are longer, and what is read for Han characters.
func nameTerms(folded string) []string {
	terms := pieces([]rune(folded))
	for _, word := range strings.FieldsFunc(folded, func(r rune) bool { return !isLatin(string(r)) }) {
		if len(word) > termSigns && !slices.Contains(terms, word) {
			terms = append(terms, word)
		}
	}
	for _, t := range pinyinTerms(folded) {
		if !slices.Contains(terms, t) {
			terms = append(terms, t)
		}
	}
	return terms
}

// pieces answers each sign, and each two and three that stand together.
func pieces(runes []rune) (terms []string) {
	for i := range runes {
		for end := i + 1; end <= min(i+termSigns, len(runes)); end++ {
			if t := string(runes[i:end]); !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
	}
	return terms
}

const (
	termsAtOnce = 20      // rows of one statement
	termsWait   = 60 * 60 // seconds for which a process of an older version may go on to let members join
)

// addTerms writes the terms of members beside those that they have.
func (tx *Tx) addTerms(members ...sqlcdb.NamesAfterRow) error {
	const insert = "INSERT INTO member_terms (term, member_id) VALUES "
	var args []any
	for _, m := range members {
		for _, t := range nameTerms(m.NameFolded) {
			args = append(args, t, m.ID)
		}
	}
	for len(args)%(2*termsAtOnce) != 0 { // one statement, however many: it is prepared once
		args = append(args, args[:2]...)
	}
	for some := range slices.Chunk(args, 2*termsAtOnce) {
		if _, err := tx.db.ExecContext(background, insert+"(?, ?)"+strings.Repeat(", (?, ?)", termsAtOnce-1)+" ON CONFLICT DO NOTHING", some...); err != nil {
			return err
		}
	}
	return nil
}

// RenewTerms gives so many members more the terms that this binary finds them by, where theirs were made by an older one,
// and tells whether there are more of them. Where all have theirs it writes nothing. It ends an hour after it was begun
// at the earliest, by looking once more at those who have joined since: an older process may have let them.
func (s *Store) RenewTerms(ctx context.Context, most int64) (more bool, err error) {
	var at sqlcdb.NameIndex
	if err := s.Read(ctx, func(rx *Rx) error {
		more = false
		at, err = rx.GetNameIndex(background)
		if err != nil || at.Version >= termsVersion || at.Making != termsVersion {
			return err
		}
		n, err := rx.NamesAfter(background, sqlcdb.NamesAfterParams{After: at.DoneTo, Most: 1})
		more = len(n) > 0
		return err
	}); err != nil || at.Version >= termsVersion || at.Making > termsVersion {
		return false, err
	}
	if at.Making == termsVersion && !more && s.Now() < at.BegunAt+termsWait {
		return false, nil // it looks again later for who has joined meanwhile
	}
	err = s.writeApart(ctx, SystemActor, func(tx *Tx) error {
		more = false
		at, err := tx.GetNameIndex(background)
		if err != nil || at.Version >= termsVersion || at.Making > termsVersion {
			return err
		}
		if at.Making < termsVersion {
			at.Making, at.DoneTo, at.BegunAt = termsVersion, 0, tx.Now
			if err := tx.BeginNameIndex(background, sqlcdb.BeginNameIndexParams{Making: termsVersion, BegunAt: tx.Now}); err != nil {
				return err
			}
		}
		members, err := tx.NamesAfter(background, sqlcdb.NamesAfterParams{After: at.DoneTo, Most: most})
		if err != nil {
			return err
		}
		if len(members) == 0 {
			switch {
			case at.BegunAt == 0:
				return tx.FinishNameIndex(background, termsVersion)
			case tx.Now < at.BegunAt+termsWait:
				return nil
			}
			more = true
			return tx.BeginNameIndex(background, sqlcdb.BeginNameIndexParams{Making: termsVersion, DoneTo: idAt(at.BegunAt)})
		}
		more = true
		last := members[len(members)-1].ID
		if n, err := tx.MoveNameIndex(background, sqlcdb.MoveNameIndexParams{DoneTo: last, Making: termsVersion, Was: at.DoneTo}); err != nil || n == 0 {
			return err // another process was quicker
		}
		return tx.addTerms(members...)
	})
	return more, err
}

// examineNames asks that members are found by the terms that this binary makes of their names: that nobody waits for
// theirs, and that the newest members have them.
func (rx *Rx) examineNames(name string, _ bool) (Finding, error) {
	at, err := rx.GetNameIndex(background)
	if err != nil {
		return Finding{}, err
	}
	if at.Version < termsVersion {
		if at.Making != termsVersion {
			at.DoneTo = 0
		}
		wait, err := rx.CountNamesAfter(background, at.DoneTo)
		if err != nil {
			return Finding{}, err
		}
		if wait > 0 {
			all, err := rx.CountNamesAfter(background, 0)
			return Worry(name, "let the club run: its clock does this by itself, some thousand members a minute",
				"%d of %d members are not yet found by all that this version finds them by, such as initials", wait, all), err
		}
	}
	if at.Version > termsVersion {
		return Fine(name, "a newer version has made the terms"), nil
	}
	since, err := rx.since("members", "id", false)
	if err != nil {
		return Finding{}, err
	}
	members, err := rx.NamesAfter(background, sqlcdb.NamesAfterParams{After: since - 1, Most: newest})
	if err != nil {
		return Finding{}, err
	}
	has := map[int64]int{}
	rows, err := rx.TermCounts(background, since)
	for _, r := range rows {
		has[r.MemberID] = int(r.N)
	}
	lack := 0
	for _, m := range members {
		if has[m.ID] < len(nameTerms(m.NameFolded)) {
			lack++
		}
	}
	if lack > 0 {
		return Wrong(name, "report this: a member's terms are written with the member", "%d of %d members lack terms by which they are found", lack, len(members)), nil
	}
	return Fine(name, "%s members are found by all that this version finds them by", ofAll(since)), err
}
