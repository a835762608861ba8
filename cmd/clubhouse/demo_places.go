package main

import "clubhouse/db"

// The demo's club. Its people, brands, places, partners and numbers are invented.
var demoClub = db.Club{
	Name: db.Text{Hans: "云栖会", Hant: "雲棲會", En: "Cloudrest Club"}, Letters: "CR", Currency: "CNY", Hotline: "0755-0100 8888", Licence: "粤ICP备00000000号-1", BillPoints: 1, LotMonths: 12,
}

// demoBrand is a brand by a key of ours; parent is the key of its mother.
type demoBrand struct {
	key, parent string
	name        db.Text
}

var demoBrands = []demoBrand{
	{"cloudrest", "", db.Text{Hans: "云栖置业", Hant: "雲棲置業", En: "Cloudrest Homes"}},
	{"bolan", "cloudrest", db.Text{Hans: "泊澜", Hant: "泊瀾", En: "Bolan"}},
	{"inkstone", "cloudrest", db.Text{Hans: "砚山", Hant: "硯山", En: "Inkstone"}},
}

// demoPlace is a community, as the register spells it and as members read it, and how it is built.
type demoPlace struct {
	key, brand     string
	register, city string
	name, cityName db.Text
	homes          int
	buildings      int
	stairs         int // 0: a building has one
	floors, flats  int
	letters        bool // flats go by letters: 12A
	since          int  // the year of the first handover
}

var (
	shenzhen  = db.Text{Hans: "深圳", Hant: "深圳", En: "Shenzhen"}
	hongKong  = db.Text{Hans: "香港", Hant: "香港", En: "Hong Kong"}
	guangzhou = db.Text{Hans: "广州", Hant: "廣州", En: "Guangzhou"}
	shanghai  = db.Text{Hans: "上海", Hant: "上海", En: "Shanghai"}
)

var demoPlaces = []demoPlace{
	{key: "harbour", brand: "cloudrest", register: "云栖港湾", city: "深圳市", name: db.Text{Hans: "云栖港湾", Hant: "雲棲港灣", En: "Cloudrest Harbour"}, cityName: shenzhen,
		homes: 520, buildings: 6, stairs: 2, floors: 32, flats: 4, since: 2018},
	{key: "gardens", brand: "bolan", register: "泊澜花园", city: "深圳市", name: db.Text{Hans: "泊澜花园", Hant: "泊瀾花園", En: "Bolan Gardens"}, cityName: shenzhen,
		homes: 360, buildings: 8, stairs: 2, floors: 18, flats: 2, since: 2015},
	{key: "court", brand: "inkstone", register: "砚山居", city: "深圳市", name: db.Text{Hans: "砚山居", Hant: "硯山居", En: "Inkstone Court"}, cityName: shenzhen,
		homes: 220, buildings: 5, floors: 26, flats: 4, since: 2021},
	{key: "terrace", brand: "cloudrest", register: "雲棲臺", city: "香港", name: db.Text{Hans: "云栖台", Hant: "雲棲臺", En: "Cloudrest Terrace"}, cityName: hongKong,
		homes: 240, buildings: 3, floors: 38, flats: 6, letters: true, since: 2020},
	{key: "bay", brand: "bolan", register: "泊瀾灣", city: "香港", name: db.Text{Hans: "泊澜湾", Hant: "泊瀾灣", En: "Bolan Bay"}, cityName: hongKong,
		homes: 180, buildings: 2, floors: 42, flats: 8, letters: true, since: 2023},
	{key: "riverside", brand: "cloudrest", register: "云栖江畔", city: "广州市", name: db.Text{Hans: "云栖江畔", Hant: "雲棲江畔", En: "Cloudrest Riverside"}, cityName: guangzhou,
		homes: 260, buildings: 4, stairs: 2, floors: 30, flats: 3, since: 2019},
	{key: "lane", brand: "inkstone", register: "砚山里", city: "上海市", name: db.Text{Hans: "砚山里", Hant: "硯山里", En: "Inkstone Lane"}, cityName: shanghai,
		homes: 220, buildings: 10, stairs: 2, floors: 11, flats: 2, since: 2017},
}

// demoMerchant is a partner with its outlets. A bill there is between low and high yuan; 0 for one that takes none.
type demoMerchant struct {
	kind      string // one of db.MerchantKinds, and the key
	phone     string
	name      db.Text
	low, high int
	outlets   []demoOutlet
}

