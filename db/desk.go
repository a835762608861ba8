package db

import "context"

// CountMost is where the desk's counts stop: a count of CountMost+1 stands for any number above.
const CountMost = 10_000

// Overview is what the desk's first page tells, within the actor's reach; 0 for what the actor has no right to.
type Overview struct {
	Claims   int64 // claims to homes that wait for staff
	Changes  int64 // changes of owners that wait
	Members  int64
	Offers   int64 // shown to members now
	Issued   int64 // vouchers issued today
	Redeemed int64 // and redeemed today
}

// DeskOverview counts what the desk's first page tells. Each count walks an index and stops above CountMost.
func (s *Store) DeskOverview(ctx context.Context, actor Actor) (Overview, error) {
	var o Overview
	err := s.Read(ctx, func(rx *Rx) (err error) {
		o = Overview{}
		start := s.Club().dayStart(rx.Now)
		first := idAt(start) // ids grow with time: their index finds the day
		claims, changes, issued, redeemed := &where{}, &where{}, &where{}, &where{}
		claims.add("c.state = 'waiting' AND c.turn <> 'asked'")
		claims.reach(actor, HomesDecide, "c.community_id")
		changes.add("r.state = 'waiting'")
		issued.add("v.id >= ? AND v.claimed_at >= ?", first, start)
		redeemed.add("t.id >= ? AND t.at >= ? AND t.undone_at IS NULL AND v.id = t.voucher_id", first, start)
		holders := &narrowing{rx: rx}
		if err := holders.seen(actor, OffersRead, "v.member_id"); err != nil {
			return err
		}
		of := holders.others()
		issued, redeemed = together(*issued, *of), together(*redeemed, *of)
		for _, c := range []struct {
			right Right
			into  *int64
			from  string
			w     *where
		}{
			{HomesDecide, &o.Claims, "home_claims c", claims},
			{RegisterImport, &o.Changes, "register_changes r", changes},
			{OffersRead, &o.Issued, "vouchers v", issued},
			{OffersRead, &o.Redeemed, "redemptions t CROSS JOIN vouchers v", redeemed},
		} {
			if err == nil && actor.May(c.right) {
				*c.into, err = rx.countMost(c.from+c.w.sql(), c.w.args...)
			}
		}
		if err == nil && actor.May(MembersRead) {
			o.Members, err = rx.countMembers(actor)
		}
		return err
	})
	if err != nil || !actor.May(OffersRead) {
		return o, err
	}
	live, err := s.LiveOffers(ctx)
	o.Offers = int64(len(live))
	return o, err
}

// countMembers counts the members within the actor's reach who have not left.
func (rx *Rx) countMembers(actor Actor) (int64, error) {
	n := &narrowing{rx: rx}
	n.add("m.left_at IS NULL")
	if err := n.seen(actor, MembersRead, "m.id"); err != nil {
		return 0, err
	}
	if len(n.wide.parts) > 0 { // those who name one of the communities are mostly enough
		_, some := actor.Reach(MembersRead)
		named := &where{}
		named.in("m.community_id", some)
		named.add("m.left_at IS NULL")
		if count, err := rx.countMost("members m"+named.sql(), named.args...); err != nil || count > CountMost {
			return count, err
		}
	}
	w := n.others()
	return rx.countMost("members m"+w.sql(), w.args...)
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
