package db

import (
	"slices"
	"testing"
)

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

// Ranking for one member leaves the shelf, which all share, as it is.
func TestRankingLeavesShelf(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.join("陈美玲", "13800138000")
	for range 3 {
		w.offer(nil)
	}
	shelf := must(w.LiveOffers(ctx))(t)
	before := slices.Clone(shelf)
	must(w.ClaimOffer(ctx, m, shelf[0].ID, key(1)))(t)
	card := &MemberCard{ID: m.Member}
	ranked, page := must(w.MemberOffers(ctx, card))(t), must(w.MemberHomePage(ctx, card))(t)
	if ranked[2].ID != before[0].ID || page.Picks[0].ID == before[0].ID {
		t.Error("what is held does not stand behind what can be claimed")
	}
	if !slices.Equal(shelf, before) || !slices.Equal(must(w.LiveOffers(ctx))(t), before) {
		t.Error("the shared list was changed")
	}
}