type demoOutlet struct {
	key           string
	name, address db.Text
	till          string // who stands there
}

var demoMerchants = []demoMerchant{
	{"golf", "0755-0100 2101", db.Text{Hans: "云海高尔夫球会", Hant: "雲海高爾夫球會", En: "Sea of Clouds Golf Club"}, 380, 2600, []demoOutlet{
		{"course", db.Text{Hans: "会所前台", Hant: "會所接待處", En: "Clubhouse desk"}, db.Text{Hans: "云栖港北岸球道路 1 号", Hant: "雲棲港北岸球道路 1 號", En: "1 Fairway Road, North Shore, Cloudrest Harbour"}, "罗敏仪"},
		{"range", db.Text{Hans: "练习场", Hant: "練習場", En: "Driving range"}, db.Text{Hans: "云栖港北岸球道路 9 号", Hant: "雲棲港北岸球道路 9 號", En: "9 Fairway Road, North Shore, Cloudrest Harbour"}, "邓启航"},
	}},
	{"hotel", "0755-0100 2202", db.Text{Hans: "泊云酒店", Hant: "泊雲酒店", En: "Boyun Hotel"}, 260, 2200, []demoOutlet{
		{"rooms", db.Text{Hans: "礼宾前台", Hant: "禮賓接待處", En: "Front desk"}, db.Text{Hans: "云栖港海岸大道 18 号", Hant: "雲棲港海岸大道 18 號", En: "18 Seafront Avenue, Cloudrest Harbour"}, "高若琳"},
		{"lounge", db.Text{Hans: "大堂酒廊", Hant: "大堂酒廊", En: "Lobby lounge"}, db.Text{Hans: "海岸大道 18 号首层", Hant: "海岸大道 18 號地下", En: "Ground floor, 18 Seafront Avenue"}, "沈嘉豪"},
		{"spa", db.Text{Hans: "水疗中心", Hant: "水療中心", En: "Spa"}, db.Text{Hans: "海岸大道 18 号 5 层", Hant: "海岸大道 18 號 5 樓", En: "5th floor, 18 Seafront Avenue"}, "叶文静"},
	}},
	{"hospital", "0755-0100 2303", db.Text{Hans: "屿安医院", Hant: "嶼安醫院", En: "Isle Hospital"}, 180, 1600, []demoOutlet{
		{"checkup", db.Text{Hans: "体检中心", Hant: "體檢中心", En: "Health check centre"}, db.Text{Hans: "云栖港安和路 6 号 2 层", Hant: "雲棲港安和路 6 號 2 樓", En: "2nd floor, 6 Anhe Road, Cloudrest Harbour"}, "苏雅雯"},
		{"dental", db.Text{Hans: "口腔门诊", Hant: "牙科診所", En: "Dental clinic"}, db.Text{Hans: "安和路 6 号 3 层", Hant: "安和路 6 號 3 樓", En: "3rd floor, 6 Anhe Road"}, "潘立新"},
	}},
	{"sports", "0755-0100 2404", db.Text{Hans: "鹭湾运动中心", Hant: "鷺灣運動中心", En: "Egret Bay Sports Centre"}, 30, 260, []demoOutlet{
		{"pool", db.Text{Hans: "泳池馆", Hant: "泳池館", En: "Pool"}, db.Text{Hans: "鹭湾路 20 号 A 馆", Hant: "鷺灣路 20 號 A 館", En: "Hall A, 20 Egret Bay Road"}, "何俊杰"},
		{"courts", db.Text{Hans: "球馆", Hant: "球館", En: "Courts"}, db.Text{Hans: "鹭湾路 20 号 B 馆", Hant: "鷺灣路 20 號 B 館", En: "Hall B, 20 Egret Bay Road"}, "卢振宇"},
	}},
	{"bank", "0755-0100 2505", db.Text{Hans: "澜桥银行", Hant: "瀾橋銀行", En: "Lanqiao Bank"}, 0, 0, []demoOutlet{
		{"branch", db.Text{Hans: "港湾支行", Hant: "港灣分行", En: "Harbour branch"}, db.Text{Hans: "海岸大道 66 号", Hant: "海岸大道 66 號", En: "66 Seafront Avenue"}, "丁晓彤"},
	}},
	{"insurer", "0755-0100 2606", db.Text{Hans: "长屿保险", Hant: "長嶼保險", En: "Long Isle Insurance"}, 300, 1200, []demoOutlet{
		{"service", db.Text{Hans: "客户服务中心", Hant: "客戶服務中心", En: "Customer centre"}, db.Text{Hans: "海岸大道 70 号 12 层", Hant: "海岸大道 70 號 12 樓", En: "12th floor, 70 Seafront Avenue"}, "韩雪莹"},
	}},
	{"travel", "0755-0100 2707", db.Text{Hans: "漫汐旅行社", Hant: "漫汐旅行社", En: "Slow Tide Travel"}, 900, 4800, []demoOutlet{
		{"travel", db.Text{Hans: "港湾门市", Hant: "港灣門市", En: "Harbour shop"}, db.Text{Hans: "望潮街 3 号", Hant: "望潮街 3 號", En: "3 Tideview Street"}, "曹子墨"},
	}},
	{"ferry", "0755-0100 2808", db.Text{Hans: "鸥航渡轮", Hant: "鷗航渡輪", En: "Gull Line Ferries"}, 60, 420, []demoOutlet{
		{"quay", db.Text{Hans: "云栖港码头", Hant: "雲棲港碼頭", En: "Cloudrest Harbour Pier"}, db.Text{Hans: "码头路 2 号售票处", Hant: "碼頭路 2 號售票處", En: "Ticket office, 2 Pier Road"}, "谢海峰"},
		{"west", db.Text{Hans: "西岸码头", Hant: "西岸碼頭", En: "West Pier"}, db.Text{Hans: "西岸码头 3 号泊位", Hant: "西岸碼頭 3 號泊位", En: "Berth 3, West Pier"}, "杜家辉"},
	}},
	{"restaurant", "0755-0100 2909", db.Text{Hans: "望潮楼", Hant: "望潮樓", En: "Tideview Restaurant"}, 90, 860, []demoOutlet{
		{"tideview", db.Text{Hans: "港湾店", Hant: "港灣店", En: "Harbour branch"}, db.Text{Hans: "望潮街 12 号 2 层", Hant: "望潮街 12 號 2 樓", En: "2nd floor, 12 Tideview Street"}, "黎小满"},
		{"hill", db.Text{Hans: "山顶店", Hant: "山頂店", En: "Hilltop branch"}, db.Text{Hans: "砚山路 88 号", Hant: "硯山路 88 號", En: "88 Inkstone Hill Road"}, "孟凡"},
		{"river", db.Text{Hans: "江畔店", Hant: "江畔店", En: "Riverside branch"}, db.Text{Hans: "广州江畔路 21 号", Hant: "廣州江畔路 21 號", En: "21 Riverside Road, Guangzhou"}, "邹雨晴"},
	}},
	{"school", "0755-0100 3010", db.Text{Hans: "小帆学苑", Hant: "小帆學苑", En: "Little Sail Academy"}, 200, 1800, []demoOutlet{
		{"school", db.Text{Hans: "港湾校区", Hant: "港灣校區", En: "Harbour campus"}, db.Text{Hans: "鹭湾路 5 号", Hant: "鷺灣路 5 號", En: "5 Egret Bay Road"}, "熊思远"},
	}},
	{"shop", "0755-0100 3111", db.Text{Hans: "栖物生活", Hant: "棲物生活", En: "Nest & Thing"}, 25, 480, []demoOutlet{
		{"nest", db.Text{Hans: "港湾店", Hant: "港灣店", En: "Harbour store"}, db.Text{Hans: "望潮街 30 号首层", Hant: "望潮街 30 號地下", En: "Ground floor, 30 Tideview Street"}, "白露"},
		{"nest-hk", db.Text{Hans: "香港泊澜湾店", Hant: "香港泊瀾灣店", En: "Bolan Bay store, Hong Kong"}, db.Text{Hans: "香港泊澜湾商场 115 号铺", Hant: "香港泊瀾灣商場 115 號舖", En: "Shop 115, Bolan Bay Mall, Hong Kong"}, "Kelvin Lau"},
	}},
	{"home", "0755-0100 3212", db.Text{Hans: "云匠到家", Hant: "雲匠到家", En: "Cloudsmith Home Care"}, 80, 900, []demoOutlet{
		{"home", db.Text{Hans: "港湾服务站", Hant: "港灣服務站", En: "Harbour service point"}, db.Text{Hans: "云栖港湾南门 3 号铺", Hant: "雲棲港灣南門 3 號舖", En: "Shop 3, south gate, Cloudrest Harbour"}, "温师傅"},
	}},
}
