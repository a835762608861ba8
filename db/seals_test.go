package db

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"clubhouse/db/sqlcdb"
)

// sealed is a club with three seals of a few acts each.
func sealedWorld(t *testing.T) *world {
	t.Helper()
	w := lived(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	her := w.join("张三丰", "13700000001")
	for i := range 3 {
		w.pass(time.Minute)
		if _, _, err := w.RevealMember(ctx, admin.Actor, her.Member, "回电"); err != nil {
			t.Fatal(err)
		}
		must(0, w.SetLocale(ctx, her, []Locale{En, Hans, Hant}[i]))(t)
		w.pass(10 * time.Minute)
		if n := must(w.SealAudit(ctx, 9))(t); n != 1 {
			t.Fatalf("%d seals", n)
		}
	}
	w.sent()
	return w
}

// loose lets a test do what the triggers refuse everybody.
func (w *world) loose() {
	w.t.Helper()
	if testServer == "" {
		w.harm("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", "DROP TRIGGER seals_no_update", "DROP TRIGGER seals_no_delete")
		return
	}
	w.harm("DROP TRIGGER audit_only_grows ON audit", "DROP TRIGGER seals_only_grow ON seals")
}

func (w *world) chain() Finding { return w.findings(true)["audit"] }

// What is sealed is sealed once, some minutes after it was done, by whichever process; where nothing is to be sealed,
// nothing is written.
func TestSealing(t *testing.T) {
	t.Parallel()
	w := lived(t)
	if n := must(w.SealAudit(ctx, 9))(t); n != 0 || w.rows("SELECT COUNT(*) FROM seals") != 0 {
		t.Errorf("%d seals on what was done just now", n)
	}
	w.pass(10 * time.Minute)
	must(w.SealAudit(ctx, 9))(t)
	rows := w.rows("SELECT COUNT(*) FROM audit")
	if got := w.rows("SELECT total FROM seals WHERE id = 1"); got != rows {
		t.Errorf("%d rows are sealed of %d", got, rows)
	}
	if n := must(w.SealAudit(ctx, 9))(t); n != 0 {
		t.Errorf("%d seals on nothing", n)
	}
	if f := w.chain(); f != (Finding{}) {
		t.Error(f)
	}

	// Two processes at once, and one that is behind the other.
	w.many(3 * sealRows)
	w.pass(10 * time.Minute)
	other := must(Open(ctx, Options{URL: w.url(), Secret: testSecret, Clock: w.clock.now}))(t)
	defer other.Close()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			if _, err := []*Store{w.Store, other}[i%2].SealAudit(ctx, 1+i%3); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	must(w.SealAudit(ctx, 9))(t)
	if got, want := w.rows("SELECT MAX(total) FROM seals"), w.rows("SELECT COUNT(*) FROM audit"); got != want {
		t.Errorf("%d rows are sealed of %d", got, want)
	}
	if f := w.chain(); f != (Finding{}) {
		t.Error(f)
	}
	w.many(1)
	w.pass(2 * time.Hour)
	if f := w.chain(); f.Grade != Warn || !strings.Contains(f.Text, "still waits") {
		t.Errorf("unsealed for long: %+v", f)
	}
}

// many writes so many rows of the audit, as an older version may have left them.
func (w *world) many(n int) {
	w.t.Helper()
	must(0, w.Write(ctx, SystemActor, func(tx *Tx) error {
		for range n {
			if err := tx.audit(change{act: "brand.edited", noun: tx.NewID()}); err != nil {
				return err
			}
		}
		return nil
	}))(w.t)
}

// Whatever is changed of what is sealed, the doctor names it.
func TestChainBreaks(t *testing.T) {
	t.Parallel()
	reveal := "(SELECT MIN(id) FROM audit WHERE act = 'member.revealed')"
	later := "(SELECT MAX(id) FROM audit WHERE act = 'member.revealed')"
	broken := map[string][2]string{
		"deleted":           {"DELETE FROM audit WHERE id = " + reveal, "is missing: seal 1"},
		"moved":             {"UPDATE audit SET id = id - 5000 WHERE id = " + reveal, "was added: seal 1"},
		"backdated":         {"INSERT INTO audit (id, at, door, actor_id, session_id, act, noun_id, facts) SELECT id - 1, at, door, actor_id, session_id, act, noun_id, facts FROM audit WHERE id = " + later, "member.revealed) was added: seal 3"},
		"before the first":  {"INSERT INTO audit (id, at, door, actor_id, session_id, act, noun_id, facts) VALUES (1, 1, 'staff', 1, 1, 'x.y', 1, '{}')", "row 1 of the audit (1970-01-01 00:00:01 UTC, x.y) was added"},
		"swapped":           {"UPDATE audit SET facts = '{\"locale\":\"en\"}' WHERE act = 'account.locale' AND id = (SELECT MAX(id) FROM audit WHERE act = 'account.locale')", "account.locale) was changed since seal 3"},
		"seal's time":       {"UPDATE seals SET at = at + 1 WHERE id = 2", "seal 2 ("},
		"seal's hash":       {"UPDATE seals SET hash = digests WHERE id = 2", "does not follow from seal 1"},
		"seal's end":        {"UPDATE seals SET last_id = last_id - 1 WHERE id = 2", "seal 2 ("},
		"seal's sum":        {"UPDATE seals SET total = total - 1 WHERE id = 1", "seal 1 ("},
		"seal's digests":    {"UPDATE seals SET digests = hash WHERE id = 1", "seal 1 ("},
		"seal taken":        {"DELETE FROM seals WHERE id = 2", "after seal 1 comes seal 3"},
		"first seal taken":  {"DELETE FROM seals WHERE id = 1", "after seal 0 comes seal 2"},
		"set apart, edited": {"UPDATE audit_personal SET facts = '{}' WHERE audit_id = " + reveal, "what stands apart of row"},
	}
	for column, value := range map[string]string{
		"at": "at + 1", "door": "'till'", "actor_id": "actor_id + 1", "session_id": "0", "act": "'member.x'", "noun_id": "noun_id + 1",
		"member_id": "NULL", "facts": "'{ }'", "digest": "NULL",
	} {
		broken[column] = [2]string{"UPDATE audit SET " + column + " = " + value + " WHERE id = " + reveal, "was changed since seal 1"}
	}
	for _, name := range slices.Sorted(maps.Keys(broken)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := sealedWorld(t)
			w.loose()
			w.harm(broken[name][0])
			if f := w.chain(); f.Grade != Bad || !strings.Contains(f.Text, broken[name][1]) {
				t.Errorf("%q, want %q", f.Text, broken[name][1])
			}
		})
	}
}

