package staff

import (
	"fmt"
	"slices"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// stamp is an instant as a date-and-time field holds it, by the club's clock.
func stamp(club *db.Club, at int64) string {
	if at == 0 {
		return ""
	}
	t := club.Day(at)
	if t.Second() != 0 {
		return t.Format("2006-01-02T15:04:05")
	}
	return t.Format("2006-01-02T15:04")
}

// hour is a time of day as its field holds it; midnight, at either end of the day, is left empty.
func hour(minutes int64) string {
	if minutes == 0 || minutes == 24*60 {
		return ""
	}
	return i18n.Clock(minutes)
}

// orEmpty is a number as its field holds it: what is not bounded stays empty.
func orEmpty(n int64) string {
	if n == 0 {
		return ""
	}
	return text(n)
}

// typedValue is the value as staff type it.
func typedValue(o *db.Offer) string {
	switch {
	case o.Value == 0:
		return ""
	case o.Kind == db.Percent:
		return text(o.Value)
	}
	return fmt.Sprintf("%d.%02d", o.Value/100, o.Value%100)
}

func typedStock(o *db.Offer) string {
	if o.Stock == nil {
		return ""
	}
	return text(*o.Stock)
}

func offerKinds(p ui.Page) []ui.Option {
	hints := map[db.OfferKind]i18n.Text{
		db.Percent: i18n.DeskOfferPercentHint, db.Amount: i18n.DeskOfferAmountHint, db.Fixed: i18n.DeskOfferFixedHint,
		db.Gift: i18n.DeskOfferGiftHint, db.Perk: i18n.DeskOfferPerkHint,
	}
	var out []ui.Option
	for _, k := range db.OfferKinds {
		out = append(out, ui.Option{Value: string(k), Label: p.T(i18n.OfferKinds[k]), Hint: p.T(hints[k])})
	}
	return out
}

func offerStates(p ui.Page) []ui.Option {
	hints := map[db.OfferState]i18n.Text{db.OfferDraft: i18n.DeskOfferDraftHint, db.OfferLive: i18n.DeskOfferLiveHint, db.OfferEnded: i18n.DeskOfferEndedHint}
	var out []ui.Option
	for _, s := range db.OfferStates {
		out = append(out, ui.Option{Value: string(s), Label: p.T(i18n.OfferStates[s]), Hint: p.T(hints[s])})
	}
	return out
}

func payers(p ui.Page) []ui.Option {
	var out []ui.Option
	for _, who := range []string{"merchant", "club", "split"} {
		out = append(out, ui.Option{Value: who, Label: p.T(i18n.DeskOfferPayers[who])})
	}
	return out
}

// weekdays begin with Monday, as the week does here; bit 0 is Sunday.
func weekdays(p ui.Page) []ui.Option {
	var out []ui.Option
	for _, day := range []int{1, 2, 3, 4, 5, 6, 0} {
		out = append(out, ui.Option{Value: text(int64(day)), Label: i18n.Weekday(p.Locale, day)})
	}
	return out
}

func weekdaysOf(bits int64) (out []string) {
	for day := range 7 {
		if bits&(1<<day) != 0 {
			out = append(out, text(int64(day)))
		}
	}
	return out
}

func classes(p ui.Page) (out []ui.Option) {
	for _, c := range db.Classes {
		out = append(out, ui.Option{Value: string(c), Label: p.T(i18n.Classes[c])})
	}
	return out
}

func tiers(p ui.Page) (out []ui.Option) {
	for _, t := range db.Tiers {
		out = append(out, ui.Option{Value: string(t), Label: p.T(i18n.Tiers[t])})
	}
	return out
}

func texts[T ~string](list []T) (out []string) {
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}

func idTexts(ids []int64) (out []string) {
	for _, id := range ids {
		out = append(out, text(id))
	}
	return out
}

// places are the communities in use, and those chosen before they ended.
func (v OfferView) places(p ui.Page) (out []ui.Option) {
	for _, c := range v.Communities {
		if !c.Ended || slices.Contains(v.Offer.Communities, c.ID) {
			out = append(out, ui.Option{Value: text(c.ID), Label: p.Text(c.Name), Hint: p.Text(c.City)})
		}
	}
	return out
}

// outlets are the merchant's open outlets, and those chosen before they closed.
func (v OfferView) outlets(p ui.Page) (out []ui.Option) {
	for _, o := range v.Merchant.Outlets {
		if !o.Ended || slices.Contains(v.Offer.Outlets, o.ID) {
			out = append(out, ui.Option{Value: text(o.ID), Label: p.Text(o.Name), Hint: p.Text(o.Address)})
		}
	}
	return out
}

// dateTime is the kind of an Input for a day and time.
const dateTime = "datetime-local"

// cancel is where one goes without saving.
func (v OfferView) cancel() string {
	if v.Offer.ID == 0 {
		return "/staff/offers"
	}
	return Path("offers", v.Offer.ID)
}
