package db

import "clubhouse/db/sqlcdb"

// endSold ends the claims to a home that was sold, once one of its new owners is verified: those that were verified
// before staff took the new owners into the register, of members whom it names no more, by name or by phone. They are
// told, and stay in the club as friends where they have no other home. A joint owner who is named still keeps theirs.
func (tx *Tx) endSold(home int64) error {
	sold, err := tx.SoldAt(background, home)
	if isNoRows(err) {
		return nil
	} else if err != nil {
		return err
	}
	owners, err := tx.OwnersOf(background, []int64{home})
	if err != nil {
		return err
	}
	claims, err := tx.VerifiedClaims(background, &home)
	if err != nil {
		return err
	}
	bought, past := false, claims[:0]
	for _, c := range claims {
		switch {
		case namedAmong(owners, c.NameFolded, deref(c.Phone)):
			bought = true
		case deref(c.HomeClaim.DecidedAt) <= deref(sold):
			past = append(past, c)
		}
	}
	if !bought {
		return nil
	}
	for _, c := range past {
		if err := tx.endClaim(claimOf(c.HomeClaim)); err != nil {
			return err
		}
	}
	return nil
}

// namedAmong tells whether the register knows this name or this phone: people change the one and keep the other.
func namedAmong(owners []sqlcdb.OwnersOfRow, nameFolded, phone string) bool {
	for _, o := range owners {
		if o.NameFolded == nameFolded || phone != "" && o.Phone == phone {
			return true
		}
	}
	return false
}

// endClaim ends a verified claim from today, with an audit row of its own, for it is another member's than the act's.
func (tx *Tx) endClaim(c Claim) error {
	n, err := tx.EndClaim(background, sqlcdb.EndClaimParams{Now: &tx.Now, ID: c.ID})
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
	home, err := tx.noticeHome(c)
	if err != nil {
		return err
	}
	if err := tx.tell(c.Member, HomeSold{c.ID, home, DayOf(tx.Now, tx.s.Club().Zone)}); err != nil {
		return err
	}
	return tx.audit(change{act: "home.ended", noun: c.ID, member: c.Member, facts: Facts{"community": c.Community, "home": c.Home}})
}
