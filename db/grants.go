package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// Refusals of roles.
const (
	RoleHeld   Reason = "role_held"  // they hold it already
	GrantEnded Reason = "grant_gone" // args: by whom it was ended, "" for the club itself
)

// GrantStaff gives a person a role, for all or for communities; those that they hold already are passed over.
// Refused: RoleUnknown, ScopeWrong, CommunityUnknown, RoleHeld, PersonDisabled.
func (s *Store) GrantStaff(ctx context.Context, actor Actor, account int64, role Role, scope Scope, ids []int64) error {
	switch {
	case !role.StaffRole():
		return refuseField("role", RoleUnknown)
	case !role.mayHold(scope), scope == ScopeAll && len(ids) > 0, scope != ScopeAll && len(ids) == 0:
		return refuseField("scope", ScopeWrong)
	case scope == ScopeAll:
		ids = []int64{0}
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		c, err := tx.colleague(account)
		if err != nil {
			return err
		}
		if c.State == StaffDisabled {
			return refuse(PersonDisabled)
		}
		if err := tx.knownScopes(scope, ids); err != nil {
			return err
		}
		var given []int64
		for _, id := range ids {
			n, err := tx.InsertGrant(background, sqlcdb.InsertGrantParams{
				ID: tx.NewID(), AccountID: account, Role: string(role), Scope: string(scope), ScopeID: id, GrantedAt: tx.Now, GrantedBy: tx.Actor.Account,
			})
			if err != nil {
				return err
			}
			if n == 1 {
				given = append(given, id)
			}
		}
		if len(given) == 0 {
			return refuseField("role", RoleHeld)
		}
		facts := Facts{"role": role, "scope": scope}
		if scope != ScopeAll {
			facts["scope_ids"] = given
		}
		return tx.audit(change{act: "staff.granted", noun: account, facts: facts})
	})
}

// knownScopes refuses communities that are none, or closed.
func (rx *Rx) knownScopes(scope Scope, ids []int64) error {
	if scope != ScopeCommunity {
		return nil
	}
	for _, id := range ids {
		if com, err := rx.GetCommunity(background, id); isNoRows(err) || err == nil && com.EndedAt != nil {
			return refuseField("community", CommunityUnknown)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// EndStaffGrant takes a role back. Whoever holds none any more is signed out at the desk, and a link to set up works no
// more. It answers whose it was. Refused: LastAdmin, GrantEnded. NotFound: no such grant of a role at the desk.
func (s *Store) EndStaffGrant(ctx context.Context, actor Actor, grant int64) (account int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		account = 0
		admins, err := tx.admins()
		if err != nil {
			return err
		}
		if err := tx.manages(); err != nil {
			return err
		}
		g, err := tx.GetGrant(background, grant)
		if err != nil {
			return err
		}
		if !Role(g.Role).StaffRole() {
			return errNotFound
		}
		account = g.AccountID
		if Role(g.Role) == Admin && g.EndedAt == nil {
			if err := spared(admins, account); err != nil {
				return err
			}
		}
		if n, err := tx.EndGrant(background, sqlcdb.EndGrantParams{Now: &tx.Now, EndedBy: tx.Actor.Account, ID: grant}); err != nil {
			return err
		} else if n == 0 {
			by := ""
			if g.EndedBy != 0 {
				a, err := tx.GetAccount(background, g.EndedBy)
				if err != nil {
					return err
				}
				by = a.Name
			}
			return refuse(GrantEnded, by)
		}
		left, err := tx.grantsOf(account)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(left, func(g Grant) bool { return g.Role.StaffRole() }) {
			if err := tx.EndSessionsAt(background, sqlcdb.EndSessionsAtParams{Now: &tx.Now, AccountID: account, Door: string(StaffDoor)}); err != nil {
				return err
			}
			if _, err := tx.withdrawSetups(account); err != nil {
				return err
			}
		}
		return tx.audit(change{act: "staff.ended", noun: account, facts: Facts{"grant": grant, "role": g.Role, "scope": g.Scope, "scope_id": g.ScopeID}})
	})
	return account, err
}
