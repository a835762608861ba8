package db

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// lived is a club with a member who has earned, spent and redeemed.
func lived(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	her := w.join("陈美玲", "13800138000")
	offer := w.offer(nil)
	bill := int64(200_00)
	must(w.RedeemVoucher(ctx, w.till, w.issue(her, offer, 1).Code, &bill, key(1)))(t)
	w.issue(her, w.offer(func(o *Offer) { o.Price = 50 }), 2)
	w.issue(her, offer, 3)
	must(w.ClaimHome(ctx, her, w.address("9", "9", "9999")))(t) // which waits
	w.sent()
	return w
}

// What the doctor says about members who are not seen where they live mends it.
func TestPlacesAnew(t *testing.T) {
	t.Parallel()
	w := lived(t)
	w.harm("UPDATE home_claims SET state = 'ended'")
	if f := w.findings(true)["places"]; f.Grade != Bad || !strings.HasSuffix(f.Do, placesAnew) {
		t.Fatalf("it says %+v", f)
	}
	w.harm(strings.Split(strings.TrimSuffix(placesAnew, ";"), "; ")...)
	if sick := w.findings(true); len(sick) > 0 {
		t.Errorf("still %v", sick)
	}
}

// harm writes what the club's own connections would not let anybody write.
func (w *world) harm(statements ...string) {
	w.t.Helper()
	if testServer == "" {
		sqlFile(w.t, w.url(), statements...)
		return
	}
	for _, s := range statements {
		w.exec(s)
	}
}

// findings answers what the doctor finds that is not ok, by name, in the store itself and in the same books looked at.
func (w *world) findings(deep bool) map[string]Finding {
	w.t.Helper()
	looked := must(Look(ctx, Options{URL: w.url(), Clock: w.clock.now}))(w.t)
	defer looked.Close()
	out := map[string]Finding{}
	own := w.Examine(ctx, deep)
	for i, f := range looked.Examine(ctx, deep) {
		if testServer != "" && strings.Contains(f.Text, "server's clock") {
			continue // a test's clock is not the server's
		}
		if own[i] != f {
			w.t.Errorf("the store finds %+v, who looks %+v", own[i], f)
		}
		if f.Text == "" || (f.Do == "") != (f.Grade == OK) || strings.Contains(f.Text, "\n") {
			w.t.Errorf("half a finding: %+v", f)
		}
		if f.Grade != OK {
			out[f.Name] = f
		}
	}
	return out
}

func TestDoctorHealthy(t *testing.T) {
	t.Parallel()
	w := lived(t)
	for _, deep := range []bool{false, true} {
		if sick := w.findings(deep); len(sick) > 0 {
			t.Errorf("deep %v: %v", deep, sick)
		}
	}
}

