package staff

import (
	"net/url"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// MemberTab is what stands beside the facts of a member's record.
type MemberTab string

// The tabs.
const (
	TabTimeline MemberTab = ""
	TabVouchers MemberTab = "vouchers"
	TabNotices  MemberTab = "notices"
)

// MemberView is one member's record.
type MemberView struct {
	Clock
	*db.MemberRecord
	Record   RecordView
	Places   []db.Community
	Decides  func(community int64) bool // the reader decides claims there
	Tab      MemberTab
	List     []*db.Voucher   // of that tab
	Notices  []db.SentNotice // of that one
	More     int64
	Deep     bool    // not the tab's first page
	Revealed bool    // phone and e-mail are in full
	Lost     ui.Form // of the phone that was lost, as it was refused
}

func (v MemberView) parts(p ui.Page, f ui.Form) recordParts {
	r := recordParts{
		Crumbs: []ui.Link{{Label: p.T(i18n.DeskMembersTitle), Href: p.To("/staff/members")}}, Tags: v.tags(p), Actions: memberActions(p, f, v),
		Above: memberAbove(p, f, v), Facts: memberFacts(p, v), More: consents(p, v), Tabs: v.tabs(p), After: memberDialog(p, f, v),
	}
	switch v.Tab {
	case TabVouchers:
		r.Tab = vouchers(p, v)
	case TabNotices:
		r.Tab = notices(p, v)
	}
	return r
}

// path is the address of the record with the tab open.
func (v MemberView) path(tab MemberTab, before int64) string {
	path, q := Path("members", v.ID), url.Values{}
	switch tab {
	case TabVouchers:
		q.Set("tab", string(tab))
	case TabNotices:
		path = NoticesPath(v.ID)
	}
	if before != 0 {
		q.Set("before", text(before))
	}
	return address(path, q)
}

func (v MemberView) pages(p ui.Page) more {
	m := older("", "", "")
	if v.Deep {
		m.First = p.To(v.path(v.Tab, 0))
	}
	if v.More != 0 {
		m.Next = p.To(v.path(v.Tab, v.More))
	}
	return m
}

func (v MemberView) tags(p ui.Page) []ui.Tag {
	tags := []ui.Tag{{Text: p.T(i18n.Classes[v.Class]), Tone: ui.Info}, {Text: p.T(i18n.Tiers[v.Tier]), Tone: ui.Info}}
	if v.Waiting {
		tags = append(tags, ui.Tag{Text: p.T(i18n.DeskWaiting), Tone: ui.Warn})
	}
	switch {
	case v.Into != 0:
		tags = append(tags, ui.Tag{Text: p.T(i18n.DeskMerged), Tone: ui.Warn})
	case v.Left:
		tags = append(tags, ui.Tag{Text: p.T(i18n.DeskLeft), Tone: ui.Bad})
	case v.Leaving:
		tags = append(tags, ui.Tag{Text: p.T(i18n.DeskLeaving), Tone: ui.Warn})
	}
	return tags
}

func (v MemberView) tabs(p ui.Page) (out []ui.Link) {
	for _, t := range []struct {
		tab   MemberTab
		label i18n.Text
	}{{TabTimeline, i18n.DeskTimeline}, {TabVouchers, i18n.DeskVouchers}, {TabNotices, i18n.DeskNotices}} {
		out = append(out, ui.Link{Label: p.T(t.label), Href: p.To(v.path(t.tab, 0)), Here: t.tab == v.Tab})
	}
	return out
}

func (v MemberView) facts(p ui.Page) []ui.Fact {
	or := func(s string) string {
		if s == "" {
			return p.T(i18n.DeskNotGiven)
		}
		return s
	}
	return []ui.Fact{
		{Term: p.T(i18n.DeskNumber), Text: db.FormatNumber(v.Number)},
		{Term: p.T(i18n.DeskPoints), Text: i18n.Number(v.Balance), Strong: true},
		{Term: p.T(i18n.DeskPhone), Text: or(v.Phone)},
		{Term: p.T(i18n.DeskEmail), Text: or(v.Email)},
		{Term: p.T(i18n.DeskLanguage), Text: i18n.LocaleNames[v.Locale]},
		{Term: p.T(i18n.DeskCommunity), Text: or(v.community(p))},
		{Term: p.T(i18n.DeskJoined), Text: v.day(p, v.JoinedAt)},
	}
}

// community names the member's own, unless it is none of the reader's.
func (v MemberView) community(p ui.Page) string {
	if v.Elsewhere {
		return p.T(i18n.DeskElsewhere)
	}
	return placeName(p, v.Places, v.MemberRow.Community)
}

var claimTones = map[db.ClaimState]ui.Tone{db.ClaimWaiting: ui.Warn, db.ClaimVerified: ui.Good, db.ClaimRefused: ui.Bad}

func (v MemberView) homes(p ui.Page) []ui.Row {
	var out []ui.Row
	for _, c := range v.Claims {
		row := ui.Row{
			Title: home(p, v.Places, c.HomeAddress),
			Tag:   ui.Tag{Text: p.T(i18n.ClaimStates[c.State]), Tone: claimTones[c.State]},
		}
		if c.State == db.ClaimWaiting && v.Decides(c.Community) {
			row.Href = p.To(Path("claims", c.ID))
		} else if c.Home != 0 {
			row.Href = p.To(Path("homes", c.Home))
		} else if v.Decides(c.Community) {
			row.Href = p.To(Path("claims", c.ID))
		}
		out = append(out, row)
	}
	return out
}

// households are those that the member is in.
func (v MemberView) households(p ui.Page) (out []ui.Row) {
	for _, h := range v.Households {
		row := ui.Row{Title: i18n.HomeWords(p.Locale, h.Place, h.HomeAddress), Href: p.To(Path("homes", h.Home))}
		if h.Primary == v.MemberRow.ID {
			row.Tag = ui.Tag{Text: p.T(i18n.HouseLead), Tone: ui.Info}
		}
		out = append(out, row)
	}
	return out
}

// consents tells how each consent stands: the newest record of its kind.
func (v MemberView) consents(p ui.Page) []ui.Fact {
	var out []ui.Fact
	for _, k := range i18n.ConsentKinds {
		f := ui.Fact{Term: p.T(k.Name), Text: p.T(i18n.DeskConsentNever)}
		for _, c := range v.Consents {
			switch {
			case c.Kind != k.Kind:
			case c.WithdrawnAt != 0:
				f.Text = p.F(i18n.DeskConsentGone, v.day(p, c.WithdrawnAt))
			default:
				f.Text = p.F(i18n.DeskConsentGiven, v.day(p, c.GivenAt), i18n.Version(p.Locale, c.Version))
			}
		}
		out = append(out, f)
	}
	return out
}

var voucherTones = map[db.VoucherState]ui.Tone{db.Issued: ui.Good, db.Redeemed: ui.Neutral, db.Expired: ui.Warn, db.Void: ui.Bad}

func (v MemberView) vouchers(p ui.Page) []ui.Row {
	var out []ui.Row
	for _, x := range v.List {
		words := []string{p.Text(x.MerchantName), p.F(i18n.DeskVoucherCode, ending(x.Code)), p.F(i18n.DeskClaimedOn, v.time(p, x.ClaimedAt))}
		if x.State == db.Issued && x.RedeemTo < 1<<60 {
			words = append(words, p.F(i18n.DeskGoodUntil, v.until(p, x.RedeemTo)))
		}
		out = append(out, ui.Row{
			Title: p.Text(x.Title), Text: joined(words), Href: ifMay(p, db.OffersRead, Path("vouchers", x.ID)),
			Tag: ui.Tag{Text: p.T(i18n.VoucherStates[x.State]), Tone: voucherTones[x.State]},
		})
	}
	return out
}

// ending is the last part of a voucher's code: enough to compare on the phone, too little to redeem it.
func ending(code string) string {
	if len(code) < 4 {
		return code
	}
	return "…\u2060" + code[len(code)-4:] // joined: a line never ends between them
}
