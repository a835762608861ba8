package main

import (
	"fmt"
	"slices"
	"time"

	"clubhouse/db"
)

// demoStory is what the printed homeowner did in the year: on a day an offer was claimed, and, where used is not 0,
// used on that day with a bill in yuan.
var demoStory = []struct {
	claimed int
	offer   string
	used    int
	bill    int64
}{
	{-298, "coach", -291, noBill},
	{-281, "thirty", -281, 212},
	{-262, "lunch", -258, 236},
	{-231, "table", -226, 1288},
	{-205, "aircon", -198, 264},
	{-172, "greens", -166, 1680},
	{-130, "island", -118, 2960},
	{-125, "summer", 0, 0}, // never used: it ended
	{-110, "check", -102, 1360},
	{-84, "teeth", -79, 320},
	{-73, "tea", -55, noBill},
	{-47, "stay", -45, 2180},
	{-40, "coffee", 0, 0}, // ended as well
	{-12, "table", 0, 0},
	{-12, "lunch", 0, 0}, // ends the day after tomorrow, as the inbox says
	{-9, "bag", 0, 0},
	{-6, "swim", 0, 0},
	{-3, "thirty", -3, 186},
	{-1, "lunch", 0, 0},
}

// script plays the homeowner's part of a day.
func (m *demoMaker) script(day int, now time.Time) error {
	p := m.host
	if day == -95 {
		p.tier = db.Gold
		if err := m.SetTier(m.ctx, m.staff["service"], p.actor.Member, db.Gold, "十二个月积分达标"); err != nil {
			return err
		}
	}
	if day == -1 {
		if err := m.signInStaff(); err != nil {
			return err
		}
	}
	if day == -1 {
		if err := m.comeBack([]*demoMember{p}); err != nil {
			return err
		}
	}
	if err := m.otherHomes(day); err != nil {
		return err
	}
	for _, s := range demoStory {
		o := m.offers[s.offer]
		if day == s.claimed {
			held := len(p.held)
			if err := m.take(p, o); err != nil {
				return err
			}
			if len(p.held) == held {
				return fmt.Errorf("the homeowner could not claim %s", s.offer)
			}
		}
		if s.used == 0 || day < s.used || day != o.openDay(m.at(s.used, 0, 0), s.used) {
			continue
		}
		if i := slices.IndexFunc(p.held, func(v heldVoucher) bool { return v.offer == o }); i >= 0 {
			if err := m.use(p, p.held[i], now, s.bill); err != nil {
				return err
			}
		}
	}
	return nil
}

// otherHomes has the homeowner claim two further homes, of which one is refused, and read the inbox now and then.
func (m *demoMaker) otherHomes(day int) error {
	p, by := m.host, m.staff["harbour"]
	claim := func(room string) error {
		c, err := m.ClaimHome(m.ctx, p.actor, db.HomeAddress{Community: m.places[m.hostHome.place.key], Building: m.hostHome.building, Stair: m.hostHome.stair, Room: room})
		m.hostClaim = c.ID
		return err
	}
	switch day {
	case -9:
		return m.readNotices(p)
	case -8:
		return claim("9" + m.hostHome.room)
	case -6:
		return m.DecideClaim(m.ctx, by, m.hostClaim, false, demoRefusals[0][p.locale])
	case -5:
		return claim(m.freeRoom())
	case -3:
		return m.DecideClaim(m.ctx, by, m.hostClaim, true, "")
	}
	return nil
}

// readNotices has the member read all but what tells of a tier.
func (m *demoMaker) readNotices(p *demoMember) error {
	list, _, err := m.Notices(m.ctx, p.actor.Member, 0)
	for _, n := range list {
		if _, tier := n.Telling.(db.TierSet); tier || err != nil {
			continue
		}
		_, err = m.ReadNotice(m.ctx, p.actor, n.ID)
	}
	return err
}

// freeRoom is a home beside the homeowner's that nobody has claimed.
func (m *demoMaker) freeRoom() string {
	taken := map[*demoHome]bool{m.hostHome: true}
	for _, p := range m.members {
		taken[p.home] = true
	}
	for _, h := range m.homes[:len(m.homes)-laterHomes] {
		if h.place == m.hostHome.place && h.building == m.hostHome.building && h.stair == m.hostHome.stair && !taken[h] {
			return h.room
		}
	}
	return m.hostHome.room
}

// openDay answers the day itself or the next one on which the offer's vouchers are taken.
func (o *madeOffer) openDay(t time.Time, day int) int {
	for o.weekdays != 0 && o.weekdays&(1<<t.Weekday()) == 0 {
		t, day = t.AddDate(0, 0, 1), day+1
	}
	return day
}

// lastHours sells out what is to be sold out, and brings guests to the printed till today.
func (m *demoMaker) lastHours() error {
	guests := []*demoMember{}
	for _, p := range m.members {
		if !p.comes(0) || p == m.host {
			continue
		}
		if p.points >= m.offers["tea"].price {
			if err := m.take(p, m.offers["tea"]); err != nil {
				return err
			}
		}
		if len(guests) < 7 && p.class == db.Owner && p.n%5 == 2 {
			guests = append(guests, p)
		}
	}
	today := min(m.now.Sub(m.today), 5*time.Hour)
	for i, p := range guests {
		if err := m.take(p, m.offers["table"]); err != nil {
			return err
		}
		if n := len(p.held); n == 0 || p.held[n-1].offer != m.offers["table"] {
			continue
		}
		m.clock.set(m.now.Add(-today * time.Duration(len(guests)-i) / time.Duration(len(guests)+1)))
		bill := int64(520+p.r.IntN(900)) * 100
		if _, err := m.RedeemVoucher(m.ctx, m.tills[demoOutlet1], p.held[len(p.held)-1].code, &bill, p.key()); err != nil {
			return err
		}
	}
	return nil
}
