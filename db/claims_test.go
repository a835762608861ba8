package db

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// picture answers a photo as it would come from whoever read it.
func picture(body string) *Picture {
	return &Picture{Type: "image/jpeg", Width: 3, Height: 4, Body: []byte(body)}
}

func (w *world) file(actor Actor, claim int64) *ClaimFile {
	w.t.Helper()
	return must(w.ClaimFile(ctx, actor, claim))(w.t)
}

// The words of a company's name make one, and nobody's surname does.
func TestIsCompany(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"云栖置业有限公司", "雲棲置業有限公司", "半岛集团", "半島集團", "深圳市某某企业管理中心（有限合伙）", "某律师事务所", "Harbour Ltd", "Harbour Ltd.", "HARBOUR LIMITED", "Ｈａｒｂｏｕｒ　Ｌｔｄ",
		"Chan & Co", "Harbour Trading Co., Ltd.", "Harbour Co. ", "Peak Holdings", "Foo Inc.", "Foo LLC", "Foo GmbH", "Foo Sdn Bhd", "The Company of Friends",
	} {
		if !IsCompany(name) {
			t.Errorf("%s is none", name)
		}
	}
	for _, name := range []string{"", "陈美玲", "王有才", "Kenneth Co", "Maria Co-Santos", "Linc Chan", "Inci Demir", "Limiteda", "Cory Ltdon", "公孙大娘", "司马有", "Corpuz Maria"} {
		if IsCompany(name) {
			t.Errorf("%s is one", name)
		}
	}
}

