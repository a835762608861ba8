package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"clubhouse/db"
	"clubhouse/db/cluster"
)

// The short form of all drills. They are not run beside other tests: some are about time.
func TestDrill(t *testing.T) {
	t.Setenv("CLUB_TEST_MAIN", "1") // the processes that are tried are this binary
	status, out, errs := runWith(t, nil, "drill", "--short")
	t.Logf("\n%s", out)
	if status != 0 || !strings.Contains(out, fmt.Sprintf("All held: %d of %[1]d.", len(trials()))) {
		t.Errorf("status %d %s", status, errs)
	}
}

func TestDrillPostgres(t *testing.T) {
	t.Setenv("CLUB_TEST_MAIN", "1")
	status, out, errs := runWith(t, nil, "drill", "--short", "--postgres")
	if strings.Contains(errs, cluster.ErrNone.Error()) && os.Getenv("CI") == "" {
		t.Skipf("skipped: %s", errs)
	}
	t.Logf("\n%s", out)
	if status != 0 || !strings.Contains(out, "All held: 5 of 5.") {
		t.Errorf("status %d %s", status, errs)
	}
}

// A drill that finds a fault says so and ends with 1, and the others are tried all the same.
func TestDrillTells(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	d := &drilling{out: &out}
	good := trial{"good", true, func(*drilling, context.Context) (string, error) { return "nothing lost", nil }}
	list := []trial{
		{"lossy", true, func(d *drilling, _ context.Context) (string, error) {
			for i := range mostTold + 2 {
				d.fault("act %d is lost", i)
			}
			return "a try", nil
		}},
		{"broken", true, func(*drilling, context.Context) (string, error) { return "", errors.New("no club") }},
		{"elsewhere", true, func(*drilling, context.Context) (string, error) { return "", errUntried }},
		good,
	}
	if err := d.run(t.Context(), list); !errors.Is(err, errSaid) {
		t.Error(err)
	}
	for _, want := range []string{
		"lossy: a try.\n  FAULT: act 0 is lost.\n", "  and 2 more\n", "broken: not tried to the end.\n  FAULT: it broke off: no club.\n", "elsewhere: not tried: it needs Linux.\n",
		"good: nothing lost.\n", "2 of 4 did not hold: lossy, broken.\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	out.Reset()
	if err := d.run(t.Context(), []trial{good}); err != nil || out.String() != "good: nothing lost.\nAll held: 1 of 1.\n" {
		t.Errorf("%v %s", err, out.String())
	}
	for args, want := range map[string]string{"drill dance": "kill, scarce", "drill disk --postgres": "says nothing of PostgreSQL"} {
		if status, _, errs := runWith(t, nil, strings.Fields(args)...); status != 2 || !strings.Contains(errs, want) {
			t.Errorf("%s: %d %s", args, status, errs)
		}
	}
}

// What is lost, there twice, there unasked or by half is found.
func TestDrillFinds(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d := &drilling{dir: t.TempDir()}
	k, err := d.newClub(ctx, "club", 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	store, err := db.Open(ctx, db.Options{URL: k.url, Secret: benchSecret})
	if err != nil {
		t.Fatal(err)
	}
	_, token, _ := strings.Cut(k.members[0], "=")
	member, err := store.Session(ctx, db.MemberDoor, token)
	if err != nil {
		t.Fatal(err)
	}
	id, err := store.ClaimOffer(ctx, member.Actor(), k.priced, drillKey+"0123456789")
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	claimed := act{name: "claimed " + drillKey + "0123456789", id: fmt.Sprint(id)}
	wrong, other := act{name: claimed.name, id: "7"}, act{name: "redeemed drill-x", id: "8"}
	for what, c := range map[string]struct {
		acts   []act
		more   bool
		faults string
	}{
		"as it is": {acts: []act{claimed}}, "lost": {acts: []act{claimed, other}, faults: "redeemed drill-x was acknowledged as 8"}, "another": {acts: []act{wrong}, faults: "stands " + `"` + claimed.id},
		"unasked": {faults: "nobody was told"}, "come since": {more: true},
	} {
		d.faults = nil
		if _, err := d.compare(ctx, k.url, c.acts, c.more); err != nil {
			t.Fatal(err)
		}
		if c.faults == "" && len(d.faults) > 0 || c.faults != "" && (len(d.faults) != 1 || !strings.Contains(d.faults[0], c.faults)) {
			t.Errorf("%s: %q", what, d.faults)
		}
	}
	books, err := sql.Open("sqlite3", k.url)
	if err != nil {
		t.Fatal(err)
	}
	defer books.Close()
	for _, c := range []struct{ harm, want string }{
		{"SELECT 1", ""},
		{"DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE act = 'voucher.claimed' AND noun_id = " + claimed.id, "claims without their audit row: 1"},
		{"UPDATE vouchers SET price = 0 WHERE id = " + claimed.id, "points moved: -1"},
		{"UPDATE offers SET issued = issued + 1 WHERE issued > 0", "offers: "},
		{"UPDATE vouchers SET state = 'redeemed' WHERE id = " + claimed.id, "used vouchers without a redemption: 1"},
	} {
		if _, err := books.ExecContext(ctx, c.harm); err != nil {
			t.Fatal(err)
		}
		d.faults = nil
		if _, err := d.examine(ctx, k.url); err != nil {
			t.Fatal(err)
		}
		if all := strings.Join(d.faults, "\n"); c.want == "" && all != "" || !strings.Contains(all, c.want) {
			t.Errorf("%s: %s", c.harm, all)
		}
	}
}
