package db

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"clubhouse/db/sqlcdb"
)

// Redemption is the use of a voucher at an outlet.
type Redemption struct {
	ID           int64
	Voucher      int64
	Outlet       int64
	OutletName   Text
	MerchantName Text
	TillName     string // who redeemed it
	Bill         *int64 // minor units, nil where none was typed
	Points       int64  // what the bill earned
	At           int64
	key          string
	account      int64
	merchant     int64
}

// TillVoucher is what a till sees of a voucher: a masked name and the tier, no phone.
type TillVoucher struct {
	*Voucher
	MemberName string // masked
	Tier       Tier
	No         *Error // why it cannot be redeemed here and now, nil when it can
}

// Why a voucher cannot be redeemed.
const (
	VoucherUnknown   Reason = "voucher_unknown"    // no voucher has this code
	CodeMistyped     Reason = "code_mistyped"      // the code cannot be right: length, sign or check sign
	VoucherElsewhere Reason = "voucher_elsewhere"  // of another merchant or outlet; args: the merchant's name
	VoucherUsed      Reason = "voucher_used"       // args: unix seconds, the outlet's name, and "here" or ""
	VoucherExpired   Reason = "voucher_expired"    // args: unix seconds at which it ended
	VoucherVoid      Reason = "voucher_void"       //
	VoucherOwnerGone Reason = "voucher_owner_gone" // its member has left, or the account is disabled
	VoucherNotNow    Reason = "voucher_not_now"    // outside its days or hours; args: weekdays, minutes from, minutes to
	TillSlowed       Reason = "till_slowed"        // too many wrong tries: wait a minute
	BillWrong        Reason = "bill_wrong"         //
	OutletUnchosen   Reason = "outlet_unchosen"    //
	RedeemedDiffers  Reason = "redeemed_otherwise" // the same key with another bill
)

// CanRedeem tells whether the voucher can be redeemed at the outlet at the instant; nil, or the refusal.
func (v *Voucher) CanRedeem(outlet, merchant int64, now int64, c *Club) *Error {
	switch {
	case v.Merchant != merchant || len(v.Outlets) > 0 && !slices.Contains(v.Outlets, outlet):
		return refuse(VoucherElsewhere, v.MerchantName)
	case v.State == Redeemed && v.Redemption != nil:
		here := ""
		if v.Redemption.Outlet == outlet {
			here = "here"
		}
		return refuse(VoucherUsed, v.Redemption.At, v.Redemption.OutletName, here)
	case v.State == Void:
		return refuse(VoucherVoid)
	case v.State == Expired:
		return refuse(VoucherExpired, v.RedeemTo)
	case v.ownerGone: // not void: who comes back within the time of leaving has it again
		return refuse(VoucherOwnerGone)
	case !openAt(v.Weekdays, v.HourFrom, v.HourTo, c.Day(now)):
		return refuse(VoucherNotNow, v.Weekdays, v.HourFrom, v.HourTo)
	}
	return nil
}

// NotNow tells why a voucher that waits to be used cannot be used at the instant: it is outside its days or hours. nil
// where it can.
func (v *Voucher) NotNow(now int64, c *Club) *Error {
	if v.State != Issued || openAt(v.Weekdays, v.HourFrom, v.HourTo, c.Day(now)) {
		return nil
	}
	return refuse(VoucherNotNow, v.Weekdays, v.HourFrom, v.HourTo)
}

// LookUpVoucher answers the voucher of a scanned or typed code for the till's confirmation page, with No set where it
// cannot be redeemed here. A code that leads nowhere is recorded, and too many of them slow the till.
// Refused: CodeMistyped, VoucherUnknown, TillSlowed, OutletUnchosen.
func (s *Store) LookUpVoucher(ctx context.Context, actor Actor, typed string) (*TillVoucher, error) {
	code, ok := ParseCode(typed)
	if !ok {
		return nil, s.failTry(ctx, actor, CodeMistyped, 0)
	}
	tv, err := s.voucherAt(ctx, actor, code, (*Rx).openTill)
	if KindOf(err) == NotFound {
		return nil, s.failTry(ctx, actor, VoucherUnknown, 0)
	}
	if err == nil && tv.No != nil {
		if slow := s.failTry(ctx, actor, tv.No.Reason, tv.ID); ReasonOf(slow) != tv.No.Reason {
			return nil, slow
		}
	}
	return tv, err
}