// What staff ask and the member answers, with photos, until it is decided: each step is told, and the claim goes back and
// forth between them.
func TestClaimTalk(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	desk := w.hire("a@club.example", Service, ScopeCommunity, w.community).Actor
	m, other := w.join("张三", "13700000001"), w.join("李四方", "13700000002")
	claim := must(w.ClaimHome(ctx, m, w.address("3", "1", "1802"), picture("one")))(t)
	later := must(w.ClaimHome(ctx, other, w.address("5", "", "901")))(t)
	waiting := func(asked bool) (ids []int64) {
		list, _, err := w.WaitingClaims(ctx, desk, 0)
		if asked {
			list, _, err = w.AskedClaims(ctx, desk, 0)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			ids = append(ids, c.ID)
		}
		return ids
	}
	w.sent()
	if err := w.AskClaim(ctx, desk, claim.ID, "请补一张合同照片"); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(waiting(false), []int64{later.ID}) || !slices.Equal(waiting(true), []int64{claim.ID}) || must(w.NextClaim(ctx, desk, 0))(t) != later.ID || must(w.NextClaim(ctx, desk, later.ID))(t) != 0 {
		t.Errorf("asked: %v, %v", waiting(false), waiting(true))
	}
	for _, line := range must(w.list(ctx, desk, ClaimList, ClaimList.Query(nil), 10, uncounted))(t).Lines {
		want := Choices{{"claim", "waiting"}}
		if line.ID == claim.ID {
			want = Choices{{"turn", "asked"}}
		}
		if !slices.ContainsFunc(line.Cells, func(c Cell) bool { s, ok := c.(Choices); return ok && slices.Equal(s, want) }) {
			t.Errorf("the list tells %+v, want %v", line.Cells, want)
		}
	}
	if o := must(w.DeskOverview(ctx, desk))(t); o.Claims != 1 {
		t.Errorf("%d wait for staff", o.Claims)
	}
	if told := w.toldOf(m); len(told) != 1 || told[0].(HomeAsked).Question != "请补一张合同照片" || told[0].notice().path != homePath(claim.ID) {
		t.Errorf("told %+v", told)
	}
	w.pass(time.Hour)
	wantReason(t, "nothing", w.AnswerClaim(ctx, m, claim.ID, " \u200b", nil), AnswerMissing)
	wantReason(t, "four photos", w.AnswerClaim(ctx, m, claim.ID, "", []*Picture{picture("2"), picture("3"), picture("4")}), PhotosTooMany)
	wantReason(t, "four photos, asked before", w.CheckAnswer(ctx, m, claim.ID, 3), PhotosTooMany)
	wantReason(t, "four at once", w.CheckAnswer(ctx, m, claim.ID, 4), PhotosOver)
	wantReason(t, "long", w.AnswerClaim(ctx, m, claim.ID, strings.Repeat("长", 501), nil), TextTooLong)
	wantReason(t, "heavy", w.AnswerClaim(ctx, m, claim.ID, "", []*Picture{picture(strings.Repeat("x", MostPicture+1))}), PictureTooWide)
	if err := w.AnswerClaim(ctx, other, claim.ID, "x", nil); KindOf(err) != NotFound {
		t.Errorf("another's: %v", err)
	}
	if v := must(w.MemberClaim(ctx, m.Member, claim.ID))(t); len(v.Steps) != 1 || len(v.Photos) != 1 || v.Turn != TurnAsked || v.Steps[0].By != "" {
		t.Errorf("a refused answer left something: %+v", v)
	}
	if err := w.AnswerClaim(ctx, m, claim.ID, "在第二页", []*Picture{picture("two")}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(waiting(false), []int64{claim.ID, later.ID}) {
		t.Errorf("answered: %v", waiting(false))
	}
	f := w.file(desk, claim.ID)
	if f.Turn != TurnAnswered || len(f.Steps) != 2 || f.Steps[0].By == "" || f.Steps[1].Words != "在第二页" || f.Steps[1].Photos != 1 || len(f.Photos) != 2 {
		t.Errorf("%+v", f)
	}
	for range mostAnswers - 1 {
		must(0, w.AnswerClaim(ctx, m, claim.ID, "还有", nil))(t)
	}
	wantReason(t, "one more", w.AnswerClaim(ctx, m, claim.ID, "还有", nil), AnswersFull)
	if err := w.DecideClaim(ctx, desk, claim.ID, false, "不符"); err != nil {
		t.Fatal(err)
	}
	wantReason(t, "after the decision", w.AnswerClaim(ctx, m, claim.ID, "x", nil), ClaimOver)
	wantReason(t, "after the decision", w.CheckAnswer(ctx, m, claim.ID, 0), ClaimOver)
	wantReason(t, "withdrawn after it", w.WithdrawClaim(ctx, m, claim.ID), ClaimOver)
	wantReason(t, "asked after it", w.AskClaim(ctx, desk, claim.ID, "x"), ClaimDecided)
	wantReason(t, "nothing asked", w.AskClaim(ctx, desk, later.ID, "\u200b"), QuestionMissing)
	err := w.DecideClaim(ctx, SystemActor, claim.ID, true, "")
	if e, _ := err.(*Error); e == nil || e.Reason != ClaimDecided || e.Args[0] == "" || e.Args[1] != f.ClaimedAt+3600 {
		t.Errorf("who decided: %+v", err)
	}
	if f = w.file(desk, claim.ID); f.DecidedBy == "" {
		t.Errorf("nobody has decided it")
	}
	if err := w.WithdrawClaim(ctx, other, later.ID); err != nil {
		t.Fatal(err)
	}
	wantReason(t, "withdrawn", w.DecideClaim(ctx, desk, later.ID, false, "x"), ClaimWithdrawn)
	if c := must(w.Claims(ctx, other.Member))(t)[0]; c.State != ClaimEnded || c.Ended != EndWithdrawn || c.DecidedAt != 0 {
		t.Errorf("%+v", c)
	}
	must(w.ClaimHome(ctx, other, w.address("5", "", "901")))(t) // it can be claimed again
}

// A photo is its member's and that of staff who decide the claim and have opened it; each of them opens it once.
func TestClaimPhotosPrivate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	elsewhere := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: must(w.Brands(ctx))(t)[0].ID, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉"}}))(t)
	here, there, reader := w.hire("a@club.example", Service, ScopeCommunity, w.community).Actor, w.hire("b@club.example", Service, ScopeCommunity, elsewhere).Actor, w.hire("c@club.example", Reader, ScopeAll, 0).Actor
	m, other := w.join("张三", "13700000001"), w.join("李四方", "13700000002")
	claim := must(w.ClaimHome(ctx, m, w.address("3", "1", "1802"), picture("one"), picture("two")))(t)
	second := must(w.ClaimHome(ctx, other, w.address("3", "1", "1802"), picture("other")))(t)
	photos := must(w.MemberClaim(ctx, m.Member, claim.ID))(t).Photos
	if len(photos) != 2 {
		t.Fatal(photos)
	}
	if p := must(w.OwnClaimPhoto(ctx, m, claim.ID, photos[1].ID))(t); string(p.Body) != "two" || p.Type != "image/jpeg" {
		t.Errorf("%+v", p)
	}
	no := func(what string, _ *Picture, err error) {
		t.Helper()
		if KindOf(err) != NotFound && !(what == "not opened" && ReasonOf(err) == PhotoClosed) || err == nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	see := func(what string, actor Actor, claim int64) {
		t.Helper()
		_, err := w.ClaimPhoto(ctx, actor, claim, photos[0].ID)
		no(what, nil, err)
	}
	_, err := w.OwnClaimPhoto(ctx, other, claim.ID, photos[0].ID)
	no("another member", nil, err)
	_, err = w.OwnClaimPhoto(ctx, other, second.ID, photos[0].ID)
	no("another claim", nil, err)
	_, err = w.OwnClaimPhoto(ctx, Actor{Door: MemberDoor}, claim.ID, photos[0].ID)
	no("no member", nil, err)
	for what, actor := range map[string]Actor{"not opened": here, "elsewhere": there, "a reader": reader, "a till": w.till, "its member": m} {
		see(what, actor, claim.ID)
		if err := w.OpenClaimPhotos(ctx, actor, claim.ID); (what == "not opened") != (err == nil) || err != nil && KindOf(err) != NotFound {
			t.Errorf("%s opens: %v", what, err)
		}
	}
	if p := must(w.ClaimPhoto(ctx, here, claim.ID, photos[0].ID))(t); string(p.Body) != "one" {
		t.Errorf("%+v", p)
	}
	see("by another claim", here, second.ID)
	must(0, w.OpenClaimPhotos(ctx, here, claim.ID))(t)
	if n := w.rows("SELECT COUNT(*) FROM audit WHERE act = 'home.revealed' AND actor_id = ? AND member_id = ?", here.Account, m.Member); n != 2 {
		t.Errorf("%d openings in the log", n)
	}
	must(0, w.DropClaimPhoto(ctx, m, claim.ID, photos[0].ID))(t)
	see("deleted", here, claim.ID)
}

// The photos of a claim are erased as many days after its decision as the club has set; those of one that waits stay.
func TestClaimPhotosErased(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("张三", "13700000001")
	var claims []Claim
	for _, room := range []string{"1", "2", "3"} {
		claims = append(claims, must(w.ClaimHome(ctx, m, w.address("9", "", room), picture("a"), picture("b")))(t))
	}
	must(w.ClaimHome(ctx, w.join("陈美玲", "13800138000"), w.address("3", "1", "1802"), picture("not needed")))(t)
	left := func() int64 {
		w.t.Helper()
		must(0, w.Sweep(ctx))(t)
		return w.rows("SELECT COUNT(*) FROM claim_photos")
	}
	must(0, w.DecideClaim(ctx, SystemActor, claims[0].ID, false, "不符"))(t)
	must(0, w.OpenClaimPhotos(ctx, Actor{Door: System, Account: 7}, claims[0].ID))(t)
	w.pass(10 * 24 * time.Hour)
	must(0, w.WithdrawClaim(ctx, m, claims[1].ID))(t)
	if n := left(); n != 6 {
		t.Errorf("%d photos at first: one that was verified at once keeps none", n)
	}
	w.pass(20*24*time.Hour - time.Second)
	if n := left(); n != 6 {
		t.Errorf("%d photos before the thirty days", n)
	}
	w.pass(2 * time.Second)
	if n := left(); n != 4 {
		t.Errorf("%d photos after them", n)
	}
	if n := w.rows("SELECT COUNT(*) FROM photo_openings"); n != 0 {
		t.Errorf("%d openings of photos that are gone", n)
	}
	w.pass(10 * 24 * time.Hour)
	if n := left(); n != 2 {
		t.Errorf("%d photos, of one that waits", n)
	}
	must(0, w.EditSettings(ctx, SystemActor, Retention, Values{KeepClaimPhotos.Name: 2}, ""))(t)
	must(0, w.DecideClaim(ctx, SystemActor, claims[2].ID, false, "不符"))(t)
	if v := must(w.MemberClaim(ctx, m.Member, claims[2].ID))(t); v.EraseOn != w.Now()+2*86400 {
		t.Errorf("told to be erased at %d", v.EraseOn)
	}
	w.pass(49 * time.Hour)
	if sick, told := w.findings(false)["claim photos"]; told {
		t.Errorf("the doctor, an hour late: %+v", sick)
	}
	w.pass(24 * time.Hour)
	if sick := w.findings(false)["claim photos"]; sick.Grade != Warn || !strings.HasPrefix(sick.Text, "2 photos") {
		t.Errorf("the doctor, a day late: %+v", sick)
	}
	if n := left(); n != 0 {
		t.Errorf("%d photos as the club has set", n)
	}
}

// What differs between a claim and the register is told, one thing at a time.
func TestDoubts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.imported(w.csvOf("", "半岛花园,深圳,7,,101,云栖置业有限公司,13800138050,1111,HT7,2020-01-01"), 0)
	owner := w.join("陈美玲", "13800138000")
	must(w.ClaimHome(ctx, owner, w.address("3", "1", "1802")))(t)
	n := 0
	for _, c := range []struct {
		name, phone, building, stair, room string
		want                               []Doubt
	}{
		{"陈美丽", "13800138001", "3", "1", "1802", []Doubt{DoubtOtherName, DoubtVerified}},
		{"李芸", "13700000011", "5", "", "901", []Doubt{DoubtOtherPhone}},
		{"陈美玲", "13800138001", "3", "1", "1802", []Doubt{DoubtCrossed, DoubtVerified}},
		{"张三", "13700000012", "3", "1", "1802", []Doubt{DoubtNeither, DoubtVerified}},
		{"李芸", "13800138002", "3", "1", "1802", []Doubt{DoubtNeither, DoubtElsewhere, DoubtVerified, DoubtOthers}},
		{"王五", "13700000013", "88", "", "1802", []Doubt{DoubtNoHome}},
		{"云栖置业有限公司", "13800138050", "7", "", "101", []Doubt{DoubtCompany}},
		{"钱六", "chen@example.com", "5", "", "901", []Doubt{DoubtNeither}},
	} {
		n++
		w.pass(time.Hour)
		phone := c.phone
		if c.phone == "13800138001" && n > 1 {
			w.exec("UPDATE accounts SET phone = '+8613700000099' WHERE phone = '+8613800138001'") // the number goes to another
		}
		m := w.join(c.name, phone)
		claim := must(w.ClaimHome(ctx, m, w.address(c.building, c.stair, c.room)))(t)
		if claim.State != ClaimWaiting {
			t.Fatalf("%+v is verified", c)
		}
		if got := w.file(SystemActor, claim.ID).Doubts(); !slices.Equal(got, c.want) {
			t.Errorf("%s %s at %s: %v, want %v", c.name, c.phone, c.room, got, c.want)
		}
		if n == 1 || n == 2 || n == 3 {
			must(0, w.WithdrawClaim(ctx, m, claim.ID))(t)
		}
	}
	w.imported(w.csvOf("", "半岛花园,深圳,5,,901,周四方,13800138020,1111,HT9,2026-01-01"), 0)
	claim := must(w.ClaimHome(ctx, w.join("周四方", "13800138020"), w.address("5", "", "901")))(t)
	if got := w.file(SystemActor, claim.ID).Doubts(); !slices.Equal(got, []Doubt{DoubtNeither, DoubtOthers, DoubtChange}) {
		t.Errorf("a change of owners waits: %v", got)
	}
}

