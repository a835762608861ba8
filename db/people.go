package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// StaffState is where a person of the staff stands.
type StaffState string

// The states. A person is former once they hold no role any more.
const (
	StaffActive   StaffState = "active"
	StaffInvited  StaffState = "invited"  // no password yet
	StaffReset    StaffState = "reset"    // the authenticator is missing
	StaffDisabled StaffState = "disabled" // desk and tills are closed to them
	StaffFormer   StaffState = "former"
)

// StaffStates lists the states in the order of the filter.
var StaffStates = []StaffState{StaffActive, StaffInvited, StaffReset, StaffDisabled, StaffFormer}

// Refusals of what is done with a person.
const (
	OwnPerson       Reason = "own_person"       // nobody does this to themselves
	LastAdmin       Reason = "last_admin"       // nobody would be left who manages staff
	PersonDisabled  Reason = "person_disabled"  //
	PersonFormer    Reason = "person_former"    // they hold no role
	PersonUnready   Reason = "person_unready"   // they have no authenticator that could be reset
	DisabledAlready Reason = "disabled_already" // args: by whom, "" for the club itself
	EnabledAlready  Reason = "enabled_already"  // args: as above
)

// Colleague is one line of the list of staff.
type Colleague struct {
	ID     int64
	Name   string
	Login  string // e-mail address
	Locale Locale
	State  StaffState
	SeenAt int64        // at the desk, within the last weeks; 0: not seen
	Grants []StaffGrant // those that stand
	past   []StaffGrant
}

// StaffGrant is a role of a person: since when and by whom, and for one that has ended until when and by whom.
type StaffGrant struct {
	Grant
	Since   int64
	By      string // "" for the club itself
	EndedAt int64
	EndedBy string
}

// away answers why nothing is sent or given to a person who is disabled or holds no role.
func (c Colleague) away() Reason {
	if c.State == StaffDisabled {
		return PersonDisabled
	}
	return PersonFormer
}

// StaffReady answers those of the staff who can sign in. NotFound without the right to manage them.
func (s *Store) StaffReady(ctx context.Context, actor Actor) (list []Colleague, err error) {
	if err := actor.needs(StaffManage); err != nil {
		return nil, err
	}
	err = s.Read(ctx, func(rx *Rx) (err error) {
		list, err = rx.colleagues(0)
		return err
	})
	return slices.DeleteFunc(list, func(c Colleague) bool { return c.State != StaffActive }), err
}

// colleagues answers everybody who holds or has held a role at the desk, or the one of the account.
func (rx *Rx) colleagues(one int64) ([]Colleague, error) {
	rows, err := rx.StaffAccounts(background, one)
	if err != nil {
		return nil, err
	}
	grants, err := rx.StaffGrants(background, one)
	if err != nil {
		return nil, err
	}
	out, at := make([]Colleague, len(rows)), map[int64]*Colleague{}
	for i, r := range rows {
		out[i] = Colleague{ID: r.ID, Name: r.Name, Login: r.Login, Locale: Locale(r.Locale), SeenAt: r.SeenAt}
		at[r.ID] = &out[i]
	}
	for _, g := range grants {
		c := at[g.AccountID]
		if c == nil {
			continue
		}
		x := StaffGrant{Grant{g.ID, Role(g.Role), Scope(g.Scope), g.ScopeID}, g.GrantedAt, g.GivenBy, deref(g.EndedAt), g.EndedBy}
		if x.EndedAt == 0 {
			c.Grants = append(c.Grants, x)
		} else {
			c.past = append(c.past, x)
		}
	}
	for i, r := range rows {
		switch c := &out[i]; {
		case r.Barred != 0:
			c.State = StaffDisabled
		case len(c.Grants) == 0:
			c.State = StaffFormer
		case r.HasPassword == 0:
			c.State = StaffInvited
		case r.HasTotp == 0:
			c.State = StaffReset
		default:
			c.State = StaffActive
		}
	}
	return out, nil
}

// StaffPerson is the record of one of the staff.
type StaffPerson struct {
	Colleague
	Past     []StaffGrant // roles that have ended, the newest first
	Sessions int64        // open at desk and tills
	Reveals  int64        // members' details opened in full within RevealDays
	LinkEnds int64        // until when the setup link that is open works; 0: none is
	Works    []Workload   // what they have in hand
	Acts     []AuditRow   // what was done with them, the newest first
}

// RevealDays is for how long the openings of a person are counted on their page.
const RevealDays = 30

const mostStaffActs = 30

