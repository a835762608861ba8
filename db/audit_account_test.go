package db

import "time"

// accountActs are the acts of a member and of a colleague on their own accounts, and of staff on a member's. They come
// last: they pass months.
func (w *world) accountActs(admin hired, m, stranger Actor) []act {
	var token, browser, code, proof, options string
	own := func() Actor { return must(w.Session(ctx, MemberDoor, token))(w.t).Actor() }
	desk := func(second func() error) func() error { w.pass(time.Minute); return second }
	known := func(now bool) func() error {
		return func() error {
			w.pass(resendSeconds * time.Second)
			browser, code = w.code(MemberDoor, "13600000002")
			if now {
				w.pass(200 * 24 * time.Hour)
				browser, code = w.code(MemberDoor, "13600000002")
			}
			_, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{})
			return err
		}
	}
	var phone *authenticator
	var fresh Actor
	var merge, upload int64
	return []act{
		{"KeepJoining", 0, func() error { return w.KeepJoining(ctx, browser, "", JoinDraft{}) }},
		{"EnterCode", 4, func() (err error) {
			if _, err = w.byCode("13800138000"); err == nil {
				token, err = w.byCode("13800138000")
			}
			return err
		}},
		{"EndOtherSessions", 1, func() error { _, err := w.EndOtherSessions(ctx, own()); return err }},
		{"EndOtherSessions", 0, func() error { _, err := w.EndOtherSessions(ctx, own()); return err }},
		{"SetPassword", 1, func() error { return w.SetPassword(ctx, own(), goodPassword) }},
		{"SetPassword", 0, func() error { return w.SetPassword(ctx, own(), "weak") }},
		{"SignInMember", 1, func() error { _, err := w.SignInMember(ctx, "13800138000", "CN", goodPassword, Client{}); return err }},
		{"SignInMember", 1, func() error { _, err := w.SignInMember(ctx, "13800138000", "CN", "wrong wrong", Client{}); return err }},
		{"ConfirmPassword", 1, func() error { return w.ConfirmPassword(ctx, own(), goodPassword, Client{}) }},
		{"SendConfirmCode", 1, func() (err error) {
			w.pass(resendSeconds * time.Second)
			browser, err = w.SendConfirmCode(ctx, own(), PhoneContact, "", Hans, Client{})
			return err
		}},
		{"Confirm", 1, func() error { return w.Confirm(ctx, own(), browser, w.codeOf("code.confirm")) }},
		{"BeginPasskey", 0, func() error {
			o, b, err := w.BeginPasskey(ctx, own(), site(w.t), "", Client{})
			options, browser = string(o), b
			return err
		}},
		{"AddPasskey", 1, func() error {
			phone = newAuthenticator(w.t)
			return w.AddPasskey(ctx, own(), site(w.t), browser, "", phone.create([]byte(options)))
		}},
		{"AddPasskey", 0, func() error { return w.AddPasskey(ctx, own(), site(w.t), browser, "", []byte("{}")) }},
		{"EnterByPasskey", 1, func() error { _, err := w.byPasskey(MemberDoor, phone); return err }},
		{"DropPasskey", 1, func() error { return w.DropPasskey(ctx, own(), w.rows("SELECT MAX(id) FROM passkeys")) }},
		{"DropPasskey", 0, func() error { return w.DropPasskey(ctx, own(), 7) }},
		{"SendOldEndCode", 1, func() (err error) {
			w.pass(resendSeconds * time.Second)
			proof, err = w.SendOldEndCode(ctx, own(), PhoneContact, "", Hans, Client{})
			return err
		}},
		{"EnterOldEndCode", 1, func() error { return w.EnterOldEndCode(ctx, own(), proof, w.codeOf("code.change")) }},
		{"SendNewEndCode", 1, func() (err error) {
			browser, err = w.SendNewEndCode(ctx, own(), PhoneContact, proof, "", dest(w.t, "13600000001"), Hans, Client{})
			return err
		}},
		{"ChangeContact", 1, func() error {
			return w.ChangeContact(ctx, own(), PhoneContact, proof, browser, w.codeOf("code.change"))
		}},
		{"ReplaceContact", 1, func() error {
			return w.ReplaceContact(ctx, admin.Actor, m.Member, dest(w.t, "13600000002"), "id_card", "陈美玲本人到访")
		}},
		{"ReplaceContact", 0, func() error {
			return w.ReplaceContact(ctx, admin.Actor, m.Member, dest(w.t, "13600000002"), "id_card", "陈美玲本人到访")
		}},
		{"ChangeDeskPassword", 1, desk(func() error {
			return w.ChangeDeskPassword(ctx, admin.Actor, goodPassword, w.totp(admin.secret), goodPassword, Client{})
		})},
		{"ChangeDeskPassword", 1, func() error {
			return w.ChangeDeskPassword(ctx, admin.Actor, "wrong wrong", "", goodPassword, Client{})
		}},
		{"RenewRecoveryCodes", 1, desk(func() error {
			_, err := w.RenewRecoveryCodes(ctx, admin.Actor, goodPassword, w.totp(admin.secret), Client{})
			return err
		})},
		{"ReplaceAuthenticator", 1, desk(func() error {
			_, err := w.ReplaceAuthenticator(ctx, admin.Actor, goodPassword, w.totp(admin.secret), Client{})
			return err
		})},
		{"ExportMember", 3, func() error { _, err := w.ExportMember(ctx, w.again("13600000002")); return err }},
		{"EnterCode", 3, known(true)}, // two codes were sent
		{"Recognise", 1, func() error { _, err := w.Recognise(ctx, browser, "王小明", Client{}); return err }},
		{"Recognise", 1, func() error { _, err := w.Recognise(ctx, browser, "陈美玲", Client{}); return err }},
		{"EnterCode", 3, known(true)},
		{"FreePhone", 1, func() error { return w.FreePhone(ctx, browser) }},
		{"FreePhone", 0, func() error { return w.FreePhone(ctx, browser) }},
		{"KeepApart", 1, func() error {
			w.exec("INSERT INTO duplicates (id, member_id, other_id, evidence, score, state, found_at) VALUES (71, ?, ?, 'name_and_home', 75, 'open', 1)", m.Member, stranger.Member)
			return w.KeepApart(ctx, admin.Actor, 71)
		}},
		{"KeepApart", 0, func() error { return w.KeepApart(ctx, admin.Actor, 71) }},
		{"MergeMembers", 0, func() error { _, err := w.MergeMembers(ctx, admin.Actor, m.Member, stranger.Member, ""); return err }},
		{"MergeMembers", 1, func() (err error) {
			merge, err = w.MergeMembers(ctx, admin.Actor, m.Member, stranger.Member, "陈美玲的旧账户")
			return err
		}},
		{"GiveUpAlias", 1, func() error {
			w.exec("UPDATE accounts SET email = 'old@example.com' WHERE id = ?", stranger.Account)
			return w.GiveUpAlias(ctx, m, stranger.Account, EmailContact)
		}},
		{"GiveUpAlias", 0, func() error { return w.GiveUpAlias(ctx, m, stranger.Account, EmailContact) }},
		{"UndoMerge", 1, func() error { return w.UndoMerge(ctx, admin.Actor, merge) }},
		{"UndoMerge", 0, func() error { return w.UndoMerge(ctx, admin.Actor, merge) }},
		{"SetBirthday", 1, func() error { return w.SetBirthday(ctx, m, "03-05", 1970) }},
		{"SetBirthday", 1, func() error { return w.SetBirthday(ctx, m, "03-06", 1970) }}, // a slip put right
		{"SetBirthday", 0, func() error { return w.SetBirthday(ctx, m, "03-06", 1970) }},
		{"DropBirthday", 1, func() error { return w.DropBirthday(ctx, m) }},
		{"DropBirthday", 0, func() error { return w.DropBirthday(ctx, m) }},
		{"UploadMembers", 1, func() (err error) {
			upload, err = w.UploadMembers(ctx, admin.Actor, "m.csv", []byte("name,phone,points\n陈小玲,13600000088,9\n"))
			return err
		}},
		{"ConfirmMembers", 2, func() error { _, err := w.ConfirmMembers(ctx, admin.Actor, upload); return err }},
		{"ConfirmMembers", 0, func() error { _, err := w.ConfirmMembers(ctx, admin.Actor, upload); return err }},
		{"LogRefusedMembers", 1, func() error { return w.LogRefusedMembers(ctx, admin.Actor, upload) }},
		{"LogRefusedMembers", 0, func() error { return w.LogRefusedMembers(ctx, m, upload) }},
		{"DropMembers", 2, func() (err error) {
			if upload, err = w.UploadMembers(ctx, admin.Actor, "m.csv", []byte("name,phone\n陈小玲,13600000088\n")); err != nil {
				return err
			}
			return w.DropMembers(ctx, admin.Actor, upload)
		}},
		{"Agree", 4, func() error { // once they are let in: their name is asked, for the phone comes from a file
			browser, code := w.code(MemberDoor, "13600000088")
			if _, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{}); err != nil {
				return err
			}
			token, err := w.Recognise(ctx, browser, "陈小玲", Client{})
			if err != nil {
				return err
			}
			return w.Agree(ctx, must(w.Session(ctx, MemberDoor, token))(w.t).Actor(), Joining{Terms: true, Privacy: true, Locale: Hans})
		}},
		{"SendCounterCode", 1, func() (err error) {
			browser, err = w.SendCounterCode(ctx, admin.Actor, "", dest(w.t, "13600000089"), Joining{Locale: Hans}, Client{})
			return err
		}},
		{"JoinAtCounter", 1, func() error {
			_, err := w.JoinAtCounter(ctx, admin.Actor, browser, w.codeOf("code.join"), dest(w.t, "13600000089"), Joining{Name: "陈大玲", Adult: true, Terms: true, Privacy: true, Locale: Hans})
			return err
		}},
		{"Leave", 4, func() error { fresh = w.join("王大明", "13600000077"); return w.Leave(ctx, fresh, true) }},
		{"Stay", 1, func() error { return w.Stay(ctx, fresh) }},
		{"Stay", 0, func() error { return w.Stay(ctx, fresh) }},
		{"Leave", 1, func() error { return w.Leave(ctx, fresh, true) }},
		{"EraseDue", 1, func() error { w.pass(30 * 24 * time.Hour); _, err := w.EraseDue(ctx, 10); return err }},
		{"EraseDue", 0, func() error { _, err := w.EraseDue(ctx, 10); return err }},
		{"EraseAccount", 0, func() error { _, err := w.EraseAccount(ctx, fresh.Account); return err }},
	}
}
