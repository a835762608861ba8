package db

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"clubhouse/db/sqlcdb"
)

// OfferKind is what an offer gives.
type OfferKind string

// The kinds. Value is hundredths of the price to pay for Percent (80: eight tenths), minor units for Amount (taken off)
// and Fixed (to pay), and 0 for Gift and Service.
const (
	Percent OfferKind = "percent"
	Amount  OfferKind = "amount"
	Fixed   OfferKind = "fixed"
	Gift    OfferKind = "gift"
	Perk    OfferKind = "service"
)

// OfferKinds lists the kinds in order.
var OfferKinds = []OfferKind{Percent, Amount, Fixed, Gift, Perk}

// OfferState is where an offer stands.
type OfferState string

// The states. Only a live offer can be claimed.
const (
	OfferDraft OfferState = "draft"
	OfferLive  OfferState = "live"
	OfferEnded OfferState = "ended"
)

// OfferStates lists the states in order.
var OfferStates = []OfferState{OfferDraft, OfferLive, OfferEnded}

// Offer is what a merchant gives members, in its newest version.
type Offer struct {
	ID           int64
	Merchant     int64
	MerchantName Text
	MerchantKind string // one of MerchantKinds
	State        OfferState
	Version      int64
	Kind         OfferKind
	Value        int64
	Payer        string // merchant, club or split
	ClubShare    int64  // hundredths that the club pays where Payer is split
	Title, Terms Text
	ShownFrom    int64
	ClaimFrom    int64
	ClaimTo      int64
	RedeemTo     int64 // 0: RedeemDays after the claim alone
	RedeemDays   int64 // 0: RedeemTo alone
	Weekdays     int64 // bit 0 is Sunday
	HourFrom     int64 // minutes after midnight
	HourTo       int64
	Classes      []Class // empty: all, as in the lists below
	Tiers        []Tier
	Communities  []int64
	Outlets      []int64
	JoinedDays   int64  // 0, or only members who joined within so many days
	Price        int64  // points
	Stock        *int64 // nil: without end
	Issued       int64
	PerMember    int64 // 0: without limit, as in the two below
	PerMemberDay int64
	PerHome      int64
	CreatedAt    int64
	Seen         Revision `json:"-"` // from which an edit was made

	merchantEnded bool
	outletsClosed bool // all that would take its vouchers, and there are some
}

// Left answers how many can still be claimed, and false when there is no end to them.
func (o *Offer) Left() (int64, bool) {
	if o.Stock == nil {
		return 0, false
	}
	return *o.Stock - o.Issued, true
}

// Why an offer cannot be claimed. Each is shown with what would unlock it.
const (
	OfferNotLive      Reason = "offer_not_live"      // withdrawn or ended by the club
	OfferNotYet       Reason = "offer_not_yet"       // args: unix seconds from which it can be claimed
	OfferOver         Reason = "offer_over"          // args: unix seconds at which it ended
	OfferNoOutlet     Reason = "offer_no_outlet"     // all its outlets are closed: nobody would take the voucher
	OfferSoldOut      Reason = "offer_sold_out"      //
	OfferForClass     Reason = "offer_for_class"     // args: the classes
	OfferForTier      Reason = "offer_for_tier"      // args: the lowest tier that may
	OfferForCommunity Reason = "offer_for_community" // for members of other communities
	OfferForNew       Reason = "offer_for_new"       // args: days since joining
	OfferLimit        Reason = "offer_limit"         // args: how many a member may have
	OfferDayLimit     Reason = "offer_day_limit"     // args: how many a day
	OfferHomeLimit    Reason = "offer_home_limit"    // args: how many a home
	KeyMissing        Reason = "key_missing"         // the form came without its request key
	KeyReused         Reason = "key_reused"          // the same key with another request
)

// Used is how much of an offer a member has had already.
type Used struct {
	Member int64 // vouchers of this member, void ones not counted
	Today  int64 // of these, claimed today
	Home   int64 // vouchers of all members verified for the same homes
}

// CanClaim tells whether the member may claim the offer at the instant, by every rule but the stock and the points,
// which are taken in the same act. nil, or the refusal with what would unlock it.
func (o *Offer) CanClaim(m *MemberCard, communities []int64, used Used, now int64) *Error {
	switch {
	case o.State != OfferLive || o.merchantEnded:
		return refuse(OfferNotLive)
	case now < o.ClaimFrom:
		return refuse(OfferNotYet, o.ClaimFrom)
	case now >= o.ClaimTo || o.RedeemTo != 0 && now >= o.RedeemTo:
		return refuse(OfferOver, min(o.ClaimTo, orMax(o.RedeemTo)))
	case o.outletsClosed:
		return refuse(OfferNoOutlet)
	case len(o.Classes) > 0 && !slices.Contains(o.Classes, m.Class):
		return refuse(OfferForClass, o.Classes)
	case len(o.Tiers) > 0 && !slices.Contains(o.Tiers, m.Tier):
		return refuse(OfferForTier, lowestTier(o.Tiers))
	case len(o.Communities) > 0 && !slices.ContainsFunc(communities, func(id int64) bool { return slices.Contains(o.Communities, id) }):
		return refuse(OfferForCommunity)
	case o.JoinedDays > 0 && now > m.JoinedAt+o.JoinedDays*86400:
		return refuse(OfferForNew, o.JoinedDays)
	case o.PerMember > 0 && used.Member >= o.PerMember:
		return refuse(OfferLimit, o.PerMember)
	case o.PerMemberDay > 0 && used.Today >= o.PerMemberDay:
		return refuse(OfferDayLimit, o.PerMemberDay)
	case o.PerHome > 0 && max(used.Home, used.Member) >= o.PerHome: // who has no verified home counts as one
		return refuse(OfferHomeLimit, o.PerHome)
	}
	return nil
}

