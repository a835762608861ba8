package db

import (
	"fmt"
	"net/url"
	"testing"
	"time"
)

// unaudited are the acts that change no more than the house's own notes: work to do, limits, tries, when a session was
// seen, what staff have ticked so far.
var unaudited = map[string]string{
	"LeaseJobs": "leases are the worker's", "FinishJob": "as above", "FailJob": "as above", "Sweep": "drops what has served its time",
	"LookUpVoucher": "a try stands in till_tries", "TillVoucher": "reads", "MapUpload": "a draft's choices; sending and deciding it are audited",
	"BeginPasskeySignIn": "what a browser is to sign, for minutes", "BeginPasskey": "as above; a wrong second factor is audited", "KeepJoining": "what somebody types before they have joined; joining is audited",
	"TellBirthdays": "a row for each notice: TestBirthday",
	"EraseAccount":  "as EraseDue: TestRestoreWithErasures", "EraseAgain": "as above",
	"LeaseTask": "leases are the worker's", "FinishTask": "as above", "ResendJob": "one row: TestResend",
	"LeaseKind": "as LeaseJobs", "ResendTillCode": "as SendTillCode", "ExpirePoints": "a row for each lot: TestExpiry", "RenewTerms": "an index of what stands: TestTermsOfOlderClub",
	"CheckWrite": "a probe, counted", "HoldJob": "a job's, as LeaseJobs", "DropJob": "as above",
	"LeaseRun": "leases are the worker's", "MoveRun": "as above", "KeepRun": "as above", "ImportRun": "TestLongImport", "LongUpload": "as above", "EndRun": "as above", "DropRunFile": "what a worker has written", "NewRunFile": "as above",
	"SealAudit":  "of rows that are there",
	"ReadNotice": "the notice itself says when it was read", "ReadNotices": "as above", "TellEndings": "a row for each notice: TestEndings",
}

// act is one act of the Store and how many audit rows it leaves.
type act struct {
	name string
	rows int64
	do   func() error
}

