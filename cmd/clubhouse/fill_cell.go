package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"clubhouse/db"
)

// cell is a small club that lives through two years.
type cell struct {
	store   *db.Store
	now     time.Time
	r       *rand.Rand
	members []db.Actor
	phones  []string   // theirs
	offers  [2][]int64 // without a price, and with one
	byTill  map[int64][]db.Actor
	ofOffer map[int64]int64 // the merchant of an offer
	home    int64           // the community
	told    int             // the day on which members were last told of vouchers that end
	desk    db.Actor
}

const (
	cellYears     = 2
	cellMerchants = 12
	cellVouchers  = 5 // a member
	cellHomes     = 2 // of the register, a member
)

// fillCell has so many members join a new club in the course of its years, six in ten of them owners. Each has five
// vouchers in the end, of which four were redeemed with a bill, and every fifth was paid with points.
func fillCell(ctx context.Context, o db.Options, members int, p *progress) error {
	end := time.Now()
	start := end.AddDate(-cellYears, 0, 0)
	c := &cell{now: start, r: rand.New(rand.NewPCG(1, 2)), byTill: map[int64][]db.Actor{}, ofOffer: map[int64]int64{}}
	o.Clock = func() time.Time { return c.now }
	store, err := db.Open(ctx, o)
	if err != nil {
		return err
	}
	defer store.Close()
	c.store = store
	if err := c.open(ctx, members); err != nil {
		return fmt.Errorf("the club's first day: %w", err)
	}
	turns := members * cellVouchers
	for n := range turns {
		p.at("visits of the first club", int64(n), int64(turns))
		c.now = start.Add(time.Duration(n+1) * (end.Sub(start) / time.Duration(turns+2)))
		if n%cellVouchers == 0 {
			if err := c.join(ctx, n/cellVouchers); err != nil {
				return fmt.Errorf("joining: %w", err)
			}
		}
		if err := c.visit(ctx, n); err != nil {
			return fmt.Errorf("a visit: %w", err)
		}
		if today := int(c.now.Sub(start) / (24 * time.Hour)); today > c.told {
			c.told = today
			if err := c.store.TellEndings(ctx, 100); err != nil {
				return fmt.Errorf("telling of the end of vouchers: %w", err)
			}
		}
		if n%1000 == 0 {
			if err := c.tidy(ctx); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	c.now = end
	return c.tidy(ctx)
}

// tidy does what the club's clock does.
func (c *cell) tidy(ctx context.Context) error {
	for more := true; more; {
		var err error
		if more, err = c.store.ExpirePoints(ctx, 500); err != nil {
			return err
		}
	}
	return c.store.Sweep(ctx)
}

// open makes the club as it is on its first day: the register, merchants with their tills, and offers.
func (c *cell) open(ctx context.Context, members int) error {
	brand, err := c.store.SaveBrand(ctx, db.SystemActor, db.Brand{Name: db.Text{Hans: "云栖", Hant: "雲棲", En: "Cloudrest"}})
	if err != nil {
		return err
	}
	name, city := db.Text{Hans: "半岛花园", Hant: "半島花園", En: "Peninsula Garden "}, db.Text{Hans: "深圳", Hant: "深圳", En: "Shenzhen"}
	if c.home, err = c.store.SaveCommunity(ctx, db.SystemActor, db.Community{Brand: brand, Name: name, City: city}); err != nil {
		return err
	}
	text := []byte("community,city,building,stair,room,owner,phone,id4,contract,handover\n")
	for i := range members * cellHomes {
		phone := memberPhone(i)
		if i >= members || !ownsHome(i) {
			phone = fmt.Sprintf("137%08d", i)
		}
		text = fmt.Appendf(text, "%s,%s,%s,%s,%s,%s,%s,%04d,C%d,2020-01-01\n", name.Hans, city.Hans, buildingOf(i), stairOf(i), roomOf(i), fillName(i), phone, i%10_000, i)
	}
	file, err := db.ReadRegister(bytes.NewReader(text), int64(len(text)), nil)
	if err != nil {
		return err
	}
	if _, err := c.store.ImportRegister(ctx, db.SystemActor, file, "bench.csv", []byte{0}, func(db.RegisterPlace) int64 { return brand }); err != nil {
		return err
	}
	for n := range cellMerchants {
		if err := c.openMerchant(ctx, n); err != nil {
			return err
		}
	}
	return c.openDesk(ctx)
}

// openDesk makes somebody of the staff, who will note what members say.
func (c *cell) openDesk(ctx context.Context) error {
	_, session, err := enterStaff(ctx, c.store, "service@club.example", 0)
	if err != nil {
		return err
	}
	s, err := c.store.Session(ctx, db.StaffDoor, session)
	if err == nil {
		c.desk = s.Actor()
	}
	return err
}

// note has every third member call, and every ninth be called back: half of them have been.
func (c *cell) note(ctx context.Context, n int) error {
	if n%3 != 0 {
		return nil
	}
	note := db.NewNote{
		On: db.Subject{Noun: db.OnMember, ID: c.members[n].Member}, Kind: "phone", Text: "来电询问积分的兑换办法，已说明。", Key: fmt.Sprintf("bench-note-%012d", n),
	}
	if n%9 == 0 {
		note.Step, note.Due = "回电", c.now.AddDate(0, 0, 14).Format(time.DateOnly)
	}
	id, err := c.store.AddNote(ctx, c.desk, note)
	if err == nil && n%18 == 0 {
		err = c.store.FinishStep(ctx, c.desk, id)
	}
	return err
}

func ownsHome(member int) bool   { return member%5 < 3 }
func buildingOf(home int) string { return strconv.Itoa(home/120 + 1) }
func stairOf(home int) string    { return strconv.Itoa(home%2 + 1) }
func roomOf(home int) string     { return fmt.Sprintf("%d%02d", home%120/4+2, home%4+1) }

// openMerchant makes a merchant of two outlets with a till each, two offers without a price and one with.
func (c *cell) openMerchant(ctx context.Context, n int) error {
	merchant, err := c.store.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "restaurant", Name: db.Text{Hans: fmt.Sprintf("云栖餐厅%d", n), Hant: fmt.Sprintf("雲棲餐廳%d", n), En: fmt.Sprintf("Cloudrest Kitchen %d", n)}})
	if err != nil {
		return err
	}
	for branch := range 2 {
		outlet, err := c.store.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: merchant, Name: db.Text{Hans: fmt.Sprintf("%d号店", branch), Hant: fmt.Sprintf("%d號店", branch), En: fmt.Sprintf("Branch %d", branch)}})
		if err != nil {
			return err
		}
		phone := fmt.Sprintf("139%08d", n*2+branch)
		to, err := db.ParseDestination(phone, "CN")
		if err != nil {
			return err
		}
		if err := c.store.AddTill(ctx, db.SystemActor, outlet, "前台", to); err != nil {
			return err
		}
		actor, err := c.enter(ctx, db.MerchantDoor, phone, 1_000_000+n*2+branch, "")
		if err != nil {
			return err
		}
		actor.Outlet = outlet
		c.byTill[merchant] = append(c.byTill[merchant], actor)
	}
	for k := range 3 {
		o := db.Offer{
			Merchant: merchant, State: db.OfferLive, Kind: db.Percent, Value: 80, Payer: "merchant", Title: db.Text{Hans: "晚市主餐八折", Hant: "晚市主餐八折", En: "20% off dinner"},
			Terms: db.Text{Hans: "每桌限用一张。", Hant: "每桌限用一張。", En: "One voucher a table."}, ShownFrom: c.now.Unix() - 1, ClaimFrom: c.now.Unix() - 1, ClaimTo: c.now.AddDate(cellYears+1, 0, 0).Unix(),
			RedeemDays: 90, Weekdays: 127, HourTo: 1440, Classes: []db.Class{db.Owner, db.Friend}, PerMember: 10_000, PerMemberDay: 10_000,
		}
		if k == 2 {
			o.Price = 50
		}
		id, err := c.store.SaveOffer(ctx, db.SystemActor, o)
		if err != nil {
			return err
		}
		c.offers[k/2], c.ofOffer[id] = append(c.offers[k/2], id), merchant
	}
	return nil
}

