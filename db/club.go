package db

import (
	"context"
	"strings"
	"time"

	"clubhouse/db/sqlcdb"
)

// Club is what the club says of itself, and its rates.
type Club struct {
	Name       Text
	Letters    string         // the two letters before each membership number
	Zone       *time.Location // the club's days begin and its offers end by this clock
	Currency   string         // ISO 4217
	Hotline    string
	BillPoints int      // points for each whole unit of currency on a bill at a till
	LotMonths  int      // points live this many months, to the month's end
	Seen       Revision `json:"-"` // from which an edit was made
}

// DefaultClub is the club of a new file, until staff edit it.
var DefaultClub = Club{Name: Text{"业主会", "業主會", "Owners' Club"}, Letters: "CH", Zone: mustZone("Asia/Shanghai"), Currency: "CNY", BillPoints: 1, LotMonths: 12}

func mustZone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.FixedZone(name, 8*60*60) // all the club's cities keep this time; only a system without zone data comes here
	}
	return loc
}

// Refusals of the club's page.
const (
	LettersWrong    Reason = "letters_wrong"
	ZoneWrong       Reason = "zone_wrong"
	CurrencyWrong   Reason = "currency_wrong"
	NumberOutOfBand Reason = "number_out_of_band"
)

// Club answers the club as it stands.
func (s *Store) Club() *Club { return s.club.Load() }

// loadClub reads the club's row, making it in a new file.
func (s *Store) loadClub(ctx context.Context) error {
	err := s.refreshClub(ctx)
	if KindOf(err) != NotFound {
		return err
	}
	d := DefaultClub
	if err := s.Write(ctx, SystemActor, func(tx *Tx) error {
		_, err := tx.InsertClub(background, sqlcdb.InsertClubParams{
			NameHans: d.Name.Hans, NameHant: d.Name.Hant, NameEn: d.Name.En, Letters: d.Letters, TimeZone: d.Zone.String(),
			Currency: d.Currency, Hotline: d.Hotline, BillPoints: int64(d.BillPoints), LotMonths: int64(d.LotMonths), ChangedAt: tx.Now,
		})
		return err
	}); err != nil {
		return err
	}
	return s.refreshClub(ctx)
}

func (s *Store) refreshClub(ctx context.Context) error {
	return s.Read(ctx, func(rx *Rx) error {
		r, err := rx.GetClub(background)
		if err != nil {
			return err
		}
		s.club.Store(clubOf(r))
		return nil
	})
}

func clubOf(r sqlcdb.Club) *Club {
	return &Club{
		Name: Text{r.NameHans, r.NameHant, r.NameEn}, Letters: r.Letters, Zone: mustZone(r.TimeZone), Currency: r.Currency,
		Hotline: r.Hotline, BillPoints: int(r.BillPoints), LotMonths: int(r.LotMonths),
	}
}

// EditClub sets what the club says of itself. Refused: TextMissing (name_hans), TextTooLong, LettersWrong, ZoneWrong,
// CurrencyWrong, NumberOutOfBand.
func (s *Store) EditClub(ctx context.Context, actor Actor, c Club) error {
	if err := c.check(); err != nil {
		return err
	}
	stands := c
	stands.Seen = ""
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(ClubEdit); err != nil {
			return err
		}
		before, err := tx.GetClub(background)
		if err != nil {
			return err
		}
		if err := tx.fresh("club.edited", clubNoun, c.Seen, clubOf(before).Revision(), c.Revision()); err != nil {
			return err
		}
		after := sqlcdb.UpdateClubParams{
			NameHans: c.Name.Hans, NameHant: c.Name.Hant, NameEn: c.Name.En, Letters: c.Letters, TimeZone: c.Zone.String(),
			Currency: c.Currency, Hotline: c.Hotline, BillPoints: int64(c.BillPoints), LotMonths: int64(c.LotMonths), ChangedAt: tx.Now,
		}
		if err := tx.UpdateClub(background, after); err != nil {
			return err
		}
		tx.AfterCommit(func() { s.club.Store(&stands) })
		before.ChangedAt = after.ChangedAt // no edit of anybody's
		return tx.auditEdit("club.edited", clubNoun, before, after)
	})
}

// clubNoun is the club itself in the audit log.
const clubNoun = 1

func (c Club) check() error {
	var f faults
	f.when(len(c.Letters) != 2 || strings.Trim(c.Letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "", "letters", LettersWrong)
	f.when(c.Zone == nil, "time_zone", ZoneWrong)
	f.when(moneySigns[c.Currency] == "", "currency", CurrencyWrong)
	f.when(c.BillPoints < 0 || c.BillPoints > 100, "bill_points", NumberOutOfBand, 0, 100)
	f.when(c.LotMonths < 1 || c.LotMonths > 120, "lot_months", NumberOutOfBand, 1, 120)
	return Together(c.Name.names("name"), f.err(), fits("hotline", c.Hotline, mostPhoneText))
}

// Day answers the day of an instant by the club's clock.
func (c *Club) Day(at int64) time.Time { return time.Unix(at, 0).In(c.Zone) }

// dayStart answers when the day of the instant began.
func (c *Club) dayStart(at int64) int64 {
	y, m, d := c.Day(at).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, c.Zone).Unix()
}

// lotEnd answers when points earned at the instant expire: LotMonths later, at the month's end.
func (c *Club) lotEnd(at int64) int64 {
	y, m, _ := c.Day(at).Date()
	return time.Date(y, m+time.Month(c.LotMonths)+1, 1, 0, 0, 0, 0, c.Zone).Unix()
}
