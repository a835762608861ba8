package db

import (
	"fmt"
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
		"美美": {"美美"}, "陈美": {"陳美玲"}, "玲陈": nil, "美玲美": nil, "美美美": nil, strings.Repeat("长", 400): nil,
		"FRASER": {"Daniel Fraser"}, "l f": {"Daniel Fraser"}, "daniel fraser": {"Daniel Fraser"}, "niel fra": {"Daniel Fraser"}, "iel fri": nil, "d": {"Daniel Fraser"}, "nie": {"Daniel Fraser"}, "nei_": nil, "neil_": {"O'Neil_100%"}, "0%": {"O'Neil_100%"},
		"000": {"陳美玲"}, "8000": {"陳美玲"}, "800": nil, "1234": {"美美"}, "777": {"Daniel Fraser"}, "0138001": {"陈玲美"}, "13800138000": {"陳美玲"}, "77": nil,
		number: {"美美"}, number[2:]: {"美美"}, number[2:8]: {"美美"},
	} {
		if len(q) >= leastDigits && strings.HasPrefix(number[2:], q) && !slices.Contains(want, "美美") {
			want = append(want, "美美")
		}
		list, _, err := w.Members(ctx, SystemActor, MemberFilter{Query: q})
		var got []string
		for _, m := range list {
			got = append(got, m.Name)
		}
		slices.Sort(got)
		slices.Sort(want)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q found %v, want %v (%v)", q, got, want, err)
		}
	}
	first, more, err := w.Members(ctx, SystemActor, MemberFilter{Query: "美", Before: who["陈玲美"]})
	if err != nil || more != 0 || slices.ContainsFunc(first, func(m MemberRow) bool { return m.ID >= who["陈玲美"] }) {
		t.Errorf("before one: %v, %v", first, err)
	}
}

// The members of a club from before the terms are found by them too.
func TestTermsOfOlderClub(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, name := range []string{"陳美玲", "晶晶", "O'Neil 名", strings.Repeat("长", 60)} {
		w.join(name, fmt.Sprintf("1380013800%d", i))
	}
	const terms = "SELECT term, member_id FROM member_terms ORDER BY term, member_id"
	before := w.text(terms)
	for _, s := range []string{"DROP TABLE member_terms", "DROP INDEX accounts_phone_end", "DROP INDEX members_class", "DROP INDEX members_tier",
		"DROP TABLE notes", "DROP INDEX register_changes_home", "DELETE FROM goose_db_version WHERE version_id >= 7"} {
		w.exec(s)
	}
	again := &world{Store: must(Open(ctx, Options{URL: w.url(), Secret: testSecret, Clock: w.clock.now}))(t), clock: w.clock, t: t}
	defer again.Close()
	if after := again.text(terms); after != before {
		t.Errorf("the terms were\n%s\nand are\n%s", before, after)
	}
}

// No list of members reads all of them to show twenty.
func TestMembersByIndex(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	lite := w.lite()
	manager := Actor{Door: StaffDoor, Grants: []Grant{{Role: Service, Scope: ScopeCommunity, ScopeID: 7}}}
	for _, f := range []MemberFilter{
		{Query: "陈"}, {Query: "陈美"}, {Query: "陈美玲"}, {Query: "138"}, {Query: "8000"}, {Query: "13800138000"}, {Query: "a@b.example"}, {Query: "YQ860211473"},
		{Class: Owner}, {Tier: Gold}, {Class: Owner, Tier: Gold, Before: 9}, {Community: 7}, {Community: 7, Query: "陈美玲", Before: 9}, {Waiting: true},
	} {
		for _, actor := range []Actor{SystemActor, manager} {
			from, id, where := f.where(actor, "CH")
			rows := must(lite.readers.db.Query("EXPLAIN QUERY PLAN SELECT "+id+" FROM "+from+where.sql()+" ORDER BY "+id+" DESC LIMIT 21", where.args...))(t)
			for rows.Next() {
				var skip int
				var step string
				must(0, rows.Scan(&skip, &skip, &skip, &step))(t)
				if strings.HasPrefix(step, "SCAN m") && !strings.Contains(step, "LIST") {
					t.Errorf("%+v: %s", f, step)
				}
			}
			must(0, rows.Err())(t)
		}
	}
}
