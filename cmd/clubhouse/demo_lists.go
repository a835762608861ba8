package main

import (
	"net/url"

	"clubhouse/db"
)

// demoViews are what the staff ask of their lists again and again.
var demoViews = []struct {
	who, list, name string
	shared          bool
	query           string
}{
	{"service", "members", "待核验", true, "waiting=1&columns=name,number,community,joined,state"},
	{"marketing", "members", "金玉会员", true, "tier=gold&sort=number"},
	{"admin", "homes", "还没有会员的房产", true, "members=without&sort=-handover"},
	{"marketing", "offers", "快结束的优惠", false, "state=live&sort=ends"},
	{"admin", "vouchers", "已过期", false, "state=expired"},
	{"admin", "audit", "查看个人资料", true, "act=reveals"},
	{"admin", "audit", "导出", true, "act=exports"},
	{"admin", "notes", "大家逾期的", false, "everybody=1&soon=overdue"},
	{"service", "claims", "未通过", true, "state=refused"},
}

// saveViews keeps them.
func (m *demoMaker) saveViews() error {
	for _, v := range demoViews {
		values, err := url.ParseQuery(v.query)
		if err != nil {
			return err
		}
		l := db.ListOf(v.list)
		if _, err := m.SaveListView(m.ctx, m.staff[v.who], l, v.name, l.Query(values), v.shared); err != nil {
			return err
		}
	}
	return nil
}
