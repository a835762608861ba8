package db

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func (w *world) address(building, stair, room string) HomeAddress {
	w.t.Helper()
	return must(ParseAddress(w.community, building, stair, room))(w.t)
}

func TestParseAddress(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ building, stair, room, want string }{
		{"３栋", "1单元", "1802室", "3-1-1802"}, {"第3栋", "", "０９０１", "3-901"}, {"Block B", "", "12a", "B-12A"}, {"", "", "8", "8"},
	} {
		a, err := ParseAddress(7, c.building, c.stair, c.room)
		if err != nil || a.Short() != c.want || a.Community != 7 {
			t.Errorf("%+v: %+v %v", c, a, err)
		}
	}
	for _, c := range []struct {
		building, room string
		reason         Reason
		field          string
	}{{"3", "", RoomMissing, "room"}, {"3", " \u200b", RoomMissing, "room"}, {strings.Repeat("3", 21), "1", PlaceWrong, "building"}, {"3", strings.Repeat("甲", 21), PlaceWrong, "room"}} {
		_, err := ParseAddress(7, c.building, "", c.room)
		if wantReason(t, c.building+c.room, err, c.reason); err.(*Error).Field != c.field {
			t.Errorf("field %q", err.(*Error).Field)
		}
	}
}

// All that is wrong with a form is told at once, in the order of its fields.
func TestFaults(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	fieldsOf := func(err error) (list []string) {
		if e, ok := err.(*Error); ok {
			for _, e := range append([]*Error{e}, e.More...) {
				list = append(list, e.Field)
			}
		}
		return list
	}
	_, address := ParseAddress(0, strings.Repeat("3", 21), "", "")
	_, joining := w.JoinMember(ctx, "", Joining{Community: -1}, Client{})
	_, merchant := w.SaveMerchant(ctx, SystemActor, Merchant{})
	_, community := w.SaveCommunity(ctx, SystemActor, Community{})
	for _, c := range []struct {
		err  error
		want string
	}{
		{address, "community building room"}, {joining, "name community adult terms privacy"}, {merchant, "name_hans kind"}, {community, "name_hans city_hans"},
		{w.EditClub(ctx, SystemActor, Club{LotMonths: 121}), "name_hans letters time_zone currency lot_months"},
		{(&Offer{Kind: Percent, Price: -1}).Check(), "title_hans value payer claim_to redeem_to hour_to price state"},
		{Together(nil, nil), ""}, {Together(nil, refuse(ProofGone), address), ""},
	} {
		if got := strings.Join(fieldsOf(c.err), " "); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// A claim is verified at once only where the register pairs this phone with this name.
func TestClaimVerified(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, phone string
		how         string
	}{
		{"陈美玲", "13800138000", "register"},
		{"陳美玲", "13800138000", "register"},
		{"陈　美玲", "13800138000", "register"},
		{"王建国", "13800138001", "register"},
		{"陈美玲", "13800138001", ""}, // the phone of one owner with the name of another
		{"王建国", "13800138000", ""},
		{"陈美玲", "13700000001", ""},
		{"陈美", "13800138000", ""},
		{"陈美玲", "chen@example.com", ""},
	} {
		t.Run(c.name+c.phone, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			member := w.join(c.name, c.phone)
			claim := must(w.ClaimHome(ctx, member, w.address("3", "1", "1802")))(t)
			want, class := ClaimWaiting, Friend
			if c.how != "" {
				want, class = ClaimVerified, Owner
			}
			if claim.State != want || claim.How != c.how || claim.Home == 0 || (claim.DecidedAt != 0) != (c.how != "") {
				t.Errorf("claim = %+v", claim)
			}
			r := must(w.MemberRecord(ctx, SystemActor, member.Member))(t)
			if r.Class != class || (r.Community == w.community) != (class == Owner) {
				t.Errorf("the member is %s of community %d", r.Class, r.Community)
			}
			if list := must(w.Claims(ctx, member.Member))(t); len(list) != 1 || list[0] != claim {
				t.Errorf("claims %+v", list)
			}
		})
	}
}

