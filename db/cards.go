package db

import (
	"context"
	"crypto/hmac"
	"encoding/base64"
	"encoding/binary"
	"hash"
	"strconv"

	"clubhouse/db/sqlcdb"
)

// Why a card's code is not accepted.
const (
	CardWrong     Reason = "card_wrong"     // not one of ours, or its card was made anew since
	CardExpired   Reason = "card_expired"   // its time is over: the member's page shows a newer one
	NumberUnknown Reason = "number_unknown" // no member has this number, or it is mistyped
)

// A card's code is the member's id, how often their card was made anew, in the code of the moment its period, and a
// signature of these. One without a period is good until the card is made anew, and identifies only.
const (
	cardMACBytes = 10 // which nobody guesses
	stillBytes   = 8 + 2 + cardMACBytes
	liveBytes    = 8 + 2 + 4 + cardMACBytes
)

// CardToken answers the token that the card of the member shows now, and when it is renewed. It is the same for the whole
// period, so that a page asked for twice shows one code. epoch is how often the card was made anew.
func (s *Store) CardToken(member, epoch int64) (token string, renewAt int64) {
	life := s.Club().Of(CardSeconds)
	period := s.Now() / life
	b := binary.BigEndian.AppendUint32(cardHead(member, epoch), uint32(period))
	return base64.RawURLEncoding.EncodeToString(append(b, s.cardMAC(b)...)), (period + 1) * life
}

// StillToken answers the token of what shows a card without asking the club: it identifies the member, for as long as the
// card is not made anew, and redeems nothing.
func (s *Store) StillToken(member, epoch int64) string {
	b := cardHead(member, epoch)
	return base64.RawURLEncoding.EncodeToString(append(b, s.cardMAC(b)...))
}

func cardHead(member, epoch int64) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, liveBytes), uint64(member))
	return binary.BigEndian.AppendUint16(b, uint16(epoch))
}

// cardMAC signs a token. The two kinds differ in their length, so that neither's signature is good for the other.
func (s *Store) cardMAC(b []byte) []byte {
	mac := s.cardMACs.Get().(hash.Hash) // made from the key once: that is half of what a signature costs
	defer s.cardMACs.Put(mac)
	mac.Reset()
	mac.Write(b)
	return mac.Sum(nil)[:cardMACBytes]
}

// cardCode is what a token of ours says. Whether its epoch is the member's is the books' to tell.
type cardCode struct {
	member, period int64
	epoch          uint16
	still          bool // it identifies only, and has no period
}

// readCard answers what the token says, whatever its age. Refused: CardWrong.
func (s *Store) readCard(token string) (c cardCode, err error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) != liveBytes && len(b) != stillBytes {
		return c, refuse(CardWrong)
	}
	body := b[:len(b)-cardMACBytes]
	if !hmac.Equal(b[len(body):], s.cardMAC(body)) {
		return c, refuse(CardWrong)
	}
	c = cardCode{member: int64(binary.BigEndian.Uint64(b)), epoch: binary.BigEndian.Uint16(b[8:]), still: len(b) == stillBytes}
	if !c.still {
		c.period = int64(binary.BigEndian.Uint32(b[10:]))
	}
	return c, nil
}

// over tells whether the code's time has passed: a period of slack is for slow hands and clocks.
func (c cardCode) over(now, life int64) bool {
	age := now/life - c.period
	return !c.still && (age < -1 || age > 1)
}

// of tells whether the code is of the card that such a member holds now.
func (c cardCode) of(epoch int64, leftAt, disabledAt *int64) bool {
	return c.epoch == uint16(epoch) && leftAt == nil && disabledAt == nil
}

// CheckCard tells whether the token is that of a card which is good now, and nothing else of it: nil, or the refusal.
// Refused: CardWrong, CardExpired.
func (s *Store) CheckCard(ctx context.Context, token string) error {
	c, err := s.readCard(token)
	if err != nil {
		return err
	}
	return s.ask(ctx, func(rx *Rx) error {
		m, err := rx.CardHolder(background, c.member)
		switch {
		case isNoRows(err), err == nil && !c.of(m.CardEpoch, m.LeftAt, m.DisabledAt):
			return refuse(CardWrong)
		case err != nil:
			return err
		case c.over(rx.Now, s.Club().Of(CardSeconds)):
			return refuse(CardExpired)
		}
		return nil
	})
}

// TillMember is what a till sees of a member whose card it has scanned.
type TillMember struct {
	Name     string // masked
	Tier     Tier
	Class    Class
	Only     bool           // who they are is all that was shown: nothing can be redeemed by it
	Vouchers []*TillVoucher // those that can be redeemed here and now
}

// ScanCard answers the member of a scanned card and the vouchers that the actor's till can redeem for them; of a code that
// identifies only, none. A token counts once for each till: scanned there again, it answers the same and leaves no second
// trace. Refused: CardWrong, CardExpired, TillSlowed, OutletUnchosen.
func (s *Store) ScanCard(ctx context.Context, actor Actor, token string) (*TillMember, error) {
	c, err := s.readCard(token)
	if err == nil && c.over(s.Now(), s.Club().Of(CardSeconds)) {
		err = refuse(CardExpired)
	}
	var out *TillMember
	if err == nil {
		err = s.Write(ctx, actor, func(tx *Tx) (err error) {
			out, err = tx.scanCard(c)
			return err
		})
	}
	switch reason := ReasonOf(err); {
	case reason == CardWrong, reason == CardExpired:
		return nil, s.failTry(ctx, actor, reason, 0)
	case err != nil:
		return nil, err
	}
	return out, nil
}

