package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// MerchantKinds are the kinds of partners, in the order of the form.
var MerchantKinds = []string{"golf", "hotel", "hospital", "sports", "bank", "insurer", "travel", "ferry", "restaurant", "school", "shop", "home", "other"}

// Merchant is a partner.
type Merchant struct {
	ID      int64
	Kind    string // one of MerchantKinds
	Name    Text
	Phone   string // as it is shown to members
	Ended   bool
	Outlets []Outlet
	Seen    Revision `json:"-"` // from which an edit was made
}

// Outlet is one place of a merchant.
type Outlet struct {
	ID       int64
	Merchant int64
	Name     Text
	Address  Text
	Ended    bool
	Seen     Revision `json:"-"` // from which an edit was made
}

// TillStaff is a person who redeems at an outlet.
type TillStaff struct {
	Grant   int64
	Name    string
	To      string // phone or e-mail, masked
	Outlet  int64
	Granted int64
}

// Refusals of these pages.
const (
	KindUnknown     Reason = "kind_unknown"
	MerchantUnknown Reason = "merchant_unknown"
	OutletUnknown   Reason = "outlet_unknown"
	GrantedAlready  Reason = "granted_already"
	MemberRested    Reason = "member_rested" // the phone of a member who has not been here for long; args: days
)

// Merchants answers all merchants with their outlets, the oldest first.
func (s *Store) Merchants(ctx context.Context) ([]Merchant, error) {
	var out []Merchant
	err := s.Read(ctx, func(rx *Rx) error {
		out = nil
		rows, err := rx.ListMerchants(background)
		if err != nil {
			return err
		}
		at := map[int64]int{}
		for _, r := range rows {
			at[r.ID] = len(out)
			out = append(out, merchantOf(r))
		}
		outlets, err := rx.ListOutlets(background)
		for _, o := range outlets {
			if i, ok := at[o.MerchantID]; ok { // else made since the merchants were read
				out[i].Outlets = append(out[i].Outlets, outletOf(o))
			}
		}
		return err
	})
	return out, err
}

// Merchant answers one merchant with its outlets and till staff.
func (s *Store) Merchant(ctx context.Context, id int64) (m Merchant, tills []TillStaff, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		tills = nil
		r, err := rx.GetMerchant(background, id)
		if err != nil {
			return err
		}
		m = merchantOf(r)
		outlets, err := rx.OutletsOf(background, id)
		if err != nil {
			return err
		}
		for _, o := range outlets {
			m.Outlets = append(m.Outlets, outletOf(o))
		}
		rows, err := rx.TillStaffOf(background, id)
		for _, t := range rows {
			tills = append(tills, TillStaff{Grant: t.ID, Name: t.Name, To: Destination{deref(t.Phone), deref(t.Email)}.Masked(), Outlet: t.OutletID, Granted: t.GrantedAt})
		}
		return err
	})
	return m, tills, err
}

func merchantOf(r sqlcdb.Merchant) Merchant {
	return Merchant{ID: r.ID, Kind: r.Kind, Name: Text{r.NameHans, r.NameHant, r.NameEn}, Phone: r.Phone, Ended: r.EndedAt != nil}
}

func outletOf(r sqlcdb.Outlet) Outlet {
	return Outlet{
		ID: r.ID, Merchant: r.MerchantID, Name: Text{r.NameHans, r.NameHant, r.NameEn},
		Address: Text{r.AddressHans, r.AddressHant, r.AddressEn}, Ended: r.EndedAt != nil,
	}
}

// SaveMerchant makes the merchant (ID 0) or changes it, and answers its id. Refused: TextMissing, TextTooLong,
// KindUnknown.
func (s *Store) SaveMerchant(ctx context.Context, actor Actor, m Merchant) (id int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(MerchantsEdit); err != nil {
			return err
		}
		id, err = tx.saveMerchant(m)
		return err
	})
	return id, err
}

func (tx *Tx) saveMerchant(m Merchant) (id int64, err error) {
	var f faults
	f.when(!slices.Contains(MerchantKinds, m.Kind), "kind", KindUnknown)
	if err := Together(m.Name.names("name"), f.err(), line("phone", m.Phone, mostPhoneText)); err != nil {
		return 0, err
	}
	m.Outlets = nil
	tx.AfterCommit(func() { tx.s.offers.version.Add(1) })
	if id = m.ID; id == 0 {
		id = tx.NewID()
		if err := tx.InsertMerchant(background, sqlcdb.InsertMerchantParams{ID: id, Kind: m.Kind, NameHans: m.Name.Hans, NameHant: m.Name.Hant, NameEn: m.Name.En, Phone: m.Phone}); err != nil {
			return 0, err
		}
		return id, tx.audit(change{act: "merchant.made", noun: id, facts: Facts{"name": m.Name, "kind": m.Kind}})
	}
	was, err := tx.GetMerchant(background, id)
	if err != nil {
		return 0, err
	}
	if err := fresh(tx, "merchant.edited", id, m.Seen, merchantOf(was), m); err != nil {
		return 0, err
	}
	if _, err := tx.UpdateMerchant(background, sqlcdb.UpdateMerchantParams{
		Kind: m.Kind, NameHans: m.Name.Hans, NameHant: m.Name.Hant, NameEn: m.Name.En, Phone: m.Phone, EndedAt: tx.ended(was.EndedAt, m.Ended), ID: id,
	}); err != nil {
		return 0, err
	}
	return id, tx.auditEdit("merchant.edited", id, merchantOf(was), m)
}

