package main

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"clubhouse/db"
)

// benchClub is what the load needs to know of the club that it drives.
type benchClub struct {
	members []string // cookies of signed-in members
	ids     []int64  // their ids, in the same order
	tills   []string // cookies of signed-in tills
	outlet  int64
	account int64 // of the first till
	offer   int64 // free, with conditions and limits that all members meet, and stock without end in sight
	scarce  int64 // with a stock of scarceStock
	codes   []string
}

const (
	scarceStock = 100
	benchTills  = 8
)

// fillBench makes a club of so many members, each signed in and every second an owner, with so many vouchers that wait
// to be redeemed. It goes through the same acts as people do.
func fillBench(ctx context.Context, path string, members, vouchers int) (*benchClub, error) {
	store, err := db.Open(ctx, db.Options{URL: path, Secret: benchSecret})
	if err != nil {
		return nil, err
	}
	defer store.Close()
	b := &benchClub{members: make([]string, members), ids: make([]int64, members)}
	if err := b.fillMerchant(ctx, store); err != nil {
		return nil, err
	}
	community, err := fillRegister(ctx, store, members)
	if err != nil {
		return nil, err
	}
	actors := make([]db.Actor, members)
	if err := parallel(members, func(i int) error {
		token, err := enter(ctx, store, db.MemberDoor, memberPhone(i), i, benchName)
		if err != nil {
			return err
		}
		s, err := store.Session(ctx, db.MemberDoor, token)
		if err != nil {
			return err
		}
		b.members[i], b.ids[i], actors[i] = "club_member="+token, s.Member.ID, s.Actor()
		if i%2 == 0 {
			_, err = store.ClaimHome(ctx, s.Actor(), db.HomeAddress{Community: community, Building: "1", Room: strconv.Itoa(i)})
		}
		return err
	}); err != nil {
		return nil, err
	}
	return b, b.claimAll(ctx, store, actors, vouchers)
}

// benchRun is in the keys of what is done in this run: a club that is measured again has those of the runs before.
var benchRun = strconv.FormatInt(time.Now().UnixNano(), 36)

// claimAll has the members claim so many vouchers, which then wait to be redeemed.
func (b *benchClub) claimAll(ctx context.Context, store *db.Store, actors []db.Actor, vouchers int) error {
	b.codes = make([]string, vouchers)
	return parallel(vouchers, func(i int) error {
		actor := actors[i%len(actors)]
		id, err := store.ClaimOffer(ctx, actor, b.offer, fmt.Sprintf("bench-wait-%s-%09d", benchRun, i))
		if err != nil {
			return err
		}
		v, err := store.Voucher(ctx, actor.Member, id)
		if err == nil {
			b.codes[i] = v.Code
		}
		return err
	})
}

// fillRegister makes a community whose register names every second member as an owner.
func fillRegister(ctx context.Context, store *db.Store, members int) (community int64, err error) {
	brand, err := store.SaveBrand(ctx, db.SystemActor, db.Brand{Name: db.Text{Hans: "云栖", Hant: "雲棲", En: "Cloudrest"}})
	if err != nil {
		return 0, err
	}
	name, city := db.Text{Hans: "半岛花园", Hant: "半島花園", En: "Peninsula Garden"}, db.Text{Hans: "深圳", Hant: "深圳", En: "Shenzhen"}
	if community, err = store.SaveCommunity(ctx, db.SystemActor, db.Community{Brand: brand, Name: name, City: city}); err != nil {
		return 0, err
	}
	text := []byte("community,city,building,stair,room,owner,phone,id4,contract,handover\n")
	for i := 0; i < members; i += 2 {
		text = fmt.Appendf(text, "%s,%s,1,,%d,%s,%s,1234,C%d,2020-01-01\n", name.Hans, city.Hans, i, benchName, memberPhone(i), i)
	}
	file, err := db.ReadRegister(bytes.NewReader(text), int64(len(text)), nil)
	if err != nil {
		return 0, err
	}
	_, err = store.ImportRegister(ctx, db.SystemActor, file, "bench.csv", []byte{0}, func(db.RegisterPlace) int64 { return brand })
	return community, err
}

const benchName = "陈美玲"

func memberPhone(i int) string { return fmt.Sprintf("138%08d", i) }

