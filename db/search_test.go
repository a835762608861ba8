package db

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// town is a world with a second community, a member with a verified home in each, and a voucher of each.
func (w *world) town() (vouchers []*Voucher) {
	w.t.Helper()
	brand := must(w.Brands(ctx))(w.t)[0].ID
	w.imported(w.csvOf("", "雲棲臺,香港,2,,18A,黃詠詩,9123 4567,1,CR-YT-2019-0007,2020-01-01", "雲棲臺,香港,3,2,1802,區樂怡,9123 4568,1,CR-YT-2019-0008,2020-01-01",
		"半岛花园,深圳,3,2,1802,王小明,13800138005,1,CR-BD-2018-0001,2020-01-01", "半岛花园,深圳,A,,1903,曾志强,13800138006,1,CR-BD-2018-0002,2020-01-01"), brand)
	places := must(w.Places(ctx))(w.t)
	hill := places[slices.IndexFunc(places, func(c Community) bool { return c.RegisterName == "雲棲臺" })].ID
	offer := w.offer(nil)
	for i, m := range []struct {
		name, phone string
		at          HomeAddress
	}{{"王小明", "13800138005", HomeAddress{w.community, "3", "2", "1802"}}, {"區樂怡", "+85291234568", HomeAddress{hill, "3", "2", "1802"}}} {
		a := w.join(m.name, m.phone)
		if c := must(w.ClaimHome(ctx, a, m.at))(w.t); c.State != ClaimVerified {
			w.t.Fatalf("%s has no home: %s", m.name, c.State)
		}
		vouchers = append(vouchers, w.issue(a, offer, 60+i))
	}
	w.join("曾志强", "13800138006") // of no community
	return vouchers
}

