package db

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func (w *world) membersFile(by Actor, text string) int64 {
	w.t.Helper()
	return must(w.UploadMembers(ctx, by, "members.csv", []byte(text)))(w.t)
}

// Members of an earlier system come with tier, number and points in one act; the same file again changes nothing.
func TestMemberImport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	here := w.join("李芸", "13700000001")
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	file := "姓名,手机号,邮箱,等级,积分,积分有效期,楼盘,语言,入会日期,生日\r\n" +
		"司马甲,136 0000 0001,,金,\"1,200\",2027-06-30,半岛花园,繁体,2020-05-01,1970-02-29\r\n" + // no such day
		"司马乙,１３６０００００００２,yi@example.com,金卡,\"1,200\",2027-06-30,半島花園,繁體,2020-05-01,1970-03-05\r\n" +
		"\r\n" +
		"李芸,13700000001,,玉,99,,,,,\r\n" + // a member already
		"司马丙,13600000002,,,,,,,,\r\n" + // twice
		"司马丁,,,,,,,,,\r\n" + ",13600000005,,,,,,,,\r\n" + "司马戊,123,,,,,,,,\r\n" + "司马己,13600000006,,钻石,,,,,,\r\n" +
		"司马庚,13600000007,,,-5,,,,,\r\n" + "司马辛,13600000008,,,,,远方,,,\r\n" + "司马壬,13600000009,,,,2020-01-01,,,,\r\n" +
		"司马癸,13600000010,,,,,,,2999-01-01,\r\n" + "司马子,13600000011,,,,,,,,2015-01-01\r\n" + "司马丑,,chou@example.com,silver,30,,,en,,12-24\r\n" + strings.Repeat("长", 61) + ",13600000012,,,,,,,,\r\n"
	id := w.membersFile(admin.Actor, file)
	before := w.asBooks()
	check := must(w.CheckMembers(ctx, admin.Actor, id))(t)
	if check.Added != 2 || check.Same != 1 || check.Points != 1230 || len(check.Sample) != 2 {
		t.Errorf("the dry run: %+v", check)
	}
	var refused []string
	for _, r := range check.Refused {
		refused = append(refused, fmt.Sprintf("%d %s %s", r.Record, r.Field, r.Reason))
	}
	want := "2 birthday birthday_wrong; 6 phone row_twice; 7 phone row_no_contact; 8 name name_missing; 9 phone destination_wrong; 10 tier row_tier_wrong; 11 points row_points_wrong; 12 community community_unknown; 13 expires row_day_wrong; 14 joined row_day_wrong; 15 birthday birthday_young; 17 name name_wrong"
	if got := strings.Join(refused, "; "); got != want {
		t.Errorf("refused\n%s\nwant\n%s", got, want)
	}
	for table, rows := range w.asBooks() {
		if rows != before[table] {
			t.Errorf("the dry run has changed %s", table)
		}
	}
	done := must(w.ConfirmMembers(ctx, admin.Actor, id))(t)
	if done.Added != 2 || done.Same != 1 || len(done.Refused) != len(check.Refused) {
		t.Errorf("taken in: %+v", done)
	}
	_, err := w.ConfirmMembers(ctx, admin.Actor, id)
	wantReason(t, "confirmed twice", err, MembersDecided)
	w.ledgerHolds()
	if n := w.rows("SELECT COUNT(*) FROM member_imports WHERE body IS NOT NULL"); n != 0 {
		t.Error("the file stays after it was taken in")
	}
	again := must(w.ConfirmMembers(ctx, admin.Actor, w.membersFile(admin.Actor, file)))(t)
	if again.Added != 0 || again.Same != 3 {
		t.Errorf("the same file again: %+v", again)
	}
	for name, f := range w.findings(true) {
		if f.Grade == Bad {
			t.Errorf("doctor on %s: %+v", name, f)
		}
	}

	// They sign in by a code; as the club knows the phone from a file alone, it asks for their name, and then for consent.
	w.pass(time.Minute)
	browser, code := w.code(MemberDoor, "13600000002")
	if e := must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t); e.Next != StepKnow {
		t.Fatalf("a phone from a file leads to %+v", e)
	}
	token := must(w.Recognise(ctx, browser, "司馬乙", Client{}))(t)
	s := must(w.Session(ctx, MemberDoor, token))(t)
	if s.Member.Tier != Gold || s.Member.Balance != 1200 || s.Member.Agreed || s.Locale != Hant || s.Member.Community != w.community {
		t.Errorf("who came along: %+v", s.Member)
	}
	versions := must(w.TextsInForce(ctx))(t)
	wantReason(t, "agreed to the terms alone", w.Agree(ctx, s.Actor(), Joining{Terms: true, Versions: versions, Locale: Hant}), PrivacyNotAgreed)
	wantReason(t, "to an older version", w.Agree(ctx, s.Actor(), Joining{Terms: true, Privacy: true, Versions: map[TextKind]string{Terms: "old"}, Locale: Hant}), TextChanged)
	for range 2 {
		if err := w.Agree(ctx, s.Actor(), Joining{Terms: true, Privacy: true, SMS: true, Versions: versions, Locale: Hant}); err != nil {
			t.Fatal(err)
		}
	}
	if given := must(w.ConsentHistory(ctx, s.Actor()))(t); len(given) != 3 || given[0].Locale != Hant {
		t.Errorf("consents: %+v", given)
	}
	if s := must(w.Session(ctx, MemberDoor, token))(t); !s.Member.Agreed {
		t.Error("is asked again")
	}
	points := must(w.Points(ctx, s.Member.ID, 0))(t)
	if points.Expiring != 1200 || DayOf(points.NextExpiry-1, w.Club().Zone) != "2027-06-30" || points.Movements[0].Rule != RuleImport {
		t.Errorf("the points: %+v", points)
	}
	if b, _ := w.Birthday(ctx, s.Actor()); b.Birthday != (Birthday{"03-05", 1970}) {
		t.Errorf("birthday %+v", b)
	}
	_ = here
}

