package main

import "clubhouse/db"

// gatherColleagues makes the rest of the staff in the last hours: somebody with two roles, one who is invited, one whose
// authenticator was reset, and one who has left, with work in hand.
func (m *demoMaker) gatherColleagues() error {
	admin := m.staff["admin"]
	if err := m.GrantStaff(m.ctx, admin, m.staff["harbour"].Account, db.SalesDesk, db.ScopeCommunity, []int64{m.places["harbour"], m.places["gardens"]}); err != nil {
		return err
	}
	hire := func(login, name string, role db.Role, place string) (account int64, session db.Actor, err error) {
		inv := db.Invitation{Email: login + demoDomain, Name: name, Locale: db.Hans, Role: role, Scope: db.ScopeAll}
		if place != "" {
			inv.Scope, inv.ScopeID = db.ScopeCommunity, m.places[place]
		}
		token, err := m.InviteStaff(m.ctx, admin, inv)
		if err != nil {
			return 0, session, err
		}
		setup, err := m.Setup(m.ctx, token)
		if err != nil {
			return 0, session, err
		}
		code, err := db.TOTP(setup.Secret, m.Now())
		if err != nil {
			return 0, session, err
		}
		opened, _, err := m.FinishSetup(m.ctx, token, demoPassword, code, demoClient(900))
		if err != nil {
			return 0, session, err
		}
		s, err := m.Session(m.ctx, db.StaffDoor, opened)
		if err != nil {
			return 0, session, err
		}
		return s.Account, s.Actor(), nil
	}
	lost, _, err := hire("terrace", "梁思远", db.Service, "terrace")
	if err != nil {
		return err
	}
	if err := m.ResetAuthenticator(m.ctx, admin, lost); err != nil {
		return err
	}
	left, leaving, err := hire("leaving", "白露", db.Admin, "")
	if err != nil {
		return err
	}
	if _, err := m.UploadRegister(m.ctx, leaving, "业主名册-补充.csv", registerCSV(m.homes[len(m.homes)-3:], false)); err != nil {
		return err
	}
	if err := m.DisableStaff(m.ctx, admin, left); err != nil {
		return err
	}
	_, err = m.MailInvitation(m.ctx, admin, db.Invitation{
		Email: "newcomer" + demoDomain, Name: "孟夏", Locale: db.Hans, Role: db.EventsDesk, Scope: db.ScopeCommunity, ScopeID: m.places["gardens"],
	})
	return err
}

// signInStaff has the staff sign in once more, so that the desk knows when they were last there.
func (m *demoMaker) signInStaff() error {
	for i, p := range m.people[:len(demoStaff)] {
		code, err := db.TOTP(p.Secret, m.Now())
		if err != nil {
			return err
		}
		if _, err := m.SignInStaff(m.ctx, p.Login, demoPassword, code, demoClient(i)); err != nil {
			return err
		}
	}
	return nil
}