func (b *benchClub) fillMerchant(ctx context.Context, store *db.Store) error {
	merchant, err := store.SaveMerchant(ctx, db.SystemActor, db.Merchant{Kind: "restaurant", Name: db.Text{Hans: "云栖餐厅", Hant: "雲棲餐廳", En: "Cloudrest Kitchen"}})
	if err != nil {
		return err
	}
	if b.outlet, err = store.SaveOutlet(ctx, db.SystemActor, db.Outlet{Merchant: merchant, Name: db.Text{Hans: "总店", Hant: "總店", En: "Main branch"}}); err != nil {
		return err
	}
	now, plenty := store.Now(), int64(90_000_000)
	for n := range 12 {
		o := db.Offer{
			Merchant: merchant, State: db.OfferLive, Kind: db.Percent, Value: 80, Payer: "merchant", Title: db.Text{Hans: "晚市主餐八折", Hant: "晚市主餐八折", En: "20% off dinner"},
			Terms: db.Text{Hans: "每桌限用一张。", Hant: "每桌限用一張。", En: "One voucher a table."}, ShownFrom: now - 1, ClaimFrom: now - 1, ClaimTo: now + 90*86400,
			RedeemDays: 90, Weekdays: 127, HourTo: 1440, Classes: []db.Class{db.Owner, db.Friend}, PerMember: 10_000, PerMemberDay: 10_000, Stock: &plenty,
		}
		if n == 0 {
			few := int64(scarceStock)
			o.Stock = &few
		}
		id, err := store.SaveOffer(ctx, db.SystemActor, o)
		if err != nil {
			return err
		}
		if b.offer = id; n == 0 {
			b.scarce = id
		}
	}
	for i := range benchTills {
		phone := fmt.Sprintf("139%08d", i)
		to, err := db.ParseDestination(phone, "CN")
		if err != nil {
			return err
		}
		if err := store.AddTill(ctx, db.SystemActor, b.outlet, "前台", to); err != nil {
			return err
		}
		token, err := enter(ctx, store, db.MerchantDoor, phone, 1_000_000+i, "")
		if err != nil {
			return err
		}
		s, err := store.Session(ctx, db.MerchantDoor, token)
		if err != nil {
			return err
		}
		if err := store.ChooseOutlet(ctx, s.Actor(), b.outlet); err != nil {
			return err
		}
		b.tills = append(b.tills, "club_merchant="+token)
		if i == 0 {
			b.account = s.Account
		}
	}
	return nil
}

// enter goes through a door by one-time code, joining under the name where the door asks for it. Each n comes from an address of its
// own, since the club bounds what one address may ask.
func enter(ctx context.Context, store *db.Store, door db.Door, phone string, n int, name string) (string, error) {
	to, err := db.ParseDestination(phone, "CN")
	if err != nil {
		return "", err
	}
	client := db.Client{Address: fmt.Sprintf("10.%d.%d.%d", n>>16&255, n>>8&255, n&255), Agent: "bench"}
	browser, err := store.RequestCode(ctx, door, "", to, db.Hans, client)
	if err != nil {
		return "", err
	}
	code, err := codeFor(ctx, store, to)
	if err != nil {
		return "", err
	}
	e, err := store.EnterCode(ctx, door, browser, code, client)
	if err != nil || e.Next == "" {
		return e.Token, err
	}
	if e.Next == db.StepKnow { // a member of long ago, who knows their number
		number, err := numberAt(ctx, store, to)
		if err != nil {
			return "", err
		}
		return store.Recognise(ctx, browser, number, client)
	}
	return store.JoinMember(ctx, browser, db.Joining{Name: name, Adult: true, Locale: db.Hans, Terms: true, Privacy: true}, client)
}

// numberAt answers the number of the member with that phone.
func numberAt(ctx context.Context, store *db.Store, to db.Destination) (number string, err error) {
	err = store.Read(ctx, func(rx *db.Rx) error {
		a, err := rx.AccountByPhone(ctx, &to.Phone)
		if err != nil {
			return err
		}
		id, err := rx.MemberOfAccount(ctx, a.ID)
		if err != nil {
			return err
		}
		m, err := rx.GetMember(ctx, id)
		number = m.Number
		return err
	})
	return number, err
}

// codeInbox hands out codes that were taken from the jobs, whoever took them, by club and destination.
var codeInbox sync.Map

type inbox struct {
	store *db.Store
	to    string
}

// codeFor answers the code that was sent to the destination, from the jobs that would send it.
func codeFor(ctx context.Context, store *db.Store, to db.Destination) (string, error) {
	for range 10_000 {
		if code, ok := codeInbox.LoadAndDelete(inbox{store, to.String()}); ok {
			return code.(string), nil
		}
		jobs, err := store.LeaseJobs(ctx, 500)
		if err != nil {
			return "", err
		}
		for _, j := range jobs {
			m, ok, err := j.Message()
			if err != nil {
				return "", err
			}
			if ok && m.Template == "code" {
				codeInbox.Store(inbox{store, m.To.String()}, m.Args["code"])
			}
			if err := store.FinishJob(ctx, j); err != nil {
				return "", err
			}
		}
		if len(jobs) == 0 {
			time.Sleep(time.Millisecond) // somebody else has taken it, and will hand it out
		}
	}
	return "", fmt.Errorf("no code was sent to %s", to.Masked())
}

// parallel runs fn for 0 to n-1, 64 at a time, and answers the first error.
func parallel(n int, fn func(int) error) error {
	var next atomic.Int64
	var once sync.Once
	var first error
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := fn(i); err != nil {
					once.Do(func() { first = err })
					next.Store(int64(n))
					return
				}
			}
		})
	}
	wg.Wait()
	return first
}