// TillVoucher answers the voucher of a code as the actor's till sees it, recording nothing. NotFound: no such code, or
// the till has no grant at its outlet.
func (s *Store) TillVoucher(ctx context.Context, actor Actor, code string) (*TillVoucher, error) {
	return s.voucherAt(ctx, actor, code, (*Rx).till)
}

func (s *Store) voucherAt(ctx context.Context, actor Actor, code string, till func(*Rx, Actor) (sqlcdb.TillAtRow, error)) (*TillVoucher, error) {
	var tv *TillVoucher
	err := s.Read(ctx, func(rx *Rx) error {
		outlet, err := till(rx, actor)
		if err != nil {
			return err
		}
		id, err := rx.VoucherByCode(background, code)
		if err != nil {
			return err
		}
		tv, err = rx.tillVoucher(id, outlet)
		return err
	})
	if err != nil {
		return nil, err
	}
	return tv, nil
}

func (rx *Rx) tillVoucher(id int64, outlet sqlcdb.TillAtRow) (*TillVoucher, error) {
	v, err := rx.voucher(id)
	if err != nil {
		return nil, err
	}
	m, err := rx.GetMember(background, v.Member)
	if err != nil {
		return nil, err
	}
	v.ownerGone = m.LeftAt != nil || m.DisabledAt != nil
	return &TillVoucher{Voucher: v, MemberName: MaskName(m.Name), Tier: Tier(m.Tier), No: v.CanRedeem(outlet.ID, outlet.MerchantID, rx.Now, rx.s.Club())}, nil
}

// till answers the outlet at which the actor stands. Refused: OutletUnchosen. NotFound: no grant there, or it is closed.
func (rx *Rx) till(actor Actor) (sqlcdb.TillAtRow, error) {
	if actor.Outlet == 0 {
		return sqlcdb.TillAtRow{}, refuse(OutletUnchosen)
	}
	if !slices.ContainsFunc(actor.Grants, func(g Grant) bool {
		return g.Scope == ScopeOutlet && g.ScopeID == actor.Outlet && g.Role.gives(TillRedeem)
	}) {
		return sqlcdb.TillAtRow{}, errNotFound
	}
	counter, starts := tillFailures.counter(tillName(actor), rx.Now)
	return rx.TillAt(background, sqlcdb.TillAtParams{ID: actor.Outlet, Counter: counter, Starts: starts})
}

// openTill is till for who tries a code or a card: it refuses one that has used up its wrong tries of this minute,
// TillSlowed.
func (rx *Rx) openTill(actor Actor) (sqlcdb.TillAtRow, error) {
	o, err := rx.till(actor)
	if err == nil && o.Failures >= tillFailures.most {
		err = refuse(TillSlowed)
	}
	return o, err
}

// tillName is what a till's tries are counted by: the person at the outlet.
func tillName(a Actor) string {
	return strconv.FormatInt(a.Outlet, 10) + "/" + strconv.FormatInt(a.Account, 10)
}

// failTry records a try that led nowhere and answers its refusal, or TillSlowed.
func (s *Store) failTry(ctx context.Context, actor Actor, why Reason, voucher int64) error {
	err := s.Write(ctx, actor, func(tx *Tx) error {
		outlet, err := tx.openTill(tx.Actor)
		if err != nil {
			return err
		}
		if _, err := tillFailures.hit(tx, tillName(tx.Actor)); err != nil {
			return err
		}
		return tx.InsertTillTry(background, sqlcdb.InsertTillTryParams{
			ID: tx.NewID(), AccountID: tx.Actor.Account, OutletID: outlet.ID, Outcome: string(why), VoucherID: orNull(voucher), At: tx.Now,
		})
	})
	if err != nil {
		return err
	}
	return refuseField("code", why)
}

// RedeemVoucher redeems the voucher of a code at the actor's outlet, exactly once, and gives the member the points of
// the bill (minor units; nil: none typed). key comes with the form: a retry with it answers the first redemption.
// Refused: the reasons of CanRedeem, VoucherUnknown, TillSlowed, BillWrong, OutletUnchosen, KeyMissing, RedeemedDiffers
// (this key redeemed it with another bill), KeyReused (this key redeemed another voucher).
func (s *Store) RedeemVoucher(ctx context.Context, actor Actor, code string, bill *int64, key string) (redemption int64, err error) {
	if len(key) < 16 || len(key) > 64 {
		return 0, refuse(KeyMissing)
	}
	if bill != nil && (*bill < 0 || *bill > maxMoney) {
		return 0, refuseField("bill", BillWrong)
	}
	redemption, err = s.redeem(ctx, actor, code, bill, key)
	if KindOf(err) == Conflict {
		before := s.ask(ctx, func(rx *Rx) error {
			_, err := rx.RedemptionByKey(background, sqlcdb.RedemptionByKeyParams{AccountID: actor.Account, RequestKey: key})
			return err
		})
		if before == nil {
			return 0, refuse(KeyReused) // this key has redeemed another voucher
		}
	}
	switch ReasonOf(err) {
	case VoucherUnknown, VoucherElsewhere, VoucherExpired, VoucherVoid, VoucherOwnerGone, VoucherNotNow:
		if slow := s.failTry(ctx, actor, ReasonOf(err), 0); ReasonOf(slow) == TillSlowed {
			err = slow
		}
	}
	return redemption, err
}

