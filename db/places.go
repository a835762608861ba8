package db

// Which members staff of some communities may see: those who live there, by member_places.

// place writes down anew in which communities a member lives, and of which class they are there, after what that follows from
// has changed: their row or their claims.
func (tx *Tx) place(member int64) error {
	if err := tx.LeavePlaces(background, member); err != nil {
		return err
	}
	return tx.EnterPlaces(background, member)
}

// seenEach bounds the list to members (m), who are known, of the communities that the actor's right covers.
func (w *where) seenEach(actor Actor, right Right) {
	if all, some := actor.Reach(right); !all {
		w.livesInEach("m.id", some)
	}
}

// livesIn asks that the column is a member of one of the communities, of the class where there is one: it finds them all.
func (w *where) livesIn(column, class string, communities []int64) {
	places := &where{}
	if class != "" {
		places.add("p.class = ?", class)
	}
	places.in("p.community_id", communities)
	w.add(column+" IN (SELECT p.member_id FROM member_places p"+places.sql()+")", places.args...)
}

// livesInEach is livesIn for members who are known: it looks at each of them.
func (w *where) livesInEach(column string, communities []int64) {
	places := &where{}
	places.add("p.member_id = " + column)
	places.in("+p.community_id", communities) // SQLite would look for each of these in the key
	w.add(tells("SELECT 1 FROM member_places p"+places.sql()), places.args...)
}

// seen bounds the list to what is of members whom the actor's right covers: column is the member.
func (n *narrowing) seen(actor Actor, right Right, column string) error {
	all, some := actor.Reach(right)
	if all {
		return nil
	}
	return n.livesIn(column, some)
}

// livesIn bounds the list to what is of members of the communities, in the way that is right for how many they are: by those
// who name one of them, of whom none is counted twice, or who are of the class that is asked for, of whom there may be few.
func (n *narrowing) livesIn(column string, communities []int64) error {
	from, found := "members m", &where{}
	if n.class != "" {
		from = "member_places p"
		found.add("p.class = ?", n.class)
		found.in("p.community_id", communities)
	} else {
		found.in("m.community_id", communities)
	}
	count, err := n.rx.countMost(from+found.sql(), found.args...)
	if err != nil {
		return err
	}
	all := &where{}
	all.livesIn(column, n.class, communities)
	if count <= CountMost {
		n.add(all.parts[0], all.args...)
		return nil
	}
	n.allWide = *together(n.allWide, *all)
	n.wide.livesInEach(column, communities)
	n.holder = column
	return nil
}
