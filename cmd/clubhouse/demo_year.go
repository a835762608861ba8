package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/worker"
)

// How many people join in the demo's year, and how.
const (
	demoOwners  = 230 // whom the register verifies at once, the printed homeowner among them
	demoQueued  = 26  // owners who come with another phone, and wait for staff
	demoFriends = 44
	firstDay    = -358
	reviewDays  = 12 // claims of the last days still wait
)

// demoMember is a person who joins, and what they have in hand.
type demoMember struct {
	n       int
	name    string
	phone   string
	locale  db.Locale
	home    *demoHome
	wrong   bool // claims a room that the register does not know
	joins   int  // the day
	until   int  // the last day on which they come by
	visits  float64
	actor   db.Actor
	r       *rand.Rand
	tier    db.Tier
	class   db.Class
	points  int64
	earned  int64
	held    []heldVoucher
	keys    int
	claim   int64 // the claim that waits for staff
	decided bool
}

type heldVoucher struct {
	offer *madeOffer
	code  string
}

// gatherMembers chooses who will join, and when.
func (m *demoMaker) gatherMembers() error {
	order := m.r.Perm(len(m.homes) - laterHomes)
	for _, i := range order {
		h := m.homes[i]
		if len(m.members) == demoOwners+demoQueued {
			break
		}
		for n := range h.owners {
			if n > 0 && m.r.IntN(4) != 0 || h == m.hostHome || len(m.members) == demoOwners+demoQueued {
				continue
			}
			m.members = append(m.members, &demoMember{name: h.owners[n].name, phone: h.owners[n].phone, home: h})
		}
	}
	for i, p := range m.members[demoOwners:] {
		p.phone, p.wrong = m.phone(p.home.place.hongKong()), i%9 == 4
	}
	for range demoFriends {
		hk := m.r.IntN(4) == 0
		m.members = append(m.members, &demoMember{name: demoName(m.r, hk), phone: m.phone(hk)})
	}
	for i, p := range m.members {
		hk := p.phone[:4] == "+852"
		p.n, p.r, p.tier, p.class = i, demoRandomOf(i), db.Classic, db.Friend
		p.locale = db.Hans
		if hk {
			p.locale = db.Hant
		}
		if p.name[0] < 0x80 || p.r.IntN(25) == 0 {
			p.locale = db.En
		}
		p.joins = firstDay + int(float64(-firstDay-1)*p.r.Float64()*(0.35+0.65*p.r.Float64())) // many in the first months
		p.visits = 0.5 + 4*p.r.Float64()*p.r.Float64()
		if i >= demoOwners && i < demoOwners+9 {
			p.joins = -1 - p.r.IntN(reviewDays-2)
		}
	}
	host := m.members[0]
	host.home, host.name, host.phone, host.locale, host.joins, host.visits = m.hostHome, demoHost, demoOwner1, db.Hans, -300, 0
	m.host = host
	m.people = append(m.people, demoSignIn{SignIn: worker.SignIn{Door: db.MemberDoor, Name: host.name, Login: host.phone}})
	m.castAccounts()
	return nil
}

// live lets the year go by.
func (m *demoMaker) live() error {
	said := time.Now()
	for day := firstDay - 2; day <= 0; day++ {
		if err := m.deskDay(day); err != nil {
			return err
		}
		hours := []int{11 + m.r.IntN(3), 15 + m.r.IntN(3), 18 + m.r.IntN(4)}
		if day >= -1 {
			hours = []int{8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21}
		}
		for i, hour := range hours {
			t := m.at(day, hour, m.r.IntN(50))
			if t.After(m.now.Add(-20 * time.Minute)) {
				break
			}
			m.clock.set(t)
			if i == 0 {
				if err := m.joinDay(day); err != nil {
					return err
				}
				if err := m.accountDay(day); err != nil {
					return err
				}
				if err := m.script(day, t); err != nil {
					return err
				}
				if _, err := m.readLetters(); err != nil {
					return err
				}
			}
			if err := m.visit(day, 1/float64(len(hours))); err != nil {
				return err
			}
		}
		if time.Since(said) > 3*time.Second {
			said = time.Now()
			m.say("  … %s\n", m.at(day, 0, 0).Format("January 2006"))
		}
		if err := m.ctx.Err(); err != nil {
			return err
		}
	}
	return m.lastHours()
}