// A home that the register does not know is approved for one that staff pick, and for no other community's.
func TestApproveElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	elsewhere := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: must(w.Brands(ctx))(t)[0].ID, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉"}}))(t)
	w.imported(w.csvOf("", "云湖,武汉,3,1,1802,陈美玲,13800138000,1111,HT7,2020-01-01"), 0)
	m := w.join("陈美玲", "13800138000")
	claim := must(w.ClaimHome(ctx, m, w.address("33", "1", "1802")))(t)
	f := w.file(SystemActor, claim.ID)
	right := w.rows("SELECT id FROM homes WHERE community_id = ? AND room = '1802'", w.community)
	if f.Home != 0 || len(f.Near) != 1 || f.Near[0].ID != right || len(f.Near[0].Owners) != 2 || !f.Near[0].Owners[0].SameName || !f.Near[0].Owners[0].SamePhone || len(f.Elsewhere) != 2 {
		t.Errorf("near %+v, elsewhere %+v", f.Near, f.Elsewhere)
	}
	wantReason(t, "none picked", w.ApproveClaim(ctx, SystemActor, claim.ID, 0), NotOnRegister)
	wantReason(t, "of another community", w.ApproveClaim(ctx, SystemActor, claim.ID, w.rows("SELECT id FROM homes WHERE community_id = ?", elsewhere)), HomeElsewhere)
	wantReason(t, "no home", w.ApproveClaim(ctx, SystemActor, claim.ID, 7), HomeElsewhere)
	must(0, w.ApproveClaim(ctx, SystemActor, claim.ID, right))(t)
	if c := must(w.Claims(ctx, m.Member))(t)[0]; c.State != ClaimVerified || c.Short() != "3-1-1802" || c.Home != right {
		t.Errorf("%+v", c)
	}
	again := must(w.ClaimHome(ctx, m, w.address("34", "1", "1802")))(t)
	wantReason(t, "a home that the member has", w.ApproveClaim(ctx, SystemActor, again.ID, right), HomeClaimed)
	slip := must(w.ClaimHome(ctx, m, w.address("5", "", "9901")))(t)
	if near := w.file(SystemActor, slip.ID).Near; !slices.ContainsFunc(near, func(h NearHome) bool { return h.Building == "5" && h.Room == "901" }) {
		t.Errorf("near a slip: %+v", near)
	}
}

