package db

import (
	"context"
	"slices"
	"strings"
)

// MemberList is the desk's list of members.
var MemberList = declare(List{
	Name: "members", Right: MembersRead, from: "members m", id: "m.id",
	Orders: []Order{
		{Name: "joined", Desc: true, key: "m.joined_at", number: true},
		{Name: "number", key: "m.number"},
		{Name: "name", key: "m.name_folded", words: true},
	},
	Filters: []Filter{
		{Name: "q", Kind: FilterWords, narrow: func(n *narrowing, v FilterValue) (bool, error) { return true, n.member(v.Text) }},
		{Name: "community", Kind: FilterThing, things: placesOf(MembersRead), narrow: func(n *narrowing, v FilterValue) (bool, error) {
			n.lives = v.IDs // by what else is asked
			return true, nil
		}},
		{Name: "class", Kind: FilterChoice, Of: "class", Words: wordsOf(Classes), narrow: func(n *narrowing, v FilterValue) (bool, error) {
			n.class = v.Text
			n.equal("m.class", v.Text)
			return true, nil
		}},
		{Name: "tier", Kind: FilterChoice, Of: "tier", Words: wordsOf(Tiers), narrow: equals("m.tier")},
		{Name: "joined", Kind: FilterDays, narrow: inDays("m.joined_at")},
		{Name: "waiting", Kind: FilterYes, narrow: func(n *narrowing, _ FilterValue) (bool, error) {
			w := &where{}
			w.add("c.state = 'waiting'")
			w.reach(n.actor, MembersRead, "c.community_id")
			n.add("m.id IN (SELECT c.member_id FROM home_claims c"+w.sql()+")", w.args...)
			return true, nil
		}},
	},
	Batches: []Batch{{
		Name: "tier", Right: MembersTier, Of: "tier", Words: wordsOf(Tiers), Reason: true,
		do: func(ctx context.Context, s *Store, actor Actor, id int64, in BatchInput) error {
			return s.SetTier(ctx, actor, id, Tier(in.Word), in.Reason)
		},
	}},
	reach: func(n *narrowing) error {
		if n.lives != nil {
			if err := n.livesIn("m.id", n.lives); err != nil {
				return err
			}
		}
		return n.seen(n.actor, MembersRead, "m.id")
	},
	veil: (*Rx).veilMembers,
},
	(*Rx).memberRows, func(m MemberRow) int64 { return m.ID },
	column("name", func(m MemberRow) Cell { return m.Name }).by("name"),
	column("number", func(m MemberRow) Cell { return Sign(FormatNumber(m.Number)) }).by("number"),
	column("contact", func(m MemberRow) Cell { return orNothing(Sign(m.To)) }),
	column("class", func(m MemberRow) Cell { return Choice{"class", string(m.Class)} }),
	column("tier", func(m MemberRow) Cell { return Choice{"tier", string(m.Tier)} }),
	column("community", func(m MemberRow) Cell { return At(m.Community) }),
	column("points", func(m MemberRow) Cell { return Count(m.Balance) }).number(),
	column("joined", func(m MemberRow) Cell { return Date(m.JoinedAt) }).by("joined"),
	column("state", func(m MemberRow) Cell {
		var states Choices
		if m.Waiting {
			states = append(states, Choice{"member", "waiting"})
		}
		switch {
		case m.Merged:
			states = append(states, Choice{"member", "merged"})
		case m.Left:
			states = append(states, Choice{"member", "left"})
		case m.Leaving:
			states = append(states, Choice{"member", "leaving"})
		}
		return states
	}),
	column("language", func(m MemberRow) Cell { return Choice{"locale", string(m.Locale)} }).extra(),
)

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
	Merged    bool // and so left
	Leaving   bool // has asked to leave
	Locale    Locale
}

// memberRows answers the members of the ids.
func (rx *Rx) memberRows(ids []int64) (list []MemberRow, err error) {
	rows, err := rx.MembersByIDs(background, ids)
	for _, r := range rows {
		list = append(list, MemberRow{
			ID: r.ID, Number: r.Number, Name: r.Name, To: Destination{deref(r.Phone), deref(r.Email)}.one().Masked(), Class: Class(r.Class), Tier: Tier(r.Tier),
			Community: deref(r.CommunityID), Balance: deref(r.Balance), JoinedAt: r.JoinedAt, Waiting: r.Waiting > 0, Left: r.LeftAt != nil, Merged: r.MergedInto != nil, Leaving: r.LeavesAt != nil, Locale: Locale(r.Locale),
		})
	}
	return list, err
}

// NewestMembers answers the newest members within the actor's reach.
func (s *Store) NewestMembers(ctx context.Context, actor Actor, most int) (list []MemberRow, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		n := &narrowing{rx: rx}
		if err := n.seen(actor, MembersRead, "m.id"); err != nil {
			return err
		}
		w := n.others()
		ids, err := rx.ids("SELECT m.id FROM members m"+w.sql()+" ORDER BY m.id DESC LIMIT ?", append(w.args, most)...)
		if err != nil {
			return err
		}
		if list, err = rx.memberRows(ids); err != nil {
			return err
		}
		return rx.veilRows(actor, list)
	})
	return list, err
}

// veilRows hides of members whom the actor sees what is of other communities: that they wait there, and that they name one.
func (rx *Rx) veilRows(actor Actor, list []MemberRow) error {
	ids := make([]int64, len(list))
	for i, m := range list {
		ids[i] = m.ID
	}
	hidden, err := rx.waitBeyond(actor, ids)
	for i := range list {
		m := &list[i]
		m.Waiting = m.Waiting && !slices.Contains(hidden, m.ID)
		if !actor.reaches(MembersRead, m.Community) {
			m.Community = 0
		}
	}
	return err
}

