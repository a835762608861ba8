package db

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// imported takes a register into the books as the club itself.
func (w *world) imported(f *RegisterFile, brand int64) ImportReport {
	w.t.Helper()
	r, err := w.ImportRegister(ctx, SystemActor, f, "register.csv", []byte{1}, func(RegisterPlace) int64 { return brand })
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// csvOf reads lines as a register with the header of homesCSV, less the columns left out.
func (w *world) csvOf(without string, lines ...string) *RegisterFile {
	w.t.Helper()
	header := strings.Split(strings.Split(homesCSV, "\n")[0], ",")
	var b strings.Builder
	for _, line := range append([]string{strings.Join(header, ",")}, lines...) {
		cells := strings.Split(line, ",")
		if i := slices.Index(header, without); i >= 0 {
			cells = slices.Delete(cells, i, i+1)
		}
		b.WriteString(strings.Join(cells, ",") + "\n")
	}
	return must(readRegister([]byte(b.String()), nil))(w.t)
}

func (w *world) truth() (*RegisterFile, registerTruth, int64) {
	w.t.Helper()
	text, truth := readTruth(w.t)
	brand := must(w.SaveBrand(ctx, SystemActor, Brand{Name: Text{Hans: "云栖"}}))(w.t)
	return must(readRegister(text, nil))(w.t), truth, brand
}

// The truth beside the register says what stands in the books after the import, home by home; importing the same file
// again changes nothing at all.
func TestImportTruth(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	file, truth, brand := w.truth()
	dry := must(w.CheckRegister(ctx, file))(t)
	if w.rows("SELECT COUNT(*) FROM homes") != 0 || dry.New != truth.Homes || dry.Homes != truth.Homes || len(dry.Refused) != truth.Refused || len(dry.Communities) == 0 {
		t.Errorf("the dry run says %d new of %d, %d refused", dry.New, dry.Homes, len(dry.Refused))
	}
	r := w.imported(file, brand)
	r.ID = 0
	if !reflect.DeepEqual(r, dry) {
		t.Error("the import differs from its dry run")
	}
	if n := w.rows("SELECT COUNT(*) FROM homes"); n != int64(truth.Homes) {
		t.Errorf("%d homes, want %d", n, truth.Homes)
	}
	if n := w.rows("SELECT COUNT(*) FROM communities"); n != int64(len(dry.Communities)) {
		t.Errorf("%d communities, want %d", n, len(dry.Communities))
	}
	told := int64(0)
	for _, c := range must(w.Places(ctx))(t) {
		if told += c.Homes; c.Homes != w.rows("SELECT COUNT(*) FROM homes WHERE community_id = ?", c.ID) {
			t.Errorf("%s has not %d homes", c.Name.Hans, c.Homes)
		}
	}
	if told != int64(truth.Homes) {
		t.Errorf("the communities tell of %d homes, want %d", told, truth.Homes)
	}
	left := maps.Clone(truth.Home)
	var failed error
	for h := range w.RegisterHomes(ctx, &failed) {
		want, ok := left[h.Key()]
		if delete(left, h.Key()); !ok {
			t.Errorf("%s is not in the truth, or twice", h.Key())
			continue
		}
		var owners [][2]string
		for _, o := range h.Owners {
			owners = append(owners, [2]string{o.Name, o.Phone})
		}
		if !reflect.DeepEqual(owners, want.Owners) || string(h.Handover) != want.Handover || h.Contract != want.Contract || h.ID4 != want.ID4 {
			t.Errorf("%s: %+v, want %+v", h.Key(), h, want)
		}
	}
	if failed != nil || len(left) != 0 {
		t.Errorf("%d homes of the truth are missing (%v)", len(left), failed)
	}

	before := w.dump()
	again := w.imported(file, brand)
	if again.New+again.Changed+again.Waiting != 0 || again.Same != truth.Homes {
		t.Errorf("again: %+v", again.New)
	}
	if after := w.dump(); !reflect.DeepEqual(after, before) {
		t.Error("importing the same file again changed the books")
	}

	// What is exported and read again is the same.
	var out bytes.Buffer
	if err := WriteRegister(&out, w.RegisterHomes(ctx, &failed)); err != nil || failed != nil {
		t.Fatal(err, failed)
	}
	back := w.imported(must(readRegister(out.Bytes(), nil))(t), 0)
	if back.Same != truth.Homes || len(back.Refused) != 0 || !reflect.DeepEqual(w.dump(), before) {
		t.Errorf("exported and imported again: %d same, %d changed, %d new, %d refused", back.Same, back.Changed, back.New, len(back.Refused))
	}
}

// A community without a brand refuses the whole file and writes nothing; neither does an actor without the right.
func TestImportRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	reader := w.hire("reader@club.example", Reader, ScopeAll, 0)
	file := w.csvOf("", "半岛花园,深圳,7,1,101,赵一,13800138009,1,HT7,2020-01-01", "新苑,武汉,1,1,101,钱二,13800138010,1,HT8,2020-01-01", "另苑,武汉,1,1,101,孙三,13800138011,1,HT9,2020-01-01")
	before := w.dump()
	brand := must(w.Brands(ctx))(t)[0].ID
	_, err := w.ImportRegister(ctx, SystemActor, file, "x", nil, func(p RegisterPlace) int64 {
		if p.Community == "新苑" {
			return brand
		}
		return 0
	})
	wantReason(t, "one community without a brand", err, BrandNeeded)
	if e := err.(*Error); e.Args[0] != "另苑" || e.Args[1] != "武汉" {
		t.Errorf("args %v", e.Args)
	}
	if _, err := w.ImportRegister(ctx, reader.Actor, file, "x", nil, func(RegisterPlace) int64 { return brand }); KindOf(err) != NotFound {
		t.Errorf("a reader imports: %v", err)
	}
	if !reflect.DeepEqual(w.dump(), before) {
		t.Error("a refused import wrote something")
	}
}

