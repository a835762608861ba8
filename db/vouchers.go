package db

import (
	"context"
	"slices"

	"clubhouse/db/sqlcdb"
)

// VoucherState is where a voucher stands. One whose time has run out is Expired without any writing.
type VoucherState string

// The states of a voucher.
const (
	Issued   VoucherState = "issued"
	Redeemed VoucherState = "redeemed"
	Expired  VoucherState = "expired"
	Void     VoucherState = "void"
)

// Voucher is one member's claim on an offer, with the terms of the version that was claimed.
type Voucher struct {
	ID           int64
	Code         string
	Offer        int64
	Member       int64
	State        VoucherState
	Kind         OfferKind
	Value        int64
	Title, Terms Text
	Merchant     int64
	MerchantName Text
	Outlets      []int64 // empty: all of the merchant's
	Weekdays     int64
	HourFrom     int64
	HourTo       int64
	Price        int64
	ClaimedAt    int64
	RedeemTo     int64
	Redemption   *Redemption // set where State is Redeemed and the reader asked for one voucher

	ownerGone bool // the member has left or is shut out; told to a till only
}

// ClaimOffer gives the member a voucher: conditions, stock, limits, points and the audit row in one act. key comes
// with the form: the same key answers the same voucher, however often the request is sent. Stock never goes below 0.
// Refused: the reasons of CanClaim, OfferSoldOut, PointsShort, KeyMissing, KeyReused (the key has claimed another
// offer). NotFound: no such offer, a draft, or a member who has meanwhile left or been shut out.
func (s *Store) ClaimOffer(ctx context.Context, actor Actor, offer int64, key string) (voucher int64, err error) {
	if len(key) < 16 || len(key) > 64 {
		return 0, refuse(KeyMissing)
	}
	// Not by Write: claimFacts looks at the member's row, and many claim at once.
	err = s.books.write(ctx, actor, func(tx *Tx) (err error) {
		voucher, err = tx.claim(offer, key)
		return err
	})
	if k := KindOf(err); err == nil || k == Internal || k == Busy {
		return voucher, err
	}
	// What stands in the way may be what this same request has done before.
	before := s.Read(ctx, func(rx *Rx) error {
		was, err := rx.VoucherByKey(background, sqlcdb.VoucherByKeyParams{MemberID: actor.Member, RequestKey: key})
		if err == nil && was.OfferID != offer {
			return refuse(KeyReused)
		}
		voucher = was.ID
		return err
	})
	if KindOf(before) == NotFound {
		return 0, err
	}
	return voucher, before
}

// claim is the act of ClaimOffer. The row that many want comes first, so that whoever meets another has asked little in
// vain. Conflict: the key has claimed before.
func (tx *Tx) claim(offer int64, key string) (voucher int64, err error) {
	counts := sqlcdb.CountVouchersParams{DayStart: tx.s.Club().dayStart(tx.Now), MemberID: tx.Actor.Member, OfferID: offer}
	before := sqlcdb.VoucherByKeyParams{MemberID: tx.Actor.Member, RequestKey: key}
	if tx.ahead(func() {
		tx.VoucherByKey(background, before)
		tx.TakeStock(background, offer)
		tx.GetOffer(background, offer)
		tx.GetMember(background, tx.Actor.Member)
		tx.CountVouchers(background, counts)
	}) {
		// The insert would find it too, but PostgreSQL then undoes the whole group.
		if _, err := tx.VoucherByKey(background, before); err == nil {
			return 0, &Error{Kind: Conflict}
		} else if !isNoRows(err) {
			return 0, err
		}
	}
	taken, err := tx.TakeStock(background, offer)
	if err != nil {
		return 0, err
	}
	row, err := tx.GetOffer(background, offer)
	if err != nil {
		return 0, err
	}
	o := offerOf(row)
	if o.State == OfferDraft {
		return 0, errNotFound
	}
	member, communities, used, err := tx.claimFacts(o, counts)
	if err != nil {
		return 0, err
	}
	if no := o.CanClaim(member, communities, used, tx.Now); no != nil {
		return 0, no
	}
	if taken == 0 {
		return 0, refuse(OfferSoldOut)
	}
	voucher = tx.NewID()
	if o.Price > 0 {
		if err := tx.spend(member.ID, RuleClaim, voucher, o.Price); err != nil {
			return 0, err
		}
	}
	if err := tx.InsertVoucher(background, sqlcdb.InsertVoucherParams{
		ID: voucher, Code: newCode(), OfferID: o.ID, Version: o.Version, MemberID: member.ID, RequestKey: key,
		Price: o.Price, ClaimedAt: tx.Now, RedeemTo: o.Redeemable(tx.Now, tx.s.Club()),
	}); err != nil {
		return 0, err
	}
	if o.Stock != nil && *o.Stock == o.Issued {
		tx.AfterCommit(func() { tx.s.offers.version.Add(1) }) // the last one is gone: let no page offer another
	}
	tx.AfterCommit(func() { tx.s.measures.issued.Add(1) })
	return voucher, tx.audit(change{act: "voucher.claimed", noun: voucher, member: member.ID, facts: Facts{"offer": o.ID, "version": o.Version, "price": o.Price}})
}

