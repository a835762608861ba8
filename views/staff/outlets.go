package staff

import (
	"clubhouse/db"
	"clubhouse/views/i18n"
	"clubhouse/views/ui"
)

// OutletView is an outlet with who redeems there.
type OutletView struct {
	Outlet   db.Outlet
	Merchant db.Merchant
	Tills    []db.TillStaff
	Club     *db.Club
}

// action answers where the outlet's form is posted.
func (v OutletView) action() string {
	if v.Outlet.ID == 0 {
		return Path("merchants", v.Merchant.ID) + "/outlets"
	}
	return Path("outlets", v.Outlet.ID)
}

// merchantCrumbs lead back to the list, and to a merchant that exists.
func merchantCrumbs(p ui.Page, m db.Merchant) []ui.Link {
	crumbs := []ui.Link{{Label: p.T(i18n.DeskMerchantTitle), Href: p.To("/staff/merchants")}}
	if m.ID != 0 {
		crumbs = append(crumbs, ui.Link{Label: p.Text(m.Name), Href: p.To(Path("merchants", m.ID))})
	}
	return crumbs
}

func tillRows(p ui.Page, tills []db.TillStaff, club *db.Club) []ui.Row {
	var rows []ui.Row
	for _, t := range tills {
		rows = append(rows, ui.Row{Title: t.Name, Text: t.To + " · " + since(p, club, t.Granted), Icon: ui.IconUser})
	}
	return rows
}