// What the chain does not tell by itself: that its end was cut off with what it covers, or that all of it was made anew.
// Whoever has kept a hash finds it gone.
func TestChainCut(t *testing.T) {
	t.Parallel()
	w := sealedWorld(t)
	var kept Seal
	must(0, w.Read(ctx, func(rx *Rx) error {
		r, err := rx.newestSeal()
		kept = sealOf(r)
		return err
	}))(t)
	if s, err := w.FindSeal(ctx, kept.Short()); err != nil || s != kept {
		t.Error(s, err)
	}
	if s, err := w.FindSeal(ctx, kept.Hash[:13]); err != nil || s != kept {
		t.Error(s, err)
	}
	for _, none := range []string{"", "zz", "00", kept.Short()[1:] + "0", strings.Repeat("0", 64), strings.Repeat("é", 12)} {
		if s, err := w.FindSeal(ctx, none); KindOf(err) != NotFound {
			t.Errorf("%q: %v, %v", none, s, err)
		}
	}
	w.loose()
	w.harm("DELETE FROM audit_personal WHERE audit_id > (SELECT last_id FROM seals WHERE id = 2)",
		"DELETE FROM audit WHERE id > (SELECT last_id FROM seals WHERE id = 2)", "DELETE FROM seals WHERE id = 3")
	if f := w.chain(); f != (Finding{}) {
		t.Errorf("a chain cut short: %+v", f)
	}
	if _, err := w.FindSeal(ctx, kept.Short()); KindOf(err) != NotFound {
		t.Errorf("the hash that was kept: %v", err)
	}
}

// Erasing what stands apart leaves the chain whole, and so do a copy to the other engine and a clock that was set back.
func TestChainHolds(t *testing.T) {
	t.Parallel()
	w := sealedWorld(t)
	w.exec("DELETE FROM audit_personal WHERE audit_id IN (SELECT id FROM audit WHERE act = 'member.revealed')")
	if f := w.chain(); f != (Finding{}) {
		t.Error(f)
	}
	for _, statement := range []string{"UPDATE seals SET total = 1", "DELETE FROM seals", "UPDATE audit SET at = 1", "DELETE FROM audit"} {
		if err := w.Write(ctx, SystemActor, func(tx *Tx) error { _, err := tx.db.ExecContext(background, statement); return err }); err == nil {
			t.Errorf("%s was done", statement)
		}
	}
	ids := must(Open(ctx, Options{URL: w.url(), Secret: testSecret, Clock: func() time.Time { return w.clock.now().Add(-24 * time.Hour) }}))(t)
	must(ids.SaveBrand(ctx, SystemActor, Brand{Name: Text{Hans: "昨日"}}))(t)
	must(0, ids.Close())(t)
	w.pass(time.Hour)
	must(w.SealAudit(ctx, 9))(t)
	if f := w.chain(); f != (Finding{}) {
		t.Errorf("after a clock set back: %+v", f)
	}
}

// No two rows have one digest, however their columns run into each other.
func TestRowDigest(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	zero, one := int64(0), int64(1)
	for _, r := range []sqlcdb.Audit{
		{}, {ID: 1}, {At: 1}, {ActorID: 1}, {SessionID: 1}, {NounID: 1}, {MemberID: &zero}, {MemberID: &one}, {Digest: []byte{}}, {Digest: []byte{0}},
		{Door: "a", Act: "b"}, {Door: "ab"}, {Act: "ab"}, {Act: "a", Facts: "b"}, {Facts: "ab"}, {Facts: "n"},
	} {
		text := string(appendRow(nil, &r))
		if other, twice := seen[text]; twice {
			t.Errorf("%+v reads as %s", r, other)
		}
		seen[text] = fmt.Sprintf("%+v", r)
	}
}

// The newest seals are looked at in passing, all by a deep look; a long chain is walked to its end.
func TestLongChain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range newestSeals + 2 {
		w.many(1)
		w.pass(10 * time.Minute)
		must(w.SealAudit(ctx, 1))(t)
	}
	w.loose()
	w.harm("UPDATE audit SET noun_id = 7 WHERE id = (SELECT MIN(id) FROM audit)")
	if f := w.findings(false)["audit"]; f != (Finding{}) {
		t.Errorf("in passing: %+v", f)
	}
	if f := w.chain(); f.Grade != Bad || !strings.Contains(f.Text, "since seal 1 was") {
		t.Errorf("deep: %+v", f)
	}
	w.harm("UPDATE audit SET noun_id = 7 WHERE id = (SELECT MAX(id) FROM audit)")
	if f := w.findings(false)["audit"]; f.Grade != Bad {
		t.Errorf("in passing, at its end: %+v", f)
	}
}
