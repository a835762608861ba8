package db

import "clubhouse/db/sqlcdb"

// Another is who of the household has done what a member is told. Their name is not kept there: it is erased with who bears it.
// The member's inbox asks for it, and has none of who has left the club; what is sent out has none.
type Another struct {
	Who  int64  `json:",omitempty"`
	Name string `json:"-"`
}

func (a Another) who() int64 { return a.Who }

// byAnother is a Telling of what another has done.
type byAnother interface {
	who() int64
	named(name string) Telling
}

// name fills in who has done what the notices tell.
func (rx *Rx) name(list []Notice) error {
	for i, n := range list {
		by, is := n.Telling.(byAnother)
		if !is || by.who() == 0 {
			continue
		}
		m, err := rx.GetMember(background, by.who())
		if err != nil && !isNoRows(err) {
			return err
		}
		if err == nil && m.LeftAt == nil {
			list[i].Telling = by.named(m.Name)
		}
	}
	return nil
}

// HouseholdJoined tells who leads a household that somebody has accepted an invitation.
type HouseholdJoined struct {
	Household, Cause int64
	Home             NoticeHome
	Another
}

func (n HouseholdJoined) named(name string) Telling { n.Name = name; return n }

func (n HouseholdJoined) notice() about {
	return about{kind: "household_joined", cause: n.Cause, path: householdPath(n.Household)}
}

// HouseholdRemoved tells that who leads a household has taken the member out of it.
type HouseholdRemoved struct {
	Cause int64
	Home  NoticeHome
}

func (n HouseholdRemoved) notice() about {
	return about{kind: "household_removed", cause: n.Cause, path: "/homes"}
}

// HouseholdOffered tells that the lead of a household is offered to the member.
type HouseholdOffered struct {
	Household, Cause int64
	Home             NoticeHome
	Another
}

func (n HouseholdOffered) named(name string) Telling { n.Name = name; return n }

func (n HouseholdOffered) notice() about {
	return about{kind: "household_offered", cause: n.Cause, path: householdPath(n.Household)}
}

// HouseholdAnswered tells who has offered the lead what became of it.
type HouseholdAnswered struct {
	Household, Cause int64
	Home             NoticeHome
	Accepted         bool
	Another
}

func (n HouseholdAnswered) named(name string) Telling { n.Name = name; return n }

func (n HouseholdAnswered) notice() about {
	return about{kind: "household_answered", cause: n.Cause, path: householdPath(n.Household)}
}

// HouseholdTaken tells who has led a household that an owner of its home leads it now.
type HouseholdTaken struct {
	Household, Cause int64
	Home             NoticeHome
}

func (n HouseholdTaken) notice() about {
	return about{kind: "household_taken", cause: n.Cause, path: householdPath(n.Household)}
}

// HouseholdYours tells the member that they lead the household now, as who led it is there no more.
type HouseholdYours struct {
	Household, Cause int64
	Home             NoticeHome
}

func (n HouseholdYours) notice() about {
	return about{kind: "household_yours", cause: n.Cause, path: householdPath(n.Household)}
}

// HouseholdEnded tells that a household is over.
type HouseholdEnded struct {
	Cause int64
	Home  NoticeHome
}

func (n HouseholdEnded) notice() about {
	return about{kind: "household_ended", cause: n.Cause, path: "/homes"}
}

// HouseholdHint tells who leads a household that a registered owner of the home has joined the club.
type HouseholdHint struct {
	Household, Cause int64
	Home             NoticeHome
}

func (n HouseholdHint) notice() about {
	return about{kind: "household_hint", cause: n.Cause, path: householdPath(n.Household)}
}

// readOffers has what the actor's member was told of the lead of a household count as read: they have answered.
func (tx *Tx) readOffers(household int64) error {
	rows, err := tx.UnreadOfKind(background, sqlcdb.UnreadOfKindParams{MemberID: tx.Actor.Member, Kind: string(HouseholdOffered{}.notice().kind)})
	if err != nil {
		return err
	}
	for _, r := range rows {
		n, known := noticeOf(r)
		if offered, is := n.Telling.(HouseholdOffered); !known || !is || offered.Household != household {
			continue
		}
		if err := tx.read(tx.Queries.ReadNotice(background, sqlcdb.ReadNoticeParams{Now: &tx.Now, ID: r.ID, MemberID: tx.Actor.Member})); err != nil {
			return err
		}
	}
	return nil
}
