package db

import (
	"fmt"
	"testing"
	"time"
)

// A code without a period identifies its member for as long as the card stands, and redeems nothing; anyone may ask whether a
// code is good, and learns no more.
func TestStillCard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	w.issue(m, w.offer(nil), 1)
	live, _ := w.CardToken(m.Member, 0)
	still := w.StillToken(m.Member, 0)
	for range 2 {
		for _, token := range []string{live, still} {
			if err := w.CheckCard(ctx, token); err != nil {
				t.Errorf("anyone: %v", err)
			}
		}
		if tm := must(w.ScanCard(ctx, w.till, still))(t); tm.Name != "陈*玲" || tm.Class != Friend || !tm.Only || len(tm.Vouchers) != 0 {
			t.Errorf("a code that identifies only: %+v", tm)
		}
		if tm := must(w.ScanCard(ctx, w.till, live))(t); tm.Only || len(tm.Vouchers) != 1 {
			t.Errorf("the live code: %+v", tm)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM audit WHERE act = 'card.identified'"); n != 1 {
		t.Errorf("%d rows tell that the member was identified", n)
	}
	w.pass(200 * 24 * time.Hour)
	must(0, w.AddTill(ctx, SystemActor, w.outlet, "前台", dest(t, "13900000001")))(t) // anew: nobody has used it for long
	w.till = w.openTill("13900000001", w.outlet)
	wantReason(t, "an old live code", w.CheckCard(ctx, live), CardExpired)
	if err := w.CheckCard(ctx, still); err != nil {
		t.Errorf("after 200 days: %v", err)
	}
	must(w.ScanCard(ctx, w.till, still))(t)

	number := w.number(m)
	for _, typed := range []string{number, FormatNumber(number), "ｃｈ" + number[2:]} {
		if tm := must(w.FindMember(ctx, w.till, typed))(t); tm.Name != "陈*玲" || !tm.Only || len(tm.Vouchers) != 0 {
			t.Errorf("%s: %+v", typed, tm)
		}
	}
	was := w.rows("SELECT COUNT(*) FROM till_tries")
	for i, typed := range []string{"", "x", number[:10] + string('0'+('9'-number[10])), "CH000000000", live} {
		_, err := w.FindMember(ctx, w.till, typed)
		wantReason(t, typed, err, NumberUnknown)
		if n := w.rows("SELECT COUNT(*) FROM till_tries"); n != was+int64(i)+1 {
			t.Errorf("%s: %d tries are recorded", typed, n-was)
		}
	}
	for _, forged := range []string{"", "x", live[:len(still)], still + "A", still[1:]} {
		wantReason(t, forged, w.CheckCard(ctx, forged), CardWrong)
	}
	w.exec("UPDATE accounts SET disabled_at = 1 WHERE id = ?", m.Account)
	wantReason(t, "who is shut out", w.CheckCard(ctx, still), CardWrong)
	_, err := w.FindMember(ctx, w.till, number)
	wantReason(t, "who is shut out, by number", err, NumberUnknown)
	_, err = w.ScanCard(ctx, w.till, still)
	wantReason(t, "who is shut out, at a till", err, CardWrong)
}