// Every act that changes something leaves exactly one audit row; what reads or is refused leaves none.
func TestAudit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	helper := w.hire("helper@club.example", Service, ScopeAll, 0)
	m, stranger := w.join("陈美玲", "13800138000"), w.join("张三丰", "13700000001")
	brand := must(w.Brands(ctx))(t)[0]
	community := must(w.Places(ctx))(t)[0]
	merchant, tills, err := w.Merchant(ctx, w.merchant)
	if err != nil {
		t.Fatal(err)
	}
	offer := must(w.Offer(ctx, w.offer(nil)))(t)
	voucher := w.issue(m, offer.ID, 1)
	w.pass(time.Hour)
	var browser, code, link, token string
	var claim Claim
	var upload, view, run, hand, noteID int64
	endRole := func(account int64, role Role) error {
		_, err := w.EndStaffGrant(ctx, admin.Actor, w.rows("SELECT id FROM grants WHERE account_id = ? AND role = ?", account, string(role)))
		return err
	}
	noted := NewNote{On: Subject{OnMember, m.Member}, Kind: "phone", Text: "陈美玲 13800138000 来电", Step: "回电给陈美玲", Due: "2099-01-01", Key: key(90)}
	sold := w.csvOf("", "半岛花园,深圳,5,,901,周四方,13800138020,1111,HT9,2026-01-01")
	fresh := w.csvOf("", "新苑,武汉,1,1,101,钱二好,13800138010,1,HT8,2020-01-01")
	refusedBrand := func(RegisterPlace) int64 { return 0 }
	id := func(f func() (int64, error)) func() error { return func() error { _, err := f(); return err } }
	acts := []act{
		{"RequestCode", 1, func() (err error) {
			browser, err = w.RequestCode(ctx, MemberDoor, "", dest(t, "13700000009"), Hans, Client{})
			return err
		}},
		{"RequestCode", 0, func() error {
			_, err := w.RequestCode(ctx, MemberDoor, "", dest(t, "13700000009"), Hans, Client{})
			return err
		}},
		{"EnterCode", 1, func() error { _, err := w.EnterCode(ctx, MemberDoor, browser, "", Client{}); return err }},
		{"EnterCode", 1, func() error {
			for _, m := range w.sent() {
				code = m.Args["code"]
			}
			_, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{})
			return err
		}},
		{"EnterCode", 0, func() error { _, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{}); return err }},
		{"JoinMember", 0, func() error {
			_, err := w.JoinMember(ctx, browser, Joining{Name: "李小龙", Adult: true, Terms: true, Privacy: true, Community: 7}, Client{})
			return err
		}},
		{"JoinMember", 1, func() error {
			_, err := w.JoinMember(ctx, browser, Joining{Name: "李小龙", Adult: true, Terms: true, Privacy: true, Locale: Hans}, Client{})
			return err
		}},
		{"SetLocale", 1, func() error { return w.SetLocale(ctx, m, En) }},
		{"SetMarketing", 1, func() error { return w.SetMarketing(ctx, m, true, true, En) }},
		{"SetMarketing", 0, func() error { return w.SetMarketing(ctx, m, true, true, En) }},
		{"SetMarketing", 1, func() error { return w.SetMarketing(ctx, m, false, true, En) }},
		{"SetService", 1, func() error { return w.SetService(ctx, m, true, false, En) }},
		{"SetService", 0, func() error { return w.SetService(ctx, m, true, false, En) }},
		{"SetTier", 1, func() error { return w.SetTier(ctx, admin.Actor, m.Member, Gold, "陈美玲的要求") }},
		{"SetTier", 0, func() error { return w.SetTier(ctx, admin.Actor, m.Member, Gold, "陈美玲的要求") }},
		{"SetTier", 0, func() error { return w.SetTier(ctx, w.till, m.Member, Jade, "VIP") }},
		{"ClaimHome", 1, func() error { _, err := w.ClaimHome(ctx, m, w.address("3", "1", "1802")); return err }},
		{"ClaimHome", 0, func() error { _, err := w.ClaimHome(ctx, m, w.address("3", "1", "1802")); return err }},
		{"ClaimHome", 1, func() (err error) { claim, err = w.ClaimHome(ctx, stranger, w.address("3", "1", "1802")); return err }},
		{"DecideClaim", 0, func() error { return w.DecideClaim(ctx, admin.Actor, claim.ID, false, "") }},
		{"DecideClaim", 1, func() error { return w.DecideClaim(ctx, admin.Actor, claim.ID, true, "") }},
		{"DecideClaim", 0, func() error { return w.DecideClaim(ctx, admin.Actor, claim.ID, true, "") }},
		{"RevealMember", 0, func() error { _, _, err := w.RevealMember(ctx, admin.Actor, m.Member, ""); return err }},
		{"RevealMember", 1, func() error {
			_, _, err := w.RevealMember(ctx, admin.Actor, m.Member, "回电 13800138000")
			return err
		}},
		{"AddNote", 0, id(func() (int64, error) { n := noted; n.Text = ""; return w.AddNote(ctx, admin.Actor, n) })},
		{"AddNote", 1, func() (err error) { noteID, err = w.AddNote(ctx, admin.Actor, noted); return err }},
		{"AddNote", 0, id(func() (int64, error) { return w.AddNote(ctx, admin.Actor, noted) })},
		{"AddNote", 0, id(func() (int64, error) { n := noted; n.Key = key(91); return w.AddNote(ctx, w.till, n) })},
		{"CorrectNote", 1, func() error { return w.CorrectNote(ctx, admin.Actor, noteID, "visit", "陈美玲来访", "回电") }},
		{"CorrectNote", 0, func() error { return w.CorrectNote(ctx, admin.Actor, noteID, "visit", "陈美玲来访", "回电") }},
		{"PlanStep", 1, func() error { return w.PlanStep(ctx, admin.Actor, noteID, "2099-01-02", admin.Account, "") }},
		{"PlanStep", 0, func() error { return w.PlanStep(ctx, admin.Actor, noteID, "2099-01-02", admin.Account, "") }},
		{"FinishStep", 1, func() error { return w.FinishStep(ctx, admin.Actor, noteID) }},
		{"FinishStep", 0, func() error { return w.FinishStep(ctx, admin.Actor, noteID) }},
		{"ReopenStep", 1, func() error { return w.ReopenStep(ctx, admin.Actor, noteID) }},
		{"ReopenStep", 0, func() error { return w.ReopenStep(ctx, admin.Actor, noteID) }},
		{"StrikeNote", 0, func() error { return w.StrikeNote(ctx, admin.Actor, noteID, "") }},
		{"StrikeNote", 1, func() error { return w.StrikeNote(ctx, admin.Actor, noteID, "写错了陈美玲") }},
		{"StrikeNote", 0, func() error { return w.StrikeNote(ctx, admin.Actor, noteID, "写错了") }},
		{"ClaimOffer", 0, id(func() (int64, error) { return w.ClaimOffer(ctx, m, offer.ID, key(1)) })},
		{"ClaimOffer", 1, id(func() (int64, error) { return w.ClaimOffer(ctx, m, offer.ID, key(2)) })},
		{"LookUpVoucher", 0, func() error { _, err := w.LookUpVoucher(ctx, w.till, voucher.Code); return err }},
		{"LookUpVoucher", 0, func() error { _, err := w.LookUpVoucher(ctx, w.rival, voucher.Code); return err }},
		{"RedeemVoucher", 0, id(func() (int64, error) { return w.RedeemVoucher(ctx, w.rival, voucher.Code, nil, key(3)) })},
		{"RedeemVoucher", 1, id(func() (int64, error) { return w.RedeemVoucher(ctx, w.till, voucher.Code, nil, key(3)) })},
		{"RedeemVoucher", 0, id(func() (int64, error) { return w.RedeemVoucher(ctx, w.till, voucher.Code, nil, key(3)) })},
		{"EditClub", 1, func() error { c := *w.Club(); c.Hotline = "400 000 0000"; return w.EditClub(ctx, admin.Actor, c) }},
		{"EditClub", 0, func() error { return w.EditClub(ctx, w.till, *w.Club()) }},
		{"SaveBrand", 1, id(func() (int64, error) {
			return w.SaveBrand(ctx, admin.Actor, Brand{Name: Text{Hans: "子品牌"}, Parent: brand.ID})
		})},
		{"SaveBrand", 1, id(func() (int64, error) { b := brand; b.Name.En = "Mother"; return w.SaveBrand(ctx, admin.Actor, b) })},
		{"SaveBrand", 0, id(func() (int64, error) { b := brand; b.Parent = b.ID; return w.SaveBrand(ctx, admin.Actor, b) })},
		{"SaveCommunity", 1, id(func() (int64, error) {
			return w.SaveCommunity(ctx, admin.Actor, Community{Brand: brand.ID, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉"}})
		})},
		{"SaveCommunity", 1, id(func() (int64, error) {
			c := community
			c.Name.En = "Peninsula"
			return w.SaveCommunity(ctx, admin.Actor, c)
		})},
		{"SaveCommunity", 0, id(func() (int64, error) { // as its form sends it, which tells of no homes
			c := community
			c.Name.En, c.Homes = "Peninsula", 0
			return w.SaveCommunity(ctx, admin.Actor, c)
		})},
		{"SaveCommunity", 0, id(func() (int64, error) { c := community; c.Brand = 7; return w.SaveCommunity(ctx, admin.Actor, c) })},
		{"SaveMerchant", 1, id(func() (int64, error) {
			return w.SaveMerchant(ctx, admin.Actor, Merchant{Kind: "golf", Name: Text{Hans: "球会"}})
		})},
		{"SaveMerchant", 1, id(func() (int64, error) {
			merchant.Phone = "0755 8888 8888"
			return w.SaveMerchant(ctx, admin.Actor, merchant)
		})},
		{"SaveOutlet", 1, id(func() (int64, error) {
			return w.SaveOutlet(ctx, admin.Actor, Outlet{Merchant: w.merchant, Name: Text{Hans: "二店"}})
		})},
		{"SaveOutlet", 1, id(func() (int64, error) {
			o, _, _ := w.Outlet(ctx, w.outlet)
			o.Name.En = "Main"
			return w.SaveOutlet(ctx, admin.Actor, o)
		})},
		{"SaveOutlet", 0, id(func() (int64, error) {
			return w.SaveOutlet(ctx, admin.Actor, Outlet{Merchant: 7, Name: Text{Hans: "x"}})
		})},
		{"SaveOffer", 1, id(func() (int64, error) { o := *offer; o.ID = 0; return w.SaveOffer(ctx, admin.Actor, o) })},
		{"SaveOffer", 1, id(func() (int64, error) { o := *offer; o.Value = 70; return w.SaveOffer(ctx, admin.Actor, o) })},
		{"SaveOffer", 0, id(func() (int64, error) { o := *offer; o.Value = 0; return w.SaveOffer(ctx, admin.Actor, o) })},
		{"AddTill", 1, func() error { return w.AddTill(ctx, admin.Actor, w.outlet, "收银小妹", dest(t, "13900000077")) }},
		{"AddTill", 0, func() error { return w.AddTill(ctx, admin.Actor, w.outlet, "收银小妹", dest(t, "13900000077")) }},
		{"ChooseOutlet", 1, func() error { return w.ChooseOutlet(ctx, w.till, w.outlet) }},
		{"ChooseOutlet", 0, func() error { return w.ChooseOutlet(ctx, w.till, w.rival.Outlet) }},
		{"EndTill", 1, func() error { return w.EndTill(ctx, admin.Actor, tills[0].Grant) }},
		{"EndTill", 0, func() error { return w.EndTill(ctx, admin.Actor, tills[0].Grant) }},
		{"InviteStaff", 1, func() (err error) {
			link, err = w.InviteStaff(ctx, admin.Actor, Invitation{Email: "new@club.example", Name: "新同事", Locale: Hans, Role: Reader, Scope: ScopeAll})
			return err
		}},
		{"FinishSetup", 0, func() error { _, _, err := w.FinishSetup(ctx, link, goodPassword, "x", Client{}); return err }},
		{"FinishSetup", 1, func() (err error) {
			s := must(w.Setup(ctx, link))(t)
			token, _, err = w.FinishSetup(ctx, link, goodPassword, w.totp(s.Secret), Client{})
			return err
		}},
		{"MailInvitation", 1, func() (err error) {
			hand, err = w.MailInvitation(ctx, admin.Actor, Invitation{Email: "hand@club.example", Name: "周小白", Locale: Hans, Role: Service, Scope: ScopeAll})
			return err
		}},
		{"MailInvitation", 0, func() error {
			_, err := w.MailInvitation(ctx, admin.Actor, Invitation{Email: "hand@club.example", Name: "周小白", Locale: Hans, Role: Reader, Scope: ScopeAll})
			return err
		}},
		{"SendInvitation", 1, func() error { return w.SendInvitation(ctx, admin.Actor, hand) }},
		{"WithdrawInvitation", 1, func() error { return w.WithdrawInvitation(ctx, admin.Actor, hand) }},
		{"WithdrawInvitation", 0, func() error { return w.WithdrawInvitation(ctx, admin.Actor, hand) }},
		{"GrantStaff", 1, func() error {
			return w.GrantStaff(ctx, admin.Actor, hand, Reader, ScopeCommunity, []int64{w.community})
		}},
		{"GrantStaff", 0, func() error {
			return w.GrantStaff(ctx, admin.Actor, hand, Reader, ScopeCommunity, []int64{w.community})
		}},
		{"EndStaffGrant", 1, func() error { return endRole(hand, Reader) }},
		{"EndStaffGrant", 0, func() error { return endRole(hand, Reader) }},
		{"ResetAuthenticator", 0, func() error { return w.ResetAuthenticator(ctx, admin.Actor, hand) }},
		{"DisableStaff", 1, func() error { return w.DisableStaff(ctx, admin.Actor, hand) }},
		{"DisableStaff", 0, func() error { return w.DisableStaff(ctx, admin.Actor, hand) }},
		{"EnableStaff", 1, func() error { return w.EnableStaff(ctx, admin.Actor, hand) }},
		{"EnableStaff", 0, func() error { return w.EnableStaff(ctx, admin.Actor, hand) }},
		{"ResetAuthenticator", 1, func() error { return w.ResetAuthenticator(ctx, admin.Actor, helper.Account) }},
		{"HandOver", 0, func() error { _, err := w.HandOver(ctx, admin.Actor, hand, admin.Account); return err }},
		{"HandOver", 1, func() error {
			w.exec("INSERT INTO register_uploads (id, account_id, file_name, file_hash, body, mapping, at) VALUES (77, ?, 'x.csv', ?, ?, '{}', 1)", hand, []byte{1}, []byte{1})
			_, err := w.HandOver(ctx, admin.Actor, hand, admin.Account)
			return err
		}},
		{"SignInStaff", 1, func() error { _, err := w.signIn(admin.email, "wrong password", ""); return err }},
		{"SignInStaff", 0, func() error { _, err := w.signIn("nobody@club.example", "wrong password", ""); return err }},
		{"SignInStaff", 1, func() error { _, err := w.signIn(admin.email, goodPassword, w.totp(admin.secret)); return err }},
		{"SignOut", 1, func() error { return w.SignOut(ctx, must(w.Session(ctx, StaffDoor, token))(t).Actor()) }},
		{"EndSession", 1, func() error { return w.EndSession(ctx, stranger, stranger.Session) }},
		{"EndSession", 0, func() error { return w.EndSession(ctx, m, stranger.Session) }},
		{"OwnBrand", 0, id(func() (int64, error) { return w.OwnBrand(ctx, admin.Actor) })},
		{"ImportRegister", 0, func() error {
			_, err := w.ImportRegister(ctx, admin.Actor, fresh, "x.csv", nil, refusedBrand)
			return err
		}},
		{"ImportRegister", 2, func() error { // the community that it makes is a change of its own
			_, err := w.ImportRegister(ctx, admin.Actor, fresh, "x.csv", []byte{1}, func(RegisterPlace) int64 { return brand.ID })
			return err
		}},
		{"ImportRegister", 1, func() error {
			_, err := w.ImportRegister(ctx, admin.Actor, sold, "x.csv", []byte{1}, refusedBrand)
			return err
		}},
		{"ImportRegister", 0, func() error {
			_, err := w.ImportRegister(ctx, admin.Actor, sold, "x.csv", []byte{1}, refusedBrand)
			return err
		}},
		{"DecideOwnerChange", 1, func() error {
			return w.DecideOwnerChange(ctx, admin.Actor, w.changes()[0].ID, true)
		}},
		{"DecideOwnerChange", 0, func() error { return w.DecideOwnerChange(ctx, admin.Actor, 7, true) }},
		{"UploadRegister", 1, func() (err error) {
			upload, err = w.UploadRegister(ctx, admin.Actor, "homes.csv", []byte(homesCSV))
			return err
		}},
		{"MapUpload", 0, func() error {
			return w.MapUpload(ctx, admin.Actor, upload, must(w.Upload(ctx, admin.Actor, upload))(t).File.Mapping, nil)
		}},
		{"LogRefusedExport", 1, func() error { return w.LogRefusedExport(ctx, admin.Actor, upload) }},
		{"LogRefusedExport", 0, func() error { return w.LogRefusedExport(ctx, w.till, upload) }},
		{"LogRefusedExport", 0, func() error { return w.LogRefusedExport(ctx, admin.Actor, 7) }},
		{"DropUpload", 1, func() error { return w.DropUpload(ctx, admin.Actor, upload) }},
		{"UploadRegister", 1, func() (err error) {
			upload, err = w.UploadRegister(ctx, admin.Actor, "homes.csv", []byte(homesCSV))
			return err
		}},
		{"ConfirmUpload", 1, func() error { _, err := w.ConfirmUpload(ctx, admin.Actor, upload); return err }},
		{"ConfirmUpload", 0, func() error { _, err := w.ConfirmUpload(ctx, admin.Actor, upload); return err }},
		{"LogRegisterExport", 1, func() error { return w.LogRegisterExport(ctx, admin.Actor) }},
		{"LogRegisterExport", 0, func() error { return w.LogRegisterExport(ctx, w.till) }},
		{"SaveListView", 1, id(func() (id int64, err error) {
			view, err = w.SaveListView(ctx, admin.Actor, MemberList, "陈", MemberList.Query(url.Values{"q": {"陈美玲"}}), true)
			return view, err
		})},
		{"SaveListView", 0, id(func() (int64, error) {
			return w.SaveListView(ctx, admin.Actor, MemberList, "", MemberList.Query(nil), true)
		})},
		{"DropListView", 1, func() error { return w.DropListView(ctx, admin.Actor, view) }},
		{"DropListView", 0, func() error { return w.DropListView(ctx, admin.Actor, view) }},
		{"ExportList", 1, id(func() (int64, error) {
			return w.ExportList(ctx, admin.Actor, MemberList, MemberList.Query(url.Values{"q": {"陈美玲"}, "class": {"owner"}}), CSV, Hans)
		})},
		{"ExportList", 0, id(func() (int64, error) { return w.ExportList(ctx, w.till, MemberList, MemberList.Query(nil), CSV, Hans) })},
		{"LogExport", 1, id(func() (int64, error) { return w.LogExport(ctx, admin.Actor, HomeList, HomeList.Query(nil), XLSX) })},
		{"LogExport", 0, id(func() (int64, error) { return w.LogExport(ctx, w.till, HomeList, HomeList.Query(nil), XLSX) })},
		{"StopRun", 1, func() error { run = w.longWork(admin.Actor, 9); return w.StopRun(ctx, admin.Actor, run) }},
		{"StopRun", 0, func() error { return w.StopRun(ctx, admin.Actor, run) }},
		{"OpenRunFile", 0, func() error { _, _, err := w.OpenRunFile(ctx, admin.Actor, run); return err }},
		{"OpenRunFile", 1, func() error {
			w.exec(fmt.Sprintf("UPDATE runs SET state = 'done', size = 1, ended_at = %d WHERE id = %d", w.Now(), run))
			return w.takeRunFile(admin.Actor, run)
		}},
		{"SaveTheme", 1, func() error {
			return w.SaveTheme(ctx, admin.Actor, community.ID, Theme{Hue: new(int64)}, &Picture{Type: "image/png", Body: []byte("a picture")})
		}},
		{"SaveTheme", 0, func() error {
			return w.SaveTheme(ctx, admin.Actor, community.ID, w.Club().Theme(community.ID), nil)
		}},
		{"SaveTheme", 0, func() error { return w.SaveTheme(ctx, admin.Actor, community.ID, Theme{Logo: "none such"}, nil) }},
		{"SetLanguages", 1, func() error {
			return w.SetLanguages(ctx, admin.Actor, Speaking{Languages: LanguagesOf(Hans, En), Language: En})
		}},
		{"SetLanguages", 0, func() error { return w.SetLanguages(ctx, admin.Actor, Speaking{}) }},
		{"EditSettings", 1, func() error { return w.EditSettings(ctx, admin.Actor, Limits, Values{"card_seconds": 90}, "") }},
		{"EditSettings", 0, func() error { return w.EditSettings(ctx, admin.Actor, Limits, Values{"card_seconds": 90}, "") }},
		{"EditSettings", 0, func() error { return w.EditSettings(ctx, admin.Actor, Retention, Values{"keep_dead": 1}, "") }},
		{"EditText", 1, func() error { return w.EditText(ctx, admin.Actor, About, Draft{Hans: "云栖会"}) }},
		{"EditText", 0, func() error { return w.EditText(ctx, admin.Actor, About, Draft{}) }},
		{"PublishText", 1, id(func() (int64, error) {
			return w.PublishText(ctx, admin.Actor, About, "2026-11-21", Draft{Hans: "云栖会"}.Revision())
		})},
		{"PublishText", 0, id(func() (int64, error) {
			return w.PublishText(ctx, admin.Actor, About, "2026-11-21", Draft{Hans: "云栖会"}.Revision())
		})},
		{"UndoEdit", 1, func() error {
			return w.UndoEdit(ctx, admin.Actor, w.rows("SELECT MAX(id) FROM audit WHERE act = 'setting.edited'"))
		}},
		{"UndoEdit", 0, func() error {
			return w.UndoEdit(ctx, admin.Actor, w.rows("SELECT MAX(id) FROM audit WHERE act = 'text.published'"))
		}},
		{"TestSender", 1, func() error { return w.TestSender(ctx, admin.Actor, dest(t, "13700000009"), Hans) }},
		{"TestSender", 0, func() error { return w.TestSender(ctx, w.till, dest(t, "13700000009"), Hans) }},
		{"LeaseJobs", 0, func() error { _, err := w.LeaseJobs(ctx, 1); return err }},
		{"Sweep", 0, func() error { return w.Sweep(ctx) }},
	}
	acts = append(acts, homeActs(w, admin.Actor, m, stranger)...)
	acts = append(acts, w.cardActs(admin.Actor, m)...)
	acts = append(acts, w.accountActs(admin, m, stranger)...)
	driven := map[string]bool{}
	for i, a := range acts {
		w.pass(31 * time.Second)
		if a.name == "RequestCode" && a.rows == 0 {
			w.pass(-31 * time.Second)
		}
		before := w.rows("SELECT COUNT(*) FROM audit")
		err := a.do()
		if got := w.rows("SELECT COUNT(*) FROM audit") - before; got != a.rows {
			t.Errorf("act %d, %s left %d audit rows, want %d (%v)", i, a.name, got, a.rows, err)
		}
		if err != nil && KindOf(err) == Internal {
			t.Errorf("act %d, %s: %v", i, a.name, err)
		}
		driven[a.name] = driven[a.name] || a.rows > 0
	}
	for name := range w.writers() {
		if _, ok := unaudited[name]; !driven[name] && !ok {
			t.Errorf("%s writes: drive it here, or say in unaudited why it leaves no row", name)
		}
	}
	w.auditHoldsNoPerson()
	var lines []RecordLine
	for before, more := int64(0), true; more; more = before != 0 {
		record := must(w.Record(ctx, admin.Actor, Subject{OnMember, m.Member}, ShowAll, before))(t)
		lines, before = append(lines, record.Lines...), record.More
	}
	reasons := ""
	for _, line := range lines {
		row := line.Act
		if row == nil {
			continue
		}
		if r, ok := row.Facts["reason"].(string); ok {
			reasons += row.Act + " " + r + "; "
		}
		if row.Facts["name"] != nil || row.Facts["destination"] != nil || row.Facts["address"] != nil {
			t.Errorf("%s tells what stands apart: %v", row.Act, row.Facts)
		}
	}
	if want := "member.merged 陈美玲的旧账户; member.contact 陈美玲本人到访; card.renewed 陈美玲来电; member.revealed 回电 13800138000; member.tier 陈美玲的要求; "; reasons != want {
		t.Errorf("the reasons that the log tells: %q, want %q", reasons, want)
	}
}

