package staff

import (
	"net/url"

	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"

	"github.com/a-h/templ"
)

// SearchView is the page of the search, and what it has found.
type SearchView struct {
	Typed string
	db.Found
}

// foundGroup is what was found of one kind.
type foundGroup struct {
	Title string
	All   ui.Link // to the list of all of them, where there is one
	More  bool
	Rows  []ui.Row
}

// groups are what was found, the kinds of which nothing was left out.
func (v SearchView) groups(p ui.Page) (out []foundGroup) {
	add := func(title i18n.Text, more bool, list string, rows []ui.Row) {
		if len(rows) == 0 {
			return
		}
		g := foundGroup{Title: p.T(title), More: more, Rows: rows}
		if list != "" && more {
			g.All = ui.Link{Label: p.T(i18n.DeskFindAll), Href: p.To(list + "?q=" + url.QueryEscape(v.Typed))}
		}
		out = append(out, g)
	}
	add(i18n.DeskMembersTitle, v.Members.More, "/staff/members", rows(v.Members.List, v.member(p)))
	add(i18n.DeskFindHomes, v.Homes.More, "", rows(v.Homes.List, v.home(p)))
	add(i18n.DeskFindContracts, v.Contracts.More, "", rows(v.Contracts.List, v.home(p)))
	add(i18n.DeskVouchers, v.Vouchers.More, "", rows(v.Vouchers.List, v.voucher(p)))
	add(i18n.UINavMerchants, v.Merchants.More, "/staff/merchants", rows(v.Merchants.List, func(m db.Merchant) ui.Row {
		return ui.Row{Title: p.Text(m.Name), Text: p.T(i18n.MerchantKinds[m.Kind]), Href: p.To(Path("merchants", m.ID)), Icon: ui.IconStore, Tag: ended(p, m.Ended)}
	}))
	add(i18n.UINavStaffOffers, v.Offers.More, "", rows(v.Offers.List, func(o db.FoundOffer) ui.Row {
		return ui.Row{Title: p.Text(o.Title), Text: p.Text(o.Merchant), Href: p.To(Path("offers", o.ID)), Icon: ui.IconGift, Tag: ui.Tag{Text: p.T(i18n.OfferStates[o.State])}}
	}))
	add(i18n.UINavCommunities, v.Communities.More, "/staff/communities", rows(v.Communities.List, func(c db.Community) ui.Row {
		href := ifMay(p, db.CatalogEdit, Path("communities", c.ID))
		if href == "" {
			href = p.To("/staff/communities?q=" + url.QueryEscape(p.Text(c.Name)))
		}
		return ui.Row{Title: p.Text(c.Name), Text: p.Text(c.City), Href: href, Icon: ui.IconBuilding, Tag: ended(p, c.Ended)}
	}))
	return out
}

func rows[T any](list []T, row func(T) ui.Row) (out []ui.Row) {
	for _, v := range list {
		out = append(out, row(v))
	}
	return out
}

func ended(p ui.Page, is bool) ui.Tag {
	if !is {
		return ui.Tag{}
	}
	return ui.Tag{Text: p.T(i18n.DeskEnded)}
}

func (v SearchView) member(p ui.Page) func(db.MemberRow) ui.Row {
	return func(m db.MemberRow) ui.Row {
		words := []string{db.FormatNumber(m.Number), m.To}
		if place := placeName(p, v.Places, m.Community); place != "" {
			words = append(words, place)
		}
		row := ui.Row{Title: m.Name, Text: joined(words), Href: p.To(Path("members", m.ID)), Icon: ui.IconUser, End: p.T(i18n.Tiers[m.Tier])}
		switch {
		case m.Merged:
			row.Tag = ui.Tag{Text: p.T(i18n.DeskMerged), Tone: ui.Warn}
		case m.Left:
			row.Tag = ui.Tag{Text: p.T(i18n.DeskLeft), Tone: ui.Bad}
		case m.Leaving:
			row.Tag = ui.Tag{Text: p.T(i18n.DeskLeaving), Tone: ui.Warn}
		case m.Waiting:
			row.Tag = ui.Tag{Text: p.T(i18n.DeskWaiting), Tone: ui.Warn}
		}
		return row
	}
}

func (v SearchView) home(p ui.Page) func(db.FoundHome) ui.Row {
	return func(h db.FoundHome) ui.Row {
		row := ui.Row{Title: i18n.HomeWords(p.Locale, h.Place, h.HomeAddress), Href: p.To(Path("homes", h.ID)), Icon: ui.IconHome}
		if h.Contract != "" {
			row.Text = p.F(i18n.DeskFindContract, h.Contract)
		}
		return row
	}
}

func (v SearchView) voucher(p ui.Page) func(*db.StaffVoucher) ui.Row {
	return func(x *db.StaffVoucher) ui.Row {
		return ui.Row{
			Title: p.Text(x.Title), Text: joined([]string{x.MemberName, p.Text(x.MerchantName), p.F(i18n.DeskVoucherCode, ending(x.Code))}),
			Href: p.To(Path("vouchers", x.ID)), Icon: ui.IconTicket, Tag: ui.Tag{Text: p.T(i18n.VoucherStates[x.State]), Tone: voucherTones[x.State]},
		}
	}
}

// forms are what may be typed.
func (v SearchView) forms(p ui.Page) (out []ui.Fact) {
	for _, f := range i18n.DeskFindForms {
		out = append(out, ui.Fact{Term: p.T(f.What), Text: p.T(f.How)})
	}
	return out
}

func (v SearchView) field(p ui.Page) ui.Field {
	return ui.Field{Name: "q", Label: p.T(i18n.DeskFindHint), Kind: ui.SearchText, Value: v.Typed, Focus: v.Typed == "", Autocomplete: "off"}
}

// action is where the search is sent.
func (v SearchView) action(p ui.Page) templ.SafeURL { return p.To("/staff/search") }
