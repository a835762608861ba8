package db

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"
)

// longWork begins a run for the actor, another each time.
func (w *world) longWork(a Actor, whole int64) (id int64) {
	w.t.Helper()
	must(0, w.Write(ctx, a, func(tx *Tx) (err error) {
		query := fmt.Sprintf("tier=gold&joined_from=%d", tx.NewID())
		id, _, err = tx.beginRun(RunExport, "members-2026-11-26.csv", Export{List: "members", Query: query, Format: CSV, Locale: Hans, Reach: MemberList.reachOf(a)}, whole)
		return err
	}))(w.t)
	return id
}

// An export is given to who holds all rights still on which its rows depend: vouchers tell members' names by another right
// than their own.
// Who may take along what is of one community, and asks for another that they see, takes nothing along: not all of the one.
func TestExportBeyondReach(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	brand := must(w.SaveBrand(ctx, SystemActor, Brand{Name: Text{Hans: "二"}}))(t)
	far := must(w.SaveCommunity(ctx, SystemActor, Community{Brand: brand, Name: Text{Hans: "碧海"}, City: Text{Hans: "深圳"}}))(t)
	must(w.ClaimHome(ctx, w.join("张三", "13800138003"), w.address("3", "1", "1802")))(t)
	must(w.ClaimHome(ctx, w.join("王五", "13800138005"), HomeAddress{Community: far, Building: "1", Room: "1"}))(t)
	actor := Actor{Door: StaffDoor, Account: 1, Grants: []Grant{{Role: Reader, Scope: ScopeAll}, {Role: SalesDesk, Scope: ScopeCommunity, ScopeID: w.community}}}
	for community, taken := range map[int64]int{w.community: 1, far: 0} {
		q := MemberList.Query(url.Values{"community": {fmt.Sprint(community)}})
		if p := must(w.List(ctx, actor, MemberList, q))(t); len(p.Lines) != 1 {
			t.Fatalf("the page shows %d", len(p.Lines))
		}
		var failed error
		n := 0
		for line := range w.ListAll(ctx, actor, MemberList, q, &failed) {
			if line.ID != 0 {
				n++
			}
		}
		if rows := must(w.exported(ctx, actor, MemberList, q))(t); n != taken || rows != int64(taken) || failed != nil {
			t.Errorf("%d are taken along, %d counted, %v; want %d", n, rows, failed, taken)
		}
	}
}

func TestExportCovers(t *testing.T) {
	as := func(role Role, scope Scope, id int64) Actor {
		return Actor{Door: StaffDoor, Account: 1, Grants: []Grant{{Role: role, Scope: scope, ScopeID: id}}}
	}
	all, bay, desk, finance := as(Admin, ScopeAll, 0), as(Admin, ScopeCommunity, 7), as(MerchantDesk, ScopeAll, 0), as(Finance, ScopeAll, 0)
	for _, c := range []struct {
		list      *List
		then, now Actor
		given     bool
	}{
		{VoucherList, all, all, true}, {VoucherList, all, bay, false}, {VoucherList, bay, all, true}, {VoucherList, bay, bay, true},
		{VoucherList, all, desk, false}, {VoucherList, desk, desk, true}, {VoucherList, desk, all, true}, {TaskList, all, finance, false}, {MemberList, all, desk, false},
	} {
		if e := (Export{List: c.list.Name, Reach: c.list.reachOf(c.then)}); e.covers(c.now) != c.given {
			t.Errorf("%s of %+v to %+v: %v, want %v", c.list.Name, c.then.Grants, c.now.Grants, !c.given, c.given)
		}
	}
}