// Redeemable answers until when a voucher claimed at the instant can be redeemed. Days count whole: they end with the
// last day by the club's clock.
func (o *Offer) Redeemable(claimedAt int64, c *Club) int64 {
	end := orMax(o.RedeemTo)
	if o.RedeemDays > 0 {
		y, m, d := c.Day(claimedAt).Date()
		end = min(end, time.Date(y, m, d+int(o.RedeemDays)+1, 0, 0, 0, 0, c.Zone).Unix())
	}
	return end
}

// OpenAt tells whether vouchers of the offer are taken at this hour of this day of the week.
func openAt(weekdays, hourFrom, hourTo int64, now time.Time) bool {
	minute := int64(now.Hour()*60 + now.Minute())
	return weekdays&(1<<now.Weekday()) != 0 && minute >= hourFrom && minute < hourTo
}

func orMax(at int64) int64 {
	if at == 0 {
		return 1 << 62
	}
	return at
}

func lowestTier(tiers []Tier) Tier {
	for _, t := range Tiers {
		if slices.Contains(tiers, t) {
			return t
		}
	}
	return tiers[0]
}

// offerShelf holds the live offers as all members see them, for as long as no transaction has changed an offer. The
// stock that it tells may be a moment old: the claim itself takes it from the books.
type offerShelf struct {
	version atomic.Int64
	held    atomic.Pointer[shelved]
}

type shelved struct {
	version int64
	until   int64
	offers  []*Offer
}

// shelfSeconds bounds the age of the shelf, for offers that begin or end and for changes by other processes.
const shelfSeconds = 2

// LiveOffers answers the offers that are shown to members now, newest first. The result is shared: it is only read.
func (s *Store) LiveOffers(ctx context.Context) ([]*Offer, error) {
	if offers, ok := s.shelf(); ok {
		return offers, nil
	}
	now, version := s.Now(), s.offers.version.Load()
	h := &shelved{version: version, until: now + shelfSeconds}
	err := s.Read(ctx, func(rx *Rx) error {
		h.offers = nil
		rows, err := rx.Queries.LiveOffers(background)
		for _, r := range rows {
			if o := offerOf(r); o.ShownFrom <= now && o.ClaimTo > now && orMax(o.RedeemTo) > now {
				h.offers = append(h.offers, o)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	s.offers.held.Store(h)
	return h.offers, nil
}

// shelf answers the offers of LiveOffers that are held and still good.
func (s *Store) shelf() ([]*Offer, bool) {
	h := s.offers.held.Load()
	if h == nil || h.version != s.offers.version.Load() || s.Now() >= h.until {
		return nil, false
	}
	return h.offers, true
}

// Offer answers one offer. Members see live ones and those that they may have had; drafts are for staff.
func (s *Store) Offer(ctx context.Context, id int64) (*Offer, error) {
	var o *Offer
	err := s.Read(ctx, func(rx *Rx) error {
		r, err := rx.GetOffer(background, id)
		o = offerOf(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return o, nil
}

func offerOf(r sqlcdb.FullOffer) *Offer {
	o := &Offer{
		ID: r.ID, Merchant: r.MerchantID, MerchantName: Text{r.MerchantHans, r.MerchantHant, r.MerchantEn},
		MerchantKind: r.MerchantKind, State: OfferState(r.State),
		Version: r.Version, Kind: OfferKind(r.Kind), Value: r.Value, Payer: r.Payer, ClubShare: r.ClubShare,
		Title: Text{r.TitleHans, r.TitleHant, r.TitleEn}, Terms: Text{r.TermsHans, r.TermsHant, r.TermsEn},
		ShownFrom: r.ShownFrom, ClaimFrom: r.ClaimFrom, ClaimTo: r.ClaimTo, RedeemTo: r.RedeemTo, RedeemDays: r.RedeemDays,
		Weekdays: r.Weekdays, HourFrom: r.HourFrom, HourTo: r.HourTo, JoinedDays: r.JoinedDays, Price: r.Price, Stock: r.Stock,
		Issued: r.Issued, merchantEnded: r.MerchantEnded != nil, outletsClosed: r.OutletsClosed != 0, PerMember: r.PerMember, PerMemberDay: r.PerMemberDay, PerHome: r.PerHome, CreatedAt: r.CreatedAt,
	}
	for _, c := range splitList(r.Classes) {
		o.Classes = append(o.Classes, Class(c))
	}
	for _, t := range splitList(r.Tiers) {
		o.Tiers = append(o.Tiers, Tier(t))
	}
	o.Communities, o.Outlets = splitIDs(r.Communities), splitIDs(r.Outlets)
	return o
}

func splitList(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func splitIDs(s string) (ids []int64) {
	for _, part := range splitList(s) {
		if id, err := strconv.ParseInt(part, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

func joinList[T ~string](list []T) string {
	parts := make([]string, len(list))
	for i, v := range list {
		parts[i] = string(v)
	}
	return strings.Join(parts, ",")
}

func joinIDs(ids []int64) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = strconv.FormatInt(id, 10)
	}
	return strings.Join(parts, ",")
}
