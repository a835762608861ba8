package i18n

import (
	"strings"
	"testing"
	"time"

	"clubhouse/db"
)

// Each rule under which points move has words.
func TestPointRules(t *testing.T) {
	t.Parallel()
	for _, r := range db.Rules {
		if words, ok := PointRules[r]; !ok || words.Hans == "" || words.Hant == "" || words.En == "" {
			t.Errorf("no words for %s", r)
		}
	}
	if len(PointRules) != len(db.Rules) {
		t.Error("words for what is no rule")
	}
}

// A version that is a number counts; any other is a name.
func TestVersion(t *testing.T) {
	for _, c := range []struct {
		l             db.Locale
		version, want string
	}{
		{db.Hans, "2", "第 2 版"}, {db.Hant, "12", "第 12 版"}, {db.En, "2", "version 2"}, {db.Hans, "2026-11", "2026-11 版"}, {db.En, "2026-11", "version 2026-11"},
	} {
		if got := Version(c.l, c.version); got != c.want {
			t.Errorf("%s: %s, want %s", c.version, got, c.want)
		}
	}
}

// On a page a line ends inside no part of an address and inside no date; letters and files have the plain words.
func TestUnbroken(t *testing.T) {
	a := db.HomeAddress{Building: "3", Stair: "2", Room: "A1802"}
	place := db.Text{Hans: "云栖湾", En: "Cloud Bay"}
	day := time.Date(2026, 12, 12, 9, 30, 0, 0, time.UTC)
	for got, want := range map[string]string{
		HomeOnPage(db.Hans, place, a): "云栖湾 3~栋2~单~元A1802~室", HomeOnPage(db.En, place, a): "Cloud Bay, Building_3, stair_2, room_A1802",
		HomeWords(db.Hans, place, a): "云栖湾 3栋2单元A1802室", HomeWords(db.En, place, a): "Cloud Bay, Building 3, stair 2, room A1802",
		Joined(Date(db.Hans, day)): "2026~年~12~月~12~日", Joined(DateTime(db.Hant, day, day)): "12~月~12~日 09:30", Joined(Date(db.En, day)): "12 Dec 2026",
	} {
		if want = strings.NewReplacer("~", "\u2060", "_", "\u00a0").Replace(want); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if s := Refusal(db.Hans, nil, &db.Error{Kind: db.Refused, Reason: db.DestinationWrong}); !strings.Contains(s, "138\u00a00013\u00a08000。") {
		t.Errorf("%q", s)
	}
}
