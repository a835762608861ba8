package db

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// A member gets all that is held on them, and nothing of others.
func TestExportMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m, other := w.join("陈美玲", "13800138000"), w.join("李小芸", "13700000001")
	must(w.ClaimHome(ctx, m, w.address("3", "1", "1802")))(t)
	must(w.ClaimHome(ctx, other, w.address("8", "2", "1203")))(t)
	v := w.issue(m, w.offer(nil), 1)
	theirs := w.issue(other, w.offer(nil), 2)
	bill := int64(8800)
	must(w.RedeemVoucher(ctx, w.till, v.Code, &bill, key(7)))(t)
	if err := w.SetMarketing(ctx, m, true, false, Hans); err != nil {
		t.Fatal(err)
	}
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	w.noteOn(admin.Actor, Subject{OnMember, m.Member}, 1)
	tables := must(w.ExportMember(ctx, m))(t)
	text := ""
	held := map[string]int{}
	for _, e := range tables {
		held[e.Table] = len(e.Rows)
		for _, row := range e.Rows {
			if len(row) != len(e.Columns) {
				t.Fatalf("%s: %d values in %d columns", e.Table, len(row), len(e.Columns))
			}
			b, err := json.Marshal(row)
			if err != nil {
				t.Fatal(err)
			}
			text += e.Table + " " + string(b) + "\n"
		}
	}
	for _, want := range []string{"陈美玲", "+8613800138000", v.Code, "1802", "member.joined", "home.verified", "云栖餐厅总店", "8800", "sms"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the export", want)
		}
	}
	for _, not := range []string{"李小芸", "13700000001", theirs.Code, "1203", "argon2id", "token_hash"} {
		if strings.Contains(text, not) {
			t.Errorf("%q is in the export", not)
		}
	}
	for _, p := range personalTables {
		if p.Export == ruleGiven && p.Table != "audit_personal" {
			if _, ok := held[p.Table]; !ok {
				t.Errorf("%s is declared as given and is not in the export", p.Table)
			}
		}
	}
	for _, table := range []string{"accounts", "members", "consents", "sessions", "home_claims", "vouchers", "point_entries", "point_lots", "notes", "audit"} {
		if held[table] == 0 {
			t.Errorf("nothing of %s", table)
		}
	}
	w.pass(time.Hour)
	_, err := w.ExportMember(ctx, m)
	wantReason(t, "without a fresh proof", err, ProofStale)
}