// The log tells what each id among its facts is called today.
func TestAuditNames(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	w.hire("here@club.example", Service, ScopeCommunity, w.community)
	m := w.join("陈美玲", "13800138000")
	must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	must(w.RedeemVoucher(ctx, w.till, w.issue(m, w.offer(nil), 1).Code, nil, key(2)))(t)
	w.imported(w.csvOf("", "半岛花园,深圳,5,,901,周四方,13800138020,1111,HT9,2026-01-01"), 0)
	changes := w.changes()
	if len(changes) != 1 {
		t.Fatal(changes)
	}
	if err := w.DecideOwnerChange(ctx, admin.Actor, changes[0].ID, true); err != nil {
		t.Fatal(err)
	}
	log, err := w.NewestActs(ctx, SystemActor, 100)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range log {
		for as, name := range r.Names {
			got[r.Act+" "+as] += name.Hans + ";"
		}
	}
	for what, want := range map[string]string{
		"brand.made noun": "云栖;", "community.made noun": "半岛花园;", "merchant.made noun": "谷雨洗衣;云栖餐厅;", "outlet.made merchant": "谷雨洗衣;云栖餐厅;",
		"outlet.made noun": "谷雨洗衣总店;云栖餐厅总店;", "till.opened outlet": "谷雨洗衣总店;云栖餐厅总店;", "till.granted account": "前台;前台;",
		"staff.invited scope": "半岛花园;", "staff.invited noun": "职员;职员;", "home.verified noun": "3-1-1802;",
		"home.verified community": "半岛花园;", "offer.made noun": "晚市主餐八折;", "voucher.claimed offer": "晚市主餐八折;", "voucher.claimed noun": "晚市主餐八折;",
		"voucher.redeemed outlet": "云栖餐厅总店;", "register.change_accepted noun": "5-901;", "member.joined noun": "", "register.imported noun": "",
	} {
		if got[what] != want {
			t.Errorf("%s: %q, want %q", what, got[what], want)
		}
	}
}
