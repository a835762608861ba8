package db

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// Staff of so many members that these are not found all, but asked of each, see just their own: whatever else is asked, in
// whichever order, forth and back, and so does who asks for the one community.
func TestListsOfWideReach(t *testing.T) {
	readsAlone(t)
	t.Parallel()
	w := newWorld(t)
	const all, first = 12_700, 20_000
	lives := func(i int64) bool { return i%5 != 0 || i%10 == 0 }
	silver := func(i int64) bool { return lives(i) && i%3 == 0 && i%100 != 0 }
	friend := func(i int64) bool { return lives(i) && i%50 == 3 }
	many := fmt.Sprintf("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) SELECT ", all)
	w.exec("INSERT INTO accounts (id, email, name, locale, created_at) " + many + "i, CAST(i AS TEXT) || '@members.example', '赵', 'zh-Hans', 1 FROM n")
	w.exec(fmt.Sprintf("INSERT INTO members (id, account_id, number, name, name_folded, class, tier, community_id, joined_at) "+many+
		`i + %d, i, 'ZZ' || CAST(10000000 + i * 7919 %% 100000 AS TEXT), '赵', CASE WHEN i <= 12000 THEN '赵' ELSE '钱' END, CASE WHEN i %% 50 = 3 THEN 'friend' ELSE 'owner' END,
		CASE WHEN i %% 100 = 0 THEN 'gold' WHEN i %% 3 = 0 THEN 'silver' ELSE 'classic' END, CASE WHEN i %% 5 = 0 THEN NULL ELSE %d END, 1700000000 + i / 4 FROM n`, first, w.community))
	w.exec(fmt.Sprintf("INSERT INTO member_places (member_id, community_id, class) "+many+
		"i + %d, %d, CASE WHEN i %% 50 = 3 THEN 'friend' ELSE 'owner' END FROM n WHERE i %% 5 <> 0 OR i %% 10 = 0", first, w.community))
	w.exec(fmt.Sprintf("INSERT INTO member_terms (term, member_id) "+many+"'赵', i + %d FROM n WHERE i > 2000", first))
	w.exec(fmt.Sprintf("INSERT INTO member_terms (term, member_id) "+many+"'钱', i + %d FROM n WHERE i %% 50 < 2", first))
	offer := w.offer(nil)
	claim := func(which string) {
		w.exec(fmt.Sprintf("INSERT INTO vouchers (id, code, offer_id, version, member_id, request_key, state, price, claimed_at, redeem_to) "+many+
			"i + %d, CAST(i AS TEXT), %d, 1, i + %d, 'k', CASE WHEN i %% 3 = 0 THEN 'issued' ELSE 'redeemed' END, 0, 1, CASE WHEN i %% 2 = 0 THEN 1 ELSE %d END FROM n WHERE "+which,
			first, offer, first, w.Now()+1000))
	}
	inOne := Actor{Door: StaffDoor, Account: 1, Grants: []Grant{{Role: Service, Scope: ScopeCommunity, ScopeID: w.community}}}
	claim("i %% 50 = 1") // 254 vouchers of that many members
	if p := must(w.List(ctx, inOne, VoucherList, VoucherList.Query(nil)))(t); p.Count > 254 || p.Count < listRows {
		t.Errorf("of 254 vouchers %d are counted", p.Count)
	}
	claim("i %% 50 <> 1")
	here := url.Values{"community": {fmt.Sprint(w.community)}}
	for _, c := range []struct {
		l       *List
		actor   Actor
		by      url.Values
		sorts   []string
		meant   func(i int64) bool
		sortKey func(i int64) int64
	}{
		{MemberList, inOne, url.Values{}, []string{"name", "-name"}, lives, func(i int64) int64 { return i / 12001 }},
		{MemberList, inOne, url.Values{}, []string{"joined", "-joined"}, lives, nil},
		{MemberList, SystemActor, here, []string{"joined", "-joined"}, lives, nil},
		{MemberList, inOne, url.Values{"tier": {"silver"}}, []string{"joined", "-joined"}, silver, nil},
		{MemberList, inOne, url.Values{"class": {"owner"}}, []string{"joined", "-joined"}, func(i int64) bool { return lives(i) && i%50 != 3 }, nil},
		{MemberList, inOne, url.Values{"class": {"friend"}}, []string{"-joined"}, friend, nil},
		{MemberList, SystemActor, url.Values{"class": {"friend"}, "community": here["community"]}, []string{"joined"}, friend, nil},
		{MemberList, inOne, url.Values{"class": {"friend"}, "q": {"赵"}}, []string{"joined"}, func(i int64) bool { return friend(i) && i > 2000 }, nil},
		{MemberList, inOne, url.Values{"tier": {"gold"}}, []string{"joined", "-joined"}, func(i int64) bool { return lives(i) && i%100 == 0 }, nil},
		{MemberList, inOne, url.Values{"q": {"赵"}}, []string{"joined", "-joined"}, func(i int64) bool { return lives(i) && i > 2000 }, nil},
		{MemberList, SystemActor, url.Values{"q": {"赵"}, "community": here["community"]}, []string{"joined"}, func(i int64) bool { return lives(i) && i > 2000 }, nil},
		{MemberList, inOne, url.Values{"q": {"钱"}}, []string{"joined", "-joined"}, func(i int64) bool { return lives(i) && i%50 < 2 }, nil},
		{MemberList, inOne, url.Values{"q": {"赵"}, "tier": {"silver"}}, []string{"joined", "-joined"}, func(i int64) bool { return silver(i) && i > 2000 }, nil},
		{MemberList, inOne, url.Values{"q": {"赵"}, "tier": {"gold"}}, []string{"-joined"}, func(i int64) bool { return lives(i) && i > 2000 && i%100 == 0 }, nil},
		{MemberList, inOne, url.Values{}, []string{"number", "-number"}, lives, func(i int64) int64 { return i * 7919 % 100000 }},
		{MemberList, inOne, url.Values{"tier": {"silver"}}, []string{"-number"}, silver, func(i int64) int64 { return i * 7919 % 100000 }},
		{VoucherList, inOne, url.Values{}, []string{"claimed", "-claimed"}, lives, nil},
		{VoucherList, inOne, url.Values{"state": {"issued"}}, []string{"claimed", "-claimed"}, func(i int64) bool { return lives(i) && i%6 == 3 }, nil},
		{VoucherList, inOne, url.Values{"state": {"redeemed"}}, []string{"-claimed"}, func(i int64) bool { return lives(i) && i%3 != 0 }, nil},
		{VoucherList, inOne, url.Values{"q": {"钱"}}, []string{"-claimed"}, func(i int64) bool { return lives(i) && i%50 < 2 }, nil},
		{VoucherList, inOne, url.Values{"q": {"赵"}}, []string{"-claimed"}, func(i int64) bool { return lives(i) && i > 2000 }, nil},
	} {
		for _, sort := range c.sorts {
			var want []int64
			for i := int64(1); i <= all; i++ {
				if c.meant(i) {
					want = append(want, i)
				}
			}
			if c.sortKey != nil {
				slices.SortStableFunc(want, func(a, b int64) int { return int(c.sortKey(a) - c.sortKey(b)) })
			}
			if sort[0] == '-' {
				slices.Reverse(want)
			}
			asks := url.Values{"sort": {sort}}
			for k, v := range c.by {
				asks[k] = v
			}
			q := c.l.Query(asks)
			name := c.l.Name + "?" + asks.Encode()
			var there, back []int64
			numbers := func(p ListPage) (out []int64) {
				for _, id := range lineIDs(p) {
					out = append(out, id-first)
				}
				return out
			}
			most := 700
			if strings.HasSuffix(sort, "name") {
				most = 4600 // more than are found as far as it looks among those of one name
			}
			page := func() ListPage {
				p := must(w.list(ctx, c.actor, c.l, q, most, uncounted))(t)
				switch n := int64(len(want)); {
				case p.AtLeast && p.Count <= n, !p.AtLeast && p.Count == min(n, CountMost+1):
				default:
					t.Errorf("%s: %d counted, at least: %v; there are %d", name, p.Count, p.AtLeast, n)
				}
				return p
			}
			p := page()
			for there = numbers(p); p.Next != ""; there = append(there, numbers(p)...) {
				q.After = p.Next
				p = page()
			}
			q.After = ""
			for back = numbers(p); p.Previous != ""; back = append(numbers(p), back...) {
				q.Before = p.Previous
				p = page()
			}
			if !slices.Equal(there, want) {
				t.Errorf("%s shows %d, want %d, the first wrong is %v", name, len(there), len(want), firstOff(there, want))
			}
			if !slices.Equal(back, want) {
				t.Errorf("%s shows back %d, want %d, the first wrong is %v", name, len(back), len(want), firstOff(back, want))
			}
		}
	}
	if o := must(w.DeskOverview(ctx, inOne))(t); o.Members != CountMost+1 {
		t.Errorf("the first page counts %d members", o.Members)
	}
	if newest := must(w.NewestMembers(ctx, inOne, 5))(t); len(newest) != 5 || newest[0].ID != first+all {
		t.Errorf("the newest are %+v", newest)
	}
	if found := must(w.Search(ctx, inOne, "钱"))(t).Members; len(found.List) == 0 || !found.More || !lives(found.List[0].ID-first) {
		t.Errorf("the search finds %+v", found)
	}
}

// firstOff answers where two lists differ first, and by what.
func firstOff(a, b []int64) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("%d: %d, not %d", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d", min(len(a), len(b)))
}