func TestDoctorFinds(t *testing.T) {
	readsAlone(t)
	t.Parallel()
	job := func(column string, ago int64) string {
		return fmt.Sprintf("INSERT INTO jobs (id, kind, payload, run_at, %s) VALUES (7, 'x', '', %%d - %d, %%[1]d - %[2]d)", column, ago)
	}
	task := func(name string, ago int64, columns string, values any) string {
		return fmt.Sprintf("INSERT INTO tasks (task, next_at, %s) VALUES ('%s', %%[1]d - %d, %v)", columns, name, ago, values)
	}
	for _, c := range []struct {
		name  string
		harm  string // %d: now
		finds map[string]Grade
		says  string
	}{
		{"unbalanced ledger", "INSERT INTO point_entries (id, movement_id, account_id, points) SELECT MAX(id) + 1, MAX(movement_id), 2, 5 FROM point_entries",
			map[string]Grade{"ledger": Bad}, "1 do not sum to 0 and 0 have no entries; together they are 5 points off"},
		{"movement without entries", "INSERT INTO point_movements (id, member_id, rule, source_id, at) SELECT MAX(id) + 1, MAX(member_id), 'x', 1, 1 FROM point_movements",
			map[string]Grade{"ledger": Bad}, "1 have no entries"},
		{"wrong balance", "UPDATE point_accounts SET balance = balance + 1 WHERE kind = 'member'", map[string]Grade{"balances": Bad}, "at least 1 "},
		{"lot taken from", "UPDATE point_lots SET remaining = remaining - 1", map[string]Grade{"balances": Bad}, "lots"},
		{"issued too little", "UPDATE offers SET issued = 0", map[string]Grade{"offers": Bad}, "2 offers"},
		{"issued too much", "UPDATE offers SET issued = issued + 1", map[string]Grade{"offers": Bad}, "2 offers"},
		{"voucher not marked", "UPDATE vouchers SET state = 'issued'", map[string]Grade{"redemptions": Bad}, "1 redemptions are of vouchers"},
		{"voucher marked alone", "UPDATE vouchers SET state = 'redeemed'", map[string]Grade{"redemptions": Bad}, "2 vouchers are redeemed without"},
		{"not seen where they live", "DELETE FROM member_places WHERE 0 < %d", map[string]Grade{"places": Bad}, "at least 1 "},
		{"seen as of another class", "UPDATE members SET class = CASE class WHEN 'owner' THEN 'friend' ELSE 'owner' END WHERE 0 < %d", map[string]Grade{"places": Bad}, "at least 1 "},
		{"still seen where they lived", "UPDATE home_claims SET state = 'ended' WHERE 0 < %d", map[string]Grade{"places": Bad}, "at least 1 "},
		{"missing movement", "INSERT INTO point_lot_uses (movement_id, lot_id, points) SELECT 7, MAX(id), 1 FROM point_lots", map[string]Grade{"references": Bad}, "1 of point_lot_uses"},
		{"missing outlet", "UPDATE redemptions SET outlet_id = 7", map[string]Grade{"references": Bad}, "1 of redemptions without their row of outlets"},
		{"missing audit", "INSERT INTO audit_personal (audit_id, salt, facts) SELECT MAX(audit_id) + 1, salt, facts FROM audit_personal GROUP BY salt, facts LIMIT 1", map[string]Grade{"references": Bad}, "1 of audit_personal"},
		{"stuck job", job("tries", 700), map[string]Grade{"jobs": Warn}, "1 jobs have been due for more than ten minutes, the oldest for 11m40s"},
		{"long stuck job", job("leased_until", 3700), map[string]Grade{"jobs": Bad}, "1h1m40s"},
		{"job in hand", job("leased_until", -60), nil, ""},
		{"dead job", job("dead_at", 86400), map[string]Grade{"dead jobs": Warn}, "1 jobs"},
		{"job long dead", job("dead_at", 8*86400), nil, ""},
		{"job done", job("done_at", 86400), nil, ""},
		{"task to come", task("sweep", -300, "leased_until", 0), nil, ""},
		{"task late", task("sweep", 700, "leased_until", 0), map[string]Grade{"tasks": Warn}, "sweep has been due for 11m40s"},
		{"task long late", task("expire", 3700, "leased_until", 0), map[string]Grade{"tasks": Bad}, "expire has been due for 1h1m40s"},
		{"task let go", task("sweep", 3700, "leased_until", "%[1]d - 700"), map[string]Grade{"tasks": Warn}, "sweep has been due for 11m40s"},
		{"task in hand", task("sweep", 700, "leased_until", "%[1]d + 60"), nil, ""},
		{"task never finished", task("sweep", 3700, "leased_until", "%[1]d + 60"), map[string]Grade{"tasks": Warn}, "sweep has been begun again and again for 1h1m40s"},
		{"task failed twice", task("sweep", -60, "last_error, failures", "'the line is down', 2"), nil, ""},
		{"task failed often", task("sweep", -60, "last_error, failures", "'the line\nis down', 3"), map[string]Grade{"tasks": Warn}, "sweep has failed 3 times in a row, last with: the line; is down"},
		{"task fails for long", task("sweep", -60, "last_error, failures", "'the line is down', 60"), map[string]Grade{"tasks": Bad}, "60 times"},
		{"task of another version", task("dance", 86400, "last_error, failures", "'', 90"), nil, ""},
		{"future", "INSERT INTO audit (id, at, door, actor_id, session_id, act, noun_id, facts) SELECT MAX(id) + 1, %d + 300, '', 0, 0, 'x', 0, '{}' FROM audit", map[string]Grade{"clock": Bad}, "5m0s in the future"},
		{"newer schema", "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)", map[string]Grade{"schema": Bad}, "9999, which is newer"},
		{"older schema", "DELETE FROM goose_db_version WHERE version_id > 5", map[string]Grade{"schema": Warn}, "the schema is 5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := lived(t)
			harm := c.harm
			if strings.Contains(harm, "%") {
				harm = fmt.Sprintf(harm, w.Now())
			}
			w.harm(harm)
			for _, deep := range []bool{false, true} {
				found := w.findings(deep)
				delete(found, "integrity") // SQLite's own look at references, beside ours
				said := ""
				for name, f := range found {
					if said += f.Text; f.Grade != c.finds[name] {
						t.Errorf("deep %v: %+v", deep, f)
					}
				}
				if len(found) != len(c.finds) || !strings.Contains(said, c.says) {
					t.Errorf("deep %v: found %v, want %v and %q", deep, found, c.finds, c.says)
				}
			}
		})
	}
}

