package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// Refusals of the offer's page.
const (
	ValueWrong   Reason = "value_wrong"   // args: least and most
	WindowWrong  Reason = "window_wrong"  // it ends before it begins
	RedeemWrong  Reason = "redeem_wrong"  // neither a day nor a number of days
	HoursWrong   Reason = "hours_wrong"   //
	StockWrong   Reason = "stock_wrong"   // below what has been issued; args: issued
	PayerUnknown Reason = "payer_unknown" //
	StateUnknown Reason = "state_unknown" //
)

// Check answers the faults of what staff typed, as far as they can be told without the books.
func (o *Offer) Check() error {
	var f faults
	least, most := int64(0), int64(0)
	switch o.Kind {
	case Percent:
		least, most = 1, 99
	case Amount, Fixed:
		least, most = 1, maxMoney
	}
	known := slices.Contains(OfferKinds, o.Kind)
	f.when(!known, "kind", KindUnknown)
	f.when(known && (o.Value < least || o.Value > most), "value", ValueWrong, least, most)
	f.when(!slices.Contains([]string{"merchant", "club", "split"}, o.Payer), "payer", PayerUnknown)
	f.when(o.ClubShare < 0 || o.ClubShare > 100, "club_share", NumberOutOfBand, 0, 100)
	f.when(o.ClaimTo <= o.ClaimFrom || o.ShownFrom > o.ClaimFrom, "claim_to", WindowWrong)
	f.when(o.RedeemDays < 0 || o.RedeemDays > 3660, "redeem_days", NumberOutOfBand, 0, 3660)
	f.when(o.RedeemTo == 0 && o.RedeemDays == 0 || o.RedeemTo != 0 && o.RedeemTo < o.ClaimTo && o.RedeemDays == 0, "redeem_to", RedeemWrong)
	f.when(o.Weekdays < 1 || o.Weekdays > 127 || o.HourFrom < 0 || o.HourTo > 1440 || o.HourTo <= o.HourFrom, "hour_to", HoursWrong)
	f.when(o.JoinedDays < 0 || o.JoinedDays > 10_000, "joined_days", NumberOutOfBand, 0, 10_000)
	f.when(o.Price < 0 || o.Price > 10_000_000, "price", NumberOutOfBand, 0, 10_000_000)
	f.when(o.Stock != nil && (*o.Stock < 0 || *o.Stock > 100_000_000), "stock", NumberOutOfBand, 0, 100_000_000)
	f.when(o.PerMember < 0 || o.PerMember > 10_000, "per_member", NumberOutOfBand, 0, 10_000)
	f.when(o.PerMemberDay < 0 || o.PerMemberDay > 10_000, "per_member_day", NumberOutOfBand, 0, 10_000)
	f.when(o.PerHome < 0 || o.PerHome > 10_000, "per_home", NumberOutOfBand, 0, 10_000)
	f.when(!slices.Contains(OfferStates, o.State), "state", StateUnknown)
	return Together(o.Title.names("title"), f.err(), o.Terms.fits("terms", mostTermsText))
}

// versionRow answers what a version of the offer fixes for the vouchers issued under it.
func (o *Offer) versionRow(now int64) sqlcdb.InsertOfferVersionParams {
	return sqlcdb.InsertOfferVersionParams{
		OfferID: o.ID, Version: o.Version, Kind: string(o.Kind), Value: o.Value, Payer: o.Payer, ClubShare: o.ClubShare,
		Weekdays: o.Weekdays, HourFrom: o.HourFrom, HourTo: o.HourTo, Outlets: joinIDs(o.Outlets),
		TitleHans: o.Title.Hans, TitleHant: o.Title.Hant, TitleEn: o.Title.En, TermsHans: o.Terms.Hans, TermsHant: o.Terms.Hant, TermsEn: o.Terms.En, MadeAt: now,
	}
}

// SaveOffer makes the offer (ID 0) or changes it, and answers its id. A change to the value or the terms of an offer
// that is or was live makes a new version; vouchers that members hold keep theirs. Refused: TextMissing, TextTooLong,
// KindUnknown, MerchantUnknown, OutletUnknown, CommunityUnknown and the refusals above.
func (s *Store) SaveOffer(ctx context.Context, actor Actor, o Offer) (id int64, err error) {
	err = s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(OffersEdit); err != nil {
			return err
		}
		id, err = tx.saveOffer(o)
		return err
	})
	return id, err
}

