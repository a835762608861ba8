package db

import (
	"context"
	"slices"
	"strings"

	"clubhouse/db/sqlcdb"
)

// Evidence is a sign that two members are one person.
type Evidence string

// The signs, and how much each says by itself, in percent.
const (
	ProvenBoth    Evidence = "proven_both"    // one of them has proven the phone or e-mail of the other to be theirs
	FormerContact Evidence = "former_contact" // one has today a phone or e-mail that the other had before
	NameAndHome   Evidence = "name_and_home"  // one name, and claims to one home
	NameAndPlace  Evidence = "name_and_place" // one name, in one community
)

var weights = map[Evidence]int{ProvenBoth: 95, FormerContact: 60, NameAndHome: 75, NameAndPlace: 25}

// suggestFrom is the score from which staff are told of two members.
const suggestFrom = 50

// scoreOf answers how likely the signs make it that two members are one, in percent: each leaves of the doubt that the
// others left what it does not speak against.
func scoreOf(signs []Evidence) int64 {
	doubt := 1.0
	for _, s := range signs {
		doubt *= 1 - float64(weights[s])/100
	}
	return int64((1-doubt)*100 + 0.5)
}

// compare looks for members who may be the same person as this one, and has staff decide on those who probably are.
func (tx *Tx) compare(member int64) error {
	m, err := tx.GetMember(background, member)
	if err != nil || m.LeftAt != nil {
		return err
	}
	found := map[int64][]Evidence{}
	add := func(sign Evidence, ids []int64, err error) error {
		for _, id := range ids {
			if !slices.Contains(found[id], sign) {
				found[id] = append(found[id], sign)
			}
		}
		return err
	}
	for _, to := range []string{deref(m.Phone), deref(m.Email)} {
		if to == "" {
			continue
		}
		ids, err := tx.HadContact(background, sqlcdb.HadContactParams{Destination: to, AccountID: m.AccountID})
		if err := add(FormerContact, ids, err); err != nil {
			return err
		}
	}
	rows, err := tx.HasContactOf(background, m.AccountID)
	for _, r := range rows {
		_ = add(FormerContact, []int64{r.ID}, nil)
	}
	if err != nil {
		return err
	}
	ids, err := tx.SameNameAndHome(background, sqlcdb.SameNameAndHomeParams{MemberID: m.ID, NameFolded: m.NameFolded})
	if err := add(NameAndHome, ids, err); err != nil {
		return err
	}
	if m.CommunityID != nil {
		ids, err := tx.SameNameAndCommunity(background, sqlcdb.SameNameAndCommunityParams{NameFolded: m.NameFolded, CommunityID: m.CommunityID, ID: m.ID})
		if err := add(NameAndPlace, ids, err); err != nil {
			return err
		}
	}
	for _, other := range sorted(found) {
		if err := tx.propose(m.ID, other, found[other]...); err != nil {
			return err
		}
	}
	return nil
}

// compareIf is compare for whoever has a membership.
func (tx *Tx) compareIf(member int64) error {
	if member == 0 {
		return nil
	}
	return tx.compare(member)
}

