package db

import (
	"context"
	"slices"
	"strings"

	"clubhouse/db/sqlcdb"
)

// Setting is a number that staff may set in the place of the code's.
type Setting struct {
	Name                 string // in the books and on the form
	Unit                 Unit
	Default, Least, Most int64
	noun                 int64 // of which page
}

// Unit is what a setting counts.
type Unit string

// The units.
const (
	Seconds Unit = "seconds"
	Days    Unit = "days"
	Times   Unit = "times"
)

// The limits. One more is one more line, its use (Club.Of), and its sentence in views/i18n/settings.go.
var (
	CardSeconds = &Setting{"card_seconds", Seconds, 60, 30, 300, limitsNoun} // a card's token lives so long; a till accepts it one period longer, for slow hands and clocks
	VoucherSoon = &Setting{"voucher_soon", Days, 14, 1, 60, limitsNoun}      // before its end the member's first page begins to speak of a voucher
	HomeClaims  = &Setting{"home_claims", Times, 10, 1, 100, limitsNoun}     // claims to homes, a member a day
	NumberRest  = &Setting{"number_rest", Days, 90, 30, 365, limitsNoun}     // an account out of use for longer: its phone may be somebody else's by now
	LeaveDays   = &Setting{"leave_days", Days, 14, 7, 60, limitsNoun}        // for which whoever leaves may change their mind

	HouseholdMost = &Setting{"household_most", Times, 5, 1, 20, limitsNoun} // people of a household beside who leads it
	InviteDays    = &Setting{"invite_days", Days, 7, 1, 30, limitsNoun}     // an invitation to a household is good for so long

	Limits = []*Setting{CardSeconds, VoucherSoon, HomeClaims, HouseholdMost, InviteDays, NumberRest, LeaveDays}
)

// How long is kept what need not be kept for ever. See Sweep.
var (
	KeepSessions = &Setting{"keep_sessions", Days, 30, 7, 365, retentionNoun} // after the last day that they could have lasted
	KeepCodes    = &Setting{"keep_codes", Days, 2, 1, 30, retentionNoun}
	KeepDone     = &Setting{"keep_done", Days, 7, 1, 90, retentionNoun}   // jobs that are done: no words, no destination
	KeepDead     = &Setting{"keep_dead", Days, 30, 7, 180, retentionNoun} // jobs given up, in which staff may have them sent again
	KeepUploads  = &Setting{"keep_uploads", Days, 1, 1, 14, retentionNoun}
	KeepTries    = &Setting{"keep_tries", Days, 365, 30, 3650, retentionNoun}  // at tills
	KeepFormer   = &Setting{"keep_former", Days, 1095, 0, 3650, retentionNoun} // that somebody was a member before, by a digest

	KeepClaimPhotos = &Setting{"keep_claim_photos", Days, 30, 1, 365, retentionNoun} // of contracts, after the claim's decision

	Retention = []*Setting{KeepSessions, KeepCodes, KeepDone, KeepDead, KeepUploads, KeepTries, KeepClaimPhotos, KeepFormer}
)

// Values are what the settings of a page are set to, by their names.
type Values map[string]int64

// Of answers what a setting is set to.
func (c *Club) Of(s *Setting) int64 {
	if v, ok := c.values[s.Name]; ok {
		return v
	}
	return s.Default
}

// Values answers what the settings of a page are set to.
func (c *Club) Values(page []*Setting) Values {
	out := Values{}
	for _, s := range page {
		out[s.Name] = c.Of(s)
	}
	return out
}

// valuesOf answers what has been set, within the bounds of this binary.
func valuesOf(rows []sqlcdb.Setting) Values {
	out := Values{}
	for _, r := range rows {
		for _, s := range slices.Concat(Limits, Retention) {
			if s.Name == r.Setting {
				out[s.Name] = min(max(r.Value, s.Least), s.Most)
			}
		}
	}
	return out
}

func pageOf(noun int64) []*Setting {
	if noun == limitsNoun {
		return Limits
	}
	return Retention
}

// values answers the values of a page.
func (rx *Rx) values(noun int64) (Values, error) {
	rows, err := rx.ListSettings(background)
	return (&Club{values: valuesOf(rows)}).Values(pageOf(noun)), err
}