// redeem is the act of RedeemVoucher.
func (s *Store) redeem(ctx context.Context, actor Actor, code string, bill *int64, key string) (redemption int64, err error) {
	club := s.Club()
	err = s.Write(ctx, actor, func(tx *Tx) error {
		mark := sqlcdb.MarkRedeemedParams{Code: code, Now: tx.Now}
		tx.ahead(func() { tx.till(tx.Actor); tx.MarkRedeemed(background, mark); tx.RedemptionTerms(background, code) })
		outlet, err := tx.openTill(tx.Actor)
		if err != nil {
			return err
		}
		marked, err := tx.MarkRedeemed(background, mark)
		if isNoRows(err) {
			redemption, err = tx.redeemedBefore(code, bill, key, outlet)
			return err
		}
		if err != nil {
			return err
		}
		terms, err := tx.RedemptionTerms(background, code)
		if err != nil {
			return err
		}
		v := Voucher{
			State: Issued, Merchant: terms.MerchantID, Outlets: splitIDs(terms.Outlets), Weekdays: terms.Weekdays, HourFrom: terms.HourFrom, HourTo: terms.HourTo,
			ownerGone: terms.LeftAt != nil || terms.DisabledAt != nil,
		}
		if no := v.CanRedeem(outlet.ID, outlet.MerchantID, tx.Now, club); no != nil {
			return tx.explain(no, marked.ID)
		}
		redemption = tx.NewID()
		var points int64
		if bill != nil {
			points = BillPoints(*bill, club.BillPoints)
		}
		if points > 0 {
			if err := tx.earn(marked.MemberID, RuleBill, redemption, points); err != nil {
				return err
			}
		}
		if err := tx.InsertRedemption(background, sqlcdb.InsertRedemptionParams{
			ID: redemption, VoucherID: marked.ID, OutletID: outlet.ID, AccountID: tx.Actor.Account, RequestKey: key, Bill: bill, Points: points, At: tx.Now,
		}); err != nil {
			return err
		}
		facts := Facts{"redemption": redemption, "outlet": outlet.ID, "points": points}
		if bill != nil {
			facts["bill"] = *bill
		}
		tx.AfterCommit(func() { tx.s.measures.redeemed.Add(1) })
		return tx.audit(change{act: "voucher.redeemed", noun: marked.ID, member: marked.MemberID, facts: facts})
	})
	return redemption, err
}

// explain fills in what a refusal needs from the voucher's own row.
func (tx *Tx) explain(no *Error, voucher int64) error {
	if no.Reason == VoucherElsewhere {
		r, err := tx.GetVoucher(background, voucher) // not tx.voucher: it is marked and has no redemption yet
		if err != nil {
			return err
		}
		no.Args = []any{Text{r.MerchantHans, r.MerchantHant, r.MerchantEn}}
	}
	return no
}

// redeemedBefore answers the redemption that the same request made earlier, or why the code cannot be redeemed.
func (tx *Tx) redeemedBefore(code string, bill *int64, key string, outlet sqlcdb.TillAtRow) (int64, error) {
	id, err := tx.VoucherByCode(background, code)
	if isNoRows(err) {
		return 0, refuse(VoucherUnknown)
	}
	if err != nil {
		return 0, err
	}
	v, err := tx.voucher(id)
	if err != nil {
		return 0, err
	}
	if r := v.Redemption; r != nil && r.key == key && r.account == tx.Actor.Account && r.Outlet == outlet.ID {
		if deref(r.Bill) != deref(bill) || (r.Bill == nil) != (bill == nil) {
			return 0, refuse(RedeemedDiffers)
		}
		return r.ID, nil
	}
	if no := v.CanRedeem(outlet.ID, outlet.MerchantID, tx.Now, tx.s.Club()); no != nil {
		return 0, no
	}
	return 0, &Error{Kind: Conflict}
}