// deskDay is what staff do on a day before the doors open.
func (m *demoMaker) deskDay(day int) error {
	if m.at(day, 8, 0).After(m.now) {
		return nil // the story ends before the desk opens
	}
	if m.lost != nil && m.lost.ID != 0 {
		if err := m.giveUp(*m.lost); err != nil {
			return err
		}
		m.lost = &db.Job{}
	}
	m.clock.set(m.at(day, 7, 30))
	if err := m.TellEndings(m.ctx, 100); err != nil {
		return err
	}
	for i := range demoOffers {
		o := &demoOffers[i]
		made := max(o.shown-1, firstDay-2)
		if o.state == db.OfferDraft {
			made = -4
		}
		if day == made {
			if err := m.publish(o); err != nil {
				return fmt.Errorf("offer %s: %w", o.key, err)
			}
		}
		if day == o.until+1 && o.state == db.OfferEnded {
			row := m.offerRow(o, m.offers[o.key].id)
			row.State = db.OfferEnded
			if _, err := m.SaveOffer(m.ctx, m.staff["marketing"], row); err != nil {
				return err
			}
		}
	}
	switch day {
	case -240, -160, -95, -40, -15:
		if err := m.reviewTiers(); err != nil {
			return err
		}
	case -21:
		if err := m.updateHomes(); err != nil {
			return err
		}
	}
	if err := m.auditDay(day); err != nil {
		return err
	}
	if err := m.settle(day); err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	if err := m.decideClaims(day); err != nil {
		return err
	}
	if err := m.claimTalk(day); err != nil {
		return err
	}
	return m.noteDay(day)
}

// joinDay joins the members of the day: a code asked for and entered, the form, and at once the claim to the home.
func (m *demoMaker) joinDay(day int) error {
	var joining []*demoMember
	for _, p := range m.members {
		if p.joins == day {
			joining = append(joining, p)
		}
	}
	if len(joining) == 0 {
		return nil
	}
	browsers := make([]string, len(m.members))
	if err := together(joining, func(p *demoMember) (err error) {
		browsers[p.n], err = m.RequestCode(m.ctx, db.MemberDoor, "", db.Destination{Phone: p.phone}, p.locale, demoClient(2000+p.n))
		return err
	}); err != nil {
		return err
	}
	codes, err := m.readLetters()
	if err != nil {
		return err
	}
	return together(joining, func(p *demoMember) error { return m.join(p, browsers[p.n], codes[p.phone]) })
}

func (m *demoMaker) join(p *demoMember, browser, code string) error {
	if _, err := m.EnterCode(m.ctx, db.MemberDoor, browser, code, demoClient(2000+p.n)); err != nil {
		return err
	}
	j := db.Joining{Name: p.name, Adult: true, Locale: p.locale, Terms: true, Privacy: true, SMS: p.r.IntN(10) < 6, Email: p.r.IntN(10) < 2, Service: p.n%4 != 3}
	if p.home != nil {
		j.Community = m.places[p.home.place.key]
	}
	token, err := m.JoinMember(m.ctx, browser, j, demoClient(2000+p.n))
	if err != nil {
		return err
	}
	s, err := m.Session(m.ctx, db.MemberDoor, token)
	if err != nil {
		return err
	}
	p.actor = s.Actor()
	if p.home == nil {
		return nil
	}
	room := p.home.room
	if p.wrong {
		room = "9" + room
	}
	a, err := db.ParseAddress(m.places[p.home.place.key], p.home.building, p.home.stair, room)
	if err != nil {
		return err
	}
	c, err := m.ClaimHome(m.ctx, p.actor, a)
	if c.State == db.ClaimVerified {
		p.class = db.Owner
	} else {
		p.claim = c.ID
	}
	return err
}

// Why staff refuse a claim, in the member's language.
var demoRefusals = []map[db.Locale]string{
	{db.Hans: "名册上没有这个房号，请核对购房合同后再提交", db.Hant: "名冊上沒有這個單位，請核對買賣合約後再提交", db.En: "the register has no such flat; please check the contract and try again"},
	{db.Hans: "姓名和产权人不一致，请由产权人本人申请", db.Hant: "姓名與業主紀錄不符，請由業主本人申請", db.En: "the name is not the owner's; please have the owner apply"},
}

// decideClaims decides, after two days, the claims that wait. Those of the last days still do.
func (m *demoMaker) decideClaims(day int) error {
	for _, p := range m.members {
		if p.claim == 0 || p.decided || p.joins > day-2 || p.joins > -reviewDays {
			continue
		}
		p.decided = true
		approve := !p.wrong && p.n%3 != 0
		why := demoRefusals[1]
		if p.wrong {
			why = demoRefusals[0]
		}
		by := m.staff["service"]
		if p.home.place.key == "harbour" {
			by = m.staff["harbour"]
		}
		if err := m.DecideClaim(m.ctx, by, p.claim, approve, why[p.locale]); err != nil {
			return err
		}
		if approve {
			p.class = db.Owner
		}
	}
	return nil
}

// reviewTiers lifts those who have earned it.
func (m *demoMaker) reviewTiers() error {
	var risen []*demoMember
	for _, p := range m.members {
		tier := db.Classic
		for t, least := range map[db.Tier]int64{db.Silver: 3000, db.Gold: 7000, db.Jade: 10000} {
			if p.earned >= least && slices.Index(db.Tiers, t) > slices.Index(db.Tiers, tier) {
				tier = t
			}
		}
		if tier != p.tier && slices.Index(db.Tiers, tier) > slices.Index(db.Tiers, p.tier) && p != m.host {
			p.tier = tier
			risen = append(risen, p)
		}
	}
	return together(risen, func(p *demoMember) error {
		return m.SetTier(m.ctx, m.staff["service"], p.actor.Member, p.tier, "十二个月积分达标")
	})
}