// A phone that came from a file proves no home before a code has been read there.
func TestUnprovenPhone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	must(w.ConfirmMembers(ctx, admin.Actor, w.membersFile(admin.Actor, "name,phone,email\n陈美玲,13800138000,thief@example.com\n")))(t)
	s := must(w.Session(ctx, MemberDoor, must(w.byCode("thief@example.com"))(t)))(t)
	if claim := must(w.ClaimHome(ctx, s.Actor(), w.address("3", "1", "1802")))(t); claim.State != ClaimWaiting {
		t.Errorf("verified by a phone that nobody has proven: %+v", claim)
	}
	if err := w.WithdrawClaim(ctx, s.Actor(), must(w.Claims(ctx, s.Member.ID))(t)[0].ID); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	browser, code := w.code(MemberDoor, "13800138000")
	if e := must(w.EnterCode(ctx, MemberDoor, browser, code, Client{}))(t); e.Token == "" {
		t.Fatalf("%+v", e)
	}
	if claim := must(w.ClaimHome(ctx, s.Actor(), w.address("3", "1", "1802")))(t); claim.State != ClaimVerified {
		t.Errorf("once it is proven: %+v", claim)
	}
}

func TestMemberImportRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin, other := w.hire("admin@club.example", Admin, ScopeAll, 0), w.hire("other@club.example", Admin, ScopeAll, 0)
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	for name, c := range map[string]struct {
		text   string
		reason Reason
	}{
		"no names": {"phone,tier\n13600000001,gold\n", MembersNoColumn}, "nothing": {"", TableEmpty}, "a header alone": {"name,phone\n", TableEmpty},
		"too many":  {"name,phone\n" + strings.Repeat("x,\n", mostMembersRows+1), TableTooLarge},
		"a picture": {"\x89PNG\r\n\x1a\n\x00\x00", TableEncoding},
	} {
		_, err := w.UploadMembers(ctx, admin.Actor, "x.csv", []byte(c.text))
		if r := ReasonOf(err); r != c.reason && !(name == "a picture" && r != "") {
			t.Errorf("%s: %v, want %s", name, err, c.reason)
		}
	}
	if _, err := w.UploadMembers(ctx, clerk.Actor, "x.csv", []byte("name,phone\nx,13600000001\n")); KindOf(err) != NotFound {
		t.Errorf("a clerk: %v", err)
	}
	id := w.membersFile(admin.Actor, "name,phone\n司马甲,13600000001\n")
	if _, err := w.CheckMembers(ctx, other.Actor, id); KindOf(err) != NotFound {
		t.Errorf("another's file is shown: %v", err)
	}
	if _, err := w.ConfirmMembers(ctx, other.Actor, id); KindOf(err) != NotFound {
		t.Errorf("another's file is taken: %v", err)
	}
	for range 2 {
		if err := w.DropMembers(ctx, admin.Actor, id); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.ConfirmMembers(ctx, admin.Actor, id)
	wantReason(t, "a dropped file", err, MembersDecided)
	late := w.membersFile(admin.Actor, "name,phone\n司马甲,13600000001\n")
	w.pass(26 * time.Hour)
	if err := w.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := w.CheckMembers(ctx, admin.Actor, late); KindOf(err) != NotFound {
		t.Errorf("a file that nobody confirmed is there after a day: %v", err)
	}
	// Two confirm at once: one takes it.
	twice := w.membersFile(admin.Actor, "name,phone,points\n司马甲,13600000001,5\n")
	errs := make(chan error, 2)
	for range 2 {
		go func() { _, err := w.ConfirmMembers(ctx, admin.Actor, twice); errs <- err }()
	}
	if a, b := <-errs, <-errs; (a == nil) == (b == nil) {
		t.Errorf("two at once: %v, %v", a, b)
	}
	if n := w.rows("SELECT COUNT(*) FROM members WHERE name = '司马甲'"); n != 1 {
		t.Errorf("%d members of one row", n)
	}
}