func (rx *Rx) merchant(id int64) (Merchant, error) {
	r, err := rx.GetMerchant(background, id)
	return merchantOf(r), err
}

// SaveOutlet makes the outlet (ID 0) of its merchant or changes it, and answers its id. Refused: TextMissing,
// TextTooLong, MerchantUnknown.
func (s *Store) SaveOutlet(ctx context.Context, actor Actor, o Outlet) (id int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(MerchantsEdit); err != nil {
			return err
		}
		id, err = tx.saveOutlet(o)
		return err
	})
	return id, err
}

func (tx *Tx) saveOutlet(o Outlet) (id int64, err error) {
	if err := Together(o.Name.names("name"), o.Address.lines("address", mostLineText)); err != nil {
		return 0, err
	}
	tx.AfterCommit(func() { tx.s.offers.version.Add(1) }) // what offers may be claimed hangs on the outlets
	if id = o.ID; id == 0 {
		if _, err := tx.GetMerchant(background, o.Merchant); isNoRows(err) {
			return 0, refuse(MerchantUnknown)
		} else if err != nil {
			return 0, err
		}
		id = tx.NewID()
		if err := tx.InsertOutlet(background, sqlcdb.InsertOutletParams{
			ID: id, MerchantID: o.Merchant, NameHans: o.Name.Hans, NameHant: o.Name.Hant, NameEn: o.Name.En,
			AddressHans: o.Address.Hans, AddressHant: o.Address.Hant, AddressEn: o.Address.En,
		}); err != nil {
			return 0, err
		}
		return id, tx.audit(change{act: "outlet.made", noun: id, facts: Facts{"merchant": o.Merchant, "name": o.Name}})
	}
	row, err := tx.GetOutlet(background, id)
	if err != nil {
		return 0, err
	}
	if row.MerchantID != o.Merchant {
		return 0, errNotFound
	}
	if err := fresh(tx, "outlet.edited", id, o.Seen, outletOfRow(row), o); err != nil {
		return 0, err
	}
	if _, err := tx.UpdateOutlet(background, sqlcdb.UpdateOutletParams{
		NameHans: o.Name.Hans, NameHant: o.Name.Hant, NameEn: o.Name.En,
		AddressHans: o.Address.Hans, AddressHant: o.Address.Hant, AddressEn: o.Address.En, EndedAt: tx.ended(row.EndedAt, o.Ended), ID: id,
	}); err != nil {
		return 0, err
	}
	return id, tx.auditEdit("outlet.edited", id, outletOfRow(row), o)
}

func (rx *Rx) outlet(id int64) (Outlet, error) {
	r, err := rx.GetOutlet(background, id)
	return outletOfRow(r), err
}

func outletOfRow(r sqlcdb.GetOutletRow) Outlet {
	return Outlet{
		ID: r.ID, Merchant: r.MerchantID, Name: Text{r.NameHans, r.NameHant, r.NameEn},
		Address: Text{r.AddressHans, r.AddressHant, r.AddressEn}, Ended: r.EndedAt != nil,
	}
}

// Outlet answers one outlet and its merchant's name.
func (s *Store) Outlet(ctx context.Context, id int64) (o Outlet, merchant Text, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		r, err := rx.GetOutlet(background, id)
		if err != nil {
			return err
		}
		merchant = Text{r.MerchantHans, r.MerchantHant, r.MerchantEn}
		o, err = rx.outlet(id)
		return err
	})
	return o, merchant, err
}

