package db

import (
	"maps"
	"testing"
	"time"
)

// guestOf is a guest who has agreed to what is in force.
func (w *world) guestOf(name string) Joining {
	w.t.Helper()
	return Joining{Name: name, Adult: true, Terms: true, Privacy: true, Versions: must(w.TextsInForce(ctx))(w.t), Locale: Hans, Community: w.community}
}

// A browser keeps one code. Where the desk has a form open for each of two guests, none is joined on the other's phone.
func TestCounterTwoGuests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clerk := w.hire("clerk@club.example", Service, ScopeAll, 0).Actor
	one, two := dest(t, "13600000001"), dest(t, "13600000002")
	first := must(w.SendCounterCode(ctx, clerk, "", one, w.guestOf("王小明"), Client{}))(t)
	code1 := w.codeOf("code.join")
	second := must(w.SendCounterCode(ctx, clerk, first, two, w.guestOf("李小红"), Client{}))(t)
	code2 := w.codeOf("code.join")
	before := w.dump()
	for range 6 { // more often than a code may be tried
		for _, code := range []string{code1, code2, wrongCode(code2)} {
			_, err := w.JoinAtCounter(ctx, clerk, second, code, one, w.guestOf("王小明"))
			wantReason(t, "the first guest's form", err, OtherGuest)
		}
	}
	if after := w.dump(); !maps.Equal(after, before) {
		t.Error("something was done")
	}
	id := must(w.JoinAtCounter(ctx, clerk, second, code2, two, w.guestOf("李小红")))(t)
	if s := must(w.Session(ctx, MemberDoor, must(w.byCode("13600000002"))(t)))(t); s.Member.ID != id || s.Member.Name != "李小红" {
		t.Errorf("joined: %+v", s.Member)
	}
	w.pass(time.Minute)
	again := must(w.SendCounterCode(ctx, clerk, second, one, w.guestOf("王小明"), Client{}))(t)
	must(w.JoinAtCounter(ctx, clerk, again, w.codeOf("code.join"), one, w.guestOf("王小明")))(t)
}

// A guest agrees to the versions that they were shown, or to none.
func TestCounterTexts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin, clerk := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor, w.hire("clerk@club.example", Service, ScopeAll, 0).Actor
	to, guest := dest(t, "13600000001"), w.guestOf("王小明")
	must(0, w.EditText(ctx, admin, Privacy, Draft{Hans: "# 一\n新政策", En: "# One\nNew policy", Seen: must(w.TextPage(ctx, admin, Privacy))(t).Draft.Revision()}))(t)
	must(w.PublishText(ctx, admin, Privacy, "2026-12-01", must(w.TextPage(ctx, admin, Privacy))(t).Draft.Revision()))(t)
	w.set(30, 23) // the day before, an hour before midnight
	w.pass(58 * time.Minute)
	browser := must(w.SendCounterCode(ctx, clerk, "", to, guest, Client{}))(t)
	code := w.codeOf("code.join")
	w.pass(3 * time.Minute)
	before := w.dump()
	_, err := w.JoinAtCounter(ctx, clerk, browser, code, to, guest)
	wantReason(t, "a privacy policy that came into force in between", err, TextChanged)
	_, err = w.SendCounterCode(ctx, clerk, browser, to, guest, Client{})
	wantReason(t, "a code for it", err, TextChanged)
	if after := w.dump(); !maps.Equal(after, before) {
		t.Error("something was done")
	}
	id := must(w.JoinAtCounter(ctx, clerk, browser, code, to, w.guestOf("王小明")))(t)
	if r := must(w.MemberRecord(ctx, admin, id))(t); len(r.Consents) != 2 || r.Consents[1].Version != "2" {
		t.Errorf("agreed to %+v", r.Consents)
	}
}

// Staff of a community join people there: elsewhere no code is sent.
func TestCounterPlace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clerk := w.hire("clerk@club.example", Service, ScopeCommunity, w.community).Actor
	guest := w.guestOf("王小明")
	w.sent()
	for _, community := range []int64{0, w.community + 1} {
		guest.Community = community
		_, err := w.SendCounterCode(ctx, clerk, "", dest(t, "13600000001"), guest, Client{})
		wantReason(t, "elsewhere", err, CommunityUnknown)
	}
	if list := w.sent(); len(list) != 0 {
		t.Errorf("sent %+v", list)
	}
	guest.Community = w.community
	must(w.SendCounterCode(ctx, clerk, "", dest(t, "13600000001"), guest, Client{}))(t)
}