// For a home that a company owns nobody is verified by the register, and never more than two at a time, however many of the
// staff approve at once. Staff say what the names do not tell, until the owners change.
func TestCompanyHome(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.imported(w.csvOf("", "半岛花园,深圳,7,,101,云栖置业有限公司,13800138050,1111,HT7,2020-01-01"), 0)
	home := w.rows("SELECT id FROM homes WHERE building = '7'")
	var members []Actor
	var claims []Claim
	for i := range 6 {
		name, phone := fmt.Sprintf("张三%c", '一'+rune(i)), fmt.Sprintf("1370000010%d", i)
		if i == 0 {
			name, phone = "云栖置业有限公司", "13800138050"
		}
		members = append(members, w.join(name, phone))
		claims = append(claims, must(w.ClaimHome(ctx, members[i], w.address("7", "", "101")))(t))
		if claims[i].State != ClaimWaiting {
			t.Fatalf("%s is verified at once", name)
		}
	}
	var all sync.WaitGroup
	errs := make([]error, len(claims))
	for i, c := range claims {
		all.Go(func() { errs[i] = w.DecideClaim(ctx, SystemActor, c.ID, true, "") })
	}
	all.Wait()
	full := 0
	for _, err := range errs {
		if ReasonOf(err) == CompanyFull {
			full++
		} else if err != nil {
			t.Error(err)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM home_claims WHERE home_id = ? AND state = 'verified'", home); n != MostOfCompany || full != 4 {
		t.Errorf("%d are verified, %d refused", n, full)
	}
	i := slices.IndexFunc(errs, func(err error) bool { return err == nil })
	j := slices.IndexFunc(errs, func(err error) bool { return err != nil })
	must(0, w.GiveUpHome(ctx, members[i], claims[i].ID, string(DayOf(w.Now(), w.Club().Zone))))(t)
	must(0, w.DecideClaim(ctx, SystemActor, claims[j].ID, true, ""))(t)

	// A company by what staff say, though the names tell of people; and the other way round.
	people := w.rows("SELECT id FROM homes WHERE building = '3'")
	reader := w.hire("c@club.example", Reader, ScopeAll, 0).Actor
	if err := w.SetCompany(ctx, reader, people, CompanyYes); KindOf(err) != NotFound {
		t.Errorf("a reader: %v", err)
	}
	wantReason(t, "nonsense", w.SetCompany(ctx, SystemActor, people, "maybe"), CompanyWrong)
	must(0, w.SetCompany(ctx, SystemActor, people, CompanyYes))(t)
	if c := must(w.ClaimHome(ctx, w.join("陈美玲", "13800138000"), w.address("3", "1", "1802")))(t); c.State != ClaimWaiting || !w.file(SystemActor, c.ID).Company {
		t.Errorf("%+v", c)
	}
	must(0, w.SetCompany(ctx, SystemActor, people, CompanyNo))(t)
	if c := must(w.ClaimHome(ctx, w.join("王建国", "13800138001"), w.address("3", "1", "1802")))(t); c.State != ClaimVerified {
		t.Errorf("%+v", c)
	}
	must(0, w.SetCompany(ctx, SystemActor, people, CompanyYes))(t)
	w.resold(SystemActor, "周四方,13800138020")
	if h := must(w.HomeRecord(ctx, SystemActor, people))(t); h.Company || h.Said != CompanyByName || len(h.Owned) != 2 || h.Owned[0].Owners[0].Name != "周四方" || h.Owned[1].To == 0 || h.Owned[1].To != h.Owned[0].From {
		t.Errorf("after a sale: %+v", h)
	}
}

// Owners of record are each verified by their own phone and name, also where both claim at once, with strangers beside them.
func TestClaimAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := []Actor{w.join("陈美玲", "13800138000"), w.join("王建国", "13800138001"), w.join("张三", "13700000001"), w.join("李芸", "13800138002")}
	out := make([]Claim, len(who))
	var all sync.WaitGroup
	for i, m := range who {
		all.Go(func() {
			c, err := w.ClaimHome(ctx, m, w.address("3", "1", "1802"))
			out[i] = c
			if err != nil {
				t.Error(err)
			}
			if _, err := w.ClaimHome(ctx, m, w.address("3", "1", "1802")); ReasonOf(err) != ClaimStands {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for i, c := range out {
		if want := map[bool]ClaimState{true: ClaimVerified, false: ClaimWaiting}[i < 2]; c.State != want {
			t.Errorf("%d: %s", i, c.State)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM home_claims"); n != 4 {
		t.Errorf("%d claims", n)
	}
}

// Who gives a home up says from which day; without another they are a friend, with another an owner still.
func TestGiveUpHome(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, other := w.join("陈美玲", "13800138000"), w.join("王建国", "13800138001")
	w.imported(w.csvOf("", "半岛花园,深圳,7,,101,陈美玲,13800138000,1111,HT7,2020-01-01"), 0)
	first := must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	second := must(w.ClaimHome(ctx, m, w.address("7", "", "101")))(t)
	w.set(25, 12)
	for day, want := range map[string]Reason{"": HomeDayWrong, "soon": HomeDayWrong, "2026-11-20": HomeDayBefore, "2026-11-26": HomeDayAfter} {
		wantReason(t, day, w.GiveUpHome(ctx, m, first.ID, day), want)
	}
	if err := w.GiveUpHome(ctx, other, first.ID, "2026-11-25"); KindOf(err) != NotFound {
		t.Errorf("another's: %v", err)
	}
	must(0, w.GiveUpHome(ctx, m, second.ID, "2026-11-25"))(t)
	if _, class := w.stands(m); class != Owner {
		t.Errorf("with another home: %s", class)
	}
	must(0, w.GiveUpHome(ctx, m, first.ID, "2026-11-22"))(t)
	wantReason(t, "twice", w.GiveUpHome(ctx, m, first.ID, "2026-11-22"), ClaimNotYours)
	if _, class := w.stands(m); class != Friend {
		t.Errorf("without: %s", class)
	}
	if h := must(w.HomeRecord(ctx, SystemActor, first.Home))(t); len(h.Members) != 1 || h.Members[0].EndedDay != "2026-11-22" || h.Members[0].Ended != EndGivenUp {
		t.Errorf("%+v", h.Members)
	}
	if told := w.toldOf(m); len(told) != 0 {
		t.Errorf("told of what they did themselves: %v", told)
	}
}
