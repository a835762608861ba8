package db

import (
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"testing"
	"time"
)

// A thing is asked for by its id, by its name, or with all others that have something in theirs, where these are not many.
func TestListThingsByName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.exec("INSERT INTO merchants (id, kind, name_hans, name_hant, name_en, phone) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250) " +
		"SELECT i, 'shop', '茶居' || CAST(i AS TEXT), '', 'Tea House ' || CAST(i AS TEXT), '' FROM n")
	offers := map[int64]int64{}
	for _, m := range []int64{7, 70, 71, 200} {
		offers[m] = w.offer(func(o *Offer) { o.Merchant, o.Payer = m, "club" })
	}
	for typed, want := range map[string][]int64{
		"7": {7}, "茶居7": {7}, "ＴＥＡ ｈouse 7": {7}, "茶居70": {70}, "茶居 20": nil, "e 7": {7, 70, 71}, "0": {70, 200},
		"茶居": {-1}, "糖": {-1}, "999999": {-1}, " ": nil, "'": {-1}, "\u202e": {-1},
	} {
		q := OfferList.Query(url.Values{"merchant": {typed}})
		p := must(w.List(ctx, SystemActor, OfferList, q))(t)
		passed := slices.Contains(p.Passed, "merchant")
		var found []int64
		for _, line := range p.Lines {
			for m, id := range offers {
				if id == line.ID {
					found = append(found, m)
				}
			}
		}
		slices.Sort(found)
		switch {
		case slices.Equal(want, []int64{-1}) != passed:
			t.Errorf("%q: passed over: %v", typed, p.Passed)
		case passed || typed == " ":
			if len(found) != len(offers) {
				t.Errorf("%q: %v, want all", typed, found)
			}
		case !slices.Equal(found, want):
			t.Errorf("%q: %v, want %v", typed, found, want)
		}
		if f := q.plain(OfferList)["merchant"]; typed != "7" && typed != "0" && typed != "999999" && typed != " " && f != "…" {
			t.Errorf("the log tells what was typed: %v", f)
		}
	}
	m := w.join("陈美玲", "13800138000")
	voucher := must(w.ClaimOffer(ctx, m, offers[70], key(1)))(t)
	must(w.ClaimOffer(ctx, m, offers[200], key(2)))(t)
	for typed, want := range map[string]int{"House 7": 1, "茶居70": 1, "200": 1, "0": 2, strconv.FormatInt(w.merchant, 10): 0} {
		p := must(w.List(ctx, SystemActor, VoucherList, VoucherList.Query(url.Values{"merchant": {typed}})))(t)
		if len(p.Lines) != want || want == 1 && typed != "200" && p.Lines[0].ID != voucher {
			t.Errorf("vouchers of %q: %d", typed, len(p.Lines))
		}
	}
}

// A voucher whose time is over is told so by its list, under each filter that finds it.
func TestVoucherListExpired(t *testing.T) {
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	must(w.ClaimOffer(ctx, m, w.offer(nil), key(1)))(t)
	told := func(state string) (cells []Cell) {
		for _, line := range must(w.List(ctx, SystemActor, VoucherList, VoucherList.Query(url.Values{"state": {state}})))(t).Lines {
			cells = append(cells, line.Cells[VoucherList.column("state")])
		}
		return cells
	}
	is := func(word VoucherState) []Cell { return []Cell{Choices{{"voucher", string(word)}}} }
	if all, issued, expired := told(""), told("issued"), told("expired"); !reflect.DeepEqual(all, is(Issued)) || !reflect.DeepEqual(issued, is(Issued)) || expired != nil {
		t.Errorf("new: %v, %v, %v", all, issued, expired)
	}
	w.clock.pass(1000 * 24 * time.Hour)
	if all, issued, expired := told(""), told("issued"), told("expired"); !reflect.DeepEqual(all, is(Expired)) || issued != nil || !reflect.DeepEqual(expired, is(Expired)) {
		t.Errorf("over: %v, %v, %v", all, issued, expired)
	}
}
