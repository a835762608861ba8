package db

import "testing"

// Who changed a thing meanwhile is who edited it, whatever else has been done with it since.
func TestChangedMeanwhileBy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	admin := w.hire("admin@club.example", Admin, ScopeAll, 0)
	o, _, err := w.Outlet(ctx, w.outlet)
	if err != nil {
		t.Fatal(err)
	}
	o.Seen = o.Revision()
	hers, his := o, o
	hers.Name.En, his.Name.En = "Hers", "His"
	must(w.SaveOutlet(ctx, admin.Actor, hers))(t)
	if err := w.ChooseOutlet(ctx, w.till, w.outlet); err != nil {
		t.Fatal(err)
	}
	_, err = w.SaveOutlet(ctx, SystemActor, his)
	if e, ok := err.(*Error); !ok || e.Reason != ChangedMeanwhile || e.Args[0] != "职员" {
		t.Errorf("%v: %+v", err, e)
	}
}
