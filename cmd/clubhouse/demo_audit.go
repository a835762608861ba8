package main

import "clubhouse/db"

// auditDay is what the audit has to show beside what everybody does: edits, openings of what is personal, an export. What
// was done until then is sealed, as the club does by itself.
func (m *demoMaker) auditDay(day int) error {
	if _, err := m.SealAudit(m.ctx, 999); err != nil {
		return err
	}
	reveal := func(login, why string) error {
		_, _, err := m.RevealMember(m.ctx, m.staff[login], m.host.actor.Member, why)
		return err
	}
	switch day {
	case -120:
		return reveal("service", "会员来电，核对手机号")
	case -33:
		return reveal("harbour", "快递退回，联系业主更正地址")
	case -20:
		return m.LogRegisterExport(m.ctx, m.staff["admin"])
	case -9:
		club := *m.Club()
		club.Hotline, club.LotMonths = "400 820 2026", club.LotMonths+12
		return m.EditClub(m.ctx, m.staff["admin"], club)
	case -7: // it has grown dearer, and is served an hour longer
		o := m.offers["dimsum"]
		row := m.offerRow(o.demoOffer, o.id)
		stock := *row.Stock + 200
		row.Stock, row.Value, row.HourTo, row.Outlets = &stock, 188_00, 15*60, row.Outlets[:1]
		_, err := m.SaveOffer(m.ctx, m.staff["marketing"], row)
		return err
	case -2:
		outlet, _, err := m.Outlet(m.ctx, m.outlets[demoOutlet1])
		if err != nil {
			return err
		}
		outlet.Address = db.Text{Hans: "望潮街 12 号 3 层", Hant: "望潮街 12 號 3 樓", En: "3rd floor, 12 Tideview Street"}
		_, err = m.SaveOutlet(m.ctx, m.staff["merchants"], outlet)
		return err
	case -1:
		return reveal("service", "回电确认预约时间")
	}
	return nil
}