// enter goes through a door and answers who acts there.
func (c *cell) enter(ctx context.Context, door db.Door, phone string, n int, name string) (db.Actor, error) {
	token, err := enter(ctx, c.store, door, phone, n, name)
	if err != nil {
		return db.Actor{}, err
	}
	s, err := c.store.Session(ctx, door, token)
	if err != nil {
		return db.Actor{}, err
	}
	return s.Actor(), nil
}

func (c *cell) join(ctx context.Context, n int) error {
	actor, err := c.enter(ctx, db.MemberDoor, memberPhone(n), n, fillName(n))
	if err != nil {
		return err
	}
	c.members = append(c.members, actor)
	if err := c.note(ctx, n); err != nil {
		return err
	}
	if err := c.losePhone(ctx, n); err != nil {
		return err
	}
	if !ownsHome(n) {
		return nil
	}
	claim, err := c.store.ClaimHome(ctx, actor, db.HomeAddress{Community: c.home, Building: buildingOf(n), Stair: stairOf(n), Room: roomOf(n)})
	if err == nil && claim.State != db.ClaimVerified {
		err = fmt.Errorf("the home of member %d was not verified", n)
	}
	if err != nil {
		return err
	}
	return c.share(ctx, n, claim.ID)
}

// share has every tenth member, who is an owner, take the one before, who is not, into their household.
func (c *cell) share(ctx context.Context, n int, claim int64) error {
	if n%10 != 0 || n == 0 {
		return nil
	}
	household, err := c.store.BeginHousehold(ctx, c.members[n], claim)
	if err != nil {
		return err
	}
	token, err := c.store.InviteToHousehold(ctx, c.members[n], household, c.phones[n-1], "CN", db.Hans)
	if err != nil {
		return err
	}
	_, err = c.store.AcceptInvite(ctx, c.members[n-1], token)
	return err
}

