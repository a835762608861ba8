package db

// homeActs are those of TestAudit upon claims to homes and upon households: m is verified for 3-1-1802, as is the stranger.
func homeActs(w *world, admin, m, stranger Actor) []act {
	var claim Claim
	var house int64
	var invite string
	var err error
	friend := w.join("李四方", "13700000005")
	mine := func() int64 {
		return w.rows("SELECT id FROM home_claims WHERE member_id = ? AND state = 'verified'", m.Member)
	}
	return []act{
		{"ClaimHome", 1, func() (err error) {
			claim, err = w.ClaimHome(ctx, stranger, w.address("5", "", "901"), picture("a"))
			return err
		}},
		{"AskClaim", 0, func() error { return w.AskClaim(ctx, admin, claim.ID, " ") }},
		{"AskClaim", 1, func() error { return w.AskClaim(ctx, admin, claim.ID, "请陈美玲补一张照片") }},
		{"AskClaim", 0, func() error { return w.AskClaim(ctx, w.till, claim.ID, "x") }},
		{"AnswerClaim", 0, func() error { return w.AnswerClaim(ctx, stranger, claim.ID, "", nil) }},
		{"AnswerClaim", 1, func() error {
			return w.AnswerClaim(ctx, stranger, claim.ID, "我的手机 13800138000", []*Picture{picture("b")})
		}},
		{"AnswerClaim", 0, func() error { return w.AnswerClaim(ctx, m, claim.ID, "x", nil) }},
		{"OpenClaimPhotos", 2, func() error { return w.OpenClaimPhotos(ctx, admin, claim.ID) }}, // one for each photo
		{"OpenClaimPhotos", 0, func() error { return w.OpenClaimPhotos(ctx, admin, claim.ID) }},
		{"DropClaimPhoto", 1, func() error {
			return w.DropClaimPhoto(ctx, stranger, claim.ID, w.rows("SELECT MIN(id) FROM claim_photos WHERE claim_id = ?", claim.ID))
		}},
		{"DropClaimPhoto", 0, func() error { return w.DropClaimPhoto(ctx, stranger, claim.ID, 7) }},
		{"WithdrawClaim", 1, func() error { return w.WithdrawClaim(ctx, stranger, claim.ID) }},
		{"WithdrawClaim", 0, func() error { return w.WithdrawClaim(ctx, stranger, claim.ID) }},
		{"SetCompany", 1, func() error { return w.SetCompany(ctx, admin, claim.Home, CompanyYes) }},
		{"SetCompany", 0, func() error { return w.SetCompany(ctx, admin, claim.Home, CompanyYes) }},
		{"SetCompany", 1, func() error { return w.SetCompany(ctx, admin, claim.Home, CompanyByName) }},
		{"ClaimHome", 1, func() (err error) { claim, err = w.ClaimHome(ctx, stranger, w.address("77", "", "901")); return err }},
		{"ApproveClaim", 0, func() error { return w.ApproveClaim(ctx, admin, claim.ID, 7) }},
		{"ApproveClaim", 1, func() error {
			return w.ApproveClaim(ctx, admin, claim.ID, w.rows("SELECT id FROM homes WHERE building = '5'"))
		}},
		{"ApproveClaim", 0, func() error { return w.ApproveClaim(ctx, admin, claim.ID, 0) }},
		{"GiveUpHome", 0, func() error { return w.GiveUpHome(ctx, stranger, claim.ID, "2020-01-01") }},
		{"GiveUpHome", 1, func() error { return w.GiveUpHome(ctx, stranger, claim.ID, string(DayOf(w.Now(), w.Club().Zone))) }},
		{"GiveUpHome", 0, func() error { return w.GiveUpHome(ctx, stranger, claim.ID, string(DayOf(w.Now(), w.Club().Zone))) }},
		{"BeginHousehold", 1, func() error { house, err = w.BeginHousehold(ctx, m, mine()); return err }},
		{"BeginHousehold", 0, func() error { house, err = w.BeginHousehold(ctx, m, mine()); return err }},
		{"InviteToHousehold", 1, func() error { invite, err = w.InviteToHousehold(ctx, m, house, "13800138077", "CN", Hans); return err }},
		{"InviteToHousehold", 0, func() error { _, err := w.InviteToHousehold(ctx, m, house, "1", "CN", Hans); return err }},
		{"WithdrawHouseholdInvite", 1, func() error {
			return w.WithdrawHouseholdInvite(ctx, m, house, w.rows("SELECT MAX(id) FROM household_invitations"))
		}},
		{"AcceptInvite", 0, func() error { _, err := w.AcceptInvite(ctx, stranger, invite); return err }},
		{"InviteToHousehold", 1, func() error { invite, err = w.InviteToHousehold(ctx, m, house, "", "CN", Hans); return err }},
		{"AcceptInvite", 1, func() error { _, err := w.AcceptInvite(ctx, stranger, invite); return err }},
		{"AcceptInvite", 0, func() error { _, err := w.AcceptInvite(ctx, stranger, invite); return err }},
		{"OfferHousehold", 1, func() error { return w.OfferHousehold(ctx, m, house, stranger.Member) }},
		{"OfferHousehold", 0, func() error { return w.OfferHousehold(ctx, m, house, stranger.Member) }},
		{"AnswerHousehold", 1, func() error { return w.AnswerHousehold(ctx, stranger, house, false) }},
		{"AnswerHousehold", 0, func() error { return w.AnswerHousehold(ctx, stranger, house, true) }},
		{"LeadHousehold", 0, func() error { _, err := w.LeadHousehold(ctx, m, mine()); return err }},
		{"InviteToHousehold", 1, func() error { invite, err = w.InviteToHousehold(ctx, m, house, "", "CN", Hans); return err }},
		{"AcceptInvite", 1, func() error { _, err := w.AcceptInvite(ctx, friend, invite); return err }},
		{"OfferHousehold", 1, func() error { return w.OfferHousehold(ctx, m, house, friend.Member) }},
		{"AnswerHousehold", 1, func() error { return w.AnswerHousehold(ctx, friend, house, true) }},
		{"RemoveFromHousehold", 0, func() error { return w.RemoveFromHousehold(ctx, friend, house, m.Member) }},
		{"LeadHousehold", 1, func() error { _, err := w.LeadHousehold(ctx, m, mine()); return err }},
		{"LeaveHousehold", 1, func() error { return w.LeaveHousehold(ctx, friend, house) }},
		{"LeadHousehold", 0, func() error { _, err := w.LeadHousehold(ctx, stranger, mine()); return err }},
		{"RemoveFromHousehold", 1, func() error { return w.RemoveFromHousehold(ctx, m, house, stranger.Member) }},
		{"RemoveFromHousehold", 0, func() error { return w.RemoveFromHousehold(ctx, m, house, stranger.Member) }},
		{"LeaveHousehold", 0, func() error { return w.LeaveHousehold(ctx, stranger, house) }},
		{"AnswerHousehold", 0, func() error { return w.AnswerHousehold(ctx, m, house, true) }},
		{"LeaveHousehold", 1, func() error { return w.LeaveHousehold(ctx, m, house) }},
	}
}