// One home, owner by owner, as the register has it.
func (w *world) owners(room string) (text string) {
	w.t.Helper()
	var failed error
	for h := range w.RegisterHomes(ctx, &failed) {
		if h.Room == room {
			text = fmt.Sprint(h.Owners, h.ID4, h.Contract, h.Handover)
		}
	}
	if failed != nil {
		w.t.Fatal(failed)
	}
	return text
}

func TestImportChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const was = "[{李芸 +8613800138002}]5678HT22020-01-01"
	if got := w.owners("901"); got != was {
		t.Fatal(got)
	}

	// A changed contract applies; a file that lacks a column keeps what is there.
	if r := w.imported(w.csvOf("", "半岛花园,深圳,5,,901,李芸,13800138002,5678,HT3,2020-01-01"), 0); r.Changed != 1 || r.Waiting != 0 || r.ID == 0 {
		t.Errorf("another contract: %+v", r)
	}
	if got := w.owners("901"); got != "[{李芸 +8613800138002}]5678HT32020-01-01" {
		t.Error(got)
	}
	if r := w.imported(w.csvOf("contract", "半岛花园,深圳,5,,901,李芸,13800138002,5678,,2021-06-01"), 0); r.Changed != 1 {
		t.Errorf("another handover: %+v", r)
	}
	if got := w.owners("901"); got != "[{李芸 +8613800138002}]5678HT32021-06-01" {
		t.Error(got)
	}
	if r := w.imported(w.csvOf("handover", "半岛花园,深圳,5,,901,李芸,13800138002,,HT3,"), 0); r.Same != 1 || r.Changed != 0 {
		t.Errorf("less than we know: %+v", r)
	}
	if n := w.rows("SELECT COUNT(*) FROM homes"); n != 2 {
		t.Errorf("%d homes: those that a file does not name stay", n)
	}

	// Changed owners wait; the same file again does not wait twice, a newer one replaces what waits.
	sold := w.csvOf("", "半岛花园,深圳,5,,901,周四,13800138020,1111,HT9,2026-01-01")
	if r := w.imported(sold, 0); r.Changed != 1 || r.Waiting != 1 {
		t.Errorf("another owner: %+v", r)
	}
	if r := w.imported(sold, 0); r.Same != 1 {
		t.Errorf("the same owner again: %+v", r)
	}
	if got := w.owners("901"); got != "[{李芸 +8613800138002}]5678HT32021-06-01" {
		t.Errorf("before the decision: %s", got)
	}
	w.imported(w.csvOf("", "半岛花园,深圳,5,,901,周五,13800138021,2222,HT9,2026-01-01"), 0)
	list := w.changes()
	if len(list) != 1 {
		t.Fatalf("%d changes wait", len(list))
	}
	c := list[0]
	for q, found := range map[string]int{"HT9": 1, "HT3": 1, "5-901": 1, "HT404": 0} { // by the contract it has, and by the one it is to have
		if p := must(w.List(ctx, SystemActor, ChangeList, ChangeList.Query(url.Values{"q": {q}})))(t); len(p.Lines) != found {
			t.Errorf("%s finds %d", q, len(p.Lines))
		}
	}
	if c.Is[0].Name != "周五" || c.Is[0].Phone != MaskPhone("+8613800138021") || c.Was[0].Name != "李芸" || c.Was[0].Phone != MaskPhone("+8613800138002") || c.Room != "901" {
		t.Errorf("staff see %+v", c)
	}
	if err := w.DecideOwnerChange(ctx, w.till, c.ID, true); KindOf(err) != NotFound {
		t.Errorf("a till decides: %v", err)
	}
	if err := w.DecideOwnerChange(ctx, SystemActor, c.ID, false); err != nil {
		t.Fatal(err)
	}
	for _, accept := range []bool{true, false} {
		wantReason(t, "decided twice", w.DecideOwnerChange(ctx, SystemActor, c.ID, accept), ChangeGone)
	}
	if got := w.owners("901"); got != "[{李芸 +8613800138002}]5678HT32021-06-01" {
		t.Errorf("refused: %s", got)
	}
	w.imported(sold, 0)
	if list = w.changes(); len(list) != 1 {
		t.Fatal(len(list))
	}
	if err := w.DecideOwnerChange(ctx, SystemActor, list[0].ID, true); err != nil {
		t.Fatal(err)
	}
	if got := w.owners("901"); got != "[{周四 +8613800138020}]1111HT92026-01-01" {
		t.Errorf("accepted: %s", got)
	}
	if r := w.imported(sold, 0); r.Same != 1 {
		t.Errorf("after the decision: %+v", r)
	}
	buyer := w.join("周四", "13800138020")
	if claim := must(w.ClaimHome(ctx, buyer, w.address("5", "", "901")))(t); claim.State != ClaimVerified {
		t.Errorf("the new owner: %+v", claim)
	}
}

