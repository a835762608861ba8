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

// Why a card's token is not accepted.
const (
	CardWrong   Reason = "card_wrong"   // not one of ours
	CardExpired Reason = "card_expired" // its time is over: the member's page shows a newer one
)

// CardToken answers the token that the member's card shows now, and when it is renewed. It is the same for the whole
// period, so that a page asked for twice shows one code.
func (s *Store) CardToken(member int64) (token string, renewAt int64) {
	life := s.Club().Of(CardSeconds)
	period := s.Now() / life
	var b [22]byte
	binary.BigEndian.PutUint64(b[:8], uint64(member))
	binary.BigEndian.PutUint32(b[8:12], uint32(period))
	copy(b[12:], s.cardMAC(b[:12]))
	return base64.RawURLEncoding.EncodeToString(b[:]), (period + 1) * life
}

// cardMAC signs a token with 80 bits, which nobody guesses within two minutes.
func (s *Store) cardMAC(b []byte) []byte {
	mac := s.cardMACs.Get().(hash.Hash) // made from the key once: that is half of what a signature costs
	defer s.cardMACs.Put(mac)
	mac.Reset()
	mac.Write(b)
	return mac.Sum(nil)[:10]
}

// readCard answers whose card the token is. Refused: CardWrong, CardExpired.
func (s *Store) readCard(token string, now int64) (member, period int64, err error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil || len(b) != 22 || !hmac.Equal(b[12:], s.cardMAC(b[:12])) {
		return 0, 0, refuse(CardWrong)
	}
	member, period = int64(binary.BigEndian.Uint64(b[:8])), int64(binary.BigEndian.Uint32(b[8:12]))
	if age := now/s.Club().Of(CardSeconds) - period; age < -1 || age > 1 {
		return 0, 0, refuse(CardExpired)
	}
	return member, period, nil
}

// TillMember is what a till sees of a member whose card it has scanned.
type TillMember struct {
	Name     string // masked
	Tier     Tier
	Class    Class
	Vouchers []*TillVoucher // those that can be redeemed here and now
}

// ScanCard answers the member of a scanned card and the vouchers that the actor's till can redeem for them. A token
// counts once for each till: scanned there again, it answers the same and leaves no second trace.
// Refused: CardWrong, CardExpired, TillSlowed, OutletUnchosen.
func (s *Store) ScanCard(ctx context.Context, actor Actor, token string) (*TillMember, error) {
	member, period, err := s.readCard(token, s.Now())
	if err != nil {
		return nil, s.failTry(ctx, actor, ReasonOf(err), 0)
	}
	var out *TillMember
	err = s.Write(ctx, actor, func(tx *Tx) error {
		outlet, err := tx.openTill(tx.Actor)
		if err != nil {
			return err
		}
		n, err := tx.Count(background, sqlcdb.CountParams{
			Name:   "card:" + strconv.FormatInt(member, 10) + "/" + strconv.FormatInt(tx.Actor.Session, 10),
			Starts: period, Ends: (period + 3) * s.Club().Of(CardSeconds),
		})
		if err != nil {
			return err
		}
		m, err := tx.GetMember(background, member)
		if isNoRows(err) || err == nil && (m.LeftAt != nil || m.DisabledAt != nil) {
			return refuse(CardWrong)
		}
		if err != nil {
			return err
		}
		out = &TillMember{Name: MaskName(m.Name), Tier: Tier(m.Tier), Class: Class(m.Class)}
		rows, err := tx.VouchersForTill(background, sqlcdb.VouchersForTillParams{MemberID: member, MerchantID: outlet.MerchantID, Now: tx.Now})
		if err != nil {
			return err
		}
		for _, r := range rows {
			v := voucherOf(r, tx.Now)
			if v.CanRedeem(outlet.ID, outlet.MerchantID, tx.Now, s.Club()) == nil {
				out.Vouchers = append(out.Vouchers, &TillVoucher{Voucher: v, MemberName: out.Name, Tier: out.Tier})
			}
		}
		if n > 1 {
			return nil
		}
		return tx.audit(change{act: "card.scanned", noun: member, member: member, facts: Facts{"outlet": outlet.ID}})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}
