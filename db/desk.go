package db

import "context"

// CountMost is where the desk's counts stop: a count of CountMost+1 stands for any number above.
const CountMost = 10_000

// Overview is what the desk's first page tells, within the actor's reach; 0 for what the actor has no right to.
type Overview struct {
	Claims   int64 // claims to homes that wait
	Changes  int64 // changes of owners that wait
	Members  int64
	Offers   int64 // shown to members now
	Issued   int64 // vouchers issued today
	Redeemed int64 // and redeemed today
}

// DeskOverview counts what the desk's first page tells. Each count walks an index and stops above CountMost.
func (s *Store) DeskOverview(ctx context.Context, actor Actor) (Overview, error) {
	var o Overview
	claims, members, today := &where{}, &where{}, &where{}
	claims.add("c.state = 'waiting'")
	claims.reach(actor, HomesDecide, "c.community_id")
	members.add("m.left_at IS NULL")
	members.seen(actor, MembersRead)
	of := &where{} // members within reach
	of.seen(actor, OffersRead)
	within := func(w *where, column string) *where {
		if len(of.parts) == 0 {
			return w
		}
		return w.and(column+" IN (SELECT v.id FROM vouchers v JOIN members m ON m.id = v.member_id"+of.sql()+")", of.args...)
	}
	err := s.Read(ctx, func(rx *Rx) (err error) {
		start := s.Club().dayStart(rx.Now)
		today.add("t.id >= ?", idAt(start)) // ids grow with time: the index of ids finds the day
		for _, c := range []struct {
			right Right
			into  *int64
			from  string
			w     *where
		}{
			{HomesDecide, &o.Claims, "home_claims c", claims},
			{RegisterImport, &o.Changes, "register_changes r", &where{parts: []string{"r.state = 'waiting'"}}},
			{MembersRead, &o.Members, "members m", members},
			{OffersRead, &o.Issued, "vouchers t", within(today.and("t.claimed_at >= ?", start), "t.id")},
			{OffersRead, &o.Redeemed, "redemptions t", within(today.and("t.at >= ? AND t.undone_at IS NULL", start), "t.voucher_id")},
		} {
			if !actor.May(c.right) {
				continue
			}
			if *c.into, err = rx.countMost(c.from+c.w.sql(), c.w.args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || !actor.May(OffersRead) {
		return o, err
	}
	live, err := s.LiveOffers(ctx)
	o.Offers = int64(len(live))
	return o, err
}

// countMost counts the rows of a FROM and WHERE, at most CountMost+1 of them.
func (rx *Rx) countMost(from string, args ...any) (int64, error) {
	return rx.countTo(CountMost+1, from, args...)
}

// countTo counts the rows of a FROM and WHERE, at most so many.
func (rx *Rx) countTo(most int64, from string, args ...any) (int64, error) {
	n, err := rx.ids("SELECT COUNT(*) FROM (SELECT 1 AS one FROM "+from+" LIMIT ?) AS few", append(args[:len(args):len(args)], most)...)
	if err != nil {
		return 0, err
	}
	return n[0], nil
}
