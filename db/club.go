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
	Licence    string // the line under public pages: the number of a licence, or ""
	BillPoints int    // points for each whole unit of currency on a bill at a till
	LotMonths  int    // points live this many months, to the month's end
	Speaks     Speaking
	Seen       Revision // from which an edit was made

	values Values          // what staff have set; see Of
	themes map[int64]Theme // of the communities that have one
}

// DefaultClub is the club of a new file, until staff edit it.
var DefaultClub = Club{Name: Text{"业主会", "業主會", "Owners' Club"}, Letters: "CH", Zone: mustZone("Asia/Shanghai"), Currency: "CNY", BillPoints: 1, LotMonths: 12,
	Speaks: Speaking{Languages: EveryLanguage, Language: Hans}}

func mustZone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.FixedZone(name, 8*60*60) // all the club's cities keep this time; only a system without zone data comes here
	}
	return loc
}

const mostLicence = 60 // signs

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
		c, err := rx.club()
		if err != nil {
			return err
		}
		s.club.Store(c)
		return nil
	})
}

// club reads all that pages ask of the club without asking the books.
func (rx *Rx) club() (*Club, error) {
	r, err := rx.GetClub(background)
	if err != nil {
		return nil, err
	}
	c := clubOf(r)
	set, err := rx.ListSettings(background)
	if err != nil {
		return nil, err
	}
	c.values = valuesOf(set)
	rows, err := rx.ListThemes(background)
	if err != nil {
		return nil, err
	}
	c.themes = map[int64]Theme{}
	for _, r := range rows {
		c.themes[r.ID] = Theme{Hue: r.Hue, Logo: r.Logo}
	}
	return c, nil
}

// keepClub has Club answer what this act has made of it.
func (tx *Tx) keepClub() error {
	c, err := tx.club()
	if err != nil {
		return err
	}
	tx.AfterCommit(func() { tx.s.club.Store(c) })
	return nil
}

func clubOf(r sqlcdb.Club) *Club {
	return &Club{
		Name: Text{r.NameHans, r.NameHant, r.NameEn}, Letters: r.Letters, Zone: mustZone(r.TimeZone), Currency: r.Currency,
		Hotline: r.Hotline, Licence: r.Licence, BillPoints: int(r.BillPoints), LotMonths: int(r.LotMonths),
		Speaks: Speaking{Languages: Languages(r.Languages), Language: Locale(r.Language)},
	}
}

// clubFields are what an edit of the club's own page changes, as the audit log keeps it.
type clubFields struct {
	NameHans, NameHant, NameEn, Letters, TimeZone, Currency, Hotline, Licence string
	BillPoints, LotMonths                                                     int64
}

func (c Club) fields() clubFields {
	f := clubFields{
		NameHans: c.Name.Hans, NameHant: c.Name.Hant, NameEn: c.Name.En, Letters: c.Letters, Currency: c.Currency, Hotline: c.Hotline, Licence: c.Licence,
		BillPoints: int64(c.BillPoints), LotMonths: int64(c.LotMonths),
	}
	if c.Zone != nil {
		f.TimeZone = c.Zone.String()
	}
	return f
}

func (rx *Rx) clubFields(int64) (clubFields, error) {
	r, err := rx.GetClub(background)
	return clubOf(r).fields(), err
}

// EditClub sets what the club says of itself. Refused: TextMissing (name_hans), TextTooLong, LettersWrong, ZoneWrong,
// CurrencyWrong, NumberOutOfBand.
func (s *Store) EditClub(ctx context.Context, actor Actor, c Club) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(ClubEdit); err != nil {
			return err
		}
		if err := c.check(); err != nil {
			return err
		}
		was, err := tx.clubFields(clubNoun)
		if err != nil {
			return err
		}
		if err := fresh(tx, "club.edited", clubNoun, c.Seen, was, c.fields()); err != nil {
			return err
		}
		return tx.putClub(was, c.fields())
	})
}

// editClub is EditClub from its facts.
func (tx *Tx) editClub(_ int64, f clubFields) error {
	c := Club{
		Name: Text{f.NameHans, f.NameHant, f.NameEn}, Letters: f.Letters, Currency: f.Currency, Hotline: f.Hotline, Licence: f.Licence,
		BillPoints: int(f.BillPoints), LotMonths: int(f.LotMonths),
	}
	c.Zone, _ = time.LoadLocation(f.TimeZone)
	if err := c.check(); err != nil {
		return err
	}
	was, err := tx.clubFields(clubNoun)
	if err != nil {
		return err
	}
	return tx.putClub(was, c.fields())
}

func (tx *Tx) putClub(was, f clubFields) error {
	if err := tx.UpdateClub(background, sqlcdb.UpdateClubParams{
		NameHans: f.NameHans, NameHant: f.NameHant, NameEn: f.NameEn, Letters: f.Letters, TimeZone: f.TimeZone,
		Currency: f.Currency, Hotline: f.Hotline, Licence: f.Licence, BillPoints: f.BillPoints, LotMonths: f.LotMonths, ChangedAt: tx.Now,
	}); err != nil {
		return err
	}
	if err := tx.keepClub(); err != nil {
		return err
	}
	return tx.auditEdit("club.edited", clubNoun, was, f)
}

// What the audit log calls what has no id: the club itself, its limits, its retention.
const (
	clubNoun      = 1
	limitsNoun    = 2
	retentionNoun = 3
)

func (c Club) check() error {
	var f faults
	f.when(len(c.Letters) != 2 || strings.Trim(c.Letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "", "letters", LettersWrong)
	f.when(c.Zone == nil, "time_zone", ZoneWrong)
	f.when(moneySigns[c.Currency] == "", "currency", CurrencyWrong)
	f.when(c.BillPoints < 0 || c.BillPoints > 100, "bill_points", NumberOutOfBand, 0, 100)
	f.when(c.LotMonths < 1 || c.LotMonths > 120, "lot_months", NumberOutOfBand, 1, 120)
	return Together(c.Name.names("name"), f.err(), line("hotline", c.Hotline, mostPhoneText), line("licence", c.Licence, mostLicence))
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