// A lost phone's sessions end and all that its card was dies at once; the device that says so goes on with a card that is new.
func TestLostPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	here, id := w.open(m.Account, MemberDoor)
	lost, _ := w.open(m.Account, MemberDoor)
	other := w.join("王芳", "13700000001")
	to, _ := ParseDestination("13800138000", "CN")
	must(0, w.AddTill(ctx, SystemActor, w.outlet, "店员", to))(t)
	till, _ := w.open(m.Account, MerchantDoor)
	m.Session = id
	live, _ := w.CardToken(m.Member, 0)
	still := w.StillToken(m.Member, 0)

	must(0, w.LostPhone(ctx, m))(t)
	if !w.isOpen(MemberDoor, here) || w.isOpen(MemberDoor, lost) || w.isOpen(MerchantDoor, till) {
		t.Error("the sessions that stand are wrong")
	}
	for what, token := range map[string]string{"the code of the moment": live, "the offline card": still} {
		wantReason(t, what, w.CheckCard(ctx, token), CardWrong)
		_, err := w.ScanCard(ctx, w.till, token)
		wantReason(t, what+" at a till", err, CardWrong)
		wantReason(t, what+" for a code", w.SendTillCode(ctx, w.till, Sought{Token: token}), CardWrong)
	}
	card := must(w.Session(ctx, MemberDoor, here))(t).Member
	if card.Epoch != 1 || card.Unread != 1 {
		t.Errorf("the member is %+v", card)
	}
	live, _ = w.CardToken(m.Member, card.Epoch)
	must(w.ScanCard(ctx, w.till, live))(t)
	must(w.ScanCard(ctx, w.till, w.StillToken(m.Member, card.Epoch)))(t)
	for range cardRenewals.most - 1 {
		must(0, w.LostPhone(ctx, m))(t)
	}
	wantReason(t, "once too often", w.LostPhone(ctx, m), CardsTooOften)

	// Staff do it for a reason, for members whom they reach, and end nothing at the other doors.
	till, _ = w.open(m.Account, MerchantDoor)
	service := w.hire("service@club.example", Service, ScopeCommunity, w.community)
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	wantReason(t, "without a reason", w.MemberLostPhone(ctx, admin.Actor, m.Member, " "), ReasonMissing)
	for who, actor := range map[string]Actor{"staff of elsewhere": service.Actor, "a reader": reader.Actor} {
		if err := w.MemberLostPhone(ctx, actor, m.Member, "来电挂失"); KindOf(err) != NotFound {
			t.Errorf("%s: %v", who, err)
		}
	}
	must(0, w.MemberLostPhone(ctx, admin.Actor, m.Member, "来电挂失"))(t)
	if w.isOpen(MemberDoor, here) || !w.isOpen(MerchantDoor, till) {
		t.Error("by staff: the sessions that stand are wrong")
	}
	if list, _, err := w.Notices(ctx, m.Member, 0); err != nil || len(list) != int(cardRenewals.most)+1 || !list[0].Telling.(CardRenewed).ByClub || list[1].Telling.(CardRenewed).ByClub {
		t.Errorf("the member is told %+v, %v", list, err)
	}
	if w.rows("SELECT card_epoch FROM members WHERE id = ?", m.Member) != cardRenewals.most+1 || w.rows("SELECT card_epoch FROM members WHERE id = ?", other.Member) != 0 {
		t.Error("the cards that were made anew are wrong")
	}
}

// tillCode answers the newest code that was sent for a till, and to how many.
func (w *world) tillCode() (code string, m Message, n int) {
	w.t.Helper()
	for _, sent := range w.sent() {
		if sent.Template == "till_code" {
			code, m, n = sent.Args["code"], sent, n+1
		}
	}
	return code, m, n
}

// other answers a code that is not this one.
func other(code string) string {
	return fmt.Sprintf("%c%s", '0'+(code[0]-'0'+1)%10, code[1:])
}

// A member reads out a code, and the till sees them as after a scan: in its own session, at its outlet, once, in time.
func TestTillCode(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	must(0, w.SetLocale(ctx, m, En))(t)
	w.exec("UPDATE accounts SET email = 'mei@example.com' WHERE id = ?", m.Account)
	w.issue(m, w.offer(nil), 1)
	w.sent()
	number := Sought{Number: w.number(m)}
	enter := func(typed string) error { return w.EnterTillCode(ctx, w.till, typed) }
	wantReason(t, "none asked for", enter("123456"), CodeForeign)
	wantReason(t, "an unknown number", w.SendTillCode(ctx, w.till, Sought{Number: "CH000000000"}), NumberUnknown)
	live, _ := w.CardToken(m.Member, 0)
	wantReason(t, "a live card", w.SendTillCode(ctx, w.till, Sought{Token: live}), CardWrong)

	must(0, w.SendTillCode(ctx, w.till, number))(t)
	code, sent, n := w.tillCode()
	if n != 2 || sent.Locale != En || sent.Args["merchant"] != "云栖餐厅" || sent.Args["outlet"] != "云栖餐厅总店" || len(code) != 6 {
		t.Errorf("%d are sent, the last %+v", n, sent)
	}
	wantReason(t, "again at once", w.SendTillCode(ctx, w.till, number), CodeTooSoon)
	if c := must(w.TillCode(ctx, w.till))(t); c.ByPhone || c.Member != nil {
		t.Errorf("before the code: %+v", c)
	}
	w.pass(time.Minute)
	colleague := w.openTill("13900000001", w.outlet)
	wantReason(t, "the same person's other session", w.EnterTillCode(ctx, colleague, code), CodeForeign)
	wantReason(t, "another till", w.EnterTillCode(ctx, w.rival, code), CodeForeign)
	wantReason(t, "a wrong code", enter(other(code)), CodeWrong)
	must(0, enter("  "+code[:3]+" "+code[3:]))(t)
	if c := must(w.TillCode(ctx, w.till))(t); c.Member == nil || c.Member.Only || c.Member.Name != "陈*玲" || len(c.Member.Vouchers) != 1 {
		t.Errorf("after the code: %+v", c)
	}
	for _, actor := range []Actor{colleague, w.rival} {
		if c, err := w.TillCode(ctx, actor); KindOf(err) != NotFound {
			t.Errorf("another session sees %+v, %v", c, err)
		}
	}
	wantReason(t, "the code once more", enter(code), CodeUsed)
	w.pass(openSeconds * time.Second)
	if c, err := w.TillCode(ctx, w.till); KindOf(err) != NotFound {
		t.Errorf("five minutes later: %+v, %v", c, err)
	}
	if n := w.rows("SELECT COUNT(*) FROM audit WHERE act = 'card.confirmed' AND member_id = ?", m.Member); n != 1 {
		t.Errorf("%d rows tell that it was confirmed", n)
	}

	// A code that is too old, or replaced by another; one that was guessed at too often.
	must(0, w.SendTillCode(ctx, w.till, Sought{Token: w.StillToken(m.Member, 0)}))(t)
	code, _, _ = w.tillCode()
	w.pass(codeSeconds * time.Second)
	wantReason(t, "too old", enter(code), CodeExpired)
	must(0, w.ResendTillCode(ctx, w.till))(t)
	fresh, _, n := w.tillCode()
	if n != 2 {
		t.Errorf("sent again to %d", n)
	}
	if fresh != code {
		wantReason(t, "the one before", enter(code), CodeWrong)
	}
	for range 3 {
		wantReason(t, "wrong", enter(other(fresh)), CodeWrong)
	}
	wantReason(t, "the fifth", enter(other(fresh)), CodeTriesSpent)
	wantReason(t, "the right one after five", enter(fresh), CodeTriesSpent)

	// Ten wrong ones within a minute slow the till; twenty a day for one member are all there are.
	w.pass(2 * time.Minute)
	for range 2 {
		must(0, w.SendTillCode(ctx, w.till, number))(t)
		fresh, _, _ = w.tillCode()
		for range 5 {
			_ = enter(other(fresh))
		}
		w.pass(time.Minute)
	}
	must(0, w.SendTillCode(ctx, w.till, number))(t)
	fresh, _, _ = w.tillCode()
	for range 4 {
		wantReason(t, "wrong", enter(other(fresh)), CodeWrong)
	}
	wantReason(t, "the 21st of the day", enter(fresh), CodeFailuresMany)
}

