package db

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// noted adds a note, and answers its id.
func (w *world) noteOn(by Actor, on Subject, n int, more ...string) int64 {
	w.t.Helper()
	note := NewNote{On: on, Kind: "note", Text: fmt.Sprintf("第 %d 条", n), Key: key(1000 + n)}
	if len(more) == 2 {
		note.Step, note.Due = more[0], more[1]
	}
	return must(w.AddNote(ctx, by, note))(w.t)
}

// told answers the lines of a whole timeline, page after page: acts by name, notes by their text.
func (w *world) told(by Actor, on Subject, show Show) (lines []string, pages int) {
	w.t.Helper()
	for before := int64(0); ; {
		r, err := w.Record(ctx, by, on, show, before)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, l := range r.Lines {
			if l.Note != nil {
				lines = append(lines, l.Note.Text)
			} else {
				lines = append(lines, l.Act.Act)
			}
		}
		pages++
		if before = r.More; before == 0 {
			return lines, pages
		}
	}
}

// Acts and notes stand in one timeline in the order in which they were made, also within one second, and no page loses
// a line or tells it twice.
func TestTimelinePages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	desk := w.hire("desk@club.example", Service, ScopeAll, 0).Actor
	m := w.join("陈美玲", "13800138000")
	on := Subject{OnMember, m.Member}
	want := []string{"member.joined"}
	for n := range 80 { // the clock stands: all at the same second
		if n%7 < 4 {
			w.noteOn(desk, on, n)
			want = append(want, fmt.Sprintf("第 %d 条", n))
		} else {
			if err := w.SetLocale(ctx, m, []Locale{Hans, Hant}[n%2]); err != nil {
				t.Fatal(err)
			}
			want = append(want, "account.locale")
		}
	}
	slices.Reverse(want)
	got, pages := w.told(desk, on, ShowAll)
	if !slices.Equal(got, want) || pages != 3 {
		t.Errorf("%d pages of %d lines, want %d:\n%v\n%v", pages, len(got), len(want), got, want)
	}
	notes, _ := w.told(desk, on, ShowNotes)
	if want := slices.DeleteFunc(slices.Clone(want), func(s string) bool { return strings.Contains(s, ".") }); !slices.Equal(notes, want) {
		t.Errorf("notes alone: %v", notes)
	}
	if staff, _ := w.told(desk, on, ShowStaff); len(staff) != 0 {
		t.Errorf("what a note's own acts are is told beside it: %v", staff)
	}
}

// Whatever ids two streams have, also where two processes have made the same, their pages are all of them, in order.
func TestTimelineStreams(t *testing.T) {
	t.Parallel()
	for most := 1; most < 6; most++ {
		for bits := range 1 << 12 { // of six ids, each stands in none, one or both of the lists
			var acts, notes []int64
			for id := int64(6); id > 0; id-- {
				if bits>>(2*id-2)&1 != 0 {
					acts = append(acts, id)
				}
				if bits>>(2*id-1)&1 != 0 {
					notes = append(notes, id)
				}
			}
			var gotActs, gotNotes []int64
			fetch := func(list []int64, before int64) []int64 { // as a reading does
				list = slices.DeleteFunc(slices.Clone(list), func(id int64) bool { return id >= before })
				return list[:min(len(list), most+1)]
			}
			for before := cursor(0); ; {
				a, n, more := onePage(fetch(acts, before), fetch(notes, before), most)
				gotActs, gotNotes = append(gotActs, a...), append(gotNotes, n...)
				if more == 0 {
					break
				}
				before = more
			}
			if !slices.Equal(gotActs, acts) || !slices.Equal(gotNotes, notes) {
				t.Fatalf("%d a page: %v and %v came as %v and %v", most, acts, notes, gotActs, gotNotes)
			}
		}
	}
}

