package main

import (
	"sync"

	"clubhouse/db"
	"clubhouse/handlers/worker"
)

func (m *demoMaker) makeMerchants() error {
	desk := m.staff["merchants"]
	var stands []demoOutlet
	for i := range demoMerchants {
		d := &demoMerchants[i]
		merchant, err := m.SaveMerchant(m.ctx, desk, db.Merchant{Kind: d.kind, Name: d.name, Phone: d.phone})
		if err != nil {
			return err
		}
		m.sellerIDs[d.kind] = merchant
		for _, o := range d.outlets {
			id, err := m.SaveOutlet(m.ctx, desk, db.Outlet{Merchant: merchant, Name: o.name, Address: o.address})
			if err != nil {
				return err
			}
			m.outlets[o.key], m.sellers[o.key] = id, d
			stands = append(stands, o)
		}
	}
	return m.openTills(stands)
}

// openTills has somebody stand at the till of each outlet.
func (m *demoMaker) openTills(stands []demoOutlet) error {
	phones := map[string]db.Destination{}
	for _, o := range stands {
		phones[o.key] = db.Destination{Phone: m.phone(false)}
	}
	phones[demoOutlet1] = db.Destination{Phone: demoTill}
	browsers := map[string]string{}
	var mu sync.Mutex
	if err := together(stands, func(o demoOutlet) error {
		if err := m.AddTill(m.ctx, m.staff["merchants"], m.outlets[o.key], o.till, phones[o.key]); err != nil {
			return err
		}
		browser, err := m.RequestCode(m.ctx, db.MerchantDoor, "", phones[o.key], db.Hans, demoClient(1000+int(m.outlets[o.key]%997)))
		mu.Lock()
		defer mu.Unlock()
		browsers[o.key] = browser
		return err
	}); err != nil {
		return err
	}
	codes, err := m.readLetters()
	if err != nil {
		return err
	}
	err = together(stands, func(o demoOutlet) error {
		e, err := m.EnterCode(m.ctx, db.MerchantDoor, browsers[o.key], codes[phones[o.key].Phone], db.Client{})
		if err != nil {
			return err
		}
		s, err := m.Session(m.ctx, db.MerchantDoor, e.Token)
		if err != nil {
			return err
		}
		if err := m.ChooseOutlet(m.ctx, s.Actor(), m.outlets[o.key]); err != nil {
			return err
		}
		if s, err = m.Session(m.ctx, db.MerchantDoor, e.Token); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		m.tills[o.key] = s.Actor()
		return nil
	})
	for _, o := range stands {
		if o.key == demoOutlet1 {
			m.people = append(m.people, demoSignIn{SignIn: worker.SignIn{Door: db.MerchantDoor, Role: db.Till, Name: o.till, Login: demoTill, For: m.sellers[o.key].name}})
		}
	}
	return err
}

// renewTill names the phone of the demo's till anew: of one that nobody has used for months a till asks that.
func (m *demoMaker) renewTill() error {
	return m.AddTill(m.ctx, m.staff["merchants"], m.outlets[demoOutlet1], "前台", db.Destination{Phone: demoTill})
}

// publish makes the offer as staff do, a day before members see it.
func (m *demoMaker) publish(o *demoOffer) error {
	id, err := m.SaveOffer(m.ctx, m.staff["marketing"], m.offerRow(o, 0))
	m.offers[o.key] = &madeOffer{o, id}
	return err
}

func (m *demoMaker) offerRow(o *demoOffer, id int64) db.Offer {
	row := db.Offer{
		ID: id, Merchant: m.sellerIDs[o.merchant], State: db.OfferLive, Kind: o.kind, Value: o.value, Title: o.title, Terms: o.terms, Payer: o.payer, ClubShare: o.share,
		ShownFrom: m.at(o.shown, 0, 0).Unix(), ClaimFrom: m.at(o.opens(), 0, 0).Unix(), ClaimTo: m.at(o.until+1, 0, 0).Unix(), RedeemDays: int64(o.redeem),
		Weekdays: 127, HourTo: 1440, Classes: o.classes, Tiers: o.tiers, JoinedDays: o.joined, Price: o.price, PerMember: o.each, PerMemberDay: o.daily, PerHome: o.home,
	}
	if o.state == db.OfferDraft {
		row.State = db.OfferDraft
	}
	if o.kind == db.Amount || o.kind == db.Fixed {
		row.Value *= 100
	}
	if o.weekdays != 0 {
		row.Weekdays = o.weekdays
	}
	if o.to != 0 {
		row.HourFrom, row.HourTo = o.from*60, o.to*60
	}
	if o.stock != 0 {
		row.Stock = &o.stock
	}
	for _, key := range o.places {
		row.Communities = append(row.Communities, m.places[key])
	}
	for _, key := range o.outlets {
		row.Outlets = append(row.Outlets, m.outlets[key])
	}
	return row
}

func (o *demoOffer) opens() int {
	if o.claim != 0 {
		return o.claim
	}
	return o.shown
}
