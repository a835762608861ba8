package db

import "testing"

func TestRankOffers(t *testing.T) {
	offers := []*Offer{{ID: 1}, {ID: 2}, {ID: 3}, {ID: 4}, {ID: 5}, {ID: 6}}
	standings := map[int64]Standing{
		1: {No: refuse(OfferSoldOut)},
		2: {Usable: 1, No: refuse(OfferLimit, 1)},
		3: {No: refuse(OfferForClass)},
		4: {},
		5: {No: refuse(PointsShort, 5, 0)},
		6: {},
	}
	want := []int64{4, 6, 3, 5, 2, 1}
	for i, o := range RankOffers(offers, standings) {
		if o.ID != want[i] {
			t.Errorf("place %d: offer %d, want %d", i, o.ID, want[i])
		}
	}
	if got := picks(offers, standings); len(got) != mostPicks || got[3].ID != 5 {
		t.Errorf("picks: %d", len(got))
	}
	if offers[0].ID != 1 {
		t.Error("the shared list was changed")
	}
}