// Each noun's record tells its own acts, and a filter keeps to its part.
func TestRecordsTell(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	desk := w.hire("desk@club.example", Admin, ScopeAll, 0).Actor
	m := w.join("陈美玲", "13800138000")
	claim := must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	offer := w.offer(nil)
	must(w.RedeemVoucher(ctx, w.till, w.issue(m, offer, 1).Code, nil, key(2)))(t)
	edited := *must(w.Offer(ctx, offer))(t)
	edited.Value = 70
	must(w.SaveOffer(ctx, desk, edited))(t)
	must(0, w.LogRegisterExport(ctx, desk))(t) // an act upon nothing, which is on no record
	for i, on := range []Subject{{OnHome, claim.Home}, {OnMerchant, w.merchant}, {OnOffer, offer}} {
		w.noteOn(desk, on, i)
	}
	for _, c := range []struct {
		on   Subject
		show Show
		want string
	}{
		{Subject{OnMember, m.Member}, ShowAll, "voucher.redeemed voucher.claimed home.verified member.joined"},
		{Subject{OnMember, m.Member}, ShowVouchers, "voucher.redeemed voucher.claimed"},
		{Subject{OnMember, m.Member}, ShowHomes, "home.verified"},
		{Subject{OnMember, m.Member}, "of another noun", "voucher.redeemed voucher.claimed home.verified member.joined"},
		{Subject{OnHome, claim.Home}, ShowAll, "第 0 条 home.verified"},
		{Subject{OnHome, claim.Home}, ShowRegister, ""},
		{Subject{OnMerchant, w.merchant}, ShowAll, "第 1 条 offer.edited offer.made till.granted outlet.made merchant.made"},
		{Subject{OnMerchant, w.merchant}, ShowTills, "till.granted"},
		{Subject{OnMerchant, w.merchant}, ShowStaff, "offer.edited"},
		{Subject{OnOffer, offer}, ShowAll, "第 2 条 offer.edited offer.made"},
	} {
		if got, _ := w.told(desk, c.on, c.show); strings.Join(got, " ") != c.want {
			t.Errorf("%s %q: %v, want %s", c.on.Noun, c.show, got, c.want)
		}
	}
}