// claimFacts reads what CanClaim asks of the actor's member, and only that.
func (tx *Tx) claimFacts(o *Offer, counts sqlcdb.CountVouchersParams) (m *MemberCard, communities []int64, used Used, err error) {
	row, err := tx.GetMember(background, tx.Actor.Member)
	if err != nil {
		return nil, nil, used, err
	}
	if row.LeftAt != nil || row.DisabledAt != nil {
		return nil, nil, used, errNotFound
	}
	m = &MemberCard{ID: row.ID, Class: Class(row.Class), Tier: Tier(row.Tier), JoinedAt: row.JoinedAt}
	if len(o.Communities) > 0 {
		if communities, err = tx.communitiesOf(m.ID); err != nil {
			return nil, nil, used, err
		}
	}
	if o.PerMember > 0 || o.PerMemberDay > 0 || o.PerHome > 0 {
		n, err := tx.CountVouchers(background, counts)
		if err != nil {
			return nil, nil, used, err
		}
		used.Member, used.Today = n.N, n.Today
	}
	if o.PerHome > 0 {
		used.Home, err = tx.CountOfHomes(background, sqlcdb.CountOfHomesParams{OfferID: o.ID, MemberID: m.ID})
	}
	return m, communities, used, err
}

// communitiesOf answers the communities where the member has a verified home.
func (rx *Rx) communitiesOf(member int64) ([]int64, error) {
	rows, err := rx.VerifiedHomes(background, member)
	var ids []int64
	for _, r := range rows {
		if !slices.Contains(ids, r.CommunityID) {
			ids = append(ids, r.CommunityID)
		}
	}
	return ids, err
}

// Standing is how one offer stands for one member.
type Standing struct {
	Used    Used
	Usable  int64  // vouchers that wait to be used
	NextEnd int64  // when the first of these ends, 0 for none
	No      *Error // why it cannot be claimed, nil when it can
}

// OfferAt is an offer and how it stands for a member.
type OfferAt struct {
	*Offer
	Standing
}

// usables is what a member has to use, of whatever offers.
type usables struct {
	n       int64
	nextEnd int64 // 0 for none
}

// MemberOffers answers the offers that are shown now with how they stand for the member, in the order in which they mean
// most to them, with one or two readings however many there are.
func (s *Store) MemberOffers(ctx context.Context, m *MemberCard) (list []OfferAt, err error) {
	offers, err := s.LiveOffers(ctx)
	if err != nil {
		return nil, err
	}
	err = s.Read(ctx, func(rx *Rx) (err error) {
		list, _, err = rx.standings(m, offers)
		return err
	})
	rankOffers(list)
	return list, err
}

// standings answers how the offers stand for the member, in their order.
func (rx *Rx) standings(m *MemberCard, offers []*Offer) (list []OfferAt, all usables, err error) {
	rows, err := rx.CountsOfMember(background, sqlcdb.CountsOfMemberParams{DayStart: rx.s.Club().dayStart(rx.Now), Now: rx.Now, MemberID: m.ID})
	if err != nil {
		return nil, all, err
	}
	var communities []int64
	if slices.ContainsFunc(offers, func(o *Offer) bool { return len(o.Communities) > 0 }) {
		if communities, err = rx.communitiesOf(m.ID); err != nil {
			return nil, all, err
		}
	}
	var homes []sqlcdb.CountsOfHomesRow
	if m.Class == Owner && slices.ContainsFunc(offers, func(o *Offer) bool { return o.PerHome > 0 }) {
		if homes, err = rx.CountsOfHomes(background, m.ID); err != nil {
			return nil, all, err
		}
	}
	for _, r := range rows {
		all.n += r.Usable
		if r.NextEnd != 0 && (all.nextEnd == 0 || r.NextEnd < all.nextEnd) {
			all.nextEnd = r.NextEnd
		}
	}
	list = make([]OfferAt, len(offers))
	for i, o := range offers {
		st := &list[i].Standing
		list[i].Offer = o
		for _, r := range rows {
			if r.OfferID == o.ID {
				st.Used, st.Usable, st.NextEnd = Used{Member: r.N, Today: r.Today}, r.Usable, r.NextEnd
			}
		}
		for _, h := range homes {
			if h.OfferID == o.ID {
				st.Used.Home = h.N
			}
		}
		st.No = o.CanClaim(m, communities, st.Used, rx.Now)
		if left, ends := o.Left(); st.No == nil && ends && left <= 0 {
			st.No = refuse(OfferSoldOut)
		}
		if st.No == nil && o.Price > m.Balance {
			st.No = refuse(PointsShort, o.Price, m.Balance)
		}
	}
	return list, all, nil
}

