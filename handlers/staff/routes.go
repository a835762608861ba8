package staff

import (
	"net/http"
	"slices"

	"clubhouse/db"
	"clubhouse/handlers/web"
)

// Routes answers the table of the staff's routes.
func Routes(app *web.App) []web.Route {
	d := Door{app}
	return slices.Concat(peopleRoutes(d), catalogRoutes(d), listRoutes(d), runRoutes(d))
}

func peopleRoutes(d Door) []web.Route {
	get, post := http.MethodGet, http.MethodPost
	desk, members, claims := web.Staff(db.DeskOpen), web.Staff(db.MembersRead), web.Staff(db.HomesDecide)
	club := web.Staff(db.ClubEdit)
	return []web.Route{
		{Method: get, Path: "/staff/signin", Who: web.Anyone, Handler: d.SignInPage},
		{Method: post, Path: "/staff/signin", Who: web.Anyone, Handler: d.SignIn},
		{Method: post, Path: "/staff/signout", Who: web.Access{Door: db.StaffDoor}, Handler: d.SignOut},
		{Method: get, Path: "/staff/setup/:token", Who: web.Anyone, Handler: d.SetupPage},
		{Method: post, Path: "/staff/setup/:token", Who: web.Anyone, Handler: d.Setup},

		{Method: get, Path: "/staff", Who: desk, Handler: d.Overview},
		{Method: get, Path: "/staff/search", Who: desk, Handler: d.Search},
		{Method: get, Path: "/staff/vouchers/:id", Who: web.Staff(db.OffersRead), Handler: d.Voucher},
		{Method: get, Path: "/staff/members/:id", Who: members, Handler: d.Member},
		{Method: post, Path: "/staff/members/:id/reveal", Who: web.Staff(db.MembersReveal), Handler: d.RevealMember},
		{Method: get, Path: "/staff/claims", Who: claims, Handler: d.Claims},
		{Method: get, Path: "/staff/claims/:id", Who: claims, Handler: d.Claim},
		{Method: post, Path: "/staff/claims/:id/decision", Who: claims, Handler: d.DecideClaim},

		{Method: get, Path: "/staff/audit", Who: web.Staff(db.AuditRead), Handler: d.Audit},
		{Method: get, Path: "/staff/work", Who: web.Staff(db.WorkManage), Handler: d.Work},
		{Method: post, Path: "/staff/work/:id/resend", Who: web.Staff(db.WorkManage), Handler: d.ResendJob},
		{Method: get, Path: "/staff/club", Who: club, Handler: d.ClubPage},
		{Method: post, Path: "/staff/club", Who: club, Handler: d.EditClub},
		{Method: get, Path: "/staff/roles", Who: desk, Handler: d.Roles},
	}
}