// searched answers what was found in words.
func (w *world) searched(a Actor, typed string) string {
	w.t.Helper()
	f, err := w.Search(ctx, a, typed)
	if err != nil {
		return string(ReasonOf(err))
	}
	var out []string
	say := func(what, is string, more bool) {
		out = append(out, what+" "+is+strings.Repeat("…", map[bool]int{true: 1}[more]))
	}
	for _, m := range f.Members.List {
		say("member", m.Name, f.Members.More)
	}
	for _, h := range f.Homes.List {
		say("home", h.Place.Hans+" "+h.Short(), f.Homes.More)
	}
	for _, h := range f.Contracts.List {
		say("contract", h.Contract, f.Contracts.More)
	}
	for _, v := range f.Vouchers.List {
		say("voucher", v.MemberName, false)
	}
	for _, m := range f.Merchants.List {
		say("merchant", m.Name.Hans, f.Merchants.More)
	}
	for _, o := range f.Offers.List {
		say("offer", o.Title.Hans, f.Offers.More)
	}
	for _, c := range f.Communities.List {
		say("community", c.Name.Hans, f.Communities.More)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// Whatever is known of a thing finds it, however it is written.
func TestSearch(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := w.town()
	title := must(w.Offer(ctx, v[0].Offer))(t).Title.Hans
	number := must(w.MemberRecord(ctx, SystemActor, v[0].Member))(t).Number
	both := "home 半岛花园 3-2-1802, home 雲棲臺 3-2-1802"
	all := "home 半岛花园 3-1-1802, " + both
	ours, theirs := "home 半岛花园 3-2-1802", "home 雲棲臺 3-2-1802"
	for typed, want := range map[string]string{
		"王": "member 王小明", "小明": "member 王小明", "wxm": "member 王小明", "WX": "member 王小明", "xm": "member 王小明", "wang": "member 王小明", "Wang Xiaoming": "member 王小明", "wangxiaoming": "member 王小明",
		"区": "member 區樂怡", "區樂": "member 區樂怡", "ou": "member 區樂怡", "oyy": "member 區樂怡", "zeng": "member 曾志强", "zzq": "member 曾志强", "zhi qi": "", "w": "search_too_short", "xyz": "",
		"138 0013 8005": "member 王小明", "+86 138-0013-8005": "member 王小明", "008613800138005": "member 王小明", "１３８００１３８００５": "member 王小明", "38005": "member 王小明",
		"9123 4568": "member 區樂怡", "91234568": "member 區樂怡", "+852 9123 4568": "member 區樂怡", "00852 91234568": "member 區樂怡", "４５６８": "member 區樂怡",
		number: "member 王小明", strings.ToLower(number[:8]): "member 王小明", FormatNumber(number): "member 王小明", number[:2] + " " + number[2:6]: "member 王小明",
		"3-2-1802": both, "3栋2单元1802": both, "3棟2單元1802室": both, "３－２－１８０２": both, "3/2/1802": both, "第3栋 2单元 1802号": both, "3 2 1802": both, "03-02-1802": both, "block 3 stair 2 flat 1802": both,
		"1802": all, "1802室": all, "3-1802": all, "3栋1802": all, "2单元1802": both, "3#1802": all, "4-1802": "", "3-2-1803": "", "1-2-3-4": "", "a座1903": "home 半岛花园 A-1903", "2座18a": "home 雲棲臺 2-18A",
		"半岛花园 3-2-1802": ours, "半島花園3栋2单元1802": ours, "半岛 3-2-1802": ours, "云栖台 3-2-1802": theirs, "雲棲臺 3座2梯1802": theirs, "花园 1903": "home 半岛花园 A-1903", "无名花园 3-2-1802": "",
		"HT1": "contract HT1", "ht1": "contract HT1", "HT": "", "CR-BD-2018": "contract CR-BD-2018-0001, contract CR-BD-2018-0002", "cr-yt-2019-0008": "contract CR-YT-2019-0008", "CR-B": "contract CR-BD-2018-0001, contract CR-BD-2018-0002", "CR-": "",
		v[0].Code: "voucher 王小明", strings.ToLower(FormatCode(v[1].Code)): "voucher 區樂怡", v[0].Code[:11]: "", v[0].Code[1:]: "",
		"半島": "community 半岛花园", "云栖台": "community 雲棲臺", "谷雨": "merchant 谷雨洗衣", title: "offer " + title,
		"": "search_too_short", " ": "search_too_short", "12": "search_too_short", "a1": "search_too_short", "。": "", strings.Repeat("长", 101): "search_too_long", "%_": "search_too_short", "'\";--": "search_too_short",
	} {
		if got := w.searched(SystemActor, typed); got != want {
			t.Errorf("%q found %s, want %s", typed, got, want)
		}
	}
	for i := range mostHits + 1 {
		w.join("欧阳修", fmt.Sprintf("1390013800%d", i))
	}
	for _, typed := range []string{"欧", "oyx", "ouyang", "ouyangxiu", "1390013800"} {
		f := must(w.Search(ctx, SystemActor, typed))(t)
		if typed == "1390013800" {
			if len(f.Members.List) != 0 {
				t.Errorf("the beginning of a phone found %d", len(f.Members.List))
			}
		} else if len(f.Members.List) != mostHits || !f.Members.More {
			t.Errorf("%s found %d of %d", typed, len(f.Members.List), mostHits+1)
		}
	}
}

// Who may not see a thing does not find it, whatever is known of it; who has a right in one community finds what is there.
func TestSearchWithinReach(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v := w.town()
	places := must(w.Places(ctx))(t)
	hill := places[slices.IndexFunc(places, func(c Community) bool { return c.RegisterName == "雲棲臺" })].ID
	here := Actor{Door: StaffDoor, Grants: []Grant{{Role: Service, Scope: ScopeCommunity, ScopeID: w.community}}}
	there := Actor{Door: StaffDoor, Grants: []Grant{{Role: Service, Scope: ScopeCommunity, ScopeID: hill}}}
	forms := func(m int64, code string) []string {
		number := must(w.MemberRecord(ctx, SystemActor, m))(t).Number
		if m == v[0].Member {
			return []string{"王", "小明", "王小明", "wx", "wxm", "wang", "wangxiaoming", "13800138005", "8005", number, number[:7], "半岛花园 3-2-1802", "半岛 1802", "1903", "A-1903", "CR-BD", "HT1", code, "半岛"}
		}
		return []string{"区", "樂怡", "區樂怡", "oy", "qly", "ou", "ouleyi", "+85291234568", "4568", number, number[:7], "云栖台 3-2-1802", "雲棲 1802", "18A", "2-18A", "CR-YT-2019", code, "云栖台"}
	}
	for _, c := range []struct {
		sees, not Actor
		forms     []string
	}{{here, there, forms(v[0].Member, v[0].Code)}, {there, here, forms(v[1].Member, v[1].Code)}} {
		for _, typed := range c.forms {
			all, in, out := w.searched(SystemActor, typed), w.searched(c.sees, typed), w.searched(c.not, typed)
			if in != all || in == "" {
				t.Errorf("%s: found %q of %q in its own community", typed, in, all)
			}
			if out != "" {
				t.Errorf("%s: found %q from another community", typed, out)
			}
		}
	}
	if got := w.searched(here, "3-2-1802"); got != "home 半岛花园 3-2-1802" {
		t.Errorf("a home at the same address in two communities: %s", got)
	}
	if got, _ := w.StaffVoucher(ctx, there, v[0].ID); got != nil {
		t.Error("a voucher of another community is shown")
	}
	if got := must(w.StaffVoucher(ctx, here, v[0].ID))(t); got.MemberName != "王小明" || got.Member != v[0].Member || got.Version != 1 {
		t.Errorf("the voucher is %+v", got)
	}
	// Who reads vouchers everywhere, but members there alone, is told no more of the member than in the list.
	here.Grants = append(here.Grants, Grant{Role: MerchantDesk, Scope: ScopeAll})
	if got := must(w.StaffVoucher(ctx, here, v[1].ID))(t); got.MemberName != "" || got.Member != 0 || got.MemberNumber != "" {
		t.Errorf("the voucher of a member beyond the reader's reach tells %+v", got)
	}
	for role, want := range map[Role]string{
		EventsDesk: "member 王小明", MerchantDesk: "", Reader: "member 王小明", Till: "",
	} {
		a := Actor{Door: StaffDoor, Grants: []Grant{{Role: role, Scope: ScopeAll}}}
		if got := w.searched(a, "王"); got != want {
			t.Errorf("%s finds %q by a name, want %q", role, got, want)
		}
		voucher := map[Role]string{MerchantDesk: "voucher ", Reader: "voucher 王小明"}[role]
		if got := w.searched(a, v[0].Code); got != voucher {
			t.Errorf("%s finds %q by a code, want %q", role, got, voucher)
		}
		partner := map[Role]string{MerchantDesk: "merchant 谷雨洗衣", Reader: "merchant 谷雨洗衣"}[role]
		if got := w.searched(a, "谷雨"); got != partner {
			t.Errorf("%s finds %q by a merchant's name, want %q", role, got, partner)
		}
	}
}

// No search reads all homes or contracts.
func TestSearchByIndex(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lite := w.lite()
	for _, q := range []string{
		"SELECT h.id FROM homes h WHERE h.room = '1' ORDER BY h.community_id, h.building, h.stair LIMIT 9",
		"SELECT h.id FROM homes h WHERE h.room = '1' AND h.building = '3' AND h.stair = '2' ORDER BY h.community_id, h.building, h.stair LIMIT 9",
		"SELECT h.id FROM homes h WHERE h.contract >= 'C' AND h.contract < 'D' ORDER BY h.contract, h.id LIMIT 9",
	} {
		rows := must(lite.readers.db.Query("EXPLAIN QUERY PLAN " + q))(t)
		for rows.Next() {
			var skip int
			var step string
			must(0, rows.Scan(&skip, &skip, &skip, &step))(t)
			if !strings.HasPrefix(step, "SEARCH h USING COVERING INDEX homes_") {
				t.Errorf("%s: %s", q, step)
			}
		}
		must(0, rows.Err())(t)
	}
}