// Voucher answers one voucher with its redemption. NotFound unless it is the member's; 0 stands for staff, who see all.
func (s *Store) Voucher(ctx context.Context, member, id int64) (*Voucher, error) {
	var v *Voucher
	err := s.Read(ctx, func(rx *Rx) error {
		var err error
		if v, err = rx.voucher(id); err != nil {
			return err
		}
		if member != 0 && v.Member != member {
			return errNotFound
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

func (rx *Rx) voucher(id int64) (*Voucher, error) {
	r, err := rx.GetVoucher(background, id)
	if err != nil {
		return nil, err
	}
	v := voucherOf(r, rx.Now)
	return v, rx.tellRedemptions(v)
}

// MemberVouchers answers the member's vouchers before the cursor, newest first, and the next cursor (0 at the end), to
// staff. NotFound outside the actor's communities.
func (s *Store) MemberVouchers(ctx context.Context, actor Actor, member, before int64) (list []*Voucher, more int64, err error) {
	err = s.Read(ctx, func(rx *Rx) error {
		list, more = nil, 0
		if ok, err := rx.sees(actor, MembersRead, member); err != nil {
			return err
		} else if !ok {
			return errNotFound
		}
		rows, err := rx.VouchersOf(background, sqlcdb.VouchersOfParams{MemberID: member, Before: cursor(before), Most: 2*pageRows + 1})
		for i, r := range rows {
			if i == 2*pageRows {
				more = rows[i-1].ID
				break
			}
			list = append(list, voucherOf(r, rx.Now))
		}
		return err
	})
	return list, more, err
}

func voucherOf(r sqlcdb.FullVoucher, now int64) *Voucher {
	v := &Voucher{
		ID: r.ID, Code: r.Code, Offer: r.OfferID, Member: r.MemberID, State: VoucherState(r.State), Kind: OfferKind(r.Kind), Value: r.Value,
		Title: Text{r.TitleHans, r.TitleHant, r.TitleEn}, Terms: Text{r.TermsHans, r.TermsHant, r.TermsEn},
		Merchant: r.MerchantID, MerchantName: Text{r.MerchantHans, r.MerchantHant, r.MerchantEn}, Outlets: splitIDs(r.Outlets),
		Weekdays: r.Weekdays, HourFrom: r.HourFrom, HourTo: r.HourTo, Price: r.Price, ClaimedAt: r.ClaimedAt, RedeemTo: r.RedeemTo,
	}
	v.State = stateAt(v.State, v.RedeemTo, now)
	return v
}

// stateAt answers where a voucher stands at an instant, of which the books hold the state that was last written.
func stateAt(written VoucherState, redeemTo, now int64) VoucherState {
	if written == Issued && now >= redeemTo {
		return Expired
	}
	return written
}

// StaffVoucher is a voucher as staff follow it up.
type StaffVoucher struct {
	*Voucher
	Version      int64
	MemberName   string // "", as its number and Member, where the reader may not see them
	MemberNumber string
	TakenBack    []TakenBack // redemptions that were undone, the oldest first
}

// TakenBack is a redemption that was undone.
type TakenBack struct {
	Redemption
	UndoneAt int64
}

// StaffVoucher answers a voucher with its trace. NotFound where the actor's right over offers does not cover its member.
func (s *Store) StaffVoucher(ctx context.Context, actor Actor, id int64) (*StaffVoucher, error) {
	var v *StaffVoucher
	err := s.Read(ctx, func(rx *Rx) (err error) {
		v, err = rx.staffVoucher(actor, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

func (rx *Rx) staffVoucher(actor Actor, id int64) (*StaffVoucher, error) {
	r, err := rx.GetVoucher(background, id)
	if isNoRows(err) {
		return nil, errNotFound
	}
	if err != nil {
		return nil, err
	}
	if ok, err := rx.sees(actor, OffersRead, r.MemberID); err != nil {
		return nil, err
	} else if !ok {
		return nil, errNotFound
	}
	v := &StaffVoucher{Voucher: voucherOf(r, rx.Now), Version: r.Version}
	if err := rx.tellRedemptions(v.Voucher); err != nil {
		return nil, err
	}
	if ok, err := rx.sees(actor, MembersRead, r.MemberID); err != nil {
		return nil, err
	} else if ok {
		m, err := rx.GetMember(background, r.MemberID)
		if err != nil {
			return nil, err
		}
		v.MemberName, v.MemberNumber = m.Name, m.Number
	} else {
		v.Member = 0 // as in the list
	}
	rows, err := rx.RedemptionsTakenBack(background, id)
	for _, r := range rows {
		v.TakenBack = append(v.TakenBack, TakenBack{Redemption{
			ID: r.ID, Voucher: r.VoucherID, Outlet: r.OutletID, OutletName: Text{r.OutletHans, r.OutletHant, r.OutletEn},
			MerchantName: Text{r.MerchantHans, r.MerchantHant, r.MerchantEn}, TillName: r.TillName, Bill: r.Bill, Points: r.Points, At: r.At,
		}, deref(r.UndoneAt)})
	}
	return v, err
}