func sorted(found map[int64][]Evidence) (ids []int64) {
	for id := range found {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// propose has staff decide whether two members are one person, where the signs say enough. What they have decided stands.
func (tx *Tx) propose(a, b int64, signs ...Evidence) error {
	if a == b {
		return nil
	}
	a, b = min(a, b), max(a, b)
	if was, err := tx.DuplicateOf(background, sqlcdb.DuplicateOfParams{MemberID: a, OtherID: b}); err == nil {
		for _, s := range strings.Fields(was.Evidence) { // what was found before another act
			if !slices.Contains(signs, Evidence(s)) {
				signs = append(signs, Evidence(s))
			}
		}
	} else if !isNoRows(err) {
		return err
	}
	slices.Sort(signs)
	if scoreOf(signs) < suggestFrom {
		return nil
	}
	text := make([]string, len(signs))
	for i, s := range signs {
		text[i] = string(s)
	}
	_, err := tx.PutDuplicate(background, sqlcdb.PutDuplicateParams{
		ID: tx.NewID(), MemberID: a, OtherID: b, Evidence: strings.Join(text, " "), Score: scoreOf(signs), FoundAt: tx.Now,
	})
	return err
}

// Duplicate is two members who may be one person.
type Duplicate struct {
	ID       int64
	Members  [2]*MemberRecord // the older first
	Evidence []Evidence
	Score    int64 // percent
	State    string
	FoundAt  int64
}

// Duplicates answers the pairs that staff are to decide on of whom the actor may merge both, the likeliest first, after the
// cursor, and the next cursor (0 at the end).
func (s *Store) Duplicates(ctx context.Context, actor Actor, after int64) (list []Duplicate, more int64, err error) {
	w := where{}
	w.add("d.state = 'open'")
	if after > 0 { // the cursor is a pair: its score, then its id
		w.add("(d.score, d.id) < (SELECT x.score, x.id FROM duplicates x WHERE x.id = ?)", after)
	}
	if all, some := actor.Reach(MembersMerge); !all {
		for _, column := range []string{"d.member_id", "d.other_id"} {
			w.livesInEach(column, some)
		}
	}
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		var ids []int64
		if ids, more, err = rx.page(pageRows, "SELECT d.id FROM duplicates d"+w.sql()+" ORDER BY d.score DESC, d.id DESC", w.args...); err != nil {
			return err
		}
		rows, err := rx.OpenDuplicates(background, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			i := slices.IndexFunc(rows, func(r sqlcdb.Duplicate) bool { return r.ID == id })
			d, err := rx.duplicate(actor, rows[i])
			if err != nil {
				return err
			}
			list = append(list, d)
		}
		return nil
	})
	return list, more, err
}

// duplicate answers the pair with both records. NotFound where the actor may not merge both.
func (rx *Rx) duplicate(actor Actor, r sqlcdb.Duplicate) (d Duplicate, err error) {
	d = Duplicate{ID: r.ID, Score: r.Score, State: r.State, FoundAt: r.FoundAt}
	for _, s := range strings.Fields(r.Evidence) {
		d.Evidence = append(d.Evidence, Evidence(s))
	}
	for i, id := range []int64{r.MemberID, r.OtherID} {
		if ok, err := rx.sees(actor, MembersMerge, id); err != nil || !ok {
			if err == nil {
				err = errNotFound
			}
			return d, err
		}
		if d.Members[i], err = rx.memberRecord(actor, id); err != nil {
			return d, err
		}
	}
	return d, nil
}

// Duplicate answers one pair. NotFound: there is none, or the actor may not merge both.
func (s *Store) Duplicate(ctx context.Context, actor Actor, id int64) (d Duplicate, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		r, err := rx.GetDuplicate(background, id)
		if err != nil {
			return err
		}
		d, err = rx.duplicate(actor, r)
		return err
	})
	return d, err
}

// DuplicateDecided refuses a pair that somebody else has decided on first.
const DuplicateDecided Reason = "duplicate_decided"

// KeepApart says that the two members of a pair are two people: they are not suggested again. Refused: DuplicateDecided.
func (s *Store) KeepApart(ctx context.Context, actor Actor, id int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		r, err := tx.GetDuplicate(background, id)
		if err != nil {
			return err
		}
		if _, err := tx.duplicate(tx.Actor, r); err != nil {
			return err
		}
		if n, err := tx.DecideDuplicate(background, sqlcdb.DecideDuplicateParams{State: "apart", Now: &tx.Now, ID: id}); err != nil {
			return err
		} else if n == 0 {
			return refuse(DuplicateDecided)
		}
		return tx.audit(change{act: "member.apart", noun: r.MemberID, member: r.MemberID, facts: Facts{"other": r.OtherID}})
	})
}
