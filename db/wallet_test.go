package db

import "testing"

func TestRankOffers(t *testing.T) {
	var list []OfferAt
	for i, st := range []Standing{
		{No: refuse(OfferSoldOut)},
		{Usable: 1, No: refuse(OfferLimit, 1)},
		{No: refuse(OfferForClass)},
		{},
		{No: refuse(PointsShort, 5, 0)},
		{},
	} {
		list = append(list, OfferAt{&Offer{ID: int64(i) + 1}, st})
	}
	rankOffers(list)
	for i, id := range []int64{4, 6, 3, 5, 2, 1} {
		if list[i].ID != id {
			t.Errorf("place %d: offer %d, want %d", i, list[i].ID, id)
		}
	}
	if got := picks(list); len(got) != mostPicks || got[3].ID != 5 {
		t.Errorf("picks: %d", len(got))
	}
	if got := picks(list[4:]); len(got) != 1 {
		t.Errorf("%d picks of one that is held and one that is gone", len(got))
	}
}
