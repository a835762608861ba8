package db

import (
	"strings"
	"testing"
)

// The doctor finds a household that nobody leads who is in it, and one of nobody, and what it says mends both.
func TestDoctorHouseholds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lead, _, id := w.house()
	m := w.join("张三", "13700000001")
	must(w.AcceptInvite(ctx, m, w.invite(lead, id)))(t)
	if sick := w.findings(true); len(sick) > 0 {
		t.Fatalf("healthy: %v", sick)
	}
	finds := func(deep bool, says string) {
		t.Helper()
		if f := w.findings(deep)["households"]; f.Grade != Bad || !strings.Contains(f.Text, says) || !strings.HasSuffix(f.Do, householdsAnew) {
			t.Errorf("it says %+v", f)
		}
	}
	mend := func() {
		t.Helper()
		w.harm(strings.Split(strings.TrimSuffix(householdsAnew, ";"), "; ")...)
		if sick := w.findings(true); len(sick) > 0 {
			t.Errorf("still %v", sick)
		}
	}
	const leaves = "UPDATE household_members SET left_at = joined_at"
	w.harm(leaves + " WHERE member_id = (SELECT primary_id FROM households)")
	finds(false, "0 stand with nobody in them and 1 are led")
	mend()
	if h := must(w.Household(ctx, m.Member, id))(t); h.Primary != m.Member {
		t.Errorf("led by %d", h.Primary)
	}
	w.harm(leaves)
	finds(true, "1 stand with nobody in them and 0 are led")
	mend()
}

// The doctor finds a company's home for which more persons are verified than may be.
func TestDoctorCompanies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	for i, phone := range []string{"13700000001", "13700000002", "13700000003"} {
		c := must(w.ClaimHome(ctx, w.join("张"+string('一'+rune(i)), phone), w.address("5", "", "901")))(t)
		must(0, w.DecideClaim(ctx, admin.Actor, c.ID, true, ""))(t)
	}
	w.sent()
	if f, sick := w.findings(true)["companies"]; sick {
		t.Errorf("people own it: %+v", f)
	}
	must(0, w.SetCompany(ctx, admin.Actor, w.rows("SELECT id FROM homes WHERE room = '901'"), CompanyYes))(t)
	for _, deep := range []bool{false, true} {
		if f := w.findings(deep)["companies"]; f.Grade != Warn || !strings.Contains(f.Text, "1 homes that a company owns have more than 2") {
			t.Errorf("deep %v: %+v", deep, f)
		}
	}
}
