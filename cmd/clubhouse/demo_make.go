package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/worker"
)

// demoClock is the clock of a club in the making: it is set from one hour of the past to the next, and moves on by a
// little with each look, so that acts done side by side still come one after another.
type demoClock struct{ at atomic.Int64 }

const demoTick = 150 // milliseconds

func (c *demoClock) now() time.Time { return time.UnixMilli(c.at.Add(demoTick)) }

// set moves the clock to t, never back.
func (c *demoClock) set(t time.Time) {
	if t.UnixMilli() > c.at.Load() {
		c.at.Store(t.UnixMilli())
	}
}

// demoMaker makes a club by the acts that people do, in the order of their time.
type demoMaker struct {
	*db.Store
	ctx          context.Context
	clock        *demoClock
	now          time.Time // when the story ends
	lost         *db.Job   // a message that will never arrive
	today        time.Time // when that day began
	r            *rand.Rand
	phones       int
	people       []demoSignIn
	looks        []demoLook
	staff        map[string]db.Actor // by the name before the @
	places       map[string]int64
	tills        map[string]db.Actor // by outlet
	outlets      map[string]int64
	sellerIDs    map[string]int64 // by kind
	sellers      map[string]*demoMerchant
	offers       map[string]*madeOffer
	notes        map[int]int64 // by their place in demoNotes
	homes        []*demoHome
	members      []*demoMember
	host         *demoMember // the homeowner whose sign-in is printed
	cast         demoCast
	hostHome     *demoHome
	hostClaim    int64 // to a further home
	companyClaim int64 // that a company owns
	say          func(format string, args ...any)
}

type madeOffer struct {
	*demoOffer
	id int64
}

// demoSeed makes each demo tell the same story, but for its codes and its dates.
const demoSeed = 20

func demoRandom() *rand.Rand { return demoRandomOf(-1) }

// demoRandomOf answers the chances of the n-th member's own.
func demoRandomOf(n int) *rand.Rand { return rand.New(rand.NewPCG(demoSeed, uint64(n+1))) }

// makeDemo makes the demo's club in a file that does not exist yet, and answers who can sign in to it, and what is worth a look.
func makeDemo(ctx context.Context, path string, secret []byte, now time.Time, say func(string, ...any)) (_ []demoSignIn, _ []demoLook, err error) {
	zone := db.DefaultClub.Zone
	y, mo, d := now.In(zone).Date()
	m := &demoMaker{
		ctx: ctx, clock: &demoClock{}, now: now, today: time.Date(y, mo, d, 0, 0, 0, 0, zone), r: demoRandom(), say: say,
		staff: map[string]db.Actor{}, places: map[string]int64{}, tills: map[string]db.Actor{}, outlets: map[string]int64{}, sellerIDs: map[string]int64{},
		sellers: map[string]*demoMerchant{}, offers: map[string]*madeOffer{}, notes: map[int]int64{},
	}
	m.clock.set(m.at(-372, 9, 0))
	if m.Store, err = db.Open(ctx, db.Options{URL: path, Secret: secret, Clock: m.clock.now, Log: slog.New(slog.DiscardHandler)}); err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	for _, step := range []func() error{m.makeClub, m.makeStaff, m.importHomes, m.makeMerchants, m.gatherMembers, m.live, m.gatherColleagues, m.secondDevice, m.renewTill, m.tidyUp} {
		if err := step(); err != nil {
			return nil, nil, err
		}
	}
	order := []db.Door{db.MemberDoor, db.MerchantDoor, db.StaffDoor}
	slices.SortStableFunc(m.people, func(a, b demoSignIn) int { return slices.Index(order, a.Door) - slices.Index(order, b.Door) })
	return m.people, m.looks, nil
}

// at answers an instant, days from today; those before are negative.
func (m *demoMaker) at(day, hour, minute int) time.Time {
	return time.Date(m.today.Year(), m.today.Month(), m.today.Day()+day, hour, minute, 0, 0, m.today.Location())
}