// changes answers the changes of owners that wait, the oldest first.
func (w *world) changes() (list []OwnerChange) {
	w.t.Helper()
	page := must(w.List(ctx, SystemActor, ChangeList, ChangeList.Query(nil)))(w.t)
	ids := make([]int64, len(page.Lines))
	for i, l := range page.Lines {
		ids[i] = l.ID
	}
	must(0, w.Read(ctx, func(rx *Rx) (err error) {
		list, err = rx.ownerChanges(ids)
		return err
	}))(w.t)
	return list
}

// A later file finds the homes of an older import that kept their numbers as they were spelled, and makes none of them twice;
// where the books have both, the one in figures is meant.
func TestImportSpelledNumbers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.rows("SELECT COUNT(*) FROM homes")
	w.exec("UPDATE homes SET building = '五' WHERE building = '5' AND room = '901'")
	for _, building := range []string{"5", "五栋", "第五座"} {
		if r := w.imported(w.csvOf("handover", "半岛花园,深圳,"+building+",,901,李芸,13800138002,5678,HT3,"), 0); r.New != 0 || r.Homes != 1 {
			t.Errorf("%s: %+v", building, r)
		}
	}
	w.exec("INSERT INTO homes (id, community_id, building, stair, room, id4, contract, handover) SELECT 7, community_id, '5', stair, room, '', '', '' FROM homes WHERE building = '五'")
	w.imported(w.csvOf("handover", "半岛花园,深圳,五栋,,901,李芸,13800138002,5678,HT3,"), 0)
	if n := w.rows("SELECT COUNT(*) FROM register_changes WHERE home_id = 7 AND state = 'waiting'"); n != 1 || w.rows("SELECT COUNT(*) FROM homes") != before+1 {
		t.Errorf("%d changes wait at the home in figures, of %d homes", n, w.rows("SELECT COUNT(*) FROM homes"))
	}
}

