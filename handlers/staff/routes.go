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
	return slices.Concat(peopleRoutes(d), selfRoutes(d), mergeRoutes(d), counterRoutes(d), colleagueRoutes(d), recordRoutes(d), catalogRoutes(d), listRoutes(d), runRoutes(d), settingsRoutes(d))
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
		{Method: get, Path: "/staff/members/:id/notices", Who: members, Handler: d.MemberNotices},
		{Method: post, Path: "/staff/members/:id/lost-phone", Who: web.Staff(db.MembersCard), Handler: d.MemberLostPhone},
		{Method: post, Path: "/staff/members/:id/reveal", Who: web.Staff(db.MembersReveal), Handler: d.RevealMember},
		{Method: get, Path: "/staff/members/:id/contact", Who: web.Staff(db.MembersContact), Handler: d.ContactPage},
		{Method: post, Path: "/staff/members/:id/contact", Who: web.Staff(db.MembersContact), Handler: d.ReplaceContact},
		{Method: get, Path: "/staff/claims", Who: claims, Handler: d.Claims},
		{Method: get, Path: "/staff/claims/:id", Who: claims, Handler: d.Claim},
		{Method: post, Path: "/staff/claims/:id/decision", Who: claims, Handler: d.DecideClaim},
		{Method: post, Path: "/staff/claims/:id/questions", Who: claims, Handler: d.AskClaim},
		{Method: post, Path: "/staff/claims/:id/photos", Who: claims, Handler: d.OpenPhotos},
		{Method: get, Path: "/staff/claims/:id/photos/:photo", Who: claims, Handler: d.ClaimPhoto},

		{Method: get, Path: "/staff/audit/:id", Who: web.Staff(db.AuditRead), Handler: d.AuditEntry},
		{Method: get, Path: "/staff/work", Who: web.Staff(db.WorkManage), Handler: d.Work},
		{Method: post, Path: "/staff/work/:id/resend", Who: web.Staff(db.WorkManage), Handler: d.ResendJob},
		{Method: get, Path: "/staff/club", Who: club, Handler: d.ClubPage},
		{Method: post, Path: "/staff/club", Who: club, Handler: d.EditClub},
		{Method: get, Path: "/staff/roles", Who: desk, Handler: d.Roles},
	}
}

// settingsRoutes are the pages of what the club decides itself, and of what was changed.
func settingsRoutes(d Door) []web.Route {
	get, post := http.MethodGet, http.MethodPost
	club, catalogEdit := web.Staff(db.ClubEdit), web.Staff(db.CatalogEdit)
	return []web.Route{
		{Method: get, Path: "/staff/settings/languages", Who: club, Handler: d.Languages},
		{Method: post, Path: "/staff/settings/languages", Who: club, Handler: d.SetLanguages},
		{Method: get, Path: "/staff/settings/texts", Who: club, Handler: d.Texts},
		{Method: get, Path: "/staff/settings/texts/:kind", Who: club, Handler: d.Text},
		{Method: post, Path: "/staff/settings/texts/:kind", Who: club, Handler: d.EditText, Body: mostText},
		{Method: post, Path: "/staff/settings/texts/:kind/versions", Who: club, Handler: d.PublishText},
		{Method: get, Path: "/staff/settings/limits", Who: club, Handler: d.Numbers("limits")},
		{Method: post, Path: "/staff/settings/limits", Who: club, Handler: d.EditNumbers("limits")},
		{Method: get, Path: "/staff/settings/retention", Who: club, Handler: d.Numbers("retention")},
		{Method: post, Path: "/staff/settings/retention", Who: club, Handler: d.EditNumbers("retention")},
		{Method: get, Path: "/staff/settings/senders", Who: club, Handler: d.Senders},
		{Method: get, Path: "/staff/settings/senders/tests", Who: club, Handler: d.SenderTests},
		{Method: post, Path: "/staff/settings/senders/tests", Who: club, Handler: d.TestSender},

		// Whose edits one may see and undo is the books' business: it is the right to make them.
		{Method: get, Path: "/staff/settings/history", Who: web.Staff(db.DeskOpen), Handler: d.History},
		{Method: post, Path: "/staff/settings/history/:id/undo", Who: web.Staff(db.DeskOpen), Handler: d.UndoEdit, Page: "/staff"},

		{Method: get, Path: "/staff/theme", Who: catalogEdit, Handler: d.PreviewTheme},
		{Method: get, Path: "/staff/communities/:id/theme", Who: catalogEdit, Handler: d.Theme},
		{Method: post, Path: "/staff/communities/:id/theme", Who: catalogEdit, Handler: d.SaveTheme, TooLarge: d.ThemeTooLarge, Body: web.MostPictureUpload + 64<<10},
	}
}
