package db

import (
	"encoding/json"
	"fmt"
)

// tellings are all that members are told. Each is declared once: here, as a struct below, and in views/i18n/notices.go with
// its words.
var tellings = []noticeKind{
	readsAs[HomeVerified](), readsAs[HomeRefused](), readsAs[HomeSold](), readsAs[VouchersEnd](), readsAs[TierSet](), readsAs[LeavingSet](), readsAs[CardRenewed](), readsAs[BirthdayToday](), readsAs[HomeAsked](),
	readsAs[HouseholdJoined](), readsAs[HouseholdRemoved](), readsAs[HouseholdOffered](), readsAs[HouseholdAnswered](), readsAs[HouseholdYours](), readsAs[HouseholdEnded](), readsAs[HouseholdHint](), readsAs[HouseholdTaken](),
}

// noticeKind is a kind of notice, and how one is read from its row.
type noticeKind struct {
	kind NoticeKind
	none Telling
	read func(args string) Telling
}

func readsAs[T Telling]() noticeKind {
	var none T
	return noticeKind{none.notice().kind, none, func(args string) Telling {
		var n T
		_ = json.Unmarshal([]byte(args), &n) // written by told from a T, or blanked since
		return n
	}}
}

// Tellings answers an empty one of each kind.
func Tellings() (list []Telling) {
	for _, t := range tellings {
		list = append(list, t.none)
	}
	return list
}

// NoticeHome is a home as a notice names it.
type NoticeHome struct {
	Place Text // the community
	HomeAddress
}

// HomeVerified tells that staff have approved a claim to a home.
type HomeVerified struct {
	Claim int64
	Home  NoticeHome
}

func (n HomeVerified) notice() about {
	return about{kind: "home_verified", cause: n.Claim, path: "/homes"}
}

// HomeRefused tells that staff have refused one, and why in their words.
type HomeRefused struct {
	Claim  int64
	Home   NoticeHome
	Reason string
}

func (n HomeRefused) notice() about {
	return about{kind: "home_refused", cause: n.Claim, path: "/homes"}
}

// HomeAsked tells that staff want to know something before they decide a claim.
type HomeAsked struct {
	Claim    int64
	Step     int64
	Home     NoticeHome
	Question string
}

func (n HomeAsked) notice() about {
	return about{kind: "home_asked", cause: n.Step, path: homePath(n.Claim)}
}

// HomeSold tells that a claim has ended, since another owner of the home is verified.
type HomeSold struct {
	Claim int64
	Home  NoticeHome
	From  Day // the first on which it holds no more
}

func (n HomeSold) notice() about { return about{kind: "home_sold", cause: n.Claim, path: "/homes"} }

// VouchersEnd tells that vouchers end with one day, all those of the day in one notice.
type VouchersEnd struct {
	Day     Day
	Ends    int64 // the instant at which the last of them ends
	Count   int
	Voucher int64 // the first that ends
	Title   Text  // its offer's
}

// vouchersEnd is named by the query that looks for whom to tell, too.
const vouchersEnd NoticeKind = "vouchers_end"

func (n VouchersEnd) notice() about {
	a := about{kind: vouchersEnd, cause: n.Day.number(), path: "/vouchers", until: n.Ends}
	if n.Count == 1 {
		a.path = fmt.Sprintf("/vouchers/%d", n.Voucher)
	}
	return a
}

// TierSet tells that staff have given the member a tier.
type TierSet struct {
	Change int64
	Tier   Tier
}

func (n TierSet) notice() about { return about{kind: "tier_set", cause: n.Change, path: "/me"} }

// CardRenewed tells that the member's cards were made anew: since a phone was lost, by the member or, ByClub, by staff, or
// since another membership was parted from theirs (Apart).
type CardRenewed struct {
	Change int64
	ByClub bool
	Apart  bool `json:",omitempty"`
}

func (n CardRenewed) notice() about {
	return about{kind: "card_renewed", cause: n.Change, path: "/card", urgent: true}
}