// together runs the jobs side by side, so that their writes share commits.
func together[T any](list []T, do func(T) error) error {
	errs := make([]error, len(list))
	var wg sync.WaitGroup
	for i, v := range list {
		wg.Go(func() { errs[i] = do(v) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

func (m *demoMaker) makeClub() error {
	club := demoClub
	club.Zone = db.DefaultClub.Zone
	if err := m.EditClub(m.ctx, db.SystemActor, club); err != nil {
		return err
	}
	brands := map[string]int64{}
	for _, b := range demoBrands {
		id, err := m.SaveBrand(m.ctx, db.SystemActor, db.Brand{Parent: brands[b.parent], Name: b.name})
		if err != nil {
			return err
		}
		brands[b.key] = id
	}
	for _, p := range demoPlaces {
		id, err := m.SaveCommunity(m.ctx, db.SystemActor, db.Community{
			Brand: brands[p.brand], RegisterName: p.register, RegisterCity: cityOf(p.city), Name: p.name, City: p.cityName,
		})
		if err != nil {
			return err
		}
		m.places[p.key] = id
	}
	return nil
}

// cityOf answers the city as an import reads it: 深圳市 is 深圳.
func cityOf(city string) string {
	if r := []rune(city); len(r) > 2 && r[len(r)-1] == '市' {
		return string(r[:len(r)-1])
	}
	return city
}

// demoStaff are the people at the desk. A place bounds what they see to one community.
var demoStaff = []struct {
	login, name string
	role        db.Role
	place       string
}{
	{"admin", "纪云舒", db.Admin, ""},
	{"service", "温如玉", db.Service, ""},
	{"harbour", "江晚晴", db.Service, "harbour"},
	{"marketing", "顾南星", db.Marketing, ""},
	{"merchants", "陆时安", db.MerchantDesk, ""},
	{"events", "宋知夏", db.EventsDesk, ""},
	{"sales", "程一帆", db.SalesDesk, ""},
	{"finance", "严谨之", db.Finance, ""},
	{"reader", "方静观", db.Reader, ""},
}

const (
	demoDomain   = "@demo.example"
	demoPassword = "cloudrest-demo"
	demoHost     = "林晓岚"
	demoOwner1   = "+8615400000001"
	demoTill     = "+8615400000002"
	demoOutlet1  = "tideview"
)

func (m *demoMaker) makeStaff() error {
	m.people = make([]demoSignIn, len(demoStaff))
	actors := make([]db.Actor, len(demoStaff))
	order := make([]int, len(demoStaff))
	for i := range order {
		order[i] = i
	}
	err := together(order, func(i int) error {
		s := demoStaff[i]
		inv := db.Invitation{Email: s.login + demoDomain, Name: s.name, Locale: db.Hans, Role: s.role, Scope: db.ScopeAll}
		in := demoSignIn{SignIn: worker.SignIn{Door: db.StaffDoor, Role: s.role, Name: s.name, Login: inv.Email, Password: demoPassword}}
		if s.place != "" {
			inv.Scope, inv.ScopeID = db.ScopeCommunity, m.places[s.place]
			in.For = placeOf(s.place).name
		}
		token, err := m.InviteStaff(m.ctx, db.SystemActor, inv)
		if err != nil {
			return err
		}
		setup, err := m.Setup(m.ctx, token)
		if err != nil {
			return err
		}
		in.Secret = setup.Secret
		code, err := db.TOTP(setup.Secret, m.Now())
		if err != nil {
			return err
		}
		session, _, err := m.FinishSetup(m.ctx, token, demoPassword, code, demoClient(i))
		if err != nil {
			return err
		}
		opened, err := m.Session(m.ctx, db.StaffDoor, session)
		if err != nil {
			return err
		}
		actors[i], m.people[i] = opened.Actor(), in
		return nil
	})
	for i, s := range demoStaff {
		m.staff[s.login] = actors[i]
	}
	return err
}

func placeOf(key string) *demoPlace {
	for i := range demoPlaces {
		if demoPlaces[i].key == key {
			return &demoPlaces[i]
		}
	}
	panic("no place " + key)
}

// demoClient answers where the n-th person comes from, so that nobody spends another's limits.
func demoClient(n int) db.Client {
	return db.Client{Address: fmt.Sprintf("10.%d.%d.%d", 20+n/62500, n/250%250, 1+n%250), Agent: "Mozilla/5.0 (demo)"}
}

// phone answers a phone that nobody in the demo has yet.
func (m *demoMaker) phone(hongKong bool) string {
	m.phones++
	return demoPhone(hongKong, m.phones)
}

const laterHomes = 16 // homes that only the second register knows

func (m *demoMaker) importHomes() error {
	m.homes = demoHomes(m.r, m.phone)
	for _, h := range m.homes {
		if h.place.key == "harbour" && len(h.owners) == 2 {
			h.owners[0] = demoOwner{demoHost, demoOwner1}
			m.hostHome = h
			break
		}
	}
	m.homes[len(m.homes)-1].owners = []demoOwner{{demoCompany, m.homes[len(m.homes)-1].owners[0].phone}}
	return m.importRegister(m.homes[:len(m.homes)-laterHomes], true)
}

func (m *demoMaker) importRegister(homes []*demoHome, faulty bool) error {
	text := registerCSV(homes, faulty)
	file, err := db.ReadRegister(bytes.NewReader(text), int64(len(text)), nil)
	if err != nil {
		return err
	}
	hash := sha256.Sum256(text)
	name := time.UnixMilli(m.clock.at.Load()).In(m.today.Location()).Format("业主名册-2006-01.csv")
	_, err = m.ImportRegister(m.ctx, m.staff["admin"], file, name, hash[:], func(db.RegisterPlace) int64 { return 0 })
	return err
}

// updateHomes imports a newer register: homes sold since, and some that were not there before. Staff have decided a
// few of the changes; the rest wait. One home goes from a member to a friend of the club, who claims it the same day.
func (m *demoMaker) updateHomes() error {
	claimed := map[*demoHome]bool{}
	for _, p := range m.members {
		claimed[p.home] = true
	}
	sold := 0
	for _, h := range m.homes[:len(m.homes)-laterHomes] {
		if sold < 14 && !claimed[h] && m.r.IntN(90) == 0 {
			h.owners = []demoOwner{{demoName(m.r, h.place.hongKong()), m.phone(h.place.hongKong())}}
			h.contract += "-2"
			sold++
		}
	}
	home, buyer := m.sellHome()
	if err := m.importRegister(m.homes, false); err != nil {
		return err
	}
	changes, err := m.List(m.ctx, m.staff["admin"], db.ChangeList, db.ChangeList.Query(nil))
	if err != nil {
		return err
	}
	address := db.HomeAddress{Community: m.places[home.place.key], Building: home.building, Stair: home.stair, Room: home.room}
	for i, c := range changes.Lines {
		sold := c.Cells[0].(db.Thing).Name.Hans == address.Short() && c.Cells[1] == home.place.name
		if i >= 4 && !sold {
			continue
		}
		if err := m.DecideOwnerChange(m.ctx, m.staff["admin"], c.ID, i != 2 || sold); err != nil {
			return err
		}
	}
	buyer.class = db.Owner
	_, err = m.ClaimHome(m.ctx, buyer.actor, address)
	return err
}

// sellHome has a member's home change hands in the next register, to a friend of the club.
func (m *demoMaker) sellHome() (*demoHome, *demoMember) {
	joined := func(p *demoMember) bool { return p != m.host && p.joins < -60 }
	buyer := m.members[slices.IndexFunc(m.members, func(p *demoMember) bool { return joined(p) && p.home == nil })]
	seller := m.members[slices.IndexFunc(m.members, func(p *demoMember) bool {
		return joined(p) && p.class == db.Owner && p.home.place.hongKong() == (buyer.phone[:4] == "+852")
	})]
	h := seller.home
	h.owners, h.contract = []demoOwner{{buyer.name, buyer.phone}}, h.contract+"-2"
	buyer.home, seller.home, seller.class = h, nil, db.Friend
	return h, buyer
}

// readLetters takes every message that waits to be sent, and answers the one-time codes by where they went.
func (m *demoMaker) readLetters() (map[string]string, error) {
	codes := map[string]string{}
	for {
		jobs, err := m.LeaseJobs(m.ctx, 200)
		if err != nil || len(jobs) == 0 {
			return codes, err
		}
		for _, j := range jobs {
			msg, _, err := j.Message()
			if err != nil {
				return nil, err
			}
			if code := msg.Args["code"]; code != "" {
				codes[msg.To.String()] = code
			} else if m.lost == nil && m.clock.now().After(m.now.AddDate(0, 0, -29)) || m.lost != nil && m.lost.ID == j.ID {
				m.lost = &j
			}
		}
		jobs = slices.DeleteFunc(jobs, func(j db.Job) bool { return m.lost != nil && j.ID == m.lost.ID })
		if err := together(jobs, func(j db.Job) error { return m.FinishJob(m.ctx, j) }); err != nil {
			return nil, err
		}
	}
}

// giveUp has a message fail through the night until nobody tries it any more, so that the desk has one to send again.
func (m *demoMaker) giveUp(j db.Job) error {
	for {
		if err := m.FailJob(m.ctx, j, db.CauseBusy+": the gateway answered 502"); err != nil {
			return err
		}
		m.clock.set(m.clock.now().Add(min(5*time.Second<<j.Tries, time.Hour)))
		jobs, err := m.LeaseKind(m.ctx, j.Kind, 1)
		if err != nil || len(jobs) == 0 {
			return err
		}
		if jobs[0].ID != j.ID {
			return fmt.Errorf("job %d is in the way of %d", jobs[0].ID, j.ID)
		}
		j = jobs[0]
	}
}

// tidyUp drops what a year of acts has left behind, as the worker of a running club would have.
func (m *demoMaker) tidyUp() error {
	if _, err := m.readLetters(); err != nil {
		return err
	}
	return m.Sweep(m.ctx)
}
