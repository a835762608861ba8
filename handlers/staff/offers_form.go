package staff

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"clubhouse/db"
	"clubhouse/handlers/web"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// offerReader reads what staff typed of an offer and gathers what cannot be read.
type offerReader struct {
	c      *web.Context
	form   url.Values
	faults []ui.FieldError
}

// readOffer takes the form into the offer, as far as it can be read, and answers the faults.
func readOffer(c *web.Context, form url.Values, o *db.Offer) []ui.FieldError {
	r := &offerReader{c: c, form: form}
	o.Title, o.Terms = web.Text3(form, "title"), web.Text3(form, "terms")
	o.Kind, o.State = db.OfferKind(form.Get("kind")), db.OfferState(form.Get("state"))
	o.Value = r.value(o.Kind)
	o.Payer, o.ClubShare = form.Get("payer"), 0
	if o.Payer == "split" {
		if o.ClubShare = r.number("club_share"); o.ClubShare < 1 || o.ClubShare > 99 {
			r.refuse("club_share", i18n.DeskOfferShareWrong)
		}
	}
	o.ShownFrom, o.ClaimFrom, o.ClaimTo = r.instant("shown_from"), r.instant("claim_from"), r.instant("claim_to")
	o.RedeemTo = 0
	if r.text("redeem_to") != "" {
		o.RedeemTo = r.instant("redeem_to")
	}
	o.RedeemDays = r.number("redeem_days")
	o.Weekdays = 0
	for _, day := range r.numbers("weekdays") {
		o.Weekdays |= 1 << (day & 7)
	}
	o.HourFrom, o.HourTo = r.clock("hour_from"), r.clock("hour_to")
	if o.HourTo == 0 {
		o.HourTo = 24 * 60
	}
	o.Classes, o.Tiers = chosen(form["classes"], db.Classes), chosen(form["tiers"], db.Tiers)
	o.Communities, o.Outlets = r.numbers("communities"), r.numbers("outlets")
	o.JoinedDays, o.Price = r.number("joined_days"), r.number("price")
	o.Stock = nil
	if stock := r.number("stock"); r.text("stock") != "" && !r.refused("stock") {
		o.Stock = &stock
	}
	o.PerMember, o.PerMemberDay, o.PerHome = r.number("per_member"), r.number("per_member_day"), r.number("per_home")
	if len(r.faults) > 0 {
		r.judge(o)
	}
	return r.faults
}

// judgedWith names the fields on which the judgement of another rests.
var judgedWith = map[string][]string{"claim_to": {"shown_from", "claim_from"}, "redeem_to": {"claim_to", "redeem_days"}, "hour_to": {"hour_from"}}

// judge adds what the books refuse beside what cannot be read, so that all of it is told at once.
func (r *offerReader) judge(o *db.Offer) {
	f, _ := r.c.Refused(nil, o.Check())
	for _, e := range f.Errors {
		if !r.refused(e.Field) && !slices.ContainsFunc(judgedWith[e.Field], r.refused) {
			r.faults = append(r.faults, e)
		}
	}
}

func (r *offerReader) refused(field string) bool {
	return slices.ContainsFunc(r.faults, func(f ui.FieldError) bool { return f.Field == field })
}

func (r *offerReader) refuse(field string, why i18n.Text) {
	if r.refused(field) {
		return
	}
	r.faults = append(r.faults, ui.FieldError{Field: field, Text: r.c.T(why)})
}

// text answers what was typed, full-width signs as plain ones.
func (r *offerReader) text(field string) string { return db.Fold(r.form.Get(field)) }

// number reads a whole number; nothing typed is 0.
func (r *offerReader) number(field string) int64 {
	s := strings.ReplaceAll(r.text(field), ",", "")
	if s == "" {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		r.refuse(field, i18n.DeskOfferNumber)
		return 0
	}
	return n
}

// numbers reads the ticked of a group.
func (r *offerReader) numbers(field string) (list []int64) {
	for _, s := range r.form[field] {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			list = append(list, n)
		}
	}
	return list
}

// value reads the value in the terms of the kind.
func (r *offerReader) value(kind db.OfferKind) int64 {
	switch kind {
	case db.Percent:
		n, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(r.text("value"), "%")), 10, 64)
		if err != nil || n < 1 || n > 99 {
			r.refuse("value", i18n.DeskOfferPercentWrong)
			return 0
		}
		return n
	case db.Amount, db.Fixed:
		n, ok := db.ParseMoney(r.form.Get("value"))
		if !ok || n == 0 {
			r.refuse("value", i18n.DeskOfferMoneyWrong)
		}
		return n
	}
	return 0
}

// instant reads a day and time by the club's clock.
func (r *offerReader) instant(field string) int64 {
	s := strings.ToUpper(r.text(field)) // folding has made the T small
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.ParseInLocation(layout, s, r.c.Store().Club().Zone); err == nil {
			return t.Unix()
		}
	}
	r.refuse(field, i18n.DeskOfferTimeWrong)
	return 0
}

// clock reads a time of day as minutes after midnight; nothing typed is midnight.
func (r *offerReader) clock(field string) int64 {
	s := r.text(field)
	if s == "" || s == "24:00" {
		return 0
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		r.refuse(field, i18n.DeskOfferClockWrong)
		return 0
	}
	return int64(t.Hour()*60 + t.Minute())
}

// chosen answers those of all that were ticked, in their own order.
func chosen[T ~string](ticked []string, all []T) (list []T) {
	for _, v := range all {
		for _, s := range ticked {
			if string(v) == s {
				list = append(list, v)
				break
			}
		}
	}
	return list
}