// A till that types a phone learns nothing of whose it is: with a member's and with nobody's all is the same, but for the code.
func TestTillCodeByPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.join("陈美玲", "13800138000")
	gone := w.join("李芸", "13800138002")
	w.exec("UPDATE members SET left_at = 1 WHERE id = ?", gone.Member)
	w.sent()
	phone := func(n string) Sought { d, _ := ParseDestination(n, "CN"); return Sought{Phone: d.Phone} }
	for _, c := range []struct {
		phone string
		sent  int
	}{{"13800138000", 1}, {"13600000000", 0}, {"13800138002", 0}, {"13900000002", 0}} {
		w.pass(time.Hour)
		whom := phone(c.phone)
		must(0, w.SendTillCode(ctx, w.till, whom))(t)
		code, _, n := w.tillCode()
		if n != c.sent {
			t.Errorf("%s: %d are sent", c.phone, n)
		}
		if got := must(w.TillCode(ctx, w.till))(t); !got.ByPhone || got.Member != nil {
			t.Errorf("%s: the till is told %+v", c.phone, got)
		}
		wantReason(t, c.phone+" again", w.SendTillCode(ctx, w.till, whom), CodeTooSoon)
		wantReason(t, c.phone+" resent", w.ResendTillCode(ctx, w.till), CodeTooSoon)
		for range 3 {
			wantReason(t, c.phone, w.EnterTillCode(ctx, w.till, other("1"+code+"23456"[len(code)/2:])), CodeWrong)
		}
		if n == 1 {
			must(0, w.EnterTillCode(ctx, w.till, code))(t)
		}
	}
	// A code for nobody is right for nobody.
	w.pass(time.Hour)
	must(0, w.Write(ctx, w.till, func(tx *Tx) error { return tx.sendTillCode(phone("13600000001"), "123456") }))(t)
	wantReason(t, "the very code", w.EnterTillCode(ctx, w.till, "123456"), CodeWrong)

	// So many a day for a phone, so many an hour for a till.
	for range tillCodesTo.most - 1 {
		w.pass(time.Minute)
		must(0, w.SendTillCode(ctx, w.rival, phone("13600000001")))(t)
	}
	w.pass(time.Minute)
	wantReason(t, "one too many for the phone", w.SendTillCode(ctx, w.rival, phone("13600000001")), CodesSpent)
	w.pass(time.Hour)
	for i := range tillCodes.most {
		must(0, w.SendTillCode(ctx, w.till, phone(fmt.Sprintf("136000001%02d", i))))(t)
	}
	wantReason(t, "one too many for the till", w.SendTillCode(ctx, w.till, phone("13600000200")), CodesSpent)
	must(0, w.Sweep(ctx))(t)
	w.pass(400 * 24 * time.Hour)
	must(0, w.Sweep(ctx))(t)
	if n := w.rows("SELECT COUNT(*) FROM till_codes"); n != 0 {
		t.Errorf("%d codes are kept for good", n)
	}
}