// Staff join a guest who reads out a code.
func TestJoinAtCounter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.join("李芸", "13700000001")
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0)
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0)
	guest := Joining{Name: "王小明", Adult: true, Terms: true, Privacy: true, Locale: En, Community: w.community, Service: true}
	var to Destination
	send := func(typed string) (browser, code string) {
		t.Helper()
		w.pass(time.Minute)
		to = dest(t, typed)
		browser = must(w.SendCounterCode(ctx, clerk.Actor, "", to, guest, Client{}))(t)
		return browser, w.codeOf("code.join")
	}
	join := func(by Actor, browser, code string, j Joining) error {
		_, err := w.JoinAtCounter(ctx, by, browser, code, to, j)
		return err
	}
	browser, code := send("13600000001")
	young := guest
	young.Adult = false
	wantReason(t, "under 18", join(clerk.Actor, browser, code, young), NotAdult)
	wantReason(t, "a wrong code", join(clerk.Actor, browser, wrongCode(code), guest), CodeWrong)
	if err := join(reader.Actor, browser, code, guest); KindOf(err) != NotFound {
		t.Errorf("a reader: %v", err)
	}
	_, err := w.EnterCode(ctx, MemberDoor, browser, code, Client{})
	wantReason(t, "the code at the members' door", err, CodeForeign)
	id := must(w.JoinAtCounter(ctx, clerk.Actor, browser, code, to, guest))(t)
	wantReason(t, "again", join(clerk.Actor, browser, code, guest), CodeUsed)
	s := must(w.Session(ctx, MemberDoor, must(w.byCode("13600000001"))(t)))(t)
	if s.Member.ID != id || s.Member.Name != "王小明" || s.Locale != En || !s.Member.Agreed {
		t.Errorf("joined: %+v", s.Member)
	}
	if row, err := w.MemberRecord(ctx, clerk.Actor, id); err != nil || len(row.Consents) != 4 || row.Consents[0].Locale != En {
		t.Errorf("consents: %+v %v", row, err)
	}
	browser, code = send("13700000001")
	wantReason(t, "a member's phone", join(clerk.Actor, browser, code, guest), AlreadyMember)
}