// Numbers that are spelled out are the same numbers, on the claim's side and on the register's, also where older books have
// kept them as they were spelled.
func TestClaimSpelledNumbers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ storedBuilding, storedStair, building, stair string }{
		{"3", "1", "三栋", "一单元"}, {"3", "1", "第三座", "１"}, {"三", "一", "3", "1单元"}, {"三", "1", "三栋", "一單元"}, {"三", "一", "３栋", "一单元"},
	} {
		w := newWorld(t)
		member := w.join("陈美玲", "13800138000")
		w.exec("UPDATE homes SET building = '" + c.storedBuilding + "', stair = '" + c.storedStair + "' WHERE building = '3' AND stair = '1' AND room = '1802'")
		claim := must(w.ClaimHome(ctx, member, w.address(c.building, c.stair, "1802室")))(t)
		if claim.State != ClaimVerified || claim.Building != c.storedBuilding || claim.Stair != c.storedStair {
			t.Errorf("%+v: %+v", c, claim)
		}
		_, err := w.ClaimHome(ctx, member, w.address("3", "1", "1802"))
		wantReason(t, "claimed again in figures", err, ClaimStands)
	}
}

func TestClaimTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	a, b := w.join("陈美玲", "13800138000"), w.join("王建国", "13800138001")
	home := w.address("3", "1", "1802")
	must(w.ClaimHome(ctx, a, home))(t)
	_, err := w.ClaimHome(ctx, a, w.address("3栋", "１", "1802室"))
	wantReason(t, "verified, claimed again", err, ClaimStands)
	if rival := must(w.ClaimHome(ctx, b, home))(t); rival.State != ClaimVerified || rival.Rivals != 1 {
		t.Errorf("the second owner of record: %+v", rival)
	}
	c := w.join("张三", "13700000001")
	waiting := must(w.ClaimHome(ctx, c, home))(t)
	if waiting.State != ClaimWaiting || waiting.Rivals != 2 {
		t.Errorf("a stranger: %+v", waiting)
	}
	_, err = w.ClaimHome(ctx, c, home)
	if e, _ := err.(*Error); e == nil || e.Reason != ClaimStands || e.Args[0] != waiting.ID {
		t.Errorf("waiting, claimed again: %v", err)
	}
	if err := w.DecideClaim(ctx, SystemActor, waiting.ID, false, " 合同姓名不符 "); err != nil {
		t.Fatal(err)
	}
	if list := must(w.MemberHomes(ctx, c.Member))(t); list[0].State != ClaimRefused || list[0].Reason != "合同姓名不符" || list[0].How != "staff" || list[0].CommunityName.Hans != "半岛花园" {
		t.Errorf("the member sees %+v", list[0])
	}
	again := must(w.ClaimHome(ctx, c, home))(t)
	if err := w.DecideClaim(ctx, SystemActor, again.ID, true, "ignored"); err != nil {
		t.Fatal(err)
	}
	if list := must(w.Claims(ctx, c.Member))(t); len(list) != 2 || list[0].State != ClaimVerified || list[0].Reason != "" || list[1].State != ClaimRefused {
		t.Errorf("claims %+v", list)
	}
	if r := must(w.MemberRecord(ctx, SystemActor, c.Member))(t); r.Class != Owner {
		t.Error("approved, and no owner")
	}
	_, err = w.ClaimHome(ctx, c, HomeAddress{Community: 7, Room: "1"})
	wantReason(t, "an unknown community", err, CommunityUnknown)
}

func TestClaimsADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("张三", "13700000001")
	for i := range 10 {
		must(w.ClaimHome(ctx, m, w.address("9", "", string(rune('1'+i)))))(t)
	}
	_, err := w.ClaimHome(ctx, m, w.address("9", "", "99"))
	wantReason(t, "the 11th", err, ClaimsTooMany)
	w.pass(24 * time.Hour)
	must(w.ClaimHome(ctx, m, w.address("9", "", "99")))(t)
}