// A club that has never run, or has been stopped, is no emergency: nobody was there to do its tasks. What the command line
// does in it meanwhile makes it no club that runs.
func TestDoctorTasksOfStopped(t *testing.T) {
	t.Parallel()
	w := lived(t)
	says := func(when string, want Grade, text string) {
		t.Helper()
		if f := w.findings(false)["tasks"]; f.Grade != want && !(f == Finding{} && want == OK) || !strings.Contains(f.Text, text) {
			t.Errorf("%s: %+v", when, f)
		}
	}
	w.pass(24 * time.Hour)
	says("never run", OK, "")
	must(0, w.FinishTask(ctx, TaskSweep, must(w.LeaseTask(ctx, TaskSweep))(t), 0, "", true))(t)
	must(0, w.FinishTask(ctx, TaskExpire, must(w.LeaseTask(ctx, TaskExpire))(t), 0, "the line is down", true))(t)
	says("well", OK, "")
	w.pass(30 * time.Minute)
	says("stopped", Warn, "the club has not run for 30m0s: expire has been due for 29m0s, and sweep has been due for 20m0s")
	w.pass(24 * time.Hour)
	must(w.SaveBrand(ctx, SystemActor, Brand{Name: Text{Hans: "a", Hant: "a", En: "a"}}))(t)
	says("stopped for long", Warn, "24h30m0s")
	must(w.SaveBrand(ctx, w.hire("admin@club.example", Admin, ScopeAll, 0).Actor, Brand{Name: Text{Hans: "b", Hant: "b", En: "b"}}))(t)
	w.sent()
	says("running", Bad, "expire has been due for 24h29m0s")
	w.harm("DROP TABLE tasks", "DELETE FROM goose_db_version WHERE version_id > 5")
	says("before there were tasks", OK, "")
}

// Of large books the newest rows are looked at, and what is wrong in the old ones is found by a deep look.
func TestDoctorNewestRows(t *testing.T) {
	t.Parallel()
	w := lived(t)
	w.harm("INSERT INTO point_entries (id, movement_id, account_id, points) SELECT MAX(id) + 1, MAX(movement_id), 2, 5 FROM point_entries")
	const many = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200) INSERT INTO "
	w.exec(many + "point_movements (id, member_id, rule, source_id, at) SELECT m.id + n.i * 10, m.member_id, 'many', n.i, 1 FROM n, (SELECT MAX(id) AS id, MAX(member_id) AS member_id FROM point_movements) m")
	for account := range 2 {
		w.exec(many + fmt.Sprintf("point_entries (id, movement_id, account_id, points) SELECT p.id + %d, p.id, 1 + n.i * 0 + %[2]d * 3, 1 - 2 * %[2]d FROM n, point_movements p WHERE p.rule = 'many' AND p.source_id = n.i", account+1, account))
	}
	if sick := w.findings(false); len(sick) > 0 {
		t.Errorf("in passing: %v", sick)
	}
	if sick := w.findings(true); sick["ledger"].Grade != Bad || len(sick) != 1 {
		t.Errorf("deep: %v", sick)
	}
}

// What asks of the jobs goes by the indexes of those that are not done, however many are.
func TestDoctorJobsByIndex(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	rows, err := lite(t, s).readers.db.Query("EXPLAIN QUERY PLAN "+jobsByKind, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var skip int
		var step string
		if err := rows.Scan(&skip, &skip, &skip, &step); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(step, " jobs") && !strings.Contains(step, "INDEX jobs_d") {
			t.Error(step)
		}
	}
}

