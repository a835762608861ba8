package db

import (
	"context"
	"slices"
	"strings"
)

// MemberFilter narrows the staff's list of members.
type MemberFilter struct {
	Query     string // part of a name, a membership number, a phone or its ending, an e-mail address
	Community int64
	Class     Class
	Tier      Tier
	Waiting   bool // only those with a claim that waits
	Before    int64
}

// MemberRow is one line of the staff's list, personal data masked.
type MemberRow struct {
	ID        int64
	Number    string
	Name      string
	To        string // phone or e-mail, masked
	Class     Class
	Tier      Tier
	Community int64
	Balance   int64
	JoinedAt  int64
	Waiting   bool
	Left      bool
}

// Members answers the members whom the actor may see, newest first, and the next cursor (0 at the end).
func (s *Store) Members(ctx context.Context, actor Actor, f MemberFilter) (list []MemberRow, more int64, err error) {
	from, id, w := f.where(actor, s.Club().Letters)
	err = s.Read(ctx, func(rx *Rx) error {
		list = nil
		var ids []int64
		if ids, more, err = rx.page(pageRows, "SELECT "+id+" FROM "+from+w.sql()+" ORDER BY "+id+" DESC", w.args...); err != nil {
			return err
		}
		rows, err := rx.MembersByIDs(background, ids)
		for _, r := range rows {
			list = append(list, MemberRow{
				ID: r.ID, Number: r.Number, Name: r.Name, To: Destination{deref(r.Phone), deref(r.Email)}.one().Masked(), Class: Class(r.Class), Tier: Tier(r.Tier),
				Community: deref(r.CommunityID), Balance: deref(r.Balance), JoinedAt: r.JoinedAt, Waiting: r.Waiting > 0, Left: r.LeftAt != nil,
			})
		}
		return err
	})
	return list, more, err
}

// where answers what the filter's list is read from, the members' id there, and its conditions.
func (f MemberFilter) where(actor Actor, letters string) (from, id string, w *where) {
	from, id, w = "members m", "m.id", &where{}
	if q := strings.TrimSpace(f.Query); q != "" {
		if number, ok := ParseNumber(q); ok {
			w.add("m.number = ?", number)
		} else if phone, ok := ParsePhone(q, "CN"); ok {
			w.add("m.account_id IN (SELECT a.id FROM accounts a WHERE a.phone = ?)", phone)
		} else if email, ok := ParseEmail(q); ok {
			w.add("m.account_id IN (SELECT a.id FROM accounts a WHERE a.email = ?)", EmailKey(email))
		} else if d := digits(q); d == q && len(d) >= leastDigits {
			w.numbered(d, letters)
		} else {
			from, id = "member_terms t CROSS JOIN members m", "t.member_id" // by whose index they come in order
			w.named(Fold(q))
		}
	}
	if f.Before > 0 {
		w.add(id+" < ?", f.Before)
	}
	if f.Community != 0 {
		w.livesIn([]int64{f.Community})
	}
	if f.Class != "" {
		w.add("m.class = ?", string(f.Class))
	}
	if f.Tier != "" {
		w.add("m.tier = ?", string(f.Tier))
	}
	if f.Waiting {
		w.add("m.id IN (SELECT c.member_id FROM home_claims c WHERE c.state = 'waiting')")
	}
	w.seen(actor, MembersRead)
	return from, id, w
}

// leastDigits are asked for, where digits alone are: the end of a phone, or the beginning of a number.
const leastDigits = 3

// numbered asks that the digits are the last of the member's phone, or the first of the membership number.
func (w *where) numbered(d, letters string) {
	// The index has the last four signs: three are looked for with each digit before them.
	var ends []string
	if len(d) == leastDigits {
		for n := range 10 {
			ends = append(ends, string(rune('0'+n))+d)
		}
	} else {
		ends = []string{d[len(d)-4:]}
	}
	args := make([]any, 0, len(ends)+3)
	for _, e := range ends {
		args = append(args, e)
	}
	w.add("m.id IN (SELECT x.id FROM accounts a JOIN members x ON x.account_id = a.id WHERE substr(a.phone, length(a.phone) - 3) IN (?"+strings.Repeat(", ?", len(ends)-1)+
		") AND a.phone LIKE ? UNION ALL SELECT id FROM members WHERE number >= ? AND number < ?)",
		append(args, "%"+d, letters+d, letters+d+":")...) // the sign after 9
}

const (
	termSigns = 3 // at most, of a term: a whole Chinese name, mostly
	mostTerms = 5 // of a long name say enough of who may have it; PostgreSQL's planner takes long over many
)

// named asks that a folded name has the sought one in it. Of one that is longer than a term, its terms find who may, and
// the name itself says who does.
func (w *where) named(sought string) {
	terms, runes := []string{sought}, []rune(sought)
	if len(runes) > termSigns {
		terms = nil
		for i := 0; i <= len(runes)-termSigns && len(terms) < mostTerms; i++ {
			if t := string(runes[i : i+termSigns]); !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
	}
	w.add("m.id = t.member_id AND t.term = ?", terms[0])
	for _, term := range terms[1:] {
		w.add("EXISTS (SELECT 1 FROM member_terms x WHERE x.term = ? AND x.member_id = t.member_id)", term)
	}
	if len(runes) > termSigns {
		w.add(`m.name_folded LIKE ? ESCAPE '\'`, like(sought))
	}
}

// nameTerms answers by what a folded name is found: each sign, and each two and three that stand together.
func nameTerms(folded string) (terms []string) {
	runes := []rune(folded)
	for i := range runes {
		for end := i + 1; end <= min(i+termSigns, len(runes)); end++ {
			if t := string(runes[i:end]); !slices.Contains(terms, t) {
				terms = append(terms, t)
			}
		}
	}
	return terms
}

// seen bounds the list to members of the communities that the actor's right covers.
func (w *where) seen(actor Actor, right Right) {
	all, some := actor.Reach(right)
	if all {
		return
	}
	w.livesIn(some)
}

// livesIn bounds the list to members of the communities: those named by the member, and those of their homes.
func (w *where) livesIn(communities []int64) {
	named, homes := &where{}, &where{}
	named.in("community_id", communities)
	homes.in("community_id", communities)
	w.add("m.id IN (SELECT id FROM members WHERE "+named.parts[0]+" UNION ALL SELECT member_id FROM home_claims WHERE state IN ('waiting', 'verified') AND "+homes.parts[0]+")",
		append(named.args, homes.args...)...)
}