// losePhone has staff put another phone in the place of every fiftieth member's.
func (c *cell) losePhone(ctx context.Context, n int) error {
	c.phones = append(c.phones, memberPhone(n))
	if n%50 != 48 { // who neither owns a home nor is invited to one: nobody has read a code at that phone
		return nil
	}
	c.phones[n] = fmt.Sprintf("136%08d", n)
	to, err := db.ParseDestination(c.phones[n], "CN")
	if err != nil {
		return err
	}
	return c.store.ReplaceContact(ctx, c.desk, c.members[n].Member, to, "id_card", "手机遗失")
}

// visit has somebody claim an offer, and mostly use it an hour later.
func (c *cell) visit(ctx context.Context, n int) error {
	member := c.members[c.r.IntN(len(c.members))]
	key := fmt.Sprintf("bench-fill-%012d", n)
	offers := c.offers[0]
	if n%cellVouchers == 4 {
		offers = c.offers[1]
	}
	offer := offers[c.r.IntN(len(offers))]
	id, err := c.store.ClaimOffer(ctx, member, offer, key)
	if db.ReasonOf(err) == db.PointsShort {
		offer = c.offers[0][c.r.IntN(len(c.offers[0]))]
		id, err = c.store.ClaimOffer(ctx, member, offer, key)
	}
	if err != nil || n%cellVouchers == 1 {
		return err
	}
	v, err := c.store.Voucher(ctx, member.Member, id)
	if err != nil {
		return err
	}
	c.now = c.now.Add(time.Hour)
	tills, bill := c.byTill[c.ofOffer[offer]], int64(2000+c.r.IntN(80_000))
	_, err = c.store.RedeemVoucher(ctx, tills[c.r.IntN(len(tills))], v.Code, &bill, key)
	return err
}