// Files that cannot be looked at are told, and nothing is made or changed by looking.
func TestDoctorLooks(t *testing.T) {
	t.Parallel()
	if testServer != "" {
		t.Skip("skipped: about SQLite")
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if _, err := Look(ctx, Options{URL: at("missing.db")}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	sqlFile(t, at("foreign.db"), "CREATE TABLE mine (id INTEGER)")
	if _, err := Look(ctx, Options{URL: at("foreign.db")}); !errors.Is(err, ErrForeign) {
		t.Errorf("foreign: %v", err)
	}
	must(0, os.WriteFile(at("empty.db"), nil, 0o600))(t)
	file := slices.Clone(must(migrated())(t))
	must(0, os.WriteFile(at("damaged.db"), file, 0o600))(t)
	s := must(Look(ctx, Options{URL: at("damaged.db")}))(t)
	var page int64
	must(0, s.Read(ctx, func(rx *Rx) (err error) {
		page, err = rx.number("SELECT rootpage FROM sqlite_master WHERE name = 'point_entries'")
		return err
	}))(t)
	must(0, s.Close())(t)
	copy(file[(page-1)*4096:], strings.Repeat("\xff", 64))
	must(0, os.WriteFile(at("damaged.db"), file, 0o600))(t)
	for name, bad := range map[string]string{"empty.db": "schema", "damaged.db": "integrity"} {
		before := must(os.ReadFile(at(name)))(t)
		s := must(Look(ctx, Options{URL: "file:" + at(name)}))(t)
		for _, f := range s.Examine(ctx, true) {
			if f.Name == "clock" && name == "empty.db" {
				t.Errorf("of what holds no club: %+v", f)
			}
			if f.Name == bad && (f.Grade != Bad || strings.Contains(f.Text, "goroutine")) {
				t.Errorf("%s: %+v", name, f)
			}
		}
		if err := s.Write(ctx, SystemActor, func(*Tx) error { return nil }); KindOf(err) != Busy {
			t.Errorf("a write: %v", err)
		}
		must(0, s.Close())(t)
		if after := must(os.ReadFile(at(name)))(t); string(after) != string(before) {
			t.Errorf("%s was changed", name)
		}
	}
	for _, f := range must(os.ReadDir(dir))(t) {
		if strings.HasSuffix(f.Name(), "-wal") || strings.HasSuffix(f.Name(), "-shm") || f.Name() == "missing.db" {
			t.Errorf("%s was left behind", f.Name())
		}
	}
}

// Books that are gone are findings, not a fault.
func TestDoctorUnreachable(t *testing.T) {
	t.Parallel()
	w := lived(t)
	looked := must(Look(ctx, Options{URL: w.url()}))(t)
	must(0, looked.Close())(t)
	for _, f := range looked.Examine(ctx, false) {
		if f.Grade != Bad || !strings.Contains(f.Text, "could not be looked at: ") {
			t.Errorf("closed: %+v", f)
		}
	}
	if testServer != "" {
		if _, err := Look(ctx, Options{URL: "postgres://club@127.0.0.1:1/none"}); err == nil {
			t.Error("a server that is not there was looked at")
		}
	}
}

// The server's clock and ours are those of one machine here.
func TestDoctorServerClock(t *testing.T) {
	t.Parallel()
	url := newBooks(t)
	for ahead, want := range map[time.Duration]Grade{0: OK, 5 * time.Minute: Bad, -5 * time.Minute: Bad} {
		s := must(Look(ctx, Options{URL: url, Clock: func() time.Time { return time.Now().Add(ahead) }}))(t)
		for _, f := range s.Examine(ctx, false) {
			if f.Name == "clock" && testServer != "" && f.Grade != want {
				t.Errorf("%s: %+v", ahead, f)
			}
		}
		must(0, s.Close())(t)
	}
}

func TestMeasures(t *testing.T) {
	t.Parallel()
	w := lived(t)
	if n, m := w.measures.issued.Load(), w.measures.redeemed.Load(); n != 3 || m != 1 {
		t.Errorf("%d issued, %d redeemed", n, m)
	}
	w.exec("INSERT INTO jobs (id, kind, payload, run_at, dead_at) VALUES (1, 'a', '', 1, NULL), (2, 'a', '', 1, NULL), (3, 'a', '', ?, NULL), (4, 'b', '', 1, 1)", w.Now()+60)
	var jobs []jobCount
	must(0, w.Read(ctx, func(rx *Rx) (err error) { jobs, err = rx.countJobs(); return err }))(t)
	for _, want := range []jobCount{{"a", "due", 2}, {"a", "waiting", 1}, {"b", "dead", 1}} {
		if !strings.Contains(fmt.Sprint(jobs), fmt.Sprint(want)) {
			t.Errorf("%v lacks %v", jobs, want)
		}
	}
	before := w.rows("SELECT CAST(SUM(n) AS BIGINT) FROM counters")
	if err := w.CheckWrite(ctx); err != nil || w.rows("SELECT CAST(SUM(n) AS BIGINT) FROM counters") != before+1 {
		t.Errorf("a probe wrote nothing: %v", err)
	}
}
