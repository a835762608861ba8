package db

import (
	"encoding/json"
	"slices"

	"clubhouse/db/sqlcdb"
)

// endSold ends the claims to a home that went with its earlier owners, once one of those whom the register names today is
// verified. The members are told, and stay in the club as friends where they have no other home.
func (tx *Tx) endSold(home int64) error {
	changes, err := tx.AcceptedChanges(background, home)
	if err != nil || len(changes) == 0 {
		return err
	}
	rows, err := tx.OwnersOf(background, []int64{home})
	if err != nil {
		return err
	}
	now := make([]RegisterOwner, len(rows))
	for i, o := range rows {
		now[i] = RegisterOwner{o.Name, o.Phone}
	}
	claims, err := tx.VerifiedClaims(background, &home)
	if err != nil {
		return err
	}
	of, known := map[int64][]sqlcdb.GetMemberRow{}, false
	for _, c := range claims {
		if of[c.ID], err = tx.selves(c.MemberID); err != nil {
			return err
		}
		known = known || anyNamed(now, of[c.ID])
	}
	if !known {
		return nil
	}
	for _, c := range claims {
		i := slices.IndexFunc(changes, func(r sqlcdb.AcceptedChangesRow) bool { return deref(c.DecidedAt) <= deref(r.DecidedAt) })
		if i < 0 { // verified since
			continue
		}
		var then []RegisterOwner
		if err := json.Unmarshal([]byte(changes[i].Was), &then); err != nil {
			return err
		}
		if wentWith(then, now, of[c.ID]) {
			if err := tx.endClaim(claimOf(c), EndSold, ""); err != nil {
				return err
			}
		}
	}
	return nil
}

// wentWith tells whether a member's claim to a home ended as it went from the owners of then to those of now: theirs who
// owned it and do not any more, and in a sale, of which nobody of then is left, that of everybody who came with these, as
// children and tenants. A register that corrects a phone or a name, or names one owner more, ends nothing.
func wentWith(then, now []RegisterOwner, selves []sqlcdb.GetMemberRow) bool {
	if anyNamed(now, selves) {
		return false
	}
	stayed := slices.ContainsFunc(then, func(o RegisterOwner) bool { return namedAmong(now, Fold(o.Name), o.Phone) })
	return !stayed || anyNamed(then, selves)
}

// anyNamed tells whether the owners have a name or a phone of the member, or of who was merged into them.
func anyNamed(owners []RegisterOwner, selves []sqlcdb.GetMemberRow) bool {
	return slices.ContainsFunc(selves, func(m sqlcdb.GetMemberRow) bool { return namedAmong(owners, m.NameFolded, deref(m.Phone)) })
}

// namedAmong tells whether the owners have this name or this phone: people change the one and keep the other.
func namedAmong(owners []RegisterOwner, nameFolded, phone string) bool {
	return slices.ContainsFunc(owners, func(o RegisterOwner) bool {
		return Fold(o.Name) == nameFolded || phone != "" && o.Phone == phone
	})
}

// endClaim ends a verified claim. Where the home was sold its member is told, and an audit row of its own is written, for it
// is another member's than the act's. day is from when it is theirs no more, as they say who give it up.
func (tx *Tx) endClaim(c Claim, how ClaimEnd, day Day) error {
	n, err := tx.EndClaim(background, sqlcdb.EndClaimParams{How: string(how), Day: string(day), Now: &tx.Now, ID: c.ID})
	if err != nil || n == 0 {
		return err
	}
	left, err := tx.VerifiedHomes(background, c.Member)
	if err != nil {
		return err
	}
	if len(left) == 0 {
		if err := tx.SetMemberClass(background, sqlcdb.SetMemberClassParams{Class: string(Friend), ID: c.Member}); err != nil {
			return err
		}
	}
	if err := tx.place(c.Member); err != nil {
		return err
	}
	if err := tx.leaveSold(c); err != nil {
		return err
	}
	if how == EndSold {
		home, err := tx.noticeHome(c)
		if err != nil {
			return err
		}
		if err := tx.tell(c.Member, HomeSold{c.ID, home, DayOf(tx.Now, tx.s.Club().Zone)}); err != nil {
			return err
		}
	}
	facts := Facts{"community": c.Community, "home": c.Home, "ended": how}
	if day != "" {
		facts["day"] = day
	}
	return tx.audit(change{act: "home.ended", noun: c.ID, member: c.Member, facts: facts})
}
