package main

import "clubhouse/db"

// demoOffer is one offer of the demo. Days are counted from today: below 0 past, above 0 to come. Money is in yuan.
type demoOffer struct {
	key, merchant string
	kind          db.OfferKind
	value         int64 // hundredths to pay, or yuan
	title, terms  db.Text
	state         db.OfferState // "": live
	shown         int           // first day on which members see it; it can be claimed from then on, unless claim says later
	claim         int
	until         int // last day on which it can be claimed
	redeem        int // days after the claim
	price         int64
	stock         int64 // 0: without end
	each          int64 // limit of a member
	daily         int64
	home          int64
	joined        int64 // days since joining
	classes       []db.Class
	tiers         []db.Tier
	places        []string
	outlets       []string
	weekdays      int64 // 0: all
	from, to      int64 // hours; 0 and 0: all day
	payer         string
	share         int64
	love          int // how readily members take it; 0: not in the story of the year
}

const (
	workdays = 0b0111110
	weekend  = 0b1000001
)

var (
	ownersOnly = []db.Class{db.Owner}
	silverUp   = []db.Tier{db.Silver, db.Gold, db.Jade}
	goldUp     = []db.Tier{db.Gold, db.Jade}
	jadeOnly   = []db.Tier{db.Jade}
)

var demoOffers = []demoOffer{
	{key: "lunch", merchant: "restaurant", kind: db.Percent, value: 80, love: 16, shown: -350, until: 120, redeem: 14, daily: 1, weekdays: workdays, from: 11, to: 14, payer: "split", share: 30,
		title: db.Text{Hans: "工作日午市八折", Hant: "平日午市八折", En: "20% off weekday lunch"},
		terms: db.Text{Hans: "周一至周五 11:00 至 14:00 堂食可用，酒水和时价海鲜除外。每桌用一张。", Hant: "星期一至五 11:00 至 14:00 堂食適用，酒水及時價海鮮除外。每枱限用一張。", En: "Dine in from 11 am to 2 pm, Monday to Friday. Drinks and seafood at market price are not included. One voucher a table."}},
	{key: "table", merchant: "restaurant", kind: db.Amount, value: 100, love: 12, shown: -340, until: 60, redeem: 30, each: 6, payer: "split", share: 50,
		title: db.Text{Hans: "堂食满 500 元减 100 元", Hant: "堂食滿 500 元減 100 元", En: "¥100 off a meal over ¥500"},
		terms: db.Text{Hans: "午市晚市都能用，包间费不计入。请在点单前告诉店员。", Hant: "午市、晚市均適用，房間收費不計算在內。點菜前請告知店員。", En: "For lunch and dinner, not counting the room. Please tell us before you order."}},
	{key: "dimsum", merchant: "restaurant", kind: db.Fixed, value: 168, love: 8, shown: -200, until: 45, redeem: 21, stock: 800, each: 8, weekdays: weekend, from: 9, to: 14, outlets: []string{"tideview", "hill"}, payer: "merchant",
		title: db.Text{Hans: "周末双人早茶 168 元", Hant: "週末二人早茶 168 元", En: "Weekend dim sum for two, ¥168"},
		terms: db.Text{Hans: "八款点心、两盅例汤，茶位已含。周末 9:00 至 14:00 供应，建议提前订位。", Hant: "八款點心、兩盅例湯，已包茶位。週末 9:00 至 14:00 供應，建議預先訂座。", En: "Eight kinds of dim sum, two soups, tea included. Weekends from 9 am to 2 pm; it is wise to book."}},
	{key: "dessert", merchant: "restaurant", kind: db.Gift, love: 7, shown: -300, until: 90, redeem: 30, price: 200, each: 12, payer: "club",
		title: db.Text{Hans: "陈皮红豆沙一份", Hant: "陳皮紅豆沙一碗", En: "A bowl of tangerine-peel red bean soup"},
		terms: db.Text{Hans: "堂食任意消费即可享用，每人每次一份，热的冷的都有。", Hant: "堂食惠顧即可享用，每人每次一碗，冷熱皆宜。", En: "With any dish at the table, one bowl a person, hot or chilled."}},
	{key: "greens", merchant: "golf", kind: db.Percent, value: 70, love: 4, shown: -320, until: 100, redeem: 45, each: 10, classes: ownersOnly, weekdays: workdays, from: 7, to: 16, outlets: []string{"course"}, payer: "merchant",
		title: db.Text{Hans: "业主平日果岭费七折", Hant: "業主平日果嶺費七折", En: "30% off weekday green fees for owners"},
		terms: db.Text{Hans: "周一至周五 16:00 前开球可用，球童费和球车费另计。请提前两天预约。", Hant: "星期一至五 16:00 前開球適用，球僮費及球車費另計。請於兩天前預約。", En: "Tee off before 4 pm, Monday to Friday. Caddie and cart are extra. Please book two days ahead."}},
	{key: "coach", merchant: "golf", kind: db.Perk, love: 5, shown: -330, until: 150, redeem: 60, each: 1, joined: 90, outlets: []string{"range"}, payer: "merchant",
		title: db.Text{Hans: "新会员挥杆体验课", Hant: "新會員揮桿體驗課", En: "A first golf lesson for new members"},
		terms: db.Text{Hans: "入会 90 天内的会员可领，30 分钟一对一，球杆由球会准备，穿运动鞋来就好。", Hant: "入會 90 天內的會員可領取，30 分鐘一對一，球桿由球會提供，穿運動鞋即可。", En: "For members who joined in the last 90 days: 30 minutes with a coach. Clubs are provided; just wear trainers."}},
	{key: "balls", merchant: "golf", kind: db.Fixed, value: 38, love: 6, shown: -260, until: 75, redeem: 30, daily: 2, outlets: []string{"range"}, payer: "merchant",
		title: db.Text{Hans: "练习球 100 颗 38 元", Hant: "練習球 100 粒 38 元", En: "100 practice balls for ¥38"},
		terms: db.Text{Hans: "打位先到先得，当天用完。", Hant: "打位先到先得，即日用完。", En: "Bays are first come, first served. Use the balls on the same day."}},
	{key: "stay", merchant: "hotel", kind: db.Percent, value: 75, love: 3, shown: -310, until: 110, redeem: 90, each: 4, tiers: goldUp, outlets: []string{"rooms"}, payer: "merchant",
		title: db.Text{Hans: "金、玉会员海景房七五折", Hant: "金、玉會員海景房七五折", En: "25% off a sea-view room for Gold and Jade"},
		terms: db.Text{Hans: "含双人早餐，按当日公开房价计算。法定节假日和前一晚除外。", Hant: "包雙人早餐，按當日公開房價計算。公眾假期及前夕除外。", En: "Breakfast for two included; off the public rate of the day. Not on public holidays or the night before."}},
	{key: "tea", merchant: "hotel", kind: db.Gift, love: 6, shown: -75, until: 20, redeem: 30, price: 1200, stock: 24, each: 1, outlets: []string{"lounge"}, payer: "split", share: 60,
		title: db.Text{Hans: "大堂酒廊双人下午茶", Hant: "大堂酒廊雙人下午茶", En: "Afternoon tea for two in the lobby lounge"},
		terms: db.Text{Hans: "每日 14:30 至 17:30，三层点心配两杯茶或咖啡。请提前一天订位。", Hant: "每日 14:30 至 17:30，三層點心配兩杯茶或咖啡。請於一天前訂座。", En: "Every day from 2.30 to 5.30 pm: three tiers of cakes and two teas or coffees. Please book a day ahead."}},
	{key: "late", merchant: "hotel", kind: db.Perk, love: 1, shown: -240, until: 120, redeem: 60, each: 3, tiers: jadeOnly, outlets: []string{"rooms"}, payer: "merchant",
		title: db.Text{Hans: "玉会员延迟退房至 16:00", Hant: "玉會員延遲退房至 16:00", En: "Late check-out at 4 pm for Jade"},
		terms: db.Text{Hans: "入住时出示卡券即可，房间已满的日子除外。", Hant: "入住時出示優惠券即可，房間滿額日子除外。", En: "Show the voucher when you check in. Not on days when the house is full."}},
	{key: "spa", merchant: "hotel", kind: db.Amount, value: 150, love: 3, shown: -150, until: 60, redeem: 45, each: 3, tiers: silverUp, outlets: []string{"spa"}, payer: "merchant",
		title: db.Text{Hans: "水疗护理立减 150 元", Hant: "水療護理立減 150 元", En: "¥150 off a spa treatment"},
		terms: db.Text{Hans: "银会员及以上可用，60 分钟以上的护理项目适用，请提前预约时段。", Hant: "銀會員或以上適用於 60 分鐘以上護理療程，請預先預約時段。", En: "For Silver members and above, on treatments of 60 minutes or longer. Please book a time."}},
	{key: "check", merchant: "hospital", kind: db.Fixed, value: 680, love: 4, shown: -280, until: 90, redeem: 90, home: 4, classes: ownersOnly, outlets: []string{"checkup"}, payer: "merchant",
		title: db.Text{Hans: "业主家庭体检 680 元", Hant: "業主家庭體檢 680 元", En: "Health check for owners' families, ¥680"},
		terms: db.Text{Hans: "含血液、心电图、胸片和腹部超声，报告由医生讲解。每户限四份，请空腹前来。", Hant: "包括血液、心電圖、胸肺 X 光及腹部超聲波，報告由醫生講解。每戶限四份，請空腹前來。", En: "Blood tests, ECG, chest X-ray and abdominal ultrasound, with a doctor to explain the report. Four a home. Please come fasting."}},
	{key: "teeth", merchant: "hospital", kind: db.Percent, value: 80, love: 6, shown: -220, until: 80, redeem: 60, each: 2, outlets: []string{"dental"}, payer: "merchant",
		title: db.Text{Hans: "洗牙八折", Hant: "洗牙八折", En: "20% off teeth cleaning"},
		terms: db.Text{Hans: "含一次口腔检查，孩子满 6 岁也可以用。请提前预约。", Hant: "包括一次口腔檢查，6 歲或以上兒童亦適用。請預先預約。", En: "With a check-up of the mouth; children from 6 are welcome. Please book ahead."}},
	{key: "doctor", merchant: "hospital", kind: db.Perk, love: 2, shown: -180, until: 120, redeem: 90, each: 2, tiers: goldUp, outlets: []string{"checkup"}, payer: "club",
		title: db.Text{Hans: "专科门诊陪诊一次", Hant: "專科門診陪診一次", En: "A nurse at your side for one visit"},
		terms: db.Text{Hans: "护士帮您挂号、取药、排检查，家里老人也可以用。请提前三天预约。", Hant: "護士協助掛號、取藥及安排檢查，家中長者亦可使用。請於三天前預約。", En: "A nurse books, queues and collects for you, or for the elderly in your family. Please book three days ahead."}},
	{key: "swim", merchant: "sports", kind: db.Gift, love: 7, shown: -210, until: 40, redeem: 30, home: 2, classes: ownersOnly, places: []string{"harbour", "gardens", "court"}, outlets: []string{"pool"}, payer: "split", share: 50,
		title: db.Text{Hans: "深圳业主泳票两张", Hant: "深圳業主泳票兩張", En: "Two swims for our Shenzhen owners"},
		terms: db.Text{Hans: "云栖港湾、泊澜花园、砚山居的业主可领，每户限两份。请带泳帽。", Hant: "雲棲港灣、泊瀾花園、硯山居業主可領取，每戶限兩份。請自備泳帽。", En: "For owners at Cloudrest Harbour, Bolan Gardens and Inkstone Court, two a home. Please bring a swimming cap."}},
	{key: "court", merchant: "sports", kind: db.Fixed, value: 30, love: 9, shown: -290, until: 90, redeem: 14, daily: 1, weekdays: workdays, from: 9, to: 17, outlets: []string{"courts"}, payer: "merchant",
		title: db.Text{Hans: "平日羽毛球场每小时 30 元", Hant: "平日羽毛球場每小時 30 元", En: "Badminton on weekdays, ¥30 an hour"},
		terms: db.Text{Hans: "周一至周五 9:00 至 17:00，球拍可免费借用。", Hant: "星期一至五 9:00 至 17:00，免費借用球拍。", En: "Monday to Friday, 9 am to 5 pm. Rackets are lent for free."}},
	{key: "year", merchant: "sports", kind: db.Percent, value: 75, love: 2, shown: -30, until: 1, redeem: 30, each: 1, payer: "merchant",
		title: db.Text{Hans: "运动年卡七五折", Hant: "運動年卡七五折", En: "25% off a year of sport"},
		terms: db.Text{Hans: "泳池和球馆通用，从激活那天起算一年，可停卡一次。", Hant: "泳池及球館通用，由啟用日起計一年，可暫停一次。", En: "Pool and courts, for a year from the day you start. It can be paused once."}},
	{key: "umbrella", merchant: "bank", kind: db.Gift, love: 3, shown: -120, until: 30, redeem: 45, stock: 200, each: 1, payer: "merchant",
		title: db.Text{Hans: "开立家庭账户送晴雨伞", Hant: "開立家庭戶口送晴雨傘", En: "An umbrella with a new family account"},
		terms: db.Text{Hans: "在港湾支行新开家庭账户即可领取，颜色随机，送完为止。", Hant: "於港灣分行新開家庭戶口即可領取，顏色隨機，送完即止。", En: "When you open a family account at the Harbour branch. Colours vary; while they last."}},
	{key: "cover", merchant: "insurer", kind: db.Amount, value: 80, love: 3, shown: -160, until: 120, redeem: 60, home: 1, classes: ownersOnly, payer: "merchant",
		title: db.Text{Hans: "家庭财产险立减 80 元", Hant: "家居保險立減 80 元", En: "¥80 off home insurance"},
		terms: db.Text{Hans: "一年期家庭财产险适用，含水管爆裂和高空坠物责任。每户限一份。", Hant: "適用於一年期家居保險，保障包括水管爆裂及高空墮物責任。每戶限一份。", En: "On a one-year home policy, burst pipes and falling objects included. One a home."}},
	{key: "island", merchant: "travel", kind: db.Amount, value: 300, love: 3, shown: -140, until: 60, redeem: 60, price: 500, each: 2, payer: "split", share: 40,
		title: db.Text{Hans: "海岛周末行立减 300 元", Hant: "海島週末遊立減 300 元", En: "¥300 off an island weekend"},
		terms: db.Text{Hans: "两天一晚，含往返船票和民宿。两人成行，出发前 7 天可免费改期。", Hant: "兩日一夜，包來回船票及民宿。二人成行，出發前 7 天可免費改期。", En: "Two days and a night, ferry and guesthouse included. For two or more; free to move up to 7 days before."}},
	{key: "tour", merchant: "travel", kind: db.Percent, value: 90, state: db.OfferDraft, shown: 10, until: 120, redeem: 60, each: 2, payer: "merchant",
		title: db.Text{Hans: "春季古镇慢游九折", Hant: "春季古鎮慢遊九折", En: "10% off a slow spring tour of old towns"},
		terms: db.Text{Hans: "四天三晚，每团不超过 12 人，行程不进购物店。", Hant: "四日三夜，每團不多於 12 人，行程不設購物店。", En: "Four days, three nights, twelve people at most, and no shopping stops."}},
	{key: "ferry", merchant: "ferry", kind: db.Fixed, value: 99, love: 9, shown: -250, until: 75, redeem: 30, stock: 1500, daily: 2, weekdays: weekend, to: 24, payer: "merchant",
		title: db.Text{Hans: "周末往返船票 99 元", Hant: "週末來回船票 99 元", En: "Weekend return ticket, ¥99"},
		terms: db.Text{Hans: "周六、周日云栖港至西岸任意班次，换票时出示卡券，当天往返。", Hant: "星期六、日雲棲港至西岸任何班次，換票時出示優惠券，即日來回。", En: "Any sailing between Cloudrest Harbour and West Pier on a Saturday or Sunday, there and back on the same day."}},
	{key: "sunset", merchant: "ferry", kind: db.Gift, shown: -3, claim: 5, until: 60, redeem: 30, price: 600, stock: 120, each: 2, outlets: []string{"quay"}, payer: "club",
		title: db.Text{Hans: "日落航线船票一张", Hant: "日落航線船票一張", En: "A seat on the sunset cruise"},
		terms: db.Text{Hans: "每晚日落前 40 分钟开船，船程一小时，附一杯热茶。遇大风改期。", Hant: "每晚日落前 40 分鐘開航，船程一小時，附熱茶一杯。遇強風改期。", En: "We sail 40 minutes before sunset, for an hour, with a cup of hot tea. In strong wind we find another day."}},
	{key: "paint", merchant: "school", kind: db.Perk, love: 3, shown: -130, until: 50, redeem: 45, stock: 150, home: 1, places: []string{"harbour", "court"}, payer: "merchant",
		title: db.Text{Hans: "亲子水彩课一节", Hant: "親子水彩班一堂", En: "A watercolour class for parent and child"},
		terms: db.Text{Hans: "适合 4 至 10 岁，画具由学苑准备，作品可以带回家。云栖港湾和砚山居住户专享。", Hant: "適合 4 至 10 歲，畫具由學苑提供，作品可帶回家。雲棲港灣及硯山居住戶專享。", En: "For ages 4 to 10. Paints are provided and the picture is yours to keep. For homes at Cloudrest Harbour and Inkstone Court."}},
	{key: "summer", merchant: "school", kind: db.Percent, value: 88, state: db.OfferEnded, love: 3, shown: -170, until: -70, redeem: 60, home: 2, payer: "merchant",
		title: db.Text{Hans: "暑期帆船营八八折", Hant: "暑期帆船營八八折", En: "12% off the summer sailing camp"},
		terms: db.Text{Hans: "五天营期，8 至 14 岁，须会游泳。救生衣和午餐都包了。", Hant: "五天營期，8 至 14 歲，須諳泳術。包救生衣及午餐。", En: "Five days, ages 8 to 14, swimmers only. Life jacket and lunch included."}},
	{key: "thirty", merchant: "shop", kind: db.Amount, value: 30, love: 14, shown: -345, until: 100, redeem: 30, daily: 1, payer: "split", share: 20,
		title: db.Text{Hans: "满 150 元减 30 元", Hant: "滿 150 元減 30 元", En: "¥30 off ¥150"},
		terms: db.Text{Hans: "全场可用，和店内折扣可以同享，礼品卡除外。", Hant: "全店適用，可與店內折扣同時使用，禮品卡除外。", En: "On everything in the store, together with its own discounts. Not on gift cards."}},
	{key: "bag", merchant: "shop", kind: db.Gift, love: 5, shown: -190, until: 60, redeem: 60, price: 450, stock: 400, each: 2, payer: "club",
		title: db.Text{Hans: "云栖会帆布袋", Hant: "雲棲會帆布袋", En: "A Cloudrest canvas bag"},
		terms: db.Text{Hans: "厚帆布，装得下一周的菜。有米白、海蓝两色，到店任选。", Hant: "厚身帆布，裝得下一星期的餸菜。米白、海藍兩色，到店任選。", En: "Thick canvas that holds a week's groceries. Choose sand or sea blue in the store."}},
	{key: "coffee", merchant: "shop", kind: db.Fixed, value: 12, love: 15, shown: -150, until: 90, redeem: 7, daily: 1, outlets: []string{"nest"}, payer: "merchant",
		title: db.Text{Hans: "手冲咖啡 12 元", Hant: "手沖咖啡 12 元", En: "Hand-poured coffee, ¥12"},
		terms: db.Text{Hans: "豆子每周换一款，自带杯再送一块曲奇。", Hant: "每星期換一款咖啡豆，自備杯子再送曲奇一塊。", En: "A new bean every week. Bring your own cup and there is a cookie with it."}},
	{key: "aircon", merchant: "home", kind: db.Fixed, value: 88, love: 8, shown: -230, until: 60, redeem: 45, home: 3, classes: ownersOnly, payer: "split", share: 25,
		title: db.Text{Hans: "空调深度清洗 88 元一台", Hant: "冷氣機深層清洗 88 元一部", En: "Deep clean of an air conditioner, ¥88"},
		terms: db.Text{Hans: "壁挂机，含拆洗和除菌，师傅上门前会打电话。每户限三台。", Hant: "分體式冷氣機，包括拆洗及除菌，師傅上門前會致電。每戶限三部。", En: "Wall units, taken apart, washed and disinfected. We call before we come. Three a home."}},
	{key: "movein", merchant: "home", kind: db.Fixed, value: 398, state: db.OfferDraft, shown: 7, until: 200, redeem: 90, home: 1, classes: ownersOnly, places: []string{"bay"}, payer: "split", share: 50,
		title: db.Text{Hans: "新居开荒保洁 398 元", Hant: "新居入伙清潔 398 元", En: "Move-in cleaning, ¥398"},
		terms: db.Text{Hans: "100 平方米以内，两位师傅半天做完，擦窗和收纳柜内侧都算在内。", Hant: "100 平方米以內，兩位師傅半天完成，包括抹窗及櫃內清潔。", En: "Up to 100 square metres: two people, half a day, windows and the insides of cupboards included."}},
}