// Who may read a record reads its notes; who may write there writes; and beyond one's communities there is nothing.
func TestNotesScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	brand := must(w.Brands(ctx))(t)[0]
	far := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: brand.ID, Name: Text{Hans: "云湖"}, City: Text{Hans: "武汉"}}))(t)
	m := w.join("陈美玲", "13800138000")
	claim := must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	here := w.hire("here@club.example", Service, ScopeCommunity, w.community).Actor
	there := w.hire("there@club.example", Service, ScopeCommunity, far).Actor
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0).Actor
	partners := w.hire("partners@club.example", MerchantDesk, ScopeAll, 0).Actor
	gone := w.hire("gone@club.example", Service, ScopeAll, 0).Actor
	must(0, w.DisableStaff(ctx, w.hire("admin@club.example", Admin, ScopeAll, 0).Actor, gone.Account))(t)
	member, home, merchant := Subject{OnMember, m.Member}, Subject{OnHome, claim.Home}, Subject{OnMerchant, w.merchant}
	note := func(by Actor, on Subject, n int, whose int64) error {
		_, err := w.AddNote(ctx, by, NewNote{On: on, Kind: "phone", Text: "来电", Step: "回电", Due: "2099-01-01", Whose: whose, Key: key(n)})
		return err
	}
	for n, c := range []struct {
		name   string
		by     Actor
		on     Subject
		whose  int64
		kind   Kind
		reason Reason
	}{
		{"a member of one's own community", here, member, 0, Internal, ""},
		{"a home of one's own community", here, home, 0, Internal, ""},
		{"a merchant, which belongs to no community", there, merchant, 0, Internal, ""},
		{"a member of another community", there, member, 0, NotFound, ""},
		{"a home of another community", there, home, 0, NotFound, ""},
		{"a member, by who reads merchants alone", partners, member, 0, NotFound, ""},
		{"a reader", reader, member, 0, NotFound, ""},
		{"no such home", here, Subject{OnHome, 7}, 0, NotFound, ""},
		{"no such noun", here, Subject{"planet", m.Member}, 0, NotFound, ""},
		{"a step for a reader", here, member, reader.Account, Internal, ""},
		{"a step for who may not read it", here, member, there.Account, Refused, OwnerUnknown},
		{"a step for a till", here, member, w.till.Account, Refused, OwnerUnknown},
		{"a step for nobody", here, member, 7, Refused, OwnerUnknown},
		{"a step for who was disabled", here, member, gone.Account, Refused, OwnerUnknown},
		{"a step on a merchant for the merchants' desk", there, merchant, partners.Account, Internal, ""},
	} {
		err := note(c.by, c.on, n, c.whose)
		if c.kind == Internal && err != nil || c.kind != Internal && (KindOf(err) != c.kind || ReasonOf(err) != c.reason) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	for who, by := range map[string]Actor{"there": there, "partners": partners} {
		if _, err := w.Record(ctx, by, member, ShowAll, 0); KindOf(err) != NotFound {
			t.Errorf("%s reads the member: %v", who, err)
		}
		if _, err := w.HomeRecord(ctx, by, claim.Home); KindOf(err) != NotFound {
			t.Errorf("%s reads the home: %v", who, err)
		}
	}
	r, err := w.Record(ctx, reader, member, ShowNotes, 0)
	if err != nil || len(r.Lines) != 2 || r.MayWrite || len(r.Colleagues) != 0 {
		t.Errorf("the reader sees %+v, %v", r, err)
	}
	r, err = w.Record(ctx, here, member, ShowNotes, 0)
	if err != nil || !r.MayWrite {
		t.Fatal(err)
	}
	var names []int64
	for _, c := range r.Colleagues {
		names = append(names, c.Account)
	}
	for who, by := range map[string]Actor{"here": here, "reader": reader} {
		if !slices.Contains(names, by.Account) {
			t.Errorf("%s may read it and is not among the colleagues", who)
		}
	}
	for who, by := range map[string]Actor{"there": there, "partners": partners, "till": w.till} {
		if slices.Contains(names, by.Account) {
			t.Errorf("%s may not read it and is among the colleagues", who)
		}
	}

	// What one has to do on records that one may read no more is not told.
	w.exec("UPDATE notes SET owner_id = ?", there.Account)
	if p := w.tasks(there, ""); len(p.Lines) != 2 || p.Lines[0].Cells[2].(Thing).ID != merchant.ID || p.Lines[1].Cells[2].(Thing).At != "merchants" {
		t.Errorf("there has to do %+v", p.Lines)
	}
	id := must(w.Record(ctx, here, member, ShowNotes, 0))(t).Lines[0].Note.ID
	for what, err := range map[string]error{
		"reads": func() error { _, err := w.Note(ctx, there, id); return err }(), "strikes": w.StrikeNote(ctx, there, id, "so"),
		"finishes": w.FinishStep(ctx, there, id), "plans": w.PlanStep(ctx, there, id, "2099-01-01", there.Account, ""), "corrects": w.CorrectNote(ctx, there, id, "note", "x", "x"),
	} {
		if KindOf(err) != NotFound {
			t.Errorf("there %s a note of another community: %v", what, err)
		}
	}
	for _, of := range []string{"everybody=1", fmt.Sprintf("whose=%d", there.Account)} {
		if p := w.tasks(here, of); len(p.Lines) != 0 || len(p.Passed) != 1 || len(p.Options["whose"]) != 0 {
			t.Errorf("%s for who does not manage the staff: %+v", of, p)
		}
	}
}