// A run is one worker's at a time, tells how far it is and how long it may take, and is stopped by whoever began it.
func TestRuns(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann, bob := w.hire("ann@club.example", Marketing, ScopeAll, 0).Actor, w.hire("bob@club.example", Marketing, ScopeAll, 0).Actor
	id := w.longWork(ann, 1000)
	if _, err := w.Run(ctx, bob, id); KindOf(err) != NotFound {
		t.Error("another's run is seen:", err)
	}
	if err := w.StopRun(ctx, bob, id); KindOf(err) != NotFound {
		t.Error("another's run is stopped:", err)
	}
	r := must(w.LeaseRun(ctx))(t)
	if r == nil || r.ID != id || r.State != RunRunning || r.Whole != 1000 {
		t.Fatalf("%+v", r)
	}
	if again := must(w.LeaseRun(ctx))(t); again != nil {
		t.Fatalf("taken twice: %+v", again)
	}
	w.clock.pass(10 * time.Second)
	must(0, w.MoveRun(ctx, r, 250))(t)
	if left, known := must(w.Run(ctx, ann, id))(t).Left(); !known || left != 30 {
		t.Errorf("%d seconds left (%v)", left, known)
	}
	w.clock.pass((runLease - 1) * time.Second)
	if again := must(w.LeaseRun(ctx))(t); again != nil {
		t.Error("taken from one that is at it")
	}

	w.clock.pass(2 * time.Second) // the process has died
	second := must(w.LeaseRun(ctx))(t)
	if second == nil || second.Done != 0 || second.Tries != 2 {
		t.Fatalf("taken up again: %+v", second)
	}
	if err := w.MoveRun(ctx, r, 500); KindOf(err) != Conflict {
		t.Error("the first goes on:", err)
	}
	if err := w.EndRun(ctx, r, 5, nil); KindOf(err) != Conflict {
		t.Error("the first ends it:", err)
	}
	must(0, w.StopRun(ctx, ann, id))(t)
	must(0, w.StopRun(ctx, ann, id))(t) // pressed twice
	err := w.MoveRun(ctx, second, 20)
	if !errors.Is(err, ErrStopped) {
		t.Fatal("it is not told to stop:", err)
	}
	must(0, w.EndRun(ctx, second, 0, err))(t)
	if r := must(w.Run(ctx, ann, id))(t); r.State != RunStopped || r.Kept() || r.Open() {
		t.Errorf("%+v", r)
	}
	if err := w.StopRun(ctx, ann, id); ReasonOf(err) != RunOver {
		t.Error("stopped after its end:", err)
	}

	// One that fails is tried again, and given up after a while.
	id = w.longWork(ann, 10)
	for range runTries {
		w.clock.pass(time.Hour) // each time after a longer wait
		must(0, w.EndRun(ctx, must(w.LeaseRun(ctx))(t), 0, errors.New("the disk is full")))(t)
	}
	if r := must(w.Run(ctx, ann, id))(t); r.State != RunFailed || r.Failed != "the disk is full" {
		t.Errorf("%+v", r)
	}
	for range runsAtOnce {
		w.longWork(ann, 1)
	}
	err = w.Write(ctx, ann, func(tx *Tx) error { _, _, err := tx.beginRun(RunExport, "x", 0, 1); return err })
	if ReasonOf(err) != RunsTooMany {
		t.Error(err)
	}
	w.longWork(bob, 1)
}

// takeRunFile begins to take a run's file; that it has no bytes is no fault.
func (w *world) takeRunFile(a Actor, id int64) error {
	_, file, err := w.OpenRunFile(ctx, a, id)
	if err == nil {
		_, _ = file.Read(make([]byte, 1))
	}
	return err
}

// A run's file is read whole or from any place, by whoever asked for it, for a day.
func TestRunFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ann := w.hire("ann@club.example", Marketing, ScopeAll, 0).Actor
	id := w.longWork(ann, 3)
	body := make([]byte, 2*runPart+12345)
	for i := range body {
		body[i] = byte(i * 7 >> 3)
	}
	write := func(r *Run, body []byte) *RunFile {
		f := must(w.NewRunFile(ctx, r))(t)
		for rest := body; len(rest) > 0; {
			n := min(len(rest), 100_001)
			must(f.Write(rest[:n]))(t)
			rest = rest[n:]
		}
		must(0, f.Close())(t)
		return f
	}
	write(must(w.LeaseRun(ctx))(t), bytes.Repeat([]byte("broken"), runPart)) // by a process that died
	w.clock.pass(2 * runLease * time.Second)
	r := must(w.LeaseRun(ctx))(t)
	f := write(r, body)
	if _, _, err := w.OpenRunFile(ctx, ann, id); KindOf(err) != NotFound {
		t.Error("read before it is whole:", err)
	}
	must(0, w.EndRun(ctx, r, f.Size, nil))(t)
	if n := w.rows("SELECT COUNT(*) FROM runs WHERE args LIKE '%gold%'"); n != 0 {
		t.Error("what was asked for is kept after the run's end")
	}
	taken := func() int64 { return w.rows("SELECT COUNT(*) FROM audit WHERE act = 'run.taken'") }
	open := func() *RunReader {
		_, file, err := w.OpenRunFile(ctx, ann, id)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	if open(); taken() != 0 {
		t.Error("opened, it counts as taken")
	}
	for range 2 { // what has never begun cannot go on
		file := open()
		must(file.Seek(runPart, io.SeekStart))(t)
		if must(io.ReadAll(file))(t); taken() != 1 {
			t.Errorf("from its middle: taken %d times", taken())
		}
	}
	file := open()
	if got := must(io.ReadAll(file))(t); !bytes.Equal(got, body) {
		t.Errorf("%d bytes, want %d", len(got), len(body))
	}
	if _, _, err := w.OpenRunFile(ctx, Actor{Door: StaffDoor, Account: ann.Account, Grants: []Grant{{Role: Marketing, Scope: ScopeCommunity, ScopeID: 7}}}, id); KindOf(err) != NotFound {
		t.Error("taken by one who reaches less by now:", err)
	}
	if taken() != 2 {
		t.Errorf("read whole once more: taken %d times", taken())
	}
	for _, from := range []int64{1, runPart - 1, runPart, 2 * runPart, int64(len(body)) - 1, int64(len(body))} {
		must(file.Seek(from, io.SeekStart))(t)
		if got := must(io.ReadAll(file))(t); !bytes.Equal(got, body[from:]) {
			t.Errorf("from %d: %d bytes", from, len(got))
		}
	}
	must(0, w.Sweep(ctx))(t)
	if _, _, err := w.OpenRunFile(ctx, ann, id); err != nil {
		t.Error("swept too early:", err)
	}
	w.clock.pass(runFileSeconds*time.Second + time.Second)
	if _, _, err := w.OpenRunFile(ctx, ann, id); KindOf(err) != NotFound {
		t.Error("kept too long:", err)
	}
	must(0, w.Sweep(ctx))(t)
	if n := w.rows("SELECT COUNT(*) FROM run_parts"); n != 0 {
		t.Errorf("%d pieces are left", n)
	}
	w.clock.pass(31 * 24 * time.Hour)
	must(0, w.Sweep(ctx))(t)
	if n := w.rows("SELECT COUNT(*) FROM runs"); n != 0 {
		t.Errorf("%d runs are left", n)
	}
}

