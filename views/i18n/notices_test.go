package i18n

import (
	"strings"
	"testing"

	"clubhouse/db"
)

// Each kind of notice has words in each language, with nothing left to fill in, whoever wrote what it tells of.
func TestNotices(t *testing.T) {
	t.Parallel()
	home := db.NoticeHome{Place: db.Text{Hans: "云栖湾"}, HomeAddress: db.HomeAddress{Building: "3", Stair: "2", Room: "1802"}}
	kinds := len(db.Tellings())
	notices := append(db.Tellings(), // the empty ones too: arguments may have been erased
		db.HomeVerified{Home: home}, db.HomeRefused{Home: home, Reason: "{home}没有。"}, db.HomeSold{Home: home, From: "2026-11-20"},
		db.VouchersEnd{Day: "2026-11-24", Count: 1, Title: db.Text{Hans: "晚市"}}, db.VouchersEnd{Day: "2026-11-24", Count: 10}, db.TierSet{Tier: db.Jade}, db.CardRenewed{ByClub: true}, db.CardRenewed{Apart: true},
		db.HomeAsked{Home: home, Question: "合同{home}没有"}, db.HouseholdJoined{Home: home, Another: db.Another{Name: "{home}没有"}}, db.HouseholdOffered{Home: home, Another: db.Another{Name: "张三"}})
	for _, n := range notices {
		for _, l := range db.Locales {
			told := Notice(l, n)
			sms := told.SMS(l, db.Text{Hans: "云栖会"})
			for _, s := range []string{told.Title, told.Body, told.Short, told.Link, sms} {
				if s == "" || strings.ContainsAny(strings.ReplaceAll(s, "{home}没有", ""), "{}%") {
					t.Errorf("%T in %s: %q", n, l, s)
				}
			}
			if len([]rune(sms)) > 100 {
				t.Errorf("%T in %s: %d signs are long for a text message: %q", n, l, len([]rune(sms)), sms)
			}
		}
	}
	if got, want := Notice(db.Hans, notices[kinds+1]).Body, "云栖湾 3栋2单元1802室 未通过认证：{home}没有。您可以在“我的房产”里重新提交。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := Notice(db.En, notices[kinds+4]).Title, "10 vouchers end soon"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, why := range []string{db.WhyNotAgreed, db.WhyWithdrawn, db.WhyNoAddress, db.WhyLeft, db.WhyOver, db.WhyNoSender} {
		if NotSent[why].En == "" {
			t.Errorf("nothing says %s", why)
		}
	}
}

// Each cause of a message that did not go out has its sentence, and what no sender of ours has said is told too.
func TestSendCauses(t *testing.T) {
	for _, cause := range db.Causes {
		if got := SendCause(db.En, cause+": 535 no"); got == "" || got != SendCauses[cause].En {
			t.Errorf("%s: %q", cause, got)
		}
	}
	if got := SendCause(db.Hant, "the line: is down"); got != SendCauses[db.CauseOther].Hant {
		t.Error(got)
	}
}