// A note is corrected by its author and not for long; struck, it stays.
func TestNotesStand(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	author, other := w.hire("author@club.example", Service, ScopeAll, 0).Actor, w.hire("other@club.example", Service, ScopeAll, 0).Actor
	m := w.join("陈美玲", "13800138000")
	on := Subject{OnMember, m.Member}
	id := w.noteOn(author, on, 1, "回电", "2026-12-05")
	wantReason(t, "another's", w.CorrectNote(ctx, other, id, "note", "不是我写的", "x"), NoteFixed)
	wantReason(t, "without its step", w.CorrectNote(ctx, author, id, "note", "更正", " "), StepMissing)
	w.pass(14 * time.Minute)
	if err := w.CorrectNote(ctx, author, id, "visit", "更正", "上门"); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	wantReason(t, "after a quarter of an hour", w.CorrectNote(ctx, author, id, "note", "太晚", "x"), NoteFixed)
	if err := w.StrikeNote(ctx, other, id, "记在了别人名下"); err != nil {
		t.Fatal(err)
	}
	wantReason(t, "struck twice", w.StrikeNote(ctx, author, id, "还是"), NoteStruck)
	wantReason(t, "its step done", w.FinishStep(ctx, author, id), NoteStruck)
	n := must(w.Note(ctx, author, id))(t)
	if n.Text != "更正" || n.Kind != "visit" || n.Step != "上门" || n.EditedAt == 0 || n.StruckBy != "职员" || n.Reason != "记在了别人名下" || n.Open() {
		t.Errorf("it stands as %+v", n)
	}
	r := must(w.Record(ctx, author, on, ShowAll, 0))(t)
	if len(r.Steps) != 0 || len(r.Lines) != 2 || r.Lines[0].Note == nil {
		t.Errorf("the record tells %+v", r)
	}
	for what, c := range map[string]struct {
		note   NewNote
		reason Reason
	}{
		"nothing":                         {NewNote{Kind: "note", Text: " \n"}, NoteMissing},
		"nothing that could be seen":      {NewNote{Kind: "note", Text: "\u200b\u2060"}, NoteMissing},
		"no kind":                         {NewNote{Kind: "smoke", Text: "x"}, NoteKindUnknown},
		"too long":                        {NewNote{Kind: "note", Text: strings.Repeat("字", 2001)}, TextTooLong},
		"a day alone":                     {NewNote{Kind: "note", Text: "x", Due: "2026-12-24"}, StepMissing},
		"a step alone":                    {NewNote{Kind: "note", Text: "x", Step: "y"}, DueMissing},
		"no day":                          {NewNote{Kind: "note", Text: "x", Step: "y", Due: "morgen"}, DueWrong},
		"a day that is over":              {NewNote{Kind: "note", Text: "x", Step: "y", Due: "2020-01-01"}, DuePast},
		"the same form with another text": {NewNote{Kind: "note", Text: "x", Key: key(1001)}, ""},
	} {
		c.note.On = on
		if c.note.Key == "" {
			c.note.Key = key(7)
		}
		if _, err := w.AddNote(ctx, author, c.note); c.reason != "" && ReasonOf(err) != c.reason {
			t.Errorf("%s: %v, want %s", what, err, c.reason)
		}
	}
	fresh := w.noteOn(author, on, 3)
	if again := w.noteOn(author, on, 3); again != fresh {
		t.Error("the same form sent twice made two notes")
	}
	_, err := w.AddNote(ctx, author, NewNote{On: on, Kind: "note", Text: "另一条", Key: key(1003)})
	wantReason(t, "its key with another text", err, NoteSent)

	// The same key with another day or for somebody else is another form, unless a colleague has planned it anew since.
	today := w.Today()
	step := NewNote{On: on, Kind: "note", Text: "回电", Step: "再打", Due: string(today), Key: key(2001)}
	first := must(w.AddNote(ctx, author, step))(t)
	later, theirs := step, step
	later.Due = string(DayOf(w.Now()+3*86400, w.Club().Zone))
	theirs.Whose = w.hire("other-owner@club.example", Service, ScopeAll, 0).Account
	for what, n := range map[string]NewNote{"another day": later, "somebody else's": theirs} {
		_, err := w.AddNote(ctx, author, n)
		wantReason(t, what, err, NoteSent)
	}
	must(0, w.PlanStep(ctx, author, first, later.Due, author.Account, ""))(t)
	if again := must(w.AddNote(ctx, author, step))(t); again != first {
		t.Error("a retry after it was planned anew made another")
	}
}

