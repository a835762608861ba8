package db

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// Members are found by any part of a name in either script, by the end of a phone and by the beginning of a number.
func TestMembersFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	who := map[string]int64{}
	for name, phone := range map[string]string{"陳美玲": "13800138000", "陈玲美": "13800138001", "美美": "13900131234", "Daniel Fraser": "13700007777", "O'Neil_100%": "13700007778"} {
		who[name] = w.join(name, phone).Member
	}
	number := must(w.MemberRecord(ctx, SystemActor, who["美美"]))(t).Number
	others := 0
	for name, id := range who { // numbers are random: these begin as no question does
		if others++; name != "美美" {
			w.exec(fmt.Sprintf("UPDATE members SET number = '%s%d' WHERE id = %d", number[:2], 55555550+others, id))
		}
	}
	for q, want := range map[string][]string{
		"陈": {"陳美玲", "陈玲美"}, "陳": {"陳美玲", "陈玲美"}, "美": {"陳美玲", "陈玲美", "美美"}, "美玲": {"陳美玲"}, "陈美玲": {"陳美玲"}, "陳美玲": {"陳美玲"},
		"美美": {"美美"}, "陈美": {"陳美玲"}, "玲陈": nil, "美玲美": nil, "美美美": nil, strings.Repeat("长", 100): nil,
		"FRASER": {"Daniel Fraser"}, "l f": {"Daniel Fraser"}, "daniel fraser": {"Daniel Fraser"}, "niel fra": {"Daniel Fraser"}, "iel fri": nil, "d": {"Daniel Fraser"}, "nie": {"Daniel Fraser"}, "nei_": nil, "neil_": {"O'Neil_100%"}, "0%": {"O'Neil_100%"},
		"000": {"陳美玲"}, "8000": {"陳美玲"}, "800": nil, "1234": {"美美"}, "777": {"Daniel Fraser"}, "0138001": {"陈玲美"}, "13800138000": {"陳美玲"}, "77": nil,
		number: {"美美"}, number[2:]: {"美美"}, number[2:8]: {"美美"},
	} {
		if len(q) >= leastDigits && strings.HasPrefix(number[2:], q) && !slices.Contains(want, "美美") {
			want = append(want, "美美")
		}
		page, err := w.List(ctx, SystemActor, MemberList, MemberList.Query(url.Values{"q": {q}}))
		var got []string
		for _, m := range page.Lines {
			got = append(got, m.Cells[0].(string))
		}
		slices.Sort(got)
		slices.Sort(want)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v (%v)", q, got, want, err)
		}
	}
}