func (tx *Tx) scanCard(c cardCode) (*TillMember, error) {
	outlet, err := tx.openTill(tx.Actor)
	if err != nil {
		return nil, err
	}
	if c.still {
		return tx.identify(c.member, outlet.ID, "card", func(m sqlcdb.GetMemberRow) error {
			if !c.of(m.CardEpoch, m.LeftAt, m.DisabledAt) {
				return refuse(CardWrong)
			}
			return nil
		})
	}
	first, err := tx.firstAtTill("card:", c.member, c.period)
	if err != nil {
		return nil, err
	}
	m, err := tx.GetMember(background, c.member)
	if isNoRows(err) || err == nil && !c.of(m.CardEpoch, m.LeftAt, m.DisabledAt) {
		return nil, refuse(CardWrong)
	}
	if err != nil {
		return nil, err
	}
	out, err := tx.atTill(m, outlet)
	if err != nil || !first {
		return out, err
	}
	return out, tx.audit(change{act: "card.scanned", noun: c.member, member: c.member, facts: Facts{"outlet": outlet.ID}})
}

// firstAtTill counts that the till sees the member, and tells whether it is for the first time in the period.
func (tx *Tx) firstAtTill(how string, member, period int64) (bool, error) {
	n, err := tx.Count(background, sqlcdb.CountParams{
		Name:   how + strconv.FormatInt(member, 10) + "/" + strconv.FormatInt(tx.Actor.Session, 10),
		Starts: period, Ends: (period + 3) * tx.s.Club().Of(CardSeconds),
	})
	return n == 1, err
}

// atTill answers the member with what can be redeemed at the outlet now.
func (rx *Rx) atTill(m sqlcdb.GetMemberRow, outlet sqlcdb.TillAtRow) (*TillMember, error) {
	out := &TillMember{Name: MaskName(m.Name), Tier: Tier(m.Tier), Class: Class(m.Class)}
	rows, err := rx.VouchersForTill(background, sqlcdb.VouchersForTillParams{MemberID: m.ID, MerchantID: outlet.MerchantID, Now: rx.Now})
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		v := voucherOf(r, rx.Now)
		if v.CanRedeem(outlet.ID, outlet.MerchantID, rx.Now, rx.s.Club()) == nil {
			out.Vouchers = append(out.Vouchers, &TillVoucher{Voucher: v, MemberName: out.Name, Tier: out.Tier})
		}
	}
	return out, nil
}

// FindMember answers the member of a printed number, whom it identifies only. Refused: NumberUnknown, TillSlowed,
// OutletUnchosen.
func (s *Store) FindMember(ctx context.Context, actor Actor, number string) (*TillMember, error) {
	var out *TillMember
	err := s.Write(ctx, actor, func(tx *Tx) error {
		outlet, err := tx.openTill(tx.Actor)
		if err != nil {
			return err
		}
		id, err := tx.numbered(number)
		if err != nil {
			return err
		}
		out, err = tx.identify(id, outlet.ID, "number", present)
		return err
	})
	if ReasonOf(err) == NumberUnknown {
		err = s.failTry(ctx, actor, NumberUnknown, 0)
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// numbered answers the member of a number as it was typed. Refused: NumberUnknown.
func (rx *Rx) numbered(typed string) (int64, error) {
	number, ok := ParseNumber(typed)
	if !ok {
		return 0, refuse(NumberUnknown)
	}
	id, err := rx.MemberByNumber(background, number)
	if isNoRows(err) {
		return 0, refuse(NumberUnknown)
	}
	return id, err
}

// present refuses a member who has left or is shut out, as one that there is not.
func present(m sqlcdb.GetMemberRow) error {
	if m.LeftAt != nil || m.DisabledAt != nil {
		return refuse(NumberUnknown)
	}
	return nil
}

// identify answers who a member is to a till that has seen no live card, and writes once for each till and period that it
// was told. check refuses who is not to be found.
func (tx *Tx) identify(member, outlet int64, how string, check func(sqlcdb.GetMemberRow) error) (*TillMember, error) {
	m, err := tx.GetMember(background, member)
	if isNoRows(err) {
		return nil, refuse(CardWrong)
	}
	if err == nil {
		err = check(m)
	}
	if err != nil {
		return nil, err
	}
	out := &TillMember{Name: MaskName(m.Name), Tier: Tier(m.Tier), Class: Class(m.Class), Only: true}
	first, err := tx.firstAtTill("card.still:", member, tx.Now/tx.s.Club().Of(CardSeconds))
	if err != nil || !first {
		return out, err
	}
	return out, tx.audit(change{act: "card.identified", noun: member, member: member, facts: Facts{"outlet": outlet, "how": how}})
}