// AddTill lets the person of the destination redeem at the outlet, making an account where there is none. They sign in
// at the merchants' door by one-time code. Where nobody has used their phone for long it is named anew for the till, but not
// where it is a member's: it may be another's by now, and whose it is they tell at the members' door first. Refused:
// OutletUnknown, NameMissing, NameWrong, GrantedAlready, MemberRested.
func (s *Store) AddTill(ctx context.Context, actor Actor, outlet int64, name string, to Destination) error {
	name, err := CheckName("name", name)
	if err != nil {
		return err
	}
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(MerchantsEdit); err != nil {
			return err
		}
		if o, err := tx.GetOutlet(background, outlet); isNoRows(err) || err == nil && o.EndedAt != nil {
			return refuseField("outlet", OutletUnknown)
		} else if err != nil {
			return err
		}
		row, err := tx.ownAt("destination", to)
		account := row.ID
		if isNoRows(err) {
			account, err = tx.openAccount(to, name, Hans)
		}
		if err != nil {
			return err
		}
		if to.Phone != "" && row.ID != 0 {
			if err := tx.renewTill(row, outlet); err != nil {
				return err
			}
		}
		grant := tx.NewID()
		n, err := tx.InsertGrant(background, sqlcdb.InsertGrantParams{
			ID: grant, AccountID: account, Role: string(Till), Scope: string(ScopeOutlet), ScopeID: outlet, GrantedAt: tx.Now, GrantedBy: tx.Actor.Account,
		})
		if err != nil {
			return err
		}
		if n == 0 {
			return refuseField("destination", GrantedAlready)
		}
		return tx.audit(change{act: "till.granted", noun: grant, facts: Facts{"outlet": outlet, "account": account}, personal: Facts{"name": name, "destination": to.String()}})
	})
}

// renewTill sees to it that the phone of an account may be named for a till: see AddTill.
func (tx *Tx) renewTill(a sqlcdb.Account, outlet int64) error {
	if tx.rested(a) {
		if _, err := tx.MemberOfAccount(background, a.ID); err == nil {
			return refuseField("destination", MemberRested, tx.s.Club().Of(NumberRest))
		} else if !isNoRows(err) {
			return err
		}
	}
	if rested, err := tx.tillRested(a); err != nil || !rested {
		return err
	}
	return tx.EndTillsAt(background, sqlcdb.EndTillsAtParams{Now: &tx.Now, EndedBy: tx.Actor.Account, AccountID: a.ID, OutletID: outlet})
}

// EndTill takes a till's grant back. Sessions that stand at its outlet stand nowhere at once; a person who may redeem at
// no other outlet is signed out at the merchants' door. NotFound: no such grant of a till.
func (s *Store) EndTill(ctx context.Context, actor Actor, grant int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(MerchantsEdit); err != nil {
			return err
		}
		g, err := tx.GetGrant(background, grant)
		if err != nil {
			return err
		}
		if Role(g.Role) != Till {
			return errNotFound
		}
		if n, err := tx.EndGrant(background, sqlcdb.EndGrantParams{Now: &tx.Now, EndedBy: tx.Actor.Account, ID: grant}); err != nil {
			return err
		} else if n == 0 {
			return errNotFound
		}
		left, err := tx.CountTillsOf(background, g.AccountID)
		if err != nil {
			return err
		}
		if left > 0 {
			err = tx.LeaveOutlet(background, sqlcdb.LeaveOutletParams{AccountID: g.AccountID, OutletID: g.ScopeID})
		} else {
			err = tx.EndSessionsAt(background, sqlcdb.EndSessionsAtParams{Now: &tx.Now, AccountID: g.AccountID, Door: string(MerchantDoor)})
		}
		if err != nil {
			return err
		}
		return tx.audit(change{act: "till.ended", noun: grant, facts: Facts{"outlet": g.ScopeID, "account": g.AccountID}})
	})
}

// TillOutlet is an outlet where a person may redeem.
type TillOutlet struct {
	ID           int64
	Name         Text
	MerchantName Text
}

// tillsOf answers where the session's account may redeem now, and its grants there.
func (rx *Rx) tillsOf(session int64) (grants []Grant, tills []TillOutlet, err error) {
	rows, err := rx.TillsOfSession(background, session)
	for _, r := range rows {
		grants = append(grants, Grant{ID: r.ID, Role: Till, Scope: ScopeOutlet, ScopeID: r.ScopeID})
		tills = append(tills, TillOutlet{r.ScopeID, Text{r.NameHans, r.NameHant, r.NameEn}, Text{r.MerchantHans, r.MerchantHant, r.MerchantEn}})
	}
	return grants, tills, err
}

// ChooseOutlet sets the outlet at which the actor's session stands. NotFound: no grant there.
func (s *Store) ChooseOutlet(ctx context.Context, actor Actor, outlet int64) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		tx.Actor.Outlet = outlet
		if _, err := tx.till(tx.Actor); err != nil {
			return err
		}
		if err := tx.SetSessionOutlet(background, sqlcdb.SetSessionOutletParams{OutletID: outlet, ID: tx.Actor.Session}); err != nil {
			return err
		}
		return tx.audit(change{act: "till.opened", noun: tx.Actor.Session, facts: Facts{"outlet": outlet}}) // many: no outlet's record is to walk them
	})
}