func TestDecideClaim(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("张三", "13700000001")
	claim := must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	unknown := must(w.ClaimHome(ctx, m, w.address("88", "", "1")))(t)
	brand := must(w.Brands(ctx))(t)[0].ID
	elsewhere := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: brand, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉"}}))(t)
	here, there := w.hire("a@club.example", Service, ScopeCommunity, w.community), w.hire("b@club.example", Service, ScopeCommunity, elsewhere)
	reader := w.hire("c@club.example", Reader, ScopeAll, 0)

	for name, actor := range map[string]Actor{"elsewhere": there.Actor, "a reader": reader.Actor, "a till": w.till, "the member": m} {
		if err := w.DecideClaim(ctx, actor, claim.ID, true, ""); KindOf(err) != NotFound {
			t.Errorf("%s decides: %v", name, err)
		}
		if _, err := w.ClaimFile(ctx, actor, claim.ID); KindOf(err) != NotFound {
			t.Errorf("%s sees: %v", name, err)
		}
		if list, _, err := w.WaitingClaims(ctx, actor, 0); err != nil || len(list) != 0 {
			t.Errorf("%s lists %d, %v", name, len(list), err)
		}
	}
	if err := w.DecideClaim(ctx, here.Actor, 7, true, ""); KindOf(err) != NotFound {
		t.Errorf("no claim: %v", err)
	}
	list, _, err := w.WaitingClaims(ctx, here.Actor, 0)
	if err != nil || len(list) != 2 || list[0].ID != claim.ID {
		t.Fatalf("waiting %+v %v", list, err)
	}
	c := list[0]
	if c.MemberPhone == "+8613700000001" || len(c.Owners) != 2 || c.Owners[0].SameName || c.Owners[0].SamePhone || strings.Contains(c.Owners[0].Phone, "13800138000") {
		t.Errorf("staff see %+v", c)
	}
	wantReason(t, "refused with a reason that nobody can see", w.DecideClaim(ctx, here.Actor, claim.ID, false, "\u200b"), ReasonMissing)
	wantReason(t, "refused without a reason", w.DecideClaim(ctx, here.Actor, claim.ID, false, "  "), ReasonMissing)
	wantReason(t, "a long reason", w.DecideClaim(ctx, here.Actor, claim.ID, false, strings.Repeat("长", 501)), TextTooLong)
	wantReason(t, "a home that the register does not know", w.DecideClaim(ctx, here.Actor, unknown.ID, true, ""), NotOnRegister)
	w.sent()
	if err := w.DecideClaim(ctx, here.Actor, claim.ID, true, ""); err != nil {
		t.Fatal(err)
	}
	for _, approve := range []bool{true, false} {
		wantReason(t, "decided twice", w.DecideClaim(ctx, here.Actor, claim.ID, approve, "x"), ClaimDecided)
	}
	if err := w.DecideClaim(ctx, here.Actor, unknown.ID, false, "名册上没有"); err != nil {
		t.Fatal(err)
	}
	home := func(a HomeAddress) NoticeHome { return NoticeHome{Text{Hans: "半岛花园"}, a} }
	if told := w.toldOf(m); !slices.Equal(told, []Telling{HomeRefused{unknown.ID, home(unknown.HomeAddress), "名册上没有"}, HomeVerified{claim.ID, home(claim.HomeAddress)}}) {
		t.Errorf("told %v", told)
	}
	if r := must(w.MemberRecord(ctx, here.Actor, m.Member))(t); r.Class != Owner || r.Community != w.community {
		t.Errorf("the member is %+v", r.MemberRow)
	}
	if _, err := w.MemberRecord(ctx, there.Actor, m.Member); KindOf(err) != NotFound {
		t.Errorf("a record elsewhere: %v", err)
	}
}

// A community that the member has named stays, whatever home they verify.
func TestClaimKeepsCommunity(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: must(w.Brands(ctx))(t)[0].ID, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉"}}))(t)
	m := w.join("李芸", "13800138002")
	w.exec("UPDATE members SET community_id = ? WHERE id = ?", other, m.Member)
	must(w.ClaimHome(ctx, m, w.address("5", "", "901")))(t)
	if r := must(w.MemberRecord(ctx, SystemActor, m.Member))(t); r.Community != other || r.Class != Owner {
		t.Errorf("%+v", r.MemberRow)
	}
	w.exec("UPDATE communities SET ended_at = 1 WHERE id = ?", w.community)
	_, err := w.ClaimHome(ctx, m, w.address("3", "1", "1802"))
	wantReason(t, "an ended community", err, CommunityUnknown)
}