// tellRedemptions gives the redeemed ones among the vouchers their redemptions.
func (rx *Rx) tellRedemptions(list ...*Voucher) error {
	redeemed := map[int64]*Voucher{}
	for _, v := range list {
		if v.State == Redeemed {
			redeemed[v.ID] = v
		}
	}
	if len(redeemed) == 0 {
		return nil
	}
	rows, err := rx.RedemptionsOf(background, slices.Collect(maps.Keys(redeemed)))
	if err == nil && len(rows) < len(redeemed) {
		err = errNotFound
	}
	for _, r := range rows {
		redeemed[r.VoucherID].Redemption = &Redemption{
			ID: r.ID, Voucher: r.VoucherID, Outlet: r.OutletID, OutletName: Text{r.OutletHans, r.OutletHant, r.OutletEn},
			MerchantName: Text{r.MerchantHans, r.MerchantHant, r.MerchantEn}, TillName: r.TillName, Bill: r.Bill, Points: r.Points, At: r.At,
			key: r.RequestKey, account: r.AccountID, merchant: r.MerchantID,
		}
	}
	return err
}

// TillRedemption is one line of a till's day.
type TillRedemption struct {
	ID         int64
	Code       string
	Kind       OfferKind
	Value      int64
	Title      Text
	MemberName string // masked
	Tier       Tier
	TillName   string
	Bill       *int64
	Points     int64
	At         int64
	Undone     bool
}

// TillRedemption answers one redemption at the actor's outlet. NotFound: it was made elsewhere.
func (s *Store) TillRedemption(ctx context.Context, actor Actor, id int64) (*TillRedemption, error) {
	var out TillRedemption
	err := s.Read(ctx, func(rx *Rx) error {
		outlet, err := rx.till(actor)
		if err != nil {
			return err
		}
		r, err := rx.GetRedemption(background, sqlcdb.GetRedemptionParams{ID: id, OutletID: outlet.ID})
		out = tillRedemptionOf(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &out, nil
}

// TillDay is what was redeemed at an outlet today.
type TillDay struct {
	Count int64
	Bills int64 // minor units
	List  []TillRedemption
	More  int64 // the cursor of the next page, 0 at the end
}

// TillToday answers the redemptions of today at the actor's outlet before the cursor, newest first.
func (s *Store) TillToday(ctx context.Context, actor Actor, before int64) (TillDay, error) {
	var day TillDay
	err := s.Read(ctx, func(rx *Rx) error {
		day = TillDay{}
		outlet, err := rx.till(actor)
		if err != nil {
			return err
		}
		since := s.Club().dayStart(rx.Now)
		n, err := rx.CountRedemptionsAt(background, sqlcdb.CountRedemptionsAtParams{OutletID: outlet.ID, SinceID: idAt(since), Since: since})
		if err != nil {
			return err
		}
		day.Count, day.Bills = n.N, n.Bills
		rows, err := rx.RedemptionsAt(background, sqlcdb.RedemptionsAtParams{OutletID: outlet.ID, SinceID: idAt(since), Since: since, Before: cursor(before), Most: 2*pageRows + 1})
		for i, r := range rows {
			if i == 2*pageRows {
				day.More = rows[i-1].ID
				break
			}
			day.List = append(day.List, tillRedemptionOf(sqlcdb.GetRedemptionRow(r)))
		}
		return err
	})
	return day, err
}

func tillRedemptionOf(r sqlcdb.GetRedemptionRow) TillRedemption {
	return TillRedemption{
		ID: r.ID, Code: r.Code, Kind: OfferKind(r.Kind), Value: r.Value, Title: Text{r.TitleHans, r.TitleHant, r.TitleEn}, MemberName: MaskName(r.MemberName),
		Tier: Tier(r.Tier), TillName: r.TillName, Bill: r.Bill, Points: r.Points, At: r.At, Undone: r.UndoneAt != nil,
	}
}

// MaskName hides all of a name but its first and, from three signs on, its last: 陈*玲, J***n.
func MaskName(name string) string {
	r := []rune(name)
	switch len(r) {
	case 0:
		return ""
	case 1:
		return string(r)
	case 2:
		return string(r[0]) + "*"
	}
	stars := "*"
	if r[0] < 0x2e80 {
		stars = "***"
	}
	return string(r[0]) + stars + string(r[len(r)-1])
}