// A birthday is told once a year, and greeted on the day.
func TestBirthday(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, leap := w.join("陈美玲", "13800138000"), w.join("李芸", "13700000001")
	set := func(m Actor, day string, year int) error { return w.SetBirthday(ctx, m, day, year) }
	for _, c := range []struct {
		day    string
		year   int
		reason Reason
	}{
		{"02-30", 0, BirthdayWrong}, {"13-01", 0, BirthdayWrong}, {"-", 0, BirthdayWrong}, {"02-29", 1971, BirthdayWrong}, {"03-05", 1850, BirthdayYear}, {"03-05", 57, BirthdayYear},
		{"03-05", 2030, BirthdayYoung}, {"11-22", 2008, BirthdayYoung}, {"03-05", 20000000, BirthdayYoung}, {"03-05", -1, BirthdayYear}, {"3-5", 1970, BirthdayWrong},
	} {
		wantReason(t, fmt.Sprint(c.day, c.year), set(m, c.day, c.year), c.reason)
	}
	if err := set(m, "11-21", 2008); err != nil { // 18 today
		t.Fatal(err)
	}
	if err := set(m, "11-21", 2008); err != nil {
		t.Errorf("the same again: %v", err)
	}
	w.pass(25 * time.Hour)
	wantReason(t, "another within the year", set(m, "11-22", 1970), BirthdaySet)
	if err := w.DropBirthday(ctx, m); err != nil {
		t.Fatal(err)
	}
	wantReason(t, "another, once the first is removed", set(m, "11-22", 1970), BirthdaySet)
	if b, err := w.Birthday(ctx, m); b.Birthday != (Birthday{}) || !b.Fixed() || err != nil {
		t.Errorf("removed: %+v %v", b, err)
	}
	w.pass(-25 * time.Hour)
	w.exec("UPDATE members SET birth_day = '11-21', birth_year = 2008 WHERE id = $1", m.Member)
	if err := set(leap, "02-29", 1972); err != nil {
		t.Fatal(err)
	}
	greet := func() (n int64) {
		t.Helper()
		for range 3 {
			must(w.TellBirthdays(ctx, 1))(t)
		}
		return w.rows("SELECT COUNT(*) FROM notices WHERE kind = 'birthday'")
	}
	if n := greet(); n != 1 {
		t.Errorf("%d greeted on the day", n)
	}
	w.clock.at.Store(time.Date(2027, 2, 28, 4, 0, 0, 0, time.UTC).UnixMilli())
	if n := greet(); n != 2 {
		t.Errorf("the 29th of February in 2027: %d greeted in all", n)
	}
	w.clock.at.Store(time.Date(2028, 2, 28, 4, 0, 0, 0, time.UTC).UnixMilli())
	if n := greet(); n != 2 {
		t.Errorf("on the 28th in a leap year: %d greeted in all", n)
	}
	w.clock.at.Store(time.Date(2028, 2, 29, 4, 0, 0, 0, time.UTC).UnixMilli())
	if n := greet(); n != 3 {
		t.Errorf("on the 29th: %d greeted in all", n)
	}
	if err := set(leap, "03-01", 1972); err != nil {
		t.Errorf("more than a year later: %v", err)
	}
}

// A slip is put right within a day of the first time, however often; who was greeted on the wrong day is not greeted again.
func TestBirthdaySlip(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.clock.at.Store(time.Date(2026, 12, 31, 4, 0, 0, 0, time.UTC).UnixMilli())
	m := w.join("陈美玲", "13800138000")
	if b := must(w.Birthday(ctx, m))(t); b != (OwnBirthday{}) {
		t.Errorf("before the first: %+v", b)
	}
	must(0, w.SetBirthday(ctx, m, "12-31", 0))(t)
	if b := must(w.Birthday(ctx, m))(t); b.Fixed() || b.Slip != w.Now()+86400 || b.Again != "2027-12-31" {
		t.Errorf("just set: %+v", b)
	}
	greeted := func() int64 {
		must(w.TellBirthdays(ctx, 10))(t)
		return w.rows("SELECT COUNT(*) FROM notices WHERE kind = 'birthday'")
	}
	if n := greeted(); n != 1 {
		t.Errorf("%d greeted on the day that was set", n)
	}
	w.pass(20 * time.Hour)
	must(0, w.DropBirthday(ctx, m))(t)
	must(0, w.SetBirthday(ctx, m, "01-02", 1958))(t)
	w.pass(3 * time.Hour)
	must(0, w.SetBirthday(ctx, m, "01-01", 1958))(t)
	if n := greeted(); n != 1 {
		t.Errorf("%d greetings for one birthday that was put right, in the next year as it is", n)
	}
	w.pass(2 * time.Hour)
	wantReason(t, "a day after the first time", w.SetBirthday(ctx, m, "01-03", 1958), BirthdaySet)
	w.clock.at.Store(time.Date(2028, 1, 1, 4, 0, 0, 0, time.UTC).UnixMilli())
	if n := greeted(); n != 2 {
		t.Errorf("%d greetings by the next birthday", n)
	}
}