// Two imports of the same file at once are one import.
func TestImportTogether(t *testing.T) {
	t.Parallel()
	w := bareWorld(t)
	file, truth, brand := w.truth()
	var wg sync.WaitGroup
	reports := make([]ImportReport, 2)
	for i := range reports {
		wg.Go(func() { reports[i] = w.imported(file, brand) })
	}
	wg.Wait()
	if reports[0].New+reports[1].New != truth.Homes || reports[0].Same+reports[1].Same != truth.Homes {
		t.Errorf("new %d and %d, same %d and %d", reports[0].New, reports[1].New, reports[0].Same, reports[1].Same)
	}
	if n := w.rows("SELECT COUNT(*) FROM homes"); n != int64(truth.Homes) || w.rows("SELECT COUNT(*) FROM imports") != 1 {
		t.Errorf("%d homes", n)
	}
}

// An upload is its sender's alone, is imported once, and is gone after a day.
func TestUpload(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin, other := w.hire("a@club.example", Admin, ScopeAll, 0), w.hire("b@club.example", Admin, ScopeAll, 0)
	body := []byte(homesCSV + "新苑,武汉,1,1,101,钱二,13800138010,1,HT8,2020-01-01\n")
	id := must(w.UploadRegister(ctx, admin.Actor, "homes.csv", body))(t)
	if _, err := w.Upload(ctx, other.Actor, id); KindOf(err) != NotFound {
		t.Errorf("another's upload: %v", err)
	}
	u := must(w.Upload(ctx, admin.Actor, id))(t)
	if u.Fault != nil || len(u.Places) != 1 || u.Places[0].Community != "新苑" || len(u.File.Homes) != 3 {
		t.Errorf("upload %+v", u)
	}
	_, err := w.ConfirmUpload(ctx, admin.Actor, id)
	wantReason(t, "without a brand", err, BrandNeeded)
	brand := must(w.Brands(ctx))(t)[0].ID
	if err := w.MapUpload(ctx, other.Actor, id, u.File.Mapping, nil); KindOf(err) != NotFound {
		t.Errorf("another maps: %v", err)
	}
	if err := w.MapUpload(ctx, admin.Actor, id, u.File.Mapping, map[string]int64{PlaceKey(u.Places[0]): brand}); err != nil {
		t.Fatal(err)
	}
	if r := must(w.ConfirmUpload(ctx, admin.Actor, id))(t); r.New != 1 || r.Same != 2 {
		t.Errorf("imported %+v", r)
	}
	_, err = w.ConfirmUpload(ctx, admin.Actor, id)
	wantReason(t, "confirmed twice", err, ImportRepeat)

	id = must(w.UploadRegister(ctx, admin.Actor, "homes.csv", body))(t)
	if err := w.DropUpload(ctx, other.Actor, id); KindOf(err) != NotFound {
		t.Errorf("another drops: %v", err)
	}
	if err := w.DropUpload(ctx, admin.Actor, id); err != nil {
		t.Fatal(err)
	}
	if n := w.rows("SELECT COUNT(*) FROM register_uploads"); n != 0 {
		t.Errorf("%d uploads left", n)
	}
	must(w.UploadRegister(ctx, admin.Actor, "homes.csv", body))(t)
	w.pass(86401e9)
	if err := w.Sweep(ctx); err != nil || w.rows("SELECT COUNT(*) FROM register_uploads") != 0 {
		t.Errorf("swept: %v", err)
	}
	_, err = w.UploadRegister(ctx, admin.Actor, "x.csv", []byte("\x00\x01"))
	wantReason(t, "no table", err, TableNot)
	if _, err := w.UploadRegister(ctx, w.till, "homes.csv", body); KindOf(err) != NotFound {
		t.Errorf("a till uploads: %v", err)
	}
}