// A typed phone that has rested may be another's by now: the code goes to the member's e-mail alone, or to nobody.
func TestTillCodeOfRestedPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	w.pass(91 * day)
	for _, mail := range []string{"", "mei@example.com"} {
		w.exec("UPDATE accounts SET email = ? WHERE id = ?", orNull(mail), m.Account)
		w.sent()
		w.pass(time.Hour)
		must(0, w.SendTillCode(ctx, w.till, Sought{Phone: "+8613800138000"}))(t)
		code, sent, n := w.tillCode()
		if sent.To.Phone != "" || sent.To.Email != mail || n != len(mail)/len("mei@example.com") {
			t.Errorf("with the e-mail %q: %d to %v", mail, n, sent.To)
		}
		if mail != "" {
			must(0, w.EnterTillCode(ctx, w.till, code))(t)
		}
	}
}

// A phone that is typed answers alike whoever's it is, also where a till has just asked for its member by their number; and
// wrong codes at tills shut nobody out of their own sign-in.
func TestTillCodesApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	w.join("李芸", "13800138002")
	w.pass(time.Hour)
	must(0, w.SendTillCode(ctx, w.till, Sought{Number: w.number(m)}))(t)
	for _, phone := range []string{"+8613800138002", "+8613800138000", "+8613600000000"} {
		must(0, w.SendTillCode(ctx, w.till, Sought{Phone: phone}))(t)
	}
	wantReason(t, "the number again", w.SendTillCode(ctx, w.till, Sought{Number: w.number(m)}), CodeTooSoon)
	for range 4 {
		w.pass(61 * time.Second)
		must(0, w.SendTillCode(ctx, w.till, Sought{Number: w.number(m)}))(t)
		code, _, _ := w.tillCode()
		for i := range 5 {
			if i == 3 {
				w.pass(61 * time.Second)
			}
			if err := w.EnterTillCode(ctx, w.till, wrongCode(code)); err == nil {
				t.Fatal("a wrong code is right")
			}
		}
	}
	w.pass(61 * time.Second)
	must(0, w.SendTillCode(ctx, w.till, Sought{Number: w.number(m)}))(t)
	code, _, _ := w.tillCode()
	wantReason(t, "at the tills", w.EnterTillCode(ctx, w.till, code), CodeFailuresMany)
	if _, err := w.byCode("13800138000"); err != nil {
		t.Errorf("the member's own right code: %v", err)
	}
}

// number answers the member's number.
func (w *world) number(m Actor) (number string) {
	w.t.Helper()
	must(0, w.Read(ctx, func(rx *Rx) error {
		r, err := rx.GetMember(background, m.Member)
		number = r.Number
		return err
	}))(w.t)
	return number
}

// cardActs are those of TestAudit around a member's card.
func (w *world) cardActs(admin, m Actor) []act {
	scan := func() error {
		token, _ := w.CardToken(m.Member, 0)
		_, err := w.ScanCard(ctx, w.till, token)
		return err
	}
	return []act{
		{"ScanCard", 1, scan},
		{"ScanCard", 0, func() error { w.pass(-31 * time.Second); return scan() }}, // in the same period
		{"ScanCard", 0, func() error { _, err := w.ScanCard(ctx, w.till, "x"); return err }},
		{"ScanCard", 1, func() error { _, err := w.ScanCard(ctx, w.till, w.StillToken(m.Member, 0)); return err }},
		{"FindMember", 1, func() error { _, err := w.FindMember(ctx, w.rival, w.number(m)); return err }},
		{"FindMember", 0, func() error { _, err := w.FindMember(ctx, w.till, "x"); return err }},
		{"SendTillCode", 1, func() error { return w.SendTillCode(ctx, w.till, Sought{Number: w.number(m)}) }},
		{"SendTillCode", 0, func() error { return w.SendTillCode(ctx, w.till, Sought{Number: w.number(m)}) }},
		{"SendTillCode", 1, func() error { return w.SendTillCode(ctx, w.rival, Sought{Phone: "+8613600000000"}) }},
		{"EnterTillCode", 1, func() error { return w.EnterTillCode(ctx, w.rival, "") }},
		{"EnterTillCode", 1, func() error { code, _, _ := w.tillCode(); return w.EnterTillCode(ctx, w.till, code) }},
		{"EnterTillCode", 0, func() error { return w.EnterTillCode(ctx, w.till, "") }},
		{"MemberLostPhone", 0, func() error { return w.MemberLostPhone(ctx, admin, m.Member, "") }},
		{"MemberLostPhone", 1, func() error { return w.MemberLostPhone(ctx, admin, m.Member, "陈美玲来电") }},
		{"LostPhone", 1, func() error { return w.LostPhone(ctx, m) }},
	}
}