// Days turn at midnight where the club is.
func TestStepsDue(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	desk := w.hire("desk@club.example", Service, ScopeAll, 0).Actor
	m := w.join("陈美玲", "13800138000")
	midnight := time.Date(2027, 3, 4, 0, 0, 0, 0, DefaultClub.Zone) // a Thursday
	w.pass(midnight.Add(-time.Second).Sub(time.Unix(w.Now(), 0)))
	for i, due := range []Day{"2027-03-03", "2027-03-04", "2027-03-07", "2027-03-08"} {
		w.noteOn(desk, Subject{OnMember, m.Member}, i, "回电", string(due))
	}
	state := func() (out []Due, n int64) {
		for _, line := range w.tasks(desk, "").Lines {
			soon := line.Cells[len(line.Cells)-1].(Choices)[0].Word
			out = append(out, Due(soon))
			if p := w.tasks(desk, "soon="+soon); !slices.ContainsFunc(p.Lines, func(l Line) bool { return l.ID == line.ID }) {
				t.Errorf("what is due %s is not found by it", soon)
			}
		}
		return out, must(w.StepsDue(ctx, desk))(t)
	}
	if got, n := state(); !slices.Equal(got, []Due{DueToday, DueThisWeek, DueThisWeek, DueLater}) || n != 1 {
		t.Errorf("a second before midnight: %v, %d due", got, n)
	}
	w.pass(time.Second)
	if got, n := state(); !slices.Equal(got, []Due{Overdue, DueToday, DueThisWeek, DueLater}) || n != 2 {
		t.Errorf("at midnight: %v, %d due", got, n)
	}
	for day, want := range map[Day]Day{"2027-03-07": "2027-03-07", "2027-03-01": "2027-03-07", "2027-12-30": "2028-01-02"} {
		if got := day.sunday(); got != want {
			t.Errorf("the week of %s ends with %s", day, got)
		}
	}
}

// Of several who press "done" at once one has done it, and the others are told who. The list goes page by page.
func TestStepsDone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	on := Subject{OnMember, m.Member}
	staff := make([]Actor, 6)
	for i := range staff {
		staff[i] = w.hire(fmt.Sprintf("s%d@club.example", i), Service, ScopeAll, 0).Actor
	}
	id := w.noteOn(staff[0], on, 1, "回电", "2099-01-01")
	errs := make([]error, len(staff))
	var wg sync.WaitGroup
	for i, who := range staff {
		wg.Go(func() { errs[i] = w.FinishStep(ctx, who, id) })
	}
	wg.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
		} else if e, ok := err.(*Error); !ok || e.Reason != StepDone || e.Args[0] != "职员" || e.Args[1] != w.Now() {
			t.Errorf("who came later: %v", err)
		}
	}
	if n := w.rows("SELECT COUNT(*) FROM audit WHERE act = 'note.done'"); done != 1 || n != 1 {
		t.Errorf("%d did it, %d rows", done, n)
	}
	wantReason(t, "moved once done", w.PlanStep(ctx, staff[0], id, "2099-02-02", staff[0].Account, ""), StepDone)
	if err := w.ReopenStep(ctx, staff[1], id); err != nil {
		t.Fatal(err)
	}

	// Two who move it: the second is told of the first.
	planned := must(w.Note(ctx, staff[0], id))(t)
	seen := planned.Plan()
	if err := w.PlanStep(ctx, staff[0], id, "2099-02-02", staff[2].Account, seen); err != nil {
		t.Fatal(err)
	}
	if err := w.PlanStep(ctx, staff[1], id, "2099-03-03", staff[1].Account, seen); KindOf(err) != Conflict || ReasonOf(err) != ChangedMeanwhile {
		t.Errorf("planned from what stands no more: %v", err)
	}
	if n := must(w.Note(ctx, staff[0], id))(t); n.Due != "2099-02-02" || n.Owner != staff[2].Account {
		t.Errorf("planned: %+v", n)
	}

	for n := range 2*pageRows + 3 {
		w.noteOn(staff[2], on, 10+n, "回电", fmt.Sprintf("2099-01-0%d", 1+n%3))
	}
	var listed []int64
	for after := ""; ; {
		p := w.tasks(staff[2], "after="+after)
		for _, line := range p.Lines {
			listed = append(listed, line.ID)
		}
		if after = p.Next; after == "" {
			break
		}
	}
	if n := len(listed); n != 2*pageRows+4 || listed[n-1] != id {
		t.Errorf("%d steps in pages, the last %d", n, listed[n-1])
	}
	slices.Sort(listed)
	if n := len(slices.Compact(listed)); n != 2*pageRows+4 {
		t.Errorf("only %d of them are different", n)
	}

	// Whoever leaves hands over all that is open.
	var moved int64
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) (err error) {
		moved, err = tx.handOverNotes(staff[2].Account, staff[3].Account)
		return err
	}))(t)
	if p := w.tasks(staff[2], ""); len(p.Lines) != 0 || moved != 2*pageRows+4 {
		t.Errorf("handed over %d, left %d", moved, len(p.Lines))
	}
}

