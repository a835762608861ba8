// Package member is the homeowner's door.
package member

import (
	"net/http"
	"slices"

	"clubhouse/db"
	"clubhouse/handlers/web"
)

// Door answers the homeowner's pages.
type Door struct{ *web.App }

// Routes answers the door's part of the table.
func Routes(app *web.App) []web.Route {
	d := Door{app}
	return slices.Concat(securityRoutes(d), privacyRoutes(d), []web.Route{
		{Method: http.MethodGet, Path: "/home", Who: web.Member, Ahead: db.HomeAhead, Handler: d.Home},
		{Method: http.MethodGet, Path: "/card", Who: web.Member, Ahead: db.CardAhead, Handler: d.Card},
		{Method: http.MethodGet, Path: "/card/offline", Who: web.Member, Ahead: db.CardAhead, Handler: d.OfflineCard},
		{Method: http.MethodGet, Path: "/card/apple.pkpass", Who: web.Member, Handler: d.ApplePass},
		{Method: http.MethodGet, Path: "/card/google", Who: web.Member, Handler: d.GoogleCard},

		{Method: http.MethodGet, Path: "/offers", Who: web.Member, Handler: d.Offers},
		{Method: http.MethodGet, Path: "/offers/:id", Who: web.Member, Handler: d.Offer},
		{Method: http.MethodPost, Path: "/offers/:id/claims", Who: web.Member, Handler: d.ClaimOffer},

		{Method: http.MethodGet, Path: "/vouchers", Who: web.Member, Handler: d.Vouchers},
		{Method: http.MethodGet, Path: "/vouchers/:id", Who: web.Member, Handler: d.Voucher},
		{Method: http.MethodGet, Path: "/vouchers/:id/state", Who: web.Member, Handler: d.VoucherState},

		{Method: http.MethodGet, Path: "/homes", Who: web.Member, Handler: d.Homes},
		{Method: http.MethodGet, Path: "/homes/new", Who: web.Member, Handler: d.HomeNew},
		{Method: http.MethodPost, Path: "/homes/new", Who: web.Member, Handler: d.ClaimHome, TooLarge: d.ClaimTooLarge, Body: mostPhotos},
		{Method: http.MethodGet, Path: "/homes/:id", Who: web.Member, Handler: d.HomeClaim},
		{Method: http.MethodPost, Path: "/homes/:id/answers", Who: web.Member, Handler: d.AnswerClaim, TooLarge: d.AnswerTooLarge, Body: mostPhotos},
		{Method: http.MethodPost, Path: "/homes/:id/withdrawal", Who: web.Member, Handler: d.WithdrawClaim},
		{Method: http.MethodPost, Path: "/homes/:id/farewell", Who: web.Member, Handler: d.GiveUpHome},
		{Method: http.MethodGet, Path: "/homes/:id/photos/:photo", Who: web.Member, Handler: d.ClaimPhoto},
		{Method: http.MethodPost, Path: "/homes/:id/photos/:photo/drop", Who: web.Member, Handler: d.DropClaimPhoto, Page: "/homes/:id"},

		{Method: http.MethodGet, Path: "/homes/:id/household", Who: web.Member, Handler: d.HomeHousehold},
		{Method: http.MethodPost, Path: "/homes/:id/household", Who: web.Member, Handler: d.BeginHousehold},
		{Method: http.MethodPost, Path: "/homes/:id/household/lead", Who: web.Member, Handler: d.LeadHousehold},
		{Method: http.MethodGet, Path: "/households/:id", Who: web.Member, Handler: d.Household},
		{Method: http.MethodPost, Path: "/households/:id/invitations", Who: web.Member, Handler: d.Invite},
		{Method: http.MethodPost, Path: "/households/:id/invitations/:invitation/withdraw", Who: web.Member, Handler: d.WithdrawInvite},
		{Method: http.MethodPost, Path: "/households/:id/leave", Who: web.Member, Handler: d.LeaveHousehold},
		{Method: http.MethodPost, Path: "/households/:id/members/:member/remove", Who: web.Member, Handler: d.RemovePerson},
		{Method: http.MethodPost, Path: "/households/:id/lead", Who: web.Member, Handler: d.OfferLead},
		{Method: http.MethodPost, Path: "/households/:id/lead/answer", Who: web.Member, Handler: d.AnswerLead},
		{Method: http.MethodGet, Path: "/i/:token", Who: web.Anyone, Handler: d.Invitation},
		{Method: http.MethodPost, Path: "/i/:token", Who: web.Member, Handler: d.AcceptInvite},

		{Method: http.MethodGet, Path: "/points", Who: web.Member, Handler: d.Points},

		{Method: http.MethodGet, Path: "/notices", Who: web.Member, Handler: d.Notices},
		{Method: http.MethodPost, Path: "/notices/read", Who: web.Member, Handler: d.ReadNotices},
		{Method: http.MethodGet, Path: "/notices/:id", Who: web.Member, Handler: d.Notice},
		{Method: http.MethodPost, Path: "/notices/:id/read", Who: web.Member, Handler: d.ReadNotice},

		{Method: http.MethodGet, Path: "/me", Who: web.Member, Handler: d.Profile},
		{Method: http.MethodGet, Path: "/me/agree", Who: web.Member, Handler: d.AgreePage, Unagreed: true},
		{Method: http.MethodPost, Path: "/me/agree", Who: web.Member, Handler: d.Agree, Unagreed: true},
		{Method: http.MethodPost, Path: "/me/birthday", Who: web.Member, Handler: d.SetBirthday},
		{Method: http.MethodPost, Path: "/me/birthday/remove", Who: web.Member, Handler: d.DropBirthday},
		{Method: http.MethodPost, Path: "/me/language", Who: web.Member, Handler: d.SetLanguage},
		{Method: http.MethodPost, Path: "/me/notices", Who: web.Member, Handler: d.SetNotices},
		{Method: http.MethodPost, Path: "/me/consents", Who: web.Member, Handler: d.SetConsents},
		{Method: http.MethodPost, Path: "/signout", Who: web.Member, Handler: d.SignOut, Unagreed: true},
	})
}