// StaffPerson answers the record of the account. NotFound: it has never held a role at the desk, or the actor may not
// manage staff.
func (s *Store) StaffPerson(ctx context.Context, actor Actor, account int64) (*StaffPerson, error) {
	if err := actor.needs(StaffManage); err != nil {
		return nil, err
	}
	var out *StaffPerson
	err := s.Read(ctx, func(rx *Rx) error {
		c, err := rx.oneColleague(account)
		if err != nil {
			return err
		}
		out = &StaffPerson{Colleague: c, Past: c.past}
		slices.SortFunc(out.Past, func(a, b StaffGrant) int { return int(b.EndedAt - a.EndedAt) })
		if out.Sessions, err = rx.CountWorkSessions(background, sqlcdb.CountWorkSessionsParams{
			AccountID: account, Now: rx.Now, StaffIdle: rx.Now - lifetimes[StaffDoor].idle, TillIdle: rx.Now - lifetimes[MerchantDoor].idle,
		}); err != nil {
			return err
		}
		if out.Reveals, err = rx.CountReveals(background, sqlcdb.CountRevealsParams{ActorID: account, Since: rx.Now - RevealDays*86400}); err != nil {
			return err
		}
		if out.LinkEnds, err = rx.OpenSetupOf(background, sqlcdb.OpenSetupOfParams{AccountID: account, Now: rx.Now}); err != nil {
			return err
		}
		if out.Works, err = rx.workloads(account); err != nil {
			return err
		}
		rows, err := rx.AuditOfStaff(background, sqlcdb.AuditOfStaffParams{NounID: account, Most: mostStaffActs})
		if err != nil {
			return err
		}
		for _, r := range rows {
			out.Acts = append(out.Acts, auditRow(sqlcdb.AuditByIDsRow(r)))
		}
		return rx.nameFacts(out.Acts)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (rx *Rx) oneColleague(account int64) (Colleague, error) {
	if account <= 0 {
		return Colleague{}, errNotFound
	}
	list, err := rx.colleagues(account)
	if err != nil {
		return Colleague{}, err
	}
	if len(list) == 0 {
		return Colleague{}, errNotFound
	}
	return list[0], nil
}

// manages answers NotFound unless the actor manages staff now: their own role may have ended, and their desk been
// closed, since the page was opened or in the same second.
func (tx *Tx) manages() error {
	if tx.Actor.Door == System {
		return nil
	}
	if err := tx.Actor.needs(StaffManage); err != nil {
		return err
	}
	self, err := tx.oneColleague(tx.Actor.Account)
	if err != nil {
		return err
	}
	if self.State != StaffActive || !slices.ContainsFunc(self.Grants, func(g StaffGrant) bool { return g.gives(StaffManage) }) {
		return errNotFound
	}
	return nil
}

// colleague answers the person whom the actor is about to do something with.
func (tx *Tx) colleague(account int64) (Colleague, error) {
	if err := tx.manages(); err != nil {
		return Colleague{}, err
	}
	return tx.oneColleague(account)
}

// admins answers who administers the club, ready to do so. It touches their grants first: of acts that each take an
// administrator away, all come one after the other, and the last sees what the others left.
func (tx *Tx) admins() ([]int64, error) {
	ids, err := tx.TouchAdmins(background)
	if err != nil {
		return nil, err
	}
	return tx.ReadyAccounts(background, ids)
}

// spared refuses LastAdmin where the account is the only one of the administrators.
func spared(admins []int64, account int64) error {
	if slices.Equal(admins, []int64{account}) {
		return refuse(LastAdmin)
	}
	return nil
}

// DisableStaff closes desk and tills to a person, at once: their sessions there end, and a link to set up works no more.
// What they hold as a member stays. Refused: OwnPerson, LastAdmin, DisabledAlready.
func (s *Store) DisableStaff(ctx context.Context, actor Actor, account int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		admins, err := tx.admins()
		if err != nil {
			return err
		}
		if _, err := tx.colleague(account); err != nil {
			return err
		}
		if account == tx.Actor.Account {
			return refuse(OwnPerson)
		}
		if err := spared(admins, account); err != nil {
			return err
		}
		if n, err := tx.BarAccount(background, sqlcdb.BarAccountParams{Now: &tx.Now, ID: account}); err != nil {
			return err
		} else if n == 0 {
			return tx.doneBy(DisabledAlready, account, "staff.disabled")
		}
		if err := tx.endWork(account); err != nil {
			return err
		}
		if _, err := tx.withdrawSetups(account); err != nil {
			return err
		}
		return tx.audit(change{act: "staff.disabled", noun: account})
	})
}

// EnableStaff opens desk and tills to a person again, with the roles that they still hold. Refused: EnabledAlready, and
// AccountDisabled for one whose whole account is.
func (s *Store) EnableStaff(ctx context.Context, actor Actor, account int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.colleague(account)
		if err != nil {
			return err
		}
		if n, err := tx.UnbarAccount(background, account); err != nil {
			return err
		} else if n == 0 && c.State == StaffDisabled {
			return refuse(AccountDisabled)
		} else if n == 0 {
			return tx.doneBy(EnabledAlready, account, "staff.enabled")
		}
		return tx.audit(change{act: "staff.enabled", noun: account})
	})
}

// doneBy refuses what somebody has done already, and names them.
func (rx *Rx) doneBy(r Reason, noun int64, act string) error {
	by, err := rx.LastActor(background, sqlcdb.LastActorParams{NounID: noun, Act: act})
	if err != nil && !isNoRows(err) {
		return err
	}
	return refuse(r, by)
}
