package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// MerchantView is one merchant's record.
type MerchantView struct {
	db.Merchant
	Tills  []db.TillStaff
	Record RecordView
}

func merchantKinds(p ui.Page) []ui.Option {
	var out []ui.Option
	for _, k := range db.MerchantKinds {
		out = append(out, ui.Option{Value: k, Label: p.T(i18n.MerchantKinds[k])})
	}
	return out
}

// merchantFacts are what is known of a merchant.
func merchantFacts(p ui.Page, m db.Merchant) []ui.Fact {
	facts := []ui.Fact{
		{Term: p.T(i18n.DeskMerchantKind), Text: p.T(i18n.MerchantKinds[m.Kind])},
		{Term: p.T(i18n.DeskMerchantPhone), Text: orElse(m.Phone, p.T(i18n.DeskNotWritten))},
	}
	for i, l := range db.Locales {
		facts = append(facts, ui.Fact{Term: i18n.LanguageName(l), Text: orElse(names(m.Name)[i], p.T(i18n.DeskNotWritten))})
	}
	return facts
}

func orElse(s, empty string) string {
	if s == "" {
		return empty
	}
	return s
}

// tillsAt are the till staff of one outlet.
func tillsAt(tills []db.TillStaff, outlet int64) []db.TillStaff {
	var out []db.TillStaff
	for _, t := range tills {
		if t.Outlet == outlet {
			out = append(out, t)
		}
	}
	return out
}

// since tells from which day a person redeems.
func since(p ui.Page, club *db.Club, at int64) string {
	return p.F(i18n.DeskTillSince, i18n.Date(p.Locale, club.Day(at)))
}
