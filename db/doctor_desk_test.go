package db

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"clubhouse/db/migrations"
)

// worked is lived, with a member who has been told something by SMS, an export that may be fetched, and one at work.
func worked(t *testing.T) *world {
	t.Helper()
	w := lived(t)
	her := w.join("林静", "13800138009")
	must(0, w.SetService(ctx, her, true, false, Hans))(t)
	w.tell(her, HomeVerified{Claim: 1})
	w.sent()
	ann := w.hire("ann@club.example", Marketing, ScopeAll, 0).Actor
	w.longWork(ann, 3)
	r := must(w.LeaseRun(ctx))(t)
	f := must(w.NewRunFile(ctx, r))(t)
	must(f.Write(make([]byte, runPart+5)))(t)
	must(0, f.Close())(t)
	must(0, w.EndRun(ctx, r, f.Size, nil))(t)
	w.longWork(ann, 9)
	must(w.LeaseRun(ctx))(t)
	return w
}

// What the desk's long work, notices and saved views may come to is found, and what is in order is not.
func TestDoctorDesk(t *testing.T) {
	readsAlone(t)
	t.Parallel()
	delivery := func(state string, ago int64) string {
		return fmt.Sprintf("UPDATE deliveries SET state = '%s', at = NOW - %d WHERE channel = 'sms'", state, ago)
	}
	sending := func(tries int) string {
		return fmt.Sprintf(`; INSERT INTO jobs (id, kind, payload, run_at, tries) SELECT MAX(id) + 1000, '%s', '{"Notice":' || CAST(MAX(id) AS TEXT) || '}', NOW + 60, %d FROM notices`, JobSMS, tries)
	}
	running := func(state string, ago int64) string {
		return fmt.Sprintf("UPDATE runs SET state = '%s', leased_until = NOW - %d WHERE state = 'running'", state, ago)
	}
	waiting := "; INSERT INTO runs (id, account_id, kind, args, state, leased_until) SELECT MAX(id) + 1, MAX(account_id), 'import', '7', 'waiting', NOW - 700 FROM runs"
	upload := "INSERT INTO register_uploads (id, account_id, file_name, file_hash, body, mapping, at) SELECT 7, MAX(account_id), 'all.csv', x'', x'', '{}', 1 FROM runs"
	if testServer != "" {
		upload = strings.ReplaceAll(upload, "x''", "CAST('' AS BYTEA)")
	}
	view := func(list, query string) string {
		return fmt.Sprintf("INSERT INTO list_views (id, account_id, list, name, query, shared, made_at) SELECT 7, MAX(account_id), '%s', 'a', '%s', 0, 1 FROM runs", list, query)
	}
	for _, c := range []struct {
		name  string
		harm  string
		finds map[string]Grade
		says  string
	}{
		{"nothing", "", nil, ""},
		{"delivery stuck", delivery("queued", 700), map[string]Grade{"deliveries": Warn}, "1 deliveries have been due for more than ten minutes and were never tried, the oldest for 11m40s"},
		{"held delivery stuck", delivery("held", 3700), map[string]Grade{"deliveries": Bad}, "1h1m40s"},
		{"delivery with an idle job", delivery("queued", 700) + sending(0), map[string]Grade{"deliveries": Warn}, "11m40s"},
		{"delivery tried again", delivery("queued", 3700) + sending(1), nil, ""},
		{"delivery held", delivery("held", -3600), nil, ""},
		{"delivery failed", delivery("failed", 3600), nil, ""},
		{"delivery missing", "DELETE FROM deliveries", map[string]Grade{"deliveries": Bad}, "1 notices are not on their way"},
		{"delivery missing by a channel not agreed to", "DELETE FROM deliveries WHERE channel = 'email'", nil, ""},
		{"delivery missing to whom had thought better of it", "DELETE FROM deliveries; UPDATE consents SET withdrawn_at = given_at WHERE kind = 'service_sms'", nil, ""},
		{"run left", running("running", 700), map[string]Grade{"runs": Warn}, "1 runs are said to be at work and nobody is at them, 0 wait and nobody takes them, for up to 11m40s"},
		{"run left for long", running("running", 3700), map[string]Grade{"runs": Bad}, "1h1m40s"},
		{"run waits", running("waiting", 700), map[string]Grade{"runs": Warn}, "0 runs are said to be at work and nobody is at them, 1 wait"},
		{"run waits its turn", running("running", -30) + waiting, nil, ""},
		{"run to be tried again", running("waiting", -30), nil, ""},
		{"file gone", "DELETE FROM run_parts", map[string]Grade{"run files": Warn}, "1 exports are done whose file is gone"},
		{"file half gone", "DELETE FROM run_parts WHERE place = 1", map[string]Grade{"run files": Warn}, "1 exports"},
		{"file dropped in time", "DELETE FROM run_parts; UPDATE runs SET ended_at = NOW - 90000 WHERE ended_at IS NOT NULL", nil, ""},
		{"file not dropped in time", "UPDATE runs SET ended_at = NOW - 90001 WHERE ended_at IS NOT NULL", map[string]Grade{"run files": Warn}, "1 files are kept for longer than a day"},
		{"file of none", "DELETE FROM runs WHERE state = 'done'", map[string]Grade{"run files": Warn}, "1 files belong to no run"},
		{"upload left over", upload, map[string]Grade{"uploads": Warn}, "1 uploaded registers lie about that nobody has imported within 1 days"},
		{"upload kept for longer", upload + "; INSERT INTO settings (setting, value) VALUES ('keep_uploads', 14)", map[string]Grade{"uploads": Warn}, "within 14 days"},
		{"upload whose run waits", upload + waiting, nil, ""},
		{"view", view("members", "sort=-name&columns=name%2Ctier&tier=gold"), nil, ""},
		{"view of no list", view("pets", ""), map[string]Grade{"views": Warn}, `view 7 is of a list "pets" that is no more`},
		{"view of what is no more", view("members", "sort=salary&columns=name%2Cshoe_size&pet=cat&tier=lead"), map[string]Grade{"views": Warn}, `view 7 of members asks for what is no more in ["columns" "pet" "sort" "tier"]`},
		{"index", "DROP INDEX homes_handover", map[string]Grade{"indexes": Warn}, "indexes are missing: homes_handover"},
		{"unique index", "DROP INDEX redemptions_once", map[string]Grade{"indexes": Bad}, "redemptions_once"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.name == "file of none" && testServer != "" {
				t.Skip("skipped: PostgreSQL keeps it from being so")
			}
			w := worked(t)
			if c.harm != "" {
				w.harm(strings.Split(strings.ReplaceAll(c.harm, "NOW", fmt.Sprint(w.Now())), "; ")...)
			}
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
				if strings.Contains(c.name, "index") && !strings.Contains(found["indexes"].Do, "INDEX "+strings.Fields(c.harm)[2]+" ON ") {
					t.Errorf("it does not say how to make it again: %+v", found["indexes"])
				}
			}
		})
	}
}