// veilMembers hides which members wait for staff of other communities.
func (rx *Rx) veilMembers(actor Actor, l *List, lines []Line) error {
	ids := make([]int64, len(lines))
	for i, line := range lines {
		ids[i] = line.ID
	}
	hidden, err := rx.waitBeyond(actor, ids)
	state := l.column("state")
	for _, line := range lines {
		if states, ok := line.Cells[state].(Choices); ok && slices.Contains(hidden, line.ID) {
			line.Cells[state] = slices.DeleteFunc(slices.Clone(states), func(c Choice) bool { return c.Word == "waiting" })
		}
	}
	return err
}

// waitBeyond answers those of the members of whose claims none waits within the actor's reach.
func (rx *Rx) waitBeyond(actor Actor, ids []int64) ([]int64, error) {
	if all, _ := actor.Reach(MembersRead); all || len(ids) == 0 {
		return nil, nil
	}
	w := &where{}
	w.add("c.state = 'waiting'")
	w.in("c.member_id", ids)
	w.reach(actor, MembersRead, "c.community_id")
	within, err := rx.ids("SELECT c.member_id FROM home_claims c"+w.sql(), w.args...)
	return slices.DeleteFunc(slices.Clone(ids), func(id int64) bool { return slices.Contains(within, id) }), err
}

// member asks for what was typed: part of a name or of its reading, a membership number or its beginning, a phone or its
// ending, an e-mail address.
func (n *narrowing) member(q string) error {
	q = tidy(q)
	if number, ok := ParseNumber(q); ok {
		n.add("m.number = ?", number)
	} else if phone, ok := ParsePhone(q, "CN"); ok {
		n.add("m.account_id IN (SELECT a.id FROM accounts a WHERE a.phone = ?)", phone)
	} else if email, ok := ParseEmail(q); ok {
		n.add("m.account_id IN (SELECT a.id FROM accounts a WHERE a.email = ?)", EmailKey(email))
	} else if d := digits(q); d == q && len(d) >= leastDigits {
		n.numbered(d, n.club.Letters)
	} else if phone, ok := ParsePhone(q, "HK"); ok { // one in groups
		n.add("m.account_id IN (SELECT a.id FROM accounts a WHERE a.phone = ?)", phone)
	} else if number, ok := numberStart(q, n.club.Letters); ok {
		n.add("m.number >= ? AND m.number < ?", number, number+":") // the sign after 9
	} else {
		return n.named(Fold(q))
	}
	return nil
}

// Of digits alone three begin a membership number, or a room. The end of a phone is four: three are the end of a thousand
// phones of a million.
const leastDigits, endDigits = 3, 4

// numberStart reads the beginning of a membership number: the club's letters, and digits behind them.
func numberStart(s, letters string) (string, bool) {
	s = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(s))
	d, ok := strings.CutPrefix(s, letters)
	return s, ok && d != "" && d == digits(d)
}

// numbered asks that the digits are the first of the membership number, or the last of the member's phone.
func (n *narrowing) numbered(d, letters string) {
	query, args := "SELECT id FROM members WHERE number >= ? AND number < ?", []any{letters + d, letters + d + ":"} // the sign after 9
	if len(d) >= endDigits {
		query += " UNION ALL SELECT x.id FROM accounts a JOIN members x ON x.account_id = a.id WHERE substr(a.phone, length(a.phone) - 3) = ?"
		args = append(args, d[len(d)-endDigits:])
	}
	if len(d) > endDigits {
		query, args = query+" AND a.phone LIKE ?", append(args, "%"+d)
	}
	n.add(n.rx.among("m.id", query), args...)
	n.digits = true
}

const (
	termSigns = 3 // at most, of a term: a whole Chinese name, mostly
	mostTerms = 5 // of a long name say enough of who may have it; PostgreSQL's planner takes long over many
)

// named asks that a folded name has the sought one in it, or is read so. Of one that is longer than a term, its terms find
// who may, and the name itself says who does; but where Latin letters are a whole term, that alone is looked for.
func (n *narrowing) named(sought string) error {
	terms, runes := []string{sought}, []rune(sought)
	inIt := &where{}
	if len(runes) > termSigns {
		whole := strings.ReplaceAll(sought, " ", "")
		known := false
		if isLatin(whole) {
			ids, err := n.rx.ids("SELECT member_id FROM member_terms WHERE term = ? LIMIT 1", whole)
			if err != nil {
				return err
			}
			known = len(ids) > 0
		}
		if known {
			terms = []string{whole}
		} else {
			terms = nil
			for i := 0; i <= len(runes)-termSigns && len(terms) < mostTerms; i++ {
				if t := string(runes[i : i+termSigns]); !slices.Contains(terms, t) {
					terms = append(terms, t)
				}
			}
			for _, t := range terms[1:] {
				inIt.add("EXISTS (SELECT 1 FROM member_terms x WHERE x.term = ? AND x.member_id = m.id)", t)
			}
			inIt.add(`m.name_folded LIKE ? ESCAPE '\'`, like(sought))
		}
	}
	var found, asks where
	found.add("t.term = ?", terms[0])
	found.add("m.id = t.member_id")
	asks.add(tells("SELECT 1 FROM member_terms t WHERE t.term = ? AND t.member_id = m.id"), terms[0])
	n.look("member_terms t CROSS JOIN members m", "t.member_id", found, asks)
	n.words.term, n.words.holder = terms[0], "t.member_id"
	n.parts, n.args = append(n.parts, inIt.parts...), append(n.args, inIt.args...)
	return nil
}

// isLatin tells whether s is letters as pinyin has them, and nothing else.
func isLatin(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
}