// A long import is a run: stopped in its middle it leaves nothing, and it ends with the act that imports.
func TestLongImport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0).Actor
	csv, all := w.longRegister()
	upload := must(w.UploadRegister(ctx, admin, "all.csv", []byte(csv)))(t)
	if run := must(w.LongUpload(ctx, admin, must(w.UploadRegister(ctx, admin, "few.csv", []byte(homesCSV)))(t)))(t); run != 0 {
		t.Error("a short one is a run")
	}
	unknown := must(w.UploadRegister(ctx, admin, "new.csv", []byte(strings.ReplaceAll(csv, "半岛花园", "云湖"))))(t)
	if run := must(w.LongUpload(ctx, admin, unknown))(t); run != 0 {
		t.Error("one whose community has no brand is a run, which could only fail")
	}
	if _, err := w.ConfirmUpload(ctx, admin, unknown); ReasonOf(err) != BrandNeeded {
		t.Error(err)
	}
	homes := func() int64 { return w.rows("SELECT COUNT(*) FROM homes") }
	before := homes()

	run := must(w.LongUpload(ctx, admin, upload))(t)
	if again := must(w.LongUpload(ctx, admin, upload))(t); again != run {
		t.Error("pressed twice, it is begun twice")
	}
	r := must(w.LeaseRun(ctx))(t)
	if again := must(w.LongUpload(ctx, admin, upload))(t); again != run {
		t.Error("pressed while it is at work, it is begun again")
	}
	w.live(run).stop.Store(true) // as the page's button does while the import is at work
	err := w.ImportRun(ctx, r)
	if !errors.Is(err, ErrStopped) || homes() != before {
		t.Fatalf("%v, %d homes more", err, homes()-before)
	}
	if done := must(w.Run(ctx, admin, run))(t).Done; done == 0 || done >= all {
		t.Errorf("%d homes done, as its page tells", done)
	}
	must(0, w.EndRun(ctx, r, 0, err))(t)

	run = must(w.LongUpload(ctx, admin, upload))(t)
	r = must(w.LeaseRun(ctx))(t)
	acts := w.rows("SELECT COUNT(*) FROM audit")
	must(0, w.ImportRun(ctx, r))(t)
	if n := w.rows("SELECT COUNT(*) FROM audit") - acts; n != 1 {
		t.Errorf("%d audit rows", n)
	}
	done := must(w.Run(ctx, admin, run))(t)
	if done.State != RunDone || done.Made == 0 || homes() != before+all {
		t.Errorf("%+v, %d homes more", done, homes()-before)
	}
	if err := w.ImportRun(ctx, r); ReasonOf(err) != ImportRepeat { // by a process that thinks it is still at it
		t.Error(err)
	}
}