// Deliveries that have failed for good are no fault of the books, and counted.
func TestDoctorCountsFailed(t *testing.T) {
	t.Parallel()
	w := worked(t)
	w.exec("UPDATE deliveries SET state = 'failed' WHERE channel = 'sms'")
	for _, f := range w.Examine(ctx, false) {
		if f.Name == "deliveries" && (f.Grade != OK || !strings.Contains(f.Text, "1 deliveries have failed for good")) {
			t.Errorf("%+v", f)
		}
	}
}

// The indexes that the migrations declare are those that stand in new books, each made by its statement.
func TestIndexesDeclared(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	query := "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
	if testServer != "" {
		query = "SELECT indexname, indexdef FROM pg_indexes i WHERE schemaname = current_schema() AND tablename <> 'goose_db_version' AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)"
	}
	stand, declared := map[string]string{}, map[string]string{}
	rows := must(rawDB(w.Store).QueryContext(ctx, query))(t)
	defer rows.Close()
	for rows.Next() {
		var name, text string
		must(0, rows.Scan(&name, &text))(t)
		stand[name] = strings.Join(strings.Fields(text), " ")
	}
	must(0, rows.Err())(t)
	for _, i := range must(migrations.Indexes(1000))(t) {
		declared[i.Name] = i.Make
	}
	if testServer != "" { // its words are its own
		delete(declared, vouchersMember)
		for _, own := range ownIndexes {
			declared[own.name] = ""
		}
		if has, want := slices.Sorted(maps.Keys(stand)), slices.Sorted(maps.Keys(declared)); !slices.Equal(has, want) {
			t.Errorf("%v stand, %v are declared", has, want)
		}
	} else if !maps.Equal(stand, declared) {
		t.Errorf("%v stand, %v are declared", stand, declared)
	}
}