// A home's record tells who owns it by the register, who proved it and how, and hides whom the reader may not see.
func TestHomeRecord(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	desk := w.hire("desk@club.example", Service, ScopeCommunity, w.community).Actor
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	m, second, third := w.join("陈美玲", "13800138000"), w.join("张三丰", "13700000001"), w.join("李小龙", "13700000002")
	claim := must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	waiting := must(w.ClaimHome(ctx, second, w.address("3", "1", "1802")))(t)
	refused := must(w.ClaimHome(ctx, third, w.address("3", "1", "1802")))(t)
	if err := w.DecideClaim(ctx, admin, refused.ID, false, "不是业主"); err != nil {
		t.Fatal(err)
	}
	h := must(w.HomeRecord(ctx, desk, claim.Home))(t)
	if len(h.Owners) == 0 || h.Owners[0].Name != "陈美玲" || strings.Contains(h.Owners[0].Phone, "138001") || h.Community != w.community || h.Room != "1802" || h.Since == 0 {
		t.Errorf("the register's line: %+v", h)
	}
	if len(h.Members) != 1 || h.Members[0].Name != "陈美玲" || h.Members[0].How != "register" {
		t.Errorf("its members: %+v", h.Members)
	}
	if len(h.Claims) != 2 || h.Claims[0].Name != "" || h.Claims[0].ID != refused.ID || h.Claims[1].Name != "张三丰" || h.Claims[1].ID != waiting.ID {
		t.Errorf("its claims: %+v", h.Claims)
	}
	r := must(w.Record(ctx, desk, Subject{OnHome, claim.Home}, ShowAll, 0))(t)
	if len(r.Lines) != 4 {
		t.Fatalf("%d lines", len(r.Lines))
	}
	for _, l := range r.Lines {
		if (l.Act.Noun == refused.ID) != (l.Act.Whom == "") {
			t.Errorf("%s names %q", l.Act.Act, l.Act.Whom)
		}
	}
	// A claim to what the register did not know stands on the home's record once it does.
	early := must(w.ClaimHome(ctx, second, w.address("9", "1", "101")))(t)
	w.imported(w.csvOf("", "半岛花园,深圳,9,1,101,李芸,13600000001,1111,HT1,2019-03-04"), 0)
	w.imported(w.csvOf("", "半岛花园,深圳,9,1,101,周四方,13800138020,1111,HT9,2026-01-01"), 0)
	home := w.rows("SELECT id FROM homes WHERE building = '9' AND room = '101'")
	h = must(w.HomeRecord(ctx, desk, home))(t)
	if len(h.Claims) != 1 || h.Claims[0].ID != early.ID || len(h.Changes) != 1 || h.Changes[0].State != "waiting" || h.Changes[0].Owners[0].Phone == "+8613800138020" {
		t.Errorf("a home that came later: %+v", h)
	}
	w.pass(time.Hour)
	if err := w.DecideOwnerChange(ctx, admin, w.changes()[0].ID, true); err != nil {
		t.Fatal(err)
	}
	if h = must(w.HomeRecord(ctx, desk, home))(t); h.Owners[0].Name != "周四方" || h.Since != w.Now() {
		t.Errorf("after the change: %+v", h)
	}
	if lines, _ := w.told(desk, Subject{OnHome, home}, ShowRegister); strings.Join(lines, " ") != "register.change_accepted" {
		t.Errorf("its timeline: %v", lines)
	}
}

// tasks answers a page of the actor's list of next steps.
func (w *world) tasks(actor Actor, query string) ListPage {
	w.t.Helper()
	return must(w.List(ctx, actor, TaskList, TaskList.Query(must(url.ParseQuery(query))(w.t))))(w.t)
}