func (tx *Tx) saveOffer(o Offer) (id int64, err error) {
	if err := o.Check(); err != nil {
		return 0, err
	}
	if m, err := tx.GetMerchant(background, o.Merchant); isNoRows(err) || err == nil && m.EndedAt != nil && o.ID == 0 {
		return 0, refuseField("merchant", MerchantUnknown)
	} else if err != nil {
		return 0, err
	}
	if err := tx.offerPlaces(o); err != nil {
		return 0, err
	}
	tx.AfterCommit(func() { tx.s.offers.version.Add(1) })
	if o.ID == 0 {
		return tx.makeOffer(o)
	}
	return o.ID, tx.changeOffer(o)
}

func (rx *Rx) offer(id int64) (Offer, error) {
	r, err := rx.GetOffer(background, id)
	return *offerOf(r), err
}

// offerPlaces refuses outlets that are not the merchant's, and communities that there are not.
func (tx *Tx) offerPlaces(o Offer) error {
	for _, id := range o.Outlets {
		if place, err := tx.outlet(id); isNoRows(err) || err == nil && place.Merchant != o.Merchant {
			return refuseField("outlets", OutletUnknown)
		} else if err != nil {
			return err
		}
	}
	for _, id := range o.Communities {
		if _, err := tx.GetCommunity(background, id); isNoRows(err) {
			return refuseField("communities", CommunityUnknown)
		} else if err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) makeOffer(o Offer) (int64, error) {
	o.ID, o.Version = tx.NewID(), 1
	if err := tx.InsertOffer(background, sqlcdb.InsertOfferParams{
		ID: o.ID, MerchantID: o.Merchant, State: string(o.State), ShownFrom: o.ShownFrom, ClaimFrom: o.ClaimFrom, ClaimTo: o.ClaimTo,
		RedeemTo: o.RedeemTo, RedeemDays: o.RedeemDays,
		Classes: joinList(o.Classes), Tiers: joinList(o.Tiers), Communities: joinIDs(o.Communities),
		JoinedDays: o.JoinedDays, Price: o.Price, Stock: o.Stock, PerMember: o.PerMember, PerMemberDay: o.PerMemberDay, PerHome: o.PerHome, CreatedAt: tx.Now,
	}); err != nil {
		return 0, err
	}
	if err := tx.InsertOfferVersion(background, o.versionRow(tx.Now)); err != nil {
		return 0, err
	}
	return o.ID, tx.audit(change{act: "offer.made", noun: o.ID, facts: Facts{"title": o.Title, "merchant": o.Merchant, "state": o.State}})
}

func (tx *Tx) changeOffer(o Offer) error {
	row, err := tx.GetOffer(background, o.ID)
	if err != nil {
		return err
	}
	was := offerOf(row)
	if err := fresh(tx, "offer.edited", o.ID, o.Seen, *was, o); err != nil {
		return err
	}
	if o.Merchant != was.Merchant {
		return refuseField("merchant", MerchantUnknown)
	}
	if o.Stock != nil && *o.Stock < was.Issued {
		return refuseField("stock", StockWrong, was.Issued)
	}
	o.Version, o.Issued, o.CreatedAt, o.MerchantName, o.MerchantKind = was.Version, was.Issued, was.CreatedAt, was.MerchantName, was.MerchantKind
	if o.versionRow(0) != was.versionRow(0) {
		o.Version++
		if err := tx.InsertOfferVersion(background, o.versionRow(tx.Now)); err != nil {
			return err
		}
	}
	if _, err := tx.UpdateOffer(background, sqlcdb.UpdateOfferParams{
		State: string(o.State), Version: o.Version, ShownFrom: o.ShownFrom, ClaimFrom: o.ClaimFrom, ClaimTo: o.ClaimTo,
		RedeemTo: o.RedeemTo, RedeemDays: o.RedeemDays,
		Classes: joinList(o.Classes), Tiers: joinList(o.Tiers), Communities: joinIDs(o.Communities),
		JoinedDays: o.JoinedDays, Price: o.Price, Stock: o.Stock, PerMember: o.PerMember, PerMemberDay: o.PerMemberDay, PerHome: o.PerHome, ID: o.ID,
	}); err != nil {
		return err
	}
	return tx.auditEdit("offer.edited", o.ID, was, &o)
}