// EditSettings sets the settings of a page, Limits or Retention; one that is not named goes back to its default. Refused:
// NumberOutOfBand.
func (s *Store) EditSettings(ctx context.Context, actor Actor, page []*Setting, v Values, seen Revision) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(ClubEdit); err != nil {
			return err
		}
		noun := page[0].noun
		was, err := tx.values(noun)
		if err != nil {
			return err
		}
		is := (&Club{values: v}).Values(page)
		if err := fresh(tx, "setting.edited", noun, seen, was, is); err != nil {
			return err
		}
		return tx.editSettings(noun, is)
	})
}

func (v Values) check(page []*Setting) error {
	var f faults
	for _, s := range page {
		f.when(v[s.Name] < s.Least || v[s.Name] > s.Most, s.Name, NumberOutOfBand, int(s.Least), int(s.Most))
	}
	return f.err()
}

func (tx *Tx) editSettings(noun int64, is Values) error {
	page := pageOf(noun)
	if err := is.check(page); err != nil {
		return err
	}
	was, err := tx.values(noun)
	if err != nil {
		return err
	}
	for _, s := range page {
		v := is[s.Name]
		switch {
		case v == was[s.Name]:
		case v == s.Default:
			err = tx.DropSetting(background, s.Name)
		default:
			err = tx.PutSetting(background, sqlcdb.PutSettingParams{Setting: s.Name, Value: v})
		}
		if err != nil {
			return err
		}
	}
	if err := tx.keepClub(); err != nil {
		return err
	}
	return tx.auditEdit("setting.edited", noun, was, is)
}

// Languages are some of the three, by commas in the order in which they are offered.
type Languages string

// EveryLanguage is all three: what the desk and the tills always have.
const EveryLanguage = Languages(Hans + "," + Hant + "," + En)

// List answers the languages one by one.
func (l Languages) List() (out []Locale) {
	for _, x := range Locales {
		if l.Has(x) {
			out = append(out, x)
		}
	}
	return out
}

// Has tells whether the language is among them.
func (l Languages) Has(x Locale) bool {
	for s := range strings.SplitSeq(string(l), ",") {
		if s == string(x) {
			return true
		}
	}
	return false
}

// LanguagesOf answers the languages as Languages.
func LanguagesOf(list ...Locale) Languages {
	var out []string
	for _, x := range Locales {
		if slices.Contains(list, x) {
			out = append(out, string(x))
		}
	}
	return Languages(strings.Join(out, ","))
}

// Speaking is which languages the club offers its members, and the one for whoever says nothing or speaks another.
type Speaking struct {
	Languages Languages
	Language  Locale
	Seen      Revision `json:"-"` // from which an edit was made
}

// To answers the language in which somebody of l is spoken to.
func (s Speaking) To(l Locale) Locale {
	if s.Languages.Has(l) {
		return l
	}
	return s.Language
}

// Refusals of the languages.
const (
	LanguageMissing Reason = "language_missing" // none is offered
	LanguageUnknown Reason = "language_unknown" // the default is not among those offered
)

func (s Speaking) check() error {
	var f faults
	list := s.Languages.List()
	f.when(len(list) == 0, "languages", LanguageMissing)
	f.when(len(list) > 0 && !s.Languages.Has(s.Language), "language", LanguageUnknown)
	return f.err()
}

// SetLanguages sets which languages members are offered. Refused: LanguageMissing, LanguageUnknown.
func (s *Store) SetLanguages(ctx context.Context, actor Actor, l Speaking) error {
	return s.Write(ctx, actor, func(tx *Tx) error {
		if err := tx.Actor.needs(ClubEdit); err != nil {
			return err
		}
		was, err := tx.languages(clubNoun)
		if err != nil {
			return err
		}
		if err := fresh(tx, "club.languages", clubNoun, l.Seen, was, l); err != nil {
			return err
		}
		return tx.setLanguages(clubNoun, l)
	})
}

func (rx *Rx) languages(int64) (Speaking, error) {
	r, err := rx.GetClub(background)
	return clubOf(r).Speaks, err
}

func (tx *Tx) setLanguages(_ int64, l Speaking) error {
	if err := l.check(); err != nil {
		return err
	}
	was, err := tx.languages(clubNoun)
	if err != nil {
		return err
	}
	l.Languages = LanguagesOf(l.Languages.List()...)
	if err := tx.Queries.SetLanguages(background, sqlcdb.SetLanguagesParams{Languages: string(l.Languages), Language: string(l.Language), ChangedAt: tx.Now}); err != nil {
		return err
	}
	if err := tx.keepClub(); err != nil {
		return err
	}
	return tx.auditEdit("club.languages", clubNoun, was, l)
}
